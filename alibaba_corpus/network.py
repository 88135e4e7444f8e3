"""The few measures of the partner network that mean something at its size, and why others do not."""

from typing import Any

import networkx as nx
import pandas as pd

from alibaba_corpus.graph import centre, partners
from alibaba_corpus.summaries import count

STAR = 0.5  # share of the pairs that the organisation in the middle has a part in, from which it is one
MOST_NAMES = 6


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
    network = _network(graph)
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


def read_network(graph: "nx.MultiDiGraph[str]") -> str:
    """Return in words what the network's shape allows to say, and why other measures are left out.

    >>> read_network(nx.MultiDiGraph())
    'There are no partners, so no network to measure.'
    """
    network, hub = _network(graph), centre(graph)
    if hub is None:
        return "There are no partners, so no network to measure."
    pairs, parts = network.number_of_edges(), nx.number_connected_components(network)
    told = f"{hub} has a part in {network.degree[hub]} of {count(pairs, 'pair')}"
    star = network.degree[hub] >= STAR * pairs
    shape = (
        f"{told}: the network is a star around it." if star else f"{told}; {count(parts, 'part')} hang apart."
    )
    zero = sum(value == 0 for value in nx.betweenness_centrality(network).values())
    return (
        f"{shape} Betweenness is zero for {zero} of {count(len(network), 'organisation')}; closeness, "
        f"eigenvectors and communities would repeat {f'who is linked to {hub}' if star else 'those parts'}. "
        "They are left out: one more article would change their order, for the network shows what the "
        "articles were chosen for."
    )


def _triangles(network: "nx.Graph[str]") -> list[tuple[str, ...]]:
    """Return the sets of three organisations that are all linked."""
    return sorted(
        (first, second, third)
        for first, second in network.edges
        for third in sorted(set(network[first]) & set(network[second]))
        if first < second < third
    )


def _name_some(names: list[str]) -> str:
    """Return the first names and how many others there are."""
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    return ", ".join(names[:MOST_NAMES]) + more or "none"


def _network(graph: "nx.MultiDiGraph[str]") -> "nx.Graph[str]":
    """Return the simple graph of who is partner of whom, in a fixed order."""
    deals: list[dict[Any, Any]] = partners(graph).to_dict("records")
    network: nx.Graph[str] = nx.Graph()
    network.add_edges_from(
        sorted({(min(row["source"], row["target"]), max(row["source"], row["target"])) for row in deals})
    )
    return network
