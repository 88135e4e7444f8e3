"""Scenes: a sentence as it has been read so far, with who acts for whom in it."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from alibaba_corpus.dates import DateMention
from alibaba_corpus.memory import Memory
from alibaba_corpus.party_ties import Party
from alibaba_corpus.sentences import Sentence
from alibaba_corpus.syntax import turn
from alibaba_corpus.tokens import Clause, Token

_NOBODY: Mapping[str, Any] = MappingProxyType({})
COMPANIONS = "companions of the subject"


class Scene(NamedTuple):
    """A sentence being read: its parties, and who the statements so far were about."""

    sentence: Sentence
    parties: tuple[Party, ...]
    memory: Memory
    dates: Sequence[DateMention] = ()
    main_subject: tuple[str, ...] = ()
    first_subject: tuple[str, ...] = ()
    main_text: str = ""
    says_something: bool = False
    place: tuple[str, ...] = ()
    agents: Mapping[str, tuple[str, ...]] = _NOBODY

    def entities(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the organisations that tokens stand for, each once."""
        return tuple(
            dict.fromkeys(
                e for token in tokens if token.party is not None for e in self.parties[token.party].entities
            )
        )


def find_agents(scene: Scene, clauses: Sequence[Clause]) -> dict[str, tuple[str, ...]]:
    """Read « §0, via sa filiale §1, fournira »: what §0 does, §1 does too.

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> text = "Auchan, via sa filiale Orange, signera"
    >>> parties = Party(0, 6, ("Auchan",)), Party(23, 29, ("Orange",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> find_agents(scene, split_clauses(tokenize(text, 0, [(0, 6), (23, 29)])))
    {'Auchan': ('Orange',)}
    """
    agents = {}
    for clause in clauses:
        if not clause.aside:
            continue
        body = clause.tokens[len(clause.heads) + 1 :]
        said = " ".join(token.text for token in body)
        if turn("besides").search(said):
            agents[COMPANIONS] = scene.entities(body)
        if turn("by means of").search(said):
            for entity in scene.entities(clause.heads):
                agents[entity] = scene.entities(body)
    return agents
