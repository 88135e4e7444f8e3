"""People's roles: in what words a text gives them, and what it leaves without one."""

import pytest

from alibaba_corpus.roles import find_roles
from tests.samples import mentions_of


@pytest.mark.parametrize(
    ("text", "person", "role", "organisation"),
    [
        ("Zoé Lam, cofondatrice d'Altermar, sourit.", "Zoé Lam", "cofondatrice d'Altermar", "Altermar"),
        ("La ministre belge Zoé Lam a signé.", "Zoé Lam", "ministre belge", None),
        (
            "Zoé Lam (directrice générale d'Altermar) part.",
            "Zoé Lam",
            "directrice générale d'Altermar",
            "Altermar",
        ),
        ("L'ancien patron d'Altermar, Zoé Lam, revient.", "Zoé Lam", "ancien patron d'Altermar", "Altermar"),
        ("Altermar. Son directeur général, Zoé Lam, part.", "Zoé Lam", "directeur général", None),
        ("Zoé Lam (PS), maire de Brest, part.", "Zoé Lam", "maire de Brest", None),
        ("Zoé Lam, 45 ans, directrice d'Altermar, part.", "Zoé Lam", "directrice d'Altermar", "Altermar"),
        ("Zoé Lam – directrice d'Altermar – part.", "Zoé Lam", "directrice d'Altermar", "Altermar"),
        ("Zoé Lam devient directrice d'Altermar.", "Zoé Lam", "directrice d'Altermar", "Altermar"),
        ("La directrice d'Altermar, Mme Zoé Lam, part.", "Zoé Lam", "directrice d'Altermar", "Altermar"),
        (
            "Zoé Lam, chief executive of Altermar, said no.",
            "Zoé Lam",
            "chief executive of Altermar",
            "Altermar",
        ),
    ],
)
def test_role(text: str, person: str, role: str, organisation: str | None) -> None:
    mentions = mentions_of(text, [person], "person") + mentions_of(text, ["Altermar"], "organisation")
    assert [(found.person, found.text, found.organisation) for found in find_roles(text, mentions)] == [
        (person, role, organisation)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Zoé Lam, vêtue de noir, sourit.",
        "Chez Zoé Lam, le patron du port a signé.",
        "Avec Zoé Lam, le maire estime que tout va.",
        "Zoé Lam et le directeur du port.",
        "Le port accueille Zoé Lam.",
    ],
)
def test_name_without_role(text: str) -> None:
    assert find_roles(text, mentions_of(text, ["Zoé Lam"], "person")) == ()
