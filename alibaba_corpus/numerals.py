"""Numbers as French, English and German press writes them: figures, words, and both together."""

import math
import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives

_SPACES = " \u00a0\u202f\u2009"
# behind the first digit, by which figures are looked for
_GROUPED = r"(?<=[1-9])\d{{0,2}}(?P<mark>[{marks}])\d{{3}}(?:(?P=mark)\d{{3}})*(?!\d)(?:{decimal}\d+)?"
_NUMBER = r"\d{{0,14}}(?:[.,]\d{{1,9}})?"
# no letter stands before a number, except the code of its money ("EUR500")
_FIGURES = rf"\d(?:(?<![^\W_]\d)|(?:{{codes}}))(?<!\d[.,:/'’]\d)(?>{_GROUPED}|{_NUMBER})(?!\d|[.,:/]\d)"
_GAP = rf"[{_SPACES}\t]{{1,2}}|[-‑]"


class Numeral(NamedTuple):
    """A number found in a text.

    `factor` is the large number it ends with (1e9 for "2 milliards", else 1), `worded` says that it opens
    with a word, `rough` that it is a round one ("une centaine"), `partitive` that French puts "de"
    between it and what it counts ("deux millions de").
    """

    start: int
    end: int
    value: float
    factor: float
    worded: bool
    rough: bool
    partitive: bool


class _Token(NamedTuple):
    start: int
    end: int
    kind: str  # figures | small | ten | hundred | scale | rough | half
    value: float


class _Sum(NamedTuple):
    """A number read so far: what scales have closed, the open group, and how large a word may follow."""

    total: float = 0.0
    group: float = 0.0
    room: float = math.inf
    smallest: float = math.inf
    last: str = ""
    rough: bool = False


@cache
def _vocabulary(language: str) -> dict[str, tuple[str, float]]:
    table = _table(language)
    kinds = {"small": "small", "tens": "ten", "scale": "scale", "rough": "rough"}
    words = {word: (kind, value) for key, kind in kinds.items() for word, value in table[key].items()}
    for key, value in (("hundred", 100), ("half", 0.5)):
        words |= dict.fromkeys(table[key], (key, value))
    return words


def _table(language: str) -> dict[str, Any]:
    rows = read_knowledge("numerals")
    table: dict[str, Any] = rows.get(language, rows["fr"])
    return table


@cache
def _figure_pattern(language: str) -> re.Pattern[str]:
    decimal = _table(language)["decimal"]
    marks = _SPACES + "'’" + (".," if decimal == "," else ",").replace(decimal, "")
    codes = "|".join(rf"(?<=\b{row['code']}\d)" for row in read_knowledge("quantities")["currency"])
    return re.compile(_FIGURES.format(marks=marks, decimal=re.escape(decimal), codes=codes))


@cache
def _short_pattern() -> re.Pattern[str]:
    """Return what reads a large number that is shortened behind another."""
    short = "|".join(f"(?:{row['pattern']})" for row in read_knowledge("numerals")["abbreviation"])
    return re.compile(rf"[{_SPACES}]{{0,2}}(?<=[\d{_SPACES}])(?P<short>{short})")


@cache
def _word_pattern(language: str) -> re.Pattern[str]:
    """Return what finds number words in small letters."""
    return re.compile(rf"(?<![^\W_]){alternatives(_vocabulary(language))}(?![^\W_])")


@cache
def _joint_pattern(language: str) -> re.Pattern[str]:
    """Return what may stand between two parts of a number: nothing, a gap, a line's end, a joiner in gaps."""
    table, never = _table(language), "(?!)"
    joiner, of = ("|".join(table[key]) or never for key in ("joiner", "of"))
    return re.compile(
        rf"(?:{_GAP})?|(?P<line>[{_SPACES}]?\n)"
        rf"|(?:{_GAP})(?i:(?P<joiner>{joiner})(?:{_GAP})|(?P<of>{of})(?:\s+|['’]))"
    )


def _read_figures(figures: str, language: str) -> float:
    decimal = read_knowledge("numerals").get(language, {"decimal": ","})["decimal"]
    grouped = re.fullmatch(r"(\d{1,3}(?:\D\d{3})+)(?:\D(\d+))?", figures)
    if grouped and not (
        figures.startswith("0") or figures.count(decimal) == 1 == len(re.findall(r"\D", figures))
    ):
        return float(re.sub(r"\D", "", grouped[1]) + "." + (grouped[2] or "0"))
    return float(figures.replace(",", "."))


@cache
def _short_value(short: str) -> float:
    probe = f"{short}€"
    rows = read_knowledge("numerals")["abbreviation"]
    return next(
        float(r["value"]) for r in rows if re.match(r["pattern"], short) or re.match(r["pattern"], probe)
    )


def _tokens(text: str, language: str) -> list[_Token]:
    vocabulary = _vocabulary(language)
    words = _word_pattern(language).finditer(text.replace("İ", "i").lower())
    figures = _figure_pattern(language).finditer(text)
    found = [
        *(_Token(*match.span(), *vocabulary[match[0]]) for match in words),
        *(_Token(*match.span(), "figures", _read_figures(match[0], language)) for match in figures),
    ]
    short = _short_pattern().match
    for match in [short(text, token.end) for token in found]:
        if match:
            found.append(_Token(*match.span("short"), "scale", _short_value(match["short"].rstrip("."))))
    return sorted(found)


def _add_small(sum_: _Sum, value: float) -> _Sum | None:
    if value >= sum_.room:
        return None
    room = 10 if value == 10 else 0
    return _Sum(sum_.total, sum_.group + value, room, sum_.smallest, f"small {value:g}", sum_.rough)


def _add_ten(sum_: _Sum, value: float) -> _Sum | None:
    if value == 20 and sum_.last == "small 4" and sum_.group % 100 == 4:
        return _Sum(sum_.total, sum_.group + 76, 20, sum_.smallest, "ten", sum_.rough)
    if value >= sum_.room:
        return None
    room = 20 if value == 60 else 10
    return _Sum(sum_.total, sum_.group + value, room, sum_.smallest, "ten", sum_.rough)


def _add_hundred(sum_: _Sum, value: float) -> _Sum | None:
    if sum_.group == 0 and sum_.room >= 1000:
        return _Sum(sum_.total, value, value, sum_.smallest, "hundred", sum_.rough)
    if 1 <= sum_.group <= 9 and sum_.last.startswith("small"):
        return _Sum(sum_.total, sum_.group * value, value, sum_.smallest, "hundred", sum_.rough)
    return None


def _add_scale(sum_: _Sum, value: float) -> _Sum | None:
    if value >= sum_.smallest or (sum_.group == 0 and (sum_.total or value > 1000)):
        return None
    return _Sum(sum_.total + (sum_.group or 1) * value, 0, min(value, 1000), value, "scale", sum_.rough)


def _add_rough(sum_: _Sum, value: float) -> _Sum | None:
    if (
        sum_.total
        or not 0 < sum_.group < 100
        or not (sum_.last.startswith("small") or sum_.last in ("figures", "half"))
    ):
        return None
    return _Sum(0, sum_.group * value, 0, sum_.smallest, "rough", True)


def _add_half(sum_: _Sum, value: float) -> _Sum | None:
    if sum_.last == "scale" and sum_.smallest > 1000:
        return _Sum(sum_.total + sum_.smallest * value, 0, 0, 0, "half", sum_.rough)
    if sum_.last == "small 1" and sum_.group == 1 and not sum_.total:
        return _Sum(0, value, 0, sum_.smallest, "half", sum_.rough)
    return None


def _add_figures(sum_: _Sum, value: float) -> _Sum | None:
    after_scale = sum_.last == "scale" and sum_.smallest >= 1e6 and 1000 <= value < sum_.smallest
    return _Sum(sum_.total, value, 0, sum_.smallest, "figures") if after_scale or not sum_.last else None


_ADD: dict[str, Callable[[_Sum, float], _Sum | None]] = {
    "figures": _add_figures,
    "small": _add_small,
    "ten": _add_ten,
    "hundred": _add_hundred,
    "scale": _add_scale,
    "rough": _add_rough,
    "half": _add_half,
}


def _add(sum_: _Sum, token: _Token) -> _Sum | None:
    """Return the number with the token added, or None where the token can't go on with it."""
    return _ADD[token.kind](sum_, token.value)


def _link(text: str, tokens: list[_Token], at: int, sum_: _Sum, joints: re.Pattern[str]) -> _Sum | None:
    """Go on from token `at` to the next, perhaps past a joiner; None where the number ends."""
    if at + 1 == len(tokens):
        return None
    after = tokens[at + 1]
    joint = joints.fullmatch(text, tokens[at].end, after.start)
    if joint is None or (joint.lastgroup == "line" and not text[after.start].islower()):
        return None
    if _is_smaller_group(text, tokens, at + 1, sum_, joints):
        return sum_._replace(group=after.value, last="figures")
    return _add(sum_, after) if _may_join(joint.lastgroup, after, sum_) else None


def _is_smaller_group(text: str, tokens: list[_Token], at: int, sum_: _Sum, joints: re.Pattern[str]) -> bool:
    """Tell the "786" of "45 milliards 786 millions": figures behind a scale, a smaller scale behind them."""
    figures = tokens[at]
    if figures.kind != "figures" or sum_.last != "scale" or figures.value >= 1000 or at + 1 == len(tokens):
        return False
    scale = tokens[at + 1]
    smaller = scale.kind == "scale" and scale.value < sum_.smallest
    return smaller and joints.fullmatch(text, figures.end, scale.start) is not None


def _may_join(joint: str | None, after: _Token, sum_: _Sum) -> bool:
    """Tell whether a number may go on behind a gap, a line's end, a joiner ("vingt et un") or an "of"."""
    if joint is None:
        return True
    if joint == "line":
        return after.kind == "scale"
    if joint == "of":
        return sum_.last == "rough" and after.kind == "scale"
    if after.kind == "small":
        return (
            (sum_.last == "ten" and after.value in (1, 11)) or sum_.last == "hundred" or sum_.smallest == 1000
        )
    return after.kind == "half" or (after.kind == "ten" and sum_.last == "hundred")


def find_numerals(text: str, *, language: str = "fr") -> tuple[Numeral, ...]:
    """Return the numbers in `text`, written in figures, in words or in both, in order.

    "un" and "une" are numbers here: whether they count or are articles is for the caller to tell.

    >>> [n.value for n in find_numerals("vingt-cinq, 100.000, 1,2 million, deux cent mille, une centaine")]
    [25.0, 100000.0, 1200000.0, 200000.0, 100.0]
    >>> [n.value for n in find_numerals("1,200 or 2.5 billion", language="en")]
    [1200.0, 2500000000.0]
    """
    tokens, joints = _tokens(text, language), _joint_pattern(language)
    found: list[Numeral] = []
    at = 0
    while at < len(tokens):
        first, sum_ = at, _add(_Sum(), tokens[at])
        while sum_ and (longer := _link(text, tokens, at, sum_, joints)):
            sum_, at = longer, at + 1
        if sum_:
            found.append(_numeral(tokens[first], tokens[at], sum_))
        at += 1
    comma = _table(language).get("comma")
    return tuple(_with_decimals(text, found, comma) if comma and comma in text else found)


def _with_decimals(text: str, found: list[Numeral], comma: str) -> list[Numeral]:
    """Join "deux virgule zéro cinq": behind the word for the comma each number gives its digits."""
    joined: list[Numeral] = []
    digits = ""
    for number in found:
        before = joined[-1] if joined else None
        link = text[before.end : number.start].strip(_SPACES) if before else None
        begins = before is not None and link == comma and before.value % 1 == 0 and before.factor <= 1000
        if before and (begins or (digits and link == "")):
            digits = ("" if begins else digits) + f"{number.value / number.factor:.0f}"
            value = (before.value // 1 + float(f"0.{digits}")) * number.factor
            joined[-1] = number._replace(start=before.start, value=value, worded=before.worded)
        else:
            digits = ""
            joined.append(number)
    return joined


def _numeral(first: _Token, last: _Token, sum_: _Sum) -> Numeral:
    factor = sum_.smallest if 0 < sum_.smallest < math.inf else 1.0
    partitive = sum_.rough or last.kind == "half" or (last.kind == "scale" and last.value > 1000)
    value = sum_.total + sum_.group
    return Numeral(first.start, last.end, value, factor, first.kind != "figures", sum_.rough, partitive)
