"""How a text must begin for a regular expression to match it, so that few patterns need be tried on a line.

Trying some hundred patterns on each short line is what cleaning would spend its time on. Most of them can
only match a line that begins with certain letters, the others one that holds certain words or signs; both
are read off the patterns themselves.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

LETTERS = 5  # of a line's beginning that count
_FEWER = 3  # that count where so many tell nothing
_MOST_WAYS = 150  # ways to begin that are followed letter by letter
_MOST_IN_CLASS = 16  # letters of a class that are told apart
_MOST_PIECES = 8  # of which one must be in a line
_UNTOLD = "\0"  # after a beginning: anything may follow
_QUANTIFIER = re.compile(r"[?*]|\+|\{(\d*)(?:,\d*)?\}")
_ASIDE = re.compile(r"\(\?<?[=!]")
_ATOM = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|.", re.DOTALL)
_BRACKETS = re.compile(r"\\.|\[(?:\\.|[^\]\\])+\]|[()|]", re.DOTALL)  # and what may hide some
_SPACED = re.sub(rb"\W", b" ", bytes(range(256)))  # a space for all but the letters of words
_BEGINNING = itemgetter(slice(3))
_SURE_WORD, _SIGN = re.compile(r"(?<=\W)[a-z]{3}"), re.compile(r"[^a-z\s']")


def split_branches(pattern: str) -> list[str]:
    """Return the alternatives that a pattern is made of at its top level.

    >>> split_branches("lire (?:aussi|plus)|voir [|]")
    ['lire (?:aussi|plus)', 'voir [|]']
    """
    branches, begin, depth = [], 0, 0
    for atom in _BRACKETS.finditer(pattern):
        if atom[0] == "|" and depth == 0:
            branches.append(pattern[begin : atom.start()])
            begin = atom.end()
        depth += (atom[0] == "(") - (atom[0] == ")")
    return [*branches, pattern[begin:]]


def find_openings(pattern: str) -> frozenset[str]:
    """Return the beginnings, in small letters and of LETTERS letters at most, of what a pattern may match.

    >>> sorted(find_openings("(?:a |aux )?lire|voir"))
    ['a lir', 'aux l', 'lire', 'voir']
    >>> sorted(find_openings(".*lire")), sorted(find_openings("p[ah]?"))
    ([''], ['p'])

    A beginning of fewer letters may be followed by anything: "" stands for a pattern that tells nothing.
    """
    begins = _begin_with(pattern, LETTERS)
    return begins if "" not in begins else _begin_with(pattern, _FEWER)


def _begin_with(pattern: str, letters: int) -> frozenset[str]:
    found = frozenset(way.removesuffix(_UNTOLD) for way in _find_ways(pattern, letters))
    return frozenset(way for way in found if not any(way[:n] in found for n in range(len(way))))


def unfold_branch(branch: str) -> list[str]:
    """Return what matches the same as a branch of a pattern, the part that it begins with taken apart.

    >>> unfold_branch("(?:[^:]+: |la )?lire"), unfold_branch("(?:a|la) lire")
    (['[^:]+: lire', 'la lire', 'lire'], ['(?:a|la) lire'])

    This is done where the branch tells nothing of how a text begins: some of its ways may.
    """
    place = _find_start(branch)
    end = _find_end(branch, place)
    atom, quantifier = branch[place:end], _QUANTIFIER.match(branch, end)
    optional = quantifier is not None and quantifier[0] == "?"
    group = atom.startswith("(?:") and (optional or not quantifier)
    if not (group or optional) or "" not in find_openings(branch):
        return [branch]
    rest = branch[quantifier.end() if quantifier else end :]
    ways = [*(split_branches(atom[3:-1]) if group else [atom]), *([""] if optional else [])]
    return [one for way in ways for one in unfold_branch(branch[:place] + way + rest)]


def find_needed(branch: str) -> frozenset[str]:
    """Return pieces, in small letters, of which one must be in what a branch of a pattern matches.

    >>> sorted(find_needed("[^:]{2,30}: (?:lire|voir)"))
    [': lir', ': voi']
    >>> find_needed("[a-z]+")
    frozenset()

    They are the beginnings of what stands somewhere in the branch, where all of them can be known by a word
    or a sign; of several such places the one with the fewest.
    """
    rests = (branch[start:] for start in _find_starts(branch))
    pieces = (_begin_with(rest, LETTERS) for rest in rests if not _ASIDE.match(rest))
    fewest = min((some for some in pieces if all(map(find_token, some))), key=len, default=frozenset())
    shorter = (frozenset(piece[:n] for piece in fewest) for n in range(LETTERS, 0, -1))
    few = (some for some in shorter if len(some) <= _MOST_PIECES and all(map(find_token, some)))
    return next(few, fewest)


def find_token(piece: str) -> str:
    """Return a token of every line that holds this piece: a sign, or three letters with which a word begins.

    >>> find_token("l'abus"), find_token(" - "), find_token("bus")
    ('abu', '-', '')
    """
    token = _SURE_WORD.search(piece) or _SIGN.search(piece)
    return token[0] if token else ""


def list_words(line: str) -> Iterator[str]:
    """Return the letters with which the words of a line begin, three at most.

    >>> list(list_words("l'abus, 25 fois"))
    ['l', 'abu', '25', 'foi']
    """
    return map(_BEGINNING, space_words(line).split())


def space_words(line: str) -> str:
    """Return a folded line with a space before each word and for each sign.

    >>> space_words("l'abus, 25 fois")
    ' l abus  25 fois'
    """
    return f" {line}".encode().translate(_SPACED).decode()


def find_beginnings(beginnings: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern that finds words, in a line that `space_words` has spaced, by what they begin with.

    >>> find_beginnings(["lire ", "livre", "vous"]).pattern
    ' (?:l(?:ire |ivre)|v(?:ous))'

    It looks at each word once: those that begin with another letter are passed over together.
    """
    by_letter = groupby(sorted(beginnings), key=itemgetter(0))
    ways = (f"{letter}(?:{'|'.join(one[1:] for one in some)})" for letter, some in by_letter)
    return re.compile(f" (?:{'|'.join(ways)})")


@lru_cache(maxsize=2048)  # the same groups come in many patterns
def _find_ways(pattern: str, letters: int) -> frozenset[str]:
    """Return the beginnings of what a pattern may match; those that go on untold end with _UNTOLD."""
    return frozenset(way for branch in split_branches(pattern) for way in _grow(branch, letters))


def _grow(branch: str, letters: int) -> frozenset[str]:
    """Return the beginnings of what a sequence may match: they grow atom by atom until all are told.

    Where they would become very many they grow no further.
    """
    growing, told = frozenset({""}), frozenset[str]()
    for atom, optional, repeated in _read_atoms(branch):
        ways = _find_atom_ways(atom, letters)
        if repeated:
            ways = frozenset(way.removesuffix(_UNTOLD) + _UNTOLD for way in ways)
        if len(growing) * len(ways) > _MOST_WAYS and letters > _FEWER:
            return told | frozenset(one + _UNTOLD for one in growing)
        longer = frozenset((one + way)[: letters + 1] for one in growing for way in ways)
        done = frozenset(one for one in longer if one.endswith(_UNTOLD) or len(one) >= letters)
        told |= frozenset(one[:letters] for one in done)
        growing = (longer - done) | (growing if optional else frozenset())
        if not growing:
            break
    return told | growing


def _find_start(branch: str) -> int:
    """Return where the first atom of a sequence begins that takes letters."""
    place = 0
    while _ASIDE.match(branch, place) or branch.startswith(("^", r"\b"), place):
        place = _find_end(branch, place)
    return place


def _find_starts(branch: str) -> Iterator[int]:
    """Yield where the atoms of a sequence begin."""
    place = 0
    while place < len(branch):
        yield place
        place = _find_end(branch, place)
        quantifier = _QUANTIFIER.match(branch, place)
        place = quantifier.end() if quantifier else place


def _read_atoms(branch: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the letters, classes and groups of a sequence, each with whether it is optional, repeated."""
    for place in _find_starts(branch):
        end = _find_end(branch, place)
        atom = branch[place:end]
        if atom in ("^", r"\b") or _ASIDE.match(atom):
            continue
        quantifier = _QUANTIFIER.match(branch, end)
        sign = quantifier[0] if quantifier else ""
        optional = sign[:1] in ("?", "*") or (quantifier is not None and quantifier[1] in ("", "0"))
        yield atom, optional, sign not in ("", "?")


def _find_end(branch: str, place: int) -> int:
    """Return where the atom that begins at `place` ends: a group with its closing bracket."""
    if branch[place] != "(":
        atom = _ATOM.match(branch, place)
        return atom.end() if atom else len(branch)
    depth = 0
    for atom in _BRACKETS.finditer(branch, place):
        depth += (atom[0] == "(") - (atom[0] == ")")
        if depth == 0:
            return atom.end()
    return len(branch)


@lru_cache(maxsize=2048)
def _find_atom_ways(atom: str, letters: int) -> frozenset[str]:
    """Return the beginnings of one letter, class or group."""
    if atom.startswith("("):
        return _find_ways(re.sub(r"^\((?:\?[a-z]*:)?", "", atom[:-1]), letters)
    if atom.startswith("[") and atom[1] != "^":
        return _spell_class(atom[1:-1])
    if atom == r"\d":
        return frozenset("0123456789")
    if atom in (".", "$") or atom.startswith("[") or re.fullmatch(r"\\\w", atom):
        return frozenset({_UNTOLD})
    return frozenset({atom[-1].lower()})


def _spell_class(inside: str) -> frozenset[str]:
    """Return the letters that a class names, its ranges spelled out, if they are few."""
    plain = re.sub(r"\\(\W)", r"\1", inside.replace(r"\d", "0-9"))
    if "\\" in plain:
        return frozenset({_UNTOLD})
    letters = re.sub(
        r"(\w)-(\w)", lambda ends: "".join(map(chr, range(ord(ends[1]), ord(ends[2]) + 1))), plain
    )
    return frozenset(letters.lower() if len(letters) <= _MOST_IN_CLASS else {_UNTOLD})
