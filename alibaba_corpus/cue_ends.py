"""Who is meant at each end of a cue, in a scene: a subject, whom a preposition rules, an owner, the topic."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.lexicon import nouns
from alibaba_corpus.owners import find_owner
from alibaba_corpus.party_lists import joined_before, list_from
from alibaba_corpus.scenes import COMPANIONS, Scene
from alibaba_corpus.statement_subjects import find_subject
from alibaba_corpus.syntax import prepositions, small_words
from alibaba_corpus.tokens import Clause, Token

_PROJECT = 2  # sentences for which what is done is done for whom the deal told before is about
_APART = frozenset({"", ";", ":"})  # links behind which a statement stands by itself
_NEAR = 12  # words behind a cue in which the commonest prepositions are its own
_AHEAD = 5  # words in which « avec plusieurs partenaires, dont » names one


def fill(
    slots: Sequence[str], scene: Scene, clause: Clause, match: re.Match[str], span: tuple[int, int]
) -> tuple[str, ...]:
    """Find the organisations of one end of a cue: the first of its places that is filled.

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> from alibaba_corpus.memory import Memory
    >>> from alibaba_corpus.party_ties import Party
    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "Auchan quitte Orange"
    >>> parties = Party(0, 6, ("Auchan",)), Party(14, 20, ("Orange",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> clause = split_clauses(tokenize(text, 0, [(0, 6), (14, 20)]))[0]
    >>> match = re.search("quitte (?P<B>§1)", clause.text)
    >>> fill(("B",), scene, clause, match, (1, 3)) if match else None
    ('Orange',)
    """
    for slot in slots:
        if slot in ("A", "B"):
            found = _matched(scene, clause.tokens, match, slot)
        elif slot in _FINDERS:
            found = _FINDERS[slot](scene, clause, span)
        else:
            found = _after_preposition(scene, clause.tokens, span, slot)
        if found:
            return found
    return ()


def _matched(scene: Scene, tokens: Sequence[Token], match: re.Match[str], slot: str) -> tuple[str, ...]:
    """Find the list that stands where a cue has {A} or {B}."""
    name = next((text for group, text in match.groupdict().items() if group[0] == slot and text), None)
    index = next((at for at, token in enumerate(tokens) if name and token.text == name), None)
    if index is None:
        return ()
    opens = match.group().lstrip().startswith(tokens[index].text)
    return scene.entities(list_from(tokens, joined_before(tokens, index) if opens else index)[0])


def _after_preposition(
    scene: Scene, tokens: Sequence[Token], span: tuple[int, int], slot: str
) -> tuple[str, ...]:
    """Find whom the preposition `slot` rules behind a cue."""
    forms, ends, possessives = prepositions()[slot], small_words("ruled_ends"), small_words("possessives")
    reach = 6 if slot in small_words("far_cases") else 3
    before = _told_before(tokens, span[0])
    for index in _ruled_from(tokens, span, slot):
        if tokens[index].text not in forms or index in before:
            continue
        for at in range(index + 1, min(len(tokens), index + 2 + reach)):
            if tokens[at].party is not None:
                return scene.entities(list_from(tokens, at)[0])
            if tokens[at].text in small_words("oblique") and slot != "de":
                return _meant(scene)
            if tokens[at].text == "," and _brings_in_one(tokens, at + 1):
                return _named_from(scene, tokens, at + 2)
            if tokens[at].text in ends or is_finite(tokens, at):
                break
            if at > index + 1 and tokens[at].text in possessives:
                break  # « héberge à Lyon sa plateforme §1 »
    return ()


def _told_before(tokens: Sequence[Token], begin: int) -> range:
    """Return where a cue's statement has what was over before it: « après le divorce d'avec §1 »."""
    ends = (at for at in range(begin, len(tokens)) if tokens[at].text == "après")
    over = (at for at in ends if any(token.text in nouns("breakup") for token in tokens[at + 1 : at + 4]))
    first = next(over, len(tokens))
    return range(first, next((at for at in range(first, len(tokens)) if tokens[at].text == ","), len(tokens)))


def _ruled_from(tokens: Sequence[Token], span: tuple[int, int], slot: str) -> range:
    """Return where a cue's preposition may stand: « à » and « de », which any word may rule, only near it."""
    if slot not in small_words("commonest_cases"):
        return range(span[0], len(tokens))
    reach = range(span[1], min(len(tokens), span[1] + _NEAR))
    return range(span[0], next((at for at in reach if tokens[at].text == ","), reach.stop))


def _brings_in_one(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether one of those just spoken of is named next: « plusieurs partenaires, dont §1 »."""
    return index < len(tokens) and tokens[index].text in small_words("such_as")


def _named_from(scene: Scene, tokens: Sequence[Token], begin: int) -> tuple[str, ...]:
    reach = range(begin, min(len(tokens), begin + _AHEAD))
    first = next((at for at in reach if tokens[at].party is not None), None)
    return scene.entities(list_from(tokens, first)[0]) if first is not None else ()


def _meant(scene: Scene) -> tuple[str, ...]:
    """Find whom « avec elle » means: whom the text is on if it has just dealt."""
    memory = scene.memory
    about = memory.lead if {*memory.lead} & {*memory.pair[1]} else memory.topic
    return tuple(entity for entity in about if entity not in scene.main_subject)


def _place(scene: Scene) -> tuple[str, ...]:
    """Find what « y » means: the end of the deal told last, else whom the clause before was about."""
    return scene.place or scene.main_subject or scene.memory.place or scene.memory.topic


def _project(scene: Scene) -> tuple[str, ...]:
    """Find for whom something is done: whom the article is about, where a deal was told just before."""
    memory = scene.memory
    if scene.sentence.number - memory.deal[0] > _PROJECT:
        return ()
    return memory.topic if {*memory.topic} & {*memory.lead} else memory.lead


def _other(scene: Scene, owner: tuple[str, ...]) -> tuple[str, ...]:
    """Find who « son concurrent » is: the one other that the sentence tells of, else the pair's other."""
    here = dict.fromkeys(entity for party in scene.parties for entity in party.entities)
    number, pair = scene.memory.pair
    lately = pair if scene.sentence.number - number <= 1 and {*here} <= {*pair} else ()
    others = [entity for entity in dict.fromkeys((*here, *lately)) if entity not in owner]
    return tuple(others) if len(others) == 1 else ()


def _acting(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    """Find a cue's subject, with whoever acts for it or beside it."""
    found = find_subject(scene, clause, span[0])
    found += tuple(agent for entity in found for agent in scene.agents.get(entity, ()))
    return found + (scene.agents.get(COMPANIONS, ()) if found and not clause.aside else ())


def _nearest(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    return scene.entities([token for token in clause.tokens[: span[0]] if token.party is not None][-1:])


def _after(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    begin = clause.tokens[span[0]].start
    return tuple(dict.fromkeys(e for party in scene.parties if party.start > begin for e in party.entities))


def _pronoun(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    """Find who « lui » is: whom the main clause is about, unless it is named here, else the topic."""
    if all(token.text != "lui" for token in clause.tokens[max(0, span[0] - 2) : span[1]]):
        return ()
    about = scene.main_subject if clause.aside or clause.link not in _APART else ()
    return scene.memory.topic if {*about} & {*scene.entities(clause.tokens)} else about or scene.memory.topic


def _not_here(about: tuple[str, ...], scene: Scene, clause: Clause) -> tuple[str, ...]:
    return tuple(entity for entity in about if entity not in scene.entities(clause.tokens))


_Finder = Callable[[Scene, Clause, tuple[int, int]], tuple[str, ...]]
_FINDERS: Mapping[str, _Finder] = MappingProxyType(
    {
        "subject": _acting,
        "owner": find_owner,
        "other": lambda scene, clause, span: _other(scene, find_owner(scene, clause, span)),
        "topic": lambda scene, clause, span: scene.memory.topic,
        "project": lambda scene, clause, span: _project(scene),
        "nearest": _nearest,
        "here": lambda scene, clause, span: _not_here(scene.place, scene, clause),
        "main": lambda scene, clause, span: _not_here(scene.main_subject, scene, clause),
        "y": lambda scene, clause, span: _not_here(_place(scene), scene, clause),
        "after": _after,
        "pronoun": _pronoun,
    }
)
