"""The few measures of the partner network that mean something at its size."""

from itertools import takewhile
from typing import Any

import networkx as nx
import pandas as pd

from alibaba_corpus.graph import centre, partners

MOST_NAMES = 6


def partner_network(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return the simple graph of who is partner of whom, in a fixed order.

    >>> partner_network(nx.MultiDiGraph()).number_of_edges()
    0
    """
    deals: list[dict[Any, Any]] = partners(graph).to_dict("records")
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(
        sorted({(min(row["source"], row["target"]), max(row["source"], row["target"])) for row in deals})
    )
    return network


def measure_network(graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return the measures of who is partner of whom, each with its value and what it says.

    >>> graph = nx.MultiDiGraph()
    >>> deal = {"type": "partnership", "status": "signed", "themes": [], "date": None, "articles": ["a"],
    ...         "weight": 1, "evidence": ["…"]}
    >>> _ = graph.add_edges_from([("Alibaba", name, deal) for name in ("Auchan", "Bolloré", "La Poste")])
    >>> measure_network(graph).set_index("measure")["value"].to_dict()["pairs with Alibaba"]
    3

    Columns: measure, value (number), meaning (text). Only deals that make partners count (see `partners`);
    several deals between two organisations are one pair.
    """
    network = partner_network(graph)
    hub = centre(graph)
    if hub is None:
        return pd.DataFrame([], columns=["measure", "value", "meaning"])
    cut = sorted(set(nx.articulation_points(network)) - {hub})
    triangles = [" – ".join(clique) for clique in _triangles(network)]
    only = [name for name in network[hub] if network.degree[name] == 1]
    rows: list[tuple[str, int, str]] = [
        ("organisations", len(network), "that have a partner"),
        ("pairs", network.number_of_edges(), "of partners"),
        ("separate parts", nx.number_connected_components(network), "no chain of partners links them"),
        (f"pairs with {hub}", network.degree[hub], f"in which {hub} has a part"),
        (f"partners of {hub} alone", len(only), "no other partner of theirs is told"),
        ("triangles", len(triangles), f"all three are partners of each other: {_name_some(triangles)}"),
        ("other go-betweens", len(cut), f"without them others would be cut off: {_name_some(cut)}"),
    ]
    return pd.DataFrame(rows, columns=["measure", "value", "meaning"])


def _triangles(network: "nx.Graph[str]") -> list[tuple[str, ...]]:
    """Return the sets of three organisations that are all linked."""
    cliques = takewhile(lambda clique: len(clique) <= 3, nx.enumerate_all_cliques(network))  # the small first
    return sorted(tuple(sorted(clique)) for clique in cliques if len(clique) == 3)


def _name_some(names: list[str]) -> str:
    """Return the first names and how many others there are."""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more or "none"
