"""The project's own labelled articles: what the whole path must reach on them, and the scorer itself."""

import hashlib
from pathlib import Path
from typing import Any

import pytest
from scoring import (
    Score,
    compare,
    name_key,
    read_labelled,
    relation_key,
    score_corpus,
    score_lines,
    score_people,
    score_quantities,
    score_relations,
    status_accuracy,
    theme_overlap,
    write_articles,
)

from alibaba_corpus import load_corpus

GOLD = Path(__file__).parent / "gold"

# Each set with the fingerprint of its file and the least to be reached: what was measured, rounded down.
FINGERPRINTS = {
    "articles_a": "4e31773f41ce49c120b3adc9e85b5d9eb3e154ff13612dd949f4bbb4c6851ada",
    "articles_b": "55ab92dbaa139fcee59f86ba515adb1266cdbc7ff3167c48170c2c9a3a52306d",
    "articles_c": "bcb37218b21d64f4588d73a378237df6f439d48a8b66f35e7b7b3e7066e5405b",
    "articles_d": "046c72eeeb13782fdeaf40fad41c0fb955096115f7cea8659bff8300e483b58f",
    "articles_e": "f55e53b2459435208a75f3d9083c29fd718a7bc5e2414d30bc868c5d4b56d22e",
    "articles_f": "2607b07ef3cfeaf8d4bf09a1e509a009d3f38759773ed7ec69fc1b5476ac5f68",
    "articles_g": "a3e9f0cff60b40d3c94fe7cc08f987a04a4e257b402b26a58608568e92fe8d7b",
    "articles_h": "98baddf5fd1a527421ce543257cd5137bcd19eff8ef461a978a2cbc7b063912a",
}
FLOORS: dict[str, dict[str, float]] = {
    "articles_a": {
        "dropped lines F1": 1.00,
        "kept characters": 1.00,
        "language": 1.00,
        "published": 0.95,
        "relations precision": 0.92,
        "relations recall": 0.74,
        "relations F1": 0.82,
        "status": 0.94,
        "themes": 0.75,
        "people F1": 0.93,
        "quantities F1": 0.98,
    },
    "articles_b": {
        "dropped lines F1": 1.00,
        "kept characters": 1.00,
        "language": 1.00,
        "published": 1.00,
        "relations precision": 0.92,
        "relations recall": 0.65,
        "relations F1": 0.76,
        "status": 0.91,
        "themes": 0.77,
        "people F1": 1.00,
        "quantities F1": 0.98,
    },
    "articles_c": {
        "dropped lines F1": 0.98,
        "kept characters": 1.00,
        "language": 1.00,
        "published": 1.00,
        "relations precision": 0.84,
        "relations recall": 0.62,
        "relations F1": 0.72,
        "status": 0.93,
        "themes": 0.70,
        "people F1": 1.00,
        "quantities F1": 0.95,
    },
    "articles_d": {
        "dropped lines F1": 0.95,
        "kept characters": 1.00,
        "language": 1.00,
        "published": 0.93,
        "relations precision": 0.77,
        "relations recall": 0.40,
        "relations F1": 0.53,
        "status": 0.98,
        "themes": 0.69,
        "people F1": 0.91,
        "quantities F1": 0.96,
    },
    "articles_e": {
        "dropped lines F1": 0.94,
        "kept characters": 0.99,
        "language": 1.00,
        "published": 1.00,
        "relations precision": 0.70,
        "relations recall": 0.33,
        "relations F1": 0.45,
        "status": 0.84,
        "themes": 0.64,
        "people F1": 0.72,
        "quantities F1": 0.95,
    },
    "articles_f": {
        "dropped lines F1": 0.94,
        "kept characters": 0.99,
        "language": 1.00,
        "published": 1.00,
        "relations precision": 0.80,
        "relations recall": 0.35,
        "relations F1": 0.48,
        "status": 0.89,
        "themes": 0.79,
        "people F1": 0.94,
        "quantities F1": 1.00,
    },
    "articles_g": {
        "dropped lines F1": 1.00,
        "kept characters": 1.00,
        "language": 1.00,
        "published": 0.90,
        "relations precision": 0.82,
        "relations recall": 0.78,
        "relations F1": 0.80,
        "status": 0.95,
        "themes": 0.79,
        "people F1": 0.94,
        "quantities F1": 0.90,
    },
    "articles_h": {
        "dropped lines F1": 1.00,
        "kept characters": 1.00,
        "language": 1.00,
        "published": 1.00,
        "relations precision": 0.79,
        "relations recall": 0.65,
        "relations F1": 0.72,
        "status": 0.92,
        "themes": 0.70,
        "people F1": 0.93,
        "quantities F1": 0.94,
    },
}
MEASURES = (
    "dropped lines F1",
    "kept characters",
    "language",
    "published",
    "relations precision",
    "relations recall",
    "relations F1",
    "status",
    "themes",
    "people F1",
    "quantities F1",
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, float]]:
    """What the package reaches on each set."""
    reached = {}
    for name in FLOORS:
        folder = tmp_path_factory.mktemp(name)
        articles = read_labelled(GOLD / f"{name}.jsonl")
        write_articles(articles, folder)
        reached[name] = score_corpus(articles, load_corpus(folder))
    return reached


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("name", FLOORS)
def test_a_set_reaches_its_floor(name: str, measure: str, measured: dict[str, dict[str, float]]) -> None:
    """No change may lose what was reached."""
    assert sorted(measured[name]) == sorted(MEASURES)
    assert measured[name][measure] >= FLOORS[name][measure]


@pytest.mark.parametrize("name", FINGERPRINTS)
def test_a_set_is_the_one_whose_floors_are_pinned(name: str) -> None:
    """Whoever changes labels measures anew and pins both."""
    assert hashlib.sha256((GOLD / f"{name}.jsonl").read_bytes()).hexdigest() == FINGERPRINTS[name]


def test_every_set_is_pinned() -> None:
    """No labelled file lies about unmeasured."""
    assert sorted(path.stem for path in GOLD.glob("*.jsonl")) == sorted(FLOORS) == sorted(FINGERPRINTS)


# ------------------------------------------------------------------ the scorer

LABELLED: dict[str, Any] = {
    "id": "x",
    "lines": [["title", "Le rail"], ["share", "Partager"], ["body", "Le rail avance."]],
    "relations": [
        {
            "a": "Auchan",
            "b": "Orange",
            "type": "partnership",
            "status": "signed",
            "themes": ["cloud", "retail"],
        },
        {
            "a": "la Poste chinoise",
            "b": "Rivalis SA",
            "type": "acquisition",
            "status": "planned",
            "themes": [],
        },
    ],
    "people": ["Léa Morin"],
    "quantities": [{"value": 2.5e9, "unit": "EUR"}, {"value": 3, "unit": "bureau de poste"}],
}


def found(*rows: tuple[str, str, str, str | None, list[str]]) -> dict[str, list[dict[str, Any]]]:
    columns = ("source", "target", "type", "status", "themes")
    return {"x": [dict(zip(columns, row, strict=True)) for row in rows]}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("la Poste chinoise", "China Post", True),
        ("le Rivalis SA", "rivalis", True),
        ("L'Oréal", "L’Oreal", True),
        ("Cainiao", "Alibaba", False),
        ("Altermar", "Altermar Fret", False),
    ],
)
def test_names_of_one_organisation_agree(one: str, other: str, same: bool) -> None:
    """Case, accents, articles, legal forms and aliases don't count; more words do."""
    assert (name_key(one) == name_key(other)) == same


@pytest.mark.parametrize(
    ("kind", "symmetric"),
    [
        ("partnership", True),
        ("competition", True),
        ("dispute", True),
        ("investment", False),
        ("acquisition", False),
        ("ownership", False),
    ],
)
def test_direction_counts_where_there_is_one(kind: str, symmetric: bool) -> None:
    """Who buys whom matters, who is whose rival does not."""
    assert (relation_key("Auchan", "Orange", kind) == relation_key("Orange", "Auchan", kind)) == symmetric


def test_relations_are_counted_once_by_pair_and_type() -> None:
    """A right one, a reversed one, one of another type and one told twice."""
    rows = found(
        ("Orange", "Auchan", "partnership", "planned", ["cloud"]),
        ("Auchan", "Orange", "partnership", "signed", []),
        ("Rivalis", "China Post", "acquisition", "planned", []),
        ("Auchan", "Orange", "dispute", None, []),
    )
    scores = score_relations([LABELLED], rows)
    assert scores["all"] == Score(right=1, wrong=2, missed=1)
    assert scores["acquisition"] == Score(right=0, wrong=1, missed=1)
    assert status_accuracy([LABELLED], rows) == 0.0
    assert theme_overlap([LABELLED], rows) == 0.5


def test_nothing_found_scores_nothing() -> None:
    """An empty table has no recall, and no precision to be proud of."""
    score = score_relations([LABELLED], {})["all"]
    assert (score.precision, score.recall, score.f1) == (0.0, 0.0, 0.0)
    assert compare(set(), set()).f1 == 1.0


def test_lines_people_and_amounts_are_scored() -> None:
    """Dropped lines by line, kept ones by character; amounts by value and unit, each once."""
    lines = {"x": [{"kept": True}, {"kept": True}, {"kept": False}]}
    assert score_lines([LABELLED], lines) == (Score(right=0, wrong=1, missed=1), 7 / 22)
    people = {
        "x": [{"entity": "Lea Morin", "kind": "person"}, {"entity": "Ostrapost", "kind": "organisation"}]
    }
    assert score_people([LABELLED], people) == Score(1, 0, 0)
    amounts = [
        {"value": 2.5e9, "unit": "EUR"},
        {"value": 2.5e9, "unit": "USD"},
        {"value": 3.0, "unit": "bureaux"},
    ]
    assert score_quantities([LABELLED], {"x": amounts}) == Score(2, 1, 0)
    with pytest.raises(ValueError, match="zip"):
        score_lines([LABELLED], {"x": lines["x"][:2]})


def test_articles_are_written_as_they_were(tmp_path: Path) -> None:
    """A line a line, with a blank one between in every other article."""
    write_articles([LABELLED, LABELLED | {"id": "y"}], tmp_path)
    assert (tmp_path / "x.txt").read_text(encoding="utf-8") == "Le rail\nPartager\nLe rail avance.\n"
    assert (tmp_path / "y.txt").read_text(encoding="utf-8") == "Le rail\n\nPartager\n\nLe rail avance.\n"
