"""Files that are whole or not there at all, and CSV that no spreadsheet runs."""

import csv
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

# what makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection"), behind apostrophes of ours
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


@contextmanager
def write_whole(path: str | Path) -> Iterator[Path]:
    """Yield where to write a file; when the block ends it takes its place at once, if it fails it never does.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     note = Path(folder, "note.txt")
    ...     with write_whole(note) as draft:
    ...         _ = draft.write_text("Le rail avance", encoding="utf-8")
    ...         note.exists()
    ...     note.read_text(encoding="utf-8")
    False
    'Le rail avance'

    Whoever reads `path` meanwhile, or after an interruption, finds the old file or the new one. The draft has
    the name of the file, in a hidden folder beside it; the folder of `path` is made where it is missing.
    Raises what the block raises, and OSError when the folder can't be written to.
    """
    target = Path(path)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".unfinished-", dir=target.parent) as folder:
        draft = Path(folder, target.name)
        yield draft
        draft.replace(target)


def write_text(path: str | Path, text: str) -> Path:
    """Write a text file in UTF-8, whole or not at all, line ends as they are; return its path.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     write_text(Path(folder, "page.html"), "<p>Le rail avance</p>").name
    'page.html'

    Raises OSError when it can't be written.
    """
    with write_whole(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="")
    return Path(path)


def write_table(table: "pd.DataFrame", path: str | Path, format: str) -> Path:
    r"""Write a table as Parquet or as CSV that a French Excel opens, whole or not at all; return its path.

    >>> import pandas as pd
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"themes": [["retail", "cloud"]]})
    ...     write_table(table, Path(folder, "table.csv"), "csv").read_text(encoding="utf-8-sig")
    '"themes"\n"retail|cloud"\n'

    In CSV the values of a list are joined by `|`, and see `write_csv`. The index is left out.
    Raises OSError when the file can't be written.
    """
    if format == "csv":
        joined = table.map(lambda cell: "|".join(cell) if isinstance(cell, list) else cell)
        return write_csv(joined, path, separator=";", encoding="utf-8-sig")
    with write_whole(path) as draft:
        table.to_parquet(draft, index=False)
    return Path(path)


def write_csv(
    table: "pd.DataFrame", path: str | Path, *, separator: str = ",", encoding: str = "utf-8"
) -> Path:
    """Write a table as CSV, whole or not at all, its texts in quotes and guarded; return its path.

    >>> import pandas as pd
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pd.DataFrame({"text": ["=1+1", "Alibaba"], "value": [-1.5, 2]})
    ...     print(write_csv(table, Path(folder, "table.csv")).read_text(encoding="utf-8"))
    "text","value"
    "'=1+1",-1.5
    "Alibaba",2.0
    <BLANKLINE>

    The index is left out. Texts and headings go through `guard`; numbers stay numbers.
    Raises OSError when the file can't be written.
    """
    guarded = table.map(guard).rename(columns=guard)
    with write_whole(path) as draft:
        guarded.to_csv(
            draft,
            index=False,
            sep=separator,
            encoding=encoding,
            quoting=csv.QUOTE_NONNUMERIC,
            lineterminator="\n",
        )
    return Path(path)


def guard(cell: Any) -> Any:
    """Return a cell that a spreadsheet shows as text, with an apostrophe before what it would run.

    >>> guard("=HYPERLINK(1)"), guard("-5 %"), guard("Alibaba = 1"), guard(-5)
    ("'=HYPERLINK(1)", "'-5 %", 'Alibaba = 1', -5)

    Only texts that begin with = + - @, a tab or a line end, also behind apostrophes, get one more apostrophe;
    `unguard` takes it away again.
    """
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def unguard(cell: Any) -> Any:
    """Return a cell as it was before `guard`.

    >>> unguard(guard("=1+1")), unguard("'t Hof"), unguard(7)
    ('=1+1', "'t Hof", 7)
    """
    guarded = isinstance(cell, str) and cell.startswith("'") and _FORMULA.match(cell)
    return cell[1:] if guarded else cell
