"""What a line alone tells: the rows of `data/boilerplate.toml`, and the look of the line."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import find_row, read_knowledge
from alibaba_corpus.openings import (
    LETTERS,
    find_beginnings,
    find_needed,
    find_openings,
    find_token,
    list_words,
    space_words,
    split_branches,
    unfold_branch,
)

_SYMBOLS = (  # those of most texts first: a text without any others is searched for no more of them
    *((quote, "'") for quote in "’‘ʼ"),
    *((quote, '"') for quote in "«»“”„"),
    *((dash, "-") for dash in "–—―‑"),
    ("€", "eur"), ("œ", "oe"), ("Œ", "OE"), ("…", "..."), ("\t", "  "), ("©", "(c)"), ("°", "deg"),
    *((blank, " ") for blank in "\u00a0\u202f\u2009\u3000"),
    *((nothing, "") for nothing in "\u00ad\u200b®"),
    *((bullet, "*") for bullet in "•·●▪"),
    *((arrow, ">") for arrow in "►▶›→⇒"),
    ("æ", "ae"), ("ß", "ss"), ("¼", "14"), ("½", "12"), ("¾", "34"),
)  # fmt: skip
LONGEST_FURNITURE = 200  # characters of a line to which a rule without `longest` applies
_BULLETS = " *+<>=-|#"
_BY_CHANCE = 600  # letters in which one of the words of a notice may stand by chance
_SIGNS = ("|", "*", ">", "/", ",", "[")  # which part phrases
REMEMBERED = 4096  # beginnings of lines whose rules are remembered
LONG_LINE = 150  # characters from which a line of running text is searched as a paragraph
LEAST_NOTICE = 80  # characters from which a line is searched for cues of a notice
LONGEST_NOTICE = 1500  # characters of a paragraph that are searched for cues
TAIL = 90  # characters at the end of a line to which rules with where = "end" apply
_SEPARATORS = re.compile(r"\s{2,}| ?[|*>/] ?|, | - |\] ?\[")
_WORD_START = re.compile("[a-z]{3}")  # of a hint, which then begins a word
MARGIN = " *+<>-|:.!?()[]#'\"~=_»«,;"


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


def to_ascii(text: str) -> str:
    """Return `text` without accents and typographic signs; capitals and line breaks stay.

    >>> to_ascii("« À lire » : l’été © 2015")
    '" A lire " : l\\'ete (c) 2015'

    Soft hyphens and zero-width spaces go, no-break and thin spaces become plain ones. Letters of other
    scripts are left out: this form serves to compare with patterns, never to be shown.
    """
    if text.isascii():
        return text
    for symbol, plain in _RARER:
        if symbol in text:  # which takes less time than to replace none
            text = text.replace(symbol, plain)
    try:
        known = text.encode("latin-1")  # which has the letters that most texts need only
    except UnicodeEncodeError:
        return _decompose(text)
    folded = known.translate(_LETTERS, _LOST)
    for letter, plain_letters in _SPELLED:
        folded = folded.replace(letter, plain_letters)
    return folded.decode("ascii")


def _decompose(text: str) -> str:
    for symbol, plain in _SYMBOLS:
        text = text.replace(symbol, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


_RARER = tuple((symbol, plain) for symbol, plain in _SYMBOLS if ord(symbol) > 255)
_FOLDED = [_decompose(chr(number)) for number in range(256)]  # once for all
_LETTERS = bytes(ord(one) if len(one) == 1 else number for number, one in enumerate(_FOLDED))
_LOST = bytes(number for number, one in enumerate(_FOLDED) if not one)
_SPELLED = tuple((bytes([number]), one.encode()) for number, one in enumerate(_FOLDED) if len(one) > 1)


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


def match_row(words: str, small: str, wide: str, prose: bool) -> Row | None:
    """Return the row that says that a line is furniture, or None.

    >>> match_row("Lire aussi : le rail", "lire aussi : le rail", "Lire aussi : le rail", False).kind
    'related'
    >>> match_row("Le rail avance", "le rail avance", "Le rail avance", False) is None
    True

    `words` is the folded line with one space between words, `small` the same in small letters, `wide` the
    folded line with its spaces as they are, `prose` tells whether it reads as running text.
    """
    rules = load_rules()
    if prose and len(words) > LONG_LINE:
        return _match_paragraph(words, small, rules)
    row = _match_phrases(small, wide, rules.phrases)
    row = row or _match_rules(words, small, rules.in_sentences if prose else rules.in_lines)
    return row or (match_notice(small) if len(words) >= LEAST_NOTICE else None)


def _match_paragraph(words: str, small: str, rules: Rules) -> Row | None:
    """Return the row that says that a paragraph is no part of the article, or None."""
    hinted = rules.paragraph_words.search(space_words(small)) or _has_any(small, rules.paragraph_signs)
    if not hinted:
        sentence = small[-1] in '."?!' and small[-2] != ")"  # which no credit ends with
        return None if sentence else _match_rules(words, small, rules.at_ends)
    return _match_rules(words, small, rules.in_paragraphs) or match_notice(small[:LONGEST_NOTICE])


def _match_rules(words: str, small: str, searched: Searched) -> Row | None:
    """Return the row of the first rule that takes a line."""
    rules, size, begin = load_rules().rules, len(words), small.lstrip(_BULLETS)
    for number in find_called(small[-TAIL:] if searched.ended else small, begin, searched):
        longest, row, cased, where, _, _, _, hints, form = rules[number]
        if size > longest or (hints and not _has_any(begin, hints)):
            continue
        text = begin if where == "start" else small[-TAIL:] if where == "end" else small
        pattern, tried = _compile(form), words[size - len(text) :] if cased else text
        if pattern.match(tried) if where == "start" else pattern.search(tried):
            return row
    return None


_compile = cache(re.compile)  # when first needed: few of the patterns are, by few articles


def find_called(small: str, begin: str, searched: Searched) -> list[int]:
    """Return the numbers of the rules that may take a line, in small letters, `begin` without its bullets.

    >>> len(find_called("le rail", "le rail", load_rules().in_lines)) < len(load_rules().rules) / 20
    True
    """
    called = set(_find_begun(begin[:LETTERS]) if searched.begun else ())
    words = searched.words.intersection(list_words(small))
    for token in (*words, *[sign for sign in searched.signs if sign in small]):
        for piece, numbers in searched.pieces[token]:
            if piece in small:
                called.update(numbers)
    return sorted(called)


@lru_cache(REMEMBERED)
def _find_begun(begin: str) -> tuple[int, ...]:
    """Return the numbers of the rules for lines that begin with these letters."""
    begins = load_rules().begins
    heads = dict.fromkeys(begin[:n] for n in range(LETTERS + 1))
    return tuple(number for head in heads for number in begins.get(head, ()))


def _has_any(text: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110  (any() takes three times as long here)
        if hint in text:
            return True
    return False


def match_notice(small: str) -> Row | None:
    """Return the row of the notice to readers that a folded paragraph in small letters is, or None.

    The longer a paragraph, the more of a notice's words stand in it by chance.

    >>> match_notice("le train est parti") is None
    True
    """
    for notice in load_rules().notices:
        if not _has_any(small, notice.hints):
            continue
        tokens = small.replace("-", " ").split() if notice.address else ()
        if sum(1 for token in tokens if token in notice.address) < notice.least_address:
            continue
        if sum(1 for cue in notice.cues if cue.search(small)) >= notice.needs + len(small) // _BY_CHANCE:
            return notice.row
    return None


def _match_phrases(small: str, wide: str, phrases: dict[str, Row]) -> Row | None:
    """Tell a line made of listed phrases only, one or several."""
    key = small.strip(MARGIN)
    if key in phrases:
        return phrases[key]
    if "  " in wide or "|" in wide or (len(small) <= 100 and _has_any(small, _SIGNS)):
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


def _make_rules(entry: dict[str, Any], fragments: dict[str, str]) -> Iterator[Rule]:
    """Make the rules of a row, one of each of its alternatives where lines must begin with it."""
    row, where, hints = _row(entry), entry["where"], tuple(entry.get("hints", ()))
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
