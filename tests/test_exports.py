"""The graph as files: what is written is read back as it was, and opens in the programs it is for."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from alibaba_corpus.exports import date_span, printable, save_graph
from alibaba_corpus.graph import partner_graph
from tests.samples import corpus_of, organisations, relations, small_corpus

Graph = Any
HOSTILE = 'Bar\x00on & "Fils" <script>\u202eX'
SHOWN = 'Bar�on & "Fils" <script>�X'


@pytest.fixture(scope="module")
def graph() -> Graph:
    return partner_graph(small_corpus())


def read_xml(path: Path) -> Graph:
    return nx.read_gexf(path) if path.suffix == ".gexf" else nx.read_graphml(path)


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_gephi_files_round_trip(graph: Graph, ending: str, tmp_path: Path) -> None:
    (path,) = save_graph(graph, tmp_path / f"partners.{ending}")
    again = read_xml(path)
    assert set(again.nodes) == set(graph.nodes)
    for name, data in graph.nodes(data=True):
        known = {key: data[key] for key in ("kind", "group", "country", "mentions") if data[key] is not None}
        assert known.items() <= again.nodes[name].items()
    edges = {(source, target, data["relation"], data.get("status")): data
             for source, target, data in again.edges(data=True)}  # fmt: skip
    assert len(edges) == graph.number_of_edges()
    for source, target, data in graph.edges(data=True):
        found = edges[source, target, data["type"], data["status"]]
        assert int(found["weight"]) == data["weight"]
        assert found["sentences"] == len(data["evidence"])
        assert found.get("date") == data["date"]
        assert found["themes"].split("\n") == (data["themes"] or [""])
        assert found["evidence"].split("\n") == data["evidence"]


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_attributes_have_types(graph: Graph, ending: str, tmp_path: Path) -> None:
    (path,) = save_graph(graph, tmp_path / f"partners.{ending}")
    again = read_xml(path)
    assert {type(data["mentions"]) for _, data in again.nodes(data=True)} == {int}
    assert {type(data["sentences"]) for _, _, data in again.edges(data=True)} == {int}


def test_gexf_has_a_timeline_of_spans(graph: Graph, tmp_path: Path) -> None:
    (path,) = save_graph(graph, tmp_path / "partners.gexf")
    space = {"g": "http://www.gexf.net/1.2draft"}
    found = ET.parse(path).getroot().find("g:graph", space)
    assert found is not None
    assert (found.get("mode"), found.get("timeformat")) == ("dynamic", "date")
    spans = {
        (edge.get("source"), edge.get("target")): (edge.get("start"), edge.get("end"))
        for edge in found.iterfind("g:edges/g:edge", space)
    }
    assert spans["Alibaba", "Groupe Martin"] == ("2018-07-02", "2018-07-02")
    assert spans["Alibaba", "Lazada"] == ("2016-04-01", "2016-04-30")
    assert spans["Cainiao", "Port de Brume"] == ("2021-01-01", "2021-12-31")
    assert spans["Cainiao", "Martin Fret"] == (None, None)


def test_json_holds_the_whole_graph(graph: Graph, tmp_path: Path) -> None:
    (path,) = save_graph(graph, tmp_path / "partners.json")
    again = nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")
    assert again.is_directed()
    assert again.is_multigraph()
    assert dict(again.nodes(data=True)) == dict(graph.nodes(data=True))
    assert list(again.edges(keys=True)) == list(graph.edges(keys=True))
    for *edge, data in graph.edges(keys=True, data=True):
        found = again.edges[edge]
        assert {**found, "statements": None} == {**data, "statements": None}
        assert [row["evidence"] for row in found["statements"]] == [
            row.evidence for row in data["statements"]
        ]


def test_csv_opens_in_a_french_excel(graph: Graph, tmp_path: Path) -> None:
    edges, nodes = save_graph(graph, tmp_path / "partners.csv")
    assert (edges.name, nodes.name) == ("partners_edges.csv", "partners_nodes.csv")
    assert edges.read_bytes().startswith(b"\xef\xbb\xbf")
    table = pd.read_csv(edges, sep=";", encoding="utf-8-sig")
    assert len(table) == graph.number_of_edges()
    row = table[table["target"] == "Groupe Martin"].query("type == 'partnership'").iloc[0]
    assert (row["themes"], row["start"], row["weight"]) == ("cloud|energy", "2018-07-02", 2)
    assert set(pd.read_csv(nodes, sep=";", encoding="utf-8-sig")["entity"]) == set(graph.nodes)


def test_parquet_keeps_lists_and_what_is_missing(graph: Graph, tmp_path: Path) -> None:
    edges, nodes = (pd.read_parquet(path) for path in save_graph(graph, tmp_path / "partners.parquet"))
    assert len(edges) == graph.number_of_edges()
    assert len(nodes) == graph.number_of_nodes()
    lazada = edges[edges["target"] == "Lazada"].iloc[0]
    assert list(lazada["evidence"]) == ["S4"]
    assert edges["status"].isna().sum() == 2


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_what_xml_forbids_is_replaced(ending: str, tmp_path: Path) -> None:
    corpus = corpus_of(
        organisations((HOSTILE, "company", HOSTILE, None, 1), ("Alibaba", "company", "Alibaba", "CN", 1)),
        relations(("a", HOSTILE, "Alibaba", "investment", "signed", [], None, f"{HOSTILE} investit.", 0)),
    )
    (path,) = save_graph(partner_graph(corpus), tmp_path / f"partners.{ending}")
    ((source, _, data),) = read_xml(path).edges(data=True)
    assert source == SHOWN
    assert data["evidence"] == f"{SHOWN} investit."


@pytest.mark.parametrize("ending", ["gexf", "graphml", "json", "csv", "parquet"])
def test_empty_graph_is_saved_too(ending: str, tmp_path: Path) -> None:
    written = save_graph(nx.MultiDiGraph(), tmp_path / f"partners.{ending}")
    assert [path.exists() for path in written] == [True] * len(written)
    assert written


@pytest.mark.parametrize("ending", ["gexf", "graphml", "json", "csv", "parquet"])
def test_same_graph_gives_same_bytes(graph: Graph, ending: str, tmp_path: Path) -> None:
    first = save_graph(graph, tmp_path / "a" / f"partners.{ending}")
    second = save_graph(partner_graph(small_corpus()), tmp_path / "b" / f"partners.{ending}")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert b"lastmodified" not in first[0].read_bytes()


def test_format_may_be_named_apart_from_the_file(graph: Graph, tmp_path: Path) -> None:
    (path,) = save_graph(graph, tmp_path / "partners.txt", format="json")
    assert json.loads(path.read_text(encoding="utf-8"))["multigraph"]


def test_unknown_format_is_named_with_those_that_are_known(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"partners\.xlsx: a graph is saved as \.gexf, \.graphml"):
        save_graph(graph, tmp_path / "partners.xlsx")


@pytest.mark.parametrize(
    ("date", "span"),
    [
        ("2018-07-03", ("2018-07-03", "2018-07-03")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2015", ("2015-01-01", "2015-12-31")),
        (None, None),
        (float("nan"), None),
    ],
)
def test_date_means_its_span(date: Any, span: tuple[str, str] | None) -> None:
    assert date_span(date) == span


def test_printable_is_as_long_as_before() -> None:
    assert printable(f"{HOSTILE}\ud800") == f"{SHOWN}�"
    assert printable("Été\n\tnoël") == "Été\n\tnoël"
