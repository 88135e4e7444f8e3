"""Calls instead of seconds: how the work of a step grows with what it is given, the same at each run."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

SLACK = 400  # calls that a step may make whatever it is given


def count_calls(step: Callable[..., object], *arguments: Any) -> int:
    """Return how many functions, Python's own included, a step calls."""
    calls = 0

    def note(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        step(*arguments)
    finally:
        sys.setprofile(before)
    return calls


def grows_linearly(step: Callable[..., object], one: Any, two: Any, four: Any) -> bool:
    """Tell whether twice as much takes no more than some two times the calls, from one to two to four."""
    step(one)  # what is read once and kept is not counted
    first, second, third = (count_calls(step, given) for given in (one, two, four))
    return second <= 2.6 * first + SLACK and third <= 2.6 * second + SLACK
