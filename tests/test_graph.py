"""The partner graph: expected graphs are built by hand and compared whole."""

from types import SimpleNamespace
from typing import Any

import networkx as nx
import pandas as pd
import pytest

from alibaba_corpus.graph import (
    centre,
    edge_table,
    evidence_table,
    partner_graph,
    partner_pairs,
    partner_themes,
    partners,
)
from alibaba_corpus.statements import Statement
from tests.samples import corpus_of, organisations, relations, small_corpus


def said(
    doc_id: str, source: str, target: str, themes: list[str], date: str | None, text: str, start: int
) -> Statement:
    """Return one statement as the graph keeps it."""
    return Statement(
        doc_id, source, target, tuple(themes), date, start // 100, start, start + len(text), text
    )


def edge(
    kind: str, status: str | None, themes: list[str], dates: list[str], *rows: Statement
) -> dict[str, Any]:
    """Return the attributes of an edge that these statements make; its date is the last of `dates`."""
    return {
        "type": kind,
        "status": status,
        "themes": themes,
        "date": dates[-1] if dates else None,
        "dates": dates,
        "articles": sorted({row.doc_id for row in rows}),
        "weight": len({row.doc_id for row in rows}),
        "sentences": len({(row.doc_id, row.start) for row in rows}),
        "evidence": list(dict.fromkeys(row.evidence for row in rows)),
        "statements": list(rows),
    }


ALLIANCE = (
    said("a", "Groupe Martin", "Alibaba", ["cloud"], "2018-07-02", "S1", 10),
    said("b", "Alibaba", "Groupe Martin", ["energy", "cloud"], "2018", "S2", 20),
)
FREIGHT = said("a", "Cainiao", "Martin Fret", ["logistics"], None, "S3", 310)
BRANCH = said("a", "Alibaba", "Cainiao", [], None, "S3", 310)
TAKEOVER = said("c", "Alibaba", "Lazada", ["ecommerce"], "2016-04", "S4", 0)
RIVALRY = said("c", "Amazon", "Alibaba", [], None, "S5", 140)
HARBOUR = said("d", "Port de Brume", "Cainiao", ["logistics"], "2021", "S6", 5)
REFUSED = said("d", "Amazon", "Groupe Martin", [], None, "S7", 260)


def test_organisation_level_whole() -> None:
    expected: nx.MultiDiGraph[str] = nx.MultiDiGraph(level="organisation")
    for name, kind, group, country, mentions in (
        ("Alibaba", "company", "Alibaba", "CN", 9),
        ("Amazon", "company", "Amazon", "US", 3),
        ("Cainiao", "company", "Alibaba", "CN", 2),
        ("Groupe Martin", "company", "Groupe Martin", "FR", 4),
        ("Lazada", "platform", "Alibaba", "SG", 1),
        ("Le Courrier", "media", "Le Courrier", "FR", 1),
        ("Martin Fret", "carrier", "Groupe Martin", "FR", 1),
        ("Port de Brume", "public body", "Port de Brume", None, 1),
    ):
        expected.add_node(
            name, kind=kind, group=group, country=country, mentions=mentions, aliases=[name], members=[name]
        )
    for source, target, attributes in (
        (
            "Alibaba",
            "Groupe Martin",
            edge("partnership", "signed", ["cloud", "energy"], ["2018", "2018-07-02"], *ALLIANCE),
        ),
        ("Cainiao", "Martin Fret", edge("partnership", "signed", ["logistics"], [], FREIGHT)),
        ("Alibaba", "Cainiao", edge("ownership", None, [], [], BRANCH)),
        ("Alibaba", "Lazada", edge("acquisition", "signed", ["ecommerce"], ["2016-04"], TAKEOVER)),
        ("Alibaba", "Amazon", edge("competition", None, [], [], RIVALRY)),
        ("Cainiao", "Port de Brume", edge("partnership", "planned", ["logistics"], ["2021"], HARBOUR)),
        ("Amazon", "Groupe Martin", edge("acquisition", "denied", [], [], REFUSED)),
    ):
        key = " ".join(filter(None, (attributes["type"], attributes["status"])))
        expected.add_edge(source, target, key=key, **attributes)
    assert nx.utils.graphs_equal(partner_graph(small_corpus()), expected)


def test_group_level_whole() -> None:
    expected: nx.MultiDiGraph[str] = nx.MultiDiGraph(level="group")
    for name, kind, country, mentions, members in (
        ("Alibaba", "company", "CN", 12, ["Alibaba", "Cainiao", "Lazada"]),
        ("Amazon", "company", "US", 3, ["Amazon"]),
        ("Groupe Martin", "company", "FR", 5, ["Groupe Martin", "Martin Fret"]),
        ("Le Courrier", "media", "FR", 1, ["Le Courrier"]),
        ("Port de Brume", "public body", None, 1, ["Port de Brume"]),
    ):
        expected.add_node(
            name, kind=kind, group=name, country=country, mentions=mentions, aliases=[name], members=members
        )
    expected.add_node(
        "Lazada",
        kind="platform",
        group="Alibaba",
        country="SG",
        mentions=1,
        aliases=["Lazada"],
        members=["Lazada"],
    )
    told = (ALLIANCE[0], FREIGHT, ALLIANCE[1])
    for source, target, attributes in (
        (
            "Alibaba",
            "Groupe Martin",
            edge("partnership", "signed", ["cloud", "energy", "logistics"], ["2018", "2018-07-02"], *told),
        ),
        ("Alibaba", "Lazada", edge("acquisition", "signed", ["ecommerce"], ["2016-04"], TAKEOVER)),
        ("Alibaba", "Amazon", edge("competition", None, [], [], RIVALRY)),
        ("Alibaba", "Port de Brume", edge("partnership", "planned", ["logistics"], ["2021"], HARBOUR)),
        ("Amazon", "Groupe Martin", edge("acquisition", "denied", [], [], REFUSED)),
    ):
        key = " ".join(filter(None, (attributes["type"], attributes["status"])))
        expected.add_edge(source, target, key=key, **attributes)
    assert nx.utils.graphs_equal(partner_graph(small_corpus(), level="group"), expected)


def test_order_of_the_rows_changes_nothing() -> None:
    corpus = small_corpus()
    turned = corpus_of(corpus.organisations.iloc[::-1], corpus.relations.iloc[::-1])
    for level in ("organisation", "group"):
        first, second = partner_graph(corpus, level=level), partner_graph(turned, level=level)
        assert list(first.nodes(data=True)) == list(second.nodes(data=True))
        assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))


def test_same_words_in_two_articles_are_two_pieces_of_evidence() -> None:
    corpus = corpus_of(
        organisations(("A", "company", "A", "FR", 2), ("B", "company", "B", "FR", 2)),
        relations(
            ("x", "A", "B", "partnership", "signed", [], None, "A s'allie à B.", 0),
            ("y", "B", "A", "partnership", "signed", [], None, "A s'allie à B.", 0),
        ),
    )
    attributes = partner_graph(corpus).edges["A", "B", "partnership signed"]
    assert attributes["evidence"] == ["A s'allie à B."] * 2
    assert attributes["weight"] == 2


def test_investment_keeps_its_direction() -> None:
    corpus = corpus_of(
        organisations(("A", "company", "A", "FR", 1), ("B", "company", "B", "FR", 1)),
        relations(("x", "B", "A", "investment", "signed", [], None, "B entre au capital de A.", 0)),
    )
    assert list(partner_graph(corpus).edges) == [("B", "A", "investment signed")]


def test_share_of_a_subsidiary_is_no_share_of_its_group() -> None:
    corpus = corpus_of(
        organisations(
            ("A", "company", "A", "FR", 1), ("B", "company", "C", "FR", 1), ("C", "company", "C", "FR", 1)
        ),
        relations(("x", "A", "B", "investment", "signed", [], None, "A entre au capital de B.", 0)),
    )
    assert list(partner_graph(corpus, level="group").edges) == [("A", "B", "investment signed")]


def test_evidence_table_shows_each_sentence_in_its_place() -> None:
    table = evidence_table(partner_graph(small_corpus(), level="group"))
    assert table[["pair", "doc_id", "start", "end", "sentence"]].to_numpy().tolist() == [
        ["Alibaba – Groupe Martin", "a", 10, 12, "S1"],
        ["Alibaba – Groupe Martin", "a", 310, 312, "S3"],
        ["Alibaba – Groupe Martin", "b", 20, 22, "S2"],
        ["Alibaba → Lazada", "c", 0, 2, "S4"],
        ["Alibaba – Port de Brume", "d", 5, 7, "S6"],
    ]


def test_group_that_no_article_names_is_described_by_the_data_file() -> None:
    corpus = corpus_of(organisations(("Cainiao", "company", "Alibaba", "CN", 2)), relations())
    node = partner_graph(corpus, level="group").nodes["Alibaba"]
    assert node == {
        "kind": "company",
        "group": "Alibaba",
        "country": "CN",
        "mentions": 2,
        "aliases": [],
        "members": ["Cainiao"],
    }


def test_empty_corpus_gives_an_empty_graph() -> None:
    graph = partner_graph(corpus_of(organisations(), relations()))
    assert graph.number_of_nodes() == 0
    assert partners(graph).empty
    assert partner_pairs(graph).empty
    assert partner_themes(graph).empty
    assert centre(graph) is None


def test_unknown_level_is_refused() -> None:
    with pytest.raises(ValueError, match="'team'"):
        partner_graph(small_corpus(), level="team")  # type: ignore[arg-type]


@pytest.fixture
def groups() -> "nx.MultiDiGraph[str]":
    """The small corpus at group level."""
    return partner_graph(small_corpus(), level="group")


def test_partners_leave_out_rivals_denials_and_mentions(groups: "nx.MultiDiGraph[str]") -> None:
    ends = partners(groups)[["source", "target", "type", "status", "weight", "sentences"]]
    assert ends.to_numpy().tolist() == [
        ["Alibaba", "Groupe Martin", "partnership", "signed", 2, 3],
        ["Alibaba", "Lazada", "acquisition", "signed", 1, 1],
        ["Alibaba", "Port de Brume", "partnership", "planned", 1, 1],
    ]
    assert len(edge_table(groups)) == 5


def test_pairs_are_ranked_by_how_often_they_are_told(groups: "nx.MultiDiGraph[str]") -> None:
    table = partner_pairs(groups)
    assert table["pair"].tolist() == [
        "Alibaba – Groupe Martin",
        "Alibaba – Lazada",
        "Alibaba – Port de Brume",
    ]
    assert table["articles"].tolist() == [2, 1, 1]
    assert table["sentences"].tolist() == [3, 1, 1]


def test_themes_count_the_sentences_of_each_pair(groups: "nx.MultiDiGraph[str]") -> None:
    expected = pd.DataFrame(
        [[2, 1, 0, 1], [0, 0, 1, 0], [0, 1, 0, 0]],
        index=pd.Index(
            ["Alibaba – Groupe Martin", "Alibaba – Lazada", "Alibaba – Port de Brume"], name="pair"
        ),
        columns=pd.Index(["cloud", "logistics", "ecommerce", "energy"], name="theme"),
    )
    pd.testing.assert_frame_equal(partner_themes(groups), expected)


def test_centre_is_who_has_most_partners(groups: "nx.MultiDiGraph[str]") -> None:
    assert centre(groups) == "Alibaba"


def test_missing_values_of_any_sort_are_none() -> None:
    corpus = small_corpus()
    corpus.relations["date"] = corpus.relations["date"].where(corpus.relations["date"].notna(), float("nan"))
    turned = SimpleNamespace(organisations=corpus.organisations, relations=corpus.relations)
    assert nx.utils.graphs_equal(partner_graph(turned), partner_graph(small_corpus()))
