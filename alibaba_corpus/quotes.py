"""Direct quotations with their speakers."""

from collections.abc import Sequence
from dataclasses import dataclass

from alibaba_corpus.antecedents import Last, speaker_beside
from alibaba_corpus.attribution import attribute, is_said
from alibaba_corpus.mentions import Mention
from alibaba_corpus.narration import Narration, read_narration
from alibaba_corpus.quotation_marks import (
    Span,
    is_long,
    is_quotation,
    may_be_quotation,
    names_a_work,
    quoted_spans,
)
from alibaba_corpus.roles import role_of
from alibaba_corpus.sentences import Sentence, split_sentences
from alibaba_corpus.speakers import Speaker


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: offsets and text of the words inside the marks, who speaks, and in what role."""

    start: int
    end: int
    text: str
    speaker: str | None
    speaker_role: str | None


def find_quotes(text: str, mentions: Sequence[Mention]) -> tuple[Quote, ...]:
    """Return the direct quotations in `text` with speaker and role where the text gives them.

    Words between marks are a quotation when there are three of them at least and they hold a clause (a
    pronoun or a common finite verb), are followed by a verb of speech and its subject, or are brought in by
    one with a colon or "que"; or when they are a phrase of eight words, of five where it opens with an
    infinitive. Others ("petites entreprises", « ambassade », the name of a film) are held at a distance.
    A quotation without its own speaker that goes on in the same paragraph keeps the speaker before it.
    The speaker is a person's or an organisation's entity, "communiqué" or another document, or None.

    >>> from alibaba_corpus.mentions import Mention
    >>> text = "« C'est un bon accord », a déclaré Léa Morin, directrice du port."
    >>> (quote,) = find_quotes(text, [Mention(0, 35, 44, "Léa Morin", "Léa Morin", "person")])
    >>> quote.text, quote.speaker, quote.speaker_role
    ("C'est un bon accord", 'Léa Morin', 'directrice du port')
    """
    spans = quoted_spans(text)
    if not spans:
        return ()
    page = read_narration(text, spans, mentions)
    sentences = split_sentences(page.blanked)
    found: list[Quote] = []
    voices: set[Speaker] = set()
    at, last = 0, None
    for span in spans:
        words = text[span.start : span.end]
        if not may_be_quotation(words):
            continue
        while at + 1 < len(sentences) and sentences[at].end <= span.start:
            at += 1
        speaker, attributed = attribute(page, span, sentences, at, last) if sentences else (None, False)
        attributed = attributed or is_said(page, span)
        if not is_quotation(words, attributed=attributed):
            continue
        if not attributed and names_a_work(text, span):
            continue
        if speaker is None and sentences and _stands_alone(page, span, sentences[at]):
            goes_on = last and "\n" not in text[last.end : span.start]
            speaker = last.speaker if last and goes_on else speaker_beside(page, span, sentences, at)
            speaker = speaker or (_only_voice(voices) if is_long(words) else None)
        last = Last(span.outer_end, speaker) if speaker else None
        quote = _quote(page, span, speaker)
        voices |= _voice(quote)
        found.append(quote)
    return tuple(found)


def _quote(page: Narration, span: Span, speaker: Speaker | None) -> Quote:
    name, role = (speaker.name, speaker.role) if speaker else (None, None)
    role = role or (_role_elsewhere(page, name) if name else None)
    return Quote(span.start, span.end, page.text[span.start : span.end], name, role)


def _role_elsewhere(page: Narration, name: str) -> str | None:
    """Return the role that the text gives a person beside another mention of the name."""
    named = (person for person in page.people if person.entity == name)
    return next((role for one in named if (role := role_of(page.text, one.start, one.end))), None)


def _voice(quote: Quote) -> set[Speaker]:
    """Return who speaks in a quotation: by name, by role where there is none, or nobody told."""
    if quote.speaker:
        return {Speaker(quote.speaker, None)}
    return {Speaker(None, quote.speaker_role)} if quote.speaker_role else set()


def _only_voice(voices: set[Speaker]) -> Speaker | None:
    """Return who says all quotations so far, when it is one with a name."""
    named = [voice for voice in voices if voice.name]
    return named[0] if len(voices) == len(named) == 1 else None


def _stands_alone(page: Narration, span: Span, sentence: Sentence) -> bool:
    """Tell a sentence that is nothing but the quotation."""
    rest = page.blanked[sentence.start : span.outer_start] + page.blanked[span.outer_end : sentence.end]
    return not rest.strip(' \u00a0\u202f.!?…»«"”“')
