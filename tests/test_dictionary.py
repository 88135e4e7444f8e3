"""The data dictionary and the tables say the same: no column, type, value or gap that it does not name."""

from pathlib import Path

import pandas as pd
import pytest
from dictionary import PAGE, render_page
from scoring import read_labelled, write_articles

from alibaba_corpus import Corpus, describe_tables, load_corpus
from alibaba_corpus.cues import TYPES
from alibaba_corpus.dictionary import Column, make_frame, table_columns
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lines import DROPPED_KINDS, KEPT_KINDS

GOLD = Path(__file__).parent / "gold" / "articles_a.jsonl"
COLUMNS = [(table, column) for table, columns in table_columns().items() for column in columns]
each_column = pytest.mark.parametrize(
    ("table", "column"), COLUMNS, ids=[f"{table}.{column.name}" for table, column in COLUMNS]
)


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> list[Corpus]:
    """The seeds; labelled articles, one of them twice; and a folder in which only an empty file lies."""
    labelled = tmp_path_factory.mktemp("labelled")
    articles = read_labelled(GOLD)[:8]
    write_articles([*articles, articles[0] | {"id": "repeated"}], labelled)
    nothing = tmp_path_factory.mktemp("nothing")
    (nothing / "empty.txt").write_bytes(b"")
    return [load_corpus(), load_corpus(labelled), load_corpus(nothing)]


def holds(column: Column, cells: pd.Series) -> bool:
    """Tell whether all cells that are not empty have the type that the dictionary says."""
    kinds = {
        "text": lambda: all(isinstance(cell, str) for cell in cells.dropna()),
        "integer": lambda: cells.dtype == "int64",
        "number": lambda: cells.dtype == "float64",
        "flag": lambda: cells.dtype == "bool",
        "list": lambda: all(isinstance(word, str) for cell in cells for word in cell),
    }
    return kinds[column.type]()


@each_column
def test_a_column_holds_what_the_dictionary_says(table: str, column: Column, corpora: list[Corpus]) -> None:
    """Type, values, and cells that are empty only where the dictionary says what that means."""
    for corpus in corpora:
        cells = getattr(corpus, table)[column.name]
        assert holds(column, cells)
        assert column.missing or not cells.isna().any()
        if column.values:
            assert set(cells.explode().dropna()) <= set(column.values)


@each_column
def test_a_column_of_an_empty_table_has_the_type_of_a_full_one(
    table: str, column: Column, corpora: list[Corpus]
) -> None:
    """Tables of several corpora can be joined, whatever each of them holds."""
    assert getattr(corpora[0], table)[column.name].dtype == make_frame(table, [])[column.name].dtype


@each_column
def test_a_column_is_told_in_full(table: str, column: Column) -> None:
    """Every column has a type, a meaning that is a phrase without a full stop, and numbers a unit."""
    assert column.type in ("text", "integer", "number", "flag", "list")
    assert column.meaning
    assert not column.meaning.endswith(".")
    assert column.unit or column.type not in ("integer", "number")


def test_closed_lists_are_those_of_the_code() -> None:
    """Kinds of line, types of relation and themes stand in two places, which agree."""
    values = {(table, column.name): column.values for table, column in COLUMNS}
    assert set(values["lines", "kind"]) == KEPT_KINDS | DROPPED_KINDS
    assert values["relations", "type"] == TYPES
    assert set(values["relations", "themes"]) == set(read_knowledge("themes"))


def test_the_labelled_articles_fill_every_column(corpora: list[Corpus]) -> None:
    """What is checked above is checked on cells, in all columns."""
    bare = [
        f"{table}.{column.name}"
        for table, column in COLUMNS
        if not any(getattr(corpus, table)[column.name].notna().any() for corpus in corpora)
    ]
    assert bare == []


def test_described_tables_are_all_tables_of_a_corpus(corpora: list[Corpus]) -> None:
    """`ac.describe_tables` has a row a column, in the order of the tables themselves."""
    described = describe_tables()
    for table, columns in described.groupby("table", sort=False)["column"]:
        assert columns.tolist() == list(getattr(corpora[0], str(table)).columns)
    assert described["table"].unique().tolist() == list(Corpus.__annotations__)


def test_a_frame_of_rows_that_lack_what_is_never_empty_is_refused() -> None:
    """A gap that the dictionary does not name cannot slip into a table."""
    with pytest.raises((ValueError, TypeError)):
        make_frame("sentences", [{"doc_id": "a", "text": "Un."}])


def test_the_page_is_the_dictionary() -> None:
    """docs/tables.md is what `make dictionary` writes."""
    assert PAGE.read_text(encoding="utf-8") == render_page()
