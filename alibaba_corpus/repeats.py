"""Articles that repeat an earlier one: reprints, cut and lightly edited versions.

Articles become sketches of numbers; the sketches say which two may be alike; those are compared in full. So a
corpus need not be in memory at once, and its sketches may be counted in parts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

from alibaba_corpus.fingerprints import fingerprint
from alibaba_corpus.passages import COMMON_ARTICLES, number_runs, plain_words

SHINGLE_WORDS = 5  # words in a shingle, the unit in which articles are compared
SAMPLED_SHINGLES = 8  # one shingle in so many looks up candidates; the comparison takes all of them
LEAST_SAMPLED = 0.25  # share of its sampled shingles that an article has in common with a candidate
PLAUSIBLE_SAMPLED = 0.5  # share from which the earliest candidate is compared, however many share more
COMPARED_ARTICLES = 3  # candidates that share most sampled shingles, compared in full
REPEATED_SHARE = 0.8  # an article repeats another that holds this share of its shingles
_AT_HAND = 256  # articles whose shingles are kept at hand: one is compared with all that may repeat it


@dataclass(frozen=True, slots=True)
class TextSketch:
    """What is looked up of an article: a number for all its words, and its sampled shingles."""

    whole: int
    sample: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of the article numbered `two` stands in the earlier one numbered `one`: share from 0 to 1."""

    two: int
    one: int
    share: float


def find_near_duplicates(texts: Mapping[str, str]) -> dict[str, str]:
    """Return the articles that repeat an earlier one, each with that one's name.

    Earlier means earlier in `texts`. An article repeats another when all its words are the same, or when
    at least `REPEATED_SHARE` of its shingles (runs of `SHINGLE_WORDS` words) stand in the other: a cut
    version is a repeat, an article that adds as much as it takes over is none. The other is never a repeat
    itself. Time grows with the length of the texts.

    >>> news = "Le port de Brest ouvre une ligne de fret vers la Norvège au mois de mai prochain"
    >>> find_near_duplicates({"a": news + ".", "b": news.upper() + " !", "c": "Le port de Brest ferme."})
    {'b': 'a'}
    """
    names = list(texts)
    sketches = ((number, sketch_text(text)) for number, text in enumerate(texts.values()))
    shared = pair_alike(sketch_rows((number, sketch) for number, sketch in sketches if sketch))
    pairs = choose_compared(shared).to_records(index=False).tolist()
    alike = [Likeness(two, one, share_of(texts[names[two]], texts[names[one]])) for two, one in pairs]
    return {names[two]: names[one] for two, one in settle_repeats(alike).items()}


def sketch_text(text: str) -> TextSketch | None:
    """Return what is looked up of an article's clean text, None where it has no words.

    >>> sketch_text("Le port !") == sketch_text("LE PORT")
    True
    """
    words = plain_words(text)
    if not words:
        return None
    shingles = sorted({run for run in number_runs(words, SHINGLE_WORDS) if run % SAMPLED_SHINGLES == 0})
    return TextSketch(fingerprint(" ".join(words)), tuple(shingles))


def sketch_rows(sketches: Iterable[tuple[int, TextSketch]]) -> pd.DataFrame:
    """Return the rows that are looked up of numbered articles.

    >>> sketch_rows([(4, TextSketch(9, (16, 24)))])["key"].tolist()
    [9, 16, 24]

    Columns: key (a shingle's number or, as one more, that of all words), number (of the article), size (how
    many keys it has), weight (1, of the number of all words as much as all shingles together).
    """
    rows = [
        (key, number, len(sketch.sample) + 1, len(sketch.sample) + 1 if key == sketch.whole else 1)
        for number, sketch in sketches
        for key in (sketch.whole, *sketch.sample)
    ]
    return pd.DataFrame(rows, columns=["key", "number", "size", "weight"], dtype="int64")


def pair_alike(rows: pd.DataFrame) -> pd.DataFrame:
    """Return how many keys articles share with earlier ones.

    >>> rows = sketch_rows([(0, TextSketch(8, (16, 24))), (1, TextSketch(9, (16, 32)))])
    >>> pair_alike(rows).to_dict("records")
    [{'two': 1, 'one': 0, 'size': 3, 'shared': 1}]

    Columns: two (an article), one (an earlier one), size (keys of `two`), shared (keys, by their weight). A
    key that more than `COMMON_ARTICLES` articles have leads to the first of them only. Rows of all articles
    with a key must be given together; the counts of different keys add up (`add_alike`).
    """
    ordered = rows.sort_values(["key", "number"], kind="stable", ignore_index=True)
    holders = ordered.groupby("key")["number"].transform("size")
    place = ordered.groupby("key").cumcount()
    few = holders <= COMMON_ARTICLES
    pairs = [_pair(ordered, ordered.index - place, place.gt(0) & ~few)]
    for back in range(1, int(place[few].max() if few.any() else 0) + 1):
        pairs.append(_pair(ordered, ordered.index - back, few & place.ge(back)))
    return add_alike(pd.concat(pairs))


def _pair(ordered: pd.DataFrame, earlier: Any, chosen: "pd.Series[bool]") -> pd.DataFrame:
    """Put the chosen rows beside the earlier rows at these places."""
    later = ordered[chosen]
    ones = ordered["number"].to_numpy()[earlier[chosen.to_numpy()]]
    return pd.DataFrame({
        "two": later["number"].to_numpy(), "one": ones, "size": later["size"].to_numpy(),
        "shared": later["weight"].to_numpy(),
    })  # fmt: skip


def add_alike(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `pair_alike` with the counts of the same two articles added up.

    >>> counts = pd.DataFrame([[1, 0, 3, 1]] * 2, columns=["two", "one", "size", "shared"])
    >>> add_alike(counts)["shared"].tolist()
    [2]
    """
    return pairs.groupby(["two", "one", "size"])["shared"].sum().reset_index()


def choose_compared(alike: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of articles that are worth comparing in full, a few for each article.

    >>> alike = pd.DataFrame([[1, 0, 8, 1], [2, 0, 8, 7]], columns=["two", "one", "size", "shared"])
    >>> choose_compared(alike).to_dict("records")
    [{'two': 2, 'one': 0}]

    Columns: two, one. For each article those that share most of its sample, the earlier first, and the
    earliest that shares half: of many versions of one article that is the one they all repeat.
    """
    enough = alike[alike["shared"] >= LEAST_SAMPLED * alike["size"]]
    most = enough.sort_values(["two", "shared", "one"], ascending=[True, False, True])
    plausible = enough[enough["shared"] >= PLAUSIBLE_SAMPLED * enough["size"]].sort_values(["two", "one"])
    chosen = pd.concat([most.groupby("two").head(COMPARED_ARTICLES), plausible.groupby("two").head(1)])
    pairs = chosen[["two", "one"]].drop_duplicates()
    return pairs.sort_values(["two", "one"], ignore_index=True)


def share_of(text: str, other: str) -> float:
    """Return which share of a text's shingles stand in another text, from 0 to 1; 1 for the same words.

    >>> share_of("Le port de Brest ferme lundi", "Le port de Brest ferme mardi")
    0.5
    """
    (words, shingles), (others, theirs) = _read(text), _read(other)
    return 1.0 if words == others else len(shingles & theirs) / max(len(shingles), 1)


@lru_cache(maxsize=_AT_HAND)
def _read(text: str) -> tuple[tuple[str, ...], frozenset[int]]:
    words = plain_words(text)
    return words, frozenset(number_runs(words, SHINGLE_WORDS))


def settle_repeats(alike: Iterable[Likeness]) -> dict[int, int]:
    """Return the articles that repeat an earlier one, each with the one that has most of it.

    >>> settle_repeats([Likeness(1, 0, 0.9), Likeness(2, 0, 0.8), Likeness(2, 1, 1.0)])
    {1: 0, 2: 0}
    """
    repeats: dict[int, int] = {}
    for pair in sorted(alike, key=lambda pair: (pair.two, -pair.share, pair.one)):
        if pair.share >= REPEATED_SHARE and pair.one not in repeats:
            repeats.setdefault(pair.two, pair.one)
    return repeats
