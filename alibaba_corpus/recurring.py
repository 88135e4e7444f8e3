"""Lines that come back in many different articles of a corpus: furniture of the outlet, not text.

An article's lines become a sketch of numbers; the sketches say which lines recur; what recurs is dropped from
each article by itself. So a corpus need not be in memory at once, and its sketches may be counted in parts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from alibaba_corpus.cleaning import Line
from alibaba_corpus.fingerprints import fingerprint
from alibaba_corpus.folding import MARGIN, to_ascii
from alibaba_corpus.lines import LONG

LONGEST_RECURRING = 200  # characters up to which a line may be dropped because it recurs
PARAGRAPH = LONG // 2  # characters from which a line is a sentence that shows what an article tells


@dataclass(frozen=True, slots=True)
class ShortLine:
    """A kept line that may recur: its number, its length in characters, whether no paragraph is beyond it."""

    key: int
    length: int
    edge: bool


@dataclass(frozen=True, slots=True)
class LineSketch:
    """What is compared of an article's lines: the numbers of its paragraphs, and its short lines."""

    paragraphs: tuple[int, ...]
    short: tuple[ShortLine, ...]


def drop_recurring(articles: Sequence[tuple[Line, ...]]) -> list[tuple[Line, ...]]:
    """Return the articles' lines with short kept lines dropped that come back in many different articles.

    >>> from alibaba_corpus.cleaning import label_lines
    >>> bodies = ["Le train part lundi de Liège.", "La gare ferme mardi.", "Un quai neuf attend les wagons."]
    >>> articles = [label_lines(f"Le rail relie deux mers\\n{body * 5}\\nLe rail va.") for body in bodies]
    >>> [line.rule for line in drop_recurring(articles)[0] if not line.kept]
    ['recurring: in 3 different articles']

    Articles that share half of their paragraphs count as one, so that nothing of a reprinted article is lost;
    headlines stay, and so do sentences unless a tenth of a large corpus repeats them.
    """
    sketches = [sketch_lines(lines) for lines in articles]
    sharing = pair_sharing(paragraph_rows(enumerate(sketches)))
    families = join_families(sharing)
    times = count_recurring(short_rows(enumerate(sketches)), families, len(articles) - len(families))
    return [drop_lines(lines, times) for lines in articles]


def sketch_lines(lines: Sequence[Line]) -> LineSketch:
    """Return what is compared of an article's lines.

    >>> from alibaba_corpus.cleaning import label_lines
    >>> [line.length for line in sketch_lines(label_lines("Le rail avance\\nLe train part lundi.")).short]
    [19]
    """
    long = [i for i, line in enumerate(lines) if line.kept and len(line.text) >= PARAGRAPH]
    paragraphs = {fingerprint(key) for key in _keys([lines[i] for i in long])}
    places = [i for i, line in enumerate(lines) if _may_recur(line)]
    short: dict[int, ShortLine] = {}
    for i, key in zip(places, _keys([lines[i] for i in places]), strict=True):
        if key:
            number = fingerprint(key)
            edge = not long or i <= long[0] or i >= long[-1]
            short.setdefault(number, ShortLine(number, len(key), edge))
    return LineSketch(tuple(sorted(paragraphs)), tuple(short.values()))


def drop_lines(lines: Sequence[Line], times: Mapping[int, int]) -> tuple[Line, ...]:
    """Return an article's lines, those dropped that recur; `times` says how often by their numbers.

    >>> drop_lines((), {})
    ()
    """
    if not times:
        return tuple(lines)
    places = [i for i, line in enumerate(lines) if _may_recur(line)]
    numbers = map(fingerprint, _keys([lines[i] for i in places]))
    found = {i: times[number] for i, number in zip(places, numbers, strict=True) if number in times}
    return tuple(
        line._replace(kind="navigation", kept=False, rule=tell_recurring(found[i])) if i in found else line
        for i, line in enumerate(lines)
    )


def tell_recurring(times: int) -> str:
    """Return the rule that drops a line.

    >>> tell_recurring(12)
    'recurring: in 12 different articles'
    """
    return f"recurring: in {times} different articles"


def _may_recur(line: Line) -> bool:
    return line.kept and line.kind != "title" and len(line.text) <= LONGEST_RECURRING


def _keys(lines: Sequence[Line]) -> list[str]:
    """Return what is compared of lines, which are folded together."""
    folded = to_ascii("\n".join([line.text for line in lines])).lower().split("\n")[: len(lines)]
    return [" ".join(words.split()).strip(MARGIN) for words in folded]


# ------------------------------------------------------------------ counting sketches


def paragraph_rows(sketches: Iterable[tuple[int, LineSketch]]) -> pd.DataFrame:
    """Return a row for each paragraph of numbered articles.

    >>> paragraph_rows([(0, LineSketch((5, 7), ()))])["size"].tolist()
    [2, 2]

    Columns: key (number of the paragraph), number (of the article), size (paragraphs of the article).
    """
    rows = [(key, number, len(sketch.paragraphs)) for number, sketch in sketches for key in sketch.paragraphs]
    return pd.DataFrame(rows, columns=["key", "number", "size"], dtype="int64")


def short_rows(sketches: Iterable[tuple[int, LineSketch]]) -> pd.DataFrame:
    """Return a row for each short line of numbered articles.

    >>> short_rows([(3, LineSketch((), (ShortLine(5, 20, True),)))]).to_dict("records")
    [{'key': 5, 'number': 3, 'length': 20, 'edge': 1}]

    Columns: key (number of the line), number (of the article), length (characters), edge (1 or 0).
    """
    rows = [
        (line.key, number, line.length, int(line.edge))
        for number, sketch in sketches
        for line in sketch.short
    ]
    return pd.DataFrame(rows, columns=["key", "number", "length", "edge"], dtype="int64")


def pair_sharing(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Return how many paragraphs each article shares with those that had them first.

    >>> sketches = [LineSketch((5, 7), ()), LineSketch((6, 7), ())]
    >>> pair_sharing(paragraph_rows(enumerate(sketches))).to_dict("records")
    [{'one': 0, 'two': 1, 'least': 2, 'shared': 1}]

    Columns: one (the article that had them first), two (a later one), least (paragraphs of the shorter of
    them), shared (paragraphs). Rows of all articles with a paragraph must be given together; the counts of
    different paragraphs add up (`add_sharing`).
    """
    ordered = paragraphs.sort_values(["key", "number"], kind="stable")
    first = ordered.drop_duplicates("key").set_index("key")
    one, size = ordered["key"].map(first["number"]), ordered["key"].map(first["size"])
    pairs = pd.DataFrame({
        "one": one, "two": ordered["number"], "least": size.where(size < ordered["size"], ordered["size"]),
        "shared": 1,
    })  # fmt: skip
    return add_sharing(pairs[pairs["one"] != pairs["two"]])


def add_sharing(pairs: pd.DataFrame) -> pd.DataFrame:
    """Return rows of `pair_sharing` with the counts of the same two articles added up.

    >>> counts = pd.DataFrame([[0, 1, 2, 1]] * 2, columns=["one", "two", "least", "shared"])
    >>> add_sharing(counts)["shared"].tolist()
    [2]
    """
    return pairs.groupby(["one", "two", "least"])["shared"].sum().reset_index()


def join_families(sharing: pd.DataFrame) -> dict[int, int]:
    """Return the articles that belong to an earlier one's family, each with the first of the family.

    >>> join_families(pd.DataFrame([[0, 1, 2, 1], [1, 4, 3, 2]], columns=["one", "two", "least", "shared"]))
    {1: 0, 4: 0}

    Together are those that share half of the shorter one's paragraphs.
    """
    together = sharing[sharing["shared"] * 2 >= sharing["least"]]
    nearest = together.groupby("two")["one"].max().sort_index()
    families: dict[int, int] = {}
    for two, one in zip(nearest.index.tolist(), nearest.tolist(), strict=True):
        families[two] = families.get(one, one)
    return families


def count_recurring(short: pd.DataFrame, families: Mapping[int, int], n_families: int) -> dict[int, int]:
    """Return the lines that recur, by their numbers, with the number of families of articles that have them.

    >>> count_recurring(short_rows([(n, LineSketch((), (ShortLine(5, 20, True),))) for n in range(3)]), {}, 3)
    {5: 3}

    Rows of all articles with a line must be given together.
    """
    ordered = short.sort_values(["key", "number"], kind="stable")
    family = ordered["number"].map(lambda number: families.get(number, number))
    once = ordered.assign(family=family).drop_duplicates(["key", "family"])
    counted = once.groupby("key").agg(
        times=("family", "size"), length=("length", "first"), edge=("edge", "sum")
    )
    found = counted.loc[_recurs(counted, n_families), "times"]
    return dict(zip(found.index.tolist(), found.tolist(), strict=True))


def _recurs(counted: pd.DataFrame, n_families: int) -> "pd.Series[bool]":
    """Tell which lines are furniture of the outlet, from the families that have them and where they stand."""
    times = counted["times"]
    sentence = counted["length"] >= PARAGRAPH  # background that an agency repeats is text
    at_edge = counted["edge"] * 2 > times
    inside = (times >= 5) & (times * 20 >= n_families)
    return (times >= 3) & (
        (sentence & (times >= 10) & (times * 10 >= n_families))
        | (~sentence & at_edge & (times * 100 >= n_families))
        | (~sentence & ~at_edge & inside)
    )
