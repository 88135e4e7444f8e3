"""Words of boxes that seem the text's: prices, labels, promises of a letter, beginnings of other articles."""

import re
from collections.abc import Sequence
from itertools import takewhile

from alibaba_corpus.beyond import MOST_OF_LABEL
from alibaba_corpus.boilerplate import load_shapes, wording
from alibaba_corpus.context import Context
from alibaba_corpus.lines import KEPT_KINDS, LONG, SENTENCE, Seen, Verdict, find_runs, find_stems
from alibaba_corpus.looks import is_figure, reads_on
from alibaba_corpus.stretch import HEADING
from alibaba_corpus.zones import AFTER

LEAST_PRICES = 2  # prices from which words set apart are a shop's window
LEAST_TEXT = 2  # lines kept before one that closes a text at least
LEAST_CUT = 3  # sentences cut off that stand for other articles at the end of a text
TOLD = 1 / 3  # share of its words that a text's own end has in common with the text at least
LEAST_HEADLINES = 3  # other articles' headlines under a quotation without which it ends the text
MOST_OF_MESSAGE = 3  # lines of a network's message above who wrote it
MOST_OF_PROMISE = 4  # sentences above a form that may promise what it brings
_SIGNED = re.compile(r"^\s*[—–-]{1,2} ?[^\"]{1,60} \(@\w{2,30}\)")  # who wrote a network's message
_OF_NETWORK = re.compile(r"(?<!\w)@\w{2,30}\b|(?:^|\s)#\w|\bt\.co/\w|\bpic\.twitter\.com/")
_ADDRESS = "addresses the reader or calls upon him"
_BOXES = frozenset({"paywall", "cookies", "navigation", "share", "advert", "byline", "dateline"})
_ENDS = frozenset({"paywall", "related", "comments", "contact", "share", "navigation"})
_BREAKS = frozenset({"advert: the word itself", "position: between metadata before the text"})


def take_between(context: Context, verdicts: list[Verdict]) -> None:
    r"""Drop words set apart beside furniture: the prices of an offer, the buttons of a player, a label.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège."
    >>> lines = tuple(look_at_lines(f"{text}\nPublicité\n12,50 €\nPublicité\n{text[:-1]} aussi."))
    >>> verdicts = [Verdict(kind, "…") for kind in ("body", "advert", "heading", "advert", "body")]
    >>> take_between(set_context(lines, None), verdicts)
    >>> verdicts[2].kind
    'advert'
    """
    start = 1 if context.head is None else context.head + 1
    named = (i for i in range(start, len(verdicts)) if verdicts[i].kind in ("heading", "body"))
    short = [i for i in named if not context.lines[i].prose]
    for run in find_runs([i for i in short if _is_set_apart(context, verdicts, i)]):
        kind = (
            _find_box(context, verdicts, run) or _find_shop(context, run) if run[-1] < context.last else None
        )
        if kind is not None:
            for i in run:
                verdicts[i] = Verdict(kind, "block: words beside furniture")
    end = context.last
    if end + 1 < len(verdicts) and context.lines[end].last == ":" and not context.lines[end].prose:
        kind = verdicts[end + 1].kind  # what is announced is no part of the text
        verdicts[end] = (
            verdicts[end] if kind in KEPT_KINDS else Verdict(kind, "block: above what it announces")
        )


def drop_cut_short(context: Context, verdicts: list[Verdict]) -> None:
    r"""Drop the sentences at the end of the text that are cut off: beginnings of other articles.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège"
    >>> lines = tuple(look_at_lines(f"{text}.\n" * 3 + f"{text}...\n" * 3))
    >>> verdicts = [Verdict("body", "shape: prose")] * 6
    >>> drop_cut_short(set_context(lines, None), verdicts)
    >>> [verdict.kind for verdict in verdicts[2:4]]
    ['body', 'related']
    """
    kept = [i for i, verdict in enumerate(verdicts) if verdict.kind in KEPT_KINDS]
    cut = list(takewhile(lambda i: _may_begin_another(context.lines[i]), reversed(kept)))
    before = kept[: len(kept) - len(cut)]
    one_less = len(cut) == LEAST_CUT - 1 and not context.page and _share_told(context, before, cut) < TOLD
    if (len(cut) >= LEAST_CUT or one_less) and len(before) >= LEAST_CUT:
        for i in cut:
            verdicts[i] = Verdict("related", "shape: beginnings of other articles")
        kept = before
    if kept and _begins_headlines(context, verdicts, kept[-1]):
        verdicts[kept[-1]] = Verdict("related", "shape: first of other articles")


def take_closing(context: Context, verdicts: list[Verdict]) -> None:
    r"""Drop the sentences at the end of the text that speak to the reader of what is the paper's own.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège.\n" * 2
    >>> lines = tuple(look_at_lines(f"{text}Dites-nous en commentaire si vous prenez le train."))
    >>> verdicts = [Verdict("body", "shape: prose")] * 3
    >>> take_closing(set_context(lines, None), verdicts)
    >>> [verdict.kind for verdict in verdicts]
    ['body', 'body', 'comments']
    """
    kept = [i for i, verdict in enumerate(verdicts) if verdict.kind in KEPT_KINDS]
    for i in reversed(kept[LEAST_TEXT:]):
        kind = _find_closing(context.lines[i])
        if kind is None:
            return
        verdicts[i] = Verdict(kind, "shape: speaks to the reader after the text")


def _find_closing(line: Seen) -> str | None:
    """Return the kind of a sentence that speaks to the reader of what is the paper's own, or None."""
    shapes = load_shapes()
    if line.size > 2 * LONG or line.text.lstrip()[0] in '«"“' or not line.says(_ADDRESS):
        return None
    if shapes.said.search(line.key):
        return None
    return next((kind for kind, pattern in shapes.closing if pattern.search(line.key)), None)


def take_past_cut(context: Context, verdicts: list[Verdict]) -> None:
    r"""Drop what stands behind a long paragraph that is cut off, where furniture does and no paragraph.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Le train est parti lundi de la gare de Liège. " * 6
    >>> lines = tuple(look_at_lines(f"{text}Il...\nAbonnez-vous\nPour lire ce texte :\nUn pack du quai"))
    >>> verdicts = [Verdict(kind, "…") for kind in ("body", "paywall", "body", "heading")]
    >>> take_past_cut(set_context(lines, None), verdicts)
    >>> [verdict.kind for verdict in verdicts]
    ['body', 'paywall', 'paywall', 'paywall']
    """
    lines = context.lines
    if context.page or not any(line.cut for line in lines):
        return
    kept = [i for i, verdict in enumerate(verdicts) if verdict.kind in KEPT_KINDS]
    long = [i for i in kept if lines[i].prose and lines[i].size >= LONG]
    if not long or not lines[long[-1]].cut:
        return
    kind = next((verdict.kind for verdict in verdicts[long[-1] :] if verdict.kind in _ENDS), None)
    if kind is None:
        return
    for i in kept:
        if i > long[-1] and verdicts[i].kind != "footnote" and _share_told(context, long, [i]) < TOLD:
            verdicts[i] = Verdict(kind, "shape: behind a text that is cut off")


def _may_begin_another(line: Seen) -> bool:
    """Tell whether a line of moderate length is cut off."""
    return SENTENCE <= line.size <= 2 * LONG and line.cut


def _share_told(context: Context, text: Sequence[int], said: Sequence[int]) -> float:
    """Return the share of the words of some lines that the lines of a text say too, by their beginnings."""
    words = {stem for i in said for stem in find_stems(context.lines[i].key)} - load_shapes().function_words
    told = {stem for i in text for stem in find_stems(context.lines[i].key)} if words else set()
    return len(words & told) / max(len(words), 1)


def _begins_headlines(context: Context, verdicts: list[Verdict], i: int) -> bool:
    """Tell whether the last line kept is a quotation that headlines follow: the first of them."""
    text = context.lines[i].text.strip()
    if text[0] not in "«“" or text[-1] not in "»”" or text.count(text[0]) > 1:
        return False
    below = [verdict.rule for verdict in verdicts[i + 1 : i + 1 + LEAST_HEADLINES]]
    return text[1:-1].rstrip()[-1:].isalnum() and below == [AFTER] * LEAST_HEADLINES


def take_promises(context: Context, verdicts: list[Verdict]) -> None:
    """Drop the promise of a letter above what says that the reader's address is used for it, and its name.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> context = set_context(tuple(look_at_lines("Le train est parti lundi de la gare de Liège.")), None)
    >>> verdicts = [Verdict("body", "shape: prose")]
    >>> take_promises(context, verdicts)
    >>> verdicts[0].kind
    'body'
    """
    for i, verdict in enumerate(verdicts):
        row = context.lines[i].row if verdict.kind == "advert" else None
        if row is None or not row.takes_above:
            continue
        k = i - 1
        while (
            k > i - MOST_OF_PROMISE and k > 0 and verdicts[k].kind == "body" and _promises(context.lines[k])
        ):
            verdicts[k] = Verdict("advert", "block: above its button")
            k -= 1
        if k < i - 1 and k > 0 and verdicts[k].kind == "heading":
            verdicts[k] = Verdict("advert", "block: above its button")


def _promises(line: Seen) -> bool:
    """Tell whether a sentence speaks to the reader: "Chaque jour, notre rédaction vous réserve…"."""
    return line.size <= 2 * LONG and (
        line.says("speaks to the reader")
        or line.says("asks the reader to come, read or subscribe")
        or line.says("says you")
    )


def _is_set_apart(context: Context, verdicts: Sequence[Verdict], i: int) -> bool:
    """Tell whether a short line that is kept heads no paragraph and ends no sentence."""
    line = context.lines[i]
    if line.bullet or line.last in ".…;»:":
        return False
    if line.last in "?!" and not _is_stacked(context, verdicts, i):
        return False
    priced = is_figure(line) or wording("ends with a price").search(line.words) is not None
    over = i + 1 < len(verdicts) and verdicts[i + 1].kind in ("body", "footnote") and not priced
    return line.size <= HEADING and not (
        over and context.lines[i + 1].row is None and reads_on(context.lines[i + 1])
    )


def _is_stacked(context: Context, verdicts: Sequence[Verdict], i: int) -> bool:
    """Tell whether a line that may be an intertitle stands right over one that is: it heads nothing."""
    if not i + 2 < len(verdicts) or verdicts[i + 1].kind != "heading":
        return False
    return context.lines[i + 2].prose and context.lines[i].size > context.lines[i + 1].size


def _find_box(context: Context, verdicts: Sequence[Verdict], run: Sequence[int]) -> str | None:
    """Return the kind of the furniture around a run of words, or None where they may be the text's."""
    lines = context.lines
    above, below = (_find_furniture(lines, verdicts, k) for k in (run[0] - 1, run[-1] + 1))
    kind = below or above
    if run[-1] <= context.begun:  # a standfirst is longer, or stands right under the headline
        return kind if above is not None and all(lines[k].many <= MOST_OF_LABEL for k in run) else None
    enclosed = above is not None and below is not None
    button = below is not None and lines[run[-1] + 1].many <= 2
    label = below is not None and len(run) <= (2 if button else 1)
    label = label and all(lines[k].many <= (2 * MOST_OF_LABEL if button else MOST_OF_LABEL) for k in run)
    stacked = len(run) == 1 and above is not None and _is_stacked(context, verdicts, run[0])
    return kind if enclosed or label or stacked or any(is_figure(lines[k]) for k in run) else None


def _find_shop(context: Context, run: Sequence[int]) -> str | None:
    """Return "advert" where words set apart amid the text are goods and their prices."""
    lines = context.lines
    price = wording("ends with a price")
    prices = sum(price.search(lines[k].words) is not None and " : " not in lines[k].words for k in run)
    announced = run[0] > 0 and lines[run[0] - 1].last == ":"
    return "advert" if prices >= LEAST_PRICES and not announced and run[0] > context.begun else None


def _find_furniture(lines: Sequence[Seen], verdicts: Sequence[Verdict], i: int) -> str | None:
    """Return the kind of a line that a row decides, if words beside it may belong to it."""
    if not 0 <= i < len(verdicts) or verdicts[i].rule in _BREAKS:
        return None
    told = lines[i].decided or verdicts[i].kind == "byline"
    return verdicts[i].kind if told and verdicts[i].kind in _BOXES else None


def take_messages(context: Context, verdicts: list[Verdict]) -> None:
    r"""Drop a network's message above who wrote it: a line or more that name an account, a tag or a link.

    >>> from alibaba_corpus.context import set_context
    >>> from alibaba_corpus.lines import look_at_lines
    >>> lines = tuple(look_at_lines("Le rail avance.\nBravo @liege !\n— Léa (@lea_m)"))
    >>> verdicts = [Verdict("body", "…"), Verdict("body", "…"), Verdict("share", "…")]
    >>> take_messages(set_context(lines, None), verdicts)
    >>> verdicts[1].kind
    'share'
    """
    for i, verdict in enumerate(verdicts):
        if verdict.kind != "share" or _SIGNED.search(context.lines[i].text) is None:
            continue
        for k in range(i - 1, max(i - 1 - MOST_OF_MESSAGE, 0), -1):
            if verdicts[k].kind not in {*KEPT_KINDS, "share"} or not _OF_NETWORK.search(
                context.lines[k].text
            ):
                break
            verdicts[k] = Verdict("share", "block: message of a network")
