"""Themes: what a deal is about, as the words of `themes.toml` and the fields of its two ends tell."""

import re
from functools import cache, lru_cache

from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives, fold, organisations

_AT_HAND = 64  # texts whose themes are kept at hand: a sentence may state many relations


@cache
def _theme_patterns() -> dict[str, re.Pattern[str]]:
    themes = read_knowledge("themes")
    return {theme: re.compile(alternatives(map(fold, words))) for theme, words in themes.items()}


@cache
def _begins_any() -> re.Pattern[str]:
    """Return the pattern of where a word of any theme begins."""
    words = (fold(word) for words in read_knowledge("themes").values() for word in words)
    return re.compile(rf"(?<![\w-])(?={alternatives(words)})")


@lru_cache(maxsize=_AT_HAND)
def find_themes(text: str) -> tuple[str, ...]:
    """Return the themes that a text's words name, in the order of `themes.toml`.

    >>> find_themes("un accord dans le cloud et la livraison de colis")
    ('logistics', 'cloud')
    """
    folded = f"{fold(text)} "
    begins = [match.start() for match in _begins_any().finditer(folded)]
    patterns = _theme_patterns().items()
    return tuple(theme for theme, words in patterns if any(words.match(folded, at) for at in begins))


def themes_of(kind: str, source: str, target: str, evidence: str) -> tuple[str, ...]:
    """Tell what a deal is about: a stake, the field of the firm; a partnership, what the sentence names.

    Where the sentence names little the fields of both ends are added.

    >>> themes_of("partnership", "Alipay", "Rivalis", "un accord pour livrer les colis")
    ('logistics', 'payment')
    """
    fields = [organisations()[name].themes[:1] for name in (target, source) if name in organisations()]
    if kind == "investment" and target in organisations():
        return fields[0]
    said = find_themes(evidence)
    if len(said) > 1 or kind == "investment":  # a stake in an unknown firm is not about the investor's field
        return said
    return tuple(dict.fromkeys((*said, *(theme for themes in fields for theme in themes))))
