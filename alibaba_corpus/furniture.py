"""What a line alone tells: the rows of `data/boilerplate.toml`, and the look of the line."""

import re
import unicodedata
from functools import cache
from typing import NamedTuple

from alibaba_corpus.knowledge import read_knowledge

_SYMBOLS = (
    ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "), ("\u3000", " "), ("\t", "  "), ("\u00ad", ""), ("\u200b", ""),
    ("’", "'"), ("‘", "'"), ("ʼ", "'"), ("«", '"'), ("»", '"'), ("“", '"'), ("”", '"'), ("„", '"'),
    ("–", "-"), ("—", "-"), ("―", "-"), ("‑", "-"), ("•", "*"), ("·", "*"), ("●", "*"), ("▪", "*"), ("►", ">"),
    ("▶", ">"), ("›", ">"), ("→", ">"), ("⇒", ">"), ("©", "(c)"), ("®", ""), ("€", "eur"), ("°", "deg"),
    ("œ", "oe"), ("Œ", "OE"), ("æ", "ae"), ("ß", "ss"),
)  # fmt: skip
LONGEST_FURNITURE = 200  # characters of a line to which a rule without `longest` applies
_SEPARATORS = re.compile(r"\s{2,}| ?[|*>/] ?|, | - ")
_MARGIN = " *+>-|:.!?()[]#'\"~=_»«,;"


class Row(NamedTuple):
    """A row of boilerplate.toml: what it is called, the kind it gives, and how it behaves in context."""

    name: str
    kind: str
    opens: bool
    weak: bool
    longest: int


class Notice(NamedTuple):
    """A kind of paragraph that speaks to the reader, told by several cues together."""

    row: Row
    cues: tuple[re.Pattern[str], ...]
    needs: int
    address: re.Pattern[str] | None
    least_address: int


class Rules(NamedTuple):
    """The compiled rows: `gates` say fast that no rule applies, `rules` say which one does."""

    phrases: dict[str, Row]
    rules: tuple[tuple[Row, bool, bool, re.Pattern[str]], ...]  # row, cased, anchored, pattern
    small_gate: re.Pattern[str]
    cased_gate: re.Pattern[str]
    search_gate: re.Pattern[str]
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
    rules = tuple(_compile_rule(row, fragments) for row in knowledge["rule"])
    phrases: dict[str, Row] = {}
    for entry in knowledge["phrases"]:
        for word in entry["words"]:
            phrases.setdefault(word.strip(_MARGIN), _row(entry))
    return Rules(
        phrases,
        rules,
        _gate([p for _, cased, anchored, p in rules if anchored and not cased]),
        _gate([p for _, cased, anchored, p in rules if anchored and cased]),
        _gate([p for _, _, anchored, p in rules if not anchored]),
        tuple(_compile_notice(entry) for entry in knowledge["notice"]),
    )


def match_row(words: str, wide: str) -> Row | None:
    """Return the row that says that a short line is furniture, or None.

    >>> match_row("A lire aussi : le rail chinois", "A lire aussi : le rail chinois").kind
    'related'
    >>> match_row("Le rail chinois avance", "Le rail chinois avance") is None
    True

    `words` is the folded line with one space between words, `wide` the same with its spaces as they are.
    """
    table = load_rules()
    small = words.lower()
    found = _match_phrases(small, wide.lower(), table.phrases)
    if found is not None:
        return found
    bare, bare_small = words.lstrip(" *+>-|#"), small.lstrip(" *+>-|#")
    if not (table.small_gate.match(bare_small) or table.cased_gate.match(bare) or table.search_gate.search(small)):
        return None
    for row, cased, anchored, pattern in table.rules:
        if len(words) > row.longest:
            continue
        text = bare if cased else bare_small if anchored else small
        if pattern.match(text) if anchored else pattern.search(text):
            return row
    return None


def match_notice(small: str) -> Row | None:
    """Return the row of the notice to readers that a folded paragraph in small letters is, or None.

    >>> match_notice("le train est parti") is None
    True
    """
    for notice in load_rules().notices:
        if sum(1 for cue in notice.cues if cue.search(small)) < notice.needs:
            continue
        if notice.address is None or len(notice.address.findall(small)) >= notice.least_address:
            return notice.row
    return None


def _match_phrases(small: str, wide: str, phrases: dict[str, Row]) -> Row | None:
    """Tell a line made of listed phrases only, one or several."""
    key = small.strip(_MARGIN)
    if key in phrases:
        return phrases[key]
    if len(small) > LONGEST_FURNITURE:
        return None
    parts = [part for part in (p.strip(_MARGIN) for p in _SEPARATORS.split(wide)) if part]
    if len(parts) < 2:
        parts = key.split()
        if len(parts) < 2:
            return None
        known = [phrases[part] for part in parts if part in phrases]
        return known[0] if len(known) == len(parts) else None
    known = [phrases[part] for part in parts if part in phrases]
    enough = len(known) == len(parts) or (len(parts) >= 4 and len(known) * 3 >= len(parts) * 2)
    return _strongest(known) if enough else None


def _strongest(known: list[Row]) -> Row:
    """Choose among the rows of a line's phrases: the first that is not weak."""
    return next((row for row in known if not row.weak), known[0])


def _row(entry: dict[str, object]) -> Row:
    return Row(
        str(entry["name"]),
        str(entry["kind"]),
        bool(entry.get("opens", False)),
        bool(entry.get("weak", False)),
        int(str(entry.get("longest", LONGEST_FURNITURE))),
    )


def _compile_rule(entry: dict[str, object], fragments: dict[str, str]) -> tuple[Row, bool, bool, re.Pattern[str]]:
    text = _fill(str(entry["pattern"]), fragments)
    if entry["where"] == "whole":
        text = f"(?:{text})$"
    return _row(entry), bool(entry.get("cased", False)), entry["where"] != "anywhere", re.compile(text)


def _compile_notice(entry: dict[str, object]) -> Notice:
    cues = entry["cues"]
    assert isinstance(cues, list)
    address = entry.get("address")
    return Notice(
        _row(entry),
        tuple(re.compile(cue) for cue in cues),
        int(str(entry["needs"])),
        re.compile(str(address)) if address else None,
        int(str(entry.get("least_address", 0))),
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


def _gate(patterns: list[re.Pattern[str]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p.pattern})" for p in patterns))
