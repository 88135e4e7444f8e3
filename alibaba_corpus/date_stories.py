"""What a date takes over from the dates around it: those of its span, its list, its story, its chronology."""

from collections.abc import Sequence
from functools import cache

from alibaba_corpus.anchors import Anchor, anchor_of, latest_year
from alibaba_corpus.date_context import (
    BEFORE,
    LATEST_YEAR,
    PUBLISHED,
    STATED,
    Context,
    Reading,
    Story,
    Told,
    Words,
    calendar_form,
)
from alibaba_corpus.date_expressions import Found, is_entry
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.tenses import SENTENCE_END

NOTHING_TOLD = Told(None, None, {}, None, None)
_OPENING = 30  # characters before a date in which what opens its sentence stands
_LATE_MONTH = 10  # from which « fin 2012 » lets a story go on


# ------------------------------------------------------------------------------- spans and lists


@cache
def _around(place: str) -> frozenset[str]:
    """Return the words that open a span of dates, join its ends, or part the dates of a list."""
    return frozenset(read_knowledge("calendar")["any"]["span"][place])


def with_years(found: Sequence[Found], context: Context) -> list[Found]:
    """Give each expression its year in four digits, or that of the date that ends its span or list.

    >>> from alibaba_corpus.date_context import read_context
    >>> from alibaba_corpus.date_expressions import scan
    >>> text = "du 28 avril au 3 mai 2014"
    >>> [item.says["year"] for item in with_years(scan(text), read_context(text, (), None, "fr"))]
    [2014, 2014]
    """
    ready: list[Found] = []
    for item in reversed(found):
        says, year = item.says, None
        if "year2" in says or says.get("year", 100) < 100:
            two_digits = says["year2"] if "year2" in says else says["year"]
            year = _whole_year(two_digits, context.anchor, says.get("first_year"))
        elif ready and "month" in says and "year" not in says:
            year = _borrowed_year(item, ready[-1], context.plain)
        ready.append(item._replace(says={**says, "year": year}) if year else item)
    return ready[::-1]


def _whole_year(two_digits: int, anchor: Anchor | None, first: int | None = None) -> int:
    """Return the year that two digits mean: the latest one not well past the publication."""
    return latest_year(two_digits, first + 99 if first else anchor.year + 5 if anchor else LATEST_YEAR)


def _borrowed_year(found: Found, following: Found, plain: str) -> int | None:
    """Return the year of the date that ends a span or list: « du 28 avril au 3 mai 2014 »."""
    month, year = following.says.get("month"), following.says.get("year")
    if not month or not year or "direction" in found.says:
        return None
    between = plain[found.end : following.start].strip().lower()
    own: int = found.says["month"]
    days = "day" in found.says.keys() & following.says.keys()
    listed = days and own <= month and between in _around("lists")
    return int(year) - (own > month) if listed or between in _around("joins") else None


def after_span_start(
    reading: Reading, found: Found, before: tuple[Found, Reading] | None, plain: str
) -> Reading:
    """Let the end of a span lie after its start: « entre le 15 juin et le 15 août », read in July.

    >>> start = Found(6, 16, "", {"month": 6}), Reading("2018-06-15", "day", PUBLISHED)
    >>> end = Found(20, 30, "", {"month": 8}), Reading("2017-08-15", "day", PUBLISHED)
    >>> after_span_start(end[1], end[0], start, "entre le 15 juin et le 15 août").value
    '2018-08-15'
    """
    if before is None or before[1].value is None or reading.value is None or reading.basis != PUBLISHED:
        return reading
    start, opening = before
    if opening.precision != reading.precision or reading.precision not in ("day", "month"):
        return reading
    opened = plain[max(0, start.start - 8) : start.start].lower().split()[-1:]
    joined = plain[start.end : found.start].strip().lower() in _around("joins")
    spans = joined and not _around("opens").isdisjoint(opened)
    if not (spans and reading.value < before[1].value and "month" in found.says):
        return reading
    return reading._replace(value=f"{int(reading.value[:4]) + 1:04d}{reading.value[4:]}")


# ----------------------------------------------------------------------- stories and chronologies


def tell(words: Words, reading: Reading) -> Told:
    """Return what the text has told behind an expression.

    >>> from alibaba_corpus.date_context import read_context
    >>> words = Words(Found(3, 7, "", {}), NOTHING_TOLD, read_context("En 2012", (), None, "fr"))
    >>> tell(words, Reading("2012", "year", STATED)).story
    Story(value='2012', end=7)
    """
    told, weekdays = words.told, words.told.weekdays
    if reading.value and "weekday" in words.says:
        weekdays = {**weekdays, words.says["weekday"]: reading.value}
    return Told(
        reading.value or told.before,
        _last_day(reading, told.day),
        weekdays,
        _story_behind(words, reading),
        _entry_behind(words, reading),
    )


def _last_day(reading: Reading, day: str | None) -> str | None:
    """Return the day that « le lendemain » counts from: « cette année » leaves that of this year standing."""
    if reading.precision == "day":
        return reading.value or day
    return day if reading.value is None or (day or "").startswith(reading.value) else None


def _story_behind(words: Words, reading: Reading) -> Story | None:
    """Return the story behind a date: one that opens its sentence begins it, one from today ends it."""
    story, found = words.told.story, words.found
    if reading.value is None or reading.precision in ("decade", "century"):
        return story
    if reading.basis == STATED:
        late = len(reading.value) == 4 and words.is_written("late")
        value = f"{reading.value}-{_LATE_MONTH}" if late else reading.value
        return Story(value, found.end) if _opens_sentence(words) else None
    return Story(reading.value, found.end) if story and reading.basis == BEFORE else None


def _entry_behind(words: Words, reading: Reading) -> Story | None:
    """Return the last entry of a chronology behind a date, if its own words or those before tell its year."""
    entry, found = words.told.entry, words.found
    if not is_entry(found, words.context.plain) or reading.precision in ("decade", "century"):
        return entry
    dated = reading.basis == STATED or (entry is not None and reading.basis == BEFORE)
    return Story(reading.value, found.end) if reading.value and dated else None


def _opens_sentence(words: Words) -> bool:
    opening, start = calendar_form(words.context.language, "opening"), words.found.start
    before = words.context.plain[max(0, start - _OPENING) : start]
    return opening is not None and opening.search(before) is not None


def year_of_story(words: Words, month: int, day: int) -> int | None:
    """Return the year of a day or month that goes on with a story: « En 2012, il part. En juin, il revient. »

    Behind the story's own sentence the date must open its own, and the story be older than last year. In a
    chronology each entry goes on from the one before it.

    >>> from alibaba_corpus.date_context import read_context
    >>> context = read_context("En 2012, il part en juin.", (), None, "fr")
    >>> told = NOTHING_TOLD._replace(story=Story("2012", 7))
    >>> year_of_story(Words(Found(20, 24, "", {"month": 6}), told, context), 6, 31)
    2012
    """
    told, found, context = words.told, words.found, words.context
    if not {"direction", "year_direction"}.isdisjoint(words.says):
        return None
    if told.entry and (
        "\n" not in context.plain[told.entry.end : found.start] or is_entry(found, context.plain)
    ):
        return _year_since(told.entry.value, month, day, context.anchor)
    if told.story is None or words.tense in ("future", "planned", "coming"):
        return None
    between, year = context.plain[told.story.end : found.start], int(told.story.value[:4])
    old = context.anchor is None or year < context.anchor.year - 1
    if "\n" in between or (SENTENCE_END.search(between) and not (old and _opens_sentence(words))):
        return None
    return _year_since(told.story.value, month, day, None)


def _year_since(value: str, month: int, day: int, anchor: Anchor | None) -> int:
    """Return the year of the first such day from a date on, and none past the publication."""
    since = anchor_of(value)
    assert since is not None
    year = since.year + ((month, day) < (since.month or 1, since.day or 1))
    return min(year, anchor.year) if anchor and since.year <= anchor.year else year
