"""Lists of other articles, told by what their entries have in common.

Beginnings of other articles are cut off, each under its headline, or stand under a day each; summaries are a
sentence or two under each headline, and no text of full paragraphs follows.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from alibaba_corpus.boilerplate import Row, wording
from alibaba_corpus.lines import LONG, SENTENCE, Seen, find_runs, take_for
from alibaba_corpus.looks import heads_others
from alibaba_corpus.threads import LEAST_BEFORE, mark_threads

BEGINNING = Row("layout: beginning of another article in a list", "related")
PATH = Row("layout: path that ends with the headline", "navigation")
FARTHEST = 3  # lines from one beginning of an article in a list to the next at most
LEAST_BEGINNINGS = 2  # of them under a heading without which one cut off may be the text's own paragraph
LEAST_LISTED = 4  # lines on end that are cut off from which they are other articles' headlines
LEAST_SUMMED = 3  # headlines, each with its summary under it, that are a list's
LONGEST_SUMMARY = 2 * LONG  # characters of a summary of another article at most
LONGEST_HEADLINE = 180  # characters of a headline that reads as a sentence
LEAST_TEASED = 4  # headlines, each with its stamp and a sentence, that are a list's without a heading
FARTHEST_TEASER = 5  # lines from the sentence of one to that of the next at most
LEAST_FULL = 2  # paragraphs longer than summaries above a heading under which such a list is
LEAST_HEADLINES = 4  # long headlines behind a text from which the sentences among them are no part of it
LEAST_OF_HEADLINE = 7  # words of a long headline, which intertitles seldom have
MOST_ON_END = 2  # sentences on end in a list: a summary, and the next one's caption
NEAR_PATH = 5  # lines from the path to a page to its headline at most
LEAST_OF_PATH = 4  # words of the headline at least
_CLOSES = frozenset({"copyright", "contact", "cookies", "comments"})


def mark_lists(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take readers' comments, and headlines for other articles' with what sums those up, for what they are.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le quai de Lyon\nÀ Lyon, le quai nord de la ville est...\nUn bac\nÀ Lyon, le bac part..."
    >>> {line.row is BEGINNING for line in mark_lists(tuple(look_at_lines(text)))}
    {True}
    """
    lines = mark_paths(mark_threads(lines))
    headed = any(line.row is not None and heads_others(line) for line in lines)
    if headed:
        lines = mark_beginnings(lines)
    if any(line.cut for line in lines):
        lines = mark_cut(mark_pairs(lines))
    lines = mark_teasers(lines)
    if headed:
        lines = mark_summaries(lines)
    return mark_rest(lines)


def mark_paths(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take a line for the path to a page that begins with its home and ends with the headline below it.

    That headline is no sentence of the text, though it may ask.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Accueil Ports Le quai de Lyon\nPorts\nLe quai de Lyon\nAccueil de Lyon"
    >>> [line.row is PATH for line in mark_paths(tuple(look_at_lines(text)))]
    [True, False, False, False]
    """
    may_open, opens = wording("may open a path").match, wording("opens a path").match
    homes = [i for i, line in enumerate(lines) if may_open(line.key)]
    paths = {i: _find_headline(lines, i) for i in homes if opens(lines[i].key) or _opens_glued(lines[i])}
    found = {i: headline for i, headline in paths.items() if headline is not None}
    if not found:
        return lines
    asked = frozenset(found.values())
    plain = [replace(line, prose=False) if i in asked else line for i, line in enumerate(lines)]
    return take_for(plain, found, PATH)


def _opens_glued(line: Seen) -> bool:
    """Tell whether a line begins with a site's home and the capital of the next word, no space between."""
    home = wording("may open a path").match(line.key)
    return (
        home is not None and line.words.lower().startswith(home[0]) and line.words[home.end() :][:1].isupper()
    )


def _find_headline(lines: Sequence[Seen], i: int) -> int | None:
    """Return the place of a line a little below another that ends with the whole of it, words enough."""
    below = range(i + 1, min(i + NEAR_PATH, len(lines)))
    between = "" if _opens_glued(lines[i]) else " "
    ends = (k for k in below if lines[i].key.endswith(between + lines[k].key))
    return next((k for k in ends if lines[k].many >= LEAST_OF_PATH), None)


def mark_beginnings(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take lines under a heading such as "Derniers articles" for headlines and beginnings of their texts.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Derniers articles\nLe quai de Lyon\nLe quai de Lyon est...\nUn bac\nLe bac de Lyon part..."
    >>> [line.row is BEGINNING for line in mark_beginnings(tuple(look_at_lines(text)))]
    [False, True, True, True, True]
    """
    marked = list(lines)
    for i, line in enumerate(lines):
        if not heads_others(line):
            continue
        cut = _find_beginnings(lines, i)
        if len(cut) >= LEAST_BEGINNINGS or any(_is_dated_below(lines, k) for k in cut[:1]):
            for k in range(i + 1, cut[-1] + 1):
                row = lines[k].row
                marked[k] = replace(lines[k], row=BEGINNING if row is None or row.weak else row, prose=False)
    return marked


def _is_dated_below(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line that is cut off has its day under it, as another article's beginning may."""
    row = lines[i + 1].row if i + 1 < len(lines) else None
    return lines[i].cut and row is not None and row.kind == "dateline"


def _find_beginnings(lines: Sequence[Seen], heading: int) -> list[int]:
    """Find the lines under a heading that are cut off, or under a day, each near the one before it."""
    cut: list[int] = []
    for i in range(heading + 1, len(lines)):
        if i - (cut[-1] if cut else heading) > FARTHEST:
            break
        row = lines[i - 1].row
        stamped = lines[i].prose and i > heading + 1 and row is not None and row.kind == "dateline"
        stamped = stamped and not lines[i - 2].cut  # the day is that of the beginning above it
        if (lines[i].cut or stamped) and lines[i].size <= 2 * LONG:
            cut.append(i)
        elif lines[i].prose and lines[i].row is None:
            break
    return cut


def mark_pairs(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take headlines with a short line under each that is cut off for other articles, heading or none.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le quai de Lyon\nÀ Lyon, le quai nord de la ville est...\nUn bac\nÀ Lyon, le bac part..."
    >>> [line.row is BEGINNING for line in mark_pairs(tuple(look_at_lines(text)))]
    [True, True, True, True]
    """
    cut = [i for i in _find_cut(lines) if i > 0 and _is_pair(lines, i)]
    near = (pair for pair in pairwise(cut) if pair[1] - pair[0] <= FARTHEST)
    return take_for(lines, (n for pair in near for i in pair for n in (i - 1, i)), BEGINNING)


def _is_pair(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line that is cut off stands under words that end no sentence."""
    above = lines[i - 1]
    return (
        not lines[i].bullet
        and above.row is None
        and not above.prose
        and not above.bullet
        and above.last not in ".…:;,"
    )


def mark_cut(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take lines on end that are all cut off for other articles' headlines, as a page shows what is new.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le quai nord de la ville de Lyon est...\n" * 4 + "Le bac de Lyon part..."
    >>> [line.row is BEGINNING for line in mark_cut(tuple(look_at_lines(text)))]
    [True, True, True, True, True]
    """
    runs = (run for run in find_runs(_find_cut(lines)) if len(run) >= LEAST_LISTED)
    return take_for(lines, chain.from_iterable(runs), BEGINNING)


def _find_cut(lines: Sequence[Seen]) -> list[int]:
    """Find the short lines that are cut off, of which no row speaks."""
    return [i for i, line in enumerate(lines) if line.cut and line.size <= LONG and line.row is None]


def mark_summaries(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take what stands under a heading over other articles for them where nothing but summaries follows.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = ("Le rail avance vers la mer et vers la ville de Liège. " * 6 + "\n") * 2
    >>> entry = "Le quai de la ville de Lyon\nLe quai de Lyon sera vendu à la ville de Gand.\n"
    >>> marked = mark_summaries(tuple(look_at_lines(text + "Sur le même sujet\n" + entry * 3)))
    >>> [line.row is BEGINNING for line in marked].count(True)
    6

    A text of full paragraphs goes on with such ones, or has more of them on end.
    """
    listed = (k for start, end in _find_lists(lines) for k in range(start, end) if not lines[k].decided)
    return take_for(lines, listed, BEGINNING)


def _find_lists(lines: Sequence[Seen]) -> Iterator[tuple[int, int]]:
    """Yield where lists of headlines with their summaries begin and end; an article's text follows none."""
    full = stop = 0
    for i, line in enumerate(lines):
        full += line.prose and not line.decided and line.size > LONGEST_SUMMARY
        if i >= stop and full >= LEAST_FULL and heads_others(line):
            stop, summaries = _find_summaries(lines, i + 1)
            if len(summaries) >= LEAST_SUMMED:
                yield i + 1, summaries[-1] + 1


def _find_summaries(lines: Sequence[Seen], start: int) -> tuple[int, list[int]]:
    """Return where a list ends, and the summaries in it: none where the text goes on."""
    summaries: list[int] = []
    on_end = 0
    for i in range(start, len(lines)):
        line = lines[i]
        told = line.prose and not line.decided
        on_end = on_end + 1 if told and not _may_head_summary(line) else 0
        if line.row is not None and line.row.kind in _CLOSES:
            return i + 1, summaries
        if on_end > MOST_ON_END or (told and line.size > LONGEST_SUMMARY):
            return i + 1, []
        if on_end > 0 and (_may_be_headline(lines[i - 1]) or _may_head_summary(lines[i - 1])):
            summaries.append(i)
    return len(lines), summaries


def _may_be_headline(line: Seen) -> bool:
    """Tell whether a line is words enough that end no sentence, of which no row speaks."""
    return line.row is None and line.many >= 4 and not (line.prose or line.last in ".…:;,")


def _may_head_summary(line: Seen) -> bool:
    """Tell whether a line that reads as a sentence asks, or ends with none: a long headline in a list."""
    return line.prose and line.row is None and line.size <= LONGEST_HEADLINE and line.last not in ".…!:;,"


def mark_teasers(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take headlines for other articles' where each has its author, day or button and one sentence under it.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> entry = "Le quai de la ville de Lyon\nImprimer\nLe quai de Lyon sera vendu à la ville de Gand.\n"
    >>> text = "Le rail avance vers la mer et vers la ville de Liège.\n" * 2
    >>> [line.row is BEGINNING for line in mark_teasers(tuple(look_at_lines(text + entry * 4)))].count(True)
    8

    Nothing is taken where no other paragraphs are.
    """
    under = [i for i in range(2, len(lines)) if lines[i - 1].row is not None and lines[i].row is None]
    if len(under) < LEAST_TEASED:
        return lines
    teased = [i for i in under if _is_teased(lines, i)]
    listed: list[int] = []
    for run in find_runs(teased, FARTHEST_TEASER):
        first, last = run[0] - 2, run[-1]
        rest = (*lines[:first], *lines[last + 1 :])
        apart = sum(line.prose and line.row is None for line in rest) >= LEAST_BEFORE
        if len(run) >= LEAST_TEASED and apart:
            listed += [i for i in range(first, last + 1) if not lines[i].decided]
    return take_for(lines, listed, BEGINNING)


def _is_teased(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a sentence stands under a headline, one line that a row decides between them, no hour."""
    line, between = lines[i], lines[i - 1]
    sentence = SENTENCE <= line.size <= LONGEST_SUMMARY and line.last in ".…!?"
    return (
        sentence
        and between.decided
        and not between.says("hour")
        and _may_be_headline(lines[i - 2])
        and (i + 1 == len(lines) or not lines[i + 1].prose)
    )


def mark_rest(lines: Sequence[Seen]) -> Sequence[Seen]:
    r"""Take single sentences among long headlines behind a text's last full paragraph for what sums those up.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = ("Le rail avance vers la mer et vers la ville de Liège. " * 6 + "\n") * 2
    >>> entry = "Le quai nord de la ville de Lyon à vendre\nLe quai de Lyon sera vendu à la ville de Gand.\n"
    >>> [line.row is BEGINNING for line in mark_rest(tuple(look_at_lines(text + entry * 4)))].count(True)
    4

    The text's own end has no headlines amid it, or paragraphs on end.
    """
    full = [
        i for i, line in enumerate(lines) if line.size > LONGEST_SUMMARY and line.prose and line.row is None
    ]
    if len(full) < LEAST_FULL or len(lines) - full[-1] <= LEAST_HEADLINES + LEAST_SUMMED:
        return lines
    open_prose = [line.prose and line.row is None for line in lines]
    end = max(
        (i for i in range(full[-1] + 1, len(lines)) if open_prose[i - 1] and open_prose[i]), default=full[-1]
    )
    heads = [i for i in range(end + 1, len(lines)) if _is_long_headline(lines[i])]
    summed = [i for i in range(heads[0], len(lines)) if open_prose[i]] if heads else []
    if len(heads) < LEAST_HEADLINES or not LEAST_SUMMED <= len(summed) <= len(heads):
        return lines
    return take_for(lines, summed, BEGINNING)


def _is_long_headline(line: Seen) -> bool:
    """Tell whether a line is more words than intertitles have, which end no sentence."""
    return _may_be_headline(line) and line.many >= LEAST_OF_HEADLINE
