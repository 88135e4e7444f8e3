"""Bare numbers that take their unit from an amount told before or after: "dont 300", "contre 240 en 2010"."""

import re
from collections.abc import Sequence
from functools import cache

from alibaba_corpus.amounts import BEFORE, SPACE, WORD, Amount, amount, either, turn
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.numerals import Numeral
from alibaba_corpus.qualifiers import is_barred

_SENTENCE_END = re.compile(r"[.!?…][»\"”)\s]{0,3}\s|\n")
_NEAR = 400  # characters between an amount of money and a bare number of the next sentence
_SAME_SENTENCE = 600  # characters at most between two numbers of one sentence
_TO_INCLUDED, _TO_OPPOSED = 80, 60  # characters between an amount and the number that counts the same
_LARGE = 1e6  # factor from which a bare number may be money
_OF_LIKE_SIZE = 5  # times that a number may be the one it is set against, where it takes its scale


def carry_units(text: str, numerals: Sequence[Numeral], found: Sequence[Amount | None]) -> list[Amount]:
    """Give a bare number the unit that its sentence says before it, a bare amount of money also after it.

    Only "dont 300", "300 selon la police" and a bare "6 milliards" are taken up so, these also from the
    sentence before where their own speaks of money ("le bénéfice atteint 856 millions").

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "180 hectares, contre 240 en 2010."
    >>> first, second, year = find_numerals(text)
    >>> known = [amount(first, 12, 180.0, "hectare", "measure"), None, None]
    >>> [(one.value, one.unit) for one in carry_units(text, (first, second, year), known)]
    [(180.0, 'hectare'), (240.0, 'hectare')]
    """
    done: list[Amount] = []
    money: Amount | None = None
    for index, (numeral, known) in enumerate(zip(numerals, found, strict=True)):
        if known:
            done.append(known)
            money = known if known.kind == "money" else money
        elif done and (
            other := _read_included(text, numeral, done[-1]) or _read_opposed(text, numeral, done[-1])
        ):
            done.append(other)
        elif numeral.factor >= _LARGE and not _counts_something(text, numeral):
            later = next((one for one in found[index + 1 : index + 4] if one and one.kind == "money"), None)
            if unit := _money_around(text, numeral, money, later):
                done.append(amount(numeral, numeral.end, numeral.value, unit, "money"))
    return done


# ------------------------------------------------------------------- what the number before counts


def _read_included(text: str, numeral: Numeral, whole: Amount) -> Amount | None:
    """Read "300" of "2 500 salariés, dont 300 en France" as counting what the number before it counts."""
    counts = whole.kind == "noun" or (whole.kind == "money" and numeral.factor >= _LARGE)
    if not counts or numeral.value <= 1 or numeral.start - whole.end > _TO_INCLUDED:
        return None
    retold = whole.kind == "noun" and turn("told by another").match(text, numeral.end)
    included = turn("included").search(text[max(0, numeral.start - BEFORE) : numeral.start])
    if not retold and not (included and numeral.value < whole.value):
        return None
    if not _same_sentence(text, numeral, whole) or _counts_something(text, numeral):
        return None
    return _taking_unit(text, numeral, numeral.value, whole)


def _read_opposed(text: str, numeral: Numeral, whole: Amount) -> Amount | None:
    """Read "240" of "180 hectares, contre 240 en 2010" as counting what the number before it counts.

    An amount gives its scale too: "39,7 milliards d'euros, contre 32,2", unless the two lie far apart.
    """
    told = text[whole.end : numeral.start]
    if len(told) > _TO_OPPOSED or numeral.value <= 1 or not turn("set against").search(told):
        return None
    if not _past_opposed().match(text, numeral.end) or not _same_sentence(text, numeral, whole):
        return None
    scale = whole.numeral.factor if numeral.factor == 1 else 1
    value = numeral.value * scale
    if scale > 1 and not whole.value / _OF_LIKE_SIZE <= value <= whole.value * _OF_LIKE_SIZE:
        return None
    return _taking_unit(text, numeral, value, whole)


def _taking_unit(text: str, numeral: Numeral, value: float, whole: Amount) -> Amount | None:
    found = amount(numeral, numeral.end, value, whole.unit, whole.kind)
    return None if is_barred(text, found) else found


@cache
def _past_opposed() -> re.Pattern[str]:
    """Return what stands behind a number that names nothing it counts ("240 en 2010", "240.")."""
    words = either(
        re.escape(word).replace("'", "['’]").replace("\\ ", SPACE)
        for word in read_knowledge("quantities")["opposed"]["after"]
    )
    return re.compile(rf"{SPACE}?[.;,)](?!\d)|{SPACE}(?:{words})\b")


# --------------------------------------------------------------------------------------- bare money


def _money_around(text: str, numeral: Numeral, money: Amount | None, later: Amount | None) -> str | None:
    """Return the unit of a bare "6 milliards": that of its sentence, or of the one before."""
    near = [one for one in (money, later) if one and _same_sentence(text, numeral, one)]
    if not near and money and _tells_money(text, numeral, money):
        near = [money]
    return near[0].unit if near else None


def _tells_money(text: str, numeral: Numeral, money: Amount) -> bool:
    """Tell whether the sentence of a number speaks of money, and that of an amount before stands near."""
    if numeral.start - money.end > _NEAR:
        return False
    told = text[money.end : numeral.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(told)]
    return 1 <= len(ends) <= 2 and _money_talk().search(told, ends[-1]) is not None


@cache
def _money_talk() -> re.Pattern[str]:
    """Return what finds a noun that money is told of ("bénéfice")."""
    return re.compile(rf"\b(?i:{either(read_knowledge('quantities')['money_talk']['words'])})\b")


def _counts_something(text: str, numeral: Numeral) -> bool:
    """Tell "6 milliards de la caisse" from a bare "6 milliards" and "6 milliards de plus"."""
    of = turn("partitive").match(text, numeral.end)
    word = WORD.match(text, of.end()) if of else None
    return word is not None and not turn("no noun").match(word.group())


def _same_sentence(text: str, numeral: Numeral, other: Amount) -> bool:
    low, high = sorted((numeral.end, other.end))
    return high - low < _SAME_SENTENCE and not _SENTENCE_END.search(text, low, high)
