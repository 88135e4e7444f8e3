"""Amounts of money, shares, durations and counted things, with their value, unit and qualifier."""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import find_row, read_knowledge
from alibaba_corpus.lexicon import alternatives, nationalities
from alibaba_corpus.numerals import Numeral, find_numerals

_SPACE = "[ \u00a0\u202f\u2009]"
_BEFORE_FRACTION = frozenset(" \u00a0\u202f\n-")
_BEFORE = 40  # characters before a number in which its qualifier or preposition stands
_AFTER = 60  # characters after a number in which what bars it stands
_PARTITIVE = rf"(?:{_SPACE}?\b(?:de|of){_SPACE}|{_SPACE}?\bd['’]{_SPACE}?)"
_SENTENCE_END = re.compile(r"[.!?…][»\"”)\s]{0,3}\s|\n")
_OF = re.compile(_PARTITIVE)
_MONEY_GAP = re.compile(rf"(?:{_SPACE}|-)?(?:{_PARTITIVE})?")
_OF_ALL = re.compile(rf"{_SPACE}(?:du|des|de|of){_SPACE}|{_SPACE}d['’]{_SPACE}?")
_AND_HALF = re.compile(rf"{_SPACE}et{_SPACE}demie?\b")
_SHORT_SCALE = re.compile(rf"{_SPACE}?(?P<scale>[mMkK])(?![^\W_])")
_GAP = re.compile(rf"{_SPACE}{{1,2}}|{_SPACE}?\n(?!\s)")
_MODEL = re.compile(r"[A-Z]{1,3}-?\d{2,4}[a-z]{0,3}(?!\w)")
_TWO_WORDS = re.compile(r"[^\W\d_]+ (?:de )?[^\W\d_]+")
_KIND_LINK = re.compile(rf"{_SPACE}(?:de{_SPACE}|d['’])(?=[a-zà-ÿœ])")
_PLURAL_NEXT = re.compile(rf"{_SPACE}([a-z-]{{3,}}s)\b(?!-)")
_NEAR = 400  # characters between an amount of money and a bare number of the next sentence
_NAME_BEFORE = re.compile(rf"(?P<lead>[^\s]?)\s?\b(?P<word>\w+){_SPACE}\Z")
# what may stand between a number and its unit, and the first word of the unit
_UNIT = re.compile(
    rf"(?:{_SPACE}|[-\n]){{0,3}}+(?:(?:de|of){_SPACE}{{1,2}}|d['’]{_SPACE}?)?(?P<word>[^\W\d_]+|[%‰])"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_MINUS = re.compile(r"(?:^|[\s(])[-−]\Z")
_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: its offsets, its text, its value in its unit, and how exact it is.

    `unit` is an ISO 4217 code for money, "%" for shares, else the noun counted in the singular.
    `qualifier` is exact, at least, at most or about.
    """

    start: int
    end: int
    text: str
    value: float
    unit: str
    qualifier: str


class _Reading(NamedTuple):
    """A number with what it counts; `kind` is money, share, duration, measure or noun."""

    numeral: Numeral
    start: int
    end: int
    value: float
    unit: str
    kind: str
    qualifier: str = "exact"


# ------------------------------------------------------------------- patterns, made once from the data


def _spaced(pattern: str) -> str:
    """Let each space of a pattern stand for any kind of space."""
    return re.sub(r" (\??)", lambda match: f"{_SPACE}{{0,3}}" if match[1] else f"{_SPACE}{{1,3}}", pattern)


@cache
def _turn(name: str) -> re.Pattern[str]:
    """Return a turn of phrase of quantities.toml."""
    return re.compile(_spaced(find_row("quantities", "turn", name)["pattern"]))


def _plural(phrase: str) -> str:
    words = [
        re.escape(word) + ("s?" if word != "de" and word[-1] not in "s²³." else "") for word in phrase.split()
    ]
    return rf"{_SPACE}{{1,2}}".join(words)


def _any_of(phrases: Sequence[str]) -> str:
    return "|".join(sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))


@cache
def _money_signs() -> dict[str, str]:
    rows = read_knowledge("quantities")["currency"]
    return {sign: row["code"] for row in rows for sign in (*row["signs"], row["code"])}


@cache
def _scaled_signs() -> dict[str, str]:
    rows = read_knowledge("quantities")["currency"]
    return {sign: row["code"] for row in rows for sign in row.get("scaled_signs", ())}


class _Name(NamedTuple):
    """What a unit is called, spelled out or by a sign, and its row."""

    name: str
    spelled: bool
    row: Mapping[str, Any]


@cache
def _names(table: str) -> Mapping[str, Sequence[_Name]]:
    """Return the names of the units of a table, the longest first, under their first words."""
    rows = read_knowledge("quantities")[table]
    names = [_Name(word, True, row) for row in rows for word in row["words"]]
    if table == "measure":
        names += [_Name(sign, False, row) for row in rows for sign in row["signs"]]
    under: dict[str, list[_Name]] = defaultdict(list)
    for name in sorted(names, key=lambda name: (-len(name.name), name.name)):
        first = _first_word(name.name)
        under[first].append(name)
        under[f"{first}s"].append(name)
    return dict(under)


def _first_word(text: str, at: int = 0) -> str:
    """Return the word, in small letters, by which the name of a unit may begin; none is empty."""
    match = _UNIT.match(text, at)
    return match["word"].lower() if match else ""


@cache
def _money_form(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?i:{_plural(name)})(?!\w|-\w)")


@cache
def _measure_form(name: str, spelled: bool) -> re.Pattern[str]:
    gap = (
        rf"(?:{_SPACE}{{1,2}}|-|{_SPACE}?\n)(?:(?:de{_SPACE}|d['’]{_SPACE}?))?"
        if spelled
        else rf"{_SPACE}{{0,2}}"
    )
    body = f"(?i:{_plural(name)})" if spelled else re.escape(name)
    return re.compile(rf"{gap}{body}(?![^\W_]|[-‑][^\W\d_])")


@cache
def _sign_after() -> re.Pattern[str]:
    signs = alternatives(_money_signs())
    return re.compile(rf"{_SPACE}{{0,2}}(?:(?:de|d['’]){_SPACE}?)?(?P<sign>{signs})(?![^\W_])")


@cache
def _sign_before() -> re.Pattern[str]:
    signs = alternatives(_money_signs())
    return re.compile(rf"(?<![\w$€£])(?<!\d{_SPACE})(?P<sign>{signs}){_SPACE}?\Z")


class _Bar(NamedTuple):
    """What a number of `largest` at most counts nothing between, where it is written so."""

    largest: float
    written: re.Pattern[str] | None
    after: re.Pattern[str] | None
    before: re.Pattern[str] | None


@cache
def _bars(kind: str) -> tuple[_Bar, ...]:
    """Return what bars numbers from counting units of a kind."""
    return tuple(
        _Bar(
            row.get("largest", math.inf),
            re.compile(row["written"], re.DOTALL) if "written" in row else None,
            re.compile(_spaced(row["after"])) if "after" in row else None,
            re.compile(_spaced(row["before"]) + r"\Z") if "before" in row else None,
        )
        for row in read_knowledge("quantities")["never"]
        if kind in row["kinds"]
    )


class _Qualifier(NamedTuple):
    """A qualifier: its phrases before and after a number; one of the words is in each phrase before it."""

    value: str
    words: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


@cache
def _qualifiers() -> tuple[_Qualifier, ...]:
    glue = rf"(?:{_SPACE}|(?<=['’])|\s)(?:(?:les|des|du|de la|de|d['’]|l['’]|the|(?<=d['’])un){_SPACE}?)?\Z"
    made = []
    for row in read_knowledge("quantities")["qualifier"]:
        before, after = (
            _any_of([re.escape(p).replace("'", "['’]") for p in row[side]]) for side in ("before", "after")
        )
        made.append(
            _Qualifier(
                row["value"],
                frozenset(max(_LETTERS.findall(phrase.lower()), key=len) for phrase in row["before"]),
                re.compile(rf"(?<![^\W_])(?i:(?P<phrase>{before})){glue}".replace("\\ ", _SPACE)),
                re.compile(rf"{_SPACE}?,?{_SPACE}?(?:{after})(?![^\W_])".replace("\\ ", _SPACE)),
            )
        )
    return tuple(made)


# -------------------------------------------------------------------------------- what a number counts


def _read_money(text: str, numeral: Numeral, first: str) -> _Reading | None:
    after = _sign_after().match(text, numeral.end)
    if after:
        return _reading(numeral, after.end(), numeral.value, _money_signs()[after["sign"]], "money")
    if numeral.factor > 1 and (scaled := _scaled_sign_after(text, numeral)):
        return scaled
    gap = _MONEY_GAP.match(text, numeral.end)
    if gap and gap.end() > numeral.end:
        for name, _, row in _names("currency").get(first, ()):
            word = _money_form(name).match(text, gap.end())
            if word:
                worth = 0.01 if row.get("hundredth") else 1.0
                return _reading(numeral, word.end(), numeral.value * worth, row["code"], "money")
    return _read_prefixed_money(text, numeral)


def _scaled_sign_after(text: str, numeral: Numeral) -> _Reading | None:
    """Read "325,9 ME": a sign that is one only behind a shortened scale."""
    sign = text[numeral.end : numeral.end + 1]
    if sign not in _scaled_signs() or text[numeral.end + 1 : numeral.end + 2].isalnum():
        return None
    return _reading(numeral, numeral.end + 1, numeral.value, _scaled_signs()[sign], "money")


def _read_prefixed_money(text: str, numeral: Numeral) -> _Reading | None:
    """Read "€45", "HK$300m", "USD 3 million"."""
    sign = _sign_before().search(text[max(0, numeral.start - 6) : numeral.start])
    if not sign:
        return None
    short = _SHORT_SCALE.match(text, numeral.end) if numeral.factor == 1 else None
    factor = {"m": 1e6, "k": 1e3}[short["scale"].lower()] if short else 1.0
    start = numeral.start - len(sign.group())
    reading = _reading(
        numeral,
        short.end() if short else numeral.end,
        numeral.value * factor,
        _money_signs()[sign["sign"]],
        "money",
    )
    return reading._replace(start=start)


def _reading(numeral: Numeral, end: int, value: float, unit: str, kind: str) -> _Reading:
    return _Reading(numeral, numeral.start, end, value, unit, kind)


def _read_measure(text: str, numeral: Numeral, language: str, first: str) -> _Reading | None:
    for name, spelled, row in _names("measure").get(first, ()):
        match = _measure_form(name, spelled).match(text, numeral.end)
        if match:
            return _count_measure(text, numeral, language, match.end(), row)
    return None


def _count_measure(
    text: str, numeral: Numeral, language: str, end: int, row: Mapping[str, Any]
) -> _Reading | None:
    if row["unit"] == "point" and _is_whole(numeral) and _OF.match(text, end):
        return None  # "36 points de vente"
    if _is_article(text, numeral) and not _counts_one(text, numeral, row, language):
        return None
    half = _AND_HALF.match(text, end)
    value = numeral.value + 0.5 if half else numeral.value
    return _reading(numeral, half.end() if half else end, value, row["unit"], row["kind"])


def _is_whole(numeral: Numeral) -> bool:
    return numeral.value == int(numeral.value)


def _is_article(text: str, numeral: Numeral) -> bool:
    return numeral.value == 1 and numeral.worded and len(text[numeral.start : numeral.end]) < 4


def _counts_one(text: str, numeral: Numeral, row: Mapping[str, Any], language: str) -> bool:
    """Tell "en une heure" from "une heure": whether un counts a unit."""
    knowledge = _nouns(language)
    if row["unit"] in knowledge["always_one"] or row["kind"] == "share":
        return True
    before = text[max(0, numeral.start - _BEFORE) : numeral.start].lower().rstrip(" \u00a0\u202f'’")
    return any(re.search(rf"(?<!\w){re.escape(word)}\Z", before) for word in knowledge["prose"])


def _read_fraction(text: str, numeral: Numeral) -> _Reading | None:
    if numeral.value > 9 or numeral.factor > 1 or numeral.value != int(numeral.value):
        return None
    if text[numeral.end : numeral.end + 1] not in _BEFORE_FRACTION:
        return None
    word = _WORD.match(text, numeral.end + 1)
    row = _fractions().get(word.group()) if word else None
    if word and row and (point := _turn("of a point").match(text, word.end())):
        return _reading(numeral, point.end(), numeral.value * row["value"] / 100, "point", "share")
    if word and row and _is_share(text, numeral, word.end(), row):
        return _reading(numeral, word.end(), round(numeral.value * row["value"], 2), "%", "share")
    return None


@cache
def _fractions() -> Mapping[str, dict[str, Any]]:
    """Return the rows of the fractions under their words."""
    return {word: row for row in read_knowledge("quantities")["fraction"] for word in row["words"]}


def _is_share(text: str, numeral: Numeral, end: int, row: dict[str, Any]) -> bool:
    """Tell "un tiers des ventes" from "un tiers" (somebody else) and "trois quarts d'heure"."""
    follows = _OF_ALL.match(text, end)
    if follows and _turn("no whole").match(text, follows.end()):
        return False
    if follows or numeral.value > 1 or not row.get("with_one"):
        return True
    before = text[max(0, numeral.start - _BEFORE) : numeral.start].lower()
    return (
        before.endswith(("d'", "d’", "dont ", "dont\u00a0", *(f"{verb} " for verb in row.get("had", ()))))
        or _find_qualifier(text, numeral.start, end) != "exact"
    )


# --------------------------------------------------------------------------------------- counted nouns


@cache
def _nouns(language: str) -> dict[str, Any]:
    """The knowledge about counted nouns of a language, its lists as sets."""
    tables = read_knowledge("quantities")["counted"]
    table = tables.get(language, tables["fr"])
    return {key: frozenset(value) if isinstance(value, list) else value for key, value in table.items()}


def _read_noun(text: str, numeral: Numeral, language: str) -> _Reading | None:
    if numeral.value < 2 or (numeral.value != int(numeral.value)):
        return None
    start = numeral.end
    if numeral.partitive and language not in ("en", "de"):
        of = _OF.match(text, start)
        if not of:
            return None
        start = of.end()
    elif not _GAP.match(text, start) or _follows_name(text, numeral):
        return None
    noun = _model_at(text, start + 1) if numeral.worded else None
    noun = noun or _find_noun(text, start, language, after_of=numeral.partitive)
    return _reading(numeral, noun[1], numeral.value, noun[0], "noun") if noun else None


def _follows_name(text: str, numeral: Numeral) -> bool:
    """Tell a small figure that belongs to the name before it ("iPhone 6", "Windows 10")."""
    if numeral.worded or numeral.value >= 100:
        return False
    before = _NAME_BEFORE.search(text[max(0, numeral.start - _BEFORE) : numeral.start])
    if not before:
        return False
    inner = before["word"][0].isupper() and before["lead"] not in ("", ".", "!", "?", "…", "«", '"', "“", ":")
    return inner or any(letter.isupper() for letter in before["word"][1:])


def _find_noun(text: str, start: int, language: str, *, after_of: bool) -> tuple[str, int] | None:
    """Return the noun counted from `start`, in the singular with what names its kind, and where it ends."""
    knowledge = _nouns(language)
    position = start
    for _ in range(5):
        position += len(text[position : position + 3]) - len(
            text[position : position + 3].lstrip(" \u00a0\u202f\n")
        )
        word = _WORD.match(text, position)
        if not word:
            return None
        spelled = word.group()
        if compound := _compound_at(text, position, knowledge):
            return compound
        if spelled.lower() in knowledge["leading"] or (
            language == "en" and _is_modifier(text, word, knowledge)
        ):
            position = word.end()
            continue
        if spelled == "et" and position > start + 1 and _leads(text, word.end() + 1, knowledge):
            position = word.end()
            continue
        if not _is_counted(spelled, knowledge, language, after_of=after_of):
            return None
        return _with_kind(text, _singular(spelled, language), word.end(), language)
    return None


def _leads(text: str, at: int, knowledge: dict[str, Any]) -> bool:
    """Tell whether an adjective that stands before its noun is here ("petites et moyennes entreprises")."""
    word = _WORD.match(text, at)
    return word is not None and word.group() in knowledge["leading"]


def _model_at(text: str, start: int) -> tuple[str, int] | None:
    """Read a model that is counted ("trois A350")."""
    model = _MODEL.match(text, start)
    return (model.group(), model.end()) if model else None


def _compound_at(text: str, start: int, knowledge: dict[str, Any]) -> tuple[str, int] | None:
    words = _TWO_WORDS.match(text, start)
    noun = knowledge["compounds"].get(words.group()) if words else None
    return (noun, words.end()) if words and noun else None


def _is_modifier(text: str, word: re.Match[str], knowledge: dict[str, Any]) -> bool:
    """Tell an English word that stands before a plural noun ("convenience stores")."""
    spelled = word.group()
    follows = _PLURAL_NEXT.match(text, word.end())
    plain = (
        spelled.islower()
        and len(spelled) > 3
        and not spelled.endswith("s")
        and spelled not in knowledge["unmarked"]
    )
    return plain and follows is not None and follows[1] not in knowledge["never"]


def _is_counted(word: str, knowledge: dict[str, Any], language: str, *, after_of: bool) -> bool:
    if word in knowledge["acronyms"] or word in knowledge["peoples"] or word in knowledge["unmarked"]:
        return True
    if language == "fr" and word[0].isupper() and word.endswith("s") and word.lower() in nationalities():
        return True  # "279 Chiliens"
    if word.lower() in knowledge["never"] or word in knowledge["never"]:
        return False
    if language == "de":
        return word[0].isupper() and len(word) > 3
    if not word.islower() and not after_of:
        return False
    return len(word) > 2 and word.endswith(
        ("s", "x") if word not in knowledge["invariable"] else ("s", "x", "z")
    )


def _singular(noun: str, language: str) -> str:
    knowledge = _nouns(language)
    irregular: dict[str, str] = knowledge["irregular"]
    if noun in irregular:
        return irregular[noun]
    unchanged = any(noun in knowledge[words] for words in ("invariable", "acronyms", "unmarked"))
    named = noun in knowledge["peoples"] or (noun[0].isupper() and noun.lower() in nationalities())
    is_people = named and noun.endswith(("ais", "ois", "us", "ing"))
    if unchanged or is_people or language in ("de", "nl"):
        return noun
    if language == "en":
        return noun[:-3] + "y" if noun.endswith("ies") else noun[:-1]
    if noun.endswith("aux") and not noun.endswith("eaux"):
        return noun[:-3] + "al"
    first, hyphen, rest = noun.partition("-")
    kept = any(first in knowledge[words] for words in ("invariable", "never"))
    if hyphen and first.endswith("s") and not kept:
        return f"{first[:-1]}-{_singular(rest, language)}"
    return noun[:-1] if noun.endswith(("s", "x")) else noun


def _with_kind(text: str, noun: str, end: int, language: str) -> tuple[str, int]:
    """Add "de poste" to "bureau": a bare noun after "de" names the kind of thing."""
    if language in ("en", "de"):
        return noun, end
    link = _KIND_LINK.match(text, end)
    word = _WORD.match(text, link.end()) if link else None
    if not link or not word:
        return noun, end
    spelled = word.group()
    names_kind = (
        spelled not in _nouns(language)["bare"]
        and spelled not in _nouns(language)["leading"]
        and spelled.islower()
        and "'" not in spelled
        and "’" not in spelled
    )
    if not names_kind or spelled.endswith(("er", "ir")) or len(spelled) < 3:
        return noun, end
    return f"{noun}{link.group().replace('’', chr(39))}{spelled}".replace("\u00a0", " "), word.end()


# ------------------------------------------------------------------------------------ bars, qualifiers


def _is_barred(text: str, reading: _Reading) -> bool:
    """Tell a number that is part of a date, a clock time, a rank or a word for those named before."""
    numeral = reading.numeral
    before = text[max(0, reading.start - _BEFORE) : reading.start]
    after = text[numeral.end : numeral.end + _AFTER]
    written = text[numeral.start : numeral.end]
    return any(
        (bar_written is None or bar_written.fullmatch(written))
        and (bar_after is None or bar_after.match(after))
        and (bar_before is None or bar_before.search(before))
        for largest, bar_written, bar_after, bar_before in _bars(reading.kind)
        if reading.value <= largest
    )


def _find_qualifier(text: str, start: int, end: int, *, rough: bool = False) -> str:
    before, after = text[max(0, start - _BEFORE) : start], text[end : end + 20]
    words = _LETTERS.findall(before.lower())
    found = [
        (-match.end("phrase"), -len(match["phrase"]), qualifier.value)
        for qualifier in _qualifiers()
        if not qualifier.words.isdisjoint(words) and (match := qualifier.before.search(before))
    ]
    if found:
        return min(found)[2]
    behind = next((qualifier.value for qualifier in _qualifiers() if qualifier.after.match(after)), None)
    return behind or ("about" if rough else "exact")


# ---------------------------------------------------------------------------------- the whole sentence


def _read(text: str, numeral: Numeral, language: str) -> _Reading | None:
    first = _first_word(text, numeral.end)
    reading = None if _is_article(text, numeral) else _read_money(text, numeral, first)
    reading = reading or _read_measure(text, numeral, language, first) or _read_fraction(text, numeral)
    reading = reading or _read_noun(text, numeral, language)
    return reading if reading and not _is_barred(text, reading) else None


def _read_all(text: str, language: str) -> list[_Reading]:
    numerals = find_numerals(text, language=language)
    readings: list[_Reading | None] = [_read(text, numeral, language) for numeral in numerals]
    for index in range(len(numerals) - 1):
        if price := _read_price(text, readings[index], numerals[index + 1], readings[index + 1]):
            readings[index : index + 2] = [price, None]
        second = readings[index + 1]
        if readings[index] is None and second:
            readings[index], readings[index + 1] = _read_range(text, numerals[index], second, language)
            readings[index] = readings[index] or _read_part(text, numerals[index], second, language)
        if second is None or language == "en":  # "one in five shoppers" counts no shoppers
            ratio = _read_ratio(text, numerals[index], numerals[index + 1], language)
            readings[index : index + 2] = [ratio, None] if ratio else readings[index : index + 2]
    return _carry_units(text, numerals, _at_home(text, readings))


def _read_price(text: str, whole: _Reading | None, cents: Numeral, own: _Reading | None) -> _Reading | None:
    """Read "2 euros 50" and "12 euros et 26 centimes" as one amount."""
    if whole is None or whole.kind != "money" or whole.numeral.factor > 1 or cents.value >= 100:
        return None
    link = text[whole.end : cents.start].strip(" \u00a0\u202f")
    if own is None:
        joins = link == "" and cents.value >= 10 and _turn("behind cents").match(text, cents.end) is not None
    else:
        joins = link in ("", "et") and own.kind == "money" and own.value == cents.value / 100
    if not joins or not _is_whole(whole.numeral) or not _is_whole(cents):
        return None
    return whole._replace(end=own.end if own else cents.end, value=whole.value + cents.value / 100)


def _read_range(
    text: str, first: Numeral, second: _Reading, language: str
) -> tuple[_Reading | None, _Reading]:
    """Give the first number of "entre 2 et 3 milliards d'euros" the unit and scale of the second."""
    knowledge = _nouns(language)
    link = text[first.end : second.start].strip(" \u00a0\u202f")
    before = text[max(0, first.start - 12) : first.start].lower().split()
    between = bool(before) and before[-1] in knowledge["between"]
    joined = link in knowledge["range"] or (between and link in knowledge["range_between"])
    if not joined and not _tells_both(before, first, second, link):
        return None, second
    mantissa = second.numeral.value / second.numeral.factor
    factor = second.numeral.factor if first.factor == 1 and first.value < mantissa else 1.0
    if first.worded and first.value < 10 and text[: second.numeral.end].endswith(" cents"):
        factor = 100.0  # "deux à trois cents ouvriers"
    reading = _reading(first, first.end, first.value * factor, second.unit, second.kind)
    if _is_barred(text, reading):
        return None, second
    if between:
        return reading._replace(qualifier="at least"), second._replace(qualifier="at most")
    qualifier = _find_qualifier(text, first.start, first.end)  # "environ 300 à 400 emplois": both are rough
    return reading._replace(qualifier=qualifier), second._replace(qualifier=qualifier)


def _tells_both(before: Sequence[str], first: Numeral, second: _Reading, link: str) -> bool:
    """Tell "de 15 et 17 ans": two ages, lengths or weights behind one « de »."""
    rising = first.value < second.value and first.factor == second.numeral.factor == 1
    return link == "et" and before[-1:] == ["de"] and second.kind in ("duration", "measure") and rising


def _read_part(text: str, first: Numeral, second: _Reading, language: str) -> _Reading | None:
    """Give the first number of "76 des 87 magasins" the noun of the second."""
    link = text[first.end : second.start].strip(" \u00a0\u202f")
    if second.kind != "noun" or link not in _nouns(language)["part"]:
        return None
    reading = _reading(first, first.end, first.value, second.unit, "noun")
    return None if first.value < 2 or _is_barred(text, reading) else reading


def _read_ratio(text: str, first: Numeral, second: Numeral, language: str) -> _Reading | None:
    """Read "un colis sur six" as a share."""
    if not (1 <= first.value < second.value <= 1000) or first.factor > 1 or second.factor > 1:
        return None
    if second.start - first.end > 40 or not _ratio(language).fullmatch(text, first.end, second.start):
        return None
    return _reading(first, second.end, round(100 * first.value / second.value, 2), "%", "share")


@cache
def _ratio(language: str) -> re.Pattern[str]:
    """Return what stands between the numbers of a ratio."""
    words = _any_of([re.escape(word) for word in _nouns(language)["ratio"]])
    noun = rf"(?:{_SPACE}[^\W\d_]+){{0,2}}" if language == "fr" else ""  # "three shops in five towns"
    return re.compile(rf"{noun}{_SPACE}(?:{words}){_SPACE}")


def _carry_units(
    text: str, numerals: Sequence[Numeral], readings: Sequence[_Reading | None]
) -> list[_Reading]:
    """Give a bare number the unit that its sentence says before it, a bare amount of money also after it.

    Only "dont 300", "300 selon la police" and a bare "6 milliards" are taken up so, these also from the
    sentence before where their own speaks of money ("le bénéfice atteint 856 millions").
    """
    done: list[_Reading] = []
    money: _Reading | None = None
    for index, (numeral, reading) in enumerate(zip(numerals, readings, strict=True)):
        if reading:
            done.append(reading)
            money = reading if reading.kind == "money" else money
        elif done and (
            other := _read_included(text, numeral, done[-1]) or _read_opposed(text, numeral, done[-1])
        ):
            done.append(other)
        elif numeral.factor >= 1e6 and not _counts_something(text, numeral):
            later = next((r for r in readings[index + 1 : index + 4] if r and r.kind == "money"), None)
            near = [r for r in (money, later) if r and _same_sentence(text, numeral, r)]
            if not near and money and _tells_money(text, numeral, money):
                near = [money]
            if near:
                done.append(_reading(numeral, numeral.end, numeral.value, near[0].unit, "money"))
    return done


def _read_included(text: str, numeral: Numeral, whole: _Reading) -> _Reading | None:
    """Read "300" of "2 500 salariés, dont 300 en France" as counting what the number before it counts."""
    counts = whole.kind == "noun" or (whole.kind == "money" and numeral.factor >= 1e6)
    if not counts or numeral.value <= 1 or numeral.start - whole.end > 80:
        return None
    retold = whole.kind == "noun" and _turn("told by another").match(text, numeral.end)
    included = _turn("included").search(text[max(0, numeral.start - _BEFORE) : numeral.start])
    if not retold and not (included and numeral.value < whole.value):
        return None
    if not _same_sentence(text, numeral, whole) or _counts_something(text, numeral):
        return None
    reading = _reading(numeral, numeral.end, numeral.value, whole.unit, whole.kind)
    return None if _is_barred(text, reading) else reading


def _read_opposed(text: str, numeral: Numeral, whole: _Reading) -> _Reading | None:
    """Read "240" of "180 hectares, contre 240 en 2010" as counting what the number before it counts.

    An amount gives its scale too: "39,7 milliards d'euros, contre 32,2", unless the two lie far apart.
    """
    told = text[whole.end : numeral.start]
    if len(told) > 60 or numeral.value <= 1 or not _turn("set against").search(told):
        return None
    if not _past_opposed().match(text, numeral.end) or not _same_sentence(text, numeral, whole):
        return None
    scale = whole.numeral.factor if numeral.factor == 1 else 1
    value = numeral.value * scale
    if scale > 1 and not whole.value / 5 <= value <= whole.value * 5:
        return None
    reading = _reading(numeral, numeral.end, value, whole.unit, whole.kind)
    return None if _is_barred(text, reading) else reading


@cache
def _past_opposed() -> re.Pattern[str]:
    """Return what stands behind a number that names nothing it counts ("240 en 2010", "240.")."""
    words = [
        re.escape(word).replace("'", "['’]").replace("\\ ", _SPACE)
        for word in read_knowledge("quantities")["opposed"]["after"]
    ]
    return re.compile(rf"{_SPACE}?[.;,)](?!\d)|{_SPACE}(?:{_any_of(words)})\b")


def _tells_money(text: str, numeral: Numeral, money: _Reading) -> bool:
    """Tell whether the sentence of a number speaks of money, and that of an amount before stands near."""
    if numeral.start - money.end > _NEAR:
        return False
    told = text[money.end : numeral.start]
    ends = [match.end() for match in _SENTENCE_END.finditer(told)]
    return 1 <= len(ends) <= 2 and _money_talk().search(told, ends[-1]) is not None


@cache
def _money_talk() -> re.Pattern[str]:
    """Return what finds a noun that money is told of ("bénéfice")."""
    return re.compile(rf"\b(?i:{_any_of(read_knowledge('quantities')['money_talk']['words'])})\b")


def _counts_something(text: str, numeral: Numeral) -> bool:
    """Tell "6 milliards de la caisse" from a bare "6 milliards" and "6 milliards de plus"."""
    of = _OF.match(text, numeral.end)
    word = _WORD.match(text, of.end()) if of else None
    return word is not None and not _turn("no noun").match(word.group())


def _same_sentence(text: str, numeral: Numeral, reading: _Reading) -> bool:
    low, high = sorted((numeral.end, reading.end))
    return high - low < 600 and not _SENTENCE_END.search(text, low, high)


@cache
def _home_signs() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return tuple(
        (row["sign"], row["code"], re.compile(row["cues"])) for row in read_knowledge("quantities")["home"]
    )


def _at_home(text: str, readings: Sequence[_Reading | None]) -> list[_Reading | None]:
    """Read a bare "$" as the money of the country that the text speaks of."""
    bare = [_bare_sign(text, reading) if reading else "" for reading in readings]
    at_home = {
        sign: code for sign, code, cues in _home_signs() if sign in bare and len(set(cues.findall(text))) > 1
    }
    return [
        reading._replace(unit=at_home[sign]) if reading and sign in at_home else reading
        for reading, sign in zip(readings, bare, strict=True)
    ]


def _bare_sign(text: str, reading: _Reading) -> str:
    """Return what an amount of money says beside its number ("$")."""
    around = text[reading.start : reading.numeral.start] + text[reading.numeral.end : reading.end]
    return around.strip() if reading.kind == "money" else ""


@cache
def _share_words() -> frozenset[str]:
    return frozenset().union(*(words for words, _, _ in _shares()))


@cache
def _shares() -> tuple[tuple[frozenset[str], re.Pattern[str], float], ...]:
    """Return the words without which a share is not said, how it is said, and its value."""
    rows = read_knowledge("quantities")["share"]
    return tuple(
        (frozenset(row["words"]), re.compile(_spaced(row["pattern"])), float(row["value"])) for row in rows
    )


def _shares_in_words(text: str) -> Iterator[Quantity]:
    lowered = text.lower()
    here = [word for word in _share_words() if word in lowered]
    for words, pattern, value in _shares() if here else ():
        if words.isdisjoint(here):
            continue
        for match in pattern.finditer(text):
            end = match.start() + len(match.group().rstrip())
            qualifier = _find_qualifier(text, match.start(), end)
            yield Quantity(match.start(), end, text[match.start() : end], value, "%", qualifier)


@cache
def _rate(language: str) -> re.Pattern[str]:
    knowledge = _nouns(language)
    rates = _any_of([re.escape(word) for word in knowledge["rate"]])
    return re.compile(rf"{_SPACE}{knowledge['per']}{_SPACE}(?:{rates})\b")


def _finish(text: str, reading: _Reading, language: str) -> Quantity:
    """Extend an amount over its rate ("par jour") and its minus sign, and find its qualifier."""
    rate = _rate(language).match(text, reading.end)
    end = rate.end() if rate else reading.end
    signed = reading.kind == "share" and _MINUS.search(text[max(0, reading.start - 2) : reading.start])
    start = reading.start - 1 if signed else reading.start
    value = round(-reading.value if signed else reading.value, 4)
    qualifier = reading.qualifier
    if qualifier == "exact":
        qualifier = _find_qualifier(text, start, end, rough=reading.numeral.rough)
    return Quantity(start, end, text[start:end], value, reading.unit, qualifier)


def find_quantities(text: str, *, language: str = "fr") -> tuple[Quantity, ...]:
    """Return the amounts of money, shares, durations and counted things in `text`, in order.

    Dates, clock times, ranks, names with figures and "les deux groupes" are no amounts. `language`
    (fr, en, de; any other is read as fr) tells decimal marks, number words and how nouns are counted.

    >>> text = "Plus de 100.000 bureaux de poste, 2 milliards de dollars, un tiers des voix."
    >>> for q in find_quantities(text):
    ...     print(q.text, "|", q.value, q.unit, q.qualifier)
    100.000 bureaux de poste | 100000.0 bureau de poste at least
    2 milliards de dollars | 2000000000.0 USD exact
    un tiers | 33.33 % exact
    """
    found = [_finish(text, reading, language) for reading in _read_all(text, language)]
    found += _shares_in_words(text)
    kept: list[Quantity] = []
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return tuple(kept)
