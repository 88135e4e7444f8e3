"""Runs the notebooks headless on any folder of articles, from any folder, without touching their sources."""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alibaba_corpus.places import ARTICLES_VARIABLE, OUT_VARIABLE, TABLES_VARIABLE, notebook_folder
from alibaba_corpus.progress import show_progress
from alibaba_corpus.writing import write_whole

if TYPE_CHECKING:
    from nbformat import NotebookNode

CELL_TIMEOUT = 1800  # seconds; a cell that needs longer hangs
KERNELS = 2  # at a time; each needs a processor and some 200 MB
LIVE = "application/vnd.jupyter.widget-view+json"  # an output that is nothing without its kernel


class NotebookError(Exception):
    """A notebook that failed; the message names the notebook, its cell and the error.

    >>> raise NotebookError("02_partners, cell 3: ValueError: no articles")
    Traceback (most recent call last):
    ...
    alibaba_corpus.notebook_runner.NotebookError: 02_partners, cell 3: ValueError: no articles
    """


@dataclass(frozen=True, slots=True)
class Run:
    """One notebook that ran: where its executed copy lies and how many seconds it took.

    >>> Run(Path("out/notebooks/01_corpus.ipynb"), 4.2).seconds
    4.2
    """

    path: Path
    seconds: float


def find_notebooks() -> list[Path]:
    """Return the notebooks that ship with the package, in the order of their names.

    >>> [path.stem for path in find_notebooks()][:3]
    ['01_corpus', '02_partners', '03_timeline']

    Raises FileNotFoundError when the installation is incomplete.
    """
    return sorted(notebook_folder().glob("[0-9]*.ipynb"))


def run_notebooks(
    articles: str | Path, out: str | Path, *, notebooks: Sequence[Path] | None = None
) -> list[Run]:
    """Run every notebook on a folder of articles; figures go to `out`, executed copies to `out/notebooks`.

    >>> run_notebooks("my_articles", "figures", notebooks=[])
    []

    The articles are read once, and the kernels get their tables; a few kernels run at a time. A line per
    notebook says how far things are; on a terminal a bar shows it. The sources stay as they are, and live
    widgets, which are dead without their kernel, are left out of the executed copies. Raises NotebookError,
    which names notebook, cell and error, at the first notebook that fails.
    """
    chosen = find_notebooks() if notebooks is None else list(notebooks)
    folder = Path(out).resolve()
    runs: list[Run] = []
    progress = show_progress("notebooks", len(chosen), "notebook")
    with _tables_of(articles, chosen) as settings, progress as done, _pool() as pool:
        environment = {**settings, OUT_VARIABLE: str(folder)}
        waiting = [pool.submit(_run, path, folder / "notebooks" / path.name, environment) for path in chosen]
        try:
            for run in waiting:
                runs.append(run.result())
                done(1, f"{runs[-1].path.stem} … {runs[-1].seconds:.1f} s")
        finally:
            pool.shutdown(cancel_futures=True)
    return runs


@contextmanager
def _tables_of(articles: str | Path, notebooks: Sequence[Path]) -> Iterator[dict[str, str]]:
    """Yield what tells the kernels where the articles lie, and their tables, read once for all notebooks."""
    from alibaba_corpus.tables import load_corpus, save_tables

    with tempfile.TemporaryDirectory(prefix="alibaba_corpus_") as folder:
        if notebooks:
            save_tables(load_corpus(articles), folder)
        yield {ARTICLES_VARIABLE: str(Path(articles).resolve()), TABLES_VARIABLE: folder}


def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=min(KERNELS, os.cpu_count() or 1))


def _run(source: Path, target: Path, settings: Mapping[str, str]) -> Run:
    started = time.monotonic()
    return Run(_execute(source, target, settings), time.monotonic() - started)


def _execute(source: Path, target: Path, settings: Mapping[str, str]) -> Path:
    """Execute a copy of a notebook and save it at `target`, as far as it came where it fails."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
    from traitlets.config import Config

    notebook = nbformat.read(source, as_version=4)
    begun: list[str] = []
    with _workshop(settings) as environment:
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            record_timing=False,
            store_widget_state=False,
            resources={"metadata": {"path": environment["IPYTHONDIR"]}},
            config=Config({"KernelManager": _transport(environment["IPYTHONDIR"])}),
            on_cell_start=lambda cell, cell_index: begun.append(_name_cell(cell, cell_index)),
        )
        try:
            client.execute(env=environment)
        except CellExecutionError as error:
            raise NotebookError(f"{source.stem}, {begun[-1]}: {error.ename}: {error.evalue}") from error
        except (CellTimeoutError, DeadKernelError, RuntimeError) as error:
            place = begun[-1] if begun else "start of the kernel"
            raise NotebookError(f"{source.stem}, {place}: {error}") from error
        finally:
            _drop_live_outputs(notebook)
            _save(notebook, target)
    return target


def _drop_live_outputs(notebook: "NotebookNode") -> None:
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if LIVE not in output.get("data", {})]


@contextmanager
def _workshop(settings: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """Yield the environment of a kernel that neither reads the user's settings nor leaves traces."""
    with tempfile.TemporaryDirectory(prefix="alibaba_corpus_") as folder:
        yield {**os.environ, **settings, "IPYTHONDIR": folder}


def _transport(folder: str) -> dict[str, str]:
    """Return how to talk to the kernel: through files where that can be, so that nobody listens on a port."""
    return {} if sys.platform == "win32" else {"transport": "ipc", "ip": str(Path(folder) / "kernel")}


def _name_cell(cell: "NotebookNode", index: int) -> str:
    """Return where a cell stands in its notebook and how it begins."""
    return f"cell {index + 1} ({cell.source.strip().partition(chr(10))[0]})"


def _save(notebook: "NotebookNode", target: Path) -> None:
    import nbformat

    with write_whole(target) as draft:
        nbformat.write(notebook, draft)
