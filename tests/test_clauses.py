"""Clauses: sentences taken apart into statements, with their parties in place of names."""

import re
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alibaba_corpus.clauses import split_clauses
from alibaba_corpus.finite_verbs import is_finite, is_verb_form
from alibaba_corpus.tokens import tokenize
from tests.reader import PIECES

FIRMS = ("Auchan", "Orange", "Uber", "Didi")
TEXTS = st.lists(st.sampled_from([*FIRMS, *PIECES]) | st.text(max_size=3), max_size=30).map(" ".join)


def parties_in(text: str, firms: Sequence[str] = FIRMS) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer("|".join(firms), text)]


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("Auchan, qui a racheté Orange, hésite.", ["§0 hésite .", "§0 a racheté §1"]),
        ("Auchan, filiale d'Orange, a signé.", ["§0 a signé .", "§0 = filiale d' §1"]),
        ("Auchan (groupe Orange) recrute.", ["§0 recrute .", "§0 = groupe §1"]),
        ("Auchan – filiale d'Orange – a signé.", ["§0 a signé .", "§0 = filiale d' §1"]),
        ("Auchan, dont Orange détient 5 %, a signé.", ["§0 a signé .", "§1 détient 5% de §0"]),
        ("Auchan, que contrôle Orange, a signé.", ["§0 a signé .", "§1 contrôle §0"]),
        ("Auchan, à qui Orange a vendu Uber, a signé.", ["§0 a signé .", "§1 a vendu §2 à §0"]),
        ("Filiale d'Orange, Auchan a signé.", ["§1 a signé .", "§1 = filiale d' §0"]),
        ("Auchan veut Orange, filiale d'Uber.", ["§0 veut §1", "§1 = filiale d' §2 ."]),
        (
            "Rivaux de toujours, Auchan et Orange ont signé.",
            ["§0 et §1 ont signé .", "§0 et §1 = rivaux de toujours"],
        ),
        ("Auchan a signé avec Orange et Uber a protesté.", ["§0 a signé avec §1", "§2 a protesté ."]),
        ("Auchan a signé ; Orange attend.", ["§0 a signé", "§1 attend ."]),
        ("Auchan a annoncé qu'Orange a racheté Uber.", ["§0 a annoncé", "§1 a racheté §2 ."]),
        ("C'est à Orange qu'Auchan a confié ses colis.", ["§1 a confié ses colis à §0"]),
        ("Auchan, Orange et Uber ont signé.", ["§0 , §1 et §2 ont signé ."]),
        ("L'accord entre Auchan et Orange a vécu.", ["l' accord entre §0 et §1 a vécu ."]),
        (
            "Auchan a payé dix millions (9,2 millions d'euros) pour Orange.",
            ["§0 a payé dix millions pour §1 ."],
        ),
        (
            "Auchan a signé avec Orange, afin de livrer Uber.",
            ["§0 a signé avec §1 , afin de livrer §2 ."],
        ),
        (
            "Auchan recrute, tandis qu'Orange, filiale d'Uber, licencie.",
            ["§0 recrute ,", "tandis qu' §1 licencie .", "§1 = filiale d' §2"],
        ),
        ("Auchan --filiale d'Orange-- recrute.", ["§0 recrute .", "§0 = filiale d' §1"]),
        (
            "Il cite des firmes, d'Auchan à Orange en passant par Uber.",
            ["il cite des firmes , d' §0 , §1 et §2 ."],
        ),
        (
            "Le site qu'Auchan, filiale d'Orange, vient d'ouvrir grandit.",
            ["le site qu' §0 vient d' ouvrir grandit .", "§0 = filiale d' §1"],
        ),
        (
            "Trois fois par semaine, Auchan livre Orange.",
            ["trois fois par semaine , §0 livre §1 ."],
        ),
    ],
)
def test_a_sentence_is_taken_apart(text: str, statements: list[str]) -> None:
    """Relative clauses, appositions and brackets become statements on their party; lists stay whole."""
    clauses = split_clauses(tokenize(text, 0, parties_in(text)))
    assert [clause.text.strip() for clause in clauses] == statements


def test_an_aside_knows_of_whom_it_is_said() -> None:
    """The heads of an aside stand before its « = », of a relative clause they open it."""
    text = "Rivaux de toujours, Auchan et Orange ont signé avec Uber, qui attend."
    main, relative, apposition = sorted(
        split_clauses(tokenize(text, 0, parties_in(text))),
        key=lambda clause: len(clause.heads) * clause.aside,
    )
    assert (main.aside, relative.aside, apposition.aside) == (False, True, True)
    assert [token.text for token in relative.heads] == ["§2"]
    assert [token.text for token in apposition.heads] == ["§0", "et", "§1"]


def test_a_clause_tells_what_links_it() -> None:
    """The word between two clauses is kept, since it tells a subordinate one."""
    text = "Auchan a annoncé qu'Orange a racheté Uber."
    assert [clause.link for clause in split_clauses(tokenize(text, 0, parties_in(text)))] == ["", "qu'"]


@pytest.mark.parametrize(
    ("text", "finite"),
    [
        ("Auchan offre un café .", ["offre"]),
        ("une offre de Auchan .", []),
        ("Auchan la reprend .", ["reprend"]),
        ("la marque de Auchan .", []),
        ("Auchan a signé .", ["a"]),
        ("Auchan en détient une part .", ["détient"]),
    ],
)
def test_verbs_are_told_from_nouns_of_the_same_spelling(text: str, finite: list[str]) -> None:
    """A determiner or a preposition before it makes a word a noun, a pronoun behind its subject does not."""
    tokens = tokenize(text, 0, parties_in(text))
    assert [token.text for index, token in enumerate(tokens) if is_finite(tokens, index)] == finite


def test_verb_forms_are_known_by_spelling() -> None:
    """Participles count only where any form is asked for."""
    assert is_verb_form("rachète")
    assert not is_verb_form("racheté")
    assert is_verb_form("racheté", any_form=True)
    assert not is_verb_form("partenariat", any_form=True)


@settings(deadline=None)
@given(TEXTS, st.integers(0, 1000))
def test_tokens_point_at_the_text(text: str, offset: int) -> None:
    """Offsets are those of the article; a party is one token; words are the text's own in lower case."""
    parties = [(start + offset, end + offset) for start, end in parties_in(text)]
    tokens = tokenize(text, offset, parties)
    assert [(token.start, token.end) for token in tokens if token.party is not None] == parties
    assert [token.party for token in tokens if token.party is not None] == list(range(len(parties)))
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)
    for token in tokens:
        written = text[token.start - offset : token.end - offset]
        plain = re.sub(r"\s", "", written.replace("’", "'").lower())
        assert token.text == (plain if token.party is None else f"§{token.party}")


@settings(deadline=None)
@given(TEXTS)
@example(", Auchan a signé un accord avec")
def test_no_party_is_lost(text: str) -> None:
    """Every party of a sentence stands in a statement, and no statement names others."""
    tokens = tokenize(text, 0, parties_in(text))
    clauses = split_clauses(tokens)
    told = {token.party for clause in clauses for token in clause.tokens}
    assert {token.party for token in tokens} - {None} <= told <= {token.party for token in tokens} | {None}
