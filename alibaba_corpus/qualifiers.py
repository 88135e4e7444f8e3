"""What the words around a number tell of it: how exact it is, and whether it counts anything at all."""

import math
import re
from functools import cache
from typing import NamedTuple

from alibaba_corpus.amounts import BEFORE, SPACE, Amount, either, spaced
from alibaba_corpus.endings import Ending, ending
from alibaba_corpus.knowledge import read_knowledge

_AFTER = 60  # characters after a number in which what bars it stands
_LETTERS = re.compile(r"[^\W\d_]+")


class _Qualifier(NamedTuple):
    """A qualifier: its phrases before and after a number; one of the words is in each phrase before it."""

    value: str
    words: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _qualifiers() -> tuple[_Qualifier, ...]:
    glue = read_knowledge("quantities")["glue"]["pattern"].replace("{space}", SPACE)
    made = []
    for row in read_knowledge("quantities")["qualifier"]:
        before, after = (
            either(re.escape(phrase).replace("'", "['’]") for phrase in row[side]).replace("\\ ", SPACE)
            for side in ("before", "after")
        )
        made.append(
            _Qualifier(
                row["value"],
                frozenset(max(_LETTERS.findall(phrase.lower()), key=len) for phrase in row["before"]),
                re.compile(rf"(?<![^\W_])(?i:(?P<phrase>{before})){glue}"),
                re.compile(rf"{SPACE}?,?{SPACE}?(?:{after})(?![^\W_])"),
            )
        )
    return tuple(made)


def find_qualifier(text: str, start: int, end: int, *, rough: bool = False) -> str:
    """Return how exact the number of a stretch is: exact, at least, at most or about.

    >>> find_qualifier("plus de 100 colis", 8, 11), find_qualifier("100 colis environ", 0, 9)
    ('at least', 'about')
    """
    before, after = text[max(0, start - BEFORE) : start], text[end : end + 20]
    words = _LETTERS.findall(before.lower())
    found = [
        (-match.end("phrase"), -len(match["phrase"]), qualifier.value)
        for qualifier in _qualifiers()
        if not qualifier.words.isdisjoint(words) and (match := qualifier.before.search(before))
    ]
    if found:
        return min(found)[2]
    behind = next((qualifier.value for qualifier in _qualifiers() if qualifier.after.match(after)), None)
    return behind or ("about" if rough else "exact")


class _Bar(NamedTuple):
    """What a number of `largest` at most counts nothing between, where it is written so."""

    largest: float
    written: re.Pattern[str] | None
    after: re.Pattern[str] | None
    before: Ending | None


@cache
def _bars(kind: str) -> tuple[_Bar, ...]:
    """Return what bars numbers from counting units of a kind."""
    return tuple(
        _Bar(
            row.get("largest", math.inf),
            re.compile(row["written"], re.DOTALL) if "written" in row else None,
            re.compile(spaced(row["after"])) if "after" in row else None,
            ending(re.compile(spaced(row["before"]) + r"\Z")) if "before" in row else None,
        )
        for row in read_knowledge("quantities")["never"]
        if kind in row["kinds"]
    )


def is_barred(text: str, found: Amount) -> bool:
    """Tell a number that is part of a date, a clock time, a rank or a word for those named before.

    >>> from alibaba_corpus.amounts import amount
    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "le 14 mars 2016"
    >>> is_barred(text, amount(find_numerals(text)[0], 10, 14.0, "mars", "noun"))
    True
    """
    numeral = found.numeral
    before = text[max(0, found.start - BEFORE) : found.start]
    after = text[numeral.end : numeral.end + _AFTER]
    written = text[numeral.start : numeral.end]
    return any(
        (bar.written is None or bar.written.fullmatch(written))
        and (bar.after is None or bar.after.match(after))
        and (bar.before is None or bar.before.search(before))
        for bar in _bars(found.kind)
        if found.value <= bar.largest
    )
