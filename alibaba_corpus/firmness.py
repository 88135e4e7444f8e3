"""Firmness: whether a deal is signed, planned, ended or denied, as the rows of `status.toml` read it."""

import re
from functools import cache
from typing import NamedTuple

from alibaba_corpus.clauses import SUBORDINATE_LINKS, Clause
from alibaba_corpus.cues import Frame
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.scenes import Scene

PARTNER_TYPES = ("partnership", "investment", "acquisition")


class _StatusRule(NamedTuple):
    status: str
    reach: int
    inherited: bool
    cancels: bool
    pattern: re.Pattern[str]


@cache
def _status_rules() -> tuple[_StatusRule, ...]:
    return tuple(
        _StatusRule(
            row["status"],
            row["reach"],
            row.get("inherited", False),
            row.get("cancels", False),
            re.compile(rf"(?<= )(?:{row['pattern']})"),
        )
        for row in read_knowledge("status")["rule"]
    )


def _around(clause: Clause, span: tuple[int, int], reach: int) -> str:
    """Return the words around a cue as a string: eight before it, `reach` behind it."""
    words = [token.text for token in clause.tokens]
    return " " + " ".join(words[max(0, span[0] - 8) : span[1] + reach]) + " "


def is_cancelled(clause: Clause, span: tuple[int, int]) -> bool:
    """Tell whether the words around a cue take away what it states (« n'est pas une filiale de »).

    >>> from alibaba_corpus.clauses import split_clauses, tokenize
    >>> clause = split_clauses(tokenize("il n'est pas le rival", 0, []))[0]
    >>> is_cancelled(clause, (5, 6))
    True
    """
    return any(
        rule.cancels and rule.pattern.search(_around(clause, span, rule.reach)) for rule in _status_rules()
    )


def find_status(frame: Frame, scene: Scene, clause: Clause, span: tuple[int, int]) -> str | None:
    """Tell how firmly the cue is meant, from the words around it; a cue of breaking off stays one.

    >>> from alibaba_corpus.clauses import split_clauses, tokenize
    >>> from alibaba_corpus.cues import frames
    >>> from alibaba_corpus.memory import Memory
    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "il pourrait signer un accord"
    >>> clause = split_clauses(tokenize(text, 0, []))[0]
    >>> find_status(frames()[0], Scene(Sentence(0, 0, len(text), text), (), Memory()), clause, (2, 5))
    'planned'
    """
    dependent = clause.aside or clause.link in SUBORDINATE_LINKS
    found = None
    for rule in _status_rules():
        around = _around(clause, span, rule.reach)
        inherited = rule.inherited and dependent and frame.type in PARTNER_TYPES
        if rule.pattern.search(around) or (inherited and rule.pattern.search(scene.main_text)):
            found = rule.status
            break
    if frame.type not in PARTNER_TYPES:
        return None
    if frame.status in ("ended", "denied"):
        return found if found in ("ended", "denied") else frame.status
    if frame.status == "planned" and found == "signed":
        return "planned"
    return found or frame.status or "signed"
