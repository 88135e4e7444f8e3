"""From the tables of a corpus to the small tables that the figures draw."""

import re
from collections import Counter
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.exports import date_span
from alibaba_corpus.graph import name_pair, partners

if TYPE_CHECKING:
    import networkx as nx

    from alibaba_corpus.tables import Corpus

NOT_STATED = "not stated in the text"
PRECISIONS = {4: "year", 7: "month", 10: "day"}
DEAL_COLUMNS = [
    "pair", "type", "status", "date", "precision", "basis", "first_day", "last_day", "articles", "sentences",
]  # fmt: skip
ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def count_outlets(articles: pd.DataFrame) -> pd.DataFrame:
    """Return how many articles each outlet has in the corpus, the largest first.

    >>> articles = pd.DataFrame(
    ...     {"source": ["Le Matin", None], "language": ["fr", "fr"], "published": ["2018-07", None]})
    >>> count_outlets(articles)["outlet"].tolist()
    ['Le Matin', 'not stated in the text']

    Columns: outlet (as the text says, else "not stated in the text"), articles (number), languages
    (ISO 639-1, separated by commas), earliest and latest (ISO text, missing where no date is known).
    """
    rows = []
    for outlet, found in articles.assign(outlet=articles["source"].fillna(NOT_STATED)).groupby("outlet"):
        dates = sorted(found["published"].dropna())
        languages = ", ".join(sorted(set(found["language"])))
        rows.append((outlet, len(found), languages, *((dates[0], dates[-1]) if dates else (None, None))))
    rows.sort(key=lambda row: (row[0] == NOT_STATED, -row[1], row[0]))
    return pd.DataFrame(rows, columns=["outlet", "articles", "languages", "earliest", "latest"])


def count_kinds(lines: pd.DataFrame) -> pd.DataFrame:
    """Return how many lines of each kind cleaning kept and dropped, the kept first.

    >>> lines = pd.DataFrame(
    ...     {"kind": ["body", "share"], "kept": [True, False], "text": ["Un deux.", "Partager"]})
    >>> count_kinds(lines).to_numpy().tolist()
    [['body', True, 1, 8], ['share', False, 1, 8]]

    Columns: kind, kept, lines (number), characters (number).
    """
    return _count_lines(lines, ["kind", "kept"]).sort_values(
        ["kept", "lines", "kind"], ascending=[False, False, True], ignore_index=True
    )


def count_rules(lines: pd.DataFrame) -> pd.DataFrame:
    """Return how many characters each rule dropped, the strongest first.

    >>> lines = pd.DataFrame({"rule": ["title", "share"], "kind": ["title", "share"], "kept": [True, False],
    ...                       "text": ["Un", "Partager"]})
    >>> count_rules(lines).to_numpy().tolist()
    [['share', 'share', 1, 8]]

    Columns: rule, kind, lines (number), characters (number).
    """
    dropped = lines[~lines["kept"].astype(bool)]
    return _count_lines(dropped, ["rule", "kind"]).sort_values(
        ["characters", "rule", "kind"], ascending=[False, True, True], ignore_index=True
    )


def date_deals(graph: "nx.MultiDiGraph[str]", articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the deals between partners in the order of time, those of unknown date last.

    >>> import networkx as nx
    >>> date_deals(nx.MultiDiGraph()).empty
    True

    Columns: pair (text), type, status, date (ISO text, missing where unknown), precision (day, month, year
    or unknown), basis ("stated" by a sentence; "article" where none states it and the publication date of the
    earliest article that tells the deal stands in, if `articles` is given), first_day and last_day (the span
    that the date leaves open, ISO text), articles (number), sentences (number of places that state it).
    """
    told = {} if articles is None else dict(zip(articles["doc_id"], articles["published"], strict=True))
    deals = partners(graph).to_dict("records")
    rows = [_dated(deal, told) | {"pair": _pair_name(graph, deal)} for deal in deals]
    rows.sort(key=lambda row: (
        row["date"] is None, row["date"] or "", row["pair"], row["type"], row["status"] or "",
    ))  # fmt: skip
    return pd.DataFrame(rows, columns=DEAL_COLUMNS)


def source_line(corpus: "Corpus") -> str:
    """Return the line under a figure that says what it was computed from.

    >>> from types import SimpleNamespace
    >>> articles = pd.DataFrame({"published": ["2018-07-03", "2015-03", None], "n_words": [300, 200, 100]})
    >>> source_line(SimpleNamespace(articles=articles))
    'Source: 3 articles, 600 words, published 2015-03 to 2018-07-03 as far as they say'
    """
    articles = corpus.articles
    dates = sorted(articles["published"].dropna())
    span = f", published {dates[0]} to {dates[-1]} as far as they say" if dates else ""
    return f"Source: {count(len(articles), 'article')}, {count(int(articles['n_words'].sum()), 'word')}{span}"


def count(number: int, noun: str) -> str:
    """Return a number with its noun in the plural where it takes one.

    >>> count(1, "article"), count(1200, "word")
    ('1 article', '1,200 words')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def in_words(number: float) -> str:
    """Return a number as people say it, with three digits that count.

    >>> in_words(25253164557), in_words(1e9), in_words(1200), in_words(58)
    ('25.3 billion', '1 billion', '1,200', '58')
    """
    rounded = float(f"{number:.3g}")
    sizes = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
    size, word = next((pair for pair in sizes if abs(rounded) >= pair[0]), (1.0, ""))
    return f"{rounded / size:,.10g}{word}"


def cite_articles(articles: pd.DataFrame) -> dict[str, str]:
    """Return how to name each article: outlet and date where the text says both, else its headline or name.

    >>> articles = pd.DataFrame([["a", "Un titre", "Le Matin", "2018"], ["b", "Deux titres", None, None]],
    ...                         columns=["doc_id", "title", "source", "published"])
    >>> cite_articles(articles)
    {'a': 'Le Matin, 2018', 'b': '« Deux titres »'}

    Articles that would have the same name have their doc_id in it.
    """
    named = {row["doc_id"]: _cite(row) for row in articles.to_dict("records")}
    often = Counter(named.values())
    return {doc_id: name if often[name] == 1 else f"{name} [{doc_id}]" for doc_id, name in named.items()}


def _cite(article: dict[Any, Any]) -> str:
    if not pd.isna(article["source"]) and not pd.isna(article["published"]):
        return f"{article['source']}, {article['published']}"
    if pd.isna(article["title"]) or not article["title"]:
        return str(article["doc_id"])
    return f"« {shorten(article['title'], 40, placeholder=' …')} »"


def _count_lines(lines: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    measured = lines.assign(characters=lines["text"].str.len())
    counted = measured.groupby(by, as_index=False).agg(
        lines=("text", "size"), characters=("characters", "sum")
    )
    return counted.astype({"lines": int, "characters": int})


def _pair_name(graph: "nx.MultiDiGraph[str]", deal: dict[Any, Any]) -> str:
    return name_pair(graph, deal["source"], deal["target"], deal["type"])


def _dated(deal: dict[Any, Any], told: dict[str, Any]) -> dict[str, Any]:
    """Return a deal with its date, or with that of the earliest article that tells it."""
    published = sorted(told[article] for article in deal["articles"] if not pd.isna(told.get(article)))
    stated = not pd.isna(deal["date"])
    return {
        "type": deal["type"],
        "status": deal["status"],
        **_span(deal["date"] if stated else next(iter(published), None)),
        "basis": "stated" if stated else "article" if published else None,
        "articles": deal["weight"],
        "sentences": deal["sentences"],
    }


def _span(date: Any) -> dict[str, str | None]:
    """Return an ISO date cut to its precision with the first and last day that it may mean."""
    if pd.isna(date) or not ISO_DATE.fullmatch(date):
        return {"date": None, "precision": "unknown", "first_day": None, "last_day": None}
    first, last = date_span(date) or (None, None)
    return {"date": date, "precision": PRECISIONS[len(date)], "first_day": first, "last_day": last}
