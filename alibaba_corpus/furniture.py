"""Which row of `data/boilerplate.toml` says of a line alone that it is furniture."""

import re
from functools import cache, lru_cache

from alibaba_corpus.boilerplate import LONG_LINE, Row, Rules, Searched, load_rules
from alibaba_corpus.folding import MARGIN
from alibaba_corpus.openings import LETTERS, list_words, space_words

_BULLETS = " *+<>=-|#"
_BY_CHANCE = 600  # letters in which one of the words of a notice may stand by chance
_SIGNS = ("|", "*", ">", "/", ",", "[")  # which part phrases
REMEMBERED = 4096  # beginnings of lines whose rules are remembered
LEAST_NOTICE = 80  # characters from which a line is searched for cues of a notice
LONGEST_NOTICE = 1500  # characters of a paragraph that are searched for cues
TAIL = 90  # characters at the end of a line to which rules with where = "end" apply
_SEPARATORS = re.compile(r"\s{2,}| ?[|*>/] ?|, | - |\] ?\[")


def match_row(words: str, small: str, wide: str, prose: bool) -> Row | None:
    """Return the row that says that a line is furniture, or None.

    >>> match_row("Lire aussi : le rail", "lire aussi : le rail", "Lire aussi : le rail", False).kind
    'related'
    >>> match_row("Le rail avance", "le rail avance", "Le rail avance", False) is None
    True

    `words` is the folded line with one space between words, `small` the same in small letters, `wide` the
    folded line with its spaces as they are, `prose` tells whether it reads as running text.
    """
    rules = load_rules()
    if prose and len(words) > LONG_LINE:
        return _match_paragraph(words, small, rules)
    row = _match_phrases(small, wide, rules.phrases)
    row = row or _match_rules(words, small, rules.in_sentences if prose else rules.in_lines)
    return row or (match_notice(small) if len(words) >= LEAST_NOTICE else None)


def _match_paragraph(words: str, small: str, rules: Rules) -> Row | None:
    """Return the row that says that a paragraph is no part of the article, or None."""
    hinted = rules.paragraph_words.search(space_words(small)) or _has_any(small, rules.paragraph_signs)
    if not hinted:
        sentence = small[-1] in '."?!' and small[-2] != ")"  # which no credit ends with
        return None if sentence else _match_rules(words, small, rules.at_ends)
    return _match_rules(words, small, rules.in_paragraphs) or match_notice(small[:LONGEST_NOTICE])


def _match_rules(words: str, small: str, searched: Searched) -> Row | None:
    """Return the row of the first rule that takes a line."""
    rules, size, begin = load_rules().rules, len(words), small.lstrip(_BULLETS)
    for number in find_called(small[-TAIL:] if searched.ended else small, begin, searched):
        longest, row, cased, where, _, _, _, hints, form = rules[number]
        if size > longest or (hints and not _has_any(begin, hints)):
            continue
        text = begin if where == "start" else small[-TAIL:] if where == "end" else small
        pattern, tried = _compile(form), words[size - len(text) :] if cased else text
        if pattern.match(tried) if where == "start" else pattern.search(tried):
            return row
    return None


_compile = cache(re.compile)  # when first needed: few of the patterns are, by few articles


def find_called(small: str, begin: str, searched: Searched) -> list[int]:
    """Return the numbers of the rules that may take a line, in small letters, `begin` without its bullets.

    >>> len(find_called("le rail", "le rail", load_rules().in_lines)) < len(load_rules().rules) / 20
    True
    """
    called = set(_find_begun(begin[:LETTERS]) if searched.begun else ())
    words = searched.words.intersection(list_words(small))
    for token in (*words, *[sign for sign in searched.signs if sign in small]):
        for piece, numbers in searched.pieces[token]:
            if piece in small:
                called.update(numbers)
    return sorted(called)


@lru_cache(REMEMBERED)
def _find_begun(begin: str) -> tuple[int, ...]:
    """Return the numbers of the rules for lines that begin with these letters."""
    begins = load_rules().begins
    heads = dict.fromkeys(begin[:n] for n in range(LETTERS + 1))
    return tuple(number for head in heads for number in begins.get(head, ()))


def _has_any(text: str, hints: tuple[str, ...]) -> bool:
    for hint in hints:  # noqa: SIM110  (any() takes three times as long here)
        if hint in text:
            return True
    return False


def match_notice(small: str) -> Row | None:
    """Return the row of the notice to readers that a folded paragraph in small letters is, or None.

    The longer a paragraph, the more of a notice's words stand in it by chance.

    >>> match_notice("le train est parti") is None
    True
    """
    for notice in load_rules().notices:
        if not _has_any(small, notice.hints):
            continue
        tokens = small.replace("-", " ").split() if notice.address else ()
        if sum(1 for token in tokens if token in notice.address) < notice.least_address:
            continue
        if sum(1 for cue in notice.cues if cue.search(small)) >= notice.needs + len(small) // _BY_CHANCE:
            return notice.row
    return None


def _match_phrases(small: str, wide: str, phrases: dict[str, Row]) -> Row | None:
    """Tell a line made of listed phrases only, one or several."""
    key = small.strip(MARGIN)
    if key in phrases:
        return phrases[key]
    if "  " in wide or "|" in wide or (len(small) <= 100 and _has_any(small, _SIGNS)):
        parts = [part for part in (p.strip(MARGIN) for p in _SEPARATORS.split(wide.lower())) if part]
    elif key.partition(" ")[0] in phrases:
        parts = key.split()
    else:
        return None
    if len(parts) == 1:
        parts = key.split()
    known = [phrases[part] for part in parts if part in phrases]
    if not known:
        return None
    most = len(parts) >= 4 and len(known) * 3 >= len(parts) * 2
    led = "  " in wide and len(parts) <= 3 and parts[0] in phrases and not phrases[parts[0]].weak
    enough = len(known) == len(parts) or most or led
    return _strongest(known) if enough else None


def _strongest(known: list[Row]) -> Row:
    """Choose among the rows of a line's phrases: the first that is not weak."""
    return next((row for row in known if not row.weak), known[0])
