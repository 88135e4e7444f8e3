"""Amounts in units with a name of their own, percentages, durations, sizes; and rates ("par jour")."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from alibaba_corpus.amounts import (
    BEFORE,
    SPACE,
    Amount,
    amount,
    counting_words,
    either,
    is_article,
    is_whole,
    plural,
    turn,
    turn_form,
    unit_names,
)
from alibaba_corpus.numerals import Numeral


@cache
def _form(name: str, spelled: bool) -> re.Pattern[str]:
    gap = turn_form("to measure") if spelled else rf"{SPACE}{{0,2}}"
    body = f"(?i:{plural(name)})" if spelled else re.escape(name)
    return re.compile(rf"{gap}{body}(?![^\W_]|[-‑][^\W\d_])")


def read_measure(text: str, numeral: Numeral, language: str, first: str) -> Amount | None:
    """Read "3 heures et demie", "12 %"; `first` is the word behind the number.

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "3 heures et demie"
    >>> read_measure(text, find_numerals(text)[0], "fr", "heures").value
    3.5
    """
    for name, spelled, row in unit_names("measure").get(first, ()):
        match = _form(name, spelled).match(text, numeral.end)
        if match:
            return _counted(text, numeral, language, match.end(), row)
    return None


def _counted(text: str, numeral: Numeral, language: str, end: int, row: Mapping[str, Any]) -> Amount | None:
    if row["unit"] == "point" and is_whole(numeral) and turn("partitive").match(text, end):
        return None  # "36 points de vente"
    if is_article(numeral) and not _counts_one(text, numeral, row, language):
        return None
    half = turn("and half").match(text, end)
    value = numeral.value + 0.5 if half else numeral.value
    return amount(numeral, half.end() if half else end, value, row["unit"], row["kind"])


def _counts_one(text: str, numeral: Numeral, row: Mapping[str, Any], language: str) -> bool:
    """Tell "en une heure" from "une heure": whether un counts a unit."""
    if row["unit"] in counting_words(language)["always_one"] or row["kind"] == "share":
        return True
    before = text[max(0, numeral.start - BEFORE) : numeral.start].lower().rstrip(" \u00a0\u202f'’")
    return _prose(language).search(before) is not None


@cache
def _prose(language: str) -> re.Pattern[str]:
    """Return what stands before a "un" that counts."""
    words = either(re.escape(word) for word in counting_words(language)["prose"])
    return re.compile(rf"(?<!\w)(?:{words})\Z")


def rate_end(text: str, end: int, language: str) -> int:
    """Return where an amount ends, its rate included.

    >>> rate_end("300 colis par jour", 9, "fr")
    18
    """
    rate = _rate(language).match(text, end)
    return rate.end() if rate else end


@cache
def _rate(language: str) -> re.Pattern[str]:
    words = counting_words(language)
    rates = either(re.escape(word) for word in words["rate"])
    return re.compile(rf"{SPACE}{words['per']}{SPACE}(?:{rates})\b")
