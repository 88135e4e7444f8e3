"""The lines of an article's stretch: its text, and the furniture amid it."""

import re
from collections.abc import Callable, Sequence
from itertools import islice, takewhile

from alibaba_corpus.context import Context, is_footnote, next_block
from alibaba_corpus.furniture import load_rules, load_shapes
from alibaba_corpus.lexicon import opens_with_first_name
from alibaba_corpus.lines import KEPT_KINDS, LONG, SENTENCE, STEM, Seen, Verdict, find_stems, has_verb
from alibaba_corpus.looks import (
    FULL_NAME,
    comes_again,
    heads_others,
    is_figure,
    is_name,
    is_teaser,
    lists_names,
    names_letter,
    opens_dispatch,
    reads_on,
    says_above_first,
    says_more,
    says_next,
    says_twice,
)
from alibaba_corpus.stretch import HEADING, METADATA, MOST_OF_NAME, REACH, STAMPED, TOP

CAPTION = 90  # characters up to which a sentence without a verb below a credit is its caption
LEAST_AROUND = (
    5  # paragraphs around it without which nothing is said of what a sentence has in common with them
)
LEAST_STEMS = 4  # words of that length from which it is said that none recurs
MOST_BETWEEN = 3  # words of a section, a place or a pen-name between headline and text at most
LEAST_TAKEN_UP = 2  # words of a bullet that the paragraph under it takes up
MOST_BULLETS = 8  # points of a list that a sentence without an end announces at most
MOST_ABOVE = 6  # lines that no row decides between the headline and its author at most
NEAR_BEGIN = 2  # lines behind the beginning of the paragraphs among which a picture stands
LEAST_OF_CAPTION = 7  # words of a caption without its credit at least
MOST_OF_PICTURE = 6  # words, without a capital, that stand for a picture
LEAST_HEADS = 2  # intertitles after a dash from which they are a text's
MOST_OF_HEAD = 7  # words of one, its dash among them, at most
LEAST_GLUED = 4  # characters of a section's name at the end of a headline
LEAST_BOXES = 2  # boxes under one heading from which they are alike
_OUTLET_AND_TOWN = re.compile(r"[A-Z][A-Za-z' .-]{2,30} \([A-Z][A-Za-z' -]{2,25}\)")
_OUTLET = re.compile(
    r"(?:[A-Z][A-Za-z'-]+ / )?(?:L[ae]|Les|L') ?"
    r"[A-Z][A-Za-z'-]+(?: (?:de |du |des |d'|de la )?[A-Z][A-Za-z'-]+){0,3}"
)
_FIRST_NAME = re.compile(r"[A-Z][a-z]{2,14}(?:-[A-Z][a-z]{2,14})?")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
_DAY = re.compile(
    r"(?!\d+ min)"
    r"(?:(?:le )?(?:\d{1,2}(?:er)? )?[a-z]{3,9}\.? \d{4}|(?:le )?\d{1,2}(?:er)? [a-z]{3,9}|(?:19|20)\d\d)"
)
_BETWEEN_TAGS = re.compile(r", | [-/|] ")
_SIGNS = frozenset({"byline", "dateline", "credit"})
_BESIDE = frozenset({"byline", "dateline", "share", "navigation", "tags"})
PROSE = Verdict("body", "shape: prose")


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
    start = len(verdicts)
    for i in range(start, context.last + 1):
        row = context.lines[i].row
        if row is not None and not row.weak and not _dates_a_chapter(context, i):
            verdicts.append(Verdict(row.kind, row.name))
            block = None if context.lines[i].says("goes on") else next_block(block, row)
            if row.takes_above and i > start + 1 and verdicts[i - 1].kind == "heading":
                verdicts[i - 1] = Verdict(row.kind, "block: above its button")
            continue
        if block is None and _is_plain_paragraph(context, i):
            verdicts.append(PROSE)
            continue
        verdicts.append(_judge_in_text(context, i, start, block, verdicts))
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
    if not context.first < i < context.last or _DAY.fullmatch(lines[i].key) is None:
        return False
    if lines[i].text.lstrip()[0].islower() or not (lines[i - 1].prose and lines[i + 1].prose):
        return False
    return i > context.begun or any(
        _DAY.fullmatch(line.key) for line in lines[i + 2 : i + 12] if line.size <= 30
    )


def _answers(context: Context, i: int) -> bool:
    """Tell whether words that are a button elsewhere are a sentence: a full stop, sentences around them."""
    lines, line = context.lines, context.lines[i]
    if not context.first < i < context.last or line.row is None or not line.row.speaks:
        return False
    beside = (lines[i - 1], lines[i + 1])
    return all(other.row is None and (other.prose or other.last in ".…?!:") for other in beside)


def _judge_in_text(context: Context, i: int, start: int, block: str | None, before: list[Verdict]) -> Verdict:
    """Judge a line of the stretch that no row decides alone."""
    line = context.lines[i]
    if i > start and is_footnote(context, i):
        return Verdict("footnote", "shape: note to a word of the text")
    beside = i in context.by_credit
    if (
        says_twice(line)
        or _is_said_with_credit(context, i)
        or (beside and (_is_caption_after(context, i) or comes_again(context.lines, i)))
    ):
        return Verdict("credit", "shape: caption beside its credit")
    if line.prose:
        return _judge_prose(context, i, block)
    if (
        block is not None
        and (not _ends_block(context, i) or (block == "paywall" and _offers(line)))
        and not (block == "advert" and _heads_points(context, i))
    ):
        return Verdict(block, "block: under a heading")
    if line.row is not None and line.row.weak and not (_stands_alone(context, i) or _answers(context, i)):
        return Verdict(line.row.kind, line.row.name)
    return _judge_by_shape(context, i, start, before)


def _heads_points(context: Context, i: int) -> bool:
    """Tell whether words with a verb stand over bullets, as no advert's do."""
    below = context.lines[i + 1 : i + 3]
    points = len(below) == 2 and all(line.bullet and line.row is None for line in below)
    return points and not context.lines[i].bullet and has_verb(context.lines[i])


def _judge_by_shape(context: Context, i: int, start: int, before: list[Verdict]) -> Verdict:
    """Judge a short line of the stretch by its looks and its neighbours."""
    for kind, rule, takes in _SHAPES:
        if takes(context, i, start, before):
            return Verdict(kind, rule)
    return _name_kept(context, i)


def _judge_prose(context: Context, i: int, block: str | None) -> Verdict:
    """Judge a paragraph of the stretch: captions and what says who wrote are no part of it."""
    if i <= context.begun and (_stands_by_credit(context, i) or says_next(context.lines, i)):
        return Verdict("credit", "shape: caption below its credit")
    kind = _find_block(context, i, block)
    return PROSE if kind is None else Verdict(kind, "block: under a heading")


def _stands_by_credit(context: Context, i: int) -> bool:
    """Tell whether a paragraph beside a credit is the caption that goes with it."""
    if i not in context.by_credit:
        return False
    return _is_caption_below(context, i) or _is_caption_above(context, i) or _says_picture(context, i)


def _find_block(context: Context, i: int, block: str | None) -> str | None:
    """Return the kind of the box around a paragraph that is no part of the text, or None."""
    line, above = context.lines[i], context.lines[i - 1]
    if _is_labelled_twice(line) or (block == "related" and (is_teaser(line) or _tells_another(context, i))):
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
    return (
        line.size <= LONG and line.key.partition(" ")[0].endswith("ez") and ", " not in line.key[:-SENTENCE]
    )


def _name_kept(context: Context, i: int) -> Verdict:
    """Name a short line of the text: an intertitle, or body when it ends a sentence or is long."""
    line = context.lines[i]
    question = line.last == "?" and line.many >= 12
    if _heads_item(context, i):
        return Verdict("heading", "shape: numbered intertitle")
    if line.bullet and _stands_after_dash(context.lines, i) and not _speaks(context, i):
        return Verdict("heading", "shape: intertitle after a dash")
    if line.last in ".…:,;" or question or line.size > HEADING or line.bullet or i == context.last:
        return Verdict("body", "shape: short line of the text")
    return Verdict("heading", "shape: intertitle")


def _is_byline(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is a name before the text."""
    under = context.lines[i + 1].row if i < context.last else None
    opening = _is_opening(context, i)
    dated = context.lines[i - 1].row if context.begun < i <= context.begun + NEAR_BEGIN else None
    stamped = dated is not None and dated.kind == "dateline"
    if i - start >= TOP or not (opening or stamped or (under is not None and not under.weak)):
        return False
    if not (is_name(context.lines[i]) or _is_first_name(context, i)):
        return False
    if sum(not line.decided for line in context.lines[start:i]) >= MOST_ABOVE:
        return False
    if not opening:
        return context.lines[i - 1].decided or (under is not None and under.kind == "dateline")
    if context.lines[i - 1].decided or _leads_to_metadata(context, i) or _signs_standfirst(context, i, start):
        return True
    return not any(line.prose for line in context.lines[start:i])


def _is_first_name(context: Context, i: int) -> bool:
    """Tell whether one word with a capital stands between the headline and the day, as a blogger's does."""
    below = context.lines[i + 1].row if i < context.last else None
    if context.head is None or i != context.head + 1 or below is None or below.kind != "dateline":
        return False
    return _FIRST_NAME.fullmatch(context.lines[i].words) is not None


def _leads_to_metadata(context: Context, i: int) -> bool:
    """Tell whether a line that a row decides comes soon after this one, before any paragraph."""
    for line in context.lines[i + 1 : min(i + 4, context.last + 1)]:
        if line.decided or line.prose:
            return line.decided
    return False


def _signs_standfirst(context: Context, i: int, start: int) -> bool:
    """Tell whether a name in capitals, unlike the intertitles below, stands between standfirst and text."""
    lines = context.lines
    if not start < i < context.last or lines[i].many > 3:
        return False
    if not lines[i].words.isupper():
        head = start if context.head is None else context.head
        apart = sum(not line.decided for line in lines[head + 1 : i]) == 1
        return apart and (_is_unknown(context, i) or _has_note(lines[i]))
    between = lines[i - 1].prose and lines[i + 1].prose and lines[i + 1].size >= 1.2 * lines[i - 1].size
    short = [line for line in lines[i + 1 : context.last] if not (line.prose or line.decided)]
    return between and bool(short) and not any(line.words.isupper() for line in short)


def _has_note(line: Seen) -> bool:
    """Tell whether a mark behind a name says that a note tells who that is."""
    return line.text.rstrip()[-1] in "*|" and line.last.isalpha()


def _is_unknown(context: Context, i: int) -> bool:
    """Tell whether a name between the standfirst and the text is of somebody whom no paragraph mentions."""
    lines, surname = context.lines, context.lines[i].key.rpartition(" ")[2]
    if not (lines[i - 1].prose and lines[i + 1].prose) or FULL_NAME.fullmatch(lines[i].words) is None:
        return False
    if not opens_with_first_name(lines[i].text):
        return False
    return not any(surname in line.key for line in lines if line.key != lines[i].key)


def _is_tag_list(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line beside the byline or the dateline is keywords: short, apart, without a sentence."""
    line = context.lines[i]
    if line.size > HEADING or line.last in ".?!:;…" or ":" in line.words or not _is_opening(context, i):
        return False
    if context.head is not None and i == context.head + 1 and _is_glued(context.lines[context.head], line):
        return True
    if _is_section(context, i):
        return True
    tags = _BETWEEN_TAGS.split(line.key)
    short = all(len(tag) <= 25 and tag.count(" ") <= 2 for tag in tags)
    apart = load_shapes().function_words.isdisjoint(line.key.replace(",", " ").replace("'", " ").split())
    beside = i > start and (
        before[i - 1].kind in METADATA or (i < context.last and opens_dispatch(context.lines[i + 1]))
    )
    return len(tags) >= 3 and short and apart and beside


def _is_glued(head: Seen, line: Seen) -> bool:
    """Tell whether a headline ends in the words of the line below it, without a space before them."""
    behind = head.key[: -len(line.key)]
    return len(line.key) >= LEAST_GLUED and head.key.endswith(line.key) and behind[-1:].isalnum()


def _is_outlet_and_town(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line above the first paragraph is an outlet with its town, or one under a name."""
    above = context.lines[i - 1].row if i > 0 else None
    stamped = (
        above is not None and above.kind == "dateline" and i < context.last and context.lines[i + 1].prose
    )
    if stamped and _OUTLET_AND_TOWN.fullmatch(context.lines[i].words) is not None:
        return True
    if context.head is None or not context.head < i <= context.begun or i >= context.last:
        return False
    beneath = i == context.head + 1 or before[-1].kind in ("byline", "dateline")
    return beneath and context.lines[i + 1].prose and _OUTLET.fullmatch(context.lines[i].words) is not None


def _is_between(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a word or a few, none that joins others, stand between the headline and all paragraphs."""
    line = context.lines[i]
    if context.head is None or not context.head < i < context.begun or i >= context.last:
        return False
    if line.many > MOST_BETWEEN or not line.last.isalpha() or line.row is not None or line.bullet:
        return False
    words = line.key.replace("'", " ").split()
    return load_shapes().function_words.isdisjoint(words) and not any(
        other.prose for other in context.lines[context.head + 1 : i]
    )


def _is_section(context: Context, i: int) -> bool:
    """Tell whether one word between a stamp and the first paragraph is the section's name."""
    lines, line = context.lines, context.lines[i]
    above = lines[i - 1].row if i > 0 else None
    stamped = above is not None and above.kind in ("byline", "dateline", "navigation") and i > 1
    named = line.many == 1 or (line.many <= 3 and _names_section(line))
    alone = named and line.last.isalpha() and line.row is None and i < context.last
    return stamped and alone and lines[i + 1].prose and lines[i + 1].row is None


def _names_section(line: Seen) -> bool:
    """Tell whether a line begins with the name of a section ("Économie du rail")."""
    row = load_rules().phrases.get(line.key.partition(" ")[0])
    return row is not None and row.kind == "navigation" and row.weak


def _is_amid_metadata(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a few words before the text stand between lines that rows decide."""
    line = context.lines[i]
    if not start <= i < context.last or line.many > 5 or line.last in ".?!:;…":
        return False
    below = context.lines[i + 1].row
    said = below is not None and below.kind == "byline" and f"/ {line.words} /" in context.lines[i + 1].words
    if said or i == start:
        return said
    if below is None or below.weak or below.kind not in _BESIDE:
        return False
    return before[i - 1].kind in _BESIDE and _is_opening(context, i)


def _names_letter(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line behind the first paragraphs is the name of a letter that the next one promises."""
    return i > context.begun and names_letter(context.lines, i)


def _is_outlet(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line before the text of a page is a name that the page repeats."""
    line = context.lines[i]
    named = line.key in context.outlets or (context.page and line.key in context.again)
    return named and line.many <= MOST_OF_NAME and _is_opening(context, i)


def _is_stray_bullet(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is a bullet that ends no sentence and that no colon announced."""
    line = context.lines[i]
    if (
        not line.bullet
        or line.last in ".;:,…"
        or _cries_out(line)
        or _heads_item(context, i)
        or _speaks(context, i)
        or _heads_told(context, i)
        or _heads_after_dash(context, i, start)
    ):
        return False
    return not (_in_list(context, i, start) or _sums_up(context, i) or _among_sentences(context, i, start))


def _among_sentences(context: Context, i: int, start: int) -> bool:
    """Tell whether the bullets around one hold a sentence: a list of headlines has none."""
    lines = context.lines
    above = takewhile(lambda line: line.bullet, reversed(lines[max(start, i - MOST_BULLETS) : i]))
    below = takewhile(lambda line: line.bullet, lines[i + 1 : i + 1 + MOST_BULLETS])
    return any(line.size > SENTENCE and line.row is None and line.last == "." for line in (*above, *below))


def _cries_out(line: Seen) -> bool:
    """Tell whether an intertitle behind a paper's « >> » is a whole exclamation."""
    return line.last == "!" and line.text.lstrip().startswith(">>")


def _sums_up(context: Context, i: int) -> bool:
    """Tell whether a bullet stands among others of some words under the headline, as standfirsts do."""
    lines = context.lines
    if context.page or context.head is None or i >= context.begun or _NUMBERED.match(lines[i].text.lstrip()):
        return False
    beside = (lines[k] for k in range(max(context.head + 1, i - 1), min(i + 2, context.last)) if k != i)
    return lines[i].many >= 4 and any(line.bullet and line.row is None and line.many >= 4 for line in beside)


def _heads_item(context: Context, i: int) -> bool:
    """Tell whether a line is a numbered intertitle: text of the article stands under it."""
    if i >= context.last or _NUMBERED.match(context.lines[i].text.lstrip()) is None:
        return False
    following, listed = context.lines[i + 1], context.lines[i - 1].bullet and i + 2 <= context.last
    if listed and not reads_on(following) and context.lines[i + 2].prose:  # the last point of a summary
        return False
    points = following.bullet and following.prose and _NUMBERED.match(following.text.lstrip()) is None
    return following.row is None and (not following.bullet or points)


def _heads_told(context: Context, i: int) -> bool:
    """Tell whether a bullet alone stands over a paragraph that takes up its words."""
    lines = context.lines
    if not 0 < i < context.last or lines[i - 1].bullet or not lines[i + 1].prose or not has_verb(lines[i]):
        return False
    shared = set(find_stems(lines[i].key)) & set(find_stems(lines[i + 1].key))
    return len(shared - load_shapes().function_words) >= LEAST_TAKEN_UP


def _heads_after_dash(context: Context, i: int, start: int) -> bool:
    """Tell whether a few words after a dash are an intertitle, as agencies write them: others look alike."""
    places = (k for k in range(start + 1, context.last) if _stands_after_dash(context.lines, k))
    return _stands_after_dash(context.lines, i) and len(list(islice(places, LEAST_HEADS))) == LEAST_HEADS


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


def _is_labelled(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is another article's headline behind its label ("DÉCRYPTAGE - ")."""
    line = context.lines[i]
    if _is_labelled_twice(line):
        return True
    return line.last not in ".…" and load_shapes().label.match(line.key) is not None


def _is_name_list(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line of a page is many names without a sentence."""
    line = context.lines[i]
    return context.page and line.many >= 8 and lists_names(line)


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


def _stands_alone(context: Context, i: int) -> bool:
    """Tell whether a section's name stands between two paragraphs, as an intertitle does."""
    lines = context.lines
    if not 0 < i < context.last:
        return False
    signed = lines[i - 1].decided and i > context.begun and lines[i - 2].prose  # initials close a part
    near = (lines[i - 1].prose or signed) and lines[i + 1].prose
    return near and not lines[i].bullet and lines[i].many <= 3


def _in_list(context: Context, i: int, start: int) -> bool:
    """Tell whether a colon announced the bullets up to this line, or they announce intertitles."""
    if context.lines[i].key in context.plain:
        return True
    k = i - 1
    while k >= start and context.lines[k].bullet and i - k < 40:
        k -= 1
    line = context.lines[k]
    short = line.row is None and line.last.isalnum() and i - k <= MOST_BULLETS
    unended = short and ((line.size > SENTENCE and i > context.begun) or has_verb(line))
    return k >= start and not line.decided and (line.last == ":" or unended)


def _is_ticker(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line before the text is an amount and nothing else, beside another or a row's line."""
    lines = context.lines
    if not (start < i < context.last and _is_opening(context, i) and is_figure(lines[i])):
        return False
    return any(other.decided or is_figure(other) for other in (lines[i - 1], lines[i + 1]))


def _is_page_number(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line is a page's number amid the paragraphs, or the running head beside it."""
    lines, line = context.lines, context.lines[i]
    number = line.size <= 4 and line.key.isdigit() and _DAY.fullmatch(line.key) is None
    if not start <= i < context.last:
        return number and i > start and lines[i - 1].prose
    if number:
        return lines[i + 1].prose or (i > start and lines[i - 1].prose)
    if i == start:
        return False
    beside = any(other.size <= 4 and other.key.isdigit() for other in (lines[i - 1], lines[i + 1]))
    return beside and line.last not in ".:;?!" and (line.key in context.again or line.text.isupper())


def _is_caption(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a short line before the text is a caption: its credit follows, metadata precede."""
    lines = context.lines
    following = lines[i + 1].row if i < context.last else None
    if i - start >= 12 or following is None or following.kind != "credit":
        return False
    if lines[i].last == "." or lines[i].bullet:
        return False
    told = lines[i].last.isalnum() and lines[i].many <= MOST_OF_PICTURE and lines[i].key in lines[i + 1].key
    if i <= context.begun and (told or (lines[i].last.isalnum() and lines[i + 1].key.startswith("photo"))):
        return True
    return _is_opening(context, i) and any(before[k].kind in METADATA for k in range(start, i))


def _comes_twice(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a line without a full stop comes twice on end, as a caption and what is said for it."""
    lines, line = context.lines, context.lines[i]
    beside = (*lines[max(i - 1, 0) : i], *lines[i + 1 : i + 2])
    title = "" if context.head is None else lines[context.head].key
    told = line.many >= LEAST_OF_CAPTION and line.last not in ".!?…:" and line.key != title
    return told and not line.bullet and any(other.key == line.key for other in beside)


def _stands_over_heading(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether words without a verb stand between a standfirst and the first intertitle: a caption."""
    lines, line = context.lines, context.lines[i]
    if not start < i <= context.begun or i + 2 > context.last or line.row is not None or line.bullet:
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


def _stands_for_picture(context: Context, i: int, start: int, before: list[Verdict]) -> bool:
    """Tell whether a few words without a capital stand above the text, beside the author or the day."""
    line, beside = context.lines[i], (*context.lines[i - 1 : i], *context.lines[i + 1 : i + 2])
    if context.head is None or not context.head < i <= context.begun or line.row is not None or line.bullet:
        return False
    if not line.words[:1].islower() or line.many > MOST_OF_PICTURE or not line.last.isalnum():
        return False
    return any(other.row is not None and other.row.kind in _SIGNS for other in beside)


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


def _is_said_with_credit(context: Context, i: int) -> bool:
    """Tell whether a line, but for the headline, is a caption that another near it says with its credit."""
    if i > context.begun + NEAR_BEGIN or not says_more(context.lines, i):
        return False
    return context.head is None or not context.lines[i].key.startswith(context.lines[context.head].key)


def _says_picture(context: Context, i: int) -> bool:
    """Tell whether a line that is cut off says for those who hear the page what the caption below it says."""
    caption = context.lines[i + 1].row if i < context.last else None
    return context.lines[i].cut and caption is not None and caption.kind == "credit"


def _is_caption_after(context: Context, i: int) -> bool:
    """Tell whether one sentence without a verb between a credit and the text is the caption."""
    line, above = context.lines[i], context.lines[i - 1].row if i > 0 else None
    if above is None or above.kind != "credit" or above.opens or i > context.begun or i >= context.last:
        return False
    one = line.last == "." and line.many >= 3 and line.size <= CAPTION and ". " not in line.words[:-1]
    return one and context.lines[i + 1].prose and not has_verb(line)


def _is_labelled_twice(line: Seen) -> bool:
    """Tell whether a line is a headline said twice behind its section: « PortLe bac partLe bac part »."""
    key = line.key
    if line.last in ".!?…" or not 2 * SENTENCE <= line.size <= 4 * LONG:
        return False
    again = key.rfind(key[-SENTENCE:], 0, -SENTENCE)
    behind = len(key) - SENTENCE - again
    return again >= 0 and behind >= SENTENCE and key[-2 * behind : -behind] == key[-behind:]


def _is_opening(context: Context, i: int) -> bool:
    """Tell whether the article's paragraphs have not begun before this line; a standfirst may have."""
    return i <= context.begun


_SHAPES: tuple[tuple[str, str, Callable[[Context, int, int, list[Verdict]], bool]], ...] = (
    ("byline", "shape: a name before the text", _is_byline),
    ("credit", "shape: caption above its credit", _is_caption),
    ("byline", "shape: an outlet and its town under the stamp", _is_outlet_and_town),
    ("tags", "shape: keywords before the text", _is_tag_list),
    ("credit", "shape: words that stand for a picture", _stands_for_picture),
    ("credit", "shape: a caption said twice", _comes_twice),
    ("credit", "shape: words over an intertitle under the standfirst", _stands_over_heading),
    ("dateline", "position: between metadata before the text", _is_amid_metadata),
    ("advert", "shape: the name of a letter above its promise", _names_letter),
    ("navigation", "repeated: short line before the text", _is_outlet),
    ("navigation", "shape: figure of a ticker before the text", _is_ticker),
    ("navigation", "shape: page number or running head", _is_page_number),
    ("related", "shape: bullet outside a list", _is_stray_bullet),
    ("related", "shape: label and headline", _is_labelled),
    ("navigation", "shape: names without a sentence", _is_name_list),
    ("tags", "position: a few words between headline and text", _is_between),
)


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
