"""Who says a quotation, by what its sentence has behind it, before it, below it or within its marks."""

import re
from collections.abc import Sequence

from alibaba_corpus.antecedents import Last, last_person, latter, speaker_meant
from alibaba_corpus.narration import Narration
from alibaba_corpus.quotation_marks import Span
from alibaba_corpus.roles import REACH, bare_role, cut_role, phrase_end
from alibaba_corpus.sentences import Sentence
from alibaba_corpus.speakers import (
    Speaker,
    body_behind,
    document,
    lone_name,
    office,
    past_gap,
    plainly_named,
    speaker_from,
    speaker_in_full,
    speaker_in_phrase,
    speaker_named,
)
from alibaba_corpus.speech import (
    finite_verbs,
    infinitives,
    is_speech_verb,
    speech_verbs,
    speech_words,
    turn,
    verb_end,
    words_in,
)

_COMMA = re.compile(r"\s?,\s")
_COMMA_OR_MARK = re.compile(r"[«“\"]|,\s")
_ASIDE_OPENS = re.compile(r"(?:[,?!]|\s[–—-])\s")
_BRACKET = re.compile(r"[.\s]?\s?\(")
_SMALL_WORD_LAST = re.compile(r"([a-zà-ÿ]+)\s$")


def attribute(
    page: Narration, span: Span, sentences: Sequence[Sentence], at: int, last: Last | None
) -> tuple[Speaker | None, bool]:
    """Return who says a quotation, and whether the words are brought in as speech at all.

    `at` is the number of the sentence it stands in. A verb behind it brings words in, or a colon before.

    >>> from alibaba_corpus.narration import read_narration
    >>> from alibaba_corpus.sentences import split_sentences
    >>> page = read_narration("« Enfin », dit le maire.", (), ())
    >>> attribute(page, Span(0, 2, 7, 9), split_sentences(page.blanked), 0, None)
    (Speaker(name=None, role='le maire'), True)
    """
    sentence = sentences[at]
    start, end = min(sentence.start, span.outer_start), max(sentence.end, span.outer_end)
    if at and not page.blanked[start : span.outer_start].strip() and sentences[at - 1].text.endswith(":"):
        start = sentences[at - 1].start
    start, end = max(start, span.outer_start - 2 * REACH), min(end, span.outer_end + 2 * REACH)
    behind = _after(page, span, end, last) or _beneath(page, span)
    if behind:
        return behind, True
    head = page.blanked[start : span.outer_start]
    led_in = turn("led_in").search(head) is not None
    announced = led_in and any(is_speech_verb(head, word) for word in words_in(head))
    if (
        last
        and start <= last.end
        and not turn("other_speaker").search(page.blanked[last.end : span.outer_start])
    ):
        return last.speaker, announced
    later = _later(page, span, end, last)
    if later and not led_in:
        return later, True
    speaker = _before(page, start, span, last) or _inside(page, span) or _named_inside(page, span)
    return (speaker, announced) if speaker else (later, announced or later is not None)


# ------------------------------------------------------------------------------------------- behind


def _after(page: Narration, span: Span, end: int, last: Last | None) -> Speaker | None:
    """Read "..., a déclaré X, directeur de Y" or "..., selon X"."""
    start = past_gap(page.blanked, span.outer_end, end)
    if turn("according_first").match(page.blanked, start, end):
        return _according(page, start, end)
    verb = verb_end(page.blanked, start, end) or _infinitive_end(page, span, start, end)
    if verb and verb[1] == "on":
        return _written(page, verb[0], end)
    if verb and (pronoun := verb[1] or latter(page, verb[0], end)):
        return speaker_meant(page, span, last, pronoun)
    if verb:
        return speaker_from(page, verb[0], end)
    return _subject_first(page, start, end) or _behind_any_verb(page, span, start, end)


def _according(page: Narration, start: int, end: int) -> Speaker | None:
    """Read "selon X"; "pour X" only where X has a name ("pour sa part" speaks of nobody)."""
    match = turn("according_within").search(page.blanked[start:end])
    speaker = speaker_from(page, start + match.end(), end) if match else None
    wants_name = match is not None and match["source"].lower() in speech_words("according_to_a_name")
    return speaker if speaker and (speaker.name or not wants_name) else None


def _infinitive_end(page: Narration, span: Span, start: int, end: int) -> tuple[int, str] | None:
    """Read "..., de dire X" as "..., dit X", behind a comma."""
    said = turn("said_so").match(page.blanked, start, end)
    comma = "," in page.text[span.end : start]
    return (said.end(), "") if said and comma and said["verb"] in infinitives() else None


def _written(page: Narration, start: int, end: int) -> Speaker:
    """Read "lit-on dans le communiqué"; "dit-on" alone names nobody."""
    start = past_gap(page.blanked, start, end)
    told = None
    if turn("in_document").match(page.blanked, start):
        told = speaker_in_phrase(page, start, phrase_end(page.blanked, start, end))
    return told or Speaker(None, None)


def _subject_first(page: Narration, start: int, end: int) -> Speaker | None:
    """Read the English order: "...", X said."""
    person = page.person_at(start, start + 1)
    verb = next(iter(words_in(page.blanked, person.end, end)), None) if person else None
    return Speaker(person.entity, None) if person and verb and verb[0] in speech_words("forms") else None


def _behind_any_verb(page: Narration, span: Span, start: int, end: int) -> Speaker | None:
    """Read "..., gronde X": behind a quotation and a comma any small word may be the verb before a name."""
    comma = _COMMA.match(page.blanked, span.outer_end, end)
    verb = turn("any_verb").match(page.blanked, start, end) if comma else None
    if not verb:
        return None
    person = page.person_at(verb.end(), verb.end() + 1)
    return speaker_named(page, person) if person else office(page, verb.end(), end)


def _later(page: Narration, span: Span, end: int, last: Last | None) -> Speaker | None:
    """Read "Le port « est prêt » pour l'été, assure le maire": an attribution that some words delay."""
    for comma in _COMMA_OR_MARK.finditer(page.blanked, span.outer_end, end):
        if not comma.group().startswith(","):
            return None
        verb = verb_end(page.blanked, comma.end(), end)
        if verb and verb[1] in ("il", "elle"):
            return speaker_meant(page, span, last, verb[1])
        if verb and not verb[1] and (speaker := speaker_from(page, verb[0], end)):
            return speaker
    return None


def is_said(page: Narration, span: Span) -> bool:
    """Tell "..., dit-elle" behind words, whoever she is.

    >>> from alibaba_corpus.narration import read_narration
    >>> is_said(read_narration("« Enfin », dit-elle.", (), ()), Span(0, 2, 7, 9))
    True
    """
    end = len(page.blanked)
    start = past_gap(page.blanked, span.outer_end, end)
    verb = verb_end(page.blanked, start, min(start + REACH, end))
    return verb is not None and bool(verb[1])


# -------------------------------------------------------------------------------------------- below


def _beneath(page: Narration, span: Span) -> Speaker | None:
    """Read who signs a quotation that is a whole sentence, or is told of behind it."""
    return _bracketed(page, span) or _signature(page, span) or _told_below(page, span)


def _bracketed(page: Narration, span: Span) -> Speaker | None:
    """Read the name in brackets behind a sentence: « Nous restons ! » (Léa Morin, directrice du port)."""
    bracket = _BRACKET.match(page.text, span.outer_end, span.outer_end + 3)
    quoted = page.text[span.start : span.end].strip()
    if not bracket or not quoted.endswith((".", "!", "?", "…")) or len(quoted.split()) < 4:
        return None
    person = page.person_at(bracket.end(), bracket.end() + 1)
    closes = person and page.text[person.end : person.end + 1] in (",", ")")
    return speaker_named(page, person) if person and closes else None


def _signature(page: Narration, span: Span) -> Speaker | None:
    """Read the line below a quotation that stands alone: "– Léa Morin, directrice du port"."""
    match = (
        turn("signed").match(page.text, span.outer_end) if page.opens_paragraph(span.outer_start) else None
    )
    if not match:
        return None
    role = bare_role(match["role"], behind_name=True) if match["role"] else None
    return Speaker(match["name"], role) if match["dash"] or match["inline"] or role else None


def _told_below(page: Narration, span: Span) -> Speaker | None:
    """Read what follows a quotation that stands alone: "C'est en ces termes que le maire a réagi"."""
    match = turn("below").match(page.blanked, span.outer_end)
    if not match:
        return None
    person = page.person_at(match.end(), match.end() + 1)
    if person:
        return speaker_named(page, person)
    end = match.end() + REACH
    return office(page, match.end(), end) or lone_name(page, match.end(), end)


# ------------------------------------------------------------------------------------------- before


def _before(page: Narration, start: int, span: Span, last: Last | None) -> Speaker | None:
    """Read "X a estimé que ..." and "Selon X, ..."."""
    head = page.blanked[start : span.outer_start]
    if speaker := _according(page, start, span.outer_start):
        return speaker
    for aside in turn("inverted_aside").finditer(head):
        if aside["verb"] in finite_verbs():  # "Pour lui, estime-t-elle, c'est « ... »"
            return speaker_meant(page, span, last, aside["who"])
    verbs = speech_verbs(head)
    announced = head.rstrip().endswith(":")
    if not verbs and not announced:
        return None
    if announced and verbs and (speaker := _inverted(page, start, verbs[-1], span)):
        return speaker
    subject_end = start + (verbs[-1].start() if verbs else len(head))
    speaker = _subject_before(page, start, subject_end, span)
    told = verbs or not speaker or speaker.name or turn("role").match(speaker.role or "")
    return speaker if told else None  # "Un résultat inattendu : « ... »"


def _inverted(page: Narration, start: int, verb: re.Match[str], span: Span) -> Speaker | None:
    """Read "..., relate le syndicaliste : « ... »": a verb behind a comma, its subject behind it."""
    if not turn("verb_behind_comma").search(verb.string[: verb.start()]):
        return None
    begin = start + verb.end() + 1
    person = page.person_at(begin, span.outer_start)
    if person:
        return speaker_named(page, person, begin)
    return office(page, begin, span.outer_start) or lone_name(page, begin, span.outer_start)


def _subject_before(page: Narration, start: int, end: int, span: Span) -> Speaker | None:
    people = page.subjects(page.people, start, end)
    if people:
        return speaker_named(page, people[-1])
    if named := plainly_named(page, start, end):
        return named
    head = page.blanked[start:end].strip()
    if turn("somebody_told").search(head):
        return last_person(page, start)
    written = turn("document_first").match(head)
    if written:
        return document(page, start, written[1])
    organisations = page.subjects(page.organisations, start, end)
    if organisations:
        return Speaker(organisations[-1].entity, None)
    return _phrase_before(page, start, end, span)


def _phrase_before(page: Narration, start: int, end: int, span: Span) -> Speaker | None:
    """Read a subject without a name: "Le maire", "À la barre, la présidente", "Et le maire d'ajouter"."""
    told = turn("have_aside").sub(r" \g<auxiliary>", page.text[start:end].strip())
    told = turn("have_last").sub("", told)
    told = turn("and_to_say").sub(r"\g<subject>", told)
    pronoun = turn("says_it").search(told)  # « Le maire l'assure : »
    if pronoun and pronoun[1] in finite_verbs():
        told = told[: pronoun.start()]
    phrase = cut_role(told)
    if turn("subject").match(phrase) and len(phrase.split()) <= 12 and span.start > end:
        return Speaker(None, phrase)
    comma = page.text.rfind(", ", start, start + len(told))
    if comma < 0:
        return None
    return office(page, comma + 2, start + len(told)) or body_behind(told)


# ----------------------------------------------------------------------------------- within the marks


def _inside(page: Narration, span: Span) -> Speaker | None:
    """Read a speaker named in an aside within the marks: « Nous restons, a ajouté X. »"""
    for comma in _ASIDE_OPENS.finditer(page.text, span.start, span.end):
        start = comma.end()
        verb = verb_end(page.text, start, span.end)
        if not verb or verb[1]:
            continue
        behind = verb[0] + 1
        person = page.person_at(start, start + REACH)
        if person and person.start - verb[0] < 60 and person.end <= span.end:
            return speaker_in_full(page, person, behind)
        if told := office(page, behind, span.end) or lone_name(page, behind, span.end):
            return told
    return None


def _named_inside(page: Narration, span: Span) -> Speaker | None:
    """Read a speaker right behind a verb of speech within the marks, where the comma was left out."""
    for person in page.people_in(span.start, span.end):
        verb = _SMALL_WORD_LAST.search(page.text[span.start : person.start])
        if verb and verb[1] in finite_verbs():
            return speaker_in_full(page, person)
    return None
