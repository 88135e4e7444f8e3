"""Amounts of money: in signs and words, before and behind their number, with their cents."""

import re
from collections.abc import Sequence
from functools import cache

from alibaba_corpus.amounts import (
    SPACE,
    SPACES,
    Amount,
    amount,
    is_whole,
    plural,
    turn,
    turn_form,
    unit_names,
)
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives
from alibaba_corpus.numerals import Numeral

_SHORT_SCALE = re.compile(rf"{SPACE}?(?P<scale>[mMkK])(?![^\W_])")


@cache
def _signs() -> dict[str, str]:
    rows = read_knowledge("quantities")["currency"]
    return {sign: row["code"] for row in rows for sign in (*row["signs"], row["code"])}


@cache
def _scaled_signs() -> dict[str, str]:
    rows = read_knowledge("quantities")["currency"]
    return {sign: row["code"] for row in rows for sign in row.get("scaled_signs", ())}


@cache
def _sign_after() -> re.Pattern[str]:
    return re.compile(rf"{turn_form('to sign')}(?P<sign>{alternatives(_signs())})(?![^\W_])")


@cache
def _sign_before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£])(?<!\d{SPACE})(?P<sign>{alternatives(_signs())}){SPACE}?\Z")


@cache
def _word_form(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:{plural(name)})(?!\w|-\w)")


def read_money(text: str, numeral: Numeral, first: str) -> Amount | None:
    """Read "3 €", "3 millions d'euros", "€3"; `first` is the word behind the number.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "3 millions d'euros"
    >>> read_money(text, find_numerals(text)[0], "euros").unit
    'EUR'
    """
    after = _sign_after().match(text, numeral.end)
    if after:
        return amount(numeral, after.end(), numeral.value, _signs()[after["sign"]], "money")
    if numeral.factor > 1 and (scaled := _scaled_sign_after(text, numeral)):
        return scaled
    gap = turn("to money").match(text, numeral.end)
    if gap and gap.end() > numeral.end:
        for name, _, row in unit_names("currency").get(first, ()):
            word = _word_form(name).match(text, gap.end())
            if word:
                worth = 0.01 if row.get("hundredth") else 1.0
                return amount(numeral, word.end(), numeral.value * worth, row["code"], "money")
    return _read_prefixed(text, numeral)


def _scaled_sign_after(text: str, numeral: Numeral) -> Amount | None:
    """Read "325,9 ME": a sign that is one only behind a shortened scale."""
    sign = text[numeral.end : numeral.end + 1]
    if sign not in _scaled_signs() or text[numeral.end + 1 : numeral.end + 2].isalnum():
        return None
    return amount(numeral, numeral.end + 1, numeral.value, _scaled_signs()[sign], "money")


def _read_prefixed(text: str, numeral: Numeral) -> Amount | None:
    """Read "€45", "HK$300m", "USD 3 million"."""
    sign = _sign_before().search(text[max(0, numeral.start - 6) : numeral.start])
    if not sign:
        return None
    short = _SHORT_SCALE.match(text, numeral.end) if numeral.factor == 1 else None
    factor = {"m": 1e6, "k": 1e3}[short["scale"].lower()] if short else 1.0
    end = short.end() if short else numeral.end
    found = amount(numeral, end, numeral.value * factor, _signs()[sign["sign"]], "money")
    return found._replace(start=numeral.start - len(sign.group()))


def read_price(text: str, whole: Amount | None, cents: Numeral, own: Amount | None) -> Amount | None:
    """Read "2 euros 50" and "12 euros et 26 centimes" as one amount; `own` is what the cents are alone.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "2 euros 50"
    >>> euros, cents = find_numerals(text)
    >>> read_price(text, read_money(text, euros, "euros"), cents, None).value
    2.5
    """
    if whole is None or whole.kind != "money" or whole.numeral.factor > 1 or cents.value >= 100:
        return None
    link = text[whole.end : cents.start].strip(SPACES)
    if own is None:
        joins = link == "" and cents.value >= 10 and turn("behind cents").match(text, cents.end) is not None
    else:
        joined = link == "" or turn("and").fullmatch(link) is not None
        joins = joined and own.kind == "money" and own.value == cents.value / 100
    if not joins or not is_whole(whole.numeral) or not is_whole(cents):
        return None
    return whole._replace(end=own.end if own else cents.end, value=whole.value + cents.value / 100)


@cache
def _home_signs() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    rows = read_knowledge("quantities")["home"]
    return tuple((row["sign"], row["code"], re.compile(row["cues"])) for row in rows)


def money_at_home(text: str, found: Sequence[Amount | None]) -> list[Amount | None]:
    """Read a bare "$" as the money of the country that the text speaks of.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "À Montréal, l'entente de 3 $ vise le Québec."
    >>> dollars = read_money(text, find_numerals(text)[0], "")
    >>> dollars.unit, money_at_home(text, [dollars])[0].unit
    ('USD', 'CAD')
    """
    bare = [_bare_sign(text, one) if one else "" for one in found]
    at_home = {
        sign: code for sign, code, cues in _home_signs() if sign in bare and len(set(cues.findall(text))) > 1
    }
    return [
        one._replace(unit=at_home[sign]) if one and sign in at_home else one
        for one, sign in zip(found, bare, strict=True)
    ]


def _bare_sign(text: str, found: Amount) -> str:
    """Return what an amount of money says beside its number ("$")."""
    around = text[found.start : found.numeral.start] + text[found.numeral.end : found.end]
    return around.strip() if found.kind == "money" else ""
