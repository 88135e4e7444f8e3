"""Prefilter: the words without which a pattern cannot match, so that few of many patterns need be tried.

What every match holds follows from the pattern itself, as in Russ Cox, Regular Expression Matching with a
Trigram Index (2012). Here these are words or pieces of words, and a text is known by its words. A piece is
written with a space where a word begins or ends: ` signe ` is a word, ` inflig` the beginning of one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Pieces = frozenset[str]
_WORD = re.compile(r"[^\W\d_]+|%|\d")
_ALONE = ("%", "0")  # these tell something all alone; 0 stands for any digit
_LEAST_WORD, _LEAST_PIECE = 2, 3  # letters that tell something
_SHORTEST = 3  # signs of such a piece, its spaces among them
_MOST = 3000  # spellings of a stretch that are followed one by one
_VOCABULARY = 1 << 15  # words whose pieces are kept at hand, of all prefilters together
_LONGEST_KEPT = 40  # letters of such a word: longer ones are no words of a language, and would fill memory
_EMPTY = frozenset({""})


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a pattern.

    spellings: all that it can be, where that is little; needed: else sets of pieces, of which it holds one
    each; apart: whether words begin and end where it does.
    """

    spellings: Pieces | None = None
    needed: tuple[Pieces, ...] = ()
    apart: bool = False


def _weight(piece: str) -> int:
    """Weigh what a piece tells: its letters, none where they are too few."""
    word = piece.strip()
    whole = len(piece) == len(word) + 2
    return len(word) if word in _ALONE or len(word) >= (_LEAST_WORD if whole else _LEAST_PIECE) else 0


def _most_telling(needed: Sequence[Pieces]) -> Pieces:
    return max(needed, key=lambda pieces: (min(map(_weight, pieces)), -len(pieces)), default=frozenset())


def _piece(spelling: str) -> str:
    """Return the longest piece of a spelling."""
    found = []
    for match in _WORD.finditer(spelling):
        begins = match.start() > 0 or match[0] in _ALONE
        ends = match.end() < len(spelling) or match[0] in _ALONE
        found.append(" " * begins + match[0] + " " * ends)
    return max(found, key=_weight, default="")


def _pieces(spellings: Pieces) -> tuple[Pieces, ...]:
    """Return the set of the pieces of spellings; none if one of them has no piece that tells anything."""
    longest = frozenset(map(_piece, spellings))
    return (longest,) if all(map(_weight, longest)) else ()


def _needed(stretch: Stretch) -> tuple[Pieces, ...]:
    return stretch.needed if stretch.spellings is None else _pieces(stretch.spellings)


class _Reader:
    """Reads the standard library's parse of a pattern; `known` are signs that stand for stretches."""

    def __init__(self, known: Mapping[str, Stretch]) -> None:
        self.known = known

    def sequence(self, items: Iterable[tuple[Any, Any]]) -> Stretch:
        spellings, needed, whole = _EMPTY, list[Pieces](), True
        for item in items:
            part = self.element(*item)
            if part.spellings is not None and len(part.spellings) * len(spellings) <= _MOST:
                spellings = frozenset(left + right for left in spellings for right in part.spellings)
                continue
            edge = " " * part.apart
            needed += (*_pieces(frozenset(spelling + edge for spelling in spellings)), *part.needed)
            spellings, whole = part.spellings or frozenset({edge}), False
        if whole:
            return Stretch(spellings)
        return Stretch(None, (*needed, *_pieces(spellings)))

    def branches(self, branches: Iterable[Iterable[tuple[Any, Any]]]) -> Stretch:
        return self.either([self.sequence(branch) for branch in branches])

    def either(self, parts: Sequence[Stretch]) -> Stretch:
        spellings = [part.spellings for part in parts if part.spellings is not None]
        if len(spellings) == len(parts):
            return Stretch(frozenset(chain.from_iterable(spellings)))
        needed = [_needed(part) for part in parts]
        if not all(needed):
            return Stretch()
        return Stretch(None, (frozenset(chain.from_iterable(map(_most_telling, needed))),))

    def repeated(self, least: int, most: int, items: Iterable[tuple[Any, Any]]) -> Stretch:
        part = self.sequence(items)
        if (least, most) == (0, 1) and part.spellings is not None:
            return Stretch(part.spellings | _EMPTY)
        return Stretch(None, _needed(part) if least else ())

    def element(self, operation: Any, argument: Any) -> Stretch:
        read = _ELEMENTS.get(operation)
        return read(self, argument) if read else Stretch()

    def ahead(self, direction: int, items: Iterable[tuple[Any, Any]]) -> Stretch:
        needed = _needed(self.sequence(items)) if direction > 0 else ()
        return Stretch(None, needed) if needed else Stretch(_EMPTY)

    def literal(self, code: int) -> Stretch:
        sign = chr(code)
        return self.known.get(sign) or Stretch(frozenset({"0" if sign.isdigit() else sign.lower()}))

    def letters(self, items: Sequence[tuple[Any, Any]]) -> Stretch:
        parts = []
        for kind, what in items:
            digits = what is _constants.CATEGORY_DIGIT or (
                kind is _constants.RANGE and all(chr(code) in "0123456789" for code in what)
            )
            if kind is not _constants.LITERAL and not digits:
                return Stretch()
            parts.append(Stretch(frozenset({"0"})) if digits else self.literal(what))
        return self.either(parts)


_ELEMENTS: Mapping[Any, Callable[[_Reader, Any], Stretch]] = {
    _constants.LITERAL: _Reader.literal,
    _constants.IN: _Reader.letters,
    _constants.SUBPATTERN: lambda reader, argument: reader.sequence(argument[-1]),
    _constants.ATOMIC_GROUP: lambda reader, argument: reader.sequence(argument),
    _constants.BRANCH: lambda reader, argument: reader.branches(argument[1]),
    _constants.MAX_REPEAT: lambda reader, argument: reader.repeated(*argument),
    _constants.MIN_REPEAT: lambda reader, argument: reader.repeated(*argument),
    _constants.POSSESSIVE_REPEAT: lambda reader, argument: reader.repeated(*argument),
    _constants.AT: lambda reader, argument: Stretch(_EMPTY),
    _constants.ASSERT: lambda reader, argument: reader.ahead(*argument),
    _constants.ASSERT_NOT: lambda reader, argument: Stretch(_EMPTY),
}


def read_stretch(pattern: str, known: Mapping[str, Stretch] | None = None) -> Stretch:
    """Read a pattern, in which signs may stand for stretches that are known.

    >>> [sorted(pieces) for pieces in read_stretch("(?:signe|a signé) §", {"§": Stretch()}).needed]
    [[' signé ', 'signe ']]
    """
    return _Reader(known or {}).sequence(_parser.parse(pattern))


def needed_pieces(stretch: Stretch) -> tuple[Pieces, ...]:
    """Return sets of pieces of words in lower case: whatever matches holds one of each set.

    >>> [sorted(pieces) for pieces in needed_pieces(read_stretch(r"(?:signe|a signé) \\w+ accord\\b"))]
    [[' signé ', 'signe '], [' accord']]
    """
    return _needed(stretch)


@dataclass(frozen=True, slots=True, eq=False)
class Prefilter:
    """Tells which of many patterns may match in a text.

    needed: for each pattern, the sets of pieces of which a match holds one each; under: the numbers of the
    patterns under the pieces of one of their sets; pieces: those of all sets; longest: the signs of the
    longest one; always: the patterns of which nothing is known.
    """

    needed: tuple[tuple[Pieces, ...], ...]
    under: Mapping[str, tuple[int, ...]]
    pieces: Pieces
    longest: int
    always: frozenset[int]

    def possible(self, text: str) -> list[int]:
        """Return the numbers, in order, of the patterns that may match in a text or after it is taken apart.

        >>> needed = [needed_pieces(read_stretch(cue)) for cue in ("un accord", "rival")]
        >>> make_prefilter(needed).possible("Son rival se tait.")
        [1]
        """
        words = {"0" if word.isdigit() else word for word in _WORD.findall(text.lower())}
        here = frozenset().union(
            *((_pieces_in if len(word) <= _LONGEST_KEPT else _pieces_of)(self, word) for word in words)
        )
        told = {number for piece in here for number in self.under.get(piece, ())}
        held = {number for number in told if not any(map(here.isdisjoint, self.needed[number]))}
        return sorted(held | self.always)


def _pieces_of(prefilter: Prefilter, word: str) -> Pieces:
    """Return the pieces of a prefilter's patterns that a word holds."""
    spaced = f" {word} "
    return prefilter.pieces.intersection(
        spaced[start : start + size]
        for size in range(_SHORTEST, min(len(spaced), prefilter.longest) + 1)
        for start in range(len(spaced) - size + 1)
    )


_pieces_in = lru_cache(maxsize=_VOCABULARY)(_pieces_of)  # few words of a text are new


def make_prefilter(needed: Sequence[tuple[Pieces, ...]]) -> Prefilter:
    """Return what tells, of patterns known by what they need, which may match in a text.

    >>> make_prefilter([(frozenset({" accord "}),), ()]).possible("Il pleut.")
    [1]
    """
    under: dict[str, list[int]] = defaultdict(list)
    for number, sets in enumerate(needed):
        for piece in _most_telling(sets):
            under[piece].append(number)
    every = frozenset(piece for sets in needed for pieces in sets for piece in pieces)
    return Prefilter(
        tuple(needed),
        {piece: tuple(numbers) for piece, numbers in under.items()},
        every,
        max(map(len, every), default=0),
        frozenset(number for number, sets in enumerate(needed) if not sets),
    )
