"""The small words by which sentences are read: each turn of phrase with what it takes and what it leaves."""

import pytest

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.syntax import preposition_forms, prepositions, small_words, turn


@pytest.mark.parametrize("row", read_knowledge("syntax")["turn"], ids=lambda row: row["name"])
def test_turn_of_phrase(row: dict[str, str]) -> None:
    assert turn(row["name"]).search(row["example"])
    assert turn(row["name"]).search(row["near_miss"]) is None


@pytest.mark.parametrize("name", read_knowledge("syntax")["words"])
def test_words_are_tokens_in_lower_case_and_named_once(name: str) -> None:
    words = read_knowledge("syntax")["words"][name]
    tokens = [word for word in words if word not in prepositions()]
    assert [word for word in tokens if word != word.lower() or " " in word or "’" in word] == []
    assert len(words) == len(small_words(name))


def test_what_rules_a_party_besides_prepositions_repeats_none_of_them() -> None:
    assert small_words("rulers") & preposition_forms() == frozenset()
