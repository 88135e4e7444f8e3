"""The rows of `data/boilerplate.toml`, compiled, and indexed by what of a line calls for each."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from alibaba_corpus.folding import MARGIN
from alibaba_corpus.knowledge import find_row, read_knowledge
from alibaba_corpus.openings import (
    find_beginnings,
    find_needed,
    find_openings,
    find_token,
    split_branches,
    unfold_branch,
)

LONGEST_FURNITURE = 200  # characters of a line to which a rule without `longest` applies
LONG_LINE = 150  # characters from which a line of running text is searched as a paragraph
_WORD_START = re.compile("[a-z]{3}")  # of a hint, which then begins a word


@dataclass(frozen=True, slots=True)
class Row:
    """A row of boilerplate.toml: what it is called, the kind it gives, and how it behaves in context."""

    name: str
    kind: str
    opens: bool = False
    weak: bool = False
    longest: int = LONGEST_FURNITURE
    takes_above: bool = False
    speaks: bool = False


class Rule(NamedTuple):
    """One of the ways of a row: a regular expression for a line's beginning, its end, or anywhere in it.

    `cased` when capitals matter. A line is tried that begins with one of `begins` or holds one of `pieces`;
    `hints`, where there are any, are plain words of which one must stand in its beginning too.
    """

    longest: int
    row: Row
    cased: bool
    where: str
    paragraphs: bool
    begins: frozenset[str]
    pieces: tuple[str, ...]
    hints: tuple[str, ...]
    form: str


Calls = tuple[tuple[str, tuple[int, ...]], ...]  # pieces of a line, each with the rules that it calls for


@dataclass(frozen=True, slots=True)
class Searched:
    """Rules by what of a line calls for them, a piece that it holds, as their numbers.

    begun: whether those that a line's first letters call for count too; pieces: those by a token that the
    line has with them, "" where none is known; words, signs: these tokens; ended: whether all look at a
    line's end alone.
    """

    ended: bool
    begun: bool
    pieces: dict[str, Calls]
    words: frozenset[str]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A kind of paragraph that speaks to the reader, told by several cues together."""

    row: Row
    hints: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]
    needs: int
    address: frozenset[str]
    least_address: int


@dataclass(frozen=True, slots=True)
class Rules:
    """The rows of boilerplate.toml: phrases, and rules in the order in which they are tried.

    What calls for rules, as their numbers: begins: a line's first letters; in_lines: pieces of a line that is
    not running text; in_sentences: of a short one that is; in_paragraphs: of a longer one; at_ends: of one
    whose end alone is looked at, as a longer one's is that has neither one of paragraph_words nor one of
    paragraph_signs.
    """

    phrases: dict[str, Row]
    rules: tuple[Rule, ...]
    begins: dict[str, tuple[int, ...]]
    in_lines: Searched
    in_sentences: Searched
    in_paragraphs: Searched
    at_ends: Searched
    paragraph_words: re.Pattern[str]
    paragraph_signs: tuple[str, ...]
    notices: tuple[Notice, ...]


@cache
def load_rules() -> Rules:
    """Return the rows of boilerplate.toml, compiled once.

    >>> load_rules().phrases["menu"].kind
    'navigation'

    Raises KeyError when a row lacks a field, re.error when a pattern is not a regular expression.
    """
    knowledge = read_knowledge("boilerplate")
    fragments = _expand_fragments(knowledge["fragments"])
    phrases: dict[str, Row] = {}
    for entry in knowledge["phrases"]:
        for word in entry["words"]:
            phrases.setdefault(word.strip(MARGIN), _make_row(entry))
    rules = [rule for entry in knowledge["rule"] for rule in _make_rules(entry, fragments)]
    rules.sort(key=lambda rule: (rule.where != "start", rule.where == "start" and rule.cased))
    return Rules(
        phrases,
        tuple(rules),
        _index_begins(rules),
        _index_pieces(rules, lambda rule: True),
        _index_pieces(rules, lambda rule: rule.paragraphs),
        _index_pieces(rules, lambda rule: rule.paragraphs and rule.longest > LONG_LINE),
        _index_pieces(rules, lambda rule: rule.paragraphs and rule.where == "end"),
        find_beginnings(knowledge["paragraph_words"]),
        tuple(knowledge["paragraph_signs"]),
        tuple(_compile_notice(entry) for entry in knowledge["notice"]),
    )


def _make_row(entry: dict[str, Any]) -> Row:
    longest = int(entry.get("longest", LONGEST_FURNITURE))
    opens, weak, above, speaks = (
        entry.get(name, False) for name in ("opens", "weak", "takes_above", "speaks")
    )
    return Row(entry["name"], entry["kind"], opens, weak, longest, above, speaks)


def _make_rules(entry: dict[str, Any], fragments: dict[str, str]) -> Iterator[Rule]:
    """Make the rules of a row, one of each of its alternatives where lines must begin with it."""
    row, where, hints = _make_row(entry), entry["where"], tuple(entry.get("hints", ()))
    cased, form = entry.get("cased", False), _fill(entry["pattern"], fragments)
    if where in ("anywhere", "end"):
        yield Rule(
            row.longest, row, cased, where, entry.get("paragraphs", False), frozenset(), hints, (), form
        )
        return
    for branch in chain.from_iterable(map(unfold_branch, split_branches(form))):
        begins = find_openings(branch)
        pieces = (*sorted(find_needed(branch)),) or hints if "" in begins else ()
        whole = f"(?:{branch})$" if where == "whole" else branch
        yield Rule(
            row.longest, row, cased, "start", True, frozenset() if pieces else begins, pieces, hints, whole
        )


def _index_begins(rules: Sequence[Rule]) -> dict[str, tuple[int, ...]]:
    begins: dict[str, tuple[int, ...]] = {}
    for number, rule in enumerate(rules):
        for begin in rule.begins:
            begins[begin] = (*begins.get(begin, ()), number)
    return begins


def _index_pieces(rules: Sequence[Rule], taken: Callable[[Rule], bool]) -> Searched:
    """Index the rules that are taken by the pieces of a line that call for them."""
    indexed = {number: rule for number, rule in enumerate(rules) if taken(rule)}
    pieces: dict[str, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for number, rule in indexed.items():
        for piece in rule.pieces:
            start = _WORD_START.match(piece) if rule.where != "start" else None
            calls = pieces[start[0] if start else find_token(piece)]
            calls[piece] = (*calls.get(piece, ()), number)
    ended = all(rule.where == "end" for rule in indexed.values())
    begun = any(rule.where == "start" for rule in indexed.values())
    by_token = {token: tuple(calls.items()) for token, calls in pieces.items()}
    words = frozenset(token for token in by_token if token.isalpha())
    return Searched(ended, begun, by_token, words, tuple(by_token.keys() - words))


def _compile_notice(entry: dict[str, Any]) -> Notice:
    address = frozenset(entry.get("address", ()))
    cues = tuple(re.compile(cue) for cue in entry["cues"])
    return Notice(
        _make_row(entry), tuple(entry["hints"]), cues, entry["needs"], address, entry.get("least_address", 0)
    )


@dataclass(frozen=True, slots=True)
class Shapes:
    """What tells running text from other lines.

    Function words, those that end no line, words that keep the hyphen at a line's end, finite verbs, labels
    before headlines, words in which a paper presents its own articles, words that report what somebody said,
    what of the paper's own a sentence that closes a text speaks of, by the kind that it is of, and the codes
    of a press database's fields.
    """

    function_words: frozenset[str]
    leading_words: frozenset[str]
    compound: re.Pattern[str]
    clause: re.Pattern[str]
    label: re.Pattern[str]
    teaser: re.Pattern[str]
    said: re.Pattern[str]
    closing: tuple[tuple[str, re.Pattern[str]], ...]
    fields: dict[str, Row]


@cache
def load_shapes() -> Shapes:
    """Return the words and patterns of the table `shape` of boilerplate.toml.

    >>> load_shapes().label.match("enquete - les ports") is not None
    True
    """
    knowledge = read_knowledge("boilerplate")
    shape = knowledge["shape"]
    closing = tuple((entry["kind"], re.compile(entry["pattern"])) for entry in knowledge["closing"])
    label = re.compile(rf"(?:{'|'.join(shape['labels'])})(?: ?[-:|>] ?|\. )\S")
    fields = {code: Row("layout: field of a press database", kind) for code, kind in shape["fields"].items()}
    words, leading = (frozenset(shape[name].split()) for name in ("function_words", "leading_words"))
    compound, clause, teaser, said = (
        re.compile(shape[name]) for name in ("compound", "clause", "teaser", "said")
    )
    return Shapes(words, leading, compound, clause, label, teaser, said, closing, fields)


@cache
def wording(name: str) -> re.Pattern[str]:
    """Return a turn of phrase of boilerplate.toml, which tells something of a line beside its row.

    >>> wording("speaks to the reader").search("chaque matin dans votre boite") is not None
    True
    """
    pattern = find_row("boilerplate", "wording", name)["pattern"]
    return re.compile(_fill(pattern, _expand_fragments(read_knowledge("boilerplate")["fragments"])))


def _expand_fragments(fragments: dict[str, str]) -> dict[str, str]:
    """Fill fragments that are made of earlier fragments."""
    filled: dict[str, str] = {}
    for name, text in fragments.items():
        filled[name] = _fill(text, filled)
    return filled


def _fill(pattern: str, fragments: dict[str, str]) -> str:
    for name, text in fragments.items():
        pattern = pattern.replace("{" + name + "}", text)
    return pattern
