"""Where and when an article appeared and who wrote it, as far as its own lines say so.

Nothing is guessed: a day without a year, « publié hier » or a masthead that the text doesn't show give
no value. Every date comes with the words that said it.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import chain, pairwise
from typing import Any, NamedTuple

from alibaba_corpus.cleaning import Line
from alibaba_corpus.date_expressions import are_date_words, date_languages
from alibaba_corpus.dates import DateMention, find_dates, find_dates_in_any, iso_date
from alibaba_corpus.folding import to_ascii
from alibaba_corpus.furniture import match_row
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives

_STAMP_KINDS = ("dateline", "byline")
_ABOVE = 20  # lines above the text in which its author may be named
_TITLE_KINDS = ("title", "duplicate")
_FOREIGN_KINDS = ("related", "comments", "advert", "cookies", "contact")
_OPENING = 90  # characters of a body line in which an agency's place and date stand
_LEAD = 3  # paragraphs in which a weekday with its date tells when the article was written
_TODAY = 14  # characters before a date in which "aujourd'hui" is looked for
_REPORTED_WITHIN = 6  # days after which a paper no longer calls a day by its weekday alone
_LONGEST_STAMP = 300  # characters; a longer line is prose
_FIGURE = re.compile(r"\d")
_SPACED = re.compile(r"(?<=\d) / (?=\d)")  # a day in figures set apart
_KEPT_STAMPS = 64  # whose reading is kept at hand: several steps read the same few of an article
_LONGEST_KEPT = 80  # characters of a kept line that may yet be a stamp


@dataclass(frozen=True, slots=True)
class Publication:
    """Where, when and by whom an article was published.

    source: the outlet or agency; published, updated: ISO dates cut to their precision; precision: day,
    month or year; basis: the words that said when; byline: the authors. None where the text doesn't say.
    """

    source: str | None = None
    published: str | None = None
    precision: str | None = None
    basis: str | None = None
    updated: str | None = None
    byline: str | None = None


def find_publication(
    lines: Sequence[Line],
    *,
    published: str | None = None,
    source: str | None = None,
    byline: str | None = None,
    language: str = "fr",
) -> Publication:
    """Tell from the lines of an article, kept and dropped, where, when and by whom it was published.

    >>> stamp = "LE PETIT ÉCHO | 04.08.2017 à 09h48 • Mis à jour le 05.08.2017"
    >>> found = find_publication([Line(1, 0, len(stamp), stamp, "dateline", False, "")])
    >>> found.source, found.published, found.precision, found.updated
    ('Le Petit Écho', '2017-08-04', 'day', '2017-08-05')

    A date or a source that came with the file is taken as it is, a byline where it names somebody.
    """
    stamp = _given(published) or _find_stamp(lines, language)
    known = stamp.value if stamp else None
    source = source or _find_source(lines)
    return Publication(
        source=source,
        published=known,
        precision=stamp.precision if stamp else None,
        basis=stamp.words if stamp else None,
        updated=_find_update(lines, known),
        byline=_find_byline(lines, source, byline),
    )


# ---------------------------------------------------------------- when


class _Stamp(NamedTuple):
    value: str
    precision: str
    words: str


class _Dated(NamedTuple):
    """A date in a line, and what the words before it say happened on it."""

    mention: DateMention
    means: str | None
    line: Line


def _given(published: str | None) -> _Stamp | None:
    if not published:
        return None
    rows = [row for row in find_dates(published.strip()[:60]) if row.value and row.basis == "stated"]
    return _stamp(rows[0], "given with the article") if rows else None


def _stamp(mention: DateMention, words: str) -> _Stamp | None:
    value = iso_date(mention)
    return _Stamp(value, {10: "day", 7: "month"}.get(len(value), "year"), words) if value else None


def _find_stamp(lines: Sequence[Line], language: str) -> _Stamp | None:
    return (
        _from_datelines(lines)
        or _from_marked_lines(lines)
        or _from_opening(lines)
        or _from_leading_day(lines)
        or _from_yearless_stamp(lines)
        or _from_story(lines, language)
    )


def _from_datelines(lines: Sequence[Line]) -> _Stamp | None:
    """Read the publication stamps: the first that says so, else the first date of any.

    Those of the article stand before its text. One that stands below may be an export's; several different
    ones are the stamps of other articles and of comments, and say nothing.
    """
    others = {below.number for line, below in pairwise(lines) if line.kind == "related"}
    text = _text_begins(lines)
    stamps = (line for line in lines if line.kind in _STAMP_KINDS)
    dated = [d for line in stamps if line.number < text or line.number not in others for d in _dates_of(line)]
    stated = [d for d in dated if d.mention.basis == "stated" and d.means != "updated"]
    above = [d for d in stated if d.line.number < _text_begins(lines)]
    if not above and len({d.mention.value for d in stated}) > 1:
        return None
    stated = sorted(
        above or stated,
        key=lambda d: (d.line.kind != "dateline", d.means is None and _find_source([d.line]) is None),
    )
    first = next((d for d in stated if d.mention.precision == "day"), stated[0] if stated else None)
    if first is None:
        return _published_before_update(lines, dated)
    return _stamp(first.mention, first.line.text.strip())


def _published_before_update(lines: Sequence[Line], dated: Sequence[_Dated]) -> _Stamp | None:
    """Read « Publié à 5 h », which a paper writes on the day itself, in the light of the update's day."""
    form = _only("hour_only")
    told = next((line for line in lines if line.kind in _STAMP_KINDS and form.search(line.text)), None)
    days = {d.mention.value for d in dated if d.means == "updated" and d.mention.precision == "day"}
    if told is None or len(days) != 1:
        return None
    mention = next(d.mention for d in dated if d.mention.value in days)
    return _stamp(mention, told.text.strip())


def _text_begins(lines: Sequence[Line]) -> int:
    """Return the number of the first line of the text, below the standfirst: a stamp may stand under it."""
    body = [i for i, line in enumerate(lines) if line.kind == "body"]
    if not body:
        return len(lines)
    stamped = any(line.kind in _STAMP_KINDS for line in lines[body[0] + 1 : body[0] + 2])
    return lines[body[1] if stamped and len(body) > 1 else body[0]].number


def _from_marked_lines(lines: Sequence[Line]) -> _Stamp | None:
    """Read a line that was not taken for a stamp: « Publié le 3 mai 2014 », or a day and nothing else.

    The days over the chapters of a chronology are no stamps.
    """
    text = _text_begins(lines)
    chapters = [line for line in lines if line.kind == "heading" and any(_dates_of(line))]
    for line in lines:
        if line in chapters and (len(chapters) > 1 or line.number > text):
            continue
        if line.kind in (*_FOREIGN_KINDS, *_STAMP_KINDS) or len(line.text.strip()) > (
            _LONGEST_KEPT if line.kept else _LONGEST_STAMP
        ):
            continue
        for dated in _dates_of(line):
            if dated.mention.basis == "stated" and dated.means != "updated" and _is_stamp(dated):
                return _stamp(dated.mention, line.text.strip())
    return None


def _is_stamp(dated: _Dated) -> bool:
    if any(_form(row).search(dated.line.text) for row in _rows("stamp_line")):
        return True
    return dated.line.kind not in _TITLE_KINDS and (dated.means == "published" or _is_bare(dated))


def _is_bare(dated: _Dated) -> bool:
    """Tell whether a line holds a day, perhaps an hour, and nothing else."""
    rest = dated.line.text.replace(dated.mention.text, " ")
    return dated.mention.precision == "day" and not _only("bare").search(rest)


def _from_opening(lines: Sequence[Line]) -> _Stamp | None:
    """Read an agency's place and date: « LYON, 12 juin 2014 (AFP) - »."""
    mention, words = _opening_date(lines)
    return _stamp(mention, words) if mention is not None and mention.basis == "stated" else None


def _from_leading_day(lines: Sequence[Line]) -> _Stamp | None:
    """Read a day in figures before the first paragraph: « 17.01.2019 – », « [16/05/2014 12:06:58] ».

    Where other paragraphs begin with a day too, it is the first of a chronology.
    """
    form = _only("leading_day")
    found = [match for line in _story(lines) if (match := form.match(line.text[:_OPENING]))]
    first = next(iter(_story(lines)[:1]), None)
    if first is None or len(found) != 1 or not form.match(first.text[:_OPENING]):
        return None
    mentions = _best_dates(found[0]["day"])
    return _stamp(mentions[0], found[0]["day"]) if len(mentions) == 1 else None


def _opening_date(lines: Sequence[Line]) -> tuple[DateMention | None, str]:
    """Return the date that stands after a place and before a dash or an agency, and these words."""
    place = read_knowledge("outlets")["place"]
    for line in _story(lines)[:_LEAD]:
        head = line.text[:_OPENING]
        if not _may_open(head):
            continue
        for mention in _best_dates(head):
            before, after = head[: mention.start].strip(), head[mention.end :].lstrip()
            if re.fullmatch(place["form"], before) and re.match(place["after"], after):
                return mention, head[: mention.end].strip()
    return None, ""


def _may_open(head: str) -> bool:
    """Tell whether a place begins a line, with only words of a date between it and the first figure."""
    figure = _FIGURE.search(head)
    place = _place_first().match(head) if figure else None
    if place is None or figure is None:
        return False
    return are_date_words(head[place.end() : figure.start()], date_languages())


@cache
def _place_first() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:{read_knowledge('outlets')['place']['form']})(?!\w)")


def _from_yearless_stamp(lines: Sequence[Line]) -> _Stamp | None:
    """Read a stamp of day and month whose year the copyright line or a fitting weekday settles."""
    stamps = [
        (d.mention, d.line.text.strip())
        for line in lines
        if line.kind == "dateline"
        for d in _dates_of(line)
        if d.means != "updated" and d.mention.precision == "day" and d.mention.value is None
    ]
    mention, words = _opening_date(lines)
    if mention is not None and mention.precision == "day":
        stamps.append((mention, words))
    years = _copyright_years(lines)
    for mention, words in stamps:
        settled = _settle(mention.text, years) if len(years) == 1 else _settle_weekday(mention.text, lines)
        if settled is not None:
            return _stamp(settled, words)
    return None


def _copyright_years(lines: Sequence[Line]) -> list[str]:
    """Return the years of the copyright lines; a range of years says nothing of one article."""
    texts = [line.text for line in lines if line.kind == "copyright"]
    found = {year for text in texts for year in re.findall(r"(?<![\d–-])(?:19|20)\d\d(?!\s?[\d–-])", text)}
    return sorted(found)


def _settle(words: str, years: Sequence[str]) -> DateMention | None:
    """Read « 3 mai » with the only year in reach."""
    rows = [
        row for row in _best_dates(f"{words} {years[0]}") if row.basis == "stated" and row.precision == "day"
    ]
    return rows[0] if rows and _weekday_holds(words, rows[0]) else None


def _weekday_holds(words: str, row: DateMention) -> bool:
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


def _from_story(lines: Sequence[Line], language: str) -> _Stamp | None:
    """Conclude from the story: « ce lundi 20 novembre », « mercredi (18 mars) »."""
    story = _story(lines)
    if not any(_FIGURE.search(line.text) and _dated_day().search(line.text.lower()) for line in story):
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
        return _stamp(latest, latest.text)
    lead = sum(len(line.text) + 1 for line in story[:_LEAD])
    fitting = (row for row in rows if row.end <= lead and row.basis == "the weekday fits the year")
    reported = [row for row in fitting if _names_year(row, text)]
    return _month_of_report(max(reported, key=lambda row: row.value or "")) if reported else None


def _names_year(row: DateMention, text: str) -> bool:
    """Tell whether the text names the year in which a weekday fits, or the one before not as long ago."""
    year, form = (row.value or "")[:4], _only("long_ago")
    if not year or year in text:
        return bool(year)
    before = str(int(year) - 1)
    ago = sum(match["year"] == before for match in form.finditer(text))
    return bool(text.count(before) > ago)


def _says_this_day(row: DateMention, text: str) -> bool:
    """Tell whether it is the day of writing: « ce lundi 3 mai », « aujourd'hui, lundi 3 mai »."""
    words = text[max(0, row.start - _TODAY) : row.end].lower().replace("’", "'")
    points_at_it = row.text.lower().startswith("ce ") or re.search(
        r"aujourd'hui,? $", words[: -len(row.text)]
    )
    return bool(points_at_it and _FIGURE.search(row.text) and _day_name().search(row.text.lower()))


def _month_of_report(row: DateMention) -> _Stamp | None:
    """Return the month, or the year, in which an article must lie that calls a day by its weekday."""
    assert row.value is not None
    day = date.fromisoformat(row.value)
    if day.day + _REPORTED_WITHIN <= monthrange(day.year, day.month)[1]:
        return _Stamp(row.value[:7], "month", row.text)
    return _Stamp(row.value[:4], "year", row.text) if day.month < 12 else None


def _find_update(lines: Sequence[Line], published: str | None) -> str | None:
    """Return the date of the last update, read against the publication where it lacks a year."""
    for line in lines:
        if line.kind == "dateline" and any(means == "updated" for _, means in _marks(_stamp_in(line))):
            for dated in _dates_of(line, published):
                if dated.means == "updated" and dated.mention.value:
                    return dated.mention.value
    return None


def _dates_of(line: Line, published: str | None = None) -> Iterator[_Dated]:
    """Yield the dates of a line, each with what the nearest mark before it says."""
    if len(line.text) > _LONGEST_STAMP and line.kind not in _STAMP_KINDS:
        return
    text = _stamp_in(line)
    for mention in _best_dates(text, published):
        before = [means for start, means in _marks(text) if start < mention.start]
        yield _Dated(mention, before[-1] if before else None, line)


def _stamp_in(line: Line) -> str:
    return _SPACED.sub("/", _only("glued").sub(" ", line.text[: 4 * _LONGEST_STAMP]))


@lru_cache(maxsize=_KEPT_STAMPS)
def _marks(text: str) -> Sequence[tuple[int, str]]:
    """Return what the words of a line say happened on the date behind them, and where they stand."""
    return sorted((m.start(), row["means"]) for row in _rows("stamp") for m in _form(row).finditer(text))


def _best_dates(text: str, published: str | None = None) -> Sequence[DateMention]:
    """Read a stamp in the language that understands most of it; without a figure or a day before it, none."""
    if published is None and not _FIGURE.search(text):
        return ()
    return _readings(text, published)


@lru_cache(maxsize=_KEPT_STAMPS)
def _readings(text: str, published: str | None) -> tuple[DateMention, ...]:
    return tuple(find_dates_in_any(text, date_languages(), published))


def _story(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.kind in ("standfirst", "body")]


# ---------------------------------------------------------------- where


def _find_source(lines: Sequence[Line]) -> str | None:
    names = (_outlet(match["source"]) for match in _search("source", lines, 4 * _LONGEST_STAMP))
    return next((name for name in names if name), None)


def _outlet(name: str) -> str | None:
    """Return an outlet's name as it writes itself, or None when the words name no outlet."""
    rules = read_knowledge("outlets")
    words = name.strip(' \t-–—,.«»"').replace("\u00a0", " ").split()
    if words and words[-1].lower() in rules["not_source"]["legal_endings"]:
        words.pop()
    name = " ".join(words)
    small = name.lower()
    if not name or small in rules["not_source"]["words"]:
        return None
    if _publisher().search(small):
        return None
    if small not in rules["spelling"] and _is_furniture(name):
        return None
    return rules["spelling"].get(small) or (_without_capitals(name) if name.isupper() else name)


@cache
def _publisher() -> re.Pattern[str]:
    words = read_knowledge("outlets")["not_source"]["publisher_words"]
    return re.compile(rf"\b{alternatives(words)}\b")


def _is_furniture(name: str) -> bool:
    """Tell whether words are a piece of a page: a skip link, a section, a list of keywords, an author."""
    rules = read_knowledge("outlets")["not_source"]
    if any(_form(row).search(name) for row in rules["form"]):
        return True
    words = to_ascii(name)
    row = match_row(words, words.lower(), words, False) if words.strip() else None
    return row is not None and row.kind in rules["furniture_kinds"]


def _without_capitals(name: str) -> str:
    """Write a name set in capitals the usual way.

    >>> _without_capitals("LE COURRIER DE L'OUEST")
    "Le Courrier de l'Ouest"
    """
    titled = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), name)
    return re.sub(r"(?<=\s)(?:De|Du|Des|La|Le|Les|L|D|Et|En|Of|And)\b", lambda m: m[0].lower(), titled)


# ---------------------------------------------------------------- who


def _find_byline(lines: Sequence[Line], source: str | None, given: str | None) -> str | None:
    """Return the authors that were given, else those whom the lines name; the outlet itself is none.

    What a menu far above the text says ("Par les temps qui courent") names no author.
    """
    outlet = (source or "").lower()
    begins = next((i for i, line in enumerate(lines) if line.kept), 0)
    near = lines[max(0, begins - _ABOVE) :]
    told = (match["names"] for match in _search("byline", near, _LONGEST_STAMP))
    found = map(_names, chain([given or ""], told))
    return next((names for names in found if names and not outlet.startswith(names.lower())), None)


def _names(words: str) -> str | None:
    """Return the authors of a byline without what follows them, or None when it names nobody."""
    rules = read_knowledge("outlets")["byline_end"]
    names = " ".join(re.split(rules["form"], words.strip(), maxsplit=1)[0].strip(" \t,;:()-–").split())
    capital = re.search(r"[A-ZÀ-Ý]", names)
    return names if capital and not re.match(rules["nobody"], names) else None


# ---------------------------------------------------------------- the data


def _rows(table: str) -> Sequence[Any]:
    rows: Sequence[Any] = read_knowledge("outlets")[table]
    return rows


def _search(table: str, lines: Sequence[Line], longest: int) -> Iterator[re.Match[str]]:
    """Yield what the rows of a table take in the lines of their kinds, the surest row first."""
    for row in _rows(table):
        form, kinds = _form(row), row["kinds"]
        for line in lines:
            if line.kind in kinds and (match := form.search(line.text[:longest])):
                yield match


def _only(table: str) -> re.Pattern[str]:
    """Return the form of a table that has but one."""
    return _form(read_knowledge("outlets")[table])


def _form(row: dict[str, Any]) -> re.Pattern[str]:
    return re.compile(row["form"])
