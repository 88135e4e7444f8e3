"""Small tables beside the parts of an archive, from which the whole of it is counted bit by bit.

Each part writes rows with a `key` and the `number` of their article in the part. They are gathered by ranges
of keys, all rows of a key together; what was counted is looked up by the numbers of a part's articles.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from alibaba_corpus.parts import Part
from alibaba_corpus.writing import write_whole

SLOTS = 4096  # ranges in which keys are filed
_ROWS = 20_000  # rows that are read at once


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
