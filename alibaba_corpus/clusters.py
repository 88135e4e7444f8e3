"""Tasks done once: on this machine, or on the workers of a Dask cluster; what is done is not done again."""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from alibaba_corpus.progress import show_progress
from alibaba_corpus.writing import write_text

RETRIES = 2  # times that a task which failed is tried again
_ONE = threading.Lock()  # one task at a time in a process: its memory does not grow with a worker's threads


@dataclass(frozen=True, slots=True)
class Task:
    """Work on files: its name, the key of all that it depends on, a function whose result is JSON.

    >>> Task("part-1", "b7", len, ("abc",)).name
    'part-1'
    """

    name: str
    key: str
    function: Callable[..., Any]
    arguments: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of tasks: results and reasons of failure by name, the number done now and found done."""

    results: dict[str, Any]
    failures: dict[str, str]
    made: int
    kept: int


@contextmanager
def open_client(client: Any = None) -> Iterator[Any]:
    """Yield a Dask client for a scheduler's address, the client that is given, or None for this process.

    >>> with open_client() as client:
    ...     client is None
    True

    Raises ImportError that says what to install where Dask is missing, and ValueError where a worker has
    another version of this package than this process.
    """
    if client is None:
        yield None
        return
    try:
        from distributed import Client
    except ImportError as error:
        raise ImportError("Dask is missing: python -m pip install 'alibaba-corpus[scale]'") from error
    ours = Client(client) if isinstance(client, str) else None
    try:
        _check_workers(ours or client)
        yield ours or client
    finally:
        if ours is not None:
            ours.close()


def _check_workers(client: Any) -> None:
    here = version("alibaba-corpus")
    other = {
        worker: found for worker, found in client.run(version, "alibaba-corpus").items() if found != here
    }
    if other:
        raise ValueError(f"install alibaba-corpus {here} on all workers: {other}")


def run_tasks(step: str, tasks: Sequence[Task], folder: Path, client: Any = None) -> Outcome:
    """Do the tasks of a step that are not done yet, and note each in `folder`/`step` when it is.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     tasks = [Task("a", "1", len, ("abc",)), Task("b", "1", len, (3,))]
    ...     outcome = run_tasks("count", tasks, Path(folder))
    ...     again = run_tasks("count", tasks, Path(folder))
    >>> outcome.results, outcome.failures, (again.made, again.kept)
    ({'a': 3}, {'b': "TypeError: object of type 'int' has no len()"}, (0, 1))

    A task whose note bears another key is done anew. One that fails is tried `RETRIES` times more; then its
    reason is told while the others go on. How far it is shows on standard error: a bar on a terminal, some
    lines elsewhere.
    """
    notes = {task.name: folder / step / f"{task.name}.json" for task in tasks}
    done = {task.name: note for task in tasks if (note := _read_note(notes[task.name], task.key))}
    left = [task for task in tasks if task.name not in done]
    results = {name: note["result"] for name, note in done.items()}
    failures: dict[str, str] = {}
    run = _run_here if client is None else _run_there
    with show_progress(step, len(left), "task") as done_now:
        for task, result, error in run(left, notes, client):
            if error is None:
                results[task.name] = result
            else:
                failures[task.name] = _tell(error)
            done_now(1)
    return Outcome(results, dict(sorted(failures.items())), len(left) - len(failures), len(done))


_Done = tuple[Task, Any, BaseException | None]


def _run_here(tasks: Sequence[Task], notes: dict[str, Path], client: None) -> Iterator[_Done]:
    for task in tasks:
        for attempt in range(RETRIES + 1):
            try:
                yield task, _perform(task, notes[task.name]), None
                break
            except Exception as error:
                if attempt == RETRIES:
                    yield task, None, error


def _run_there(tasks: Sequence[Task], notes: dict[str, Path], client: Any) -> Iterator[_Done]:
    from distributed import as_completed

    futures = {
        client.submit(_perform, task, notes[task.name], pure=False, retries=RETRIES): task for task in tasks
    }
    for future in as_completed(futures):
        error = future.exception() if future.status == "error" else None
        yield futures[future], None if error else future.result(), error


def _perform(task: Task, note: Path) -> Any:
    """Do a task and note it last, so that what is noted is whole.

    A cluster may ask again for what a worker had done before it died; it is not done twice.
    """
    with _ONE:
        done = _read_note(note, task.key)
        if done is not None:
            return done["result"]
        result = task.function(*task.arguments)
        write_text(note, json.dumps({"key": task.key, "result": result}))
    return result


def _read_note(note: Path, key: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if found["key"] == key else None


def _tell(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
