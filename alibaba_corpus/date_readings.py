"""What one date expression means, read by what it names: a month, a weekday, an amount, a feast and so on."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from alibaba_corpus.anchors import (
    MONTHS_IN,
    calendar_day,
    counted,
    counted_days,
    day_of,
    easter,
    latest_year,
    weekday_from,
)
from alibaba_corpus.date_context import (
    BEFORE,
    LATEST_YEAR,
    PUBLISHED,
    STATED,
    UNSETTLED,
    Reading,
    Start,
    Words,
)
from alibaba_corpus.date_years import year_of_day, year_of_month

_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_SATURDAY = 6
# whether an amount counts from the publication (or from the date before it), and its sign
_SENSES = {"ago": (True, -1), "ahead": (True, 1), "before": (False, -1), "after": (False, 1)}
# which weekday is meant, by the tense of its sentence: a bare one, and « ce lundi »
_LOOKS_AHEAD = dict.fromkeys(("coming", "future", "planned", "soon"), "this_or_next")
_BARE = _LOOKS_AHEAD | dict.fromkeys(("gone", "past", None), "this_or_last")
_POINTED_AT = _LOOKS_AHEAD | dict.fromkeys(("gone", "past"), "last_or_tomorrow") | {None: "nearest"}
# on which side of the publication a day without a month lies, by the tense of its sentence, and the days that
# it counts as farther on the other side; and before the day told last
_SIDES = {"past": -20, "gone": -100, "future": 100, "coming": 100, "soon": 20}
_BEHIND_TOLD = 40


def read_expression(words: Words) -> Reading | None:
    """Return what an expression means: the first of the readers whose field it has reads it.

    >>> from alibaba_corpus.date_context import read_context
    >>> from alibaba_corpus.date_expressions import scan
    >>> from alibaba_corpus.date_stories import NOTHING_TOLD
    >>> (found,) = scan("hier")
    >>> read_expression(Words(found, NOTHING_TOLD, read_context("hier", [found], "2018-07-03", "fr")))
    Reading(value='2018-07-02', precision='day', basis='counted from the publication date')
    """
    reader = next((reader for field, reader in _READERS.items() if field in words.says), None)
    return reader(words) if reader else None


def _day_reading(day: date | None, basis: str) -> Reading:
    return Reading(day.isoformat(), "day", basis) if day else Reading(None, "day", UNSETTLED)


# ---------------------------------------------------------------------- counted from another date


def _read_shift(words: Words) -> Reading:
    """Read « hier », « demain »."""
    today = words.context.today
    return _day_reading(today and today + timedelta(days=words.says["shift"]), PUBLISHED)


def _read_step(words: Words) -> Reading:
    """Read « le lendemain », from the day told before it, and « le lendemain du 13 mai »."""
    if "month" in words.says:
        start = _read_month(words)
    elif "feast" in words.says:
        start = _read_feast(words)
    else:
        start = Reading(words.told.day, "day", BEFORE)
    day = day_of(start.value)
    return _day_reading(day and day + timedelta(days=words.says["step"]), start.basis)


def _read_amount(words: Words) -> Reading:
    """Read « il y a deux ans », « dans trois mois », « deux jours plus tôt »."""
    publication, sign = _SENSES[words.says["sense"]]
    publication = publication or (words.told.before is None and sign < 0)  # « un an plus tôt », first date
    start = words.counted_from(publication, sign * words.says["amount"])
    return _counted_reading(start, words.says.get("unit", "day"))  # « 48 heures » are two days


def _read_unit(words: Words) -> Reading:
    """Read « la semaine dernière », « cette année », « l'année suivante »."""
    start, unit = words.start(words.says.get("direction", "this")), words.says["unit"]
    if unit == "century" and start.anchor:
        year = start.anchor.year + 100 * start.steps
        start = start._replace(anchor=start.anchor._replace(year=year), steps=0)
    return _counted_reading(start, unit)


def _counted_reading(start: Start, unit: str) -> Reading:
    value = counted(start.anchor, unit, start.steps)
    return Reading(value, unit, UNSETTLED if value is None else start.basis)


# ------------------------------------------------------------------------ years and their parts


def _read_century(words: Words) -> Reading:
    return Reading(f"{words.says['century'] - 1:02d}", "century", STATED)


def _read_decade(words: Words) -> Reading:
    """Read « les années 1990 », « les années 90 »: of two digits the latest one that had begun."""
    decade, anchor = words.says["decade"], words.context.anchor
    digits = decade.lstrip("'") if isinstance(decade, str) else f"{decade}0"
    year = int(digits)
    if len(digits) != 4:
        year = latest_year(year, anchor.year if anchor else LATEST_YEAR)
    return Reading(str(year // 10), "decade", STATED)


def _read_year(words: Words) -> Reading:
    return Reading(str(words.says["year"]), "year", STATED)


def _read_half(words: Words) -> Reading:
    return _read_part(words, "half", min(words.says["half"], 2))


def _read_quarter(words: Words) -> Reading:
    return _read_part(words, "quarter", min(words.says["quarter"], 4))


def _read_part(words: Words, kind: str, rank: int) -> Reading:
    year, basis = year_of_month(words, (rank - 1) * MONTHS_IN[kind] + 1, kind)
    return Reading(f"{year}-{kind[0].upper()}{rank}" if year else None, kind, basis)


def _read_season(words: Words) -> Reading:
    season = words.says["season"]
    year, basis = year_of_month(words, _FIRST_MONTH[season], "season")
    return Reading(f"{year}-{season}" if year else None, "season", basis)


def _read_month(words: Words) -> Reading:
    """Read « mai 2014 », « le 3 mai », « la semaine du 3 mai »."""
    month = words.says["month"]
    if "day" not in words.says:
        year, basis = year_of_month(words, month, "month")
        return Reading(f"{year}-{month:02d}" if year else None, "month", basis)
    year, basis = year_of_day(words, month, words.says["day"])
    day = calendar_day(year, month, words.says["day"]) if year else None
    if words.says.get("sense") == "week":
        return Reading(counted_days(day, "week", 0), "week", basis)
    return _day_reading(day, basis)


# ------------------------------------------------------------------------------------------ days


def _read_day(words: Words) -> Reading | None:
    """Read « mardi 14 »: the nearest Tuesday the 14th, if one is near; « le 14 du mois »: this month's."""
    today, says = words.context.today, words.says
    if "weekday" not in says:
        return _read_bare_day(words) if says.get("sense") == "bare" else _read_day_of_month(words)
    if today is None:
        return _day_reading(None, UNSETTLED)
    near = (today + timedelta(days=sign * n) for n in range(190) for sign in (-1, 1))
    fit = next((d for d in near if d.day == says["day"] and d.isoweekday() == says["weekday"]), None)
    return _day_reading(fit, PUBLISHED) if fit else None


def _read_bare_day(words: Words) -> Reading:
    """Read « le 16 à 20 h »: the next from the day told before it, else the nearest to the publication."""
    today, told = words.context.today, day_of(words.told.day)
    start = told or today
    if start is None:
        return _day_reading(None, UNSETTLED)
    near = [day for n in range(-62, 63) if (day := start + timedelta(days=n)).day == words.says["day"]]
    side = _SIDES.get(words.tense or "", 0)

    def distance(day: date) -> int:
        behind = told is not None and day < told
        astray = today is not None and (day - today).days * side < 0
        return abs((day - start).days) + _BEHIND_TOLD * behind + abs(side) * astray

    return _day_reading(min(near, key=distance), BEFORE if told else PUBLISHED)


def _read_day_of_month(words: Words) -> Reading:
    start = words.start(words.says.get("direction", "this"))
    month = counted(start.anchor, "month", start.steps)
    day = calendar_day(int(month[:4]), int(month[5:]), words.says["day"]) if month else None
    return _day_reading(day, start.basis)


def _read_nth(words: Words) -> Reading:
    """Read « le premier lundi de mai », « le dernier week-end de mai »."""
    month, rank, unit = words.says["month"], words.says["nth"], "weekend" if "unit" in words.says else "day"
    year, basis = year_of_month(words, month, "month")
    if year is None:
        return Reading(None, unit, basis)
    weekday = words.says.get("weekday", _SATURDAY)
    days = [d for n in range(1, 32) if (d := calendar_day(year, month, n)) and d.isoweekday() == weekday]
    return Reading(counted_days(days[rank - 1 if rank > 0 else rank], unit, 0), unit, basis)


def _read_feast(words: Words) -> Reading:
    """Read « Noël 2014 »; a feast that moves is looked for around April and counted from Easter."""
    fixed, _, moved = words.says["feast"].partition("easter")
    month, day = (int(part) for part in (fixed or "04-15").split("-"))
    year, basis = year_of_day(words, month, day)
    if year is None:
        return _day_reading(None, basis)
    return _day_reading(easter(year) + timedelta(days=int(moved)) if moved else date(year, month, day), basis)


# -------------------------------------------------------------------------------------- weekdays


def _read_weekday(words: Words) -> Reading:
    """Read a lone weekday: the last one up to the publication, the next one where the text looks ahead."""
    if "week_direction" in words.says:
        return _read_day_of_week(words)
    direction, weekday = words.says.get("direction"), words.says["weekday"]
    if direction in ("before", "after"):
        return _day_reading(weekday_from(day_of(words.told.before), weekday, direction), BEFORE)
    if direction is None:
        points, tense = words.is_written("pointing"), words.tense
        told = None if points or tense else _told_weekday(words)
        if told:
            return _day_reading(told, PUBLISHED)
        direction = (_POINTED_AT if points else _BARE)[tense]
    return _day_reading(weekday_from(words.context.today, weekday, direction), PUBLISHED)


def _told_weekday(words: Words) -> date | None:
    """Return the same weekday of the text so far, if near: « le vote de dimanche » is that of next Sunday."""
    day, today = day_of(words.told.weekdays.get(words.says["weekday"])), words.context.today
    return day if day and today and abs((day - today).days) <= 7 else None


def _read_day_of_week(words: Words) -> Reading:
    """Read « mardi de la semaine prochaine »."""
    start = words.start(words.says["week_direction"])
    day = start.day
    if day is not None:
        day += timedelta(days=words.says["weekday"] - day.isoweekday() + 7 * start.steps)
    return _day_reading(day, start.basis)


_READERS: Mapping[str, Callable[[Words], Reading | None]] = {
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
