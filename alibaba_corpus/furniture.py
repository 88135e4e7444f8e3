"""What a line alone tells: the rows of `data/boilerplate.toml`, and the look of the line."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.openings import LETTERS, find_openings, split_branches

_SYMBOLS = (
    *((blank, " ") for blank in "\u00a0\u202f\u2009\u3000"),
    *((nothing, "") for nothing in "\u00ad\u200b®"),
    *((quote, "'") for quote in "’‘ʼ"),
    *((quote, '"') for quote in "«»“”„"),
    *((dash, "-") for dash in "–—―‑"),
    *((bullet, "*") for bullet in "•·●▪"),
    *((arrow, ">") for arrow in "►▶›→⇒"),
    ("€", "eur"), ("œ", "oe"), ("Œ", "OE"), ("…", "..."), ("\t", "  "), ("©", "(c)"), ("°", "deg"),
    ("æ", "ae"), ("ß", "ss"), ("¼", "14"), ("½", "12"), ("¾", "34"),
)  # fmt: skip
LONGEST_FURNITURE = 200  # characters of a line to which a rule without `longest` applies
_BULLETS = " *+<>=-|#"
_SIGNS = frozenset("|*>/,[")
SHORT_LINE = 80  # characters up to which a line is remembered: menus and buttons come in article upon article
REMEMBERED = 4096  # short lines that are remembered
LONG_LINE = 150  # characters from which a line of running text is searched as a paragraph
LEAST_NOTICE = 80  # characters from which a line is searched for cues of a notice
LONGEST_NOTICE = 1500  # characters of a paragraph that are searched for cues
TAIL = 90  # characters at the end of a line to which rules with where = "end" apply
_SEPARATORS = re.compile(r"\s{2,}| ?[|*>/] ?|, | - |\] ?\[")
_WORD_START = re.compile(r"\b[a-z]{3}")  # under which a hint is found
_STEP = 40  # characters of a line that make another list of openings to be tried
MARGIN = " *+<>-|:.!?()[]#'\"~=_»«,;"


class Row(NamedTuple):
    """A row of boilerplate.toml: what it is called, the kind it gives, and how it behaves in context."""

    name: str
    kind: str
    opens: bool = False
    weak: bool = False
    longest: int = LONGEST_FURNITURE
    takes_above: bool = False
    speaks: bool = False


class Opening(NamedTuple):
    """One of the ways in which a line that a row takes may begin, `cased` when capitals matter.

    `hints`, where there are any, are plain words of which one must be in the line.
    """

    longest: int
    row: Row
    cased: bool
    begins: frozenset[str]
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


class Rule(NamedTuple):
    """A row with its regular expression, `cased` when capitals matter.

    Rules are searched for anywhere, or `at_end`, in lines that have one of their `hints`.
    """

    longest: int
    row: Row
    cased: bool
    at_end: bool
    paragraphs: bool
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


class Searched(NamedTuple):
    """Rules that are searched for, and each hint with the numbers of the rules that it calls for.

    Hints of three letters or more begin a word; they stand under these letters, all others apart.
    """

    rules: tuple[Rule, ...]
    hints: tuple[tuple[str, tuple[int, ...]], ...]
    by_start: dict[str, tuple[tuple[str, tuple[int, ...]], ...]]


class Notice(NamedTuple):
    """A kind of paragraph that speaks to the reader, told by several cues together."""

    row: Row
    hints: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]
    needs: int
    address: frozenset[str]
    least_address: int


class Rules(NamedTuple):
    """The compiled rows of boilerplate.toml."""

    phrases: dict[str, Row]
    openings: tuple[Opening, ...]
    any_cased: re.Pattern[str]
    anywhere: Searched
    in_paragraphs: Searched
    at_ends: Searched
    paragraph_hints: tuple[str, ...]
    notices: tuple[Notice, ...]


def to_ascii(text: str) -> str:
    """Return `text` without accents and typographic signs; capitals and line breaks stay.

    >>> to_ascii("« À lire » : l’été © 2015")
    '" A lire " : l\\'ete (c) 2015'

    Soft hyphens and zero-width spaces go, no-break and thin spaces become plain ones. Letters of other
    scripts are left out: this form serves to compare with patterns, never to be shown.
    """
    if text.isascii():
        return text
    for symbol, plain in _SPELLED:
        text = text.replace(symbol, plain)
    try:
        return text.encode("latin-1").translate(_LATIN, _LOST).decode("ascii")
    except UnicodeEncodeError:
        return _decompose(text)


def _decompose(text: str) -> str:
    for symbol, plain in _SYMBOLS:
        text = text.replace(symbol, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


_SPELLED = tuple((symbol, plain) for symbol, plain in _SYMBOLS if len(plain) > 1 or ord(symbol) > 255)
_LETTERS = [_decompose(chr(number)) for number in range(256)]  # those of most texts, folded once
_LATIN = bytes(ord(letter) if len(letter) == 1 else 0 for letter in _LETTERS)
_LOST = bytes(number for number, letter in enumerate(_LETTERS) if not letter)


class Shapes(NamedTuple):
    """What tells running text from other lines.

    Function words, finite verbs, labels before headlines, words in which a paper presents its own articles,
    words that report what somebody said, and the codes of a press database's fields.
    """

    function_words: frozenset[str]
    clause: re.Pattern[str]
    label: re.Pattern[str]
    teaser: re.Pattern[str]
    said: re.Pattern[str]
    fields: dict[str, Row]


@cache
def load_shapes() -> Shapes:
    """Return the words and patterns of the table `shape` of boilerplate.toml.

    >>> load_shapes().label.match("enquete - les ports") is not None
    True
    """
    shape = read_knowledge("boilerplate")["shape"]
    label = re.compile(rf"(?:{'|'.join(shape['labels'])})(?: ?[-:|>] ?|\. )\S")
    fields = {code: Row("layout: field of a press database", kind) for code, kind in shape["fields"].items()}
    words, clause = frozenset(shape["function_words"].split()), re.compile(shape["clause"])
    return Shapes(words, clause, label, re.compile(shape["teaser"]), re.compile(shape["said"]), fields)


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
            phrases.setdefault(word.strip(MARGIN), _row(entry))
    openings: list[Opening] = []
    anywhere: list[Rule] = []
    for entry in knowledge["rule"]:
        if entry["where"] in ("anywhere", "end"):
            anywhere.append(_compile_rule(entry, fragments))
        else:
            openings += _compile_openings(entry, fragments)
    return Rules(
        phrases,
        tuple(openings),
        re.compile("|".join(f"(?:{opening.pattern.pattern})" for opening in openings if opening.cased)),
        _index_hints(anywhere),
        _index_hints([rule for rule in anywhere if rule.paragraphs]),
        _index_hints([rule for rule in anywhere if rule.paragraphs and rule.at_end]),
        tuple(knowledge["paragraph_hints"]),
        tuple(_compile_notice(entry) for entry in knowledge["notice"]),
    )


def match_row(words: str, small: str, wide: str, prose: bool) -> Row | None:
    """Return the row that says that a line is furniture, or None.

    >>> match_row("Lire aussi : le rail", "lire aussi : le rail", "Lire aussi : le rail", False).kind
    'related'
    >>> match_row("Le rail avance", "le rail avance", "Le rail avance", False) is None
    True

    `words` is the folded line with one space between words, `small` the same in small letters, `wide` the
    folded line with its spaces as they are, `prose` tells whether it reads as running text.
    """
    if len(wide) <= SHORT_LINE:
        return _match_remembered(words, small, wide, prose)
    if prose and len(words) > LONG_LINE:
        return _match_paragraph(words, small, load_rules())
    return _match_line(words, small, wide, prose)


def _match_line(words: str, small: str, wide: str, prose: bool) -> Row | None:
    """Return the row that says that a line is furniture, or None."""
    rules = load_rules()
    row = _match_phrases(small, wide, rules.phrases) or _match_opening(words, small)
    row = row or _match_anywhere(words, small, rules.in_paragraphs if prose else rules.anywhere)
    return row or (match_notice(small) if len(words) >= LEAST_NOTICE else None)


_match_remembered = lru_cache(REMEMBERED)(_match_line)


def _match_paragraph(words: str, small: str, rules: Rules) -> Row | None:
    """Return the row that says that a paragraph is no part of the article, or None."""
    if not _has_any(small, rules.paragraph_hints):
        sentence = small[-1] in '."?!' and small[-2] != ")"  # which no credit ends with
        return None if sentence else _match_anywhere(words, small, rules.at_ends)
    row = _match_opening(words, small) or _match_anywhere(words, small, rules.in_paragraphs)
    return row or match_notice(small[:LONGEST_NOTICE])


def _match_opening(words: str, small: str) -> Row | None:
    size, small = len(words), small.lstrip(_BULLETS)
    words = words[size - len(small) :]
    openings = _list_openings(small[:LETTERS], min(size // _STEP, 8))
    row = _first_match(openings.plain, size, small, small)
    if row is None and openings.cased and load_rules().any_cased.match(words):
        row = _first_match(openings.cased, size, small, words)
    return row


Tried = tuple[int, Row, tuple[str, ...], re.Pattern[str]]  # longest, row, hints and pattern of an opening


def _first_match(tried: Sequence[Tried], size: int, small: str, text: str) -> Row | None:
    """Return the row of the first opening that `text` begins with; hints stand in small letters."""
    for longest, row, hints, pattern in tried:
        if size <= longest and (not hints or _has_any(small, hints)) and pattern.match(text):
            return row
    return None


class Openings(NamedTuple):
    """Ways to begin, as they are tried: those of small letters, then those for which capitals matter."""

    plain: tuple[Tried, ...]
    cased: tuple[Tried, ...]


@cache  # bounded: three letters without accents, nine lengths
def _list_openings(begin: str, steps: int) -> Openings:
    """List the openings that a line of so many steps' length may match whose first letters are these."""
    plain: list[Tried] = []
    cased: list[Tried] = []
    heads = frozenset(begin[:n] for n in range(len(begin) + 1))
    for opening in load_rules().openings:
        ways = not heads.isdisjoint(opening.begins)
        if len(begin) < LETTERS:
            ways = ways or any(way.startswith(begin) for way in opening.begins)
        if ways and opening.longest >= steps * _STEP:
            tried = cased if opening.cased else plain
            tried.append((opening.longest, opening.row, opening.hints, opening.pattern))
    return Openings(tuple(plain), tuple(cased))


def _match_anywhere(words: str, small: str, searched: Searched) -> Row | None:
    called = [numbers for hint, numbers in searched.hints if hint in small]
    for start in searched.by_start.keys() & set(_WORD_START.findall(small)):
        called += [numbers for hint, numbers in searched.by_start[start] if hint in small]
    if not called:
        return None
    size, tail = len(words), small[-TAIL:]
    for number in sorted(set(chain.from_iterable(called))):
        longest, row, cased, at_end, _, _, pattern = searched.rules[number]
        if size > longest:
            continue
        text = tail if at_end else small
        if pattern.search(words[-len(text) :] if cased else text):
            return row
    return None


def _has_any(text: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110  (any() takes three times as long here)
        if hint in text:
            return True
    return False


def match_notice(small: str) -> Row | None:
    """Return the row of the notice to readers that a folded paragraph in small letters is, or None.

    >>> match_notice("le train est parti") is None
    True
    """
    for notice in load_rules().notices:
        if not _has_any(small, notice.hints):
            continue
        tokens = small.replace("-", " ").split() if notice.address else ()
        if sum(1 for token in tokens if token in notice.address) < notice.least_address:
            continue
        if sum(1 for cue in notice.cues if cue.search(small)) >= notice.needs:
            return notice.row
    return None


def _match_phrases(small: str, wide: str, phrases: dict[str, Row]) -> Row | None:
    """Tell a line made of listed phrases only, one or several."""
    key = small.strip(MARGIN)
    if key in phrases:
        return phrases[key]
    if "  " in wide or "|" in wide or (len(small) <= 100 and not _SIGNS.isdisjoint(small)):
        parts = [part for part in (p.strip(MARGIN) for p in _SEPARATORS.split(wide.lower())) if part]
    elif key.partition(" ")[0] in phrases:
        parts = key.split()
    else:
        return None
    if len(parts) == 1:
        parts = key.split()
    known = [phrases[part] for part in parts if part in phrases]
    if not known:
        return None
    most = len(parts) >= 4 and len(known) * 3 >= len(parts) * 2
    led = "  " in wide and len(parts) <= 3 and parts[0] in phrases and not phrases[parts[0]].weak
    enough = len(known) == len(parts) or most or led
    return _strongest(known) if enough else None


def _strongest(known: list[Row]) -> Row:
    """Choose among the rows of a line's phrases: the first that is not weak."""
    return next((row for row in known if not row.weak), known[0])


def _row(entry: dict[str, Any]) -> Row:
    longest = int(entry.get("longest", LONGEST_FURNITURE))
    opens, weak, above, speaks = (
        entry.get(name, False) for name in ("opens", "weak", "takes_above", "speaks")
    )
    return Row(entry["name"], entry["kind"], opens, weak, longest, above, speaks)


def _compile_rule(entry: dict[str, Any], fragments: dict[str, str]) -> Rule:
    row, hints = _row(entry), tuple(entry.get("hints", ()))
    return Rule(
        row.longest,
        row,
        entry.get("cased", False),
        entry["where"] == "end",
        entry.get("paragraphs", False),
        hints,
        re.compile(_fill(entry["pattern"], fragments)),
    )


def _index_hints(rules: Sequence[Rule]) -> Searched:
    """Put rules together with an index of their hints."""
    hints = {hint: None for rule in rules for hint in rule.hints}
    numbers = {hint: tuple(n for n, rule in enumerate(rules) if hint in rule.hints) for hint in hints}
    starts: dict[str, tuple[tuple[str, tuple[int, ...]], ...]] = {}
    for hint, called in numbers.items():
        if start := _WORD_START.match(hint):
            starts[start[0]] = (*starts.get(start[0], ()), (hint, called))
    others = tuple((hint, called) for hint, called in numbers.items() if not _WORD_START.match(hint))
    return Searched(tuple(rules), others, starts)


def _compile_openings(entry: dict[str, Any], fragments: dict[str, str]) -> Iterator[Opening]:
    """Compile the alternatives of a row one by one, each with the letters that it begins with."""
    row, whole = _row(entry), entry["where"] == "whole"
    cased, hints = entry.get("cased", False), tuple(entry.get("hints", ()))
    for branch in split_branches(_fill(entry["pattern"], fragments)):
        pattern = re.compile(f"(?:{branch})$" if whole else branch)
        yield Opening(row.longest, row, cased, find_openings(branch), hints, pattern)


def _compile_notice(entry: dict[str, Any]) -> Notice:
    address = frozenset(entry.get("address", ()))
    cues = tuple(re.compile(cue) for cue in entry["cues"])
    return Notice(
        _row(entry), tuple(entry["hints"]), cues, entry["needs"], address, entry.get("least_address", 0)
    )


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
