"""Where the seeds and the notebooks lie, in a checkout as in an installed wheel."""

import os
from pathlib import Path

ARTICLES_VARIABLE = "ALIBABA_CORPUS_ARTICLES"
OUT_VARIABLE = "ALIBABA_CORPUS_OUT"
TABLES_VARIABLE = "ALIBABA_CORPUS_TABLES"

_PACKAGE = Path(__file__).resolve().parent


def _shipped_folder(name: str) -> Path:
    """Return the folder `name` inside the package (a wheel) or beside it (a checkout)."""
    for parent in (_PACKAGE, _PACKAGE.parent):
        if (parent / name).is_dir():
            return parent / name
    raise FileNotFoundError(f"no folder {name!r} in {_PACKAGE} nor beside it")


def seed_folder() -> Path:
    """Return the folder of the five articles that ship with the package.

    >>> len(list(seed_folder().glob("*.txt")))
    5

    Raises FileNotFoundError when the installation is incomplete.
    """
    return _shipped_folder("seeds")


def notebook_folder() -> Path:
    """Return the folder of the notebooks that ship with the package.

    >>> (notebook_folder() / "01_corpus.ipynb").is_file()
    True

    Raises FileNotFoundError when the installation is incomplete.
    """
    return _shipped_folder("notebooks")


def article_folder() -> Path:
    """Return the folder of articles that a notebook reads: the one the caller chose, else the seeds.

    The caller chooses through the environment variable ALIBABA_CORPUS_ARTICLES, so that the same
    notebook runs on any folder without being edited.

    >>> article_folder().is_dir()
    True
    """
    chosen = os.environ.get(ARTICLES_VARIABLE)
    return Path(chosen) if chosen else seed_folder()


def table_folder() -> Path | None:
    """Return the folder of the tables that a notebook reads instead of articles, None if there is none.

    The caller chooses through the environment variable ALIBABA_CORPUS_TABLES, so that several notebooks
    on the same articles need not each read them anew.

    >>> table_folder() is None
    True
    """
    chosen = os.environ.get(TABLES_VARIABLE)
    return Path(chosen) if chosen else None


def figure_folder() -> Path:
    """Return the folder a notebook saves its figures to: the one the caller chose, else `figures`.

    The caller chooses through the environment variable ALIBABA_CORPUS_OUT. Without it the figures go
    to `figures` at the top of the checkout, or of the current folder when the package is a wheel.

    >>> figure_folder().is_absolute()
    True
    """
    chosen = os.environ.get(OUT_VARIABLE)
    top = Path.cwd() if (_PACKAGE / "notebooks").is_dir() else _PACKAGE.parent
    return Path(chosen).resolve() if chosen else top / "figures"
