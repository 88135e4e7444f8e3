"""Relations: which organisations deal with which, how, how firmly and on what, and the sentence for it."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from alibaba_corpus.clauses import SUBORDINATE_LINKS, Clause, Token, is_finite, split_clauses, tokenize
from alibaba_corpus.cues import Frame, frames
from alibaba_corpus.dates import DateMention, date_for
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import fold, group_of, nouns, organisations
from alibaba_corpus.memory import Memory
from alibaba_corpus.mentions import Mention
from alibaba_corpus.parties import Party, find_parties
from alibaba_corpus.sentences import Sentence

COVERED_LANGUAGES = ("fr", "en")
PARTNER_TYPES = ("partnership", "investment", "acquisition")
SYMMETRIC_TYPES = ("partnership", "competition", "dispute")
MOST_THEMES = 4

_PREPOSITIONS = {
    "avec": ("avec",),
    "à": ("à", "au", "aux"),
    "de": ("de", "d'", "du", "des"),
    "chez": ("chez",),
    "sur": ("sur",),
    "dans": ("dans",),
    "auprès de": ("auprès",),
    "par": ("par",),
    "de concert avec": ("concert",),
    "dans les magasins": ("magasins",),
}
_HEADING = 25  # characters up to which a line says nothing of whom the next ones are about
_LINKS = frozenset({",", "ni", "et", "ou", "ainsi", "comme", "puis", "/", "-", "&", "mais"})
_JOINED = frozenset({"et", "ou", "ni", "&"})
_LISTED = _JOINED | {",", "ainsi", "/", "-"}
_LEADS = (
    frozenset(
        [
            "que",
            "le",
            "la",
            "les",
            "l'",
            "du",
            "de",
            "d'",
            "des",
            "au",
            "aux",
            "à",
            "avec",
            "chez",
            "un",
            "une",
            "son",
            "sa",
            "ses",
            "notamment",
            "encore",
            "même",
            "par",
            "aussi",
            "également",
            "sur",
            "dans",
            "deux",
            "trois",
            "autres",
        ]
    )
    | _LINKS
)
_CASES = frozenset({"de", "à", "avec", "chez", "sur", "dans", "par"})
_CASE_OF = {"d'": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}
_CLITICS = frozenset(
    [
        "n'",
        "ne",
        "s'",
        "se",
        "l'",
        "en",
        "y",
        "lui",
        "leur",
        ",",
        "pourtant",
        "aussi",
        "également",
        "ensuite",
        ",",
        "donc",
        "ainsi",
    ]
)
_MAKES = re.compile(
    r"\b(?:oblig|contrain|forc[eé]|autoris|incit|pouss|condui|amèn|amen|aid|enjoin|somm[eé]|convain|persuad|décid|dissuad|invit|condamn|charg)\w*"
    r"(?: aussi| également| ainsi| notamment)?$"
)
_POSSESSIVES = frozenset({"son", "sa", "ses", "leur", "leurs"})
_OPENERS = frozenset(
    [
        "=",
        "aussi",
        "également",
        "désormais",
        "l'",
        "un",
        "une",
        "de",
        "des",
        "d'",
        "autre",
        "et",
        "le",
        "la",
        "dans",
        "sous",
        "passé",
        "passée",
        "passés",
        "passées",
        "tombé",
        "tombée",
        "tombés",
        "tombées",
        "entré",
        "entrée",
        "depuis",
        "récemment",
    ]
)
_FRONTS = frozenset(
    [
        "face",
        "avec",
        "via",
        "par",
        "pour",
        "chez",
        "après",
        "contre",
        "malgré",
        "grâce",
        "comme",
        "outre",
        "dans",
        "sur",
        "à",
        "devant",
    ]
)
_IMPERSONAL = re.compile(
    r"\bil (?:y a|n' y a|faut|reste|convient|semble|suffit"
    r"|est (?:prévu|vrai|possible|probable|question|temps))\b"
)
_PRONOUNS = frozenset(
    {"il", "elle", "ils", "elles", "celui-ci", "celle-ci", "ceux-ci", "lui", "dernier", "dernière"}
)


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


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence being read: its parties, and who the statements so far were about."""

    sentence: Sentence
    parties: tuple[Party, ...]
    memory: Memory
    dates: Sequence[DateMention] = ()
    main_subject: tuple[str, ...] = ()
    first_subject: tuple[str, ...] = ()
    main_text: str = ""
    says_something: bool = False
    place: tuple[str, ...] = ()
    agents: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def entities(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(
                e for token in tokens if token.party is not None for e in self.parties[token.party].entities
            )
        )


# ---------------------------------------------------------------------------------------- who
def _listed(tokens: Sequence[Token], first: int) -> tuple[list[Token], int]:
    """Gather the list of parties that begins at `first`: « §0, §1 et §2 »; return it and where it ends."""
    found, last, index, strange = [tokens[first]], first, first + 1, 0
    lead = {_CASE_OF.get(token.text, token.text) for token in tokens[max(0, first - 3) : first]}
    while index < len(tokens) and index - last <= 7:
        token = tokens[index]
        if token.party is not None:
            between = {_CASE_OF.get(other.text, other.text) for other in tokens[last + 1 : index]}
            if not between & _LINKS or between & _CASES - lead or (strange and not between & _CASES):
                break
            found.append(token)
            last, strange = index, 0
        elif token.text not in _LEADS:  # « les conserves de §1, les fromages de §2 »
            strange += 1
            if (
                strange > 2
                or token.text in nouns("relational")
                or tokens[index - 1].text not in _LEADS
                or is_finite(tokens, index)
            ):
                break
        index += 1
    return found, last


def _before_list(tokens: Sequence[Token], index: int, links: frozenset[str] = _LISTED) -> int:
    """Go back from a party to the first of its list."""
    first = index
    while True:
        reach = range(first - 1, max(-1, first - 8), -1)
        earlier = next((at for at in reach if tokens[at].party is not None), None)
        if earlier is None or not {token.text for token in tokens[earlier + 1 : first]} & links:
            return first
        if any(token.text not in _LEADS for token in tokens[earlier + 1 : first]):
            return first
        first = earlier


def _verb_follows(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index, min(len(tokens), index + 6)):
        if is_finite(tokens, at):
            return True
        if tokens[at].text not in _CLITICS:
            return False
    return False


def _marked(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a preposition rules the party at `index` (« avec le groupe §0 »)."""
    for at in range(index - 1, max(-1, index - 5), -1):
        text = tokens[at].text
        if any(text in forms for forms in _PREPOSITIONS.values()) or text in (
            "pour",
            "contre",
            "entre",
            "que",
            "vers",
            "parmi",
            "selon",
            "outre",
            "malgré",
            "hormis",
        ):
            return text != "que"
        if tokens[at].party is not None or text in (",", ";", ":", ".", "et", "(") or is_finite(tokens, at):
            return False
    return False


def _is_inverted(tokens: Sequence[Token], index: int, position: int) -> bool:
    """Tell whether the party at `index` stands behind its verb: « ce que versera §0 à §1 »."""
    return (
        index >= 2
        and tokens[index - 2].text in ("que", "qu'", "où", "dont")
        and tokens[index - 1].text not in ("est", "sont")
        and is_finite(tokens, index - 1)
        and all(token.text != "," for token in tokens[index:position])
        and not _verb_follows(tokens, index + 1)
    )


def _is_told(tokens: Sequence[Token], index: int, position: int) -> bool:
    """Tell whether the party at `index` is made to do what stands at `position`: « oblige §0 à louer … »."""
    before = " ".join(token.text for token in tokens[max(0, index - 3) : index])
    after = [token.text for token in tokens[index + 1 : index + 3]]
    return (
        _MAKES.search(before) is not None
        and position <= index + 4
        and after[:1] in (["à"], ["de"], ["d'"])
        and re.search(r"(?:er|ir|re)$", after[-1]) is not None
    )


def _subject(scene: _Scene, clause: Clause, position: int) -> tuple[str, ...]:
    """Find whom the cue at token `position` is said of."""
    tokens = clause.tokens
    for index in range(min(position, len(tokens)) - 1, -1, -1):
        if tokens[index].party is None:
            continue
        first = _before_list(tokens, index)
        in_turn = [token.text for token in tokens[max(0, first - 2) : first]] in (
            ["tour", "de"],
            ["tour", "d'"],
            ["tour", "du"],
        )
        if in_turn or _is_inverted(tokens, index, position) or _is_told(tokens, index, position):
            return scene.entities(tokens[first : index + 1])
        if not _verb_follows(tokens, index + 1):
            continue
        if not _marked(tokens, first):
            return scene.entities(tokens[first : index + 1])
        own = _before_list(tokens, index, _JOINED)
        if (
            own and tokens[own - 1].text == ","
        ):  # « avec §0, §1 et §2 signent », « le rival de §0, §1, a reçu »
            return scene.entities(tokens[own : index + 1])
    if clause.aside and tokens[0].party is not None:
        return scene.entities(clause.heads)
    if tokens[:2] and tokens[0].text == "au" and tokens[1].text == "nom":
        return scene.entities([token for token in tokens[:position] if token.party is not None][:1])
    return _unnamed_subject(scene, tokens, position)


def _unnamed_subject(scene: _Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    verb = next((at for at in range(position + 1) if at < len(tokens) and is_finite(tokens, at)), position)
    words = [token.text for token in tokens]
    if any(word in _PRONOUNS for word in words[: verb + 1]) and not (
        _IMPERSONAL.search(" ".join(words[: verb + 2])) or "qui" in words[verb:position]
    ):
        return scene.main_subject or scene.memory.topic
    opening = [
        at
        for at in range(min(verb, len(tokens)))
        if tokens[at].party is not None and not _marked(tokens, _before_list(tokens, at))
    ]
    if opening:  # a headline without a verb, or an aside between subject and verb that was not seen
        return scene.entities(_listed(tokens, _before_list(tokens, opening[0]))[0])
    if verb <= 2:
        return scene.main_subject
    return ()


def _told_to_do(tokens: Sequence[Token], position: int) -> int | None:
    """Find who is told to do what stands at `position`: « reprochent à §0 d'encourager … ses sites »."""
    for at in range(min(position, len(tokens) - 2) - 2, 0, -1):
        if tokens[at].party is not None and tokens[at + 1].text in ("de", "d'"):
            return at if re.search(r"(?:er|ir|re)$", tokens[at + 2].text) else None
    return None


def _owner(scene: _Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    """Find whose the first « son », « sa », « leur » of a cue is."""
    tokens = clause.tokens
    position = next(
        (at for at in range(*span) if at < len(tokens) and tokens[at].text in _POSSESSIVES), span[0]
    )
    if clause.aside:
        named = scene.entities(clause.heads)
        body = len(clause.heads) + 1
        opens = all(token.text in _OPENERS for token in tokens[body:position])
        if opens and tokens[body - 1].text == "=" and (position >= len(tokens) or tokens[body].text != "via"):
            return tuple(entity for entity in scene.main_subject or scene.memory.topic if entity not in named)
        return named
    told = _told_to_do(tokens, position)
    if told is not None:
        return scene.entities(tokens[told : told + 1])
    subject = _subject(scene, clause, position)
    if subject:
        return subject
    head = [at for at in range(position) if tokens[at].party is not None]
    if head and position - head[-1] <= 4:
        return scene.entities([tokens[head[-1]]])
    verbs = [at for at in range(position, len(tokens)) if is_finite(tokens, at)]
    later = _subject(scene, clause, verbs[0] + 1) if verbs and tokens[0].text in _FRONTS else ()
    return later or scene.main_subject or scene.memory.topic


def _after_preposition(scene: _Scene, tokens: Sequence[Token], begin: int, slot: str) -> tuple[str, ...]:
    forms = _PREPOSITIONS[slot]
    reach = 6 if slot in ("avec", "auprès de", "chez", "sur", "de concert avec") else 3
    for index in range(begin, len(tokens)):
        if tokens[index].text not in forms:
            continue
        for at in range(index + 1, min(len(tokens), index + 2 + reach)):
            if tokens[at].party is not None:
                return scene.entities(_listed(tokens, at)[0])
            if (
                tokens[at].text in ("lui", "elle", "eux", "celui-ci", "celle-ci", "dernier", "dernière")
                and slot != "de"
            ):
                return tuple(entity for entity in scene.memory.topic if entity not in scene.main_subject)
            if tokens[at].text in (",", ";", "et", "pour", "sur", "dans", "qui", "que", "par") or is_finite(
                tokens, at
            ):
                break
    return ()


def _place(scene: _Scene) -> tuple[str, ...]:
    """Find what « y » means: the end of the deal told last, else whom the clause before was about."""
    return scene.place or scene.main_subject or scene.memory.place or scene.memory.topic


def _fill(
    slots: Sequence[str], scene: _Scene, clause: Clause, match: re.Match[str], span: tuple[int, int]
) -> tuple[str, ...]:
    """Find the organisations of one end of a cue: the first of its places that is filled."""
    tokens = clause.tokens
    for slot in slots:
        found: tuple[str, ...] = ()
        if slot in ("A", "B"):
            name = next(
                (text for group, text in match.groupdict().items() if group[0] == slot and text), None
            )
            index = next((at for at, token in enumerate(tokens) if name and token.text == name), None)
            found = scene.entities(_listed(tokens, index)[0]) if index is not None else ()
        elif slot == "subject":
            found = _subject(scene, clause, span[0])
            found += tuple(agent for entity in found for agent in scene.agents.get(entity, ()))
            found += scene.agents.get(_COMPANIONS, ()) if found and not clause.aside else ()
        elif slot == "owner":
            found = _owner(scene, clause, span)
        elif slot == "topic":
            found = scene.memory.topic
        elif slot == "nearest":
            near = [token for token in tokens[: span[0]] if token.party is not None]
            found = scene.entities(near[-1:])
        elif slot == "here":
            found = tuple(entity for entity in scene.place if entity not in scene.entities(tokens))
        elif slot == "y":
            found = tuple(entity for entity in _place(scene) if entity not in scene.entities(tokens))
        elif slot == "after":
            begin = tokens[span[0]].start
            found = tuple(
                dict.fromkeys(e for party in scene.parties if party.start > begin for e in party.entities)
            )
        elif slot == "pronoun":
            found = (
                ((scene.main_subject if clause.aside else ()) or scene.memory.topic)
                if any(t.text == "lui" for t in tokens[max(0, span[0] - 2) : span[1]])
                else ()
            )
        else:
            found = _after_preposition(scene, tokens, span[0], slot)
        if found:
            return found
    return ()


# ---------------------------------------------------------------------------------------- how firmly, on what
class _StatusRule(NamedTuple):
    status: str
    reach: int
    inherited: bool
    cancels: bool
    pattern: re.Pattern[str]


@cache
def _status_rules() -> tuple[_StatusRule, ...]:
    return tuple(
        _StatusRule(
            row["status"],
            row["reach"],
            row.get("inherited", False),
            row.get("cancels", False),
            re.compile(rf"(?<= )(?:{row['pattern']})"),
        )
        for row in read_knowledge("status")["rule"]
    )


def _around(clause: Clause, span: tuple[int, int], reach: int) -> str:
    """Return the words around a cue as a string: eight before it, `reach` behind it."""
    words = [token.text for token in clause.tokens]
    return " " + " ".join(words[max(0, span[0] - 8) : span[1] + reach]) + " "


def _is_cancelled(clause: Clause, span: tuple[int, int]) -> bool:
    return any(
        rule.cancels and rule.pattern.search(_around(clause, span, rule.reach)) for rule in _status_rules()
    )


def _status(frame: Frame, scene: _Scene, clause: Clause, span: tuple[int, int]) -> str | None:
    """Tell how firmly the cue is meant, from the words around it; a cue of breaking off stays one."""
    dependent = clause.aside or clause.link in SUBORDINATE_LINKS
    found = None
    for rule in _status_rules():
        around = _around(clause, span, rule.reach)
        inherited = rule.inherited and dependent and frame.type in PARTNER_TYPES
        if rule.pattern.search(around) or (inherited and rule.pattern.search(scene.main_text)):
            found = rule.status
            break
    if frame.type not in PARTNER_TYPES:
        return None
    if frame.status in ("ended", "denied"):
        return found if found in ("ended", "denied") else frame.status
    if frame.status == "planned" and found == "signed":
        return "planned"
    return found or frame.status or "signed"


@cache
def _theme_patterns() -> dict[str, re.Pattern[str]]:
    return {
        theme: re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(fold(word)) for word in words) + ")")
        for theme, words in read_knowledge("themes").items()
    }


def find_themes(text: str) -> tuple[str, ...]:
    """Return the themes that a text's words name, in the order of `themes.toml`.

    >>> find_themes("un accord dans le cloud et la livraison de colis")
    ('logistics', 'cloud')
    """
    folded = f"{fold(text)} "
    return tuple(theme for theme, pattern in _theme_patterns().items() if pattern.search(folded))


def themes_of(kind: str, source: str, target: str, evidence: str) -> tuple[str, ...]:
    """Tell what a deal is about: a stake, the field of the firm; a partnership, what the sentence names.

    Where the sentence names little the fields of both ends are added.

    >>> themes_of("partnership", "Alipay", "Rivalis", "un accord pour livrer les colis")
    ('logistics', 'payment')
    """
    fields = [organisations()[name].themes[:1] for name in (target, source) if name in organisations()]
    if kind == "investment" and target in organisations():
        return fields[0]
    said = find_themes(evidence)
    if len(said) > 1:
        return said
    return tuple(dict.fromkeys((*said, *(theme for themes in fields for theme in themes))))


# ---------------------------------------------------------------------------------------- reading
def _token_span(clause: Clause, match: re.Match[str]) -> tuple[int, int]:
    first = clause.text.count(" ", 0, match.start() + 1) - 1
    matched = match.group().strip(" ")
    lead = len(match.group()) - len(match.group().lstrip(" "))
    first = clause.text.count(" ", 0, match.start() + lead) - 1
    return max(0, first), max(0, first) + matched.count(" ") + 1


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


def _apply(frame: Frame, scene: _Scene, clause: Clause) -> list[Relation]:
    found = []
    for match in frame.cue.finditer(clause.text):
        if (frame.avoid and frame.avoid.search(match.group())) or (
            frame.need and not frame.need.search(clause.text)
        ):
            continue
        span = _token_span(clause, match)
        one = _fill(frame.a, scene, clause, match, span)
        other = _fill(frame.b, scene, clause, match, span)
        if frame.type not in PARTNER_TYPES and _is_cancelled(clause, span):
            continue  # « n'est pas une filiale de »: nothing is stated
        status, date = _status(frame, scene, clause, span), _date(scene, clause, span)
        found += [
            _relation(frame, scene, ends, status, date)
            for ends in _pairs(frame, one, other)
            if frame.type not in SYMMETRIC_TYPES or not are_related(*ends)
        ]
    return found


def _relation(
    frame: Frame, scene: _Scene, ends: tuple[str, str], status: str | None, date: str | None
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


def _date(scene: _Scene, clause: Clause, span: tuple[int, int]) -> str | None:
    cue = clause.tokens[min(span[0], len(clause.tokens) - 1) : span[1]]
    sentence = scene.sentence
    return date_for(cue[0].start, cue[-1].end, sentence.start, sentence.end, scene.dates)


def _read_sentence(scene: _Scene, language: str) -> tuple[list[Relation], Memory]:
    """Read a sentence's statements one by one, each knowing whom those before it were about."""
    sentence = scene.sentence
    tokens = tokenize(sentence.text, sentence.start, [(party.start, party.end) for party in scene.parties])
    clauses = split_clauses(tokens)
    scene = replace(
        scene,
        agents=_agents(scene, clauses),
        main_text=clauses[0].text if clauses else "",
        says_something=any(is_finite(tokens, at) for at in range(len(tokens))),
    )
    found: list[Relation] = []
    for clause in clauses:
        here = [relation for frame in frames(language) for relation in _apply(frame, scene, clause)]
        found += here
        scene = _after_clause(scene, clause, here)
    return found, _remembered(scene, found)


def _after_clause(scene: _Scene, clause: Clause, found: Sequence[Relation]) -> _Scene:
    """Return the scene as the next statement of the sentence knows it."""
    dealt = [relation.target for relation in found if relation.type in PARTNER_TYPES]
    scene = replace(scene, place=tuple(dealt[-1:]) or scene.place)
    if clause.aside:
        return scene
    subject = _clause_subject(scene, clause)
    return replace(
        scene, main_subject=subject or scene.main_subject, first_subject=scene.first_subject or subject
    )


_COMPANIONS = "companions of the subject"
_BESIDES = (
    ["tout", "comme"],
    ["de", "même", "que"],
    ["au", "même", "titre", "que"],
    ["aux", "côtés", "de"],
    ["aux", "côtés", "d'"],
    ["aux", "côtés", "du"],
)


def _agents(scene: _Scene, clauses: Sequence[Clause]) -> dict[str, tuple[str, ...]]:
    """Read « §0, via sa filiale §1, fournira »: what §0 does, §1 does too."""
    agents = {}
    for clause in clauses:
        body = clause.tokens[len(clause.heads) + 1 :]
        companions = [token.text for token in body[:5]]
        if clause.aside and any(companions[: len(words)] == words for words in _BESIDES):
            agents[_COMPANIONS] = scene.entities(body)
        if (
            clause.aside
            and body
            and (body[0].text == "via" or [t.text for t in body[:3]] == ["par", "l'", "intermédiaire"])
        ):
            for entity in scene.entities(clause.heads):
                agents[entity] = scene.entities(body)
    return agents


def _clause_subject(scene: _Scene, clause: Clause) -> tuple[str, ...]:
    verbs = [at for at in range(len(clause.tokens)) if is_finite(clause.tokens, at)]
    return _subject(scene, clause, verbs[0] + 1 if verbs else len(clause.tokens))


def _remembered(scene: _Scene, found: Sequence[Relation]) -> Memory:
    """Return what the article's reader knows once a sentence is read."""
    memory = scene.memory
    if scene.first_subject and (scene.says_something or len(scene.sentence.text) > _HEADING):
        memory = replace(memory, topic=scene.first_subject)
    dealing = [relation for relation in found if relation.type in PARTNER_TYPES]
    here = tuple(dict.fromkeys(entity for party in scene.parties for entity in party.entities))
    pair = (dealing[0].source, dealing[0].target) if dealing else here if len(here) == 2 else ()
    ends = [[end for end in (deal.target, deal.source) if end not in memory.topic] for deal in dealing]
    place = [end for pair in ends for end in pair[:1]]
    several = scene.main_subject if len(scene.main_subject) > 1 else here if len(here) > 2 else ()
    return replace(
        memory,
        pair=(scene.sentence.number, pair) if pair else memory.pair,
        place=tuple(place[-1:]) or memory.place,
        listed=several or memory.listed,
    )


_SURER = {
    "signed": 0,
    "planned": 1,
    "ended": 2,
    "denied": 3,
}  # within a sentence a cue of doubt outweighs the plain one
_LASTING = {"planned": 0, "denied": 1, "signed": 2, "ended": 3}  # in an article the deed outweighs the plan


def _without_direction(relation: Relation) -> Relation:
    """Write the ends of a relation without direction by alphabet, so that each pair has one spelling."""
    if relation.type not in SYMMETRIC_TYPES:
        return relation
    first, second = sorted((relation.source, relation.target))
    return replace(relation, source=first, target=second)


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


@cache
def _reply() -> re.Pattern[str]:
    return re.compile(
        rf"[«“\" \u00a0\u202f(]*(?:{read_knowledge('status')['reply']['pattern']})\b", re.IGNORECASE
    )


def _taken_back(found: list[Relation], sentence: Sentence) -> list[Relation]:
    """Let « Une fable, répond-il » deny the deals that the sentence before asks about or only reports."""
    if not _reply().match(sentence.text.replace("’", "'")):
        return found
    return [
        replace(relation, status="denied")
        if relation.sentence == sentence.number - 1
        and (relation.status == "planned" or (relation.status and relation.evidence.rstrip().endswith("?")))
        else relation
        for relation in found
    ]


def find_relations(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    dates: Sequence[DateMention] = (),
    *,
    language: str = "fr",
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
    memory = Memory()
    found: list[Relation] = []
    for sentence in sentences:
        inside = [mention for mention in mentions if mention.sentence == sentence.number]
        parties, memory = find_parties(sentence, inside, memory)
        stated, memory = _read_sentence(_Scene(sentence, parties, memory, dates), language)
        found = _taken_back(found, sentence) + stated
    return consolidate(found)
