"""What one date expression is read against: its text, its publication, and the dates told before it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.anchors import Anchor, anchor_of, read_anchor
from alibaba_corpus.date_expressions import Found
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.tenses import NO_TENSES, Tenses, find_tenses

LATEST_YEAR = 2030  # what two digits may mean when there is no publication date
# what settled a date
STATED = "stated"
PUBLISHED = "counted from the publication date"
BEFORE = "counted from the date before it"
UNSETTLED = "nothing to count from"
# whether a direction counts from the publication (or from the date before it), and how many units
_DIRECTIONS = {
    "last": (True, -1),
    "this": (True, 0),
    "next": (True, 1),
    "before": (False, -1),
    "same": (False, 0),
    "after": (False, 1),
}


class Reading(NamedTuple):
    """What a date expression means, how precise that is, and what settled it."""

    value: str | None
    precision: str
    basis: str


class Story(NamedTuple):
    """What a paragraph tells date by date: the date that it has come to, and where that date ends."""

    value: str
    end: int


class Told(NamedTuple):
    """What a text has told so far: its last date, its last day, which Monday, which Tuesday it meant."""

    before: str | None
    day: str | None
    weekdays: Mapping[int, str]
    story: Story | None
    entry: Story | None  # of a chronology, the last


class Context(NamedTuple):
    """What the date expressions of one text are read against."""

    plain: str
    language: str
    anchor: Anchor | None
    tenses: Tenses
    years: list[int]  # named in the text
    dated_years: set[int]  # named with a month

    @property
    def today(self) -> date | None:
        """Return the day of the publication, if it is known."""
        return self.anchor.date() if self.anchor else None


class Start(NamedTuple):
    """From where a date is counted, how many units, and what it is so settled by."""

    anchor: Anchor | None
    steps: int
    basis: str

    @property
    def day(self) -> date | None:
        """Return the day to count from, if one is known."""
        return self.anchor.date() if self.anchor else None


class Words(NamedTuple):
    """What one expression says, where it stands, and the dates before it."""

    found: Found
    told: Told
    context: Context

    @property
    def says(self) -> Mapping[str, Any]:
        """Return the fields of the expression."""
        return self.found.says

    @property
    def tense(self) -> str | None:
        """Return whether the words near the expression look back or ahead."""
        return self.context.tenses.near(self.found.start, self.found.end)

    def start(self, direction: str) -> Start:
        """Return from where a direction counts (« ce mois-ci » from the publication), and how many units."""
        return self.counted_from(*_DIRECTIONS[direction])

    def counted_from(self, publication: bool, steps: int) -> Start:
        """Return the publication, or the date before, as what so many units are counted from."""
        if publication:
            return Start(self.context.anchor, steps, PUBLISHED)
        return Start(anchor_of(self.told.before), steps, BEFORE)

    def is_written(self, name: str) -> bool:
        """Tell whether the expression begins as a pattern of its language's calendar says."""
        form = calendar_form(self.context.language, name)
        return form is not None and form.match(self.context.plain, self.found.start) is not None


@cache
def calendar_form(language: str, name: str) -> re.Pattern[str] | None:
    """Return a pattern of a language's calendar, None where it has none.

    >>> bool(calendar_form("fr", "late").match("fin 2012")), calendar_form("en", "late")
    (True, None)
    """
    row = read_knowledge("calendar").get(language, {}).get(name)
    return re.compile(row["form"]) if row else None


def read_context(plain: str, found: Sequence[Found], published: str | None, language: str) -> Context:
    """Return what the expressions of a text are read against.

    >>> context = read_context("mai 2014", [Found(0, 8, "", {"month": 5, "year": 2014})], "2018", "fr")
    >>> context.anchor.year, context.dated_years
    (2018, {2014})
    """
    recent = [f.says for f in found if f.says.get("year", 0) > 1900]
    years = sorted({says["year"] for says in recent})
    dated = {says["year"] for says in recent if "month" in says}
    anchor = read_anchor(published)
    tenses = find_tenses(plain, found, language) if anchor else NO_TENSES
    return Context(plain, language, anchor, tenses, years, dated)
