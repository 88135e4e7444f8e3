"""Dates in press text: which day, month or year they mean.

What the patterns of the calendar take is read against the publication date. Values follow TIMEX3, the
notation of TimeML: ISO 8601 cut to what the text says, `2015-Q1`, `2015-H1`, `2015-SP`, `2015-W12`,
`2015-W12-WE`, `199` for the nineties and `18` for the 19th century. Extents follow it too: an article belongs
to the date, a preposition does not (Ferro et al., TIDES Instruction Manual for the Annotation of Temporal
Expressions, 2001; the French resources of HeidelTime do the same).
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.date_expressions import (
    Found,
    date_languages,
    is_entry,
    loosen_apostrophes,
    scan,
    to_plain,
)
from alibaba_corpus.knowledge import read_knowledge

_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_MONTHS_IN = {"month": 1, "season": 3, "quarter": 3, "half": 6}
_TO_TARGET = 70  # characters before a date in which the words of an end or an aim are looked for
_BESIDE = (
    1  # characters between a verb and the date that it goes with (« signé le 3 mai », « ouvrira lundi »)
)
_COMMA_WEIGHT = 40  # characters that a comma between a date and a verb counts for
_CUES_ASIDE = 8  # cues on each side of a date that are weighed
_OPENING = 30  # characters before a date in which what opens its sentence stands
_LATE_MONTH = 10  # from which « fin 2012 » lets a story go on
_SENTENCE_END = re.compile(r"[.!?…;][»\"')]?\s|\n")
# may stand without a year
_YEARLESS = frozenset({"month", "weekday", "day", "season", "quarter", "half", "feast"})
_SATURDAY = 6
_LATEST_YEAR = 2030  # what two digits may mean when there is no publication date
# days ahead of its publication that a date without a year may lie: with no verb near it, and beside a
# past tense (« a annoncé l'ouverture le 12 juillet »); months ahead; days behind it beside a future tense
_FUTURE_BUT_NEAR, _FUTURE_BUT_TOLD, _NEAR_MONTHS = 60, 21, 2
_PAST_BUT_AHEAD = {"future": 30, "planned": 100}
# days that a day without a year counts as farther when it lies in the year before, or well ahead in this one
# (less where the present tense announces it), and the months that one so announced may lie ahead
_YEAR_BEFORE, _LATER_THIS_YEAR, _SOON_THIS_YEAR, _SOON_MONTHS = 30, 200, 60, 5
_PLANNED_MONTHS = 3  # months behind its publication that what was planned may lie
# whether an amount or a direction counts from the publication (or from the date before it), and its sign
_SENSES = {"ago": (True, -1), "ahead": (True, 1), "before": (False, -1), "after": (False, 1)}
_DIRECTIONS = {
    "last": (True, -1),
    "this": (True, 0),
    "next": (True, 1),
    "before": (False, -1),
    "same": (False, 0),
    "after": (False, 1),
}
# which weekday is meant, by the tense of its sentence: a bare one, and « ce lundi »; and how many days ahead
_BESIDE_IT, _TOLD = {"past": "gone", "done": "gone", "future": "coming"}, {"done": "past"}
_LOOKS_AHEAD = dict.fromkeys(("coming", "future", "planned", "soon"), "this_or_next")
_BARE = _LOOKS_AHEAD | dict.fromkeys(("gone", "past", None), "this_or_last")
_POINTED_AT = _LOOKS_AHEAD | dict.fromkeys(("gone", "past"), "last_or_tomorrow") | {None: "nearest"}
_AHEAD_AT_MOST = {"this_or_last": 0, "last_or_tomorrow": 1, "nearest": 3}
# on which side of the publication a day without a month lies, by the tense of its sentence, and the days that
# it counts as farther on the other side; and before the day told last
_SIDES = {"past": -20, "gone": -100, "future": 100, "coming": 100, "soon": 20}
_BEHIND_TOLD = 40


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
    context = _context(plain, found, published, language)
    mentions: list[DateMention] = []
    before: str | None = None
    day: str | None = None
    weekdays: dict[int, str] = {}
    story: _Story | None = None
    entry: _Story | None = None
    for item in _with_years(found, context):
        reading = _read(item, _Told(before, day, weekdays, story, entry), context)
        if reading is not None:
            reading = _after_span_start(reading, mentions[-1] if mentions else None, item, plain)
            mentions.append(DateMention(item.start, item.end, text[item.start : item.end], *reading))
            before = reading.value or before
            day = _last_day(reading, day)
            story = _go_on(story, item, reading, context)
            entry = _next_entry(entry, item, reading, plain)
            if reading.value and "weekday" in item.says:
                weekdays[item.says["weekday"]] = reading.value
    return mentions


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
    return any(re.search(r"[,.;:()]|\d{4}", told[end:begins]) is None for end in ends)


def iso_date(mention: DateMention) -> str | None:
    """Return the value of a date as a day, month or year; a week, season, quarter or half gives its year.

    >>> iso_date(DateMention(0, 7, "T1 2015", "2015-Q1", "quarter", "stated"))
    '2015'
    """
    if mention.value is None or mention.precision in ("decade", "century"):
        return None
    return mention.value if mention.precision in ("day", "month") else mention.value[:4]


# ---------------------------------------------------------------- what a date is read against


@cache
def _cues(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_knowledge("calendar").get(language, {}).get("cue", ())
    return tuple((re.compile(loosen_apostrophes(row["form"])), row["tense"]) for row in rows)


@cache
def _targets(language: str) -> tuple[re.Pattern[str], ...]:
    rows = read_knowledge("calendar").get(language, {}).get("target", ())
    return tuple(re.compile(row["form"]) for row in rows)


class _Anchor(NamedTuple):
    """A publication date, as far as it is known."""

    year: int
    month: int | None
    day: int | None

    def date(self) -> date | None:
        return _day(self.year, self.month, self.day) if self.month and self.day else None


def _read_anchor(published: str | None) -> _Anchor | None:
    if published is None:
        return None
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:$|[T ])", published)
    if match is None:
        raise ValueError(f"not an ISO date: {published!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    return _Anchor(year, month, day)


class _Cue(NamedTuple):
    """Words that look back or ahead, and where they stand."""

    start: int
    end: int
    tense: str


class _Tenses(NamedTuple):
    """Where sentences end, where their commas stand, and which words in them look back or ahead."""

    ends: list[int]
    commas: list[int]
    cues: list[_Cue]
    starts: list[int]

    def near(self, start: int, end: int) -> str | None:
        """Return the tense of the cue nearest to a stretch of text in its sentence."""
        index = bisect_right(self.ends, start)
        first = bisect_left(self.starts, self.ends[index - 1]) if index else 0
        last = bisect_left(self.starts, self.ends[index]) if index < len(self.ends) else len(self.starts)
        here = bisect_left(self.starts, start)
        inside = self.cues[max(first, here - _CUES_ASIDE) : min(last, here + _CUES_ASIDE)]
        near = min(
            (cue for cue in inside if cue.tense != "done" or cue.start < start),
            key=lambda cue: (
                cue.tense == "soon" and not cue.end <= start <= cue.end + _BESIDE,
                self._gap(cue, start, end),
                cue.start > start,
                -cue.start,
                cue.tense == "done",  # « attendu lundi » looks ahead
            ),
            default=None,
        )
        if near is None:
            return None
        beside = near.start < start <= near.end + _BESIDE
        return _BESIDE_IT.get(near.tense, near.tense) if beside else _TOLD.get(near.tense, near.tense)

    def _gap(self, cue: _Cue, start: int, end: int) -> int:
        """Return the characters between; a comma between weighs as much as some words."""
        left, right = (cue.end, start) if cue.start < start else (end, cue.start)
        commas = bisect_left(self.commas, right) - bisect_left(self.commas, left)
        return max(right - left, 0) + _COMMA_WEIGHT * max(commas, 0)


_NO_TENSES = _Tenses([], [], [], [])


def _tenses(plain: str, found: Sequence[Found], language: str) -> _Tenses:
    """Look for cues in the sentences of the expressions whose year only a tense may tell."""
    open_ones = [f.start for f in found if "year" not in f.says and not _YEARLESS.isdisjoint(f.says)]
    if not open_ones:
        return _NO_TENSES
    ends = [match.end() for match in _SENTENCE_END.finditer(plain)]
    bounds = [0, *ends, len(plain)]
    sentences = sorted({bisect_right(ends, start) for start in open_ones})
    cues = sorted(
        _Cue(*match.span(), tense)
        for regex, tense in _cues(language)
        for number in sentences
        for match in regex.finditer(plain, bounds[number], bounds[number + 1])
    )
    commas = [match.start() for match in re.finditer(",", plain)]
    return _Tenses(ends, commas, cues, [cue.start for cue in cues])


class _Context(NamedTuple):
    """What the date expressions of one text are read against."""

    plain: str
    language: str
    anchor: _Anchor | None
    tenses: _Tenses
    years: list[int]  # named in the text
    dated_years: set[int]  # named with a month

    @property
    def today(self) -> date | None:
        return self.anchor.date() if self.anchor else None


def _context(plain: str, found: Sequence[Found], published: str | None, language: str) -> _Context:
    recent = [f.says for f in found if f.says.get("year", 0) > 1900]
    years = sorted({says["year"] for says in recent})
    dated = {says["year"] for says in recent if "month" in says}
    anchor = _read_anchor(published)
    tenses = _tenses(plain, found, language) if anchor else _NO_TENSES
    return _Context(plain, language, anchor, tenses, years, dated)


# ---------------------------------------------------------------- reading


class _Reading(NamedTuple):
    value: str | None
    precision: str
    basis: str


class _Story(NamedTuple):
    """What a paragraph tells date by date: the date that it has come to, and where that date ends."""

    value: str
    end: int


class _Told(NamedTuple):
    """What a text has told so far: its last date, its last day, which Monday, which Tuesday it meant."""

    before: str | None
    day: str | None
    weekdays: Mapping[int, str]
    story: _Story | None
    entry: _Story | None  # of a chronology, the last


class _Words(NamedTuple):
    """What one expression says, where it stands, and the dates before it."""

    says: Mapping[str, Any]
    found: Found
    told: _Told
    context: _Context

    @property
    def before(self) -> str | None:
        return self.told.before

    @property
    def tense(self) -> str | None:
        return self.context.tenses.near(self.found.start, self.found.end)


_STATED = "stated"
_PUBLISHED = "counted from the publication date"
_BEFORE = "counted from the date before it"
_UNSETTLED = "nothing to count from"


def _with_years(found: Sequence[Found], context: _Context) -> list[Found]:
    """Give each expression its year in four digits, or that of the date that ends its span or list."""
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


def _last_day(reading: _Reading, day: str | None) -> str | None:
    """Return the day that « le lendemain » counts from: « cette année » leaves that of this year standing."""
    if reading.precision == "day":
        return reading.value or day
    return day if reading.value is None or (day or "").startswith(reading.value) else None


def _read(found: Found, told: _Told, context: _Context) -> _Reading | None:
    """Read what was found: the first of the readers whose field it has."""
    for field, reader in _READERS.items():
        if field in found.says:
            return reader(_Words(found.says, found, told, context))
    return None


def _whole_year(two_digits: int, anchor: _Anchor | None, first: int | None = None) -> int:
    """Return the year that two digits mean: the latest one not well past the publication."""
    latest = first + 99 if first else anchor.year + 5 if anchor else _LATEST_YEAR
    return latest - (latest - two_digits) % 100


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


@cache
def _around(place: str) -> frozenset[str]:
    """Return the words that open a span of dates, join its ends, or part the dates of a list."""
    return frozenset(read_knowledge("calendar")["any"]["span"][place])


def _after_span_start(reading: _Reading, opening: DateMention | None, found: Found, plain: str) -> _Reading:
    """Let the end of a span lie after its start: « entre le 15 juin et le 15 août », read in July."""
    if opening is None or opening.value is None or reading.value is None or reading.basis != _PUBLISHED:
        return reading
    if opening.precision != reading.precision or reading.precision not in ("day", "month"):
        return reading
    opened = plain[max(0, opening.start - 8) : opening.start].lower().split()[-1:]
    joined = plain[opening.end : found.start].strip().lower() in _around("joins")
    spans = joined and not _around("opens").isdisjoint(opened)
    if not (spans and reading.value < opening.value and "month" in found.says):
        return reading
    return reading._replace(value=f"{int(reading.value[:4]) + 1:04d}{reading.value[4:]}")


def _day_reading(day: date | None, basis: str) -> _Reading:
    return _Reading(day.isoformat(), "day", basis) if day else _Reading(None, "day", _UNSETTLED)


def _read_shift(words: _Words) -> _Reading:
    today = words.context.today
    return _day_reading(today and today + timedelta(days=words.says["shift"]), _PUBLISHED)


def _read_step(words: _Words) -> _Reading:
    """Read « le lendemain », from the day told before it, and « le lendemain du 13 mai »."""
    named = "month" in words.says or "feast" in words.says
    start = _read_named_day(words) if named else _Reading(words.told.day, "day", _BEFORE)
    day = _iso_day(start.value)
    return _day_reading(day and day + timedelta(days=words.says["step"]), start.basis)


def _read_named_day(words: _Words) -> _Reading:
    return _read_month(words) if "month" in words.says else _read_feast(words)


def _read_amount(words: _Words) -> _Reading:
    """Read « il y a deux ans », « dans trois mois », « deux jours plus tôt »."""
    count, from_publication, sign = words.says["amount"], *_SENSES[words.says["sense"]]
    from_publication = from_publication or (
        words.before is None and sign < 0
    )  # « un an plus tôt », first date
    anchor = words.context.anchor if from_publication else _iso_anchor(words.before)
    unit = words.says.get("unit", "day")  # « 48 heures » are two days
    value = _counted(anchor, unit, sign * count)
    basis = _UNSETTLED if value is None else _PUBLISHED if from_publication else _BEFORE
    return _Reading(value, unit, basis)


def _read_unit(words: _Words) -> _Reading:
    """Read « la semaine dernière », « cette année », « l'année suivante »."""
    from_publication, count = _DIRECTIONS[words.says.get("direction", "this")]
    anchor = words.context.anchor if from_publication else _iso_anchor(words.before)
    if words.says["unit"] == "century" and anchor:
        anchor, count = anchor._replace(year=anchor.year + 100 * count), 0
    value = _counted(anchor, words.says["unit"], count)
    basis = _UNSETTLED if value is None else _PUBLISHED if from_publication else _BEFORE
    return _Reading(value, words.says["unit"], basis)


def _read_quarter(words: _Words) -> _Reading:
    return _read_part(words, "quarter", min(words.says["quarter"], 4))


def _read_half(words: _Words) -> _Reading:
    return _read_part(words, "half", min(words.says["half"], 2))


def _read_part(words: _Words, kind: str, rank: int) -> _Reading:
    year, basis = _year_of_month(words, (rank - 1) * _MONTHS_IN[kind] + 1, kind)
    return _Reading(f"{year}-{kind[0].upper()}{rank}" if year else None, kind, basis)


def _read_season(words: _Words) -> _Reading:
    season = words.says["season"]
    year, basis = _year_of_month(words, _FIRST_MONTH[season], "season")
    return _Reading(f"{year}-{season}" if year else None, "season", basis)


def _read_decade(words: _Words) -> _Reading:
    decade = words.says["decade"]
    digits = decade.lstrip("'") if isinstance(decade, str) else f"{decade}0"
    year = int(digits) if len(digits) == 4 else _begun_decade(int(digits), words.context.anchor)
    return _Reading(str(year // 10), "decade", _STATED)


def _begun_decade(two_digits: int, anchor: _Anchor | None) -> int:
    """Return the decade that two digits mean: the latest one that had begun."""
    latest = anchor.year if anchor else _LATEST_YEAR
    return latest - (latest - two_digits) % 100


def _read_century(words: _Words) -> _Reading:
    return _Reading(f"{words.says['century'] - 1:02d}", "century", _STATED)


def _read_year(words: _Words) -> _Reading:
    return _Reading(str(words.says["year"]), "year", _STATED)


def _read_month(words: _Words) -> _Reading:
    month = words.says["month"]
    if "day" in words.says:
        year, basis = _year_of_day(words, month, words.says["day"])
        day = _day(year, month, words.says["day"]) if year else None
        if words.says.get("sense") == "week":
            return _Reading(_counted_days(day, "week", 0), "week", basis)
        return _day_reading(day, basis)
    year, basis = _year_of_month(words, month, "month")
    return _Reading(f"{year}-{month:02d}" if year else None, "month", basis)


def _read_day(words: _Words) -> _Reading | None:
    """Read « mardi 14 »: the nearest Tuesday the 14th, if one is near; « le 14 du mois »: this month's."""
    today, says = words.context.today, words.says
    if "weekday" not in says:
        return _read_bare_day(words) if says.get("sense") == "bare" else _read_day_of_month(words)
    if today is None:
        return _day_reading(None, _UNSETTLED)
    near = (today + timedelta(days=sign * n) for n in range(190) for sign in (-1, 1))
    fit = next((d for d in near if d.day == says["day"] and d.isoweekday() == says["weekday"]), None)
    return _day_reading(fit, _PUBLISHED) if fit else None


def _read_bare_day(words: _Words) -> _Reading:
    """Read « le 16 à 20 h »: the next from the day told before it, else the nearest to the publication."""
    today, told = words.context.today, _iso_day(words.told.day)
    start = told or today
    if start is None:
        return _day_reading(None, _UNSETTLED)
    near = [day for n in range(-62, 63) if (day := start + timedelta(days=n)).day == words.says["day"]]
    side = _SIDES.get(words.tense or "", 0)

    def distance(day: date) -> int:
        behind = told is not None and day < told
        astray = today is not None and (day - today).days * side < 0
        return abs((day - start).days) + _BEHIND_TOLD * behind + abs(side) * astray

    day = min(near, key=distance)
    return _day_reading(day, _BEFORE if told else _PUBLISHED)


def _read_nth(words: _Words) -> _Reading:
    """Read « le premier lundi de mai », « le dernier week-end de mai »."""
    month, rank, unit = words.says["month"], words.says["nth"], "weekend" if "unit" in words.says else "day"
    year, basis = _year_of_month(words, month, "month")
    if year is None:
        return _Reading(None, unit, basis)
    weekday = words.says.get("weekday", _SATURDAY)
    days = [d for n in range(1, 32) if (d := _day(year, month, n)) and d.isoweekday() == weekday]
    return _Reading(_counted_days(days[rank - 1 if rank > 0 else rank], unit, 0), unit, basis)


def _read_day_of_month(words: _Words) -> _Reading:
    from_publication, count = _DIRECTIONS[words.says.get("direction", "this")]
    anchor = words.context.anchor if from_publication else _iso_anchor(words.before)
    month = _counted(anchor, "month", count)
    day = _day(int(month[:4]), int(month[5:]), words.says["day"]) if month else None
    return _day_reading(day, _PUBLISHED if from_publication else _BEFORE)


def _read_weekday(words: _Words) -> _Reading:
    """Read a lone weekday: the last one up to the publication, the next one where the text looks ahead."""
    if "week_direction" in words.says:
        return _read_day_of_week(words)
    direction = words.says.get("direction")
    if direction in ("before", "after"):
        return _day_reading(_weekday_from(_iso_day(words.before), words.says["weekday"], direction), _BEFORE)
    if direction is None:
        points = words.context.plain.startswith(("ce ", "Ce "), words.found.start)
        tense = words.tense
        told = None if points or tense else _told_weekday(words)
        if told:
            return _day_reading(told, _PUBLISHED)
        direction = (_POINTED_AT if points else _BARE)[tense]
    return _day_reading(_weekday_from(words.context.today, words.says["weekday"], direction), _PUBLISHED)


def _told_weekday(words: _Words) -> date | None:
    """Return the same weekday of the text so far, if near: « le vote de dimanche » is that of next Sunday."""
    day, today = _iso_day(words.told.weekdays.get(words.says["weekday"])), words.context.today
    return day if day and today and abs((day - today).days) <= 7 else None


def _read_day_of_week(words: _Words) -> _Reading:
    """Read « mardi de la semaine prochaine »."""
    from_publication, count = _DIRECTIONS[words.says["week_direction"]]
    day = words.context.today if from_publication else _iso_day(words.before)
    if day is not None:
        day += timedelta(days=words.says["weekday"] - day.isoweekday() + 7 * count)
    return _day_reading(day, _PUBLISHED if from_publication else _BEFORE)


def _read_feast(words: _Words) -> _Reading:
    """Read « Noël 2014 »; a feast that moves is looked for around April and counted from Easter."""
    fixed, _, moved = words.says["feast"].partition("easter")
    month, day = (int(part) for part in (fixed or "04-15").split("-"))
    year, basis = _year_of_day(words, month, day)
    if year is None:
        return _day_reading(None, basis)
    return _day_reading(
        _easter(year) + timedelta(days=int(moved)) if moved else date(year, month, day), basis
    )


_READERS: Mapping[str, Callable[[_Words], _Reading | None]] = {
    "nth": _read_nth,
    "shift": _read_shift,
    "step": _read_step,
    "amount": _read_amount,
    "unit": _read_unit,
    "feast": _read_feast,
    "quarter": _read_quarter,
    "half": _read_half,
    "season": _read_season,
    "decade": _read_decade,
    "century": _read_century,
    "month": _read_month,
    "day": _read_day,
    "weekday": _read_weekday,
    "year": _read_year,
}


# ---------------------------------------------------------------- which year


def _year_of_month(words: _Words, month: int, kind: str) -> tuple[int | None, str]:
    """Return the year of a month, season, quarter or half, and what settled it."""
    if "year" in words.says:
        return words.says["year"], _STATED
    if year := _year_of_story(words, month, 31):
        return year, _BEFORE
    from_publication, count = _DIRECTIONS[words.says.get("year_direction", "this")]
    anchor = words.context.anchor if from_publication else _iso_anchor(words.before)
    if anchor is None:
        return None, _UNSETTLED
    if "year_direction" in words.says:
        return anchor.year + count, _PUBLISHED if from_publication else _BEFORE
    ahead = month - (anchor.month or 12)
    turns = {
        "last": -(ahead > -_MONTHS_IN[kind]),
        "next": +(ahead <= 0),
        "future": +(ahead < -1),
        "planned": +(ahead < -_PLANNED_MONTHS),
        "coming": +(ahead < 0),
        "soon": -(ahead > _SOON_MONTHS),
        "past": -(ahead > 0),
        "gone": -(ahead > 0),
    }
    direction = words.says.get("direction") or words.tense
    return anchor.year + turns.get(direction or "", -(ahead > _NEAR_MONTHS)), _PUBLISHED


def _year_of_day(words: _Words, month: int, day: int) -> tuple[int | None, str]:
    """Return the year of a day of a month, and what settled it."""
    if "year" in words.says:
        return words.says["year"], _STATED
    if year := _year_of_story(words, month, day):
        return year, _BEFORE
    anchor, weekday = words.context.anchor, words.says.get("weekday")
    if anchor is None:
        return _year_in_text(words, month, day)
    days = [d for year in range(anchor.year - 1, anchor.year + 2) if (d := _day(year, month, day))]
    days = [d for d in days if d.isoweekday() == weekday] or days
    today = anchor.date() or date(anchor.year, anchor.month or 12, 28)
    direction = words.says.get("direction") or words.tense
    nearest = min(days, key=lambda d: _distance(d, today, direction), default=None)
    return (nearest.year, _PUBLISHED) if nearest else (None, _UNSETTLED)


def _go_on(story: _Story | None, found: Found, reading: _Reading, context: _Context) -> _Story | None:
    """Return the story behind a date: one that opens its sentence begins it, one from today ends it."""
    if reading.value is None or reading.precision in ("decade", "century"):
        return story
    if reading.basis == _STATED:
        late = context.plain[found.start : found.end].lower().startswith("fin ")
        value = f"{reading.value}-{_LATE_MONTH}" if late and len(reading.value) == 4 else reading.value
        return _Story(value, found.end) if _opens_sentence(found, context) else None
    return _Story(reading.value, found.end) if story and reading.basis == _BEFORE else None


def _next_entry(entry: _Story | None, found: Found, reading: _Reading, plain: str) -> _Story | None:
    """Return the last entry of a chronology behind a date, if its own words or those before tell its year."""
    if not is_entry(found, plain) or reading.precision in ("decade", "century"):
        return entry
    dated = reading.basis == _STATED or (entry is not None and reading.basis == _BEFORE)
    return _Story(reading.value, found.end) if reading.value and dated else None


def _opens_sentence(found: Found, context: _Context) -> bool:
    rules = read_knowledge("calendar").get(context.language, {}).get("opening")
    before = context.plain[max(0, found.start - _OPENING) : found.start]
    return rules is not None and re.search(rules["form"], before, re.IGNORECASE) is not None


def _year_of_story(words: _Words, month: int, day: int) -> int | None:
    """Return the year of a day or month that goes on with a story: « En 2012, il part. En juin, il revient. »

    Behind the story's own sentence the date must open its own, and the story be older than last year. In a
    chronology each entry goes on from the one before it.
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
    if "\n" in between or (_SENTENCE_END.search(between) and not (old and _opens_sentence(found, context))):
        return None
    return _year_since(told.story.value, month, day, None)


def _year_since(value: str, month: int, day: int, anchor: _Anchor | None) -> int:
    """Return the year of the first such day from a date on, and none past the publication."""
    since = _iso_anchor(value)
    assert since is not None
    year = since.year + ((month, day) < (since.month or 1, since.day or 1))
    return min(year, anchor.year) if anchor and since.year <= anchor.year else year


def _distance(day: date, today: date, direction: str | None) -> int:
    """Return how far a day lies from the publication; another year and the wrong side of it count as far."""
    ahead, far_away = (day - today).days, 10_000
    if direction in ("next", "future", "planned", "coming"):
        behind_is_near = ahead > -_PAST_BUT_AHEAD.get(direction, 0)
        return ahead if ahead > 0 else -ahead if behind_is_near else far_away - ahead
    if direction in ("last", "gone"):
        behind = ahead < (direction == "gone")
        return abs(ahead) if behind else far_away + ahead
    if ahead <= (_FUTURE_BUT_TOLD if direction == "past" else _FUTURE_BUT_NEAR):
        return abs(ahead) + (_YEAR_BEFORE if day.year < today.year else 0)
    later = _SOON_THIS_YEAR if direction == "soon" else _LATER_THIS_YEAR
    return ahead + (later if day.year == today.year else far_away)


def _year_in_text(words: _Words, month: int, day: int) -> tuple[int | None, str]:
    """Return the year that the text itself settles: the weekday fits it alone, or all dates agree."""
    weekday, context = words.says.get("weekday"), words.context
    if weekday is None:
        if len(context.dated_years) == 1:
            return next(iter(context.dated_years)), "the dates of the text say the year"
        return None, _UNSETTLED
    reach = sorted({near for year in context.years for near in (year, year + 1)})
    fitting = [y for y in reach if (d := _day(y, month, day)) and d.isoweekday() == weekday]
    return (fitting[0], "the weekday fits the year") if len(fitting) == 1 else (None, _UNSETTLED)


# ---------------------------------------------------------------- the calendar


def _day(year: int, month: int | None, day: int | None) -> date | None:
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def _iso_day(value: str | None) -> date | None:
    anchor = _iso_anchor(value)
    return anchor.date() if anchor else None


def _iso_anchor(value: str | None) -> _Anchor | None:
    if value is None or not re.match(r"\d{4}", value):
        return None
    return _read_anchor(value if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else value[:4])


def _weekday_from(day: date | None, weekday: int, direction: str) -> date | None:
    """Return the weekday before or after a day; other directions let the day itself be it."""
    if day is None:
        return None
    ahead = (weekday - day.isoweekday()) % 7
    if direction in ("next", "after"):
        ahead = ahead or 7
    elif direction in ("last", "before") or ahead > _AHEAD_AT_MOST.get(direction, 6):
        ahead -= 7
    return day + timedelta(days=ahead)


def _counted(anchor: _Anchor | None, unit: str, count: int) -> str | None:
    """Return the unit that lies `count` units from an anchor; None where the anchor is coarser."""
    if anchor is None:
        return None
    if unit in ("day", "week", "weekend"):
        return _counted_days(anchor.date(), unit, count)
    if unit in _MONTHS_IN:
        return _counted_months(anchor, unit, count)
    if unit == "year":
        return f"{anchor.year + count:04d}"
    # « il y a deux siècles » names no century, « ce siècle » does
    return str(anchor.year // {"decade": 10, "century": 100}[unit]) if count == 0 else None


def _counted_months(anchor: _Anchor, unit: str, count: int) -> str | None:
    if anchor.month is None:
        return None
    size = _MONTHS_IN[unit]
    year, rank = divmod((anchor.year * 12 + anchor.month - 1) // size + count, 12 // size)
    return f"{year}-{rank + 1:02d}" if unit == "month" else f"{year}-{unit[0].upper()}{rank + 1}"


def _counted_days(day: date | None, unit: str, count: int) -> str | None:
    if day is None:
        return None
    there = day + timedelta(days=count * (1 if unit == "day" else 7))
    if unit == "day":
        return there.isoformat()
    week = there.isocalendar()
    return f"{week.year}-W{week.week:02d}" + ("-WE" if unit == "weekend" else "")


def _easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computus, Nature, 20 April 1876).

    >>> _easter(2018).isoformat()
    '2018-04-01'
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + offset - 7 * ((golden + 11 * epact + 22 * offset) // 451) + 114, 31)
    return date(year, month, day + 1)
