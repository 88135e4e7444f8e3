"""What stands between quotation marks, and which of it is a quotation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.speech import speech_words, turn

_SINGLE = ("'", "’")
_CLOSING = {
    "«": ("»",),
    "“": ("”",),
    "„": ("“", "”"),
    "<<": (">>",),
    '"': ('"',),
    "‹": ("›",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
    "‘’": ("’’",),
    "''": ("''",),
}
_OPENING = frozenset("«“„‹‘") | {"<<", "‘’"}
_STRAIGHT = ('"', "'", "''")
# an apostrophe stands between letters, a single quotation mark beside one, or alone where a sentence begins
_MARK = re.compile(
    r"""(?=[<>«»“”„"‹›‘'’])(?:<<|>>|‘’|’’|''|[«»“”„"‹›]|(?<!\w)‘"""
    r"""|(?<!\w)'(?=[^\W\d_])|(?<=[\w.!?,…\u00a0 ])['’](?![\w ])"""
    r"""|(?:(?<=[.:!?»]\s)|(?<=\n)|\A)'(?=[\u00a0 ][A-ZÀ-ÖØ-Þ])"""
    r"""|(?<=[\w.!?…][\u00a0 ])'(?=[\u00a0 ][a-zà-ÿ]))"""
)
_LETTERS = re.compile(r"[^\W\d_]+")
LONGEST = 3_000  # characters: a quotation that is not closed within them ends with its paragraph


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch between marks: `start` and `end` are those of the words inside, without the marks."""

    outer_start: int
    start: int
    end: int
    outer_end: int


@dataclass(frozen=True, slots=True)
class _Opening:
    """An opening mark, where the words inside begin, and the marks that close it."""

    start: int
    inner: int
    closing: tuple[str, ...]


def quoted_spans(text: str) -> list[Span]:
    """Return the outermost stretches between quotation marks; one left open ends with its paragraph.

    >>> quoted_spans("Un « grand » port")
    [Span(outer_start=3, start=5, end=10, outer_end=12)]
    """
    spans: list[Span] = []
    opened: list[_Opening] = []
    marks = list(_MARK.finditer(text))
    for index, mark in enumerate(marks):
        if opened and _is_stale(text, opened[0], mark):
            spans += _end_with_paragraph(text, opened[0])
            opened = []
        if opened and mark.group() in opened[-1].closing:
            opening = opened.pop()
            if not opened:
                spans += _trimmed(text, opening.start, opening.inner, mark.start(), mark.end())
        elif mark.group() in _OPENING or (mark.group() in _STRAIGHT and not opened and _opens(text, mark)):
            if opened and _CLOSING[mark.group()] == opened[-1].closing and index + 1 < len(marks):
                continue  # a guillemet that opens again at a new paragraph of the same speech
            opened.append(_Opening(mark.start(), mark.end(), _CLOSING[mark.group()]))
    if opened:
        spans += _end_with_paragraph(text, opened[0])
    return spans


def _is_stale(text: str, opening: _Opening, mark: re.Match[str]) -> bool:
    """Tell an opening mark that was never closed: another paragraph has begun, with marks of its own."""
    if mark.start() - opening.start > LONGEST:
        return True
    broken = "\n" in text[opening.inner : mark.start()].strip()
    own_marks = opening.closing == ('"',) or mark.group() in _OPENING
    return broken and own_marks and text[mark.start() - 1] != "\n"


def _opens(text: str, mark: re.Match[str]) -> bool:
    before, behind = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    lost_space = before in ".!?" and behind.isupper()
    return not before or before.isspace() or before in "([-–—'’:" or lost_space


def _end_with_paragraph(text: str, opening: _Opening) -> list[Span]:
    if opening.closing[0] in ('"', "''", *_SINGLE):  # an inch sign, or a mark that lost its fellow
        return []
    end = text.find("\n", opening.inner)
    end = len(text) if end < 0 else end
    return _trimmed(text, opening.start, opening.inner, end, end)


def _trimmed(text: str, outer_start: int, start: int, end: int, outer_end: int) -> list[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    return [Span(outer_start, start, end, outer_end)] if end > start else []


def blank_quoted(text: str, spans: Sequence[Span]) -> str:
    """Blank what stands between marks, last stop excepted, so that a speech is one sentence with its verb.

    >>> blank_quoted("« Non ! Rien. », dit-il.", quoted_spans("« Non ! Rien. »"))
    '« Nxxxxxxxxx. », dit-il.'
    """
    pieces, at = [], 0
    for span in spans:
        pieces += [
            text[at : span.start],
            text[span.start : span.start + 1],
            "x" * (span.end - span.start - 2),
        ]
        pieces += [text[span.end - 1]] if span.end - span.start > 1 else []
        at = span.end
    return "".join(pieces) + text[at:]


def may_be_quotation(words: str) -> bool:
    """Tell whether words between marks are enough for a quotation.

    >>> may_be_quotation("Nous avons signé"), may_be_quotation("petite ambassade")
    (True, False)
    """
    return _count(words) >= int(read_knowledge("speech")["clause_words"])


def is_long(words: str) -> bool:
    """Tell whether words between marks are so many that they are a quotation without a clause.

    >>> is_long("partager leurs savoirs")
    False
    """
    return _count(words) >= int(read_knowledge("speech")["plain_words"])


def _count(words: str) -> int:
    return len(_LETTERS.findall(words))


def is_quotation(words: str, *, attributed: bool) -> bool:
    """Tell a quotation from words held at a distance: it holds a clause, is said by somebody, or is long.

    >>> is_quotation("nous avons signé", attributed=False), is_quotation("un bon accord", attributed=False)
    (True, False)
    """
    if attributed or is_long(words):
        return True
    found = [word.lower() for word in _LETTERS.findall(words)]
    opens_with_infinitive = (
        found[0].endswith(tuple(speech_words("infinitive_endings")))
        and len(found) >= read_knowledge("speech")["infinitive_words"]
    )
    return opens_with_infinitive or any(word in speech_words("clause") for word in found)


def names_a_work(text: str, span: Span) -> bool:
    """Tell words between marks that are the name of a film, a plan, a show.

    >>> text = "Le film « Il était une fois »"
    >>> names_a_work(text, quoted_spans(text)[0])
    True
    """
    return turn("work").search(text[max(0, span.outer_start - 40) : span.outer_start]) is not None
