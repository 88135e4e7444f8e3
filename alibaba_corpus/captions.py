"""Captions of pictures amid a text: they stand beside a credit, are said twice, or have no verb."""

from collections.abc import Sequence

from alibaba_corpus.context import NEAR_BEGIN, Context, Criterion
from alibaba_corpus.lines import LONG, SENTENCE, Verdict, has_verb
from alibaba_corpus.looks import comes_again, says_more, says_next, says_twice
from alibaba_corpus.stretch import METADATA

CAPTION = 90  # characters up to which a sentence without a verb below a credit is its caption
LEAST_OF_CAPTION = 7  # words of a caption without its credit at least
MOST_OF_PICTURE = 6  # words, without a capital, that stand for a picture
NEAR_TOP = 12  # lines from the headline to a short caption at most
_SIGNS = frozenset({"byline", "dateline", "credit"})


def is_caption(context: Context, i: int) -> bool:
    r"""Tell whether a line is a caption by what it says again, or by the credit above it.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le quai du port de Lyon " * 2 + "\nLe rail avance vers la mer."))
    >>> [is_caption(set_context(lines, None), i) for i in range(2)]
    [True, False]
    """
    if says_twice(context.lines[i]) or _is_said_with_credit(context, i):
        return True
    return i in context.by_credit and (_is_caption_after(context, i) or comes_again(context.lines, i))


def is_caption_of_sentences(context: Context, i: int) -> bool:
    r"""Tell whether a paragraph with which a text seems to begin is a caption: its credit is beside it.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti de la gare de Liège."
    >>> lines = tuple(look_at_lines(f"Le mardi 3 mai 2016, {text}\nPhoto AFP\n{text}"))
    >>> [is_caption_of_sentences(set_context(lines, None), i) for i in (0, 2)]
    [True, False]
    """
    return i <= context.begun and (_stands_by_credit(context, i) or says_next(context.lines, i))


def _is_said_with_credit(context: Context, i: int) -> bool:
    """Tell whether a line, but for the headline, is a caption that another near it says with its credit."""
    if i > context.begun + NEAR_BEGIN or not says_more(context.lines, i):
        return False
    return context.head is None or not context.lines[i].key.startswith(context.lines[context.head].key)


def _is_caption_after(context: Context, i: int) -> bool:
    """Tell whether one sentence without a verb between a credit and the text is the caption."""
    line, above = context.lines[i], context.lines[i - 1].row if i > 0 else None
    if above is None or above.kind != "credit" or above.opens or i > context.begun or i >= context.last:
        return False
    one = line.last == "." and line.many >= 3 and line.size <= CAPTION and ". " not in line.words[:-1]
    return one and context.lines[i + 1].prose and not has_verb(line)


def _stands_by_credit(context: Context, i: int) -> bool:
    """Tell whether a paragraph beside a credit is the caption that goes with it."""
    if i not in context.by_credit:
        return False
    return _is_caption_below(context, i) or _is_caption_above(context, i) or _says_picture(context, i)


def _is_caption_below(context: Context, i: int) -> bool:
    """Tell whether a sentence between a credit and the standfirst, metadata below it, is a caption."""
    lines = context.lines
    above = lines[i - 1].row if i > 0 else None
    if above is None or above.kind != "credit" or i + 2 > context.last or lines[i].size > LONG:
        return False
    below = [line.row.kind for line in lines[i + 2 : i + 4] if line.row is not None]
    return (
        lines[i + 1].prose and lines[i + 1].row is None and bool({"byline", "dateline"}.intersection(below))
    )


def _is_caption_above(context: Context, i: int) -> bool:
    """Tell whether a sentence that its credit follows is a caption: above it a standfirst, no byline."""
    lines = context.lines
    credit = lines[i + 1].row if i < context.last else None
    if credit is None or credit.kind != "credit" or lines[i].size > 3 * LONG or lines[i + 1].size > SENTENCE:
        return False
    if lines[i].says("weekday with its date"):
        return True
    if lines[i].size > 2 * LONG:
        return False
    if lines[i].last.isalnum():
        return True
    if not (lines[i - 1].prose or lines[i - 1].decided):
        return False
    above = lines[context.first if context.head is None else context.head : i]
    signed = any(line.row is not None and line.row.kind in ("byline", "dateline") for line in above)
    return not signed and lines[i].size <= LONG and any(line.prose and line.row is None for line in above)


def _says_picture(context: Context, i: int) -> bool:
    """Tell whether a line that is cut off says for those who hear the page what the caption below it says."""
    caption = context.lines[i + 1].row if i < context.last else None
    return context.lines[i].cut and caption is not None and caption.kind == "credit"


def _stands_above_credit(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a short line before the text is a caption: its credit follows, metadata precede."""
    lines = context.lines
    following = lines[i + 1].row if i < context.last else None
    if i - context.start >= NEAR_TOP or following is None or following.kind != "credit":
        return False
    if lines[i].last == "." or lines[i].bullet:
        return False
    if i > context.begun:  # under the standfirst, nothing but metadata between
        between = verdicts[context.begun + 1 : i]
        return bool(between) and all(verdict.kind in METADATA for verdict in between)
    told = lines[i].many <= MOST_OF_PICTURE and lines[i].key in lines[i + 1].key
    if lines[i].last.isalnum() and (told or lines[i + 1].says("begins with a picture")):
        return True
    return any(verdicts[k].kind in METADATA for k in range(context.start, i))


def _stands_for_picture(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a few words without a capital stand above the text, beside the author or the day."""
    line, beside = context.lines[i], (*context.lines[i - 1 : i], *context.lines[i + 1 : i + 2])
    if context.head is None or not context.head < i <= context.begun or line.row is not None or line.bullet:
        return False
    if not line.words[:1].islower() or line.many > MOST_OF_PICTURE or not line.last.isalnum():
        return False
    return any(other.row is not None and other.row.kind in _SIGNS for other in beside)


def _comes_twice(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line without a full stop comes twice on end, as a caption and what is said for it."""
    lines, line = context.lines, context.lines[i]
    beside = (*lines[max(i - 1, 0) : i], *lines[i + 1 : i + 2])
    title = "" if context.head is None else lines[context.head].key
    told = line.many >= LEAST_OF_CAPTION and line.last not in ".!?…:" and line.key != title
    return told and not line.bullet and any(other.key == line.key for other in beside)


def _stands_over_heading(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether words without a verb stand between a standfirst and the first intertitle: a caption."""
    lines, line = context.lines, context.lines[i]
    if not context.start < i <= context.begun or i + 2 > context.last or line.row is not None or line.bullet:
        return False
    if line.many < LEAST_OF_CAPTION or not line.last.isalnum() or has_verb(line) or not lines[i - 1].prose:
        return False
    below = lines[i + 1]
    return (
        below.row is None
        and not below.prose
        and below.many < line.many
        and below.last.isalnum()
        and lines[i + 2].prose
    )


ABOVE_CREDIT = Criterion("credit", "shape: caption above its credit", _stands_above_credit)
PICTURE = Criterion("credit", "shape: words that stand for a picture", _stands_for_picture)
SAID_TWICE = Criterion("credit", "shape: a caption said twice", _comes_twice)
OVER_HEADING = Criterion(
    "credit", "shape: words over an intertitle under the standfirst", _stands_over_heading
)
