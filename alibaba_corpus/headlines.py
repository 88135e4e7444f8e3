"""The headline among the lines before an article's text."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, takewhile

from alibaba_corpus.boilerplate import Row
from alibaba_corpus.folding import MARGIN
from alibaba_corpus.lexicon import places
from alibaba_corpus.lines import LONG, STEM, Seen, find_stems, part_words
from alibaba_corpus.looks import (
    FULL_NAME,
    are_names,
    comes_again,
    heads_others,
    is_name,
    lists_names,
    says_next,
    says_twice,
)
from alibaba_corpus.stretch import FULL, METADATA, PAGE, REACH

BEGUN = 300  # characters of a paragraph of an article that tell what it is about, FULL of one of a page
FAR = 90  # lines before the text of a page among which its headline stands
LONGEST_TEASER_STAMP = 16  # characters of the day beside a headline in a list
UNDER = 0.6  # what a headline under "Lire aussi" weighs less
MOST_OF_MOTTO = 6  # words up to which a line that the text does not take up may be an outlet's motto
NEAR_PATH = 8  # lines from the path to a page to its headline
SHARED = 0.75  # share of a headline's words that a shorter one above the text says again
LEAST_SHARED = 3  # words of it at least
LEAST_OF_STANDFIRST = 10  # words of a sentence that is a standfirst under a headline of a few words

_ADDRESS = re.compile(r"^[a-z0-9-]{3,25}\.(?:com|net|org|info|fr|be|ch|ca|sn|ci|ma|tn|dz|cd|mg)\b")
_SITE = re.compile(r"[ .]?(?:<!-- -->)? ?(?:\||- |::|>) ?[^!?;:]{2,45}")


def find_title(
    lines: Sequence[Seen], first: int, last: int, again: frozenset[str], title: str | None
) -> int | None:
    r"""Choose the headline among the lines before the text or at its beginning, or None.

    >>> from alibaba_corpus.lines import look_at_lines
    >>> text = "Accueil\nLe rail relie Liège à la Chine\nLe train est parti lundi de la gare de Liège."
    >>> find_title(tuple(look_at_lines(text)), 2, 2, frozenset(), None)
    1
    """
    told = _find_told(lines[: last + 1], first, title) if title else None
    if told is not None:
        return told
    page = len(lines) >= PAGE
    again -= _find_listed(lines, last, again) if page else frozenset()
    choice, pictured = _choose_best(lines, first, last, again)
    if page and choice is not None:  # the headline in the path of the menu, then over its text
        choice = _find_repeated(lines, choice, first, again)
        choice = _find_below(lines, choice, min(first, choice + 4))
    if choice is None and not page:
        opens = pictured is not None and _opens_page(lines, pictured)
        choice = pictured if opens else _find_short_title(lines, first)
    if choice is not None and not page and _stands_over(lines, choice):
        choice -= 1
    if choice is None and first < last and not lines[first].decided and lines[first].size <= LONG:
        choice = first if not lines[first].bullet else None
    return choice if choice is None else _find_without_site(lines, choice, min(last, choice + REACH))


def _find_told(lines: Sequence[Seen], first: int, title: str) -> int | None:
    """Return the line that is the headline another source tells, the first one near the text if it may be."""
    wanted = title.strip(MARGIN)
    exact = [i for i, line in enumerate(lines) if line.key == wanted]
    return next((i for i in exact if i >= first - 12), exact[-1]) if exact else None


def _choose_best(
    lines: Sequence[Seen], first: int, last: int, again: frozenset[str]
) -> tuple[int | None, int | None]:
    """Return the line with the best score, and a caption said again that would have had it, if any.

    A line may score a little less than one above it that may be an outlet's motto.
    """
    page = len(lines) >= PAGE
    best, motto = (0.9 if page else 0.3), False
    choice: int | None = None
    pictured: int | None = None
    for i, score, told in _score_candidates(lines, first, again, _find_topic(lines, first, last)):
        if score > best and _stands_for_picture(lines, i):
            pictured = i if lines[i].key in again else pictured
            continue
        if score > best - (0.3 if motto and lines[i].last not in ".?!…" else 0.0):
            motto = not page and told == 0 and lines[i].many <= MOST_OF_MOTTO
            best, choice = score + (0.0 if page else 0.45), i
    return choice, pictured


def _score_candidates(
    lines: Sequence[Seen], first: int, again: frozenset[str], topic: str
) -> Iterator[tuple[int, float, float]]:
    """Yield the lines above a text of which no row speaks, each with its score and its share of the topic."""
    page, under = len(lines) >= PAGE, 0.0
    for i in range(max(0, first - (FAR if page else REACH)), first):
        line, row = lines[i], lines[i].row
        if row is not None:
            under = UNDER if row.opens and row.kind in ("related", "comments") else under
            continue
        listed = under > 0 and not _has_stamp(lines, i)
        repeated = line.key in again and not (page and listed and line.many > 4)
        whole = page and repeated and line.cut  # a headline with points of suspension
        look = replace(line, prose=False) if whole else line
        score = _score_title(look, repeated) + _score_place(lines, i, first, page) - under * listed
        told = _share_of_topic(line, topic)
        score += 0.8 * told - (0.8 if _stands_as_caption(lines, i) else 0.0)
        yield i, score + float(_ends_path(lines, i)), told


def _find_listed(lines: Sequence[Seen], last: int, again: frozenset[str]) -> frozenset[str]:
    """Find what comes once above the end of a text, and again under headings over other articles alone."""
    listed: list[str] = []
    others: list[str] = [line.key for line in lines[: last + 1] if line.key in again]
    under = False
    for line in lines[last + 1 :]:
        if line.row is not None and not line.row.weak:
            under = heads_others(line) or (under and line.row.kind in METADATA)
        elif line.key in again:
            (listed if under else others).append(line.key)
    return frozenset(key for key in listed if others.count(key) == 1)


def _ends_path(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether the path to a page, some lines above, ends with the words of a line."""
    if lines[i].many < 3:
        return False
    key, above = lines[i].key, lines[max(i - NEAR_PATH, 0) : i]
    paths = [line.key for line in above if line.row is not None and line.row.kind == "navigation"]
    return any(path.endswith(key) and path != key for path in paths)


def _find_repeated(lines: Sequence[Seen], choice: int, first: int, again: frozenset[str]) -> int:
    """Return the place of a short headline that comes again, right under a line above it that does not."""
    if lines[choice].key in again:
        return choice
    below = next((i for i in range(choice + 1, min(choice + REACH, first)) if not lines[i].decided), choice)
    if below == choice or not _is_said_again(lines[below], again):
        return choice
    row = lines[below + 1].row
    stamped = row is not None and row.kind == "dateline"
    return below if stamped or below == choice + 1 else choice


def _find_below(lines: Sequence[Seen], choice: int, stop: int) -> int:
    """Return where a headline is said again right below, nothing of the article between."""
    found = choice
    for i in range(choice + 1, stop):
        row = lines[i].row
        if lines[i].prose or (row is not None and row.kind in ("byline", "dateline")):
            break
        found = i if lines[i].key == lines[choice].key else found
    return found


def _is_said_again(line: Seen, again: frozenset[str]) -> bool:
    """Tell whether a line of three words or more, of which no row speaks, comes twice on a page."""
    return line.row is None and line.key in again and line.many >= 3 and not line.bullet and not line.prose


def names_site(key: str, title: str) -> bool:
    """Tell whether a line is a headline with the name of its site behind it, as the title of a page is.

    >>> names_site("le rail avance - le quai du nord", "le rail avance")
    True
    """
    return title != "" and key.startswith(title) and _SITE.fullmatch(key, len(title)) is not None


def _find_without_site(lines: Sequence[Seen], choice: int, stop: int) -> int:
    """Return the line that says a headline again without its site's name, or the headline."""
    head = lines[choice]
    for i in range(choice + 1, stop):
        line = lines[i]
        if line.row is not None or line.many < 3 or (line.prose and not head.key.startswith(line.key)):
            continue
        if names_site(head.key, line.key) or _says_shorter(head, line):
            return i
    return choice


def _says_shorter(head: Seen, line: Seen) -> bool:
    """Tell whether a line under a headline says nearly all of it in fewer words: the headline of the text."""
    if line.prose or line.bullet or line.many >= head.many or line.last in ".:;":
        return False
    said, again = set(find_stems(head.key)), set(find_stems(line.key))
    return len(again) >= LEAST_SHARED and len(said & again) >= SHARED * len(said) and again <= said


def _has_stamp(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a headline has an author or a whole stamp beside it, as those in lists seldom have."""
    beside = (*lines[max(i - 2, 0) : i], *lines[i + 1 : i + 5])
    rows = ((line, line.row) for line in beside if line.row is not None)
    return any(row.kind == "byline" or _is_stamped(line) for line, row in rows)


def _is_stamped(line: Seen) -> bool:
    """Tell whether a line is a stamp that says more than the day, as few in lists do."""
    return line.row is not None and line.row.kind == "dateline" and line.size > LONGEST_TEASER_STAMP


def _stands_over(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether what seems the headline is a standfirst: a long sentence under words without an end."""
    if i == 0 or lines[i].last not in ".!" or lines[i].many < LEAST_OF_STANDFIRST:  # headlines ask, too
        return False
    above = lines[i - 1]
    apart = above.row is None and not above.bullet and not above.prose and " - " not in above.words
    return apart and above.many >= 3 and above.last.isalnum()


def _stands_for_picture(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line is a caption that comes again, or the names of who wrote."""
    again = says_twice(lines[i]) or comes_again(lines, i) or says_next(lines, i)
    return again or are_names(lines[i])


def _opens_page(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether nothing but a line itself stands above it."""
    return all(line.key == lines[i].key for line in lines[:i])


def _stands_as_caption(lines: Sequence[Seen], i: int) -> bool:
    """Tell whether a line stands between metadata and a credit."""
    below = lines[i + 1].row if i + 1 < len(lines) else None
    if i == 0 or below is None or below.kind != "credit":
        return False
    above = lines[i - 1].row
    return above is not None and above.kind in METADATA


def _find_topic(lines: Sequence[Seen], first: int, last: int) -> str:
    """Return what the first paragraphs begin with, spaces alone between and around the words.

    Where one line alone may be the headline, nothing need be compared.
    """
    page = len(lines) >= PAGE
    if not page and sum(line.row is None for line in lines[max(0, first - 40) : first]) <= 1:
        return ""
    longest = FULL if page else BEGUN
    paragraphs = islice((line.key[:longest] for line in lines[first : last + 1] if line.prose), 4)
    return f" {part_words(' '.join(paragraphs))} "


def _share_of_topic(line: Seen, topic: str) -> float:
    """Return the share of a line's words that come in the text too; two words are a section's as well."""
    stems = find_stems(line.key) if topic else []
    if len(stems) < 3:
        return 0.0
    return sum(f" {stem:{STEM}}" in topic for stem in stems) / len(stems)  # a space behind a shorter word


def _find_short_title(lines: Sequence[Seen], first: int) -> int | None:
    """Return the line right above the text when nothing else can be a short article's headline, or None."""
    above = first - 1
    while above > 0 and _is_stamp_row(lines[above].row):
        above -= 1
    if above >= 0 and _is_spoken_of(lines, above, first):
        return above
    if above == 0 and first > 1 and lines[0].many >= 2 and not lines[0].bullet and lines[0].row is None:
        return 0
    above = first - 1
    if above < 0 or lines[above].row is not None or lines[above].bullet or is_name(lines[above]):
        return None
    named = above == 0 and lines[above].text.strip() not in places()
    return above if named or lines[above].many >= 2 else None


def _is_stamp_row(row: Row | None) -> bool:
    """Tell whether a row takes a day, or a caption."""
    return row is not None and row.kind in ("dateline", "credit")


def _is_spoken_of(lines: Sequence[Seen], i: int, first: int) -> bool:
    """Tell whether a line is a name of which the first paragraph speaks: a portrait's headline."""
    line = lines[i]
    if line.row is not None or FULL_NAME.fullmatch(line.words) is None or first >= len(lines):
        return False
    return re.search(rf"\b{re.escape(line.key)}\b", lines[first].key) is not None


def _score_title(line: Seen, repeated: bool) -> float:
    """Score a line as a headline by its look: words enough, no full stop, no bullet, no menu."""
    if line.size > 300:
        return -9.0
    score = 1.0 if line.many >= 4 else 0.7 if line.many >= 3 else 0.2
    score += (0.5 if 25 <= line.size <= 160 else 0.0) + (0.6 if repeated and line.many >= 5 else 0.0)
    score -= 0.6 if repeated and line.many <= 4 else 0.0
    quoted = line.text.strip()[0] in "«“" and line.last.isalnum() and line.size <= LONG
    score -= 0.3 if line.prose and quoted else 1.6 if line.prose else 0.8 if line.last == "." else 0.0
    score -= (1.2 if line.bullet else 0.0) + (0.6 if line.size > 200 else 0.0)
    if line.many >= 8 and lists_names(line) and not line.words.isupper():
        score -= 0.8
    if line.many <= 8 and ("|" in line.words or " / " in line.words or " - " in line.words):
        score -= 0.5
    score -= 0.6 if _ADDRESS.search(line.key) else 0.0
    return score - (0.5 if line.many <= 3 and line.words.isupper() else 0.0)


def _score_place(lines: Sequence[Seen], i: int, first: int, page: bool) -> float:
    """Score a line as a headline by its place: metadata after it, and on a page nearness to the text."""
    kinds = [line.row.kind for line in lines[i + 1 : i + (8 if page else 4)] if line.row is not None]
    if page:
        far = min(0.15 * ((first - i) // 8), 0.6)
        under = takewhile(lambda line: line.decided, lines[i + 1 : i + 4])
        stamp = 0.55 if any(map(_is_stamped, under)) else 0.4 if "dateline" in kinds else 0.0
        return 0.3 * ("byline" in kinds) + stamp - far
    if kinds[:2] == ["navigation", "navigation"]:
        return -0.3  # a menu stands under an outlet's name
    beside = kinds[: kinds.index("navigation")] if "navigation" in kinds else kinds
    return 0.3 * ("byline" in beside) + 0.4 * ("dateline" in beside)
