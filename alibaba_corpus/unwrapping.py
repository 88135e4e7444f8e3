"""Lines of a text that was broken at a width, as text browsers print pages, joined to paragraphs."""

import re
from collections.abc import Sequence
from itertools import pairwise

from alibaba_corpus.lines import Seen, look_at_lines

NARROWEST, WIDEST = 38, 130  # characters of the fullest lines of a text that was broken at a width
LEAST_BROKEN = 6  # lines through which a sentence runs on from which a text was
MOST_SHORT = 0.1  # share of those that would have had room for the next word
LEAST_FILLED = 0.5  # share of the width that a line which goes on fills

_LEADING = re.compile(r"\A\s+")  # the line end, and the margin of the next line


def join_broken(lines: Sequence[Seen]) -> list[list[int]]:
    r"""Return the places of `lines`, those of one paragraph together where the text was broken at a width.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> end = "Liège, dit le port, qui attend depuis lundi le train de la ville\nde Lyon.\n\n"
    >>> join_broken(tuple(look_at_lines(f"Le rail\n\n{end * 6}")))[:3]
    [[0], [1, 2], [3, 4]]
    """
    width = _find_width(lines)
    if width is None:
        return [[i] for i in range(len(lines))]
    groups = [[0]]
    for i, (line, following) in enumerate(pairwise(lines), 1):
        if _goes_on(line, following, width):
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


def unwrap(text: str) -> str:
    r"""Return a text with spaces for the line ends amid paragraphs broken at a width; nothing moves.

    >>> end = "Liège, dit le port, qui attend depuis lundi le train de la ville\nde Lyon.\n\n"
    >>> unwrap(f"Le rail\n\n{end * 6}").splitlines()[2]
    'Liège, dit le port, qui attend depuis lundi le train de la ville de Lyon.'
    """
    if sum(NARROWEST <= len(line) <= WIDEST for line in text.splitlines()) < LEAST_BROKEN:
        return text
    lines = tuple(look_at_lines(text))
    ends = [lines[i].end for group in join_broken(lines) for i in group[:-1]]
    parts = [text[start:end] for start, end in pairwise([0, *ends, len(text)])]
    return "".join([parts[0], *(_LEADING.sub(_blank, part) for part in parts[1:])])


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _find_width(lines: Sequence[Seen]) -> range | None:
    """Return the widths at which a text may have been broken: sentences run on where no other word fits."""
    if sum([NARROWEST <= line.size <= WIDEST for line in lines]) < LEAST_BROKEN:
        return None
    found = [
        (_measure(line), len(_first_word(following)))
        for line, following in pairwise(lines)
        if line.size >= NARROWEST and _runs_on(line, following)
    ]
    for width in sorted({size for size, _ in found if size <= WIDEST}, reverse=True):
        full = [size + word for size, word in found if size <= width <= size + word]
        if len(full) >= LEAST_BROKEN and len(full) >= (1 - MOST_SHORT) * len(found):
            return range(width, min(full) + 1)
    return None


def _goes_on(line: Seen, following: Seen, width: range) -> bool:
    """Tell whether a paragraph goes on with the next line, whose first word the line had no room for."""
    size = _measure(line)
    full = size < width.stop and width.start <= size + len(_first_word(following))
    if not full or size < LEAST_FILLED * width.start:
        return False
    if following.number != line.number + 1 or following.bullet:
        return False
    return _runs_on(line, following) or not (line.decided or following.decided)


def _runs_on(line: Seen, following: Seen) -> bool:
    """Tell whether a sentence runs through a line into the next one."""
    open_ended = line.last.isalnum() or line.last in ",-"
    return open_ended and following.number == line.number + 1 and following.text.lstrip()[:1].islower()


def _measure(line: Seen) -> int:
    """Return the characters of a line from the margin of the page."""
    return len(line.text.rstrip())


def _first_word(line: Seen) -> str:
    """Return the first word of a line as it stands."""
    return line.text.split(maxsplit=1)[0]
