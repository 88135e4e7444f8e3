"""Date expressions in press text: where they stand, and what their words say.

The grammar is data (`data/calendar.toml`); this module turns it into patterns. A date is written with figures
and the words of its grammar alone: patterns are tried in runs of such words, and there only those whose words
the run holds.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives
from alibaba_corpus.prefilter import Prefilter, Stretch, Way, make_prefilter, read_stretch, ways_to_match

_TO_PLAIN = dict.fromkeys("’‘ʼ`´", "'") | dict.fromkeys("\xa0\u202f\u2009\u2007", " ")
_TO_PLAIN |= dict.fromkeys("–—‑‐−", "-")
_SPACE = r"[ \t\r]?[ \t\n][ \t]?"
_GAP = r"\W{1,8}+"  # at most, between two words of a date
_BEHIND = re.compile(r"(?:\W{0,8}\w++){0,2}\W{0,8}")  # the two words behind a run, which patterns look at
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"\d+")  # of the days between the first and the last of a list
# what tells more of figures than that there are some: a sign for it, how patterns write it, how runs show it
_FIGURES = (
    ("=", re.compile(r"1\[5-9\]\\d\\d\|20\\d\\d"), re.compile("0000")),
    (
        "%",
        re.compile(r"\[\./-?\]|(?<=\))/(?=\()|(?<=\[1-4\]\))\[TQ\]"),
        re.compile("0(?:[./-]0|[tq])"),
    ),
    ("§", re.compile(r"(?<=\))-(?=\()"), re.compile("0-0")),
)
_FIRST_SIGN, _SIGN = 0xE000, re.compile("[\ue000-\uf8ff]")  # what stands for choices of words: private signs
_LOWER_CASE = ("fr", "es", "it", "nl")  # languages that write months and weekdays without a capital
_BULLET, _TO_COLON = 6, 24  # characters before and behind a date in which an entry's signs are looked for
_ENTRY_BEFORE = re.compile(r"(?:^|\n)[ \t]*(?:[-•*·▪>] ?)?$")
_ENTRY_AFTER = re.compile(r"[ \t]?:(?!\d)|[ \t]*(?:\n|$)|(?:-| (?:à|au|et|-) )[^\n:.,]{2,18}:")
_LOOK_BACK = 40  # characters before a date expression in which a stop word is looked for
_KEPT_RUNS, _LONGEST_KEPT = 1 << 13, 80  # runs whose patterns are kept at hand, and the letters of such a run


class Found(NamedTuple):
    """A stretch of text that a pattern took, and what its words say."""

    start: int
    end: int
    rule: str
    says: Mapping[str, Any]


_Tables = Mapping[str, Mapping[str, Any]]


class _Pattern(NamedTuple):
    """A way to write a date: its regular expression and what the words of its groups mean."""

    name: str
    form: str
    tables: _Tables
    sense: str | None


class _Stop(NamedTuple):
    """What makes an expression no date before it: where it says nothing but `only`, and not `unless`."""

    form: str
    only: str | None
    unless: str | None


class _Grammar(NamedTuple):
    """The patterns of a language, their words, what finds runs of these, and which patterns a run holds."""

    patterns: tuple[_Pattern, ...]
    words: frozenset[str]
    runs: re.Pattern[str]
    prefilter: Prefilter


def to_plain(text: str) -> str:
    """Return a text of the same length with one kind of apostrophe, space and hyphen.

    >>> to_plain("l’an\u00a02014–2015")
    "l'an 2014-2015"
    """
    for sign, plain in _TO_PLAIN.items():
        text = text.replace(sign, plain)
    return text


@cache
def date_languages() -> tuple[str, ...]:
    """Return the languages whose dates are read, French first.

    >>> date_languages()[:2]
    ('fr', 'en')
    """
    return tuple(language for language in read_knowledge("calendar") if language != "any")


def scan(plain: str, language: str = "fr") -> list[Found]:
    """Return the stretches that the patterns of a language take: leftmost first, longest first, none twice.

    >>> [found.rule for found in scan("Il y a deux ans, le 3 mai 2014, il pleuvait.")]
    ['ago', 'day_and_month']
    """
    taken: list[Found] = []
    for found in sorted(_candidates(plain, language), key=lambda f: (f.start, -f.end, -len(f.says))):
        if not taken or found.start >= taken[-1].end:
            taken.append(found)
    return [found for found in taken if _is_date(found, plain, language)]


def are_date_words(text: str, languages: Iterable[str]) -> bool:
    """Tell whether dates of one of the languages are written with the words of a text, each of them.

    >>> are_date_words(" (lundi, le ", ["fr"]), are_date_words("Montag, den", ["fr"])
    (True, False)
    """
    words = _WORD.findall(text.lower())
    return not words or any(_grammar(language).words.issuperset(words) for language in languages)


def _candidates(plain: str, language: str) -> Iterator[Found]:
    grammar = _grammar(language)
    shape = re.sub("[1-9]", "0", plain.rstrip().replace("İ", "i").lower())
    for run in grammar.runs.finditer(shape):
        if numbers := _possible(language, run[0]):
            seen = _BEHIND.match(shape, run.end()).end()  # type: ignore[union-attr]
            start = max(run.start() - 1, 0)  # an apostrophe may open it: « the '90s »
            for number in numbers:
                pattern = grammar.patterns[number]
                match = _compiled(pattern.form).search(plain, start, seen)  # most find nothing
                while match and match.start() < run.end():
                    yield from _read_match(pattern, match)
                    match = match.re.search(plain, match.end(), seen)


def _possible(language: str, run: str) -> tuple[int, ...]:
    """Return the numbers of the patterns whose words a run holds."""
    return (_kept_search if len(run) <= _LONGEST_KEPT else _search)(language, run)


def _search(language: str, run: str) -> tuple[int, ...]:
    told = "".join(f" {sign}" for sign, _, shape in _FIGURES if shape.search(run))
    return tuple(_grammar(language).prefilter.possible(run + told))


_kept_search = lru_cache(maxsize=_KEPT_RUNS)(_search)  # few runs of a text are new, their figures apart


def _read_match(pattern: _Pattern, match: re.Match[str]) -> Iterator[Found]:
    """Yield what a pattern took: one expression, or the first, the middle ones and the last of several."""
    words = match.groupdict().items()
    says = {name.rstrip("_"): _meaning(pattern, name, word) for name, word in words if word}
    if pattern.sense:
        says["sense"] = pattern.sense
    left, middle, main = (says.pop(part, None) for part in ("left", "middle", "main"))
    if left is None:
        yield Found(*match.span(), pattern.name, says)
        return
    first = {name.removeprefix("first_"): value for name, value in says.items() if name.startswith("first_")}
    rest = {n: value for n, value in says.items() if not n.startswith("first_") or n == "first_year"}
    shared = {name: value for name, value in rest.items() if name not in ("weekday", "first_year")}
    yield Found(*match.span("left"), pattern.name, shared | first)
    if middle is not None:
        for day in _DAY.finditer(match.string, *match.span("middle")):
            yield Found(*day.span(), pattern.name, shared | {"day": int(day[0])})
    if main is not None:
        yield Found(*match.span("main"), pattern.name, rest)


def _meaning(pattern: _Pattern, name: str, word: str) -> Any:
    table = pattern.tables.get(name)
    lowered = " ".join(word.lower().split()).replace("' ", "'")
    if table is not None:
        for key in (lowered, f"{lowered} "):  # « une dizaine de » ends where the unit begins
            if key in table:
                return table[key]
    digits = word.lstrip("'")
    if digits.isdigit():
        return int(digits) if not name.endswith("decade") else digits
    return 1 if name in ("day", "first_day") else lowered


def _is_date(found: Found, plain: str, language: str) -> bool:
    return (
        _is_possible(found.says)
        and not (_is_name if language in _LOWER_CASE else _is_small)(found, plain)
        and not _is_stopped(found, plain, language)
        and not _is_nowadays(found, plain, language)
    )


def _is_possible(says: Mapping[str, Any]) -> bool:
    """Tell whether the calendar has such a day; a leap day needs a leap year when a year is given."""
    if "day" not in says or "month" not in says:
        return True
    year = says.get("year", 2000)
    return bool(says["day"] <= monthrange(year if year > 99 else 2000, says["month"])[1])


def _is_name(found: Found, plain: str) -> bool:
    """Tell whether a lone capitalised month or weekday inside a sentence is a name (Mars, Vendredi)."""
    text = plain[found.start : found.end]
    word = re.split(r"[ '-]", text)[-1]
    if len(found.says) != 1 or not ({"month", "weekday", "season"} & found.says.keys()) or not word.istitle():
        return False
    if is_entry(found, plain):
        return False
    before = plain[max(0, found.start - 3) : found.start].rstrip()
    return "weekday" not in found.says or bool(before and before[-1].isalnum() and word == text)


def is_entry(found: Found, plain: str) -> bool:
    """Tell whether an expression opens an entry of a chronology (« - 10 mai : il part ») or is all its line.

    >>> [is_entry(found, "- 10 mai : il part le 3 juin.") for found in scan("- 10 mai : il part le 3 juin.")]
    [True, False]
    """
    before, after = (
        plain[max(0, found.start - _BULLET) : found.start],
        plain[found.end : found.end + _TO_COLON],
    )
    return _ENTRY_BEFORE.search(before) is not None and _ENTRY_AFTER.match(after) is not None


def _is_small(found: Found, plain: str) -> bool:
    """Tell whether an English or German month or weekday lacks its capital: a verb (march, may)."""
    return bool({"month", "weekday"} & found.says.keys()) and plain[found.start : found.end].islower()


def _is_stopped(found: Found, plain: str, language: str) -> bool:
    stops, last_words = _stops(language)
    if not stops:
        return False
    before = plain[max(0, found.start - _LOOK_BACK) : found.start]
    words = _WORD.findall(before)
    if not words or not words[-1].lower().endswith(last_words):
        return False
    said = found.says.keys()
    return any(
        _compiled(stop.form).search(before)
        for stop in stops
        if (stop.only is None or said <= {stop.only}) and stop.unless not in said
    )


def _is_nowadays(found: Found, plain: str, language: str) -> bool:
    """Tell whether "aujourd'hui" means nowadays: the word before it is a present tense."""
    rules = read_knowledge("calendar").get(language, {}).get("nowadays")
    if (
        not rules
        or found.says != {"shift": 0}
        or not plain[found.start : found.end].lower().startswith(rules["word"])
    ):
        return False
    before = plain[max(0, found.start - _LOOK_BACK) : found.start]
    return bool(re.search(rules["form"], before)) and not re.search(rules["keep"], before)


# ---------------------------------------------------------------- the grammar


@cache
def _grammar(language: str) -> _Grammar:
    rows = read_knowledge("calendar")
    signs: dict[str, str] = {}
    patterns = [
        _Pattern(row["name"], *_read_form(row["form"], rows[name], signs), row.get("sense"))
        for name in ("any", language)
        for row in rows[name].get("pattern", ())
    ]
    choices = {sign: choice for choice, sign in signs.items()}
    ways = [_ways(pattern.form, choices) for pattern in patterns]
    words = frozenset().union(*(_words_of(form) for form in (*choices.values(), *(p.form for p in patterns))))
    spelled = [
        pattern._replace(form=rf"(?<!\w){_spell(pattern.form, choices)}(?!\w)") for pattern in patterns
    ]
    return _Grammar(tuple(spelled), words, _find_runs(words), make_prefilter(ways))


def _read_form(form: str, grammar: Mapping[str, Any], signs: dict[str, str]) -> tuple[str, _Tables]:
    """Replace `<part>`, `<table>`, `<group:table>` and `<:table>`: each choice of words by a sign of its own.

    Return the form and the tables of its groups; a group without one reads the table of its name.
    """
    tables: dict[str, Mapping[str, Any]] = dict(grammar["words"])

    def expansion(match: re.Match[str]) -> str:
        group, colon, table = match.group(1), match.group(2), match.group(3) or match.group(1)
        if not colon and group in grammar.get("parts", {}):
            return expand(grammar["parts"][group])
        words: dict[str, Any] = {}
        for name in table.split("+"):
            words |= {word.lower(): value for word, value in grammar["words"][name].items()}
        choice = "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
        sign = signs.setdefault(choice.replace(r"\ ", " "), chr(_FIRST_SIGN + len(signs)))
        if group:
            tables[group] = words
        return f"(?P<{group}>{sign})" if group else f"(?:{sign})"

    def expand(form: str) -> str:
        return re.sub(r"(?<!\(\?)(?<!\(\?P)<(\w*)(:?)([\w+]*)>", expansion, form)

    return f"(?:{expand(form)})", tables


def _ways(form: str, choices: Mapping[str, str]) -> tuple[Way, ...]:
    """Return the ways to match a form, by its whole words and the signs of its figures."""
    known = {sign: _whole_words(choice) for sign, choice in choices.items()}
    for figures, written, _ in _FIGURES:
        sign = chr(_FIRST_SIGN + len(known))
        known[sign] = Stretch(None, ((frozenset({f" {figures} "}),),))
        form = written.sub(sign, form)
    return ways_to_match(read_stretch(f" {form} ".replace(r"\b", " "), known))


@cache
def _whole_words(choice: str) -> Stretch:
    return Stretch(None, ways_to_match(read_stretch(f" (?:{choice}) ")))


def _spell(form: str, choices: Mapping[str, str]) -> str:
    """Put the words back in; a space stands for one to three spaces or a line break."""
    spelled = _SIGN.sub(lambda match: choices[match[0]], form)
    return loosen_apostrophes(
        re.sub(
            r"\(\?<[=!][^()]*\)| ",
            lambda m: f"(?:{_SPACE})" if m[0] == " " else m[0].replace(" ", r"\s"),
            spelled,
        )
    )


def loosen_apostrophes(form: str) -> str:
    """Let a space stand behind an apostrophe, as in texts cut into words: « l' an dernier ».

    >>> loosen_apostrophes("(?<!d')l'an [a-z']")
    "(?<!d')l' ?an [a-z']"
    """
    return re.sub(r"\(\?<[=!][^()]*\)|\[[^]]*\]|'", lambda m: "' ?" if m[0] == "'" else m[0], form)


def _words_of(form: str) -> set[str]:
    """Return the words that a form may hold; what it only looks at is left out.

    >>> sorted(_words_of(r"(?:fin |mi-)?mai(?! (?:prochain|dernier)\b)"))
    ['fin', 'mai', 'mi']
    """
    form, inner = re.sub(r"\\.|\?P[<=]\w+>?", " ", form), ""
    while form != inner:
        form, inner = re.sub(r"\((\?<?[=!])?([^()]*)\)", lambda m: " " if m[1] else f" {m[2]} ", form), form
    return set(_WORD.findall(form.lower()))


def _find_runs(words: Iterable[str]) -> re.Pattern[str]:
    """Return what finds runs of figures and of these words."""
    word = rf"(?:{alternatives(words)}(?!\w)|[^\W\d_]?\d\w*+)"
    return re.compile(rf"(?<!\w){word}(?:{_GAP}{word})*+")


@cache
def _compiled(form: str) -> re.Pattern[str]:
    """Compile a form when it is first tried: few of them are in most texts."""
    return re.compile(form, re.IGNORECASE)


@cache
def _stops(language: str) -> tuple[tuple[_Stop, ...], tuple[str, ...]]:
    """Return what makes an expression no date when it stands before it, and the words that may come last."""
    rows = read_knowledge("calendar").get(language, {}).get("stop", ())
    words = frozenset().union(*(_words_of(row["form"]) for row in rows))
    stops = (_Stop(_spell(row["form"], {}), row.get("only"), row.get("unless")) for row in rows)
    return tuple(stops), tuple(sorted(words))
