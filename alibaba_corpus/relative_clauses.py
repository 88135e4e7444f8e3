"""Relative clauses, each made a statement on what it is said of."""

from collections.abc import Sequence

from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.syntax import relatives, small_words, turn
from alibaba_corpus.tokens import Clause, Token, first_comma


def pick_relative(tokens: Sequence[Token], index: int) -> tuple[str, int] | None:
    """Read a relative pronoun at `index`: the preposition it stands for, and where its clause begins.

    >>> from alibaba_corpus.tokens import tokenize
    >>> pick_relative(tokenize("auquel il confie", 0, []), 0)
    ('à', 1)
    """
    text = tokens[index].text if index < len(tokens) else ""
    following = tokens[index + 1].text if index + 1 < len(tokens) else ""
    if text in small_words("simple_prepositions") and following in small_words("ruled_relatives"):
        return text, index + 2
    if turn("of which").search(" ".join(token.text for token in tokens[index : index + 3])):
        return f"{text} {following} de", index + 3  # « §0, au capital duquel §1 est entré »
    if text in relatives() and text != "lesquels":
        return relatives()[text], index + 1
    return None


def relative_clause(antecedent: Token, pronoun: str, preposition: str, body: Sequence[Token]) -> Clause:
    """Turn a relative clause into a statement on its antecedent.

    >>> from alibaba_corpus.tokens import tokenize
    >>> firm, _, *body = tokenize("A dont elle détient 5 %", 0, [(0, 1)])
    >>> relative_clause(firm, "dont", "de", body).text
    ' elle détient 5% de §0 '
    """
    if pronoun in small_words("subject_relatives") and not preposition:
        return Clause((antecedent, *body), aside=True)
    mark = tuple(Token(word, antecedent.start, antecedent.start) for word in preposition.split())
    while body and body[-1].text in (".", "!", "?"):
        body = body[:-1]
    inverted = (
        len(body) > 1
        and is_finite(body, 0)
        and next((at for at, token in enumerate(body[:5]) if token.party is not None), None)
    )
    if inverted:  # « que contrôle §1 »: the subject stands behind its verb
        body = (body[inverted], *body[:inverted], *body[inverted + 1 :])
    return Clause((*body, *mark, antecedent))


def relative_end(tokens: Sequence[Token], begin: int) -> int:
    """Find the comma that closes « que §1 , filiale de §2 , livre » behind its verb.

    >>> from alibaba_corpus.tokens import tokenize
    >>> relative_end(tokenize("que A, filiale de B, livre, enfin", 0, [(4, 5), (18, 19)]), 1)
    8
    """
    end = first_comma(tokens, begin)
    if any(is_finite(tokens, at) for at in range(begin, end)):
        return end
    last = next((at for at in range(end, len(tokens)) if is_finite(tokens, at)), None)
    return end if last is None else first_comma(tokens, last)


def holds_relative(body: Sequence[Token]) -> bool:
    """Tell whether a relative pronoun stands among tokens.

    >>> from alibaba_corpus.tokens import tokenize
    >>> holds_relative(tokenize("un site dont on parle", 0, []))
    True
    """
    return any(token.text in relatives() for token in body)
