"""Which noun a number counts, in the singular, with what names its kind ("bureau de poste")."""

import re
from typing import Any

from alibaba_corpus.amounts import BEFORE, SPACE, WORD, Amount, amount, counting_words, is_whole, turn
from alibaba_corpus.lexicon import nationalities
from alibaba_corpus.numerals import Numeral

_GAP = re.compile(rf"{SPACE}{{1,2}}|{SPACE}?\n(?!\s)")
_GAP_WITHIN = re.compile("[ \u00a0\u202f\n]{0,3}")
_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[a-z]{0,3}(?!\w)")
_PLURAL_NEXT = re.compile(rf"{SPACE}([a-z-]{{3,}}s)\b(?!-)")
_NAME_BEFORE = re.compile(rf"(?P<lead>[^\s]?)\s?\b(?P<word>\w+){SPACE}\Z")
_OPENS = ("", ".", "!", "?", "…", "«", '"', "“", ":")  # a word with a capital behind them may be no name


def read_noun(text: str, numeral: Numeral, language: str) -> Amount | None:
    """Read "300 bureaux de poste", "deux millions de colis", "trois A350".

    >>> from alibaba_corpus.numerals import find_numerals
    >>> text = "300 anciens bureaux de poste"
    >>> read_noun(text, find_numerals(text)[0], "fr").unit
    'bureau de poste'
    """
    if numeral.value < 2 or not is_whole(numeral):
        return None
    start = numeral.end
    if numeral.partitive and language not in ("en", "de"):
        of = turn("partitive").match(text, start)
        if not of:
            return None
        start = of.end()
    elif not _GAP.match(text, start) or _follows_name(text, numeral):
        return None
    noun = _model_at(text, start + 1) if numeral.worded else None
    noun = noun or _find_noun(text, start, language, after_of=numeral.partitive)
    return amount(numeral, noun[1], numeral.value, noun[0], "noun") if noun else None


def _follows_name(text: str, numeral: Numeral) -> bool:
    """Tell a small figure that belongs to the name before it ("iPhone 6", "Windows 10")."""
    if numeral.worded or numeral.value >= 100:
        return False
    before = _NAME_BEFORE.search(text[max(0, numeral.start - BEFORE) : numeral.start])
    if not before:
        return False
    inner = before["word"][0].isupper() and before["lead"] not in _OPENS
    return inner or any(letter.isupper() for letter in before["word"][1:])


def _model_at(text: str, start: int) -> tuple[str, int] | None:
    """Read a model that is counted ("trois A350")."""
    model = _MODEL.match(text, start)
    return (model.group(), model.end()) if model else None


def _find_noun(text: str, start: int, language: str, *, after_of: bool) -> tuple[str, int] | None:
    """Return the noun counted from `start`, in the singular with what names its kind, and where it ends."""
    known = counting_words(language)
    position = start
    for _ in range(5):
        gap = _GAP_WITHIN.match(text, position)
        position = gap.end() if gap else position
        word = WORD.match(text, position)
        if not word:
            return None
        if compound := _compound_at(text, position, known):
            return compound
        if not _is_before_noun(text, word, start, known, language):
            if not _is_counted(word.group(), known, language, after_of=after_of):
                return None
            return _with_kind(text, _singular(word.group(), language), word.end(), language)
        position = word.end()
    return None


def _compound_at(text: str, start: int, known: dict[str, Any]) -> tuple[str, int] | None:
    words = turn("two words").match(text, start)
    noun = known["compounds"].get(words.group()) if words else None
    return (noun, words.end()) if words and noun else None


def _is_before_noun(text: str, word: re.Match[str], start: int, known: dict[str, Any], language: str) -> bool:
    """Tell a word that stands between a number and its noun ("petites et moyennes entreprises")."""
    spelled = word.group()
    if spelled.lower() in known["leading"] or (language == "en" and _is_modifier(text, word, known)):
        return True
    joins = turn("and").fullmatch(spelled) and word.start() > start + 1
    following = WORD.match(text, word.end() + 1) if joins else None
    return following is not None and following.group() in known["leading"]


def _is_modifier(text: str, word: re.Match[str], known: dict[str, Any]) -> bool:
    """Tell an English word that stands before a plural noun ("convenience stores")."""
    spelled = word.group()
    follows = _PLURAL_NEXT.match(text, word.end())
    short = len(spelled) <= 3
    plain = spelled.islower() and not short and not spelled.endswith("s") and spelled not in known["unmarked"]
    return plain and follows is not None and follows[1] not in known["never"]


def _is_counted(word: str, known: dict[str, Any], language: str, *, after_of: bool) -> bool:
    if any(word in known[words] for words in ("acronyms", "peoples", "unmarked")):
        return True
    if language == "fr" and word[0].isupper() and word.endswith("s") and word.lower() in nationalities():
        return True  # "279 Chiliens"
    if word.lower() in known["never"] or word in known["never"]:
        return False
    if language == "de":
        return word[0].isupper() and len(word) > 3
    if not word.islower() and not after_of:
        return False
    endings = ("s", "x", "z") if word in known["invariable"] else ("s", "x")
    return len(word) > 2 and word.endswith(endings)


def _singular(noun: str, language: str) -> str:
    known = counting_words(language)
    irregular: dict[str, str] = known["irregular"]
    if noun in irregular:
        return irregular[noun]
    unchanged = any(noun in known[words] for words in ("invariable", "acronyms", "unmarked"))
    named = noun in known["peoples"] or (noun[0].isupper() and noun.lower() in nationalities())
    is_people = named and noun.endswith(("ais", "ois", "us", "ing"))
    if unchanged or is_people or language in ("de", "nl"):
        return noun
    if language == "en":
        return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]
    if noun.endswith("aux") and not noun.endswith("eaux"):
        return noun[:-3] + "al"
    first, hyphen, rest = noun.partition("-")
    kept = any(first in known[words] for words in ("invariable", "never"))
    if hyphen and first.endswith("s") and not kept:
        return f"{first[:-1]}-{_singular(rest, language)}"
    return noun[:-1] if noun.endswith(("s", "x")) else noun


def _with_kind(text: str, noun: str, end: int, language: str) -> tuple[str, int]:
    """Add "de poste" to "bureau": a bare noun after "de" names the kind of thing."""
    link = turn("of kind").match(text, end) if language not in ("en", "de") else None
    word = WORD.match(text, link.end()) if link else None
    if not link or not word:
        return noun, end
    spelled, known = word.group(), counting_words(language)
    bare = spelled in known["bare"] or spelled in known["leading"]
    plain = spelled.islower() and "'" not in spelled and "’" not in spelled
    if bare or not plain or spelled.endswith(("er", "ir")) or len(spelled) < 3:
        return noun, end
    return f"{noun}{link.group().replace('’', chr(39))}{spelled}".replace("\u00a0", " "), word.end()
