"""Threads of readers' comments, told by what their entries have in common.

A comment has who wrote it, a day with its hour, on two lines or on one, and a text; pages name the thread in
a heading, or don't, and the entries are alike either way.
"""

from collections.abc import Sequence
from itertools import islice

from alibaba_corpus.boilerplate import Row
from alibaba_corpus.lines import Seen, find_runs, take_for

COMMENT = Row("layout: entry of a thread of comments", "comments")
LEAST_ENTRIES = 3  # entries alike without which nothing is a thread
LONGEST_ENTRY = 30  # lines from one entry to the next at most
LONGEST_NAME = 40  # characters of a reader's name
MOST_OF_NAME = 4  # words of it
LEAST_BEFORE = 2  # paragraphs before the first entry: the article's
NEAR_FIGURE = 4  # letters of a line among which its day has a figure

_FIGURES = frozenset("0123456789")
_ENDS = frozenset({"copyright", "contact", "cookies", "paywall", "advert"})


def mark_threads(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take lines for readers' comments where three entries or more each begin with a name and its stamp.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le rail avance vers la mer et vers la ville de Liège.\n"
    >>> entry = "quai\n3 mai 2018 à 12h10\nMoi aussi !\n"
    >>> marked = mark_threads(tuple(look_at_lines(text * 2 + entry * 3)))
    >>> [line.row is COMMENT for line in marked].count(True)
    9

    The thread ends with a line that is another box of the page.
    """
    runs = [run for run in find_runs(_find_heads(lines), LONGEST_ENTRY) if len(run) >= LEAST_ENTRIES]
    return take_for(lines, (i for run in runs for i in range(run[0], _find_end(lines, run[-1]))), COMMENT)


def _find_heads(lines: Sequence[Seen]) -> list[int]:
    """Find the lines with which entries begin, behind the article's first paragraphs."""
    prose = (i for i, line in enumerate(lines) if line.prose and line.row is None)
    begun = next(islice(prose, LEAST_BEFORE - 1, None), len(lines))
    dated = [
        i
        for i, line in enumerate(lines[begun + 1 :], begun + 1)
        if (line.row is not None and line.row.kind == "dateline")
        or not _FIGURES.isdisjoint(line.key[:NEAR_FIGURE])  # which tells at little cost
    ]
    if len(dated) < LEAST_ENTRIES:
        return []
    stamps = (i for i in dated if begun + 1 < i < len(lines) - 1 and _is_stamp(lines, i))
    named = (i - 1 for i in stamps if _may_be_name(lines[i - 1]))
    signed = (i for i in dated if lines[i].says("day, hour and who wrote"))
    return sorted({*named, *signed})


def _may_be_name(line: Seen) -> bool:
    """Tell whether a line may be what a reader is called: a few words that no sentence is."""
    if line.row is not None and line.row.kind == "comments" and line.last == ":":  # « Untel dit : »
        return True
    free = line.row is None or line.row.weak or line.row.kind in ("byline", "navigation")
    short = line.size <= LONGEST_NAME and line.many <= MOST_OF_NAME
    return free and short and not line.prose and line.last not in ".:?;"


def _is_stamp(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line, with the one below it, is a day and an hour, or how long ago it was."""
    if lines[i].size <= LONGEST_NAME and lines[i].says("day and hour alone"):
        return True
    if not _is_dateline(lines[i]) or lines[i].says("published"):
        return False
    if lines[i].says("time ago"):
        return True
    hour = lines[i].says("hour") or (_is_dateline(lines[i + 1]) and lines[i + 1].says("hour"))
    return hour and lines[i].says("day")


def _is_dateline(line: Seen) -> bool:
    """Tell whether a row takes a line for a stamp."""
    return line.row is not None and line.row.kind == "dateline"


def _find_end(lines: Sequence[Seen], last: int) -> int:
    """Return the place behind the last entry of a thread: where another box begins."""
    for i in range(last + 2, min(len(lines), last + LONGEST_ENTRY)):
        row = lines[i].row
        if row is not None and not row.weak and (row.opens or row.kind in _ENDS):
            return i
    return min(len(lines), last + LONGEST_ENTRY)
