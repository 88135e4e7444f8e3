"""Passages that two articles share word for word."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from zlib import crc32

import numpy as np

from alibaba_corpus.lexicon import fold

MINIMUM_WORDS = 8  # a shorter run of words is a set phrase ("le géant chinois du commerce en ligne")
COMMON_ARTICLES = 50  # a run of words in more articles than this is boilerplate and leads to nothing

_WORD = re.compile(r"[^\W_]+")
_BASE = np.uint64(0x9E37_79B9_7F4A_7C15)  # odd, and its bits spread those of the words over all 64


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words in two articles: offsets into each, and its text as the first has it."""

    first_doc: str
    second_doc: str
    start: int
    end: int
    other_start: int
    other_end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Article:
    """The words of an article without case and accents, and where they stand."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Match:
    """A run of words in the articles number `first` and `second`, at word `at` and word `other`."""

    first: int
    second: int
    at: int
    other: int
    size: int


@lru_cache(maxsize=200_000)
def _code(word: str) -> int:
    """Return a number for a plain word that is the same in every run."""
    return crc32(word.encode()) + 1


_plain = lru_cache(maxsize=200_000)(fold)  # most words of a corpus come back many times


def _read_article(text: str) -> _Article:
    matches = list(_WORD.finditer(text))
    words = tuple(_plain(match.group()) for match in matches)
    return _Article(words, tuple(m.start() for m in matches), tuple(m.end() for m in matches))


def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text without case and accents.

    >>> plain_words("L’Été à Liège !")
    ('l', 'ete', 'a', 'liege')
    """
    return tuple(map(_plain, _WORD.findall(text)))


def number_runs(words: Sequence[str], length: int) -> list[int]:
    """Return a number from 0 to 2⁶³ − 1 for each run of `length` plain words.

    >>> first, _, third = number_runs(("le", "port", "le", "port"), 2)
    >>> first == third
    True
    """
    codes = np.fromiter(map(_code, words), dtype=np.uint64, count=len(words))
    runs = np.zeros(max(len(words) - length + 1, 0), dtype=np.uint64)
    for place in range(length):
        runs = runs * _BASE + codes[place : place + len(runs)]
    return (runs >> np.uint64(1)).tolist()  # type: ignore[no-any-return]


def find_shared_passages(
    texts: Mapping[str, str], *, minimum_words: int = MINIMUM_WORDS
) -> tuple[Passage, ...]:
    """Return the longest passages that two articles share word for word, in the order of the articles.

    Case, accents, punctuation, quotation marks and spaces make no difference; no passage can be made
    longer at either end. A run of words that an article holds twice counts where it stands first; one
    that more than `COMMON_ARTICLES` articles hold leads to no passage. Time grows with the length of
    the texts and with what they share, not with the number of pairs of articles.

    >>> release = "les deux groupes vont partager leurs entrepôts en Europe et en Asie"
    >>> texts = {"a": f"Selon le texte, « {release} ».", "b": f"{release.capitalize()}, dit-il."}
    >>> (passage,) = find_shared_passages(texts)
    >>> passage.text == release, texts["b"][passage.other_start : passage.other_end]
    (True, 'Les deux groupes vont partager leurs entrepôts en europe et en asie')

    Raises ValueError when `minimum_words` is less than 1.
    """
    if minimum_words < 1:
        raise ValueError(f"minimum_words must be at least 1, not {minimum_words}")
    names = list(texts)
    articles = [_read_article(texts[name]) for name in names]
    matches = sorted(_find_matches(articles, minimum_words), key=lambda m: (m.first, m.second, m.at, m.other))
    return tuple(_passage(texts, names, articles, match) for match in matches)


def _find_matches(articles: Sequence[_Article], length: int) -> Iterator[_Match]:
    found: dict[tuple[int, int, int], list[_Match]] = defaultdict(list)
    for places in _shared_runs(articles, length):
        for number, (first, at) in enumerate(places):
            for second, other in places[number + 1 :]:
                known = found[first, second, other - at]
                if any(match.at <= at < match.at + match.size for match in known):
                    continue
                match = _extend(articles, first, second, at, other)
                if match.size >= length:
                    known.append(match)
                    yield match


def _shared_runs(articles: Sequence[_Article], length: int) -> list[list[tuple[int, int]]]:
    """Return where each run of words stands (article, word) that several articles hold, but not too many."""
    seen: set[int] = set()
    index: dict[int, list[tuple[int, int]]] = {}
    for article in articles:  # most runs stand in one article only: they get no list
        runs = set(number_runs(article.words, length))
        index |= {run: [] for run in runs & seen}
        seen |= runs
    for number, article in enumerate(articles):
        for at, run in enumerate(number_runs(article.words, length)):
            places = index.get(run)
            if places is not None and (not places or places[-1][0] != number):
                places.append((number, at))
    return [index[run] for run in sorted(index) if len(index[run]) <= COMMON_ARTICLES]


def _extend(articles: Sequence[_Article], first: int, second: int, at: int, other: int) -> _Match:
    """Make a match as long as the words agree, to the left and to the right."""
    left, right = articles[first].words, articles[second].words
    back = 0
    while back < min(at, other) and left[at - back - 1] == right[other - back - 1]:
        back += 1
    ahead = 0
    while ahead < min(len(left) - at, len(right) - other) and left[at + ahead] == right[other + ahead]:
        ahead += 1
    return _Match(first, second, at - back, other - back, back + ahead)


def _passage(
    texts: Mapping[str, str], names: Sequence[str], articles: Sequence[_Article], match: _Match
) -> Passage:
    first, second = articles[match.first], articles[match.second]
    start, end = first.starts[match.at], first.ends[match.at + match.size - 1]
    return Passage(
        first_doc=names[match.first],
        second_doc=names[match.second],
        start=start,
        end=end,
        other_start=second.starts[match.other],
        other_end=second.ends[match.other + match.size - 1],
        text=texts[names[match.first]][start:end],
    )
