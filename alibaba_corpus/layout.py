"""Where the boxes of a graph stand, so that none covers another and no edge runs through a third."""

from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np

Point = tuple[float, float]
Vectors = np.ndarray[tuple[int, int], np.dtype[np.float64]]

GAP = np.array([26.0, 20.0])  # points between two boxes, across and up
CLEARANCE = 7.0  # points between a box and an edge of others
ROUNDS = 600
SEED = 7


def place_boxes(sizes: Mapping[str, Point], edges: Iterable[tuple[str, str]]) -> dict[str, Point]:
    """Return the centre of each box, in points, the lower left corner of the drawing at (0, 0).

    >>> places = place_boxes({"Alibaba": (60, 20), "Auchan": (50, 20)}, [("Alibaba", "Auchan")])
    >>> sorted(places)
    ['Alibaba', 'Auchan']
    >>> places == place_boxes({"Alibaba": (60, 20), "Auchan": (50, 20)}, [("Alibaba", "Auchan")])
    True

    `sizes` are widths and heights in points. Parts of the graph that hang together are laid out by springs
    (Fruchterman and Reingold 1991, as networkx has it), pushed apart until no two boxes touch, and set in
    rows, the largest part first.
    """
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(sizes)
    graph.add_edges_from(edge for edge in edges if edge[0] != edge[1])
    parts = sorted(
        (sorted(part) for part in nx.connected_components(graph)), key=lambda part: (-len(part), part)
    )
    laid = [_place_part(graph.subgraph(part), part, sizes) for part in parts]
    return _set_in_rows(laid, sizes)


def _place_part(graph: "nx.Graph[str]", names: list[str], sizes: Mapping[str, Point]) -> dict[str, Point]:
    """Return the centres of one part's boxes, its lower left corner at (0, 0)."""
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted((min(edge), max(edge)) for edge in graph.edges))
    boxes = np.array([sizes[name] for name in names], dtype=float)
    found = nx.spring_layout(ordered, seed=SEED, iterations=200, k=2.0 / np.sqrt(len(names)))
    spread = np.sqrt((boxes + GAP).prod(axis=1).sum()) * np.array([1.5, 1.0])
    centres = np.array([found[name] for name in names]) * spread
    index = {name: number for number, name in enumerate(names)}
    pairs = np.array([(index[a], index[b]) for a, b in ordered.edges], dtype=int).reshape(-1, 2)
    centres = _push_apart(centres, boxes, pairs)
    centres = centres - (centres - boxes / 2).min(axis=0)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, centres, strict=True)}


def _push_apart(centres: Vectors, boxes: Vectors, pairs: Vectors) -> Vectors:
    """Return the centres moved until no box touches a box or an edge of others, or the rounds are over."""
    for turn in range(ROUNDS):
        shift = _away_from_boxes(centres, boxes)
        if turn < ROUNDS * 0.8:  # the last rounds are for boxes alone: touching boxes are the worse fault
            shift = shift + _away_from_edges(centres, boxes, pairs)
        if np.abs(shift).max() < 0.1:
            break
        centres = centres + shift
    return centres


def _away_from_boxes(centres: Vectors, boxes: Vectors) -> Vectors:
    """Return how far each box moves to leave the boxes it touches, along the shorter way out."""
    between = centres[:, None] - centres[None]
    overlap = (boxes[:, None] + boxes[None]) / 2 + GAP - np.abs(between)
    np.einsum("iij->ij", overlap)[:] = 0
    touching = (overlap > 0).all(axis=2)
    sign = np.where(
        between == 0, np.sign(np.subtract.outer(*[np.arange(len(boxes))] * 2))[..., None], np.sign(between)
    )
    shorter = overlap == overlap.min(axis=2, keepdims=True)
    moved: Vectors = (np.where(touching[..., None] & shorter, overlap, 0) * sign * 0.5).sum(axis=1)
    return moved


def _away_from_edges(centres: Vectors, boxes: Vectors, pairs: Vectors) -> Vectors:
    """Return how far each box moves to leave the edges that run through it."""
    moved = np.zeros_like(centres)
    for first, second in pairs:
        start, along = centres[first], centres[second] - centres[first]
        share = ((centres - start) @ along / max(float(along @ along), 1e-9)).clip(0, 1)
        away = centres - (start + share[:, None] * along)
        distance = np.hypot(away[:, 0], away[:, 1])
        across = np.array([-along[1], along[0]]) / max(float(np.hypot(*along)), 1e-9)
        direction = np.where(distance[:, None] > 1e-6, away / distance.clip(1e-6)[:, None], across)
        reach = np.abs(direction) * boxes / 2
        missing = reach.sum(axis=1) + CLEARANCE - distance
        crossed = (missing > 0) & (share > 0) & (share < 1)
        crossed[[first, second]] = False
        moved += np.where(crossed, missing, 0)[:, None] * direction * 0.4
    return moved


def _set_in_rows(parts: list[dict[str, Point]], sizes: Mapping[str, Point]) -> dict[str, Point]:
    """Return all centres, the parts set side by side in rows no wider than the widest or first part."""
    extents = [_extent(part, sizes) for part in parts]
    area = sum((width + GAP[0]) * (height + GAP[1]) for width, height in extents)
    widest = max([*(width for width, _ in extents), float(np.sqrt(area * 1.6))], default=0.0)
    placed: dict[str, Point] = {}
    left = bottom = row_height = 0.0
    for part, (width, height) in zip(reversed(parts), reversed(extents), strict=True):
        if left and left + width > widest:
            left, bottom, row_height = 0.0, bottom + row_height + 2 * GAP[1], 0.0
        placed |= {name: (x + left, y + bottom) for name, (x, y) in part.items()}
        left, row_height = left + width + 2 * GAP[0], max(row_height, height)
    return placed


def _extent(part: dict[str, Point], sizes: Mapping[str, Point]) -> Point:
    """Return the width and height of a part, in points."""
    return (
        max(x + sizes[name][0] / 2 for name, (x, _) in part.items()),
        max(y + sizes[name][1] / 2 for name, (_, y) in part.items()),
    )
