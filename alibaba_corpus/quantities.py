"""Amounts of money, shares, durations and counted things, with their value, unit and qualifier."""

import re
from dataclasses import dataclass

from alibaba_corpus.amounts import Amount, first_word, is_article
from alibaba_corpus.carried_units import carry_units
from alibaba_corpus.counted_nouns import read_noun
from alibaba_corpus.measures import rate_end, read_measure
from alibaba_corpus.money import money_at_home, read_money, read_price
from alibaba_corpus.numerals import Numeral, find_numerals
from alibaba_corpus.qualifiers import find_qualifier, is_barred
from alibaba_corpus.ranges import read_part, read_range
from alibaba_corpus.shares import Share, read_fraction, read_ratio, shares_in_words

_MINUS = re.compile(r"(?:^|[\s(])[-−]\Z")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: its offsets, its text, its value in its unit, and how exact it is.

    `unit` is an ISO 4217 code for money, "%" for shares, else the noun counted in the singular.
    `qualifier` is exact, at least, at most or about.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str
    qualifier: str


def find_quantities(text: str, *, language: str = "fr") -> tuple[Quantity, ...]:
    """Return the amounts of money, shares, durations and counted things in `text`, in order.

    Dates, clock times, ranks, names with figures and "les deux groupes" are no amounts. `language`
    (fr, en, de; any other is read as fr) tells decimal marks, number words and how nouns are counted.

    >>> text = "Plus de 100.000 bureaux de poste, 2 milliards de dollars, un tiers des voix."
    >>> for q in find_quantities(text):
    ...     print(q.text, "|", q.value, q.unit, q.qualifier)
    100.000 bureaux de poste | 100000.0 bureau de poste at least
    2 milliards de dollars | 2000000000.0 USD exact
    un tiers | 33.33 % exact
    """
    found = [_finish(text, amount, language) for amount in _read_all(text, language)]
    found += [_of_share(text, share) for share in shares_in_words(text)]
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(kept)


def _read_all(text: str, language: str) -> list[Amount]:
    """Read each number by itself, then those that belong together, then those that others explain."""
    numerals = find_numerals(text, language=language)
    found: list[Amount | None] = [_read(text, numeral, language) for numeral in numerals]
    for index in range(len(numerals) - 1):
        if price := read_price(text, found[index], numerals[index + 1], found[index + 1]):
            found[index : index + 2] = [price, None]
        second = found[index + 1]
        if found[index] is None and second:
            found[index], found[index + 1] = read_range(text, numerals[index], second, language)
            found[index] = found[index] or read_part(text, numerals[index], second, language)
        if second is None or language == "en":  # "one in five shoppers" counts no shoppers
            ratio = read_ratio(text, numerals[index], numerals[index + 1], language)
            found[index : index + 2] = [ratio, None] if ratio else found[index : index + 2]
    return carry_units(text, numerals, money_at_home(text, found))


def _read(text: str, numeral: Numeral, language: str) -> Amount | None:
    first = first_word(text, numeral.end)
    amount = None if is_article(numeral) else read_money(text, numeral, first)
    amount = amount or read_measure(text, numeral, language, first) or read_fraction(text, numeral)
    amount = amount or read_noun(text, numeral, language)
    return amount if amount and not is_barred(text, amount) else None


def _of_share(text: str, share: Share) -> Quantity:
    qualifier = find_qualifier(text, share.start, share.end)
    return Quantity(share.start, share.end, text[share.start : share.end], share.value, "%", qualifier)


def _finish(text: str, amount: Amount, language: str) -> Quantity:
    """Extend an amount over its rate ("par jour") and its minus sign, and find its qualifier."""
    end = rate_end(text, amount.end, language)
    signed = amount.kind == "share" and _MINUS.search(text[max(0, amount.start - 2) : amount.start])
    start = amount.start - 1 if signed else amount.start
    value = round(-amount.value if signed else amount.value, 4)
    qualifier = amount.qualifier
    if qualifier == "exact":
        qualifier = find_qualifier(text, start, end, rough=amount.numeral.rough)
    return Quantity(start, end, text[start:end], value, amount.unit, qualifier)
