"""Clauses: a sentence taken apart into simple statements, with parties in the place of names.

« FedEx, qui a racheté TNT, n'a pas commenté » becomes the two statements « FedEx a racheté TNT » and
« FedEx n'a pas commenté ». A party is written `§0`, `§1`, …: cues are looked for in this plain text.
"""

from collections.abc import Sequence

from alibaba_corpus.appositions import take_fronted
from alibaba_corpus.asides import take_aside
from alibaba_corpus.coordination import cut_coordinated, fill_gaps
from alibaba_corpus.plain_order import in_a_row, objects_in_place, uncleft, without_figures
from alibaba_corpus.tokens import Clause, Token


def split_clauses(tokens: Sequence[Token]) -> list[Clause]:
    """Take a sentence apart: asides become statements on their party, the rest is cut at each new subject.

    >>> from alibaba_corpus.tokens import tokenize
    >>> sentence = tokenize("FedEx, qui a racheté TNT, n'a pas commenté.", 0, [(0, 5), (21, 24)])
    >>> [clause.text.strip() for clause in split_clauses(sentence)]
    ["§0 n' a pas commenté .", '§0 a racheté §1']
    """
    return _split(uncleft(objects_in_place(in_a_row(without_figures(tokens)))), depth=0)


def _split(tokens: tuple[Token, ...], depth: int) -> list[Clause]:
    asides: list[Clause] = []
    rest = list(tokens)
    fronted = take_fronted(rest) if depth == 0 else None
    if fronted:
        rest = fronted[0]
        asides.append(fronted[1])
    index = next((at + 1 for at, token in enumerate(rest[:9]) if token.text == "="), 0)
    while index < len(rest) - 1:
        if rest[index].party is not None:
            taken = take_aside(rest, index)
            if taken:
                rest = taken[0]
                asides.append(taken[1])
                continue
        index += 1
    clauses = [
        Clause(whole, aside=depth > 0, link=link)
        for piece, link in cut_coordinated(rest)
        for whole in (fill_gaps(piece) if depth == 0 else [piece])
    ]
    for aside in asides:
        clauses += _split(aside.tokens, depth + 1) if depth < 4 else [aside]
    return clauses
