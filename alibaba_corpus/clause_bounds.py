"""Where a statement begins, goes on behind an aside, and where an aside ends."""

import re
from collections.abc import Sequence

from alibaba_corpus.finite_verbs import is_finite, is_verb_form
from alibaba_corpus.syntax import small_words
from alibaba_corpus.tokens import Token


def subject_begins(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a subject with its verb begins at `index`.

    >>> from alibaba_corpus.tokens import tokenize
    >>> tokens = tokenize("Il dit qu'elle n'a rien", 0, [])
    >>> subject_begins(tokens, 3), subject_begins(tokens, 2)
    (True, False)
    """
    if index >= len(tokens):
        return False
    if tokens[index].party is None and tokens[index].text not in small_words("subject_pronouns"):
        return False
    at, link = index + 1, "et"
    while at < len(tokens) - 1 and (tokens[at].text in ("et", ",") and tokens[at + 1].party is not None):
        at, link = at + 2, tokens[at].text
    if link != "et":
        return False  # « d'§0 et §1 , §2 a signé »
    while at < len(tokens) and tokens[at].text in small_words("clitics"):
        at += 1
    return at < len(tokens) and is_finite(tokens, at)


def main_clause_resumes(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the main clause goes on at `index`: a verb, or one behind an adverbial or a clitic.

    >>> from alibaba_corpus.tokens import tokenize
    >>> tokens = tokenize("Lui, enfin, ne signe pas, et elle hésite", 0, [])
    >>> main_clause_resumes(tokens, 4), main_clause_resumes(tokens, 8)
    (True, False)
    """
    for step, token in enumerate(tokens[index : index + 7]):
        if is_finite(tokens, index + step):
            return True
        if token.text in small_words("clitics"):
            continue
        ruled = step and token.party is not None
        if ruled and tokens[index + step - 1].text in small_words("resumed_behind"):
            continue  # « l'accord noué par §0, filiale de §1, avec §2 court toujours »
        if token.party is not None or token.text in small_words("resumption_stops"):
            return False
    return False


def _list_goes_on(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether « , et §1 ont signé » goes on: the aside stood inside a list."""
    if not (tokens[index : index + 1] and tokens[index].text == "et"):
        return False
    party = next(
        (at for at in range(index + 1, min(index + 4, len(tokens))) if subject_begins(tokens, at)), 0
    )
    following = [token.text for token in tokens[index + 1 : index + 4]]
    named = [at for at in range(index + 1, min(index + 3, len(tokens))) if tokens[at].party is not None]
    listed = bool(named) and [token.text for token in tokens[named[0] + 1 : named[0] + 2]] in ([","], ["("])
    infinitive = bool(following) and re.fullmatch(r"\w{3,}(?:er|ir|re)", following[0]) is not None
    return bool(party) or listed or (infinitive and is_verb_form(following[0], any_form=True))


def aside_end(tokens: Sequence[Token], begin: int, *, needs_verb: bool) -> int:
    """Find the comma that closes an aside: the first behind which the sentence's own verb goes on.

    >>> from alibaba_corpus.tokens import tokenize
    >>> aside_end(tokenize("A, qui hésite, signe", 0, [(0, 1)]), 3, needs_verb=True)
    4
    """
    verbs = depth = 0
    for index in range(begin, len(tokens)):
        text = tokens[index].text
        depth += (text == "(") - (text == ")")
        if depth > 0:
            continue
        if is_finite(tokens, index):
            verbs += 1
        if text in (";", ":"):
            return index
        if (
            text == ","
            and (verbs or not needs_verb)
            and (main_clause_resumes(tokens, index + 1) or _list_goes_on(tokens, index + 1))
        ):
            return index
    return len(tokens)


def bare_list_start(tokens: Sequence[Token], index: int) -> int:
    """Go back from the last party of a list (« §0, §1 et §2 ») to its first.

    >>> from alibaba_corpus.tokens import tokenize
    >>> bare_list_start(tokenize("Hier A, B et C", 0, [(5, 6), (8, 9), (13, 14)]), 5)
    1
    """
    while index >= 2 and tokens[index - 1].text in (",", "et", "ou") and tokens[index - 2].party is not None:
        index -= 2
    return index
