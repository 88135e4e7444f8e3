"""When an article appeared, as its text says: an agency's place and date, a weekday that fits one year."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from functools import cache

from alibaba_corpus.cleaning import Line
from alibaba_corpus.date_expressions import are_date_words, date_languages
from alibaba_corpus.dates import DateMention, find_dates
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives
from alibaba_corpus.outlets import only_form
from alibaba_corpus.stamps import FIGURE, Stamp, best_dates, dates_of, make_stamp

_OPENING = 90  # characters of a body line in which an agency's place and date stand
_LEAD = 3  # paragraphs in which a weekday with its date tells when the article was written
_TODAY = 14  # characters before a date in which "aujourd'hui" is looked for
_REPORTED_WITHIN = 6  # days after which a paper no longer calls a day by its weekday alone


def read_opening(lines: Sequence[Line]) -> Stamp | None:
    """Read an agency's place and date: « LYON, 12 juin 2014 (AFP) - ».

    >>> read_opening([Line(1, 0, 44, "LYON, 12 juin 2014 (AFP) - Le rail avance.", "body", True, "")]).value
    '2014-06-12'
    """
    mention, words = _opening_date(lines)
    return make_stamp(mention, words) if mention is not None and mention.basis == "stated" else None


def _opening_date(lines: Sequence[Line]) -> tuple[DateMention | None, str]:
    """Return the date that stands after a place and before a dash or an agency, and these words."""
    place = read_knowledge("outlets")["place"]
    for line in _story(lines)[:_LEAD]:
        head = line.text[:_OPENING]
        if not _may_open(head):
            continue
        for mention in best_dates(head):
            before, after = head[: mention.start].strip(), head[mention.end :].lstrip()
            if re.fullmatch(place["form"], before) and re.match(place["after"], after):
                return mention, head[: mention.end].strip()
    return None, ""


def _may_open(head: str) -> bool:
    """Tell whether a place begins a line, with only words of a date between it and the first figure."""
    figure = FIGURE.search(head)
    place = _place_first().match(head) if figure else None
    if place is None or figure is None:
        return False
    return are_date_words(head[place.end() : figure.start()], date_languages())


@cache
def _place_first() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{read_knowledge('outlets')['place']['form']})(?!\w)")


def read_leading_day(lines: Sequence[Line]) -> Stamp | None:
    """Read a day in figures before the first paragraph: « 17.01.2019 – », « [16/05/2014 12:06:58] ».

    Where other paragraphs begin with a day too, it is the first of a chronology.

    >>> read_leading_day([Line(1, 0, 28, "17.01.2019 – Le rail avance.", "body", True, "")]).value
    '2019-01-17'
    """
    form = only_form("leading_day")
    found = [match for line in _story(lines) if (match := form.match(line.text[:_OPENING]))]
    first = next(iter(_story(lines)[:1]), None)
    if first is None or len(found) != 1 or not form.match(first.text[:_OPENING]):
        return None
    mentions = best_dates(found[0]["day"])
    return make_stamp(mentions[0], found[0]["day"]) if len(mentions) == 1 else None


def read_yearless_stamp(lines: Sequence[Line]) -> Stamp | None:
    """Read a stamp of day and month whose year the copyright line or a fitting weekday settles.

    >>> rights = Line(2, 6, 12, "© 2019", "copyright", False, "")
    >>> read_yearless_stamp([Line(1, 0, 5, "3 mai", "dateline", False, ""), rights]).value
    '2019-05-03'
    """
    stamps = [
        (d.mention, d.line.text.strip())
        for line in lines
        if line.kind == "dateline"
        for d in dates_of(line)
        if d.means != "updated" and d.mention.precision == "day" and d.mention.value is None
    ]
    mention, words = _opening_date(lines)
    if mention is not None and mention.precision == "day":
        stamps.append((mention, words))
    years = _copyright_years(lines)
    for mention, words in stamps:
        settled = _settle(mention.text, years) if len(years) == 1 else _settle_weekday(mention.text, lines)
        if settled is not None:
            return make_stamp(settled, words)
    return None


def _copyright_years(lines: Sequence[Line]) -> list[str]:
    """Return the years of the copyright lines; a range of years says nothing of one article."""
    texts = [line.text for line in lines if line.kind == "copyright"]
    found = {year for text in texts for year in re.findall(r"(?<![\d–-])(?:19|20)\d\d(?!\s?[\d–-])", text)}
    return sorted(found)


def _settle(words: str, years: Sequence[str]) -> DateMention | None:
    """Read « 3 mai » with the only year in reach."""
    rows = [
        row for row in best_dates(f"{words} {years[0]}") if row.basis == "stated" and row.precision == "day"
    ]
    return rows[0] if rows and _weekday_holds(words, rows[0]) else None


def _weekday_holds(words: str, row: DateMention) -> bool:
    """Tell whether the weekday that words name, if any, is that of a date."""
    found = set(_day_name().findall(words.lower()))
    named = [day for name, day in _weekdays().items() if name in found]
    return not named or row.value is None or date.fromisoformat(row.value).isoweekday() == named[0]


@cache
def _weekdays() -> dict[str, int]:
    calendar = read_knowledge("calendar")
    return {
        name: day
        for language in date_languages()
        for name, day in calendar[language]["words"]["weekday"].items()
    }


@cache
def _day_name() -> re.Pattern[str]:
    return re.compile(rf"\b{alternatives(_weekdays())}\b")


@cache
def _dated_day() -> re.Pattern[str]:
    """Return what finds a weekday and a figure behind it, as every day has that a story calls so."""
    return re.compile(rf"{_day_name().pattern}[^\n]{{0,30}}?\d")


def _settle_weekday(words: str, lines: Sequence[Line]) -> DateMention | None:
    """Read « lundi 3 mai » with the one year of the story in which it was a Monday."""
    text = "\n".join([words, *(line.text for line in _story(lines))])
    rows = [
        row
        for row in find_dates(text)
        if row.end <= len(words) and row.basis == "the weekday fits the year" and _names_year(row, text)
    ]
    return rows[0] if rows else None


def read_story(lines: Sequence[Line], language: str) -> Stamp | None:
    """Conclude from the story: « ce lundi 20 novembre », « mercredi (18 mars) ».

    >>> said = "En 2017, le rail avance. Il part ce lundi 20 novembre."
    >>> read_story([Line(1, 0, len(said), said, "body", True, "")], "fr").value
    '2017-11-20'
    """
    story = _story(lines)
    if not any(FIGURE.search(line.text) and _dated_day().search(line.text.lower()) for line in story):
        return None
    text = "\n".join(line.text for line in story)
    rows = find_dates(text, language=language)
    this_day = [
        row
        for row in rows
        if row.value and row.precision == "day" and _says_this_day(row, text) and _names_year(row, text)
    ]
    if this_day:
        latest = max(this_day, key=lambda row: row.value or "")
        return make_stamp(latest, latest.text)
    lead = sum(len(line.text) + 1 for line in story[:_LEAD])
    fitting = (row for row in rows if row.end <= lead and row.basis == "the weekday fits the year")
    reported = [row for row in fitting if _names_year(row, text)]
    return _month_of_report(max(reported, key=lambda row: row.value or "")) if reported else None


def _names_year(row: DateMention, text: str) -> bool:
    """Tell whether the text names the year in which a weekday fits, or the one before not as long ago."""
    year, form = (row.value or "")[:4], only_form("long_ago")
    if not year or year in text:
        return bool(year)
    before = str(int(year) - 1)
    ago = sum(match["year"] == before for match in form.finditer(text))
    return bool(text.count(before) > ago)


def _says_this_day(row: DateMention, text: str) -> bool:
    """Tell whether it is the day of writing: « ce lundi 3 mai », « aujourd'hui, lundi 3 mai »."""
    said, words = row.text.lower(), read_knowledge("outlets")["this_day"]
    before = text[max(0, row.start - _TODAY) : row.start]
    if not (said.startswith(words["begins"]) or re.search(words["before"], before)):
        return False
    return FIGURE.search(said) is not None and _day_name().search(said.replace("’", "'")) is not None


def _month_of_report(row: DateMention) -> Stamp | None:
    """Return the month, or the year, in which an article must lie that calls a day by its weekday."""
    assert row.value is not None
    day = date.fromisoformat(row.value)
    if day.day + _REPORTED_WITHIN <= monthrange(day.year, day.month)[1]:
        return Stamp(row.value[:7], "month", row.text)
    return Stamp(row.value[:4], "year", row.text) if day.month < 12 else None


def _story(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind in ("standfirst", "body")]
