"""Of whom a statement says what it says: the subject of its verb, named or meant."""

import re
from collections.abc import Sequence
from functools import cache

from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.lexicon import alternatives
from alibaba_corpus.party_lists import list_from, list_start, verb_follows
from alibaba_corpus.scenes import Scene
from alibaba_corpus.syntax import preposition_forms, small_words, turn
from alibaba_corpus.tokens import Clause, Token


@cache
def pronoun() -> re.Pattern[str]:
    """Return the pattern of a pronoun that may mean whom the article is about.

    >>> pronoun().search("Hier, celui-ci livrait.").group()
    'celui-ci'
    """
    return re.compile(rf"\b(?:{alternatives(small_words('pronouns'))})\b", re.IGNORECASE)


def clause_subject(scene: Scene, clause: Clause) -> tuple[str, ...]:
    """Find whom a statement is about.

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> from alibaba_corpus.memory import Memory
    >>> from alibaba_corpus.party_ties import Party
    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "Auchan quitte Orange"
    >>> parties = Party(0, 6, ("Auchan",)), Party(14, 20, ("Orange",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> clause = split_clauses(tokenize(text, 0, [(0, 6), (14, 20)]))[0]
    >>> clause_subject(scene, clause)
    ('Auchan',)
    """
    size = len(clause.tokens)
    verb_end = next((at + 1 for at in range(size) if is_finite(clause.tokens, at)), size)
    return find_subject(scene, clause, verb_end)


def find_subject(scene: Scene, clause: Clause, position: int) -> tuple[str, ...]:
    """Find whom the cue at token `position` is said of.

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> from alibaba_corpus.memory import Memory
    >>> from alibaba_corpus.party_ties import Party
    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "Après Orange, Auchan signe"
    >>> parties = Party(6, 12, ("Orange",)), Party(14, 20, ("Auchan",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> clause = split_clauses(tokenize(text, 0, [(6, 12), (14, 20)]))[0]
    >>> find_subject(scene, clause, 4)
    ('Auchan',)
    """
    tokens = clause.tokens
    for index in range(min(position, len(tokens)) - 1, -1, -1):
        if tokens[index].party is None:
            continue
        first = list_start(tokens, index)
        before = " ".join(token.text for token in tokens[max(0, first - 2) : first])
        in_turn = turn("takes its turn").search(before)
        if in_turn or _is_inverted(tokens, first, position) or _is_told(tokens, index, position):
            return scene.entities(tokens[first : index + 1])
        if not (verb_follows(tokens, index + 1) or _behind_apposition(tokens, index + 1)):
            continue
        if not _is_ruled(tokens, first):
            return scene.entities(tokens[first : index + 1])
        own = list_start(tokens, index, "last_links")
        # « avec §0, §1 et §2 signent », « le rival de §0, §1, a reçu »
        if own and tokens[own - 1].text == ",":
            return scene.entities(tokens[own : index + 1])
    if clause.aside and tokens[0].party is not None:
        return scene.entities(clause.heads)
    if turn("in the name of").search(" ".join(token.text for token in tokens[:2])):
        return scene.entities([token for token in tokens[:position] if token.party is not None][:1])
    return _unnamed_subject(scene, tokens, position)


def _behind_apposition(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a verb follows an apposition that no comma closes: « §0 , géant chinois va signer »."""
    if [token.text for token in tokens[index : index + 1]] != [","]:
        return False
    if index + 1 >= len(tokens) or tokens[index + 1].text not in small_words("opens_apposition"):
        return False
    for at in range(index + 2, min(len(tokens), index + 7)):
        if tokens[at].party is not None or tokens[at].text in small_words("apposition_ends"):
            return False
        if at > index + 2 and is_finite(tokens, at):
            return True
    return False


def _is_ruled(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a preposition rules the party at `index` (« avec le groupe §0 »)."""
    for at in range(index - 1, max(-1, index - 5), -1):
        text = tokens[at].text
        if text in preposition_forms() or text in small_words("rulers"):
            return True
        if tokens[at].party is not None or text in small_words("ruler_stops") or is_finite(tokens, at):
            return False
    return False


def _is_inverted(tokens: Sequence[Token], index: int, position: int) -> bool:
    """Tell whether the party at `index` stands behind its verb: « ce que versera §0 à §1 »."""
    return (
        index >= 2
        and tokens[index - 2].text in small_words("opens_inversion")
        and tokens[index - 1].text not in small_words("copulas")
        and is_finite(tokens, index - 1)
        and all(token.text != "," for token in tokens[index:position])
        and not verb_follows(tokens, index + 1)
    )


def _is_told(tokens: Sequence[Token], index: int, position: int) -> bool:
    """Tell whether the party at `index` is made to do what stands at `position`: « oblige §0 à louer … »."""
    after = [token.text for token in tokens[index + 1 : index + 3]]
    if position > index + 4 or not after or after[0] not in small_words("infinitive_marks"):
        return False
    before = " ".join(token.text for token in tokens[max(0, index - 3) : index])
    infinitive = turn("infinitive").search(after[-1])
    return infinitive is not None and turn("makes do", "relations").search(before) is not None


def _unnamed_subject(scene: Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    verb = next((at for at in range(position + 1) if at < len(tokens) and is_finite(tokens, at)), position)
    words = [token.text for token in tokens]
    if "nous" in words[: position + 1] or "notre" in words:
        return _speaker(scene, tokens, position)
    told = _listed_ahead(scene, tokens, verb) or _later_subject(scene, tokens, position)
    if told:
        return told
    pronouns = small_words("pronouns")
    if any(word in pronouns for word in words[: verb + 1]) and not (
        turn("impersonal").search(" ".join(words[: verb + 2])) or "qui" in words[verb:position]
    ):
        return scene.main_subject or scene.memory.topic
    unmarked = _unmarked(scene, tokens[: min(verb, len(tokens))], tokens)
    return unmarked or (scene.main_subject if verb <= 2 else ())


def _speaker(scene: Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    """Find who « nous » is: « nous signons, dit le patron de §0 », else whom the text is about."""
    text = " " + " ".join(token.text for token in tokens) + " "
    said = turn("speaks", "relations").search(text)
    begins = text.count(" ", 0, said.start()) if said else 0
    speaker = [token for token in tokens if said and position < begins and token.text in said.groups()]
    return scene.entities(speaker) or scene.main_subject or scene.memory.topic


def _listed_ahead(scene: Scene, tokens: Sequence[Token], verb: int) -> tuple[str, ...]:
    """Read « §0 et §1 : ils sont deux à rejoindre §2 »."""
    colon = next((at for at in range(1, verb) if tokens[at].text == ":"), None)
    if colon is None or tokens[0].party is None or tokens[colon + 1].text not in small_words("pronouns"):
        return ()
    return scene.entities(list_from(tokens, 0)[0])


def _later_subject(scene: Scene, tokens: Sequence[Token], position: int) -> tuple[str, ...]:
    """Find whom a phrase before its subject is about: « après avoir signé avec §0 , §1 progresse »."""
    if not (tokens[0].text in small_words("fronts") or tokens[0].text in small_words("verbal_fronts")):
        return ()
    if any(is_finite(tokens, at) for at in range(min(position, len(tokens)))):
        return ()
    pronouns = small_words("pronouns")
    for at in range(position + 1, len(tokens)):
        if tokens[at - 1].text == "," and tokens[at].party is not None:
            last = list_from(tokens, at)[1]
            if verb_follows(tokens, last + 1):
                return scene.entities(tokens[at : last + 1])
        if tokens[at - 1].text == "," and tokens[at].text in pronouns and verb_follows(tokens, at + 1):
            return scene.main_subject or scene.memory.topic
        if is_finite(tokens, at):
            return ()
    return ()


def _unmarked(scene: Scene, before: Sequence[Token], tokens: Sequence[Token]) -> tuple[str, ...]:
    """Find the first party without a preposition: in a headline without a verb, or behind an unseen aside."""
    for at in (number for number, token in enumerate(before) if token.party is not None):
        first, own = list_start(tokens, at), list_start(tokens, at, "last_links")
        if not _is_ruled(tokens, first):
            return scene.entities(list_from(tokens, first)[0])
        if own and tokens[own - 1].text == ",":  # « après §0 , §1 prêt à signer »
            return scene.entities(list_from(tokens, own)[0])
    return ()
