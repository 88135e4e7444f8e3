"""From the table of relations to the partner graph, in which every edge keeps the sentences that state it."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal, cast

import networkx as nx
import pandas as pd

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alibaba_corpus.tables import Corpus

Level = Literal["organisation", "group"]
PARTNER_TYPES = ("partnership", "investment", "acquisition")
TYPES_WITHOUT_DIRECTION = ("partnership", "competition", "dispute")
TYPES_OF_CAPITAL = ("investment", "acquisition")

EDGE_COLUMNS = [
    "source",
    "target",
    "type",
    "status",
    "themes",
    "date",
    "articles",
    "weight",
    "sentences",
    "evidence",
]


@dataclass(frozen=True, slots=True)
class Statement:
    """One row of the relations table behind an edge: who is said to deal with whom, and where it is said.

    >>> Statement("a", "Cainiao", "La Poste", ("logistics",), "2019", 3, 120, 180, "Cainiao…").source
    'Cainiao'
    """

    doc_id: str
    source: str
    target: str
    themes: tuple[str, ...]
    date: str | None
    sentence: int
    start: int
    end: int
    evidence: str


Edge = tuple[str, str, str, str | None]


def partner_graph(corpus: "Corpus | str | Path", level: Level = "organisation") -> "nx.MultiDiGraph[str]":
    """Return the organisations of a corpus and what its sentences say between them, no sentence merged away.

    >>> from types import SimpleNamespace
    >>> corpus = SimpleNamespace(
    ...     organisations=pd.DataFrame(
    ...         [["Alibaba", "company", "Alibaba", "CN", [], 3],
    ...          ["Cainiao", "company", "Alibaba", "CN", [], 1],
    ...          ["La Poste", "postal operator", "La Poste", "FR", [], 2]],
    ...         columns=["entity", "kind", "group", "country", "aliases", "n_mentions"]),
    ...     relations=pd.DataFrame(
    ...         [["a", "La Poste", "Cainiao", "partnership", "signed", [], "2019-05", 0, 0, 9, "…"]],
    ...         columns=["doc_id", "source", "target", "type", "status", "themes", "date", "sentence",
    ...                  "start", "end", "evidence"]))
    >>> list(partner_graph(corpus).edges)
    [('Cainiao', 'La Poste', 'partnership signed')]
    >>> partner_graph(corpus, level="group").edges["Alibaba", "La Poste", "partnership signed"]["date"]
    '2019-05'

    Nodes are all organisations of the corpus: `kind`, `group`, `country` (ISO 3166-1), `aliases` (the
    spellings found), `mentions` (how many) and `members` (organisations of the corpus that it stands for).
    An edge gathers what has the same ends, type and status, under the key "type status". Its attributes:
    `type`; `status`; `themes` (sorted); `date` (ISO text, the earliest known) and `dates` (all known);
    `articles` (sorted doc_ids); `weight` (their number, repeats counted once); `evidence` (the sentences, one
    for each place that states it); `statements` (the rows behind it, each with its doc_id and offsets).
    Types without direction run from the name that sorts first.

    At level "group" a subsidiary stands for its group, and what happens inside one group vanishes. Only what
    is bought or invested in stands for itself: to buy a share of a subsidiary is no share of its group, and
    how a group came by a company is news.

    In the place of a corpus stands the folder of its tables, as `build_tables` or `save_tables` writes them:
    the relations and the organisations are read from it, the texts of the articles are not.

    Raises ValueError for any other level, FileNotFoundError for a folder without these tables.
    """
    if level not in ("organisation", "group"):
        raise ValueError(f"level must be 'organisation' or 'group', not {level!r}")
    if isinstance(corpus, str | Path):
        corpus = cast("Corpus", _read_without_texts(Path(corpus)))
    groups = dict(zip(corpus.organisations["entity"], corpus.organisations["group"], strict=True))
    standing = {} if level == "organisation" else groups
    edges = _gather_statements(corpus.relations, standing)
    repeats = _repeats(corpus)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(level=level)
    graph.add_nodes_from(_nodes(corpus.organisations, standing, edges))
    for (source, target, kind, status), statements in sorted(edges.items(), key=_edge_order):
        key = _edge_key(kind, status)
        graph.add_edge(
            source, target, key=key, type=kind, status=status, **_edge_attributes(statements, repeats)
        )
    return graph


def _read_without_texts(folder: Path) -> SimpleNamespace:
    return SimpleNamespace(
        organisations=read_table(folder, "organisations"),
        relations=read_table(folder, "relations"),
        articles=read_table(folder, "articles", columns=["doc_id", "duplicate_of"]),
    )


def edge_table(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the edges of a partner graph as a table, the most told first.

    >>> edge_table(nx.MultiDiGraph()).empty
    True

    Columns: source, target, type, status, themes (list), date (ISO text), articles (list of doc_ids),
    weight (number of articles), sentences (number of places that state it), evidence (list of sentences).
    """
    rows = [
        {**data, "source": source, "target": target, "sentences": len(data["evidence"])}
        for source, target, data in graph.edges(data=True)
    ]
    rows.sort(key=lambda row: (-row["weight"], -row["sentences"], row["source"], row["target"], row["type"]))
    return pd.DataFrame(rows, columns=EDGE_COLUMNS)


def evidence_table(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return every statement behind the deals between partners, the deals in the order of `partners`.

    >>> evidence_table(nx.MultiDiGraph()).empty
    True

    Columns: pair (text), type, status, doc_id, start and end (characters in the raw file), sentence (text).
    """
    rows = []
    for deal in partners(graph).to_dict("records"):
        pair = name_pair(graph, deal["source"], deal["target"], deal["type"])
        key = _edge_key(deal["type"], _known(deal["status"]))
        told = {
            (row.doc_id, row.start, row.end): row
            for row in graph.edges[deal["source"], deal["target"], key]["statements"]
        }
        rows += [(pair, deal["type"], deal["status"], *place, row.evidence) for place, row in told.items()]
    return pd.DataFrame(rows, columns=["pair", "type", "status", "doc_id", "start", "end", "sentence"])


def partners(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the edges that make partners: partnerships, investments and acquisitions that are not denied.

    >>> graph = nx.MultiDiGraph()
    >>> deal = {"themes": [], "date": None, "articles": ["a"], "weight": 1, "evidence": ["…"]}
    >>> _ = graph.add_edge("Alibaba", "Amazon", type="competition", status=None, **deal)
    >>> _ = graph.add_edge("Alibaba", "Auchan", type="partnership", status="signed", **deal)
    >>> list(partners(graph)["target"])
    ['Auchan']

    The columns are those of `edge_table`. Competitors, parents, opponents in court and mere mentions are no
    partners, nor is a deal that the text denies.
    """
    edges = edge_table(graph)
    kept = [_makes_partners(row["type"], row["status"]) for row in edges.to_dict("records")]
    return edges[pd.Series(kept, dtype=bool)].reset_index(drop=True)


def partner_pairs(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the pairs of partners, the most told first, whatever the types and statuses between the two.

    >>> partner_pairs(nx.MultiDiGraph()).empty
    True

    Columns: pair (text), first, second, types (list), statuses (list), themes (list), articles (number),
    sentences (number of places that state a deal between the two), evidence (list of sentences).
    """
    grouped: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for row in partners(graph).to_dict("records"):
        grouped[_pair(graph, row["source"], row["target"])].append(row)
    rows = [{"first": pair[0], "second": pair[1], **_summarise(edges)} for pair, edges in grouped.items()]
    rows.sort(key=lambda row: (-row["sentences"], -row["articles"], row["first"], row["second"]))
    columns = ["pair", "first", "second", "types", "statuses", "themes", "articles", "sentences", "evidence"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(pair=[f"{row['first']} – {row['second']}" for row in rows])


def partner_themes(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return how many sentences speak of each theme for each pair of partners.

    >>> partner_themes(nx.MultiDiGraph()).empty
    True

    A row is a pair in the order of `partner_pairs`, a column a theme, the most frequent first; a cell counts
    the places that state a deal of the two under that theme. Pairs without any theme have zeros only.
    """
    pairs = partner_pairs(graph)["pair"]
    places: set[tuple[str, str, str, int]] = set()
    for source, target, data in graph.edges(data=True):
        if _makes_partners(data["type"], data["status"]):
            pair = " – ".join(_pair(graph, source, target))
            places |= {
                (pair, theme, row.doc_id, row.start) for row in data["statements"] for theme in row.themes
            }
    counted = pd.DataFrame(sorted(places), columns=["pair", "theme", "doc_id", "start"])
    table = counted.groupby(["pair", "theme"]).size().unstack(fill_value=0).reindex(pairs, fill_value=0)
    themes = sorted(table.columns, key=lambda theme: (-table[theme].sum(), theme))
    return table[themes].rename_axis(index="pair", columns="theme")


def name_pair(graph: "nx.MultiDiGraph[str]", source: str, target: str, kind: str) -> str:
    """Return the words for two organisations: "A → B" where the deal has a direction, else "A – B".

    >>> graph = nx.MultiDiGraph()
    >>> graph.add_nodes_from([("Air Dupré", {"mentions": 1}), ("Alibaba", {"mentions": 9})])
    >>> name_pair(graph, "Air Dupré", "Alibaba", "partnership")
    'Alibaba – Air Dupré'
    >>> name_pair(graph, "Air Dupré", "Alibaba", "investment")
    'Air Dupré → Alibaba'

    Without a direction the organisation that the corpus names more often comes first.
    """
    if kind in TYPES_WITHOUT_DIRECTION:
        return " – ".join(_pair(graph, source, target))
    return f"{source} → {target}"


def centre(graph: "nx.MultiDiGraph[str]") -> str | None:
    """Return the organisation with the most partners, None where nobody has any.

    >>> centre(nx.MultiDiGraph()) is None
    True
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    for row in partners(graph).to_dict("records"):
        neighbours[row["source"]].add(row["target"])
        neighbours[row["target"]].add(row["source"])
    return min(
        neighbours, key=lambda name: (-len(neighbours[name]), -_mentions(graph, name), name), default=None
    )


def _makes_partners(kind: str, status: str | None) -> bool:
    return kind in PARTNER_TYPES and status != "denied"


def _gather_statements(relations: pd.DataFrame, standing: "Mapping[str, str]") -> dict[Edge, list[Statement]]:
    """Return the statements of each edge; `standing` says which organisation stands for which."""
    edges: dict[Edge, list[Statement]] = defaultdict(list)
    for row in relations.to_dict("records"):
        ends = _ends(row["source"], row["target"], row["type"], standing)
        if ends is not None:
            edges[*ends, row["type"], _known(row["status"])].append(_statement(row))
    return edges


def _statement(row: dict[Any, Any]) -> Statement:
    return Statement(
        doc_id=row["doc_id"],
        source=row["source"],
        target=row["target"],
        themes=tuple(row["themes"]),
        date=_known(row["date"]),
        sentence=int(row["sentence"]),
        start=int(row["start"]),
        end=int(row["end"]),
        evidence=row["evidence"],
    )


def _ends(source: str, target: str, kind: str, standing: "Mapping[str, str]") -> tuple[str, str] | None:
    """Return the nodes that an edge joins, None where both ends are the same."""
    first = standing.get(source, source)
    second = target if kind in TYPES_OF_CAPITAL else standing.get(target, target)
    if first == second:
        return None
    return (min(first, second), max(first, second)) if kind in TYPES_WITHOUT_DIRECTION else (first, second)


def _known(value: Any) -> str | None:
    return None if pd.isna(value) else str(value)


def _edge_key(kind: str, status: str | None) -> str:
    return f"{kind} {status}" if status else kind


def _edge_order(item: tuple[Edge, list[Statement]]) -> tuple[str, str, str, str]:
    source, target, kind, status = item[0]
    return source, target, kind, status or ""


def _repeats(corpus: "Corpus") -> dict[str, str]:
    """Return the articles that repeat an earlier one, each with that one: both together count once."""
    articles = getattr(corpus, "articles", None)
    if articles is None or "duplicate_of" not in articles:
        return {}
    repeated = articles.dropna(subset="duplicate_of")
    return dict(zip(repeated["doc_id"], repeated["duplicate_of"], strict=True))


def _edge_attributes(statements: list[Statement], repeats: "Mapping[str, str]") -> dict[str, Any]:
    ordered = sorted(statements, key=lambda row: (row.doc_id, row.start, row.end, row.source, row.target))
    sentences = {(row.doc_id, row.start, row.end): row.evidence for row in ordered}
    dates = sorted({row.date for row in ordered if row.date})
    articles = sorted({row.doc_id for row in ordered})
    return {
        "themes": sorted({theme for row in ordered for theme in row.themes}),
        "date": _earliest(dates),
        "dates": dates,
        "articles": articles,
        "weight": len({repeats.get(article, article) for article in articles}),
        "evidence": list(sentences.values()),
        "statements": ordered,
    }


def _earliest(dates: list[str]) -> str | None:
    """Return the earliest date; "2018" gives way to "2018-07-02", which says the same more precisely."""
    precise = [date for date in dates if not any(other != date and other.startswith(date) for other in dates)]
    return min(precise, default=None)


def _nodes(
    organisations: pd.DataFrame, standing: "Mapping[str, str]", edges: dict[Edge, list[Statement]]
) -> "Iterator[tuple[str, dict[str, Any]]]":
    """Yield each node with its attributes, in the order of the names."""
    rows = {row["entity"]: row for row in organisations.to_dict("records")}
    members: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(rows):
        members[standing.get(entity, entity)].append(entity)
    for name in sorted({*members, *(end for edge in edges for end in edge[:2])}):
        known = rows.get(name) or _known_organisation(name)
        inside = members.get(name, [name])
        yield (
            name,
            {
                "kind": _known(known.get("kind")) or "unknown",
                "group": _known(known.get("group")) or name,
                "country": _known(known.get("country")),
                "aliases": list(rows[name]["aliases"]) if name in rows else [],
                "mentions": sum(int(rows[member]["n_mentions"]) for member in inside if member in rows),
                "members": inside,
            },
        )


def _known_organisation(name: str) -> dict[str, Any]:
    """Return what the data file says of a group that no article names."""
    entries: list[dict[str, Any]] = read_knowledge("organisations")["organisation"]
    return next((entry for entry in entries if entry["name"] == name), {})


def _pair(graph: "nx.MultiDiGraph[str]", source: str, target: str) -> tuple[str, str]:
    """Return the two names, the better known of the corpus first."""
    first, second = sorted((source, target), key=lambda name: (-_mentions(graph, name), name))
    return first, second


def _mentions(graph: "nx.MultiDiGraph[str]", name: str) -> int:
    return int(graph.nodes[name].get("mentions", 0))


def _summarise(edges: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "types": sorted({edge["type"] for edge in edges}),
        "statuses": sorted({edge["status"] for edge in edges if _known(edge["status"])}),
        "themes": sorted({theme for edge in edges for theme in edge["themes"]}),
        "articles": len({article for edge in edges for article in edge["articles"]}),
        "sentences": sum(edge["sentences"] for edge in edges),
        "evidence": [sentence for edge in edges for sentence in edge["evidence"]],
    }
