"""What an amount is, and what all that read one share: kinds of spaces, turns of phrase, names of units."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import find_row, read_knowledge
from alibaba_corpus.numerals import Numeral

SPACE = "[ \u00a0\u202f\u2009]"
SPACES = " \u00a0\u202f"  # that texts have around words, to strip
BEFORE = 40  # characters before a number in which its qualifier or preposition stands
WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")


class Amount(NamedTuple):
    """A number with what it counts; `kind` is money, share, duration, measure or noun."""

    numeral: Numeral
    start: int
    end: int
    value: float
    unit: str
    kind: str
    qualifier: str = "exact"


def amount(numeral: Numeral, end: int, value: float, unit: str, kind: str) -> Amount:
    """Return an amount that begins with its number.

    >>> amount(Numeral(0, 1, 3.0, 1.0, False, False, False), 7, 3.0, "EUR", "money").end
    7
    """
    return Amount(numeral, numeral.start, end, value, unit, kind)


def is_whole(numeral: Numeral) -> bool:
    """Tell whether a number has no decimals.

    >>> is_whole(Numeral(0, 3, 3.5, 1.0, False, False, False))
    False
    """
    return numeral.value == int(numeral.value)


def is_article(numeral: Numeral) -> bool:
    """Tell whether a number may be an article ("un").

    >>> is_article(Numeral(0, 2, 1.0, 1.0, True, False, False))
    True
    """
    return numeral.value == 1 and numeral.worded and numeral.end - numeral.start < 4


# ------------------------------------------------------------------------------ turns of phrase


def spaced(pattern: str) -> str:
    """Let each space of a pattern stand for up to three of any kind, and {space} for one.

    >>> bool(re.fullmatch(spaced("la moitié ?{space}"), "la\u00a0 moitié "))
    True
    """
    wide = re.sub(r" (\??)", lambda match: "{space}{0,3}" if match[1] else "{space}{1,3}", pattern)
    return wide.replace("{space}", SPACE)


@cache
def turn_form(name: str) -> str:
    """Return the pattern of a turn of phrase of the data file, other turns named in it filled in.

    >>> bool(re.match(turn_form("to sign") + "€", " d'€"))
    True
    """
    pattern: str = find_row("quantities", "turn", name)["pattern"]
    return re.sub(r"\{([a-z]+)\}", lambda part: turn_form(part[1]), spaced(pattern))


@cache
def turn(name: str) -> re.Pattern[str]:
    """Return a turn of phrase of the data file.

    >>> bool(turn("partitive").match(" de colis"))
    True
    """
    return re.compile(turn_form(name))


def either(phrases: Iterable[str]) -> str:
    """Return what matches any of some patterns, the longest first.

    >>> either(["a", "au"])
    'au|a'
    """
    return "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def counting_words(language: str) -> dict[str, Any]:
    """Return what is known of counting in a language, its lists as sets; other languages count as French.

    >>> "sur" in counting_words("fr")["ratio"]
    True
    """
    tables = read_knowledge("quantities")["counted"]
    table = tables.get(language, tables["fr"])
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in table.items()}


# ------------------------------------------------------------------------------- names of units


class UnitName(NamedTuple):
    """What a unit is called, spelled out or by a sign, and its row."""

    name: str
    spelled: bool
    row: Mapping[str, Any]


@cache
def unit_names(table: str) -> Mapping[str, Sequence[UnitName]]:
    """Return the names of the units of a table, the longest first, under their first words.

    >>> [name.name for name in unit_names("measure")["heures"]]
    ['heure']
    """
    rows = read_knowledge("quantities")[table]
    names = [UnitName(word, True, row) for row in rows for word in row["words"]]
    if table == "measure":
        names += [UnitName(sign, False, row) for row in rows for sign in row["signs"]]
    under: dict[str, list[UnitName]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name.name), name.name)):
        first = first_word(name.name)
        under[first].append(name)
        under[f"{first}s"].append(name)
    return dict(under)


def first_word(text: str, at: int = 0) -> str:
    """Return the word, in small letters, by which the name of a unit may begin; none is empty.

    >>> first_word("3 millions d'Euros", 10)
    'euros'
    """
    match = turn("unit").match(text, at)
    return match["word"].lower() if match else ""


def plural(phrase: str) -> str:
    """Return a pattern of a unit's name in the singular or plural.

    >>> bool(re.fullmatch(plural("dollar de Hong Kong"), "dollars de Hong Kong"))
    True
    """
    words = [
        re.escape(word) + ("s?" if word != "de" and word[-1] not in "s²³." else "") for word in phrase.split()
    ]
    return rf"{SPACE}{{1,2}}".join(words)
