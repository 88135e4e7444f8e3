"""Which year is meant by a day, a month or a part of a year that names none."""

from datetime import date

from alibaba_corpus.anchors import MONTHS_IN, calendar_day
from alibaba_corpus.date_context import BEFORE, PUBLISHED, STATED, UNSETTLED, Words
from alibaba_corpus.date_stories import year_of_story

# days ahead of its publication that a date without a year may lie: with no verb near it, and beside a
# past tense (« a annoncé l'ouverture le 12 juillet »); months ahead; days behind it beside a future tense
_FUTURE_BUT_NEAR, _FUTURE_BUT_TOLD, _NEAR_MONTHS = 60, 21, 2
_PAST_BUT_AHEAD = {"future": 30, "planned": 100}
# days that a day without a year counts as farther when it lies in the year before, or well ahead in this one
# (less where the present tense announces it), and the months that one so announced may lie ahead
_YEAR_BEFORE, _LATER_THIS_YEAR, _SOON_THIS_YEAR, _SOON_MONTHS = 30, 200, 60, 5
_PLANNED_MONTHS = 3  # months behind its publication that what was planned may lie


def year_of_month(words: Words, month: int, kind: str) -> tuple[int | None, str]:
    """Return the year of a month, season, quarter or half, and what settled it.

    >>> from alibaba_corpus.date_context import read_context
    >>> from alibaba_corpus.date_expressions import Found
    >>> from alibaba_corpus.date_stories import NOTHING_TOLD
    >>> found, context = Found(0, 8, "", {"month": 11}), read_context("novembre", (), "2018-07-03", "fr")
    >>> year_of_month(Words(found, NOTHING_TOLD, context), 11, "month")
    (2017, 'counted from the publication date')
    """
    if "year" in words.says:
        return words.says["year"], STATED
    if year := year_of_story(words, month, 31):
        return year, BEFORE
    start = words.start(words.says.get("year_direction", "this"))
    if start.anchor is None:
        return None, UNSETTLED
    if "year_direction" in words.says:
        return start.anchor.year + start.steps, start.basis
    ahead = month - (start.anchor.month or 12)
    turns = {
        "last": -(ahead > -MONTHS_IN[kind]),
        "next": +(ahead <= 0),
        "future": +(ahead < -1),
        "planned": +(ahead < -_PLANNED_MONTHS),
        "coming": +(ahead < 0),
        "soon": -(ahead > _SOON_MONTHS),
        "past": -(ahead > 0),
        "gone": -(ahead > 0),
    }
    direction = words.says.get("direction") or words.tense
    return start.anchor.year + turns.get(direction or "", -(ahead > _NEAR_MONTHS)), PUBLISHED


def year_of_day(words: Words, month: int, day: int) -> tuple[int | None, str]:
    """Return the year of a day of a month, and what settled it.

    >>> from alibaba_corpus.date_context import read_context
    >>> from alibaba_corpus.date_expressions import Found
    >>> from alibaba_corpus.date_stories import NOTHING_TOLD
    >>> found = Found(0, 9, "", {"day": 9, "month": 7})
    >>> year_of_day(Words(found, NOTHING_TOLD, read_context("9 juillet", (), "2018-07-03", "fr")), 7, 9)
    (2018, 'counted from the publication date')
    """
    if "year" in words.says:
        return words.says["year"], STATED
    if year := year_of_story(words, month, day):
        return year, BEFORE
    anchor, weekday = words.context.anchor, words.says.get("weekday")
    if anchor is None:
        return _year_in_text(words, month, day)
    days = [d for year in range(anchor.year - 1, anchor.year + 2) if (d := calendar_day(year, month, day))]
    days = [d for d in days if d.isoweekday() == weekday] or days
    today = anchor.date() or date(anchor.year, anchor.month or 12, 28)
    direction = words.says.get("direction") or words.tense
    nearest = min(days, key=lambda d: _distance(d, today, direction), default=None)
    return (nearest.year, PUBLISHED) if nearest else (None, UNSETTLED)


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


def _year_in_text(words: Words, month: int, day: int) -> tuple[int | None, str]:
    """Return the year that the text itself settles: the weekday fits it alone, or all dates agree."""
    weekday, context = words.says.get("weekday"), words.context
    if weekday is None:
        if len(context.dated_years) == 1:
            return next(iter(context.dated_years)), "the dates of the text say the year"
        return None, UNSETTLED
    reach = sorted({near for year in context.years for near in (year, year + 1)})
    fitting = [y for y in reach if (d := calendar_day(y, month, day)) and d.isoweekday() == weekday]
    return (fitting[0], "the weekday fits the year") if len(fitting) == 1 else (None, UNSETTLED)
