"""The one style of the figures, and what several of them draw: bars, legends, titles, sources, files."""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

import pandas as pd

from alibaba_corpus.summaries import count
from alibaba_corpus.writing import write_csv, write_whole

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

# the palette of Okabe and Ito (2008), which colour-blind readers tell apart; marks and dashes say the same
BLACK, ORANGE, GREEN, BLUE = "#000000", "#E69F00", "#009E73", "#0072B2"
VERMILION, PURPLE, GREY = "#D55E00", "#CC79A7", "#7F7F7F"
INK, RULE = "#404040", "#E6E6E6"  # small print, and the lines that guide the eye
TYPES = {  # colour and mark of each type of relation
    "partnership": (BLUE, "o"),
    "investment": (ORANGE, "^"),
    "acquisition": (GREEN, "s"),
    "ownership": (GREY, "D"),
    "competition": (VERMILION, "X"),
    "dispute": (PURPLE, "*"),
}
PAD = 0.15  # inches around a figure

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

PNG: Any = {
    "format": "png",
    "dpi": 150,
    "bbox_inches": "tight",
    "pad_inches": 0.2,
    "metadata": {"Software": None},
}

Rest = ParamSpec("Rest")
Row = TypeVar("Row")


def styled(plot: "Callable[Concatenate[Any, Rest], Axes]") -> "Callable[Concatenate[Any, Rest], Axes]":
    """Return the plot function drawing in the one style, whatever the caller's own settings.

    >>> @styled
    ... def plot_nothing(data, ax=None):
    ...     return finish(new_axes(ax, 4, 1), "Nothing", "Source: none")
    >>> plot_nothing([]).get_title(loc="left")
    'Nothing'

    A figure that the function makes grows until all that is written on it lies inside.
    """

    @wraps(plot)
    def drawn(data: Any, /, *args: Rest.args, **options: Rest.kwargs) -> "Axes":
        import matplotlib.style

        with matplotlib.style.context(["default", STYLE]):
            ax = plot(data, *args, **options)
            if (args[0] if args else options.get("ax")) is None:
                _grow(ax)
            # the first figure loads the backend of a notebook, which turns this on: to leave must not undo it
            interactive = matplotlib.is_interactive()
        matplotlib.interactive(interactive)
        return ax

    return drawn


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars: what stands left of each, how long it is, what stands behind it, how it is filled.

    >>> Bars(['share'], [2], ['2 lines'], [ORANGE], ['////']).labels
    ['share']
    """

    labels: list[str]
    lengths: list[int]
    notes: list[str]
    colours: list[str]
    hatches: list[str]


def new_axes(ax: "Axes | None", width: float, height: float) -> "Axes":
    """Return the axes to draw on: the caller's, or new ones of a size in inches, all decoration outside.

    >>> new_axes(None, 4, 2).figure.get_size_inches().tolist()
    [4.0, 2.0]
    """
    import matplotlib.pyplot as plt

    if ax is not None:
        return ax
    figure = plt.figure(figsize=(width, height))
    return figure.add_axes((0, 0, 1, 1))


def say_empty(ax: "Axes", message: str) -> None:
    """Write in the middle of bare axes why nothing is drawn.

    >>> ax = new_axes(None, 4, 2)
    >>> say_empty(ax, "No article has a date.")
    >>> ax.axison
    False
    """
    ax.axis("off")
    ax.text(0.5, 0.5, message, transform=ax.transAxes, ha="center", va="center", color=INK, wrap=True)


def legend_beside(ax: "Axes", handles: "Sequence[Artist]") -> None:
    """Set the legend to the right of everything that is drawn so far, where it can cover nothing.

    >>> ax = new_axes(None, 4, 2)
    >>> legend_beside(ax, [swatch(BLUE, "", "kept")])
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['kept']
    """
    area, inside = ax.get_window_extent(), ax.get_tightbbox()
    assert inside is not None
    right = (inside.x1 - area.x0) / area.width
    ax.legend(handles=handles, loc="upper left", bbox_to_anchor=(max(right, 1.0), 1.0), borderaxespad=1.2)


def finish(ax: "Axes", title: str, *below: str) -> "Axes":
    """Write the title above and the lines of text below everything that is drawn so far.

    >>> finish(new_axes(None, 4, 2), "Who wrote", "Source: 5 articles").get_title()
    'Who wrote'
    """
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
        color=INK,
        linespacing=1.5,
        annotation_clip=False,
    )
    return ax


def swatch(colour: str, hatch: str, label: str) -> "Artist":
    """Return a legend's entry for a filled area.

    >>> swatch(BLUE, "", "kept").get_label()
    'kept'
    """
    from matplotlib.patches import Patch

    return Patch(facecolor=colour, hatch=hatch, edgecolor="white", linewidth=0, label=label)


def left_out(number: int, noun: str) -> str:
    """Return the line that says how much a figure leaves to its table, empty where it shows all.

    >>> left_out(2, "pair"), left_out(0, "pair")
    ('Left out here, but in the table: 2 pairs.', '')
    """
    return f"Left out here, but in the table: {count(number, noun)}." if number > 0 else ""


def draw_bars(ax: "Axes | None", bars: Bars, *, title: str, axis: str, below: Sequence[str]) -> "Axes":
    """Draw horizontal bars, the first on top, each with its note behind it.

    >>> bars = Bars(["share"], [2], ["2 lines"], [ORANGE], ["////"])
    >>> ax = draw_bars(None, bars, title="What was dropped", axis="lines", below=[])
    >>> [float(bar.get_width()) for bar in ax.patches]
    [2.0]
    """
    from matplotlib.ticker import MaxNLocator

    ax = new_axes(ax, 6.0, 0.5 + 0.27 * max(len(bars.labels), 3))
    if not bars.labels:
        say_empty(ax, "Nothing to draw: these articles hold none.")
        return finish(ax, title, *below)
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
    return finish(ax, title, *below)


def draw_rows(
    ax: "Axes",
    blocks: Sequence[tuple[str, Sequence[Row]]],
    draw: Callable[[int, Row], None],
    name: Callable[[Row], str],
) -> None:
    """Draw blocks of rows, the first on top, each block below its heading and each row on a line to its name.

    >>> ax = new_axes(None, 4, 2)
    >>> draw_rows(ax, [("Fruit", ["apple", "pear"])], lambda row, fruit: None, str.upper)
    >>> [label.get_text() for label in ax.get_yticklabels()]
    ['APPLE', 'PEAR']

    `draw` is given the height at which a row stands, and the row.
    """
    height, names = 0, {}
    for heading, rows in blocks:
        write_in_row(ax, 0, height, heading, fontweight="bold")
        for number, row in enumerate(rows, start=height + 1):
            ax.axhline(number, color=RULE, linewidth=0.7, zorder=0)
            draw(number, row)
            names[number] = name(row)
        height += len(rows) + 1
    ax.set_yticks(list(names), labels=list(names.values()))
    ax.set_ylim(height - 0.3, -0.8)
    ax.tick_params(axis="y", length=0)
    ax.spines["left"].set_visible(False)


def write_in_row(ax: "Axes", side: int, height: float, text: str, **font: Any) -> None:
    """Write a little to the right of the left end (`side` 0) or the right end (1) of a row.

    >>> ax = new_axes(None, 4, 2)
    >>> write_in_row(ax, 1, 3, "AFP", fontsize=8)
    >>> ax.texts[0].xy
    (1, 3)
    """
    ax.annotate(
        text,
        xy=(side, height),
        xycoords=("axes fraction", "data"),
        xytext=(6, 0),
        textcoords="offset points",
        va="center",
        annotation_clip=False,
        **font,
    )


def save_figure(figure: "Figure", table: pd.DataFrame, stem: str, folder: str | Path) -> list[Path]:
    """Save a figure as PNG and SVG and the table behind it as CSV, all three under one stem.

    >>> import tempfile
    >>> table = pd.DataFrame([["Alibaba – Auchan"]], columns=["pair"])
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     files = save_figure(new_axes(None, 4, 2).figure, table, "02_graph", folder)
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
        figure.savefig(picture, **PNG)
        figure.savefig(vector, bbox_inches="tight", pad_inches=0.2, metadata={"Date": None})
    named = table if table.index.name is None else table.reset_index()
    flat = named.map(lambda value: " | ".join(map(str, value)) if isinstance(value, list | tuple) else value)
    return [png, svg, write_csv(flat, csv)]


def draw_png(figure: "Figure") -> bytes:
    """Return a figure as the bytes of a PNG, to show it without a file.

    >>> draw_png(new_axes(None, 4, 2).figure)[1:4]
    b'PNG'
    """
    import matplotlib.style

    buffer = BytesIO()
    with matplotlib.style.context(["default", STYLE]):
        figure.savefig(buffer, **PNG)
    return buffer.getvalue()


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
