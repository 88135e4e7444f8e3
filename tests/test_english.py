"""Relations in English: every row of the table with its example and near miss, and sentences of our own."""

import json
from pathlib import Path
from typing import Any

import pytest

from alibaba_corpus.english import find_english_relations
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.mentions import find_mentions
from alibaba_corpus.relations import SYMMETRIC_TYPES, Relation
from alibaba_corpus.sentences import split_sentences

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "relations_english.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
CUES = read_knowledge("english")["cue"]
FIRMNESS = read_knowledge("english")["firmness"]
Stated = set[tuple[str, str, str, str | None]]


def relations(text: str) -> tuple[Relation, ...]:
    sentences = split_sentences(text)
    return find_english_relations(sentences, find_mentions(sentences, [() for _ in sentences]))


def stated(text: str) -> Stated:
    return {(found.source, found.target, found.type, found.status) for found in relations(text)}


def labelled(case: dict[str, Any]) -> Stated:
    expected = set()
    for row in case["relations"]:
        a, b = sorted((row["a"], row["b"])) if row["type"] in SYMMETRIC_TYPES else (row["a"], row["b"])
        expected.add((a, b, row["type"], row["status"]))
    return expected


def sides(found: Relation) -> list[str]:
    pair = [found.source, found.target]
    return sorted(pair) if found.type in SYMMETRIC_TYPES else pair


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: str(cue["name"]))
def test_cue_takes_its_example_and_leaves_its_near_miss(cue: dict[str, Any]) -> None:
    expected = sorted(cue["ends"]) if cue["type"] in SYMMETRIC_TYPES else cue["ends"]
    assert (expected, cue["type"]) in [(sides(found), found.type) for found in relations(cue["example"])]
    left = [sorted(sides(found)) for found in relations(cue["near_miss"]) if found.rule == cue["name"]]
    assert sorted(cue["ends"]) not in left


@pytest.mark.parametrize("row", FIRMNESS, ids=lambda row: str(row["status"]))
def test_firmness_takes_its_example_and_leaves_its_near_miss(row: dict[str, Any]) -> None:
    assert [found.status for found in relations(row["example"])] == [row["status"]]
    assert [found.status for found in relations(row["near_miss"])] == ["signed"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_case(case: dict[str, Any]) -> None:
    assert stated(case["text"]) == labelled(case)


def test_names_of_cues_are_their_own() -> None:
    names = [cue["name"] for cue in CUES]
    assert len(names) == len(set(names))


def test_pair_is_meant_again() -> None:
    text = "Auchan is in talks with Alibaba. The two companies signed an agreement on Monday."
    assert {(found.source, found.target, found.status) for found in relations(text)} == {
        ("Alibaba", "Auchan", "signed")
    }


def test_pronoun_means_the_subject_before() -> None:
    assert ("Alibaba", "Lazada", "acquisition", "signed") in stated(
        "Alibaba posted higher sales. It has also acquired Lazada."
    )


def test_evidence_is_the_sentence() -> None:
    text = "Sales rose. Danone signed a contract with Cainiao for parcels."
    (found,) = relations(text)
    assert (
        text[found.start : found.end]
        == found.evidence
        == "Danone signed a contract with Cainiao for parcels."
    )
    assert found.sentence == 1
    assert found.themes == ("logistics", "food")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Alibaba, Inc., signed a deal with Uber Corp. on Monday.",
            ("Alibaba", "Uber", "partnership", "signed"),
        ),
        ("Alibaba's plans come as it considers buying Uber.", ("Alibaba", "Uber", "acquisition", "planned")),
        ("Orange praised Uber which signed a deal with Danone.", ("Danone", "Uber", "partnership", "signed")),
    ],
)
def test_ends_are_found_behind_legal_forms_possessives_and_relatives(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert stated(text) == {expected}
