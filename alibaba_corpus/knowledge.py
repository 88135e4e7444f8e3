"""The linguistic knowledge of the package: small TOML files that an analyst can read and extend."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read_knowledge(name: str) -> dict[str, Any]:
    """Return the content of the data file `name` (without `.toml`), read once.

    >>> sorted(read_knowledge("organisations"))
    ['organisation']

    Raises FileNotFoundError when the package holds no such file.
    """
    return tomllib.loads(files("alibaba_corpus").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))
