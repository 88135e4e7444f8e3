"""Small corpora built by hand, with exactly the columns of the real tables; mentions of given names."""

import random
from types import SimpleNamespace
from typing import Any

import pandas as pd

from alibaba_corpus.mentions import Mention

DEALS = ("partnership", "investment", "acquisition")
WORDS = [
    "Banque",
    "Port",
    "Maison",
    "Transports",
    "Société générale des eaux",
    "Groupe",
    "Café",
    "Éditions",
    "Ministère des transports et de la mer",
    "Lyonnaise",
    "Atelier",
    "Comptoir",
    "Institut",
    "Rail",
    "Air",
    "Soie",
]
SECOND = ["du Nord", "Dupré", "des Alpes", "Lumière", "Océan"]
ORGANISATION_COLUMNS = ["entity", "kind", "group", "country", "aliases", "n_articles", "n_mentions"]
RELATION_COLUMNS = [
    "doc_id",
    "source",
    "target",
    "type",
    "status",
    "themes",
    "date",
    "sentence",
    "evidence",
    "start",
    "end",
    "rule",
]


def organisations(*rows: tuple[str, str, str, str | None, int]) -> pd.DataFrame:
    """Return an organisations table from (entity, kind, group, country, mentions)."""
    full = [
        (name, kind, group, country, [name], 1, mentions) for name, kind, group, country, mentions in rows
    ]
    return pd.DataFrame(full, columns=ORGANISATION_COLUMNS)


def relations(*rows: tuple[Any, ...]) -> pd.DataFrame:
    """Return a relations table from (doc_id, source, target, type, status, themes, date, evidence, start)."""
    full = [(*row[:7], row[8] // 100, row[7], row[8], row[8] + len(row[7]), "hand made") for row in rows]
    return pd.DataFrame(full, columns=RELATION_COLUMNS)


def corpus_of(organisation_rows: pd.DataFrame, relation_rows: pd.DataFrame) -> SimpleNamespace:
    """Return what the graph needs of a corpus."""
    return SimpleNamespace(organisations=organisation_rows, relations=relation_rows)


def small_corpus() -> SimpleNamespace:
    """Return four articles on invented deals: subsidiaries, a rival, a refused offer, a deal told twice."""
    return corpus_of(
        organisations(
            ("Alibaba", "company", "Alibaba", "CN", 9),
            ("Cainiao", "company", "Alibaba", "CN", 2),
            ("Lazada", "platform", "Alibaba", "SG", 1),
            ("Amazon", "company", "Amazon", "US", 3),
            ("Groupe Martin", "company", "Groupe Martin", "FR", 4),
            ("Martin Fret", "carrier", "Groupe Martin", "FR", 1),
            ("Port de Brume", "public body", "Port de Brume", None, 1),
            ("Le Courrier", "media", "Le Courrier", "FR", 1),
        ),
        relations(
            ("a", "Groupe Martin", "Alibaba", "partnership", "signed", ["cloud"], "2018-07-02", "S1", 10),
            ("b", "Alibaba", "Groupe Martin", "partnership", "signed", ["energy", "cloud"], "2018", "S2", 20),
            ("a", "Cainiao", "Martin Fret", "partnership", "signed", ["logistics"], None, "S3", 310),
            ("a", "Alibaba", "Cainiao", "ownership", None, [], None, "S3", 310),
            ("c", "Alibaba", "Lazada", "acquisition", "signed", ["ecommerce"], "2016-04", "S4", 0),
            ("c", "Amazon", "Alibaba", "competition", None, [], None, "S5", 140),
            ("d", "Port de Brume", "Cainiao", "partnership", "planned", ["logistics"], "2021", "S6", 5),
            ("d", "Amazon", "Groupe Martin", "acquisition", "denied", [], None, "S7", 260),
        ),
    )


def large_corpus(articles: int = 60, size: int = 80) -> SimpleNamespace:
    """Return a made-up corpus: one group in the middle, many partners, some pairs that know each other."""
    draw = random.Random(3)
    names = ["Alibaba", *(f"{WORDS[n % len(WORDS)]} {SECOND[n // len(WORDS)]}" for n in range(size - 1))]
    kinds = ["company", "company", "public body", "platform"]
    rows = []
    for number in range(articles * 3):
        source = "Alibaba" if draw.random() < 0.7 else draw.choice(names)
        target = draw.choice([name for name in names if name != source])
        kind = draw.choice(
            ["partnership"] * 6 + ["investment", "acquisition", "competition", "dispute", "ownership"]
        )
        status = draw.choice(["signed", "signed", "planned", "ended", "denied"]) if kind in DEALS else None
        date = draw.choice([None, "2014", "2015-03", "2017-11-20", "2018-07-02", "2019", "2021-06"])
        themes = draw.sample(
            ["logistics", "cloud", "retail", "mobility", "luxury", "payment"], draw.randint(0, 2)
        )
        text = f"Phrase {number} sur {source} et {target}."
        rows.append(
            (f"{number % articles:03}", source, target, kind, status, themes, date, text, number * 100)
        )
    nodes = [(name, kinds[n % 4], name, "FR", 1 + (name == "Alibaba") * 99) for n, name in enumerate(names)]
    return corpus_of(organisations(*nodes), relations(*rows))


def mentions_of(text: str, names: list[str], kind: str) -> list[Mention]:
    """Return a mention wherever one of the names stands."""
    found = []
    for name in names:
        start = text.find(name)
        while start >= 0:
            found.append(Mention(0, start, start + len(name), name, name, kind))
            start = text.find(name, start + 1)
    return found
