"""Clean French press articles, read who deals with whom in them, and chart it."""

from alibaba_corpus.articles import Article, clean_article
from alibaba_corpus.dates import find_dates
from alibaba_corpus.dictionary import describe_tables
from alibaba_corpus.exports import save_graph
from alibaba_corpus.graph import partner_graph, partners
from alibaba_corpus.passages import find_near_duplicates, find_shared_passages
from alibaba_corpus.places import seed_folder
from alibaba_corpus.quantities import find_quantities
from alibaba_corpus.report import save_report
from alibaba_corpus.tables import Corpus, load_corpus, open_corpus, read_tables, save_tables

__version__ = "0.1.0"
__all__ = [
    "Article",
    "Corpus",
    "clean_article",
    "describe_tables",
    "find_dates",
    "find_near_duplicates",
    "find_quantities",
    "find_shared_passages",
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
