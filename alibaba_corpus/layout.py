"""Where the boxes of a graph stand, so that none covers another and no edge runs through a third."""

from collections.abc import Iterable, Mapping

import networkx as nx
import numpy as np

Point = tuple[float, float]
Vectors = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Pairs = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

GAP = np.array([30.0, 22.0])  # points between two boxes, across and up
LINKED_GAP = np.array([80.0, 58.0])  # the same where an edge with its mark and arrow runs between them
CLEARANCE = 8.0  # points between a box and an edge of others
ROUNDS, LAST_ROUNDS = 300, 150
PULL = 0.02  # share of the way to the middle that a box goes at the first turn; ever less later
MOST_BOXES, MOST_TRIES = 150, 8  # a small graph is laid out from several seeds and the best is taken
WIDER, WIDEST = 1.05, 2.5  # by how much a layout grows at a time, and at most, to free the edges


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
    index = {name: number for number, name in enumerate(names)}
    pairs = np.array([(index[a], index[b]) for a, b in ordered.edges], dtype=np.int64).reshape(-1, 2)
    seeds = range(min(MOST_TRIES, max(1, MOST_BOXES // len(names))) if len(names) > 3 else 1)
    tries = [_try_layout(ordered, boxes, pairs, seed) for seed in seeds]
    centres = min(tries, key=lambda found: _faults(found, boxes, pairs))
    centres = centres - (centres - boxes / 2).min(axis=0)
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, centres, strict=True)}


def _try_layout(graph: "nx.Graph[str]", boxes: Vectors, pairs: Pairs, seed: int) -> Vectors:
    found = nx.spring_layout(graph, seed=seed, iterations=200, k=2.0 / np.sqrt(len(boxes)))
    spread = np.sqrt((boxes + GAP).prod(axis=1).sum()) * np.array([1.5, 1.0])
    pushed = _push_apart(_lay_lengthwise(np.array(list(found.values()))) * spread, boxes, pairs)
    return _widen(pushed, boxes, pairs)


def _widen(centres: Vectors, boxes: Vectors, pairs: Pairs) -> Vectors:
    """Return the centres drawn apart until no edge runs through a box: boxes stay as large as their names."""
    middle, factor = centres.mean(axis=0), 1.0
    wider = centres
    while factor < WIDEST and np.any(_edge_pushes(wider, boxes, pairs)[0]):
        factor *= WIDER
        wider = middle + (centres - middle) * factor
    return wider


def _faults(centres: Vectors, boxes: Vectors, pairs: Pairs) -> float:
    """Return how bad a layout is: edges through boxes first, then crossings, then the room it takes."""
    through = np.count_nonzero(_edge_pushes(centres, boxes, pairs)[0])
    first, second = centres[pairs[:, 0]], centres[pairs[:, 1]]
    side = _side(first[:, None], second[:, None], first) * _side(first[:, None], second[:, None], second)
    apart = (pairs[:, None, :, None] != pairs[None, :, None, :]).all(axis=(2, 3))
    crossings = np.count_nonzero((side < 0) & (side.T < 0) & apart) / 2
    room = float(np.prod(np.ptp(centres, axis=0) + boxes.mean(axis=0)) / boxes.prod(axis=1).sum())
    return 100.0 * through + 10.0 * crossings + room


def _side(start: Vectors, end: Vectors, point: Vectors) -> Vectors:
    """Return on which side of the line from `start` to `end` a point lies, as a sign."""
    along, offset = end - start, point - start
    return np.sign(along[..., 0] * offset[..., 1] - along[..., 1] * offset[..., 0])


def _lay_lengthwise(centres: Vectors) -> Vectors:
    """Return the centres turned so that they spread most from left to right, as pages and names do."""
    offset = centres - centres.mean(axis=0)
    x, y = offset[:, 0], offset[:, 1]
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    turned: Vectors = offset @ np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return turned


def _push_apart(centres: Vectors, boxes: Vectors, pairs: Pairs) -> Vectors:
    """Return the centres drawn together and pushed apart by turns, until no box touches another."""
    gaps = np.broadcast_to(GAP, (len(boxes), len(boxes), 2)).copy()
    gaps[pairs[:, 0], pairs[:, 1]] = gaps[pairs[:, 1], pairs[:, 0]] = LINKED_GAP
    for turn in range(ROUNDS + LAST_ROUNDS):
        shift = _away_from_boxes(centres, boxes, gaps)
        if turn < ROUNDS:  # the last rounds are for boxes alone: touching boxes are the worse fault
            shift = shift + _away_from_edges(centres, boxes, pairs)
            shift = shift - PULL * (1 - turn / ROUNDS) * (centres - centres.mean(axis=0))
        elif np.abs(shift).max() < 0.1:
            break
        centres = centres + shift
    return centres


def _away_from_boxes(centres: Vectors, boxes: Vectors, gaps: Vectors) -> Vectors:
    """Return how far each box moves to leave the boxes it touches, along the shorter way out."""
    between = centres[:, None] - centres[None]
    overlap = (boxes[:, None] + boxes[None]) / 2 + gaps - np.abs(between)
    np.einsum("iij->ij", overlap)[:] = 0
    touching = overlap.min(axis=2, keepdims=True) > 0
    sign = np.where(
        between == 0, np.sign(np.subtract.outer(*[np.arange(len(boxes))] * 2))[..., None], np.sign(between)
    )
    shorter = overlap == overlap.min(axis=2, keepdims=True)
    moved: Vectors = (np.where(touching & shorter, overlap, 0) * sign * 0.5).sum(axis=1)
    return moved


def _away_from_edges(centres: Vectors, boxes: Vectors, pairs: Pairs) -> Vectors:
    """Return how far each box moves to leave the edges of others, and how far those edges swing away."""
    push, normal, share = _edge_pushes(centres, boxes, pairs)
    moved: Vectors = (push[..., None] * normal[:, None]).sum(axis=0) * 0.4
    degree = np.bincount(pairs.ravel(), minlength=len(boxes)).clip(1)
    for end, weight in ((0, 1 - share), (1, share)):
        swing = (push * weight).sum(axis=1) / degree[pairs[:, end]]
        np.add.at(moved, pairs[:, end], -0.4 * swing[:, None] * normal)
    return moved


def _edge_pushes(centres: Vectors, boxes: Vectors, pairs: Pairs) -> tuple[Vectors, Vectors, Vectors]:
    """Return how far each box must go to leave each edge, the directions, and where along the edge it is."""
    start, along = centres[pairs[:, 0]], centres[pairs[:, 1]] - centres[pairs[:, 0]]
    length = np.hypot(along[:, 0], along[:, 1]).clip(1e-6)
    offset = centres[None] - start[:, None]
    share = (offset * along[:, None]).sum(axis=2) / length[:, None] ** 2
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / length[:, None]
    distance = (offset * normal[:, None]).sum(axis=2)
    reach = np.abs(normal) @ boxes.T / 2 + CLEARANCE
    crossed = (np.abs(distance) < reach - 1) & (share > 0) & (share < 1)
    crossed[np.arange(len(pairs))[:, None], pairs] = False
    side = np.where(distance < 0, -1.0, 1.0)
    return np.where(crossed, reach - np.abs(distance), 0) * side, normal, share


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
