"""Of what kind dropped lines are, by what stands around them.

A day is the article's under its headline and another article's in a list of headlines; "Facebook" is a
button beside the text and a link at the foot of the page. Nothing is kept or dropped here.
"""

import re
from collections.abc import Sequence

from alibaba_corpus.lines import Seen, Verdict, find_runs, find_stems

SHORT = 4  # words that a keyword has at most
NEAR = 8  # lines after the text up to which a third of the keywords must be told, half of them further on
LONGEST_RUN = 12  # lines of keywords that follow one another at most

_SHORT_STAMP = "dateline: a date alone", "dateline: time of reading", "dateline: minutes alone"
BEFORE, AFTER = "position: before the headline", "position: after the text"
UNDER = "block: under a heading"
_UNTOLD = AFTER, BEFORE
_LABEL = "zone: over another headline"
_FIELDS = "paywall: subscription words"
_NETWORKS = "share: networks and buttons", "share: find us, join us on a network"
_IN_THREADS = frozenset({"dateline", "byline"})
_OPENS_ANOTHER = frozenset({"related", "tags", "advert", "copyright", "contact", "paywall", "cookies"})
FOOTER = "navigation: words of a footer that an intertitle may be"
PSEUDONYM = "navigation: name of a variable"  # the row that takes names such as jean_du_quai too
_NUMBER = re.compile(r"\d{1,4}")


def name_zones(
    lines: Sequence[Seen], verdicts: Sequence[Verdict], kept: Sequence[int], head: int | None, *, page: bool
) -> list[Verdict]:
    r"""Return the verdicts, dropped lines named by their surroundings; `kept` are the places of kept lines.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le rail\nLe rail avance.\nRecevez notre lettre\nOK"))
    >>> kinds = ("title", "body", "advert", "navigation")
    >>> found = name_zones(lines, [Verdict(kind, "") for kind in kinds], [0, 1], 0, page=False)
    >>> found[3]
    Verdict(kind='advert', rule='zone: a form under its promise')

    `head` is the place of the headline, `page` whether the lines are a whole web page.
    """
    named = list(verdicts)
    if not kept:
        return named
    first, last = (kept[0] if head is None else head), kept[-1]
    _name_lines_above(lines, named, first, page=page)
    for i in _find_keywords(lines, named, kept):
        named[i] = Verdict("tags", "zone: keywords of the text")
    _name_threads(lines, named, kept)
    _name_forms(lines, named)
    if page:
        _name_stamps(named, last + 1)
        _name_labels(lines, named, last + 1)
        _name_links(named, first, last)
    return named


def _name_lines_above(lines: Sequence[Seen], named: list[Verdict], head: int, *, page: bool) -> None:
    """Name what stands over the headline a menu, but for one or two words right above it."""
    if page:
        return
    untold = [i for i in range(head) if named[i].rule == BEFORE and named[i].kind != "byline"]
    for i in untold:
        alone = i == head - 1 and lines[i].many <= SHORT and not {i - 1, i - 2} <= set(untold)
        if not alone:
            named[i] = Verdict("navigation", BEFORE)


def _find_keywords(lines: Sequence[Seen], named: Sequence[Verdict], kept: Sequence[int]) -> list[int]:
    """Return the lines of runs after the text of which enough speak of what the text speaks of."""
    short = [i for i in range(kept[-1] + 1, len(lines)) if _may_be_keyword(lines[i], named[i])]
    runs = [run for run in find_runs(short) if 2 <= len(run) <= LONGEST_RUN]
    topic = frozenset(stem for i in kept for stem in find_stems(lines[i].key)) if runs else frozenset[str]()
    keywords: list[int] = []
    for run in runs:
        stems = [find_stems(lines[i].key) for i in run]
        enough = len(run) / (3 if run[0] - kept[-1] <= NEAR else 2)
        if sum(bool(of_line) and topic.issuperset(of_line) for of_line in stems) >= enough:
            keywords += run
    return keywords


def _may_be_keyword(line: Seen, verdict: Verdict) -> bool:
    """Tell whether a dropped line of which no row is sure is a few words without a sentence."""
    if line.many > SHORT or line.last in ".?!:;" or line.last.isdigit():
        return False
    if line.row is not None and line.row.name == FOOTER:
        return False
    if line.row is not None and line.row.weak:
        return True
    return verdict.rule in (*_UNTOLD, UNDER) and verdict.kind in ("tags", "navigation", "related")


def _name_threads(lines: Sequence[Seen], named: list[Verdict], kept: Sequence[int]) -> None:
    """Name all of a thread of comments so: the days, the names, the buttons between what readers wrote."""
    if "comments" not in [verdict.kind for verdict in named]:
        return
    stays, thread = frozenset(kept), False
    for i, verdict in enumerate(named):
        row, kind, rule = lines[i].row, verdict.kind, verdict.rule
        if i in stays or (kind == "dateline" and i + 1 in stays):  # right above the headline it is its day
            thread = False
        elif kind == "comments":
            thread = thread or (row is not None and row.opens)
        elif thread and (
            kind in _IN_THREADS
            or rule == PSEUDONYM
            or lines[i].says("field or button of a form")
            or _NUMBER.fullmatch(lines[i].key)
        ):
            named[i] = Verdict("comments", "zone: amid comments")
        elif thread:
            thread = rule in _UNTOLD and kind not in _OPENS_ANOTHER


def _name_forms(lines: Sequence[Seen], named: list[Verdict]) -> None:
    """Name the fields and buttons under the promise of a letter as the promise is named."""
    for i in range(1, len(named)):
        if named[i - 1].kind != "advert":
            continue
        field = named[i].rule == _FIELDS and lines[i].many <= 5
        if field or lines[i].says("button under an offer"):
            named[i] = Verdict("advert", "zone: a form under its promise")


def _name_stamps(named: list[Verdict], start: int) -> None:
    """Name days, hours and authors after the text of a page by the headlines that they belong to."""
    for i in range(start, len(named)):
        beside = [named[k].kind for k in (i - 1, i + 1) if start <= k < len(named)]
        stamp = named[i].rule in _SHORT_STAMP or (named[i].kind == "byline" and i > start)
        if stamp and "related" in beside:
            named[i] = Verdict("related", "zone: beside other headlines")


def _name_labels(lines: Sequence[Seen], named: list[Verdict], start: int) -> None:
    """Name a few words after the text of a page by the headline right under them."""
    for i in range(len(named) - 2, start - 1, -1):
        headline = named[i + 1].kind == "related" and named[i + 1].rule in (*_UNTOLD, UNDER, _LABEL)
        if headline and named[i] == Verdict("navigation", AFTER) and lines[i].last not in ".:0123456789":
            named[i] = Verdict("related", _LABEL)


def _name_links(named: list[Verdict], first: int, last: int) -> None:
    """Name the links at the head and the foot of a page navigation: the networks' names."""
    for i, rule in enumerate([verdict.rule for verdict in named]):
        if rule in _NETWORKS and i < first - 5 and i > 0 and named[i - 1].kind == "navigation":
            named[i] = Verdict("navigation", "zone: head of the page")
        elif rule in _NETWORKS and i > last + 5 and named[i - 1].kind == "navigation":
            named[i] = Verdict("navigation", "zone: foot of the page")
