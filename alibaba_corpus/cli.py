"""The console script: `alibaba-corpus figures`, `tables`, `report`, `graph` and `archive`."""

import argparse
import sys
from collections.abc import Sequence
from glob import glob
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from alibaba_corpus.notebook_runner import NotebookError, run_notebooks
from alibaba_corpus.places import seed_folder
from alibaba_corpus.progress import show_progress

if TYPE_CHECKING:
    from alibaba_corpus.tables import Corpus

RESULTS = {  # what each command leaves, and where if nothing else is said
    "figures": ("FOLDER", "figures", "run the notebooks and save their figures (PNG, SVG, CSV)"),
    "tables": ("FOLDER", "out", "save the tables of a corpus, one file for each"),
    "report": ("FILE", "report.html", "save one HTML page to explore a corpus in, without network"),
    "graph": ("FILE", "partners.gexf", "save the partner graph: .gexf .graphml .json .csv .parquet"),
    "archive": ("FOLDER", "out", "save the tables of more articles than memory holds, part by part"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the console script and return its exit code: 0, 1 when the work failed, 2 for a wrong command.

    >>> main(["tables", "--articles", "no/such/folder", "--out", "out"])
    1
    """
    options = _parser().parse_args(arguments)
    articles = Path(options.articles)
    matched = options.command == "archive" and glob(options.articles, recursive=True)  # noqa: PTH207  (a whole pattern, absolute or not)
    if not (matched or articles.exists()):
        return _complain(f"no such file or folder: {articles}")
    try:
        _COMMANDS[options.command](options, articles, Path(options.out))
    except (NotebookError, ImportError, OSError, RuntimeError, ValueError) as error:
        return _complain(str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="alibaba-corpus",
        description="Clean French press articles, read who deals with whom in them, and chart it.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {version('alibaba-corpus')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    parsers = {}
    for name, (kind, result, what) in RESULTS.items():
        parsers[name] = command = commands.add_parser(name, help=what)
        command.add_argument(
            "--articles",
            metavar="PATH",
            default=str(seed_folder()),
            help="a file or a folder of articles: .txt .html .jsonl .csv .parquet (default: the five seeds)",
        )
        command.add_argument("--out", metavar=kind, default=result, help=f"where it goes (default: {result})")
    parsers["tables"].add_argument(
        "--format", choices=("csv", "parquet"), default="parquet", help="of the files (default: parquet)"
    )
    parsers["graph"].add_argument(
        "--level", choices=("organisation", "group"), default="organisation",
        help="at group, subsidiaries stand for their group (default: organisation)",
    )  # fmt: skip
    parsers["archive"].add_argument(
        "--cluster", metavar="ADDRESS", help="of a Dask scheduler whose workers do it (default: this process)"
    )
    return parser


def _save_figures(options: argparse.Namespace, articles: Path, out: Path) -> None:
    runs = run_notebooks(articles, out)
    pictures = len(list(out.glob("*.png")))
    print(f"{pictures} figures in {out} (PNG, SVG, and the CSV behind each)")
    print(f"{len(runs)} executed notebooks in {out / 'notebooks'}")


def _save_tables(options: argparse.Namespace, articles: Path, out: Path) -> None:
    from alibaba_corpus.tables import load_corpus, save_tables

    corpus = load_corpus(articles)
    save_tables(corpus, out, format=options.format)
    print(f"{len(corpus.articles)} articles, {len(corpus.relations)} relations: tables in {out}")
    _count_rejected(corpus, "see the table rejected")


def _save_report(options: argparse.Namespace, articles: Path, out: Path) -> None:
    from alibaba_corpus.report import save_report
    from alibaba_corpus.tables import load_corpus

    with show_progress("report", 2, "step") as done:
        corpus = load_corpus(articles)
        done(1, "read the articles")
        save_report(corpus, out)
        done(1, "write the report")
    print(f"{len(corpus.articles)} articles, {len(corpus.relations)} relations: report in {out}")
    _count_rejected(corpus, "the report names them")


def _save_graph(options: argparse.Namespace, articles: Path, out: Path) -> None:
    from alibaba_corpus.exports import check_format, save_graph
    from alibaba_corpus.graph import partner_graph
    from alibaba_corpus.tables import load_corpus

    check_format(out)
    with show_progress("graph", 2, "step") as done:
        corpus = load_corpus(articles)
        done(1, "read the articles")
        graph = partner_graph(corpus, level=options.level)
        written = save_graph(graph, out)
        done(1, "write the graph")
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    print(f"{nodes} organisations, {edges} edges: {', '.join(map(str, written))}")
    _count_rejected(corpus, "the command tables lists them")


def _save_archive(options: argparse.Namespace, articles: Path, out: Path) -> None:
    from alibaba_corpus.archives import build_tables

    built = build_tables(articles, out, options.cluster)
    print(f"{built.articles} articles in {built.parts} parts, {built.read_now} read now: tables in {out}")
    for name, why in built.failures.items():
        print(f"{name} failed: {why}; run the same command again to try it again", file=sys.stderr)


def _count_rejected(corpus: "Corpus", where: str) -> None:
    if len(corpus.rejected):
        print(f"{len(corpus.rejected)} inputs could not be used: {where}", file=sys.stderr)


def _complain(message: str) -> int:
    """Write what went wrong to standard error and return the exit code that says so."""
    print(f"alibaba-corpus: {message}", file=sys.stderr)
    return 1


_COMMANDS = {
    "figures": _save_figures,
    "tables": _save_tables,
    "report": _save_report,
    "graph": _save_graph,
    "archive": _save_archive,
}
