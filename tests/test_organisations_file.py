"""The lists of organisations and nationalities hold together: no name or adjective means two things."""

import re
import tomllib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

import pytest

from alibaba_corpus.knowledge import read_knowledge

KINDS = {
    "company",
    "platform",
    "retailer",
    "postal operator",
    "carrier",
    "luxury house",
    "carmaker",
    "bank",
    "investor",
    "telecom operator",
    "public body",
    "government",
    "media",
    "news agency",
    "sports body",
    "sports club",
    "university",
    "association",
}
THEMES = {
    "logistics",
    "cloud",
    "mobility",
    "energy",
    "retail",
    "ecommerce",
    "payment",
    "finance",
    "media",
    "security",
    "luxury",
    "tourism",
    "sport",
    "health",
    "food",
    "telecom",
    "ai",
}
FIELDS = {
    "name": str,
    "aliases": list,
    "kind": str,
    "group": str,
    "country": str,
    "themes": list,
    "heads": list,
    "seat": str,
    "descriptions": list,
    "common_word": bool,
    "family_name": bool,
}
COUNTRY_CODE = re.compile(r"[A-Z]{2}")
ARTICLE = re.compile(r"^(?:l['’]|les? |la |the )", re.IGNORECASE)

Row = dict[str, Any]
ORGANISATIONS: list[Row] = read_knowledge("organisations")["organisation"]
NATIONALITIES: dict[str, list[Row]] = read_knowledge("nationalities")
BY_NAME = {row["name"]: row for row in ORGANISATIONS}


def key(name: str) -> str:
    """Return what is left of a name when case, accents, hyphens and its article are not told apart."""
    decomposed = unicodedata.normalize("NFKD", ARTICLE.sub("", name))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+|[&+]", plain))


def spellings(row: Row) -> Iterator[str]:
    yield from (row["name"], *row.get("aliases", ()), *row.get("descriptions", ()))


def values_used_twice(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    users = defaultdict(list)
    for value, user in pairs:
        users[value].append(user)
    return {value: names for value, names in users.items() if len(names) > 1}


def sections() -> list[tuple[str, list[str]]]:
    """Return each heading of the file (a comment between two rules) with the names below it."""
    text = files("alibaba_corpus").joinpath("data", "organisations.toml").read_text(encoding="utf-8")
    _, *parts = re.split(r"^# -+\n# (.+)\n# -+$", text, flags=re.MULTILINE)
    return [
        (heading, [row["name"] for row in tomllib.loads(rows).get("organisation", ())])
        for heading, rows in zip(parts[::2], parts[1::2], strict=True)
    ]


def test_the_list_is_long_enough_to_be_of_use() -> None:
    assert len(ORGANISATIONS) >= 250


@pytest.mark.parametrize("row", ORGANISATIONS, ids=lambda row: row["name"])
def test_a_row_has_known_fields_of_the_right_type(row: Row) -> None:
    assert {"name", "kind", "country"} <= row.keys()
    assert {field: type(value) for field, value in row.items()} == {field: FIELDS[field] for field in row}
    assert row["kind"] in KINDS
    assert COUNTRY_CODE.fullmatch(row["country"])
    assert THEMES.issuperset(row.get("themes", ()))
    assert len(row.get("themes", ())) <= 2
    assert all(key(spelling) for spelling in spellings(row))


def test_no_spelling_stands_for_two_organisations_or_is_written_twice() -> None:
    assert values_used_twice((key(s), row["name"]) for row in ORGANISATIONS for s in spellings(row)) == {}


def test_no_person_is_the_head_of_two_organisations() -> None:
    heads = ((key(head), row["name"]) for row in ORGANISATIONS for head in row.get("heads", ()))
    assert values_used_twice(heads) == {}


@pytest.mark.parametrize("row", [row for row in ORGANISATIONS if "group" in row], ids=lambda row: row["name"])
def test_a_group_is_the_parent_on_top(row: Row) -> None:
    assert row["group"] in BY_NAME
    assert row["group"] != row["name"], "left out when it is the organisation itself"
    assert "group" not in BY_NAME[row["group"]], "the parent has a parent"


@pytest.mark.parametrize(("heading", "names"), sections())
def test_rows_stand_by_alphabet_in_their_section(heading: str, names: list[str]) -> None:
    assert names, f"{heading!r} is empty"
    assert names == sorted(names, key=key)


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("la Poste chinoise", "China Post"),
        ("le géant de Hangzhou", "Alibaba"),
        ("Aliyun", "Alibaba Cloud"),
        ("Cainiao Smart Logistics Network", "Cainiao"),
        ("Quai d'Orsay", "ministère des Affaires étrangères"),
        ("CIO", "Comité international olympique"),
        ("Liege Airport", "Aéroport de Liège"),
        ("Kuehne + Nagel", "Kuehne+Nagel"),
    ],
)
def test_a_spelling_of_the_press_leads_to_its_organisation(spelling: str, name: str) -> None:
    assert [row["name"] for row in ORGANISATIONS if key(spelling) in map(key, spellings(row))] == [name]


def test_names_that_mislead_are_marked() -> None:
    common = [
        "Orange",
        "Free",
        "Carrefour",
        "Casino",
        "Printemps",
        "Mars",
        "Visa",
        "Metro",
        "La Poste",
        "Wave",
    ]
    families = ["Bolloré", "Bouygues", "Leclerc", "Peugeot", "Renault", "Michelin", "Dassault"]
    assert [name for name in common if not BY_NAME[name].get("common_word")] == []
    assert [name for name in families if not BY_NAME[name].get("family_name")] == []


def test_an_adjective_stands_for_one_country() -> None:
    rows = [*NATIONALITIES["country"], *NATIONALITIES["place"]]
    adjectives = ((adjective, row["name"]) for row in rows for adjective in row["adjectives"])
    assert values_used_twice(adjectives) == {}
    english = ((adjective, row["name"]) for row in rows for adjective in row.get("english", ()))
    assert values_used_twice(english) == {}


def test_a_place_name_stands_for_one_place() -> None:
    rows = [*NATIONALITIES["country"], *NATIONALITIES["place"]]
    names = {(key(name), row["name"]) for row in rows for name in (row["name"], *row.get("names", ()))}
    assert values_used_twice(names) == {}


def test_the_sections_hold_all_rows() -> None:
    assert [name for _, names in sections() for name in names] == [row["name"] for row in ORGANISATIONS]


def test_each_country_and_place_has_what_its_readers_need() -> None:
    assert [row for row in NATIONALITIES["country"] if not COUNTRY_CODE.fullmatch(row["code"])] == []
    assert [row["name"] for row in NATIONALITIES["country"] if not row["adjectives"]] == []
    codes = {row["code"] for row in NATIONALITIES["country"]}
    assert [row["name"] for row in NATIONALITIES["place"] if row["country"] not in codes] == []
    assert sorted({row["country"] for row in ORGANISATIONS} - codes) == []


def test_adjectives_are_lower_case_words() -> None:
    rows = [*NATIONALITIES["country"], *NATIONALITIES["place"]]
    adjectives = [adjective for row in rows for adjective in row["adjectives"]]
    assert [adjective for adjective in adjectives if adjective != adjective.lower()] == []
