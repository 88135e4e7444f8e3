"""Readings: where a corpus holds none of what a figure shows, its words say so."""

from collections.abc import Callable

import networkx as nx
import pandas as pd
import pytest

from alibaba_corpus import readings
from alibaba_corpus.network import measure_network
from alibaba_corpus.summaries import cite_articles

NOTHING = pd.DataFrame([], columns=["kept", "pair", "precision", "basis", "kind"])


@pytest.mark.parametrize(
    ("read", "words"),
    [
        (readings.read_outlets, "There are no articles."),
        (readings.read_kinds, "Cleaning dropped no line."),
        (readings.read_rules, "No rule dropped anything."),
        (readings.read_partners, "These articles state no deal between two organisations."),
        (readings.read_themes, "No sentence about a deal speaks of a theme."),
    ],
)
def test_nothing_is_read_as_nothing(read: Callable[[pd.DataFrame], str], words: str) -> None:
    assert read(NOTHING) == words


@pytest.mark.parametrize(
    "read",
    [readings.read_timeline, readings.read_figures, readings.read_growth, readings.read_comparison,
     readings.read_passages],
)  # fmt: skip
def test_no_reading_counts_what_is_not_there(read: Callable[[pd.DataFrame], str]) -> None:
    said = read(NOTHING)
    assert said.endswith(".")
    assert not any(sign.isdigit() for sign in said)


def test_a_graph_without_partners_is_read_and_measured() -> None:
    nobody: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    assert "no" in readings.read_network(nobody).lower().split()
    assert list(measure_network(nobody).columns) == ["measure", "value", "meaning"]
    assert measure_network(nobody).empty


def test_an_article_without_outlet_date_and_title_is_cited_by_its_name() -> None:
    articles = pd.DataFrame([{"doc_id": "a", "source": None, "published": None, "title": None}])
    assert cite_articles(articles) == {"a": "a"}
