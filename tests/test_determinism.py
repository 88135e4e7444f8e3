"""Runs that repeat give the same bytes, whatever order Python gives to its sets."""

from pathlib import Path

import pytest

from tests.conftest import Ran, run_command
from tests.test_notebooks import NOTEBOOKS, STEMS


def contents(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file in a folder, not of those in folders below."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def test_tables_repeat_byte_for_byte(seed_tables: Ran, tmp_path: Path) -> None:
    again = run_command(tmp_path, "tables", "--out", "tables", "--format", "csv", hash_seed="4711")
    first, second = contents(seed_tables.folder / "tables"), contents(again.folder / "tables")
    assert len(first) == 10
    assert first == second


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The figures of the seeds made once more, with another hash seed."""
    folder = tmp_path_factory.mktemp("again")
    return run_command(folder, "figures", "--out", "figures", hash_seed="4711").folder / "figures"


@pytest.mark.parametrize("ending", [".png", ".svg", ".csv"])
def test_figures_repeat_byte_for_byte(seed_figures: Ran, again: Path, ending: str) -> None:
    first, second = contents(seed_figures.folder / "figures"), contents(again)
    names = [name for name in first if name.endswith(ending)]
    assert len(names) == len(STEMS)
    assert [name for name in names if first[name] != second.get(name)] == []


def test_executed_notebooks_repeat_byte_for_byte(seed_figures: Ran, again: Path) -> None:
    first, second = contents(seed_figures.folder / "figures" / "notebooks"), contents(again / "notebooks")
    assert list(first) == [f"{stem}.ipynb" for stem in NOTEBOOKS]
    assert [name for name in first if first[name] != second.get(name)] == []
