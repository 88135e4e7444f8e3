"""Appositions, behind a name or before it: what they say of whom, and where they end."""

from collections.abc import Sequence

from alibaba_corpus.clause_bounds import aside_end, bare_list_start, subject_begins
from alibaba_corpus.finite_verbs import is_finite, is_verb_form
from alibaba_corpus.lexicon import nouns
from alibaba_corpus.relative_clauses import holds_relative
from alibaba_corpus.syntax import small_words, turn
from alibaba_corpus.tokens import Clause, Token, first_comma

_UNCLOSED = 5  # words between the noun of such an apposition and its name at most


def take_apposition(tokens: list[Token], index: int) -> tuple[list[Token], Clause] | None:
    """Take out the apposition behind the party at `index`, if one does follow; return what is left, and it.

    >>> from alibaba_corpus.tokens import tokenize
    >>> rest, aside = take_apposition([*tokenize("A, filiale de B, hésite", 0, [(0, 1), (14, 15)])], 0)
    >>> " ".join(token.text for token in rest), aside.text
    ('§0 hésite', ' §0 = filiale de §1 ')
    """
    subject = _may_be_subject(tokens, index)
    end = aside_end(tokens, index + 2, needs_verb=False) if subject else _list_end(tokens, index + 2)
    if end == len(tokens) and subject and any(is_finite(tokens, at) for at in range(index + 2, end)):
        end = _unclosed_end(tokens, index + 2)
    body = tokens[index + 2 : end]
    if not body or (any(is_finite(body, at) for at in range(len(body))) and not holds_relative(body)):
        return None
    if body[0].text in small_words("apposition_conjunctions") or (
        not subject and (body[0].text in small_words("additions") or _is_purpose(body))
    ):
        return None
    if _parallel(tokens, index, body) or (
        body[0].text.endswith("ant") and is_verb_form(body[0].text, any_form=True)
    ):
        return None
    heads = (
        tokens[bare_list_start(tokens, index) : index + 1] if _is_plural(body) else tokens[index : index + 1]
    )
    said = Clause((*heads, Token("=", tokens[index].end, tokens[index].end), *body), aside=True)
    return tokens[: index + 1] + tokens[end + (end < len(tokens) and tokens[end].text == ",") :], said


def take_fronted(tokens: list[Token]) -> tuple[list[Token], Clause] | None:
    """Read an apposition before its subject: « Filiale de §0, §1 … », « Premier du pays, §0 … ».

    >>> from alibaba_corpus.tokens import tokenize
    >>> rest, aside = take_fronted([*tokenize("Filiale de B, A hésite", 0, [(11, 12), (14, 15)])])
    >>> " ".join(token.text for token in rest), aside.text
    ('§1 hésite', ' §1 = filiale de §0 ')
    """
    commas = [
        at for at, token in enumerate(tokens[:40]) if token.text == "," and subject_begins(tokens, at + 1)
    ]
    if not commas or tokens[commas[0] + 1].party is None:
        return None
    comma = commas[0]
    head = tokens[:comma]
    if (
        not head
        or any(is_finite(head, at) for at in range(comma))
        or head[0].text in small_words("simple_prepositions")
        or head[0].party is not None
        or small_words("times") & {token.text for token in head}
    ):
        return None
    last = comma + 1
    while (
        _is_plural(head)
        and last + 2 < len(tokens)
        and tokens[last + 1].text in (",", "et")
        and tokens[last + 2].party is not None
    ):
        last += 2
    subjects = tokens[comma + 1 : last + 1]
    mark = Token("=", subjects[0].start, subjects[0].start)
    return tokens[comma + 1 :], Clause((*subjects, mark, *head), aside=True)


def _may_be_subject(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether no verb stands before a party, from where its statement begins."""
    before = range(index - 1, -1, -1)
    begin = next((at + 1 for at in before if tokens[at].text in small_words("clause_breaks")), 0)
    return not any(is_finite(tokens, at) for at in range(begin, index))


def _list_end(tokens: Sequence[Token], begin: int) -> int:
    """Find where an apposition ends: at its first comma, or behind the list that begins there."""
    end = first_comma(tokens, begin)
    first = tokens[end - 1].party is not None and end - 1 > begin and tokens[end - 2].party is None
    names = [at for at in range(end + 1, min(len(tokens), end + 12)) if tokens[at].party is not None]
    between = [token.text for token in tokens[end : names[-1] if names else end]]
    listed = all(text in small_words("name_links") or text.startswith("§") for text in between)
    plural = tokens[end - 2].text == "des" or _is_plural(tokens[begin:end])
    if not (first and names and listed and between[-1:] == ["et"] and plural):
        return end
    return names[-1] + 1


def _unclosed_end(tokens: Sequence[Token], begin: int) -> int:
    """Find where an apposition ends that no comma closes: « §0 , filiale de §1 n' a pas attendu »."""
    party = next((at for at in range(begin, len(tokens)) if tokens[at].party is not None), len(tokens))
    tied = tokens[begin].text in nouns("relational") and party - begin <= _UNCLOSED
    return party + 1 if tied and subject_begins(tokens, party) else begin


def _is_purpose(body: Sequence[Token]) -> bool:
    """Tell what a deal is for (« , afin de livrer … ») from what is said of the party before."""
    return turn("purpose").search(" ".join(token.text for token in body[:3])) is not None


def _parallel(tokens: Sequence[Token], index: int, body: Sequence[Token]) -> bool:
    """Tell whether « les conserves de §1, les fromages de §2 » is a list, not an aside on §1."""
    articles, genitives = small_words("definite_articles"), small_words("genitives")
    owned = tokens[index - 1 : index] and tokens[index - 1].text in genitives and index >= 3
    again = next((at for at, token in enumerate(body[:6]) if token.party is not None), 0)
    return bool(
        owned
        and tokens[index - 3].text in articles
        and body[0].text in articles
        and again >= 3
        and body[again - 1].text in genitives
        and len(body) > again + 1
        and body[again + 1].text in ("et", ",")
    )


def _is_plural(body: Sequence[Token]) -> bool:
    """Tell whether an apposition speaks of several (« marques du groupe », « ses rivaux »)."""
    words = [token.text for token in body[:4] if token.text not in small_words("end_in_s")]
    return any(len(word) > 3 and word[-1] in "sx" for word in words[:2])
