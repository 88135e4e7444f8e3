"""Where and when an article appeared and who wrote it, as far as its own lines say so.

Nothing is guessed: a day without a year, « publié hier » or a masthead that the text doesn't show give
no value. Every date comes with the words that said it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from alibaba_corpus.cleaning import Line
from alibaba_corpus.dates import find_dates
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.outlets import LONGEST_STAMP, find_source, search_lines
from alibaba_corpus.stamps import Stamp, find_update, make_stamp, read_datelines, read_marked_lines
from alibaba_corpus.text_dates import read_leading_day, read_opening, read_story, read_yearless_stamp

_ABOVE = 20  # lines above the text in which its author may be named


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
    source = source or find_source(lines)
    return Publication(
        source=source,
        published=known,
        precision=stamp.precision if stamp else None,
        basis=stamp.words if stamp else None,
        updated=find_update(lines, known),
        byline=_find_byline(lines, source, byline),
    )


def _given(published: str | None) -> Stamp | None:
    if not published:
        return None
    rows = [row for row in find_dates(published.strip()[:60]) if row.value and row.basis == "stated"]
    return make_stamp(rows[0], "given with the article") if rows else None


def _find_stamp(lines: Sequence[Line], language: str) -> Stamp | None:
    return (
        read_datelines(lines)
        or read_marked_lines(lines)
        or read_opening(lines)
        or read_leading_day(lines)
        or read_yearless_stamp(lines)
        or read_story(lines, language)
    )


def _find_byline(lines: Sequence[Line], source: str | None, given: str | None) -> str | None:
    """Return the authors that were given, else those whom the lines name; the outlet itself is none.

    What a menu far above the text says ("Par les temps qui courent") names no author.
    """
    outlet = (source or "").lower()
    begins = next((i for i, line in enumerate(lines) if line.kept), 0)
    near = lines[max(0, begins - _ABOVE) :]
    told = (match["names"] for match in search_lines("byline", near, LONGEST_STAMP))
    found = map(_names, chain([given or ""], told))
    return next((names for names in found if names and not outlet.startswith(names.lower())), None)


def _names(words: str) -> str | None:
    """Return the authors of a byline without what follows them, or None when it names nobody."""
    rules = read_knowledge("outlets")["byline_end"]
    names = " ".join(re.split(rules["form"], words.strip(), maxsplit=1)[0].strip(" \t,;:()-–").split())
    capital = re.search(r"[A-ZÀ-Ý]", names)
    return names if capital and not re.match(rules["nobody"], names) else None
