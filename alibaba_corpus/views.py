"""The text that is read of a raw one: paragraphs whole, without marks, and where each piece of it stands.

Pages come with what other programs wrote into their sentences: Markdown's stars and addresses, numbers of
links and notes, references such as « &eacute; », letters in two parts, hyphens that nobody sees.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from alibaba_corpus.cleaning import Line, kept_view
from alibaba_corpus.folding import REFERENCE, read_reference
from alibaba_corpus.unwrapping import find_joints

JUSTIFIED = 60  # characters from which a line with blanks too many may be one of a justified text
_TABLE = " " * 4  # blanks that part the columns of a table

_Cut = tuple[int, int, str]  # from where to where a text is read as what
_Mark = Callable[[str], Iterator[_Cut]]


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
    >>> raw = "Le train du **port**, dit\n[Liège](/liege)\n, attend &agrave; l'\narr\u00adêt."
    >>> make_view(raw, label_lines(raw)).text
    "Le train du port, dit Liège, attend à l'arrêt."
    """
    text = kept_view(raw, lines)
    return _cut(text, [*find_joints(text), *_find_marks(text), *_find_gaps(lines)])


def read_line(text: str) -> str:
    """Return a line as it is read, without marks.

    >>> read_line("Publi&eacute; le **3 mai**")
    'Publié le 3 mai'
    """
    return _cut(text, _find_marks(text)).text


def _cut(text: str, cuts: Iterable[_Cut]) -> View:
    """Return a text with some of its stretches read as something else; of two that overlap the first is."""
    ordered = sorted(cuts)
    if not ordered:
        return View(text)
    pieces: list[_Cut] = []
    done = 0
    for start, end, said in ordered:
        if start >= done:
            pieces += [(done, start, text[done:start]), (start, end, said)]
            done = end
    pieces = [piece for piece in [*pieces, (done, len(text), text[done:])] if piece[2]]
    here = [0, *accumulate(len(said) for _, _, said in pieces)][:-1]
    there, till = [start for start, _, _ in pieces], [end for _, end, _ in pieces]
    return View("".join(said for _, _, said in pieces), tuple(here), tuple(there), tuple(till))


# ---------------------------------------------------------------------------------------- marks
def _find_marks(text: str) -> Iterator[_Cut]:
    """Yield what other programs wrote into a text; each mark has a sign that tells where it is none."""
    for sign, find in _MARKS:
        if sign in text:
            yield from find(text)
    if not unicodedata.is_normalized("NFC", text):
        yield from _replaced(_IN_PARTS, lambda letter: unicodedata.normalize("NFC", letter))(text)


def _replaced(form: re.Pattern[str], read: Callable[[str], str]) -> _Mark:
    """Return what finds stretches that are read as something else."""
    return lambda text: (
        (*match.span(), said) for match in form.finditer(text) if (said := read(match[0])) != match[0]
    )


def _unwrapped(form: re.Pattern[str]) -> _Mark:
    """Return what finds the signs around words, which are the group `words` of a pattern."""
    return lambda text: (
        cut
        for match in form.finditer(text)
        for cut in ((match.start(), match.start("words"), ""), (match.end("words"), match.end(), ""))
    )


def _stressed(sign: str) -> re.Pattern[str]:
    """Return the form of words between signs: « *Le Monde* », not « un quai* » nor « * un quai »."""
    return re.compile(
        rf"(?<![\w{sign}\\])(?P<mark>[{sign}]{{1,3}})(?=[^\s{sign}])"
        rf"(?P<words>[^\n{sign}]{{1,300}}?)(?<=\S)(?P=mark)(?![\w{sign}])"
    )


_ADDRESS = r"\((?:[a-z]{2,8}:|www\.|[/#.])[^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?: \"[^\"\n]*\")?\)"
_IN_PARTS = re.compile("\\w[\u0300-\u036f]+")
_MARKS: tuple[tuple[str, _Mark], ...] = (
    ("![", _replaced(re.compile(rf"!\[[^\[\]\n]{{0,300}}\]{_ADDRESS}"), lambda picture: "")),
    ("](", _unwrapped(re.compile(rf"(?<!!)\[(?P<words>[^\[\]\n]{{1,300}})\]{_ADDRESS}"))),
    ("*", _unwrapped(_stressed("*"))),
    ("_", _unwrapped(_stressed("_"))),
    (  # of a link, before its words, or of a note, behind its word
        "[",
        _replaced(
            re.compile(
                r"\[\d{1,4}\](?=[\w«“\"(])|(?<=[\w»”\")]) ?\[\d{1,4}\](?=[\s,.;:!?)]|$)", re.MULTILINE
            ),
            lambda number: "",
        ),
    ),
    ("&", _replaced(REFERENCE, read_reference)),
    *((sign, _replaced(re.compile(sign), lambda hidden: "")) for sign in "\u00ad\u200b\u2060\ufeff"),
    *((sign, _replaced(re.compile(sign), lambda s: unicodedata.normalize("NFKC", s))) for sign in "ﬀﬁﬂﬃﬄ"),
    *(  # before a letter; figures and signs have theirs for a reason
        (blank, _replaced(re.compile(rf"{blank}(?:(?<=[^\W\d_].)|(?<=[,;.)»].))(?=[^\W\d_])"), lambda b: " "))
        for blank in "\u00a0\u202f"
    ),
)


# ---------------------------------------------------------------------------------------- gaps
_GAP = re.compile(r"(?:(?<=[^\W\d_])|(?<=[,;:.)»”])) {2,3}(?=[^\W\d_]|[«“(])")


def _find_gaps(lines: Iterable[Line]) -> Iterator[_Cut]:
    """Yield the blanks too many between words of a justified text; wide ones are those of a table."""
    for line in lines:
        text = line.text.strip()
        if line.kept and len(text) >= JUSTIFIED and "  " in text and _TABLE not in text:
            for match in _GAP.finditer(line.text):
                yield line.start + match.start() + 1, line.start + match.end(), ""
