"""Firmness: whether a deal is signed, planned, ended or denied, as the rows of `status.toml` read it."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from alibaba_corpus.cues import Frame
from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.scenes import Scene
from alibaba_corpus.syntax import small_words
from alibaba_corpus.tokens import Clause

_BREAKS = ("et", "mais", "tandis", "alors")
PARTNER_TYPES = ("partnership", "investment", "acquisition")


class _StatusRule(NamedTuple):
    name: str
    status: str
    reach: int
    inherited: bool
    cancels: bool
    pattern: re.Pattern[str]


@cache
def _status_rules() -> tuple[_StatusRule, ...]:
    return tuple(
        _StatusRule(
            row["name"],
            row["status"],
            row["reach"],
            row.get("inherited", False),
            row.get("cancels", False),
            re.compile(rf" (?:{row['pattern']})"),
        )
        for row in read_knowledge("status")["rule"]
    )


class _Surroundings(NamedTuple):
    """The words of a statement from a cue's surroundings on; `ends[n]` is where n words behind it end."""

    text: str
    ends: Sequence[int]

    def hold(self, rule: _StatusRule) -> bool:
        """Tell whether a rule's pattern stands within its reach."""
        return rule.pattern.search(self.text, 0, self.ends[min(rule.reach, len(self.ends) - 1)]) is not None


def _around(clause: Clause, span: tuple[int, int]) -> _Surroundings:
    """Return what stands around a cue: up to eight words before it in its own statement, all behind it."""
    words = [token.text for token in clause.tokens]
    before = words[max(0, span[0] - 8) : span[0]]
    first = span[0] - len(before)
    begins = [
        at + 1
        for at, word in enumerate(before)
        if word == "mais"
        or (word in _BREAKS and (before[at - 1 : at] == [","] or _goes_on(clause, word, first + at)))
    ]
    opening = " ".join(["", *before[max(begins, default=0) :], *words[span[0] : span[1]], ""])
    behind = words[span[1] :]
    ends = accumulate((len(word) + 1 for word in behind), initial=len(opening))
    return _Surroundings(opening + "".join(f"{word} " for word in behind), tuple(ends))


def _goes_on(clause: Clause, word: str, at: int) -> bool:
    """Tell whether « ne bouge pas et garde » goes on with a verb of its own, of which nothing is denied."""
    return word == "et" and at + 1 < len(clause.tokens) and is_finite(clause.tokens, at + 1)


def _depends(scene: Scene, clause: Clause) -> bool:
    """Tell whether a statement hangs on the main clause: what is told, or an aside on whom that is about."""
    if clause.link in small_words("subordinate_links"):
        return True
    return clause.aside and bool({*scene.entities(clause.heads)} & {*scene.main_subject})


def is_cancelled(clause: Clause, span: tuple[int, int]) -> bool:
    """Tell whether the words around a cue take away what it states (« n'est pas une filiale de »).

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> clause = split_clauses(tokenize("il n'est pas le rival", 0, []))[0]
    >>> is_cancelled(clause, (5, 6))
    True
    """
    around = _around(clause, span)
    return any(rule.cancels and around.hold(rule) for rule in _status_rules())


def find_status(frame: Frame, scene: Scene, clause: Clause, span: tuple[int, int]) -> str | None:
    """Tell how firmly the cue is meant, from the words around it; a cue of breaking off stays one.

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> from alibaba_corpus.cues import frames
    >>> from alibaba_corpus.memory import Memory
    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "il pourrait signer un accord"
    >>> clause = split_clauses(tokenize(text, 0, []))[0]
    >>> find_status(frames()[0], Scene(Sentence(0, 0, len(text), text), (), Memory()), clause, (2, 5))
    'planned'
    """
    if frame.type not in PARTNER_TYPES:
        return None
    depends, around = _depends(scene, clause), _around(clause, span)
    told = (
        rule
        for rule in _status_rules()
        if (rule.inherited and depends and rule.pattern.search(scene.main_text)) or around.hold(rule)
    )
    return _weighed(frame.status, next(told, None))


def _weighed(cue: str | None, told: _StatusRule | None) -> str:
    """Weigh the cue's own status against what the words around it say."""
    found = told.status if told else None
    if cue in ("ended", "denied"):
        return found if found in ("ended", "denied") else cue
    if cue == "planned" and found == "signed":
        return cue
    if cue == "signed" and told and told.name == "future":
        return cue  # who « fournira » has signed
    return found or cue or "signed"
