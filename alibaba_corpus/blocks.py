"""Blocks amid a text: what belongs to a heading such as "Lire aussi", and where the text goes on."""

from itertools import takewhile

from alibaba_corpus.boilerplate import Row, load_shapes
from alibaba_corpus.context import NEAR_BEGIN, Context
from alibaba_corpus.lines import LONG, SENTENCE, STEM, Seen, Verdict, find_stems, has_verb
from alibaba_corpus.looks import heads_others, is_labelled_twice, is_teaser, says_above_first
from alibaba_corpus.stretch import METADATA, REACH, STAMPED
from alibaba_corpus.zones import PSEUDONYM, UNDER

LEAST_AROUND = 5  # paragraphs around a sentence without which nothing is said of what they have in common
LEAST_STEMS = 4  # words of that length from which it is said that none recurs
LEAST_ASKED = 4  # words of an interviewer's question
LEAST_BOXES = 2  # boxes under one heading from which they are alike


def next_block(block: str | None, row: Row) -> str | None:
    """Tell which heading the lines after a decided line stand under.

    >>> next_block(None, Row("read also", "related", opens=True))
    'related'
    """
    if row.opens:
        return row.kind
    beside = row.kind in METADATA or (block == "comments" and row.name == PSEUDONYM)
    return block if row.kind == block or (block in ("related", "comments") and beside) else None


def judge_under(context: Context, i: int, block: str | None) -> Verdict | None:
    r"""Judge a paragraph that belongs to the heading or the button above it, or return None where none does.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège."
    >>> lines = tuple(look_at_lines(f"{text}\nLire aussi\nPourquoi le port de Liège ferme-t-il ?\n{text}"))
    >>> context = set_context(lines, None)
    >>> [judge_under(context, i, "related") is None for i in (2, 3)]
    [False, True]
    """
    kind = _find_kind(context, i, block)
    return None if kind is None else Verdict(kind, UNDER)


def is_under(context: Context, i: int, block: str) -> bool:
    r"""Tell whether a short line belongs to the heading above it, and is not the text's again.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège."
    >>> lines = tuple(look_at_lines(f"{text}\nLire aussi\nLe port de Liège\nIl est parti tard.\n{text}"))
    >>> context = set_context(lines, None)
    >>> [is_under(context, i, "related") for i in (2, 3)]
    [True, False]
    """
    if _ends_block(context, i) and not (block == "paywall" and _offers(context.lines[i])):
        return False
    if block == "comments" and _asks_guest(context, i):
        return False
    return not (block == "advert" and _heads_points(context, i))


def _asks_guest(context: Context, i: int) -> bool:
    """Tell whether a question stands under a button over the text's beginning: an interview's first."""
    line, below = context.lines[i], context.lines[i + 1 : i + 2]
    answered = bool(below) and below[0].prose and below[0].row is None
    return answered and line.last == "?" and line.many >= LEAST_ASKED and i <= context.begun + NEAR_BEGIN


def _find_kind(context: Context, i: int, block: str | None) -> str | None:
    """Return the kind of the box around a paragraph that is no part of the text, or None."""
    line, above = context.lines[i], context.lines[i - 1]
    if is_labelled_twice(line) or (block == "related" and (is_teaser(line) or _tells_another(context, i))):
        return "related"
    if block == "related" and (_asks_below(line, above) or says_above_first(context.lines, i)):
        return "related"
    if block in ("paywall", "comments") and _offers(line):
        return block
    called = above.row is not None and above.row.kind == "advert" and above.decided and _calls(line)
    if called or (block == "advert" and line.says("speaks to the reader") and line.size < 2 * LONG):
        return "advert"
    if block != "byline" or i <= context.begun:
        return None
    return None if any(other.prose for other in context.lines[i + 1 : context.last + 1]) else "byline"


def _asks_below(line: Seen, above: Seen) -> bool:
    """Tell whether a question or a cry stands right under a heading over other articles: a headline."""
    return heads_others(above) and line.last in "?!" and line.size <= LONG


def _offers(line: Seen) -> bool:
    """Tell whether a sentence under what is left to read speaks to the reader, or ends a line above it."""
    spoken = line.says("addresses the reader or calls upon him") or line.text.lstrip()[0].islower()
    return spoken and line.size <= 2 * LONG and load_shapes().said.search(line.key) is None


def _calls(line: Seen) -> bool:
    """Tell whether a sentence begins with a verb that calls upon the reader ("Recevez")."""
    return line.size <= LONG and line.says("begins with a call") and ", " not in line.key[:-SENTENCE]


def _tells_another(context: Context, i: int) -> bool:
    """Tell whether one sentence under a headline in a list has nothing in common with the text around it."""
    line, above = context.lines[i], context.lines[i - 1]
    if above.row is not None or above.prose or i >= context.last or line.size > LONG:
        return False
    stems = {stem for stem in find_stems(line.key) if len(stem) >= STEM}
    if len(stems) < LEAST_STEMS:
        return False
    first = max(context.first if context.head is None else context.head, i - REACH)
    others = [other for k, other in enumerate(context.lines[first : i + REACH], first) if k != i]
    if sum(other.prose for other in others) < LEAST_AROUND:
        return False
    return all(stems.isdisjoint(find_stems(other.key)) for other in others if other.row is None)


def _ends_block(context: Context, i: int) -> bool:
    """Tell whether a short line under a heading such as "Lire aussi" is the article's again."""
    line = context.lines[i]
    if line.bullet or i >= context.last:
        return False
    if line.last in ".:" and line.many >= 4:
        return True
    if not context.lines[i + 1].prose:
        return False
    if STAMPED.match(line.words) or _exceeds_boxes(context, i):  # an entry of a live report
        return True
    above = context.lines[i - 1]
    return line.size <= 45 and above.row is None and above.size >= line.size + 10


def _exceeds_boxes(context: Context, i: int) -> bool:
    """Tell whether a line is one more than other boxes amid the text hold under the heading above it."""
    lines = context.lines
    head = next((k for k in range(i - 1, context.first, -1) if lines[k].decided), context.first)
    if not heads_others(lines[head]):
        return False
    boxes = [k for k in range(context.begun, context.last) if lines[k].key == lines[head].key and k != head]
    held = [sum(1 for _ in takewhile(_is_short, lines[k + 1 : context.last])) for k in boxes]
    return len(held) >= LEAST_BOXES and i - head > min(held) > 0


def _is_short(line: Seen) -> bool:
    """Tell whether a line of which no row is sure is no paragraph."""
    return not (line.prose or line.decided)


def _heads_points(context: Context, i: int) -> bool:
    """Tell whether words with a verb stand over bullets, as no advert's do."""
    below = context.lines[i + 1 : i + 3]
    points = len(below) == 2 and all(line.bullet and line.row is None for line in below)
    return points and not context.lines[i].bullet and has_verb(context.lines[i])
