"""How a text must begin for a regular expression to match it, so that few patterns need be tried on a line.

Trying some hundred patterns on each short line is what cleaning would spend its time on. Most of them can
only match a line that begins with certain three letters; those letters are read off the patterns themselves.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

LETTERS = 3  # of a line's beginning that count
_UNTOLD = "\0"  # after a beginning: anything may follow
_QUANTIFIER = re.compile(r"[?*]|\+|\{(\d*)(?:,\d*)?\}")
_ASIDE = re.compile(r"\(\?<?[=!]")
_ATOM = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)


def split_branches(pattern: str) -> list[str]:
    """Return the alternatives that a pattern is made of at its top level.

    >>> split_branches("lire (?:aussi|plus)|voir [|]")
    ['lire (?:aussi|plus)', 'voir [|]']
    """
    branches, begin, depth = [], 0, 0
    for atom in _ATOM.finditer(pattern):
        if atom[0] == "|" and depth == 0:
            branches.append(pattern[begin : atom.start()])
            begin = atom.end()
        depth += (atom[0] == "(") - (atom[0] == ")")
    return [*branches, pattern[begin:]]


def find_openings(pattern: str) -> frozenset[str]:
    """Return the beginnings, in small letters and of LETTERS letters at most, of what a pattern may match.

    >>> sorted(find_openings("(?:a |aux )?lire|voir"))
    ['a l', 'aux', 'lir', 'voi']
    >>> sorted(find_openings(".*lire")), sorted(find_openings("p[ah]?"))
    ([''], ['p'])

    A beginning of fewer letters may be followed by anything: "" stands for a pattern that tells nothing.
    """
    found = frozenset(way.removesuffix(_UNTOLD) for way in _find_ways(pattern))
    return frozenset(way for way in found if not any(way[:n] in found for n in range(len(way))))


@lru_cache(maxsize=2048)  # the same groups come in many patterns
def _find_ways(pattern: str) -> frozenset[str]:
    """Return the beginnings of what a pattern may match; those that go on untold end with _UNTOLD."""
    return frozenset(way for branch in split_branches(pattern) for way in _grow(branch))


def _grow(branch: str) -> frozenset[str]:
    """Return the beginnings of what a sequence may match: they grow atom by atom until all are told."""
    growing, told = frozenset({""}), frozenset[str]()
    for atom, optional, repeated in _read_atoms(branch):
        ways = _find_atom_ways(atom)
        if repeated:
            ways = frozenset(way.removesuffix(_UNTOLD) + _UNTOLD for way in ways)
        longer = frozenset((one + way)[: LETTERS + 1] for one in growing for way in ways)
        done = frozenset(one for one in longer if one.endswith(_UNTOLD) or len(one) >= LETTERS)
        told |= frozenset(one[:LETTERS] for one in done)
        growing = (longer - done) | (growing if optional else frozenset())
    return told | growing


def _read_atoms(branch: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the letters, classes and groups of a sequence, each with whether it is optional, repeated."""
    place = 0
    while place < len(branch):
        end = _find_end(branch, place)
        atom = branch[place:end]
        quantifier = _QUANTIFIER.match(branch, end)
        sign = quantifier[0] if quantifier else ""
        place = quantifier.end() if quantifier else end
        if atom in ("^", r"\b") or _ASIDE.match(atom):
            continue
        optional = sign[:1] in ("?", "*") or (quantifier is not None and quantifier[1] in ("", "0"))
        yield atom, optional, sign not in ("", "?")


def _find_end(branch: str, place: int) -> int:
    """Return where the atom that begins at `place` ends: a group with its closing bracket."""
    depth = 0
    for atom in _ATOM.finditer(branch, place):
        depth += (atom[0] == "(") - (atom[0] == ")")
        if depth == 0:
            return atom.end()
    return len(branch)


@lru_cache(maxsize=2048)
def _find_atom_ways(atom: str) -> frozenset[str]:
    """Return the beginnings of one letter, class or group."""
    if atom.startswith("("):
        return _find_ways(re.sub(r"^\((?:\?[a-z]*:)?", "", atom[:-1]))
    if atom.startswith("[") and atom[1] != "^":
        return _spell_class(atom[1:-1])
    if atom == r"\d":
        return frozenset("0123456789")
    if atom in (".", "$") or atom.startswith("[") or re.fullmatch(r"\\\w", atom):
        return frozenset({_UNTOLD})
    return frozenset({atom[-1].lower()})


def _spell_class(inside: str) -> frozenset[str]:
    """Return the letters that a class names, its ranges spelled out."""
    plain = re.sub(r"\\(\W)", r"\1", inside.replace(r"\d", "0-9"))
    if "\\" in plain:
        return frozenset({_UNTOLD})
    letters = re.sub(
        r"(\w)-(\w)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), plain
    )
    return frozenset(letters.lower())
