"""The partner graph as files that other programs open: Gephi, a spreadsheet, a data frame, a script."""

import json
import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from alibaba_corpus.graph import count_sentences, edge_key
from alibaba_corpus.writing import write_table, write_text, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping

# what XML 1.0 forbids, and what turns the direction of the text around it (Unicode, "Bidi controls")
_UNPRINTABLE = {
    code: "�"
    for code in (
        *range(0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        0xFFFE,
        0xFFFF,
    )
    if code not in (0x9, 0xA)
}
NODE_COLUMNS = ["entity", "kind", "group", "country", "aliases", "mentions", "members"]
EDGE_COLUMNS = ["source", "target", "type", "status", "themes", "date", "start", "end",
                "articles", "weight", "sentences", "evidence"]  # fmt: skip


def save_graph(graph: "nx.MultiDiGraph[str]", path: str | Path, *, format: str | None = None) -> list[Path]:
    """Write a partner graph in the format that the name of the file ends with, and return the files.

    >>> import tempfile
    >>> graph = nx.MultiDiGraph()
    >>> graph.add_node("Alibaba", kind="company", group="Alibaba", country="CN", mentions=3)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [path.name for path in save_graph(graph, f"{folder}/partners.csv")]
    ['partners_edges.csv', 'partners_nodes.csv']

    `.gexf` and `.graphml` are for Gephi and Gephi Lite: attributes have types, the type of a relation is
    called `relation` (`type` means something else there), and `start` and `end` are the first and the last
    day that the earliest date of an edge leaves open, for the timeline; what has no date is always there.
    `.json` is node-link JSON with every statement, as networkx and d3 read it. `.csv` opens in a French
    Excel, `.parquet` as a data frame; both are two files, edges and nodes. `format` stands in for the ending.

    Raises ValueError for any other format, OSError when a file can't be written.
    """
    target = Path(path)
    return _WRITERS[check_format(target, format)](graph, target)


def check_format(path: str | Path, format: str | None = None) -> str:
    """Return the format of a file to write: the one that is named, else what the file's name ends with.

    >>> check_format("partners.gexf"), check_format("partners.txt", "json")
    ('gexf', 'json')

    Raises ValueError, which names the formats, for one that `save_graph` does not know.
    """
    chosen = format or Path(path).suffix.removeprefix(".").lower()
    if chosen not in _WRITERS:
        known = ", ".join(f".{name}" for name in _WRITERS)
        raise ValueError(f"{path}: a graph is saved as {known}, not as {chosen!r}")
    return chosen


def node_table(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the organisations of a partner graph as a table.

    >>> node_table(nx.MultiDiGraph()).empty
    True

    Columns: entity, kind, group, country (ISO 3166-1), aliases (list), mentions (number), members (list).
    """
    rows = [{**data, "entity": name} for name, data in graph.nodes(data=True)]
    return pd.DataFrame(rows, columns=NODE_COLUMNS)


def dated_edge_table(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the edges of a partner graph as a table, each with the days that its date leaves open.

    >>> dated_edge_table(nx.MultiDiGraph()).empty
    True

    Columns: source, target, type, status, themes (list), date (ISO text, the earliest known), start and end
    (the first and last day it may mean), articles (list of doc_ids), weight (number of articles, repeats
    counted once), sentences (number of places that state it), evidence (list of sentences).
    """
    rows = []
    for source, target, data in graph.edges(data=True):
        start, end = date_span(data["date"]) or (None, None)
        rows.append({**data, "source": source, "target": target, "start": start, "end": end,
                     "sentences": count_sentences(data)})  # fmt: skip
    return pd.DataFrame(rows, columns=EDGE_COLUMNS)


def printable(text: str) -> str:
    r"""Return a text that every page and XML file can hold, as long as before.

    >>> printable("Ali\x00baba \u202egnp.exe")
    'Ali�baba �gnp.exe'

    Control characters, lone surrogates and what turns the direction of writing become U+FFFD; tabs and line
    feeds stay.
    """
    return text.translate(_UNPRINTABLE)


def date_span(date: Any) -> tuple[str, str] | None:
    """Return the first and the last day that an ISO date cut to its precision leaves open, None without date.

    >>> date_span("2016-02"), date_span("2018"), date_span(None)
    (('2016-02-01', '2016-02-29'), ('2018-01-01', '2018-12-31'), None)

    Raises ValueError for what is no such date.
    """
    if pd.isna(date):
        return None
    year, month, day = (*map(int, str(date).split("-")), 0, 0)[:3]
    last_month = month or 12
    last_day = day or monthrange(year, last_month)[1]
    return f"{year:04}-{month or 1:02}-{day or 1:02}", f"{year:04}-{last_month:02}-{last_day:02}"


def _plain_graph(graph: "nx.MultiDiGraph[str]") -> "nx.MultiDiGraph[str]":
    """Return the graph with what XML can hold: texts and numbers; what is missing is left out."""
    plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in node_table(graph).to_dict("records"):
        plain.add_node(printable(row["entity"]), label=printable(row.pop("entity")), **_plain(row))
    for number, row in enumerate(dated_edge_table(graph).to_dict("records")):
        key = edge_key(row["type"], row["status"])
        source, target = printable(row.pop("source")), printable(row.pop("target"))
        told = {"id": f"e{number}", "label": key, "relation": row.pop("type"), **row}
        plain.add_edge(source, target, key, **_plain(told))
    return plain


def _plain(row: "Mapping[Any, Any]") -> dict[str, str | int]:
    """Return the known values of a row as texts and numbers; items of a list stand on lines of their own."""
    found: dict[str, str | int] = {}
    for name, value in row.items():
        if isinstance(value, list):
            found[name] = printable("\n".join(value))
        elif not pd.isna(value):
            found[name] = printable(value) if isinstance(value, str) else int(value)
    return found


def _write_gexf(graph: "nx.MultiDiGraph[str]", path: Path) -> list[Path]:
    text = "\n".join(nx.generate_gexf(_plain_graph(graph), version="1.2draft"))
    undated = re.sub(r' lastmodifieddate="[^"]*"', "", text, count=1)  # same graph, same bytes
    return [write_text(path, f'<?xml version="1.0" encoding="UTF-8"?>\n{undated}\n')]


def _write_graphml(graph: "nx.MultiDiGraph[str]", path: Path) -> list[Path]:
    with write_whole(path) as draft:
        nx.write_graphml_xml(_plain_graph(graph), draft, edge_id_from_attribute="id")
    return [path]


def _write_json(graph: "nx.MultiDiGraph[str]", path: Path) -> list[Path]:
    data = nx.node_link_data(graph, edges="edges")
    return [write_text(path, json.dumps(data, ensure_ascii=False, indent=1, default=asdict) + "\n")]


def _write_tables(graph: "nx.MultiDiGraph[str]", path: Path, format: str) -> list[Path]:
    tables = {"edges": dated_edge_table(graph), "nodes": node_table(graph)}
    return [
        write_table(table, path.with_name(f"{path.stem}_{name}{path.suffix}"), format)
        for name, table in tables.items()
    ]


_WRITERS: dict[str, Callable[["nx.MultiDiGraph[str]", Path], list[Path]]] = {
    "gexf": _write_gexf,
    "graphml": _write_graphml,
    "json": _write_json,
    "csv": partial(_write_tables, format="csv"),
    "parquet": partial(_write_tables, format="parquet"),
}
