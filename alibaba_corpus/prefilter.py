"""Prefilter: the words without which a pattern cannot match, so that few of many patterns need be tried.

What every match holds follows from the pattern itself, as in Russ Cox, Regular Expression Matching with a
Trigram Index (2012). Here these are words or pieces of words, and a text is known by its words. A piece is
written with a space where a word begins or ends: ` signe ` is a word, ` inflig` the beginning of one. A
pattern matches in one of several ways, and each way holds one piece of each of its sets.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import chain
from operator import or_
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

Pieces = frozenset[str]
Way = tuple[Pieces, ...]
_WORD = re.compile(r"[^\W\d_]+|[%=]|§\d*|\d")
_ALONE = ("%", "0", "=", "§")  # these tell something all alone; 0 stands for any digit, § for any party
_LEAST_WORD, _LEAST_PIECE = 1, 3  # letters that tell something
_SHORTEST = 3  # signs of such a piece, its spaces among them
_MOST = 200  # spellings of a stretch that are followed one by one
_MOST_WAYS = 300  # ways to match a stretch that are followed one by one
_VOCABULARY = 1 << 15  # words, and pieces of words, of which is kept at hand what they tell
_LONGEST_KEPT = 40  # letters of such a word: longer ones are no words of a language, and would fill memory
_EMPTY = frozenset({""})
_ANY_WAY: tuple[Way, ...] = ((),)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a pattern.

    spellings: all that it can be, where that is little; ways: else the ways to match it; apart: whether words
    begin and end where it does.
    """

    spellings: Pieces | None = None
    ways: tuple[Way, ...] = _ANY_WAY
    apart: bool = False


@lru_cache(maxsize=_VOCABULARY)
def _weight(piece: str) -> int:
    """Weigh what a piece tells: its letters, none where they are too few."""
    word = piece.strip()
    whole = len(piece) == len(word) + 2
    return len(word) if word in _ALONE or len(word) >= (_LEAST_WORD if whole else _LEAST_PIECE) else 0


@lru_cache(maxsize=_VOCABULARY)
def _tells(pieces: Pieces) -> tuple[int, int]:
    """Weigh what a set tells: its least telling piece, and among equals the fewer pieces."""
    return min(map(_weight, pieces)), -len(pieces)


def _most_telling(way: Way) -> Pieces:
    return max(way, key=_tells, default=frozenset())


def _two_pieces(spelling: str) -> tuple[str, str]:
    """Return the two longest pieces of a spelling, empty where there is none."""
    found = set()
    for match in _WORD.finditer(spelling):
        begins = match.start() > 0 or match[0] in _ALONE
        ends = match.end() < len(spelling) or match[0] in _ALONE
        found.add(" " * begins + match[0] + " " * ends)
    telling = sorted(filter(_weight, found), key=lambda piece: (-_weight(piece), piece))
    first, second, *_ = [*telling, "", ""]
    return first, second


def _spelled(spellings: Pieces) -> tuple[Way, ...]:
    """Return the ways to match spellings, by their longest pieces; any way if one of them has no piece."""
    beside: dict[str, set[str]] = defaultdict(set)
    for first, second in map(_two_pieces, spellings):
        beside[first].add(second)
    if "" in beside:
        return _ANY_WAY
    return _either(
        (frozenset({first}),) if "" in seconds else (frozenset({first}), frozenset(seconds))
        for first, seconds in sorted(beside.items())
    )


def _either(ways: Iterable[Way]) -> tuple[Way, ...]:
    """Return all of the ways, those that have one set of pieces as one."""
    every = tuple(ways)
    if () in every:
        return _ANY_WAY
    single = frozenset(chain.from_iterable(way[0] for way in every if len(way) == 1))
    return (*([(single,)] if single else []), *(way for way in every if len(way) > 1))


def _one_after_another(first: tuple[Way, ...], second: tuple[Way, ...]) -> tuple[Way, ...]:
    """Return the ways to match two stretches; where there are too many, the second's are told by less."""
    if len(first) * len(second) > _MOST_WAYS:
        second = ((frozenset(chain.from_iterable(map(_most_telling, second))),),)
    return tuple(one + other for one in first for other in second)


def _ways(stretch: Stretch) -> tuple[Way, ...]:
    return stretch.ways if stretch.spellings is None else _spelled(stretch.spellings)


class _Reader:
    """Reads the standard library's parse of a pattern; `known` are signs that stand for stretches."""

    def __init__(self, known: Mapping[str, Stretch]) -> None:
        self.known = known

    def sequence(self, items: Iterable[tuple[Any, Any]]) -> Stretch:
        spellings, ways, whole = _EMPTY, _ANY_WAY, True
        for item in items:
            part = self.element(*item)
            if part.spellings is not None and len(part.spellings) * len(spellings) <= _MOST:
                spellings = frozenset(left + right for left in spellings for right in part.spellings)
                continue
            edge = " " * part.apart
            before = _spelled(frozenset(spelling + edge for spelling in spellings))
            ways = _one_after_another(_one_after_another(ways, before), part.ways)
            spellings, whole = part.spellings or frozenset({edge}), False
        if whole:
            return Stretch(spellings)
        return Stretch(None, _one_after_another(ways, _spelled(spellings)))

    def branches(self, branches: Iterable[Iterable[tuple[Any, Any]]]) -> Stretch:
        return self.either([self.sequence(branch) for branch in branches])

    def either(self, parts: Sequence[Stretch]) -> Stretch:
        spellings = [part.spellings for part in parts if part.spellings is not None]
        if len(spellings) == len(parts):
            return Stretch(frozenset(chain.from_iterable(spellings)))
        return Stretch(None, _either(chain.from_iterable(map(_ways, parts))))

    def repeated(self, least: int, most: int, items: Iterable[tuple[Any, Any]]) -> Stretch:
        part = self.sequence(items)
        if (least, most) == (0, 1) and part.spellings is not None:
            return Stretch(part.spellings | _EMPTY)
        return Stretch(None, _ways(part) if least else _ANY_WAY)

    def element(self, operation: Any, argument: Any) -> Stretch:
        read = _ELEMENTS.get(operation)
        return read(self, argument) if read else Stretch()

    def ahead(self, direction: int, items: Iterable[tuple[Any, Any]]) -> Stretch:
        ways = _ways(self.sequence(items)) if direction > 0 else _ANY_WAY
        return Stretch(_EMPTY) if ways == _ANY_WAY else Stretch(None, ways)

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

    >>> [sorted(pieces) for pieces in read_stretch("(?:signe|a signé) §", {"§": Stretch()}).ways[0]]
    [[' signé ', 'signe ']]
    """
    return _Reader(known or {}).sequence(_parser.parse(pattern))


def ways_to_match(stretch: Stretch) -> tuple[Way, ...]:
    """Return the ways to match a stretch: sets of pieces of words in lower case, one each of which it holds.

    >>> signed, = ways_to_match(read_stretch(r"(?:signe|a signé) \\w+ accord\\b"))
    >>> [sorted(pieces) for pieces in signed]
    [[' signé ', 'signe '], [' accord']]
    """
    return _ways(stretch)


@dataclass(frozen=True, slots=True)
class _Told:
    """What pieces of words tell.

    here: the sets of pieces of which one is here, each a bit; enough: the patterns that one of the pieces is
    enough for; further: those that need other sets too, each with the bits of these.
    """

    here: int = 0
    enough: tuple[int, ...] = ()
    further: tuple[tuple[int, int], ...] = ()


class _Words(dict[str, _Told | None]):
    """What words tell, by the pieces that they hold, and None where it is nothing; few of a text are new."""

    def __init__(self, told: Mapping[str, _Told]) -> None:
        super().__init__()
        self._told, self._longest = told, max(map(len, told), default=0)

    def __missing__(self, word: str) -> _Told | None:
        found = self._find(word)
        if len(self) == _VOCABULARY:
            self.clear()
        if len(word) <= _LONGEST_KEPT:
            self[word] = found
        return found

    def _find(self, word: str) -> _Told | None:
        """Put together what the pieces of a word tell; any digit stands for all, any party too."""
        spaced = f" {word[:1] if word[0] == '§' else '0' if word.isdigit() else word} "
        pieces = {
            spaced[start : start + size]
            for size in range(_SHORTEST, min(len(spaced), self._longest) + 1)
            for start in range(len(spaced) - size + 1)
        }
        telling = sorted(pieces & self._told.keys())
        return _together(self._told[piece] for piece in telling) if telling else None


@dataclass(frozen=True, slots=True, eq=False)
class Prefilter:
    """Tells which of many patterns may match in a text.

    words: what each word tells; always: the patterns of which nothing is known.
    """

    words: Mapping[str, _Told | None]
    always: frozenset[int]

    def possible(self, text: str) -> list[int]:
        """Return the numbers, in order, of the patterns that may match in a text or after it is taken apart.

        >>> ways = [ways_to_match(read_stretch(cue)) for cue in ("un accord", "rival")]
        >>> make_prefilter(ways).possible("Son rival se tait.")
        [1]
        """
        words = set(_WORD.findall(text.lower()))
        found = list(filter(None, map(self.words.__getitem__, words)))
        here = reduce(or_, [told.here for told in found], 0)
        held = set(self.always)
        for told in found:
            held.update(told.enough)
            for pattern, others in told.further:
                if here & others == others:
                    held.add(pattern)
        return sorted(held)


def _together(several: Iterable[_Told]) -> _Told:
    here, enough, further = 0, list[int](), list[tuple[int, int]]()
    for told in several:
        here |= told.here
        enough += told.enough
        further += told.further
    return _Told(here, tuple(enough), tuple(further))


def make_prefilter(patterns: Sequence[tuple[Way, ...]]) -> Prefilter:
    """Return what tells, of patterns known by the ways to match them, which may match in a text.

    >>> make_prefilter([((frozenset({" accord "}),),), ((),)]).possible("Il pleut.")
    [1]
    """
    ways = [(number, way) for number, pattern in enumerate(patterns) for way in pattern if way]
    bits = {
        pieces: 1 << at
        for at, pieces in enumerate(dict.fromkeys(chain.from_iterable(way for _, way in ways)))
    }
    here: dict[str, int] = defaultdict(int)
    for pieces, bit in bits.items():
        for piece in pieces:
            here[piece] |= bit
    enough: dict[str, list[int]] = defaultdict(list)
    further: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for number, way in ways:
        telling = _most_telling(way)
        others = reduce(or_, (bits[pieces] for pieces in way if pieces is not telling), 0)
        for piece in telling:
            if others:
                further[piece].append((number, others))
            else:
                enough[piece].append(number)
    told = {piece: _Told(here[piece], tuple(enough[piece]), tuple(further[piece])) for piece in here}
    always = frozenset(number for number, pattern in enumerate(patterns) if () in pattern)
    return Prefilter(_Words(told), always)
