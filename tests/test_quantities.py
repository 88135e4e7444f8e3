"""Amounts: the project's own sentences, each row of the data files, and what holds of any text."""

import itertools
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.numerals import find_numerals
from alibaba_corpus.prefilter import read_stretch, ways_to_match
from alibaba_corpus.quantities import find_quantities

CASES = [
    json.loads(line)
    for line in (Path(__file__).parent / "cases" / "quantities.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]
TABLES = read_knowledge("quantities")
PIECES = [
    "2",
    "1,5",
    "100.000",
    "deux",
    "un",
    "cent",
    "vingt",
    "et",
    " ",
    " ",
    "\u00a0",
    "-",
    "\n",
    "milliards",
    "d'",
    "de ",
    "euros",
    "€",
]
PIECES += [
    "$",
    "%",
    "M€",
    "colis",
    "ans",
    "tiers",
    "sur",
    "entre",
    "à",
    "moitié",
    "la",
    "plus de",
    ".",
    "(",
    "HK$",
    "une",
    "centaine",
    "demi",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map(" ".join)


def rows(table: str) -> list[Any]:
    return [pytest.param(row, id=row.get("name", row["example"])) for row in TABLES[table]]


def units(text: str) -> list[str]:
    return [quantity.unit for quantity in find_quantities(text)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case: dict[str, Any]) -> None:
    found = find_quantities(case["text"], language=case.get("language", "fr"))
    expected = [(q["text"], q["value"], q["unit"], q["qualifier"]) for q in case["quantities"]]
    assert [(q.text, q.value, q.unit, q.qualifier) for q in found] == expected


def test_cases_hold_enough_sentences_without_amounts() -> None:
    assert len(CASES) >= 140
    assert sum(not case["quantities"] for case in CASES) >= 35


@pytest.mark.parametrize("row", rows("currency"))
def test_currency(row: dict[str, Any]) -> None:
    assert units(row["example"]) == [row["code"]]
    assert row["code"] not in units(row["near_miss"])


@pytest.mark.parametrize("row", rows("measure"))
def test_measure(row: dict[str, Any]) -> None:
    language = "nl" if row["unit"] == "jaar" else "de" if row["unit"] in ("Jahr", "Monat") else "fr"
    language = "en" if row["unit"] in ("year", "month", "week", "day", "hour") else language
    assert [q.unit for q in find_quantities(row["example"], language=language)] == [row["unit"]]
    assert row["unit"] not in [q.unit for q in find_quantities(row["near_miss"], language=language)]


@pytest.mark.parametrize("row", rows("fraction"))
def test_fraction(row: dict[str, Any]) -> None:
    (found,) = find_quantities(row["example"])
    assert found.unit == "%"
    assert found.value % row["value"] == pytest.approx(0, abs=0.01) or found.value == pytest.approx(
        row["value"] * 2, abs=0.01
    )
    assert "%" not in units(row["near_miss"])


@pytest.mark.parametrize("row", rows("qualifier"))
def test_qualifier(row: dict[str, Any]) -> None:
    assert [q.qualifier for q in find_quantities(row["example"])] == [row["value"]]
    assert [q.qualifier for q in find_quantities(row["near_miss"])] == ["exact"]


@pytest.mark.parametrize("row", rows("qualifier"))
def test_every_qualifying_phrase_is_read(row: dict[str, Any]) -> None:
    for phrase in row["before"]:
        glue = "" if phrase.endswith("'") else " "
        assert [q.qualifier for q in find_quantities(f"{phrase}{glue}80 camions")] == [row["value"]], phrase
    for phrase in row["after"]:
        assert [q.qualifier for q in find_quantities(f"80 camions {phrase}")] == [row["value"]], phrase


@pytest.mark.parametrize("row", rows("never"))
def test_number_that_counts_nothing(row: dict[str, Any]) -> None:
    assert [q.text for q in find_quantities(row["example"]) if not q.text.startswith("24 heures")] == []
    assert len(find_quantities(row["near_miss"])) == 1


@pytest.mark.parametrize("row", rows("share"))
def test_share_in_words(row: dict[str, Any]) -> None:
    assert [(q.value, q.unit) for q in find_quantities(row["example"])] == [(row["value"], "%")]
    assert find_quantities(row["near_miss"]) == ()


@pytest.mark.parametrize("row", rows("share"))
def test_share_is_looked_for_by_words_that_each_match_holds(row: dict[str, Any]) -> None:
    """One of the `words` is in every way to match the pattern."""
    for way in ways_to_match(read_stretch(row["pattern"])):
        assert any(all(any(word in piece for word in row["words"]) for piece in pieces) for pieces in way)


def test_money_is_carried_into_a_sentence_that_speaks_of_money() -> None:
    """A bare number of the next sentence is money where a noun of the table tells so."""
    row = TABLES["money_talk"]
    assert find_quantities(row["example"])[-1].unit == "CHF"
    assert len(find_quantities(row["near_miss"])) == 1


@pytest.mark.parametrize("row", rows("turn"))
def test_turn_of_phrase(row: dict[str, Any]) -> None:
    """The amounts of the example are those that it tells; its near miss has others."""
    found = [[[q.value, q.unit] for q in find_quantities(row[key])] for key in ("example", "near_miss")]
    assert found[0] == row["reads"]
    assert found[1] != row["reads"]


def test_what_stands_between_a_qualifier_and_its_number() -> None:
    """A qualifier tells of a number behind an article, not behind another word."""
    row = TABLES["glue"]
    assert [q.qualifier for q in find_quantities(row["example"])] == ["about"]
    assert [q.qualifier for q in find_quantities(row["near_miss"])] == ["exact"]


def test_unit_of_a_number_that_another_is_set_against() -> None:
    """A bare number behind « contre » counts what the one before it counts, where the sentence goes on so."""
    row = TABLES["opposed"]
    assert [(q.value, q.unit) for q in find_quantities(row["example"])] == [
        (180, "hectare"),
        (240, "hectare"),
    ]
    assert (240, "hectare") not in [(q.value, q.unit) for q in find_quantities(row["near_miss"])]


@pytest.mark.parametrize("row", rows("home"))
def test_bare_sign_at_home(row: dict[str, Any]) -> None:
    assert units(row["example"]) == [row["code"]]
    assert row["code"] not in units(row["near_miss"])


@pytest.mark.parametrize("row", read_knowledge("numerals")["abbreviation"], ids=lambda row: row["example"])
def test_shortened_scale(row: dict[str, Any]) -> None:
    assert [numeral.factor for numeral in find_numerals(row["example"])] == [row["value"]]
    assert [numeral.factor for numeral in find_numerals(row["near_miss"])] == [1]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("quatre-vingts", 80),
        ("quatre-vingt-onze", 91),
        ("soixante et onze", 71),
        ("septante-six", 76),
        ("huitante-deux", 82),
        ("deux cent un", 201),
        ("mille neuf cent quatre-vingt-dix-neuf", 1999),
        ("trois millions deux cent mille", 3_200_000),
        ("un milliard et demi", 1_500_000_000),
        ("une demi-douzaine", 6),
        ("1 234 567,8", 1_234_567.8),
        ("1’250", 1250),
    ],
)
def test_french_number_words(words: str, value: float) -> None:
    assert [numeral.value for numeral in find_numerals(words)] == [value]


def test_a_number_goes_on_in_the_next_line_with_its_scale() -> None:
    """As in texts whose lines were broken for a page; a line that begins anew is another number."""
    text = "Il verse 2\nmilliards de dollars pour trois\n\nmillions de colis, 12\n300 et deux\nMille"
    assert [numeral.value for numeral in find_numerals(text)] == [2e9, 3, 12, 300, 2, 1000]


def test_two_numbers_side_by_side_stay_two() -> None:
    assert [numeral.value for numeral in find_numerals("vingt trente, deux trois, en 2015 300")] == [
        20,
        30,
        2,
        3,
        2015,
        300,
    ]


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_offsets_point_at_the_text_in_order(text: str) -> None:
    found = find_quantities(text)
    assert all(text[q.start : q.end] == q.text and q.text.strip() == q.text for q in found)
    assert all(left.end <= right.start for left, right in itertools.pairwise(found))
    assert {q.qualifier for q in found} <= {"exact", "at least", "at most", "about"}


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 999_999), st.sampled_from([" ", "\u00a0", "\u202f", "."]))
def test_any_whole_number_of_euros_is_read(number: int, mark: str) -> None:
    (found,) = find_quantities(f"Il a versé {number:,} euros hier.".replace(",", mark))
    assert (found.value, found.unit) == (number, "EUR")


@pytest.mark.parametrize("language", ["es", "zh", "und"])
def test_language_without_words_of_its_own_reads_figures(language: str) -> None:
    assert [(q.value, q.unit) for q in find_quantities("€ 3,5 y 12 %", language=language)] == [
        (3.5, "EUR"),
        (12, "%"),
    ]


def test_a_currency_spoken_of_is_no_amount() -> None:
    assert find_quantities("Le dollar monte, un euro plus fort.") == ()


def test_the_unit_of_a_table_is_no_amount() -> None:
    """« (en k€) » stands over figures and is none."""
    assert [(q.text, q.value) for q in find_quantities("Ventes (en k€)\nNord, en k€ : 12 k€")] == [
        ("12 k€", 12e3)
    ]
