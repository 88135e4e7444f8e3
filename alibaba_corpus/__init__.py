"""Clean French press articles, read who deals with whom in them, and chart it."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from alibaba_corpus.archives import build_tables
    from alibaba_corpus.articles import Article, clean_article
    from alibaba_corpus.dates import find_dates
    from alibaba_corpus.dictionary import describe_tables
    from alibaba_corpus.exports import save_graph
    from alibaba_corpus.graph import partner_graph, partners
    from alibaba_corpus.passages import find_shared_passages
    from alibaba_corpus.places import seed_folder
    from alibaba_corpus.quantities import find_quantities
    from alibaba_corpus.repeats import find_near_duplicates
    from alibaba_corpus.report import save_report
    from alibaba_corpus.statements import find_statements
    from alibaba_corpus.tables import Corpus, load_corpus, open_corpus, read_tables, save_tables

__version__ = "0.2.0"
# the module of each name, imported when the name is first used: importing the package costs next to nothing
_MODULES = {
    "Article": "articles",
    "Corpus": "tables",
    "build_tables": "archives",
    "clean_article": "articles",
    "describe_tables": "dictionary",
    "find_dates": "dates",
    "find_near_duplicates": "repeats",
    "find_quantities": "quantities",
    "find_shared_passages": "passages",
    "find_statements": "statements",
    "load_corpus": "tables",
    "open_corpus": "tables",
    "partner_graph": "graph",
    "partners": "graph",
    "read_tables": "tables",
    "save_graph": "exports",
    "save_report": "report",
    "save_tables": "tables",
    "seed_folder": "places",
}
__all__ = [
    "Article",
    "Corpus",
    "build_tables",
    "clean_article",
    "describe_tables",
    "find_dates",
    "find_near_duplicates",
    "find_quantities",
    "find_shared_passages",
    "find_statements",
    "load_corpus",
    "open_corpus",
    "partner_graph",
    "partners",
    "read_tables",
    "save_graph",
    "save_report",
    "save_tables",
    "seed_folder",
]


def __getattr__(name: str) -> Any:
    """Return a public name from its module."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)


def __dir__() -> list[str]:
    """Return the public names, for completion."""
    return sorted([*__all__, "__version__"])
