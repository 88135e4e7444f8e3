"""Quotations: who says what in the project's own sentences, and what holds of any text."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.mentions import Mention
from alibaba_corpus.quotes import find_quotes
from alibaba_corpus.roles import find_roles
from alibaba_corpus.speech import turn

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "quotes.jsonl").read_text(encoding="utf-8").splitlines()
]
PIECES = [
    "«",
    "»",
    '"',
    "“",
    "”",
    " ",
    "\n",
    ".",
    ",",
    ":",
    "a déclaré",
    "Léa Morin",
    "nous avons signé",
    "selon",
    "directrice",
    "Le port",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40).map(" ".join)


def mentions_of(text: str, names: list[str], kind: str) -> list[Mention]:
    found = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            found.append(Mention(0, start, start + len(name), name, name, kind))
            start = text.find(name, start + 1)
    return found


def mentions_in(case: dict[str, Any]) -> list[Mention]:
    people = mentions_of(case["text"], case["people"], "person")
    return people + mentions_of(case["text"], case["organisations"], "organisation")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    found = find_quotes(case["text"], mentions_in(case))
    expected = [(quote["text"], quote["speaker"], quote["role"]) for quote in case["quotes"]]
    assert [(quote.text, quote.speaker, quote.speaker_role) for quote in found] == expected


@pytest.mark.parametrize("row", read_knowledge("speech")["mark"], ids=lambda row: row["name"])
def test_quotation_or_words_held_at_a_distance(row: dict[str, str]) -> None:
    assert len(find_quotes(row["example"], ())) == 1
    assert find_quotes(row["near_miss"], ()) == ()


@pytest.mark.parametrize("row", read_knowledge("speech")["turn"], ids=lambda row: row["name"])
def test_turn_of_phrase(row: dict[str, str]) -> None:
    assert turn(row["name"]).search(row["example"])
    assert turn(row["name"]).search(row["near_miss"]) is None


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


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_offsets_point_at_the_text_in_order(text: str) -> None:
    mentions = mentions_of(text, ["Léa Morin"], "person")
    found = find_quotes(text, mentions)
    assert all(text[quote.start : quote.end] == quote.text and quote.text.strip() for quote in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert all(text[role.start : role.end] == role.text for role in find_roles(text, mentions))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Selon Marius Blanc, le port est plein. Il a ajouté :\n\n« Le quai dort. »", "Marius Blanc"),
        ("Le communiqué d'hier est net : « Nous irons loin ».", "communiqué"),
        ('"We will sign this very long deal in the coming days," Marius Blanc said.', "Marius Blanc"),
    ],
)
def test_words_are_whose_the_sentence_says(text: str, speaker: str) -> None:
    (found,) = find_quotes(text, mentions_of(text, ["Marius Blanc"], "person"))
    assert found.speaker == speaker


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Zoé Lam s'assied au bord du bassin. « Gagner ici est énorme », racontait la Concarnoise.",
            "Zoé Lam",
        ),
        ("Zoé Lam a battu Léa Morin hier. « Gagner ici est énorme », racontait la Concarnoise.", None),
        ("« Gagner ici est énorme », racontait le Brestois.", None),
        ("Les bénévoles le voient : « Le quai n'a plus rien à offrir... » (Zoé Lam, Altermar).", "Zoé Lam"),
        ("On relit « Le quai des brumes du soir » (Zoé Lam) avec plaisir.", None),
        (
            "Après avoir salué le bassin, Zoé Lam lâche un soupir. "
            "« Une victoire pour une équipe, c'est un été réussi. »",
            "Zoé Lam",
        ),
    ],
)
def test_speaker_of_a_place_or_in_brackets_or_behind_a_setting(text: str, speaker: str | None) -> None:
    found = find_quotes(text, mentions_of(text, ["Zoé Lam", "Léa Morin"], "person"))
    assert {quote.speaker for quote in found} | {speaker} == {speaker}
    assert found or speaker is None


def test_pronoun_means_the_role_of_the_sentence_before() -> None:
    text = "La gérante s'inquiète pour l'été. « Le quai fait quand même peur », explique-t-elle."
    assert [(quote.speaker, quote.speaker_role) for quote in find_quotes(text, [])] == [(None, "La gérante")]
    text = "A la criée, le boulanger se demande ce qui vient : « On ne sait pas où va le quai. »"
    assert [(quote.speaker, quote.speaker_role) for quote in find_quotes(text, [])] == [
        (None, "le boulanger")
    ]
