"""Small tables beside the parts of an archive, from which the whole of it is counted bit by bit.

Each part writes rows with a `key` and the `number` of their article in the part. They are gathered by ranges
of keys, all rows of a key together; what was counted is looked up by the numbers of a part's articles.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from alibaba_corpus.writing import write_text, write_whole

SLOTS = 4096  # ranges in which keys are filed
_ROWS = 20_000  # rows that are read at once


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an archive: its name, its key, its articles and rejections, and how many lie before it."""

    name: str
    key: str
    found: int
    articles: int
    offset: int = 0


def write_parts(parts: Sequence[Part], path: Path) -> None:
    """Write the list of the parts, which every bucket needs; to send it with each would be far more to move.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_parts([], Path(folder, "parts.json"))
    ...     Path(folder, "parts.json").read_text(encoding="utf-8")
    '[]'
    """
    write_text(path, json.dumps([asdict(part) for part in parts]))


def read_parts(path: Path) -> list[Part]:
    """Return the list that `write_parts` wrote.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_parts([Part("a", "", 3, 2)], Path(folder, "parts.json"))
    ...     read_parts(Path(folder, "parts.json"))
    [Part(name='a', key='', found=3, articles=2, offset=0)]

    Raises FileNotFoundError where it is missing.
    """
    return [Part(**told) for told in json.loads(path.read_text(encoding="utf-8"))]


def write_sketch(rows: pd.DataFrame, path: Path) -> None:
    """Write rows that have a `key`, filed by it.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_sketch(pd.DataFrame({"key": [5], "number": [0]}), Path(folder, "kind", "a.parquet"))
    ...     list(gather([Part("a", "", 1, 1, 40)], Path(folder, "kind"), 0, 1)["number"])
    [40]
    """
    filed = rows.assign(slot=rows["key"].astype("int64") % SLOTS)
    with write_whole(path) as draft:
        filed.sort_values(["slot", "number"], kind="stable").to_parquet(
            draft, index=False, row_group_size=_ROWS
        )


def gather(parts: Sequence[Part], folder: Path, bucket: int, buckets: int) -> pd.DataFrame:
    """Return the rows of one bucket of keys, `number` counted in the archive; see `write_sketch`.

    >>> gather([], Path("nowhere"), 0, 1).empty
    True
    """
    first, stop = bucket * SLOTS // buckets, (bucket + 1) * SLOTS // buckets
    found = []
    for part in parts:
        rows = pd.read_parquet(
            folder / f"{part.name}.parquet", filters=[("slot", ">=", first), ("slot", "<", stop)]
        )
        found.append(rows.assign(number=rows["number"] + part.offset))
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame({"key": [], "number": []})


def write_found(rows: pd.DataFrame, path: Path, by: str) -> None:
    """Write what a bucket told, filed by the number of the article that it is for.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_found(pd.DataFrame({"two": [7, 3]}), Path(folder, "0.parquet"), "two")
    ...     list(look_up(Part("a", "", 5, 5, 0), Path(folder), 1, "two")["two"])
    [3]
    """
    with write_whole(path) as draft:
        rows.sort_values(by, kind="stable").to_parquet(draft, index=False, row_group_size=_ROWS)


def look_up(part: Part, folder: Path, buckets: int, by: str) -> pd.DataFrame:
    """Return what all buckets told of the articles of a part; see `write_found`.

    >>> look_up(Part("a", "", 5, 5), Path("nowhere"), 0, "two").empty
    True
    """
    limits = [(by, ">=", part.offset), (by, "<", part.offset + part.found)]
    found = [pd.read_parquet(folder / f"{bucket}.parquet", filters=limits) for bucket in range(buckets)]
    filled = [rows for rows in found if len(rows)]
    return pd.concat(filled or found[:1], ignore_index=True) if found else pd.DataFrame({by: []})


def with_offsets(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts with the number of articles and rejections before each.

    >>> [part.offset for part in with_offsets([Part("a", "", 3, 3), Part("b", "", 2, 1)])]
    [0, 3]
    """
    offset = 0
    for part in parts:
        yield Part(part.name, part.key, part.found, part.articles, offset)
        offset += part.found
