"""Whose « son », « sa », « leur » is."""

from collections.abc import Sequence

from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.scenes import Scene
from alibaba_corpus.statement_subjects import find_subject
from alibaba_corpus.syntax import small_words, turn
from alibaba_corpus.tokens import Clause, Token


def find_owner(scene: Scene, clause: Clause, span: tuple[int, int]) -> tuple[str, ...]:
    """Find whose the first « son », « sa », « leur » of a cue is.

    >>> from alibaba_corpus.clauses import split_clauses
    >>> from alibaba_corpus.tokens import tokenize
    >>> from alibaba_corpus.memory import Memory
    >>> from alibaba_corpus.party_ties import Party
    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "Auchan et sa filiale Orange"
    >>> parties = Party(0, 6, ("Auchan",)), Party(21, 27, ("Orange",))
    >>> scene = Scene(Sentence(0, 0, len(text), text), parties, Memory())
    >>> clause = split_clauses(tokenize(text, 0, [(0, 6), (21, 27)]))[0]
    >>> find_owner(scene, clause, (2, 4))
    ('Auchan',)
    """
    tokens, possessives = clause.tokens, small_words("possessives")
    here = (at for at in range(*span) if at < len(tokens) and tokens[at].text in possessives)
    position = next(here, span[0])
    if clause.aside:
        named = scene.entities(clause.heads)
        body = len(clause.heads) + 1
        its = tokens[body : body + 1] and tokens[body].text == "et"  # « §0 (et ses marques §1) »
        opens = not its and all(token.text in small_words("aside_openers") for token in tokens[body:position])
        if opens and tokens[body - 1].text == "=" and (position >= len(tokens) or tokens[body].text != "via"):
            return tuple(entity for entity in scene.main_subject or scene.memory.topic if entity not in named)
        if named:
            return named
    told = _told_to_do(tokens, position)
    if told is None and position >= 2 and tokens[position - 1].text == "et":
        told = position - 2 if tokens[position - 2].party is not None else None  # « §0 et sa filiale »
    if told is not None:
        return scene.entities(tokens[told : told + 1])
    subject = find_subject(scene, clause, position)
    if subject:
        return subject
    head = [at for at in range(position) if tokens[at].party is not None]
    if head and position - head[-1] <= 4 and position < len(tokens) and tokens[position].text in possessives:
        return scene.entities([tokens[head[-1]]])
    verbs = [at for at in range(position, len(tokens)) if is_finite(tokens, at)]
    fronted = tokens[0].text in small_words("fronts")
    later = find_subject(scene, clause, verbs[0] + 1) if verbs and fronted else ()
    single = position < len(tokens) and tokens[position].text in small_words("one_owner")
    several = single and len(scene.memory.topic) > 1  # « son rival » has one owner
    return later or scene.main_subject or (() if several else scene.memory.topic)


def _told_to_do(tokens: Sequence[Token], position: int) -> int | None:
    """Find who is told to do what stands at `position`: « reprochent à §0 d'encourager … ses sites »."""
    for at in range(min(position, len(tokens) - 2) - 2, 0, -1):
        if tokens[at].party is not None and tokens[at + 1].text in ("de", "d'"):
            return at if turn("infinitive").search(tokens[at + 2].text) else None
    return None
