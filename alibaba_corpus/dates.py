"""Dates in press text: which day, month or year they mean.

What the patterns of the calendar take is read against the publication date. Values follow TIMEX3, the
notation of TimeML: ISO 8601 cut to what the text says, `2015-Q1`, `2015-H1`, `2015-SP`, `2015-W12`,
`2015-W12-WE`, `199` for the nineties and `18` for the 19th century. Extents follow it too: an article belongs
to the date, a preposition does not (Ferro et al., TIDES Instruction Manual for the Annotation of Temporal
Expressions, 2001; the French resources of HeidelTime do the same).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from alibaba_corpus.date_context import Reading, Words, read_context
from alibaba_corpus.date_expressions import Found, date_languages, scan, to_plain
from alibaba_corpus.date_readings import read_expression
from alibaba_corpus.date_stories import NOTHING_TOLD, after_span_start, tell, with_years
from alibaba_corpus.knowledge import read_knowledge

_TO_TARGET = 70  # characters before a date in which the words of an end or an aim are looked for
_BREAK = re.compile(r"[,.;:()]|\d{4}")


@dataclass(frozen=True, slots=True)
class DateMention:
    """One date expression of a text.

    start, end: characters of the text; text: the words, `text[start:end]`; value: ISO date cut to
    its precision, or TIMEX3 notation, None where the text and its publication date don't settle it;
    precision: day, week, weekend, month, season, quarter, half, year, decade or century;
    basis: what settled the value.

    >>> mention = DateMention(0, 4, "2015", "2015", "year", "stated")
    >>> mention["value"], dict(mention)["precision"]
    ('2015', 'year')
    """

    start: int
    end: int
    text: str
    value: str | None
    precision: str
    basis: str

    def keys(self) -> tuple[str, ...]:
        """Return the column names, so that `dict(mention)` works."""
        return tuple(field.name for field in fields(self))

    def __getitem__(self, column: str) -> Any:
        """Return the value of a column, as of a row."""
        if column not in self.keys():
            raise KeyError(column)
        return getattr(self, column)


def find_dates(text: str, published: str | None = None, *, language: str = "fr") -> list[DateMention]:
    """Find the date expressions of a text, in order, with the dates they mean.

    >>> for row in find_dates("Signé lundi, annoncé fin 2014 et le 11.11.", published="2018-07-03"):
    ...     print(row.text, row.value, row.precision)
    lundi 2018-07-02 day
    fin 2014 2014 year
    le 11.11 2017-11-11 day

    `published` is the ISO date of publication, whole or cut (2018-07-03, 2018-07, 2018). Without it
    a relative date has no value, and its basis says so:

    >>> [(row.value, row.basis) for row in find_dates("Alibaba a signé jeudi.")]
    [(None, 'nothing to count from')]

    A `language` without a grammar of its own (`date_languages` names those that have one) is read as French.
    Raises ValueError when `published` is no ISO date.
    """
    language = language if language in date_languages() else "fr"
    plain = to_plain(text)
    return _read_all(text, plain, scan(plain, language), published, language)


def find_dates_in_any(text: str, languages: Sequence[str], published: str | None = None) -> list[DateMention]:
    """Find the dates of a text in that of the languages, the earlier of equals, that understands most of it.

    >>> [row.value for row in find_dates_in_any("Am 7. Dezember 2016", ["fr", "de"])]
    ['2016-12-07']
    """
    plain = to_plain(text)
    scans = [(scan(plain, language), language) for language in languages]
    told = [
        _read_all(text, plain, found, published, language)
        for number, (found, language) in enumerate(scans)
        if published or all(found != other for other, _ in scans[:number])  # else tenses tell nothing
    ]
    return max(told, key=lambda rows: sum(len(row.value or "") + len(row.text) / 100 for row in rows))


def _read_all(
    text: str, plain: str, found: Sequence[Found], published: str | None, language: str
) -> list[DateMention]:
    if not found:
        return []
    context = read_context(plain, found, published, language)
    read: list[tuple[Found, Reading]] = []
    told = NOTHING_TOLD
    for item in with_years(found, context):
        words = Words(item, told, context)
        reading = read_expression(words)
        if reading is not None:
            reading = after_span_start(reading, item, read[-1] if read else None, plain)
            read.append((item, reading))
            told = tell(words, reading)
    return [
        DateMention(item.start, item.end, text[item.start : item.end], *reading) for item, reading in read
    ]


def date_for(
    span_start: int, span_end: int, sentence_start: int, sentence_end: int, dates: Sequence[DateMention]
) -> str | None:
    """Return the date that stands nearest to a span in its sentence as a day, month or year, or None.

    >>> text = "En 2014 il a fondé une école, et au printemps 2016 il a signé un accord."
    >>> date_for(text.index("signé"), text.index(" un accord"), 0, len(text), find_dates(text))
    '2016'
    """
    inside = [d for d in dates if iso_date(d) and sentence_start <= d.start and d.end <= sentence_end]
    nearest = min(
        inside, key=lambda d: (max(d.start - span_end, span_start - d.end, 0), d.start), default=None
    )
    return iso_date(nearest) if nearest else None


def without_targets(
    dates: Sequence[DateMention], text: str, offset: int, *, language: str = "fr"
) -> list[DateMention]:
    """Return the dates inside the sentence `text`, those until or by which something runs left out.

    >>> text = "En 2014 il a signé un contrat qui court jusqu'à la fin de 2028."
    >>> [row.text for row in without_targets(find_dates(text), text, 0)]
    ['2014']

    `offset` is where the sentence begins in the text that the dates were found in.
    """
    inside = [row for row in dates if offset <= row.start and row.end <= offset + len(text)]
    return [row for row in inside if not _is_target(row, text[: row.end - offset], language)]


def _is_target(mention: DateMention, told: str, language: str) -> bool:
    """Tell whether the words that lead to a date, or its own first ones, call it an end or an aim."""
    begins = len(told) - len(mention.text)
    ends = [
        match.end()
        for form in _targets(language)
        for match in form.finditer(told, max(0, begins - _TO_TARGET))
    ]
    return any(_BREAK.search(told, end, begins) is None for end in ends)


@cache
def _targets(language: str) -> tuple[re.Pattern[str], ...]:
    rows = read_knowledge("calendar").get(language, {}).get("target", ())
    return tuple(re.compile(row["form"]) for row in rows)


def iso_date(mention: DateMention) -> str | None:
    """Return the value of a date as a day, month or year; a week, season, quarter or half gives its year.

    >>> iso_date(DateMention(0, 7, "T1 2015", "2015-Q1", "quarter", "stated"))
    '2015'
    """
    if mention.value is None or mention.precision in ("decade", "century"):
        return None
    return mention.value if mention.precision in ("day", "month") else mention.value[:4]
