"""Lines of a text that breaks amid its sentences, joined to paragraphs.

Text browsers and the pages of a PDF break at a width; converters that end a line at every tag of a page break
around links and words in italics.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from alibaba_corpus.boilerplate import load_shapes, wording
from alibaba_corpus.lines import SENTENCE, STOPS, Seen, goes_on, look_at_lines
from alibaba_corpus.marks import Cut

NARROWEST, WIDEST = 38, 130  # characters of the fullest lines of a text that was broken at a width
LEAST_BROKEN = 6  # lines through which a sentence runs on from which a text was
MOST_SHORT = 0.1  # share of those that would have had room for the next word
LEAST_FILLED = 0.5  # share of the width that a line which goes on fills

_NO_BEGINNING = (",", ";", ".", ")")  # signs with which no line begins
_HANGING = re.compile(rf"[{''.join(_NO_BEGINNING)}](?!\.)(?:[»”\"),.;\s]|$)")
_AFTER_BREAK = re.compile(rf"[\r\n]\s*{_HANGING.pattern}")
_OPENING = ("(", "[", "'", "’")  # after which no space stands
_CLOSING = re.compile(r"[,.)\]…’']")  # before which none stands
_HYPHENS = ("-", "\u00ad")


def find_joints(text: str) -> Iterator[Cut]:
    r"""Yield from where to where a text is cut to make its paragraphs whole, and what is put there.

    >>> [*find_joints("Le port de Liège\n, lui, attend.")]
    [Cut(start=16, end=17, said='')]
    """
    if not (_may_be_wrapped(len(line.strip()) for line in text.splitlines()) or _AFTER_BREAK.search(text)):
        return
    lines = tuple(look_at_lines(text))
    for group in join_broken(lines):
        for before, after in pairwise(lines[i] for i in group):
            head, tail = before.text.rstrip(), after.text.lstrip()
            cut, glue = _joint(head, tail)
            yield Cut(before.start + len(head) - cut, after.end - len(tail), glue)


def join_lines(lines: Sequence[Seen]) -> str:
    r"""Return the lines of a paragraph as one.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> join_lines(tuple(look_at_lines("Le rail avan-\ncera à l'\naube\n, dit-on")))
    "Le rail avancera à l'aube, dit-on"
    """
    parts: list[str] = []
    for text in (line.text.strip() for line in lines):
        if parts:
            cut, glue = _joint(parts[-1], text)
            parts[-1] = parts[-1][: len(parts[-1]) - cut] + glue
        parts.append(text)
    return "".join(parts)


def _joint(before: str, after: str) -> tuple[int, str]:
    """Return how many signs of a line are cut off at its end, and what comes between it and the next one."""
    if before[-1] in _HYPHENS and before[-2:-1].isalnum():
        word = before.rsplit(maxsplit=1)[-1] + after.split(maxsplit=1)[0]
        return int(before[-1] != "-" or _is_cut(word)), ""
    ordinal = before[-1].isdigit() and wording("end of an ordinal").match(after)
    return 0, "" if ordinal or before.endswith(_OPENING) or _CLOSING.match(after) else " "


def _is_cut(word: str) -> bool:
    """Tell whether the hyphen at which a word was broken is none of its own."""
    first, _, second = word.partition("-")
    return first[-1:].isalpha() and second[:1].islower() and not load_shapes().compound.match(word.lower())


def join_broken(lines: Sequence[Seen]) -> list[list[int]]:
    r"""Return the places of `lines`, those of one paragraph together where the text breaks amid sentences.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> end = "Liège, dit le port, qui attend depuis lundi le train de la ville\nde Lyon.\n\n"
    >>> join_broken(tuple(look_at_lines(f"Le rail\n\n{end * 6}")))[:3]
    [[0], [1, 2], [3, 4]]
    >>> join_broken(tuple(look_at_lines("Le rail\nLe port de\nLiège\n, lui, attend.")))
    [[0], [1, 2, 3]]
    """
    width = _find_width(lines)
    if width is not None:
        joined = [_runs_full(line, following, width) for line, following in pairwise(lines)]
    elif any(map(hangs, lines)):
        joined = _join_at_tags(lines)
    else:
        joined = [False] * (len(lines) - 1)
    groups = [[0]] if lines else []
    for i, goes_with in enumerate(joined, 1):
        if goes_with:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


# ---------------------------------------------------------------------------------------- at a width
def _may_be_wrapped(sizes: Iterable[int]) -> bool:
    """Tell whether lines enough are of a size that a text broken at a width has."""
    return sum([NARROWEST <= size <= WIDEST for size in sizes]) >= LEAST_BROKEN


def _find_width(lines: Sequence[Seen]) -> range | None:
    """Return the widths at which a text may have been broken: sentences run on where no other word fits."""
    if not _may_be_wrapped(line.size for line in lines):
        return None
    found = [
        (_measure(line), _need(line, following))
        for line, following in pairwise(lines)
        if line.size >= NARROWEST and _follows(line, following) and goes_on(line, following)
    ]
    for width in sorted({size for size, _ in found if size <= WIDEST}, reverse=True):
        full = [size + word for size, word in found if size <= width <= size + word]
        if len(full) >= LEAST_BROKEN and len(full) >= (1 - MOST_SHORT) * len(found):
            return range(width, min(full) + 1)
    return None


def _runs_full(line: Seen, following: Seen, width: range) -> bool:
    """Tell whether a paragraph goes on with the next line, whose first word the line had no room for."""
    size = _measure(line)
    full = size < width.stop and width.start <= size + _need(line, following)
    if not full or size < LEAST_FILLED * width.start:
        return False
    if not _follows(line, following) or _begins_item(line, following):
        return False
    return goes_on(line, following) or _leads_on(line) or not (line.decided or following.decided)


def _leads_on(line: Seen) -> bool:
    """Tell whether a line ends in a word after which something has to come."""
    return line.words.rpartition(" ")[2].lower() in load_shapes().leading_words


def _begins_item(line: Seen, following: Seen) -> bool:
    """Tell whether the next line is a point of a list; a dash may also part the words of a sentence."""
    amid = following.text.lstrip()[0] in "–—-" and line.last.isalnum() and not line.bullet
    return following.bullet and not amid


def _follows(line: Seen, following: Seen) -> bool:
    """Tell whether no blank line parts two."""
    return following.number == line.number + 1


def _measure(line: Seen) -> int:
    """Return the characters of a line from the margin of the page."""
    return len(line.text.rstrip())


def _need(line: Seen, following: Seen) -> int:
    """Return the characters that the next line's first word needs; where a word was cut there is no room."""
    return WIDEST if line.text.rstrip()[-1] in _HYPHENS else len(following.text.split(maxsplit=1)[0])


# ---------------------------------------------------------------------------------------- at tags
def hangs(line: Seen) -> bool:
    r"""Tell whether a line begins with a sign that closes what stands before.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [hangs(line) for line in look_at_lines(", dit-on\n... dit-on")]
    [True, False]
    """
    return line.words.startswith(_NO_BEGINNING) and _HANGING.match(line.text.lstrip()) is not None


def _join_at_tags(lines: Sequence[Seen]) -> list[bool]:
    """Tell of each line but the first whether it goes on with what the one before begins."""
    joined: list[bool] = []
    for i, (before, line) in enumerate(pairwise(lines), 1):
        more = i + 1 < len(lines) and _goes_with(line, lines[i + 1])
        amid = bool(joined) and joined[-1]
        joined.append(_follows(before, line) and (hangs(line) or _takes(before, line, amid, more)))
    return joined


def _goes_with(line: Seen, following: Seen) -> bool:
    """Tell whether the next line goes on by its first sign or word."""
    if not _follows(line, following):
        return False
    return hangs(following) or (goes_on(line, following) and not following.decided)


def _takes(before: Seen, line: Seen, amid: bool, more: bool) -> bool:
    """Tell whether a line belongs to an open sentence.

    amid: whether the sentence began in an earlier line; more: whether it goes on in the next one.
    """
    opened = amid or not before.decided  # « (Reuters » alone would be a credit
    if not opened or before.last in STOPS or line.bullet or (line.decided and not more):
        return False
    if goes_on(before, line):
        return amid or more or line.size >= SENTENCE
    leads = before.last == "," or before.text.rstrip().endswith(_OPENING) or _leads_on(before)
    if amid or before.prose:  # which no heading is
        return leads or more
    return leads and (more or before.size >= SENTENCE)
