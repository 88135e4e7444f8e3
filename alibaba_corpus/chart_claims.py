"""Charts of what the articles claim: the figures they quote, and one deal as several of them tell it."""

from collections.abc import Mapping
from string import ascii_uppercase
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.claims import KINDS
from alibaba_corpus.drawing import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    VERMILION,
    draw_rows,
    finish,
    left_out,
    legend_beside,
    new_axes,
    say_empty,
    styled,
    write_in_row,
)
from alibaba_corpus.summaries import count, in_words

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

DRAWN = {"money": ("Money", BLUE), "count": ("Counts", ORANGE), "measure": ("Sizes", GREEN)}
MARKS = {"exact": "o", "at least": ">", "at most": "<", "about": "D"}
LONGEST = 60  # signs of a label or of the sources beside it
MOST_ARTICLES = 12  # columns; those of other articles stay in the table
TOLD, OTHERWISE = ("o", BLUE), ("X", VERMILION)


@styled
def plot_figures(
    figures: pd.DataFrame,
    ax: "Axes | None" = None,
    *,
    source: str = "",
    most: int = 40,
) -> "Axes":
    """Draw the amounts that articles quote on a logarithmic axis, with their sources; takes `quoted_figures`.

    >>> row = {"kind": "money", "subject": "Auchan", "text": "2 milliards d'euros", "value": 2e9,
    ...        "unit": "EUR", "qualifier": "exact", "earlier": None, "articles": ["a"], "sources": ["b"]}
    >>> figures = pd.DataFrame([row])
    >>> plot_figures(figures).get_title(loc="left")
    'Which figures are quoted: 1 amount by 1 article'

    Of more than `most` amounts those that most articles quote are drawn, then the largest. Shares and
    durations share no axis with money: they stay in the table. A hollow mark is the earlier amount that a
    growth claim implies.
    """
    drawable = figures[figures["kind"].isin(list(DRAWN)) & (figures["value"] > 0)]
    told = drawable.assign(told=-drawable["articles"].map(len), size=-drawable["value"])
    kept = drawable.loc[told.sort_values(["told", "size"], kind="stable").index[:most]].index
    shown = drawable.loc[sorted(kept)]
    ax = new_axes(ax, 5.0, 0.6 + 0.25 * max(len(shown) + shown["kind"].nunique(), 3))
    if shown.empty:
        say_empty(ax, "None of these articles quotes an amount.")
    else:
        _draw_figures(ax, shown)
    doc_ids = {doc_id for articles in drawable["articles"] for doc_id in articles}
    title = f"Which figures are quoted: {count(len(drawable), 'amount')} by {count(len(doc_ids), 'article')}"
    apart = len(figures) - len(drawable)
    aside = f"Shares and durations, in the table only: {apart:,}." if apart else ""
    return finish(ax, title, source, left_out(len(drawable) - len(shown), "amount"), aside)


@styled
def plot_one_deal(
    compared: pd.DataFrame,
    ax: "Axes | None" = None,
    *,
    cited: Mapping[str, str] | None = None,
    source: str = "",
    most: int = 40,
) -> "Axes":
    """Draw which article tells what of the deal that most articles tell; takes `compare_articles`.

    >>> compared = pd.DataFrame([["Alibaba – Auchan", "theme", "retail", ["a"], ["a", "b"], False]],
    ...                         columns=["pair", "kind", "fact", "told_by", "articles", "differs"])
    >>> plot_one_deal(compared).get_title(loc="left")
    'Alibaba – Auchan in 2 articles: 0 facts in all of them, 1 fact in one only'

    A cross marks what articles tell otherwise. `cited` says how to name the articles (see `cite_articles`).
    """
    deal = compared[compared["pair"] == compared["pair"].iloc[0]] if len(compared) else compared
    articles = list(deal["articles"].iloc[0]) if len(deal) else []
    drawn = articles[:MOST_ARTICLES]
    order = deal["told_by"].map(len).sort_values(ascending=False, kind="stable").index[:most]
    shown = deal.loc[sorted(order)]
    ax = new_axes(
        ax, 0.7 + 0.55 * max(len(drawn), 3), 0.5 + 0.25 * max(len(shown) + shown["kind"].nunique(), 3)
    )
    if not articles:
        say_empty(ax, "No deal is told by several of these articles.")
        return finish(ax, "One deal in several articles: none", source)
    _draw_deal(ax, shown, [(doc_id, (cited or {}).get(doc_id, doc_id)) for doc_id in drawn])
    hidden = left_out(len(deal) - len(shown), "fact"), left_out(len(articles) - len(drawn), "article")
    return finish(ax, _deal_title(deal, len(articles)), source, *hidden)


# --- the figures quoted


def _draw_figures(ax: "Axes", shown: pd.DataFrame) -> None:
    """Draw the amounts row by row, each kind below its heading."""
    ax.set_xscale("log")
    values = [*shown["value"], *shown["earlier"].dropna()]
    ax.set_xlim(min(values) / 3, max(values) * 3)
    kinds = [(DRAWN[kind][0], shown[shown["kind"] == kind].to_dict("records")) for kind in DRAWN]
    blocks = [(heading, figures) for heading, figures in kinds if figures]
    draw_rows(ax, blocks, lambda row, figure: _draw_figure(ax, row, figure), _label)
    ax.xaxis.set_major_formatter(lambda value, _: in_words(value))
    ax.tick_params(axis="x", which="minor", length=0)
    ax.set_xlabel("amount, each in its own unit   (logarithmic axis)")
    legend_beside(ax, _figure_handles(shown))


def _draw_figure(ax: "Axes", row: int, figure: dict[Any, Any]) -> None:
    """Draw one amount, the earlier one that it is said to have grown from, and its sources to the right."""
    value, earlier, colour = figure["value"], figure["earlier"], DRAWN[figure["kind"]][1]
    if not pd.isna(earlier):
        ax.plot([earlier, value], [row, row], color=GREY, linewidth=1.2, zorder=1)
        ax.plot([earlier], [row], marker="o", color=GREY, markerfacecolor="white", linestyle="none")
    ax.plot([value], [row], marker=MARKS[figure["qualifier"]], color=colour, linestyle="none")
    write_in_row(ax, 1, row, _name_sources(figure["sources"]), fontsize=8)


def _label(figure: dict[Any, Any]) -> str:
    whose = "" if pd.isna(figure["subject"]) else f"{figure['subject']}: "
    return shorten(f"{whose}{figure['text']}", LONGEST, placeholder=" …")


def _name_sources(sources: list[str]) -> str:
    more = f" and {len(sources) - 2} more" if len(sources) > 2 else ""
    return shorten(", ".join(sources[:2]), LONGEST, placeholder=" …") + more


def _figure_handles(shown: pd.DataFrame) -> "list[Artist]":
    from matplotlib.lines import Line2D

    handles: list[Artist] = [
        Line2D([], [], marker=mark, color=GREY, linestyle="none", label=qualifier)
        for qualifier, mark in MARKS.items()
        if qualifier in set(shown["qualifier"])
    ]
    if shown["earlier"].notna().any():
        label = "hollow: the earlier amount\nthat a growth claim implies"
        handles.append(
            Line2D([], [], marker="o", color=GREY, markerfacecolor="white", linestyle="none", label=label)
        )
    return handles


# --- one deal


def _deal_title(deal: pd.DataFrame, articles: int) -> str:
    shared = sum(len(told) == articles for told in deal["told_by"])
    single = sum(len(told) == 1 for told in deal["told_by"])
    facts = f"{count(shared, 'fact')} in all of them, {count(single, 'fact')} in one only"
    return f"{deal['pair'].iloc[0]} in {articles} articles: {facts}"


def _draw_deal(ax: "Axes", facts: pd.DataFrame, articles: list[tuple[str, str]]) -> None:
    """Draw the facts row by row and the articles column by column, a mark where one tells the other."""
    kinds = [(kind.capitalize(), facts[facts["kind"] == kind].to_dict("records")) for kind in KINDS]
    columns = [doc_id for doc_id, _ in articles]
    draw_rows(
        ax,
        [(heading, found) for heading, found in kinds if found],
        lambda row, fact: _draw_fact(ax, row, fact, columns),
        lambda fact: shorten(fact["fact"], LONGEST, placeholder=" …"),
    )
    ax.set_xlim(-0.8, max(len(articles), 3) - 0.2)
    ax.set_xticks(range(len(articles)), labels=list(ascii_uppercase[: len(articles)]))
    legend_beside(ax, _deal_handles(facts, [name for _, name in articles]))


def _draw_fact(ax: "Axes", row: int, fact: dict[Any, Any], columns: list[str]) -> None:
    places = [place for place, doc_id in enumerate(columns) if doc_id in fact["told_by"]]
    mark, colour = OTHERWISE if fact["differs"] else TOLD
    ax.plot(places, [row] * len(places), marker=mark, markersize=7, color=colour, linestyle="none")


def _deal_handles(facts: pd.DataFrame, names: list[str]) -> "list[Artist]":
    from matplotlib.lines import Line2D

    told = (TOLD, "told by the article"), (OTHERWISE, "told otherwise by another")
    handles: list[Artist] = [
        Line2D([], [], marker=mark, markersize=7, color=colour, linestyle="none", label=label)
        for ((mark, colour), label), drawn in zip(told, (~facts["differs"], facts["differs"]), strict=True)
        if drawn.any()
    ]
    letters = zip(ascii_uppercase, names, strict=False)
    return [
        *handles,
        *(Line2D([], [], linestyle="none", label=f"{letter}   {name}") for letter, name in letters),
    ]
