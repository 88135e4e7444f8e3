"""The data dictionary: what each column of the tables holds, and dataframes that keep to it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import pandas as pd

from alibaba_corpus.knowledge import read_knowledge


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, as `data/tables.toml` has it.

    name; type: text, integer, number, flag or list (of texts); meaning: what a cell says; unit: of a number,
    or the notation of a text; values: those that there are, where the list is closed; missing: what an empty
    cell means, None where no cell is ever empty.

    >>> Column("n_words", "integer", "length of the kept text", unit="words").missing is None
    True
    """

    name: str
    type: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    missing: str | None = None


@cache
def table_columns() -> dict[str, tuple[Column, ...]]:
    """Return the columns of each table of a corpus, in their order.

    >>> [column.name for column in table_columns()["rejected"]]
    ['doc_id', 'path', 'reason']
    """
    return {
        name: tuple(
            Column(**{**told, "name": column, "values": tuple(told.get("values", ()))})
            for column, told in table["columns"].items()
        )
        for name, table in read_knowledge("tables").items()
    }


def describe_tables() -> pd.DataFrame:
    """Return the data dictionary: a row for each column of each table of a corpus.

    >>> described = describe_tables().set_index(["table", "column"])
    >>> described.loc[("articles", "kept_chars"), "unit"]
    'characters'

    Columns: table, column, type (text, integer, number, flag or list of texts), unit (of a number, or the
    notation of a text), values (list of those that there are, empty where the list is open), meaning, and
    missing (what an empty cell means; missing where no cell is ever empty).
    """
    rows = [
        {"table": table, "column": column.name, **asdict(column), "values": list(column.values)}
        for table, columns in table_columns().items()
        for column in columns
    ]
    return pd.DataFrame(rows, columns=["table", "column", "type", "unit", "values", "meaning", "missing"])


def make_frame(table: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """Return rows as a dataframe with the columns and types of a table, the same whatever the rows hold.

    >>> make_frame("lines", [])["kept"].dtype
    dtype('bool')

    A text or list is missing where its row has none. Raises KeyError for a table that does not exist,
    ValueError or TypeError where a column that is never empty would be.
    """
    columns = table_columns()[table]
    frame = pd.DataFrame(list(rows), columns=[column.name for column in columns])
    return frame.astype({column.name: _dtype(column.type) for column in columns})


def _dtype(kind: str) -> Any:
    """Return the type of a dataframe's column; texts have the one that pandas gives them by itself."""
    numbers = {"integer": "int64", "number": "float64", "flag": "bool", "list": "object"}
    return numbers.get(kind) or pd.Series(["text"]).dtype
