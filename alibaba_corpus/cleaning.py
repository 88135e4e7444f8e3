"""Lines of a raw article, each kept or dropped, with the kind it is of and the rule that decided.

Two passes. The first looks at each line alone: the rows of `data/boilerplate.toml` and the line's shape.
The second looks at the lines together: it finds the article's own stretch (the run of lines with the most
prose in it), the headline before it, and lets headings such as "Lire aussi" take the lines under them.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from alibaba_corpus.furniture import Row, fold, match_notice, match_row

KEPT_KINDS = frozenset({"title", "standfirst", "heading", "body", "footnote"})
DROPPED_KINDS = frozenset(
    {"duplicate", "archive_notice", "paywall", "share", "navigation", "related", "tags", "byline"}
    | {"dateline", "credit", "advert", "cookies", "comments", "contact", "copyright"}
)

LONG = 140  # characters from which a line with function words is taken for a paragraph
SENTENCE = 40  # characters from which a line that ends with a full stop is taken for a paragraph
PAGE = 60  # lines from which a text is read as a whole web page
HEADING = 110  # characters up to which a line may be an intertitle
FULL = 600  # characters beyond which a paragraph weighs no more
LONGEST_NOTICE = 1500  # characters beyond which a paragraph is not searched for cues

_STOPWORDS = frozenset(
    "le la les l de des d du un une et en a pour dans sur au aux par que qui qu est ont se s ne n pas il elle ils on nous vous je "
    "son sa ses leur leurs ce cette ces c avec plus mais ou dont sont etre avait ete sera entre apres selon sous "
    "the of and to in is that for it on as was with at by from has have be are this an its will said he they "
    "der die das und den von zu mit sich des auf ist im dem nicht ein eine als auch es an er hat aus sie nach wird bei einer um am "
    "el los las del y una por con para su al lo como mas pero sus fue ha il lo gli di che e un per non si della dei del alla "
    "het een van te dat op voor zijn met o os da do em um uma com nao".split()
)
_CLAUSE = re.compile(
    r"\b(?:est|sont|a|ont|etait|avait|sera|va|vont|peut|fait|doit|n'|ne|qui|que|il|elle|ils|on|is|are|was|has|have|will|"
    r"ist|hat|sind|wird|fue|son|\w+(?:aient|erait|eront|era|ait|erent))\b"
)
_KICKER = re.compile(
    r"(?:decryptage|enquete|reportage|portrait|analyse|interview|entretien|videos?|en images|infographie|podcast|dossier|tribune|edito|"
    r"editorial|chronique|recit|exclusif|grand format|cartes?|focus|temoignages?|opinion|debat|explainer|analysis|watch)"
    r"(?: ?[-:|.>] ?| - )\S"
)
_NAMELIKE = re.compile(r"(?:[A-Z][A-Za-z'.-]+)(?: (?:[A-Z][A-Za-z'.-]*|de|du|van|von|der|le|la|el|ben|et|&)){1,5}$")
_BULLET = re.compile(r"\s*(?:[*+•·▪●►▶›>-]\s|\d{1,2}[.)]\s|[*+•·▪●►▶›>-]+\s*$)")
_FIGURE = re.compile(r"[^.!?]{2,80}(?: ?: ?|\s{2,}|\.{3,} ?| - )[+-]?\d")
_ENDS = "\"'»”’“)]* \u00a0\u202f"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a raw article that is not blank; `raw[start:end] == text`.

    number: 1-based, counted in line ends; start, end: offsets into the raw text; text: as it stands, without
    its line end; kind: one of KEPT_KINDS or DROPPED_KINDS; kept; rule: the row or the step that decided.
    """

    number: int
    start: int
    end: int
    text: str
    kind: str
    kept: bool
    rule: str


class Seen(NamedTuple):
    """What one line shows by itself."""

    number: int
    start: int
    end: int
    text: str
    size: int  # characters without the margins
    words: str  # folded, one space between words
    small: str  # the same in small letters, without margin signs
    many: int  # number of words
    last: str  # last sign, closing quotes and brackets left out
    bullet: bool
    prose: bool
    row: Row | None


class Verdict(NamedTuple):
    """The kind given to a line and what gave it."""

    kind: str
    rule: str


Verdicts = dict[int, Verdict]  # by index of the line


def label_lines(raw: str, *, title: str | None = None) -> tuple[Line, ...]:
    r"""Return every line of `raw` that is not blank, kept or dropped, with its kind and the rule that decided.

    >>> for line in label_lines("Menu\nLe rail relie Liège à la Chine\nLe train est parti lundi de Zhengzhou."):
    ...     print(line.number, line.kept, line.kind)
    1 False navigation
    2 True title
    3 True body

    `title` is the headline where another source tells it (a column, the metadata of a page). The lines in
    order are the whole article; cleaning what was kept drops nothing more.
    """
    seen = tuple(_look(raw))
    verdicts = _settle(seen, fold(title).lower().strip() if title else None)
    return tuple(
        Line(s.number, s.start, s.end, s.text, kind := verdicts[i].kind, kind in KEPT_KINDS, verdicts[i].rule)
        for i, s in enumerate(seen)
    )


def kept_view(raw: str, lines: Sequence[Line]) -> str:
    r"""Return `raw` with each dropped line blanked by spaces, so that offsets stay true.

    >>> raw = "Menu\nLe rail avance\nLe train est parti lundi."
    >>> kept_view(raw, label_lines(raw))
    '    \nLe rail avance\nLe train est parti lundi.'
    """
    parts: list[str] = []
    done = 0
    for line in lines:
        if not line.kept:
            parts += [raw[done : line.start], " " * (line.end - line.start)]
            done = line.end
    return "".join([*parts, raw[done:]])


# ------------------------------------------------------------------ first pass: each line alone


def _split(raw: str) -> Iterator[tuple[int, int, str]]:
    """Yield number, start and text of each line; "\r" alone ends a line where the text has no "\n"."""
    end = "\n" if "\n" in raw or "\r" not in raw else "\r"
    start = 0
    for number, text in enumerate(raw.split(end), 1):
        yield number, start, text.removesuffix("\r")
        start += len(text) + 1


def _look(raw: str) -> Iterator[Seen]:
    for number, start, text in _split(raw):
        bare = text.strip()
        if bare:
            yield _see(number, start, text, bare)


def _see(number: int, start: int, text: str, bare: str) -> Seen:
    """Look at one line."""
    wide = fold(bare)
    words = " ".join(wide.split())
    small = words.lower()
    size, many = len(bare), words.count(" ") + 1
    last = (bare.rstrip(_ENDS) or bare)[-1]
    bullet = _BULLET.match(text) is not None
    prose = _reads_as_prose(bare, small, size, last, bullet)
    row = match_row(words, wide) if size <= 900 else None
    if row is None and size > 120:
        row = match_notice(small[:LONGEST_NOTICE])
    if row is None and not re.search(r"\w", bare):
        row = _EMPTY
    return Seen(number, start, start + len(text), text, size, words, small.strip(" *+->|#.:"), many, last, bullet, prose, row)


_EMPTY = Row("layout: no word", "navigation", False, False, 0)


def _reads_as_prose(bare: str, small: str, size: int, last: str, bullet: bool) -> bool:
    """Tell whether a line reads as sentences of an article, by its length, its end and its function words."""
    if size < SENTENCE:
        return False
    tokens = small[:300].replace("'", " ").split()
    if len(tokens) * 12 < min(size, 300):  # a script that folding leaves out, or no spaces
        return size >= SENTENCE and (last in "。！？.…" or "，" in bare)
    share = sum(1 for token in tokens if token in _STOPWORDS) / len(tokens)
    if size >= LONG:
        return share >= 0.18
    if bullet:
        return last in ".…" and size >= 80 and share >= 0.18
    return (last in ".…" or (last in "!?" and size >= 90) or bare[0] in "«\"“" and bare[-1] in "»\"”.") and share >= 0.12


# ------------------------------------------------------------------ second pass: the lines together


def _settle(seen: Sequence[Seen], title: str | None) -> Verdicts:
    """Judge the lines, then the kept ones among themselves, until nothing more is dropped."""
    settled: Verdicts = {}
    alive = list(range(len(seen)))
    for _ in range(6):
        found = _judge([seen[i] for i in alive], title)
        kept = [i for k, i in enumerate(alive) if found[k].kind in KEPT_KINDS]
        settled.update({i: found[k] for k, i in enumerate(alive) if i not in settled or found[k].kind not in KEPT_KINDS})
        if len(kept) == len(alive):
            break
        alive = kept
    return settled


def _judge(lines: Sequence[Seen], title: str | None) -> Verdicts:
    """Give every line a verdict."""
    if not lines:
        return {}
    first, last = _find_core(lines)
    head = _find_title(lines, first, title)
    verdicts: Verdicts = {}
    start = first if head is None else head
    verdicts.update(_judge_before(lines, start))
    if head is not None:
        verdicts[head] = Verdict("title", "position: headline before the text")
        start = head + 1
    verdicts.update(_judge_core(lines, start, last))
    verdicts.update(_judge_after(lines, last + 1, verdicts))
    verdicts = _name_standfirst(lines, head, verdicts)
    return _drop_duplicates(lines, head, verdicts)


def _weigh(line: Seen, repeated: bool) -> float:
    """Weigh a line for or against belonging to the article's stretch."""
    if line.row is not None and not line.row.weak:
        heavy = line.row.opens or line.row.kind in ("comments", "copyright", "contact", "tags")
        return -1.5 if heavy else -0.4
    if line.prose:
        return -0.5 if repeated else 0.5 + min(line.size, FULL) / 100
    if line.last in ".…" and line.many >= 3 and not line.bullet:
        return 0.4
    if line.bullet:
        return -0.9
    return -0.4 if line.many >= 4 else -0.7


def _find_core(lines: Sequence[Seen]) -> tuple[int, int]:
    """Find the stretch of lines with the most prose in it, first and last line included.

    The sum of the weights is maximal over all stretches (Bentley's column on the maximum subarray). Without
    any prose the stretch is all the lines.
    """
    repeated = Counter(line.small for line in lines if line.prose)
    best, best_span, run, begin = 0.0, (0, len(lines) - 1), 0.0, 0
    for i, line in enumerate(lines):
        weight = _weigh(line, repeated[line.small] > 1)
        if run <= 0:
            run, begin = 0.0, i
        run += weight
        if run > best:
            best, best_span = run, (begin, i)
    return best_span


def _find_title(lines: Sequence[Seen], first: int, title: str | None) -> int | None:
    """Choose the headline among the lines before the text, or None."""
    if title:
        exact = [i for i, line in enumerate(lines[: first + 3]) if line.small == title.strip(" *+->|#.:")]
        if exact:
            return exact[-1]
    again = Counter(line.small for line in lines)
    window = range(max(0, first - 40), first)
    best, choice = 0.9, None
    for i in window:
        score = _title_score(lines, i, first, again[lines[i].small])
        if score > best:
            best, choice = score, i
    if choice is None and lines[first].size <= HEADING + 30 and lines[first].row is None and first + 1 < len(lines):
        return first
    return choice


def _title_score(lines: Sequence[Seen], i: int, first: int, times: int) -> float:
    """Score a line as a headline: words enough, no full stop, metadata after it, nearness to the text."""
    line = lines[i]
    if (line.row is not None and not (line.row.weak or _KICKER.match(line.small))) or line.many < 2:
        return 0.0
    score = 1.0 if line.many >= 4 else 0.6 if line.many >= 3 else 0.2
    score += (0.5 if 25 <= line.size <= 160 else 0.0) + (0.5 if times > 1 else 0.0)
    score -= (1.0 if line.last == "." else 0.0) + (1.2 if line.bullet else 0.0) + (0.6 if line.size > 200 else 0.0)
    if re.search(r"\s{2,}|[|/>]| - ", line.text.strip()) and line.many <= 8:
        score -= 0.4
    if line.words.isupper() and line.many <= 3:
        score -= 0.5
    after = lines[i + 1 : i + 4]
    if any(l.row is not None and l.row.kind in ("byline", "dateline", "share", "credit") for l in after):
        score += 0.4
    return score + (0.3 if _CLAUSE.search(line.small) else 0.0) - 0.15 * ((first - i) // 8) - 0.01 * (i if len(lines) < PAGE else 0)


def _judge_before(lines: Sequence[Seen], stop: int) -> Verdicts:
    """Judge the lines before the headline: none is kept."""
    verdicts: Verdicts = {}
    block: str | None = None
    for i in range(stop):
        line = lines[i]
        if line.row is not None and not line.row.weak:
            verdicts[i] = Verdict(line.row.kind, line.row.name)
            block = line.row.kind if line.row.opens else None
        elif block is not None:
            verdicts[i] = Verdict(block, "block: under a heading")
        else:
            verdicts[i] = Verdict(_guess_before(lines, i), "position: before the headline")
    return verdicts


def _guess_before(lines: Sequence[Seen], i: int) -> str:
    line = lines[i]
    parts = [p for p in re.split(r"\s{2,}| ?\| ?", line.text.strip()) if p]
    if len(parts) >= 3 or line.bullet or len(lines) >= PAGE:
        return "navigation"
    return "tags" if line.many <= 6 else "related"


def _judge_core(lines: Sequence[Seen], start: int, last: int) -> Verdicts:
    """Judge the lines of the article's stretch: all are kept but furniture and what stands under its headings."""
    verdicts: Verdicts = {}
    block: str | None = None
    for i in range(start, last + 1):
        line = lines[i]
        if line.row is not None and not line.row.weak:
            verdicts[i] = Verdict(line.row.kind, line.row.name)
            block = line.row.kind if line.row.opens else block if line.row.kind == block else None
            continue
        verdict = _judge_in_text(lines, i, start, last, block, verdicts)
        if verdict.kind in KEPT_KINDS:
            block = None
        verdicts[i] = verdict
    return verdicts


def _judge_in_text(
    lines: Sequence[Seen], i: int, start: int, last: int, block: str | None, before: Verdicts
) -> Verdict:
    """Judge a line of the stretch that no row decides alone."""
    line = lines[i]
    if line.prose:
        return Verdict("body", "shape: prose")
    if block is not None and not _ends_block(lines, i, last):
        return Verdict(block, "block: under a heading")
    if line.row is not None and not _stands_alone(lines, i, last):
        return Verdict(line.row.kind, line.row.name)
    if i - start < 8 and not any(lines[k].prose for k in range(start, i)) and _is_name(line):
        return Verdict("byline", "shape: a name before the text")
    if line.bullet and line.last not in ".;:…" and not _in_list(lines, i, start):
        return Verdict("related", "shape: bullet outside a list")
    if _KICKER.match(line.small) and line.last not in ".…":
        return Verdict("related", "shape: label and headline")
    if line.last in ".…:,;" or line.size > HEADING or line.bullet:
        return Verdict("body", "shape: short sentence")
    return Verdict("heading", "shape: intertitle") if i < last else Verdict("body", "position: in the text")


def _ends_block(lines: Sequence[Seen], i: int, last: int) -> bool:
    """Tell whether a short line under a heading such as "Lire aussi" is the article's next intertitle."""
    line = lines[i]
    if line.last in "." and line.many >= 4:
        return True
    if line.bullet or line.size > 45 or i >= last or not lines[i + 1].prose:
        return False
    above = lines[i - 1]
    return above.row is None and above.size >= line.size + 10


def _stands_alone(lines: Sequence[Seen], i: int, last: int) -> bool:
    """Tell whether a section's name stands between two paragraphs, as an intertitle does."""
    return 0 < i < last and lines[i - 1].prose and lines[i + 1].prose and not lines[i].bullet


def _in_list(lines: Sequence[Seen], i: int, start: int) -> bool:
    """Tell whether the bullets up to this line were announced by a colon."""
    k = i - 1
    while k >= start and lines[k].bullet and i - k < 40:
        k -= 1
    return k >= start and (lines[k].last == ":" or lines[i].size < 0)


def _is_name(line: Seen) -> bool:
    return line.many <= 6 and line.size <= 60 and line.last not in ".?!:;" and _NAMELIKE.match(line.words) is not None


def _judge_after(lines: Sequence[Seen], start: int, before: Verdicts) -> Verdicts:
    """Judge the lines after the article's stretch: footnotes and the text's own end are kept."""
    verdicts: Verdicts = {}
    block: str | None = None
    near = True  # nothing dropped yet since the text
    for i in range(start, len(lines)):
        line = lines[i]
        if line.row is not None and not (line.row.weak and near):
            verdicts[i] = Verdict(line.row.kind, line.row.name)
            block = line.row.kind if line.row.opens else block if line.row.kind == block else None
            near = False
        elif block is None and _is_footnote(lines, i, start):
            verdicts[i] = Verdict("footnote", "shape: note to a word of the text")
        elif near and _continues(line):
            verdicts[i] = Verdict("body", "position: end of the text")
        elif block is not None:
            verdicts[i] = Verdict(block, "block: under a heading")
            near = False
        else:
            verdicts[i] = Verdict(_guess_after(lines, i), "position: after the text")
            near = False
    return verdicts


def _is_footnote(lines: Sequence[Seen], i: int, start: int) -> bool:
    text = lines[i].text.strip()
    mark = re.match(r"\*{1,3}|\(\*+\)|\(\d{1,2}\)|\[\d{1,2}\]|[¹²³†]|N\.?B\.?\b|NDLR", text)
    if mark is None or len(text) <= len(mark[0]) + 2:
        return False
    if mark[0][0] == "N":
        return True
    return any(re.search(r"\w[»”\"’]?" + re.escape(mark[0]) + r"(?!\*)", line.text) for line in lines[:start])


def _continues(line: Seen) -> bool:
    """Tell whether a line right after the text goes on with it: a short sentence, a figure, a line cut off."""
    if line.bullet or _KICKER.match(line.small):
        return False
    if line.last in ".…" and line.many >= 3:
        return True
    return bool(_FIGURE.match(line.words)) or (line.size >= 70 and _CLAUSE.search(line.small) is not None)


def _guess_after(lines: Sequence[Seen], i: int) -> str:
    line = lines[i]
    if _is_name(line) and i > 0 and lines[i - 1].prose:
        return "byline"
    if line.many <= 4 or re.search(r"\S\s{2,}\S", line.text.strip()):
        return "tags"
    return "advert" if line.row is None and "," in line.words and line.size >= 60 else "related"


def _name_standfirst(lines: Sequence[Seen], head: int | None, verdicts: Verdicts) -> Verdicts:
    """Name the standfirst: the first kept line after the headline when it is set apart or short beside the text."""
    if head is None:
        return verdicts
    kept = [i for i in range(head + 1, len(lines)) if verdicts[i].kind in ("body", "heading") and lines[i].small != lines[head].small]
    if len(kept) < 2 or lines[kept[0]].size > 400 or lines[kept[0]].last == ":":
        return verdicts
    one, two = kept[0], kept[1]
    between = {verdicts[i].kind for i in range(one + 1, two)}
    before = {verdicts[i].kind for i in range(head + 1, one)}
    apart = bool(between & {"byline", "dateline", "share", "credit", "duplicate", "paywall"}) and "byline" not in before
    short = lines[one].size <= 200 and lines[two].size >= 1.5 * lines[one].size and "byline" not in before
    dateless = not re.match(r"[A-Z][A-Za-zÉÈÀ' ,-]{2,40}(?:\(| [-–—] |, \d)", lines[one].text.strip())
    if (apart or (short and verdicts[one].kind == "heading") or (short and lines[one].many >= 6)) and dateless:
        return verdicts | {one: Verdict("standfirst", "position: between headline and text")}
    return verdicts


def _drop_duplicates(lines: Sequence[Seen], head: int | None, verdicts: Verdicts) -> Verdicts:
    """Drop the headline and the standfirst where they come again, and paragraphs that come twice."""
    once: set[str] = set()
    changed: Verdicts = {}
    for i, line in enumerate(lines):
        if head is not None and i != head and line.small == lines[head].small and line.many >= 2:
            changed[i] = Verdict("duplicate", "repeated: headline")
        elif verdicts[i].kind in KEPT_KINDS and line.many >= 5 and line.small:
            if line.small in once:
                changed[i] = Verdict("duplicate", "repeated: line of the text")
            once.add(line.small)
    return verdicts | changed


# ------------------------------------------------------------------ across a corpus


def drop_recurring(articles: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the articles' lines with kept lines dropped that come back in many different articles.

    >>> drop_recurring([label_lines("Le rail avance")])[0][0].kept
    True
    """
    return [tuple(replace(line) for line in lines) for lines in articles]
