"""Who is meant without being told at the quotation: by a pronoun, or by the sentence beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import places
from alibaba_corpus.mentions import Mention
from alibaba_corpus.narration import Narration
from alibaba_corpus.quotation_marks import LONGEST, Span
from alibaba_corpus.roles import REACH, bare_role, cut_role, is_office, role_of
from alibaba_corpus.sentences import Sentence
from alibaba_corpus.speakers import Speaker, lone_name, lone_names, plainly_named, speaker_named
from alibaba_corpus.speech import finite_verbs, speech_words, turn, words_in


@dataclass(frozen=True, slots=True)
class Last:
    """The quotation before, where it ends, and who speaks in it."""

    end: int
    speaker: Speaker


def latter(page: Narration, start: int, end: int) -> str:
    """Return the pronoun that "ce dernier" or "celle-ci" stands for behind a verb, "" for other words.

    >>> from alibaba_corpus.narration import read_narration
    >>> latter(read_narration("assure cette dernière", (), ()), 6, 21)
    'elle'
    """
    said = turn("latter").match(page.blanked, start, end)
    return ("il" if said["he"] else "elle") if said else ""


def speaker_meant(page: Narration, span: Span, last: Last | None, pronoun: str) -> Speaker | None:
    """Return whom "assure-t-elle" means: who spoke before, unless somebody was named since.

    >>> from alibaba_corpus.narration import read_narration
    >>> page = read_narration("La gérante a souri. « Enfin », dit-elle.", (), ())
    >>> speaker_meant(page, Span(20, 22, 27, 29), None, "elle")
    Speaker(name=None, role='La gérante')
    """
    near = last is not None and span.outer_start - last.end < LONGEST
    if last and near and not page.person_at(last.end, span.outer_start):
        speaker: Speaker | None = last.speaker
    else:
        speaker = last_person(page, span.outer_start)
    if speaker and not _differs(speaker, pronoun):
        return speaker
    told = _opening_office(page, *page.sentence_before(span.outer_start))
    if told and not _differs(told, pronoun):
        return told
    return Speaker(None, None) if speaker else None


def _differs(speaker: Speaker, pronoun: str) -> bool:
    """Tell whether the role of a speaker has another gender than the pronoun."""
    opening = turn("role").match(speaker.role or "")
    if not opening:
        return False
    words = opening.group().lower().split()
    masculines, feminines = _gendered()
    feminine = words[0] in speech_words("feminine_articles") or words[-1] in feminines
    masculine = words[0] in speech_words("masculine_articles") or words[-1] in masculines
    return feminine if pronoun == "il" else masculine and not feminine


@cache
def _gendered() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns of roles that have a feminine beside them, and these feminines."""
    roles = speech_words("roles")
    pairs = {
        (noun, noun.removesuffix(ending) + feminine)
        for noun in roles
        for ending, feminine in read_knowledge("speech")["feminine_endings"]
        if noun.endswith(ending) and noun.removesuffix(ending) + feminine in roles
    }
    return frozenset(one for one, _ in pairs), frozenset(other for _, other in pairs)


def last_person(page: Narration, before: int) -> Speaker | None:
    """Return whom a pronoun may mean: the holder of the office told last, or who was named last.

    >>> from alibaba_corpus.narration import read_narration
    >>> last_person(read_narration("Hier, Mme Le Goff a souri. Elle part.", (), ()), 27)
    Speaker(name='Le Goff', role=None)
    """
    if holder := _holder(page, before):
        return holder
    near = page.subjects(page.people, max(0, before - 1_000), before)
    if near:
        begins = page.sentence_start(near[-1].start)
        return speaker_named(page, next(name for name in near if name.start >= begins))
    return plainly_named(page, max(0, before - REACH), before) or _first_name(page, before)


def _holder(page: Narration, before: int) -> Speaker | None:
    """Return the one person of the office that opens the sentence before: "Le ministre ne croit pas ..."."""
    opening = turn("role").match(page.blanked, *page.sentence_before(before))
    if not opening:
        return None
    noun = opening.group().lower().replace("’", "'").split()[-1].split("'")[-1]
    roles = {
        person.entity: role
        for person in page.people_in(0, before)
        if (role := role_of(page.text, person.start, person.end))
    }
    holders = [name for name, role in roles.items() if noun in role.lower().split()[:2]]
    return Speaker(holders[0], roles[holders[0]]) if len(holders) == 1 else None


def _first_name(page: Narration, before: int) -> Speaker | None:
    """Return the first name last told alone: "... comme Samia. La jeune fille part, dit-elle"."""
    names = [name for name in lone_names(page, max(0, before - 500), before) if name[0] not in places()]
    return lone_name(page, names[-1].start(), before) if names else None


def _opening_office(page: Narration, start: int, end: int) -> Speaker | None:
    """Return the office that is the subject of a sentence: "La gérante s'inquiète."."""
    role = _before_verb(cut_role(page.text[start:end]))
    return Speaker(None, role) if is_office(role) else None


def _before_verb(phrase: str) -> str:
    """Cut a subject from its verb: "Un habitant du port s'inquiète"."""
    verbs = (w.start() for w in words_in(phrase) if w.start() and w.group().lower() in finite_verbs())
    return turn("verb_clitic").split(phrase[: next(verbs, len(phrase))])[0].strip()


# ------------------------------------------------------------------------- the sentence beside


def speaker_beside(page: Narration, span: Span, sentences: Sequence[Sentence], at: int) -> Speaker | None:
    """Return the subject of the sentence beside a quotation that stands alone, in its paragraph.

    Behind one that opens the paragraph: "« ... » Paul Roy, président du port, n'en revient pas"; else before.

    >>> from alibaba_corpus.narration import read_narration
    >>> from alibaba_corpus.sentences import split_sentences
    >>> page = read_narration("Le maire sourit. « Enfin. »", (), ())
    >>> speaker_beside(page, Span(17, 19, 25, 27), split_sentences(page.blanked), 1)
    Speaker(name=None, role='Le maire')
    """
    number = at + 1 if page.opens_paragraph(span.outer_start) else at - 1
    if not 0 <= number < len(sentences):
        return None
    start, end = sentences[number].start, sentences[number].end
    low, high = sorted((span.outer_start, start))
    if "\n" in page.text[low:high].strip():
        return None
    people = page.subjects(page.people, start, end)
    if people:
        return speaker_named(page, people[0]) if _leads(page, start, people[0]) else None
    if turn("pronoun").search(page.blanked, start, end):
        return last_person(page, start)
    return _opening_office(page, start, end)


def _leads(page: Narration, start: int, person: Mention) -> bool:
    """Tell whether somebody is the subject of a sentence, behind nothing but a setting, a title or a role."""
    lead = page.blanked[start : person.start]
    return bool(
        not lead
        or turn("setting").match(lead)
        or turn("title_end").search(f", {lead.strip()}")
        or (bare_role(lead.strip()) and "," not in lead)
    )
