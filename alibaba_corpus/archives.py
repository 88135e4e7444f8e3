"""Archives: the tables of millions of articles, made part by part, on this machine or on a Dask cluster.

The articles are cut into parts. What only the whole archive tells (lines that recur, repeats, dates that
other articles settle, names that clash, organisations) is counted from sketches of the parts, by ranges of
keys, with the functions that `load_corpus` uses. No step holds more than a part or a range.
"""

import heapq
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from glob import glob
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pandas as pd

from alibaba_corpus.articles import Article
from alibaba_corpus.clusters import Outcome, Task, open_client, run_tasks
from alibaba_corpus.cross_dating import (
    Answer,
    Teller,
    answer_deal,
    make_teller,
    settle_answers,
    tell_inferred,
)
from alibaba_corpus.dictionary import make_frame, table_columns
from alibaba_corpus.faults import Fault, try_each
from alibaba_corpus.fingerprints import digest, fingerprint
from alibaba_corpus.parts import (
    BATCH,
    Part,
    cut_group,
    group_files,
    group_key,
    load_part,
    read_parts,
    with_offsets,
    write_parts,
)
from alibaba_corpus.reading import Found, RawArticle, Rejection, reject, tell_apart
from alibaba_corpus.recurring import (
    add_sharing,
    count_recurring,
    drop_lines,
    pair_sharing,
    paragraph_rows,
    short_rows,
    sketch_lines,
)
from alibaba_corpus.repeats import (
    Likeness,
    add_alike,
    choose_compared,
    pair_alike,
    settle_repeats,
    share_of,
    sketch_rows,
    sketch_text,
)
from alibaba_corpus.sketches import gather, look_up, write_found, write_sketch
from alibaba_corpus.sources import SourceFile, list_files
from alibaba_corpus.tables import (
    Reading,
    Rows,
    dated,
    finish_article,
    label_article,
    make_organisation,
    read_rows,
)
from alibaba_corpus.writing import write_text, write_whole

PART_ARTICLES = 2_000  # articles of a part: a few minutes' work
BUCKET_ARTICLES = 50_000  # articles for which one more range of keys is counted by itself
SHARED_BUCKETS, SHARED_ARTICLES = 8, 5_000  # up to so many, one for fewer articles: processes share them
_WORK = ".work"  # the folder below `out` in which an interrupted run goes on
_CUT, _READ = "cut.json", "read.json"  # the parts that were cut, and those of them that were read, in it
_FAMILIES, _REPEATS = "families.json", "repeats.json"  # the articles that belong to an earlier one, in it


@dataclass(frozen=True, slots=True)
class Built:
    """What a run made: where, the articles and parts there, parts read now, and by part why one failed."""

    out: Path
    articles: int
    parts: int
    read_now: int
    failures: dict[str, str]


def build_tables(
    sources: str | Path | Iterable[str | Path],
    out: str | Path,
    client: Any = None,
    *,
    part_articles: int = PART_ARTICLES,
) -> Built:
    """Write the tables of an archive to `out/<table>/part-*.parquet`, as `load_corpus` makes them.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = Path(folder, "a.txt").write_text("Le rail avance", encoding="utf-8")
    ...     built = build_tables(folder + "/*.txt", Path(folder, "out"))
    >>> built.articles, built.failures
    (1, {})

    `sources` are files, folders and globs of all that `load_corpus` reads. `client` is a Dask client or the
    address of a scheduler; without one the work is done in this process. Workers must see `sources` and `out`
    under the same paths. A run that was cut off goes on where it stopped; parts whose input changed are made
    anew. An article in which a step of this package fails is a row of `rejected`. A part that fails three
    times is told there too, and tried again by the next run. `out`/.work holds what a later run need not do
    again; it may be deleted.

    The rows are those of `load_corpus`, in its order, however the archive is cut and whoever works on it.
    Texts are compared by numbers of 61 to 63 bits: two lines or shingles that differ count as the same with a
    chance of one in twenty for a thousand million. What this process holds: some bytes for each file, each
    part and each article that repeats another.

    Raises FileNotFoundError for a source that doesn't exist, ImportError where a client is asked for and
    Dask is missing, RuntimeError where a step fails without which no table can be made.
    """
    files = list_files(_expand(sources))
    with open_client(client) as opened:
        return _Build(Path(out), part_articles, opened).run(files)


def _expand(sources: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """Put the files in the place of globs."""
    found: list[str | Path] = []
    for source in [sources] if isinstance(sources, str | Path) else sources:
        matched = [] if Path(source).exists() else sorted(glob(str(source), recursive=True))  # noqa: PTH207  (a whole pattern, absolute or not)
        found += matched or [source]
    return found


@dataclass(frozen=True, slots=True)
class _Build:
    """The steps of a run in their order."""

    out: Path
    part_articles: int
    client: Any

    @property
    def work(self) -> Path:
        return self.out / _WORK

    def run(self, files: Sequence[SourceFile]) -> Built:
        parts, failures = self._cut(files)
        buckets = _count_buckets(sum(part.articles for part in parts))
        whole = digest(parts, buckets)
        write_parts(parts, self.work / _CUT)
        self._in_buckets("names", _find_clashes, buckets, whole)
        recurring = self._count_lines(parts, buckets, whole)
        read = self._read(parts, buckets, recurring)
        done = [part for part in parts if part.name in read.results]
        self._settle(done, read, buckets)
        failed = {part.name: read.failures[part.name] for part in parts if part.name in read.failures}
        self._tell_rejected(parts, failed, failures)
        _remove_stale(self.out, {_file_name(number) for number in range(len(done))})
        return Built(self.out, sum(p.articles for p in done), len(parts), read.made, {**failures, **failed})

    def _must(self, step: str, tasks: Sequence[Task]) -> dict[str, Any]:
        """Run a step without which the others can't go on; raises RuntimeError when it fails."""
        outcome = run_tasks(step, tasks, self.work, self.client)
        if outcome.failures:
            raise RuntimeError(f"the step {step!r} failed, run again to go on: {outcome.failures}")
        return outcome.results

    def _in_buckets(self, step: str, function: Any, buckets: int, key: str) -> dict[str, Any]:
        return self._must(
            step, [Task(str(b), key, function, (self.work, b, buckets)) for b in range(buckets)]
        )

    def _cut(self, files: Sequence[SourceFile]) -> tuple[list[Part], dict[str, str]]:
        """Cut the archive into parts; return them, and why files could not be cut."""
        most = self.part_articles
        groups = {group_key(group, most): group for group in group_files(files, most)}
        cut = run_tasks(
            "cut",
            [Task(k, k, cut_group, (g, self.work, k, most)) for k, g in groups.items()],
            self.work,
            self.client,
        )
        parts = [Part(**told) for key in groups if key in cut.results for told in cut.results[key]]
        tasks = [Task(part.name, part.key, _sketch_part, (self.work, part)) for part in parts]
        sketched = run_tasks("sketch", tasks, self.work, self.client)
        whole = list(with_offsets([part for part in parts if part.name in sketched.results]))
        paths = {f"{source.path}": why for key, why in cut.failures.items() for source in groups[key]}
        return whole, {**paths, **sketched.failures}

    def _count_lines(self, parts: Sequence[Part], buckets: int, whole: str) -> dict[int, int]:
        """Return the lines that recur, with the number of families of articles that have them."""
        self._in_buckets("sharing", _find_sharing, buckets, whole)
        tasks = [Task(part.name, whole, _find_parents, (self.work, part, buckets)) for part in parts]
        parents = [pair for found in self._must("families", tasks).values() for pair in found]
        families: dict[int, int] = {}
        for two, one in sorted(parents):
            families[two] = families.get(one, one)
        _write_numbers(families, self.work / _FAMILIES)
        counted = self._in_buckets("recurring", _count_bucket, buckets, whole)
        return {key: times for found in counted.values() for key, times in found}

    def _read(self, parts: Sequence[Part], buckets: int, recurring: dict[int, int]) -> Outcome:
        """Read every part: all its tables but what only the whole archive tells."""
        tasks = []
        for part in parts:
            renamed = look_up(part, self.work / "names", buckets, "number")
            names = {int(n) - part.offset: str(d) for n, d in renamed.to_records(index=False).tolist()}
            lines = pd.read_parquet(self.work / "short" / f"{part.name}.parquet", columns=["key"])["key"]
            times = {key: recurring[key] for key in sorted({*lines.tolist()} & recurring.keys())}
            key = digest(part.key, names, times)
            tasks.append(Task(part.name, key, _read_part, (self.work, part.name, names, times)))
        return run_tasks("read", tasks, self.work, self.client)

    def _settle(self, parts: Sequence[Part], read: Outcome, buckets: int) -> None:
        """Put what the whole archive tells into the tables of each part."""
        whole = digest(parts, buckets, read.results)
        write_parts(parts, self.work / _READ)
        self._in_buckets("alike", _find_alike, buckets, whole)
        self._in_buckets("answers", _find_answers, buckets, whole)
        compare = [Task(part.name, whole, _compare_part, (self.work, part, buckets)) for part in parts]
        found = self._must("compare", compare).values()
        repeats = settle_repeats(Likeness(*pair) for pairs in found for pair in pairs)
        _write_numbers(repeats, self.work / _REPEATS)
        self._in_buckets("organisations", _count_organisations, buckets, whole)
        named = _read_column(self.work, parts, set(repeats.values()), "doc_id")
        tasks = []
        repeating = {part.name: numbers for part, numbers in _by_part(parts, repeats)}
        for number, part in enumerate(parts):
            originals = {two - part.offset: named[repeats[two]] for two in repeating.get(part.name, ())}
            arguments = (self.out, part, buckets, originals, _file_name(number))
            tasks.append(Task(part.name, digest(whole, number), _settle_part, arguments))
        self._must("settle", tasks)
        _merge_organisations(self.work / "organisations", buckets, self.out)

    def _tell_rejected(self, parts: Sequence[Part], failed: dict[str, str], failures: dict[str, str]) -> None:
        """List every article of the parts that failed, and every file that could not be cut."""
        rows = [
            {"doc_id": found.doc_id, "path": found.path, "reason": f"its part failed: {failed[part.name]}"}
            for part in parts
            if part.name in failed
            for found in load_part(self.work, part.name)
        ]
        rows += [{"doc_id": Path(path).stem, "path": path, "reason": why} for path, why in failures.items()]
        _write_table("rejected", rows, self.out / "rejected" / "part-failed.parquet")


def _count_buckets(articles: int) -> int:
    """Return in how many ranges keys are counted; few are enough, for each reads all parts."""
    return 1 + max(articles // BUCKET_ARTICLES, min(SHARED_BUCKETS, articles // SHARED_ARTICLES))


# ---------------------------------------------------------------------------------------- sketches
def _write_numbers(pairs: Mapping[int, int], path: Path) -> None:
    """Write which article belongs to which; every bucket reads it."""
    write_text(path, json.dumps(sorted(pairs.items())))


def _read_numbers(path: Path) -> dict[int, int]:
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _sketch_part(work: Path, part: Part) -> None:
    """Write what is compared of a part's names and lines."""
    names, sketches = [], []
    for number, item in enumerate(load_part(work, part.name)):
        names.append((fingerprint(_base(item.doc_id)), number, item.doc_id))
        if isinstance(item, RawArticle):
            (lines,) = try_each("cleaning", label_article, [item])
            sketches.append((number, sketch_lines(() if isinstance(lines, Fault) else lines)))
    columns = ["key", "number", "doc_id"]
    write_sketch(pd.DataFrame(names, columns=columns), work / "doc_ids" / f"{part.name}.parquet")
    write_sketch(paragraph_rows(sketches), work / "paragraphs" / f"{part.name}.parquet")
    write_sketch(short_rows(sketches), work / "short" / f"{part.name}.parquet")


def _base(doc_id: str) -> str:
    """Return a name without the numbers that tell it apart: only names with one base can clash."""
    return doc_id.split("~", 1)[0]


_NAMES = {"number": "int64", "doc_id": "str"}


def _find_clashes(work: Path, bucket: int, buckets: int) -> None:
    """Write the new names of the articles whose names clash."""
    rows = gather(read_parts(work / _CUT), work / "doc_ids", bucket, buckets).sort_values("number")
    named = rows.reindex(columns=list(_NAMES)).astype(_NAMES)
    told = list(tell_apart(named["doc_id"]))
    changed = named.assign(doc_id=told)[named["doc_id"] != told]
    write_found(changed, work / "names" / f"{bucket}.parquet", "number")


def _find_sharing(work: Path, bucket: int, buckets: int) -> None:
    pairs = pair_sharing(gather(read_parts(work / _CUT), work / "paragraphs", bucket, buckets))
    write_found(pairs, work / "sharing" / f"{bucket}.parquet", "two")


def _find_parents(work: Path, part: Part, buckets: int) -> list[tuple[int, int]]:
    """Return, for the articles of a part that belong to an earlier one's family, the nearest of it."""
    sharing = add_sharing(look_up(part, work / "sharing", buckets, "two"))
    together = sharing[sharing["shared"] * 2 >= sharing["least"]]
    nearest = together.groupby("two")["one"].max()
    return list(zip(nearest.index.tolist(), nearest.tolist(), strict=True))


def _count_bucket(work: Path, bucket: int, buckets: int) -> list[tuple[int, int]]:
    parts, families = read_parts(work / _CUT), _read_numbers(work / _FAMILIES)
    n_families = sum(part.articles for part in parts) - len(families)
    rows = gather(parts, work / "short", bucket, buckets)
    return sorted(count_recurring(rows, families, n_families).items()) if len(rows) else []


# ---------------------------------------------------------------------------------------- reading
def _read_part(work: Path, name: str, names: dict[int, str], times: dict[int, int]) -> str:
    """Write the draft tables of a part, some articles at once, and the sketches of what they tell."""
    tables: Rows = {table: [] for table in table_columns()}
    texts, deals, spellings = [], [], []
    numbers = []
    for number, found in _read_items(load_part(work, name), names, times):
        if isinstance(found, Rejection):
            tables["rejected"].append(asdict(found))
            continue
        reading, made = found
        numbers.append(number)
        for table, rows in made.items():
            tables[table] += rows
        sketch = sketch_text(reading.article.text)
        texts.extend([(number, sketch)] if sketch else [])
        deals.extend(_deal_rows(number, make_teller(number, told := dated(reading)), told.deals))
        spellings.extend(_spelling_rows(number, made["mentions"]))
    for table, rows in tables.items():
        _write_table(table, rows, work / "drafts" / table / f"{name}.parquet")
    write_sketch(sketch_rows(texts), work / "texts" / f"{name}.parquet")
    write_sketch(_typed(deals, _DEALS), work / "deals" / f"{name}.parquet")
    write_sketch(_typed(spellings, _SPELLINGS), work / "spellings" / f"{name}.parquet")
    write_text(work / "numbers" / f"{name}.json", json.dumps(numbers))
    return digest(names, times, numbers)


def _read_items(
    found: Iterable[Found], names: Mapping[int, str], times: Mapping[int, int]
) -> Iterator[tuple[int, tuple[Reading, Rows] | Rejection]]:
    """Yield what is read in the articles of a part, or why nothing is, by their numbers; some at once."""
    items = ((n, replace(item, doc_id=names.get(n, item.doc_id))) for n, item in enumerate(found))
    while batch := list(islice(items, BATCH)):
        raw = [item for _, item in batch if isinstance(item, RawArticle)]
        made = iter(read_rows(try_each("cleaning", lambda article: _clean(article, times), raw)))
        for number, item in batch:
            if isinstance(item, Rejection):
                yield number, item
                continue
            both = next(made)
            yield number, reject(item, both) if isinstance(both, Fault) else both


_DEALS = {"key": "int64", "number": "int64", "doc_id": "str", "days": "str", "asked": "str"}
_SPELLINGS = {"key": "int64", "number": "int64", "entity": "str", "text": "str", "times": "int64"}


def _typed(rows: list[tuple[Any, ...]], types: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _clean(raw: RawArticle, times: Mapping[int, int]) -> Article:
    return finish_article(raw, drop_lines(label_article(raw), times))


def _deal_rows(number: int, teller: Teller, deals: Iterable[tuple[str, str, str]]) -> list[tuple[Any, ...]]:
    days, asked = "\n".join(teller.days), "\n".join(text.replace("\n", "\0") for text in teller.asked)
    return [(fingerprint(*deal), number, teller.doc_id, days, asked) for deal in sorted(deals)]


def _spelling_rows(number: int, mentions: Iterable[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    firms = (row for row in mentions if row["kind"] == "organisation")
    counted = Counter((row["entity"], " ".join(row["text"].split())) for row in firms)
    return [(fingerprint(entity), number, entity, text, n) for (entity, text), n in sorted(counted.items())]


def _write_table(table: str, rows: Iterable[dict[str, Any]], path: Path) -> None:
    _write_frame(table, make_frame(table, rows), path)


def _write_frame(table: str, frame: pd.DataFrame, path: Path) -> None:
    import pyarrow as pa

    types = {
        "text": pa.string(), "integer": pa.int64(), "number": pa.float64(), "flag": pa.bool_(),
        "list": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(column.name, types[column.type]) for column in table_columns()[table]])
    with write_whole(path) as draft:
        frame.to_parquet(draft, index=False, schema=schema)


# ---------------------------------------------------------------------------------------- settling
def _find_alike(work: Path, bucket: int, buckets: int) -> None:
    alike = pair_alike(gather(read_parts(work / _READ), work / "texts", bucket, buckets))
    write_found(alike, work / "alike" / f"{bucket}.parquet", "two")


def _compare_part(work: Path, part: Part, buckets: int) -> list[tuple[int, int, float]]:
    """Compare the articles of a part in full with earlier ones that may be alike."""
    parts = read_parts(work / _READ)
    pairs = choose_compared(add_alike(look_up(part, work / "alike", buckets, "two")))
    numbers = {*pairs["one"].tolist(), *pairs["two"].tolist()}
    texts = _read_column(work, parts, numbers, "text")
    rows = pairs.to_records(index=False).tolist()
    return [(two, one, share_of(texts[two], texts[one])) for two, one in rows]


def _read_column(work: Path, parts: Sequence[Part], numbers: set[int], column: str) -> dict[int, str]:
    """Return a column of the draft articles with these numbers."""
    found: dict[int, str] = {}
    for part, _ in _by_part(parts, numbers):
        cells = pd.read_parquet(work / "drafts" / "articles" / f"{part.name}.parquet", columns=[column])
        places = _numbers(work, part)
        found |= {n: cell for n, cell in zip(places, cells[column], strict=True) if n in numbers}
    return found


def _by_part(parts: Sequence[Part], numbers: Iterable[int]) -> Iterator[tuple[Part, list[int]]]:
    """Yield the parts that hold the articles with these numbers, each with its own; parts stand in order."""
    offsets = [part.offset for part in parts]
    for place, held in groupby(sorted(numbers), lambda number: bisect_right(offsets, number) - 1):
        yield parts[place], list(held)


def _numbers(work: Path, part: Part) -> list[int]:
    """Return the numbers in the archive of the articles of a part, rejections left out."""
    numbers = json.loads((work / "numbers" / f"{part.name}.json").read_text(encoding="utf-8"))
    return [number + part.offset for number in numbers]


def _find_answers(work: Path, bucket: int, buckets: int) -> None:
    rows = gather(read_parts(work / _READ), work / "deals", bucket, buckets)
    found: list[Answer] = []
    for _, told in rows.groupby("key"):
        found += answer_deal([_teller(row) for row in told.to_dict("records")])
    types = {"asker": "int64", "asked": "str", "day": "str", "number": "int64", "doc_id": "str"}
    frame = _typed([tuple(asdict(answer).values()) for answer in found], types)
    write_found(frame, work / "answers" / f"{bucket}.parquet", "asker")


def _teller(row: Mapping[Any, Any]) -> Teller:
    asked = tuple(text.replace("\0", "\n") for text in _split(row["asked"]))
    return Teller(row["number"], row["doc_id"], _split(row["days"]), asked)


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()


def _count_organisations(work: Path, bucket: int, buckets: int) -> None:
    """Write the organisations of a bucket, in the order of their names."""
    repeats = _read_numbers(work / _REPEATS)
    rows = gather(read_parts(work / _READ), work / "spellings", bucket, buckets)
    made = []
    if len(rows):
        told = rows.assign(number=rows["number"].map(lambda number: repeats.get(number, number)))
        for entity, group in told.groupby("entity"):
            times = group.groupby("text")["times"].sum()
            spellings = dict(zip(times.index.tolist(), times.tolist(), strict=True))
            made.append(make_organisation(str(entity), spellings, group["number"].nunique()))
    made.sort(key=lambda row: row["entity"])
    _write_table("organisations", made, work / "organisations" / f"{bucket}.parquet")


def _merge_organisations(folder: Path, buckets: int, out: Path) -> None:
    """Put the organisations of all buckets into one file in the order of their names, a few held at once."""
    from pyarrow import RecordBatch, parquet

    files = [parquet.ParquetFile(folder / f"{bucket}.parquet") for bucket in range(buckets)]
    merged = heapq.merge(*map(_stream, files), key=lambda row: row["entity"])
    schema = files[0].schema_arrow
    with (
        write_whole(out / "organisations" / "part-000000.parquet") as draft,
        parquet.ParquetWriter(draft, schema) as writer,
    ):
        chunk: list[dict[str, Any]] = []
        for row in merged:
            chunk.append(row)
            if len(chunk) == 10_000:
                writer.write_batch(RecordBatch.from_pylist(chunk, schema=schema))
                chunk = []
        writer.write_batch(RecordBatch.from_pylist(chunk, schema=schema))


def _stream(file: Any) -> Iterator[dict[str, Any]]:
    for batch in file.iter_batches(1_000):
        yield from batch.to_pylist()


def _file_name(number: int) -> str:
    return f"part-{number:06}.parquet"


def _settle_part(out: Path, part: Part, buckets: int, originals: dict[int, str], file: str) -> None:
    """Write the tables of a part with what the whole archive tells."""
    work = out / _WORK
    drafts = {
        name: pd.read_parquet(work / "drafts" / name / f"{part.name}.parquet")
        for name in table_columns()
        if name != "organisations"
    }
    numbers = dict(zip(drafts["articles"]["doc_id"], _numbers(work, part), strict=True))
    repeated = [originals.get(number - part.offset) for number in numbers.values()]
    drafts["articles"]["duplicate_of"] = pd.Series(repeated, dtype=drafts["articles"]["doc_id"].dtype)
    told = look_up(part, work / "answers", buckets, "asker").to_records(index=False).tolist()
    answers = settle_answers(Answer(*answer) for answer in told)
    drafts["dates"] = _settle_dates(drafts["dates"], numbers, answers)
    for name, frame in drafts.items():
        _write_frame(name, frame, out / name / file)


def _settle_dates(
    dates: pd.DataFrame, numbers: dict[str, int], answers: dict[tuple[int, str], Answer]
) -> pd.DataFrame:
    """Put the days that other articles know into open dates."""
    plain = dates.astype(object)
    rows: list[dict[Any, Any]] = plain.where(plain.notna(), None).to_dict("records")
    for row in rows:
        answer = answers.get((numbers[row["doc_id"]], row["text"])) if row["value"] is None else None
        if answer:
            row |= {"value": answer.day, "precision": "day", "basis": tell_inferred(answer.doc_id)}
    return make_frame("dates", rows)


def _remove_stale(out: Path, files: set[str]) -> None:
    """Remove the parts of an earlier run that are none any more."""
    for table in table_columns():
        for path in (out / table).glob("part-*.parquet"):
            if table != "organisations" and path.name not in files | {"part-failed.parquet"}:
                path.unlink()
