"""What a line alone tells: the rows of `data/boilerplate.toml`, and the look of the line."""

import re
import unicodedata
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import read_knowledge

_SYMBOLS = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u3000", " "), ("\t", "  "), ("\u00ad", ""), ("\u200b", ""),
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'), ("„", '"'),
    ("–", "-"), ("—", "-"), ("―", "-"), ("‑", "-"), ("•", "*"), ("·", "*"), ("●", "*"), ("▪", "*"), ("►", ">"),
    ("▶", ">"), ("›", ">"), ("→", ">"), ("⇒", ">"), ("©", "(c)"), ("®", ""), ("€", "eur"), ("°", "deg"),
    ("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("ß", "ss"),
)  # fmt: skip
LONGEST_FURNITURE = 200  # characters of a line to which a rule without `longest` applies
_BULLETS = " *+>-|#"
_SIGNS = frozenset("|*>/,")
_SEPARATORS = re.compile(r"\s{2,}| ?[|*>/] ?|, | - ")
MARGIN = " *+>-|:.!?()[]#'\"~=_»«,;"


class Row(NamedTuple):
    """A row of boilerplate.toml: what it is called, the kind it gives, and how it behaves in context."""

    name: str
    kind: str
    opens: bool = False
    weak: bool = False
    longest: int = LONGEST_FURNITURE


class Rule(NamedTuple):
    """A row with its regular expression, `cased` when capitals matter, `hints` when it is searched for anywhere."""

    row: Row
    cased: bool
    hints: tuple[str, ...]
    pattern: re.Pattern[str]


class Notice(NamedTuple):
    """A kind of paragraph that speaks to the reader, told by several cues together."""

    row: Row
    hints: tuple[str, ...]
    cues: tuple[re.Pattern[str], ...]
    needs: int
    address: re.Pattern[str] | None
    least_address: int


class Sieve(NamedTuple):
    """The rules for lines of up to `longest` characters; the gates say fast that none of them applies."""

    longest: int
    small_gate: re.Pattern[str]
    cased_gate: re.Pattern[str]
    opening: tuple[Rule, ...]
    anywhere: tuple[Rule, ...]


class Rules(NamedTuple):
    """The compiled rows of boilerplate.toml."""

    phrases: dict[str, Row]
    sieves: tuple[Sieve, ...]
    notices: tuple[Notice, ...]


def fold(text: str) -> str:
    """Return `text` without accents and typographic signs; capitals and line breaks stay.

    >>> fold("« À lire » : l’été © 2015")
    '" A lire " : l\\'ete (c) 2015'

    Soft hyphens and zero-width spaces go, no-break and thin spaces become plain ones. Letters of other
    scripts are left out: this form serves to compare with patterns, never to be shown.
    """
    if text.isascii():
        return text
    for symbol, plain in _SYMBOLS:
        text = text.replace(symbol, plain)
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")


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
    opening, anywhere = [], []
    for entry in knowledge["rule"]:
        (anywhere if entry["where"] == "anywhere" else opening).append(_compile_rule(entry, fragments))
    bounds = sorted({rule.row.longest for rule in opening + anywhere})
    sieves = tuple(_sieve(bound, opening, anywhere) for bound in bounds)
    return Rules(phrases, sieves, tuple(_compile_notice(entry) for entry in knowledge["notice"]))


def match_row(words: str, small: str, wide: str) -> Row | None:
    """Return the row that says that a line is furniture, or None.

    >>> line = "A lire aussi : le rail chinois"
    >>> match_row(line, line.lower(), line).kind
    'related'
    >>> match_row("Le rail chinois avance", "le rail chinois avance", "Le rail chinois avance") is None
    True

    `words` is the folded line with one space between words, `small` the same in small letters, `wide` the
    folded line with its spaces as they are.
    """
    table = load_rules()
    size = len(words)
    if size <= LONGEST_FURNITURE:
        found = _match_phrases(small, wide, table.phrases)
        if found is not None:
            return found
    for sieve in table.sieves:
        if size <= sieve.longest:
            return _sift(words, small, sieve)
    return None


def _sift(words: str, small: str, sieve: Sieve) -> Row | None:
    """Return the first row of a sieve that takes the line."""
    bare, bare_small = words.lstrip(_BULLETS), small.lstrip(_BULLETS)
    if sieve.small_gate.match(bare_small) or sieve.cased_gate.match(bare):
        for row, cased, _, pattern in sieve.opening:
            if pattern.match(bare if cased else bare_small):
                return row
    for row, cased, hints, pattern in sieve.anywhere:
        if any(hint in small for hint in hints) and pattern.search(words if cased else small):
            return row
    return None


def match_notice(small: str) -> Row | None:
    """Return the row of the notice to readers that a folded paragraph in small letters is, or None.

    >>> match_notice("le train est parti") is None
    True
    """
    for notice in load_rules().notices:
        if not any(hint in small for hint in notice.hints):
            continue
        if sum(1 for cue in notice.cues if cue.search(small)) < notice.needs:
            continue
        if notice.address is None or len(notice.address.findall(small)) >= notice.least_address:
            return notice.row
    return None


def _match_phrases(small: str, wide: str, phrases: dict[str, Row]) -> Row | None:
    """Tell a line made of listed phrases only, one or several."""
    key = small.strip(MARGIN)
    if key in phrases:
        return phrases[key]
    if "  " not in wide and not _SIGNS.intersection(small) and key.partition(" ")[0] not in phrases:
        return None
    parts = [part for part in (p.strip(MARGIN) for p in _SEPARATORS.split(wide.lower())) if part]
    if len(parts) < 2:
        parts = key.split()
    known = [phrases[part] for part in parts if part in phrases]
    if not known:
        return None
    enough = len(known) == len(parts) or (len(parts) >= 4 and len(known) * 3 >= len(parts) * 2)
    return _strongest(known) if enough else None


def _strongest(known: list[Row]) -> Row:
    """Choose among the rows of a line's phrases: the first that is not weak."""
    return next((row for row in known if not row.weak), known[0])


def _row(entry: dict[str, Any]) -> Row:
    longest = int(entry.get("longest", LONGEST_FURNITURE))
    return Row(entry["name"], entry["kind"], entry.get("opens", False), entry.get("weak", False), longest)


def _compile_rule(entry: dict[str, Any], fragments: dict[str, str]) -> Rule:
    text = _fill(entry["pattern"], fragments)
    if entry["where"] == "whole":
        text = f"(?:{text})$"
    return Rule(_row(entry), entry.get("cased", False), tuple(entry.get("hints", ())), re.compile(text))


def _compile_notice(entry: dict[str, Any]) -> Notice:
    address = re.compile(entry["address"]) if "address" in entry else None
    cues = tuple(re.compile(cue) for cue in entry["cues"])
    return Notice(_row(entry), tuple(entry["hints"]), cues, entry["needs"], address, entry.get("least_address", 0))


def _sieve(longest: int, opening: list[Rule], anywhere: list[Rule]) -> Sieve:
    """Put together the rules for lines of up to `longest` characters."""
    fit = tuple(rule for rule in opening if rule.row.longest >= longest)
    gates = [[rule.pattern.pattern for rule in fit if rule.cased is cased] for cased in (False, True)]
    small_gate, cased_gate = (re.compile("|".join(f"(?:{text})" for text in gate) or r"(?!)") for gate in gates)
    return Sieve(longest, small_gate, cased_gate, fit, tuple(rule for rule in anywhere if rule.row.longest >= longest))


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
