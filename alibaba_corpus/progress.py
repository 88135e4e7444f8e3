"""How far long work has come, on standard error: a bar on a terminal, plain lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

TENTHS = 10  # lines that tell of a whole step where no bar shows


class Done(Protocol):
    """What is told how many more units are done, and what was done where each has a name."""

    def __call__(self, number: int, what: str = "") -> None:
        """Show it."""


@contextmanager
def show_progress(step: str, total: int, unit: str, *, shown: bool = True) -> Iterator[Done]:
    """Yield what is told how many more of a step's `total` units are done.

    >>> with show_progress("read", 0, "article") as done:
    ...     done(0)

    Elsewhere than on a terminal a line is written for each tenth. Nothing shows of a step of no units. Where
    what was done is named, it is a line of standard output, on terminals too:

    >>> with show_progress("report", 2, "step") as done:
    ...     done(1, "read the articles")
    1/2 read the articles
    """
    from tqdm import tqdm

    shown = shown and total > 0
    with tqdm(total=total, desc=step, disable=None if shown else True, file=sys.stderr, unit=unit) as bar:
        before = 0

        def done(number: int, what: str = "") -> None:
            nonlocal before
            now = before + number
            bar.update(number)
            if what:
                bar.write(f"{now}/{total} {what}", file=sys.stdout)
                sys.stdout.flush()
            elif shown and bar.disable and before * TENTHS // total < now * TENTHS // total:
                print(f"{step}: {now} of {total}", file=sys.stderr, flush=True)
            before = now

        yield done
