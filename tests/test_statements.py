"""Edges added up from a folder of tables: those of the corpus in memory, however the folder is read."""

import random
from pathlib import Path
from types import SimpleNamespace
from typing import Any, get_args

import pandas as pd
import pytest

from alibaba_corpus import find_statements, partner_graph, statements
from alibaba_corpus.exports import dated_edge_table
from alibaba_corpus.graph import edge_table, partner_pairs
from alibaba_corpus.statements import Level
from tests.samples import organisations, relations

LEVELS: tuple[Level, ...] = get_args(Level)
ENDS = ["Alibaba", "Cainiao", "Lazada", "Groupe Martin", "Martin Fret"]
each_level = pytest.mark.parametrize("level", LEVELS)


def many_statements() -> pd.DataFrame:
    """Forty articles that state the same few deals again and again, some twice in one sentence."""
    chance = random.Random(7)
    rows = []
    for article in range(40):
        for place in range(chance.randint(1, 6)):
            said = (["cloud"], f"20{chance.randint(15, 17)}", f"S{article}.{place}", place * 50)
            for _ in range(chance.randint(1, 3)):
                kind = chance.choice(["partnership", "investment", "ownership"])
                rows.append((f"d{article:02}", *chance.sample(ENDS, 2), kind, "signed", *said))
    return relations(*rows)


@pytest.fixture
def corpus() -> Any:
    groups = ["Alibaba", "Alibaba", "Alibaba", "Groupe Martin", "Groupe Martin"]
    known = organisations(
        *((name, "company", group, "FR", 3) for name, group in zip(ENDS, groups, strict=True))
    )
    repeated = [f"d{n - 1:02}" if n % 9 == 5 else None for n in range(40)]
    articles = pd.DataFrame({"doc_id": [f"d{n:02}" for n in range(40)], "duplicate_of": repeated})
    return SimpleNamespace(organisations=known, relations=many_statements(), articles=articles)


@pytest.fixture
def folder(corpus: Any, tmp_path: Path) -> Path:
    """The tables in two parts each, without the texts of the articles."""
    for name, half in (("articles", 20), ("organisations", 2), ("relations", None)):
        table = getattr(corpus, name)
        rows = int((table["doc_id"] < "d20").sum()) if half is None else half
        (tmp_path / name).mkdir()
        table[:rows].to_parquet(tmp_path / name / "part-0.parquet", index=False)
        table[rows:].to_parquet(tmp_path / name / "part-1.parquet", index=False)
    return tmp_path


def assert_same(found: Any, expected: Any) -> None:
    assert dict(found.nodes(data=True)) == dict(expected.nodes(data=True))
    assert list(found.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))


@each_level
@pytest.mark.parametrize("rows", [1, 7, 1000])
def test_every_sentence_asked_for_is_the_graph_in_memory(
    rows: int, level: Level, corpus: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the rows held at once nor when sums are merged shows in the graph."""
    monkeypatch.setattr(statements, "_ROWS", rows)
    monkeypatch.setattr(statements, "_WAITING", rows)
    assert_same(partner_graph(folder, level, most_sentences=None), partner_graph(corpus, level))


@each_level
def test_bounded_edges_keep_their_first_sentences_and_count_all(
    level: Level, corpus: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "_ROWS", 5)
    found, whole = partner_graph(folder, level, most_sentences=2), partner_graph(corpus, level)
    assert list(found.edges(keys=True)) == list(whole.edges(keys=True))
    for *ends, data in whole.edges(keys=True, data=True):
        bounded = dict(found.edges[*ends])
        assert bounded.pop("evidence") == data["evidence"][:2]
        assert bounded.pop("statements") == [
            row for row in data["statements"] if row.evidence in data["evidence"][:2]
        ]
        assert bounded == {name: data[name] for name in bounded}
    assert max(edge_table(whole)["sentences"]) > 10


@pytest.mark.parametrize("table", [edge_table, dated_edge_table, partner_pairs])
def test_tables_of_a_bounded_graph_count_all_sentences(table: Any, corpus: Any, folder: Path) -> None:
    found = table(partner_graph(folder, most_sentences=1)).drop(columns="evidence")
    pd.testing.assert_frame_equal(found, table(partner_graph(corpus)).drop(columns="evidence"))


@each_level
def test_all_statements_of_an_edge_are_found(level: Level, corpus: Any, folder: Path) -> None:
    graph = partner_graph(corpus, level)
    for source, target, data in graph.edges(data=True):
        found = find_statements(folder, source, target, data["type"], level=level)
        places = sorted(zip(found["doc_id"], found["start"], found["source"], found["target"], strict=True))
        assert places == sorted((row.doc_id, row.start, row.source, row.target) for row in data["statements"])
        assert list(found.columns) == list(corpus.relations.columns)


def test_ends_are_in_any_order_only_where_the_type_has_no_direction(folder: Path) -> None:
    both = [
        find_statements(folder, *ends)
        for ends in (("Alibaba", "Groupe Martin"), ("Groupe Martin", "Alibaba"))
    ]
    alliances = [found[found["type"] == "partnership"] for found in both]
    pd.testing.assert_frame_equal(*(found.reset_index(drop=True) for found in alliances))
    assert len(alliances[0]) > 0
    directed = [set(found.loc[found["type"] != "partnership", "source"]) for found in both]
    assert directed == [{"Alibaba"}, {"Groupe Martin"}]


def test_nothing_said_is_no_row(folder: Path) -> None:
    assert find_statements(folder, "Alibaba", "Nobody").empty
    assert find_statements(folder, "Alibaba", "Cainiao", "dispute").empty


def test_what_is_missing_or_misnamed_is_told(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no table relations"):
        statements.sum_folder(tmp_path / "articles", {}, 1)
    with pytest.raises(ValueError, match="'team'"):
        find_statements(folder, "Alibaba", "Cainiao", level="team")  # type: ignore[arg-type]
