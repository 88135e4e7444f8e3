"""When an article appeared, as its stamps say: the dates of lines that are none of its text."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from alibaba_corpus.cleaning import Line
from alibaba_corpus.date_expressions import date_languages
from alibaba_corpus.dates import DateMention, find_dates_in_any, iso_date
from alibaba_corpus.outlets import LONGEST_STAMP, compile_form, find_source, only_form, rows_of

STAMP_KINDS = ("dateline", "byline")
_TITLE_KINDS = ("title", "duplicate")
_FOREIGN_KINDS = ("related", "comments", "advert", "cookies", "contact")
_LONGEST_KEPT = 80  # characters of a kept line that may yet be a stamp
_KEPT_STAMPS = 64  # whose reading is kept at hand: several steps read the same few of an article
FIGURE = re.compile(r"\d")
_SPACED = re.compile(r"(?<=\d) / (?=\d)")  # a day in figures set apart


class Stamp(NamedTuple):
    """An ISO date cut to its precision (day, month or year), and the words that said it."""

    value: str
    precision: str
    words: str


class Dated(NamedTuple):
    """A date in a line, and what the words before it say happened on it."""

    mention: DateMention
    means: str | None
    line: Line


def make_stamp(mention: DateMention, words: str) -> Stamp | None:
    """Return the stamp of a date that some words said, or None where the date has no value.

    >>> make_stamp(best_dates("3 mai 2018")[0], "le 3 mai 2018")
    Stamp(value='2018-05-03', precision='day', words='le 3 mai 2018')
    """
    value = iso_date(mention)
    return Stamp(value, {10: "day", 7: "month"}.get(len(value), "year"), words) if value else None


def dates_of(line: Line, published: str | None = None) -> Iterator[Dated]:
    """Yield the dates of a line, each with what the nearest mark before it says.

    >>> said = "Publié le 3 mai 2018, mis à jour le 4 mai 2018"
    >>> [dated.means for dated in dates_of(Line(1, 0, len(said), said, "dateline", False, ""))]
    ['published', 'updated']
    """
    if len(line.text) > LONGEST_STAMP and line.kind not in STAMP_KINDS:
        return
    text = _stamp_in(line)
    for mention in best_dates(text, published):
        before = [means for start, means in _marks(text) if start < mention.start]
        yield Dated(mention, before[-1] if before else None, line)


def _stamp_in(line: Line) -> str:
    return _SPACED.sub("/", only_form("glued").sub(" ", line.text[: 4 * LONGEST_STAMP]))


@lru_cache(maxsize=_KEPT_STAMPS)
def _marks(text: str) -> Sequence[tuple[int, str]]:
    """Return what the words of a line say happened on the date behind them, and where they stand."""
    return sorted(
        (m.start(), row["means"]) for row in rows_of("stamp") for m in compile_form(row).finditer(text)
    )


def best_dates(text: str, published: str | None = None) -> Sequence[DateMention]:
    """Return the dates of a stamp, read in the language that understands most of it.

    >>> [mention.value for mention in best_dates("May 3, 2018")], best_dates("hier")
    (['2018-05-03'], ())

    Without a figure, or a day of publication to count from, there are none.
    """
    if published is None and not FIGURE.search(text):
        return ()
    return _readings(text, published)


@lru_cache(maxsize=_KEPT_STAMPS)
def _readings(text: str, published: str | None) -> tuple[DateMention, ...]:
    return tuple(find_dates_in_any(text, date_languages(), published))


def read_datelines(lines: Sequence[Line]) -> Stamp | None:
    """Read the publication stamps: the first that says so, else the first date of any.

    Those of the article stand before its text. One that stands below may be an export's; several different
    ones are the stamps of other articles and of comments, and say nothing.

    >>> read_datelines([Line(1, 0, 12, "Le 3 mai 2018", "dateline", False, "")]).value
    '2018-05-03'
    """
    others = {below.number for line, below in pairwise(lines) if line.kind == "related"}
    begins = _text_begins(lines)
    stamps = (line for line in lines if line.kind in STAMP_KINDS)
    own = (line for line in stamps if line.number < begins or line.number not in others)
    dated = [d for line in own for d in dates_of(line)]
    stated = [d for d in dated if d.mention.basis == "stated" and d.means != "updated"]
    above = [d for d in stated if d.line.number < begins]
    if not above and len({d.mention.value for d in stated}) > 1:
        return None
    stated = sorted(
        _without_clock(lines, above) or stated,
        key=lambda d: (d.line.kind != "dateline", d.means is None and find_source([d.line]) is None),
    )
    first = next((d for d in stated if d.mention.precision == "day"), stated[0] if stated else None)
    if first is None:
        return _published_before_update(lines, dated)
    return make_stamp(first.mention, first.line.text.strip())


def _without_clock(lines: Sequence[Line], above: Sequence[Dated]) -> Sequence[Dated]:
    """Leave out the days over the headline that are later than one under it: the clock of the page."""
    head = next((line.number for line in lines if line.kind == "title"), 0)
    under = [d.mention.value for d in above if d.line.number > head and d.mention.precision == "day"]
    if not under:
        return above
    first = min(value for value in under if value)
    return [d for d in above if d.line.number > head or d.means or (d.mention.value or "") <= first]


def _published_before_update(lines: Sequence[Line], dated: Sequence[Dated]) -> Stamp | None:
    """Read « Publié à 5 h », which a paper writes on the day itself, in the light of the update's day."""
    form = only_form("hour_only")
    told = next((line for line in lines if line.kind in STAMP_KINDS and form.search(line.text)), None)
    days = {d.mention.value for d in dated if d.means == "updated" and d.mention.precision == "day"}
    if told is None or len(days) != 1:
        return None
    mention = next(d.mention for d in dated if d.mention.value in days)
    return make_stamp(mention, told.text.strip())


def _text_begins(lines: Sequence[Line]) -> int:
    """Return the number of the first line of the text, below the standfirst: a stamp may stand under it."""
    body = [i for i, line in enumerate(lines) if line.kind == "body"]
    if not body:
        return len(lines)
    stamped = any(line.kind in STAMP_KINDS for line in lines[body[0] + 1 : body[0] + 2])
    return lines[body[1] if stamped and len(body) > 1 else body[0]].number


def read_marked_lines(lines: Sequence[Line]) -> Stamp | None:
    """Read a line that was not taken for a stamp: « Publié le 3 mai 2014 », or a day and nothing else.

    The days over the chapters of a chronology are no stamps.

    >>> read_marked_lines([Line(1, 0, 20, "Publié le 3 mai 2014", "navigation", False, "")]).value
    '2014-05-03'
    """
    begins = _text_begins(lines)
    chapters = [line for line in lines if line.kind == "heading" and any(dates_of(line))]
    for line in filter(_may_be_stamp, lines):
        if line in chapters and (len(chapters) > 1 or line.number > begins):
            continue
        for dated in dates_of(line):
            if dated.mention.basis == "stated" and dated.means != "updated" and _is_stamp(dated):
                return make_stamp(dated.mention, line.text.strip())
    return None


def _may_be_stamp(line: Line) -> bool:
    """Tell whether a line that was not taken for a stamp is short enough for one, and the article's own."""
    longest = _LONGEST_KEPT if line.kept else LONGEST_STAMP
    return line.kind not in (*_FOREIGN_KINDS, *STAMP_KINDS) and len(line.text.strip()) <= longest


def _is_stamp(dated: Dated) -> bool:
    """Tell whether a date is what its line is there for."""
    if any(compile_form(row).search(dated.line.text) for row in rows_of("stamp_line")):
        return True
    return dated.line.kind not in _TITLE_KINDS and (dated.means == "published" or _is_bare(dated))


def _is_bare(dated: Dated) -> bool:
    """Tell whether a line holds a day, perhaps an hour, and nothing else."""
    rest = dated.line.text.replace(dated.mention.text, " ")
    return dated.mention.precision == "day" and not only_form("bare").search(rest)


def find_update(lines: Sequence[Line], published: str | None) -> str | None:
    """Return the date of the last update, read against the publication where it lacks a year.

    >>> find_update([Line(1, 0, 22, "Mis à jour le 4 mai 2018", "dateline", False, "")], None)
    '2018-05-04'
    """
    for line in lines:
        if line.kind == "dateline" and any(means == "updated" for _, means in _marks(_stamp_in(line))):
            for dated in dates_of(line, published):
                if dated.means == "updated" and dated.mention.value:
                    return dated.mention.value
    return None
