"""Whether the words near a date look back or ahead."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from alibaba_corpus.date_expressions import Found, loosen_apostrophes
from alibaba_corpus.knowledge import read_knowledge

_BESIDE = (
    1  # characters between a verb and the date that it goes with (« signé le 3 mai », « ouvrira lundi »)
)
_COMMA_WEIGHT = 40  # characters that a comma between a date and a verb counts for
_CUES_ASIDE = 8  # cues on each side of a date that are weighed
SENTENCE_END = re.compile(r"[.!?…;][»\"')]?\s|\n")
# may stand without a year
_YEARLESS = frozenset({"month", "weekday", "day", "season", "quarter", "half", "feast"})
# what a tense tells of a date right behind it, and of another
_BESIDE_IT, _TOLD = {"past": "gone", "done": "gone", "future": "coming"}, {"done": "past"}


class Cue(NamedTuple):
    """Words that look back or ahead, and where they stand."""

    start: int
    end: int
    tense: str


class Tenses(NamedTuple):
    """Where sentences end, where their commas stand, and which words in them look back or ahead."""

    ends: list[int]
    commas: list[int]
    cues: list[Cue]
    starts: list[int]

    def near(self, start: int, end: int) -> str | None:
        """Return the tense of the cue nearest to a stretch of text in its sentence."""
        index = bisect_right(self.ends, start)
        first = bisect_left(self.starts, self.ends[index - 1]) if index else 0
        last = bisect_left(self.starts, self.ends[index]) if index < len(self.ends) else len(self.starts)
        here = bisect_left(self.starts, start)
        inside = self.cues[max(first, here - _CUES_ASIDE) : min(last, here + _CUES_ASIDE)]
        near = min(
            (cue for cue in inside if cue.tense != "done" or cue.start < start),
            key=lambda cue: (
                cue.tense == "soon" and not cue.end <= start <= cue.end + _BESIDE,
                self._gap(cue, start, end),
                cue.start > start,
                -cue.start,
                cue.tense == "done",  # « attendu lundi » looks ahead
            ),
            default=None,
        )
        if near is None:
            return None
        beside = near.start < start <= near.end + _BESIDE
        return _BESIDE_IT.get(near.tense, near.tense) if beside else _TOLD.get(near.tense, near.tense)

    def _gap(self, cue: Cue, start: int, end: int) -> int:
        """Return the characters between; a comma between weighs as much as some words."""
        left, right = (cue.end, start) if cue.start < start else (end, cue.start)
        commas = bisect_left(self.commas, right) - bisect_left(self.commas, left)
        return max(right - left, 0) + _COMMA_WEIGHT * max(commas, 0)


NO_TENSES = Tenses([], [], [], [])


@cache
def cues(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of a language that look back or ahead, each with its tense.

    >>> [tense for form, tense in cues("fr") if form.search("le port ouvrira")]
    ['future']
    """
    rows = read_knowledge("calendar").get(language, {}).get("cue", ())
    return tuple((re.compile(loosen_apostrophes(row["form"])), row["tense"]) for row in rows)


def find_tenses(plain: str, found: Sequence[Found], language: str) -> Tenses:
    """Look for cues in the sentences of the expressions whose year only a tense may tell.

    >>> find_tenses("Le port ouvrira lundi.", [Found(16, 21, "", {"weekday": 1})], "fr").near(16, 21)
    'coming'
    """
    open_ones = [f.start for f in found if "year" not in f.says and not _YEARLESS.isdisjoint(f.says)]
    if not open_ones:
        return NO_TENSES
    ends = [match.end() for match in SENTENCE_END.finditer(plain)]
    bounds = [0, *ends, len(plain)]
    sentences = sorted({bisect_right(ends, start) for start in open_ones})
    near = sorted(
        Cue(*match.span(), tense)
        for regex, tense in cues(language)
        for number in sentences
        for match in regex.finditer(plain, bounds[number], bounds[number + 1])
    )
    commas = [match.start() for match in re.finditer(",", plain)]
    return Tenses(ends, commas, near, [cue.start for cue in near])
