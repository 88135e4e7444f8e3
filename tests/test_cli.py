"""The console script: what it says, what it returns, what it leaves on disk."""

import socket
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest

from alibaba_corpus import __version__
from alibaba_corpus.cli import main
from tests.conftest import Ran

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


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An article in the folder that the command runs in, where no socket can be connected."""

    def refuse(*_: object) -> None:
        raise AssertionError("this test allows no network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.chdir(tmp_path)
    Path("un.txt").write_text(ARTICLE, encoding="utf-8")
    return "un.txt"


def test_parquet_tables_of_one_file(article: str) -> None:
    assert main(["tables", "--articles", article, "--out", "out"]) == 0
    relations = pd.read_parquet("out/relations.parquet")
    stated = relations[["source", "target", "type", "status"]].drop_duplicates()
    assert stated.to_numpy().tolist() == [["Carrefour", "Tencent", "partnership", "signed"]]


def test_report_of_one_file(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report", "--articles", article, "--out", "out/report.html"]) == 0
    assert capsys.readouterr().out == (
        "1/2 read the articles\n2/2 write the report\n1 articles, 2 relations: report in out/report.html\n"
    )
    assert "Carrefour" in Path("out/report.html").read_text(encoding="utf-8")


def test_graph_of_one_file(article: str) -> None:
    assert main(["graph", "--articles", article, "--out", "partners.graphml"]) == 0
    graph = nx.read_graphml("partners.graphml")
    assert [edge[:2] for edge in graph.edges] == [("Carrefour", "Tencent")]


def test_inputs_that_could_not_be_used_are_counted(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("vide.txt").touch()
    assert main(["tables", "--articles", ".", "--out", "out"]) == 0
    assert capsys.readouterr().err == "1 inputs could not be used: see the table rejected\n"


def test_graph_of_an_unknown_format_is_refused_before_any_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["graph", "--out", str(tmp_path / "partners.xlsx")]) == 1
    assert "partners.xlsx: a graph is saved as .gexf, .graphml" in capsys.readouterr().err


def test_an_archive_goes_on_where_it_stopped(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("deux.txt").write_text(ARTICLE, encoding="utf-8")
    told = []
    for _ in range(2):
        assert main(["archive", "--articles", "*.txt", "--out", "out"]) == 0
        told.append(capsys.readouterr().out)
    assert told == [
        "2 articles in 1 parts, 1 read now: tables in out\n",
        "2 articles in 1 parts, 0 read now: tables in out\n",
    ]
    relations = pd.read_parquet("out/relations")
    assert relations["doc_id"].drop_duplicates().tolist() == ["deux", "un"]


def test_an_archive_without_its_cluster_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "un.txt").write_text(ARTICLE, encoding="utf-8")
    arguments = ["archive", "--articles", str(tmp_path), "--out", str(tmp_path / "out")]
    assert main([*arguments, "--cluster", "tcp://nowhere"]) == 1
    assert "missing port number in address 'nowhere'" in capsys.readouterr().err
