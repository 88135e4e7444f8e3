"""Faults: a step that fails in one article stops no other; it is told like any input that can't be used."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Fault:
    """A step that failed in an article, and the error that it raised.

    >>> Fault("cleaning", KeyError("gare")).reason
    "cleaning failed (KeyError: 'gare'): a fault of alibaba_corpus, report it with the article"
    """

    step: str
    error: Exception

    @property
    def reason(self) -> str:
        """What went wrong and what to do, in words for `rejected`."""
        told = f"{type(self.error).__name__}: {self.error}"
        return f"{self.step} failed ({told}): a fault of alibaba_corpus, report it with the article"


def try_each(
    step: str, function: Callable[[Item], Result], items: Iterable[Item | Fault]
) -> list[Result | Fault]:
    """Return what a function makes of each item, and a fault in the place of each in which it fails.

    >>> [type(found).__name__ for found in try_each("counting", len, ["rail", 3, "gare"])]
    ['int', 'Fault', 'int']

    Faults among the items stay as they are. Raises MemoryError, which is no fault of an article's.
    """
    return [item if isinstance(item, Fault) else _try(step, function, item) for item in items]


def _try(step: str, function: Callable[[Item], Result], item: Item) -> Result | Fault:
    try:
        return function(item)
    except MemoryError:
        raise
    except Exception as error:
        return Fault(step, error)
