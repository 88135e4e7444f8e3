"""The lines of an article's stretch: its text, and the furniture amid it."""

from collections.abc import Sequence

from alibaba_corpus import bullets, captions, metadata
from alibaba_corpus.blocks import is_under, judge_under, next_block
from alibaba_corpus.boilerplate import load_shapes
from alibaba_corpus.bullets import find_intertitle
from alibaba_corpus.captions import is_caption, is_caption_of_sentences
from alibaba_corpus.context import NEAR_BEGIN, Context, Criterion, is_footnote
from alibaba_corpus.lines import KEPT_KINDS, LONG, PROSE, Verdict
from alibaba_corpus.looks import is_labelled_twice, lists_names, names_letter
from alibaba_corpus.stretch import HEADING
from alibaba_corpus.zones import UNDER


def judge_text(context: Context, verdicts: list[Verdict]) -> None:
    r"""Append the verdicts on the article's stretch: all is kept but furniture and what it takes with it.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le train est parti lundi de la gare de Liège.\nPublicité"))
    >>> verdicts = list[Verdict]()
    >>> judge_text(set_context(lines, None), verdicts)
    >>> [verdict.kind for verdict in verdicts][:1]
    ['body']
    """
    block: str | None = None
    for i in range(context.start, context.last + 1):
        row = context.lines[i].row
        if row is not None and not row.weak and not _dates_a_chapter(context, i):
            verdicts.append(Verdict(row.kind, row.name))
            block = None if context.lines[i].says("goes on") else next_block(block, row)
            if row.takes_above and i > context.start + 1 and verdicts[i - 1].kind == "heading":
                verdicts[i - 1] = Verdict(row.kind, "block: above its button")
            continue
        if block is None and _is_plain_paragraph(context, i):
            verdicts.append(PROSE)
            continue
        verdicts.append(_judge_in_text(context, i, block, verdicts))
        if verdicts[i].kind in KEPT_KINDS:
            block = None


def _is_plain_paragraph(context: Context, i: int) -> bool:
    """Tell at little cost whether a line amid the text can be nothing but a paragraph, as most lines are."""
    line = context.lines[i]
    if not line.prose or line.size <= LONG or line.last not in ".!?…" or line.row is not None or line.mark:
        return False
    return i > context.begun + NEAR_BEGIN and i not in context.by_credit


def _dates_a_chapter(context: Context, i: int) -> bool:
    """Tell whether a day alone between two paragraphs is an intertitle, as in a chronology.

    Under the headline it is the day of the article, unless another stands between paragraphs further on.
    """
    lines = context.lines
    row = lines[i].row
    if row is None or row.kind != "dateline" or lines[i].size > 30:
        return False
    if i in context.hours:
        return True
    if not context.first < i < context.last or not lines[i].says("day alone"):
        return False
    if lines[i].text.lstrip()[0].islower() or not (lines[i - 1].prose and lines[i + 1].prose):
        return False
    return i > context.begun or any(
        line.says("day alone") for line in lines[i + 2 : i + 12] if line.size <= 30
    )


def _judge_in_text(context: Context, i: int, block: str | None, verdicts: Sequence[Verdict]) -> Verdict:
    """Judge a line of the stretch that no row decides alone."""
    line = context.lines[i]
    if i > context.start and is_footnote(context, i):
        return Verdict("footnote", "shape: note to a word of the text")
    if is_caption(context, i):
        return Verdict("credit", "shape: caption beside its credit")
    if line.prose:
        return _judge_prose(context, i, block)
    if block is not None and is_under(context, i, block):
        return Verdict(block, UNDER)
    if line.row is not None and line.row.weak and not (_stands_alone(context, i) or _answers(context, i)):
        return Verdict(line.row.kind, line.row.name)
    return _judge_by_shape(context, i, verdicts)


def _judge_prose(context: Context, i: int, block: str | None) -> Verdict:
    """Judge a paragraph of the stretch: captions and what says who wrote are no part of it."""
    if is_caption_of_sentences(context, i):
        return Verdict("credit", "shape: caption below its credit")
    return judge_under(context, i, block) or PROSE


def _stands_alone(context: Context, i: int) -> bool:
    """Tell whether a section's name stands between two paragraphs, as an intertitle does."""
    lines = context.lines
    if not 0 < i < context.last:
        return False
    signed = lines[i - 1].decided and i > context.begun and lines[i - 2].prose  # initials close a part
    near = (lines[i - 1].prose or signed) and lines[i + 1].prose
    return near and not lines[i].bullet and lines[i].many <= 3


def _answers(context: Context, i: int) -> bool:
    """Tell whether words that are a button elsewhere are a sentence: a full stop, sentences around them."""
    lines, line = context.lines, context.lines[i]
    if not context.first < i < context.last or line.row is None or not line.row.speaks:
        return False
    beside = (lines[i - 1], lines[i + 1])
    return all(other.row is None and (other.prose or other.last in ".…?!:") for other in beside)


def _judge_by_shape(context: Context, i: int, verdicts: Sequence[Verdict]) -> Verdict:
    """Judge a short line of the stretch by its looks and its neighbours."""
    for criterion in _CRITERIA:
        if criterion.takes(context, i, verdicts):
            return Verdict(criterion.kind, criterion.rule)
    return find_intertitle(context, i) or _name_kept(context, i)


def _name_kept(context: Context, i: int) -> Verdict:
    """Name a short line of the text: an intertitle, or body when it ends a sentence or is long."""
    line = context.lines[i]
    question = line.last == "?" and line.many >= 12
    if line.last in ".…:,;" or question or line.size > HEADING or line.bullet or i == context.last:
        return Verdict("body", "shape: short line of the text")
    return Verdict("heading", "shape: intertitle")


def _names_letter(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line behind the first paragraphs is the name of a letter that the next one promises."""
    return i > context.begun and names_letter(context.lines, i)


def _is_page_number(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line is a page's number amid the paragraphs, or the running head beside it."""
    lines, line, start = context.lines, context.lines[i], context.start
    number = line.size <= 4 and line.key.isdigit() and not line.says("day alone")
    if not start <= i < context.last:
        return number and i > start and lines[i - 1].prose
    if number:
        return lines[i + 1].prose or (i > start and lines[i - 1].prose)
    if i == start:
        return False
    beside = any(other.size <= 4 and other.key.isdigit() for other in (lines[i - 1], lines[i + 1]))
    return beside and line.last not in ".:;?!" and (line.key in context.again or line.text.isupper())


def _is_labelled(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line is another article's headline behind its label ("DÉCRYPTAGE - ")."""
    line = context.lines[i]
    if is_labelled_twice(line):
        return True
    return line.last not in ".…" and load_shapes().label.match(line.key) is not None


def _is_name_list(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line of a page is many names without a sentence."""
    line = context.lines[i]
    return context.page and line.many >= 8 and lists_names(line)


_CRITERIA = (  # in the order in which they are tried
    metadata.BYLINE,
    captions.ABOVE_CREDIT,
    metadata.OUTLET_AND_TOWN,
    metadata.KEYWORDS,
    captions.PICTURE,
    captions.SAID_TWICE,
    captions.OVER_HEADING,
    metadata.AMID_METADATA,
    Criterion("advert", "shape: the name of a letter above its promise", _names_letter),
    metadata.OUTLET,
    metadata.TICKER,
    Criterion("navigation", "shape: page number or running head", _is_page_number),
    bullets.STRAY_BULLET,
    Criterion("related", "shape: label and headline", _is_labelled),
    Criterion("navigation", "shape: names without a sentence", _is_name_list),
    metadata.BETWEEN,
)
