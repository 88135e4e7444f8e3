"""Mentions: the organisations, people and places that sentences name, one entity for one real body."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, pairwise

from alibaba_corpus.candidates import Candidate, find_candidates
from alibaba_corpus.evidence import decide_kinds
from alibaba_corpus.lexicon import heads, nouns, organisations, without_article
from alibaba_corpus.names import Name
from alibaba_corpus.sentences import Sentence

# French common nouns want a determiner: a bare one before a verb, a comma or a coordination is a name.
_BARE_NAME = re.compile(r"^(?:,| et [A-ZÀ-Þ]| (?!d[eu]s? |d['’]|à |aux? |en |pour |et |ou |sur )[a-zà-ÿ])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: as written, and the entity it stands for (kind: organisation, person, place)."""

    sentence: int
    start: int
    end: int
    text: str
    entity: str
    kind: str


def _straight(name: str) -> str:
    return name.replace("’", "'")


def _plain(name: str) -> str:
    """Drop article and legal form, and write an apostrophe in one way."""
    words = _straight(without_article(name)).split()
    while len(words) > 1 and words[-1] in nouns("legal_form"):
        words.pop()
    while len(words) > 1 and words[0] in ("Groupe", "Société", "Group"):
        words.pop(0)
    return " ".join(words)


def _last_words(name: str) -> Iterator[str]:
    """Yield what is left of a name without its first word, its first two, … (« Ma » of « Jack Ma »)."""
    return (name[space.end() :] for space in re.finditer(" ", name))


def _first_words(name: str) -> Iterator[str]:
    """Yield what is left of a name without its last words (« Jack » of « Jack Ma »)."""
    return (name[: space.start()] for space in re.finditer(" ", name))


def _firm_entities(names: Iterable[str], beside: frozenset[tuple[str, str]] = frozenset()) -> dict[str, str]:
    """Give a short form the longest name that opens or closes with it, where just one does.

    `beside` are the names that one sentence has side by side: two firms (« Telenor Bank, de Telenor »).
    """
    plain = {name: _plain(name) for name in names}
    apart = {(plain.get(one, one), plain.get(other, other)) for one, other in beside}
    forms = set(plain.values())
    longer: dict[str, set[str]] = defaultdict(set)
    for long in forms:
        for form in forms.intersection(chain(_first_words(long), _last_words(long))):
            if (form, long) not in apart:
                longer[form].add(long)
    longest = {form: [long for long in longer[form] if long not in longer] for form in tuple(longer)}
    return {
        name: longest[form][0] if len(form) > 3 and len(longest.get(form, ())) == 1 else form
        for name, form in plain.items()
    }


def _beside(candidates: Sequence[Candidate]) -> frozenset[tuple[str, str]]:
    """Return the unknown names that a sentence has both short and long, by twos."""
    together: dict[int, set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.known is None:
            together[candidate.sentence.number].add(candidate.text)
    return frozenset(
        (one, other)
        for texts in together.values()
        for other in texts
        if " " in other
        for one in texts & {other.rsplit(" ", count)[0] for count in range(1, other.count(" ") + 1)}
    )


@cache
def _heads_by_last_words() -> dict[str, str]:
    """Return the shortest name of a head of a firm that ends with some words."""
    shortest_last = sorted(heads(), key=lambda name: (len(name), name), reverse=True)
    return {words: name for name in shortest_last for words in _last_words(name)}


def _person_entities(spellings: Collection[str], kinds: Mapping[str, str]) -> dict[str, str]:
    """Give a last name alone the full name that the article has for it, or that of a known head of a firm."""
    people = [name for name, kind in kinds.items() if kind == "person"]
    unknown = {text for text in spellings if text not in organisations()}
    full = {words: name for name in reversed(people) for words in unknown.intersection(_last_words(name))}
    known = _heads_by_last_words()
    short = {text: known[text] for text in unknown if kinds.get(text) == "person" and text in known}
    return dict(zip(people, people, strict=True)) | short | full


def _accepted(candidate: Candidate, kinds: Mapping[str, str], sure: frozenset[str]) -> bool:
    """Leave a common word that only opens a sentence (« Mars ») where nothing says it is the firm."""
    if candidate.known is None:
        return candidate.text in kinds
    organisation = organisations().get(candidate.known)
    if organisation is None or not organisation.common_word:
        return True
    if re.match(r"[ \u00a0]\d{4}", candidate.after):
        return False
    told = candidate.known in sure or candidate.label == "ORG"
    return not candidate.opens or told or bool(_BARE_NAME.match(candidate.after))


def _initials(name: str) -> str:
    return "".join(word[0] for word in re.split(r"[\s'’-]+", name) if word)


def _spells(acronym: str, name: str) -> bool:
    """Tell whether an acronym's letters open a name's words, small ones too (« Caisse de dépôt », CD)."""
    ahead = iter(_initials(name).upper())
    return all(letter in ahead for letter in acronym)


def _same_in_brackets(left: Mention, right: Mention, between: str) -> tuple[str, str] | None:
    """Read « Yoox Net-a-Porter (YNAP) »: what stands in brackets behind a name is that name.

    The press calls a body whose name is made of common words by its acronym from then on.
    """
    firms = left.kind == right.kind == "organisation" and left.sentence == right.sentence
    if not (firms and between == " (" and right.text.isupper()):
        return None
    capitals = sum(map(str.isupper, _initials(left.text)))
    if len(right.text) <= capitals + 1:
        return right.entity, left.entity
    known = left.entity in organisations()
    return (left.entity, right.entity) if _spells(right.text, left.text) and not known else None


def _with_acronyms(mentions: Sequence[Mention], sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    same = {}
    for left, right in pairwise(mentions):
        sentence = sentences[left.sentence]
        between = sentence.text[left.end - sentence.start : right.start - sentence.start]
        closed = sentence.text.startswith(")", right.end - sentence.start)
        found = _same_in_brackets(left, right, between) if closed else None
        if found:
            same[found[0]] = found[1]
    return tuple(
        replace(mention, entity=same[mention.entity]) if mention.entity in same else mention
        for mention in mentions
    )


def find_mentions(sentences: Sequence[Sentence], names: Sequence[Sequence[Name]]) -> tuple[Mention, ...]:
    """Return the organisations, people and places of an article's sentences, in order.

    `names` are the model's names of each sentence (`alibaba_corpus.names.find_names`). They are corrected and
    completed by the alias file and by context (« le groupe X », « X, distributeur », « l'américain X »); a
    name that neither knows is weighed over all its occurrences. A known name has its usual name as entity.

    >>> from alibaba_corpus.sentences import split_sentences
    >>> text = "La Poste chinoise s'allie au transporteur Rivalis, dit Cyrille Bolloré."
    >>> for mention in find_mentions(split_sentences(text), [()]):
    ...     print(mention.text, "|", mention.entity, "|", mention.kind)
    Poste chinoise | China Post | organisation
    Rivalis | Rivalis | organisation
    Cyrille Bolloré | Cyrille Bolloré | person
    """
    pairs = zip(sentences, names, strict=True)
    return name_candidates(sentences, [find_candidates(sentence, found) for sentence, found in pairs])


def name_candidates(
    sentences: Sequence[Sentence], found: Sequence[Sequence[Candidate]]
) -> tuple[Mention, ...]:
    """Return the mentions of an article whose candidates, by sentence, are found.

    >>> sentence = Sentence(0, 0, 21, "L'armateur Rivalis rit")
    >>> [mention.kind for mention in name_candidates([sentence], [find_candidates(sentence, ())])]
    ['organisation']
    """
    candidates = [candidate for here in found for candidate in here]
    kinds = decide_kinds(candidates)
    sure = frozenset(c.known for c in candidates if c.known and not c.opens)
    people = _person_entities([c.text for c in candidates if not c.known], kinds)
    kinds |= dict.fromkeys(people, "person")
    firms = [text for text, kind in kinds.items() if kind == "organisation"]
    entities = _firm_entities(firms, _beside(candidates)) | people
    mentions = [
        Mention(
            sentence=candidate.sentence.number,
            start=candidate.start,
            end=candidate.end,
            text=candidate.text,
            entity=_straight(candidate.known or entities.get(candidate.text, candidate.text)),
            kind="organisation" if candidate.known else kinds[candidate.text],
        )
        for candidate in candidates
        if _accepted(candidate, kinds, sure)
    ]
    return _with_acronyms(mentions, sentences)
