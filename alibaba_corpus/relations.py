"""Relations: which organisations deal with which, how, how firmly and on what, and the sentence for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from alibaba_corpus.clauses import split_clauses
from alibaba_corpus.cue_ends import fill
from alibaba_corpus.cues import Frame, compile_cue, holds_cue_words, possible_frames
from alibaba_corpus.dates import DateMention, date_for, without_targets
from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.firmness import PARTNER_TYPES, find_status, is_cancelled
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import group_of, nouns, organisations
from alibaba_corpus.likenesses import describing_words
from alibaba_corpus.memory import Deal, Memory, open_memory
from alibaba_corpus.mentions import Mention
from alibaba_corpus.parties import find_parties
from alibaba_corpus.scenes import Scene, find_agents
from alibaba_corpus.sentences import Sentence, dateline_length, without_tickers
from alibaba_corpus.statement_subjects import clause_subject, pronoun
from alibaba_corpus.themes import find_themes, themes_of
from alibaba_corpus.tokens import Clause, tokenize

COVERED_LANGUAGES = ("fr", "en")
SYMMETRIC_TYPES = ("partnership", "competition", "dispute")
MOST_THEMES = 4

_OPENING, _FIELDS = 3, 2  # sentences that tell an article's field, and how many themes it has at most
_HEADING = 25  # characters up to which a line says nothing of whom the next ones are about


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that one sentence states.

    `source` and `target` are entities; partnership, competition and dispute have no direction, investment and
    acquisition run from the investor or buyer, ownership from the parent. `status` (signed, planned, ended,
    denied) is None for the types that have none. `date` is ISO text cut to its precision. `evidence` is the
    sentence, at `start` to `end` of the raw text; `rule` names the cue that found it.
    """

    source: str
    target: str
    type: str
    status: str | None
    themes: tuple[str, ...]
    date: str | None
    sentence: int
    evidence: str
    start: int
    end: int
    rule: str


def _token_span(match: re.Match[str]) -> tuple[int, int]:
    """Return the numbers of the first token of a match in a statement's text, and of the one behind it."""
    matched = match.group()
    lead = len(matched) - len(matched.lstrip(" "))
    first = max(0, match.string.count(" ", 0, match.start() + lead) - 1)
    return first, first + matched.strip(" ").count(" ") + 1


def _pairs(frame: Frame, one: tuple[str, ...], other: tuple[str, ...]) -> list[tuple[str, str]]:
    if frame.mutual and not other:
        return [(a, b) for index, a in enumerate(one) for b in one[index + 1 :]]
    return [(a, b) for a in one for b in other if a != b]


def are_related(first: str, second: str) -> bool:
    """Tell whether one organisation is the other's group.

    >>> are_related("Cainiao", "Alibaba"), are_related("Cainiao", "Auchan")
    (True, False)
    """
    return group_of(first) == second or group_of(second) == first


_PUBLIC = frozenset({"public body", "government"})


def _may_be(kind: str, first: str, second: str) -> bool:
    """Tell whether two can deal so with each other: no one with its own group, no regulator with anybody."""
    if kind in ("partnership", "competition") and are_related(first, second):
        return False
    if kind in PARTNER_TYPES:
        return not (_is_regulator(first) or _is_regulator(second))
    known = (organisations().get(first), organisations().get(second))
    return kind != "competition" or not any(body and body.kind in _PUBLIC for body in known)


def _is_regulator(name: str) -> bool:
    word = name.split(" ", 1)[0]
    return name in nouns("regulator") or word.lower() in nouns("regulator")


def _namesakes(scene: Scene, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return whose name opens the one owned: « sa filiale X Chine » is X's, whoever stands before."""
    named = (*scene.memory.said, *(entity for party in scene.parties for entity in party.entities))
    return tuple(dict.fromkeys(e for e in named if len(names) == 1 and names[0].startswith(f"{e} ")))


def _is_another_s(frame: Frame, one: tuple[str, ...], other: tuple[str, ...], ends: tuple[str, str]) -> bool:
    """Tell whether « leurs filiales X et Y » are each its own group's; and two of one group no partners."""
    owner, member = ends
    if frame.type == "ownership":
        return group_of(member) not in ends and group_of(member) in one
    return frame.mutual and not other and len(one) > 2 and group_of(owner) == group_of(member)


def _apply(frame: Frame, scene: Scene, clause: Clause, text: str) -> Iterator[Relation]:
    for match in frame.cue.finditer(text):
        if (frame.avoid and frame.avoid.search(match.group())) or (
            frame.need and not frame.need.search(text)
        ):
            continue
        span = _token_span(match)
        one = fill(frame.a, scene, clause, match, span)
        other = fill(frame.b, scene, clause, match, span)
        if frame.type == "ownership" and "owner" in frame.a:
            one = _namesakes(scene, other) or one
        pairs = [
            ends
            for ends in _pairs(frame, one, other)
            if _may_be(frame.type, *ends) and not _is_another_s(frame, one, other, ends)
        ]
        if not pairs or (frame.type not in PARTNER_TYPES and is_cancelled(clause, span)):
            continue  # « n'est pas une filiale de »: nothing is stated
        status = find_status(frame, scene, clause, span)
        date = _date(scene, clause, span, status)
        for ends in pairs:
            yield _relation(frame, scene, ends, status, date)


def _relation(
    frame: Frame, scene: Scene, ends: tuple[str, str], status: str | None, date: str | None
) -> Relation:
    sentence = scene.sentence
    told = frame.type in ("partnership", "investment")
    return Relation(
        source=ends[0],
        target=ends[1],
        type=frame.type,
        status=status,
        themes=themes_of(frame.type, *ends, sentence.text) if told else (),
        date=date,
        sentence=sentence.number,
        evidence=sentence.text,
        start=sentence.start,
        end=sentence.end,
        rule=frame.name,
    )


@cache
def _echo() -> re.Pattern[str]:
    """Return the cue of « en a fait autant », whose ends stand in the deal told before."""
    knowledge = read_knowledge("relations")
    return compile_cue(knowledge["echo"]["cue"], knowledge["words"])


def _echo_frame(kind: str) -> Frame:
    return Frame(
        name="does as the other did",
        type=kind,
        written="",
        a=("subject",),
        b=(),
        mutual=False,
        status=None,
        avoid=None,
        need=None,
    )


def _echoed(scene: Scene, clause: Clause) -> list[Relation]:
    """Read « Orange en a fait autant »: the deal told before, with another in its subject's place."""
    number, deal = scene.memory.deal
    if deal is None or scene.sentence.number - number > 1:
        return []
    match = _echo().search(clause.text)
    if match is None:
        return []
    actor, other, kind, forward = deal
    frame, span = _echo_frame(kind), _token_span(match)
    begin = clause.tokens[span[0]].start
    if {*scene.entities([token for token in clause.tokens if token.start > begin])} - {actor}:
        return []  # « a emboîté le pas à Free »: another deal
    status = find_status(frame, scene, clause, span)
    date = _date(scene, clause, span, status)
    imitators = [name for name in fill(frame.a, scene, clause, match, span) if name not in (actor, other)]
    ends = [(name, other) if forward else (other, name) for name in imitators]
    return [_relation(frame, scene, pair, status, date) for pair in ends]


def _told_by_description(scene: Scene, source: str, target: str, kind: str) -> Relation:
    """Return the relation by which a sentence calls somebody (« la filiale de X »)."""
    sentence = scene.sentence
    place = (sentence.number, sentence.text, sentence.start, sentence.end)
    return Relation(source, target, kind, None, (), None, *place, "described by the other")


def _date(scene: Scene, clause: Clause, span: tuple[int, int], status: str | None) -> str | None:
    """Return the date that stands nearest to the cue; no deed that is done has its end or aim for a date."""
    cue = clause.tokens[min(span[0], len(clause.tokens) - 1) : span[1]]
    sentence, dates = scene.sentence, scene.dates
    if status in ("signed", "ended"):
        dates = without_targets(dates, sentence.text, sentence.start)
    return date_for(cue[0].start, cue[-1].end, sentence.start, sentence.end, dates)


def _speaks_of_nobody(scene: Scene) -> bool:
    """Tell whether a sentence has no party, no pronoun and no cue: nothing is stated or remembered."""
    text = scene.sentence.text
    return not (scene.parties or pronoun().search(text) or possible_frames(text))


def _read_sentence(scene: Scene) -> tuple[list[Relation], Memory]:
    """Read a sentence's statements one by one, each knowing whom those before it were about."""
    if _speaks_of_nobody(scene):
        return [], scene.memory
    scene, clauses = _taken_apart(scene)
    found = [_told_by_description(scene, *party.tie) for party in scene.parties if party.tie]
    for clause in clauses:
        here = [*_stated(scene, clause)]
        found += here
        scene = _after_clause(scene, clause, here)
    return found, _remembered(scene, found)


def _states_any(scene: Scene) -> bool:
    """Tell whether a sentence that has parties states a relation: the first one tells, no other is read."""
    if any(party.tie for party in scene.parties):
        return True
    scene, clauses = _taken_apart(scene)
    for clause in clauses:
        if any(_stated(scene, clause)):
            return True
        scene = _after_clause(scene, clause, ())
    return False


def _taken_apart(scene: Scene) -> tuple[Scene, list[Clause]]:
    """Return the scene as the first statement of its sentence knows it, and the statements."""
    sentence = scene.sentence
    tokens = tokenize(sentence.text, sentence.start, [(party.start, party.end) for party in scene.parties])
    clauses = split_clauses(tokens)
    scene = scene._replace(
        agents=find_agents(scene, clauses),
        main_text=clauses[0].text if clauses else "",
        says_something=len(sentence.text) > _HEADING
        or any(is_finite(tokens, at) for at in range(len(tokens))),
    )
    return scene, clauses


def _stated(scene: Scene, clause: Clause) -> Iterator[Relation]:
    """Yield the relations of a statement: those of its cues or, where it has none, the one it tells again."""
    text, cues_tell = clause.text, False
    for frame in possible_frames(text):
        for relation in _apply(frame, scene, clause, text):
            cues_tell = True
            yield relation
    if not cues_tell:
        yield from _echoed(scene, clause)


def _after_clause(scene: Scene, clause: Clause, found: Sequence[Relation]) -> Scene:
    """Return the scene as the next statement of the sentence knows it."""
    dealt = [relation.target for relation in found if relation.type in PARTNER_TYPES]
    place = tuple(dealt[-1:]) or scene.place
    if clause.aside:
        return scene._replace(place=place)
    subject = clause_subject(scene, clause)
    return scene._replace(
        place=place,
        main_subject=subject or scene.main_subject,
        first_subject=scene.first_subject or subject,
    )


def _remembered(scene: Scene, found: Sequence[Relation]) -> Memory:
    """Return what the article's reader knows once a sentence is read."""
    memory = scene.memory
    if scene.first_subject and scene.says_something:
        memory = memory._replace(topic=scene.first_subject, lead=memory.lead or scene.first_subject)
    dealing = [relation for relation in found if relation.type in PARTNER_TYPES]
    here = tuple(dict.fromkeys(entity for party in scene.parties for entity in party.entities))
    rivals = any(relation.type in ("competition", "dispute") for relation in found)
    stays = rivals or len(here) != 2
    pair = (dealing[0].source, dealing[0].target) if dealing else () if stays else here
    ends = [[end for end in (deal.target, deal.source) if end not in memory.topic] for deal in dealing]
    place = [end for pair in ends for end in pair[:1]]
    standing = [relation for relation in dealing if relation.status != "ended"]
    deal = standing[-1] if standing else None
    about = deal is not None and (deal.source in memory.topic or deal.target not in memory.topic)
    ties = [(row.source, row.target, row.type) for row in found if row.type in ("ownership", "competition")]
    several = scene.main_subject if len(scene.main_subject) > 1 else here if len(here) > 2 else ()
    return memory._replace(
        pair=(scene.sentence.number, pair) if pair else memory.pair,
        place=tuple(place[-1:]) or memory.place,
        listed=several or memory.listed,
        deal=(scene.sentence.number, _seen_from(deal, about)) if deal else memory.deal,
        ties=tuple(dict.fromkeys((*memory.ties, *ties))),
    )


def _seen_from(deal: Relation, source: bool) -> Deal:
    ends = (deal.source, deal.target) if source else (deal.target, deal.source)
    return Deal(*ends, deal.type, source)


_SURER = {
    "signed": 0,
    "planned": 1,
    "ended": 2,
    "denied": 3,
}  # within a sentence a cue of doubt outweighs the plain one
_LASTING = {"planned": 0, "denied": 1, "signed": 2, "ended": 3}  # in an article the deed outweighs the plan


def _without_direction(relation: Relation) -> Relation:
    """Write the ends of a relation without direction by alphabet, so that each pair has one spelling."""
    if relation.type not in SYMMETRIC_TYPES or relation.source <= relation.target:
        return relation
    return replace(relation, source=relation.target, target=relation.source)


def _one_per_sentence(found: Sequence[Relation]) -> list[Relation]:
    """Keep one relation for each pair, type and sentence: the first cue's, or one's that says it is over."""
    kept: dict[tuple[str, str, str, int], Relation] = {}
    for relation in found:
        key = (relation.source, relation.target, relation.type, relation.sentence)
        before = kept.get(key)
        if before is None or _SURER.get(relation.status or "", 0) > _SURER.get(before.status or "", 0):
            kept[key] = relation
    return list(kept.values())


def _settled(found: Sequence[Relation]) -> list[Relation]:
    """Give a pair's relations of one type what the article as a whole tells: how firm it is, and on what."""
    status: dict[tuple[str, str, str], str] = {}
    themes: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for relation in found:
        key = (relation.source, relation.target, relation.type)
        themes[key].update(relation.themes)
        if relation.status:
            status[key] = max(status.get(key, relation.status), relation.status, key=_LASTING.__getitem__)
    settled = []
    for relation in found:
        key = (relation.source, relation.target, relation.type)
        most = tuple(theme for theme, _ in themes[key].most_common(MOST_THEMES))
        settled.append(replace(relation, status=status.get(key), themes=most))
    return settled


def consolidate(found: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return one relation for each pair, type and sentence, with the status and themes of the article.

    >>> plain = Relation("Auchan", "Alibaba", "partnership", "signed", (), None, 0, "", 0, 0, "deal")
    >>> [(r.source, r.target, r.status) for r in consolidate([plain, replace(plain, status="ended")])]
    [('Alibaba', 'Auchan', 'ended')]
    """
    return tuple(_settled(_one_per_sentence([_without_direction(relation) for relation in found])))


def _most_told(sentences: Sequence[Sentence]) -> tuple[str, ...]:
    told = Counter(theme for sentence in sentences for theme in find_themes(sentence.text))
    return tuple(theme for theme, _ in told.most_common(1))


def _on_the_article_s_field(found: Sequence[Relation], sentences: Sequence[Sentence]) -> list[Relation]:
    """Give deals of which no sentence says what they are about the field of the article.

    It is what the article opens with, else what most of its sentences are about.
    """
    bare = [row for row in found if row.type in ("partnership", "investment") and not row.themes]
    opening = " ".join(sentence.text for sentence in sentences[:_OPENING]) if bare else ""
    field = find_themes(opening)[:_FIELDS] or (_most_told(sentences) if bare else ())
    return [replace(row, themes=field) if row in bare else row for row in found]


@cache
def _reply() -> re.Pattern[str]:
    return re.compile(
        rf"[«“\" \u00a0\u202f(]*(?:{read_knowledge('status')['reply']['pattern']})\b", re.IGNORECASE
    )


@cache
def _denial() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{read_knowledge('status')['denial']['pattern']})")


def _taken_back(found: list[Relation], sentence: Sentence) -> list[Relation]:
    """Let « Une fable, répond-il » deny the deals that the sentence before asks about or only reports.

    « X a démenti l'information » denies those of them that X has a part in.
    """
    text = sentence.text.replace("’", "'")
    replied, denied = _reply().match(text), _denial().search(text)
    if not (replied or denied):
        return found
    return [
        replace(relation, status="denied")
        if relation.sentence == sentence.number - 1
        and (replied or relation.source in text or relation.target in text)
        and (relation.status == "planned" or (relation.status and relation.evidence.rstrip().endswith("?")))
        else relation
        for relation in found
    ]


# « Le Journal : Que cherche X ? »: who asks in an interview, who is no part of the question
_ASKS = re.compile(
    r"[«“\"]?[A-ZÀ-Þ][^:?!.]{0,30}[ \u00a0]?: (?=(?:Qu['’]|Que |Quel|Qui |Comment |Pourquoi |Combien |Quand "
    r"|Où |Est-ce |\w+-(?:t-)?(?:il|elle|ils|elles|on|vous|ce) )[^?]*\?)"
)


def _from(sentence: Sentence, length: int) -> Sentence:
    return replace(sentence, start=sentence.start + length, text=sentence.text[length:])


def _without_preamble(sentence: Sentence, mentions: Sequence[Mention]) -> Sentence:
    """Cut off who asks, or an agency's place and date unless a name that the package knows stands there."""
    asks = _ASKS.match(sentence.text)
    if asks:
        return _from(sentence, asks.end())
    length = dateline_length(sentence.text)
    bracket = sentence.text.find("(", 0, length)
    outside = sentence.start + (bracket if bracket >= 0 else length)
    if not length or any(mention.kind == "organisation" and mention.start < outside for mention in mentions):
        return sentence
    return _from(sentence, length)


def find_relations(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention] = (),
) -> tuple[Relation, ...]:
    """Return the relations that an article's sentences state, in order.

    Nothing is a partner because it stands in the same sentence: a cue must tie the two, each in its place.

    >>> from alibaba_corpus.mentions import find_mentions
    >>> from alibaba_corpus.sentences import split_sentences
    >>> text = "Auchan, rival de Carrefour, va s'allier avec Alibaba."
    >>> sentences = split_sentences(text)
    >>> for relation in find_relations(sentences, find_mentions(sentences, [()])):
    ...     print(relation.source, relation.type, relation.target, relation.status)
    Alibaba partnership Auchan planned
    Auchan competition Carrefour None
    """
    found: list[Relation] = []
    for sentence, stated in _read_sentences(sentences, mentions, dates):
        found = _taken_back(found, sentence) + stated
    return tuple(_on_the_article_s_field(consolidate(found), sentences))


def may_state_relation(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> bool:
    """Tell whether a sentence would state a relation if whoever it means without a name were anybody.

    So each sentence is read by itself, and only where it holds a cue's words.

    >>> from alibaba_corpus.mentions import find_mentions
    >>> from alibaba_corpus.sentences import split_sentences
    >>> sentences = split_sentences("Orange se tait. Auchan l'a racheté.")
    >>> may_state_relation(sentences, find_mentions(sentences, [(), ()]))
    True
    >>> may_state_relation(sentences[1:], find_mentions(sentences, [(), ()]))
    False
    """
    inside, said = _by_sentence(mentions), dict[str, None]()
    for sentence in sentences:
        named = [mention.entity for mention in inside[sentence.number] if mention.kind == "organisation"]
        two = len(said) > 1 or len({*said, *named}) > 1
        if two and holds_cue_words(sentence.text):
            memory = open_memory(sentence.number, describing_words(sentence.text), said, named)
            scene = _scene(sentence, inside[sentence.number], memory)
            if scene.parties and _states_any(scene):
                return True
        said |= dict.fromkeys(named)
    return False


def _by_sentence(mentions: Sequence[Mention]) -> Mapping[int, list[Mention]]:
    inside: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        inside[mention.sentence].append(mention)
    return inside


def _scene(
    sentence: Sentence, mentions: Sequence[Mention], memory: Memory, dates: Sequence[DateMention] = ()
) -> Scene:
    said = _without_preamble(without_tickers(sentence), mentions)
    here = [mention for mention in mentions if mention.start >= said.start]
    return Scene(said, *find_parties(said, here, memory), dates)


def _read_sentences(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> Iterator[tuple[Sentence, list[Relation]]]:
    """Yield each sentence with what it states, read by what those before it said."""
    memory, inside = Memory(), _by_sentence(mentions)
    for sentence in sentences:
        scene = _scene(sentence, inside[sentence.number], memory, dates)
        stated, memory = _read_sentence(scene)
        if scene.sentence is not sentence:
            stated = [replace(row, evidence=sentence.text, start=sentence.start) for row in stated]
        yield sentence, stated
