"""Memory: what an article has said so far, by which the next sentence is understood."""

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

_STANDS_OUT = 1.5  # times as often as the next: whom the article is about
REACH = 6  # sentences back in which an organisation that is not named is looked for
_NOTHING: Mapping[str, Any] = MappingProxyType({})


ANYBODY, ANYBODY_ELSE = "anybody", "anybody else"


class Deal(NamedTuple):
    """A deal told before: whom it is about, the other end, its type and how it runs."""

    actor: str
    other: str
    type: str
    from_actor: bool


class Memory(NamedTuple):
    """What an article has said so far, as the reader of the next sentence knows it.

    said: the organisations named, in the order of their last naming, each with that sentence; words: by what
    words each was described; topic: whom the last sentence was about; lead: whom the first one
    was; pair: the two that dealt last, with the sentence; listed: the last enumeration; place: where the last
    deal took place, which « y » means; two: the two named last by one sentence, in its order; deal: the last
    deal that stands, with the sentence; ties: whose subsidiary or rival each is, as (source, target, type);
    times: how many sentences named each.
    """

    said: Mapping[str, int] = _NOTHING
    words: Mapping[str, frozenset[str]] = _NOTHING
    topic: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    pair: tuple[int, tuple[str, ...]] = (-99, ())
    listed: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    two: tuple[str, ...] = ()
    deal: tuple[int, Deal | None] = (-99, None)
    ties: tuple[tuple[str, str, str], ...] = ()
    times: Mapping[str, int] = _NOTHING

    @property
    def most_named(self) -> str | None:
        """The organisation that most sentences have named, where it stands out."""
        ranked = sorted(self.times.values(), reverse=True)
        if len(ranked) < 2 or ranked[0] < _STANDS_OUT * ranked[1]:
            return None
        return max(self.times, key=self.times.__getitem__)

    def seen(self, sentence: int, entities: Iterable[str]) -> "Memory":
        """Return a memory that also knows that a sentence names these organisations."""
        now = dict.fromkeys(entities, sentence)
        if not now:
            return self
        before = {entity: number for entity, number in self.said.items() if entity not in now}
        times = {**self.times, **{entity: self.times.get(entity, 0) + 1 for entity in now}}
        return self._replace(said=before | now, times=times)

    def described(self, entity: str, words: Iterable[str]) -> "Memory":
        """Return a memory that also knows by what words an organisation was described."""
        known = self.words.get(entity, frozenset()) | frozenset(words)
        if self.words.get(entity) == known:
            return self
        return self._replace(words={**self.words, entity: known})

    def lately(self, sentence: int) -> list[str]:
        """Return the organisations named in the last sentences, the latest first, each once."""
        return [entity for entity, number in reversed(tuple(self.said.items())) if sentence - number <= REACH]


def open_memory(sentence: int, words: Iterable[str], said: Iterable[str], here: Collection[str]) -> Memory:
    """Return a memory by which whoever a sentence means without a name is anybody that was named before.

    `words` are those by which the sentence may describe him, `said` the organisations named before it, `here`
    those that it names itself. Where no other was named, nobody is meant.

    >>> open_memory(3, (), ["Auchan", "Orange"], ["Orange"]).topic, open_memory(3, (), [], []).topic
    (('anybody',), ())
    """
    named = dict.fromkeys(said, sentence - 1)
    others = named.keys() - here
    if not others:
        return Memory(said=named)
    anybody = (ANYBODY,)
    both = (ANYBODY, ANYBODY_ELSE) if len(others) > 1 else ()
    return Memory(
        said={**named, ANYBODY: sentence - 1},
        words={ANYBODY: frozenset(words)},
        topic=anybody,
        lead=anybody,
        pair=(sentence - 1, both),
        listed=both,
        place=anybody,
        two=both,
    )
