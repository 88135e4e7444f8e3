"""Files of articles in the shapes they come in, read into decoded text; what can't be used is told."""

import csv
import gzip
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

SUFFIXES = frozenset({".txt", ".html", ".htm", ".jsonl", ".csv", ".parquet"})
TEXT_COLUMNS = ("text", "content", "body", "texte")
COLUMNS = {
    "doc_id": ("doc_id", "id"),
    "title": ("title", "titre"),
    "published": ("published", "date"),
    "source": ("source", "outlet", "journal"),
}
_LEAST_PRINTABLE = 0.9  # share of characters of a text that are no control characters
_SAMPLE = 65_536  # bytes from which the encoding is told


@dataclass(frozen=True, slots=True)
class RawArticle:
    """An article as found: doc_id (file stem, or stem and row), path, decoded text, what columns add."""

    doc_id: str
    path: str
    text: str
    title: str | None = None
    published: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that could not be used, and why."""

    doc_id: str
    path: str
    reason: str


Found = RawArticle | Rejection


def read_articles(sources: str | Path | Iterable[str | Path], *, strict: bool = False) -> Iterator[Found]:
    """Yield every article of files and folders, in the order of paths, and rejections for what can't be used.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "rail.txt").write_text("Le rail avance", encoding="utf-16")
    ...     [(found.doc_id, found.text) for found in read_articles(folder)]
    [('rail', 'Le rail avance')]

    A folder is read with all below it; files of other suffixes in it are ignored. `.txt`, `.html`,
    `.jsonl`, `.csv` and `.parquet` are read, also with `.gz` behind. Line ends stay as they are; the text is
    the decoded one, with mojibake repaired: offsets refer to it. Files of the same stem both survive, named
    by their path.
    With `strict`, raises ValueError that names the file at the first input that can't be used.
    Raises FileNotFoundError when a source doesn't exist.
    """
    files = list(_list_files([sources] if isinstance(sources, str | Path) else list(sources)))
    seen: Counter[str] = Counter()
    for (path, _), stem in zip(files, _name_files(files), strict=True):
        for found in _read_file(path, stem):
            if strict and isinstance(found, Rejection):
                raise ValueError(f"{found.path}: {found.reason}")
            seen[found.doc_id] += 1
            again = seen[found.doc_id]
            yield found if again == 1 else replace(found, doc_id=f"{found.doc_id}~{again}")


# ------------------------------------------------------------------ which files


def _list_files(sources: list[str | Path]) -> Iterator[tuple[Path, Path]]:
    """Yield each file with the folder it is named from."""
    for source in sources:
        path = Path(source)
        if path.is_dir():
            yield from ((p, path) for p in sorted(path.rglob("*")) if p.is_file() and _suffix(p) in SUFFIXES)
        elif path.exists():
            yield path, path.parent
        else:
            raise FileNotFoundError(f"{path}: no such file or folder")


def _suffix(path: Path) -> str:
    """Return the suffix that tells the format, in small letters, `.gz` left out."""
    return Path(path.stem if path.suffix.lower() == ".gz" else path.name).suffix.lower()


def _stem(path: Path) -> str:
    return Path(path.stem).stem if path.suffix.lower() == ".gz" else path.stem


def _name_files(files: list[tuple[Path, Path]]) -> list[str]:
    """Name each file by its stem; where stems clash by its path in the folder, then with its suffix."""
    names = [_stem(path) for path, _ in files]
    for longer in (_path_stem, _path_name):
        clash = Counter(names)
        names = [longer(*file) if clash[name] > 1 else name for file, name in zip(files, names, strict=True)]
    return names


def _path_stem(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_name(_stem(path)).as_posix()


def _path_name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


# ------------------------------------------------------------------ one file


def _read_file(path: Path, stem: str) -> Iterator[Found]:
    """Yield the articles of one file."""
    suffix = _suffix(path)
    if suffix not in SUFFIXES:
        yield Rejection(
            stem, str(path), f"unknown suffix {suffix or '(none)'}; use one of {', '.join(sorted(SUFFIXES))}"
        )
        return
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix.lower() == ".gz" else path.read_bytes()
    except (OSError, EOFError) as error:
        yield Rejection(stem, str(path), f"can't be read: {error}")
        return
    if not data.strip():
        yield Rejection(stem, str(path), "empty file")
        return
    reader = {".jsonl": _read_json_lines, ".csv": _read_csv, ".parquet": _read_parquet}.get(
        suffix, _read_text
    )
    yield from reader(data, stem, str(path))


def _read_text(data: bytes, stem: str, path: str) -> Iterator[Found]:
    """Yield the article of a text file or of a web page."""
    if _looks_binary(data):
        yield Rejection(stem, path, "binary file, no text")
        return
    text = decode(data)
    page = _suffix(Path(path)) in (".html", ".htm")
    article = _read_page(text, stem, path) if page else RawArticle(stem, path, text)
    yield article if article.text.strip() else Rejection(stem, path, "no text in it")


def _looks_binary(data: bytes) -> bool:
    """Tell whether bytes are no text in any encoding: control characters that no text holds."""
    if _guess_utf16(data):
        return False
    sample = data[:_SAMPLE]
    odd = sum(sample.count(code) for code in (*range(9), *range(14, 27), *range(28, 32)))
    return odd > (1 - _LEAST_PRINTABLE) * len(sample) or (b"\0" in sample and odd > 2)


def _read_page(html: str, stem: str, path: str) -> RawArticle:
    """Take the text out of a web page, and the title, day and site where its metadata give them."""
    import trafilatura

    text = trafilatura.extract(html, favor_recall=True, include_comments=False, include_tables=True) or ""
    meta = trafilatura.extract_metadata(html)
    title, date, site = (getattr(meta, field, None) for field in ("title", "date", "sitename"))
    if title and text and title not in text[: len(title) + 400]:
        text = f"{title}\n{text}"
    return RawArticle(stem, path, text, title or None, date or None, site or None)


def decode(data: bytes) -> str:
    """Return the text that bytes encode, with mojibake repaired and line ends as they are.

    >>> decode("L’été « à Liège »".encode("cp1252"))
    'L’été « à Liège »'
    >>> decode("L’Ã©tÃ© Ã\xa0 LiÃ¨ge".encode())
    'L’été à Liège'

    Knows UTF-8 and UTF-16 with or without a mark, else the encoding that charset-normalizer finds likeliest,
    Windows-1252 when in doubt. ftfy repairs doubly encoded letters; it changes no quote, space or width.
    """
    return _repair(_decode(data))


def _decode(data: bytes) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    wide = _guess_utf16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(_guess_encoding(data), errors="replace")


def _guess_utf16(data: bytes) -> str | None:
    """Tell UTF-16 by its mark or by the zero bytes that Latin letters leave on one side."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if len(data) % 2 or len(sample) < 4:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if odd > 0.7 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.1 * half else None


def _guess_encoding(data: bytes) -> str:
    """Tell a one-byte encoding; Windows-1252, the usual case in French, wins when it decodes to letters."""
    try:
        western = data.decode("cp1252")
    except UnicodeDecodeError:
        western = ""
    foreign = re.findall(r"[^\x00-\x7fÀ-ÿŒœŸ€‚„…†‡‰‹›‘’“”•–—™\xa0«»°²³·§©®¼½¾¿¡µ´¨¸×]", western)
    pairs = re.findall(r"[a-zA-Z][À-ÿœ][a-z]|[ 'Àà]à |é[ ,.s]|[a-z]’[a-zé]", western)
    if western and not foreign and pairs:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best is not None else "cp1252"


def _repair(text: str) -> str:
    """Undo mojibake, and lone surrogates that no file could hold."""
    if re.search("[ÂÃâ\u0102ĂÐ][\x80-\u2122]", text):
        import ftfy

        text = "".join(ftfy.fix_encoding(line) for line in text.splitlines(keepends=True))
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


# ------------------------------------------------------------------ files of many articles


def _read_json_lines(data: bytes, stem: str, path: str) -> Iterator[Found]:
    """Yield the article of each line of a JSON Lines file."""
    for number, line in enumerate(_decode(data).split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            yield Rejection(f"{stem}-{number}", path, f"line {number}: broken JSON ({error})")
            continue
        if isinstance(row, dict):
            yield _read_row(row, f"{stem}-{number}", path, f"line {number}")
        else:
            yield Rejection(f"{stem}-{number}", path, f"line {number}: not an object with a text field")


def _read_csv(data: bytes, stem: str, path: str) -> Iterator[Found]:
    """Yield the article of each row of a CSV file with commas, semicolons or tabs."""
    text = _decode(data)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    csv.field_size_limit(2**31 - 1)
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if not _text_column(rows.fieldnames or ()):
        yield Rejection(stem, path, f"no text column; name it one of {', '.join(TEXT_COLUMNS)}")
        return
    try:
        for number, row in enumerate(rows, 1):
            yield _read_row(row, f"{stem}-{number}", path, f"row {number}")
    except csv.Error as error:
        yield Rejection(stem, path, f"broken CSV near line {rows.line_num}: {error}")


def _read_parquet(data: bytes, stem: str, path: str) -> Iterator[Found]:
    """Yield the article of each row of a Parquet file."""
    import pyarrow
    from pyarrow import parquet

    try:
        file = parquet.ParquetFile(io.BytesIO(data))
    except pyarrow.ArrowException as error:
        yield Rejection(stem, path, f"broken Parquet file: {error}")
        return
    if not _text_column(file.schema_arrow.names):
        yield Rejection(stem, path, f"no text column; name it one of {', '.join(TEXT_COLUMNS)}")
        return
    number = 0
    for batch in file.iter_batches():
        for row in batch.to_pylist():
            number += 1
            yield _read_row(row, f"{stem}-{number}", path, f"row {number}")


def _text_column(names: Iterable[str]) -> str | None:
    small = {name.strip().lower(): name for name in names if name}
    return next((small[name] for name in TEXT_COLUMNS if name in small), None)


def _read_row(row: Mapping[str, object], fallback: str, path: str, place: str) -> Found:
    """Make an article of the columns of a row."""
    column = _text_column(row)
    given = {field: _cell(row, names) for field, names in COLUMNS.items()}
    doc_id = given["doc_id"] or fallback
    text = row.get(column) if column else None
    if column is None:
        return Rejection(doc_id, path, f"{place}: no text column; name it one of {', '.join(TEXT_COLUMNS)}")
    if not isinstance(text, str) or not text.strip():
        return Rejection(doc_id, path, f"{place}: empty text")
    return RawArticle(doc_id, path, _repair(text), given["title"], given["published"], given["source"])


def _cell(row: Mapping[str, object], names: tuple[str, ...]) -> str | None:
    """Return the first filled cell among columns, as text."""
    small = {str(name).strip().lower(): value for name, value in row.items() if name}
    for name in names:
        value = small.get(name)
        if value is not None and value == value and str(value).strip():  # noqa: PLR0124  (not a number)
            return _repair(str(value).strip())
    return None
