"""Exploring: what a choice leaves, and what the widgets show when one of them changes, without a browser."""

from typing import Any

import pytest

from alibaba_corpus.dictionary import make_frame, table_columns
from alibaba_corpus.explore import Choice, Explorer, choose_relations, explore
from alibaba_corpus.tables import Corpus

FIRST = "Alibaba s'allie à Auchan <b>vite</b>."
SECOND = "Alibaba a investi dans Youku en 2014."
THIRD = "Amazon est le rival d'Alibaba."


def article(doc_id: str, *, published: str | None) -> dict[str, Any]:
    return {
        "doc_id": doc_id, "title": f"Titre {doc_id}", "text": "", "published": published, "language": "fr",
        "language_confidence": 1.0, "covered": True, "n_words": 6, "raw_chars": 90, "kept_chars": 90,
    }  # fmt: skip


def line(doc_id: str, number: int, start: int, text: str, *, kept: bool = True) -> dict[str, Any]:
    told = {"doc_id": doc_id, "line": number, "start": start, "end": start + len(text), "text": text}
    return told | {"kind": "body" if kept else "share", "kept": kept, "rule": "hand made"}


def relation(doc_id: str, source: str, target: str, kind: str, evidence: str, **more: Any) -> dict[str, Any]:
    return {
        "doc_id": doc_id, "source": source, "target": target, "type": kind, "status": None, "themes": [],
        "date": None, "sentence": 0, "evidence": evidence, "start": 0, "end": len(evidence), "rule": "r",
    } | more  # fmt: skip


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    """Three relations in two articles, one of them dated by its article only and one not at all."""
    names = ("Alibaba", "Amazon", "Auchan", "Youku")
    rows: dict[str, list[dict[str, Any]]] = {
        "articles": [article("a", published="2017-11-20"), article("b", published=None)],
        "lines": [
            line("a", 1, 0, FIRST),
            line("a", 2, 50, "Partager", kept=False),
            line("b", 1, 0, f"{SECOND} {THIRD}"),
        ],
        "organisations": [
            {"entity": name, "kind": "company", "group": name, "country": "CN", "known": True,
             "aliases": [name], "n_articles": 1, "n_mentions": 1}
            for name in names
        ],
        "relations": [
            relation("a", "Alibaba", "Auchan", "partnership", FIRST, status="signed", themes=["retail"]),
            relation("b", "Alibaba", "Youku", "investment", SECOND,
                     status="signed", date="2014", themes=["media"]),
            relation("b", "Alibaba", "Amazon", "competition", THIRD, start=38, end=38 + len(THIRD)),
        ],
    }  # fmt: skip
    return Corpus(**{name: make_frame(name, rows.get(name, [])) for name in table_columns()})


@pytest.fixture
def explorer(corpus: Corpus) -> Explorer:
    return explore(corpus)


@pytest.mark.parametrize(
    ("choice", "left"),
    [
        (Choice(), ["partnership", "investment", "competition"]),
        (Choice(types=("investment", "competition")), ["investment", "competition"]),
        (Choice(statuses=("planned",)), ["competition"]),
        (Choice(themes=("media", "cloud")), ["investment"]),
        (Choice(articles=("a",)), ["partnership"]),
        (Choice(years=(2013, 2015)), ["investment", "competition"]),
        (Choice(years=(2016, 2018), undated=False), ["partnership"]),
        (Choice(undated=False), ["partnership", "investment"]),
    ],
)
def test_choice_leaves_what_fits_it(corpus: Corpus, choice: Choice, left: list[str]) -> None:
    assert choose_relations(corpus, choice).relations["type"].tolist() == left
    assert len(corpus.relations) == 3


def test_everything_is_shown_at_first(explorer: Explorer) -> None:
    assert [name for name, _ in explorer.edges.options] == [
        "Alibaba – Amazon, competition, 1 article",
        "Alibaba – Auchan, partnership signed, 1 article",
        "Alibaba → Youku, investment signed, 1 article",
    ]
    assert bytes(explorer.picture.value).startswith(b"\x89PNG")
    assert (explorer.years.min, explorer.years.max) == (2014, 2017)


@pytest.mark.parametrize(
    ("control", "value"),
    [
        ("types", ("investment",)),
        ("themes", ("media",)),
        ("articles", ("b",)),
        ("years", (2014, 2015)),
        ("undated", False),
    ],
)
def test_each_filter_changes_picture_and_edges(explorer: Explorer, control: str, value: Any) -> None:
    picture, edges = explorer.picture.value, explorer.edges.options
    getattr(explorer, control).value = value
    assert explorer.picture.value != picture
    assert set(explorer.edges.options) < set(edges)


def test_filter_taken_back_shows_the_same_again(explorer: Explorer) -> None:
    picture = explorer.picture.value
    explorer.types.value = ("investment",)
    explorer.types.value = ()
    assert explorer.picture.value == picture


def test_chosen_edge_shows_its_sentence_in_its_article(explorer: Explorer) -> None:
    explorer.edges.value = ("Alibaba", "Amazon", "competition")
    assert f"<p>{SECOND.replace(chr(39), '&#x27;')} <mark>" in explorer.sentences.value
    assert "<h4>« Titre b »</h4>" in explorer.sentences.value
    assert "Auchan" not in explorer.sentences.value


def test_what_articles_hold_is_escaped_and_dropped_lines_are_not_shown(explorer: Explorer) -> None:
    explorer.edges.value = ("Alibaba", "Auchan", "partnership signed")
    assert "&lt;b&gt;vite&lt;/b&gt;.</mark>" in explorer.sentences.value
    assert "<b>" not in explorer.sentences.value
    assert "Partager" not in explorer.sentences.value


def test_nothing_left_is_said(explorer: Explorer) -> None:
    explorer.types.value, explorer.articles.value = ("partnership",), ("b",)
    assert explorer.edges.options == ()
    assert "No edge is left" in explorer.sentences.value


def test_box_holds_every_control(explorer: Explorer) -> None:
    waiting, shown = [explorer.box], []
    while waiting:
        widget = waiting.pop()
        shown.append(widget)
        waiting += getattr(widget, "children", ())
    assert {explorer.level, explorer.types, explorer.years, explorer.picture, explorer.sentences} <= set(
        shown
    )


def test_corpus_without_relations_can_be_explored() -> None:
    explorer = explore(Corpus(**{name: make_frame(name, []) for name in table_columns()}))
    assert explorer.years.disabled
    assert explorer.edges.value is None
    explorer.level.value = "organisation"
    assert "No edge is left" in explorer.sentences.value


def test_a_corpus_without_relations_leaves_nothing_to_choose() -> None:
    nothing = Corpus(**{name: make_frame(name, []) for name in table_columns()})
    explorer = explore(nothing)
    assert (explorer.years.value, explorer.years.disabled) == ((0, 0), True)
    assert explorer.edges.options == ()
    assert "No edge is left" in explorer.sentences.value
