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
from tests.samples import mentions_of

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


def test_a_mark_that_nothing_closes_for_long_ends_with_its_paragraph() -> None:
    """Marks far behind it are read anew."""
    text = "« Le quai dort" + " encore" * 600 + ", puis « il faut attendre », dit le maire."
    assert [quote.text for quote in find_quotes(text, ())][1:] == ["il faut attendre"]
