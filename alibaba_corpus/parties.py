"""Parties: the stretches of a sentence that stand for organisations, named or not (« les deux groupes »)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from alibaba_corpus.descriptions import (
    anaphora,
    antonomasia,
    clitic,
    descriptor,
    head_of,
    head_words,
    kin,
    last_named,
    ordinal,
    pair_of,
    peer,
    several,
    spokes,
    tie,
    title,
)
from alibaba_corpus.finite_verbs import is_verb_form
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import (
    Organisation,
    alternatives,
    group_of,
    nationalities,
    nouns,
    organisations,
    places,
    seats,
    town_adjectives,
    without_article,
)
from alibaba_corpus.memory import REACH, Memory
from alibaba_corpus.mentions import Mention
from alibaba_corpus.sentences import Sentence

_ARTICLE_BEFORE = re.compile(r"\b[Ll](?:a|e|es) $|\b[Ll]['’]$")
_FRONTED = re.compile(r"(?:Quant (?:à |au |aux )|Pour |Chez |Du côté de |Du côté d['’])")


class Party(NamedTuple):
    """Organisations meant by one stretch of a sentence; `named` when it holds their name.

    tie: what the stretch itself says of its one organisation, as (source, target, type): « la filiale de X ».
    """

    start: int
    end: int
    entities: tuple[str, ...]
    named: bool = True
    tie: tuple[str, str, str] | None = None


def _grown(sentence: Sentence, mention: Mention, floor: int) -> int:
    """Move a party's start back over its title (« le géant chinois de l'e-commerce Alibaba »)."""
    before = sentence.text[floor - sentence.start : mention.start - sentence.start][-90:]
    match = _innermost_title(before)
    start = mention.start - (len(before) - match.start()) if match else mention.start
    before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    article = None if match else _ARTICLE_BEFORE.search(before)
    if article:
        start -= len(before) - article.start()
        before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    apposed = anaphora().search(before) if before.endswith(", ") else None
    if apposed and apposed.group("noun") and apposed.group("rest") and apposed.end() == len(before) - 2:
        start -= len(before) - apposed.start()  # « le géant de la vente en ligne, le groupe X »
        before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    spoken = spokes().search(before)
    return start - (len(before) - spoken.start()) if spoken else start


@cache
def _in_office() -> re.Pattern[str]:
    """Return the pattern of what stands between who speaks for a firm and its name: « , patron de »."""
    offices = alternatives(nouns("spokes") - nouns("spokes_apart"))
    return re.compile(
        rf", (?:l[ae] |l['’])?(?:[a-zà-ÿ]+ ){{0,2}}?(?:{offices})(?: [a-zà-ÿ]+){{0,2}}?"
        r" (?:de |du |d['’]|de la |de l['’])"
    )


def _with_spokesman(sentence: Sentence, start: int, end: int, speaks: Mention | None) -> tuple[int, int]:
    """Let « Anne Roy (Auchan) » and « Anne Roy, patronne d'Auchan, » stand for the firm she speaks for."""
    if speaks is None:
        return start, end
    text = sentence.text
    between, behind = text[speaks.end - sentence.start : start - sentence.start], text[end - sentence.start :]
    if between == " (" and behind.startswith(")"):
        return speaks.start, end + 1
    if _in_office().fullmatch(between) and behind.startswith(","):
        return speaks.start, end + 1
    return start, end


@cache
def _compounds() -> re.Pattern[str]:
    """Return the pattern of nouns of several words, which no verb is part of (« jeune pousse »)."""
    return re.compile(rf"\b(?:{alternatives({noun for noun in nouns('organisation') if ' ' in noun})})\b")


_BEFORE_NOUN = frozenset({"de", "du", "des", "d'", "d’", "la", "le", "les", "un", "une", "en", "au", "à"})


def _has_verb(title: str) -> bool:
    """Tell whether words before a name hold a verb, finite or infinitive: « du commerce » is none."""
    words = _compounds().sub("", title).split()
    pairs = ((words[at - 1], words[at]) for at in range(2, len(words)))
    return any(
        (is_verb_form(word) and before not in _BEFORE_NOUN)
        or (word.endswith(("er", "ir", "re")) and is_verb_form(word, any_form=True))
        for before, word in pairs
    )


def _innermost_title(before: str) -> re.Match[str] | None:
    """Find the title next to a name (« la plateforme du géant chinois » + X: « géant chinois »)."""
    found = None
    position = 0
    while match := title().search(before, position):
        if not _has_verb(match.group()):
            found = match
        position = match.start() + 2
    return found


def describing_words(text: str) -> set[str]:
    """Return the words that tell an organisation: nouns of firms, adjectives of nationality; in lower case.

    >>> sorted(describing_words("Le géant chinois se tait."))
    ['chinois', 'géant']
    """
    return set(descriptor().findall(text.lower())) if text else set()


@cache
def _stem(word: str) -> str:
    country = nationalities().get(word)
    return f"nation:{word[:5]}" if country else word.rstrip("s").removesuffix("e")


def _trades() -> Mapping[str, list[str]]:
    """Return the words by which the press calls an organisation of each kind."""
    trades: Mapping[str, list[str]] = read_knowledge("nouns")["trades"]
    return trades


def _fits(entity: str, descriptors: Iterable[str], seat: str | None, memory: Memory) -> int:
    """Score how well what is known of an organisation fits a description; negative when it contradicts it."""
    known = memory.words.get(entity, frozenset())
    organisation = organisations().get(entity)
    score = 0
    for word in descriptors:
        country = nationalities().get(word)
        if _is_body_or_place(organisation, word, known):
            score -= 8
        elif not (organisation or country) and word not in entity.lower() and _is_body(entity):
            score -= 8  # a public body of an unknown name is no « jeune pousse »
        elif organisation and organisation.group != entity and word in _GROUP_WORDS:
            score -= 4
        elif country:
            score += _fits_origin(word, known, organisation)
        elif word in nouns("generic_firm"):
            continue
        elif any(_stem(word) == _stem(other) for other in known):
            score += 4
        elif organisation and any(trade in word for trade in _trades().get(organisation.kind, ())):
            score += 2
        else:
            score -= 3 if organisation or known else 1
    if seat and organisation:
        score += 5 if organisation.seat == seat else -4
    return score


def _fits_origin(word: str, known: frozenset[str], organisation: Organisation | None) -> int:
    """Score how well an adjective of a country or a town fits: « le groupe genevois » has its seat there."""
    if any(_stem(word) == _stem(other) for other in known):
        return 4
    town = town_adjectives().get(word)
    if organisation and organisation.seat and town in seats():
        return 4 if organisation.seat == town else -4
    nations = {nationalities()[other] for other in known if other in nationalities()}
    nations |= {organisation.country} if organisation else set()
    if not nations:
        return 0
    return 3 if nationalities()[word] in nations else -8


def _is_trade(word: str) -> bool:
    """Tell whether a word is what the press calls organisations of some kind (« compagnie »)."""
    return word not in _GROUP_WORDS and any(word in trades for trades in _trades().values())


def _called(entity: str, words: Iterable[str]) -> int:
    """Score whether an organisation is of a kind that is called so."""
    organisation = organisations().get(entity)
    trades = _trades().get(organisation.kind, ()) if organisation else ()
    return 2 * any(_is_trade(word) and word in trades for word in words)


def _only_reports(entity: str) -> bool:
    organisation = organisations().get(entity)
    return organisation is not None and organisation.kind in _REPORTERS


def _is_body_or_place(organisation: Organisation | None, word: str, known: frozenset[str]) -> bool:
    """Tell whether no firm is meant: a ministry is no « groupe », and « ce site » may be a place."""
    if organisation and organisation.kind in _BODIES and word in nouns("generic_firm"):
        return True
    return word == "site" and word not in known and not (organisation and organisation.kind in _ONLINE)


def _is_body(entity: str) -> bool:
    """Tell whether a name is made of common words as a public body's is (« autorité de la concurrence »)."""
    return entity[:1].islower() and entity.split(maxsplit=1)[0].capitalize() in nouns("institution")


_REPORTERS = frozenset({"media", "news agency"})
_SUBJECT_WITHIN = 4  # characters in which a sentence's own subject begins
_ONLINE = frozenset({"platform", "media"})
_BODIES = frozenset({"public body", "government", "university", "association"})
_GROUP_WORDS = frozenset(
    {"groupe", "géant", "mastodonte", "conglomérat", "multinationale", "groupes", "géants", "multinationales"}
)


_OFTEN = 1.0  # how much « l'entreprise » leans to whom the article names most


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
            topical -= 5.0 * _only_reports(entity)
            topical += _OFTEN if plain and entity == memory.most_named else 0.0
            ranked.append(
                (_fits(entity, descriptors, seat, memory) + topical - min(rank, 4) * 0.3, -rank, entity)
            )
    if not ranked or max(ranked)[0] < 0:
        return ()
    return (max(ranked)[2],)


def _head_entity(text: str) -> str | None:
    """Read « le groupe de Jack Ma » and « le géant de Hangzhou » from the alias file."""
    plain = text.replace("’", "'").lower()
    for organisation in organisations().values():
        if any(
            phrase.lower() == plain or without_article(phrase).lower() == without_article(plain)
            for phrase in organisation.descriptions
        ):
            return organisation.name
        if any(
            re.search(rf"\b(?:de |d'|par ){re.escape(head.lower())}$", plain) for head in organisation.heads
        ):
            return organisation.name
    return None


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


_GOES_ON = frozenset({None, "se", "ne", "y", "en", "qui", "dont"})  # behind « le premier » as a name


def _contraction(match: re.Match[str]) -> int:
    """Return the length of « du », « aux » before a description, whose preposition is no part of it."""
    contracted = re.match(r"(?:d[ue]s?|aux?)[ \u00a0]", match.group().lower())
    return contracted.end() if contracted else 0


class _Search:
    """The parties of a sentence that are described, gathered so that none overlaps another."""

    def __init__(self, sentence: Sentence, named: Sequence[Party], memory: Memory) -> None:
        self.sentence, self.named, self.memory = sentence, named, memory
        self.fronted = named[0].entities if named and _FRONTED.match(sentence.text) else ()
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
            self.add(match, self._as_groups(match.group(), pair), _contraction(match))
        for match in several().finditer(self.sentence.text) if self.memory.listed else ():
            self.add(match, self.memory.listed)

    def _as_groups(self, text: str, pair: tuple[str, ...]) -> tuple[str, ...]:
        """Let « les deux groupes » mean the groups of two subsidiaries, where the article names them."""
        if not _GROUP_WORDS & set(text.lower().split()):
            return pair
        said = self.memory.said
        return tuple(group_of(entity) if group_of(entity) in said else entity for entity in pair)

    def pointed_at(self) -> None:
        """Read « la première », « celle-ci » and « l' » before a verb."""
        text, memory = self.sentence.text, self.memory
        for match in ordinal().finditer(text) if memory.two else ():
            if match["word"] in _GOES_ON or is_verb_form(match["word"]) or match["deed"]:
                one = memory.two[:1] if match["first"] else memory.two[1:2]
                self.add(match, one, _contraction(match))
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
                if _fits(entity, describing_words(match.group()), None, self.memory) > 0
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
            self.add(match, entities, _contraction(match))

    def _is_apposed(self, match: re.Match[str]) -> bool:
        """Tell whether a description only says who the one named before is (« X, le géant chinois »)."""
        start = self.sentence.start + match.start()
        before = [party for party in self.named if party.end <= start]
        return (
            bool(before)
            and _APPOSED.fullmatch(self.sentence.text, before[-1].end - self.sentence.start, match.start())
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
        return (entity,) if plain and group_of(entity) == entity and not _only_reports(entity) else ()

    def _recalled(self, match: re.Match[str], excluded: Sequence[str]) -> tuple[str, ...]:
        """Find whom a description means: who was named lately, unless it fits one of this sentence better."""
        lately = _resolve_one(match.group(), self.sentence.number, self.memory, excluded)
        here = self._named_before(match)
        words = describing_words(match.group())
        if lately and here and all(_fits(name, words, None, self.memory) <= 0 for name in lately):
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
        if not any(word in nationalities() or _is_trade(word) for word in words):
            return ()
        before = [party for party in self.named if party.end <= end]
        told = {
            name: _fits(name, words, None, self.memory) + _called(name, words)
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
        if _fits(group, describing_words(match.group()), None, self.memory) < 0:
            return ()
        said = {*self.memory.said, *self.here()}
        near = self.sentence.text[before[-1].end - self.sentence.start : match.start()]
        apposed = re.match(r"[»”\"]? ?[,(–-] ?[^,;]{0,40}$", near)
        return (group,) if group in said and group != before[-1].entities[0] and apposed else ()


def _described(sentence: Sentence, named: Sequence[Party], memory: Memory) -> list[Party]:
    """Find the parties that are described, not named."""
    search = _Search(sentence, named, memory)
    search.heads()
    search.groups()
    search.pointed_at()
    search.singles()
    return search.found


_COMPARED = re.compile(
    r"(?:\b[Ll]['’]|\b(?:[Ll]e|[Ll]a|[Uu]ne?|d['’]une?|de|[Dd]u|[Aa]u|[Cc]et?|[Cc]ette) |[Dd]['’])"
    r"[«“\"]?[ \u00a0]?$"
)


def _compares(sentence: Sentence, mention: Mention) -> bool:
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    return bool(antonomasia().match(after) and _COMPARED.search(before))


def _tied(sentence: Sentence, party: Party) -> bool:
    """Tell whether a description is whose the next name is: « la filiale du distributeur, X »."""
    before = sentence.text[: party.start - sentence.start] + sentence.text[party.start - sentence.start :][:3]
    return kin().search(re.sub(r"\b(du|de la|de l['’]|de) ?(?:le|la|l['’])?\w*$", r"\1 ", before)) is not None


_OF = re.compile(r"[»”\"]? (?:de |d['’]|du |de la |de l['’])[«“\"]?")


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:[Ll]e|[Ll]a|[Ll]es|[Ss]on|[Ss]a) |\b[Ll]['’])?(?:{alternatives(nouns('subsidiary'))})\b"
    )


def _owned_title(sentence: Sentence, party: Party) -> bool:
    """Tell whether a party's title says that it belongs to another (« le portail X de Y »)."""
    return _owned().match(sentence.text, party.start - sentence.start) is not None


def _with_owners(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Read « X (groupe Y) », « le portail X de Y », and « X (Y) », « le X de Y » in Y's group: Y owns X."""
    told = parties[:1]
    for one, other in pairwise(parties):
        between = sentence.text[one.end - sentence.start : other.start - sentence.start]
        behind = sentence.text[other.end - sentence.start :][:1]
        said = sentence.text[other.start - sentence.start :][:7].lower() == "groupe "
        owner, member = other.entities[0], one.entities[0]
        known = group_of(member) == owner
        bracketed = between.strip() == "(" and behind == ")" and (said or known)
        of = _OF.fullmatch(between) and (known or _owned_title(sentence, one))
        owns = bool(one.named and other.named and member != owner and (bracketed or of))
        told.append(other._replace(tie=(owner, member, "ownership")) if owns else other)
    return told


_BRANDS = re.compile(r" \((?:§,? (?:et )?)*§(?:, etc\.?|…| ?\.\.\.)?\)")


def _with_brands(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Read « Rivalis (Uber, Orange et Free) »: names listed in brackets behind a name are its brands."""
    told = list(parties)
    for at, owner in enumerate(parties if "(" in sentence.text else ()):
        close = sentence.text.find(")", owner.end - sentence.start)
        inside = [party for party in parties[at + 1 :] if party.end <= sentence.start + close]
        written, position = "", owner.end
        for party in inside:
            written += sentence.text[position - sentence.start : party.start - sentence.start] + "§"
            position = party.end
        written += sentence.text[position - sentence.start : close + 1]
        if owner.named and len(inside) > 1 and _BRANDS.fullmatch(written):
            for number, party in enumerate(inside, at + 1):
                told[number] = party._replace(tie=(owner.entities[0], party.entities[0], "ownership"))
    return told


_APPOSED = re.compile(r"[»”\"]?(?: \([^)]{1,60}\))?, ?(?:(?:l['’]autre|l['’]un des) )?")


def _without_appositions(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Drop a description that only repeats the name beside it (« Alibaba, le géant chinois, »)."""
    kept: list[Party] = []
    for found in parties:
        party = found
        between = sentence.text[kept[-1].end - sentence.start : party.start - sentence.start] if kept else ""
        if (
            kept
            and _APPOSED.fullmatch(between)
            and (kept[-1].named != party.named)
            and not ordinal().match(sentence.text, party.start - sentence.start)
            and (kept[-1].named or not _tied(sentence, kept[-1]))
        ):
            if kept[-1].named:
                continue
            party = Party(kept.pop().start, party.end, party.entities)
        kept.append(party)
    return kept


def _apposition(text: str) -> str:
    """Return what describes a name right behind it (« , distributeur nordiste »), if anything does."""
    match = re.match(r"(?: \([^)]{1,20}\))?, ([^,.;§]{0,60})", text)
    return match.group(1)[:50] if match and not tie().search(match.group(1)) else ""


def _named(sentence: Sentence, mentions: Sequence[Mention], memory: Memory) -> tuple[list[Party], Memory]:
    """Find the parties that hold a name, and note by what words each is described."""
    named: list[Party] = []
    speaks = None
    for mention in mentions:
        speaker, speaks = speaks, mention if mention.kind == "person" else None
        if mention.kind != "organisation" or _compares(sentence, mention):
            continue
        start = _grown(sentence, mention, named[-1].end if named else sentence.start)
        title = sentence.text[start - sentence.start : mention.start - sentence.start]
        behind = _apposition(sentence.text[mention.end - sentence.start :])
        memory = memory.described(mention.entity, describing_words(title) | describing_words(behind))
        floor = named[-1].end if named else sentence.start
        start, end = _with_spokesman(sentence, start, mention.end, speaker)
        named.append(_relative_of(sentence, Party(start, end, (mention.entity,)), floor, memory))
    return named, memory


# « X est la filiale de Y », « X, la filiale de Y »: said of X, which has its name beside it
_PREDICATE = re.compile(
    r"(?:\b(?:est|sont|était|sera|serait|fut|reste|demeure|devient|devenue?|comme|chez|par|et|ou)"
    r"|^ ?[,(–—-]|[(–—]) ?$"
)
_KIN = {"parent": "ownership", "subsidiary": "ownership", "rival": "competition"}


def _relative_of(sentence: Sentence, party: Party, floor: int, memory: Memory) -> Party:
    """Let « la filiale de X » mean the firm that the article has told to be one, not X."""
    before = sentence.text[floor - sentence.start : party.start - sentence.start]
    match = kin().search(before)
    if not match or not match.lastgroup or _PREDICATE.search(before[: match.start()]):
        return party
    kind, name = match.lastgroup, party.entities[0]
    found = [entity for entity in _relatives(kind, name, memory) if entity != name]
    if not found:
        return party
    start = floor + match.start() + _contraction(match)
    tie = (found[0], name) if kind == "parent" else (name, found[0])
    return Party(start, party.end, (found[0],), tie=(*tie, _KIN[kind]))


def _relatives(kind: str, name: str, memory: Memory) -> list[str]:
    """Return who may be the parent, the subsidiary or the rival of a name, the likeliest first."""
    told = [tie for tie in reversed(memory.ties) if tie[2] == _KIN[kind]]
    if kind == "rival":
        return [a if b == name else b for a, b, _ in told if name in (a, b)]
    said = reversed(tuple(memory.said))
    if kind == "parent":
        return [a for a, b, _ in told if b == name] + [entity for entity in said if entity == group_of(name)]
    known = [b for a, b, _ in told if a == name]
    return known + [entity for entity in said if group_of(entity) == name or entity.startswith(f"{name} ")]


def _with_two(sentence: Sentence, named: Sequence[Party], memory: Memory) -> Memory:
    """Note the last two that a sentence names as one and the other: « X et Y »."""
    for one, other in pairwise(named):
        if sentence.text[one.end - sentence.start : other.start - sentence.start] == " et ":
            memory = memory._replace(two=one.entities + other.entities)
    return memory


def find_parties(
    sentence: Sentence, mentions: Sequence[Mention], memory: Memory
) -> tuple[tuple[Party, ...], Memory]:
    """Return the parties of a sentence in order, and what is remembered once they are read.

    A name carries its title along (« le constructeur chinois Geely » is one party); « le groupe de Jack Ma »,
    « le distributeur nordiste », « les deux groupes » are parties where the article tells who is meant.

    >>> text = "Le groupe de Jack Ma se tait."
    >>> parties, memory = find_parties(Sentence(0, 0, len(text), text), (), Memory())
    >>> parties[0].entities, parties[0].named
    (('Alibaba',), False)
    """
    named, memory = _named(sentence, mentions, memory)
    fronted = _FRONTED.match(sentence.text)
    if fronted and named and named[0].start - sentence.start <= fronted.end() + 3:
        memory = memory.seen(sentence.number, named[0].entities)._replace(topic=named[0].entities)
    memory = _with_two(sentence, named, memory)
    found = sorted([*named, *_described(sentence, named, memory)], key=attrgetter("start"))
    parties = tuple(_with_brands(_with_owners(_without_appositions(found, sentence), sentence), sentence))
    memory = _with_two(sentence, [party for party in parties if party.named], memory)
    return parties, memory.seen(sentence.number, [entity for party in parties for entity in party.entities])
