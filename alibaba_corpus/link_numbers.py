"""Numbers that text browsers print before the words of links: « [12]Politique »."""

import re
from collections.abc import Iterable
from itertools import pairwise

LEAST_LINKS = 12  # numbers from which they are those of a page's links

_NUMBER = re.compile(r"\[(\d{1,4})\]")


def has_link_numbers(lines: Iterable[str]) -> bool:
    """Tell whether numbers in brackets go up through lines, as notes do not, which name theirs again.

    >>> has_link_numbers(f"[{number}]Quai {number}" for number in range(1, 20))
    True
    >>> has_link_numbers(["Le rail[1] avance.", "[1] Celui du Nord."])
    False
    """
    marked = [line for line in lines if "[" in line]
    numbers = [int(number) for line in marked for number in _NUMBER.findall(line)]
    return len(numbers) >= LEAST_LINKS and all(one < two for one, two in pairwise(numbers))


def without_link_numbers(line: str) -> str:
    """Return a line without the numbers of links; one that is nothing else stays.

    >>> without_link_numbers("[12]Quai [13]Port"), without_link_numbers("[14]")
    ('Quai Port', '[14]')
    """
    return _NUMBER.sub("", line).strip() or line
