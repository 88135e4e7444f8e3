"""Writes are whole or not there, and a spreadsheet that opens a CSV runs nothing."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import matplotlib.pyplot as plt
import nbformat
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alibaba_corpus import Corpus, load_corpus, partner_graph, save_tables
from alibaba_corpus.drawing import save_figure
from alibaba_corpus.exports import save_graph
from alibaba_corpus.notebook_runner import _save
from alibaba_corpus.report import save_report
from alibaba_corpus.writing import guard, unguard, write_csv, write_text, write_whole

BREAKING = "interrupted"


def break_off(*_: object, **__: object) -> None:
    raise KeyboardInterrupt(BREAKING)


def write_half(path: Path, error: type[BaseException]) -> None:
    with write_whole(path) as draft:
        draft.write_text("half of the n", encoding="utf-8")
        raise error(BREAKING)


def files_in(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """One article, so that every table but `rejected` may have rows."""
    path = tmp_path_factory.mktemp("articles") / "a.txt"
    path.write_text("Auchan choisit Alibaba\n\nAuchan a signé lundi avec Alibaba.", encoding="utf-8")
    return load_corpus(path)


# ------------------------------------------------------------------ whole or not at all


@pytest.mark.parametrize("error", [ValueError, OSError, KeyboardInterrupt, SystemExit])
def test_a_writer_that_fails_midway_leaves_the_old_file(error: type[BaseException], tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "old")
    with pytest.raises(error, match=BREAKING):
        write_half(path, error)
    assert path.read_text(encoding="utf-8") == "old"
    assert files_in(tmp_path) == ["a.csv"]


def test_a_writer_that_fails_midway_leaves_no_file_where_there_was_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=BREAKING):
        write_half(tmp_path / "new" / "a.csv", ValueError)
    assert files_in(tmp_path) == ["new"]


def test_a_process_killed_midway_leaves_the_old_file(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.csv", "old")
    script = (
        "import os, signal, sys\n"
        "from alibaba_corpus.writing import write_whole\n"
        "with write_whole(sys.argv[1]) as draft:\n"
        "    draft.write_text('half of the n', encoding='utf-8')\n"
        "    os.kill(os.getpid(), signal.SIGTERM)\n"
    )
    ended = subprocess.run([sys.executable, "-c", script, str(path)], check=False)
    assert ended.returncode in (-signal.SIGTERM, signal.SIGTERM)
    assert path.read_text(encoding="utf-8") == "old"


WRITERS: dict[str, tuple[str, Callable[[Corpus, Path], object]]] = {
    "a table as Parquet": ("pandas.DataFrame.to_parquet", save_tables),
    "a table as CSV": (
        "pandas.DataFrame.to_csv",
        lambda corpus, out: save_tables(corpus, out, format="csv"),
    ),
    "a figure": (
        "matplotlib.figure.Figure.savefig",
        lambda corpus, out: save_figure(plt.figure(), corpus.articles, "figure", out),
    ),
    "the report": (
        "pathlib.Path.write_text",
        lambda corpus, out: save_report(corpus, out / "report.html"),
    ),
    "a graph for Gephi": (
        "networkx.write_graphml_xml",
        lambda corpus, out: save_graph(partner_graph(corpus), out / "graph.graphml"),
    ),
    "an executed notebook": (
        "nbformat.write",
        lambda corpus, out: _save(nbformat.v4.new_notebook(), out / "notebook.ipynb"),
    ),
    "the table of a figure": (
        "pandas.DataFrame.to_csv",
        lambda corpus, out: save_figure(plt.figure(), corpus.articles, "figure", out),
    ),
}


@pytest.mark.parametrize("name", WRITERS)
def test_what_the_package_saves_survives_an_interruption(
    name: str, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, save = WRITERS[name]
    save(corpus, tmp_path)
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    monkeypatch.setattr(place, break_off)
    with pytest.raises(KeyboardInterrupt, match=BREAKING):
        save(corpus, tmp_path)
    plt.close("all")
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


# ------------------------------------------------------------------ cells that spreadsheets run

FORMULAS = ["=1+1", "+33 1 23", "-5 %", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("x")']


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str, tmp_path: Path) -> None:
    path = write_csv(pd.DataFrame({"text": [text]}), tmp_path / "a.csv")
    (cell,) = pd.read_csv(path, keep_default_na=False)["text"]
    assert cell[0] == "'"
    assert unguard(cell) == unguard(guard(text)) == text


@pytest.mark.parametrize("cell", [-5, -1.5, 0, None, True, "Alibaba", "a=1", "'t Hof", "— Oui", ""])
def test_numbers_and_harmless_texts_stay(cell: object) -> None:
    assert guard(cell) is cell


@given(st.text(alphabet="'=+-@\t\r\nab") | st.text())
def test_a_guard_can_be_taken_away_again_and_leaves_no_formula(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(tuple("=+-@\t\r\n＝＋－＠"))


def test_headings_are_guarded_too(tmp_path: Path) -> None:
    path = write_csv(pd.DataFrame({"=1+1": [1]}), tmp_path / "a.csv")
    assert path.read_text(encoding="utf-8") == '"\'=1+1"\n1\n'


def test_no_cell_of_the_saved_tables_is_a_formula(tmp_path: Path) -> None:
    """An article whose names, lines and title begin like formulas; Parquet keeps them as they are."""
    row = {
        "text": "=1+1 : Auchan s'allie\n\n- Auchan a signé lundi avec Alibaba.",
        "id": "@a",
        "source": "+x",
    }
    (tmp_path / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.articles["doc_id"].tolist() == ["@a"]
    assert "=1+1 : Auchan s'allie" in corpus.lines["text"].tolist()
    for path in save_tables(corpus, tmp_path / "csv", format="csv"):
        table = pd.read_csv(path, sep=";", encoding="utf-8-sig", keep_default_na=False, dtype=str)
        texts = [cell for column in table for cell in table[column] if not is_number(cell)]
        assert [cell for cell in texts if guard(cell) is not cell and not cell.startswith("'")] == []
    save_tables(corpus, tmp_path / "parquet")
    kept = pd.read_parquet(tmp_path / "parquet" / "lines.parquet")
    assert kept["text"].tolist() == corpus.lines["text"].tolist()


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
