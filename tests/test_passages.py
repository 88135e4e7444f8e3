"""Passages shared word for word, and repeated articles."""

import itertools
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.passages import COMMON_ARTICLES, find_shared_passages
from alibaba_corpus.repeats import find_near_duplicates
from tests.counting import grows_linearly

RELEASE = "la ligne de fret reliera Brest à Bergen trois fois par semaine dès le printemps"
WORDS = st.lists(st.sampled_from(["le", "port", "de", "Brest", "ouvre", "une", "ligne"]), max_size=40).map(
    " ".join
)


def folded(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def made_up_article(seed: int, words: int) -> str:
    drawn = random.Random(seed)
    return " ".join(f"mot{drawn.randrange(5_000)}" for _ in range(words))


def test_passage_has_offsets_in_both_articles() -> None:
    texts = {
        "a": f"Selon le port, « {RELEASE} ». Point.",
        "b": f"BREST - {RELEASE.capitalize()}, dit la région.",
    }
    (passage,) = find_shared_passages(texts)
    assert (passage.first_doc, passage.second_doc) == ("a", "b")
    assert texts["a"][passage.start : passage.end] == passage.text == RELEASE
    assert texts["b"][passage.other_start : passage.other_end] == RELEASE.capitalize()


@pytest.mark.parametrize(
    "other",
    [
        RELEASE.upper(),
        RELEASE.replace(" ", "\u00a0"),
        RELEASE.replace(" ", "\n  "),
        RELEASE.replace("trois fois", "« trois fois »"),
        RELEASE.replace("à", "a"),
    ],
    ids=["case", "no-break spaces", "line breaks", "quotation marks", "accents"],
)
def test_way_of_writing_makes_no_difference(other: str) -> None:
    (passage,) = find_shared_passages({"a": RELEASE, "b": other})
    assert (passage.other_start, passage.other_end) == (0, len(other))


@pytest.mark.parametrize(
    "other", ["le port de Brest", RELEASE.replace("trois", "deux").replace("Brest", "Brest et Vannes")]
)
def test_shorter_runs_are_no_passage(other: str) -> None:
    assert [p for p in find_shared_passages({"a": RELEASE, "b": other}) if len(p.text.split()) < 8] == []


def test_two_passages_around_a_changed_word() -> None:
    texts = {"a": f"{RELEASE} lundi {RELEASE[::-1]}", "b": f"{RELEASE} mardi {RELEASE[::-1]}"}
    found = find_shared_passages(texts)
    assert [passage.text for passage in found] == [RELEASE, RELEASE[::-1]]


def test_three_articles_give_three_pairs() -> None:
    found = find_shared_passages({"a": RELEASE, "b": f"Oui, {RELEASE}", "c": f"{RELEASE} enfin"})
    assert [(p.first_doc, p.second_doc) for p in found] == [("a", "b"), ("a", "c"), ("b", "c")]


def test_words_of_too_many_articles_lead_to_nothing() -> None:
    texts = {str(number): f"{made_up_article(number, 20)} {RELEASE}" for number in range(COMMON_ARTICLES + 1)}
    assert find_shared_passages(texts) == ()


def test_minimum_must_be_positive() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        find_shared_passages({}, minimum_words=0)


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, st.integers(2, 6))
def test_passages_are_shared_and_as_long_as_can_be(first: str, second: str, minimum: int) -> None:
    texts = {"a": first, "b": second}
    for passage in find_shared_passages(texts, minimum_words=minimum):
        left, right = (
            folded(first[passage.start : passage.end]),
            folded(second[passage.other_start : passage.other_end]),
        )
        assert left == right
        assert len(left) >= minimum
        before = folded(first[: passage.start])[-1:], folded(second[: passage.other_start])[-1:]
        after = folded(first[passage.end :])[:1], folded(second[passage.other_end :])[:1]
        assert before[0] != before[1] or before[0] == []
        assert after[0] != after[1] or after[0] == []


@settings(max_examples=150, deadline=None)
@given(WORDS, WORDS, st.integers(2, 6))
def test_a_passage_is_found_whenever_there_is_one(first: str, second: str, minimum: int) -> None:
    def runs(text: str) -> set[tuple[str, ...]]:
        words = folded(text)
        return {tuple(words[at : at + minimum]) for at in range(len(words) - minimum + 1)}

    found = find_shared_passages({"a": first, "b": second}, minimum_words=minimum)
    assert bool(found) == bool(runs(first) & runs(second))


def test_copy_cut_version_and_lightly_edited_version_are_repeats() -> None:
    article = made_up_article(1, 300)
    words = article.split()
    edited = " ".join([*words[:100], "autre", *words[101:]])
    texts = {"a": article, "copy": article.upper(), "cut": " ".join(words[:120]), "edited": edited}
    assert find_near_duplicates(texts) == {"copy": "a", "cut": "a", "edited": "a"}


def test_article_that_adds_as_much_as_it_takes_is_no_repeat() -> None:
    brief = made_up_article(1, 100)
    assert find_near_duplicates({"brief": brief, "long": f"{brief} {made_up_article(2, 200)}"}) == {}


def test_reprints_beyond_the_common_number_are_still_repeats() -> None:
    article = made_up_article(1, 200)
    texts = {str(number): f"{article} fin{number}" for number in range(2 * COMMON_ARTICLES)}
    assert set(find_near_duplicates(texts).values()) == {"0"}
    assert len(find_near_duplicates(texts)) == 2 * COMMON_ARTICLES - 1


@pytest.mark.parametrize("text", ["", "—", "Oui."])
def test_short_and_empty_articles(text: str) -> None:
    assert find_near_duplicates({"a": text, "b": text}) == ({"b": "a"} if text == "Oui." else {})
    assert find_shared_passages({"a": text, "b": text}) == ()


def test_work_grows_with_the_text_not_with_the_pairs() -> None:
    def compare(articles: int) -> None:
        texts = {str(number): made_up_article(number, 300) for number in range(articles)}
        assert find_near_duplicates(texts) == {}
        assert find_shared_passages(texts) == ()

    assert grows_linearly(compare, 25, 50, 100)


def test_one_word_repeated_takes_linear_work() -> None:
    def compare(words: int) -> None:
        found = find_shared_passages({"a": "mot " * words, "b": "mot " * words})
        assert [len(passage.text.split()) for passage in found] == [words]

    assert grows_linearly(compare, 2_000, 4_000, 8_000)


def test_same_answer_in_the_order_of_the_articles() -> None:
    texts = {name: f"{made_up_article(number, 30)} {RELEASE}" for number, name in enumerate("dbca")}
    found = find_shared_passages(texts)
    assert [(p.first_doc, p.second_doc) for p in found] == list(itertools.combinations("dbca", 2))
