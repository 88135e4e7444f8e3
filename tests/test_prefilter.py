"""The prefilter leaves out no pattern that matches: with it and without it the same is read."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring import read_labelled

from alibaba_corpus import cues, relations
from alibaba_corpus.articles import clean_article
from alibaba_corpus.cues import frames
from alibaba_corpus.mentions import find_mentions
from alibaba_corpus.prefilter import Stretch, make_prefilter, read_stretch, ways_to_match
from alibaba_corpus.sentences import split_sentences
from alibaba_corpus.syntax import relatives

GOLD = Path(__file__).parent / "gold"

WORDS = st.sampled_from(["un", "accord", "signé", "d'", "co-", "36 %", " ", " a ", "é", "opa"])
PATTERNS = st.recursive(
    WORDS.map(re.escape) | st.sampled_from([r"\w+", r"\S* ", "[ae]", "[^é]", r"\d+ ?%", "(?<= )", "$"]),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: f"(?:{'|'.join(parts)})"),
        inner.map(lambda part: f"(?:{part})?"),
        inner.map(lambda part: f"(?:{part}){{1,2}}"),
    ),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(PATTERNS, st.lists(WORDS, max_size=12).map("".join))
def test_a_pattern_that_matches_is_possible(pattern: str, text: str) -> None:
    """Whatever the pattern and the text."""
    found = make_prefilter([ways_to_match(read_stretch(pattern))]).possible(text)
    assert found == [0] or not re.search(pattern, text.lower())


@pytest.mark.parametrize(
    ("pattern", "text", "possible"),
    [
        (r"signé un (?:accord|contrat)\b", "Auchan a signé un contrat.", True),
        (r"signé un (?:accord|contrat)\b", "Auchan a signé un chèque.", False),
        (r"signé un (?:accord|contrat)?", "Auchan a signé un chèque.", True),
        (r"\d+ ?%", "Auchan gagne 3 %.", True),
        (r"\d+ ?%", "Auchan gagne 3 euros.", False),
        (r"inflig\S* une", "Une amende est infligée", True),
        (r"(?: )opa(?: )", "une opale", False),
    ],
)
def test_a_text_without_the_words_is_left(pattern: str, text: str, possible: bool) -> None:
    """A word that every match holds must be there, whole where the pattern says so."""
    found = make_prefilter([ways_to_match(read_stretch(pattern))]).possible(text)
    assert found == [0] * possible


def test_a_sign_may_stand_for_a_known_stretch() -> None:
    """So that verbs with all their forms need not be parsed."""
    verb = Stretch(None, ((frozenset({" signe ", " signa "}),),), apart=True)
    assert ways_to_match(read_stretch("V accord", {"V": verb})) == (
        (frozenset({" signe ", " signa "}), frozenset({" accord"})),
    )


def relations_of(raw: str) -> tuple[relations.Relation, ...]:
    """Read the relations of an article whose names are told by context alone."""
    sentences = split_sentences(clean_article(raw).view.text)
    return relations.find_relations(sentences, find_mentions(sentences, [()] * len(sentences)))


@pytest.mark.parametrize("path", sorted(GOLD.glob("*.jsonl")), ids=lambda path: path.stem)
def test_labelled_articles_read_the_same_without_prefilter(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trying every cue on every statement finds no relation more."""
    texts = ["\n".join(text for _, text in article["lines"]) for article in read_labelled(path)]
    filtered = [relations_of(text) for text in texts]
    assert sum(map(len, filtered)) > 40
    monkeypatch.setattr(relations, "possible_frames", lambda text: frames())
    assert [relations_of(text) for text in texts] == filtered


@pytest.mark.parametrize("pronoun", sorted(word for word, plain in relatives().items() if plain))
def test_a_word_that_statements_write_otherwise_is_known_by_both_spellings(pronoun: str) -> None:
    """« auquel » stands as « à » in a statement; the sentence holds the cue's word all the same."""
    assert f" {pronoun} " in cues._in_sentence(frozenset({f" {relatives()[pronoun]} "}))
