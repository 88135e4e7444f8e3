"""What dates are counted from, a day, a month or a year, and what lies so many units before or after it."""

import re
from datetime import date, timedelta
from typing import NamedTuple

MONTHS_IN = {"month": 1, "season": 3, "quarter": 3, "half": 6}
# how many days ahead of a day a weekday may be for a direction; else it is that of the week before
_AHEAD_AT_MOST = {"this_or_last": 0, "last_or_tomorrow": 1, "nearest": 3}


class Anchor(NamedTuple):
    """A date that others are counted from, as far as it is known."""

    year: int
    month: int | None
    day: int | None

    def date(self) -> date | None:
        """Return the day, if it is known and the calendar has it."""
        return calendar_day(self.year, self.month, self.day) if self.month and self.day else None


def calendar_day(year: int, month: int | None, day: int | None) -> date | None:
    """Return a day, None where the calendar has no such day.

    >>> calendar_day(2018, 7, 3), calendar_day(2018, 2, 30)
    (datetime.date(2018, 7, 3), None)
    """
    try:
        return date(year, month or 0, day or 0)
    except ValueError:
        return None


def read_anchor(published: str | None) -> Anchor | None:
    """Return a publication date; raises ValueError where it is no ISO date.

    >>> read_anchor("2018-07")
    Anchor(year=2018, month=7, day=None)
    """
    if published is None:
        return None
    match = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:$|[T ])", published)
    if match is None:
        raise ValueError(f"not an ISO date: {published!r}")
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    return Anchor(year, month, day)


def anchor_of(value: str | None) -> Anchor | None:
    """Return what a date's value anchors: a quarter or a week its year, a decade nothing.

    >>> anchor_of("2018-Q2"), anchor_of("199")
    (Anchor(year=2018, month=None, day=None), None)
    """
    if value is None or not re.match(r"\d{4}", value):
        return None
    return read_anchor(value if re.fullmatch(r"\d{4}(-\d\d){0,2}", value) else value[:4])


def day_of(value: str | None) -> date | None:
    """Return the day of a date's value, None where it is coarser.

    >>> day_of("2018-07-03"), day_of("2018-07")
    (datetime.date(2018, 7, 3), None)
    """
    anchor = anchor_of(value)
    return anchor.date() if anchor else None


def latest_year(two_digits: int, latest: int) -> int:
    """Return the latest year up to `latest` that ends in two digits.

    >>> latest_year(98, 2018), latest_year(18, 2018)
    (1998, 2018)
    """
    return latest - (latest - two_digits) % 100


def weekday_from(day: date | None, weekday: int, direction: str) -> date | None:
    """Return the weekday before or after a day; other directions let the day itself be it.

    >>> weekday_from(date(2018, 7, 3), 1, "next").isoformat()
    '2018-07-09'
    """
    if day is None:
        return None
    ahead = (weekday - day.isoweekday()) % 7
    if direction in ("next", "after"):
        ahead = ahead or 7
    elif direction in ("last", "before") or ahead > _AHEAD_AT_MOST.get(direction, 6):
        ahead -= 7
    return day + timedelta(days=ahead)


def counted(anchor: Anchor | None, unit: str, count: int) -> str | None:
    """Return the unit that lies `count` units from an anchor; None where the anchor is coarser.

    >>> counted(Anchor(2018, 7, None), "quarter", -1), counted(Anchor(2018, 7, None), "day", -1)
    ('2018-Q2', None)
    """
    if anchor is None:
        return None
    if unit in ("day", "week", "weekend"):
        return counted_days(anchor.date(), unit, count)
    if unit in MONTHS_IN:
        return _counted_months(anchor, unit, count)
    if unit == "year":
        return f"{anchor.year + count:04d}"
    # « il y a deux siècles » names no century, « ce siècle » does
    return str(anchor.year // {"decade": 10, "century": 100}[unit]) if count == 0 else None


def _counted_months(anchor: Anchor, unit: str, count: int) -> str | None:
    if anchor.month is None:
        return None
    size = MONTHS_IN[unit]
    year, rank = divmod((anchor.year * 12 + anchor.month - 1) // size + count, 12 // size)
    return f"{year}-{rank + 1:02d}" if unit == "month" else f"{year}-{unit[0].upper()}{rank + 1}"


def counted_days(day: date | None, unit: str, count: int) -> str | None:
    """Return the day, week or weekend that lies `count` units from a day.

    >>> counted_days(date(2018, 7, 3), "weekend", 1)
    '2018-W28-WE'
    """
    if day is None:
        return None
    there = day + timedelta(days=count * (1 if unit == "day" else 7))
    if unit == "day":
        return there.isoformat()
    week = there.isocalendar()
    return f"{week.year}-W{week.week:02d}" + ("-WE" if unit == "weekend" else "")


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian computus, Nature, 20 April 1876).

    >>> easter(2018).isoformat()
    '2018-04-01'
    """
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    offset = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    month, day = divmod(epact + offset - 7 * ((golden + 11 * epact + 22 * offset) // 451) + 114, 31)
    return date(year, month, day + 1)
