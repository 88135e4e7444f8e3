"""Tasks in one process: what is noted is not done again, and how far things are is shown."""

import io
import sys
from pathlib import Path

import pytest

from alibaba_corpus import clusters
from alibaba_corpus.clusters import Task, open_client, run_tasks


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def count_to(number: int) -> list[Task]:
    return [Task(f"{n:03}", "key", len, ("abc",)) for n in range(number)]


def test_lines_say_how_far_a_step_is_where_there_is_no_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten for a step, the last one when all is done; what is found done says nothing."""
    run_tasks("read", count_to(25), tmp_path)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "read: 3 of 25"
    assert lines[-1] == "read: 25 of 25"
    assert len(lines) == 10
    run_tasks("read", count_to(25), tmp_path)
    assert capsys.readouterr().err == ""


def test_a_bar_says_it_on_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    run_tasks("read", count_to(25), tmp_path)
    assert "read: 100%" in terminal.getvalue()
    assert "25/25" in terminal.getvalue()
    assert "25 of 25" not in terminal.getvalue()


def test_a_note_of_another_key_or_cut_off_is_none(tmp_path: Path) -> None:
    first = run_tasks("read", count_to(3), tmp_path)
    (tmp_path / "read" / "000.json").write_text('{"key": "other", "result": 9}', encoding="utf-8")
    (tmp_path / "read" / "001.json").write_text('{"key": "ke', encoding="utf-8")
    again = run_tasks("read", count_to(3), tmp_path)
    assert (first.made, again.made, again.kept) == (3, 2, 1)
    assert again.results == first.results == {"000": 3, "001": 3, "002": 3}


def test_dask_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ImportError, match=r"pip install 'alibaba-corpus\[scale\]'"), open_client("tcp://x"):
        pass


def test_a_worker_with_another_version_is_named() -> None:
    class Client:
        def run(self, function: object, name: str) -> dict[str, str]:
            return {"tcp://worker": "0.0.1"}

    with pytest.raises(ValueError, match=r"on all workers: .*tcp://worker"), open_client(Client()):
        pass


def test_a_task_that_a_dead_worker_had_done_is_not_done_again(tmp_path: Path) -> None:
    """A cluster asks a second worker for it, which finds the note of the first."""
    (task,) = count_to(1)
    note = tmp_path / "000.json"
    note.write_text('{"key": "key", "result": 7}', encoding="utf-8")
    assert clusters._perform(task, note) == 7
