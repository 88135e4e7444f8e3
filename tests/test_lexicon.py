"""The lexicon: names that the package knows before it reads, and how they are found in a text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import (
    alternatives,
    find_aliases,
    first_names,
    fold,
    group_of,
    nationalities,
    nouns,
    organisations,
    places,
    without_article,
)
from tests.reader import TEXTS

SPELLINGS = [name for row in organisations().values() for name in (row.name, *row.aliases)]


def aliases(text: str) -> list[tuple[str, str]]:
    return [(text[match.start : match.end], match.organisation.name) for match in find_aliases(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un accord avec la Poste chinoise", [("Poste chinoise", "China Post")]),
        ("La Poste attend", [("La Poste", "La Poste")]),
        (
            "Tmall, Alipay et Alibaba Cloud",
            [("Tmall", "Tmall"), ("Alipay", "Alipay"), ("Alibaba Cloud", "Alibaba Cloud")],
        ),
        ("Cainiao Smart Logistics Network attend", [("Cainiao Smart Logistics Network", "Cainiao")]),
        ("une crème de L’Oréal", [("L’Oréal", "L'Oréal")]),
        ("le site d'Alibaba", [("Alibaba", "Alibaba")]),
        ("une orange et un casino", []),
        ("sept alibabas", []),
        ("AUCHAN SIGNE", [("AUCHAN", "Auchan")]),
        ("Bolloré se retire", [("Bolloré", "Bolloré")]),
        ("", []),
    ],
)
def test_known_names_are_found_as_written(text: str, expected: list[tuple[str, str]]) -> None:
    """The longest alias wins; a name wants a capital; articles and apostrophes don't hide it."""
    assert aliases(text) == expected


def test_every_spelling_of_the_file_leads_to_its_organisation() -> None:
    """What an analyst adds as an alias is found in a sentence, whole."""
    lost = []
    for row in organisations().values():
        for spelling in (row.name, *row.aliases):
            found = find_aliases(f"un accord avec {spelling} hier")
            if [match.organisation.name for match in found] != [row.name]:
                lost.append((spelling, [match.organisation.name for match in found]))
    assert lost == []


@settings(deadline=None)
@given(TEXTS | st.lists(st.sampled_from(SPELLINGS), max_size=8).map(" ".join))
def test_aliases_point_at_the_text_and_do_not_overlap(text: str) -> None:
    """Matches come in order, each a stretch of the text that opens and closes with a word."""
    position = 0
    for match in find_aliases(text):
        assert position <= match.start < match.end <= len(text)
        assert text[match.start : match.end].strip() == text[match.start : match.end]
        assert match.organisation.name in organisations()
        position = match.end


@pytest.mark.parametrize(
    ("entity", "group"),
    [
        ("Cainiao", "Alibaba"),
        ("Alibaba", "Alibaba"),
        ("Alibaba Sciences", "Alibaba"),
        ("Rivalis", "Rivalis"),
        ("Orange Rivalis", "Orange Rivalis"),
        ("", ""),
    ],
)
def test_subsidiaries_know_their_group(entity: str, group: str) -> None:
    """The file tells the group; an unknown name that of the known one that opens it."""
    assert group_of(entity) == group


def test_the_group_of_a_group_is_itself() -> None:
    """No chain of groups: what a row names as its group has none above."""
    assert [name for name in organisations() if group_of(group_of(name)) != group_of(name)] == []


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    """Case and accents are gone after the first time."""
    once = fold(text)
    assert fold(once.casefold()) == fold(once)
    assert fold("Évêché d’Aÿ") == "eveche d'ay"


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("la Poste", "Poste"),
        ("L'Oréal", "Oréal"),
        ("Les Échos", "Échos"),
        ("Lazada", "Lazada"),
        ("The Body", "Body"),
    ],
)
def test_a_leading_article_is_dropped(name: str, bare: str) -> None:
    """Only an article that is a word of its own goes."""
    assert without_article(name) == bare


@pytest.mark.parametrize("kind", sorted(read_knowledge("nouns")))
def test_nouns_come_with_their_plurals(kind: str) -> None:
    """Each list holds its words and their plurals."""
    words = read_knowledge("nouns")[kind]
    assert set(words) <= nouns(kind)
    assert {f"{word}s" for word in words if " " not in word} <= nouns(kind)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("opératrices", "organisation"),
        ("banques", "organisation"),
        ("directrice", "person"),
        ("concurrente", "relational"),
    ],
)
def test_nouns_have_their_feminine(word: str, kind: str) -> None:
    """An operator may be a woman or a company: either form is known."""
    assert word in nouns(kind)


def test_adjectives_and_places_lead_to_countries() -> None:
    """Adjectives are of countries and cities alike; a continent that is no union of states has no country."""
    assert (nationalities()["chinois"], nationalities()["wallonne"]) == ("CN", "BE")
    assert (places()["Hangzhou"], places()["Belgique"]) == ("CN", "BE")
    assert places()["Afrique"] == ""
    assert {"Cyrille", "Daniel"} <= first_names()


def test_a_town_is_no_firm_and_no_first_name() -> None:
    """« Orange » and « Florence » are left out: what else a name may be is known by its place in the text."""
    towns = {name for names in read_knowledge("towns")["places"].values() for name in names}
    assert towns
    assert not [town for town in sorted(towns) if town in first_names() or find_aliases(town)]


def test_alternatives_try_the_longest_first() -> None:
    """« plate-forme » is not cut short by « plate »."""
    found = re.match(alternatives({"plate", "plate-forme", "pla"}), "plate-formes")
    assert found is not None
    assert found.group() == "plate-forme"
    assert re.fullmatch(alternatives({"a.b", "a", "a.bc"}), "axb") is None


WORDS = st.sets(st.text("abé. |", min_size=1, max_size=5), min_size=1, max_size=8)


@given(WORDS, st.text("abé. |", max_size=12))
def test_alternatives_match_what_a_list_of_words_matches(words: set[str], text: str) -> None:
    """Whatever the words, a pattern with a condition behind them finds the same stretches."""
    listed = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    for behind in ("", r"\b", "(?=a)", "b"):
        same = [re.compile(f"(?:{either}){behind}").findall(text) for either in (alternatives(words), listed)]
        assert same[0] == same[1]
