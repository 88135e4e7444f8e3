"""Sentences in plain order: no cleft, pronouns behind their verb, no amounts said again in brackets."""

from collections.abc import Sequence

from alibaba_corpus.syntax import prepositions, small_words, turn
from alibaba_corpus.tokens import Token, find_closing

_FIGURES = 9  # tokens between brackets that only say an amount again


def without_figures(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Leave out « ( 3,2 milliards d' euros ) », which says an amount again, unless a party stands before.

    >>> from alibaba_corpus.tokens import tokenize
    >>> " ".join(token.text for token in without_figures(tokenize("Il paie (3 euros) enfin", 0, [])))
    'il paie enfin'
    """
    if all(token.text != "(" for token in tokens):
        return tuple(tokens)
    kept: list[Token] = []
    index = 0
    while index < len(tokens):
        close = find_closing(tokens, index + 1, ")") if tokens[index].text == "(" else None
        inside = tokens[index + 1 : close] if close is not None and kept and kept[-1].party is None else ()
        again = 0 < len(inside) <= _FIGURES and all(token.party is None for token in inside)
        if close is not None and again and any(token.text[0].isdigit() for token in inside[:2]):
            index = close + 1
            continue
        kept.append(tokens[index])
        index += 1
    return tuple(kept)


def in_a_row(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Write « de §0 à §1 en passant par §2 » as the list that it is.

    >>> from alibaba_corpus.tokens import tokenize
    >>> row = tokenize("de A à B en passant par C", 0, [(3, 4), (7, 8), (24, 25)])
    >>> " ".join(token.text for token in in_a_row(row))
    'de §0 , §1 et §2'
    """
    parties = [at for at, token in enumerate(tokens) if token.party is not None]
    words = [token.text for token in tokens]
    for at in range(parties[1] + 1, len(words) - 2) if len(parties) > 1 else ():
        if not turn("passes by").search(" ".join(words[at : at + 3])):
            continue
        near = [index for index in parties if at - 8 <= index < at]
        between = words[near[-2] + 1 : near[-1]] if len(near) > 1 else []
        if between and between[0] in prepositions()["à"]:
            comma = tokens[near[-2] + 1]._replace(text=",")
            head = (*tokens[: near[-2] + 1], comma, *tokens[near[-2] + 2 : near[-1] + 1])
            return (*head, tokens[at]._replace(text="et"), *tokens[at + 3 :])
    return tokens


def objects_in_place(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Put an object pronoun that means a party behind its verb: « §0 l'accuse » becomes « §0 accuse §1 ».

    >>> from alibaba_corpus.tokens import tokenize
    >>> " ".join(token.text for token in objects_in_place(tokenize("Il l'accuse", 0, [(3, 5)])))
    'il accuse §0'
    """
    for index in range(len(tokens) - 1):
        if tokens[index].pronoun:
            verb = index + 1 + (tokens[index + 1].text in small_words("auxiliaries"))
            if verb < len(tokens):
                return (*tokens[:index], *tokens[index + 1 : verb + 1], tokens[index], *tokens[verb + 1 :])
    return tokens


def uncleft(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """Put « c'est à §0 que §1 confie … » back in order: « §1 confie … à §0 »; so « c'est §0 qui confie ».

    >>> from alibaba_corpus.tokens import tokenize
    >>> " ".join(token.text for token in uncleft(tokenize("C'est A qui signe enfin", 0, [(6, 7)])))
    '§0 signe enfin'
    """
    for index in range(len(tokens) - 4):
        if tokens[index].text == "c'" and tokens[index + 1].text in small_words("cleft_verbs"):
            reach = range(index + 2, min(index + 6, len(tokens) - 1))
            party = next((at for at in reach if tokens[at].party is not None), None)
            if party and tokens[party + 1].text == "qui":
                return (*tokens[:index], *tokens[index + 2 : party + 1], *tokens[party + 2 :])
            if party and tokens[party + 1].text in ("que", "qu'"):
                end = len(tokens) - (tokens[-1].text in ".!?")
                return (*tokens[:index], *tokens[party + 2 : end], *tokens[index + 2 : party + 1])
    return tokens
