"""Which outlet an article appeared in, as its lines write it; and the rows of `data/outlets.toml`."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from alibaba_corpus.cleaning import Line
from alibaba_corpus.folding import to_ascii
from alibaba_corpus.furniture import match_row
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives

LONGEST_STAMP = 300  # characters; a longer line is prose


def rows_of(table: str) -> Sequence[Any]:
    """Return the rows of a table of outlets.toml.

    >>> {row["means"] for row in rows_of("stamp")} >= {"published", "updated"}
    True
    """
    rows: Sequence[Any] = read_knowledge("outlets")[table]
    return rows


def compile_form(row: dict[str, Any]) -> re.Pattern[str]:
    """Return the regular expression of a row.

    >>> compile_form({"form": "a+"}).pattern
    'a+'
    """
    return re.compile(row["form"])


def only_form(table: str) -> re.Pattern[str]:
    """Return the form of a table that has but one.

    >>> only_form("hour_only").search("Publié à 12h10") is not None
    True
    """
    return compile_form(read_knowledge("outlets")[table])


def search_lines(table: str, lines: Sequence[Line], longest: int) -> Iterator[re.Match[str]]:
    """Yield what the rows of a table take in the lines of their kinds, the surest row first.

    >>> said = "Par Léa Morin"
    >>> [match["names"] for match in search_lines("byline", [Line(1, 0, 13, said, "byline", False, "")], 80)]
    ['Léa Morin']
    """
    for row in rows_of(table):
        form, kinds = compile_form(row), row["kinds"]
        for line in lines:
            if line.kind in kinds and (match := form.search(line.text[:longest])):
                yield match


def find_source(lines: Sequence[Line]) -> str | None:
    """Return the outlet or agency that the lines of an article name, or None.

    >>> find_source([Line(1, 0, 36, "LE PETIT ÉCHO | 04.08.2017 à 09h48", "dateline", False, "")])
    'Le Petit Écho'
    """
    names = (_outlet(match["source"]) for match in search_lines("source", lines, 4 * LONGEST_STAMP))
    return next((name for name in names if name), None)


def _outlet(name: str) -> str | None:
    """Return an outlet's name as it writes itself, or None when the words name no outlet."""
    rules = read_knowledge("outlets")
    words = name.strip(' \t-–—,.«»"').replace("\u00a0", " ").split()
    if words and words[-1].lower() in rules["not_source"]["legal_endings"]:
        words.pop()
    name = " ".join(words)
    small = name.lower()
    if not name or small in rules["not_source"]["words"]:
        return None
    if _publisher().search(small):
        return None
    if small not in rules["spelling"] and _is_furniture(name):
        return None
    return rules["spelling"].get(small) or (_without_capitals(name) if name.isupper() else name)


@cache
def _publisher() -> re.Pattern[str]:
    words = read_knowledge("outlets")["not_source"]["publisher_words"]
    return re.compile(rf"\b{alternatives(words)}\b")


def _is_furniture(name: str) -> bool:
    """Tell whether words are a piece of a page: a skip link, a section, a list of keywords, an author."""
    rules = read_knowledge("outlets")["not_source"]
    if any(compile_form(row).search(name) for row in rules["form"]):
        return True
    words = to_ascii(name)
    row = match_row(words, words.lower(), words, False) if words.strip() else None
    return row is not None and row.kind in rules["furniture_kinds"]


def _without_capitals(name: str) -> str:
    """Write a name set in capitals the usual way.

    >>> _without_capitals("LE COURRIER DE L'OUEST")
    "Le Courrier de l'Ouest"
    """
    titled = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
    return _small_word().sub(lambda m: m[0].lower(), titled)


@cache
def _small_word() -> re.Pattern[str]:
    words = read_knowledge("outlets")["small_words"]["words"]
    return re.compile(rf"(?<=\s){alternatives(word.capitalize() for word in words)}\b")
