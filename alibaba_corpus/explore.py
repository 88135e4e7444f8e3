"""Exploring a corpus in JupyterLab: filters, the graph that they leave, and an edge's sentences in place."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

import pandas as pd

from alibaba_corpus.chart_partners import place_partners, plot_partner_graph
from alibaba_corpus.drawing import draw_png
from alibaba_corpus.graph import edge_key, edge_table, name_pair, partner_graph
from alibaba_corpus.layout import Point
from alibaba_corpus.readings import mark_sentences
from alibaba_corpus.statements import Level
from alibaba_corpus.summaries import cite_articles, count, source_line
from alibaba_corpus.tables import Corpus

if TYPE_CHECKING:
    import networkx as nx
    from ipywidgets import Widget

HELP = "Nothing chosen in a list means all of it; Ctrl (on a Mac ⌘) adds to a choice."


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a corpus is shown: an empty tuple means all, `years` None any year.

    A relation has the year of its date or, where no sentence dates it, of its article; `undated` keeps those
    that have neither. Relations without a status (ownership, competition, disputes) pass every status.

    >>> Choice(types=("investment",)).statuses
    ()
    """

    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    undated: bool = True


def choose_relations(corpus: Corpus, choice: Choice) -> Corpus:
    """Return the corpus with the relations that a choice leaves; its other tables stay whole.

    >>> from alibaba_corpus.tables import load_corpus
    >>> chosen = choose_relations(load_corpus(), Choice(types=("competition",)))
    >>> sorted(set(chosen.relations["type"]))
    ['competition']
    """
    table = corpus.relations
    kept = pd.Series(True, index=table.index)
    if choice.types:
        kept &= table["type"].isin(choice.types)
    if choice.statuses:
        kept &= table["status"].isin(choice.statuses) | table["status"].isna()
    if choice.articles:
        kept &= table["doc_id"].isin(choice.articles)
    if choice.themes:
        kept &= table["themes"].map(lambda themes: not set(choice.themes).isdisjoint(themes)).astype(bool)
    years = _years(corpus)
    if choice.years:
        kept &= years.isna() | years.between(*choice.years)
    if not choice.undated:
        kept &= years.notna()
    return replace(corpus, relations=table[kept].reset_index(drop=True))


@dataclass(frozen=True)
class Explorer:
    """The widgets of one exploration: `box` shows them all, the others are its parts.

    >>> from alibaba_corpus.tables import load_corpus
    >>> explorer = explore(load_corpus())
    >>> explorer.types.value = ("competition",)
    >>> [name for name, edge in explorer.edges.options]
    ['Alibaba – Amazon, competition, 1 article', 'Auchan – Carrefour, competition, 1 article']

    `picture`, `edges` and `sentences` follow `level`, `types`, `statuses`, `themes`, `articles`, `years` and
    `undated`; `sentences` also follows `edges`.
    """

    corpus: Corpus
    places: Mapping[str, Mapping[str, Point]]
    level: Any
    types: Any
    statuses: Any
    themes: Any
    articles: Any
    years: Any
    undated: Any
    picture: Any
    edges: Any
    sentences: Any

    def choice(self) -> Choice:
        """Return what the filters say."""
        return Choice(
            self.types.value,
            self.statuses.value,
            self.themes.value,
            self.articles.value,
            None if self.years.disabled else self.years.value,
            self.undated.value,
        )

    def graph(self) -> "nx.MultiDiGraph[str]":
        """Return the graph of what the filters leave."""
        return partner_graph(choose_relations(self.corpus, self.choice()), level=self.level.value)

    @property
    def box(self) -> "Widget":
        """All widgets in their order on the page."""
        from ipywidgets import HTML, HBox, VBox

        lists = [self.types, self.statuses, self.themes, self.articles]
        names = ["Types", "Statuses", "Themes", "Articles"]
        filters = [VBox([HTML(f"<b>{name}</b>"), widget]) for name, widget in zip(names, lists, strict=True)]
        dates = VBox([self.level, self.years, self.undated])
        wrapped = {"flex_flow": "row wrap"}
        return VBox(
            [HTML(HELP), HBox([*filters, dates], layout=wrapped), self.picture, self.edges, self.sentences]
        )


def explore(corpus: Corpus) -> Explorer:
    """Return the widgets to explore a corpus with, connected to each other, all relations shown.

    >>> from alibaba_corpus.tables import load_corpus
    >>> explore(load_corpus()).edges.value
    ('Alibaba', 'Bolloré', 'partnership signed')

    They need a running kernel and no network; what an article holds is escaped.
    """
    places = {level: place_partners(partner_graph(corpus, level=level)) for level in get_args(Level)}
    explorer = Explorer(corpus, places, **_filters(corpus), **_views())
    for name in ("level", "types", "statuses", "themes", "articles", "years", "undated"):
        getattr(explorer, name).observe(lambda change: _show_graph(explorer), "value")
    explorer.edges.observe(lambda change: _show_sentences(explorer), "value")
    _show_graph(explorer)
    return explorer


def _filters(corpus: Corpus) -> dict[str, "Widget"]:
    """Return the widgets that say what to show, with what the corpus has to choose from."""
    from ipywidgets import Checkbox, IntRangeSlider, ToggleButtons

    relations, years = corpus.relations, _years(corpus).dropna()
    cited = cite_articles(corpus.articles)
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, 0)
    telling = [(cited[doc_id], doc_id) for doc_id in sorted(set(relations["doc_id"]))]
    return {
        "level": ToggleButtons(options=[("groups", "group"), ("organisations", "organisation")]),
        "types": _list(sorted(set(relations["type"])), "160px"),
        "statuses": _list(sorted(set(relations["status"].dropna())), "120px"),
        "themes": _list(sorted({theme for themes in relations["themes"] for theme in themes}), "140px"),
        "articles": _list(telling, "320px"),
        "years": IntRangeSlider(
            value=(first, last),
            min=first,
            max=last,
            description="years",
            disabled=not len(years),
            continuous_update=False,
            layout={"width": "340px"},
        ),
        "undated": Checkbox(value=True, description="also without a date"),
    }


def _views() -> dict[str, "Widget"]:
    """Return the widgets that show what is chosen, empty."""
    from ipywidgets import HTML, Image, Select

    return {
        "picture": Image(format="png", layout={"max_width": "100%", "object_fit": "contain"}),
        "edges": Select(description="Edge", rows=8, layout={"width": "640px", "max_width": "100%"}),
        "sentences": HTML(layout={"max_height": "520px", "overflow": "auto"}),
    }


def _list(options: list[Any], width: str) -> "Widget":
    from ipywidgets import SelectMultiple

    return SelectMultiple(options=options, rows=7, layout={"width": width})


def _years(corpus: Corpus) -> pd.Series:
    """Return the year of each relation: of its date, else of its article, missing where neither is known."""
    published = dict(zip(corpus.articles["doc_id"], corpus.articles["published"], strict=True))
    relations = corpus.relations
    dates = [
        published[doc_id] if pd.isna(date) else date
        for doc_id, date in zip(relations["doc_id"], relations["date"], strict=True)
    ]
    return pd.to_numeric(pd.Series(dates, index=relations.index, dtype="object").str[:4])


def _show_graph(explorer: Explorer) -> None:
    """Draw what the filters leave and list its edges, the most told first."""
    import matplotlib.pyplot as plt

    graph = explorer.graph()
    places = explorer.places[explorer.level.value]
    linked = {name for edge in graph.edges for name in edge[:2]}
    ax = plot_partner_graph(
        graph, places=places if linked <= set(places) else None, source=source_line(explorer.corpus)
    )
    figure = ax.get_figure(root=True)
    assert figure is not None
    explorer.picture.value = draw_png(figure)
    plt.close(figure)
    explorer.edges.options = [
        (_name_edge(graph, row), (row["source"], row["target"], edge_key(row["type"], row["status"])))
        for row in edge_table(graph).to_dict("records")
    ]
    explorer.edges.index = 0 if explorer.edges.options else None
    _show_sentences(explorer)


def _show_sentences(explorer: Explorer) -> None:
    """Show the articles that state the chosen edge, its sentences marked."""
    if explorer.edges.value is None:
        explorer.sentences.value = "<p>No edge is left: widen the choice.</p>"
        return
    statements = explorer.graph().edges[explorer.edges.value]["statements"]
    explorer.sentences.value = mark_sentences(explorer.corpus, statements)


def _name_edge(graph: "nx.MultiDiGraph[str]", row: Mapping[Any, Any]) -> str:
    pair = name_pair(graph, row["source"], row["target"], row["type"])
    return f"{pair}, {edge_key(row['type'], row['status'])}, {count(row['weight'], 'article')}"
