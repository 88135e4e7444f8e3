"""What stands between a headline and its text: who wrote it, keywords, sections, the outlet's name."""

import re
from collections.abc import Sequence

from alibaba_corpus.boilerplate import load_rules, load_shapes, wording
from alibaba_corpus.context import NEAR_BEGIN, Context, Criterion
from alibaba_corpus.lexicon import opens_with_first_name
from alibaba_corpus.lines import Seen, Verdict
from alibaba_corpus.looks import FULL_NAME, is_figure, is_name, opens_dispatch
from alibaba_corpus.stretch import HEADING, METADATA, MOST_OF_NAME, TOP

MOST_BETWEEN = 3  # words of a section, a place or a pen-name between headline and text at most
MOST_ABOVE = 6  # lines that no row decides between the headline and its author at most
LEAST_GLUED = 4  # characters of a section's name at the end of a headline
_OUTLET_AND_TOWN = re.compile(r"[A-Z][A-Za-z' .-]{2,30} \([A-Z][A-Za-z' -]{2,25}\)")
_FIRST_NAME = re.compile(r"[A-Z][a-z]{2,14}(?:-[A-Z][a-z]{2,14})?")
_BETWEEN_TAGS = re.compile(r", | [-/|] ")
_BESIDE = frozenset({"byline", "dateline", "share", "navigation", "tags"})


def _is_byline(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line is a name before the text."""
    under = context.lines[i + 1].row if i < context.last else None
    opening = i <= context.begun
    dated = context.lines[i - 1].row if context.begun < i <= context.begun + NEAR_BEGIN else None
    stamped = dated is not None and dated.kind == "dateline"
    if i - context.start >= TOP or not (opening or stamped or (under is not None and not under.weak)):
        return False
    if not (is_name(context.lines[i]) or _is_first_name(context, i)):
        return False
    if sum(not line.decided for line in context.lines[context.start : i]) >= MOST_ABOVE:
        return False
    if not opening:
        return context.lines[i - 1].decided or (under is not None and under.kind == "dateline")
    if context.lines[i - 1].decided or _leads_to_metadata(context, i) or _signs_standfirst(context, i):
        return True
    return not any(line.prose for line in context.lines[context.start : i])


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


def _signs_standfirst(context: Context, i: int) -> bool:
    """Tell whether a name in capitals, unlike the intertitles below, stands between standfirst and text."""
    lines = context.lines
    if not context.start < i < context.last or lines[i].many > 3:
        return False
    if not lines[i].words.isupper():
        head = context.start if context.head is None else context.head
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


def _is_outlet_and_town(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line above the first paragraph is an outlet with its town, or one under a name."""
    if i >= context.last or not context.lines[i + 1].prose:
        return False
    words, above = context.lines[i].words, context.lines[i - 1].row if i > 0 else None
    stamped = above is not None and above.kind == "dateline"
    if stamped and _OUTLET_AND_TOWN.fullmatch(words) is not None:
        return True
    if context.head is None or not context.head < i <= context.begun:
        return False
    beneath = i == context.head + 1 or verdicts[-1].kind in ("byline", "dateline")
    return beneath and wording("outlet's name").search(words) is not None


def _is_tag_list(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line beside the byline or the dateline is keywords: short, apart, without a sentence."""
    line = context.lines[i]
    if line.size > HEADING or line.last in ".?!:;…" or ":" in line.words or i > context.begun:
        return False
    if context.head is not None and i == context.head + 1 and _is_glued(context.lines[context.head], line):
        return True
    if _is_section(context, i):
        return True
    tags = _BETWEEN_TAGS.split(line.key)
    short = all(len(tag) <= 25 and tag.count(" ") <= 2 for tag in tags)
    apart = load_shapes().function_words.isdisjoint(line.key.replace(",", " ").replace("'", " ").split())
    beside = i > context.start and (
        verdicts[i - 1].kind in METADATA or (i < context.last and opens_dispatch(context.lines[i + 1]))
    )
    return len(tags) >= 3 and short and apart and beside


def _is_glued(head: Seen, line: Seen) -> bool:
    """Tell whether a headline ends in the words of the line below it, without a space before them."""
    behind = head.key[: -len(line.key)]
    return len(line.key) >= LEAST_GLUED and head.key.endswith(line.key) and behind[-1:].isalnum()


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


def _is_amid_metadata(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a few words before the text stand between lines that rows decide."""
    line = context.lines[i]
    if not context.start <= i < context.last or line.many > 5 or line.last in ".?!:;…":
        return False
    below = context.lines[i + 1].row
    said = below is not None and below.kind == "byline" and f"/ {line.words} /" in context.lines[i + 1].words
    if said or i == context.start:
        return said
    if below is None or below.weak or below.kind not in _BESIDE:
        return False
    return verdicts[i - 1].kind in _BESIDE and i <= context.begun


def _is_outlet(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line before the text of a page is a name that the page repeats."""
    line = context.lines[i]
    named = line.key in context.outlets or (context.page and line.key in context.again)
    return named and line.many <= MOST_OF_NAME and i <= context.begun


def _is_ticker(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
    """Tell whether a line before the text is an amount and nothing else, beside another or a row's line."""
    lines = context.lines
    if not (context.start < i < context.last and i <= context.begun and is_figure(lines[i])):
        return False
    return any(other.decided or is_figure(other) for other in (lines[i - 1], lines[i + 1]))


def _is_between(context: Context, i: int, verdicts: Sequence[Verdict]) -> bool:
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


BYLINE = Criterion("byline", "shape: a name before the text", _is_byline)
OUTLET_AND_TOWN = Criterion("byline", "shape: an outlet and its town under the stamp", _is_outlet_and_town)
KEYWORDS = Criterion("tags", "shape: keywords before the text", _is_tag_list)
AMID_METADATA = Criterion("dateline", "position: between metadata before the text", _is_amid_metadata)
OUTLET = Criterion("navigation", "repeated: short line before the text", _is_outlet)
TICKER = Criterion("navigation", "shape: figure of a ticker before the text", _is_ticker)
BETWEEN = Criterion("tags", "position: a few words between headline and text", _is_between)
