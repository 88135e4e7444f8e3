"""Lines of a raw article, each kept or dropped, with the kind it is of and the rule that decided.

Two passes. The first looks at each line alone: the rows of `data/boilerplate.toml` and the line's shape.
The second looks at the lines together: it finds the article's own stretch (the run of lines with the most
prose in it), the headline before it, and lets headings such as "Lire aussi" take the lines under them.
Soft hyphens, no-break and thin spaces stay in the lines; they are left out of what is compared only.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from alibaba_corpus.beyond import gives_figure, judge_after, judge_before
from alibaba_corpus.boilerplate import load_shapes
from alibaba_corpus.boxes import (
    drop_cut_short,
    take_between,
    take_closing,
    take_messages,
    take_past_cut,
    take_promises,
)
from alibaba_corpus.context import Context, find_marks, set_context
from alibaba_corpus.folding import to_ascii
from alibaba_corpus.headlines import find_title, names_site
from alibaba_corpus.inside import judge_text
from alibaba_corpus.lines import (
    KEPT_KINDS,
    SENTENCE,
    Seen,
    Verdict,
    find_runs,
    look_at_lines,
    mark_fields,
    mark_wrapped,
)
from alibaba_corpus.link_numbers import has_link_numbers, without_link_numbers
from alibaba_corpus.listings import mark_lists
from alibaba_corpus.looks import FULL_NAME, LEAST_OF_SENTENCE, is_name, opens_dispatch
from alibaba_corpus.marks import without_addresses
from alibaba_corpus.stretch import DIGIT, MOST_OF_NAME, PAGE
from alibaba_corpus.unwrapping import hangs, join_broken, join_lines
from alibaba_corpus.zones import name_zones

MOST_OF_SUMMARY = 12  # words of an intertitle that a summary above the text may have told
LEAST_AGAIN = 4  # words of the headline's beginning that is said again at least
MOST_PASSES = 20  # times that the kept lines are judged anew; two are the rule


class Line(NamedTuple):
    """A line of a raw article that is not blank; `raw[start:end] == text`.

    number: 1-based, counted in line ends; start, end: offsets into the raw text; text: as it stands, without
    its line end; kind: one of KEPT_KINDS or DROPPED_KINDS; kept; rule: the row or the step that decided.
    """

    number: int
    start: int
    end: int
    text: str
    kind: str
    kept: bool
    rule: str


def label_lines(raw: str, *, title: str | None = None) -> tuple[Line, ...]:
    r"""Return every line of `raw` that is not blank, kept or dropped, with its kind and what decided.

    >>> for line in label_lines("Menu\nLe rail relie Liège à la Chine\nLe train est parti lundi."):
    ...     print(line.number, line.kept, line.kind)
    1 False navigation
    2 True title
    3 True body

    `title` is the headline where another source tells it (a column, the metadata of a page). The lines in
    order are the whole article; cleaning what was kept drops nothing more.
    """
    seen = tuple(look_at_lines(raw))
    read = _without_addresses(seen) if "](" in raw else seen
    numbered = "[" in raw and has_link_numbers(line.text for line in read)
    verdicts = _settle_joined(read, numbered, to_ascii(title).lower().strip() if title else None)
    return tuple(
        Line(line.number, line.start, line.end, line.text, told.kind, told.kind in KEPT_KINDS, told.rule)
        for line, told in zip(seen, verdicts, strict=True)
    )


def kept_view(raw: str, lines: Sequence[Line]) -> str:
    r"""Return `raw` with each dropped line blanked by spaces, so that offsets stay true.

    >>> raw = "Menu\nLe rail avance\nLe train est parti lundi."
    >>> kept_view(raw, label_lines(raw))
    '    \nLe rail avance\nLe train est parti lundi.'
    """
    parts: list[str] = []
    done = 0
    for line in lines:
        if not line.kept:
            parts += [raw[done : line.start], " " * (line.end - line.start)]
            done = line.end
    return "".join([*parts, raw[done:]])


def _without_addresses(seen: tuple[Seen, ...]) -> tuple[Seen, ...]:
    """Look at the lines again without the addresses of their links; one that is nothing else stays."""
    texts = without_addresses("\n".join(line.text for line in seen)).split("\n")
    told = (text if text.strip() else line.text for text, line in zip(texts, seen, strict=True))
    read = look_at_lines("\n".join(told))
    return tuple(replace(again, number=line.number) for line, again in zip(seen, read, strict=True))


def _settle_joined(seen: Sequence[Seen], numbered: bool, title: str | None) -> list[Verdict]:
    """Judge the lines of each broken paragraph as one, then the kept ones as a text by themselves.

    Those that are kept may be whole, or too few to have the numbers of a page's links; and what goes on may
    follow right on what it goes on with.
    """
    groups = join_broken(seen)
    verdicts = _settle_groups(seen, groups, numbered, title)
    if len(groups) == len(seen) and not (numbered or any(map(hangs, seen))):
        return verdicts
    for _ in range(MOST_PASSES):
        alive = [i for i, verdict in enumerate(verdicts) if verdict.kind in KEPT_KINDS]
        left = [replace(seen[i], number=number) for number, i in enumerate(alive, 1)]
        numbered = has_link_numbers(line.text for line in left)
        again = _settle_groups(left, join_broken(left), numbered, title)
        fallen = [(i, told) for i, told in zip(alive, again, strict=True) if told.kind not in KEPT_KINDS]
        if not fallen:
            break
        for i, told in fallen:
            verdicts[i] = told
    return verdicts


def _settle_groups(
    seen: Sequence[Seen], groups: Sequence[Sequence[int]], numbered: bool, title: str | None
) -> list[Verdict]:
    """Judge lines, those of a group as one, without the numbers of a page's links."""
    whole = seen
    if numbered or len(groups) < len(seen):
        joined = (join_lines([seen[i] for i in group]) for group in groups)
        whole = tuple(look_at_lines("\n".join(map(without_link_numbers, joined) if numbered else joined)))
    settled = _settle(mark_lists(mark_fields(whole)), title)
    return [verdict for group, verdict in zip(groups, settled, strict=True) for _ in group]


def _settle(seen: Sequence[Seen], title: str | None) -> list[Verdict]:
    """Judge the lines, then the kept ones among themselves, until nothing more is dropped."""
    settled: list[Verdict] = _judge(mark_wrapped(seen), title)
    alive = [i for i, verdict in enumerate(settled) if verdict.kind in KEPT_KINDS]
    before = len(seen)
    for _ in range(MOST_PASSES):
        if not 0 < len(alive) < before:
            break
        before = len(alive)
        left = mark_wrapped([seen[i] for i in alive])
        if _is_plain(left) and _keeps_headline(left, title):
            break
        again = _judge(left, title)
        for i, verdict in zip(alive, again, strict=True):
            if verdict.kind not in KEPT_KINDS:
                settled[i] = verdict
        alive = [i for i, verdict in zip(alive, again, strict=True) if verdict.kind in KEPT_KINDS]
    head = next((i for i in alive if settled[i].kind == "title"), None)
    return name_zones(seen, settled, alive, head, page=len(seen) >= PAGE)


def _is_plain(lines: Sequence[Seen]) -> bool:
    """Tell whether lines are a headline and sentences that no row speaks of: nothing more is dropped.

    A standfirst may stand above them, intertitles between them, one at a time, and notes to them below.
    """
    head, story = lines[0], lines[1:]
    if not 0 < len(story) < PAGE - 1 or head.row is not None or head.bullet or head.many < 4:
        return False
    left = [
        i
        for i, line in enumerate(story)
        if line.row is not None or not (_reads_on(line) or _parts_paragraphs(story, i))
    ]
    marks = find_marks(lines) if left else {}
    return all(story[i].row is None and marks.get(story[i].mark, len(lines)) <= i for i in left)


def _reads_on(line: Seen) -> bool:
    """Tell whether a line is a paragraph, or a short sentence that no list of beginnings has."""
    if line.prose:
        return line.last in ".…!?"
    return line.last == "." and line.many >= LEAST_OF_SENTENCE and not (line.bullet or line.cut)


def _parts_paragraphs(story: Sequence[Seen], i: int) -> bool:
    """Tell whether a line above a paragraph, or between two, is a standfirst or an intertitle."""
    line = story[i]
    between = i < len(story) - 1 and story[i + 1].prose and (i == 0 or story[i - 1].prose)
    labelled = load_shapes().label.match(line.key) is not None
    return between and not (line.bullet or labelled or DIGIT.search(line.key) or is_name(line))


def _keeps_headline(lines: Sequence[Seen], title: str | None) -> bool:
    """Tell whether the first line stays the headline where a standfirst may be taken for one."""
    standfirst, last = lines[1], len(lines) - 1
    if standfirst.prose:
        return True
    told = standfirst.many > MOST_OF_NAME and standfirst.last not in ".…:;"
    return told and find_title(lines, 2, last, frozenset(), title) == 0


def _judge(lines: Sequence[Seen], title: str | None) -> list[Verdict]:
    """Give every line a verdict."""
    if not lines:
        return []
    context = set_context(lines, title)
    first, head = context.first, context.head
    start = first if head is None else head
    verdicts = judge_before(context, start)
    if head is not None:
        verdicts.append(Verdict("title", "position: headline before the text"))
    judge_text(context, verdicts)
    judge_after(context, verdicts)
    take_between(context, verdicts)
    take_past_cut(context, verdicts)
    take_closing(context, verdicts)
    drop_cut_short(context, verdicts)
    take_promises(context, verdicts)
    take_messages(context, verdicts)
    _name_authors(context, verdicts)
    _name_signatures(context, verdicts)
    _name_verse(context, verdicts)
    return _drop_duplicates(context, _name_standfirst(context, verdicts))


def _name_verse(context: Context, verdicts: list[Verdict]) -> None:
    """Name three or more intertitles in a row, and figures, body: they are verse or a table."""
    headings = [
        i for i, verdict in enumerate(verdicts) if verdict.kind == "heading" and i not in context.hours
    ]
    for run in find_runs(headings):
        for i in run:
            if len(run) >= 3 or gives_figure(context.lines[i]):
                verdicts[i] = Verdict("body", "shape: verse or table")


def _name_authors(context: Context, verdicts: list[Verdict]) -> None:
    """Name a closing paragraph that begins with its author's name, and says who that is, a byline."""
    bylines = [context.lines[i].words for i, verdict in enumerate(verdicts) if verdict.kind == "byline"]
    found = [name.split(" ") for line in bylines for name in FULL_NAME.findall(line)]
    names = {" ".join(words[n:]) for words in found for n in range(max(1, len(words) - 1))}
    if not names:
        return
    kept = [i for i, verdict in enumerate(verdicts) if verdict.kind in KEPT_KINDS]
    if len(kept) < 5:
        return
    box = next((k for k in range(len(kept) - 3, len(kept)) if context.lines[kept[k]].words in names), None)
    if box is not None:
        for i in kept[box:]:
            if verdicts[i].kind != "footnote":
                verdicts[i] = Verdict("byline", "shape: under the author's name")
        return
    for i in reversed(kept[-2:]):
        if not context.lines[i].words.startswith(tuple(f"{name} " for name in names)):
            return
        verdicts[i] = Verdict("byline", "shape: begins with the author's name")


def _name_signatures(context: Context, verdicts: list[Verdict]) -> None:
    """Name what would be an intertitle a byline where it is the name that the byline above the text gave."""
    above = [
        context.lines[i].words
        for i, verdict in enumerate(verdicts[: context.begun + 4])
        if verdict.kind == "byline"
    ]
    if not above:
        return
    for i in range(context.begun + 1, len(verdicts)):
        line = context.lines[i]
        if verdicts[i].kind == "heading" and line.many >= 2 and any(line.words in said for said in above):
            verdicts[i] = Verdict("byline", "shape: the author's name under the text")


def _name_standfirst(context: Context, verdicts: list[Verdict]) -> list[Verdict]:
    """Name the standfirst: the first kept line after the headline, if set apart or short beside the text."""
    if context.head is None:
        return verdicts
    lines, title = context.lines, context.lines[context.head].key
    near = range(context.head + 1, min(len(verdicts), context.head + 30))
    text = (i for i in near if verdicts[i].kind in ("body", "heading") and lines[i].key != title)
    kept = list(islice(text, 2))
    if len(kept) == 2 and _is_standfirst(context, verdicts, kept[0], kept[1]):
        verdicts[kept[0]] = Verdict("standfirst", "position: between headline and text")
    return verdicts


def _is_standfirst(context: Context, verdicts: list[Verdict], one: int, two: int) -> bool:
    """Tell whether line `one` sums up the article whose text begins at line `two`."""
    assert context.head is not None
    line, following = context.lines[one], context.lines[two]
    if line.size > 400 or line.last == ":" or opens_dispatch(line):
        return False
    before = {verdict.kind for verdict in verdicts[context.head + 1 : one]}
    between = {verdict.kind for verdict in verdicts[one + 1 : two]}
    if "byline" in before:
        return False
    if between & {"byline", "dateline", "share", "credit", "duplicate", "paywall"}:
        return True
    short = line.size <= 220 and following.size >= 1.5 * line.size and line.many >= 6
    return short and (not before & {"dateline"} or line.size <= 130)


def _says_again(key: str, title: str) -> bool:
    """Tell whether a line is the headline twice, perhaps with a few words behind it."""
    return title != "" and key.startswith(f"{title} {title}") and len(key) <= len(title) * 2 + SENTENCE


def _is_headline(context: Context, i: int, title: str, kind: str) -> bool:
    """Tell whether a line is the headline again, whole, cut off, or with more behind it."""
    line = context.lines[i]
    if line.many < 2 or (line.bullet and not context.page):
        return False
    whole = line.size >= SENTENCE or line.many >= LEAST_AGAIN
    cut = kind in KEPT_KINDS and whole and line.last not in ".!?" and title.startswith(line.key)
    same = line.key in (title, title.partition(" | ")[0])
    return same or cut or names_site(line.key, title) or _says_again(line.key, title)


def _drop_duplicates(context: Context, verdicts: list[Verdict]) -> list[Verdict]:
    """Drop the headline and the standfirst where they come again, and paragraphs that come twice."""
    once: dict[str, int] = {}
    title = "" if context.head is None else context.lines[context.head].key
    initial = title[:1]
    for i, line in enumerate(context.lines):
        kind = verdicts[i].kind
        heading = kind == "heading" and line.many < MOST_OF_SUMMARY
        if line.key[0] == initial and i != context.head and _is_headline(context, i, title, kind):
            verdicts[i] = Verdict("duplicate", "repeated: headline")
        elif kind in KEPT_KINDS and (line.many >= 5 or heading) and not line.bullet:
            before = once.get(line.key)
            if before is not None and heading:  # a summary told it before
                verdicts[before] = Verdict("navigation", "repeated: intertitle in a summary")
            elif before is not None:
                verdicts[i] = Verdict("duplicate", "repeated: line of the text")
            once[line.key] = i
    return verdicts
