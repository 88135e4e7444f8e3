"""Shares of a whole without a percent sign: fractions, ratios, and shares said without a number."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.amounts import BEFORE, SPACE, WORD, Amount, amount, counting_words, either, spaced, turn
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.numerals import Numeral
from alibaba_corpus.qualifiers import find_qualifier

_BEFORE_FRACTION = frozenset(" \u00a0\u202f\n-")
_BETWEEN = 40  # characters between the numbers of a ratio


class Share(NamedTuple):
    """A share said without a number: where it stands, and how many per cent it is."""

    start: int
    end: int
    value: float


# ------------------------------------------------------------------------------------- fractions


@cache
def _fractions() -> Mapping[str, dict[str, Any]]:
    """Return the rows of the fractions under their words."""
    return {word: row for row in read_knowledge("quantities")["fraction"] for word in row["words"]}


def read_fraction(text: str, numeral: Numeral) -> Amount | None:
    """Read "deux tiers des voix", "trois quarts de point".

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "deux tiers des voix"
    >>> read_fraction(text, find_numerals(text)[0]).value
    66.67
    """
    if numeral.value > 9 or numeral.factor > 1 or numeral.value != int(numeral.value):
        return None
    if text[numeral.end : numeral.end + 1] not in _BEFORE_FRACTION:
        return None
    word = WORD.match(text, numeral.end + 1)
    row = _fractions().get(word.group()) if word else None
    if word is None or row is None:
        return None
    if point := turn("of a point").match(text, word.end()):
        return amount(numeral, point.end(), numeral.value * row["value"] / 100, "point", "share")
    if _is_share(text, numeral, word.end(), row):
        return amount(numeral, word.end(), round(numeral.value * row["value"], 2), "%", "share")
    return None


def _is_share(text: str, numeral: Numeral, end: int, row: dict[str, Any]) -> bool:
    """Tell "un tiers des ventes" from "un tiers" (somebody else) and "trois quarts d'heure"."""
    follows = turn("of all").match(text, end)
    if follows and turn("no whole").match(text, follows.end()):
        return False
    if follows or numeral.value > 1 or not row.get("with_one"):
        return True
    before = text[max(0, numeral.start - BEFORE) : numeral.start].lower()
    had = before.endswith(tuple(f"{verb} " for verb in row.get("had", ())))
    return had or bool(turn("of which").search(before)) or find_qualifier(text, numeral.start, end) != "exact"


# ---------------------------------------------------------------------------------------- ratios


def read_ratio(text: str, first: Numeral, second: Numeral, language: str) -> Amount | None:
    """Read "un colis sur six" as a share.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "un colis sur six"
    >>> read_ratio(text, *find_numerals(text), "fr").value
    16.67
    """
    if not (1 <= first.value < second.value <= 1000) or first.factor > 1 or second.factor > 1:
        return None
    near = second.start - first.end <= _BETWEEN
    if not near or not _ratio(language).fullmatch(text, first.end, second.start):
        return None
    return amount(first, second.end, round(100 * first.value / second.value, 2), "%", "share")


@cache
def _ratio(language: str) -> re.Pattern[str]:
    """Return what stands between the numbers of a ratio."""
    words = either(re.escape(word) for word in counting_words(language)["ratio"])
    noun = rf"(?:{SPACE}[^\W\d_]+){{0,2}}" if language == "fr" else ""  # "three shops in five towns"
    return re.compile(rf"{noun}{SPACE}(?:{words}){SPACE}")


# -------------------------------------------------------------------------------- without a number


@cache
def _words() -> frozenset[str]:
    return frozenset().union(*(words for words, _, _ in _shares()))


@cache
def _shares() -> tuple[tuple[frozenset[str], re.Pattern[str], float], ...]:
    """Return the words without which a share is not said, how it is said, and its value."""
    rows = read_knowledge("quantities")["share"]
    return tuple(
        (frozenset(row["words"]), re.compile(spaced(row["pattern"])), float(row["value"])) for row in rows
    )


def shares_in_words(text: str) -> Iterator[Share]:
    """Yield the shares that are said without a number.

    >>> [share.value for share in shares_in_words("la moitié des ventes")]
    [50.0]
    """
    lowered = text.lower()
    here = [word for word in _words() if word in lowered]
    for words, pattern, value in _shares() if here else ():
        if not words.isdisjoint(here):
            for match in pattern.finditer(text):
                yield Share(match.start(), match.start() + len(match.group().rstrip()), value)
