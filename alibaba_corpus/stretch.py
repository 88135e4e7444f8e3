"""The stretch of lines that is the article's: where its text begins and ends, and where it goes on."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from alibaba_corpus.boilerplate import Row, load_shapes, wording
from alibaba_corpus.folding import MARGIN
from alibaba_corpus.lines import LONG, STOPS, Seen, find_stems, has_verb
from alibaba_corpus.looks import LEAST_OF_SENTENCE, heads_others, is_ranked, is_teaser

PAGE = 60  # lines from which a text is read as a whole web page
HEADING = 110  # characters up to which a line may be an intertitle
FULL = 600  # characters beyond which a paragraph weighs no more
REACH = 40  # lines before and after a place that are looked at together
TOP = 30  # lines among which an outlet names itself
LEAST_HOURS = 3  # entries from which hours alone make a live report
MOST_OF_NAME = 5  # words of an outlet's name at most
MOST_OF_CUT = 8  # words of the beginning of a text that a list shows
STAMPED = re.compile(r"\d{1,2} ?[h:.] ?\d{2}\b")
METADATA = frozenset({"byline", "dateline", "share", "credit", "paywall", "advert", "duplicate"})
_HARD = frozenset({"comments", "copyright", "contact"})
_ABOUT = frozenset({"copyright", "contact", "advert", "byline", "credit"})
_AMID = frozenset({"advert", "related", "paywall", "credit", "share"})
DIGIT = re.compile(r"\d")


def find_resumed(lines: Sequence[Seen], first: int, last: int, closed: int) -> frozenset[int]:
    r"""Find the lines with which a text goes on behind what parts it, an offer or a list of headlines.

    They are paragraphs, at least two on end, that speak of what the text speaks of, with the intertitles and
    adverts between them; nothing after `closed`, comments or rights (see `find_close`), is the text's.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le rail avance vers la mer, dit la ville de Liège, et le port attend le rail."
    >>> lines = tuple(look_at_lines(f"{text}\nLire aussi\nUn port\n{text}\nHier, {text}"))
    >>> sorted(find_resumed(lines, 0, 0, find_close(lines, 0)))
    [3, 4]
    """
    found: list[int] = []
    run: list[int] = []
    of_author = False
    for i in range(last + 1, min(closed, last + 1 + REACH)):
        line = lines[i]
        if line.decided:
            of_author = line.row.kind == "byline" if line.row and line.row.opens else of_author
            continue
        if line.row is None and not of_author and _may_resume(lines, i):
            run.append(i)
        elif not run or i + 1 >= len(lines) or not lines[i + 1].prose or line.size > HEADING:
            found += run if _resumes(lines, run, first, last) else []
            run = []
    return frozenset([*found, *(run if _resumes(lines, run, first, last) else [])])


def _may_resume(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line is a sentence that may be the text's, no caption said twice and no teaser."""
    line = lines[i]
    sentence = line.prose or (line.last in ".…" and line.many >= LEAST_OF_SENTENCE)
    if line.last not in STOPS or not sentence or line.bullet or is_ranked(lines, i):
        return False
    if line.last in "?!" and line.size <= LONG and i > 0 and heads_others(lines[i - 1]):
        return False
    twice = any(other.key == line.key for other in (*lines[i - 1 : i], *lines[i + 1 : i + 2]))
    return not (twice or is_teaser(line))


def find_close(lines: Sequence[Seen], last: int) -> int:
    r"""Return the first line after a text that ends it, rights or comments, or how many lines there are.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le rail avance.\nPartager\n3 commentaires\nBravo !"))
    >>> find_close(lines, 0)
    2
    """
    for i in range(last + 1, len(lines)):
        row = lines[i].row
        if row is not None and _ends_page(lines, i, row):
            return i
    return len(lines)


def _quotes(line: Seen) -> bool:
    """Tell whether a line quotes somebody and says who spoke, as no headline's summary does."""
    quoted = line.prose and line.text.lstrip()[0] in '«"“' and line.last == "."
    return quoted and load_shapes().said.search(line.words.lower()) is not None


def _is_told(line: Seen) -> bool:
    """Tell whether a line is a paragraph of whole sentences, with a verb."""
    return line.prose and line.last in ".…" and has_verb(line)


def _ends_page(lines: Sequence[Seen], i: int, row: Row) -> bool:
    """Tell whether rights or a thread of comments end a text; a button before a paragraph does not."""
    if row.kind != "comments" or DIGIT.search(lines[i].key) is not None:
        return row.kind in ("copyright", "comments")
    following = lines[i + 1] if i + 1 < len(lines) else None
    return following is None or not (following.prose or following.decided or _ends_sentence(following))


def _heads_list(row: Row) -> bool:
    """Tell whether a row heads other things than comments."""
    return row.opens and row.kind != "comments"


def _resumes(lines: Sequence[Seen], run: Sequence[int], first: int, last: int) -> bool:
    """Tell whether sentences after a box are paragraphs of the text: on end, and of the same things."""
    if not run:
        return False
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


def find_outlets(lines: Sequence[Seen], first: int) -> frozenset[str]:
    r"""Find the names of outlets: who has the rights, and short lines at the top that an address repeats.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le rail avance\n© Le Quai du Nord"))
    >>> find_outlets(lines, 1)
    frozenset({'le quai du nord'})
    """
    about = [(line, line.row) for line in lines if line.row is not None and line.row.kind in _ABOUT]
    if not about:
        return frozenset()
    rights = (line for line, row in about if _names_owner(line, row))
    around = wording("around the owner of rights")
    owners = (" ".join(around.sub(" ", line.key).split()).strip(MARGIN) for line in rights)
    names = {owner for owner in owners if owner and owner.count(" ") < MOST_OF_NAME}
    tops = (line for line in lines[: min(first + 2, TOP)] if line.row is None)
    short = (line.key for line in tops if 2 <= line.many <= MOST_OF_NAME)
    repeated = (key for key in short if any(key in other.key for other, row in about if row.kind != "credit"))
    return frozenset(names.union(repeated))


def _names_owner(line: Seen, row: Row) -> bool:
    """Tell whether a line says who has the rights of the text."""
    return row.kind == "copyright" or (row.kind == "credit" and line.words.startswith("(c)"))


def find_hours(lines: Sequence[Seen], first: int, last: int) -> frozenset[int]:
    r"""Find the lines of a live report that are an hour alone, three at least, each over a sentence.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("10h05\nLe rail avance.\n" * 3))
    >>> sorted(find_hours(lines, 0, 5))
    [0, 2, 4]
    """
    hours = [
        i
        for i, line in enumerate(lines[max(first - 1, 0) : last], max(first - 1, 0))
        if line.size <= 8 and STAMPED.fullmatch(line.key)
    ]
    over = [i for i in hours if lines[i + 1].row is None and lines[i + 1].last in ".…!?"]
    return frozenset(over if len(over) >= LEAST_HOURS and 2 * len(over) > len(hours) else ())


def find_core(lines: Sequence[Seen], again: frozenset[str]) -> tuple[int, int]:
    r"""Find the stretch of lines with the most prose in it, first and last line included.

    The sum of the weights is the greatest of all stretches (maximum subarray, Bentley 1984). Without any
    prose the stretch is all the lines.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Menu\nLe rail avance vers la mer et vers la ville de Liège.\nPartager"
    >>> find_core(tuple(look_at_lines(text)), frozenset())
    (1, 1)
    """
    best, span, run, begin = 0.0, (0, len(lines) - 1), 0.0, 0
    for i, weight in enumerate(_weigh(lines, again)):
        if run <= 0:
            run, begin = 0.0, i
        run += weight
        if run > best:
            best, span = run, (begin, i)
    return span


def reach_on(lines: Sequence[Seen], last: int) -> int:
    r"""Return the end of an article's text beyond a table, verse or an advertisement amid it.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le rail avance vers la mer et vers la ville de Liège."
    >>> reach_on(tuple(look_at_lines(f"{text}\nPublicité\n{text}")), 0)
    2
    """
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
            listed = page and line.many <= MOST_OF_CUT and line.cut
            yield -0.2 if listed else 0.2 if line.bullet else 0.4
        else:
            yield (-0.9 if line.bullet else -0.4 if line.many >= 4 else -0.7) * (1.0 if page else 0.3)


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
    if row is None or (row.kind in METADATA and not row.opens):
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
            comments = line.row is not None and line.row.opens and line.row.kind == "comments"
            if heads_others(line) or (comments and not _is_button(lines, i)):
                needed = max(needed, 4 if comments else 2)
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


def _is_button(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a word on comments is a button in a row of those that share an article."""
    row = lines[i].row
    if row is None or row.kind != "comments" or DIGIT.search(lines[i].key) is not None:
        return False
    beside = (line.row for line in takewhile(lambda line: line.decided, lines[i + 1 : i + 4]))
    return any(row is not None and row.kind == "share" for row in beside)


def _ends_sentence(line: Seen) -> bool:
    """Tell whether a short line reads as a sentence of a text: words enough and a full stop."""
    return line.last in ".…" and line.many >= 4 and not line.bullet
