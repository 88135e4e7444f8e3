"""The chart of the deals on a time axis, each as precise as its date."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.drawing import (
    GREY,
    RULE,
    TYPES,
    draw_rows,
    finish,
    left_out,
    legend_beside,
    new_axes,
    say_empty,
    styled,
    swatch,
)
from alibaba_corpus.graph import PARTNER_TYPES
from alibaba_corpus.summaries import count

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

HEADINGS = {"signed": "Announced", "planned": "Planned", "ended": "Ended"}
MOST_UNDATED = 8  # named below the axis for each status
NARROWEST = 6.0  # points of a bar on the time axis: a month among many years is still seen


@styled
def plot_timeline(
    deals: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "", most: int = 40
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
    ax = new_axes(ax, 7.0, 0.6 + 0.27 * max(sum(len(block) + 1 for _, block in blocks), 3))
    if blocks:
        _draw_time_axis(ax, shown)
        draw_rows(
            ax,
            blocks,
            lambda row, deal: _draw_deal(ax, row, deal),
            lambda deal: f"{deal['pair']}  ({deal['type']})",
        )
        kinds = [swatch(TYPES[kind][0], "", kind) for kind in PARTNER_TYPES if kind in set(shown["type"])]
        legend_beside(ax, [*kinds, *_precision_handles(shown)])
    else:
        say_empty(ax, "No deal in these articles has a date.")
    verb = "has" if len(dated) == 1 else "have"
    title = f"When it happened: {len(dated)} of {count(len(deals), 'deal')} {verb} a date"
    undated = _list_undated(deals[deals["precision"] == "unknown"])
    return finish(ax, title, *undated, source, left_out(len(dated) - len(shown), "earlier deal"))


def _status_blocks(deals: pd.DataFrame) -> list[tuple[str, list[dict[Any, Any]]]]:
    """Return the deals of each status under the heading they stand below, in the order of time."""
    blocks = [(heading, deals[deals["status"] == status]) for status, heading in HEADINGS.items()]
    return [(heading, found.to_dict("records")) for heading, found in blocks if len(found)]


def _draw_deal(ax: "Axes", row: int, deal: dict[Any, Any]) -> None:
    """Draw one deal: a mark for a day, a full bar for a month, a pale hatched bar for a year."""
    from matplotlib.dates import date2num

    colour, stated = TYPES[deal["type"]][0], deal["basis"] == "stated"
    first, last = (float(date2num(pd.Timestamp(deal[day]))) for day in ("first_day", "last_day"))
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
    ax.grid(axis="x", color=RULE, linewidth=0.7)


def _precision_handles(deals: pd.DataFrame) -> "list[Artist]":
    """Return the legend's entries for the precisions that are drawn."""
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    diamond = partial(Line2D, [], [], marker="D", markersize=7, color=GREY, linestyle="none")
    marks = {
        "day": diamond(label="the day is known"),
        "month": Patch(facecolor=GREY, edgecolor=GREY, label="the month is known"),
        "year": Patch(facecolor="white", edgecolor=GREY, hatch="////", label="the year is known"),
    }
    handles: list[Artist] = [
        mark for precision, mark in marks.items() if precision in set(deals["precision"])
    ]
    if "article" in set(deals["basis"]):
        hollow = "hollow: only the date of the\narticle that tells it is known"
        handles.append(diamond(markerfacecolor="white", label=hollow))
    return handles


def _list_undated(deals: pd.DataFrame) -> list[str]:
    """Return the deals of unknown date in words, one paragraph for each status."""
    return [
        f"{heading}, date unknown: "
        + "; ".join(f"{deal['pair']} ({deal['type']})" for deal in found[:MOST_UNDATED])
        + (f"; and {len(found) - MOST_UNDATED} more" if len(found) > MOST_UNDATED else "")
        for heading, found in _status_blocks(deals)
    ]
