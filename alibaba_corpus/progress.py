"""How far long work has come, on standard error: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

TENTHS = 10  # lines that tell of a whole step where no bar shows


@contextmanager
def show_progress(step: str, total: int, unit: str, *, shown: bool = True) -> Iterator[Callable[[int], None]]:
    """Yield what is told how many more of a step's `total` units are done.

    >>> with show_progress("read", 0, "article") as done:
    ...     done(0)

    Elsewhere than on a terminal a line is written for each tenth. Nothing shows of a step of no units.
    """
    from tqdm import tqdm

    shown = shown and total > 0
    with tqdm(total=total, desc=step, disable=None if shown else True, file=sys.stderr, unit=unit) as bar:
        before = 0

        def done(number: int) -> None:
            nonlocal before
            now = before + number
            bar.update(number)
            if shown and bar.disable and before * TENTHS // total < now * TENTHS // total:
                print(f"{step}: {now} of {total}", file=sys.stderr, flush=True)
            before = now

        yield done
