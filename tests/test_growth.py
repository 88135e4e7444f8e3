"""Growth claims: every row of the data file takes its example and leaves its near miss."""

from typing import Any

import pytest

from alibaba_corpus.growth import Growth, find_growth
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.quantities import find_quantities

ROWS = [row for table in ("direction", "frame") for row in read_knowledge("growth")[table]]


def claims(text: str) -> tuple[Growth, ...]:
    return find_growth(text, find_quantities(text))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_row_takes_its_example_and_leaves_its_near_miss(row: dict[str, Any]) -> None:
    assert len(claims(row["example"])) == 1
    assert claims(row["near_miss"]) == ()


@pytest.mark.parametrize(
    ("text", "change", "earlier"),
    [
        ("Le chiffre d’affaires progresse de 25 % à 2 milliards d’euros.", 25.0, 1.6e9),
        ("Le bénéfice a chuté de plus de 20 %, à 400 millions de yuans.", -20.0, 5e8),
        ("L'usine a livré 30 000 véhicules (-25 %).", -25.0, 40_000.0),
        ("Une envolée de 100 % des ventes, qui s'établissent à 8 millions de dollars.", 100.0, 4e6),
    ],
)
def test_earlier_amount_is_implied(text: str, change: float, earlier: float) -> None:
    (claim,) = claims(text)
    assert claim.change == change
    assert claim.earlier == pytest.approx(earlier)


def test_each_amount_has_its_own_share() -> None:
    text = "Les ventes progressent de 10 % à 11 millions d'euros et la marge recule de 50 % à 3 millions."
    assert [(claim.amount.value, claim.change) for claim in claims(text)] == [(11e6, 10.0), (3e6, -50.0)]


@pytest.mark.parametrize(
    "text",
    [
        "Le bénéfice recule de 100 % à 3 millions d'euros.",
        "La durée des contrats augmente de 50 % à 3 ans.",
        "Une hausse de 8 %. Le groupe vise à 4 milliards d'euros de ventes.",
        "",
    ],
)
def test_says_nothing_where_nothing_is_implied(text: str) -> None:
    assert claims(text) == ()
