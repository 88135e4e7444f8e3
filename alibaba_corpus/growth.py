"""Growth claims: an amount said to have grown or shrunk by a share, and the earlier amount this implies."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.quantities import Quantity

SHARE = "%"
_GAP = r"[^⟦⟧;]{1,90}?\b"


@dataclass(frozen=True, slots=True)
class Growth:
    """An amount with the share by which it changed, both as quantities; `change` is that share, signed.

    >>> amount = Quantity(25, 31, "2 M€", 2e6, "EUR", "exact")
    >>> share = Quantity(11, 15, "25 %", 25.0, "%", "exact")
    >>> Growth(amount, share, change=25).earlier
    1600000.0
    """

    amount: Quantity
    share: Quantity
    change: float

    @property
    def earlier(self) -> float:
        """The amount before the change, in the same unit."""
        return self.amount.value / (1 + self.change / 100)


def find_growth(text: str, quantities: Sequence[Quantity]) -> tuple[Growth, ...]:
    """Return the growth claims of a sentence, given its quantities with their offsets in `text`.

    >>> from alibaba_corpus.quantities import find_quantities
    >>> text = "Le chiffre d'affaires progresse de 36,16 % à 2,44 milliards d'euros."
    >>> (claim,) = find_growth(text, find_quantities(text))
    >>> claim.change, round(claim.earlier / 1e9, 2)
    (36.16, 1.79)

    How French says it stands in `data/growth.toml`. A share and an amount that only stand in one sentence are
    no claim, nor is a loss of everything, which implies no earlier amount.
    """
    ordered = sorted(quantities, key=lambda quantity: quantity.start)
    template = _template(text, ordered)
    found: dict[int, Growth] = {}
    for pattern, sign in _patterns():
        for match in pattern.finditer(template):
            amount, share = (ordered[int(match[name])] for name in ("amount", "percent"))
            change = sign * abs(share.value)
            if change > -100 and amount.unit not in _durations():
                found.setdefault(amount.start, Growth(amount, share, change))
    return tuple(found[start] for start in sorted(found))


def _template(text: str, quantities: Sequence[Quantity]) -> str:
    """Return the text with each quantity as its kind and number, all spaces alike and a minus sign kept."""
    parts, at = [], 0
    for number, quantity in enumerate(quantities):
        kind = "P" if quantity.unit == SHARE else "A"
        minus = "-" if quantity.value < 0 else ""
        parts += [text[at : quantity.start], f"{minus}⟦{kind}{number}⟧"]
        at = max(at, quantity.end)
    return " ".join("".join([*parts, text[at:]]).replace("’", "'").split())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], int], ...]:
    """Return every frame in every direction, with the sign of the change."""
    knowledge = read_knowledge("growth")
    return tuple(
        (
            re.compile(_fill(frame["pattern"], direction), re.IGNORECASE),
            1 if direction["name"] == "up" else -1,
        )
        for frame in knowledge["frame"]
        for direction in knowledge["direction"]
    )


def _fill(frame: str, direction: Mapping[str, Any]) -> str:
    """Return the pattern of a frame in one direction."""
    rough = f"(?:{read_knowledge('growth')['rough']} ?)?"
    filled = {
        "{percent}": rough + r"⟦P(?P<percent>\d+)⟧",
        "{amount}": rough + r"⟦A(?P<amount>\d+)⟧",
        "{change}": rf"\b(?:{'|'.join([*direction['nouns'], *direction['verbs']])})\b",
        "{sign}": f"(?:{'|'.join(map(re.escape, direction['signs']))})",
        "{compared}": rf"{direction['compared']}\b",
        "{gap}": _GAP,
    }
    for name, pattern in filled.items():
        frame = frame.replace(name, pattern)
    return frame


@cache
def _durations() -> frozenset[str]:
    """Return the units of time: nothing grows to three years."""
    return frozenset(
        row["unit"] for row in read_knowledge("quantities")["measure"] if row["kind"] == "duration"
    )
