"""Direct quotations with their speakers, and people with their roles."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from alibaba_corpus.inflection import verb_forms
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives, nationalities, opens_with_first_name, places
from alibaba_corpus.mentions import Mention
from alibaba_corpus.sentences import Sentence, split_sentences

_SINGLE = ("'", "’")
_CLOSING = {
    "«": ("»",),
    "“": ("”",),
    "„": ("“", "”"),
    "<<": (">>",),
    '"': ('"',),
    "‹": ("›",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
    "‘’": ("’’",),
    "''": ("''",),
}
_OPENING = frozenset("«“„‹‘") | {"<<", "‘’"}
_STRAIGHT = ('"', "'", "''")
# an apostrophe stands between letters, a single quotation mark beside one, or alone where a sentence begins
_MARK = re.compile(
    r"""(?=[<>«»“”„"‹›‘'’])(?:<<|>>|‘’|’’|''|[«»“”„"‹›]|(?<!\w)‘"""
    r"""|(?<!\w)'(?=[^\W\d_])|(?<=[\w.!?,…\u00a0 ])['’](?![\w ])"""
    r"""|(?:(?<=[.:!?»]\s)|(?<=\n)|\A)'(?=[\u00a0 ][A-ZÀ-ÖØ-Þ])"""
    r"""|(?<=[\w.!?…][\u00a0 ])'(?=[\u00a0 ][a-zà-ÿ]))"""
)
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_GAP = re.compile(r"[\s,;–—-]*")
_LONGEST = 3_000  # characters: a quotation that is not closed within them ends with its paragraph
_REACH = 200  # characters from a verb or a name to what belongs to it
_UPPER = "A-ZÀ-ÖØ-Þ"
_NAME = re.compile(
    rf"[{_UPPER}][^\W\d_]+(?:-[{_UPPER}][^\W\d_]+)?"
    rf"(?:[ \u00a0](?:de|von|van|der|den|bin|ben|al|el|da|di|du|le|la|d['’])){{0,2}}"
    rf"(?:[ \u00a0][{_UPPER}][\w'’.-]*[^\W\d_]){{1,3}}"
)
# a name of one word, right behind a verb: "peste Yamina"
_LONE = re.compile(rf"[{_UPPER}][^\W\d_]+(?:-[{_UPPER}][^\W\d_]+)?(?![\w'’]|[ \u00a0][{_UPPER}])")
_INHABITANT = re.compile(rf"[{_UPPER}]\w+(?:[ao]ise?|ien(?:ne)?|éen(?:ne)?)")  # "le Palois"
_SETTING = re.compile(
    r"(?:À|A|Au|Aux|En|Dans|Sur|Devant|Après|Avant|Depuis|Hier|Ce|Cet|Cette)\b[^,.]{0,60},\s?$"
)
_TITLED = re.compile(
    rf"(?:M|Mme|Mlle|Me|Mgr|Dr|Pr)\.?[ \u00a0](?P<name>(?:(?:de|du|van|von|le|la|el|al)[ \u00a0]|d['’])*"
    rf"[{_UPPER}][\w'’-]+(?:[ \u00a0](?:de[ \u00a0]|d['’])?[{_UPPER}][\w'’-]+)*)"
)
# between a name and the role behind it: a comma, a dash, a bracket, a party or an age, "est" or "devient"
_TO_ROLE = re.compile(
    r"(?:\s\([^()\n]{1,30}\))?,\s(?:(?:âgée?\sde\s)?\d\d\sans,\s)?|\s?\(|\s[–—-]\s"
    r"|\s(?:est|était|devient|est\sdevenue?|(?:a\sété|est)\s(?:nommée?|élue?))\s"
)
_ASIDE = re.compile(r"\s?\([^()\n]{1,30}\)")
_ASKED_BY = re.compile(
    rf"(?:à|auprès de|au micro de)\s(?:l['’]|la\s|le\s)?[{_UPPER}][^,()\n]{{2,40}}"
    rf"(?:\s\([{_UPPER}]{{2,8}}\))?,\s"
)
_TITLE_END = re.compile(r",?\s(?:M|Mme|Mlle|Me|Dr|Pr)\.?$")
_SIGNED = re.compile(
    rf"[ \u00a0.]*(?:\n\s*(?P<dash>[–—-]\s?)?|(?P<inline>[–—-])\s)(?P<name>{_NAME.pattern})"
    r"(?:,[ \u00a0](?P<role>[^\n]{3,80}))?\s*(?:\n|\Z)"
)
_PHRASE_END = re.compile(r"[,;:«»“”\"()\n]|\.(?:\s|$)|[ \u00a0][–—-][ \u00a0]|$")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation: offsets and text of the words inside the marks, who speaks, and in what role."""

    start: int
    end: int
    text: str
    speaker: str | None
    speaker_role: str | None


@dataclass(frozen=True, slots=True)
class Role:
    """A person's role: its offsets and text, the person, and the organisation that the role names."""

    start: int
    end: int
    text: str
    person: str
    organisation: str | None


@dataclass(frozen=True, slots=True)
class _Speaker:
    name: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class _Span:
    """A stretch between marks: `start` and `end` are those of the words inside, without the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int


# ------------------------------------------------------------------------------------------------ words


@cache
def _words() -> dict[str, Any]:
    return {
        key: frozenset(value) if isinstance(value, list) and value and isinstance(value[0], str) else value
        for key, value in read_knowledge("speech").items()
    }


@cache
def _finite_verbs() -> frozenset[str]:
    tenses = ("present", "past", "imperfect", "future", "conditional")
    made = {form for verb in _words()["verbs"] for tense in tenses for form in verb_forms(verb)[tense]}
    return frozenset(made | _words()["forms"])


@cache
def _participles() -> frozenset[str]:
    made = {form for verb in _words()["verbs"] for form in verb_forms(verb)["participle"]}
    return frozenset(made | _words()["participles"])


@cache
def _infinitives() -> frozenset[str]:
    return frozenset(_words()["verbs"] | _words()["infinitives"])


@cache
def _leads() -> re.Pattern[str]:
    """What stands before the infinitive of a verb of speech ("tient à préciser", "a voulu rassurer")."""
    return re.compile(rf"(?:{_any_of('leads')})(?:\s|(?<=['’]))(?P<verb>[a-zà-ÿœ]+)(?!\w)")


@cache
def _fillers() -> re.Pattern[str]:
    return re.compile(rf"[\s,]*(?:{_any_of('fillers')})(?!\w)")


@cache
def _any_of(key: str) -> str:
    return alternatives(_words()[key]).replace("\\ ", r"\s")


@cache
def _role_opening() -> re.Pattern[str]:
    before = rf"(?:(?i:{_any_of('before_role')})(?:['’]|[\s-])\s?)"
    return re.compile(rf"{before}{{0,3}}(?i:{_any_of('roles')})s?(?!\w)")


@cache
def _role_ending() -> re.Pattern[str]:
    """A noun with the ending of a trade, first word of what stands behind a name ("X, éleveur à Brest")."""
    return re.compile(
        rf"(?!(?:{_any_of('not_roles')})\b)[^\W\d_A-Z][\w-]{{2,}}?(?:{_any_of('role_endings')})s?(?!\w)"
    )


# ---------------------------------------------------------------------------------------- quotation marks


def _quoted_spans(text: str) -> list[_Span]:
    """Return the outermost stretches between quotation marks; one left open ends with its paragraph."""
    spans: list[_Span] = []
    opened: list[tuple[int, int, tuple[str, ...]]] = []
    marks = list(_MARK.finditer(text))
    for index, mark in enumerate(marks):
        if opened and _is_stale(text, opened[0], mark):
            spans += _end_with_paragraph(text, opened[0])
            opened = []
        if opened and mark.group() in opened[-1][2]:
            start, inner, _ = opened.pop()
            if not opened:
                spans += _trimmed(text, start, inner, mark.start(), mark.end())
        elif mark.group() in _OPENING or (mark.group() in _STRAIGHT and not opened and _opens(text, mark)):
            if opened and _CLOSING[mark.group()] == opened[-1][2] and index + 1 < len(marks):
                continue  # a guillemet that opens again at a new paragraph of the same speech
            opened.append((mark.start(), mark.end(), _CLOSING[mark.group()]))
    if opened:
        spans += _end_with_paragraph(text, opened[0])
    return spans


def _is_stale(text: str, opening: tuple[int, int, tuple[str, ...]], mark: re.Match[str]) -> bool:
    """Tell an opening mark that was never closed: another paragraph has begun, with marks of its own."""
    start, inner, closing = opening
    if mark.start() - start > _LONGEST:
        return True
    broken = "\n" in text[inner : mark.start()].strip()
    return broken and (closing == ('"',) or mark.group() in _OPENING) and text[mark.start() - 1] != "\n"


def _opens(text: str, mark: re.Match[str]) -> bool:
    before, behind = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    lost_space = before in ".!?" and behind.isupper()
    return not before or before.isspace() or before in "([-–—'’:" or lost_space


def _end_with_paragraph(text: str, opening: tuple[int, int, tuple[str, ...]]) -> list[_Span]:
    start, inner, closing = opening
    if closing[0] in ('"', "''", *_SINGLE):  # an inch sign, or a mark that lost its fellow
        return []
    end = text.find("\n", inner)
    end = len(text) if end < 0 else end
    return _trimmed(text, start, inner, end, end)


def _trimmed(text: str, outer_start: int, start: int, end: int, outer_end: int) -> list[_Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return [_Span(outer_start, start, end, outer_end)] if end > start else []


def _may_be_quotation(words: str) -> bool:
    """Tell whether words between marks are enough for a quotation."""
    return len(_LETTERS.findall(words)) >= int(_words()["clause_words"])


def _is_quotation(words: str, *, attributed: bool) -> bool:
    """Tell a quotation from words held at a distance: it holds a clause, is said by somebody, or is long."""
    found = [word.lower() for word in _LETTERS.findall(words)]
    if attributed or len(found) >= _words()["plain_words"]:
        return True
    is_infinitive = (
        found[0].endswith(("er", "ir", "dre", "ttre", "uire", "crire"))
        and len(found) >= _words()["infinitive_words"]
    )
    return is_infinitive or any(word in _words()["clause"] for word in found)


def _without_quoted(text: str, spans: Sequence[_Span]) -> str:
    """Blank what stands between marks, last stop excepted, so that a speech is one sentence with its verb."""
    pieces, at = [], 0
    for span in spans:
        pieces += [
            text[at : span.start],
            text[span.start : span.start + 1],
            "x" * (span.end - span.start - 2),
        ]
        pieces += [text[span.end - 1]] if span.end - span.start > 1 else []
        at = span.end
    return "".join(pieces) + text[at:]


# --------------------------------------------------------------------------------------------- speakers


@dataclass(frozen=True, slots=True)
class _Page:
    """The text with its speech blanked, and the names in it by where they begin."""

    text: str
    blanked: str
    people: tuple[Mention, ...]
    organisations: tuple[Mention, ...]

    def named_at(self, start: int, end: int, kind: str) -> Mention | None:
        """Return the first mention that begins in a stretch."""
        names = self.people if kind == "person" else self.organisations
        return next(iter(_between(names, start, end)), None)


def _between(mentions: Sequence[Mention], start: int, end: int) -> Sequence[Mention]:
    """Return the mentions that begin in a stretch."""
    first, stop = (bisect_left(mentions, at, key=lambda mention: mention.start) for at in (start, end))
    return mentions[first:stop]


def _past_gap(text: str, start: int, end: int | None = None) -> int:
    """Return where words begin behind spaces, commas and dashes."""
    gap = _GAP.match(text, start, len(text) if end is None else end)
    return gap.end() if gap else start


def _verb_end(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where a speech verb that begins at `start` ends, and its subject when that is a pronoun."""
    words = _words()
    led = _leads().match(text, start, end)
    if led and led["verb"] in _infinitives():
        return led.end(), "on" if led.group().startswith("p") and "-on" in led.group() else ""
    auxiliary, pronoun = False, ""
    position = start
    for _ in range(9):
        word = _WORD.search(text, position, end)
        if not word or re.search(r"[.,;:!?«»]", text[position : word.start()]):
            return None
        first = word.group().lower().split("-")[0]
        inverted = re.search(r"-(?:t-)?(il|elle|on)s?$", word.group())
        pronoun = inverted[1] if inverted else pronoun
        if (auxiliary and first in _participles()) or (not auxiliary and first in _finite_verbs()):
            return word.end(), pronoun
        auxiliary = auxiliary or first in words["auxiliaries"]
        if not auxiliary and first not in words["clitics"]:
            return None
        position = word.end()
    return None


def _speaker_from(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read the speaker named from `start` on: a name, a role, an organisation or a document."""
    while filler := _fillers().match(page.blanked, start, end):
        start = filler.end()
    start = _past_gap(page.blanked, start, end)
    asked = _ASKED_BY.match(page.blanked, start, end)  # "a déclaré à l'Agence des ports (ADP), A"
    if asked and not page.named_at(asked.start(), asked.end(), "person"):
        start = asked.end()
    stop = _PHRASE_END.search(page.blanked, start, end)
    phrase_end = stop.start() if stop else end
    if titled := _titled(page, start, end):
        return titled
    person = page.named_at(start, phrase_end, "person")
    if person and _is_complement(page, start, person):
        return _unnamed_speaker(page, start, phrase_end)
    if person:
        return _Speaker(_whole_name(page, person), _role_of(page, person, start))
    outlet = re.compile(r"(?:à|au|aux|auprès|dans|devant|lors|sur)\s").match(page.blanked, start, phrase_end)
    if outlet and (role := _role_within(page, start, phrase_end)):  # "à la radio le maire de Brest"
        start = role
    phrase = page.text[start:phrase_end]
    aside = _ASIDE.match(page.text, phrase_end, end)  # "le leader du syndicat (majoritaire), A"
    after = aside.end() if aside else phrase_end
    behind = page.named_at(after, min(after + 3, end), "person")
    if behind and _role_opening().match(phrase):
        return _Speaker(behind.entity, _bare_role(phrase))
    name = _NAME.match(page.text, after + 2, end) if page.text.startswith(", ", after) else None
    if name and _role_opening().match(phrase) and _closes(page.text, name.end()):
        return _Speaker(name.group(), _bare_role(phrase))
    manner = not _role_opening().match(phrase) and page.text.startswith(", ", phrase_end)
    office = _office(page, phrase_end + 2, end) if manner else None  # ", un brin agacé, le maire"
    return office or _unnamed_speaker(page, start, phrase_end)


def _is_complement(page: _Page, start: int, person: Mention) -> bool:
    """Tell "la porte-parole de A" from "le ministre A"."""
    lead = page.text[start : person.start]
    return _role_opening().match(lead) is not None and re.search(r"\b(?:de\s|d['’])$", lead) is not None


def _role_within(page: _Page, start: int, end: int) -> int | None:
    """Return where the office begins in a phrase that opens otherwise."""
    articles = re.compile(r"\s(?=(?:le|la|les|un|une)\s|l['’])").finditer(page.text, start, end)
    return next((a.end() for a in articles if _role_opening().match(page.text, a.end(), end)), None)


def _closes(text: str, at: int) -> bool:
    """Tell whether a phrase ends here: a comma, a stop, a bracket or the text's end."""
    return text[at : at + 1] in ("", ",", ".", ";", ":", ")", "\n", "!", "?")


def _unnamed_speaker(page: _Page, start: int, end: int) -> _Speaker | None:
    phrase = _cut_role(page.text[start:end])
    document = re.match(
        rf"(?i:(?:dans\s)?(?:le|la|l['’]|un|une|ce|cette|du|the)\s?)(?:même\s)?({_any_of('documents')})\b",
        phrase,
    )
    if document:
        return _Speaker(_document(page, start, document[1]), None)
    organisation = page.named_at(start, start + 1, "organisation")
    if organisation:
        return _Speaker(organisation.entity, _role_of(page, organisation, start))
    name = None if page.named_at(start, end, "organisation") else _NAME.match(phrase)
    body = re.match(
        rf"(?:le\s|la\s|l['’])(?P<name>(?P<first>[{_UPPER}]\w+).*)", phrase
    )  # "l'Office des ports"
    called = (
        body
        and body["first"].lower() not in nationalities()
        and not _INHABITANT.fullmatch(body["name"])
        and not _role_opening().match(phrase)
    )
    if name or called:
        return _Speaker(name.group() if name else phrase[body.start("name") :], None)  # type: ignore[union-attr]
    if told := _lone_name(page, start, end) or (_inhabitant(page, start, body["name"]) if body else None):
        return told
    if re.match(
        r"(?i:les?|la|l['’]|une?|des|son|sa|ses|leurs?|cet|cette|ce|the|an?)(?:\s|(?<=['’]))", phrase
    ):
        return _Speaker(None, phrase) if len(phrase.split()) > 1 or "'" in phrase or "’" in phrase else None
    return None


def _inhabitant(page: _Page, at: int, name: str) -> _Speaker | None:
    """Read "raconte le Palois": the one person that the paragraph has told so far."""
    if name.lower() not in nationalities() and not _INHABITANT.fullmatch(name):
        return None
    opens = page.text.rfind("\n", 0, at) + 1
    near = {person.entity for person in _subjects(page, page.people, opens, at)}
    return _Speaker(near.pop(), None) if len(near) == 1 else None


def _lone_name(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read "Yamina, mère de famille": a name of one word, and the role behind it."""
    name = _LONE.match(page.text, start, end)
    if not name:
        return None
    return _Speaker(name[0], _role_of(page, Mention(0, *name.span(), name[0], name[0], "person"), start))


def _whole_name(page: _Page, person: Mention) -> str:
    """Return a person's entity, or the longer name that goes on behind a lone first one."""
    if " " in person.entity or person.entity != person.text:
        return person.entity
    name = _NAME.match(page.text, person.start)
    return name.group() if name else person.entity


def _titled(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read "M. Morin", and give him the first name that the text has for him alone."""
    match = _TITLED.match(page.blanked, start, end)
    if not match:
        return None
    name = match["name"]
    full = {person.entity for person in page.people if person.entity.endswith(f" {name}")}
    entity = full.pop() if len(full) == 1 else name
    return _Speaker(entity, _role_of(page, Mention(0, start, match.end(), match[0], entity, "person"), start))


def _document(page: _Page, at: int, noun: str) -> str:
    """Name a document; "le texte" after a press release is the release."""
    release = str(_words()["release"])
    told = noun in _words()["same_as_release"] and release in page.blanked[max(0, at - 5_000) : at]
    return release if told else noun


def _cut_role(phrase: str) -> str:
    """End a role before "qui ...", a bracket or a comma."""
    end = _PHRASE_END.search(phrase)
    phrase = phrase[: end.start()] if end else phrase
    stops = rf"\s(?:{_any_of('role_stops')}|en\s\w+ant)\s|\s(?:a|ont|est|avait)\s"
    return re.split(stops, phrase + " ")[0].strip()


def _bare_role(phrase: str, *, behind_name: bool = False) -> str | None:
    """Return a role without its article, None where the phrase is no role."""
    role = _cut_role(phrase)
    if not _role_opening().match(role) and not (behind_name and _role_ending().match(role)):
        return None
    return re.sub(rf"^(?:(?:{_any_of('articles')})\s|l['’])", "", role, flags=re.IGNORECASE)


def _role_of(page: _Page, person: Mention, start: int | None = None) -> str | None:
    """Return the role before a name ("le ministre X") or behind it ("X, directeur de Y")."""
    span = _role_span(page, person, start)
    return page.text[span[0] : span[1]] if span else None


def _role_span(page: _Page, person: Mention, start: int | None = None) -> tuple[int, int] | None:
    text = page.text
    behind = _TO_ROLE.match(text, person.end)
    if behind:
        window = text[behind.end() : behind.end() + _REACH]
        role = _bare_role(window, behind_name=True)
        if role and _is_aside(window, role):
            at = behind.end() + window.index(role)
            return at, at + len(role)
    low = max(0, person.start - 80) if start is None else start
    return _role_before(text, low, person.start)


def _is_aside(window: str, role: str) -> bool:
    """Tell "X, patron du port, ..." from "Chez X, le patron du port a signé"."""
    behind = window[window.index(role) + len(role) :]
    ended = _PHRASE_END.match(behind) or _PHRASE_END.match(behind.lstrip())
    closed = ended or re.match(rf"\s(?:{_any_of('role_stops')})\s", behind)
    return closed is not None and not any(
        _is_speech_verb(role, word) for word in list(_WORD.finditer(role))[1:]
    )


def _role_before(text: str, low: int, name_start: int) -> tuple[int, int] | None:
    window = _TITLE_END.sub("", text[low:name_start].rstrip())
    window = re.sub(r"\s\([^()\n]{1,30}\)(?=,?$)", lambda aside: " " * len(aside[0]), window)
    cut = max(window.rfind(mark) for mark in ".;:«»\n()")
    both = list(
        re.finditer(r"\set\s(?=(?:les?|la|son|sa|une?|du|des|au|de\sla)\s|(?:de\s)?l['’])", window)
    )  # "le maire et la juge X"
    cut = max(cut, both[-1].end() - 1) if both else cut
    openings = list(_role_opening().finditer(window, cut + 1))
    for opening in openings:
        if opening.group() in _finite_verbs() and window[: opening.start()].rstrip().endswith(","):
            continue  # "c'est un pari, juge Inès Roy"
        role = _bare_role(window[opening.start() :].rstrip(" ,\u00a0"))
        rest = window[opening.start() :].rstrip(" ,\u00a0")
        if role and rest.endswith(role) and len(role.split()) <= 10 and "," not in role:
            end = low + opening.start() + len(rest)
            return end - len(role), end
    return None


# ------------------------------------------------------------------------------------------ attribution


def _after_quote(page: _Page, span: _Span, end: int, last: "_Last | None") -> _Speaker | None:
    """Read "..., a déclaré X, directeur de Y" or "..., selon X"."""
    start = _past_gap(page.blanked, span.outer_end, end)
    if re.compile(rf"(?i:{_any_of('according')})\s").match(page.blanked, start, end):
        return _according(page, start, end)
    verb = _verb_end(page.blanked, start, end) or _infinitive_end(page, span, start, end)
    if verb and verb[1] == "on":
        return _unnamed_document(page, verb[0], end)
    if verb and (pronoun := verb[1] or _anaphor(page, verb[0], end)):
        return _last_speaker(page, span, last, pronoun)
    if verb:
        return _speaker_from(page, verb[0], end)
    return _subject_first(page, start, end) or _any_verb(page, span, start, end)


def _infinitive_end(page: _Page, span: _Span, start: int, end: int) -> tuple[int, str] | None:
    """Read "..., de dire X" as "..., dit X", behind a comma."""
    said = re.compile(r"(?:de\s|d['’])(?P<verb>[a-zà-ÿœ]+)(?!\w)").match(page.blanked, start, end)
    comma = "," in page.text[span.end : start]
    return (said.end(), "") if said and comma and said["verb"] in _infinitives() else None


def _unnamed_document(page: _Page, start: int, end: int) -> _Speaker:
    """Read "lit-on dans le communiqué"; "dit-on" alone names nobody."""
    start = _past_gap(page.blanked, start, end)
    stop = _PHRASE_END.search(page.blanked, start, end)
    document = page.blanked.startswith("dans ", start) and _unnamed_speaker(
        page, start, stop.start() if stop else end
    )
    return document or _Speaker(None, None)


def _any_verb(page: _Page, span: _Span, start: int, end: int) -> _Speaker | None:
    """Read "..., gronde X": behind a quotation and a comma any small word may be the verb before a name."""
    comma = re.compile(r"\s?,\s").match(page.blanked, span.outer_end, end)
    verb = re.compile(
        r"(?!\w+(?:[ae]m|[lrtv]e)ment\s)(?:(?:s['’]|se\s)?[a-zà-ÿ-]{3,}(?:e|t|a|ait|ent)|(?:a|ont|avait|avaient)\s(?:[a-zà-ÿ]+\s)?[a-zà-ÿ]+(?:é|i|u))\s"
    ).match(page.blanked, start, end)
    if not comma or not verb:
        return None
    person = page.named_at(verb.end(), verb.end() + 1, "person")
    return _Speaker(person.entity, _role_of(page, person)) if person else _office(page, verb.end(), end)


def _office(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read a speaker who is told by an office alone: "la juge", "le maire de Brest"."""
    if not re.compile(r"(?:le|la|les|un|une|son|sa|leur)\s|l['’]").match(page.text, start, end):
        return None
    stop = _PHRASE_END.search(page.text, start, end)
    phrase = page.text[start : stop.start() if stop else end]
    role = _cut_role(re.split(r"[.!?]", phrase)[0])
    return _Speaker(None, role) if _role_opening().match(role) and len(role.split()) <= 8 else None


def _subject_first(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read the English order: "...", X said."""
    person = page.named_at(start, start + 1, "person")
    if person and (word := _WORD.search(page.blanked, person.end, end)):
        return _Speaker(person.entity, None) if word.group() in _words()["forms"] else None
    return None


@dataclass(frozen=True, slots=True)
class _Last:
    """The quotation before, where it ends, and who speaks in it."""

    end: int
    speaker: _Speaker


def _anaphor(page: _Page, start: int, end: int) -> str:
    """Return the pronoun that "ce dernier" or "celle-ci" stands for behind a verb, "" for other words."""
    said = re.compile(r"\s(?:(ce dernier|celui-ci)|(cette dernière|celle-ci))\b").match(
        page.blanked, start, end
    )
    return ("il" if said[1] else "elle") if said else ""


def _last_speaker(page: _Page, span: _Span, last: _Last | None, pronoun: str) -> _Speaker | None:
    """Return whom "assure-t-elle" means: who spoke before, unless somebody was named since."""
    near = last is not None and span.outer_start - last.end < _LONGEST
    if last and near and not page.named_at(last.end, span.outer_start, "person"):
        speaker: _Speaker | None = last.speaker
    else:
        speaker = _last_person(page, span.outer_start)
    if speaker and not _differs(speaker, pronoun):
        return speaker
    told = _role_told(page, span.outer_start)
    if told and not _differs(told, pronoun):
        return told
    return _Speaker(None, None) if speaker else None


def _differs(speaker: _Speaker, pronoun: str) -> bool:
    """Tell whether the role of a speaker has another gender than the pronoun."""
    opening = _role_opening().match(speaker.role or "")
    if not opening:
        return False
    words = opening.group().lower().split()
    feminine = words[0] in ("la", "une", "sa") or words[-1] in _gendered()[1]
    masculine = words[0] in ("le", "un", "son") or words[-1] in _gendered()[0]
    return feminine if pronoun == "il" else masculine and not feminine


@cache
def _gendered() -> tuple[frozenset[str], frozenset[str]]:
    """Return the nouns of roles that have a feminine beside them, and these feminines."""
    roles, pairs = _words()["roles"], set()
    for noun in roles:
        ways = (f"{noun}e", f"{noun}ne", noun[:-2] + "ère", noun[:-3] + "rice", noun[:-3] + "euse")
        pairs |= {(noun, feminine) for feminine in ways if feminine in roles and feminine != noun}
    return frozenset(one for one, _ in pairs), frozenset(other for _, other in pairs)


def _last_person(page: _Page, before: int) -> _Speaker | None:
    """Return the first person of the last sentence that names any: whom "assure-t-elle" means."""
    if holder := _holder(page, before):
        return holder
    near = _subjects(page, page.people, max(0, before - 1_000), before)
    if near:
        begins = max(page.blanked.rfind(end, 0, near[-1].start) for end in (". ", "! ", "? ", "\n"))
        subject = next(name for name in near if name.start > begins)
        return _Speaker(subject.entity, _role_of(page, subject))
    return _plainly_named(page, max(0, before - _REACH), before) or _first_name(page, before)


def _role_told(page: _Page, before: int) -> _Speaker | None:
    """Return the role that opens the sentence before: "La gérante s'inquiète. « ... », explique-t-elle"."""
    told = page.blanked[:before].rstrip()[:-1]
    begins = max((told.rfind(end) + len(end) for end in (". ", "! ", "? ", "\n") if end in told), default=0)
    stop = _PHRASE_END.search(page.text, begins)
    role = _before_verb(_cut_role(page.text[begins : min(stop.start() if stop else before, before)]))
    return _Speaker(None, role) if _role_opening().match(role) and len(role.split()) <= 8 else None


def _first_name(page: _Page, before: int) -> _Speaker | None:
    """Return the first name last told alone: "... comme Samia. La jeune fille part, dit-elle"."""
    told = _LONE.finditer(page.blanked, max(0, before - 500), before)
    names = [m for m in told if opens_with_first_name(m[0]) and m[0] not in places()]
    return _lone_name(page, names[-1].start(), before) if names else None


def _holder(page: _Page, before: int) -> _Speaker | None:
    """Return the one person of the office that opens the sentence before: "Le ministre ne croit pas ..."."""
    told = page.blanked[:before].rstrip()
    begins = max((told.rfind(end) + len(end) for end in (". ", "\n") if end in told), default=0)
    opening = _role_opening().match(told, begins)
    if not opening:
        return None
    noun = opening.group().lower().split()[-1].split("'")[-1].split("’")[-1]
    roles = {p.entity: role for p in page.people if p.start < before and (role := _role_of(page, p))}
    holders = [name for name, role in roles.items() if noun in role.lower().split()[:2]]
    return _Speaker(holders[0], roles[holders[0]]) if len(holders) == 1 else None


def _according(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read "selon X"; "pour X" only where X has a name ("pour sa part" speaks of nobody)."""
    match = re.search(rf"(?:^|[\s,(])(?P<word>(?i:{_any_of('according')}))\s", page.blanked[start:end])
    speaker = _speaker_from(page, start + match.end(), end) if match else None
    return speaker if match and speaker and (speaker.name or match["word"].lower() != "pour") else None


def _before_quote(page: _Page, start: int, span: _Span, last: _Last | None) -> _Speaker | None:
    """Read "X a estimé que ..." and "Selon X, ..."."""
    head = page.blanked[start : span.outer_start]
    if speaker := _according(page, start, span.outer_start):
        return speaker
    for aside in re.finditer(r",\s(?P<verb>[^\W\d_]+)-(?:t-)?(?P<who>il|elle)s?\b", head):
        if aside["verb"] in _finite_verbs():  # "Pour lui, estime-t-elle, c'est « ... »"
            return _last_speaker(page, span, last, aside["who"])
    verbs = [word for word in _WORD.finditer(head) if _is_speech_verb(head, word)]
    verbs += [match for match in _leads().finditer(head) if match["verb"] in _infinitives()]
    verbs.sort(key=lambda match: match.start())
    announced = head.rstrip().endswith(":")
    if not verbs and not announced:
        return None
    if announced and verbs and (speaker := _inverted(page, start, verbs[-1], span)):
        return speaker
    subject_end = start + (verbs[-1].start() if verbs else len(head))
    speaker = _subject_before(page, start, subject_end, span)
    told = verbs or not speaker or speaker.name or _role_opening().match(speaker.role or "")
    return speaker if told else None  # "Un résultat inattendu : « ... »"


def _inverted(page: _Page, start: int, verb: re.Match[str], span: _Span) -> _Speaker | None:
    """Read "..., relate le syndicaliste : « ... »": a verb behind a comma, its subject behind it."""
    if not re.search(
        r"[,»”\"]\s(?:s['’]|se\s|l['’])?(?:(?:a|ont|avait|avaient)\s)?$", verb.string[: verb.start()]
    ):
        return None
    begin = start + verb.end() + 1
    person = page.named_at(begin, span.outer_start, "person")
    if person:
        return _Speaker(person.entity, _role_of(page, person, begin))
    return _office(page, begin, span.outer_start) or _lone_name(page, begin, span.outer_start)


def _is_speech_verb(head: str, word: re.Match[str]) -> bool:
    """Tell a verb from the noun that is written alike ("il juge", "le juge")."""
    spelled = word.group().lower()
    before = head[max(0, word.start() - 80) : word.start()]
    if spelled in _participles():
        return bool(
            re.search(
                rf"\b(?:{_any_of('auxiliaries')})(?:,[^,.\n]{{3,40}},)?\s(?:[^\W\d_]+\s){{0,4}}$", before
            )
        )
    article = re.search(r"\b(?:les?|la|une?|des|du|son|sa|cette|ce|au|aux|de|d['’]|l['’])\s?$", before)
    return spelled in _finite_verbs() and not article


def _subject_before(page: _Page, start: int, end: int, span: _Span) -> _Speaker | None:
    people = _subjects(page, page.people, start, end)
    if people:
        return _Speaker(people[-1].entity, _role_of(page, people[-1]))
    if named := _plainly_named(page, start, end):
        return named
    head = page.blanked[start:end].strip()
    if re.search(
        r"(?<!\bquant à )\b(?:[Ii]l|[Ee]lle|[Cc]el(?:ui|le)-ci|[Cc]e dernier|[Cc]ette dernière)\b", head
    ):
        return _last_person(page, start)
    document = re.match(rf"(?:Le|La|Ce|L['’]|Un)\s?({_any_of('documents')})\b", head)
    if document:
        return _Speaker(_document(page, start, document[1]), None)
    organisations = _subjects(page, page.organisations, start, end)
    return (
        _Speaker(organisations[-1].entity, None) if organisations else _phrase_before(page, start, end, span)
    )


def _subjects(page: _Page, mentions: Sequence[Mention], start: int, end: int) -> list[Mention]:
    """Return the mentions of a stretch that may be its subject."""
    return [name for name in _between(mentions, start, end) if not _asks(page, name.start)]


def _asks(page: _Page, at: int) -> bool:
    """Tell whoever asks from who answers: "interrogé par A, B a dit"."""
    before = page.blanked[max(0, at - 24) : at]
    agent = r"\b(?:par|auprès de|au micro de)(?:\s(?:le|la|les)|\sl['’])?\s?(?:\d+\s)?$"
    return re.search(agent, before) is not None


def _phrase_before(page: _Page, start: int, end: int, span: _Span) -> _Speaker | None:
    """Read a subject without a name: "Le maire", "À la barre, la présidente", "Et le maire d'ajouter"."""
    told = re.sub(r"\s(a|ont|avait|avaient),\s[^,\n]{3,40},$", r" \1", page.text[start:end].strip())
    told = re.sub(r"\s(?:a|ont|avait|avaient|se|s['’]|l['’]a|l['’]|en)\s*$", "", told)
    told = re.sub(r"^(?:Et|Mais|Puis)\s(?P<rest>.+?)\s(?:de\s|d['’])\w+\s?:?$", r"\g<rest>", told)
    pronoun = re.search(r"\s[Ll]['’](\w+)\s?:$", told)  # « Le maire l'assure : »
    if pronoun and pronoun[1] in _finite_verbs():
        told = told[: pronoun.start()]
    phrase = _cut_role(told)
    role = re.match(r"(?:[Ll]es?|[Ll]a|[Ll]['’]|Une?|Des|Son|Sa|The|An?(?!\sla?\s))\s?\w", phrase)
    if role and len(phrase.split()) <= 12 and span.start > end:
        return _Speaker(None, phrase)
    comma = page.text.rfind(", ", start, start + len(told))
    office = _office(page, comma + 2, start + len(told)) if comma >= 0 else None
    return office or (_body(told) if comma >= 0 else None)


def _body(told: str) -> _Speaker | None:
    """Read a body without a name behind a clause: "Interrogée lundi, la préfecture de police"."""
    phrase = _cut_role(told[told.rfind(", ") + 2 :])
    body = re.match(rf"(?:la|le|l['’])\s?(?:{_any_of('bodies')})(?!\w)", phrase)
    return _Speaker(None, phrase) if body and len(phrase.split()) <= 8 else None


def _plainly_named(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read a name that no mention stands for: behind a title, or opened by a first name."""
    titled = [match.start() for match in _TITLED.finditer(page.blanked, start, end)]
    if titled:
        return _titled(page, titled[-1], end)
    names = [
        match
        for match in _NAME.finditer(page.blanked, start, end)
        if opens_with_first_name(match.group()) and not _asks(page, match.start())
    ]
    if not names:
        return _lone_with_role(page, start, end)
    name = names[-1].group()
    return _Speaker(name, _role_of(page, Mention(0, *names[-1].span(), name, name, "person")))


def _lone_with_role(page: _Page, start: int, end: int) -> _Speaker | None:
    """Read "Inès, infirmière, est fatiguée :": a first name alone, with what she is behind it."""
    for name in _LONE.finditer(page.blanked, start, end):
        told = _lone_name(page, name.start(), end) if opens_with_first_name(name[0]) else None
        if told and told.role:
            return told
    return None


def _later(page: _Page, span: _Span, end: int, last: _Last | None) -> _Speaker | None:
    """Read "Le port « est prêt » pour l'été, assure le maire": an attribution that some words delay."""
    for comma in re.compile(r"[«“\"]|,\s").finditer(page.blanked, span.outer_end, end):
        if not comma.group().startswith(","):
            return None
        verb = _verb_end(page.blanked, comma.end(), end)
        if verb and verb[1] in ("il", "elle"):
            return _last_speaker(page, span, last, verb[1])
        if verb and not verb[1] and (speaker := _speaker_from(page, verb[0], end)):
            return speaker
    return None


def _beneath(page: _Page, span: _Span) -> _Speaker | None:
    """Read who signs a quotation that is a whole sentence, or is told of behind it."""
    return _bracketed(page, span) or _signature(page, span) or _told_below(page, span)


def _bracketed(page: _Page, span: _Span) -> _Speaker | None:
    """Read the name in brackets behind a sentence: « Nous restons ! » (Léa Morin, directrice du port)."""
    bracket = re.match(r"[.\s]?\s?\(", page.text[span.outer_end : span.outer_end + 3])
    quoted = page.text[span.start : span.end].strip()
    if not bracket or not quoted.endswith((".", "!", "?", "…")) or len(quoted.split()) < 4:
        return None
    start = span.outer_end + bracket.end()
    person = page.named_at(start, start + 1, "person")
    closes = person and page.text[person.end : person.end + 1] in (",", ")")
    return _Speaker(person.entity, _role_of(page, person)) if person and closes else None


def _signature(page: _Page, span: _Span) -> _Speaker | None:
    """Read the line below a quotation that stands alone: "– Léa Morin, directrice du port"."""
    if page.text[page.text.rfind("\n", 0, span.outer_start) + 1 : span.outer_start].strip():
        return None
    match = _SIGNED.match(page.text, span.outer_end)
    role = _bare_role(match["role"], behind_name=True) if match and match["role"] else None
    signed = match and (match["dash"] or match["inline"] or role)
    return _Speaker(match["name"], role) if match and signed else None


def _told_below(page: _Page, span: _Span) -> _Speaker | None:
    """Read what follows a quotation that stands alone: "C'est en ces termes que le maire a réagi"."""
    match = _below().match(page.blanked, span.outer_end)
    if not match:
        return None
    person = page.named_at(match.end(), match.end() + 1, "person")
    if person:
        return _Speaker(person.entity, _role_of(page, person))
    end = match.end() + _REACH
    return _office(page, match.end(), end) or _lone_name(page, match.end(), end)


@cache
def _below() -> re.Pattern[str]:
    phrases = _words()["below"]
    written = alternatives([*phrases, *(phrase.replace("'", "’") for phrase in phrases)])
    return re.compile(rf"[\s.]*{written}(?:\s|(?<=['’]))".replace("\\ ", r"\s"))


def _inside_quote(page: _Page, span: _Span) -> _Speaker | None:
    """Read a speaker named in an aside within the marks: « Nous restons, a ajouté X. »"""
    for comma in re.finditer(r"(?:[,?!]|\s[–—-])\s", page.text[span.start : span.end]):
        start = span.start + comma.end()
        verb = _verb_end(page.text, start, span.end)
        if not verb or verb[1]:
            continue
        person = page.named_at(start, start + _REACH, "person")
        if person and person.start - verb[0] < 60 and person.end <= span.end:
            return _Speaker(_whole_name(page, person), _role_of(page, person, verb[0] + 1))
        if told := _office(page, verb[0] + 1, span.end) or _lone_name(page, verb[0] + 1, span.end):
            return told
    return None


def _named_inside(page: _Page, span: _Span) -> _Speaker | None:
    """Read a speaker right behind a verb of speech within the marks, where the comma was left out."""
    for person in _between(page.people, span.start, span.end):
        verb = re.search(r"([a-zà-ÿ]+)\s$", page.text[span.start : person.start])
        if verb and verb[1] in _finite_verbs():
            return _Speaker(_whole_name(page, person), _role_of(page, person))
    return None


def _attribute(
    page: _Page, span: _Span, sentences: Sequence[Sentence], at: int, last: _Last | None
) -> tuple[_Speaker | None, bool]:
    """Return who speaks, and whether the words are brought in as speech (a verb behind, a colon before)."""
    sentence = sentences[at]
    start, end = min(sentence.start, span.outer_start), max(sentence.end, span.outer_end)
    if at and not page.blanked[start : span.outer_start].strip() and sentences[at - 1].text.endswith(":"):
        start = sentences[at - 1].start
    start, end = max(start, span.outer_start - 2 * _REACH), min(end, span.outer_end + 2 * _REACH)
    behind = _after_quote(page, span, end, last) or _beneath(page, span)
    if behind:
        return behind, True
    head = page.blanked[start : span.outer_start]
    led = _led_in().search(head)
    announced = led is not None and any(_is_speech_verb(head, word) for word in _WORD.finditer(head))
    if last and start <= last.end and _goes_on(page.blanked[last.end : span.outer_start]):
        return last.speaker, announced
    later = _later(page, span, end, last)
    if later and led is None:
        return later, True
    speaker = _before_quote(page, start, span, last) or _inside_quote(page, span)
    if speaker := speaker or _named_inside(page, span):
        return speaker, announced
    return later, announced or later is not None


def _is_said(page: _Page, span: _Span) -> bool:
    """Tell "..., dit-elle" behind words, whoever she is."""
    start = _past_gap(page.blanked, span.outer_end)
    verb = _verb_end(page.blanked, start, min(start + _REACH, len(page.blanked)))
    return verb is not None and bool(verb[1])


@cache
def _led_in() -> re.Pattern[str]:
    """Return what brings words in as speech right before their mark: a colon, "que", "s'est dit"."""
    return re.compile(
        r"(?::|\bque|\bqu['’]|\bêtre|\b(?:se|s['’]est|s['’]était|se\ssont)\sdit(?:e|s|es)?)\s*$"
    )


def _goes_on(between: str) -> bool:
    """Tell whether a sentence goes on to its next quotation with the speaker of the one before."""
    return re.search(rf"(?i)\b(?:{_any_of('other_speaker')})\b", between) is None


def _names_a_work(text: str, span: _Span) -> bool:
    """Tell words between marks that are the name of a film, a plan, a show."""
    before = text[max(0, span.outer_start - 40) : span.outer_start]
    return re.search(rf"(?i)\b(?:{_any_of('works')})s?\s$", before) is not None


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
    spans = _quoted_spans(text)
    page = _page(text, spans, mentions)
    sentences = split_sentences(page.blanked)
    found: list[Quote] = []
    at, last = 0, None
    for span in spans:
        if not _may_be_quotation(text[span.start : span.end]):
            continue
        while at + 1 < len(sentences) and sentences[at].end <= span.start:
            at += 1
        speaker, attributed = _attribute(page, span, sentences, at, last) if sentences else (None, False)
        attributed = attributed or _is_said(page, span)
        if not _is_quotation(text[span.start : span.end], attributed=attributed):
            continue
        if not attributed and _names_a_work(text, span):
            continue
        if speaker is None and sentences and _stands_alone(page, span, sentences[at]):
            goes_on = last and "\n" not in text[last.end : span.start]
            speaker = last.speaker if last and goes_on else _beside(page, span, sentences, at)
            speaker = speaker or _only_voice(found, text[span.start : span.end])
        last = _Last(span.outer_end, speaker) if speaker else None
        name, role = (speaker.name, speaker.role) if speaker else (None, None)
        role = role or (_role_elsewhere(page, name) if name else None)
        found.append(Quote(span.start, span.end, text[span.start : span.end], name, role))
    return tuple(found)


def _only_voice(found: Sequence[Quote], words: str) -> _Speaker | None:
    """Return who says all quotations so far, for a long one that nobody is named to say."""
    voices = {quote.speaker or quote.speaker_role for quote in found} - {None}
    names = {quote.speaker for quote in found} - {None}
    if len(voices) != 1 or len(names) != 1 or len(_LETTERS.findall(words)) < _words()["plain_words"]:
        return None
    return _Speaker(names.pop(), None)


def _beside(page: _Page, span: _Span, sentences: Sequence[Sentence], at: int) -> _Speaker | None:
    """Return the subject of the sentence beside a quotation that stands alone, in its paragraph.

    Behind one that opens the paragraph: "« ... » Paul Roy, président du port, n'en revient pas"; else before.
    """
    opens = not page.text[page.text.rfind("\n", 0, span.outer_start) + 1 : span.outer_start].strip()
    number = at + 1 if opens else at - 1
    if not 0 <= number < len(sentences):
        return None
    sentence = sentences[number]
    low, high = sorted((span.outer_start, sentence.start))
    if "\n" in page.text[low:high].strip():
        return None
    people = _subjects(page, page.people, sentence.start, sentence.end)
    if not people and re.search(r"\b(?:[Ii]l|[Ee]lle)\b", page.blanked[sentence.start : sentence.end]):
        return _last_person(page, sentence.start)
    if not people:
        stop = _PHRASE_END.search(page.text, sentence.start)
        role = _before_verb(_cut_role(page.text[sentence.start : stop.start() if stop else sentence.end]))
        return _Speaker(None, role) if _role_opening().match(role) and len(role.split()) <= 8 else None
    subject = people[0]
    lead = page.blanked[sentence.start : subject.start]
    leads = (
        not lead
        or _SETTING.match(lead)
        or _TITLE_END.search(f", {lead.strip()}")
        or (_bare_role(lead.strip()) and "," not in lead)
    )
    return _Speaker(subject.entity, _role_of(page, subject)) if leads else None


def _before_verb(phrase: str) -> str:
    """Cut a subject from its verb: "Un habitant du port s'inquiète"."""
    verbs = (w.start() for w in _WORD.finditer(phrase) if w.start() and w.group().lower() in _finite_verbs())
    return re.split(r"\s(?:s['’]|n['’]|se\s|ne\s)", phrase[: next(verbs, len(phrase))])[0].strip()


def _role_elsewhere(page: _Page, name: str) -> str | None:
    """Return the role that the text gives a person beside another mention of the name."""
    told = (_role_of(page, person) for person in page.people if person.entity == name)
    return next((role for role in told if role), None)


def _stands_alone(page: _Page, span: _Span, sentence: Sentence) -> bool:
    """Tell a sentence that is nothing but the quotation."""
    rest = page.blanked[sentence.start : span.outer_start] + page.blanked[span.outer_end : sentence.end]
    return not rest.strip(' \u00a0\u202f.!?…»«"”“')


def _page(text: str, spans: Sequence[_Span], mentions: Sequence[Mention]) -> _Page:
    ordered = sorted(mentions, key=lambda mention: mention.start)
    return _Page(
        text,
        _without_quoted(text, spans),
        tuple(mention for mention in ordered if mention.kind == "person"),
        tuple(mention for mention in ordered if mention.kind == "organisation"),
    )


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
    page = _page(text, (), mentions)
    found = []
    for person in page.people:
        span = _role_span(page, person)
        if span:
            organisation = page.named_at(span[0], span[1], "organisation")
            name = organisation.entity if organisation else None
            found.append(Role(*span, text[span[0] : span[1]], person.entity, name))
    return tuple(found)
