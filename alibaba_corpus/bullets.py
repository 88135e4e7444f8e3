"""Bullets, numbers and dashes amid a text: points of a list, intertitles, and headlines of other articles."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from alibaba_corpus.boilerplate import load_shapes
from alibaba_corpus.context import Context, Criterion
from alibaba_corpus.lines import SENTENCE, Seen, Verdict, find_stems, has_verb
from alibaba_corpus.looks import reads_on

LEAST_TAKEN_UP = 2  # words of a bullet that the paragraph under it takes up
MOST_BULLETS = 8  # points of a list that a sentence without an end announces at most
MOST_LISTED = 40  # points of a list that a colon announces at most
LEAST_HEADS = 2  # intertitles after a dash from which they are a text's
MOST_OF_HEAD = 7  # words of one, its dash among them, at most
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")


def find_intertitle(context: Context, i: int) -> Verdict | None:
    r"""Judge an intertitle that begins with a number or a dash, or return None.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège."
    >>> lines = tuple(look_at_lines(f"{text}\n2. La mer\n{text}"))
    >>> find_intertitle(set_context(lines, None), 1)
    Verdict(kind='heading', rule='shape: numbered intertitle')
    """
    if _heads_item(context, i):
        return Verdict("heading", "shape: numbered intertitle")
    if context.lines[i].bullet and _stands_after_dash(context.lines, i) and not _speaks(context, i):
        return Verdict("heading", "shape: intertitle after a dash")
    return None


def _heads_item(context: Context, i: int) -> bool:
    """Tell whether a line is a numbered intertitle: text of the article stands under it."""
    if i >= context.last or _NUMBERED.match(context.lines[i].text.lstrip()) is None:
        return False
    following, listed = context.lines[i + 1], context.lines[i - 1].bullet and i + 2 <= context.last
    if listed and not reads_on(following) and context.lines[i + 2].prose:  # the last point of a summary
        return False
    points = following.bullet and following.prose and _NUMBERED.match(following.text.lstrip()) is None
    return following.row is None and (not following.bullet or points)


def _stands_after_dash(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a few words after a dash stand between two paragraphs."""
    line = lines[i]
    if line.text.lstrip()[0] not in "–—-" or line.row is not None or line.many > MOST_OF_HEAD:
        return False
    return i + 1 < len(lines) and line.last.isalnum() and lines[i - 1].prose and lines[i + 1].prose


def _speaks(context: Context, i: int) -> bool:
    """Tell whether a line after a dash is a question or a cry, or names who is quoted above it."""
    line, above = context.lines[i], context.lines[i - 1]
    if line.text.lstrip()[0] not in "–—-":
        return False
    if line.words.endswith(" -") and line.many >= 4:  # an agency's intertitle
        return True
    named = i > 0 and above.text.rstrip()[-1] in '»”"' and line.words[2:3].isupper()
    return named or (line.last in "?!" and line.text.lstrip()[0] in "–—" and line.many >= 4)


def _is_stray_bullet(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line is a bullet that ends no sentence and that no colon announced."""
    line = context.lines[i]
    if (
        not line.bullet
        or line.last in ".;:,…"
        or _cries_out(line)
        or _heads_item(context, i)
        or _speaks(context, i)
        or _heads_told(context, i)
        or _heads_after_dash(context, i)
    ):
        return False
    return not (_in_list(context, i) or _sums_up(context, i) or _among_sentences(context, i))


def _cries_out(line: Seen) -> bool:
    """Tell whether an intertitle behind a paper's « >> » is a whole exclamation."""
    return line.last == "!" and line.text.lstrip().startswith(">>")


def _heads_told(context: Context, i: int) -> bool:
    """Tell whether a bullet alone stands over a paragraph that takes up its words."""
    lines = context.lines
    if not 0 < i < context.last or lines[i - 1].bullet or not lines[i + 1].prose or not has_verb(lines[i]):
        return False
    shared = set(find_stems(lines[i].key)) & set(find_stems(lines[i + 1].key))
    return len(shared - load_shapes().function_words) >= LEAST_TAKEN_UP


def _heads_after_dash(context: Context, i: int) -> bool:
    """Tell whether a few words after a dash are an intertitle, as agencies write them: others look alike."""
    places = (k for k in range(context.start + 1, context.last) if _stands_after_dash(context.lines, k))
    return _stands_after_dash(context.lines, i) and len(list(islice(places, LEAST_HEADS))) == LEAST_HEADS


def _in_list(context: Context, i: int) -> bool:
    """Tell whether a colon announced the bullets up to this line, or they announce intertitles."""
    if context.lines[i].key in context.plain:
        return True
    k = i - 1
    while k >= context.start and context.lines[k].bullet and i - k < MOST_LISTED:
        k -= 1
    line = context.lines[k]
    short = line.row is None and line.last.isalnum() and i - k <= MOST_BULLETS
    unended = short and ((line.size > SENTENCE and i > context.begun) or has_verb(line))
    return k >= context.start and not line.decided and (line.last == ":" or unended)


def _sums_up(context: Context, i: int) -> bool:
    """Tell whether a bullet stands among others of some words under the headline, as standfirsts do."""
    lines = context.lines
    if context.page or context.head is None or i >= context.begun or _NUMBERED.match(lines[i].text.lstrip()):
        return False
    beside = (lines[k] for k in range(max(context.head + 1, i - 1), min(i + 2, context.last)) if k != i)
    return lines[i].many >= 4 and any(line.bullet and line.row is None and line.many >= 4 for line in beside)


def _among_sentences(context: Context, i: int) -> bool:
    """Tell whether the bullets around one hold a sentence: a list of headlines has none."""
    lines = context.lines
    above = takewhile(lambda line: line.bullet, reversed(lines[max(context.start, i - MOST_BULLETS) : i]))
    below = takewhile(lambda line: line.bullet, lines[i + 1 : i + 1 + MOST_BULLETS])
    return any(line.size > SENTENCE and line.row is None and line.last == "." for line in (*above, *below))


STRAY_BULLET = Criterion("related", "shape: bullet outside a list", _is_stray_bullet)
