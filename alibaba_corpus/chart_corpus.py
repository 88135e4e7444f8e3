"""Charts of the corpus: who wrote, and what cleaning kept and dropped."""

from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.drawing import (
    BLUE,
    GREY,
    ORANGE,
    Bars,
    draw_bars,
    left_out,
    legend_beside,
    styled,
    swatch,
)
from alibaba_corpus.summaries import NOT_STATED, count

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@styled
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
    return draw_bars(
        ax,
        Bars(
            shown["outlet"].tolist(),
            shown["articles"].tolist(),
            notes,
            colours,
            [""] * len(shown),
        ),
        title=title,
        axis="articles   (beside each bar: number, languages, dates of publication)",
        below=(source, left_out(len(outlets) - len(shown), "outlet")),
    )


@styled
def plot_line_kinds(kinds: pd.DataFrame, ax: "Axes | None" = None, *, source: str = "") -> "Axes":
    """Draw how many lines of each kind cleaning kept and dropped; takes `count_kinds`.

    >>> kinds = pd.DataFrame([["body", True, 3, 90], ["share", False, 1, 8]],
    ...                      columns=["kind", "kept", "lines", "characters"])
    >>> plot_line_kinds(kinds).get_title(loc="left")
    'What cleaning removed: 1 line in 4'
    """
    kept = kinds["kept"].astype(bool).tolist()
    bars = Bars(
        kinds["kind"].str.replace("_", " ").tolist(),
        kinds["lines"].tolist(),
        [f"{row['lines']:,}   ({row['characters']:,} characters)" for row in kinds.to_dict("records")],
        [BLUE if value else ORANGE for value in kept],
        ["" if value else "////" for value in kept],
    )
    dropped, total = int(kinds["lines"][~kinds["kept"].astype(bool)].sum()), int(kinds["lines"].sum())
    title = f"What cleaning removed: {count(dropped, 'line')} in {total:,}"
    ax = draw_bars(ax, bars, title=title, axis="lines", below=(source,))
    if bars.labels:
        legend_beside(ax, [swatch(BLUE, "", "kept"), swatch(ORANGE, "////", "dropped")])
    return ax


@styled
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
    bars = Bars(
        [f"{row['rule']}  [{row['kind'].replace('_', ' ')}]" for row in shown.to_dict("records")],
        shown["characters"].tolist(),
        [f"{row['characters']:,}   ({count(row['lines'], 'line')})" for row in shown.to_dict("records")],
        [ORANGE] * len(shown),
        ["////"] * len(shown),
    )
    characters = count(int(rules["characters"].sum()), "character")
    return draw_bars(
        ax,
        bars,
        title=f"Which rules removed it: {characters} by {count(len(rules), 'rule')}",
        axis="characters dropped   (rule, and the kind of line in brackets)",
        below=(source, left_out(len(rules) - len(shown), "rule")),
    )


def _dates(earliest: Any, latest: Any) -> str:
    if pd.isna(earliest):
        return "no date"
    return str(earliest) if earliest == latest else f"{earliest} to {latest}"
