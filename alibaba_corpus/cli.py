"""The console script: `alibaba-corpus figures` and `alibaba-corpus tables`."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from alibaba_corpus.notebook_runner import NotebookError, run_notebooks
from alibaba_corpus.places import seed_folder


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the console script and return its exit code: 0, 1 when the work failed, 2 for a wrong command.

    >>> main(["tables", "--articles", "no/such/folder", "--out", "out"])
    1
    """
    options = _parser().parse_args(arguments)
    articles = Path(options.articles)
    if not articles.exists():
        return _complain(f"no such file or folder: {articles}")
    try:
        if options.command == "figures":
            _save_figures(articles, Path(options.out))
        else:
            _save_tables(articles, Path(options.out), options.format)
    except (NotebookError, OSError) as error:
        return _complain(str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alibaba-corpus",
        description="Clean French press articles, read who deals with whom in them, and chart it.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('alibaba-corpus')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    figures = commands.add_parser("figures", help="run the notebooks and save their figures (PNG, SVG, CSV)")
    tables = commands.add_parser("tables", help="save the tables of a corpus, one file for each")
    for command, result in ((figures, "figures"), (tables, "out")):
        command.add_argument(
            "--articles",
            metavar="PATH",
            default=str(seed_folder()),
            help="a file or a folder of articles: .txt .html .jsonl .csv .parquet (default: the five seeds)",
        )
        command.add_argument(
            "--out", metavar="FOLDER", default=result, help=f"where it goes (default: {result}/)"
        )
    tables.add_argument(
        "--format", choices=("csv", "parquet"), default="parquet", help="of the files (default: parquet)"
    )
    return parser


def _save_figures(articles: Path, out: Path) -> None:
    runs = run_notebooks(articles, out)
    pictures = len(list(out.glob("*.png")))
    print(f"{pictures} figures in {out} (PNG, SVG, and the CSV behind each)")
    print(f"{len(runs)} executed notebooks in {out / 'notebooks'}")


def _save_tables(articles: Path, out: Path, file_format: str) -> None:
    from alibaba_corpus.tables import load_corpus, save_tables

    corpus = load_corpus(articles)
    save_tables(corpus, out, format=file_format)
    print(f"{len(corpus.articles)} articles, {len(corpus.relations)} relations: tables in {out}")
    if len(corpus.rejected):
        print(f"{len(corpus.rejected)} inputs could not be used: see the table rejected", file=sys.stderr)


def _complain(message: str) -> int:
    """Write what went wrong to standard error and return the exit code that says so."""
    print(f"alibaba-corpus: {message}", file=sys.stderr)
    return 1
