"""Parties without a name: « le groupe de Jack Ma », « les deux groupes », « la première », « l' »."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from alibaba_corpus.descriptions import (
    anaphora,
    clitic,
    head_of,
    head_words,
    last_named,
    ordinal,
    pair_of,
    peer,
    several,
)
from alibaba_corpus.finite_verbs import is_verb_form
from alibaba_corpus.lexicon import group_of, nationalities, nouns, organisations, places, without_article
from alibaba_corpus.likenesses import GROUP_WORDS, called, describing_words, is_trade, likeness, only_reports
from alibaba_corpus.memory import REACH, Memory
from alibaba_corpus.party_ties import Party, contraction
from alibaba_corpus.sentences import Sentence

_OFTEN = 1.0  # how much « l'entreprise » leans to whom the article names most
_SUBJECT_WITHIN = 4  # characters in which a sentence's own subject begins
_GOES_ON = frozenset({None, "se", "ne", "y", "en", "qui", "dont"})  # behind « le premier » as a name
_OF_HEAD = re.compile(r"\b(?:de |d'|par )")
APPOSED = re.compile(r"[»”\"]?(?: \([^)]{1,60}\))?, ?(?:(?:l['’]autre|l['’]un des) )?")
FRONTED = re.compile(r"(?:Quant (?:à |au |aux )|Pour |Chez |Du côté de |Du côté d['’])")


def _resolve_one(text: str, sentence: int, memory: Memory, excluded: Sequence[str]) -> tuple[str, ...]:
    """Find the organisation that a description means: the best fit among those named lately, else nobody."""
    descriptors = sorted(describing_words(text))
    towns_named = re.findall(r"(?:de |d['’]|du )([A-ZÀ-Þ][\w-]+(?: [A-ZÀ-Þ][\w-]+)*)", text)
    seat = next((place for place in towns_named if place in places()), None)
    plain = all(word in nouns("generic_firm") for word in descriptors)
    ranked = []
    for rank, entity in enumerate(memory.lately(sentence)):
        if entity not in excluded:
            topical = 2.0 if entity in memory.topic else 0.0
            topical -= 5.0 * only_reports(entity)
            topical += _OFTEN if plain and entity == memory.most_named else 0.0
            ranked.append(
                (likeness(entity, descriptors, seat, memory) + topical - min(rank, 4) * 0.3, -rank, entity)
            )
    if not ranked or max(ranked)[0] < 0:
        return ()
    return (max(ranked)[2],)


@cache
def _told_by() -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Return the descriptions and the heads of organisations, each with the place of the first it tells."""
    known = [*enumerate(organisations().values())][::-1]
    descriptions = {without_article(said).lower(): at for at, one in known for said in one.descriptions}
    return descriptions, {head.lower(): at for at, one in known for head in one.heads}


def _head_entity(text: str) -> str | None:
    """Read « le groupe de Jack Ma » and « le géant de Hangzhou » from the alias file."""
    plain = text.replace("’", "'").lower()
    descriptions, heads = _told_by()
    told = [heads.get(plain[of.end() :]) for of in _OF_HEAD.finditer(plain)]
    told.append(descriptions.get(without_article(plain)))
    first = min((at for at in told if at is not None), default=None)
    return None if first is None else [*organisations()][first]


def _closest(group: str | None, memory: Memory, sentence: int) -> str | None:
    """Let « la société de Hangzhou » mean the subsidiary that the article is about, if it names no other."""
    lately = memory.lately(sentence)
    if group is None or group in lately:
        return group
    members = [
        entity
        for entity in memory.topic
        if entity in organisations() and organisations()[entity].group == group
    ]
    return members[0] if members else group


class _Search:
    """The parties of a sentence that are described, gathered so that none overlaps another."""

    def __init__(self, sentence: Sentence, named: Sequence[Party], memory: Memory) -> None:
        self.sentence, self.named, self.memory = sentence, named, memory
        self.fronted = named[0].entities if named and FRONTED.match(sentence.text) else ()
        self.found: list[Party] = []

    def add(self, match: re.Match[str], entities: tuple[str, ...], skip: int = 0) -> None:
        start, end = self.sentence.start + match.start() + skip, self.sentence.start + match.end()
        free = not any(party.start < end and start < party.end for party in (*self.named, *self.found))
        if entities and free:
            self.found.append(Party(start, end, entities, named=False))

    def here(self) -> list[str]:
        return [entity for party in (*self.named, *self.found) for entity in party.entities]

    def heads(self) -> None:
        if not head_words().search(self.sentence.text):
            return
        for match in head_of().finditer(self.sentence.text):
            entity = _closest(_head_entity(match.group()), self.memory, self.sentence.number)
            self.add(match, (entity,) if entity else ())

    def groups(self) -> None:
        number, pair = self.memory.pair
        near = self.sentence.number - number <= REACH
        for match in pair_of().finditer(self.sentence.text) if near else ():
            self.add(match, self._as_groups(match.group(), pair), contraction(match))
        for match in several().finditer(self.sentence.text) if self.memory.listed else ():
            self.add(match, self.memory.listed)

    def _as_groups(self, text: str, pair: tuple[str, ...]) -> tuple[str, ...]:
        """Let « les deux groupes » mean the groups of two subsidiaries, where the article names them."""
        if not GROUP_WORDS & set(text.lower().split()):
            return pair
        said = self.memory.said
        return tuple(group_of(entity) if group_of(entity) in said else entity for entity in pair)

    def pointed_at(self) -> None:
        """Read « la première », « celle-ci » and « l' » before a verb."""
        text, memory = self.sentence.text, self.memory
        for match in ordinal().finditer(text) if memory.two else ():
            if match["word"] in _GOES_ON or is_verb_form(match["word"]) or match["deed"]:
                one = memory.two[:1] if match["first"] else memory.two[1:2]
                self.add(match, one, contraction(match))
        for match in last_named().finditer(text):
            before = [party for party in self.named if party.end <= self.sentence.start + match.start()]
            lately = memory.lately(self.sentence.number)
            self.add(match, before[-1].entities[-1:] if before else tuple(lately[:1]))
        ends = {party.end - self.sentence.start + 1 for party in self.named}
        for match in clitic().finditer(text) if ends else ():
            if (
                match.start() in ends
                and is_verb_form(match["word"], any_form=True)
                and match["word"] not in nouns("anaphoric")
            ):
                others = tuple(entity for entity in memory.topic if entity not in self.here())
                self.add(match, others if len(others) == 1 else ())

    def singles(self) -> None:
        for match in peer().finditer(self.sentence.text):
            fitting = [
                entity
                for entity in reversed(tuple(self.memory.said))
                if likeness(entity, describing_words(match.group()), None, self.memory) > 0
            ]
            self.add(match, tuple(entity for entity in fitting if entity not in self.here())[:1])
        for match in anaphora().finditer(self.sentence.text):
            determiner = (match.group("determiner") or "").lower()
            if match.group("number") or (
                determiner in ("les", "ces", "des", "aux") and not match.group("nation")
            ):
                continue
            if self._is_apposed(match):
                continue
            genitive = (
                determiner == "du"
                or bool(
                    determiner not in ("ce", "cet", "cette")  # « une part de cette entreprise » is another's
                    and re.search(r"\bde $", self.sentence.text[max(0, match.start() - 4) : match.start()])
                )
            )
            excluded = [] if genitive else [entity for entity in self.here() if entity not in self.fronted]
            own = self._owner_of_apposed(match) or self._opening(match) if genitive else ()
            apart = () if genitive else self._named_before(match, apart=True)
            entities = own or apart or self._recalled(match, excluded)
            self.add(match, entities, contraction(match))

    def _is_apposed(self, match: re.Match[str]) -> bool:
        """Tell whether a description only says who the one named before is (« X, le géant chinois »)."""
        start = self.sentence.start + match.start()
        before = [party for party in self.named if party.end <= start]
        return (
            bool(before)
            and APPOSED.fullmatch(self.sentence.text, before[-1].end - self.sentence.start, match.start())
            is not None
        )

    def _opening(self, match: re.Match[str]) -> tuple[str, ...]:
        """Let « les comptes du groupe » mean whom its own sentence opens with, if that is a group."""
        words = describing_words(match.group())
        opens = [party for party in self.named[:1] if party.start - self.sentence.start <= _SUBJECT_WITHIN]
        if not opens or opens[0].end > self.sentence.start + match.start() or not words:
            return ()
        entity = opens[0].entities[0]
        plain = all(word in nouns("generic_firm") for word in words)
        return (entity,) if plain and group_of(entity) == entity and not only_reports(entity) else ()

    def _recalled(self, match: re.Match[str], excluded: Sequence[str]) -> tuple[str, ...]:
        """Find whom a description means: who was named lately, unless it fits one of this sentence better."""
        lately = _resolve_one(match.group(), self.sentence.number, self.memory, excluded)
        here = self._named_before(match)
        words = describing_words(match.group())
        if lately and here and all(likeness(name, words, None, self.memory) <= 0 for name in lately):
            return here
        return lately or here

    def _named_before(self, match: re.Match[str], *, apart: bool = False) -> tuple[str, ...]:
        """Read « renonce à poursuivre X et signe avec le groupe chinois »: the one of that country.

        With `apart`, of those before a colon or semicolon only (« X accélère : l'américain a signé »).
        """
        begin = (
            self.sentence.text.rfind(" : ", 0, match.start()),
            self.sentence.text.rfind("; ", 0, match.start()),
        )
        end = self.sentence.start + (max(begin) if apart else match.start())
        words = describing_words(match.group())
        if not any(word in nationalities() or is_trade(word) for word in words):
            return ()
        before = [party for party in self.named if party.end <= end]
        told = {
            name: likeness(name, words, None, self.memory) + called(name, words)
            for party in before
            for name in party.entities
        }
        fitting = [name for name, fit in told.items() if fit > 0]
        return tuple(fitting) if len(fitting) == 1 and (apart or len(told) > 1) else ()

    def _owner_of_apposed(self, match: re.Match[str]) -> tuple[str, ...]:
        """Read « Taobao, la place de marché du groupe »: the group in the alias file, where it was named."""
        before = [party for party in self.named if party.end <= self.sentence.start + match.start()]
        if not before or before[-1].entities[0] not in organisations():
            return ()
        group = organisations()[before[-1].entities[0]].group
        if likeness(group, describing_words(match.group()), None, self.memory) < 0:
            return ()
        said = {*self.memory.said, *self.here()}
        near = self.sentence.text[before[-1].end - self.sentence.start : match.start()]
        apposed = re.match(r"[»”\"]? ?[,(–-] ?[^,;]{0,40}$", near)
        return (group,) if group in said and group != before[-1].entities[0] and apposed else ()


def find_described(sentence: Sentence, named: Sequence[Party], memory: Memory) -> list[Party]:
    """Find the parties that are described, not named.

    >>> text = "Le groupe de Jack Ma se tait."
    >>> find_described(Sentence(0, 0, len(text), text), (), Memory())[0].entities
    ('Alibaba',)
    """
    search = _Search(sentence, named, memory)
    search.heads()
    search.groups()
    search.pointed_at()
    search.singles()
    return search.found
