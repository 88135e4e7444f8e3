"""A first number that takes its unit from the one behind it: the ends of a range, a part and its whole."""

from alibaba_corpus.amounts import SPACES, Amount, amount, counting_words, turn
from alibaba_corpus.numerals import Numeral
from alibaba_corpus.qualifiers import find_qualifier, is_barred

_OPENING = 12  # characters before a range in which what opens it stands


def read_range(text: str, first: Numeral, second: Amount, language: str) -> tuple[Amount | None, Amount]:
    """Give the first number of "entre 2 et 3 milliards d'euros" the unit and scale of the second.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "2 à 3 millions d'euros"
    >>> first, second = find_numerals(text)
    >>> [end.value for end in read_range(text, first, amount(second, 22, 3e6, "EUR", "money"), "fr")]
    [2000000.0, 3000000.0]
    """
    known = counting_words(language)
    link = text[first.end : second.start].strip(SPACES)
    before = text[max(0, first.start - _OPENING) : first.start].lower()
    between = not known["between"].isdisjoint(before.split()[-1:])
    joined = link in known["range"] or (between and link in known["range_between"])
    both = turn("and").fullmatch(link) and turn("of both").search(before)
    if not joined and not (both and _rises(first, second)):
        return None, second
    value = first.value * _scale(text, first, second)
    found = amount(first, first.end, value, second.unit, second.kind)
    if is_barred(text, found):
        return None, second
    if between:
        return found._replace(qualifier="at least"), second._replace(qualifier="at most")
    qualifier = find_qualifier(text, first.start, first.end)  # "environ 300 à 400 emplois": both are rough
    return found._replace(qualifier=qualifier), second._replace(qualifier=qualifier)


def _rises(first: Numeral, second: Amount) -> bool:
    """Tell "de 15 et 17 ans": two ages, lengths or weights behind one « de »."""
    rising = first.value < second.value and first.factor == second.numeral.factor == 1
    return rising and second.kind in ("duration", "measure")


def _scale(text: str, first: Numeral, second: Amount) -> float:
    """Return what the second number makes of the first: millions, hundreds or nothing."""
    if first.worded and first.value < 10 and turn("hundreds").search(text, first.end, second.numeral.end):
        return 100.0  # "deux à trois cents ouvriers"
    mantissa = second.numeral.value / second.numeral.factor
    return second.numeral.factor if first.factor == 1 and first.value < mantissa else 1.0


def read_part(text: str, first: Numeral, second: Amount, language: str) -> Amount | None:
    """Give the first number of "76 des 87 magasins" the noun of the second.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "76 des 87 magasins"
    >>> first, second = find_numerals(text)
    >>> read_part(text, first, amount(second, 18, 87.0, "magasin", "noun"), "fr").unit
    'magasin'
    """
    link = text[first.end : second.start].strip(SPACES)
    if second.kind != "noun" or link not in counting_words(language)["part"]:
        return None
    found = amount(first, first.end, first.value, second.unit, "noun")
    return None if first.value < 2 or is_barred(text, found) else found
