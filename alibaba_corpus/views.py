"""The text that is read of a raw one: paragraphs whole, without marks, and where each piece of it stands."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from alibaba_corpus.cleaning import Line, kept_view
from alibaba_corpus.marks import Cut, find_marks, part_at
from alibaba_corpus.unwrapping import find_joints

JUSTIFIED = 60  # characters from which a line with blanks too many may be one of a justified text
_TABLE = " " * 4  # blanks that part the columns of a table
_GAP = re.compile(r"(?:(?<=[^\W\d_])|(?<=[,;:.)»”])) {2,3}(?=[^\W\d_]|[«“(])")


@dataclass(frozen=True, slots=True)
class View:
    """The text that is read of a raw one, and where its pieces stand there.

    text: as it is read; here: where each piece begins in it; there, till: where each begins and ends in the
    raw text. Nothing is told of pieces where both texts are the same.

    >>> View("Le rail", (0, 3), (0, 6), (3, 10)).span(3, 7)
    (6, 10)
    """

    text: str
    here: tuple[int, ...] = ()
    there: tuple[int, ...] = ()
    till: tuple[int, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the text begins and ends in the raw text.

        What is read as something else, as « &eacute; » is, belongs to it whole.
        """
        if not self.here:
            return start, end
        first = bisect_right(self.here, start) - 1
        begin = self.there[first] + (start - self.here[first] if self._is_verbatim(first) else 0)
        if end <= start:
            return begin, begin
        last = bisect_right(self.here, end - 1) - 1
        stop = self.there[last] + end - self.here[last] if self._is_verbatim(last) else self.till[last]
        return begin, stop

    def _is_verbatim(self, piece: int) -> bool:
        """Tell whether each sign of a piece stands for one of the raw text."""
        stop = self.here[piece + 1] if piece + 1 < len(self.here) else len(self.text)
        return self.till[piece] - self.there[piece] == stop - self.here[piece]


def make_view(raw: str, lines: Sequence[Line]) -> View:
    r"""Return what is read of a raw text: its kept lines, the dropped ones blank.

    >>> from alibaba_corpus.cleaning import label_lines
    >>> raw = "Le train du **port** de\n[Liège](/liege)\n, attend &agrave; l'\narr\u00adêt."
    >>> make_view(raw, label_lines(raw)).text
    "Le train du port de Liège, attend à l'arrêt."
    """
    text = kept_view(raw, lines)
    cuts = [*find_joints(text), *find_marks(text), *_find_gaps(lines)]
    if not cuts:
        return View(text)
    pieces = part_at(text, cuts)
    here = [0, *accumulate(len(piece.said) for piece in pieces)][:-1]
    there, till = [piece.start for piece in pieces], [piece.end for piece in pieces]
    return View("".join(piece.said for piece in pieces), tuple(here), tuple(there), tuple(till))


def _find_gaps(lines: Iterable[Line]) -> Iterator[Cut]:
    """Yield the blanks too many between words of a justified text; wide ones are those of a table."""
    for line in lines:
        text = line.text.strip()
        if line.kept and len(text) >= JUSTIFIED and "  " in text and _TABLE not in text:
            for match in _GAP.finditer(line.text):
                yield Cut(line.start + match.start() + 1, line.start + match.end())
