"""Sentences of kept text, with offsets into the raw text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from alibaba_corpus.knowledge import read_knowledge

# A stop, what may close behind it (quotes, brackets), then a space and something that can open a sentence.
_STOP = re.compile(
    r"[.!?…](?<![.!?…]{2})[.!?…]*+[\s\u00a0\u202f]{0,2}[»”\"')\]]{0,3}"
    r"(?=[ \t\u00a0\u202f\n]+[«“\"'(\[–—-]{0,2}[\s\u00a0\u202f]{0,2}[A-ZÀ-ÖØ-Þ0-9])"
)
LONGEST = 2000  # characters: what is longer is no sentence, and is cut so that reading takes linear time
_LAST_WORD = re.compile(r"([^\W\d_]+)$")
_INITIAL = re.compile(r"(?:^|[\s\u00a0(.-])[A-ZÀ-Þ]$")
_FIRST_WORD = re.compile(r"\.[\s\u00a0\u202f]+([^\W\d_]+)")
_FIGURE = re.compile(r"\.[ \u00a0\u202f]{1,2}[(°]?\d")
_OPEN_END = re.compile(r"[a-zà-öø-ÿ,;0-9]$")
_CAPITALS = "A-ZÀ-ÖØ-Þ"
_DATELINE = re.compile(
    rf"(?:[{_CAPITALS}][{_CAPITALS}'’ /.-]{{2,40}}(?:, [^()\n]{{3,30}}?)?(?: ?\([^()\n]{{2,40}}\))?"
    rf"|(?:[{_CAPITALS}][\w'’ -]{{2,40}}(?:, [^()\n]{{3,30}}?)? ?)?\([^()\n]{{2,40}}\))"
    r"(?:[ \u00a0]?(?:--|[–—|]|-(?=[ \u00a0]))[ \u00a0-]*"
    r"|(?<=\(AFP\)|\(ATS\)|\(APS\)|\(MAP\))[ \u00a0])"
)


@dataclass(slots=True)  # Final, not frozen: that makes a record three times as slowly, and many are made
class Sentence:
    """A sentence: its number in the article (from 0), its offsets into the raw text, its text."""

    number: Final[int]
    start: Final[int]
    end: Final[int]
    text: Final[str]


@cache
def _words(*kinds: str) -> frozenset[str]:
    return frozenset(word for kind in kinds for word in read_knowledge("abbreviations")[kind])


def _ends_sentence(text: str, begin: int, stop: int) -> bool:
    """Tell whether the full stop at `stop` ends the sentence from `begin` on, no abbreviation or number."""
    before = text[max(0, stop - 20) : stop]
    word = _LAST_WORD.search(before)
    if word is None:
        number = text[begin:stop].strip() if stop - begin <= 4 else ""
        return len(number) > 2 or not number.isdecimal()
    last = word.group(1)
    if last in _words("titles", "references", "months", "hanging"):
        return False
    if last in _words("before_figures") and _FIGURE.match(text, stop):
        return False
    if last in _words("firms") or (len(last) == 1 and _INITIAL.search(before)):
        return _opens_with(text, stop)
    return True


def _opens_with(text: str, stop: int) -> bool:
    """Tell whether what stands behind a stop opens a sentence with a word that is no part of a name."""
    following = _FIRST_WORD.match(text, stop)
    return following is not None and following.group(1) in _words("openers")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Join a line to the next where it breaks off in mid-sentence and the next goes on in lower case."""
    spans: list[tuple[int, int]] = []
    for match in re.finditer(r"[^\r\n]+", text):
        stripped = match.group().strip()
        if not stripped:
            continue
        if (
            spans
            and _OPEN_END.search(text[spans[-1][0] : spans[-1][1]].rstrip()[-1:])
            and stripped[0].islower()
        ):
            between = text[spans[-1][1] : match.start()]
            if between in ("\n", "\r", "\r\n"):
                spans[-1] = (spans[-1][0], match.end())
                continue
        spans.append(match.span())
    return spans


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def _skip_spaces(text: str, start: int, end: int) -> int:
    return next((at for at in range(start, end) if not text[at].isspace()), end)


def _cut_long(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, or the pieces of one that is too long, cut between words where there are any."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space >= 0 else start + LONGEST
        yield _trim(text, start, cut)
        start = _skip_spaces(text, cut, end)
    yield start, end


def dateline_length(text: str) -> int:
    """Return how many characters of a sentence are an agency's place and date before it begins.

    >>> dateline_length("LYON, 12 juin (AFP) - Auchan signe."), dateline_length("(AFP) - Auchan signe.")
    (22, 8)
    >>> dateline_length("Auchan - qui signe - part.")
    0
    """
    if "(" not in text and text[1:3].islower():  # it opens in capitals, or has brackets
        return 0
    match = _DATELINE.match(text)
    return match.end() if match else 0


_EXCHANGES = "A|AS|BR|CO|DE|F|HE|HK|IR|K|KQ|KS|L|LS|MC|MI|N|O|OL|OQ|PA|S|SI|SS|ST|SW|SZ|T|TO|TW|VI|VX"
_EXCHANGE = re.compile(rf"\.(?:{_EXCHANGES})\b")  # found sooner than the whole code
_TICKER = re.compile(rf"[(\[<]?(?<![\w.])[A-Z0-9]{{2,6}}\.(?:{_EXCHANGES})\b(?![\w.]*\w)[)\]>]?")


def without_tickers(sentence: Sentence) -> Sentence:
    """Blank out the codes that agencies write behind a listed firm's name; nothing moves.

    >>> without_tickers(Sentence(0, 0, 42, "Carrefour CARR.PA , rival de Casino (CASP.PA).")).text
    'Carrefour         , rival de Casino          .'
    """
    if not _EXCHANGE.search(sentence.text):
        return sentence
    return replace(sentence, text=_TICKER.sub(lambda ticker: " " * len(ticker.group()), sentence.text))


def split_sentences(text: str) -> tuple[Sentence, ...]:
    """Return the sentences of `text` in order, each with `text[start:end] == sentence.text`.

    A line break ends a sentence, except where the next line goes on in lower case (hard-wrapped text). One of
    more than LONGEST characters is cut into several.

    >>> [s.text for s in split_sentences("M. Ma a signé. « C'est fait ! » Le titre gagne 2,5 %.")]
    ['M. Ma a signé.', "« C'est fait ! »", 'Le titre gagne 2,5 %.']
    """
    bounds: list[tuple[int, int]] = []
    for start, end in _paragraphs(text):
        begin = start
        for stop in _STOP.finditer(text, start, end):
            if stop.group()[0] in "!?" or _ends_sentence(text, begin, stop.start()):
                bounds.append(_trim(text, begin, stop.end()))
                begin = stop.end()
        bounds.append(_trim(text, begin, end))
    kept = [piece for bound in bounds for piece in _cut_long(text, *bound) if piece[1] > piece[0]]
    return tuple(Sentence(number, start, end, text[start:end]) for number, (start, end) in enumerate(kept))
