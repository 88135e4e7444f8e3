"""From the table of relations to the partner graph, in which every edge keeps the sentences that state it."""

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.statements import (
    TYPES_WITHOUT_DIRECTION,
    Edge,
    Level,
    Told,
    known,
    stand_for,
    sum_folder,
    sum_statements,
)
from alibaba_corpus.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from alibaba_corpus.tables import Corpus

PARTNER_TYPES = ("partnership", "investment", "acquisition")
SENTENCES = 20  # of an edge that are kept when the graph is that of a folder

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


def partner_graph(
    corpus: "Corpus | str | Path",
    level: Level = "organisation",
    *,
    most_sentences: int | None = SENTENCES,
    client: Any = None,
) -> "nx.MultiDiGraph[str]":
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
    for each place that states it); `sentences` (the number of these places); `statements` (the rows behind
    it, each with its doc_id and offsets).
    Types without direction run from the name that sorts first.

    At level "group" a subsidiary stands for its group, and what happens inside one group vanishes. Only what
    is bought or invested in stands for itself: to buy a share of a subsidiary is no share of its group, and
    how a group came by a company is news.

    In the place of a corpus stands the folder of its tables, as `build_tables` or `save_tables` writes them.
    No text of an article is read, and relations only some at once, by the workers of a Dask `client` where
    one is given. Counts, dates, themes and articles of an edge are those of the corpus; of its sentences, in
    `evidence` and `statements`, the first `most_sentences` are kept, with None all. `find_statements` returns
    the others.

    Raises ValueError for any other level, FileNotFoundError for a folder without these tables.
    """
    if isinstance(corpus, str | Path):
        organisations = read_table(corpus, "organisations")
        standing = stand_for(organisations, level)
        edges = sum_folder(corpus, standing, most_sentences, client)
        articles: pd.DataFrame | None = _read_repeats(corpus)
    else:
        organisations = corpus.organisations
        standing = stand_for(organisations, level)
        edges = sum_statements(corpus.relations.to_dict("records"), standing)
        articles = getattr(corpus, "articles", None)
    repeats = _repeats(articles)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(level=level)
    graph.add_nodes_from(_nodes(organisations, standing, edges))
    for (source, target, kind, status), told in sorted(edges.items(), key=_edge_order):
        attributes = _edge_attributes(told, repeats)
        graph.add_edge(source, target, key=edge_key(kind, status), type=kind, status=status, **attributes)
    return graph


def _read_repeats(folder: str | Path) -> pd.DataFrame:
    from pyarrow import compute

    repeated = compute.field("duplicate_of").is_valid()
    return read_table(folder, "articles", columns=["doc_id", "duplicate_of"], filters=repeated)


def count_sentences(data: "Mapping[str, Any]") -> int:
    """Return how many places state an edge, those counted whose sentences it does not keep.

    >>> count_sentences({"sentences": 9, "evidence": ["…"]}), count_sentences({"evidence": ["…"]})
    (9, 1)
    """
    return int(data.get("sentences", len(data["evidence"])))


def edge_table(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the edges of a partner graph as a table, the most told first.

    >>> edge_table(nx.MultiDiGraph()).empty
    True

    Columns: source, target, type, status, themes (list), date (ISO text), articles (list of doc_ids),
    weight (number of articles), sentences (number of places that state it), evidence (list of sentences).
    """
    rows = [
        {**data, "source": source, "target": target, "sentences": count_sentences(data)}
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
        key = edge_key(deal["type"], deal["status"])
        told = {row.place: row for row in graph.edges[deal["source"], deal["target"], key]["statements"]}
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


def edge_key(kind: str, status: Any) -> str:
    """Return the key of an edge: its type, with its status where it has one.

    >>> edge_key("partnership", "signed"), edge_key("ownership", None)
    ('partnership signed', 'ownership')
    """
    return " ".join(filter(None, (kind, known(status))))


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


def _edge_order(item: tuple[Edge, Told]) -> tuple[str, str, str, str]:
    source, target, kind, status = item[0]
    return source, target, kind, status or ""


def _repeats(articles: pd.DataFrame | None) -> dict[str, str]:
    """Return the articles that repeat an earlier one, each with that one: both together count once."""
    if articles is None or "duplicate_of" not in articles:
        return {}
    repeated = articles.dropna(subset="duplicate_of")
    return dict(zip(repeated["doc_id"], repeated["duplicate_of"], strict=True))


def _edge_attributes(told: Told, repeats: "Mapping[str, str]") -> dict[str, Any]:
    places = {row.place: row.evidence for row in told.statements}
    return {
        "themes": list(told.themes),
        "date": _earliest(list(told.dates)),
        "dates": list(told.dates),
        "articles": list(told.articles),
        "weight": len({repeats.get(article, article) for article in told.articles}),
        "sentences": told.sentences,
        "evidence": list(places.values()),
        "statements": list(told.statements),
    }


def _earliest(dates: list[str]) -> str | None:
    """Return the earliest date; "2018" gives way to "2018-07-02", which says the same more precisely."""
    precise = [date for date in dates if not any(other != date and other.startswith(date) for other in dates)]
    return min(precise, default=None)


def _nodes(
    organisations: pd.DataFrame, standing: "Mapping[str, str]", edges: dict[Edge, Told]
) -> "Iterator[tuple[str, dict[str, Any]]]":
    """Yield each node with its attributes, in the order of the names."""
    rows = {row["entity"]: row for row in organisations.to_dict("records")}
    members: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(rows):
        members[standing.get(entity, entity)].append(entity)
    for name in sorted({*members, *(end for edge in edges for end in edge[:2])}):
        described = rows.get(name) or _known_organisation(name)
        inside = members.get(name, [name])
        yield (
            name,
            {
                "kind": known(described.get("kind")) or "unknown",
                "group": known(described.get("group")) or name,
                "country": known(described.get("country")),
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
        "statuses": sorted({edge["status"] for edge in edges if known(edge["status"])}),
        "themes": sorted({theme for edge in edges for theme in edge["themes"]}),
        "articles": len({article for edge in edges for article in edge["articles"]}),
        "sentences": sum(edge["sentences"] for edge in edges),
        "evidence": [sentence for edge in edges for sentence in edge["evidence"]],
    }
