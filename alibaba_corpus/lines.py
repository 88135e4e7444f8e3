"""What each line of an article shows by itself: its size, how it ends and reads, the row that speaks of it.

Soft hyphens, no-break and thin spaces stay in the lines; they are left out of what is compared only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Final

from alibaba_corpus.boilerplate import Row, load_shapes, wording
from alibaba_corpus.folding import MARGIN, to_ascii
from alibaba_corpus.furniture import match_row

KEPT_KINDS = frozenset({"title", "standfirst", "heading", "body", "footnote"})
DROPPED_KINDS = frozenset(
    {"duplicate", "archive_notice", "paywall", "share", "navigation", "related", "tags", "byline"}
    | {"dateline", "credit", "advert", "cookies", "comments", "contact", "copyright"}
)

LONG = 140  # characters from which a line with function words is taken for a paragraph
SENTENCE = 40  # characters from which a line that ends with a full stop is taken for a paragraph
LONGEST_CAPTION = 240  # characters of a caption of two sentences at most
LEAST_OF_PARAGRAPH = 2  # sentences before the one that ends with a credit, which no caption has
LEAST_FIELDS = 4  # codes of fields from which a text is an export of a press database
LONGEST_MENU = 250  # characters of a line that is a menu by its layout
SHORT_LINE = 200  # characters up to which a line is remembered: menus, notices come in article upon article
REMEMBERED = 4096  # short lines that are remembered
RAGGED = 15  # characters that a wrapped line falls short of the next one at most
MOST_OF_LINE = 0.8  # share of the longest of wrapped lines that one has amid a text at least
PROBE = 110  # characters of a line from which its function words are counted

_BULLET = re.compile(r"(?:[*+•·▪●►▶›»◗➜➤‣–—-]|>{1,3}|\d{1,2}[.)])\s|[*+•·▪●►▶›>-]+$")
_APART = re.sub(r"[\s'.,;:!?()\"/%&-]", " ", "".join(map(chr, range(128))))  # a space for what parts words
STEM = 5  # letters of a word that say what it is about
_PARTS = re.compile(r"\s{2,}| ?\| ?| [*/] ")
STOPS = ".…!?"  # with which a sentence ends
_ENDS = "\"'»”’“)(][* \u00a0\u202f"
_CUT = ("...", "…", "[…]", "[...]", "(...)", "(…)")
_AMOUNT = re.compile(r"[+-]?\d[\d .,]*(?: ?(?:%|[a-zA-Z$]{1,4}))?")
_ADDRESSES = frozenset({"paywall", "cookies", "share", "advert", "contact", "comments"})
_BUTTONS = frozenset({"share", "navigation", "cookies", "paywall", "comments"})
MENU = Row("layout: several words set apart", "navigation", weak=True)
_EMPTY = Row("layout: no word", "navigation")


@dataclass(slots=True)  # Final, not frozen: that makes a record three times as slowly, and each line is one
class Seen:
    """What one line shows by itself."""

    number: Final[int]
    start: Final[int]
    end: Final[int]
    text: Final[str]
    size: Final[int]  # characters without the margins
    words: Final[str]  # folded, one space between words
    key: Final[str]  # the same in small letters, without signs at its margins: equal for equal lines
    many: Final[int]  # number of words
    last: Final[str]  # last sign, closing quotes and brackets left out
    bullet: Final[bool]
    prose: Final[bool]
    mark: Final[str]  # of a note, with which it begins
    cut: Final[bool]  # whether it ends in three points, as the beginning of a text shown elsewhere does
    row: Final[Row | None]

    @property
    def decided(self) -> bool:
        """Tell whether a row decides whatever the context."""
        return self.row is not None and not self.row.weak

    def says(self, turn: str) -> bool:
        """Tell whether a turn of phrase, by its name in boilerplate.toml, is in the line."""
        return wording(turn).search(self.key) is not None


_Look = tuple[int, str, str, int, str, bool, bool, str, bool, Row | None]  # what a line is wherever it stands


def line_end(raw: str) -> str:
    r"""Return the sign that ends the lines of a text.

    >>> line_end("Le rail\r\navance"), line_end("Le rail\ravance")
    ('\n', '\r')
    """
    return "\n" if "\n" in raw or "\r" not in raw else "\r"


def look_at_lines(raw: str) -> Iterator[Seen]:
    r"""Look at each line that is not blank; "\r" alone ends a line where the text has no "\n".

    >>> [(line.number, line.key, line.last) for line in look_at_lines("« À lire »\n\nLe train est parti.")]
    [(1, 'a lire', 'e'), (3, 'le train est parti', '.')]
    """
    end = line_end(raw)
    start, plain = 0, to_ascii(raw)
    for number, (text, folded) in enumerate(zip(raw.split(end), plain.split(end), strict=True), 1):
        bare = text.strip()
        if bare:
            look = _look_again if len(bare) <= SHORT_LINE else _look
            line = text.rstrip("\r")
            yield Seen(number, start, start + len(line), line, *look(bare, folded.strip()))
        start += len(text) + 1


def mark_wrapped(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take lines for prose that a sentence runs through: the next one goes on in small letters.

    >>> raw = "Le train est parti lundi de la gare de marchandises et il est\narrivé."
    >>> [line.prose for line in mark_wrapped(tuple(look_at_lines(raw)))]
    [True, True]
    """
    through = [
        i
        for i, (line, following) in enumerate(pairwise(lines))
        if line.last not in STOPS and line.size >= SENTENCE and line.row is None and _runs_on(line, following)
    ]
    if not through:
        return lines
    runs = ([*run, run[-1] + 1] for run in find_runs(through))
    wrapped = frozenset(i for run in runs if _ends_text(lines, run) for i in run)
    return [replace(line, prose=True) if i in wrapped else line for i, line in enumerate(lines)]


def find_runs(places: Sequence[int], farthest: int = 1) -> list[list[int]]:
    """Part places, in their order, where one lies farther than that from the one before it.

    >>> find_runs([1, 2, 5]), find_runs([1, 2, 5], farthest=3)
    ([[1, 2], [5]], [[1, 2, 5]])
    """
    runs: list[list[int]] = []
    for place in places:
        if runs and place - runs[-1][-1] <= farthest:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def take_for(lines: Sequence[Seen], places: Iterable[int], row: Row) -> Sequence[Seen]:
    """Return the lines, those at some places taken for what a row says.

    >>> lines = take_for(tuple(look_at_lines("Le rail avance vers la ville de Gand.")), [0], MENU)
    >>> lines[0].row is MENU, lines[0].prose
    (True, False)
    """
    taken = frozenset(places)
    if not taken:
        return lines
    return [replace(line, row=row, prose=False) if i in taken else line for i, line in enumerate(lines)]


def _runs_on(line: Seen, following: Seen) -> bool:
    """Tell whether a sentence runs through a line of words enough, full as the next one is, into that one."""
    if line.bullet or following.row is not None or not goes_on(line, following):
        return False
    word = following.words.partition(" ")[0]
    return line.size + len(word) + RAGGED >= following.size  # else the word would stand on the line


def goes_on(line: Seen, following: Seen) -> bool:
    r"""Tell whether a line breaks off amid a sentence, and the next one begins in small letters.

    >>> goes_on(*look_at_lines("Le train est parti,\narrivé aussi."))
    True
    """
    return (line.last.isalnum() or line.last in ",-") and following.text.lstrip()[:1].islower()


def _ends_text(lines: Sequence[Seen], run: Sequence[int]) -> bool:
    """Tell whether wrapped lines end as a sentence or go on; a headline has a short end without full stop."""
    last = lines[run[-1]]
    return not last.last.isalnum() or last.size >= MOST_OF_LINE * max(lines[i].size for i in run)


def _look(bare: str, wide: str) -> _Look:
    """Look at one line without its margins, `wide` when folded."""
    words = " ".join(wide.split()) if "  " in wide else wide
    small = words.lower()
    size, key = len(bare), small.strip(MARGIN) or bare
    last = (bare.rstrip(_ENDS) or bare)[-1]
    bullet = not bare[0].isalpha() and _BULLET.match(bare) is not None
    prose = size >= SENTENCE and _reads_as_prose(bare, small, size, last, bullet)
    note = wording("mark of a note").match(bare)
    mark = note[0] if note is not None and size > len(note[0]) + 2 else ""
    cut = last in ".…" and bare.endswith(_CUT)
    row = _find_row(bare, words, small, wide, prose)
    return size, words, key, words.count(" ") + 1, last, bullet, prose, mark, cut, row


_look_again = lru_cache(REMEMBERED)(_look)


def _find_row(bare: str, words: str, small: str, wide: str, prose: bool) -> Row | None:
    """Find the row that speaks of a line: a pattern, a notice to readers, or a menu by its layout."""
    row = match_row(words, small, wide, prose)
    if row is None and "  " in wide[2:5]:
        row = load_shapes().fields.get(wide.partition(" ")[0])
    if row is None:
        return None if len(bare) > LONGEST_MENU else _find_layout(bare, words, wide)
    if _tells(row, small, prose):
        return None
    if bare[-1] in ".…" and (row.speaks or _is_a_word(row, bare)):
        return replace(row, weak=True, speaks=True)
    return row


def _find_layout(bare: str, words: str, wide: str) -> Row | None:
    """Find by its layout whether a line is a menu, or has no word."""
    if not any(map(str.isalnum, bare)):
        return _EMPTY
    if words[-1:] not in ".!?" and ("  " in wide or "|" in wide or "/" in wide or "*" in wide):
        parts = [part for part in _PARTS.split(wide) if part]
        if len(parts) >= 3 and len(bare) <= 28 * len(parts):
            return None if _lists_figures(parts) else MENU
    return None


def mark_fields(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take lines for the fields of a press database's export where several begin with its codes.

    >>> raw = "SE Région\nLe rail avance\nWC 214 mots\nPD 3 mai 2018\nLA Français"
    >>> [line.row is None for line in mark_fields(tuple(look_at_lines(raw)))]
    [False, True, False, False, False]
    """
    fields = load_shapes().fields
    upper = (line.words.partition(" ")[0] for line in lines if line.words[:2].isupper())
    codes = {code for code in upper if code in fields}
    if len(codes) < LEAST_FIELDS:
        return lines
    return [
        replace(line, row=fields[code], prose=False)
        if line.row is None and (code := line.words.partition(" ")[0]) in codes
        else line
        for line in lines
    ]


def _tells(row: Row, small: str, prose: bool) -> bool:
    """Tell whether a line that a row takes is a sentence of an article: it reports words, or names a day."""
    if row.kind == "dateline":
        return wording("day told in a sentence").search(small) is not None
    if row.kind == "credit":  # paragraphs end with a credit where the picture has no line of its own
        least = LEAST_OF_PARAGRAPH if len(small) < LONGEST_CAPTION else LEAST_OF_PARAGRAPH - 1
        return prose and len(small) > LONG and small.count(". ") >= least
    return prose and row.kind in _ADDRESSES and load_shapes().said.search(small) is not None


def _is_a_word(row: Row, bare: str) -> bool:
    """Tell whether a button's words end as a sentence does: few, and one full stop."""
    return row.kind in _BUTTONS and bare.count(" ") < 3 and bare[-1] == "." and bare[:-1].isalpha()


def _lists_figures(parts: list[str]) -> bool:
    """Tell whether the parts of a line are a row of a table: figures, but for what they measure."""
    figures = sum(_AMOUNT.fullmatch(part) is not None for part in parts)
    return figures >= 2 and figures >= len(parts) - 1


def _reads_as_prose(bare: str, small: str, size: int, last: str, bullet: bool) -> bool:
    """Tell whether a line reads as sentences of an article, by its length, its end and its function words."""
    tokens = small[:PROBE].replace("'", " ").split()
    if len(tokens) * 12 < min(size, PROBE):  # a script that folding leaves out
        return last in "。！？.…" or "，" in bare
    share = len(load_shapes().function_words.intersection(tokens)) / len(tokens)
    if size >= LONG:
        return share >= 0.16
    if bullet:
        return last in ".…" and size >= 80 and share >= 0.16
    whole_quote = bare[0] in '«"“' and bare[-1] in '»"”.'
    return share >= 0.1 and (last in ".…" or (last in "!?" and size >= 90) or whole_quote)


def part_words(key: str) -> str:
    """Return a line with a space for each sign that parts words.

    >>> part_words("l'accord, dit-il")
    'l accord  dit il'
    """
    return key.translate(_APART)


def find_stems(key: str) -> list[str]:
    """Return the beginnings of the words of a line that say what it is about.

    >>> find_stems("l'accord de la gare-musee")
    ['accor', 'gare', 'musee']
    """
    return [word[:STEM] for word in part_words(key).split() if len(word) >= STEM - 1]


def has_verb(line: Seen) -> bool:
    """Tell whether a line has a finite verb, or a word that goes with one.

    >>> [has_verb(line) for line in look_at_lines("Le port a grandi.\\nLe port à midi.\\nLe port qui dort.")]
    [True, False, True]
    """
    if load_shapes().clause.search(line.key) is not None:
        return True
    return wording("has, before folding").search(line.text) is not None


@dataclass(slots=True)  # Final, not frozen, as above
class Verdict:
    """The kind given to a line and what gave it."""

    kind: Final[str]
    rule: Final[str]


PROSE = Verdict("body", "shape: prose")
