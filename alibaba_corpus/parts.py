"""Parts: the articles of an archive, cut so that whoever works on it holds one part at a time."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from alibaba_corpus.fingerprints import digest, fingerprint
from alibaba_corpus.reading import Found, RawArticle, Rejection, read_file
from alibaba_corpus.sources import SourceFile
from alibaba_corpus.writing import write_text, write_whole

PART_CHARACTERS = 20_000_000  # characters from which a part is full, however few its articles
GROUP_BYTES = 8_000_000  # of small files that are cut together
_REGROUP = 64  # files after which groups fall into step again when a file comes in before them
BATCH = 100  # articles written and read at once


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


def with_offsets(parts: Sequence[Part]) -> Iterator[Part]:
    """Yield parts with the number of articles and rejections before each.

    >>> [part.offset for part in with_offsets([Part("a", "", 3, 3), Part("b", "", 2, 1)])]
    [0, 3]
    """
    offset = 0
    for part in parts:
        yield Part(part.name, part.key, part.found, part.articles, offset)
        offset += part.found


@cache
def _package() -> str:
    """Return a number of the package as it is installed: other rules make other tables."""
    files = sorted(path for path in Path(__file__).parent.rglob("*") if path.suffix in (".py", ".toml"))
    return digest(*(path.read_bytes() for path in files))


def group_files(files: Sequence[SourceFile], most: int) -> Iterator[tuple[SourceFile, ...]]:
    """Yield files that are cut together; a new file among them changes the groups nearby only.

    >>> files = [SourceFile(Path("a.txt"), "a"), SourceFile(Path("b.txt"), "b")]
    >>> [len(group) for group in group_files(files, 1)]
    [1, 1]
    """
    group: list[SourceFile] = []
    size = 0
    for source in files:
        group.append(source)
        size += source.path.stat().st_size if source.path.is_file() else 0
        full = size >= GROUP_BYTES or len(group) >= most
        if full or fingerprint(str(source.path)) % _REGROUP == 0:
            yield tuple(group)
            group, size = [], 0
    if group:
        yield tuple(group)


def group_key(group: Sequence[SourceFile], most: int) -> str:
    """Return the key of a group: another one where a file, the package or the size of parts is another.

    >>> file = SourceFile(Path("a.txt"), "a")
    >>> group_key([file], 10) == group_key([file], 20)
    False
    """
    told = []
    for source in group:
        stat = source.path.stat() if source.path.is_file() else None
        told.append((source, stat and (stat.st_size, stat.st_mtime_ns)))
    return digest(_package(), most, told)


def cut_group(group: Sequence[SourceFile], work: Path, key: str, most: int) -> list[dict[str, Any]]:
    """Write the articles of files in parts, no more than one part of them held at once; return the parts.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "a.txt")
    ...     _ = path.write_text("Le rail avance", encoding="utf-8")
    ...     (part,) = cut_group([SourceFile(path, "a")], Path(folder), "key", 10)
    ...     [found.text for found in load_part(Path(folder), part["name"])]
    ['Le rail avance']
    """
    parts = []
    found = (item for source in group for item in read_file(source))
    for number, chunk in enumerate(_chunks(found, most)):
        name = f"{key}-{number:05}"
        rows = pd.DataFrame([asdict(item) for item in chunk], columns=_RAW, dtype="object")
        with write_whole(work / "parts" / f"{name}.parquet") as draft:
            rows.to_parquet(draft, index=False, row_group_size=BATCH, schema=_raw_schema())
        articles = sum(isinstance(item, RawArticle) for item in chunk)
        parts.append(asdict(Part(name, name, len(chunk), articles)))
    return parts


_RAW = ["doc_id", "path", "text", "title", "published", "source", "byline", "reason"]


def _raw_schema() -> Any:
    import pyarrow as pa

    return pa.schema([(name, pa.string()) for name in _RAW])


def _chunks(found: Iterable[Found], most: int) -> Iterator[list[Found]]:
    chunk: list[Found] = []
    size = 0
    for item in found:
        chunk.append(item)
        size += len(item.text) if isinstance(item, RawArticle) else 0
        if len(chunk) >= most or size >= PART_CHARACTERS:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def load_part(work: Path, name: str) -> Iterator[Found]:
    """Yield the articles and rejections of a part, some held at once; see `cut_group`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     (part,) = cut_group([SourceFile(Path("no.txt"), "no")], Path(folder), "key", 10)
    ...     [type(found).__name__ for found in load_part(Path(folder), part["name"])]
    ['Rejection']
    """
    from pyarrow import parquet

    for batch in parquet.ParquetFile(work / "parts" / f"{name}.parquet").iter_batches(BATCH):
        for row in batch.to_pylist():
            reason = row.pop("reason")
            yield Rejection(row["doc_id"], row["path"], reason) if reason else RawArticle(**row)
