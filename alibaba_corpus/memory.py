"""Memory: what an article has said so far, by which the next sentence is understood."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

REACH = 6  # sentences back in which an organisation that is not named is looked for


@dataclass(frozen=True, slots=True)
class Memory:
    """What an article has said so far, as the reader of the next sentence knows it.

    recent: the organisations named, each with its sentence; words: by what words each was described; topic:
    whom the last sentence was about; pair: the two that dealt last, with the sentence; listed: the last
    enumeration; place: where the last deal took place, which « y » means.
    """

    recent: tuple[tuple[int, str], ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    topic: tuple[str, ...] = ()
    pair: tuple[int, tuple[str, ...]] = (-99, ())
    listed: tuple[str, ...] = ()
    place: tuple[str, ...] = ()

    def seen(self, sentence: int, entities: Iterable[str]) -> "Memory":
        """Return a memory that also knows that a sentence names these organisations."""
        return replace(self, recent=(*self.recent, *((sentence, entity) for entity in entities)))

    def described(self, entity: str, words: Iterable[str]) -> "Memory":
        """Return a memory that also knows by what words an organisation was described."""
        known = self.words.get(entity, frozenset()) | frozenset(words)
        return replace(self, words={**self.words, entity: known})

    def lately(self, sentence: int) -> list[str]:
        """Return the organisations named in the last sentences, the latest first, each once."""
        near = [entity for number, entity in self.recent if sentence - number <= REACH]
        return list(dict.fromkeys(reversed(near)))
