"""Parties: the stretches of a sentence that stand for organisations, by name or not (« les deux groupes »)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from alibaba_corpus.clauses import is_verb_form
from alibaba_corpus.lexicon import (
    alternatives,
    group_of,
    nationalities,
    nouns,
    organisations,
    places,
    without_article,
)
from alibaba_corpus.mentions import Mention
from alibaba_corpus.sentences import Sentence

_FRONTED = re.compile(r"(?:Quant (?:à |au |aux )|Pour |Chez |Du côté de |Du côté d['’])")
REACH = 6  # sentences back in which a party that is not named is looked for
_WORD = r"[a-zà-öø-ÿœ][\wà-ÿ’'-]*"
_QUANTITY = r"(?:deux|trois|quatre|premier|première|premiers|grand|grande|grands|petit|petite|jeune|nouveau|nouvelle|nouvel|ancien|ancienne|célèbre|autre|autres|même|propre|vénérable|puissant|puissante|discret|discrète|vieux|vieille|tout-puissant|jeunes|futur|future|riche|ex-)"


@dataclass(frozen=True, slots=True)
class Party:
    """Organisations meant by one stretch of a sentence; `named` when it holds their name."""

    start: int
    end: int
    entities: tuple[str, ...]
    named: bool = True


@dataclass(frozen=True, slots=True)
class Memory:
    """What an article has said so far, as the reader of the next sentence knows it.

    recent: the organisations named, each with its sentence; words: by what words each was described; topic: whom
    the last sentence was about; pair: the two that dealt last, with the sentence; listed: the last enumeration;
    place: where the last deal took place, which « y » means.
    """

    recent: tuple[tuple[int, str], ...] = ()
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)
    topic: tuple[str, ...] = ()
    pair: tuple[int, tuple[str, ...]] = (-99, ())
    listed: tuple[str, ...] = ()
    place: tuple[str, ...] = ()

    def seen(self, sentence: int, entities: Iterable[str]) -> "Memory":
        """Return a memory that also knows that a sentence names these organisations."""
        return replace(self, recent=(*self.recent, *((sentence, entity) for entity in entities)))

    def described(self, entity: str, words: Iterable[str]) -> "Memory":
        """Return a memory that also knows by what words an organisation was described."""
        known = self.words.get(entity, frozenset()) | frozenset(words)
        return replace(self, words={**self.words, entity: known})

    def lately(self, sentence: int) -> list[str]:
        """Return the organisations named in the last sentences, the latest first, each once."""
        near = [entity for number, entity in self.recent if sentence - number <= REACH]
        return list(dict.fromkeys(reversed(near)))


@cache
def _title_pattern() -> re.Pattern[str]:
    """Match what stands before a name and belongs to it: « le constructeur chinois », « l'américain »."""
    firm = alternatives(nouns("organisation"))
    adjective = alternatives(set(nationalities()))
    return re.compile(
        rf"(?:\b(?:[Ll]es?|[Ll]a|[Uu]ne?|[Cc]et?|[Cc]ette|[Tt]he)[ \u00a0]|\b[Ll]['’]|(?<=[dD]['’])(?=une?[ \u00a0])|(?<=\bdu )|(?<=\bau )|(?<=\bdes )|(?<=\baux )|^)"
        rf"(?:une?[ \u00a0])?(?:{_QUANTITY}[ \u00a0]){{0,2}}"
        rf"(?:(?:{firm})[ \u00a0](?:(?!et |avec |par |pour |dans |sur |chez |entre |contre |au |aux |à |a |ont |est |que |qui |dont |où |ou ){_WORD}[ \u00a0])*?(?<!\bde )(?<!\bdu )(?<!\bdes )(?<!\bet )(?<!\bà )|(?:{adjective})[ \u00a0])(?:\(?[A-Z]?\)?)?[«“\" \u00a0]*$",
        re.IGNORECASE,
    )


@cache
def _anaphora_pattern() -> re.Pattern[str]:
    noun = alternatives(nouns("anaphoric"))
    adjective = alternatives(set(nationalities()))
    complement = rf"(?:(?:{adjective})|(?:de|d['’]|du)[ \u00a0]?[A-ZÀ-Þ][\w-]+(?:[ \u00a0][A-ZÀ-Þ][\w-]+)?|(?:(?:de la|du|des|de)[ \u00a0]|(?:de l|d)['’])(?!la |le |les |un |une )[a-zà-ÿ][\w-]+(?:[ \u00a0](?:en ligne|de luxe|sur internet)){{0,2}}|leader|\w+(?:al|ale|ique|aire|iste|if|ier|eux|ien|ienne|éen|éenne|ois|oise|ais|aise|ain|aine|onne))"
    return re.compile(
        rf"(?:\b(?P<determiner>[Ll]es?|[Ll]a|[Cc]es?|[Cc]et|[Cc]ette|[Dd]u|[Aa]u|[Dd]es|[Aa]ux)[ \u00a0]|\b(?P<elided>[Ll]['’]))"
        rf"(?:(?P<number>deux|trois|quatre)[ \u00a0])?(?:{_QUANTITY}[ \u00a0])?"
        rf"(?:(?P<noun>{noun})\b(?![-])(?P<rest>(?:[ \u00a0]{complement}\b){{0,3}})|(?P<nation>{adjective})\b(?=[ \u00a0](?:et|a|va|se|ne|est|qui|\w+(?:ra|rait|ait|it|ent|e))\b|[ \u00a0][sn]['’]|[,.;]))"
    )


@cache
def _pair_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:[Ll]es|[Cc]es|[Dd]es|[Aa]ux)[ \u00a0](?P<number>deux|trois|quatre)[ \u00a0](?:{_QUANTITY}[ \u00a0])?(?:{alternatives(nouns('pair'))})\b(?:[ \u00a0](?:{alternatives(set(nationalities()))}))?"
        rf"|\b(?:[Ll]eurs|[Ll]es)[ \u00a0](?:nouveaux[ \u00a0])?(?:partenaires|parties|alliés|signataires|fiancés)\b"
    )


@cache
def _spokes_pattern() -> re.Pattern[str]:
    """Match « la direction de », « le patron du » before a party."""
    return re.compile(
        rf"(?:\b(?:[Ll]es?|[Ll]a|[Uu]n|[Uu]ne)[ \u00a0]|\b[Ll]['’]|^)(?:{alternatives(nouns('spokes'))})[ \u00a0](?:{_WORD}[ \u00a0]){{0,2}}?(?:de |du |d['’]|de la |de l['’]|des )$",
        re.IGNORECASE,
    )


def _grown(sentence: Sentence, mention: Mention, floor: int) -> int:
    """Move a party's start back over its title (« le géant chinois de l'e-commerce Alibaba »)."""
    before = sentence.text[floor - sentence.start : mention.start - sentence.start][-90:]
    match = _innermost_title(before)
    start = mention.start - (len(before) - match.start()) if match else mention.start
    before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    article = re.search(r"\b[Ll](?:a|e|es) $|\b[Ll]['’]$", before)
    if article and not match:
        start -= len(before) - article.start()
        before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    described = re.search(r"[^,]*(?=, $)", before)
    title = _anaphora_pattern().search(before) if described else None
    if title and title.group("noun") and title.group("rest") and title.end() == len(before) - 2:
        start -= len(before) - title.start()  # « le géant de la vente en ligne, le groupe X »
        before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    spokes = _spokes_pattern().search(before)
    return start - (len(before) - spokes.start()) if spokes else start


def _innermost_title(before: str) -> re.Match[str] | None:
    """Find the title next to a name (« la plateforme du géant chinois » + X: « géant chinois »)."""
    found = None
    position = 0
    while match := _title_pattern().search(before, position):
        if not any(is_verb_form(word) for word in match.group().split()[2:]):
            found = match
        position = match.start() + 2
    return found


def _descriptors(text: str) -> set[str]:
    """Words that tell an organisation: nouns of firms and adjectives of nationality, in lower case."""
    return set(_descriptor_pattern().findall(text.lower()))


@cache
def _descriptor_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{alternatives(set(nationalities()) | nouns('anaphoric'))})(?![\w-])")


@cache
def _stem(word: str) -> str:
    country = nationalities().get(word)
    return f"nation:{word[:5]}" if country else word.rstrip("s").removesuffix("e")


def _fits(entity: str, descriptors: Iterable[str], seat: str | None, memory: Memory) -> int:
    """Score how well what is known of an organisation fits a description; negative when it contradicts it."""
    known = memory.words.get(entity, frozenset())
    organisation = organisations().get(entity)
    score = 0
    for word in descriptors:
        country = nationalities().get(word)
        if organisation and organisation.kind in _BODIES and word in nouns("generic_firm"):
            score -= 8
        elif organisation and organisation.group != entity and word in _GROUP_WORDS:
            score -= 4
        elif country:
            nations = {nationalities()[other] for other in known if other in nationalities()} | (
                {organisation.country} if organisation else set()
            )
            if any(_stem(word) == _stem(other) for other in known):
                score += 4
            elif nations:
                score += 2 if country in nations else -8
        elif word in nouns("generic_firm"):
            continue
        elif any(_stem(word) == _stem(other) for other in known):
            score += 4
        elif organisation and any(trade in word for trade in _TRADES.get(organisation.kind, ())):
            score += 2
        else:
            score -= 3 if organisation or known else 1
    if seat and organisation:
        score += 5 if organisation.seat == seat else -4
    return score


_BODIES = frozenset({"public body", "government", "university", "association"})
_GROUP_WORDS = frozenset(
    {"groupe", "géant", "mastodonte", "conglomérat", "multinationale", "groupes", "géants", "multinationales"}
)
_TRADES = {
    "retailer": ("distributeur", "enseigne", "détaillant", "épicier", "marchand"), "carrier": ("transporteur", "armateur", "compagnie", "logisticien"),
    "bank": ("banque", "établissement"), "carmaker": ("constructeur",), "telecom operator": ("opérateur",), "postal operator": ("opérateur", "postier"),
    "platform": ("plateforme", "plate-forme"), "luxury house": ("maison", "marque", "groupe"), "investor": ("fonds", "conglomérat"), "government": ("gouvernement",),
    "sports club": ("club",), "media": ("chaîne", "diffuseur", "studio"),
}  # fmt: skip


def _resolve_one(text: str, sentence: int, memory: Memory, excluded: Sequence[str]) -> tuple[str, ...]:
    """Find the organisation that a description means: the best fit among those named lately, else nobody."""
    descriptors = sorted(_descriptors(text))
    seat = next(
        (place for place in re.findall(r"(?:de |d['’]|du )([A-ZÀ-Þ][\w-]+)", text) if place in places()), None
    )
    ranked = []
    for rank, entity in enumerate(memory.lately(sentence)):
        if entity not in excluded:
            topical = 2 if entity in memory.topic else 0
            ranked.append(
                (_fits(entity, descriptors, seat, memory) + topical - min(rank, 4) * 0.5, -rank, entity)
            )
    if not ranked or max(ranked)[0] < 0:
        return ()
    return (max(ranked)[2],)


def _plural(match: re.Match[str]) -> bool:
    return (match.group("determiner") or "").lower() in ("les", "ces", "des", "aux")


def _head_entity(text: str) -> str | None:
    """Read « le groupe de Jack Ma » and « le géant de Hangzhou » from the alias file."""
    plain = text.replace("’", "'").lower()
    for organisation in organisations().values():
        if any(
            phrase.lower() == plain or without_article(phrase).lower() == without_article(plain)
            for phrase in organisation.descriptions
        ):
            return organisation.name
        if any(re.search(rf"\b(?:de |d'){re.escape(head.lower())}$", plain) for head in organisation.heads):
            return organisation.name
    return None


def _closest(group: str | None, memory: Memory, sentence: int) -> str | None:
    """Let « la société de Hangzhou » mean the subsidiary that the article is about, where it names no other."""
    lately = memory.lately(sentence)
    if group is None or group in lately:
        return group
    members = [
        entity
        for entity in memory.topic
        if entity in organisations() and organisations()[entity].group == group
    ]
    return members[0] if members else group


@cache
def _heads_pattern() -> re.Pattern[str]:
    heads = alternatives({head for organisation in organisations().values() for head in organisation.heads})
    noun = alternatives(nouns("anaphoric"))
    phrases = alternatives(
        {
            without_article(phrase)
            for organisation in organisations().values()
            for phrase in organisation.descriptions
        }
    )
    return re.compile(
        rf"(?:\b[Ll]es?[ \u00a0]|\b[Ll]a[ \u00a0]|\b[Ll]['’]|(?<=\bdu )|(?<=\bau ))?(?:(?:{noun})[ \u00a0](?:{_WORD}[ \u00a0])?(?:de |d['’])(?:{heads})\b|(?:{phrases})\b)"
    )


@cache
def _peer_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"\b[Ss](?:on|a)[ \u00a0](?:{alternatives(nouns('peer'))})[ \u00a0](?:{alternatives(set(nationalities()))})\b"
    )


@cache
def _several_pattern() -> re.Pattern[str]:
    """Match « ces détaillants », which means those listed before."""
    return re.compile(rf"\b[Cc]es[ \u00a0](?:{alternatives(nouns('pair') | nouns('anaphoric'))})\b")


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
        for match in _heads_pattern().finditer(self.sentence.text):
            entity = _closest(_head_entity(match.group()), self.memory, self.sentence.number)
            self.add(match, (entity,) if entity else ())

    def groups(self) -> None:
        number, pair = self.memory.pair
        for match in _pair_pattern().finditer(self.sentence.text):
            if self.sentence.number - number <= REACH:
                contracted = re.match(r"(?:[Dd]es|[Aa]ux)[ \u00a0]", match.group())
                self.add(match, self._as_groups(match.group(), pair), contracted.end() if contracted else 0)
        for match in _several_pattern().finditer(self.sentence.text):
            self.add(match, self.memory.listed)

    def _as_groups(self, text: str, pair: tuple[str, ...]) -> tuple[str, ...]:
        """Let « les deux groupes » mean the groups of two subsidiaries that deal, where the article names them."""
        if not _GROUP_WORDS & set(text.lower().split()):
            return pair
        said = {entity for _, entity in self.memory.recent}
        return tuple(group_of(entity) if group_of(entity) in said else entity for entity in pair)

    def singles(self) -> None:
        for match in _peer_pattern().finditer(self.sentence.text):
            named = [entity for _, entity in self.memory.recent]
            fitting = [
                entity
                for entity in dict.fromkeys(reversed(named))
                if _fits(entity, _descriptors(match.group()), None, self.memory) > 0
            ]
            self.add(match, tuple(entity for entity in fitting if entity not in self.here())[:1])
        for match in _anaphora_pattern().finditer(self.sentence.text):
            determiner = (match.group("determiner") or "").lower()
            if match.group("number") or (
                determiner in ("les", "ces", "des", "aux") and not match.group("nation")
            ):
                continue
            genitive = determiner == "du" or bool(re.search(r"\bde $", self.sentence.text[: match.start()]))
            excluded = [] if genitive else [entity for entity in self.here() if entity not in self.fronted]
            own = self._owner_of_apposed(match) if genitive else ()
            entities = own or _resolve_one(match.group(), self.sentence.number, self.memory, excluded)
            self.add(match, entities, 3 if determiner in ("du", "au") else 0)

    def _owner_of_apposed(self, match: re.Match[str]) -> tuple[str, ...]:
        """Read « Taobao, la place de marché du groupe »: the group that the alias file gives, where it was named."""
        before = [party for party in self.named if party.end <= self.sentence.start + match.start()]
        if not before or before[-1].entities[0] not in organisations():
            return ()
        group = organisations()[before[-1].entities[0]].group
        said = {entity for _, entity in self.memory.recent} | set(self.here())
        near = self.sentence.text[before[-1].end - self.sentence.start : match.start()]
        return (group,) if group in said and re.match(r",? [^,;]{0,40}$", near) else ()


def _described(sentence: Sentence, named: Sequence[Party], memory: Memory) -> list[Party]:
    """Find the parties that are described, not named."""
    search = _Search(sentence, named, memory)
    search.heads()
    search.groups()
    search.singles()
    return search.found


@cache
def _antonomasia() -> re.Pattern[str]:
    """Match what follows a name that only compares (« l'Amazon chinois », « sorte de Youtube chinois »)."""
    return re.compile(rf"^[»”\"]?[ \u00a0](?:{alternatives(set(nationalities()))})\b")


def _compares(sentence: Sentence, mention: Mention) -> bool:
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    return bool(
        _antonomasia().match(after)
        and re.search(
            r"(?:\b[Ll]['’]|\b(?:[Ll]e|[Ll]a|[Uu]ne?|d['’]une?|de) |[Dd]['’])[«“\"]?[ \u00a0]?$", before
        )
    )


def _without_appositions(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Drop a description that only repeats the name beside it (« Alibaba, le géant chinois, »)."""
    kept: list[Party] = []
    for party in parties:
        between = sentence.text[kept[-1].end - sentence.start : party.start - sentence.start] if kept else ""
        if (
            kept
            and re.fullmatch(r"[»”\"]?(?: \([^)]{1,20}\))?, ?(?:(?:l['’]autre|l['’]un des) )?", between)
            and (kept[-1].named != party.named)
        ):
            if kept[-1].named:
                continue
            party = Party(kept.pop().start, party.end, party.entities)
        kept.append(party)
    return kept


@cache
def _tie() -> re.Pattern[str]:
    """Match the nouns by which an apposition ties its organisation to another, and so does not describe it."""
    return re.compile(rf"\b(?:{alternatives(nouns('relational'))})\b")


def _apposition(text: str) -> str:
    """Return what describes a name right behind it (« , distributeur nordiste »), if anything does."""
    match = re.match(r"(?: \([^)]{1,20}\))?, ([^,.;§]{0,60})", text)
    return match.group(1)[:50] if match and not _tie().search(match.group(1)) else ""


def _named(sentence: Sentence, mentions: Sequence[Mention], memory: Memory) -> tuple[list[Party], Memory]:
    """Find the parties that hold a name, and note by what words each is described."""
    named: list[Party] = []
    for mention in mentions:
        if mention.kind != "organisation" or _compares(sentence, mention):
            continue
        start = _grown(sentence, mention, named[-1].end if named else sentence.start)
        title = sentence.text[start - sentence.start : mention.start - sentence.start]
        behind = _apposition(sentence.text[mention.end - sentence.start :])
        memory = memory.described(mention.entity, _descriptors(title) | _descriptors(behind))
        named.append(Party(start, mention.end, (mention.entity,)))
    return named, memory


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
        memory = replace(memory.seen(sentence.number, named[0].entities), topic=named[0].entities)
    found = sorted([*named, *_described(sentence, named, memory)], key=lambda party: party.start)
    parties = tuple(_without_appositions(found, sentence))
    return parties, memory.seen(sentence.number, [entity for party in parties for entity in party.entities])
