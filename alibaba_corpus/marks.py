"""What other programs wrote into sentences, and what is read in its place.

Markdown's stars and addresses, numbers of links and notes, references such as « &eacute; », letters in two
parts, fixed blanks, hyphens that nobody sees.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from alibaba_corpus.folding import REFERENCE, read_reference

_ADDRESS = r"\((?:[a-z]{2,8}:|www\.|[/#.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: \"[^\"\n]*\")?\)"


class Cut(NamedTuple):
    """A stretch of a text, from `start` to `end`, that is read as `said`, or not at all.

    >>> Cut(3, 4).said
    ''
    """

    start: int
    end: int
    said: str = ""


class _Mark(NamedTuple):
    """A mark: a sign that each has, its form, and how it is read; the group `words` is read as it stands."""

    sign: str
    form: re.Pattern[str]
    read: Callable[[str], str] = lambda mark: ""


def _around_words(sign: str) -> re.Pattern[str]:
    """Return the form of signs around words: « *Le Monde* », not « un quai* » nor « * un quai »."""
    return re.compile(
        rf"(?<![\w{sign}\\])(?P<mark>[{sign}]{{1,3}})(?=[^\s{sign}])"
        rf"(?P<words>[^\n{sign}]{{1,300}}?)(?<=\S)(?P=mark)(?![\w{sign}])"
    )


def _before_letter(blank: str) -> re.Pattern[str]:
    """Return the form of a fixed blank between words; figures and signs have theirs for a reason."""
    return re.compile(rf"{blank}(?:(?<=[^\W\d_].)|(?<=[,;.)»].))(?=[^\W\d_])")


_PICTURE = rf"!\[[^\[\]\n]{{0,300}}\]{_ADDRESS}"
_WORDS = rf"(?:{_PICTURE}|[^\[\]\n]|\n(?!\s*\n)){{0,300}}"  # of a link, which may break over lines
_TAG = r"</?(?:a|abbr|b|cite|em|font|i|mark|q|small|span|strong|sub|sup|time|u)(?:\s[^<>\n]{0,500})?/?>"
_LINKS = (
    _Mark("![", re.compile(_PICTURE)),
    _Mark("](", re.compile(rf"(?<!!)\[(?P<words>{_WORDS})\]{_ADDRESS}")),
)
_MARKS = (
    *_LINKS,
    _Mark("*", _around_words("*")),
    _Mark("_", _around_words("_")),
    _Mark("[", re.compile(r"\[\d{1,4}\](?=[\w«“\"(])")),  # of a link, before its words
    _Mark("[", re.compile(r"(?<=[\w»”\")]) ?\[\d{1,4}\](?=[\s,.;:!?)]|$)", re.MULTILINE)),  # of a note
    _Mark("<", re.compile(_TAG, re.IGNORECASE)),
    _Mark("&", REFERENCE, read_reference),
    *(_Mark(sign, re.compile(sign)) for sign in "\u00ad\u200b\u2060\ufeff"),
    *(_Mark(sign, re.compile(sign), lambda two: unicodedata.normalize("NFKC", two)) for sign in "ﬀﬁﬂﬃﬄ"),
    *(_Mark(sign, _before_letter(sign), lambda blank: " ") for sign in "\u00a0\u202f"),
)
_IN_PARTS = _Mark("", re.compile("\\w[\u0300-\u036f]+"), lambda letter: unicodedata.normalize("NFC", letter))


def find_marks(text: str) -> Iterator[Cut]:
    """Yield the marks of a text, kind by kind, with what is read in their place.

    >>> [*find_marks("l'**&eacute;t&eacute;**")][:3]
    [Cut(start=2, end=4, said=''), Cut(start=21, end=23, said=''), Cut(start=4, end=12, said='é')]
    """
    yield from _find(_MARKS, text)
    if not unicodedata.is_normalized("NFC", text):
        yield from _find([_IN_PARTS], text)


def _find(marks: Iterable[_Mark], text: str) -> Iterator[Cut]:
    for mark in marks:
        if mark.sign in text:
            for match in mark.form.finditer(text):
                yield from _cut(mark, match)


def _cut(mark: _Mark, match: re.Match[str]) -> Iterator[Cut]:
    if "words" in mark.form.groupindex:
        yield Cut(match.start(), match.start("words"))
        yield Cut(match.end("words"), match.end())
    elif (said := mark.read(match[0])) != match[0]:
        yield Cut(*match.span(), said)


def part_at(text: str, cuts: Iterable[Cut]) -> list[Cut]:
    """Return a text in pieces, what is cut and what stands between; of cuts that overlap the first counts.

    >>> part_at("Le port", [Cut(2, 3)])
    [Cut(start=0, end=2, said='Le'), Cut(start=3, end=7, said='port')]
    """
    pieces: list[Cut] = []
    done = 0
    for cut in sorted(cuts):
        if cut.start >= done:
            pieces += [Cut(done, cut.start, text[done : cut.start]), cut]
            done = cut.end
    return [piece for piece in [*pieces, Cut(done, len(text), text[done:])] if piece.said]


def read_line(text: str) -> str:
    """Return a line as it is read, without marks.

    >>> read_line("Publi&eacute; le **3 mai**")
    'Publié le 3 mai'
    """
    return "".join(piece.said for piece in part_at(text, find_marks(text)))


def without_addresses(text: str) -> str:
    """Return a text without the addresses of its links; its lines stay.

    >>> without_addresses("[Le port](https://www.example.org/port) | [Le quai](/quai)")
    'Le port | Le quai'
    """
    return "".join(piece.said for piece in part_at(text, _find(_LINKS, text)))
