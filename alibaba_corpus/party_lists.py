"""Lists of parties, « §0, §1 et §2 »: where one begins, and which belong to it."""

from collections.abc import Sequence
from functools import cache

from alibaba_corpus.finite_verbs import is_finite
from alibaba_corpus.lexicon import nouns
from alibaba_corpus.syntax import small_words, turn
from alibaba_corpus.tokens import Token, case_of

_ARM = 12  # words that may stand between what is done with one and what is done with another


def verb_follows(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether a verb follows, with or without pronouns before it.

    >>> from alibaba_corpus.tokens import tokenize
    >>> verb_follows(tokenize("il n'en livre pas", 0, []), 1)
    True
    """
    marks, between = small_words("verb_marks"), small_words("before_verbs")
    for at in range(index, min(len(tokens), index + 6)):
        if is_finite(tokens, at) or tokens[at].text in marks:
            return True
        if tokens[at].text not in between:
            return False
    return False


def list_from(tokens: Sequence[Token], first: int) -> tuple[list[Token], int]:
    """Gather the list of parties that begins at `first`: « §0, §1 et §2 »; return it and where it ends.

    >>> from alibaba_corpus.tokens import tokenize
    >>> tokens = tokenize("A, B et C signent", 0, [(0, 1), (3, 4), (8, 9)])
    >>> [token.text for token in list_from(tokens, 0)[0]], list_from(tokens, 0)[1]
    (['§0', '§1', '§2'], 4)
    """
    links, last_links, leads = small_words("links"), small_words("last_links"), _leads()
    cases = small_words("list_cases")
    found, last, index, strange = [tokens[first]], first, first + 1, 0
    lead = {case_of(token.text) for token in tokens[max(0, first - 3) : first]}
    closed = _is_last(tokens, first)
    while index < len(tokens) and index - last <= 7:
        token = tokens[index]
        if token.party is not None:
            between = {case_of(other.text) for other in tokens[last + 1 : index]}
            if not between & links or (strange and not between & (cases | nouns("subsidiary"))):
                break
            if _own_case(tokens[last + 1 : index]) & cases - lead:
                break  # « avec §0 et à §1 », not « §0 à Paris, §1 à Lyon »
            if lead & cases and not between & last_links and verb_follows(tokens, index + 1):
                break  # « après un accord avec §0 en Chine, §1 progresse »
            if closed and not between & last_links:
                break  # « entre §0 et §1, §2 se tait »: « et » has closed the list
            found.append(token)
            closed, last, strange = bool(between & last_links), index, 0
        elif token.text not in leads:  # « les conserves de §1, les fromages de §2 »
            if _calls_next(tokens, last, index):
                index += 1
                continue
            strange += 1
            if (
                strange > 2
                or token.text in nouns("relational") - nouns("subsidiary")  # « avec §0 et sa filiale §1 »
                or tokens[index - 1].text not in leads
                or is_finite(tokens, index)
            ):
                break
        index += 1
    again = _second_arm(tokens, first, last)
    if again is None:
        return found, last
    more, last = list_from(tokens, again)
    return found + more, last


@cache
def _leads() -> frozenset[str]:
    return small_words("leads") | small_words("links")


def _calls_next(tokens: Sequence[Token], last: int, index: int) -> bool:
    """Tell whether « §0 et des actionnaires connus , §1 » only says what those that follow are."""
    words = [token.text for token in tokens[last + 1 : index]]
    articles = small_words("calling_articles")
    begins = next((at for at, word in enumerate(words) if word in articles), len(words))
    comma = next((at for at in range(index, min(len(tokens) - 1, index + 4)) if tokens[at].text == ","), None)
    return (
        bool(small_words("last_links") & set(words[:begins]))
        and comma is not None
        and tokens[comma + 1].party is not None
        and not any(token.party is not None for token in tokens[index:comma])
    )


def _own_case(between: Sequence[Token]) -> frozenset[str]:
    """Return the words behind the last comma or « et » between two parties, a preposition for each form."""
    last = max((at for at, token in enumerate(between) if token.text in small_words("links")), default=-1)
    return frozenset(case_of(token.text) for token in between[last + 1 :])


def _second_arm(tokens: Sequence[Token], first: int, last: int) -> int | None:
    """Find the party of a second arm: « à §0 pour ses caisses et à §1 », « §0 pour le rail et §1 pour … »."""
    before = (_case_at(tokens, at) for at in range(first - 1, max(-1, first - 4), -1))
    case = next((word for word in before if word in small_words("arm_cases")), "")
    use = tokens[last + 1].text if last + 1 < len(tokens) else ""
    for at in range(last + 2, min(len(tokens), last + 2 + _ARM)):
        if (
            tokens[at].party is not None
            or is_finite(tokens, at)
            or tokens[at].text in small_words("arm_ends")
        ):
            return None
        if tokens[at].text not in small_words("arm_links"):
            continue
        begin = _behind_adverbial(tokens, at)
        reach = range(begin, min(len(tokens), begin + 6))
        party = next((other for other in reach if tokens[other].party is not None), None)
        if party is None or any(token.text not in _leads() for token in tokens[begin + 1 : party]):
            continue
        if case and _case_at(tokens, begin) == case:
            return party
        if (
            use in small_words("arm_uses")
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
    while begin < len(tokens) and tokens[begin].text in small_words("arm_adverbs"):
        begin += 1
    if begin < len(tokens) and tokens[begin].text == ",":
        closing = next(
            (at for at in range(begin + 1, min(len(tokens), begin + 6)) if tokens[at].text == ","), None
        )
        return closing + 1 if closing else begin
    return begin


def _is_last(tokens: Sequence[Token], index: int) -> bool:
    joined = index > 1 and tokens[index - 1].text in small_words("last_links")
    return joined and tokens[index - 2].party is not None


def list_start(tokens: Sequence[Token], index: int, links: str = "list_links") -> int:
    """Go back from a party to the first of its list, by the words of the list `links`.

    >>> from alibaba_corpus.tokens import tokenize
    >>> list_start(tokenize("Hier A, B et C", 0, [(5, 6), (8, 9), (13, 14)]), 5)
    1
    """
    first, linking = index, small_words(links)
    while True:
        reach = range(first - 1, max(-1, first - 8), -1)
        earlier = next((at for at in reach if tokens[at].party is not None), None)
        if earlier is None or not {token.text for token in tokens[earlier + 1 : first]} & linking:
            return first
        between = {token.text for token in tokens[earlier + 1 : first]}
        if _is_last(tokens, earlier) and not between & small_words("last_links"):
            return first  # « refusé par §0 et §1, §2 a signé »: « et » has closed the list
        before = " ".join(token.text for token in tokens[max(0, earlier - 3) : earlier - 1])
        owned = nouns("relational") if between & small_words("possessives") else frozenset()
        if between - _leads() - owned or turn("reports").search(before):
            return first
        first = earlier


def joined_before(tokens: Sequence[Token], index: int) -> int:
    """Go back from the last of « §0, §1 et §2 », at which a cue begins, to the first.

    >>> from alibaba_corpus.tokens import tokenize
    >>> joined_before(tokenize("A, B et C", 0, [(0, 1), (3, 4), (8, 9)]), 4)
    0
    """
    return list_start(tokens, index - 2) if _is_last(tokens, index) else index
