"""The small words by which sentences are taken apart and read, lists and turns of phrase."""

import re
from collections.abc import Mapping
from functools import cache

from alibaba_corpus.knowledge import find_row, read_knowledge


@cache
def small_words(name: str) -> frozenset[str]:
    """Return a list of words of the data file.

    >>> "sa" in small_words("possessives")
    True
    """
    return frozenset(read_knowledge("syntax")["words"][name])


@cache
def turn(name: str, table: str = "syntax") -> re.Pattern[str]:
    """Return a turn of phrase of a data file.

    >>> turn("impersonal").search("hier , il faut signer").group()
    'il faut'
    """
    return re.compile(find_row(table, "turn", name)["pattern"])


def prepositions() -> Mapping[str, list[str]]:
    """Return the words by which each preposition of a cue is told.

    >>> prepositions()["à"]
    ['à', 'au', 'aux']
    """
    forms: Mapping[str, list[str]] = read_knowledge("syntax")["prepositions"]
    return forms


@cache
def preposition_forms() -> frozenset[str]:
    """Return the words of all of them.

    >>> "aux" in preposition_forms()
    True
    """
    return frozenset(word for forms in prepositions().values() for word in forms)


def relatives() -> Mapping[str, str]:
    """Return the relative pronouns, each with the preposition that it stands for, if any.

    >>> relatives()["dont"], relatives()["qui"]
    ('de', '')
    """
    pronouns: Mapping[str, str] = read_knowledge("syntax")["relatives"]
    return pronouns
