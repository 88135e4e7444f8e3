"""Nothing touches the network: the whole path runs in processes whose sockets refuse to connect."""

from pathlib import Path

import pandas as pd

from tests.conftest import Ran, run_offline


def test_block_refuses_a_connection_and_notes_it(tmp_path: Path) -> None:
    ran = run_offline(tmp_path, "-c", "import socket; socket.create_connection(('127.0.0.1', 9))")
    assert ran.code != 0
    assert "this test allows no network" in ran.stderr
    assert "127.0.0.1" in ran.network


def test_block_refuses_a_bare_socket(tmp_path: Path) -> None:
    ran = run_offline(tmp_path, "-c", "import socket; socket.socket().connect(('127.0.0.1', 9))")
    assert "this test allows no network" in ran.stderr


def test_tables_need_no_network(seed_tables: Ran) -> None:
    assert (seed_tables.code, seed_tables.network) == (0, ""), seed_tables.stderr
    articles = pd.read_csv(seed_tables.folder / "tables" / "articles.csv", sep=None, engine="python")
    assert articles["language"].tolist() == ["fr"] * 5


def test_figures_need_no_network(seed_figures: Ran) -> None:
    assert (seed_figures.code, seed_figures.network) == (0, ""), seed_figures.stderr
    pairs = pd.read_csv(seed_figures.folder / "figures" / "02_partners_ranking.csv")
    assert {"Alibaba – Bolloré", "Alibaba – China Post", "Alibaba – Auchan"} <= set(pairs["pair"])
