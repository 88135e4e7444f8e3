"""What articles claim: the tables of figures, growth and one deal in several articles, compared whole."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from alibaba_corpus.claims import compare_articles, growth_claims, quoted_figures, reused_passages
from alibaba_corpus.graph import partner_graph
from alibaba_corpus.network import measure_network
from alibaba_corpus.readings import read_network
from tests.samples import corpus_of, organisations, relations, small_corpus

QUANTITY = ["doc_id", "sentence", "start", "end", "text", "value", "unit", "qualifier", "subject"]
GROWN = "Auchan : +25 % à 2 milliards d'euros."


def corpus(*quantities: tuple[Any, ...], sentences: tuple[tuple[str, int, int, str], ...] = ()) -> Any:
    articles = [("a", "Un", "Le Matin", "2018"), ("b", "Deux", None, None), ("c", "Deux", None, None)]
    return SimpleNamespace(
        articles=pd.DataFrame(articles, columns=["doc_id", "title", "source", "published"]),
        quantities=pd.DataFrame(list(quantities), columns=QUANTITY),
        sentences=pd.DataFrame(list(sentences), columns=["doc_id", "sentence", "start", "text"]),
    )


def test_figures_are_gathered_by_subject_and_amount_with_their_sources() -> None:
    told = corpus(
        ("a", 0, 10, 14, "25 %", 25.0, "%", "exact", "Auchan"),
        ("a", 0, 17, 36, "2 milliards\nd'euros", 2e9, "EUR", "exact", "Auchan"),
        ("b", 4, 90, 94, "2 Md€", 2e9, "EUR", "about", "Auchan"),
        ("a", 7, 300, 320, "2 milliards d'euros", 2e9, "EUR", "exact", None),
        ("c", 0, 5, 24, "2 milliards d'euros", 2e9, "EUR", "exact", None),
        ("c", 1, 50, 60, "80 magasins", 80.0, "magasin", "at least", None),
        ("c", 1, 70, 75, "3 ans", 3.0, "an", "exact", None),
        sentences=(("a", 0, 0, GROWN),),
    )
    assert quoted_figures(told).astype(object).where(lambda cell: cell.notna(), None).to_numpy().tolist() == [
        ["money", "Auchan", "2 milliards d'euros", 2e9, "EUR", "exact", 1.6e9, ["a", "b"],
         ["Le Matin, 2018", "« Deux » [b]"]],
        ["money", None, "2 milliards d'euros", 2e9, "EUR", "exact", None, ["c"], ["« Deux » [c]"]],
        ["count", None, "80 magasins", 80.0, "magasin", "at least", None, ["c"], ["« Deux » [c]"]],
        ["duration", None, "3 ans", 3.0, "an", "exact", None, ["c"], ["« Deux » [c]"]],
        ["share", "Auchan", "25 %", 25.0, "%", "exact", None, ["a"], ["Le Matin, 2018"]],
    ]  # fmt: skip


def test_growth_is_read_in_the_sentence_wherever_it_stands() -> None:
    told = corpus(
        ("b", 2, 110, 114, "25 %", 25.0, "%", "exact", "Auchan"),
        ("b", 2, 117, 136, "2 milliards d'euros", 2e9, "EUR", "exact", None),
        sentences=(("a", 0, 0, "Rien."), ("b", 2, 100, GROWN)),
    )
    assert growth_claims(told).to_numpy().tolist() == [
        ["b", "Auchan", "2 milliards d'euros", 2e9, "EUR", 25.0, 1.6e9, GROWN]
    ]


def two_tellings(
    *, dates: tuple[str | None, str | None] = (None, None), statuses: str = "signed signed"
) -> Any:
    """Return a deal that two articles tell, and a third that repeats the first."""
    first, second = statuses.split()
    deal = ("Alibaba", "Auchan", "partnership")
    told = corpus_of(
        organisations(*((name, "company", name, "FR", 1) for name in ("Alibaba", "Auchan", "Sun Art"))),
        relations(
            ("a", *deal, first, ["retail"], dates[0], "S1", 0),
            ("b", *deal, second, ["retail", "cloud"], dates[1], "S2", 100),
            ("c", *deal, "ended", ["retail"], None, "S1", 0),
            ("b", "Auchan", "Sun Art", "investment", "signed", [], None, "S3", 200),
        ),
    )
    told.articles = pd.DataFrame({"doc_id": ["a", "b", "c"], "duplicate_of": [None, None, "a"]})
    told.quantities = pd.DataFrame(
        [
            ("a", 0, "2,88 milliards de dollars", 2.88e9, "USD"),
            ("b", 1, "2,9 milliards de dollars", 2.9e9, "USD"),
            ("b", 1, "36 %", 36.0, "%"),
            ("b", 3, "400 magasins", 400.0, "magasin"),
        ],
        columns=["doc_id", "sentence", "text", "value", "unit"],
    )
    told.mentions = pd.DataFrame(
        [("a", 0, "Alibaba", "organisation"), ("a", 0, "Ruentex", "organisation"), ("a", 0, "Ma", "person")],
        columns=["doc_id", "sentence", "entity", "kind"],
    )
    return told


def differing(told: Any) -> list[str]:
    table = compare_articles(told, partner_graph(told, level="group"))
    return table.loc[table["differs"], "fact"].tolist()


def test_articles_on_one_deal_stand_side_by_side() -> None:
    told = two_tellings(dates=("2017-11", "2017-11-20"))
    both = ["a", "b"]
    assert compare_articles(told, partner_graph(told, level="group")).to_numpy().tolist() == [
        ["Alibaba – Auchan", "deal", "partnership signed", both, both, False],
        ["Alibaba – Auchan", "theme", "retail", both, both, False],
        ["Alibaba – Auchan", "theme", "cloud", ["b"], both, False],
        ["Alibaba – Auchan", "date", "2017-11", ["a"], both, False],
        ["Alibaba – Auchan", "date", "2017-11-20", ["b"], both, False],
        ["Alibaba – Auchan", "amount", "2,88 milliards de dollars", both, both, False],
        ["Alibaba – Auchan", "amount", "36 %", ["b"], both, False],
        ["Alibaba – Auchan", "organisation", "Ruentex", ["a"], both, False],
    ]


def test_other_dates_differ() -> None:
    assert differing(two_tellings(dates=("2017", "2018-07-02"))) == ["2017", "2018-07-02"]


def test_other_amounts_of_one_unit_differ() -> None:
    told = two_tellings()
    told.quantities.loc[0, ["text", "value"]] = ["25 milliards de dollars", 25e9]
    assert differing(told) == ["2,9 milliards de dollars", "25 milliards de dollars"]


def test_amount_that_both_tell_among_others_does_not_differ() -> None:
    told = two_tellings()
    told.quantities.loc[4] = ["a", 0, "25 milliards de dollars", 25e9, "USD"]
    assert differing(told) == []


@pytest.mark.parametrize(
    ("statuses", "facts"),
    [
        ("signed denied", ["partnership denied", "partnership signed"]),
        ("planned signed", []),
        ("signed ended", []),
    ],
)
def test_denied_deal_differs_from_one_that_is_told(statuses: str, facts: list[str]) -> None:
    assert differing(two_tellings(statuses=statuses)) == facts


def test_passages_are_those_of_articles_on_one_deal() -> None:
    release = "les deux groupes vont partager leurs entrepôts en Europe et en Asie"
    texts = {"a": f"Selon eux, {release}.", "b": f"« {release.upper()} »", "c": f"Bref, {release} !"}
    articles = pd.DataFrame(list(texts.items()), columns=["doc_id", "text"])
    compared = pd.DataFrame([["A – B", ["a", "b"]], ["A – C", ["a", "b"]]], columns=["pair", "articles"])
    assert reused_passages(SimpleNamespace(articles=articles), compared).to_numpy().tolist() == [
        [["A – B", "A – C"], "a", "b", 12, release]
    ]


def test_network_counts_what_can_be_checked_by_eye() -> None:
    measured = measure_network(partner_graph(small_corpus(), level="group"))
    assert measured[["measure", "value"]].to_numpy().tolist() == [
        ["organisations", 4],
        ["pairs", 3],
        ["separate parts", 1],
        ["pairs with Alibaba", 3],
        ["partners of Alibaba alone", 3],
        ["triangles", 0],
        ["other go-betweens", 0],
    ]


def test_network_names_triangles_and_go_betweens() -> None:
    ends = [("A", "B"), ("B", "C"), ("A", "C"), ("C", "D"), ("A", "E")]
    deals = [("a", *pair, "partnership", "signed", [], None, "S", 100 * at) for at, pair in enumerate(ends)]
    graph = partner_graph(
        corpus_of(organisations(*((name, "company", name, "FR", 1) for name in "ABCDE")), relations(*deals))
    )
    told = dict(measure_network(graph)[["measure", "meaning"]].to_numpy().tolist())
    assert told["triangles"].endswith(": A – B – C")
    assert told["other go-betweens"].endswith(": C")
    assert read_network(graph).startswith("A has a part in 3 of 5 pairs: the network is a star around it.")
