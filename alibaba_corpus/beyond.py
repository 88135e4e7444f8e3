"""The lines before an article's headline and after its text: none is kept before, its own end after."""

import re

from alibaba_corpus.blocks import next_block
from alibaba_corpus.boilerplate import Row, load_shapes, wording
from alibaba_corpus.bullets import MOST_BULLETS
from alibaba_corpus.context import Context, is_footnote
from alibaba_corpus.lines import KEPT_KINDS, MENU, PROSE, SENTENCE, Seen, Verdict, has_verb
from alibaba_corpus.looks import FULL_NAME, are_names, is_name, is_teaser, names_letter, says_above_first
from alibaba_corpus.stretch import DIGIT, HEADING, REACH
from alibaba_corpus.zones import AFTER, BEFORE, FOOTER, UNDER

LEAST_QUESTIONS = 2  # questions from which a text is an interview
MOST_OF_KEYWORD = 2  # words of a keyword, which no headline has so few of
MOST_OF_LABEL = 4  # words of a label, a field or a button that no row knows at most
LEAST_TOLD = 80  # characters of a sentence under an advertisement that is the article's
_FIGURE = re.compile(r"[^.!?]{2,80}(?: ?: ?|\s{2,}|\.{3,} ?| - )[+-]?\d")
_ASIDE = frozenset({"advert", "related"})  # one line of which amid a text does not end it
MOST_ENUMERATED = 20  # lines of an enumeration at most
DISPATCH = "credit: agency in brackets behind a caption"  # or behind the last sentence of a dispatch
_RETURN = "shape: sentence after headlines"


def judge_before(context: Context, stop: int) -> list[Verdict]:
    r"""Judge the lines before the headline: none is kept.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Accueil\nLe rail relie Liège à la Chine\nLe train est parti lundi de la gare de Liège."
    >>> [verdict.kind for verdict in judge_before(set_context(tuple(look_at_lines(text)), None), 1)]
    ['navigation']
    """
    verdicts: list[Verdict] = []
    block: str | None = None
    for line in context.lines[:stop]:
        if line.decided and line.row is not None:
            verdicts.append(Verdict(line.row.kind, line.row.name))
            block = line.row.kind if line.row.opens else None
        elif block is not None:
            verdicts.append(Verdict(block, UNDER))
        else:
            verdicts.append(Verdict(_guess_before(line, context), BEFORE))
    return verdicts


def _guess_before(line: Seen, context: Context) -> str:
    menu = line.row is not None and line.row.name == MENU.name
    if menu or line.bullet or context.page:
        return "navigation"
    if are_names(line):
        return "byline"
    return "tags" if line.many <= 6 else "related"


def gives_figure(line: Seen) -> bool:
    r"""Tell whether a line is a few words with a figure behind them, as a row of a table is.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> [gives_figure(line) for line in look_at_lines("Fret : 12\nLe fret avance")]
    [True, False]
    """
    return DIGIT.search(line.words) is not None and _FIGURE.match(line.words) is not None


def _announces_more(context: Context, i: int) -> bool:
    """Tell whether an article ends, or answers, with words that are others' elsewhere ("À suivre…")."""
    row = context.lines[i].row
    if row is None or not row.speaks or not row.weak or i == 0:
        return False
    above, ends = context.lines[i - 1], i + 1 == len(context.lines) or context.lines[i + 1].decided
    return above.row is None and (ends or above.last == "?")


def _ends_dispatch(context: Context, i: int) -> bool:
    """Tell whether a sentence right behind the text's last paragraph ends it, its agency in brackets."""
    line, above = context.lines[i], context.lines[i - 1]
    told = line.row is not None and line.row.name == DISPATCH and ". (" in line.words
    return told and i > 0 and above.prose and above.row is None and line.size >= LEAST_TOLD and has_verb(line)


def judge_after(context: Context, verdicts: list[Verdict]) -> None:
    r"""Append the verdicts on what follows the stretch: footnotes and the text's own end are kept.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège.\nPartager"
    >>> verdicts = [Verdict("body", "shape: prose")]
    >>> judge_after(set_context(tuple(look_at_lines(text)), None), verdicts)
    >>> verdicts[1].kind
    'share'
    """
    block: str | None = None
    near = True  # nothing dropped yet since the text
    for i in range(len(verdicts), len(context.lines)):
        line = context.lines[i]
        if near and _announces_more(context, i):
            verdicts.append(Verdict("body", "position: end of the text"))
            continue
        if near and _ends_dispatch(context, i):
            verdicts.append(PROSE)
            continue
        if line.decided and line.row is not None:
            verdicts.append(_judge_row_after(line, line.row))
            pictured = near and line.row.kind == "credit" and context.lines[i - 1].last == ":"
            block, near = (None, True) if pictured else _go_past(line, line.row, block, near)
            continue
        verdict = _resume(context, i) or _judge_rest(context, i, block, near)
        if verdict.rule == _RETURN and context.lines[i - 1].last == "?" and context.lines[i - 1].many <= 8:
            verdicts[i - 1] = Verdict("heading", "position: question above its answer")
        block = None if verdict.kind in KEPT_KINDS else block
        near = verdict.kind in KEPT_KINDS and (near or verdict.rule == _RETURN)
        verdicts.append(verdict)


def _go_past(line: Seen, row: Row, block: str | None, near: bool) -> tuple[str | None, bool]:
    """Tell which heading stands over what follows a line after the text, and whether the text may go on."""
    if row.kind == "advert" and line.says("goes on"):
        return None, True
    return next_block(block, row), near and row.kind in _ASIDE and not row.opens and block is None


def _resume(context: Context, i: int) -> Verdict | None:
    """Judge a line that belongs to paragraphs with which the text goes on, or return None."""
    if i in context.resumed:
        return Verdict("body", _RETURN)
    if (
        i + 1 in context.resumed
        and context.lines[i].size <= HEADING
        and i > context.last
        and i - 1 in context.resumed
    ):
        return Verdict("heading", "position: intertitle of the text that goes on")
    return None


def _judge_row_after(line: Seen, row: Row) -> Verdict:
    """Judge a line after the text by its row; a lone © names the paper there, not the photographer."""
    if row.kind == "credit" and line.words.startswith("(c)"):
        return Verdict("copyright", row.name)
    return Verdict(row.kind, row.name)


def _judge_rest(context: Context, i: int, block: str | None, near: bool) -> Verdict:
    """Judge a line after the text that no row decides alone."""
    line = context.lines[i]
    verdict = _find_end(context, i, near) if block is None and line.row is None else None
    if verdict is not None:
        return verdict
    if block is not None and not _returns(context, i, block):
        return Verdict(block, UNDER)
    if block is not None:
        return Verdict("body", _RETURN)
    return Verdict(_guess_after(context, i), AFTER)


def _find_end(context: Context, i: int, near: bool) -> Verdict | None:
    """Judge a line under no heading, of which no row speaks, as the text's own, or return None."""
    line = context.lines[i]
    if is_footnote(context, i) or (near and line.text.lstrip().startswith(("(*", "(1"))):
        return Verdict("footnote", "shape: note to a word of the text")
    if near and _continues(context, i):
        return Verdict("body", "position: end of the text")
    if line.prose and not context.page and line.last in ".…!?" and i < context.closed:
        return PROSE
    if line.prose and context.page and line.last == "." and _returns_to_page(context, i):
        return Verdict("body", _RETURN)
    return None


def _returns(context: Context, i: int, block: str) -> bool:
    """Tell whether a sentence under headlines of other articles, which end as none, is the article's."""
    line = context.lines[i]
    if block == "advert":
        return not context.page and (_tells(context, i) or _tells_points(context, i))
    if block != "related" or line.last != "." or line.row is not None or _presents_another(context, i):
        return False
    if context.page:
        return _returns_to_page(context, i)
    if not line.prose:
        return False
    k = i - 1
    while k > 0 and not (context.lines[k].decided and not _points(context.lines[k].row)):
        if context.lines[k].last in ".…!" and not context.lines[k].decided:
            return False
        k -= 1
    return k < i - 1 and (has_verb(line) or DIGIT.search(line.key) is not None)


def _presents_another(context: Context, i: int) -> bool:
    """Tell whether a sentence says what another article is, or begins with its headline."""
    return is_teaser(context.lines[i]) or says_above_first(context.lines, i)


def _tells(context: Context, i: int) -> bool:
    """Tell whether a sentence under an advertisement's headlines tells of something and calls on nobody."""
    line, above = context.lines[i], context.lines[i - 1]
    if not line.prose or line.row is not None or line.size < LEAST_TOLD or line.last != ".":
        return False
    called = line.says("speaks to the reader") or line.says("calls on the reader")
    called = called or wording("price").search(line.text) is not None
    return not (called or above.prose or above.decided or above.last in ".!") and has_verb(line)


def _tells_points(context: Context, i: int) -> bool:
    """Tell whether a line under an advertisement's headlines announces points, or is one of them."""
    lines, k = context.lines, i
    while i - k <= MOST_BULLETS and k > 0 and lines[k].bullet and lines[k].row is None:
        k -= 1
    points = lines[k + 1 : k + 3]
    announced = (
        lines[k].last == ":" and lines[k].row is None and not lines[k - 1].decided and has_verb(lines[k])
    )
    listed = len(points) == 2 and all(point.bullet and point.row is None for point in points)
    return announced and listed and not lines[k].says("calls on the reader")


def _points(row: Row | None) -> bool:
    """Tell whether a row is a pointer to another article, with its headline."""
    return row is not None and row.kind == "related" and not row.opens


def _returns_to_page(context: Context, i: int) -> bool:
    """Tell whether a sentence right under the first headlines of a page is the end of its article."""
    end = max((k for k in context.resumed if k < i), default=context.last)
    near, below = context.lines[end + 1 : i], context.lines[i + 1 : i + 2]
    alone = all(line.decided or line.last in ".…" or line.many <= MOST_OF_KEYWORD for line in below)
    other = _presents_another(context, i) or context.lines[i].key in context.again
    if len(near) > 6 or not alone or other or any(line.last in ".…!" for line in near):
        return False
    return sum(line.decided for line in near) <= 1 and has_verb(context.lines[i])


def _continues(context: Context, i: int) -> bool:
    """Tell whether a line after the text goes on with it: a short sentence, a figure, a line cut off."""
    line = context.lines[i]
    if load_shapes().label.match(line.key) or (line.bullet and not _lists_after(context, i)):
        return _says_who_spoke(context, i)
    if line.last in ".…" and (line.many >= 2 or context.lines[i - 1].last == "?"):
        return not names_letter(context.lines, i)
    if line.last == "!" and line.size >= SENTENCE and ". " in line.words:
        return True
    table = not context.resumed and i + 1 < len(context.lines) and gives_figure(context.lines[i + 1])
    if table and line.size <= SENTENCE:
        return context.lines[i + 1].row is None
    if (
        _lists_after(context, i)
        or _enumerates(context, i)
        or _says_who_spoke(context, i)
        or _speaks_after(context, i)
        or any(_closes_letter(context, k) for k in (i - 1, i))
    ):
        return True
    alone = i + 1 == len(context.lines) or context.lines[i + 1].decided
    clause = line.size >= (40 if alone else 70) and has_verb(line)
    return clause or (not context.resumed and gives_figure(line))


def _is_point(line: Seen) -> bool:
    """Tell whether a line may be a point of a list; an arrow is one where a colon announced it."""
    return line.bullet or line.text.lstrip().startswith("→")


def _says_who_spoke(context: Context, i: int) -> bool:
    """Tell whether a line names who is quoted above it: a name and its office, or a dash, as others have."""
    line, above = context.lines[i], context.lines[i - 1]
    named = FULL_NAME.match(line.words)
    if line.row is None and named and line.words[named.end() :].startswith(", ") and above.prose:
        return above.row is None and above.text.lstrip()[0] in '«“"' and above.text.rstrip()[-1] in '»”"'
    if line.row is not None or line.text.lstrip()[0] not in "–—-" or above.text.rstrip()[-1] not in '»”"':
        return False
    start = line.text.lstrip()[:2]
    return any(other.text.lstrip().startswith(start) for other in context.lines[context.first : context.last])


def _lists_after(context: Context, i: int) -> bool:
    """Tell whether a line after the text announces points by a colon, is one of them, or is over them."""
    lines = context.lines
    if _is_point(lines[i]):
        k = i - 1
        while i - k <= MOST_BULLETS and k > 0 and (_is_point(lines[k]) and lines[k].row is None):
            k -= 1
        row = lines[k].row
        k -= row is not None and row.kind == "credit" and k > 0
        return lines[k].last == ":" and lines[k].row is None
    over = (
        lines[i + 1 : i + 3]
        if lines[i].last.isalnum() and lines[i].many <= MOST_OF_LABEL
        else lines[i : i + 2]
    )
    if len(over) < 2 or any(line.row is not None for line in over):
        return False
    return over[0].last == ":" and over[0].many <= MOST_OF_LABEL and over[1].bullet


def _enumerates(context: Context, i: int) -> bool:
    """Tell whether a line ends as those of an enumeration do that a colon announced above it."""
    lines, k = context.lines, i
    while i - k <= MOST_ENUMERATED and k > 0 and lines[k].last in ",;" and lines[k].row is None:
        k -= 1
    return k < i and lines[k].last == ":" and lines[k].row is None and has_verb(lines[k])


def _speaks_after(context: Context, i: int) -> bool:
    """Tell whether a line after the text is a question with its answer under it, or the cry that answers."""
    line, above = context.lines[i], context.lines[i - 1]
    if line.last == "!" and above.last == "?" and above.row is None:
        return _is_answered(context, i - 1)
    return line.last == "?" and line.many <= 8 and _is_answered(context, i)


def _closes_letter(context: Context, i: int) -> bool:
    """Tell whether a line is the greeting of a letter: a comma, then a name and nothing more of the text."""
    lines = context.lines
    if lines[i].last != "," or lines[i].many > 6 or i + 1 >= len(lines) or lines[i].row is not None:
        return False
    name, ends = lines[i + 1], i + 2 >= len(lines) or lines[i + 2].decided
    return ends and name.row is None and name.many <= 3 and name.words[:1].isupper() and name.last.isalpha()


def _is_answered(context: Context, i: int) -> bool:
    """Tell whether a sentence of the text follows a question, at once or after a word or two."""
    lines = context.lines
    answers = 0
    for line in lines[i + 1 : i + 3]:
        if line.last not in ".…!" or (line.row is not None and not (line.row.weak and line.row.speaks)):
            break
        if line.many >= 4 and line.last != "!":
            return True
        answers += 1
    talk = lines[max(context.first, context.last - REACH) : context.last + 1]
    asked = sum(line.last == "?" and line.row is None for line in talk)
    return answers > 0 and asked >= LEAST_QUESTIONS


def _guess_after(context: Context, i: int) -> str:
    """Guess the kind of a line after the text that nothing names."""
    line = context.lines[i]
    if line.row is not None:
        return "navigation" if context.page or line.row.name == FOOTER else "tags"
    if is_name(line) and context.lines[i - 1].prose:
        return "byline"
    if line.many <= 4 or (line.size < 60 and line.words.count(",") >= 2):
        return "navigation" if context.page and line.many <= 4 else "tags"
    return "advert" if "," in line.words and line.size >= 60 else "related"
