"""Candidates: the stretches of a sentence that may be a name, those that the package knows among them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import (
    alternatives,
    any_nationality,
    find_aliases,
    first_names,
    first_words,
    folded_words,
    nationalities,
    nouns,
    opens_with_first_name,
    organisations,
    places,
    without_article,
)
from alibaba_corpus.names import Name
from alibaba_corpus.sentences import Sentence, dateline_length, without_tickers

_UPPER = "A-ZÀ-ÖØ-Þ"
_SPACE = "[ \u00a0]"
_PARTS = r"(?:[-.][\w]+)*!?"
_INITIALS = rf"(?!M\.{_SPACE})(?:[{_UPPER}]\.-?){{1,3}}"  # « J.-P. », « W. »
_NAME = (
    rf"(?=[{_UPPER}])(?:Côte d['’]Ivoire|\b[MNO]['’][{_UPPER}]\w+"
    rf"|\b(?!(?:Qu|Lorsqu|Puisqu|Quoiqu|Jusqu)['’])[{_UPPER}]\w{{2,}}['’][{_UPPER}]\w+"
    rf"|Bros\.(?= [{_UPPER}])|{_INITIALS}{_SPACE}?[{_UPPER}]\w+{_PARTS}|[{_UPPER}][\w]*{_PARTS})"
)
_INNER_CAPITAL = re.compile(rf"[{_UPPER}](?<=[a-z\d].)")  # found sooner than the names that have one
_NAME_WITH_ONE = rf"\b(?:\d+[{_UPPER}][a-z]\w+|[a-z]{{1,5}}[A-Z]\w+|\d[{_UPPER}](?<!G)(?= [{_UPPER}]\w))"
_PARTICLE = r"(?:von|van|der|den|ter|bin|ben|al|el|da|di|dos|del|de la|de|du|d['’])"
_ENGLISH = ("Bank", "Banks", "University", "Institute", "School", "Fund", "Board", "Council", "Bureau")
_OF = rf"(?:{'|'.join(rf'(?<={noun})' for noun in _ENGLISH)}){_SPACE}(?:of|for){_SPACE}"  # « Bank of China »


def _sequence(name: str) -> re.Pattern[str]:
    """Return the pattern of a name, or of several in a row."""
    return re.compile(
        rf"(?:{name})(?:(?:{_OF}|{_SPACE}|{_SPACE}[&+]{_SPACE}"
        rf"|(?:{_SPACE}{_PARTICLE}){{1,2}}{_SPACE}?|{_SPACE}(?:al|el|ben)-|(?<=\w)&)(?:{name})"
        rf"|{_SPACE}\d{{1,3}}\b(?!{_SPACE}?[%€]|[.,]\d|{_SPACE}(?:milli|euro|dollar|yuan|ans?\b)))*"
    )


_SEQUENCE = _sequence(_NAME)
_SEQUENCE_WITH_ANY = _sequence(f"{_NAME}|{_NAME_WITH_ONE}")
_SPLIT = re.compile(rf"{_SPACE}(?:{_PARTICLE}){_SPACE}|(?<!Côte){_SPACE}d['’]")
_FIRST_WORD = re.compile(r"[\w-]+")
# « Roy & Fils », « Label'Vie », « J.-P. Morvan »: whose first word is the name's
_OF_ONE_PIECE = re.compile(rf"[\w-]+ [&+] |\w{{3,}}['’][{_UPPER}]|{_INITIALS}{_SPACE}?[{_UPPER}][a-zà-ÿ]")
_ARTICLE_BEFORE = re.compile(r"(?:\b[Ll]['’]|\b(?:[Ll]e|[Ll]a|[Dd]u|[Aa]u|[Uu]ne?) )$")
_IN_OFFICE = re.compile(
    r"\b(?:président|présidente|PDG|patron|patronne|directeur|directrice|fondateur|fondatrice"
    r"|directeur général|directrice générale|porte-parole|dirigeant) (?:de |d['’]|du )$"
)
_ASKS = re.compile(r"-(?:il|elle|ils|elles|on|nous|vous)$")
_ADVERB = re.compile(r"\w{3,}(?:[lnrv]e|que|euse|ète|[ae]m|é)ment")
_LOOK_BACK, _LOOK_AHEAD = 80, 60  # characters beside a name that tell what it is
_SHOUTED = 0.7  # share of capitals from which a line is a headline in capitals
_FEW = 12  # letters that are no headline


@dataclass(slots=True)  # Final, not frozen: that makes a record three times as slowly, and many are made
class Candidate:
    """A stretch that may be a name.

    known: its organisation where the package knows it; label: what the model says (ORG, PER, LOC, MISC), or
    `family` where a known firm's name opens it (« Carrefour Links »).
    """

    sentence: Final[Sentence]
    start: Final[int]
    end: Final[int]
    text: Final[str]
    known: Final[str | None] = None
    label: Final[str | None] = None

    def labelled(self, label: str | None) -> "Candidate":
        """Return the same stretch with what the model says of it."""
        return Candidate(self.sentence, self.start, self.end, self.text, self.known, label)

    @property
    def before(self) -> str:
        """The words before it in its sentence."""
        begin = self.start - self.sentence.start
        return self.sentence.text[max(0, begin - _LOOK_BACK) : begin]

    @property
    def after(self) -> str:
        """The words behind it in its sentence."""
        end = self.end - self.sentence.start
        return self.sentence.text[end : end + _LOOK_AHEAD]

    @property
    def opens(self) -> bool:
        """Whether it opens its sentence, so that its capital may be the sentence's."""
        return self.start - self.sentence.start <= 2


@cache
def _public_body() -> re.Pattern[str]:
    """Return the pattern of a body that is named by what it is: « l'aéroport de Liège »."""
    rows = read_knowledge("evidence")["public_body"]
    ways = "|".join(f"{alternatives(row['heads'])} (?:{row['pattern']})" for row in rows)
    nation, name = f"(?:{any_nationality()})", rf"[{_UPPER}][\w-]+"
    return re.compile(rf"\b(?:{ways})".replace("{nation}", nation).replace("{name}", name))


@cache
def _body_words() -> frozenset[str]:
    """Return the words with which the name of such a body begins."""
    rows = read_knowledge("evidence")["public_body"]
    return first_words(head for row in rows for head in row["heads"])


@cache
def institution() -> re.Pattern[str]:
    """Return the pattern of a name made of common words: « Autorité belge de la concurrence ».

    >>> institution().search("la Banque centrale européenne").group()
    'Banque centrale européenne'
    """
    endings = "al|ale|aux|ales|ique|iques|aire|aires|éen|éenne|elle|el|iel|ielle"
    adjective = rf"(?:(?:{any_nationality()})|\w+(?:{endings}))\b"
    link = (
        r"(?:de la |de l['’]|du |des |de |d['’]|pour la |pour le |pour les |pour l['’]|à la |et de la |et du "
        r"|et des |et de |et (?=[a-z]{5}))"
    )
    name = rf"[{_UPPER}][\w-]+(?: [{_UPPER}][\w-]+){{0,2}}"
    word = rf"(?:[a-zà-ÿ]+(?:-[a-zà-ÿ]+)*|{name})"
    head = alternatives(nouns("institution"))
    return re.compile(
        rf"\b(?:{head})(?: {adjective})*"
        rf"(?:(?: {link}{word}(?: {adjective}\b)?){{1,4}}(?: [{_UPPER}]{{3,5}}\b)?|(?: {name})?)"
    )


@cache
def _institution_words() -> frozenset[str]:
    """Return the words with which such a name begins, if it has more than one."""
    return first_words(nouns("institution"))


def _shouted(text: str) -> bool:
    if sum(map(str.isupper, text)) <= _SHOUTED * _FEW:  # most lines have fewer capitals by far
        return False
    letters = "".join(filter(str.isalpha, text))
    return len(letters) > _FEW and sum(map(str.isupper, letters)) > _SHOUTED * len(letters)


def _cut(sentence: Sentence, start: int, end: int, known: str | None = None) -> Candidate:
    offset = sentence.start
    return Candidate(sentence, offset + start, offset + end, sentence.text[start:end], known)


def _spans(pattern: re.Pattern[str], sentence: Sentence) -> list[Candidate]:
    return [_cut(sentence, *match.span()) for match in pattern.finditer(sentence.text)]


def _overlaps(candidate: Candidate, others: Iterable[Candidate]) -> bool:
    return any(candidate.start < other.end and other.start < candidate.end for other in others)


def _known_candidates(sentence: Sentence, words: tuple[str, ...]) -> list[Candidate]:
    found = [
        _cut(sentence, match.start, match.end, match.organisation.name)
        for match in find_aliases(sentence.text, words)
    ]
    if _body_words().isdisjoint(words):
        return found
    spans = _spans(_public_body(), sentence)
    posts = [body for body in spans if body.text.lower().startswith("poste ")]
    found = [
        name for name in found if not any(name.end < post.end and post.start < name.end for post in posts)
    ]
    bodies = [body for body in spans if not _overlaps(body, found)]
    return found + [replace(body, known=body.text) for body in bodies]


@cache
def _common_nouns() -> frozenset[str]:
    return nouns("person") | nouns("organisation") | nouns("relational")


def _is_common(word: str) -> bool:
    """Tell whether a word has its capital from its place alone."""
    first, hyphen, rest = word.partition("-")  # « Celui-ci », « Là-bas »
    return (
        (first in nouns("opening") and (not rest or rest.islower()))
        or word.lower() in _common_nouns()
        or (hyphen != "" and _ASKS.search(word) is not None)  # « Faut-il »
        or _ADVERB.fullmatch(word) is not None
    )


def _is_nationality(sentence: Sentence, start: int, word: str) -> bool:
    """Read « l'Américaine SnapPay »: a nationality with a capital before a name."""
    behind = sentence.text[start + len(word) : start + len(word) + 2]
    nationality = word.lower() in nationalities() and behind[1:].isupper()
    return nationality and _ARTICLE_BEFORE.search(sentence.text[:start]) is not None


def _without_opening(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Take off words that have their capital from the sentence alone."""
    while start < end:
        name = sentence.text[start:end]
        word = _FIRST_WORD.match(name)
        if not word or _OF_ONE_PIECE.match(name):
            return start, end
        if not _is_common(word.group()) and not _is_nationality(sentence, start, word.group()):
            return start, end
        if start > 2 and word.group().endswith("s") and word.group() not in nouns("opening"):
            return start, end  # « Founders Fund »: inside a sentence a plural with a capital is a name's
        alone = word.end() == end - start and start > 2
        if alone and word.group() not in nouns("opening") and not _ASKS.search(word.group()):
            return start, end
        start += word.end()
        rest = name[word.end() :]
        start += len(rest) - len(rest.lstrip(" \u00a0'’-&+"))
    return start, end


def _role_start(name: str) -> int:
    """Find where a person's office follows the name (« Jack Ma Président »), else the end."""
    words = name.split()
    for at in range(2, len(words)):
        if words[at].split("-")[0].lower() in nouns("person") and words[at - 1] not in ("Le", "La", "L"):
            return name.index(f" {words[at]}")
    return len(name)


def _pieces(sentence: Sentence, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run of capitals at particles, unless a first name opens it (« Laurent de Villiers »)."""
    text = sentence.text[start:end]
    words = text.split()
    if len(words) == 1 or opens_with_first_name(text):
        yield start, start + _role_start(text)
        return
    name = next((word for word in words[1:-1] if opens_with_first_name(word)), None)
    if name:  # « Président de la République François Hollande »
        cut = text.index(name)
        yield from _pieces(sentence, start, start + len(text[:cut].rstrip()))
        yield start + cut, end
        return
    position = 0
    for particle in _SPLIT.finditer(text):
        yield start + position, start + particle.start()
        position = particle.end()
    yield start + position, end


def _capital_candidates(sentence: Sentence) -> list[Candidate]:
    found = []
    sequence = _SEQUENCE_WITH_ANY if _INNER_CAPITAL.search(sentence.text) else _SEQUENCE
    for match in sequence.finditer(sentence.text):
        for first, last in _pieces(sentence, *match.span()):
            start, end = _without_opening(sentence, first, last)
            named = end - start > 1 and not sentence.text[start:end].isdigit()
            if named and not sentence.text.endswith("outre-", 0, start):
                found.append(_cut(sentence, start, end))
    return found


def _decided(run: Candidate, inside: list[tuple[Candidate, str]]) -> list[Candidate]:
    """Decide between a run of capitals and the known names inside it."""
    known, name = inside[0]
    names = [candidate for candidate, _ in inside]
    if opens_with_first_name(run.text) and run.start < known.start:
        return [run] if organisations()[name].family_name or len(inside) == 1 else names
    rest = run.text.replace(known.text, "", 1).strip(" \u00a0-&+").split()
    if len(inside) == 1 and rest and run.start == known.start and nouns("legal_form").issuperset(rest):
        return [replace(known, end=run.end, text=run.text)]
    if run.start == known.start:  # « le président de X Anne Rivalis »
        apart = _IN_OFFICE.search(run.before) is not None
    else:  # « l'opérateur Telecom Orange »
        apart = nouns("no_name").issuperset(rest)
    if len(inside) > 1 or not rest or apart or rest[0] in first_names() | nouns("legal_form"):
        return names
    if run.start < known.start and organisations()[name].common_word:
        return [replace(run, known=None)]  # « China Duty Free » and « Digital Free Trade » are no Free
    if run.start < known.start or known.text.endswith("!"):
        return names
    return [replace(run, known=None, label="family")]


def _is_institution(text: str) -> bool:
    """Tell « Aéroports de Lille » from « le ministre des Aéroports Anne Rivalis »."""
    words = text.split()
    return len(words) > 1 and not opens_with_first_name(words[1])


def _institutions(sentence: Sentence, words: tuple[str, ...]) -> list[Candidate]:
    if _institution_words().isdisjoint(words):
        return []
    return [span for span in _spans(institution(), sentence) if _is_institution(span.text)]


def _chosen(sentence: Sentence, known: list[Candidate], institutions: list[Candidate]) -> list[Candidate]:
    """Choose among known names, runs of capitals and institutions where they overlap."""
    runs = _capital_candidates(sentence)
    if not (known or institutions):
        return runs
    chosen: list[Candidate] = []
    for run in runs:
        within = [other for other in known if run.start <= other.start and other.end <= run.end]
        aliases = [(other, other.known) for other in within if other.known in organisations()]
        if aliases:
            chosen += _decided(run, [(other, name) for other, name in aliases if name])
        elif not _overlaps(run, known):
            chosen.append(run)
    chosen += [other for other in known if not _overlaps(other, chosen)]
    if institutions:
        chosen = [other for other in chosen if other.known or not _overlaps(other, institutions)]
    return chosen + [span for span in institutions if not _overlaps(span, chosen)]


_JOINT = re.compile(r" ?(?:(?:de la|de l['’]|de|du|des|d['’]|à la|au|aux|en|sur|&|et) ?)?")


def _joined(candidates: list[Candidate], names: Sequence[Name]) -> list[Candidate]:
    """Join the pieces of a name that the model sees as one (« Chantiers de l'Atlantique »)."""
    joined: list[Candidate] = []
    for candidate in candidates:
        last = joined[-1] if joined else None
        known = last and (last.known or candidate.known or last.label or candidate.label)
        if last is None or known or any(letter.isdigit() for letter in last.text):
            joined.append(candidate)
            continue
        text, offset = candidate.sentence.text, candidate.sentence.start
        between = text[last.end - offset : candidate.start - offset]
        one = any(name.start <= last.start - offset and candidate.end - offset <= name.end for name in names)
        if one and between.strip() not in ("et", "&") and _JOINT.fullmatch(between):
            joined[-1] = _cut(candidate.sentence, last.start - offset, candidate.end - offset)
        else:
            joined.append(candidate)
    return joined


@cache
def _foreign() -> re.Pattern[str]:
    article = r"(?:\b(?:[Ll]e|[Ll]a|[Dd]u|[Aa]u|[Uu]ne?) |\b[Ll]['’])"
    return re.compile(rf"{article}(?P<nation>{any_nationality()}) $")


def _contradicted(candidate: Candidate) -> bool:
    """Tell whether an acronym that the package knows is another firm's here (« le britannique CDC »)."""
    organisation = organisations().get(candidate.known or "")
    if organisation is None or not (candidate.text.isupper() and len(candidate.text) <= 5):
        return False
    told = _foreign().search(candidate.before)
    return bool(told and nationalities()[told["nation"]] != organisation.country)


def _labelled(candidate: Candidate, names: Sequence[Name]) -> Candidate:
    if candidate.label or not names:
        return candidate
    start, end = candidate.start - candidate.sentence.start, candidate.end - candidate.sentence.start
    covering = [name.label for name in names if name.start < end and start < name.end]
    return candidate.labelled(covering[0] if covering else None)


_OF_PLACE = re.compile(rf"(?P<noun>[\w-]+){_SPACE}(?:de{_SPACE}|d['’])(?P<place>.+)")
_RANK = re.compile(r"[IVX]{2,}|[IVX]+(?:er?|ère|ème|th|st|nd|rd)")


def _names_nothing(text: str) -> bool:
    """Tell whether words are what any body is called, alone or with its town, or a number in capitals.

    >>> [text for text in ("Groupe", "Groupe de Lille", "XXIe", "Banque de Lille") if _names_nothing(text)]
    ['Groupe', 'Groupe de Lille', 'XXIe']
    """
    if without_article(text).lower() in nouns("bare") or _RANK.fullmatch(text):
        return True
    told = _OF_PLACE.fullmatch(text)
    return told is not None and told["noun"].lower() in nouns("generic_firm") and told["place"] in places()


def find_stretches(sentence: Sentence) -> list[Candidate]:
    """Return the stretches of a sentence that may be names or pieces of names, in order, none judged yet.

    >>> text = "Le groupe Rivalis s'allie à la Poste chinoise."
    >>> [found.text for found in find_stretches(Sentence(0, 0, len(text), text))]
    ['Rivalis', 'Poste chinoise']
    """
    sentence = without_tickers(sentence)
    words = folded_words(sentence.text)
    known = [candidate for candidate in _known_candidates(sentence, words) if not _contradicted(candidate)]
    if _shouted(sentence.text):
        return sorted(known, key=lambda candidate: candidate.start)
    return sorted(_chosen(sentence, known, _institutions(sentence, words)), key=lambda c: (c.start, -c.end))


def choose_candidates(stretches: list[Candidate], names: Sequence[Name]) -> list[Candidate]:
    """Return those of a sentence's stretches that may be names, each with what the model says of it.

    >>> text = "Les Chantiers de l'Atlantique livrent."
    >>> stretches = find_stretches(Sentence(0, 0, len(text), text))
    >>> [found.text for found in choose_candidates(stretches, ())]
    ['Chantiers', 'Atlantique']
    >>> [found.text for found in choose_candidates(stretches, [Name(4, 29, "ORG")])]
    ["Chantiers de l'Atlantique"]
    """
    if not stretches or _shouted(stretches[0].sentence.text):
        return stretches
    sentence = stretches[0].sentence
    begins = sentence.start + dateline_length(sentence.text)
    return [
        _labelled(candidate, names)
        for candidate in _joined(stretches, names)
        if (candidate.known or not _names_nothing(candidate.text))
        and candidate.text not in nouns("no_name")
        and (candidate.known or candidate.start >= begins)
        and candidate.text not in nationalities()
        and candidate.text.lower() not in nationalities()
    ]


def find_candidates(sentence: Sentence, names: Sequence[Name]) -> list[Candidate]:
    """Return the stretches of a sentence that may be names, in order, each with what the model says of it.

    >>> text = "Le groupe Rivalis s'allie à la Poste chinoise."
    >>> [(found.text, found.known) for found in find_candidates(Sentence(0, 0, len(text), text), ())]
    [('Rivalis', None), ('Poste chinoise', 'China Post')]
    """
    return choose_candidates(find_stretches(sentence), names)


def is_open(candidate: Candidate) -> bool:
    """Tell whether what the model says of a candidate can make a difference.

    >>> text = "Le groupe Rivalis s'allie à la Poste chinoise."
    >>> [is_open(found) for found in find_candidates(Sentence(0, 0, len(text), text), ())]
    [True, False]
    """
    if candidate.known is None:
        return candidate.label is None
    organisation = organisations().get(candidate.known)
    return organisation is not None and organisation.common_word and candidate.opens
