"""Charts of the partners: the graph, the ranking of the pairs, and what their alliances are about."""

import math
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from alibaba_corpus.drawing import (
    BLACK,
    BLUE,
    RULE,
    TYPES,
    Bars,
    draw_bars,
    finish,
    left_out,
    legend_beside,
    new_axes,
    say_empty,
    styled,
    swatch,
)
from alibaba_corpus.graph import PARTNER_TYPES, centre, edge_table, partner_pairs, partners
from alibaba_corpus.layout import Point, place_boxes
from alibaba_corpus.lexicon import fold
from alibaba_corpus.summaries import count

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.patches import FancyBboxPatch

DIRECTED_TYPES = {"investment": "invested in", "acquisition": "bought", "ownership": "owned"}
STATUSES: dict[str, Any] = {
    "signed": "-",
    "planned": (0, (5, 2.5)),
    "ended": (0, (1, 1.8)),
    "denied": (0, (6, 2, 1, 2, 1, 2)),
}
PUBLIC_KINDS = ("public body", "government", "association", "university", "sports body")
MOST_BOXES = 36  # more are no picture any more, on a screen or a page
FONT_SIZE = 9.0
BEND = 20.0  # twice the points between parallel edges in their middle


@styled
def plot_partner_graph(
    graph: "nx.MultiDiGraph[str]",
    ax: "Axes | None" = None,
    *,
    places: Mapping[str, Point] | None = None,
    source: str = "",
    most: int = MOST_BOXES,
) -> "Axes":
    """Draw the organisations that have an edge, each edge by its type (colour, mark) and status (dashes).

    >>> from alibaba_corpus.graph import partner_graph
    >>> plot_partner_graph(nx.MultiDiGraph()).get_title(loc="left")
    'Who deals with whom: no partners'

    The layout is seeded: the same graph gives the same picture. Of more than `most` organisations those are
    drawn whose edges are told by most articles, those of the partners in the middle first among equals, and
    the line below says how many were left out. With `places` (see `place_partners`) every box keeps its
    place, and organisations without one are left out.
    """
    names, edges = _most_told(graph)
    shown = sorted(name for name in names[:most] if places is None or name in places)
    edges = edges[edges["source"].isin(shown) & edges["target"].isin(shown)]
    drawing = _lay_out(graph, shown, edges, places)
    ax = new_axes(ax, drawing.width / 72, drawing.height / 72)
    if shown:
        _draw_graph(ax, edges, drawing)
        legend_beside(ax, _graph_handles(edges, drawing))
    else:
        say_empty(ax, "No sentence of these articles states a relation between organisations.")
    return finish(ax, _graph_title(graph), source, left_out(len(names) - len(shown), "organisation"))


def place_partners(graph: "nx.MultiDiGraph[str]", most: int = MOST_BOXES) -> dict[str, Point]:
    """Return where the boxes of a partner graph stand, in points, to draw parts of it in the same places.

    >>> place_partners(nx.MultiDiGraph())
    {}
    """
    names, edges = _most_told(graph)
    shown = sorted(names[:most])
    edges = edges[edges["source"].isin(shown) & edges["target"].isin(shown)]
    return dict(_lay_out(graph, shown, edges).places)


def _most_told(graph: "nx.MultiDiGraph[str]") -> tuple[list[str], pd.DataFrame]:
    """Return the organisations that have an edge, those to draw first in front, and the edges."""
    edges, hub = edge_table(graph), centre(graph)
    middle = (edges["source"] == hub) | (edges["target"] == hub)
    ranked = edges.assign(partners=~edges["type"].isin(PARTNER_TYPES), told=-edges["weight"], apart=~middle)
    edges = edges.loc[ranked.sort_values(["partners", "told", "apart"], kind="stable").index]
    ends = zip(edges["source"], edges["target"], strict=True)
    return list(dict.fromkeys(name for pair in ends for name in pair)), edges


@styled
def plot_partner_ranking(
    pairs: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 30
) -> "Axes":
    """Draw the pairs of partners by the number of sentences that state it; takes `partner_pairs`.

    >>> pairs = pd.DataFrame([["Alibaba – Auchan", ["partnership"], ["signed"], 1, 2]],
    ...                      columns=["pair", "types", "statuses", "articles", "sentences"])
    >>> plot_partner_ranking(pairs).get_title(loc="left")
    'Which alliances are told most: 1 pair, 2 sentences'
    """
    shown = pairs.head(most)
    bars = Bars(
        shown["pair"].tolist(),
        shown["sentences"].tolist(),
        [
            f"{row['sentences']}   in {count(row['articles'], 'article')}: {', '.join(row['types'])}"
            f" ({', '.join(row['statuses'])})"
            for row in shown.to_dict("records")
        ],
        [BLUE] * len(shown),
        [""] * len(shown),
    )
    told = f"{count(len(pairs), 'pair')}, {count(int(pairs['sentences'].sum()), 'sentence')}"
    return draw_bars(
        ax,
        bars,
        title=f"Which alliances are told most: {told}",
        axis="sentences that state it",
        below=(source, left_out(len(pairs) - len(shown), "pair")),
    )


@styled
def plot_partner_themes(
    themes: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 30
) -> "Axes":
    """Draw how many sentences speak of each theme for each pair of partners; takes `partner_themes`.

    >>> themes = pd.DataFrame([[2, 0]], index=["Alibaba – Auchan"], columns=["retail", "cloud"])
    >>> plot_partner_themes(themes).get_title(loc="left")
    'What the alliances are about: 1 pair, 2 themes'
    """
    shown = themes.head(most)
    shown = shown.loc[:, (shown > 0).any()]
    title = f"What the alliances are about: {count(len(themes), 'pair')}, {count(themes.shape[1], 'theme')}"
    ax = new_axes(ax, 1.6 + 0.62 * max(shown.shape[1], 4), 0.9 + 0.3 * max(len(shown), 2))
    if shown.empty:
        say_empty(ax, "No theme is told of any pair of partners in these articles.")
    else:
        _draw_matrix(ax, shown)
    return finish(ax, title, source, left_out(len(themes) - len(shown), "pair"))


def _draw_matrix(ax: "Axes", table: pd.DataFrame) -> None:
    """Draw a table of counts as shaded cells that show their number; a zero stays blank."""
    numbers = table.to_numpy()
    largest = max(int(numbers.max()), 1)
    ax.imshow(numbers, cmap="Blues", aspect="auto", vmin=0, vmax=largest * 1.25)
    for row, line in enumerate(numbers.tolist()):
        for column, number in enumerate(line):
            if number:
                colour = "white" if number > 0.7 * largest else BLACK
                ax.text(column, row, str(number), ha="center", va="center", color=colour)
    ax.set_xticks(range(table.shape[1]), labels=list(map(str, table.columns)), rotation=40, ha="right")
    ax.set_yticks(range(len(table)), labels=list(map(str, table.index)))
    ax.set_xticks([place - 0.5 for place in range(1, table.shape[1])], minor=True)
    ax.set_yticks([place - 0.5 for place in range(1, len(table))], minor=True)
    ax.grid(which="minor", color=RULE, linewidth=0.7)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("sentences that state the deal and speak of the theme")


def _node_label(graph: "nx.MultiDiGraph[str]", name: str) -> str:
    """Return the lines of a box: the name, how the texts say it if otherwise, the group of a subsidiary."""
    node = graph.nodes[name]
    aliases, group = node.get("aliases", []), node.get("group", name)
    lines = textwrap.wrap(name, 22, break_long_words=False)
    if aliases and not any(fold(name) in fold(alias) for alias in aliases):
        lines += textwrap.wrap(f"« {aliases[0]} »", 26, break_long_words=False)
    return "\n".join([*lines, *([] if group == name else [f"({group})"])])


def _label_size(label: str) -> Point:
    """Return the width and height of the box around a label, in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    font = FontProperties(family="DejaVu Sans", size=FONT_SIZE, weight="bold")
    lines = label.split("\n")
    width = max(TextPath((0, 0), line, prop=font).get_extents().width for line in lines)
    return (float(width) + 14, len(lines) * FONT_SIZE * 1.3 + 9)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """Where each organisation stands, what its box says and which boxes stand out; lengths in points."""

    labels: dict[str, str]
    sizes: dict[str, Point]
    places: Mapping[str, Point]
    width: float
    height: float
    hub: str | None
    public: tuple[str, ...]


def _lay_out(
    graph: "nx.MultiDiGraph[str]",
    names: list[str],
    edges: pd.DataFrame,
    places: Mapping[str, Point] | None = None,
) -> _Drawing:
    labels = {name: _node_label(graph, name) for name in names}
    sizes = {name: _label_size(label) for name, label in labels.items()}
    if places is None:
        places = place_boxes(sizes, zip(edges["source"], edges["target"], strict=True))
    width = max((places[name][0] + sizes[name][0] / 2 for name in names), default=0)
    height = max((places[name][1] + sizes[name][1] / 2 for name in names), default=0)
    public = tuple(name for name in names if graph.nodes[name].get("kind") in PUBLIC_KINDS)
    return _Drawing(labels, sizes, places, width or 420.0, height or 80.0, centre(graph), public)


def _draw_graph(ax: "Axes", edges: pd.DataFrame, drawing: _Drawing) -> None:
    scale = _fit(ax, drawing.width, drawing.height)
    boxes = {name: _draw_box(ax, name, drawing, scale) for name in drawing.labels}
    _draw_edges(ax, edges, drawing, boxes)


def _fit(ax: "Axes", width: float, height: float) -> float:
    """Make one unit of the axes one point, or less where the caller's axes are smaller; return how much."""
    ax.set_xlim(-2, width + 2)  # half the line around the outermost boxes
    ax.set_ylim(-2, height + 2)
    ax.set_aspect("equal")
    ax.axis("off")
    area = ax.get_window_extent()
    inch = ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return float(min(area.width / inch * 72 / width, area.height / inch * 72 / height, 1.0))


def _draw_box(ax: "Axes", name: str, drawing: _Drawing, scale: float) -> "FancyBboxPatch":
    """Draw one organisation as a box around its name: square and grey for public bodies and associations."""
    from matplotlib.patches import FancyBboxPatch

    (x, y), (width, height) = drawing.places[name], drawing.sizes[name]
    hub, public = name == drawing.hub, name in drawing.public
    box = FancyBboxPatch(
        (x - width / 2, y - height / 2),
        width,
        height,
        boxstyle="square,pad=0" if public else "round,pad=0,rounding_size=6",
        facecolor="#DDDDDD" if public else "white",
        edgecolor=BLACK,
        linewidth=1.8 if hub else 0.9,
        zorder=3,
    )
    ax.add_patch(box)
    ax.text(
        x,
        y,
        drawing.labels[name],
        ha="center",
        va="center",
        fontsize=FONT_SIZE * scale,
        fontweight="bold" if hub else "normal",
        linespacing=1.15,
        zorder=4,
    )
    return box


def _draw_edges(
    ax: "Axes", edges: pd.DataFrame, drawing: _Drawing, boxes: "dict[str, FancyBboxPatch]"
) -> None:
    """Draw the edges; those between the same two organisations bend away from each other."""
    between: dict[tuple[str, str], list[dict[Any, Any]]] = {}
    for row in edges.to_dict("records"):
        ends = min(row["source"], row["target"]), max(row["source"], row["target"])
        between.setdefault(ends, []).append(row)
    for ends, rows in between.items():
        for number, row in enumerate(rows):
            bend = BEND * (number - (len(rows) - 1) / 2)
            _draw_edge(ax, row, bend if row["source"] == ends[0] else -bend, drawing, boxes)


def _draw_edge(
    ax: "Axes", row: dict[Any, Any], bend: float, drawing: _Drawing, boxes: "dict[str, FancyBboxPatch]"
) -> None:
    """Draw one edge with the mark of its type in the middle, and an arrow where it has a direction."""
    from matplotlib.patches import FancyArrowPatch

    colour, mark = TYPES[row["type"]]
    start, end = drawing.places[row["source"]], drawing.places[row["target"]]
    bend = min(bend / math.dist(start, end), 0.4)
    line = FancyArrowPatch(
        start,
        end,
        patchA=boxes[row["source"]],
        patchB=boxes[row["target"]],
        connectionstyle=f"arc3,rad={bend}",
        arrowstyle="-|>" if row["type"] in DIRECTED_TYPES else "-",
        mutation_scale=11,
        shrinkA=0,
        shrinkB=0,
        color=colour,
        linestyle=STATUSES.get(row["status"], "-"),
        linewidth=min(1.2 + 0.6 * (row["weight"] - 1), 4.2),
        zorder=1,
    )
    ax.add_patch(line)
    middle = _middle_of_arc(start, end, bend)
    ax.plot(
        *middle,
        marker=mark,
        markersize=6,
        color=colour,
        markeredgecolor="white",
        markeredgewidth=0.6,
        zorder=2,
    )


def _middle_of_arc(start: Point, end: Point, bend: float) -> Point:
    return (
        (start[0] + end[0]) / 2 + bend * (end[1] - start[1]) / 2,
        (start[1] + end[1]) / 2 - bend * (end[0] - start[0]) / 2,
    )


def _graph_title(graph: "nx.MultiDiGraph[str]") -> str:
    hub, deals = centre(graph), partners(graph)
    if hub is None:
        return "Who deals with whom: no partners"
    if graph.graph.get("level") != "group":
        return (
            f"Who deals with whom, subsidiaries apart: {count(len(partner_pairs(graph)), 'pair')} of partners"
        )
    ends = deals[(deals["source"] == hub) | (deals["target"] == hub)][["source", "target"]]
    return f"Who deals with {hub}: {count(len(set(ends.to_numpy().ravel())) - 1, 'partner')}, by group"


def _type_label(kind: str) -> str:
    return f"{kind} (→ {DIRECTED_TYPES[kind]})" if kind in DIRECTED_TYPES else kind


def _graph_handles(edges: pd.DataFrame, drawing: _Drawing) -> "list[Artist]":
    """Return the legend's entries, only for what is drawn."""
    from matplotlib.lines import Line2D

    handles: list[Artist] = [
        Line2D([], [], color=colour, marker=mark, label=_type_label(kind))
        for kind, (colour, mark) in TYPES.items()
        if kind in set(edges["type"])
    ]
    handles += [
        Line2D([], [], color=BLACK, linewidth=1.4, linestyle=dashes, label=status)
        for status, dashes in STATUSES.items()
        if status in set(edges["status"])
    ]
    if edges["weight"].max() > 1:
        handles.append(Line2D([], [], color=BLACK, linewidth=3, label="thicker: told by more articles"))
    if drawing.public:
        handles.append(swatch("#DDDDDD", "", "public body or association"))
    return handles
