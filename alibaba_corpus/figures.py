"""The figures: each function takes a table or a graph and draws it on one pair of axes."""

import math
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from unicodedata import combining, normalize

import networkx as nx
import pandas as pd

from alibaba_corpus.graph import PARTNER_TYPES, centre, edge_table, partner_pairs, partners
from alibaba_corpus.layout import Point, place_boxes
from alibaba_corpus.summaries import NOT_STATED, count
from alibaba_corpus.writing import write_csv, write_whole

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.patches import FancyBboxPatch

# the palette of Okabe and Ito (2008), which colour-blind readers tell apart; marks and dashes say the same
BLACK, ORANGE, SKY, GREEN = "#000000", "#E69F00", "#56B4E9", "#009E73"
BLUE, VERMILION, PURPLE, GREY = "#0072B2", "#D55E00", "#CC79A7", "#7F7F7F"
TYPES = {  # colour and mark of each type of relation
    "partnership": (BLUE, "o"),
    "investment": (ORANGE, "^"),
    "acquisition": (GREEN, "s"),
    "ownership": (GREY, "D"),
    "competition": (VERMILION, "X"),
    "dispute": (PURPLE, "*"),
}
DIRECTED_TYPES = {"investment": "invested in", "acquisition": "bought", "ownership": "owned"}
STATUSES: dict[str, Any] = {
    "signed": "-",
    "planned": (0, (5, 2.5)),
    "ended": (0, (1, 1.8)),
    "denied": (0, (6, 2, 1, 2, 1, 2)),
}
PUBLIC_KINDS = ("public body", "government", "association", "university", "sports body")
HEADINGS = {"signed": "Announced", "planned": "Planned", "ended": "Ended"}
FONT_SIZE = 9.0
BEND = 20.0  # twice the points between parallel edges in their middle
PAD = 0.15  # inches around a figure
NARROWEST = 6.0  # points of a bar on the time axis: a month among many years is still seen

STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 14,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.grid": False,
    "figure.dpi": 100,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.hashsalt": "alibaba_corpus",
    "text.parse_math": False,
}

Rest = ParamSpec("Rest")


def _styled(plot: "Callable[Concatenate[Any, Rest], Axes]") -> "Callable[Concatenate[Any, Rest], Axes]":
    """Return the plot function drawing in the one style, whatever the caller's own settings."""

    @wraps(plot)
    def drawn(data: Any, /, *args: Rest.args, **options: Rest.kwargs) -> "Axes":
        import matplotlib.style

        with matplotlib.style.context(["default", STYLE]):
            ax = plot(data, *args, **options)
            if (args[0] if args else options.get("ax")) is None:
                _grow(ax)
            return ax

    return drawn


@_styled
def plot_outlets(
    outlets: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 40
) -> "Axes":
    """Draw how many articles each outlet has, with their languages and dates; takes `count_outlets`.

    >>> from alibaba_corpus.summaries import count_outlets
    >>> articles = pd.DataFrame({"source": ["Le Matin"], "language": ["fr"], "published": ["2018"]})
    >>> plot_outlets(count_outlets(articles)).get_title(loc="left")
    'Who wrote: 1 article, 1 outlet named'
    """
    shown = outlets.head(most)
    notes = [
        f"{row['articles']}   {row['languages']}   {_dates(row['earliest'], row['latest'])}"
        for row in shown.to_dict("records")
    ]
    named = int((outlets["outlet"] != NOT_STATED).sum())
    title = f"Who wrote: {count(int(outlets['articles'].sum()), 'article')}, {count(named, 'outlet')} named"
    colours = [GREY if outlet == NOT_STATED else BLUE for outlet in shown["outlet"]]
    return _draw_bars(
        ax,
        _Bars(
            shown["outlet"].tolist(),
            shown["articles"].tolist(),
            notes,
            colours,
            [""] * len(shown),
        ),
        title=title,
        axis="articles   (beside each bar: number, languages, dates of publication)",
        below=(source, _left_out(len(outlets) - len(shown), "outlet")),
    )


@_styled
def plot_line_kinds(kinds: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "") -> "Axes":
    """Draw how many lines of each kind cleaning kept and dropped; takes `count_kinds`.

    >>> kinds = pd.DataFrame([["body", True, 3, 90], ["share", False, 1, 8]],
    ...                      columns=["kind", "kept", "lines", "characters"])
    >>> plot_line_kinds(kinds).get_title(loc="left")
    'What cleaning removed: 1 line in 4'
    """
    kept = kinds["kept"].astype(bool).tolist()
    bars = _Bars(
        kinds["kind"].str.replace("_", " ").tolist(),
        kinds["lines"].tolist(),
        [f"{row['lines']:,}   ({row['characters']:,} characters)" for row in kinds.to_dict("records")],
        [BLUE if value else ORANGE for value in kept],
        ["" if value else "////" for value in kept],
    )
    dropped, total = int(kinds["lines"][~kinds["kept"].astype(bool)].sum()), int(kinds["lines"].sum())
    title = f"What cleaning removed: {count(dropped, 'line')} in {total:,}"
    ax = _draw_bars(ax, bars, title=title, axis="lines", below=(source,))
    if bars.labels:
        _legend(ax, [_swatch(BLUE, "", "kept"), _swatch(ORANGE, "////", "dropped")])
    return ax


@_styled
def plot_dropped_rules(
    rules: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 30
) -> "Axes":
    """Draw how many characters each rule dropped; takes `count_rules`.

    >>> rules = pd.DataFrame(
    ...     [["share buttons", "share", 2, 30]], columns=["rule", "kind", "lines", "characters"])
    >>> plot_dropped_rules(rules).get_title(loc="left")
    'Which rules removed it: 30 characters by 1 rule'
    """
    shown = rules.head(most)
    bars = _Bars(
        [f"{row['rule']}  [{row['kind'].replace('_', ' ')}]" for row in shown.to_dict("records")],
        shown["characters"].tolist(),
        [f"{row['characters']:,}   ({count(row['lines'], 'line')})" for row in shown.to_dict("records")],
        [ORANGE] * len(shown),
        ["////"] * len(shown),
    )
    characters = count(int(rules["characters"].sum()), "character")
    return _draw_bars(
        ax,
        bars,
        title=f"Which rules removed it: {characters} by {count(len(rules), 'rule')}",
        axis="characters dropped   (rule, and the kind of line in brackets)",
        below=(source, _left_out(len(rules) - len(shown), "rule")),
    )


@_styled
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
    bars = _Bars(
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
    return _draw_bars(
        ax,
        bars,
        title=f"Which alliances are told most: {told}",
        axis="sentences that state it",
        below=(source, _left_out(len(pairs) - len(shown), "pair")),
    )


@_styled
def plot_partner_themes(
    themes: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 40
) -> "Axes":
    """Draw how many sentences speak of each theme for each pair of partners; takes `partner_themes`.

    >>> themes = pd.DataFrame([[2, 0]], index=["Alibaba – Auchan"], columns=["retail", "cloud"])
    >>> plot_partner_themes(themes).get_title(loc="left")
    'What the alliances are about: 1 pair, 2 themes'
    """
    shown = themes.head(most)
    title = f"What the alliances are about: {count(len(themes), 'pair')}, {count(themes.shape[1], 'theme')}"
    ax = _axes(ax, 1.6 + 0.62 * max(shown.shape[1], 4), 0.9 + 0.3 * max(len(shown), 2))
    if shown.empty:
        _say_empty(ax, "No theme is told of any pair of partners in these articles.")
    else:
        _draw_matrix(ax, shown)
    return _finish(ax, title, source, _left_out(len(themes) - len(shown), "pair"))


@_styled
def plot_timeline(
    deals: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 60
) -> "Axes":
    """Draw the deals on a time axis, each as precise as its date: a mark or a bar; takes `date_deals`.

    >>> deals = pd.DataFrame([["Alibaba – Auchan", "partnership", "signed", "2017", "year", "stated",
    ...                        "2017-01-01", "2017-12-31", 1, 1]], columns=["pair", "type", "status", "date",
    ...                        "precision", "basis", "first_day", "last_day", "articles", "sentences"])
    >>> plot_timeline(deals).get_title(loc="left")
    'When it happened: 1 of 1 deal has a date'

    Announced, planned and ended deals stand apart; those of unknown date are listed below the axis. A hollow
    mark stands at the date of the article, where no sentence dates the deal itself.
    """
    dated = deals[deals["precision"] != "unknown"]
    shown = dated.tail(most)
    blocks = _status_blocks(shown)
    ax = _axes(ax, 7.0, 0.6 + 0.27 * max(sum(len(block) + 1 for _, block in blocks), 3))
    if blocks:
        _draw_time_axis(ax, shown)
        _draw_blocks(ax, blocks)
        kinds = [_swatch(TYPES[kind][0], "", kind) for kind in PARTNER_TYPES if kind in set(shown["type"])]
        _legend(ax, [*kinds, *_precision_handles(shown)])
    else:
        _say_empty(ax, "No deal in these articles has a date.")
    verb = "has" if len(dated) == 1 else "have"
    title = f"When it happened: {len(dated)} of {count(len(deals), 'deal')} {verb} a date"
    undated = _list_undated(deals[deals["precision"] == "unknown"])
    return _finish(ax, title, *undated, source, _left_out(len(dated) - len(shown), "earlier deal"))


@_styled
def plot_partner_graph(
    graph: "nx.MultiDiGraph[str]", ax: "Axes | None" = None, *, source: str = "", most: int = 80
) -> "Axes":
    """Draw the organisations that have an edge, each edge by its type (colour, mark) and status (dashes).

    >>> from alibaba_corpus.graph import partner_graph
    >>> plot_partner_graph(nx.MultiDiGraph()).get_title(loc="left")
    'Who deals with whom: no partners'

    The layout is seeded: the same graph gives the same picture. Of more than `most` organisations those are
    drawn whose edges are told by most articles, and the line below says how many were left out.
    """
    edges = edge_table(graph)
    edges = edges.sort_values("type", key=lambda kinds: ~kinds.isin(PARTNER_TYPES), kind="stable")
    names = list(
        dict.fromkeys(name for row in edges.to_dict("records") for name in (row["source"], row["target"]))
    )
    shown = sorted(names[:most])
    edges = edges[edges["source"].isin(shown) & edges["target"].isin(shown)]
    drawing = _lay_out(graph, shown, edges)
    ax = _axes(ax, drawing.width / 72, drawing.height / 72)
    if shown:
        _draw_graph(ax, edges, drawing)
        _legend(ax, _graph_handles(edges, drawing))
    else:
        _say_empty(ax, "No sentence of these articles states a relation between organisations.")
    return _finish(ax, _graph_title(graph), source, _left_out(len(names) - len(shown), "organisation"))


def save_figure(figure: "Figure", table: pd.DataFrame, stem: str, folder: str | Path) -> list[Path]:
    """Save a figure as PNG and SVG and the table behind it as CSV, all three under one stem.

    >>> import tempfile
    >>> table = pd.DataFrame([["Alibaba – Auchan"]], columns=["pair"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = save_figure(plot_partner_graph(nx.MultiDiGraph()).figure, table, "02_graph", folder)
    >>> [path.name for path in files]
    ['02_graph.png', '02_graph.svg', '02_graph.csv']

    The folder is made where it is missing. The same figure gives the same bytes: no date, no version of the
    drawing library, no random identifier goes into the files. Lists in the table are joined by " | ".
    """
    import matplotlib.style

    png, svg, csv = (Path(folder, f"{stem}.{ending}") for ending in ("png", "svg", "csv"))
    with (
        matplotlib.style.context(["default", STYLE]),
        write_whole(png) as picture,
        write_whole(svg) as vector,
    ):
        figure.savefig(picture, dpi=150, bbox_inches="tight", pad_inches=0.2, metadata={"Software": None})
        figure.savefig(vector, bbox_inches="tight", pad_inches=0.2, metadata={"Date": None})
    named = table if table.index.name is None else table.reset_index()
    flat = named.map(lambda value: " | ".join(map(str, value)) if isinstance(value, list | tuple) else value)
    return [png, svg, write_csv(flat, csv)]


@dataclass(frozen=True, slots=True)
class _Bars:
    """Horizontal bars: what stands left of each, how long it is, what stands behind it, how it is filled."""

    labels: list[str]
    lengths: list[int]
    notes: list[str]
    colours: list[str]
    hatches: list[str]


def _axes(ax: "Axes | None", width: float, height: float) -> "Axes":
    """Return the axes to draw on: the caller's, or new ones of a size in inches, all decoration outside."""
    import matplotlib.pyplot as plt

    if ax is not None:
        return ax
    figure = plt.figure(figsize=(width, height))
    return figure.add_axes((0, 0, 1, 1))


def _grow(ax: "Axes") -> None:
    """Enlarge the figure around its axes until labels, legend and lines of text lie inside."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    width, height = figure.get_size_inches()
    inside = figure.get_tightbbox()
    left, bottom, right, top = inside.x0 - PAD, inside.y0 - PAD, inside.x1 + PAD, inside.y1 + PAD
    figure.set_size_inches(right - left, top - bottom)
    ax.set_position(
        (-left / (right - left), -bottom / (top - bottom), width / (right - left), height / (top - bottom))
    )


def _finish(ax: "Axes", title: str, *below: str) -> "Axes":
    """Write the title above and the lines of text below everything that is drawn so far."""
    ax.set_title(title)
    area, inside = ax.get_window_extent(), ax.get_tightbbox()
    assert inside is not None
    inch = ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    columns = max(60, int((inside.x1 - area.x0) / inch * 72 / 4.6))
    lines = [line for text in below if text for line in textwrap.wrap(text, columns)]
    ax.annotate(
        "\n".join(lines),
        xy=(0, 0),
        xycoords="axes fraction",
        xytext=(0, (inside.y0 - area.y0) / inch * 72 - 8),
        textcoords="offset points",
        va="top",
        fontsize=8,
        color="#404040",
        linespacing=1.5,
        annotation_clip=False,
    )
    return ax


def _say_empty(ax: "Axes", message: str) -> None:
    """Write in the middle of bare axes why nothing is drawn."""
    ax.axis("off")
    ax.text(0.5, 0.5, message, transform=ax.transAxes, ha="center", va="center", color="#404040", wrap=True)


def _legend(ax: "Axes", handles: "Sequence[Artist]") -> None:
    """Set the legend to the right of everything that is drawn so far, where it can cover nothing."""
    area, inside = ax.get_window_extent(), ax.get_tightbbox()
    assert inside is not None
    right = (inside.x1 - area.x0) / area.width
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(max(right, 1.0), 1.0), borderaxespad=1.2)


def _draw_bars(ax: "Axes | None", bars: _Bars, *, title: str, axis: str, below: Sequence[str]) -> "Axes":
    """Draw horizontal bars, the first on top, each with its note behind it."""
    from matplotlib.ticker import MaxNLocator

    ax = _axes(ax, 6.0, 0.5 + 0.27 * max(len(bars.labels), 3))
    if not bars.labels:
        _say_empty(ax, "Nothing to draw: these articles hold none.")
        return _finish(ax, title, *below)
    rows = range(len(bars.labels))
    drawn = ax.barh(rows, bars.lengths, height=0.72, color=bars.colours, edgecolor="white", linewidth=0)
    for bar, hatch, note in zip(drawn, bars.hatches, bars.notes, strict=True):
        bar.set_hatch(hatch)
        ax.annotate(
            note,
            xy=(bar.get_width(), bar.get_y() + bar.get_height() / 2),
            xytext=(5, 0),
            textcoords="offset points",
            va="center",
            annotation_clip=False,
            fontsize=8,
        )
    ax.set_yticks(rows, labels=bars.labels)
    ax.set_ylim(len(bars.labels) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, integer=True))
    ax.set_xlabel(axis)
    return _finish(ax, title, *below)


def _swatch(colour: str, hatch: str, label: str) -> "Artist":
    from matplotlib.patches import Patch

    return Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0, label=label)


def _left_out(number: int, noun: str) -> str:
    return f"Left out here, but in the table: {count(number, noun)}." if number > 0 else ""


def _dates(earliest: Any, latest: Any) -> str:
    if pd.isna(earliest):
        return "no date"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"


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
    ax.grid(which="minor", color="#E6E6E6", linewidth=0.7)
    ax.tick_params(which="both", length=0)
    ax.spines[:].set_visible(False)
    ax.set_xlabel("sentences that state the deal and speak of the theme")


# --- the timeline


def _status_blocks(deals: pd.DataFrame) -> list[tuple[str, list[dict[Any, Any]]]]:
    """Return the deals of each status under the heading they stand below, in the order of time."""
    blocks = [(heading, deals[deals["status"] == status]) for status, heading in HEADINGS.items()]
    return [(heading, found.to_dict("records")) for heading, found in blocks if len(found)]


def _draw_blocks(ax: "Axes", blocks: list[tuple[str, list[dict[Any, Any]]]]) -> None:
    """Draw the deals row by row, each block below its heading."""
    row, ticks, labels = 0, [], []
    for heading, deals in blocks:
        ax.annotate(
            heading,
            xy=(0, row),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontweight="bold",
        )
        for number, deal in enumerate(deals, start=row + 1):
            _draw_deal(ax, number, deal)
            ticks.append(number)
            labels.append(f"{deal['pair']}  ({deal['type']})")
        row += len(deals) + 1
    ax.set_yticks(ticks, labels=labels)
    ax.set_ylim(row - 0.3, -0.8)
    ax.tick_params(axis="y", length=0)


def _draw_deal(ax: "Axes", row: int, deal: dict[Any, Any]) -> None:
    """Draw one deal: a mark for a day, a full bar for a month, a pale hatched bar for a year."""
    from matplotlib.dates import date2num

    colour, stated = TYPES[deal["type"]][0], deal["basis"] == "stated"
    first, last = (float(date2num(pd.Timestamp(deal[day]))) for day in ("first_day", "last_day"))
    ax.axhline(row, color="#E6E6E6", linewidth=0.7, zorder=0)
    fill = colour if stated else "white"
    if deal["precision"] == "day":
        ax.plot(
            [first], [row], marker="D", markersize=7, color=colour, markerfacecolor=fill, linestyle="none"
        )
        return
    middle, width = (first + last + 1) / 2, max(last + 1 - first, _days_of_points(ax, NARROWEST))
    yearly = deal["precision"] == "year"
    ax.barh(
        row,
        width,
        left=middle - width / 2,
        height=0.5,
        facecolor="white" if yearly else fill,
        edgecolor=colour,
        hatch="////" if yearly and stated else "",
        linewidth=1,
    )


def _days_of_points(ax: "Axes", points: float) -> float:
    """Return how many days of the time axis a width in points covers."""
    first, last = ax.get_xlim()
    inch = ax.get_figure(root=True).dpi  # type: ignore[union-attr]
    return float((last - first) * points / (ax.get_window_extent().width / inch * 72))


def _draw_time_axis(ax: "Axes", deals: pd.DataFrame) -> None:
    """Set the limits a little beyond the deals, at least some months apart, and name the dates briefly."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num

    first, last = pd.Timestamp(deals["first_day"].min()), pd.Timestamp(deals["last_day"].max())
    margin = max((last - first) * 0.04, pd.Timedelta(days=45))
    ax.set_xlim(float(date2num(first - margin)), float(date2num(last + margin)))
    locator = AutoDateLocator(minticks=4, maxticks=10)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    ax.grid(axis="x", color="#E6E6E6", linewidth=0.7)
    ax.spines["left"].set_visible(False)


def _precision_handles(deals: pd.DataFrame) -> "list[Artist]":
    """Return the legend's entries for the precisions that are drawn."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    marks = {
        "day": Line2D(
            [], [], marker="D", markersize=7, color=GREY, linestyle="none", label="the day is known"
        ),
        "month": Patch(facecolor=GREY, edgecolor=GREY, label="the month is known"),
        "year": Patch(facecolor="white", edgecolor=GREY, hatch="////", label="the year is known"),
    }
    handles: list[Artist] = [
        mark for precision, mark in marks.items() if precision in set(deals["precision"])
    ]
    if "article" in set(deals["basis"]):
        hollow = "hollow: only the date of the\narticle that tells it is known"
        handles.append(
            Line2D(
                [],
                [],
                marker="D",
                markersize=7,
                color=GREY,
                markerfacecolor="white",
                linestyle="none",
                label=hollow,
            )
        )
    return handles


def _list_undated(deals: pd.DataFrame) -> list[str]:
    """Return the deals of unknown date in words, one paragraph for each status."""
    return [
        f"{heading}, date unknown: " + "; ".join(f"{deal['pair']} ({deal['type']})" for deal in found)
        for heading, found in _status_blocks(deals)
    ]


# --- the partner graph


def _node_label(graph: "nx.MultiDiGraph[str]", name: str) -> str:
    """Return the lines of a box: the name, how the texts say it if otherwise, the group of a subsidiary."""
    node = graph.nodes[name]
    aliases, group = node.get("aliases", []), node.get("group", name)
    lines = textwrap.wrap(name, 22, break_long_words=False)
    if aliases and not any(_plain(name) in _plain(alias) for alias in aliases):
        lines += textwrap.wrap(f"« {aliases[0]} »", 26, break_long_words=False)
    return "\n".join([*lines, *([] if group == name else [f"({group})"])])


def _plain(name: str) -> str:
    """Return a name without accents and capitals, to be compared."""
    return "".join(sign for sign in normalize("NFD", name.casefold()) if not combining(sign))


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
    places: dict[str, Point]
    width: float
    height: float
    hub: str | None
    public: tuple[str, ...]


def _lay_out(graph: "nx.MultiDiGraph[str]", names: list[str], edges: pd.DataFrame) -> _Drawing:
    labels = {name: _node_label(graph, name) for name in names}
    sizes = {name: _label_size(label) for name, label in labels.items()}
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
    middle = [
        (start[0] + end[0]) / 2 + bend * (end[1] - start[1]) / 2,
        (start[1] + end[1]) / 2 - bend * (end[0] - start[0]) / 2,
    ]
    ax.plot(
        *middle,
        marker=mark,
        markersize=6,
        color=colour,
        markeredgecolor="white",
        markeredgewidth=0.6,
        zorder=2,
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
        Line2D(
            [],
            [],
            color=colour,
            marker=mark,
            label=_type_label(kind),
        )
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
        handles.append(_swatch("#DDDDDD", "", "public body or association"))
    return handles
