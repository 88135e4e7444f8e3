r"""What texts end with, looked for near their end alone: a search from their beginning takes longer."""

import re
import sys
from re import _parser  # type: ignore[attr-defined]
from typing import NamedTuple


class Ending(NamedTuple):
    """A pattern that a text must end with, and within how many characters of its end it begins."""

    pattern: re.Pattern[str]
    reach: int

    def search(self, text: str) -> re.Match[str] | None:
        """Return the match that a search of the whole text finds."""
        return self.pattern.search(text, len(text) - self.reach)  # from its beginning where that is none


def ending(pattern: re.Pattern[str]) -> Ending:
    r"""Return what looks for a pattern that closes with `$` or `\Z`.

    >>> chez = ending(re.compile(r"\bchez (?:la |le )?$"))
    >>> bool(chez.search("un accord chez le ")), bool(chez.search("chez le voisin")), chez.reach
    (True, False, 9)
    """
    longest = int(_parser.parse(pattern.pattern, pattern.flags).getwidth()[1])
    return Ending(pattern, min(longest + 1, sys.maxsize))  # `$` stands before a line's end too
