"""The linguistic knowledge of the package: small TOML files that an analyst can read and extend."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_knowledge(name: str) -> dict[str, Any]:
    """Return the content of the data file `name` (without `.toml`), read once.

    >>> sorted(read_knowledge("organisations"))
    ['organisation']

    A text may go on in the next lines, each with spaces in front: the line break and those spaces are left
    out. Raises FileNotFoundError when the package holds no such file.
    """
    text = files("alibaba_corpus").joinpath("data", f"{name}.toml").read_text(encoding="utf-8")
    content: dict[str, Any] = _join_lines(tomllib.loads(text))
    return content


def find_row(name: str, table: str, row: str) -> dict[str, Any]:
    """Return the row of a table of the data file `name` that has the name `row`.

    >>> find_row("relations", "turn", "speaks")["name"]
    'speaks'

    Raises KeyError when there is no such table, StopIteration when it has no such row.
    """
    rows: list[dict[str, Any]] = read_knowledge(name)[table]
    return next(found for found in rows if found["name"] == row)


def _join_lines(content: Any) -> Any:
    """Make one line of each text that goes over several."""
    if isinstance(content, str):
        return re.sub(r"\n +", "", content)
    if isinstance(content, list):
        return [_join_lines(item) for item in content]
    if isinstance(content, dict):
        return {key: _join_lines(value) for key, value in content.items()}
    return content
