"""Small corpora built by hand, with exactly the columns of the real tables."""

from types import SimpleNamespace
from typing import Any

import pandas as pd

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
