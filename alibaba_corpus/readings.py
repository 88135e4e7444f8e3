"""What a figure shows, in words: every number is computed, so that another corpus reads otherwise."""

from html import escape
from typing import Any

import pandas as pd

from alibaba_corpus.summaries import NOT_STATED, count


def read_outlets(outlets: pd.DataFrame) -> str:
    """Return what `count_outlets` shows, in words.

    >>> read_outlets(pd.DataFrame([["Le Matin", 3, "fr", "2015-03", "2018"]],
    ...              columns=["outlet", "articles", "languages", "earliest", "latest"]))
    '3 articles: 3 articles name their outlet (Le Matin). The earliest date is 2015-03, the latest 2018.'
    """
    if outlets.empty:
        return "There are no articles."
    named = outlets[outlets["outlet"] != NOT_STATED]
    shown = ", ".join(named["outlet"].head(5)) or "none"
    dates = sorted([*outlets["earliest"].dropna(), *outlets["latest"].dropna()])
    span = f" The earliest date is {dates[0]}, the latest {dates[-1]}." if dates else " None has a date."
    total, known = int(outlets["articles"].sum()), int(named["articles"].sum())
    verb = "names its" if known == 1 else "name their"
    return f"{count(total, 'article')}: {count(known, 'article')} {verb} outlet ({shown}).{span}"


def read_kinds(kinds: pd.DataFrame) -> str:
    """Return what `count_kinds` shows, in words.

    >>> read_kinds(pd.DataFrame([["body", True, 3, 90], ["share", False, 1, 10]],
    ...                         columns=["kind", "kept", "lines", "characters"]))
    'Cleaning dropped 1 of 4 lines and 10 % of the characters, most often of the kind share.'
    """
    dropped = kinds[~kinds["kept"].astype(bool)]
    if dropped.empty:
        return "Cleaning dropped no line."
    lines = f"{int(dropped['lines'].sum()):,} of {count(int(kinds['lines'].sum()), 'line')}"
    share = 100 * dropped["characters"].sum() / kinds["characters"].sum()
    kind = dropped["kind"].iloc[0].replace("_", " ")
    return f"Cleaning dropped {lines} and {share:.0f} % of the characters, most often of the kind {kind}."


def read_rules(rules: pd.DataFrame) -> str:
    """Return what `count_rules` shows, in words.

    >>> read_rules(pd.DataFrame([["share buttons", "share", 2, 30]],
    ...                         columns=["rule", "kind", "lines", "characters"]))
    'The rule that dropped most is “share buttons”: 30 characters in 2 lines, 100 % of all that was dropped.'
    """
    if rules.empty:
        return "No rule dropped anything."
    first = rules.iloc[0]
    share = 100 * first["characters"] / rules["characters"].sum()
    return (
        f"The rule that dropped most is “{first['rule']}”: {count(int(first['characters']), 'character')} in "
        f"{count(int(first['lines']), 'line')}, {share:.0f} % of all that was dropped."
    )


def read_partners(pairs: pd.DataFrame) -> str:
    """Return what `partner_pairs` shows, in words.

    >>> read_partners(pd.DataFrame([["Alibaba – Auchan", 1, 2]], columns=["pair", "articles", "sentences"]))
    'Told most: Alibaba – Auchan, by 2 sentences in 1 article. 1 of 1 pair rests on a single article.'
    """
    if pairs.empty:
        return "These articles state no deal between two organisations."
    first, single = pairs.iloc[0], int((pairs["articles"] == 1).sum())
    told = f"{count(int(first['sentences']), 'sentence')} in {count(int(first['articles']), 'article')}"
    alone = (
        f"{single} of {count(len(pairs), 'pair')} {'rests' if single == 1 else 'rest'} on a single article"
    )
    return f"Told most: {first['pair']}, by {told}. {alone}."


def read_themes(themes: pd.DataFrame) -> str:
    """Return what `partner_themes` shows, in words.

    >>> read_themes(pd.DataFrame([[2, 1], [1, 0]], index=["A – B", "A – C"], columns=["retail", "cloud"]))
    'Most is said of retail: 3 sentences about 2 pairs. The widest alliance is A – B, with 2 themes.'
    """
    if themes.empty or themes.shape[1] == 0:
        return "No sentence about a deal speaks of a theme."
    first = themes.iloc[:, 0]
    width = (themes > 0).sum(axis=1)
    return (
        f"Most is said of {themes.columns[0]}: {count(int(first.sum()), 'sentence')} about "
        f"{count(int((first > 0).sum()), 'pair')}. "
        f"The widest alliance is {width.idxmax()}, with {count(int(width.max()), 'theme')}."
    )


def read_timeline(deals: pd.DataFrame) -> str:
    """Return what `date_deals` shows, in words.

    >>> read_timeline(pd.DataFrame([["stated", "day"], [None, "unknown"]], columns=["basis", "precision"]))
    'Of 2 deals, a sentence dates 1 (1 to the day), 0 have the date of an article only, 1 none.'
    """
    if deals.empty:
        return "There is no deal to date."
    stated = deals[deals["basis"] == "stated"]
    article, unknown = int((deals["basis"] == "article").sum()), int((deals["precision"] == "unknown").sum())
    return (
        f"Of {count(len(deals), 'deal')}, a sentence dates {len(stated)} "
        f"({int((stated['precision'] == 'day').sum())} to the day), "
        f"{article} have the date of an article only, {unknown} none."
    )


def strike_dropped(lines: pd.DataFrame, doc_id: str | None = None) -> str:
    """Return one article as HTML, its dropped lines struck through, each with its kind and rule.

    >>> lines = pd.DataFrame(
    ...     [["a", 1, "Un titre", "title", True, "title"], ["a", 2, "<Menu>", "navigation", False, "menu"]],
    ...     columns=["doc_id", "line", "text", "kind", "kept", "rule"])
    >>> print(strike_dropped(lines))
    <p><b>a</b></p>
    <p>Un titre</p>
    <p style="color:#767676"><s>&lt;Menu&gt;</s> <small>navigation: menu</small></p>

    Without `doc_id` it is the article that lost most lines. Whatever the article holds is escaped.
    """
    if lines.empty:
        return "<p>There are no articles.</p>"
    dropped = lines.assign(dropped=~lines["kept"].astype(bool)).groupby("doc_id")["dropped"].sum()
    chosen = dropped.idxmax() if doc_id is None else doc_id
    rows = lines[lines["doc_id"] == chosen].to_dict("records")
    return "\n".join([f"<p><b>{escape(str(chosen))}</b></p>", *map(_paragraph, rows)])


def _paragraph(row: dict[Any, Any]) -> str:
    text = escape(str(row["text"]).strip())
    if row["kept"]:
        return f"<p>{text}</p>"
    why = escape(f"{str(row['kind']).replace('_', ' ')}: {row['rule']}")
    return f'<p style="color:#767676"><s>{text}</s> <small>{why}</small></p>'
