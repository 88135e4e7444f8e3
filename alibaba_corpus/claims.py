"""What the articles claim: the figures they quote, the growth they tell, and how they tell one deal."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.graph import PARTNER_TYPES, edge_key, name_pair
from alibaba_corpus.growth import SHARE, find_growth
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.passages import find_shared_passages
from alibaba_corpus.quantities import Quantity
from alibaba_corpus.statements import Statement, known
from alibaba_corpus.summaries import cite_articles

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

    from alibaba_corpus.tables import Corpus

ROUNDING = 0.02  # amounts that differ by less say the same, one of them rounded
FIGURE_COLUMNS = [
    "kind",
    "subject",
    "text",
    "value",
    "unit",
    "qualifier",
    "earlier",
    "articles",
    "sources",
]
KINDS = ("deal", "theme", "date", "amount", "organisation")
Fact = tuple[str, Any]  # its kind, and what tells it from others of the kind


def quoted_figures(corpus: "Corpus") -> pd.DataFrame:
    """Return the amounts that the articles quote, money first, each with the articles that quote it.

    >>> from alibaba_corpus.tables import load_corpus
    >>> figures = quoted_figures(load_corpus())
    >>> figures.loc[figures["subject"] == "Bolloré", ["text", "qualifier", "sources"]].iloc[0].tolist()
    ["18,3 milliards d'euros", 'about', ['Xinhua, 2018-07-03']]

    Columns: kind (money, count, measure, duration or share), subject (organisation, missing where the
    sentence names none), text (as first written), value, unit, qualifier (exact, at least, at most, about),
    earlier (the amount before it grew or shrank, in the same unit, missing where no share of growth is told),
    articles (list of doc_ids), sources (list: the same articles as `cite_articles` names them). One row for
    one amount of one subject; an amount that an article repeats without saying whose it is adds no row.
    """
    grouped: dict[tuple[Any, ...], list[dict[Any, Any]]] = defaultdict(list)
    for row in corpus.quantities.to_dict("records"):
        grouped[row["unit"], row["value"], known(row["subject"])].append(row)
    owned = {(*key[:2], row["doc_id"]) for key, rows in grouped.items() if key[2] for row in rows}
    growth = growth_claims(corpus)
    earlier = {
        (row["doc_id"], row["unit"], row["value"]): row["earlier"] for row in growth.to_dict("records")
    }
    cited = cite_articles(corpus.articles)
    figures = []
    for (unit, value, subject), rows in grouped.items():
        told = [row for row in rows if subject or (unit, value, row["doc_id"]) not in owned]
        if told:
            before = next(filter(None, (earlier.get((row["doc_id"], unit, value)) for row in told)), None)
            amount = {"unit": unit, "value": value, "subject": subject, "earlier": before}
            figures.append(amount | _figure(unit, told, cited))
    figures.sort(key=lambda row: (_rank(row["kind"]), row["unit"], -row["value"], row["subject"] or "~"))
    return pd.DataFrame(figures, columns=FIGURE_COLUMNS)


def growth_claims(corpus: "Corpus") -> pd.DataFrame:
    """Return the amounts that are said to have grown or shrunk, with the earlier amount that this implies.

    >>> from types import SimpleNamespace
    >>> text = "Les ventes progressent de 25 % à 2 milliards d'euros."
    >>> sentences = pd.DataFrame({"doc_id": ["a"], "sentence": [0], "start": [0], "text": [text]})
    >>> quantities = pd.DataFrame(
    ...     [["a", 0, 26, 30, "25 %", 25.0, "%", "exact", None],
    ...      ["a", 0, 33, 52, "2 milliards d'euros", 2e9, "EUR", "exact", "Auchan"]],
    ...     columns="doc_id sentence start end text value unit qualifier subject".split())
    >>> corpus = SimpleNamespace(sentences=sentences, quantities=quantities)
    >>> growth_claims(corpus)[["subject", "change", "earlier"]].to_numpy().tolist()
    [['Auchan', 25.0, 1600000000.0]]

    Columns: doc_id, subject (organisation, missing where the sentence names none), text (the amount as
    written), value and unit, change (in % of the earlier amount, negative for a loss), earlier (in the same
    unit), sentence (text).
    """
    amounts = {
        key: rows.to_dict("records") for key, rows in corpus.quantities.groupby(["doc_id", "sentence"])
    }
    rows = []
    for sentence in corpus.sentences.to_dict("records"):
        told = amounts.get((sentence["doc_id"], sentence["sentence"]), [])
        subjects = {row["start"] - sentence["start"]: row["subject"] for row in told}
        for claim in find_growth(sentence["text"], [_quantity(row, sentence["start"]) for row in told]):
            subject = known(subjects[claim.amount.start]) or known(subjects[claim.share.start])
            amount = claim.amount
            told_amount = (subject, amount.text, amount.value, amount.unit)
            rows.append((sentence["doc_id"], *told_amount, claim.change, claim.earlier, sentence["text"]))
    columns = ["doc_id", "subject", "text", "value", "unit", "change", "earlier", "sentence"]
    return pd.DataFrame(rows, columns=columns)


def compare_articles(corpus: "Corpus", graph: "nx.MultiDiGraph[str]") -> pd.DataFrame:
    """Return what the articles on one deal say of it, for each pair of partners that several articles tell.

    >>> import networkx as nx
    >>> from types import SimpleNamespace
    >>> tables = dict.fromkeys(["quantities", "mentions"], pd.DataFrame())
    >>> compare_articles(SimpleNamespace(articles=pd.DataFrame(), **tables), nx.MultiDiGraph()).empty
    True

    Columns: pair (text), kind (deal, theme, date, amount or organisation), fact (text), told_by (list of
    doc_ids), articles (list of the doc_ids that tell the pair's deals), differs (whether another article
    gives another date or amount of the same unit and none of this one's, or denies what this one states). The
    facts are those of the sentences that state the deal; articles that repeat another are left out. The pairs
    that most articles tell come first, then those they tell most differently; of a pair, by kind, the facts
    that most articles tell.
    """
    repeats = _repeats(corpus.articles)
    rows: list[dict[str, Any]] = []
    for pair, statements in _statements_of_pairs(graph, repeats).items():
        articles = sorted({row.doc_id for _, row in statements})
        if len(articles) > 1:
            told, words = _facts(corpus, statements, frozenset(pair.split(" – ")))
            rows += _compare(pair, articles, told, words)
    rows.sort(key=lambda row: (KINDS.index(row["kind"]), -len(row["told_by"]), row["fact"]))
    rank = Counter(row["pair"] for row in rows), Counter(row["pair"] for row in rows if row["differs"])
    rows.sort(key=lambda row: (-len(row["articles"]), *(-by[row["pair"]] for by in rank[::-1]), row["pair"]))
    return pd.DataFrame(rows, columns=["pair", "kind", "fact", "told_by", "articles", "differs"])


def reused_passages(corpus: "Corpus", compared: pd.DataFrame) -> pd.DataFrame:
    """Return the passages that articles on one deal share word for word, the longest first.

    >>> from types import SimpleNamespace
    >>> text = "Les deux groupes vont partager leurs entrepôts en Europe et en Asie"
    >>> articles = pd.DataFrame([["a", text], ["b", f"« {text} »"]], columns=["doc_id", "text"])
    >>> compared = pd.DataFrame([["Alibaba – Auchan", ["a", "b"]]], columns=["pair", "articles"])
    >>> reused_passages(SimpleNamespace(articles=articles), compared)["words"].tolist()
    [12]

    `compared` comes from `compare_articles`. Columns: pairs (list: the deals that both articles tell), first
    and second (doc_ids), words (number), text (as the first article has it).
    """
    deals: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair, articles in compared.drop_duplicates("pair")[["pair", "articles"]].to_numpy():
        for two in combinations(sorted(articles), 2):
            deals[two].append(pair)
    telling = {doc_id for two in deals for doc_id in two}
    texts = {
        row["doc_id"]: row["text"] for row in corpus.articles.to_dict("records") if row["doc_id"] in telling
    }
    rows = []
    for passage in find_shared_passages(dict(sorted(texts.items()))):
        pairs = deals.get((passage.first_doc, passage.second_doc))
        if pairs:
            text = " ".join(passage.text.split())
            rows.append((pairs, passage.first_doc, passage.second_doc, len(text.split()), text))
    rows.sort(key=lambda row: (-row[3], row[1], row[2], row[4]))
    return pd.DataFrame(rows, columns=["pairs", "first", "second", "words", "text"])


# ------------------------------------------------------------------------------------------- figures
def _figure(unit: str, rows: list[dict[Any, Any]], cited: Mapping[str, str]) -> dict[str, Any]:
    """Return what the rows of one amount say of it together."""
    articles = sorted({row["doc_id"] for row in rows})
    return {
        "kind": _kind(unit),
        "text": " ".join(rows[0]["text"].split()),
        "qualifier": rows[0]["qualifier"],
        "articles": articles,
        "sources": [cited[doc_id] for doc_id in articles],
    }


def _kind(unit: str) -> str:
    """Return what sort of unit it is, as `data/quantities.toml` has it."""
    if len(unit) == 3 and unit.isascii() and unit.isupper():
        return "money"
    kinds = {row["unit"]: row["kind"] for row in read_knowledge("quantities")["measure"]}
    return "share" if unit == SHARE else kinds.get(unit, "count")


def _rank(kind: str) -> int:
    return ("money", "count", "measure", "duration", "share").index(kind)


def _quantity(row: dict[Any, Any], start: int) -> Quantity:
    """Return a row of the quantities table, its offsets counted from the start of its sentence."""
    quantity = Quantity(**{name: row[name] for name in Quantity.__dataclass_fields__})
    return replace(quantity, start=quantity.start - start, end=quantity.end - start)


# --------------------------------------------------------------------------------- one deal, several articles
def _repeats(articles: pd.DataFrame) -> frozenset[str]:
    """Return the articles that repeat another."""
    if "duplicate_of" not in articles:
        return frozenset()
    return frozenset(articles.dropna(subset="duplicate_of")["doc_id"])


def _statements_of_pairs(
    graph: "nx.MultiDiGraph[str]", repeats: frozenset[str]
) -> dict[str, list[tuple[str, Statement]]]:
    """Return the statements of each pair, each with the deal it states, denied ones included."""
    found: dict[str, list[tuple[str, Statement]]] = defaultdict(list)
    for source, target, data in graph.edges(data=True):
        if data["type"] in PARTNER_TYPES:
            pair = name_pair(graph, source, target, "partnership")
            deal = edge_key(data["type"], data["status"])
            found[pair] += [(deal, row) for row in data["statements"] if row.doc_id not in repeats]
    return found


def _facts(
    corpus: "Corpus", statements: list[tuple[str, Statement]], ends: frozenset[str]
) -> tuple[dict[Fact, set[str]], dict[Fact, str]]:
    """Return who tells each fact, and the words for it."""
    told: dict[Fact, set[str]] = defaultdict(set)
    words: dict[Fact, str] = {}
    for fact, text, doc_id in _told_facts(corpus, statements, ends):
        same = next((known for known in told if _says_the_same(known, fact)), fact)
        told[same].add(doc_id)
        words.setdefault(same, text)
    return told, words


def _told_facts(
    corpus: "Corpus", statements: list[tuple[str, Statement]], ends: frozenset[str]
) -> "Iterator[tuple[Fact, str, str]]":
    """Yield every fact with its words and its article."""
    for deal, row in statements:
        named = [("deal", deal), ("date", row.date), *(("theme", theme) for theme in row.themes)]
        yield from (((kind, fact), fact, row.doc_id) for kind, fact in named if fact)
    places = {(row.doc_id, row.sentence) for _, row in statements}
    for amount in _in_sentences(corpus.quantities, places):
        text = " ".join(amount["text"].split())
        yield ("amount", (amount["unit"], amount["value"])), text, amount["doc_id"]
    for mention in _in_sentences(corpus.mentions, places):
        if mention["kind"] == "organisation" and mention["entity"] not in ends:
            yield ("organisation", mention["entity"]), mention["entity"], mention["doc_id"]


def _in_sentences(table: pd.DataFrame, places: set[tuple[str, int]]) -> list[dict[Any, Any]]:
    """Return the rows of a table that stand in some sentences."""
    docs = {doc_id for doc_id, _ in places}
    rows = table[table["doc_id"].isin(docs)].to_dict("records") if len(table) else []
    return [row for row in rows if (row["doc_id"], row["sentence"]) in places]


def _says_the_same(known: Fact, fact: Fact) -> bool:
    if known[0] != "amount" or fact[0] != "amount":
        return known == fact
    (unit, value), (other_unit, other) = known[1], fact[1]
    return bool(unit == other_unit and abs(value - other) <= ROUNDING * max(abs(value), abs(other)))


def _compare(
    pair: str, articles: list[str], told: Mapping[Fact, set[str]], words: Mapping[Fact, str]
) -> list[dict[str, Any]]:
    return [
        {
            "pair": pair,
            "kind": fact[0],
            "fact": words[fact],
            "told_by": sorted(by),
            "articles": articles,
            "differs": any(_contradicts(fact, by, other, told) for other in told),
        }
        for fact, by in told.items()
    ]


def _contradicts(fact: Fact, by: set[str], other: Fact, told: Mapping[Fact, set[str]]) -> bool:
    """Return whether an article that tells the other fact contradicts one that tells this one."""
    if not _clash(fact, other):
        return False
    return bool(told[other] - _agreeing(fact, told) and by - _agreeing(other, told))


def _agreeing(fact: Fact, told: Mapping[Fact, set[str]]) -> set[str]:
    """Return the articles that tell the fact or another that goes with it."""
    alike = [
        docs for known, docs in told.items() if _topic(known) == _topic(fact) and not _clash(known, fact)
    ]
    return set().union(*alike)


def _topic(fact: Fact) -> tuple[str, str]:
    """Return what a fact is about: the date, the amount in a unit, whether there is a deal of a type."""
    kind, value = fact
    if kind == "amount":
        return kind, value[0]
    return kind, "" if kind == "date" else value.split(" ")[0] if kind == "deal" else value


def _clash(fact: Fact, other: Fact) -> bool:
    """Return whether two facts on one topic cannot both be meant: other dates or amounts, a deal denied."""
    (kind, value), against = fact, other[1]
    if _topic(fact) != _topic(other) or value == against:
        return False
    if kind == "date":
        return not (value.startswith(against) or against.startswith(value))
    return kind == "amount" or "denied" in (value.split(" ")[1], against.split(" ")[1])
