"""What is told around quotations: a text with its speech blanked, and the names in it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from alibaba_corpus.mentions import Mention
from alibaba_corpus.quotation_marks import Span, blank_quoted
from alibaba_corpus.speech import turn

_SENTENCE_ENDS = (". ", "! ", "? ", "\n")


@dataclass(frozen=True, slots=True)
class Narration:
    """A text, the same with its speech blanked, and its people and organisations by where they begin."""

    text: str
    blanked: str
    people: tuple[Mention, ...]
    organisations: tuple[Mention, ...]

    def people_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the people whose names begin in a stretch."""
        return _between(self.people, start, end)

    def person_at(self, start: int, end: int) -> Mention | None:
        """Return the first person named in a stretch."""
        return next(iter(_between(self.people, start, end)), None)

    def organisation_at(self, start: int, end: int) -> Mention | None:
        """Return the first organisation named in a stretch."""
        return next(iter(_between(self.organisations, start, end)), None)

    def subjects(self, names: Sequence[Mention], start: int, end: int) -> list[Mention]:
        """Return those of its people or organisations that may be the subject of a stretch."""
        return [name for name in _between(names, start, end) if not self.asks(name.start)]

    def asks(self, at: int) -> bool:
        """Tell whoever asks from who answers: "interrogé par A, B a dit"."""
        return turn("asked").search(self.blanked[max(0, at - 24) : at]) is not None

    def paragraph_start(self, at: int) -> int:
        """Return where the paragraph of a place begins."""
        return self.text.rfind("\n", 0, at) + 1

    def opens_paragraph(self, at: int) -> bool:
        """Tell whether nothing stands before a place in its paragraph."""
        return not self.text[self.paragraph_start(at) : at].strip()

    def sentence_start(self, at: int) -> int:
        """Return where the sentence begins that a place stands in, or ends at."""
        ends = ((self.blanked.rfind(end, 0, at), len(end)) for end in _SENTENCE_ENDS)
        return max((found + length for found, length in ends if found >= 0), default=0)

    def sentence_before(self, at: int) -> tuple[int, int]:
        """Return where the sentence before a place begins and ends."""
        end = len(self.blanked[:at].rstrip())
        return self.sentence_start(end), end


def _between(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    first, stop = (bisect_left(mentions, at, key=lambda mention: mention.start) for at in (start, end))
    return mentions[first:stop]


def read_narration(text: str, spans: Sequence[Span], mentions: Sequence[Mention]) -> Narration:
    """Return a text with its speech blanked and its names in order.

    >>> read_narration("Léa Morin part.", (), [Mention(0, 0, 9, "Léa Morin", "Léa Morin", "person")]).people
    (Mention(sentence=0, start=0, end=9, text='Léa Morin', entity='Léa Morin', kind='person'),)
    """
    ordered = sorted(mentions, key=lambda mention: mention.start)
    return Narration(
        text,
        blank_quoted(text, spans),
        tuple(mention for mention in ordered if mention.kind == "person"),
        tuple(mention for mention in ordered if mention.kind == "organisation"),
    )
