"""Asides taken out of a sentence: in brackets or between dashes, relative clauses, appositions."""

from collections.abc import Sequence
from functools import cache

from alibaba_corpus.appositions import take_apposition
from alibaba_corpus.clause_bounds import aside_end, bare_list_start, main_clause_resumes
from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.relative_clauses import pick_relative, relative_clause, relative_end
from alibaba_corpus.syntax import small_words
from alibaba_corpus.tokens import Clause, Token, case_of, find_closing

_ASIDE = 40  # tokens between brackets or dashes that only say something of the party before


def take_aside(tokens: list[Token], index: int) -> tuple[list[Token], Clause] | None:
    """Take out the aside that follows the party at `index`, if one does; return what is left, and it.

    >>> from alibaba_corpus.tokens import tokenize
    >>> rest, aside = take_aside([*tokenize("A (groupe B) recrute", 0, [(0, 1), (10, 11)])], 0)
    >>> " ".join(token.text for token in rest), aside.text
    ('§0 recrute', ' §0 = groupe §1 ')
    """
    party, mark = tokens[index], tokens[index + 1].text
    if mark in ("(", "–", "—", "-"):
        close = find_closing(tokens, index + 2, ")" if mark == "(" else mark)
        if close is None or close - index >= _ASIDE:
            return None
        inside, relative = tokens[index + 2 : close], pick_relative(tokens[:close], index + 2)
        if relative:  # « §0 (dont §1 détient 5 %) »
            preposition, start = relative
            said = relative_clause(party, tokens[start - 1].text, preposition, tokens[start:close])
        else:
            said = Clause((party, Token("=", party.end, party.end), *inside), aside=True)
        return tokens[: index + 1] + tokens[close + 1 :], said
    begin = index + 2 if mark == "," else index + 1
    relative = pick_relative(tokens, begin)
    if relative:
        preposition, start = relative
        end = aside_end(tokens, start, needs_verb=True) if mark == "," else relative_end(tokens, start)
        said = relative_clause(party, tokens[start - 1].text, preposition, tokens[start:end])
        return tokens[: index + 1] + tokens[end + (end < len(tokens) and tokens[end].text == ",") :], said
    if (
        mark != ","
        or _list_ahead(tokens, index + 1)
        or (main_clause_resumes(tokens, index + 2) and is_finite(tokens, index + 2))
    ):
        return None
    return take_apposition(tokens, index)


@cache
def _before_listed(case: str) -> frozenset[str]:
    """Return what may stand before a party of a list that a preposition rules."""
    forms = small_words("simple_prepositions")
    own = {word for word in forms if case_of(word) == case}
    return (small_words("determiners") - forms) | own | small_words("list_adverbs")


def _list_ahead(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether « §0 , » goes on as a list (« §0, §1 et §2 ») and not as an aside."""
    after = index + 1
    first = bare_list_start(tokens, index - 1)
    case = case_of(tokens[first - 1].text) if first else ""
    leads = _before_listed(case)
    while after < len(tokens) and tokens[after].text in leads:
        after += 1
    return after < len(tokens) and tokens[after].party is not None and after - index <= 5
