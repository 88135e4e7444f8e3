"""An article as its reader sees it: every line, and in its text what was read in it, marked in place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.exports import printable

if TYPE_CHECKING:
    from alibaba_corpus.tables import Corpus

Row = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """What a stretch of raw text was read as: `start` and `end` in the raw text, `name`, and a `hint`.

    >>> Mark(0, 7, "organisation", "Alibaba").name
    'organisation'
    """

    start: int
    end: int
    name: str
    hint: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same marks: their names and, to be shown on demand, their hints.

    >>> Piece("Alibaba", ("organisation",), "Alibaba").text
    'Alibaba'
    """

    text: str
    marks: tuple[str, ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Pieces of one sentence, or of no sentence; `relations` are the rows of the table that it states.

    >>> Passage(None, (Piece("Menu"),)).relations
    ()
    """

    sentence: int | None
    pieces: tuple[Piece, ...]
    relations: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A line, or lines that share a sentence; `rule` decided over the first of them.

    >>> Block("share", False, "share buttons", ()).kept
    False
    """

    kind: str
    kept: bool
    rule: str
    passages: tuple[Passage, ...]


def mark_articles(corpus: "Corpus") -> Iterator[tuple[Row, list[Block]]]:
    """Yield each article, a row of the table, with its blocks, in which all that was read is marked.

    >>> from alibaba_corpus.tables import load_corpus
    >>> article, blocks = next(mark_articles(load_corpus()))
    >>> article["language"], sorted({block.kept for block in blocks})
    ('fr', [False, True])

    Marks are `organisation`, `person`, `quantity`, `quote` and `dropped`. What no page can show is replaced
    (see `printable`), sign by sign.
    """
    tables = {
        name: _by_article(getattr(corpus, name))
        for name in ("lines", "sentences", "mentions", "quantities", "quotes", "relations")
    }
    for article in corpus.articles.to_dict("records"):
        rows = {name: found.get(article["doc_id"], []) for name, found in tables.items()}
        yield article, list(_blocks(rows))


def _by_article(table: pd.DataFrame) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table.to_dict("records"):
        found[row["doc_id"]].append(row)
    return found


def _blocks(rows: Mapping[str, list[Row]]) -> Iterator[Block]:
    marks = sorted(_marks(rows), key=lambda mark: (mark.start, -mark.end, mark.name))
    sentences = sorted(rows["sentences"], key=lambda row: row["start"])
    relations: dict[int, list[Row]] = defaultdict(list)
    for row in rows["relations"]:
        relations[int(row["sentence"])].append(row)
    for lines in _joined(sorted(rows["lines"], key=lambda row: row["start"]), sentences):
        yield Block(
            lines[0]["kind"],
            bool(lines[0]["kept"]),
            lines[0]["rule"],
            tuple(_passages(lines, sentences, marks, relations)),
        )


def _marks(rows: Mapping[str, list[Row]]) -> Iterator[Mark]:
    for row in rows["mentions"]:
        if row["kind"] in ("organisation", "person"):
            role = row.get("role")
            hint = row["entity"] if pd.isna(role) else f"{row['entity']}, {role}"
            yield Mark(row["start"], row["end"], row["kind"], hint)
    for row in rows["quantities"]:
        yield Mark(
            row["start"], row["end"], "quantity", f"{row['qualifier']} {row['value']:,.10g} {row['unit']}"
        )
    for row in rows["quotes"]:
        unknown = pd.isna(row["speaker"])
        yield Mark(row["start"], row["end"], "quote", "" if unknown else f"said by {row['speaker']}")


def _joined(lines: Sequence[Row], sentences: Sequence[Row]) -> Iterator[list[Row]]:
    """Yield lines, those together that one sentence runs through."""
    ends = [row["end"] for row in sentences]
    block: list[Row] = []
    for line in lines:
        number = bisect_left(ends, line["start"] + 1)  # the first sentence that ends in this line or later
        runs_on = number < len(sentences) and block and sentences[number]["start"] < block[-1]["end"]
        if block and not runs_on:
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _passages(
    lines: Sequence[Row],
    sentences: Sequence[Row],
    marks: Sequence[Mark],
    relations: Mapping[int, list[Row]],
) -> Iterator[Passage]:
    """Yield the text of some lines sentence by sentence."""
    first, last = lines[0]["start"], lines[-1]["end"]
    inside = [row for row in sentences if row["start"] < last and row["end"] > first]
    over = [mark for mark in marks if mark.start < last and mark.end > first]
    pieces = (found for line in lines for found in _pieces(line, inside, over, last))
    for number, group in groupby(pieces, key=lambda found: found[0]):
        stated = () if number is None else tuple(relations.get(number, ()))
        yield Passage(number, tuple(piece for _, piece in group), stated)


def _pieces(
    line: Row, sentences: Sequence[Row], marks: Sequence[Mark], last: int
) -> Iterator[tuple[int | None, Piece]]:
    """Yield the pieces of a line, each with the number of its sentence, and the line end if more follows."""
    start, end = line["start"], line["end"]
    bounds = [(row["start"], row["end"]) for row in sentences] + [(mark.start, mark.end) for mark in marks]
    cuts = sorted({start, end, *(cut for bound in bounds for cut in bound if start < cut < end)})
    for left, right in pairwise(cuts):
        text = printable(line["text"][left - start : right - start])
        over = [mark for mark in marks if mark.start <= left and mark.end >= right]
        names = tuple(dict.fromkeys(mark.name for mark in over)) + (() if line["kept"] else ("dropped",))
        hint = "; ".join(printable(mark.hint) for mark in over if mark.hint)
        yield _sentence_at(left, sentences), Piece(text, names, hint)
    if end < last:
        yield _sentence_at(end, sentences), Piece("\n")


def _sentence_at(place: int, sentences: Iterable[Row]) -> int | None:
    return next((int(row["sentence"]) for row in sentences if row["start"] <= place < row["end"]), None)
