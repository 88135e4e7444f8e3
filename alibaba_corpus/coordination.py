"""Statements beside each other in one sentence, cut where a new subject has its verb."""

from collections.abc import Sequence
from functools import cache

from alibaba_corpus.clause_bounds import subject_begins
from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.syntax import small_words, turn
from alibaba_corpus.tokens import Token, case_of


def cut_coordinated(tokens: Sequence[Token]) -> list[tuple[tuple[Token, ...], str]]:
    """Cut at « ; », and at a comma, « et » or « mais » behind which a new subject has its own verb.

    >>> from alibaba_corpus.tokens import tokenize
    >>> [len(piece) for piece, link in cut_coordinated(tokenize("Il signe et elle hésite", 0, []))]
    [2, 2]
    """
    breaks, subordinators = small_words("clause_breaks"), _subordinators()
    pieces: list[tuple[tuple[Token, ...], str]] = []
    begin, link = 0, ""
    for index in range(1, len(tokens)):
        text = tokens[index].text
        if text == "et" and _between(tokens, index):
            continue
        if (
            (text in breaks and not _is_adverb(tokens, index) and not _only_names_follow(tokens, index))
            or (text in {",", "et"} and subject_begins(tokens, index + 1))
            or (
                text in subordinators
                and tokens[index + 1 :]
                and tokens[index + 1].party is not None
                and subject_begins(tokens, index + 1)
            )
        ) and any(is_finite(tokens, at) for at in range(begin, index)):
            pieces.append((tuple(tokens[begin:index]), link))
            link = text
            begin = index + (text not in small_words("opening_breaks"))
    pieces.append((tuple(tokens[begin:]), link))
    return [piece for piece in pieces if piece[0]]


@cache
def _subordinators() -> frozenset[str]:
    return small_words("subordinate_links") | small_words("subordinating_conjunctions")


def _only_names_follow(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a colon only brings the names of those told of: « a deux partenaires : §0 et §1 »."""
    behind = tokens[index + 1 :]
    return (
        tokens[index].text == ":"
        and tokens[index - 1].party is None
        and any(token.party is not None for token in behind[:4])
        and not any(is_finite(tokens, at) for at in range(index + 1, len(tokens)))
    )


def _is_adverb(tokens: Sequence[Token], index: int) -> bool:
    """Tell « §0 tournera alors le dos à §1 » from « alors que »."""
    here = " ".join(token.text for token in tokens[index : index + 2])
    return tokens[index].text == "alors" and not turn("while").search(here)


def _between(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether « et » at `index` closes « entre §0 et §1 », « que se livrent §0 et §1 »."""
    before = [token.text for token in tokens[max(0, index - 4) : index]]
    inverted = before[1:2] in (["se"], ["s'"]) and is_finite(tokens, index - 2)
    return ("entre" in before or inverted) and tokens[index - 1].party is not None


def fill_gaps(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Take « §0 s'allie à §1, §2 à §3 » for two statements: each later one has the verb of the first.

    >>> from alibaba_corpus.tokens import tokenize
    >>> parties = [(0, 1), (12, 13), (15, 16), (19, 20)]
    >>> statements = fill_gaps(tokenize("A s'allie à B, C à D", 0, parties))
    >>> [" ".join(token.text for token in statement) for statement in statements]
    ["§0 s' allie à §1", "§2 s' allie à §3"]
    """
    parties = [at for at, token in enumerate(tokens) if token.party is not None]
    if len(parties) < 4 or not any(is_finite(tokens, at) for at in range(parties[0] + 1, parties[1])):
        return [tokens]
    verb = range(parties[0] + 1, parties[1])
    for index in parties[2:-1]:
        if tokens[index - 1].text not in (",", "et", "mais") and tokens[index - 2].text not in (",", "et"):
            continue
        if any(is_finite(tokens, at) for at in range(index, len(tokens))):
            continue
        case = index + 1 + (tokens[index + 1].text == ",")
        end = _shared_end(tokens, verb, case)
        if end and any(at in parties for at in range(case + 1, min(case + 7, len(tokens)))):
            shared = (tokens[index], *tokens[verb.start : end], *tokens[case:])
            begin = next(at for at in range(index - 1, 0, -1) if tokens[at].text in (",", "et", "mais"))
            return [tokens[:begin], *fill_gaps(shared)]
    return [tokens]


def _shared_end(tokens: Sequence[Token], verb: range, case: int) -> int | None:
    """Find how far the first statement's verb reaches, told by what the later one begins with."""
    word = case_of(tokens[case].text)
    if word in small_words("articles"):
        return verb.stop if is_finite(tokens, verb.stop - 1) else None
    alike = [
        at
        for at in verb
        if (word[:1].isdigit() and tokens[at].text[:1].isdigit())
        or (word in small_words("shared_cases") and case_of(tokens[at].text) == word)
    ]
    return alike[-1] if alike else None
