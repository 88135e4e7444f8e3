"""Who is told of at a place of a text: a name, an office, a body or a document."""

import re
from dataclasses import dataclass

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import nationalities, opens_with_first_name
from alibaba_corpus.mentions import Mention
from alibaba_corpus.narration import Narration
from alibaba_corpus.roles import bare_role, cut_role, is_office, phrase_end, role_of
from alibaba_corpus.speech import UPPER, speech_words, turn

# a name of one word, right behind a verb: "peste Yamina"
_LONE = re.compile(rf"[{UPPER}][^\W\d_]+(?:-[{UPPER}][^\W\d_]+)?(?![\w'’]|[ \u00a0][{UPPER}])")
_GAP = re.compile(r"[\s,;–—-]*")
_ASIDE = re.compile(r"\s?\([^()\n]{1,30}\)")
_CLOSES = ("", ",", ".", ";", ":", ")", "\n", "!", "?")


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks: by name, by role, or both."""

    name: str | None
    role: str | None


def past_gap(text: str, start: int, end: int) -> int:
    """Return where words begin behind spaces, commas and dashes.

    >>> past_gap(", – dit-il", 0, 10)
    4
    """
    gap = _GAP.match(text, start, end)
    return gap.end() if gap else start


# ------------------------------------------------------------------------------------------ by name


def speaker_named(page: Narration, name: Mention, low: int | None = None) -> Speaker:
    """Return whom a mention stands for, with the role beside it, not before `low`.

    >>> from alibaba_corpus.narration import read_narration
    >>> names = [Mention(0, 12, 21, "Jean Mons", "Jean Mons", "person")]
    >>> speaker_named(read_narration("Le ministre Jean Mons part.", (), names), names[0])
    Speaker(name='Jean Mons', role='ministre')
    """
    return Speaker(name.entity, role_of(page.text, name.start, name.end, low))


def speaker_in_full(page: Narration, person: Mention, low: int | None = None) -> Speaker:
    """Return whom a mention stands for, with the longer name that goes on behind a lone first one.

    >>> from alibaba_corpus.narration import read_narration
    >>> names = [Mention(0, 0, 3, "Léa", "Léa", "person")]
    >>> speaker_in_full(read_narration("Léa Morin part.", (), names), names[0])
    Speaker(name='Léa Morin', role=None)
    """
    told = speaker_named(page, person, low)
    is_whole = " " in person.entity or person.entity != person.text
    longer = None if is_whole else turn("full_name").match(page.text, person.start)
    return Speaker(longer.group(), told.role) if longer else told


def lone_name(page: Narration, start: int, end: int) -> Speaker | None:
    """Read "Yamina, mère de famille": a name of one word, and the role behind it.

    >>> from alibaba_corpus.narration import read_narration
    >>> lone_name(read_narration("Yamina, mère de famille, part.", (), ()), 0, 30)
    Speaker(name='Yamina', role='mère de famille')
    """
    name = _LONE.match(page.text, start, end)
    return Speaker(name[0], role_of(page.text, *name.span(), start)) if name else None


def lone_names(page: Narration, start: int, end: int) -> list[re.Match[str]]:
    """Return the first names that stand alone in a stretch.

    >>> from alibaba_corpus.narration import read_narration
    >>> [name[0] for name in lone_names(read_narration("Inès et Léa Morin partent.", (), ()), 0, 26)]
    ['Inès']
    """
    names = _LONE.finditer(page.blanked, start, end)
    return [name for name in names if opens_with_first_name(name[0])]


def plainly_named(page: Narration, start: int, end: int) -> Speaker | None:
    """Read a name that no mention stands for: behind a title, or opened by a first name.

    >>> from alibaba_corpus.narration import read_narration
    >>> plainly_named(read_narration("Hier, Mme Le Goff a souri.", (), ()), 0, 26)
    Speaker(name='Le Goff', role=None)
    """
    titled = [match.start() for match in turn("titled").finditer(page.blanked, start, end)]
    if titled:
        return _titled(page, titled[-1], end)
    names = [
        match
        for match in turn("full_name").finditer(page.blanked, start, end)
        if opens_with_first_name(match.group()) and not page.asks(match.start())
    ]
    if not names:
        return _lone_with_role(page, start, end)
    return Speaker(names[-1].group(), role_of(page.text, *names[-1].span()))


def _lone_with_role(page: Narration, start: int, end: int) -> Speaker | None:
    """Read "Inès, infirmière, est fatiguée :": a first name alone, with what she is behind it."""
    told = (lone_name(page, name.start(), end) for name in lone_names(page, start, end))
    return next((speaker for speaker in told if speaker and speaker.role), None)


def _titled(page: Narration, start: int, end: int) -> Speaker | None:
    """Read "M. Morin", and give him the first name that the text has for him alone."""
    match = turn("titled").match(page.blanked, start, end)
    if not match:
        return None
    name = match["name"]
    full = {person.entity for person in page.people if person.entity.endswith(f" {name}")}
    return Speaker(full.pop() if len(full) == 1 else name, role_of(page.text, *match.span(), start))


# --------------------------------------------------------------------------------- by what they are


def office(page: Narration, start: int, end: int) -> Speaker | None:
    """Read a speaker who is told by an office alone: "la juge", "le maire de Brest".

    >>> from alibaba_corpus.narration import read_narration
    >>> office(read_narration("le maire de Brest, agacé", (), ()), 0, 24)
    Speaker(name=None, role='le maire de Brest')
    """
    if not turn("office").match(page.text, start, end):
        return None
    phrase = page.text[start : phrase_end(page.text, start, end)]
    role = cut_role(re.split(r"[.!?]", phrase)[0])
    return Speaker(None, role) if is_office(role) else None


def body_behind(phrase: str) -> Speaker | None:
    """Read a body without a name behind a clause.

    >>> body_behind("Interrogée lundi, la préfecture de police")
    Speaker(name=None, role='la préfecture de police')
    """
    told = cut_role(phrase[phrase.rfind(", ") + 2 :])
    return Speaker(None, told) if turn("body").match(told) and len(told.split()) <= 8 else None


def document(page: Narration, at: int, noun: str) -> Speaker:
    """Name a document; "le texte" after a press release is the release.

    >>> from alibaba_corpus.narration import read_narration
    >>> text = "Un communiqué est sorti. Le texte est net."
    >>> document(read_narration(text, (), ()), 25, "texte")
    Speaker(name='communiqué', role=None)
    """
    release = str(read_knowledge("speech")["release"])
    told = noun in speech_words("same_as_release") and release in page.blanked[max(0, at - 5_000) : at]
    return Speaker(release if told else noun, None)


def speaker_in_phrase(page: Narration, start: int, end: int) -> Speaker | None:
    """Read the speaker of a phrase in which no person is named: a document, an organisation, an office.

    >>> from alibaba_corpus.narration import read_narration
    >>> speaker_in_phrase(read_narration("dans le rapport", (), ()), 0, 15)
    Speaker(name='rapport', role=None)
    >>> speaker_in_phrase(read_narration("l'Office des ports", (), ()), 0, 18)
    Speaker(name='Office des ports', role=None)
    """
    phrase = cut_role(page.text[start:end])
    written = turn("document").match(phrase)
    if written:
        return document(page, start, written[1])
    organisation = page.organisation_at(start, start + 1)
    if organisation:
        return speaker_named(page, organisation, start)
    name = None if page.organisation_at(start, end) else turn("full_name").match(phrase)
    if name:
        return Speaker(name.group(), None)
    body = turn("named_body").match(phrase)  # "l'Office des ports"
    if body and not _is_inhabitant(body["name"], body["first"]) and not turn("role").match(phrase):
        return Speaker(body["name"], None)
    if told := lone_name(page, start, end) or (_inhabitant(page, start, body["name"]) if body else None):
        return told
    several = len(phrase.split()) > 1 or "'" in phrase or "’" in phrase
    return Speaker(None, phrase) if several and turn("determiner").match(phrase) else None


def _is_inhabitant(name: str, word: str) -> bool:
    """Tell "le Palois" from the name of a body, by the whole name and a word of it."""
    return word.lower() in nationalities() or turn("inhabitant").fullmatch(name) is not None


def _inhabitant(page: Narration, at: int, name: str) -> Speaker | None:
    """Read "raconte le Palois": the one person that the paragraph has told so far."""
    if not _is_inhabitant(name, name):
        return None
    near = {person.entity for person in page.subjects(page.people, page.paragraph_start(at), at)}
    return Speaker(near.pop(), None) if len(near) == 1 else None


# ------------------------------------------------------------------------------- whoever is told of


def speaker_from(page: Narration, start: int, end: int) -> Speaker | None:
    """Read the speaker told from `start` on: a name, a role, an organisation or a document.

    >>> from alibaba_corpus.narration import read_narration
    >>> speaker_from(read_narration(" jeudi le maire de Brest.", (), ()), 0, 25)
    Speaker(name=None, role='le maire de Brest')
    """
    start = _past_fillers(page, start, end)
    if titled := _titled(page, start, end):
        return titled
    stop = phrase_end(page.blanked, start, end)
    person = page.person_at(start, stop)
    if person and _is_complement(page, start, person):
        return speaker_in_phrase(page, start, stop)
    if person:
        return speaker_in_full(page, person, start)
    if turn("outlet").match(page.blanked, start, stop):  # "à la radio le maire de Brest"
        start = _office_within(page, start, stop)
    is_role = turn("role").match(page.text, start, stop) is not None
    if is_role and (behind := _name_behind(page, stop, end)):
        return Speaker(behind, bare_role(page.text[start:stop]))
    manner = not is_role and page.text.startswith(", ", stop)  # ", un brin agacé, le maire"
    return (office(page, stop + 2, end) if manner else None) or speaker_in_phrase(page, start, stop)


def _past_fillers(page: Narration, start: int, end: int) -> int:
    """Return where the speaker is told, behind "jeudi" or "à l'Agence des ports (ADP), "."""
    while filler := turn("filler").match(page.blanked, start, end):
        start = filler.end()
    start = past_gap(page.blanked, start, end)
    asked = turn("asked_by").match(page.blanked, start, end)
    return asked.end() if asked and not page.person_at(*asked.span()) else start


def _is_complement(page: Narration, start: int, person: Mention) -> bool:
    """Tell "la porte-parole de A" from "le ministre A"."""
    lead = page.text[start : person.start]
    return turn("role").match(lead) is not None and turn("complement").search(lead) is not None


def _office_within(page: Narration, start: int, end: int) -> int:
    """Return where an office begins in a phrase that opens otherwise, else where the phrase does."""
    articles = turn("office_within").finditer(page.text, start, end)
    offices = (found.end() for found in articles if turn("role").match(page.text, found.end(), end))
    return next(offices, start)


def _name_behind(page: Narration, stop: int, end: int) -> str | None:
    """Return the name behind the phrase of a role: "le leader du syndicat (majoritaire), A"."""
    aside = _ASIDE.match(page.text, stop, end)
    after = aside.end() if aside else stop
    if person := page.person_at(after, min(after + 3, end)):
        return person.entity
    name = turn("full_name").match(page.text, after + 2, end) if page.text.startswith(", ", after) else None
    return name.group() if name and page.text[name.end() : name.end() + 1] in _CLOSES else None
