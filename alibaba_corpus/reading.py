"""Files of articles in the shapes they come in, read into decoded text; what can't be used is told."""

import csv
import gzip
import io
import json
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import tee
from pathlib import Path
from typing import IO, TYPE_CHECKING

from alibaba_corpus.decoding import SAMPLE, decode, decode_lines, looks_binary, repair
from alibaba_corpus.faults import Fault
from alibaba_corpus.pages import Page, has_blocks, is_page, read_fragment, read_page
from alibaba_corpus.sources import SUFFIXES, SourceFile, list_files, show_path

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TEXT_COLUMNS = ("text", "content", "body", "texte", "contenu", "article", "maintext", "full_text", "html")
COLUMNS = {
    "doc_id": ("doc_id", "id"),
    "title": ("title", "titre", "headline"),
    "published": ("published", "date", "published_at", "date_publish", "publication_date", "pubdate"),
    "source": ("source", "outlet", "journal", "media", "publisher"),
    "byline": ("byline", "author", "authors", "auteur", "auteurs", "auteure", "autrice"),
}
LONGEST_ARTICLE = 1_000_000  # characters: two novels; what is longer is many articles in one file
LONGEST_LINE = 8 * LONGEST_ARTICLE  # characters of a line of JSON, in which one may be written as six
LARGEST_PAGE = 10_000_000  # bytes of one web page
MOST_EXPANSION = 200  # times its packed size; gzip reaches 1,032, text some five to twenty
_SUSPECT = 100_000_000  # bytes unpacked before expansion is looked at
LEAST_ESCAPED = 2  # line ends written out, as a backslash and an n, in a text that has no others
_ESCAPED_END = "\\n"
_BATCH = 64  # rows of Parquet held at once
_WIDE = 4  # bytes of the widest character
_TOO_LONG = (
    f"more than {LONGEST_ARTICLE:,} characters in one article: it looks like many articles; "
    "split it into one article a file"
)
_NO_COLUMN = f"no text column; name it one of {', '.join(TEXT_COLUMNS)}"


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as found: doc_id (file stem, or stem and row), path, text, what columns or a page add."""

    doc_id: str
    path: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None
    byline: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that could not be used, and why."""

    doc_id: str
    path: str
    reason: str


Found = RawArticle | Rejection


def reject(article: RawArticle, fault: Fault, *, strict: bool = False) -> Rejection:
    """Return the row of `rejected` for an article in which a step failed.

    >>> reject(RawArticle("rail", "in/rail.txt", "Le rail"), Fault("reading", KeyError("gare"))).path
    'in/rail.txt'

    With `strict`, raises ValueError that names the file instead, caused by what the step raised.
    """
    if strict:
        raise ValueError(f"{article.path}: {fault.reason}") from fault.error
    return Rejection(article.doc_id, article.path, fault.reason)


def read_articles(sources: str | Path | Iterable[str | Path], *, strict: bool = False) -> Iterator[Found]:
    """Yield every article of files and folders, in the order of paths, and rejections for what can't be used.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "rail.txt").write_text("Le rail avance", encoding="utf-16")
    ...     [(found.doc_id, found.text) for found in read_articles(folder)]
    [('rail', 'Le rail avance')]

    Which files are read and how they are named: see `list_files`. Files are read bit by bit: no more than an
    article, a line or some rows of one is held at once. No two articles have the same doc_id.
    With `strict`, raises ValueError that names the file at the first input that can't be used.
    Raises FileNotFoundError when a source doesn't exist.
    """
    read = (found for source in list_files(sources) for found in read_file(source))
    found, again = tee(read)
    for item, doc_id in zip(found, tell_apart(item.doc_id for item in again), strict=True):
        if strict and isinstance(item, Rejection):
            raise ValueError(f"{item.path}: {item.reason}")
        yield item if doc_id == item.doc_id else replace(item, doc_id=doc_id)


def tell_apart(doc_ids: Iterable[str]) -> Iterator[str]:
    """Yield names of articles in their order, a number behind those that came before.

    >>> list(tell_apart(["a", "b", "a", "a~2", "a"]))
    ['a', 'b', 'a~2', 'a~2~2', 'a~3']
    """
    times: Counter[str] = Counter()
    taken: set[str] = set()
    for name in doc_ids:
        doc_id = name
        while doc_id in taken:
            times[name] += 1
            doc_id = f"{name}~{times[name] + 1}"
        taken.add(doc_id)
        yield doc_id


# ------------------------------------------------------------------ one file


def read_file(source: SourceFile) -> Iterator[Found]:
    """Yield the articles of one file, and rejections for what in it can't be used; no error is raised.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     path = Path(folder, "rail.jsonl")
    ...     _ = path.write_text('{"text": "Le rail avance"}\\n{"text"\\n', encoding="utf-8")
    ...     [type(found).__name__ for found in read_file(SourceFile(path, "rail"))]
    ['RawArticle', 'Rejection']

    Line ends stay as they are; the text is the decoded one, with mojibake repaired: offsets refer to it.
    """
    stem, path = source.stem, show_path(source.path)
    trouble = source.trouble or _refuse_suffix(source.suffix)
    if trouble:
        yield Rejection(stem, path, trouble)
        return
    found = None
    try:
        for found in _read(source, path):
            yield found
        if found is None:
            yield Rejection(stem, path, "no article in it; put one in, or remove the file")
    except (OSError, EOFError, zlib.error) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        yield Rejection(stem, path, f"can't be read: {why}; mend the file or get it anew")
    except MemoryError:
        raise
    except Exception as error:
        yield Rejection(stem, path, Fault("reading the file", error).reason)


def _refuse_suffix(suffix: str) -> str | None:
    known = ", ".join(sorted(SUFFIXES))
    return None if suffix in SUFFIXES else f"unknown suffix {suffix or '(none)'}; use one of {known}"


def _read(source: SourceFile, path: str) -> Iterator[Found]:
    """Yield the articles of a file of a known suffix."""
    stem, suffix = source.stem, source.suffix
    with _open(source) as stream:
        head = stream.read(SAMPLE)
    if not head.strip() and len(head) < SAMPLE:
        yield Rejection(stem, path, "empty file; put the text of an article in, or remove the file")
    elif suffix == ".parquet":
        with _open_table(source) as table:
            yield from _read_parquet(table, stem, path)
    elif looks_binary(head):
        why = "binary file, no text (a picture, a PDF, a Word file?); save the article as plain text in UTF-8"
        yield Rejection(stem, path, why)
    elif suffix in (".jsonl", ".csv"):
        read_many = _read_json_lines if suffix == ".jsonl" else _read_csv
        with _open(source) as stream:
            yield from read_many(decode_lines(stream, head, LONGEST_LINE), stem, path)
    else:
        read_one = _read_text if suffix == ".txt" else _read_page
        with _open(source) as stream:
            yield read_one(stream, stem, path)


@contextmanager
def _open(source: SourceFile) -> Iterator[IO[bytes]]:
    """Open a file to be read bit by bit, unpacked where it is packed."""
    with source.path.open("rb") as stream:
        if source.packed:
            with io.BufferedReader(_Unpacked(stream), SAMPLE) as unpacked:
                yield unpacked
        else:
            yield stream


@contextmanager
def _open_table(source: SourceFile) -> Iterator[IO[bytes]]:
    """Open a file in which one can go back and forth: a packed one is unpacked beside the others first."""
    with _open(source) as stream:
        if not source.packed:
            yield stream
            return
        with tempfile.TemporaryFile() as unpacked:
            shutil.copyfileobj(stream, unpacked)
            yield unpacked


class _Unpacked(io.RawIOBase):
    """A packed file as it unpacks; broken off when it grows as no text does."""

    def __init__(self, packed: IO[bytes]) -> None:
        super().__init__()
        self._packed = packed
        self._unpacked = gzip.GzipFile(fileobj=packed)
        self._size = 0

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        """Unpack into `buffer` and return how many bytes; raises OSError where it grows too much."""
        size = self._unpacked.readinto(buffer)
        self._size += size
        if self._size > max(_SUSPECT, MOST_EXPANSION * self._packed.tell()):
            raise OSError(f"it unpacks to more than {MOST_EXPANSION} times its size, as no text does")
        return size


# ------------------------------------------------------------------ files of one article


def _read_text(stream: IO[bytes], stem: str, path: str) -> Found:
    """Read the article of a text file."""
    data = stream.read(_WIDE * LONGEST_ARTICLE + 1)
    if len(data) > _WIDE * LONGEST_ARTICLE:
        return Rejection(stem, path, _TOO_LONG)
    text = decode(data)
    if is_page(text):
        return _take_article(text, stem, path)
    return _check(RawArticle(stem, path, text), "no text in it; put the text of an article in")


def _read_page(stream: IO[bytes], stem: str, path: str) -> Found:
    """Take the article out of a web page, and the title, day, site and authors where the page says them."""
    data = stream.read(LARGEST_PAGE + 1)
    if len(data) > LARGEST_PAGE:
        why = f"a page of more than {LARGEST_PAGE:,} bytes; save it without its pictures, or as text"
        return Rejection(stem, path, why)
    return _take_article(decode(data), stem, path)


def _take_article(html: str, stem: str, path: str) -> Found:
    try:
        page = read_page(html)
    except Exception as error:  # a parser of pages from anywhere: one broken page stops no other
        return Rejection(stem, path, f"this page can't be parsed ({error!r}); save the article as text")
    article = RawArticle(stem, path, repair(page.text), page.title, page.published, page.source, page.byline)
    return _check(article, "no article found in this page; save the article as text")


def _check(article: RawArticle, empty: str) -> Found:
    """Return the article, or why it is none: `empty` where it has no text."""
    if not article.text.strip():
        return Rejection(article.doc_id, article.path, empty)
    return (
        article
        if len(article.text) <= LONGEST_ARTICLE
        else Rejection(article.doc_id, article.path, _TOO_LONG)
    )


# ------------------------------------------------------------------ files of many articles


def _read_json_lines(lines: Iterator[str | None], stem: str, path: str) -> Iterator[Found]:
    """Yield the article of each line of a JSON Lines file."""
    for number, line in enumerate(lines, 1):
        doc_id, place = f"{stem}-{number}", f"line {number}"
        if line is None:
            yield Rejection(doc_id, path, f"{place}: more than {LONGEST_LINE:,} characters; split it")
            continue
        if not line.strip():
            continue
        try:
            row = json.loads(line.strip())
        except (ValueError, RecursionError) as error:
            yield Rejection(doc_id, path, f"{place}: broken JSON ({error}); write one object a line")
            continue
        if isinstance(row, dict):
            yield _read_row(row, doc_id, path, place)
        else:
            yield Rejection(
                doc_id, path, f"{place}: not an object with a text field; write one object a line"
            )


def _read_csv(lines: Iterator[str | None], stem: str, path: str) -> Iterator[Found]:
    """Yield the article of each row of a CSV file with commas, semicolons or tabs."""
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    head = next((line for line in lines if line is None or line.strip()), None) or ""
    delimiter = max(",;\t", key=head.count)
    names = next(csv.reader([head], delimiter=delimiter), [])
    if not _text_column(names):
        yield Rejection(stem, path, _NO_COLUMN)
        return
    rows = csv.DictReader(_short(lines), names, delimiter=delimiter)
    try:
        for number, row in enumerate(rows, 1):
            yield _read_row(row, f"{stem}-{number}", path, f"row {number}")
    except csv.Error as error:
        why = f"broken CSV below line {rows.line_num + 1}: {error}; the rows above it are read"
        yield Rejection(stem, path, why)


def _short(lines: Iterable[str | None]) -> Iterator[str]:
    """Yield lines; one that is too long is an error of the file."""
    for line in lines:
        if line is None:
            raise csv.Error(f"a line of more than {LONGEST_LINE:,} characters")
        yield line


def _read_parquet(stream: IO[bytes], stem: str, path: str) -> Iterator[Found]:
    """Yield the article of each row of a Parquet file."""
    import pyarrow
    from pyarrow import parquet

    number = 0
    try:
        file = parquet.ParquetFile(stream)
        if not _text_column(file.schema_arrow.names):
            yield Rejection(stem, path, _NO_COLUMN)
            return
        for batch in file.iter_batches(_BATCH, columns=_wanted(file.schema_arrow.names)):
            for row in batch.to_pylist():
                number += 1
                yield _read_row(row, f"{stem}-{number}", path, f"row {number}")
    except (pyarrow.ArrowException, ValueError, OverflowError) as error:
        yield Rejection(stem, path, f"broken Parquet file below row {number}: {error}; write it anew")


def _wanted(names: Iterable[str]) -> list[str]:
    """Return the columns that are read."""
    known = {*TEXT_COLUMNS, *(name for names in COLUMNS.values() for name in names)}
    return [name for name in names if name.strip().lower() in known]


def _text_column(names: Iterable[str]) -> str | None:
    small = {name.strip().lower(): name for name in names if name}
    return next((small[name] for name in TEXT_COLUMNS if name in small), None)


def _read_row(row: Mapping[str, object], fallback: str, path: str, place: str) -> Found:
    """Make an article of the columns of a row."""
    cells = {name.strip().lower(): value for name, value in row.items() if name}
    doc_id, title, published, source, byline = (_first_filled(cells, names) for names in COLUMNS.values())
    doc_id = doc_id or fallback
    column = next((name for name in TEXT_COLUMNS if name in cells), None)
    if column is None:
        return Rejection(doc_id, path, f"{place}: {_NO_COLUMN}")
    text = cells[column]
    if isinstance(text, str) and len(text) > LONGEST_ARTICLE:
        return Rejection(doc_id, path, f"{place}: {_TOO_LONG}")
    try:
        page = _read_cell(text if isinstance(text, str) else "")
    except Exception as error:  # as in `_take_article`
        return Rejection(doc_id, path, f"{place}: its HTML can't be parsed ({error!r}); save it as text")
    repaired = repair(page.text)
    if not repaired.strip():
        return Rejection(doc_id, path, f"{place}: empty text; fill the column {column!r}, or remove the row")
    return RawArticle(
        doc_id, path, repaired, title or page.title, published or page.published, source or page.source,
        byline or page.byline,
    )  # fmt: skip


def _read_cell(text: str) -> Page:
    """Read the text of a cell: a page in HTML, a piece of one, a line with its ends written out, or text."""
    if is_page(text):
        return read_page(text)
    if has_blocks(text):
        return Page(read_fragment(text))
    escaped = "\n" not in text and text.count(_ESCAPED_END) >= LEAST_ESCAPED
    return Page(text.replace(_ESCAPED_END, "\n") if escaped else text)


def _first_filled(cells: Mapping[str, object], names: Iterable[str]) -> str | None:
    """Return the first filled cell among columns, as text."""
    for name in names:
        value = cells.get(name)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = ", ".join(value)
        if value is None or value != value or isinstance(value, dict | list):  # noqa: PLR0124  (not a number)
            continue
        text = str(value).strip()
        if text:
            return repair(text)
    return None
