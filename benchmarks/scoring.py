"""Score what a system reads in articles against their labels: the measure of tests and benchmarks alike.

A labelled file holds one article a line: {"id", "language", "lines": [[kind, text], …], "published":
{"value": …} or null, "relations": [{"a", "b", "type", "status", "themes"}, …], "people": [name, …],
"quantities": [{"value", "unit"}, …]}. A relation counts when its type and its ends agree with a label of the
same article: in either order for partnership, competition and dispute, in the same order for the others.
Names agree when they mean one organisation of the package's file or have the same words, without regard to
case, accents, articles and legal forms. Status and themes are judged on the relations that count.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alibaba_corpus.lexicon import fold, nouns, organisations, without_article
from alibaba_corpus.lines import KEPT_KINDS
from alibaba_corpus.relations import SYMMETRIC_TYPES
from alibaba_corpus.tables import Corpus

Row = Mapping[str, Any]
Key = tuple[str, str, str]
_VALUE_TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Score:
    """What was found and is right, found and wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 when nothing was found and nothing was to be found."""
        found = self.right + self.wrong
        return self.right / found if found else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what was to be found that was found; 1 when there was nothing."""
        labelled = self.right + self.missed
        return self.right / labelled if labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def compare(found: set[Any], labelled: set[Any]) -> Score:
    """Score a set of what was found against the labelled set.

    >>> compare({"a", "b"}, {"b", "c"})
    Score(right=1, wrong=1, missed=1)
    """
    return Score(len(found & labelled), len(found - labelled), len(labelled - found))


# ---------------------------------------------------------------------------------------- labelled files
def read_labelled(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a labelled file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def write_articles(articles: Iterable[Row], folder: Path) -> None:
    """Write each article as the text file it was: a blank line between the lines of every other one."""
    for article in articles:
        gap = "\n\n" if sum(map(ord, article["id"])) % 2 else "\n"
        text = gap.join(text for _, text in article["lines"]) + "\n"
        (folder / f"{article['id']}.txt").write_text(text, encoding="utf-8", newline="")


# ---------------------------------------------------------------------------------------- names
def _plain(name: str) -> str:
    folded = fold(without_article(re.sub(r"\([^)]*\)", " ", name)))
    words = re.findall(r"[a-z0-9]+|[&+]", folded)
    forms = {fold(form) for form in nouns("legal_form")}
    return " ".join([word for word in words if word not in forms] or words)


@cache
def _known() -> dict[str, str]:
    known: dict[str, str] = {}
    for organisation in organisations().values():
        for spelling in (organisation.name, *organisation.aliases, *organisation.descriptions):
            known.setdefault(_plain(spelling), organisation.name)
    return known


def name_key(name: str) -> str:
    """Return what two names of one organisation have in common.

    >>> name_key("la Poste chinoise") == name_key("China Post"), name_key("le Rivalis SA")
    (True, 'rivalis')
    """
    plain = _plain(name)
    return _known().get(plain, plain)


def relation_key(source: str, target: str, kind: str) -> Key:
    """Return by what a relation is compared; the order of the ends counts where the type has a direction.

    >>> relation_key("Orange", "Auchan", "dispute") == relation_key("Auchan", "Orange", "dispute")
    True
    """
    ends = (name_key(source), name_key(target))
    first, second = sorted(ends) if kind in SYMMETRIC_TYPES else ends
    return first, second, kind


def labelled_relations(article: Row) -> dict[Key, Row]:
    """Return the labelled relations of an article by key, each once."""
    return {relation_key(row["a"], row["b"], row["type"]): row for row in article["relations"]}


def found_relations(rows: Iterable[Row]) -> dict[Key, Row]:
    """Return found relations (rows with source, target, type) by key: of several alike the first."""
    found: dict[Key, Row] = {}
    for row in rows:
        found.setdefault(relation_key(row["source"], row["target"], row["type"]), row)
    return found


# ---------------------------------------------------------------------------------------- scores
def score_relations(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> dict[str, Score]:
    """Score relations found in articles (rows by article id): each type, and `all` of them."""
    scores: dict[str, Score] = defaultdict(Score)
    for article in articles:
        have, want = set(found_relations(found.get(article["id"], ()))), set(labelled_relations(article))
        for kind in sorted({key[2] for key in have | want}):
            score = compare({key for key in have if key[2] == kind}, {key for key in want if key[2] == kind})
            scores[kind] += score
            scores["all"] += score
    return dict(scores)


def matched_relations(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> list[tuple[Row, Row]]:
    """Return each labelled relation that was found, with what was found."""
    pairs = []
    for article in articles:
        have = found_relations(found.get(article["id"], ()))
        pairs += [(want, have[key]) for key, want in labelled_relations(article).items() if key in have]
    return pairs


def status_accuracy(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> float:
    """Return the share of found relations with a labelled status that have this status."""
    judged = [(want["status"], have["status"]) for want, have in matched_relations(articles, found)]
    return _share([want == have for want, have in judged if want])


def theme_overlap(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> float:
    """Return the mean share of themes in common, among found relations with labelled themes."""
    judged = [(set(want["themes"]), set(have["themes"])) for want, have in matched_relations(articles, found)]
    return _share([len(want & have) / len(want | have) for want, have in judged if want])


def score_lines(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> tuple[Score, float]:
    """Score the lines that were dropped, and return the share of the article's own characters that was kept.

    Raises ValueError when a table has other lines than the labelled article.
    """
    score, kept_characters, characters = Score(), 0, 0
    for article in articles:
        for (kind, text), row in zip(article["lines"], found[article["id"]], strict=True):
            belongs, stays = kind in KEPT_KINDS, bool(row["kept"])
            score += Score(not belongs and not stays, belongs and not stays, not belongs and stays)
            characters += belongs * len(text)
            kept_characters += (belongs and stays) * len(text)
    return score, kept_characters / characters if characters else 1.0


def score_people(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> Score:
    """Score the people whom the mentions name."""
    score = Score()
    for article in articles:
        rows = found.get(article["id"], ())
        have = {fold(row["entity"]) for row in rows if row["kind"] == "person"}
        score += compare(have, {fold(name) for name in article["people"]})
    return score


def _unit(unit: str) -> str:
    head = unit.split(maxsplit=1)[0]
    return head if head.isupper() else fold(head).rstrip("sx")


def _same_amount(one: Row, other: Row) -> bool:
    close = abs(one["value"] - other["value"]) <= _VALUE_TOLERANCE * max(1, abs(other["value"]))
    return close and _unit(one["unit"]) == _unit(other["unit"])


def score_quantities(articles: Sequence[Row], found: Mapping[str, Sequence[Row]]) -> Score:
    """Score amounts by value and unit (of a noun its first word), each labelled one used up by one found."""
    score = Score()
    for article in articles:
        left = list(found.get(article["id"], ()))
        missed = 0
        for want in article["quantities"]:
            at = next((index for index, have in enumerate(left) if _same_amount(have, want)), None)
            if at is None:
                missed += 1
            else:
                left.pop(at)
        score += Score(len(article["quantities"]) - missed, len(left), missed)
    return score


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 1.0


def rows_by_article(corpus: Corpus, table: str) -> dict[str, list[Row]]:
    """Return the rows of a table of the corpus by article, None where a cell is empty."""
    rows: dict[str, list[Row]] = defaultdict(list)
    frame = getattr(corpus, table).astype(object)
    for row in frame.where(frame.notna(), None).to_dict("records"):
        rows[row["doc_id"]].append(row)
    return dict(rows)


def score_corpus(articles: Sequence[Row], corpus: Corpus) -> dict[str, float]:
    """Return all measures of the package's tables of labelled articles, each from 0 to 1."""
    tables = {
        name: rows_by_article(corpus, name) for name in ("lines", "relations", "mentions", "quantities")
    }
    told = {name: rows[0] for name, rows in rows_by_article(corpus, "articles").items()}
    dropped, kept_characters = score_lines(articles, tables["lines"])
    relations = score_relations(articles, tables["relations"])["all"]
    published = {article["id"]: (article["published"] or {}).get("value") for article in articles}
    return {
        "dropped lines F1": dropped.f1,
        "kept characters": kept_characters,
        "language": _share([told[article["id"]]["language"] == article["language"] for article in articles]),
        "published": _share([told[name]["published"] == value for name, value in published.items()]),
        "relations precision": relations.precision,
        "relations recall": relations.recall,
        "relations F1": relations.f1,
        "status": status_accuracy(articles, tables["relations"]),
        "themes": theme_overlap(articles, tables["relations"]),
        "people F1": score_people(articles, tables["mentions"]).f1,
        "quantities F1": score_quantities(articles, tables["quantities"]).f1,
    }
