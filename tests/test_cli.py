"""The console script: what it says, what it returns, what it leaves on disk."""

from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from alibaba_corpus import __version__
from alibaba_corpus.cli import main
from tests.conftest import Ran, run_command

ARTICLE = """Carrefour choisit Tencent

Le distributeur Carrefour a signé mardi un partenariat avec Tencent dans le paiement mobile.

Les clients des magasins pourront régler leurs achats avec leur téléphone.
"""
TABLES = [
    "articles",
    "dates",
    "lines",
    "mentions",
    "organisations",
    "quantities",
    "quotes",
    "rejected",
    "relations",
    "sentences",
]


def test_help_names_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert [name for name in ("figures", "tables", "report", "graph", "archive") if name not in shown] == []


def test_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out.strip() == f"alibaba-corpus {__version__}"


def test_wrong_command_ends_with_two(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["figure"])
    assert ended.value.code == 2
    assert "invalid choice" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["figures", "tables", "report", "graph", "archive"])
def test_missing_folder_is_named(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "nowhere"
    assert main([command, "--articles", str(missing), "--out", str(tmp_path / "out")]) == 1
    assert capsys.readouterr().err == f"alibaba-corpus: no such file or folder: {missing}\n"
    assert not (tmp_path / "out").exists()


def test_tables_are_saved_one_file_each(seed_tables: Ran) -> None:
    assert seed_tables.code == 0, seed_tables.stderr
    assert sorted(path.stem for path in (seed_tables.folder / "tables").glob("*.csv")) == TABLES
    assert seed_tables.stdout.startswith("5 articles, ")


def test_parquet_tables_of_one_file(tmp_path: Path) -> None:
    article = tmp_path / "un.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    ran = run_command(tmp_path, "tables", "--articles", "un.txt", "--out", "out")
    assert ran.code == 0, ran.stderr
    relations = pd.read_parquet(tmp_path / "out" / "relations.parquet")
    stated = relations[["source", "target", "type", "status"]].drop_duplicates()
    assert stated.to_numpy().tolist() == [["Carrefour", "Tencent", "partnership", "signed"]]


def test_report_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text(ARTICLE, encoding="utf-8")
    ran = run_command(tmp_path, "report", "--articles", "un.txt", "--out", "out/report.html")
    assert (ran.code, ran.network) == (0, ""), ran.stderr
    assert ran.stdout == (
        "1/2 read the articles\n2/2 write the report\n1 articles, 2 relations: report in out/report.html\n"
    )
    assert "Carrefour" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")


def test_graph_of_one_file(tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text(ARTICLE, encoding="utf-8")
    ran = run_command(tmp_path, "graph", "--articles", "un.txt", "--out", "partners.graphml")
    assert ran.code == 0, ran.stderr
    graph = nx.read_graphml(tmp_path / "partners.graphml")
    assert [edge[:2] for edge in graph.edges] == [("Carrefour", "Tencent")]


def test_graph_of_an_unknown_format_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["graph", "--out", str(tmp_path / "partners.xlsx")]) == 1
    assert "partners.xlsx: a graph is saved as .gexf, .graphml" in capsys.readouterr().err


def test_an_archive_goes_on_where_it_stopped(tmp_path: Path) -> None:
    for name in ("un", "deux"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    first, again = (run_command(tmp_path, "archive", "--articles", "*.txt", "--out", "out") for _ in range(2))
    assert first.stdout == "2 articles in 1 parts, 1 read now: tables in out\n", first.stderr
    assert again.stdout == "2 articles in 1 parts, 0 read now: tables in out\n", again.stderr
    relations = pd.read_parquet(tmp_path / "out" / "relations")
    assert relations["doc_id"].drop_duplicates().tolist() == ["deux", "un"]


def test_an_archive_without_its_cluster_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "un.txt").write_text(ARTICLE, encoding="utf-8")
    arguments = ["archive", "--articles", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--cluster", "tcp://nowhere"]) == 1
    assert "missing port number in address 'nowhere'" in capsys.readouterr().err
