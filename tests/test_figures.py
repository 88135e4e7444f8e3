"""The figures: what is drawn, that nothing covers anything, and that files repeat byte for byte."""

from collections.abc import Callable, Iterator
from itertools import combinations, permutations
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
import networkx as nx
import numpy as np
import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from matplotlib.transforms import Bbox

from alibaba_corpus.chart_claims import plot_figures, plot_one_deal
from alibaba_corpus.chart_corpus import plot_dropped_rules, plot_line_kinds, plot_outlets
from alibaba_corpus.chart_partners import (
    place_partners,
    plot_partner_graph,
    plot_partner_ranking,
    plot_partner_themes,
)
from alibaba_corpus.chart_time import plot_timeline
from alibaba_corpus.drawing import save_figure
from alibaba_corpus.graph import edge_table, partner_graph, partner_pairs, partner_themes
from alibaba_corpus.layout import place_boxes
from alibaba_corpus.summaries import count_kinds, count_outlets, count_rules, date_deals
from tests.samples import corpus_of, large_corpus, organisations, relations, small_corpus

mpl.use("agg")

LINES = pd.DataFrame(
    [
        ("a", "title", True, "the headline", "Un titre"),
        ("a", "body", True, "sentences", "Une phrase entière."),
        ("a", "share", False, "share buttons", "Partager"),
        ("b", "share", False, "share buttons", "Tweeter"),
        ("b", "paywall", False, "subscription", "Réservé aux abonnés $5 <b>"),
    ],
    columns=["doc_id", "kind", "kept", "rule", "text"],
)
ARTICLES = pd.DataFrame(
    [("a", "Le Courrier", "fr", "2018-07-03"), ("b", "Le Courrier", "fr", None), ("c", None, "und", None)],
    columns=["doc_id", "source", "language", "published"],
)
FIGURES = pd.DataFrame(
    [
        ("money", "Auchan", "2 milliards d'euros", 2e9, "EUR", "about", 1.6e9, ["a"], ["Le Courrier, 2018"]),
        ("count", None, "80 magasins", 80.0, "magasin", "at least", None, ["a", "b", "c"], ["A", "B", "C"]),
        ("share", "Auchan", "25 %", 25.0, "%", "exact", None, ["a"], ["Le Courrier, 2018"]),
    ],
    columns=["kind", "subject", "text", "value", "unit", "qualifier", "earlier", "articles", "sources"],
)
COMPARED = pd.DataFrame(
    [
        ("Alibaba – Auchan", "theme", "retail", ["a", "b"], ["a", "b"], False),
        ("Alibaba – Auchan", "date", "2017", ["a"], ["a", "b"], True),
        ("Alibaba – Auchan", "date", "2018", ["b"], ["a", "b"], True),
        ("Alibaba – Camus", "theme", "food", ["a"], ["a", "c"], False),
    ],
    columns=["pair", "kind", "fact", "told_by", "articles", "differs"],
)
Plot = Callable[..., Axes]


def drawings(
    corpus: SimpleNamespace, lines: pd.DataFrame, articles: pd.DataFrame
) -> Iterator[tuple[Plot, Any]]:
    """Yield every plot function with the data it takes."""
    graph = partner_graph(corpus, level="group")
    yield plot_outlets, count_outlets(articles)
    yield plot_line_kinds, count_kinds(lines)
    yield plot_dropped_rules, count_rules(lines)
    yield plot_partner_graph, graph
    yield plot_partner_ranking, partner_pairs(graph)
    yield plot_partner_themes, partner_themes(graph)
    yield plot_timeline, date_deals(graph)
    yield plot_figures, FIGURES.head(len(articles))
    yield plot_one_deal, COMPARED.head(len(articles))


SMALL = [pytest.param(*pair, id=pair[0].__name__) for pair in drawings(small_corpus(), LINES, ARTICLES)]
NOTHING = [
    pytest.param(*pair, id=pair[0].__name__)
    for pair in drawings(corpus_of(organisations(), relations()), LINES[:0], ARTICLES[:0])
]


@pytest.fixture(autouse=True)
def _closed_figures() -> Iterator[None]:
    yield
    plt.close("all")


def words(ax: Axes) -> list[str]:
    """Return everything that is written on the axes, line breaks as spaces."""
    labels = [*ax.texts, *ax.get_xticklabels(), *ax.get_yticklabels()]
    legend = ax.get_legend()
    written = [label.get_text() for label in [*labels, *(legend.get_texts() if legend else [])]]
    return [text.replace("\n", " ") for text in written]


def boxes(ax: Axes) -> list[Bbox]:
    """Return the boxes of the organisations, in pixels."""
    ax.figure.canvas.draw()
    return [patch.get_window_extent() for patch in ax.patches if isinstance(patch, FancyBboxPatch)]


@pytest.mark.parametrize(("plot", "data"), SMALL)
def test_takes_axes_and_returns_them(plot: Plot, data: Any) -> None:
    _, ax = plt.subplots()
    assert plot(data, ax=ax) is ax


@pytest.mark.parametrize(("plot", "data"), SMALL)
def test_everything_lies_inside_the_figure(plot: Plot, data: Any) -> None:
    figure = plot(data, source="Source: 4 articles, 100 words").figure
    inside = figure.get_tightbbox()
    width, height = figure.get_size_inches()
    assert min(inside.x0, inside.y0) >= 0
    assert inside.x1 <= width
    assert inside.y1 <= height


@pytest.mark.parametrize(("plot", "data"), SMALL)
def test_says_its_source(plot: Plot, data: Any) -> None:
    ax = plot(data, source="Source: 4 articles, 100 words")
    assert any("Source: 4 articles, 100 words" in text for text in words(ax))
    assert ax.get_title(loc="left")


@pytest.mark.parametrize(("plot", "data"), NOTHING)
def test_empty_data_give_an_empty_figure_with_a_message(plot: Plot, data: Any, tmp_path: Path) -> None:
    ax = plot(data)
    table = edge_table(data) if isinstance(data, nx.MultiDiGraph) else data
    assert not ax.axison
    assert any("these articles" in text for text in words(ax))
    assert all(path.stat().st_size > 0 for path in save_figure(ax.figure, table, "empty", tmp_path))


@pytest.mark.parametrize(("plot", "data"), SMALL)
def test_same_figure_gives_same_bytes(plot: Plot, data: Any, tmp_path: Path) -> None:
    table = edge_table(data) if isinstance(data, nx.MultiDiGraph) else data
    first = [path.read_bytes() for path in save_figure(plot(data).figure, table, "one", tmp_path)]
    second = [path.read_bytes() for path in save_figure(plot(data).figure, table, "two", tmp_path)]
    assert first == second
    assert b"matplotlib" not in first[0]


@pytest.mark.parametrize(("plot", "data"), SMALL)
def test_own_settings_of_the_caller_change_nothing(plot: Plot, data: Any, tmp_path: Path) -> None:
    plain = save_figure(plot(data).figure, pd.DataFrame(), "plain", tmp_path)[0].read_bytes()
    with mpl.rc_context({"font.size": 30, "axes.grid": True, "axes.facecolor": "red"}):
        assert save_figure(plot(data).figure, pd.DataFrame(), "own", tmp_path)[0].read_bytes() == plain


def test_kinds_tell_kept_from_dropped() -> None:
    ax = plot_line_kinds(count_kinds(LINES))
    assert ax.get_title(loc="left") == "What cleaning removed: 3 lines in 5"
    assert [bar.get_width() for bar in ax.patches] == [1, 1, 2, 1]
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [False, False, True, True]
    assert {"kept", "dropped"} <= set(words(ax))


def test_rules_are_ranked_by_characters() -> None:
    table = count_rules(LINES)
    assert table[["rule", "lines", "characters"]].to_numpy().tolist() == [
        ["subscription", 1, 26],
        ["share buttons", 2, 15],
    ]
    assert "subscription  [paywall]" in words(plot_dropped_rules(table))


def test_outlets_count_articles_without_one_last() -> None:
    table = count_outlets(ARTICLES)
    assert table["outlet"].tolist() == ["Le Courrier", "not stated in the text"]
    assert table["articles"].tolist() == [2, 1]
    assert any("2018-07-03" in text for text in words(plot_outlets(table)))


@pytest.mark.parametrize(
    ("corpus", "level"),
    [(small_corpus(), "organisation"), (small_corpus(), "group"), (large_corpus(), "group")],
    ids=["small organisations", "small groups", "large groups"],
)
def test_no_box_of_the_graph_touches_another_or_the_legend(corpus: SimpleNamespace, level: Any) -> None:
    ax = plot_partner_graph(partner_graph(corpus, level=level))
    drawn, legend = boxes(ax), ax.get_legend()
    assert legend is not None
    assert len(drawn) > 4
    assert [pair for pair in combinations(drawn, 2) if pair[0].overlaps(pair[1])] == []
    assert [box for box in drawn if box.overlaps(legend.get_window_extent())] == []


def test_no_edge_of_a_star_runs_through_a_box() -> None:
    names = [f"Partenaire {number}" for number in range(16)]
    places = place_boxes(
        dict.fromkeys([*names, "Alibaba"], (90.0, 22.0)), [("Alibaba", name) for name in names]
    )
    hub = np.array(places["Alibaba"])
    crossed = [
        (name, other)
        for name, other in permutations(names, 2)
        for share in np.linspace(0, 1, 60)
        if (abs(hub + share * (np.array(places[name]) - hub) - places[other]) < (45, 11)).all()
    ]
    assert crossed == []


@pytest.mark.parametrize("level", ["organisation", "group"])
def test_no_edge_of_a_large_graph_runs_through_a_box(level: Any) -> None:
    graph = partner_graph(large_corpus(), level=level)
    ax = plot_partner_graph(graph)
    placed = place_partners(graph)
    extents = {
        text.get_text().replace("\n", " "): box
        for text, box in zip(ax.texts, [p for p in ax.patches if isinstance(p, FancyBboxPatch)], strict=False)
    }
    assert len(extents) == len(placed) == 36
    names = [name for name in placed if name in extents]
    assert len(names) > 25
    crossed = [
        (source, target, name)
        for source, target in {edge[:2] for edge in graph.edges if set(edge[:2]) <= set(placed)}
        for share in np.linspace(0, 1, 200)
        for x, y in [np.array(placed[source]) + share * np.subtract(placed[target], placed[source])]
        for name in set(names) - {source, target}
        if extents[name].get_bbox().contains(x, y)
    ]
    assert crossed == []


def test_places_are_kept_when_a_part_is_drawn() -> None:
    graph = partner_graph(small_corpus(), level="group")
    places = place_partners(graph)
    part = graph.edge_subgraph([("Alibaba", "Groupe Martin", "partnership signed")])
    assert len(boxes(plot_partner_graph(part, places=places))) == 2
    whole, drawn = plot_partner_graph(graph, places=places), plot_partner_graph(part, places=places)
    where = {text.get_text(): text.get_position() for text in whole.texts}
    assert [where[text.get_text()] for text in drawn.texts[:2]] == [
        text.get_position() for text in drawn.texts[:2]
    ]


def test_names_fit_their_boxes() -> None:
    ax = plot_partner_graph(partner_graph(large_corpus(articles=10, size=25)))
    drawn = boxes(ax)
    written = [text.get_window_extent() for text in ax.texts[: len(drawn)]]
    assert [text.x0 > box.x0 and text.x1 < box.x1 for text, box in zip(written, drawn, strict=True)] == [
        True
    ] * len(drawn)


def test_graph_says_types_and_statuses_that_it_draws_and_no_others() -> None:
    legend = plot_partner_graph(partner_graph(small_corpus(), level="group")).get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == [
        "partnership",
        "acquisition (→ bought)",
        "competition",
        "signed",
        "planned",
        "denied",
        "thicker: told by more articles",
        "public body or association",
    ]


def test_box_says_what_the_texts_call_it_where_that_differs() -> None:
    graph = partner_graph(small_corpus(), level="group")
    graph.nodes["Amazon"]["aliases"] = ["Le géant de Seattle"]
    graph.nodes["Alibaba"]["aliases"] = ["le groupe Álibaba"]
    written = words(plot_partner_graph(graph))
    assert "Amazon « Le géant de Seattle »" in written
    assert "Alibaba" in written


def test_graph_leaves_out_mere_mentions_and_says_what_does_not_fit() -> None:
    graph = partner_graph(large_corpus())
    ax = plot_partner_graph(graph, most=20)
    assert len(boxes(ax)) == 20
    assert any("Left out here, but in the table: " in text for text in words(ax))
    assert "Le Courrier" not in words(plot_partner_graph(partner_graph(small_corpus())))


def test_timeline_draws_each_precision_its_own_way() -> None:
    ax = plot_timeline(date_deals(partner_graph(small_corpus())))
    days = [line for line in ax.lines if line.get_marker() == "D"]
    spans = sorted(round(patch.get_width()) for patch in ax.patches if patch.get_width() > 1)
    assert len(days) == 1
    assert spans == [30, 365]
    written = words(ax)
    assert {"Announced", "Planned"} <= set(written)
    assert any(
        text.startswith("Announced, date unknown: Cainiao – Martin Fret (partnership)") for text in written
    )


def test_date_of_the_article_stands_in_as_a_hollow_mark() -> None:
    articles = pd.DataFrame({"doc_id": ["a", "b", "c", "d"], "published": ["2018-07-03", None, None, None]})
    table = date_deals(partner_graph(small_corpus()), articles)
    assert table["basis"].tolist() == ["stated", "stated", "article", "stated"]
    marks = [line.get_markerfacecolor() for line in plot_timeline(table).lines if line.get_marker() == "D"]
    assert marks.count("white") == 1
    assert len(marks) == 2


def test_matrix_shows_the_counts_that_are_not_zero() -> None:
    table = partner_themes(partner_graph(small_corpus(), level="group"))
    shown = [text for text in words(plot_partner_themes(table)) if text.isdigit()]
    assert sorted(shown) == sorted(str(number) for number in table.to_numpy().ravel() if number)


def test_figures_stand_on_a_logarithmic_axis_with_sources_and_the_amount_before() -> None:
    ax = plot_figures(FIGURES)
    assert ax.get_xscale() == "log"
    marks = [(line.get_marker(), line.get_xdata()[0]) for line in ax.lines if line.get_marker() != "None"]
    assert marks == [("o", 1.6e9), ("D", 2e9), (">", 80.0)]
    written = words(ax)
    assert {"Auchan: 2 milliards d'euros", "80 magasins", "Le Courrier, 2018", "A, B and 1 more"} <= set(
        written
    )
    assert any("Shares and durations, in the table only: 1." in text for text in written)


def test_one_deal_shows_who_tells_what_and_what_is_told_otherwise() -> None:
    ax = plot_one_deal(COMPARED, cited={"a": "Le Courrier, 2018"})
    marks = [(line.get_marker(), list(line.get_xdata())) for line in ax.lines if line.get_marker() != "None"]
    assert marks == [("o", [0, 1]), ("X", [0]), ("X", [1])]
    assert {"A   Le Courrier, 2018", "B   b", "told otherwise by another"} <= set(words(ax))
    assert "food" not in words(ax)


def test_table_is_saved_with_the_figure(tmp_path: Path) -> None:
    graph = partner_graph(small_corpus(), level="group")
    paths = save_figure(
        plot_partner_graph(graph).figure, edge_table(graph), "graph", tmp_path / "new" / "folder"
    )
    assert [path.name for path in paths] == ["graph.png", "graph.svg", "graph.csv"]
    saved = pd.read_csv(paths[2], keep_default_na=False)
    assert saved["evidence"][0] == "S1 | S3 | S2"
    assert len(saved) == 5


def test_layout_sets_parts_apart_and_repeats() -> None:
    sizes = dict.fromkeys("abcdefgh", (60.0, 20.0))
    edges = [("a", "b"), ("b", "c"), ("d", "e"), ("a", "a")]
    first = place_boxes(sizes, edges)
    assert first == place_boxes(dict(reversed(sizes.items())), edges[::-1])
    apart = [
        abs(first[one][0] - first[two][0]) >= 60 or abs(first[one][1] - first[two][1]) >= 20
        for one, two in combinations(first, 2)
    ]
    assert all(apart)


def test_layout_of_nothing_is_empty() -> None:
    assert place_boxes({}, []) == {}
