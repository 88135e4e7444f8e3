"""In what role people are told of: "le ministre X", "X, directrice du port"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alibaba_corpus.mentions import Mention
from alibaba_corpus.narration import read_narration
from alibaba_corpus.speech import finite_verbs, is_speech_verb, turn, words_in

REACH = 200  # characters from a verb or a name to what belongs to it
_PHRASE_END = re.compile(r"[,;:«»“”\"()\n]|\.(?:\s|$)|[ \u00a0][–—-][ \u00a0]|$")
_ASIDE_LAST = re.compile(r"\s\([^()\n]{1,30}\)(?=,?$)")


@dataclass(frozen=True, slots=True)
class Role:
    """A person's role: its offsets and text, the person, and the organisation that the role names."""

    start: int
    end: int
    text: str
    person: str
    organisation: str | None


def phrase_end(text: str, start: int, end: int) -> int:
    """Return where the phrase ends that begins at `start`: at a comma, a stop, a bracket, a dash.

    >>> phrase_end("le maire de Brest, agacé", 0, 24)
    17
    """
    stop = _PHRASE_END.search(text, start, end)
    return stop.start() if stop else end


def cut_role(phrase: str) -> str:
    """End a role before "qui ...", a bracket or a comma.

    >>> cut_role("le maire de Brest qui part, dit-on")
    'le maire de Brest'
    """
    phrase = phrase[: phrase_end(phrase, 0, len(phrase))]
    return turn("role_end").split(phrase + " ")[0].strip()


def is_office(phrase: str) -> bool:
    """Tell whether a short phrase opens with the noun of a role.

    >>> is_office("le maire de Brest"), is_office("le port de Brest")
    (True, False)
    """
    return turn("role").match(phrase) is not None and len(phrase.split()) <= 8


def bare_role(phrase: str, *, behind_name: bool = False) -> str | None:
    """Return a role without its article, None where the phrase is no role.

    >>> bare_role("la directrice du port, agacée"), bare_role("la jetée du port")
    ('directrice du port', None)
    >>> bare_role("ostréicultrice à Cancale"), bare_role("ostréicultrice à Cancale", behind_name=True)
    (None, 'ostréicultrice à Cancale')
    """
    role = cut_role(phrase)
    if not turn("role").match(role) and not (behind_name and turn("trade").match(role)):
        return None
    return turn("role_article").sub("", role)


def role_of(text: str, start: int, end: int, low: int | None = None) -> str | None:
    """Return the role behind a name ("X, directeur de Y") or before it ("le ministre X"), not before `low`.

    >>> role_of("Paul Roy, directeur du fret, part.", 0, 8), role_of("Le ministre Jean Mons part.", 12, 21)
    ('directeur du fret', 'ministre')
    """
    span = _role_span(text, start, end, low)
    return text[span[0] : span[1]] if span else None


def _role_span(text: str, start: int, end: int, low: int | None = None) -> tuple[int, int] | None:
    behind = turn("to_role").match(text, end)
    if behind:
        window = text[behind.end() : behind.end() + REACH]
        role = bare_role(window, behind_name=True)
        if role and _is_aside(window, role):
            at = behind.end() + window.index(role)
            return at, at + len(role)
    return _role_before(text, max(0, start - 80) if low is None else low, start)


def _is_aside(window: str, role: str) -> bool:
    """Tell "X, patron du port, ..." from "Chez X, le patron du port a signé"."""
    behind = window[window.index(role) + len(role) :]
    ended = _PHRASE_END.match(behind) or _PHRASE_END.match(behind.lstrip())
    closed = ended or turn("role_stop").match(behind)
    return closed is not None and not any(is_speech_verb(role, word) for word in list(words_in(role))[1:])


def _role_before(text: str, low: int, name_start: int) -> tuple[int, int] | None:
    window = turn("title_end").sub("", text[low:name_start].rstrip())
    window = _ASIDE_LAST.sub(lambda aside: " " * len(aside[0]), window)
    cut = max(window.rfind(mark) for mark in ".;:«»\n()")
    both = list(turn("and_another").finditer(window))  # "le maire et la juge X"
    cut = max(cut, both[-1].end() - 1) if both else cut
    for opening in turn("role").finditer(window, cut + 1):
        if opening.group() in finite_verbs() and window[: opening.start()].rstrip().endswith(","):
            continue  # "c'est un pari, juge Inès Roy"
        rest = window[opening.start() :].rstrip(" ,\u00a0")
        role = bare_role(rest)
        if role and rest.endswith(role) and len(role.split()) <= 10 and "," not in role:
            end = low + opening.start() + len(rest)
            return end - len(role), end
    return None


def find_roles(text: str, mentions: Sequence[Mention]) -> tuple[Role, ...]:
    """Return the people in `text` whose role stands beside their name, with the organisation it names.

    >>> from alibaba_corpus.mentions import Mention
    >>> text = "Paul Roy, directeur du fret chez Navilog, et le ministre Jean Mons ont signé."
    >>> people = [Mention(0, 0, 8, "Paul Roy", "Paul Roy", "person")]
    >>> people += [Mention(0, 57, 66, "Jean Mons", "Jean Mons", "person")]
    >>> firm = Mention(0, 33, 40, "Navilog", "Navilog", "organisation")
    >>> [(role.person, role.text, role.organisation) for role in find_roles(text, [*people, firm])]
    [('Paul Roy', 'directeur du fret chez Navilog', 'Navilog'), ('Jean Mons', 'ministre', None)]
    """
    page = read_narration(text, (), mentions)
    found = []
    for person in page.people:
        span = _role_span(text, person.start, person.end)
        if span:
            organisation = page.organisation_at(*span)
            name = organisation.entity if organisation else None
            found.append(Role(*span, text[span[0] : span[1]], person.entity, name))
    return tuple(found)
