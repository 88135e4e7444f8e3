"""Writes the data dictionary, `alibaba_corpus/data/tables.toml`, as the page docs/tables.md."""

from collections.abc import Iterator
from pathlib import Path

from alibaba_corpus.dictionary import Column, table_columns
from alibaba_corpus.knowledge import read_knowledge

PAGE = Path(__file__).parent / "tables.md"
OPENING = """\
# The tables, column by column

`ac.load_corpus` returns ten dataframes, and `ac.save_tables` writes each to a file of its name. This page
tells what every column holds; in Python `ac.describe_tables()` gives the same as a dataframe. Both come
from `alibaba_corpus/data/tables.toml`, and tests hold the tables to it.

`start` and `end` count characters of the raw file's decoded text: `raw[start:end]` is what the row speaks of.
A table without rows has the same columns and types. In CSV the values of a list are joined by `|`.

"""


def render_page() -> str:
    """Return the page: a section for each table, a row for each column.

    >>> render_page().startswith("# The tables, column by column")
    True
    """
    told = read_knowledge("tables")
    sections = [
        "\n".join([f"## {name}", "", f"A row is {told[name]['row']}.", "", *_rows(columns)])
        for name, columns in table_columns().items()
    ]
    return OPENING + "\n\n".join(sections) + "\n"


def _rows(columns: tuple[Column, ...]) -> Iterator[str]:
    yield "| column | type | unit or values | meaning | empty means |"
    yield "| --- | --- | --- | --- | --- |"
    for column in columns:
        told = ", ".join(filter(None, [column.unit, ", ".join(f"`{value}`" for value in column.values)]))
        yield f"| `{column.name}` | {column.type} | {told} | {column.meaning} | {column.missing or ''} |"


if __name__ == "__main__":
    PAGE.write_text(render_page(), encoding="utf-8", newline="\n")
