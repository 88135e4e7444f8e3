"""Lines of a text that was broken at a width, as text browsers print pages, joined to paragraphs."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from alibaba_corpus.lines import Seen, goes_on, look_at_lines

NARROWEST, WIDEST = 38, 130  # characters of the fullest lines of a text that was broken at a width
LEAST_BROKEN = 6  # lines through which a sentence runs on from which a text was
MOST_SHORT = 0.1  # share of those that would have had room for the next word
LEAST_FILLED = 0.5  # share of the width that a line which goes on fills


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
    if not _may_be_broken(len(line.strip()) for line in text.splitlines()):
        return text
    lines = tuple(look_at_lines(text))
    ends = [lines[i].end for group in join_broken(lines) for i in group[:-1]]
    parts = [text[start:end] for start, end in pairwise([0, *ends, len(text)])]
    return "".join([parts[0], *(part.lstrip().rjust(len(part)) for part in parts[1:])])


def _may_be_broken(sizes: Iterable[int]) -> bool:
    """Tell whether lines enough are of a size that a text broken at a width has."""
    return sum([NARROWEST <= size <= WIDEST for size in sizes]) >= LEAST_BROKEN


def _find_width(lines: Sequence[Seen]) -> range | None:
    """Return the widths at which a text may have been broken: sentences run on where no other word fits."""
    if not _may_be_broken([line.size for line in lines]):
        return None
    found = [
        (_measure(line), len(_first_word(following)))
        for line, following in pairwise(lines)
        if line.size >= NARROWEST and following.number == line.number + 1 and goes_on(line, following)
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
    return goes_on(line, following) or not (line.decided or following.decided)


def _measure(line: Seen) -> int:
    """Return the characters of a line from the margin of the page."""
    return len(line.text.rstrip())


def _first_word(line: Seen) -> str:
    """Return the first word of a line as it stands."""
    return line.text.split(maxsplit=1)[0]
