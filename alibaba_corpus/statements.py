"""The statements behind the edges of a graph, of a corpus or of a folder of tables that fits no memory.

Of a folder the relations are read some rows at once, and added up: counts are those of all statements, while
an edge keeps no more sentences than asked for. `find_statements` returns the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from alibaba_corpus.clusters import open_client
from alibaba_corpus.tables import read_table, table_files

Level = Literal["organisation", "group"]
Edge = tuple[str, str, str, str | None]  # source, target, type, status
TYPES_WITHOUT_DIRECTION = ("partnership", "competition", "dispute")
TYPES_OF_CAPITAL = ("investment", "acquisition")
_ROWS = 20_000  # relations held at once
_WAITING = 50  # sums of an edge that wait before they become one
_COLUMNS = [
    "doc_id", "source", "target", "type", "status", "themes", "date", "sentence", "start", "end", "evidence",
]  # fmt: skip


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

    @property
    def place(self) -> tuple[str, int, int]:
        """Where it is said: article, and first and last character in the raw text."""
        return self.doc_id, self.start, self.end


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an edge: statements in their order, some or all, and what all of them come to.

    `sentences` is the number of places that state it; `articles`, `dates` and `themes` are sorted.

    >>> Told((), 0, (), (), ()).sentences
    0
    """

    statements: tuple[Statement, ...]
    sentences: int
    articles: tuple[str, ...]
    dates: tuple[str, ...]
    themes: tuple[str, ...]


def sum_statements(
    rows: Iterable[Mapping[Any, Any]], standing: Mapping[str, str], most: int | None = None
) -> dict[Edge, Told]:
    """Return what rows of the relations table tell of each edge, with the first `most` sentences or all.

    >>> row = {"doc_id": "a", "source": "Orange", "target": "Alibaba", "type": "partnership", "themes": [],
    ...        "status": "signed", "date": None, "sentence": 0, "start": 0, "end": 9, "evidence": "…"}
    >>> told = sum_statements([row, {**row, "start": 20, "end": 31}], {}, most=1)
    >>> [(edge, sums.sentences, len(sums.statements)) for edge, sums in told.items()]
    [(('Alibaba', 'Orange', 'partnership', 'signed'), 2, 1)]

    `standing` says which organisation stands for which. The first are those of the articles, and of the
    places in them, that come first in order.
    """
    edges: dict[Edge, list[Statement]] = defaultdict(list)
    for row in rows:
        ends = join_ends(row["source"], row["target"], row["type"], standing)
        if ends is not None:
            edges[*ends, row["type"], known(row["status"])].append(_statement(row))
    return {edge: _sum(statements, most) for edge, statements in edges.items()}


def sum_folder(
    folder: str | Path, standing: Mapping[str, str], most: int | None, client: Any = None
) -> dict[Edge, Told]:
    """Return what the relations of a folder of tables tell of each edge, some rows held at once.

    >>> import tempfile
    >>> from alibaba_corpus.tables import load_corpus, save_tables
    >>> corpus = load_corpus()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = save_tables(corpus, folder)
    ...     told = sum_folder(folder, {}, most=1)
    >>> told.keys() == sum_statements(corpus.relations.to_dict("records"), {}).keys()
    True

    `client` is a Dask client or a scheduler's address: its workers sum a file each. Raises FileNotFoundError
    where the table is missing.
    """
    files = table_files(folder, "relations")
    sum_one = partial(_sum_file, standing=standing, most=most)
    with open_client(client) as opened:
        sums = map(sum_one, files) if opened is None else _sum_there(opened, sum_one, files)
        return _add_up(sums, most)


def find_statements(
    folder: str | Path, source: str, target: str, type: str | None = None, *, level: Level = "organisation"
) -> pd.DataFrame:
    """Return every statement behind the edges from `source` to `target`: rows of the table `relations`.

    >>> import tempfile
    >>> from alibaba_corpus.tables import load_corpus, save_tables
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = save_tables(load_corpus(), folder)
    ...     found = find_statements(folder, "La Poste", "Alibaba", "partnership", level="group")
    >>> {*found["source"], *found["target"]} <= {"La Poste", "Alibaba", "Cainiao"}, len(found) > 0
    (True, True)

    `folder` holds the tables as `build_tables` or `save_tables` writes them; only rows that name the two are
    taken out of its files. The ends are those of an edge of `partner_graph(folder, level)`; where the type
    has no direction their order is free. Without `type`, statements of all types. Columns are those of
    `relations`, rows in its order, none where nothing is said. Raises FileNotFoundError for a folder without
    these tables.
    """
    standing = stand_for(read_table(folder, "organisations", columns=["entity", "group"]), level)
    ends = [{end, *(name for name, other in standing.items() if other == end)} for end in (source, target)]
    sides = sorted(ends[0] | ends[1])
    asked = [("source", "in", sides), ("target", "in", sides)] + ([("type", "==", type)] if type else [])
    rows = read_table(folder, "relations", filters=asked)
    kept = [
        join_ends(row["source"], row["target"], row["type"], standing)
        == order_ends(source, target, row["type"])
        for row in rows.to_dict("records")
    ]
    return rows[pd.Series(kept, dtype=bool)].reset_index(drop=True)


def stand_for(organisations: pd.DataFrame, level: Level) -> dict[str, str]:
    """Return which organisation stands for which at a level: the group for each of its members, or none.

    >>> members = pd.DataFrame([["Cainiao", "Alibaba"]], columns=["entity", "group"])
    >>> stand_for(members, "group"), stand_for(members, "organisation")
    ({'Cainiao': 'Alibaba'}, {})

    Raises ValueError for any other level.
    """
    if level not in ("organisation", "group"):
        raise ValueError(f"level must be 'organisation' or 'group', not {level!r}")
    if level == "organisation":
        return {}
    both = zip(organisations["entity"], organisations["group"], strict=True)
    return {entity: group for entity, group in both if entity != group}


def join_ends(source: str, target: str, kind: str, standing: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the nodes that an edge joins, None where both ends are the same.

    >>> join_ends("La Poste", "Cainiao", "partnership", {"Cainiao": "Alibaba"})
    ('Alibaba', 'La Poste')
    >>> join_ends("Alibaba", "Cainiao", "ownership", {"Cainiao": "Alibaba"}) is None
    True
    """
    first = standing.get(source, source)
    second = target if kind in TYPES_OF_CAPITAL else standing.get(target, target)
    return None if first == second else order_ends(first, second, kind)


def order_ends(first: str, second: str, kind: str) -> tuple[str, str]:
    """Return two ends as an edge has them: in the order of their names where the type has no direction.

    >>> order_ends("Orange", "Alibaba", "partnership"), order_ends("Orange", "Alibaba", "investment")
    (('Alibaba', 'Orange'), ('Orange', 'Alibaba'))
    """
    return (min(first, second), max(first, second)) if kind in TYPES_WITHOUT_DIRECTION else (first, second)


def known(value: Any) -> str | None:
    """Return a text, None where it is missing in whatever way.

    >>> known("2019"), known(float("nan"))
    ('2019', None)
    """
    return None if pd.isna(value) else str(value)


def _statement(row: Mapping[Any, Any]) -> Statement:
    return Statement(
        doc_id=row["doc_id"],
        source=row["source"],
        target=row["target"],
        themes=tuple(row["themes"]),
        date=known(row["date"]),
        sentence=int(row["sentence"]),
        start=int(row["start"]),
        end=int(row["end"]),
        evidence=row["evidence"],
    )


# ---------------------------------------------------------------------------------------- adding up
def _sum(statements: Iterable[Statement], most: int | None) -> Told:
    ordered = _in_order(statements)
    return Told(
        statements=_first(ordered, most),
        sentences=len({row.place for row in ordered}),
        articles=tuple(sorted({row.doc_id for row in ordered})),
        dates=tuple(sorted({row.date for row in ordered if row.date})),
        themes=tuple(sorted({theme for row in ordered for theme in row.themes})),
    )


def _in_order(statements: Iterable[Statement]) -> list[Statement]:
    return sorted(statements, key=lambda row: (*row.place, row.source, row.target))


def _first(ordered: list[Statement], most: int | None) -> tuple[Statement, ...]:
    """Return the statements of the first places."""
    kept = set(list(dict.fromkeys(row.place for row in ordered))[:most])
    return tuple(row for row in ordered if row.place in kept)


def _merge(sums: list[Told], most: int | None) -> Told:
    """Return the sum of sums that have no article in common."""
    ordered = _in_order(chain.from_iterable(told.statements for told in sums))
    return Told(
        statements=_first(ordered, most),
        sentences=sum(told.sentences for told in sums),
        articles=tuple(sorted(article for told in sums for article in told.articles)),
        dates=tuple(sorted({date for told in sums for date in told.dates})),
        themes=tuple(sorted({theme for told in sums for theme in told.themes})),
    )


def _add_up(found: Iterable[dict[Edge, Told]], most: int | None) -> dict[Edge, Told]:
    """Return the sum of each edge, in whatever order the sums of parts come."""
    waiting: dict[Edge, list[Told]] = defaultdict(list)
    for sums in found:
        for edge, told in sums.items():
            waiting[edge].append(told)
            if len(waiting[edge]) > _WAITING:
                waiting[edge] = [_merge(waiting[edge], most)]
    return {edge: _merge(several, most) for edge, several in waiting.items()}


def _sum_file(path: Path, standing: Mapping[str, str], most: int | None) -> dict[Edge, Told]:
    return _add_up((sum_statements(rows, standing, most) for rows in _read_rows(path)), most)


def _sum_there(client: Any, sum_one: Any, files: list[Path]) -> Iterator[dict[Edge, Told]]:
    from distributed import as_completed

    for future in as_completed(client.map(sum_one, files, pure=False)):
        yield future.result()
        future.release()


def _read_rows(path: Path) -> Iterator[list[dict[str, Any]]]:
    """Yield the relations of a file some at once, all of an article together: they stand together in it."""
    from pyarrow import parquet

    left: list[dict[str, Any]] = []
    for batch in parquet.ParquetFile(path).iter_batches(_ROWS, columns=_COLUMNS):
        rows = left + batch.to_pylist()
        last = rows[-1]["doc_id"] if rows else None
        yield [row for row in rows if row["doc_id"] != last]
        left = [row for row in rows if row["doc_id"] == last]
    yield left
