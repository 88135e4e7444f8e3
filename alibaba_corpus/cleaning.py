"""Lines of a raw article, each kept or dropped, with the kind it is of and the rule that decided.

Two passes. The first looks at each line alone: the rows of `data/boilerplate.toml` and the line's shape.
The second looks at the lines together: it finds the article's own stretch (the run of lines with the most
prose in it), the headline before it, and lets headings such as "Lire aussi" take the lines under them.
Soft hyphens, no-break and thin spaces stay in the lines; they are left out of what is compared only.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise, takewhile
from typing import NamedTuple

from alibaba_corpus.furniture import MARGIN, Row, load_shapes, to_ascii
from alibaba_corpus.lexicon import first_names
from alibaba_corpus.lines import (
    LONG,
    MENU,
    SENTENCE,
    STEM,
    Seen,
    Verdict,
    find_stems,
    has_verb,
    look_at_lines,
    mark_fields,
    mark_wrapped,
)
from alibaba_corpus.threads import mark_threads
from alibaba_corpus.zones import FOOTER, PSEUDONYM, name_zones

KEPT_KINDS = frozenset({"title", "standfirst", "heading", "body", "footnote"})
DROPPED_KINDS = frozenset(
    {"duplicate", "archive_notice", "paywall", "share", "navigation", "related", "tags", "byline"}
    | {"dateline", "credit", "advert", "cookies", "comments", "contact", "copyright"}
)

PAGE = 60  # lines from which a text is read as a whole web page
HEADING = 110  # characters up to which a line may be an intertitle
FULL = 600  # characters beyond which a paragraph weighs no more
FAR = 90  # lines before the text of a page among which its headline stands
LONGEST_TEASER_STAMP = 16  # characters of the day beside a headline in a list
UNDER = 0.6  # what a headline under "Lire aussi" weighs less
REACH = 40  # lines before and after a place that are looked at together
TOP = 30  # lines among which an outlet names itself
CAPTION = 90  # characters up to which a sentence without a verb below a credit is its caption
LEAST_QUESTIONS = 2  # questions from which a text is an interview
LEAST_AROUND = (
    5  # paragraphs around it without which nothing is said of what a sentence has in common with them
)
LEAST_STEMS = 4  # words of that length from which it is said that none recurs
LEAST_HOURS = 3  # entries from which hours alone make a live report
MOST_OF_MOTTO = 6  # words up to which a line that the text does not take up may be an outlet's motto
LEAST_OF_STANDFIRST = 10  # words of a sentence that is a standfirst under a headline of a few words
LEAST_OF_SENTENCE = 3  # words of a sentence that goes on with a page's text at least
MOST_OF_KEYWORD = 2  # words of a keyword, which no headline has so few of
LEAST_PRICES = 2  # prices from which words set apart are a shop's window
MOST_BULLETS = 8  # points of a list that a sentence without an end announces at most
MOST_OF_LABEL = 4  # words of a label, a field or a button that no row knows at most
MOST_OF_NAME = 5  # words of an outlet's name at most
MOST_ABOVE = 6  # lines that no row decides between the headline and its author at most
MOST_OF_CUT = 8  # words of the beginning of a text that a list shows
MOST_OF_SUMMARY = 12  # words of an intertitle that a summary above the text may have told
LEAST_CUT = 3  # sentences cut off that stand for other articles at the end of a text
MOST_OF_PICTURE = 6  # words, without a capital, that stand for a picture
LEAST_TOLD = 80  # characters of a sentence under an advertisement that is the article's
LEAST_HEADLINES = 3  # other articles' headlines under a quotation without which it ends the text
LEAST_GLUED = 4  # characters of a section's name at the end of a headline
MOST_OF_MESSAGE = 3  # lines of a network's message above who wrote it
MOST_OF_PROMISE = 4  # sentences above a form that may promise what it brings
MOST_PASSES = 20  # times that the kept lines are judged anew; two are the rule

_NAME = re.compile(
    r"[A-Z][A-Za-z'.-]+(?: (?:(?:d')?[A-Z][A-Za-z'.-]*|de|du|van|von|der|le|la|el|ben|et|&)){1,5}"
    r"(?:, (?!l'|le |la |les |un |une )[a-z][a-z' -]{2,40})?$"
)
_BY = re.compile(r"^(?:[Dd]e|[Pp]ar|[Bb]y|[Vv]on|[Pp]or|[Dd]i) (?=[A-Z])")
_FULL_NAME = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][A-Za-z'-]+){1,3}")
_NAME_AND_OUTLET = re.compile(
    r"[A-Z][a-z'-]+, [A-Z][a-z]+(?:-[A-Z][a-z]+)?|"
    r"[A-Z][a-z]+(?:-[A-Z][a-z]+)? [A-Z][A-Za-z'-]+ [A-Z][A-Z']+(?: [A-Z][A-Z']+){0,4}"
)
_OUTLET_AND_TOWN = re.compile(r"[A-Z][A-Za-z' .-]{2,30} \([A-Z][A-Za-z' -]{2,25}\)")
_OUTLET = re.compile(
    r"(?:L[ae]|Les|L') ?[A-Z][A-Za-z'-]+(?: (?:de |du |des |d'|de la )?[A-Z][A-Za-z'-]+){0,3}"
)
_FIRST_NAME = re.compile(r"[A-Z][a-z]{2,14}(?:-[A-Z][a-z]{2,14})?")
_BETWEEN_NAMES = re.compile(r", | et | and | & | und | y ")
_CALLS = re.compile(
    r"\b(?:vous|nous|notre|nos|offres?|promo|gratuite?s?|abonn\w+|newsletter|cliqu\w+|[a-z]{4,}ez)\b"
)
_PRICE = re.compile(r"\d ?(?:€|%|euros?\b)|[€$]")
_FIGURE = re.compile(r"[^.!?]{2,80}(?: ?: ?|\s{2,}|\.{3,} ?| - )[+-]?\d")
_ADDRESS = re.compile(r"\b(?:vos|votre|your|ihre?|sus|vostr[aoei])\b")
_IMPERATIVE = re.compile(
    r"(?:^|[,.:!] )(?:decouvr|retrouv|recev|suiv|lis|explor|plong|rest|inscriv|abonn|ecout)ez\b"
)
_TICKER = re.compile(r"[+-]?\d[\d .,]*(?:%|\$|eur|chf|usd|gbp|hkd|pts?|deg)")
_PRICED = re.compile(r"\d ?(?:eur|\$|chf)$")
_SIGNED = re.compile(r"^\s*[—–-]{1,2} ?[^\"]{1,60} \(@\w{2,30}\)")  # who wrote a network's message
_OF_NETWORK = re.compile(r"(?<!\w)@\w{2,30}\b|(?:^|\s)#\w|\bt\.co/\w|\bpic\.twitter\.com/")
_DAY_OF_YEAR = re.compile(
    r"\b(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche),? (?:le )?\d{1,2} [a-z]{3,9} (?:19|20)\d\d\b"
)
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_STAMPED = re.compile(r"\d{1,2} ?[h:.] ?\d{2}\b")
_DAY = re.compile(
    r"(?!\d+ min)"
    r"(?:(?:le )?(?:\d{1,2}(?:er)? )?[a-z]{3,9}\.? \d{4}|(?:le )?\d{1,2}(?:er)? [a-z]{3,9}|(?:19|20)\d\d)"
)
_DISPATCH = re.compile(
    r"[A-Z][A-Z' -]{3,40}(?:,| ?\(| - |\.)|[A-Z][A-Za-z' -]{2,40}(?:, \d{1,2}[^()]{2,20})?\([A-Z]"
)
_BETWEEN_TAGS = re.compile(r", | [-/|] ")
_SIGNS = frozenset({"byline", "dateline", "credit"})
_META = frozenset({"byline", "dateline", "share", "credit", "paywall", "advert", "duplicate"})
_BESIDE = frozenset({"byline", "dateline", "share", "navigation", "tags"})
_HARD = frozenset({"comments", "copyright", "contact"})
_ABOUT = frozenset({"copyright", "contact", "advert", "byline", "credit"})
_BOXES = frozenset({"paywall", "cookies", "navigation", "share", "advert", "byline", "dateline"})
_ASIDE = frozenset({"advert", "related"})  # one line of which amid a text does not end it
_GOES_ON = re.compile(r"\bsuite\b|\bcontinue[sz]?\b")
_BREAKS = frozenset({"advert: the word itself", "position: between metadata before the text"})
_AMID = frozenset({"advert", "related", "paywall", "credit", "share"})
_DIGIT = re.compile(r"\d")
_RIGHTS = re.compile(
    r"\(?\bc\)|\bcopyright\b|\b(?:19|20)\d\d(?:-\d{2,4})?\b|\b(?:tous|all|alle|todos|tutti)\b.*|[|*.,-] "
)
_AFTER = "position: after the text"
_RETURN = "shape: sentence after headlines"


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
    seen = mark_threads(mark_fields(tuple(look_at_lines(raw))))
    verdicts = _settle(seen, to_ascii(title).lower().strip() if title else None)
    return tuple(
        Line(line.number, line.start, line.end, line.text, kind, kind in KEPT_KINDS, rule)
        for line, (kind, rule) in zip(seen, verdicts, strict=True)
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


# ------------------------------------------------------------------ second pass: the lines together

_PROSE = Verdict("body", "shape: prose")


class Scene(NamedTuple):
    """Lines looked at together: the article's stretch from `first` to `last`, its headline at `head`."""

    lines: Sequence[Seen]
    first: int
    last: int
    head: int | None
    page: bool
    plain: frozenset[str]  # keys of the lines that are no bullets
    again: frozenset[str]  # keys of lines that come more than once
    begun: int  # the line with which the paragraphs begin
    marks: dict[str, int]  # marks of notes behind words, with the first line that has them
    outlets: frozenset[str]  # keys of what names itself the owner of the text's rights
    resumed: frozenset[int]  # lines with which the text goes on behind a box
    hours: frozenset[int]  # hours alone over the entries of a live report
    by_credit: frozenset[int]  # lines beside a credit, or one further: a caption may be among them


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
    kept = [i for i, verdict in enumerate(settled) if verdict.kind in KEPT_KINDS]
    head = next((i for i in kept if settled[i].kind == "title"), None)
    return name_zones(seen, settled, kept, head, page=len(seen) >= PAGE)


def _is_plain(lines: Sequence[Seen]) -> bool:
    """Tell whether lines are a headline and sentences that no row speaks of: nothing more is dropped.

    A standfirst may stand above them and intertitles between them, one at a time.
    """
    head, story = lines[0], lines[1:]
    if not 0 < len(story) < PAGE - 1 or head.row is not None or head.bullet or head.many < 4:
        return False
    return all(
        line.row is None and ((line.prose and line.last in ".…!?") or _parts_paragraphs(story, i))
        for i, line in enumerate(story)
    )


def _parts_paragraphs(story: Sequence[Seen], i: int) -> bool:
    """Tell whether a line above a paragraph, or between two, is a standfirst or an intertitle."""
    line = story[i]
    between = i < len(story) - 1 and story[i + 1].prose and (i == 0 or story[i - 1].prose)
    return between and not (line.bullet or _DIGIT.search(line.key) or _is_name(line))


def _keeps_headline(lines: Sequence[Seen], title: str | None) -> bool:
    """Tell whether the first line stays the headline where a standfirst may be taken for one."""
    standfirst, last = lines[1], len(lines) - 1
    if standfirst.prose:
        return True
    told = standfirst.many > MOST_OF_NAME and standfirst.last not in ".…:;"
    return told and _find_title(lines, 2, last, frozenset(), title) == 0


def _judge(lines: Sequence[Seen], title: str | None) -> list[Verdict]:
    """Give every line a verdict."""
    if not lines:
        return []
    scene = _set_scene(lines, title)
    first, head = scene.first, scene.head
    start = first if head is None else head
    verdicts = _judge_before(scene, start)
    if head is not None:
        verdicts.append(Verdict("title", "position: headline before the text"))
    _judge_text(scene, verdicts)
    _judge_after(scene, verdicts)
    _take_between(scene, verdicts)
    _drop_cut_short(scene, verdicts)
    _take_promises(scene, verdicts)
    _take_messages(scene, verdicts)
    _name_authors(scene, verdicts)
    _name_signatures(scene, verdicts)
    _name_verse(scene, verdicts)
    return _drop_duplicates(scene, _name_standfirst(scene, verdicts))


def _set_scene(lines: Sequence[Seen], title: str | None) -> Scene:
    """Find the article's stretch and its headline."""
    page = len(lines) >= PAGE
    again = _find_again([line.key for line in lines])
    first, last = _find_core(lines, again)
    if not page:
        last = _reach_on(lines, last)
    outlets = _find_outlets(lines, first)
    head = _find_title(lines, first, last, again | outlets, title)
    bullets = [line for line in lines if line.bullet]
    plain = frozenset([line.key for line in lines if not line.bullet] if bullets else ())
    begun, marks, hours = _find_begin(lines, first, head), _find_marks(lines), _find_hours(lines, first, last)
    resumed = _find_resumed(lines, first, last)
    credits = [i for i, line in enumerate(lines) if line.row is not None and line.row.kind == "credit"]
    beside = frozenset([k for i in credits for k in range(i - 2, i + 3)])
    return Scene(lines, first, last, head, page, plain, again, begun, marks, outlets, resumed, hours, beside)


def _find_again(keys: Sequence[str]) -> frozenset[str]:
    """Find the keys that come more than once."""
    if len(set(keys)) == len(keys):
        return frozenset()
    return frozenset([key for key, times in Counter(keys).items() if times > 1])


def _find_resumed(lines: Sequence[Seen], first: int, last: int) -> frozenset[int]:
    """Find the lines with which a text goes on behind what parts it, an offer or a list of headlines.

    They are paragraphs, at least two on end, that speak of what the text speaks of, with the intertitles and
    adverts between them; nothing after comments or rights is the text's.
    """
    stop = min(len(lines), last + 1 + REACH)
    rows = ((i, lines[i].row) for i in range(last + 1, stop))
    hard = (i for i, row in rows if row is not None and _ends_page(lines, i, row))
    found: list[int] = []
    run: list[int] = []
    for i in range(last + 1, next(hard, stop)):
        line = lines[i]
        if line.decided:
            continue
        sentence = line.last in ".…!?" and (
            line.prose or (line.last in ".…" and line.many >= LEAST_OF_SENTENCE)
        )
        if line.row is None and not line.bullet and sentence and not _is_teaser(line):
            run.append(i)
        elif not run or i + 1 >= len(lines) or not lines[i + 1].prose or line.size > HEADING:
            found += run if _resumes(lines, run, first, last) else []
            run = []
    return frozenset([*found, *(run if _resumes(lines, run, first, last) else [])])


def _quotes(line: Seen) -> bool:
    """Tell whether a line quotes somebody and says who spoke, as no headline's summary does."""
    quoted = line.prose and line.text.lstrip()[0] in '«"“' and line.last == "."
    return quoted and load_shapes().said.search(line.words.lower()) is not None


def _is_told(line: Seen) -> bool:
    """Tell whether a line is a paragraph of whole sentences, with a verb."""
    return line.prose and line.last in ".…" and has_verb(line)


def _ends_page(lines: Sequence[Seen], i: int, row: Row) -> bool:
    """Tell whether rights or a thread of comments end a text; a button before a paragraph does not."""
    following = lines[i + 1] if i + 1 < len(lines) else None
    goes_on = following is not None and (following.prose or following.decided or _ends_sentence(following))
    counted = _DIGIT.search(lines[i].key) is not None
    return row.kind == "copyright" or (row.kind == "comments" and (counted or not goes_on))


def _heads_list(row: Row) -> bool:
    """Tell whether a row heads other things than comments."""
    return row.opens and row.kind != "comments"


def _resumes(lines: Sequence[Seen], run: Sequence[int], first: int, last: int) -> bool:
    """Tell whether sentences after a box are paragraphs of the text: on end, and of the same things."""
    if any(_quotes(lines[i]) for i in run):
        return True
    if not any(k - i == 1 and (lines[i].prose or lines[k].prose) for i, k in pairwise(run)):
        return False
    between = [line.row for line in lines[last + 1 : run[0]] if line.decided]
    if len(between) == run[0] - last - 1 and all(row and not _heads_list(row) for row in between):
        return True
    if any(k - i == 1 and _is_told(lines[i]) and _is_told(lines[k]) for i, k in pairwise(run)):
        return True
    stems = {stem for i in run for stem in find_stems(lines[i].key)} - load_shapes().function_words
    return any(not stems.isdisjoint(find_stems(line.key)) for line in lines[max(first - 8, 0) : last + 1])


def _find_outlets(lines: Sequence[Seen], first: int) -> frozenset[str]:
    """Find the names of outlets: who has the rights, and short lines at the top that an address repeats."""
    about = [(line, line.row) for line in lines if line.row is not None and line.row.kind in _ABOUT]
    if not about:
        return frozenset()
    rights = (line for line, row in about if _names_owner(line, row))
    owners = (" ".join(_RIGHTS.sub(" ", line.key).split()).strip(MARGIN) for line in rights)
    names = {owner for owner in owners if owner and owner.count(" ") < MOST_OF_NAME}
    tops = (line for line in lines[: min(first + 2, TOP)] if line.row is None)
    short = (line.key for line in tops if 2 <= line.many <= MOST_OF_NAME)
    repeated = (key for key in short if any(key in other.key for other, row in about if row.kind != "credit"))
    return frozenset(names.union(repeated))


def _names_owner(line: Seen, row: Row) -> bool:
    """Tell whether a line says who has the rights of the text."""
    return row.kind == "copyright" or (row.kind == "credit" and line.words.startswith("(c)"))


def _find_hours(lines: Sequence[Seen], first: int, last: int) -> frozenset[int]:
    """Find the lines of a live report that are an hour alone, three at least, each over a sentence."""
    hours = [
        i
        for i, line in enumerate(lines[max(first - 1, 0) : last], max(first - 1, 0))
        if line.size <= 8 and _STAMPED.fullmatch(line.key)
    ]
    over = [i for i in hours if lines[i + 1].row is None and lines[i + 1].last in ".…!?"]
    return frozenset(over if len(over) >= LEAST_HOURS and 2 * len(over) > len(hours) else ())


def _find_core(lines: Sequence[Seen], again: frozenset[str]) -> tuple[int, int]:
    """Find the stretch of lines with the most prose in it, first and last line included.

    The sum of the weights is the greatest of all stretches (maximum subarray, Bentley 1984). Without any
    prose the stretch is all the lines.
    """
    best, span, run, begin = 0.0, (0, len(lines) - 1), 0.0, 0
    for i, weight in enumerate(_weigh(lines, again)):
        if run <= 0:
            run, begin = 0.0, i
        run += weight
        if run > best:
            best, span = run, (begin, i)
    return span


def _reach_on(lines: Sequence[Seen], last: int) -> int:
    """Return the end of an article's text beyond a table, verse or an advertisement amid it."""
    for i in range(last + 1, len(lines)):
        row = lines[i].row
        if row is not None and not row.weak and (row.opens or row.kind not in _AMID):
            break
        if lines[i].prose and row is None:
            last = i
    return last


def _weigh(lines: Sequence[Seen], again: frozenset[str]) -> Iterator[float]:
    """Weigh each line for or against belonging to the article's stretch."""
    page = len(lines) >= PAGE
    aside = _find_asides(lines) if page else frozenset()
    lonely = _find_lonely(lines) if page else frozenset()
    for i, line in enumerate(lines):
        if line.row is not None and not line.row.weak:
            yield _weigh_row(line.row)
        elif line.prose:
            yield -0.5 if i in aside or line.key in again else _weigh_prose(line, i in lonely)
        elif line.last in ".…:;" and line.many >= 3:
            yield -0.2 if page and _is_cut_short(line) else 0.2 if line.bullet else 0.4
        else:
            yield (-0.9 if line.bullet else -0.4 if line.many >= 4 else -0.7) * (1.0 if page else 0.3)


def _is_cut_short(line: Seen) -> bool:
    """Tell whether a few words end in three points, as the beginning of a text elsewhere does."""
    return line.many <= MOST_OF_CUT and line.text.rstrip().endswith(("...", "…"))


def _weigh_prose(line: Seen, lonely: bool) -> float:
    """Weigh a paragraph by its length; one alone among menus and headlines may be a teaser."""
    weight = 0.5 + min(line.size, FULL) / 100
    return weight * (0.5 if line.size >= LONG else 0.2) if lonely else weight


def _find_lonely(lines: Sequence[Seen]) -> frozenset[int]:
    """Find the paragraphs of a page with no other within two lines, those that a row decides left out."""
    open_lines = [i for i, line in enumerate(lines) if not line.decided]
    prose = [lines[i].prose or (lines[i].last in ".:;…" and lines[i].many >= 3) for i in open_lines]
    return frozenset(
        i
        for k, i in enumerate(open_lines)
        if lines[i].prose and not any(prose[max(0, k - 2) : k] + prose[k + 1 : k + 3])
    )


def _weigh_row(row: Row | None) -> float:
    """Weigh a line that a row decides: what closes articles parts texts, what stands at headlines less."""
    if row is None or (row.kind in _META and not row.opens):
        return -0.1
    return -1.5 if row.opens or row.kind in _HARD else -0.4


def _find_asides(lines: Sequence[Seen]) -> frozenset[int]:
    """Find paragraphs of a page that only sum up other articles or are readers' comments.

    Under a heading over other articles or over comments, each stands alone below its headline or its
    author; two paragraphs in a row (four under comments) are the article again.
    """
    asides: list[int] = []
    pending: list[int] = []
    needed = seen = 0
    for i, line in enumerate(lines):
        seen += line.prose
        if seen < 3:
            continue
        if line.decided:
            if line.row is not None and line.row.opens and line.row.kind in ("related", "comments"):
                needed = max(needed, 4 if line.row.kind == "comments" else 2)
            continue
        if needed == 0:
            continue
        if not line.prose and not (pending and _ends_sentence(line)):
            asides += pending
            pending = []
            continue
        pending.append(i)
        if len(pending) == needed:
            pending, needed = [], 0
    return frozenset(asides + pending)


def _ends_sentence(line: Seen) -> bool:
    """Tell whether a short line reads as a sentence of a text: words enough and a full stop."""
    return line.last in ".…" and line.many >= 4 and not line.bullet


# ------------------------------------------------------------------ the headline


def _find_title(
    lines: Sequence[Seen], first: int, last: int, again: frozenset[str], title: str | None
) -> int | None:
    """Choose the headline among the lines before the text or at its beginning, or None."""
    if title:
        wanted = title.strip(MARGIN)
        exact = [i for i, line in enumerate(lines[: last + 1]) if line.key == wanted]
        if exact:
            return next((i for i in exact if i >= first - 12), exact[-1])
    page = len(lines) >= PAGE
    candidates = [i for i in range(max(0, first - 40), first) if lines[i].row is None]
    topic = _find_topic(lines[first : last + 1]) if page or len(candidates) > 1 else frozenset[str]()
    best, choice, under, motto = (0.9 if page else 0.3), None, 0.0, False
    for i in range(max(0, first - (FAR if page else REACH)), first):
        row = lines[i].row
        if row is not None:
            under = UNDER if row.opens and row.kind in ("related", "comments") else under
            continue
        listed = under > 0 and not _has_stamp(lines, i)
        repeated = lines[i].key in again and not (page and listed and lines[i].many > 4)
        score = _score_title(lines[i], repeated) + _score_place(lines, i, first, page) - under * listed
        told = _share_of_topic(lines[i], topic)
        score += 0.8 * told - (0.8 if _stands_as_caption(lines, i) else 0.0)
        if score > best and (_says_twice(lines[i]) or _comes_again(lines, i) or _are_names(lines[i])):
            continue
        if score > best - (0.3 if motto and lines[i].last not in ".?!…" else 0.0):
            motto = not page and told == 0 and lines[i].many <= MOST_OF_MOTTO  # of an outlet, it may be
            best, choice = score + (0.0 if page else 0.45), i
    if page and choice is not None:  # the headline in the path of the menu, then over its text
        choice = _find_repeated(lines, choice, first, again)
        choice = max(i for i in range(choice, min(first, choice + 4)) if lines[i].key == lines[choice].key)
    if choice is None and not page:
        choice = _find_short_title(lines, first)
    if choice is not None and not page and _stands_over(lines, choice):
        choice -= 1
    if choice is None and first < last and not lines[first].decided and lines[first].size <= LONG:
        return first if not lines[first].bullet else None
    return choice


def _are_names(line: Seen) -> bool:
    """Tell whether a line is the names of two persons or more, each with a first name that is known."""
    names = _BETWEEN_NAMES.split(line.words)
    if len(names) < 2 or line.size > LONG or not all(_FULL_NAME.fullmatch(name) for name in names):
        return False
    starts = (part.split()[0].partition("-")[0] for part in _BETWEEN_NAMES.split(line.text.strip()))
    return all(start in first_names() for start in starts)


def _find_repeated(lines: Sequence[Seen], choice: int, first: int, again: frozenset[str]) -> int:
    """Return the place of a short headline that comes again, right under a line above it that does not."""
    if lines[choice].key in again:
        return choice
    below = next((i for i in range(choice + 1, min(choice + REACH, first)) if not lines[i].decided), choice)
    if below == choice or not _is_said_again(lines[below], again):
        return choice
    row = lines[below + 1].row
    stamped = row is not None and row.kind == "dateline"
    return below if stamped or below == choice + 1 else choice


def _is_said_again(line: Seen, again: frozenset[str]) -> bool:
    """Tell whether a line of three words or more, of which no row speaks, comes twice on a page."""
    return line.row is None and line.key in again and line.many >= 3 and not line.bullet and not line.prose


def _has_stamp(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a headline has an author or a whole stamp beside it, as those in lists seldom have."""
    beside = (*lines[max(i - 2, 0) : i], *lines[i + 1 : i + 5])
    rows = ((line, line.row) for line in beside if line.row is not None)
    return any(
        row.kind == "byline" or (row.kind == "dateline" and line.size > LONGEST_TEASER_STAMP)
        for line, row in rows
    )


def _stands_over(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether what seems the headline is a standfirst: a long sentence under words without an end."""
    if i == 0 or lines[i].last not in ".!" or lines[i].many < LEAST_OF_STANDFIRST:  # headlines ask, too
        return False
    above = lines[i - 1]
    apart = above.row is None and not above.bullet and not above.prose and " - " not in above.words
    return apart and above.many >= 3 and above.last.isalnum()


def _stands_as_caption(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line stands between metadata and a credit."""
    above, below = (lines[k].row if 0 <= k < len(lines) else None for k in (i - 1, i + 1))
    return below is not None and below.kind == "credit" and above is not None and above.kind in _META


def _find_topic(text: Sequence[Seen]) -> frozenset[str]:
    """Return the beginnings of words with which the first paragraphs begin."""
    paragraphs = islice((line.key[:FULL] for line in text if line.prose), 4)
    return frozenset(find_stems(" ".join(paragraphs)))


def _share_of_topic(line: Seen, topic: frozenset[str]) -> float:
    """Return the share of a line's words that come in the text too; two words are a section's as well."""
    stems = find_stems(line.key) if topic else []
    return sum(stem in topic for stem in stems) / len(stems) if len(stems) >= 3 else 0.0


def _find_short_title(lines: Sequence[Seen], first: int) -> int | None:
    """Return the line right above the text when nothing else can be a short article's headline, or None."""
    above = first - 1
    while above > 0 and _is_stamp_row(lines[above].row):
        above -= 1
    if above >= 0 and _is_spoken_of(lines, above, first):
        return above
    above = first - 1
    if above < 0 or lines[above].row is not None or lines[above].bullet or _is_name(lines[above]):
        return None
    return above if above == 0 or lines[above].many >= 2 else None


def _is_stamp_row(row: Row | None) -> bool:
    """Tell whether a row takes a day."""
    return row is not None and row.kind == "dateline"


def _is_spoken_of(lines: Sequence[Seen], i: int, first: int) -> bool:
    """Tell whether a line is a name of which the first paragraph speaks: a portrait's headline."""
    line = lines[i]
    if line.row is not None or _FULL_NAME.fullmatch(line.words) is None or first >= len(lines):
        return False
    return re.search(rf"\b{re.escape(line.key)}\b", lines[first].key) is not None


def _score_title(line: Seen, repeated: bool) -> float:
    """Score a line as a headline by its look: words enough, no full stop, no bullet, no menu."""
    if line.size > 300:
        return -9.0
    score = 1.0 if line.many >= 4 else 0.7 if line.many >= 3 else 0.2
    score += (0.5 if 25 <= line.size <= 160 else 0.0) + (0.6 if repeated and line.many >= 5 else 0.0)
    score -= 0.6 if repeated and line.many <= 4 else 0.0
    score -= 1.6 if line.prose else 0.8 if line.last == "." else 0.0
    score -= (1.2 if line.bullet else 0.0) + (0.6 if line.size > 200 else 0.0)
    if line.many >= 8 and _lists_names(line):
        score -= 0.8
    if line.many <= 8 and ("|" in line.words or " / " in line.words or " - " in line.words):
        score -= 0.5
    return score - (0.5 if line.many <= 3 and line.words.isupper() else 0.0)


def _lists_names(line: Seen) -> bool:
    """Tell whether a line of many words is a list of names or sections: most of its words have a capital."""
    return sum(word[:1].isupper() for word in line.words.split()) * 10 >= 7 * line.many


def _score_place(lines: Sequence[Seen], i: int, first: int, page: bool) -> float:
    """Score a line as a headline by its place: metadata after it, and on a page nearness to the text."""
    rows = [line.row for line in lines[i + 1 : i + (8 if page else 4)] if line.row is not None]
    menu = next((k for k, row in enumerate(rows) if row.kind == "navigation" and not page), len(rows))
    meta = {row.kind for row in rows[:menu]}
    if not page and sum(row.kind == "navigation" for row in rows[:2]) == 2:
        return -0.3  # a menu stands under an outlet's name
    return (
        0.3 * ("byline" in meta)
        + 0.4 * ("dateline" in meta)
        - (min(0.15 * ((first - i) // 8), 0.6) if page else 0.0)
    )


# ------------------------------------------------------------------ before, in and after the text


def _judge_before(scene: Scene, stop: int) -> list[Verdict]:
    """Judge the lines before the headline: none is kept."""
    verdicts: list[Verdict] = []
    block: str | None = None
    for line in scene.lines[:stop]:
        if line.decided and line.row is not None:
            verdicts.append(Verdict(line.row.kind, line.row.name))
            block = line.row.kind if line.row.opens else None
        elif block is not None:
            verdicts.append(Verdict(block, "block: under a heading"))
        else:
            verdicts.append(Verdict(_guess_before(line, scene), "position: before the headline"))
    return verdicts


def _guess_before(line: Seen, scene: Scene) -> str:
    menu = line.row is not None and line.row.name == MENU.name
    if menu or line.bullet or scene.page:
        return "navigation"
    if _are_names(line):
        return "byline"
    return "tags" if line.many <= 6 else "related"


def _judge_text(scene: Scene, verdicts: list[Verdict]) -> None:
    """Append the verdicts on the article's stretch: all is kept but furniture and what it takes with it."""
    block: str | None = None
    start = len(verdicts)
    for i in range(start, scene.last + 1):
        row = scene.lines[i].row
        if row is not None and not row.weak and not _dates_a_chapter(scene, i):
            verdicts.append(Verdict(row.kind, row.name))
            block = None if _GOES_ON.search(scene.lines[i].key) else _next_block(block, row)
            if row.takes_above and i > start + 1 and verdicts[i - 1].kind == "heading":
                verdicts[i - 1] = Verdict(row.kind, "block: above its button")
            continue
        verdicts.append(_judge_in_text(scene, i, start, block, verdicts))
        if verdicts[i].kind in KEPT_KINDS:
            block = None


def _dates_a_chapter(scene: Scene, i: int) -> bool:
    """Tell whether a day alone between two paragraphs is an intertitle, as in a chronology.

    Under the headline it is the day of the article, unless another stands between paragraphs further on.
    """
    lines = scene.lines
    row = lines[i].row
    if row is None or row.kind != "dateline" or lines[i].size > 30:
        return False
    if i in scene.hours:
        return True
    if not scene.first < i < scene.last or _DAY.fullmatch(lines[i].key) is None:
        return False
    if lines[i].text.lstrip()[0].islower() or not (lines[i - 1].prose and lines[i + 1].prose):
        return False
    return i > scene.begun or any(
        _DAY.fullmatch(line.key) for line in lines[i + 2 : i + 12] if line.size <= 30
    )


def _answers(scene: Scene, i: int) -> bool:
    """Tell whether words that are a button elsewhere are a sentence: a full stop, sentences around them."""
    lines, line = scene.lines, scene.lines[i]
    if not scene.first < i < scene.last or line.row is None or not line.row.speaks:
        return False
    beside = (lines[i - 1], lines[i + 1])
    return all(other.row is None and (other.prose or other.last in ".…?!:") for other in beside)


def _announces_more(scene: Scene, i: int) -> bool:
    """Tell whether an article ends, or answers, with words that are others' elsewhere ("À suivre…")."""
    row = scene.lines[i].row
    if row is None or not row.speaks or not row.weak or i == 0:
        return False
    above, ends = scene.lines[i - 1], i + 1 == len(scene.lines) or scene.lines[i + 1].decided
    return above.row is None and (ends or above.last == "?")


def _take_between(scene: Scene, verdicts: list[Verdict]) -> None:
    """Drop words set apart beside furniture: the prices of an offer, the buttons of a player, a label."""
    start = 1 if scene.head is None else scene.head + 1
    short = [i for i, line in enumerate(scene.lines[start:], start) if not line.prose]
    for run in _find_runs([i for i in short if _is_set_apart(scene, verdicts, i)]):
        kind = _find_box(scene, verdicts, run) or _find_shop(scene, run) if run[-1] < scene.last else None
        if kind is not None:
            for i in run:
                verdicts[i] = Verdict(kind, "block: words beside furniture")
    end = scene.last
    if end + 1 < len(verdicts) and scene.lines[end].last == ":" and not scene.lines[end].prose:
        kind = verdicts[end + 1].kind  # what is announced is no part of the text
        verdicts[end] = (
            verdicts[end] if kind in KEPT_KINDS else Verdict(kind, "block: above what it announces")
        )


def _drop_cut_short(scene: Scene, verdicts: list[Verdict]) -> None:
    """Drop the sentences at the end of the text that are cut off: beginnings of other articles."""
    kept = (i for i in reversed(range(len(verdicts))) if verdicts[i].kind in KEPT_KINDS)
    cut = list(takewhile(lambda i: _is_cut_off(scene.lines[i]), kept))
    before = sum(verdict.kind in KEPT_KINDS for verdict in verdicts[: cut[-1]]) if cut else 0
    if len(cut) >= LEAST_CUT <= before:
        for i in cut:
            verdicts[i] = Verdict("related", "shape: beginnings of other articles")
    last = next((i for i in reversed(range(len(verdicts))) if verdicts[i].kind in KEPT_KINDS), None)
    if last is not None and _begins_headlines(scene, verdicts, last):
        verdicts[last] = Verdict("related", "shape: first of other articles")


def _begins_headlines(scene: Scene, verdicts: list[Verdict], i: int) -> bool:
    """Tell whether the last line kept is a quotation that headlines follow: the first of them."""
    below = [verdict.rule for verdict in verdicts[i + 1 : i + 1 + LEAST_HEADLINES]]
    text = scene.lines[i].text.strip()
    quoted = text[:1] in "«“" and text[-1:] in "»”" and text.count(text[0]) == 1
    return quoted and text[1:-1].rstrip()[-1:].isalnum() and below == [_AFTER] * LEAST_HEADLINES


def _take_promises(scene: Scene, verdicts: list[Verdict]) -> None:
    """Drop the promise of a letter above what says that the reader's address is used for it, and its name."""
    for i, verdict in enumerate(verdicts):
        row = scene.lines[i].row
        if verdict.kind != "advert" or row is None or not row.takes_above:
            continue
        k = i - 1
        while k > i - MOST_OF_PROMISE and k > 0 and verdicts[k].kind == "body" and _promises(scene.lines[k]):
            verdicts[k] = Verdict("advert", "block: above its button")
            k -= 1
        if k < i - 1 and k > 0 and verdicts[k].kind == "heading":
            verdicts[k] = Verdict("advert", "block: above its button")


def _promises(line: Seen) -> bool:
    """Tell whether a sentence speaks to the reader: "Chaque jour, notre rédaction vous réserve…"."""
    return line.size <= 2 * LONG and (
        _ADDRESS.search(line.key) is not None
        or _IMPERATIVE.search(line.key) is not None
        or "vous" in line.key.split()
    )


def _is_cut_off(line: Seen) -> bool:
    """Tell whether a line of moderate length ends in three points."""
    return SENTENCE <= line.size <= 2 * LONG and line.text.rstrip().endswith(("...", "…", "[…]", "[...]"))


def _is_set_apart(scene: Scene, verdicts: Sequence[Verdict], i: int) -> bool:
    """Tell whether a short line is kept that heads no paragraph and ends no sentence."""
    line = scene.lines[i]
    if verdicts[i].kind not in ("heading", "body") or line.bullet or line.last in ".…;»:":
        return False
    if line.last in "?!" and not _is_stacked(scene, verdicts, i):
        return False
    priced = _is_figure(line) or _PRICED.search(line.words) is not None
    over = i + 1 < len(verdicts) and verdicts[i + 1].kind in ("body", "footnote") and not priced
    return line.size <= HEADING and not (
        over and scene.lines[i + 1].row is None and _reads_on(scene.lines[i + 1])
    )


def _is_stacked(scene: Scene, verdicts: Sequence[Verdict], i: int) -> bool:
    """Tell whether a line that may be an intertitle stands right over one that is: it heads nothing."""
    if not i + 2 < len(verdicts) or verdicts[i + 1].kind != "heading":
        return False
    return scene.lines[i + 2].prose and scene.lines[i].size > scene.lines[i + 1].size


def _reads_on(line: Seen) -> bool:
    """Tell whether a line is a paragraph or a short sentence."""
    return line.prose or line.bullet or line.last in ".…!?:"


def _find_box(scene: Scene, verdicts: Sequence[Verdict], run: Sequence[int]) -> str | None:
    """Return the kind of the furniture around a run of words, or None where they may be the text's."""
    lines = scene.lines
    above, below = (_find_furniture(lines, verdicts, k) for k in (run[0] - 1, run[-1] + 1))
    kind = below or above
    if run[-1] <= scene.begun:  # a standfirst is longer, or stands right under the headline
        return kind if above is not None and all(lines[k].many <= MOST_OF_LABEL for k in run) else None
    enclosed = above is not None and below is not None
    button = below is not None and lines[run[-1] + 1].many <= 2
    label = below is not None and len(run) <= (2 if button else 1)
    label = label and all(lines[k].many <= (2 * MOST_OF_LABEL if button else MOST_OF_LABEL) for k in run)
    stacked = len(run) == 1 and above is not None and _is_stacked(scene, verdicts, run[0])
    return kind if enclosed or label or stacked or any(_is_figure(lines[k]) for k in run) else None


def _find_shop(scene: Scene, run: Sequence[int]) -> str | None:
    """Return "advert" where words set apart amid the text are goods and their prices."""
    lines = scene.lines
    prices = sum(_PRICED.search(lines[k].words) is not None and " : " not in lines[k].words for k in run)
    announced = run[0] > 0 and lines[run[0] - 1].last == ":"
    return "advert" if prices >= LEAST_PRICES and not announced and run[0] > scene.begun else None


def _find_furniture(lines: Sequence[Seen], verdicts: Sequence[Verdict], i: int) -> str | None:
    """Return the kind of a line that a row decides, if words beside it may belong to it."""
    if not 0 <= i < len(verdicts) or verdicts[i].rule in _BREAKS:
        return None
    told = lines[i].decided or verdicts[i].kind == "byline"
    return verdicts[i].kind if told and verdicts[i].kind in _BOXES else None


def _is_figure(line: Seen) -> bool:
    """Tell whether a line is a price, a share, an hour or a length and nothing else."""
    return line.size <= 16 and _TICKER.fullmatch(line.words) is not None


def _take_messages(scene: Scene, verdicts: list[Verdict]) -> None:
    """Drop a network's message above who wrote it: a line or more that name an account, a tag or a link."""
    for i, verdict in enumerate(verdicts):
        if verdict.kind != "share" or _SIGNED.search(scene.lines[i].text) is None:
            continue
        for k in range(i - 1, max(i - 1 - MOST_OF_MESSAGE, 0), -1):
            if verdicts[k].kind not in {*KEPT_KINDS, "share"} or not _OF_NETWORK.search(scene.lines[k].text):
                break
            verdicts[k] = Verdict("share", "block: message of a network")


def _name_verse(scene: Scene, verdicts: list[Verdict]) -> None:
    """Name three or more intertitles in a row, and figures, body: they are verse or a table."""
    headings = [i for i, verdict in enumerate(verdicts) if verdict.kind == "heading" and i not in scene.hours]
    for run in _find_runs(headings):
        for i in run:
            if len(run) >= 3 or _FIGURE.match(scene.lines[i].words):
                verdicts[i] = Verdict("body", "shape: verse or table")


def _find_runs(places: Sequence[int]) -> list[list[int]]:
    """Part places, in their order, where one does not follow right on another."""
    runs: list[list[int]] = []
    for place in places:
        if runs and runs[-1][-1] == place - 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _name_authors(scene: Scene, verdicts: list[Verdict]) -> None:
    """Name a closing paragraph that begins with its author's name, and says who that is, a byline."""
    bylines = [scene.lines[i].words for i, verdict in enumerate(verdicts) if verdict.kind == "byline"]
    found = [name.split(" ") for line in bylines for name in _FULL_NAME.findall(line)]
    names = {" ".join(words[n:]) for words in found for n in range(max(1, len(words) - 1))}
    if not names:
        return
    kept = [i for i, verdict in enumerate(verdicts) if verdict.kind in KEPT_KINDS]
    if len(kept) < 5:
        return
    box = next((k for k in range(len(kept) - 3, len(kept)) if scene.lines[kept[k]].words in names), None)
    if box is not None:
        for i in kept[box:]:
            if verdicts[i].kind != "footnote":
                verdicts[i] = Verdict("byline", "shape: under the author's name")
        return
    for i in reversed(kept[-2:]):
        if not scene.lines[i].words.startswith(tuple(f"{name} " for name in names)):
            return
        verdicts[i] = Verdict("byline", "shape: begins with the author's name")


def _name_signatures(scene: Scene, verdicts: list[Verdict]) -> None:
    """Name what would be an intertitle a byline where it is the name that the byline above the text gave."""
    above = [
        scene.lines[i].words
        for i, verdict in enumerate(verdicts[: scene.begun + 4])
        if verdict.kind == "byline"
    ]
    for i in range(scene.begun + 1, len(verdicts)):
        words = scene.lines[i].words
        if (
            verdicts[i].kind == "heading"
            and scene.lines[i].many >= 2
            and any(words in said for said in above)
        ):
            verdicts[i] = Verdict("byline", "shape: the author's name under the text")


def _next_block(block: str | None, row: Row) -> str | None:
    """Tell which heading the lines after a decided line stand under."""
    if row.opens:
        return row.kind
    beside = row.kind in _META or (block == "comments" and row.name == PSEUDONYM)
    return block if row.kind == block or (block in ("related", "comments") and beside) else None


def _judge_in_text(scene: Scene, i: int, start: int, block: str | None, before: list[Verdict]) -> Verdict:
    """Judge a line of the stretch that no row decides alone."""
    line = scene.lines[i]
    if i > start and _is_footnote(scene, i):
        return Verdict("footnote", "shape: note to a word of the text")
    beside = i in scene.by_credit
    if _says_twice(line) or (beside and (_is_caption_after(scene, i) or _comes_again(scene.lines, i))):
        return Verdict("credit", "shape: caption beside its credit")
    if line.prose:
        return _judge_prose(scene, i, block)
    if (
        block is not None
        and not _ends_block(scene, i)
        and not (block == "advert" and _heads_points(scene, i))
    ):
        return Verdict(block, "block: under a heading")
    if line.row is not None and line.row.weak and not (_stands_alone(scene, i) or _answers(scene, i)):
        return Verdict(line.row.kind, line.row.name)
    return _judge_by_shape(scene, i, start, before)


def _heads_points(scene: Scene, i: int) -> bool:
    """Tell whether words with a verb stand over bullets, as no advert's do."""
    below = scene.lines[i + 1 : i + 3]
    points = len(below) == 2 and all(line.bullet and line.row is None for line in below)
    return points and not scene.lines[i].bullet and has_verb(scene.lines[i])


def _judge_by_shape(scene: Scene, i: int, start: int, before: list[Verdict]) -> Verdict:
    """Judge a short line of the stretch by its looks and its neighbours."""
    for kind, rule, takes in _SHAPES:
        if takes(scene, i, start, before):
            return Verdict(kind, rule)
    return _name_kept(scene, i)


def _judge_prose(scene: Scene, i: int, block: str | None) -> Verdict:
    """Judge a paragraph of the stretch: captions and what says who wrote are no part of it."""
    if i <= scene.begun and (_is_caption_below(scene, i) or _is_caption_above(scene, i)):
        return Verdict("credit", "shape: caption below its credit")
    if _is_labelled_twice(scene.lines[i]) or (
        block == "related" and (_is_teaser(scene.lines[i]) or _tells_another(scene, i))
    ):
        return Verdict("related", "block: under a heading")
    above = scene.lines[i - 1]
    if above.decided and above.row is not None and above.row.kind == "advert" and _calls(scene.lines[i]):
        return Verdict("advert", "block: under a heading")
    if block == "advert" and _ADDRESS.search(scene.lines[i].key) and scene.lines[i].size < 2 * LONG:
        return Verdict("advert", "block: under a heading")
    if (
        block == "byline"
        and i > scene.begun
        and not any(line.prose for line in scene.lines[i + 1 : scene.last + 1])
    ):
        return Verdict("byline", "block: under a heading")
    return _PROSE


def _calls(line: Seen) -> bool:
    """Tell whether a sentence begins with a verb that calls upon the reader ("Recevez")."""
    return (
        line.size <= LONG and line.key.partition(" ")[0].endswith("ez") and ", " not in line.key[:-SENTENCE]
    )


def _name_kept(scene: Scene, i: int) -> Verdict:
    """Name a short line of the text: an intertitle, or body when it ends a sentence or is long."""
    line = scene.lines[i]
    question = line.last == "?" and line.many >= 12
    if _heads_item(scene, i):
        return Verdict("heading", "shape: numbered intertitle")
    if line.last in ".…:,;" or question or line.size > HEADING or line.bullet or i == scene.last:
        return Verdict("body", "shape: short line of the text")
    return Verdict("heading", "shape: intertitle")


def _is_byline(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is a name before the text."""
    under = scene.lines[i + 1].row if i < scene.last else None
    opening = _is_opening(scene, i, start)
    if i - start >= TOP or not (opening or (under is not None and not under.weak)):
        return False
    if not (_is_name(scene.lines[i]) or _is_first_name(scene, i)):
        return False
    if sum(not line.decided for line in scene.lines[start:i]) >= MOST_ABOVE:
        return False
    if not opening:
        return scene.lines[i - 1].decided or (under is not None and under.kind == "dateline")
    if scene.lines[i - 1].decided or _leads_to_metadata(scene, i) or _signs_standfirst(scene, i, start):
        return True
    return not any(line.prose for line in scene.lines[start:i])


def _is_first_name(scene: Scene, i: int) -> bool:
    """Tell whether one word with a capital stands between the headline and the day, as a blogger's does."""
    below = scene.lines[i + 1].row if i < scene.last else None
    if scene.head is None or i != scene.head + 1 or below is None or below.kind != "dateline":
        return False
    return _FIRST_NAME.fullmatch(scene.lines[i].words) is not None


def _leads_to_metadata(scene: Scene, i: int) -> bool:
    """Tell whether a line that a row decides comes soon after this one, before any paragraph."""
    for line in scene.lines[i + 1 : min(i + 4, scene.last + 1)]:
        if line.decided or line.prose:
            return line.decided
    return False


def _signs_standfirst(scene: Scene, i: int, start: int) -> bool:
    """Tell whether a name in capitals, unlike the intertitles below, stands between standfirst and text."""
    lines = scene.lines
    if not start < i < scene.last or lines[i].many > 3:
        return False
    if not lines[i].words.isupper():
        return i - 2 == scene.head and _is_unknown(scene, i)
    between = lines[i - 1].prose and lines[i + 1].prose and lines[i + 1].size >= 1.2 * lines[i - 1].size
    short = [line for line in lines[i + 1 : scene.last] if not (line.prose or line.decided)]
    return between and bool(short) and not any(line.words.isupper() for line in short)


def _is_unknown(scene: Scene, i: int) -> bool:
    """Tell whether a name between the standfirst and the text is of somebody whom no paragraph mentions."""
    lines, surname = scene.lines, scene.lines[i].key.rpartition(" ")[2]
    if not (lines[i - 1].prose and lines[i + 1].prose) or _FULL_NAME.fullmatch(lines[i].words) is None:
        return False
    if lines[i].text.split()[0].partition("-")[0] not in first_names():
        return False
    return not any(surname in line.key for line in lines if line.key != lines[i].key)


def _is_tag_list(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line beside the byline or the dateline is keywords: short, apart, without a sentence."""
    line = scene.lines[i]
    if line.size > HEADING or line.last in ".?!:;…" or ":" in line.words or not _is_opening(scene, i, start):
        return False
    if scene.head is not None and i == scene.head + 1 and _is_glued(scene.lines[scene.head], line):
        return True
    if _is_section(scene, i):
        return True
    tags = _BETWEEN_TAGS.split(line.key)
    short = all(len(tag) <= 25 and tag.count(" ") <= 2 for tag in tags)
    apart = load_shapes().function_words.isdisjoint(line.key.replace(",", " ").replace("'", " ").split())
    beside = i > start and (
        before[i - 1].kind in _META or (i < scene.last and _opens_dispatch(scene.lines[i + 1]))
    )
    return len(tags) >= 3 and short and apart and beside


def _is_glued(head: Seen, line: Seen) -> bool:
    """Tell whether a headline ends in the words of the line below it, without a space before them."""
    behind = head.key[: -len(line.key)]
    return len(line.key) >= LEAST_GLUED and head.key.endswith(line.key) and behind[-1:].isalnum()


def _is_outlet_and_town(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line above the first paragraph is an outlet with its town, or one under a name."""
    above = scene.lines[i - 1].row if i > 0 else None
    stamped = above is not None and above.kind == "dateline" and i < scene.last and scene.lines[i + 1].prose
    if stamped and _OUTLET_AND_TOWN.fullmatch(scene.lines[i].words) is not None:
        return True
    if scene.head is None or not scene.head < i <= scene.begun or i >= scene.last:
        return False
    beneath = i == scene.head + 1 or before[-1].kind in ("byline", "dateline")
    return beneath and scene.lines[i + 1].prose and _OUTLET.fullmatch(scene.lines[i].words) is not None


def _is_section(scene: Scene, i: int) -> bool:
    """Tell whether one word between a stamp and the first paragraph is the section's name."""
    lines, line = scene.lines, scene.lines[i]
    above = lines[i - 1].row if i > 0 else None
    stamped = above is not None and above.kind in ("byline", "dateline") and i > 1
    alone = line.many == 1 and line.last.isalpha() and line.row is None and i < scene.last
    return stamped and alone and lines[i + 1].prose and lines[i + 1].row is None


def _is_amid_metadata(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a few words before the text stand between lines that rows decide."""
    line = scene.lines[i]
    if not start <= i < scene.last or line.many > 5 or line.last in ".?!:;…":
        return False
    below = scene.lines[i + 1].row
    said = below is not None and below.kind == "byline" and f"/ {line.words} /" in scene.lines[i + 1].words
    if said or i == start:
        return said
    if below is None or below.weak or below.kind not in _BESIDE:
        return False
    return before[i - 1].kind in _BESIDE and _is_opening(scene, i, start)


def _is_outlet(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line before the text of a page is a name that the page repeats."""
    line = scene.lines[i]
    named = line.key in scene.outlets or (scene.page and line.key in scene.again)
    return named and line.many <= MOST_OF_NAME and _is_opening(scene, i, start)


def _is_stray_bullet(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is a bullet that ends no sentence and that no colon announced."""
    line = scene.lines[i]
    if (
        not line.bullet
        or line.last in ".;:,…"
        or _cries_out(line)
        or _heads_item(scene, i)
        or _speaks(scene, i)
    ):
        return False
    return not _in_list(scene, i, start) and not _sums_up(scene, i)


def _cries_out(line: Seen) -> bool:
    """Tell whether an intertitle behind a paper's « >> » is a whole exclamation."""
    return line.last == "!" and line.text.lstrip().startswith(">>")


def _sums_up(scene: Scene, i: int) -> bool:
    """Tell whether a bullet stands among others of some words under the headline, as standfirsts do."""
    lines = scene.lines
    if scene.page or scene.head is None or i >= scene.begun or _NUMBERED.match(lines[i].text.lstrip()):
        return False
    beside = (lines[k] for k in range(max(scene.head + 1, i - 1), min(i + 2, scene.last)) if k != i)
    return lines[i].many >= 4 and any(line.bullet and line.row is None and line.many >= 4 for line in beside)


def _heads_item(scene: Scene, i: int) -> bool:
    """Tell whether a line is a numbered intertitle: text of the article stands under it."""
    if i >= scene.last or _NUMBERED.match(scene.lines[i].text.lstrip()) is None:
        return False
    following, listed = scene.lines[i + 1], scene.lines[i - 1].bullet and i + 2 <= scene.last
    if listed and not _reads_on(following) and scene.lines[i + 2].prose:  # the last point of a summary
        return False
    points = following.bullet and following.prose and _NUMBERED.match(following.text.lstrip()) is None
    return following.row is None and (not following.bullet or points)


def _speaks(scene: Scene, i: int) -> bool:
    """Tell whether a line after a dash is a question or a cry, or names who is quoted above it."""
    line, above = scene.lines[i], scene.lines[i - 1]
    if line.text.lstrip()[0] not in "–—-":
        return False
    if line.words.endswith(" -") and line.many >= 4:  # an agency's intertitle
        return True
    named = i > 0 and above.text.rstrip()[-1] in '»”"' and line.words[2:3].isupper()
    return named or (line.last in "?!" and line.text.lstrip()[0] in "–—" and line.many >= 4)


def _is_labelled(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is another article's headline behind its label ("DÉCRYPTAGE - ")."""
    line = scene.lines[i]
    if _is_labelled_twice(line):
        return True
    return line.last not in ".…" and load_shapes().label.match(line.key) is not None


def _is_name_list(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line of a page is many names without a sentence."""
    line = scene.lines[i]
    return scene.page and line.many >= 8 and _lists_names(line)


def _ends_block(scene: Scene, i: int) -> bool:
    """Tell whether a short line under a heading such as "Lire aussi" is the article's again."""
    line = scene.lines[i]
    if line.bullet or i >= scene.last:
        return False
    if line.last in ".:" and line.many >= 4:
        return True
    if _STAMPED.match(line.words) and scene.lines[i + 1].prose:  # an entry of a live report
        return True
    above = scene.lines[i - 1]
    return line.size <= 45 and scene.lines[i + 1].prose and above.row is None and above.size >= line.size + 10


def _stands_alone(scene: Scene, i: int) -> bool:
    """Tell whether a section's name stands between two paragraphs, as an intertitle does."""
    lines = scene.lines
    if not 0 < i < scene.last:
        return False
    signed = lines[i - 1].decided and i > scene.begun and lines[i - 2].prose  # initials close a part
    near = (lines[i - 1].prose or signed) and lines[i + 1].prose
    return near and not lines[i].bullet and lines[i].many <= 3


def _in_list(scene: Scene, i: int, start: int) -> bool:
    """Tell whether a colon announced the bullets up to this line, or they announce intertitles."""
    if scene.lines[i].key in scene.plain:
        return True
    k = i - 1
    while k >= start and scene.lines[k].bullet and i - k < 40:
        k -= 1
    line = scene.lines[k]
    short = line.row is None and line.last.isalnum() and i - k <= MOST_BULLETS
    unended = short and (line.size > SENTENCE or has_verb(line))
    return k >= start and not line.decided and (line.last == ":" or unended)


def _is_name(line: Seen) -> bool:
    """Tell whether a line is a person's name, or several, and nothing else but an office."""
    first = line.key.replace("'", " ").split(" ", 1)[0]
    signed = line.last == "." and line.many <= 4 and line.words[:-1].rpartition(" ")[2].isupper()
    if line.size > 80 or (line.last in ".?!:;" and not signed) or first in load_shapes().function_words:
        return False
    names = _BY.sub("", line.words.rstrip("."))
    if _NAME_AND_OUTLET.fullmatch(line.words):
        return True
    several = all(_FULL_NAME.fullmatch(name) for name in _BETWEEN_NAMES.split(names))
    return several or _NAME.match(names) is not None


def _is_ticker(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line before the text is an amount and nothing else, beside another or a row's line."""
    lines = scene.lines
    if not (start < i < scene.last and _is_opening(scene, i, start) and _is_figure(lines[i])):
        return False
    return any(other.decided or _is_figure(other) for other in (lines[i - 1], lines[i + 1]))


def _is_page_number(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is a page's number amid the paragraphs, or the running head beside it."""
    lines, line = scene.lines, scene.lines[i]
    number = line.size <= 4 and line.key.isdigit() and _DAY.fullmatch(line.key) is None
    if not start <= i < scene.last:
        return number and i > start and lines[i - 1].prose
    if number:
        return lines[i + 1].prose or (i > start and lines[i - 1].prose)
    if i == start:
        return False
    beside = any(other.size <= 4 and other.key.isdigit() for other in (lines[i - 1], lines[i + 1]))
    return beside and line.last not in ".:;?!" and (line.key in scene.again or line.text.isupper())


def _is_caption(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a short line before the text is a caption: its credit follows, metadata precede."""
    lines = scene.lines
    following = lines[i + 1].row if i < scene.last else None
    if i - start >= 12 or following is None or following.kind != "credit":
        return False
    if lines[i].last == "." or lines[i].bullet:
        return False
    if lines[i].last.isalnum() and lines[i + 1].key.startswith("photo") and i <= scene.begun:
        return True
    return _is_opening(scene, i, start) and any(before[k].kind in _META for k in range(start, i))


def _stands_for_picture(scene: Scene, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a few words without a capital stand above the text, beside the author or the day."""
    line, beside = scene.lines[i], (*scene.lines[i - 1 : i], *scene.lines[i + 1 : i + 2])
    if scene.head is None or not scene.head < i <= scene.begun or line.row is not None or line.bullet:
        return False
    if not line.words[:1].islower() or line.many > MOST_OF_PICTURE or not line.last.isalnum():
        return False
    return any(other.row is not None and other.row.kind in _SIGNS for other in beside)


def _is_caption_below(scene: Scene, i: int) -> bool:
    """Tell whether a sentence between a credit and the standfirst, metadata below it, is a caption."""
    lines = scene.lines
    above = lines[i - 1].row if i > 0 else None
    if above is None or above.kind != "credit" or i + 2 > scene.last or lines[i].size > LONG:
        return False
    below = [line.row.kind for line in lines[i + 2 : i + 4] if line.row is not None]
    return (
        lines[i + 1].prose and lines[i + 1].row is None and bool({"byline", "dateline"}.intersection(below))
    )


def _is_caption_above(scene: Scene, i: int) -> bool:
    """Tell whether a sentence that its credit follows is a caption: above it a standfirst, no byline."""
    lines = scene.lines
    credit = lines[i + 1].row if i < scene.last else None
    if credit is None or credit.kind != "credit" or lines[i].size > 3 * LONG or lines[i + 1].size > SENTENCE:
        return False
    if _DAY_OF_YEAR.search(lines[i].key):
        return True
    if lines[i].size > 2 * LONG:
        return False
    if lines[i].last.isalnum():
        return True
    if not (lines[i - 1].prose or lines[i - 1].decided):
        return False
    above = lines[scene.first if scene.head is None else scene.head : i]
    signed = any(line.row is not None and line.row.kind in ("byline", "dateline") for line in above)
    return not signed and lines[i].size <= LONG and any(line.prose and line.row is None for line in above)


def _is_caption_after(scene: Scene, i: int) -> bool:
    """Tell whether one sentence without a verb between a credit and the text is the caption."""
    line, above = scene.lines[i], scene.lines[i - 1].row if i > 0 else None
    if above is None or above.kind != "credit" or above.opens or i > scene.begun or i >= scene.last:
        return False
    one = line.last == "." and line.many >= 3 and line.size <= CAPTION and ". " not in line.words[:-1]
    return one and scene.lines[i + 1].prose and not has_verb(line)


def _says_twice(line: Seen) -> bool:
    """Tell whether a line is a caption that says all of it twice."""
    if not SENTENCE <= line.size <= 2 * LONG or line.many < LEAST_OF_SENTENCE:
        return False
    half = line.key[: len(line.key) // 2].rstrip(MARGIN)
    return len(half) >= SENTENCE // 2 and line.key.endswith(half)


def _comes_again(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line is a caption that comes again right below it, with or above its credit."""
    line = lines[i]
    if line.many < LEAST_OF_SENTENCE or line.size > 2 * LONG:
        return False
    if any(_begins_alike(other, line) for other in lines[max(0, i - 2) : i]):
        return True
    below = i + 2 if i + 1 < len(lines) and lines[i + 1].key == line.key else i + 1
    if below >= len(lines) or lines[below].key == line.key:
        below = i
    row = lines[below].row
    if row is None or row.kind != "credit":
        return False
    above = i > 0 and lines[i - 1].key == line.key
    return lines[below].key.startswith(line.key) or above or below == i + 2


def _begins_alike(other: Seen, line: Seen) -> bool:
    """Tell whether a caption's line with its credit, cut short perhaps, begins like this one."""
    if other.row is None or other.row.kind != "credit" or line.size > LONG:
        return False
    begins = other.key.partition("...")[0]
    return "..." in other.key and len(begins) >= SENTENCE // 2 and line.key.startswith(begins)


def _is_labelled_twice(line: Seen) -> bool:
    """Tell whether a line is a headline said twice behind its section: « PortLe bac partLe bac part »."""
    key = line.key
    if line.last in ".!?…" or not 2 * SENTENCE <= line.size <= 4 * LONG:
        return False
    again = key.rfind(key[-SENTENCE:], 0, -SENTENCE)
    behind = len(key) - SENTENCE - again
    return again >= 0 and behind >= SENTENCE and key[-2 * behind : -behind] == key[-behind:]


def _is_opening(scene: Scene, i: int, start: int) -> bool:
    """Tell whether the article's paragraphs have not begun before this line; a standfirst may have."""
    return i <= scene.begun


def _find_begin(lines: Sequence[Seen], first: int, head: int | None) -> int:
    """Return the index of the line with which the article's paragraphs begin, a standfirst left out."""
    near = range(first, min(len(lines), first + 60))
    prose = list(islice((i for i in near if lines[i].prose and i != head), 2))
    if not prose:
        return len(lines)
    return prose[0] if lines[prose[0]].size > 300 else prose[-1]


_SHAPES: tuple[tuple[str, str, Callable[[Scene, int, int, list[Verdict]], bool]], ...] = (
    ("byline", "shape: a name before the text", _is_byline),
    ("credit", "shape: caption above its credit", _is_caption),
    ("byline", "shape: an outlet and its town under the stamp", _is_outlet_and_town),
    ("tags", "shape: keywords before the text", _is_tag_list),
    ("credit", "shape: words that stand for a picture", _stands_for_picture),
    ("dateline", "position: between metadata before the text", _is_amid_metadata),
    ("navigation", "repeated: short line before the text", _is_outlet),
    ("navigation", "shape: figure of a ticker before the text", _is_ticker),
    ("navigation", "shape: page number or running head", _is_page_number),
    ("related", "shape: bullet outside a list", _is_stray_bullet),
    ("related", "shape: label and headline", _is_labelled),
    ("navigation", "shape: names without a sentence", _is_name_list),
)


def _judge_after(scene: Scene, verdicts: list[Verdict]) -> None:
    """Append the verdicts on what follows the stretch: footnotes and the text's own end are kept."""
    block: str | None = None
    near = True  # nothing dropped yet since the text
    for i in range(len(verdicts), len(scene.lines)):
        line = scene.lines[i]
        if near and _announces_more(scene, i):
            verdicts.append(Verdict("body", "position: end of the text"))
            continue
        if line.decided and line.row is not None:
            verdicts.append(_judge_row_after(line, line.row))
            pictured = near and line.row.kind == "credit" and scene.lines[i - 1].last == ":"
            block, near = (None, True) if pictured else _go_past(line, line.row, block, near)
            continue
        verdict = _resume(scene, i) or _judge_rest(scene, i, block, near)
        if verdict.rule == _RETURN and scene.lines[i - 1].last == "?" and scene.lines[i - 1].many <= 8:
            verdicts[i - 1] = Verdict("heading", "position: question above its answer")
        block = None if verdict.kind in KEPT_KINDS else block
        near = verdict.kind in KEPT_KINDS and (near or verdict.rule == _RETURN)
        verdicts.append(verdict)


def _go_past(line: Seen, row: Row, block: str | None, near: bool) -> tuple[str | None, bool]:
    """Tell which heading stands over what follows a line after the text, and whether the text may go on."""
    if row.kind == "advert" and _GOES_ON.search(line.key):
        return None, True
    return _next_block(block, row), near and row.kind in _ASIDE and not row.opens and block is None


def _resume(scene: Scene, i: int) -> Verdict | None:
    """Judge a line that belongs to paragraphs with which the text goes on, or return None."""
    if i in scene.resumed:
        return Verdict("body", _RETURN)
    if (
        i + 1 in scene.resumed
        and scene.lines[i].size <= HEADING
        and i > scene.last
        and i - 1 in scene.resumed
    ):
        return Verdict("heading", "position: intertitle of the text that goes on")
    return None


def _judge_row_after(line: Seen, row: Row) -> Verdict:
    """Judge a line after the text by its row; a lone © names the paper there, not the photographer."""
    if row.kind == "credit" and line.words.startswith("(c)"):
        return Verdict("copyright", row.name)
    return Verdict(row.kind, row.name)


def _judge_rest(scene: Scene, i: int, block: str | None, near: bool) -> Verdict:
    """Judge a line after the text that no row decides alone."""
    line = scene.lines[i]
    verdict = _find_end(scene, i, near) if block is None and line.row is None else None
    if verdict is not None:
        return verdict
    if block is not None and not _returns(scene, i, block):
        return Verdict(block, "block: under a heading")
    if block is not None:
        return Verdict("body", _RETURN)
    return Verdict(_guess_after(scene, i), _AFTER)


def _find_end(scene: Scene, i: int, near: bool) -> Verdict | None:
    """Judge a line under no heading, of which no row speaks, as the text's own, or return None."""
    line = scene.lines[i]
    if _is_footnote(scene, i) or (near and line.text.lstrip().startswith(("(*", "(1"))):
        return Verdict("footnote", "shape: note to a word of the text")
    if near and _continues(scene, i):
        return Verdict("body", "position: end of the text")
    if line.prose and not scene.page and line.last in ".…!?":
        return _PROSE
    if line.prose and scene.page and line.last == "." and _returns_to_page(scene, i):
        return Verdict("body", _RETURN)
    return None


def _returns(scene: Scene, i: int, block: str) -> bool:
    """Tell whether a sentence under headlines of other articles, which end as none, is the article's."""
    line = scene.lines[i]
    if block == "advert":
        return not scene.page and (_tells(scene, i) or _tells_points(scene, i))
    if block != "related" or line.last != "." or line.row is not None or _is_teaser(line):
        return False
    if scene.page:
        return _returns_to_page(scene, i)
    if not line.prose:
        return False
    k = i - 1
    while k > 0 and not (scene.lines[k].decided and not _points(scene.lines[k].row)):
        if scene.lines[k].last in ".…!" and not scene.lines[k].decided:
            return False
        k -= 1
    return k < i - 1 and (has_verb(line) or _DIGIT.search(line.key) is not None)


def _tells(scene: Scene, i: int) -> bool:
    """Tell whether a sentence under an advertisement's headlines tells of something and calls on nobody."""
    line, above = scene.lines[i], scene.lines[i - 1]
    if not line.prose or line.row is not None or line.size < LEAST_TOLD or line.last != ".":
        return False
    called = _ADDRESS.search(line.key) or _CALLS.search(line.key) or _PRICE.search(line.text)
    return not (called or above.prose or above.decided or above.last in ".!") and has_verb(line)


def _tells_points(scene: Scene, i: int) -> bool:
    """Tell whether a line under an advertisement's headlines announces points, or is one of them."""
    lines, k = scene.lines, i
    while i - k <= MOST_BULLETS and k > 0 and lines[k].bullet and lines[k].row is None:
        k -= 1
    points = lines[k + 1 : k + 3]
    announced = (
        lines[k].last == ":" and lines[k].row is None and not lines[k - 1].decided and has_verb(lines[k])
    )
    listed = len(points) == 2 and all(point.bullet and point.row is None for point in points)
    return announced and listed and _CALLS.search(lines[k].key) is None


def _points(row: Row | None) -> bool:
    """Tell whether a row is a pointer to another article, with its headline."""
    return row is not None and row.kind == "related" and not row.opens


def _tells_another(scene: Scene, i: int) -> bool:
    """Tell whether one sentence under a headline in a list has nothing in common with the text around it."""
    line, above = scene.lines[i], scene.lines[i - 1]
    if above.row is not None or above.prose or i >= scene.last or line.size > LONG:
        return False
    stems = {stem for stem in find_stems(line.key) if len(stem) >= STEM}
    if len(stems) < LEAST_STEMS:
        return False
    first = max(scene.first if scene.head is None else scene.head, i - REACH)
    others = [other for k, other in enumerate(scene.lines[first : i + REACH], first) if k != i]
    if sum(other.prose for other in others) < LEAST_AROUND:
        return False
    return all(stems.isdisjoint(find_stems(other.key)) for other in others if other.row is None)


def _is_teaser(line: Seen) -> bool:
    """Tell whether a sentence says of another article what it is: an inquiry, a portrait."""
    shapes = load_shapes()
    return shapes.label.match(line.key) is not None or shapes.teaser.search(line.key) is not None


def _returns_to_page(scene: Scene, i: int) -> bool:
    """Tell whether a sentence right under the first headlines of a page is the end of its article."""
    end = max((k for k in scene.resumed if k < i), default=scene.last)
    near, below = scene.lines[end + 1 : i], scene.lines[i + 1 : i + 2]
    alone = all(line.decided or line.last in ".…" or line.many <= MOST_OF_KEYWORD for line in below)
    if len(near) > 6 or not alone or _is_teaser(scene.lines[i]) or any(line.last in ".…!" for line in near):
        return False
    return sum(line.decided for line in near) <= 1 and has_verb(scene.lines[i])


def _is_footnote(scene: Scene, i: int) -> bool:
    """Tell whether a line explains a word of the text: its mark stands behind a word before."""
    mark = scene.lines[i].mark
    return mark != "" and (mark[0] == "N" or scene.marks.get(mark, i) < i)


def _find_marks(lines: Sequence[Seen]) -> dict[str, int]:
    """Find the marks with which lines begin that stand behind a word too, each with the first such line."""
    marks = {line.mark for line in lines} - {""}
    if not marks:
        return {}
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


def _continues(scene: Scene, i: int) -> bool:
    """Tell whether a line after the text goes on with it: a short sentence, a figure, a line cut off."""
    line = scene.lines[i]
    if load_shapes().label.match(line.key) or (line.bullet and not _lists_after(scene, i)):
        return _says_who_spoke(scene, i)
    if line.last in ".…" and (line.many >= 2 or scene.lines[i - 1].last == "?"):
        return True
    if line.last == "!" and line.size >= SENTENCE and ". " in line.words:
        return True
    table = not scene.resumed and i + 1 < len(scene.lines) and _FIGURE.match(scene.lines[i + 1].words)
    if table and line.size <= SENTENCE:
        return scene.lines[i + 1].row is None
    if (
        _lists_after(scene, i)
        or _says_who_spoke(scene, i)
        or _speaks_after(scene, i)
        or any(_closes_letter(scene, k) for k in (i - 1, i))
    ):
        return True
    alone = i + 1 == len(scene.lines) or scene.lines[i + 1].decided
    clause = line.size >= (40 if alone else 70) and has_verb(line)
    return clause or (not scene.resumed and _FIGURE.match(line.words) is not None)


def _is_point(line: Seen) -> bool:
    """Tell whether a line may be a point of a list; an arrow is one where a colon announced it."""
    return line.bullet or line.text.lstrip().startswith("→")


def _says_who_spoke(scene: Scene, i: int) -> bool:
    """Tell whether a line behind a dash names who is quoted above it, as others of the text do."""
    line, above = scene.lines[i], scene.lines[i - 1]
    if line.row is not None or line.text.lstrip()[0] not in "–—-" or above.text.rstrip()[-1] not in '»”"':
        return False
    start = line.text.lstrip()[:2]
    return any(other.text.lstrip().startswith(start) for other in scene.lines[scene.first : scene.last])


def _lists_after(scene: Scene, i: int) -> bool:
    """Tell whether a line after the text announces points by a colon, is one of them, or is over them."""
    lines = scene.lines
    if _is_point(lines[i]):
        k = i - 1
        while i - k <= MOST_BULLETS and k > 0 and (_is_point(lines[k]) and lines[k].row is None):
            k -= 1
        row = lines[k].row
        k -= row is not None and row.kind == "credit" and k > 0
        return lines[k].last == ":" and lines[k].row is None
    over = (
        lines[i + 1 : i + 3]
        if lines[i].last.isalnum() and lines[i].many <= MOST_OF_LABEL
        else lines[i : i + 2]
    )
    if len(over) < 2 or any(line.row is not None for line in over):
        return False
    return over[0].last == ":" and over[0].many <= MOST_OF_LABEL and over[1].bullet


def _speaks_after(scene: Scene, i: int) -> bool:
    """Tell whether a line after the text is a question with its answer under it, or the cry that answers."""
    line, above = scene.lines[i], scene.lines[i - 1]
    if line.last == "!" and above.last == "?" and above.row is None:
        return _is_answered(scene, i - 1)
    return line.last == "?" and line.many <= 8 and _is_answered(scene, i)


def _closes_letter(scene: Scene, i: int) -> bool:
    """Tell whether a line is the greeting of a letter: a comma, then a name and nothing more of the text."""
    lines = scene.lines
    if lines[i].last != "," or lines[i].many > 6 or i + 1 >= len(lines) or lines[i].row is not None:
        return False
    name, ends = lines[i + 1], i + 2 >= len(lines) or lines[i + 2].decided
    return ends and name.row is None and name.many <= 3 and name.words[:1].isupper() and name.last.isalpha()


def _is_answered(scene: Scene, i: int) -> bool:
    """Tell whether a sentence of the text follows a question, at once or after a word or two."""
    lines = scene.lines
    answers = 0
    for line in lines[i + 1 : i + 3]:
        if line.last not in ".…!" or (line.row is not None and not (line.row.weak and line.row.speaks)):
            break
        if line.many >= 4 and line.last != "!":
            return True
        answers += 1
    talk = lines[max(scene.first, scene.last - REACH) : scene.last + 1]
    asked = sum(line.last == "?" and line.row is None for line in talk)
    return answers > 0 and asked >= LEAST_QUESTIONS


def _guess_after(scene: Scene, i: int) -> str:
    """Guess the kind of a line after the text that nothing names."""
    line = scene.lines[i]
    if line.row is not None:
        return "navigation" if scene.page or line.row.name == FOOTER else "tags"
    if _is_name(line) and scene.lines[i - 1].prose:
        return "byline"
    if line.many <= 4 or (line.size < 60 and line.words.count(",") >= 2):
        return "navigation" if scene.page and line.many <= 4 else "tags"
    return "advert" if "," in line.words and line.size >= 60 else "related"


# ------------------------------------------------------------------ standfirst and repetitions


def _name_standfirst(scene: Scene, verdicts: list[Verdict]) -> list[Verdict]:
    """Name the standfirst: the first kept line after the headline, if set apart or short beside the text."""
    if scene.head is None:
        return verdicts
    title = scene.lines[scene.head].key
    stop = min(len(verdicts), scene.head + 30)
    near = (i for i in range(scene.head + 1, stop) if verdicts[i].kind in ("body", "heading"))
    kept = list(islice((i for i in near if scene.lines[i].key != title), 2))
    if len(kept) == 2 and _is_standfirst(scene, verdicts, kept[0], kept[1]):
        verdicts[kept[0]] = Verdict("standfirst", "position: between headline and text")
    return verdicts


def _is_standfirst(scene: Scene, verdicts: list[Verdict], one: int, two: int) -> bool:
    """Tell whether line `one` sums up the article whose text begins at line `two`."""
    assert scene.head is not None
    line, following = scene.lines[one], scene.lines[two]
    if line.size > 400 or line.last == ":" or _opens_dispatch(line):
        return False
    before = {verdict.kind for verdict in verdicts[scene.head + 1 : one]}
    between = {verdict.kind for verdict in verdicts[one + 1 : two]}
    if "byline" in before:
        return False
    if between & {"byline", "dateline", "share", "credit", "duplicate", "paywall"}:
        return True
    short = line.size <= 220 and following.size >= 1.5 * line.size and line.many >= 6
    return short and (not before & {"dateline"} or line.size <= 130)


def _opens_dispatch(line: Seen) -> bool:
    """Tell whether a paragraph opens with place and agency, as the first of a dispatch does."""
    if load_shapes().label.match(line.key):
        return False
    return _DISPATCH.match(line.words) is not None


def _drop_duplicates(scene: Scene, verdicts: list[Verdict]) -> list[Verdict]:
    """Drop the headline and the standfirst where they come again, and paragraphs that come twice."""
    once: dict[str, int] = {}
    title = "" if scene.head is None else scene.lines[scene.head].key
    titles = (
        (title, f"{title} {title}", title.partition(" | ")[0]) if title else ()
    )  # once or twice on a line
    for i, line in enumerate(scene.lines):
        kind = verdicts[i].kind
        heading = kind == "heading" and line.many < MOST_OF_SUMMARY
        bullet = line.bullet and not scene.page
        cut = kind in KEPT_KINDS and line.size >= SENTENCE and title.startswith(line.key)
        if (line.key in titles or cut) and i != scene.head and line.many >= 2 and not bullet:
            verdicts[i] = Verdict("duplicate", "repeated: headline")
        elif kind in KEPT_KINDS and (line.many >= 5 or heading) and not line.bullet:
            before = once.get(line.key)
            if before is not None and heading:  # a summary told it before
                verdicts[before] = Verdict("navigation", "repeated: intertitle in a summary")
            elif before is not None:
                verdicts[i] = Verdict("duplicate", "repeated: line of the text")
            once[line.key] = i
    return verdicts
