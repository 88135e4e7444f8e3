"""Scenes: who is meant at each end of a cue, in the sentence as it has been read so far."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

from alibaba_corpus.clauses import Clause, Token, case_of, is_finite
from alibaba_corpus.dates import DateMention
from alibaba_corpus.knowledge import find_row
from alibaba_corpus.lexicon import alternatives, nouns
from alibaba_corpus.memory import Memory
from alibaba_corpus.parties import Party
from alibaba_corpus.sentences import Sentence

_PREPOSITIONS = {
    "avec": ("avec",),
    "à": ("à", "au", "aux"),
    "de": ("de", "d'", "du", "des"),
    "chez": ("chez",),
    "sur": ("sur",),
    "dans": ("dans",),
    "auprès de": ("auprès",),
    "par": ("par",),
    "contre": ("contre",),
    "de concert avec": ("concert",),
    "dans les magasins": ("magasins",),
}
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
            "…",
        ]
    )
    | _LINKS
)
_CASES = frozenset({"de", "à", "avec", "chez", "sur", "dans", "par"})
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
_BEFORE_VERBS = frozenset({"se", "s'", "ne", "n'"})  # of whatever verb
_INFINITIVE = re.compile(r"(?:er|ir|re)$")
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


@cache
def _turn(name: str) -> re.Pattern[str]:
    """Return a turn of phrase of `relations.toml`."""
    return re.compile(find_row("relations", "turn", name)["pattern"])


@cache
def pronoun() -> re.Pattern[str]:
    """Return the pattern of a pronoun that may mean whom the article is about.

    >>> pronoun().search("Hier, celui-ci livrait.").group()
    'celui-ci'
    """
    return re.compile(rf"\b(?:{alternatives(_PRONOUNS)})\b", re.IGNORECASE)


_PROJECT = 2  # sentences for which what is done is done for whom the deal told before is about
COMPANIONS = "companions of the subject"
_APART = frozenset({"", ";", ":"})  # links behind which a statement stands by itself
_NOBODY: Mapping[str, Any] = MappingProxyType({})
_BESIDES = (
    ["tout", "comme"],
    ["de", "même", "que"],
    ["au", "même", "titre", "que"],
    ["aux", "côtés", "de"],
    ["aux", "côtés", "d'"],
    ["aux", "côtés", "du"],
)


class Scene(NamedTuple):
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
    agents: Mapping[str, tuple[str, ...]] = _NOBODY

    def entities(self, tokens: Sequence[Token]) -> tuple[str, ...]:
        """Return the organisations that tokens stand for, each once."""
        return tuple(
            dict.fromkeys(
                e for token in tokens if token.party is not None for e in self.parties[token.party].entities
            )
        )


def _listed(tokens: Sequence[Token], first: int) -> tuple[list[Token], int]:
    """Gather the list of parties that begins at `first`: « §0, §1 et §2 »; return it and where it ends."""
    found, last, index, strange = [tokens[first]], first, first + 1, 0
    lead = {case_of(token.text) for token in tokens[max(0, first - 3) : first]}
    closed = _is_last(tokens, first)
    while index < len(tokens) and index - last <= 7:
        token = tokens[index]
        if token.party is not None:
            between = {case_of(other.text) for other in tokens[last + 1 : index]}
            if not between & _LINKS or (strange and not between & (_CASES | nouns("subsidiary"))):
                break
            if _own_case(tokens[last + 1 : index]) & _CASES - lead:
                break  # « avec §0 et à §1 », not « §0 à Paris, §1 à Lyon »
            if lead & _CASES and not between & _JOINED and _verb_follows(tokens, index + 1):
                break  # « après un accord avec §0 en Chine, §1 progresse »
            if closed and not between & _JOINED:
                break  # « entre §0 et §1, §2 se tait »: « et » has closed the list
            found.append(token)
            closed, last, strange = bool(between & _JOINED), index, 0
        elif token.text not in _LEADS:  # « les conserves de §1, les fromages de §2 »
            if _calls_next(tokens, last, index):
                index += 1
                continue
            strange += 1
            if (
                strange > 2
                or token.text in nouns("relational") - nouns("subsidiary")  # « avec §0 et sa filiale §1 »
                or tokens[index - 1].text not in _LEADS
                or is_finite(tokens, index)
            ):
                break
        index += 1
    again = _taken_up(tokens, first, last)
    if again is None:
        return found, last
    more, last = _listed(tokens, again)
    return found + more, last


def _calls_next(tokens: Sequence[Token], last: int, index: int) -> bool:
    """Tell whether « §0 et des actionnaires connus , §1 » only says what those that follow are."""
    words = [token.text for token in tokens[last + 1 : index]]
    begins = next((at for at, word in enumerate(words) if word in ("des", "les", "ses", "d'")), len(words))
    comma = next((at for at in range(index, min(len(tokens) - 1, index + 4)) if tokens[at].text == ","), None)
    return (
        bool(_JOINED & set(words[:begins]))
        and comma is not None
        and tokens[comma + 1].party is not None
        and not any(token.party is not None for token in tokens[index:comma])
    )


def _own_case(between: Sequence[Token]) -> frozenset[str]:
    """Return the words behind the last comma or « et » between two parties, a preposition for each form."""
    last = max((at for at, token in enumerate(between) if token.text in _LINKS), default=-1)
    return frozenset(case_of(token.text) for token in between[last + 1 :])


_WITH = frozenset({"avec", "à", "sur", "chez", "auprès", "dans", "par", "contre"})
_FOR = frozenset({"pour", "comme", "en"})
_ARM = 12  # words that may stand between what is done with one and what is done with another


def _taken_up(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Find the party of a second arm: « à §0 pour ses caisses et à §1 », « §0 pour le rail et §1 pour … »."""
    case = next(
        (word for at in range(first - 1, max(-1, first - 4), -1) if (word := _case_at(tokens, at)) in _WITH),
        "",
    )
    use = tokens[last + 1].text if last + 1 < len(tokens) else ""
    for at in range(last + 2, min(len(tokens), last + 2 + _ARM)):
        if (
            tokens[at].party is not None
            or is_finite(tokens, at)
            or tokens[at].text in (";", ":", "que", "qui")
        ):
            return None
        if tokens[at].text not in ("et", ",", "puis", "mais"):
            continue
        begin = _behind_adverbial(tokens, at)
        reach = range(begin, min(len(tokens), begin + 6))
        party = next((other for other in reach if tokens[other].party is not None), None)
        if party is None or any(token.text not in _LEADS for token in tokens[begin + 1 : party]):
            continue
        if case and _case_at(tokens, begin) == case:
            return party
        if (
            use in _FOR
            and party <= begin + 2
            and [token.text for token in tokens[party + 1 : party + 2]] == [use]
        ):
            return party
    return None


def _case_at(tokens: Sequence[Token], index: int) -> str:
    return case_of(tokens[index].text) if index < len(tokens) else ""


def _behind_adverbial(tokens: Sequence[Token], index: int) -> int:
    """Find where « et , depuis peu , sur §1 » goes on."""
    begin = index + 1
    while begin < len(tokens) and tokens[begin].text in (
        "aussi",
        "également",
        "surtout",
        "désormais",
        "même",
    ):
        begin += 1
    if begin < len(tokens) and tokens[begin].text == ",":
        closing = next(
            (at for at in range(begin + 1, min(len(tokens), begin + 6)) if tokens[at].text == ","), None
        )
        return closing + 1 if closing else begin
    return begin


def _is_last(tokens: Sequence[Token], index: int) -> bool:
    return index > 1 and tokens[index - 1].text in _JOINED and tokens[index - 2].party is not None


_REPORTS = (["comme", "le"], ["comme", "l'"])  # « comme le souligne §0 , §1 a signé »: no list


def _before_list(tokens: Sequence[Token], index: int, links: frozenset[str] = _LISTED) -> int:
    """Go back from a party to the first of its list."""
    first = index
    while True:
        reach = range(first - 1, max(-1, first - 8), -1)
        earlier = next((at for at in reach if tokens[at].party is not None), None)
        if earlier is None or not {token.text for token in tokens[earlier + 1 : first]} & links:
            return first
        between = {token.text for token in tokens[earlier + 1 : first]}
        if _is_last(tokens, earlier) and not between & _JOINED:
            return first  # « refusé par §0 et §1, §2 a signé »: « et » has closed the list
        reports = [token.text for token in tokens[max(0, earlier - 3) : earlier - 1]] in _REPORTS
        if reports or between - _LEADS - (nouns("relational") if between & _POSSESSIVES else frozenset()):
            return first
        first = earlier


def _joined_before(tokens: Sequence[Token], index: int) -> int:
    """Go back from the last of « §0, §1 et §2 », at which a cue begins, to the first."""
    return _before_list(tokens, index - 2) if _is_last(tokens, index) else index


_BEGINS_APPOSITION = frozenset({"un", "une", "le", "la", "l'", "deux", "trois", "premier", "première"})


def _behind_apposition(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a verb follows an apposition that no comma closes: « §0 , géant chinois va signer »."""
    if [token.text for token in tokens[index : index + 1]] != [","]:
        return False
    if index + 1 >= len(tokens) or tokens[index + 1].text not in _BEGINS_APPOSITION:
        return False
    for at in range(index + 2, min(len(tokens), index + 7)):
        if tokens[at].party is not None or tokens[at].text in (",", ";", ":", "(", ".", "qui", "que"):
            return False
        if at > index + 2 and is_finite(tokens, at):
            return True
    return False


def _verb_follows(tokens: Sequence[Token], index: int) -> bool:
    for at in range(index, min(len(tokens), index + 6)):
        if is_finite(tokens, at) or tokens[at].text in _BEFORE_VERBS:
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
            "après",
            "avant",
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
    after = [token.text for token in tokens[index + 1 : index + 3]]
    if position > index + 4 or after[:1] not in (["à"], ["de"], ["d'"]) or not _INFINITIVE.search(after[-1]):
        return False
    return (
        _turn("makes do").search(" ".join(token.text for token in tokens[max(0, index - 3) : index]))
        is not None
    )


def _subject(scene: Scene, clause: Clause, position: int) -> tuple[str, ...]:
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
        if in_turn or _is_inverted(tokens, first, position) or _is_told(tokens, index, position):
            return scene.entities(tokens[first : index + 1])
        if not (_verb_follows(tokens, index + 1) or _behind_apposition(tokens, index + 1)):
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


_FRONTED = _FRONTS | {
    "après",
    "avant",
    "en",
    "pour",
    "afin",
    "sans",
    "outre",
    "lors",
    "suite",
    "dès",
    "ayant",
}


def _listed_ahead(scene: Scene, tokens: Sequence[Token], verb: int) -> tuple[str, ...]:
    """Read « §0 et §1 : ils sont deux à rejoindre §2 »."""
    colon = next((at for at in range(1, verb) if tokens[at].text == ":"), None)
    if colon is None or tokens[0].party is None or tokens[colon + 1].text not in _PRONOUNS:
        return ()
    return scene.entities(_listed(tokens, 0)[0])


def _later_subject(scene: Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    """Find whom a phrase before its subject is about: « après avoir signé avec §0 , §1 progresse »."""
    if tokens[0].text not in _FRONTED or any(
        is_finite(tokens, at) for at in range(min(position, len(tokens)))
    ):
        return ()
    for at in range(position + 1, len(tokens)):
        if tokens[at - 1].text == "," and tokens[at].party is not None:
            last = _listed(tokens, at)[1]
            if _verb_follows(tokens, last + 1):
                return scene.entities(tokens[at : last + 1])
        if tokens[at - 1].text == "," and tokens[at].text in _PRONOUNS and _verb_follows(tokens, at + 1):
            return scene.main_subject or scene.memory.topic
        if is_finite(tokens, at):
            return ()
    return ()


def _speaker(scene: Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    """Find who « nous » is: « nous signons, dit le patron de §0 », else whom the text is about."""
    text = " " + " ".join(token.text for token in tokens) + " "
    said = _turn("speaks").search(text)
    begins = text.count(" ", 0, said.start()) if said else 0
    speaker = [token for token in tokens if said and position < begins and token.text in said.groups()]
    return scene.entities(speaker) or scene.main_subject or scene.memory.topic


def _unnamed_subject(scene: Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    verb = next((at for at in range(position + 1) if at < len(tokens) and is_finite(tokens, at)), position)
    words = [token.text for token in tokens]
    if "nous" in words[: position + 1] or "notre" in words:
        return _speaker(scene, tokens, position)
    told = _listed_ahead(scene, tokens, verb) or _later_subject(scene, tokens, position)
    if told:
        return told
    if any(word in _PRONOUNS for word in words[: verb + 1]) and not (
        _IMPERSONAL.search(" ".join(words[: verb + 2])) or "qui" in words[verb:position]
    ):
        return scene.main_subject or scene.memory.topic
    return _unmarked(scene, tokens[: min(verb, len(tokens))], tokens) or (
        scene.main_subject if verb <= 2 else ()
    )


def _unmarked(scene: Scene, before: Sequence[Token], tokens: Sequence[Token]) -> tuple[str, ...]:
    """Find the first party without a preposition: in a headline without a verb, or behind an unseen aside."""
    for at in (number for number, token in enumerate(before) if token.party is not None):
        first, own = _before_list(tokens, at), _before_list(tokens, at, _JOINED)
        if not _marked(tokens, first):
            return scene.entities(_listed(tokens, first)[0])
        if own and tokens[own - 1].text == ",":  # « après §0 , §1 prêt à signer »
            return scene.entities(_listed(tokens, own)[0])
    return ()


def _told_to_do(tokens: Sequence[Token], position: int) -> int | None:
    """Find who is told to do what stands at `position`: « reprochent à §0 d'encourager … ses sites »."""
    for at in range(min(position, len(tokens) - 2) - 2, 0, -1):
        if tokens[at].party is not None and tokens[at + 1].text in ("de", "d'"):
            return at if _INFINITIVE.search(tokens[at + 2].text) else None
    return None


def _owner(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    """Find whose the first « son », « sa », « leur » of a cue is."""
    tokens = clause.tokens
    position = next(
        (at for at in range(*span) if at < len(tokens) and tokens[at].text in _POSSESSIVES), span[0]
    )
    if clause.aside:
        named = scene.entities(clause.heads)
        body = len(clause.heads) + 1
        its = tokens[body : body + 1] and tokens[body].text == "et"  # « §0 (et ses marques §1) »
        opens = not its and all(token.text in _OPENERS for token in tokens[body:position])
        if opens and tokens[body - 1].text == "=" and (position >= len(tokens) or tokens[body].text != "via"):
            return tuple(entity for entity in scene.main_subject or scene.memory.topic if entity not in named)
        if named:
            return named
    told = _told_to_do(tokens, position)
    if told is None and position >= 2 and tokens[position - 1].text == "et":
        told = position - 2 if tokens[position - 2].party is not None else None  # « §0 et sa filiale »
    if told is not None:
        return scene.entities(tokens[told : told + 1])
    subject = _subject(scene, clause, position)
    if subject:
        return subject
    head = [at for at in range(position) if tokens[at].party is not None]
    if head and position - head[-1] <= 4 and position < len(tokens) and tokens[position].text in _POSSESSIVES:
        return scene.entities([tokens[head[-1]]])
    verbs = [at for at in range(position, len(tokens)) if is_finite(tokens, at)]
    later = _subject(scene, clause, verbs[0] + 1) if verbs and tokens[0].text in _FRONTS else ()
    single = position < len(tokens) and tokens[position].text in ("son", "sa", "ses")
    several = single and len(scene.memory.topic) > 1  # « son rival » has one owner
    return later or scene.main_subject or (() if several else scene.memory.topic)


_SUCH_AS = frozenset({"dont", "comme", "notamment", "tels", "telles", "parmi"})
_OBLIQUE = frozenset({"lui", "elle", "eux", "celui-ci", "celle-ci", "dernier", "dernière"})
_COMMONEST = frozenset({"à", "de"})
_NEAR = 12  # words behind a cue in which the commonest prepositions are its own
_AHEAD = 5  # words in which « avec plusieurs partenaires, dont » names one


def _meant(scene: Scene) -> tuple[str, ...]:
    """Find whom « avec elle » means: whom the text is on if it has just dealt."""
    memory = scene.memory
    about = memory.lead if {*memory.lead} & {*memory.pair[1]} else memory.topic
    return tuple(entity for entity in about if entity not in scene.main_subject)


def _named_from(scene: Scene, tokens: Sequence[Token], begin: int) -> tuple[str, ...]:
    reach = range(begin, min(len(tokens), begin + _AHEAD))
    first = next((at for at in reach if tokens[at].party is not None), None)
    return scene.entities(_listed(tokens, first)[0]) if first is not None else ()


def _told_before(tokens: Sequence[Token], begin: int) -> range:
    """Return where a cue's statement has what was over before it: « après le divorce d'avec §1 »."""
    ends = (at for at in range(begin, len(tokens)) if tokens[at].text == "après")
    over = (at for at in ends if any(token.text in nouns("breakup") for token in tokens[at + 1 : at + 4]))
    first = next(over, len(tokens))
    return range(first, next((at for at in range(first, len(tokens)) if tokens[at].text == ","), len(tokens)))


def _ruled_from(tokens: Sequence[Token], span: tuple[int, int], slot: str) -> range:
    """Return where a cue's preposition may stand: « à » and « de », which any word may rule, only near it."""
    if slot not in _COMMONEST:
        return range(span[0], len(tokens))
    reach = range(span[1], min(len(tokens), span[1] + _NEAR))
    return range(span[0], next((at for at in reach if tokens[at].text == ","), reach.stop))


def _after_preposition(
    scene: Scene, tokens: Sequence[Token], span: tuple[int, int], slot: str
) -> tuple[str, ...]:
    forms = _PREPOSITIONS[slot]
    reach = 6 if slot in ("avec", "auprès de", "chez", "sur", "de concert avec") else 3
    before = _told_before(tokens, span[0])
    for index in _ruled_from(tokens, span, slot):
        if tokens[index].text not in forms or index in before:
            continue
        for at in range(index + 1, min(len(tokens), index + 2 + reach)):
            if tokens[at].party is not None:
                return scene.entities(_listed(tokens, at)[0])
            if tokens[at].text in _OBLIQUE and slot != "de":
                return _meant(scene)
            if tokens[at].text == "," and tokens[at + 1 : at + 2] and tokens[at + 1].text in _SUCH_AS:
                return _named_from(scene, tokens, at + 2)
            if tokens[at].text in (",", ";", "et", "pour", "sur", "dans", "qui", "que", "par") or is_finite(
                tokens, at
            ):
                break
            if at > index + 1 and tokens[at].text in _POSSESSIVES:
                break  # « héberge à Lyon sa plateforme §1 »
    return ()


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


def _matched(scene: Scene, tokens: Sequence[Token], match: re.Match[str], slot: str) -> tuple[str, ...]:
    """Find the list that stands where a cue has {A} or {B}."""
    name = next((text for group, text in match.groupdict().items() if group[0] == slot and text), None)
    index = next((at for at, token in enumerate(tokens) if name and token.text == name), None)
    if index is None:
        return ()
    opens = match.group().lstrip().startswith(tokens[index].text)
    return scene.entities(_listed(tokens, _joined_before(tokens, index) if opens else index)[0])


def _acting(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    """Find a cue's subject, with whoever acts for it or beside it."""
    found = _subject(scene, clause, span[0])
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
        "owner": _owner,
        "other": lambda scene, clause, span: _other(scene, _owner(scene, clause, span)),
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


def fill(
    slots: Sequence[str], scene: Scene, clause: Clause, match: re.Match[str], span: tuple[int, int]
) -> tuple[str, ...]:
    """Find the organisations of one end of a cue: the first of its places that is filled.

    >>> from alibaba_corpus.clauses import split_clauses, tokenize
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


def find_agents(scene: Scene, clauses: Sequence[Clause]) -> dict[str, tuple[str, ...]]:
    """Read « §0, via sa filiale §1, fournira »: what §0 does, §1 does too.

    >>> from alibaba_corpus.clauses import split_clauses, tokenize
    >>> text = "Auchan, via sa filiale Orange, signera"
    >>> parties = Party(0, 6, ("Auchan",)), Party(23, 29, ("Orange",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> find_agents(scene, split_clauses(tokenize(text, 0, [(0, 6), (23, 29)])))
    {'Auchan': ('Orange',)}
    """
    agents = {}
    for clause in clauses:
        if not clause.aside:
            continue
        body = clause.tokens[len(clause.heads) + 1 :]
        companions = [token.text for token in body[:5]]
        alike = companions[:1] == ["comme"] and len(body) == 2
        if alike or any(companions[: len(words)] == words for words in _BESIDES):
            agents[COMPANIONS] = scene.entities(body)
        if companions[:1] == ["via"] or companions[:3] == ["par", "l'", "intermédiaire"]:
            for entity in scene.entities(clause.heads):
                agents[entity] = scene.entities(body)
    return agents


def clause_subject(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """Find whom a statement is about.

    >>> from alibaba_corpus.clauses import split_clauses, tokenize
    >>> text = "Auchan quitte Orange"
    >>> parties = Party(0, 6, ("Auchan",)), Party(14, 20, ("Orange",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> clause = split_clauses(tokenize(text, 0, [(0, 6), (14, 20)]))[0]
    >>> clause_subject(scene, clause)
    ('Auchan',)
    """
    size = len(clause.tokens)
    return _subject(scene, clause, next((at + 1 for at in range(size) if is_finite(clause.tokens, at)), size))
