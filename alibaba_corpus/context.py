"""The context in which lines are judged: the article's stretch, its headline, what recurs around them."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from alibaba_corpus.headlines import find_title
from alibaba_corpus.lines import Seen, Verdict
from alibaba_corpus.stretch import (
    PAGE,
    find_close,
    find_core,
    find_hours,
    find_outlets,
    find_resumed,
    reach_on,
)

NEAR_BEGIN = 2  # lines behind the beginning of the paragraphs among which a picture or a stamp stands
MOST_NOTES = 5  # lines that begin with one asterisk up to which they are notes


@dataclass(slots=True)  # Final, not frozen, as lines are
class Context:
    """Lines looked at together: the article's stretch from `first` to `last`, its headline at `head`."""

    lines: Final[Sequence[Seen]]
    first: Final[int]
    last: Final[int]
    head: Final[int | None]
    start: Final[int]  # the line under the headline, or the first of the stretch
    page: Final[bool]
    plain: Final[frozenset[str]]  # keys of the lines that are no bullets, where there are some
    again: Final[frozenset[str]]  # keys of lines that come more than once
    begun: Final[int]  # the line with which the paragraphs begin
    marks: Final[dict[str, int]]  # marks of notes behind words, with the first line that has them
    outlets: Final[frozenset[str]]  # keys of what names itself the owner of the text's rights
    resumed: Final[frozenset[int]]  # lines with which the text goes on behind a box
    closed: Final[int]  # the first line after the text that ends the page, or how many lines there are
    hours: Final[frozenset[int]]  # hours alone over the entries of a live report
    by_credit: Final[frozenset[int]]  # lines beside a credit, or one further: a caption may be among them


@dataclass(frozen=True, slots=True)
class Criterion:
    """What tells that a short line amid the text is no part of it: the verdict, and who gives it.

    takes(context, i, verdicts): whether it tells so of line i; verdicts: those on the lines above it.
    """

    kind: str
    rule: str
    takes: Callable[[Context, int, Sequence[Verdict]], bool]


def set_context(lines: Sequence[Seen], title: str | None) -> Context:
    r"""Find the article's stretch and its headline.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Accueil\nLe rail relie Liège à la Chine\nLe train est parti lundi de la gare de Liège."
    >>> context = set_context(tuple(look_at_lines(text)), None)
    >>> context.head, context.first, context.last
    (1, 2, 2)
    """
    page = len(lines) >= PAGE
    again = _find_again([line.key for line in lines])
    first, last = find_core(lines, again)
    if not page:
        last = reach_on(lines, last)
    outlets = find_outlets(lines, first)
    head = find_title(lines, first, last, again | outlets, title)
    closed = find_close(lines, last)
    return Context(
        lines=lines,
        first=first,
        last=last,
        head=head,
        start=first if head is None else head + 1,
        page=page,
        plain=_find_plain(lines),
        again=again,
        begun=_find_begin(lines, first, head),
        marks=find_marks(lines),
        outlets=outlets,
        resumed=find_resumed(lines, first, last, closed),
        closed=closed,
        hours=find_hours(lines, first, last),
        by_credit=_find_beside_credits(lines),
    )


def _find_plain(lines: Sequence[Seen]) -> frozenset[str]:
    """Find the keys of the lines that are no bullets, where there are bullets at all."""
    if not any(line.bullet for line in lines):
        return frozenset()
    return frozenset([line.key for line in lines if not line.bullet])


def _find_beside_credits(lines: Sequence[Seen]) -> frozenset[int]:
    """Find the lines beside a credit, or one further."""
    credits = [i for i, line in enumerate(lines) if line.row is not None and line.row.kind == "credit"]
    return frozenset([k for i in credits for k in range(i - 2, i + 3)])


def _find_again(keys: Sequence[str]) -> frozenset[str]:
    """Find the keys that come more than once."""
    if len(set(keys)) == len(keys):
        return frozenset()
    return frozenset([key for key, times in Counter(keys).items() if times > 1])


def _find_begin(lines: Sequence[Seen], first: int, head: int | None) -> int:
    """Return the index of the line with which the article's paragraphs begin, a standfirst left out."""
    near = range(first, min(len(lines), first + 60))
    prose = list(islice((i for i in near if lines[i].prose and i != head), 2))
    if not prose:
        return len(lines)
    return prose[0] if lines[prose[0]].size > 300 else prose[-1]


def is_footnote(context: Context, i: int) -> bool:
    r"""Tell whether a line explains a word of the text: its mark stands behind a word before.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le rail* avance vers la mer et vers Liège.\n* Celui du Nord."))
    >>> is_footnote(set_context(lines, None), 1)
    True
    """
    mark = context.lines[i].mark
    return mark != "" and (mark[0].isalpha() or context.marks.get(mark, i) < i)


def find_marks(lines: Sequence[Seen]) -> dict[str, int]:
    r"""Find the marks with which lines begin that stand behind a word too, each with the first such line.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> find_marks(tuple(look_at_lines("Le rail* avance.\n* Celui du Nord.")))
    {'*': 0}

    Asterisks over asterisks are the bullets of a menu.
    """
    begun = [line.mark for line in lines if line.mark]
    if not begun:
        return {}
    marks = [mark for mark, many in Counter(begun).items() if mark != "*" or many <= MOST_NOTES]
    places = {
        mark: next((i for i, line in enumerate(lines) if _has_mark(line.text, mark)), -1) for mark in marks
    }
    return {mark: place for mark, place in places.items() if place >= 0}


def _has_mark(text: str, mark: str) -> bool:
    """Tell whether a mark stands right behind a word."""
    return (
        mark in text
        and re.search(r"[\w»”\"’)]" + r"[ \xa0]?" * (mark[0] == "(") + re.escape(mark) + r"(?!\*)", text)
        is not None
    )
