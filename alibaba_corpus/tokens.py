"""Sentences as tokens, with parties in the place of names, and the statements that are made of them."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from alibaba_corpus.syntax import prepositions, small_words

_TOKEN = re.compile(
    r"(?:[ldnsjmtcLDNSJMTC]|[Qq]u|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu)['’](?=\w|[«“\"]|$)"
    r"|\d+(?:[.,\u00a0\u202f ]\d{3})*(?:,\d+)?[ \u00a0\u202f]?%?|\w+(?:[-.']\w+)*|-{2,}|[^\w\s«»“”\"'’]"
)
_AT_HAND = 1 << 13  # words whose plain spelling is kept at hand


class Token(NamedTuple):
    """A word of a sentence, in lower case; `party` is the number of the party that it stands for.

    pronoun: whether the party is meant by « l' » alone.
    """

    text: str
    start: int
    end: int
    party: int | None = None
    pronoun: bool = False


class Clause(NamedTuple):
    """A statement: its tokens, whether it is an aside on the party that opens it, the word that links it."""

    tokens: tuple[Token, ...]
    aside: bool = False
    link: str = ""

    @property
    def heads(self) -> tuple[Token, ...]:
        """What an aside is said of: the tokens before its « = », or its first token."""
        for index, token in enumerate(self.tokens):
            if token.text == "=":
                return self.tokens[:index]
        return self.tokens[:1]

    @property
    def text(self) -> str:
        """The tokens as a string, a space around each."""
        return " " + "".join(f"{token.text} " for token in self.tokens)


def tokenize(text: str, offset: int, parties: Sequence[tuple[int, int]]) -> tuple[Token, ...]:
    """Cut a sentence into tokens, a single one for each party (given by offsets), without quotation marks.

    >>> " ".join(token.text for token in tokenize("Auchan s'allie à Orange.", 0, [(0, 6), (17, 23)]))
    "§0 s' allie à §1 ."
    """
    tokens: list[Token] = []
    position = 0
    bounds = [(start - offset, end - offset) for start, end in parties]
    for number, (start, end) in enumerate([*bounds, (len(text), len(text))]):
        tokens += [
            Token(_plain(match[0]), match.start() + offset, match.end() + offset)
            for match in _TOKEN.finditer(text, position, start)
        ]
        if number < len(bounds):
            pronoun = text[start:end].lower() in ("l'", "l’")
            tokens.append(Token(f"§{number}", start + offset, end + offset, number, pronoun))
        position = end
    return tuple(tokens)


@lru_cache(maxsize=_AT_HAND)
def _plain(word: str) -> str:
    """Return a word in small letters, a number without the spaces in it, two hyphens as a dash."""
    if word.startswith("--"):
        return "–"
    return "".join(word.replace("’", "'").lower().split())


def case_of(word: str) -> str:
    """Return the preposition that a word holds (« du »: de), or the word itself.

    >>> case_of("aux"), case_of("avec")
    ('à', 'avec')
    """
    return _contractions().get(word, word)


@cache
def _contractions() -> dict[str, str]:
    return {form: case for case in small_words("commonest_cases") for form in prepositions()[case]}


def first_comma(tokens: Sequence[Token], begin: int) -> int:
    """Find the first comma, colon or semicolon outside brackets, or the end.

    >>> first_comma(tokenize("Il (oui, lui) signe, enfin", 0, []), 0)
    7
    """
    depth = 0
    for index in range(begin, len(tokens)):
        depth += (tokens[index].text == "(") - (tokens[index].text == ")")
        if depth <= 0 and tokens[index].text in (",", ";", ":"):
            return index
    return len(tokens)


def find_closing(tokens: Sequence[Token], begin: int, mark: str) -> int | None:
    """Find the mark that closes what begins here, if it does so soon.

    >>> find_closing(tokenize("Il (enfin) signe", 0, []), 2, ")")
    3
    """
    for index in range(begin, min(len(tokens), begin + 60)):
        if tokens[index].text == mark:
            return index
    return None
