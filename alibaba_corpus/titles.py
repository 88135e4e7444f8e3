"""What a name carries along: its title (« le géant chinois »), and who speaks for it."""

import re
from functools import cache

from alibaba_corpus.descriptions import anaphora, spokes, title
from alibaba_corpus.finite_verbs import is_verb_form
from alibaba_corpus.lexicon import alternatives, nouns
from alibaba_corpus.mentions import Mention
from alibaba_corpus.sentences import Sentence

_ARTICLE_BEFORE = re.compile(r"\b[Ll](?:a|e|es) $|\b[Ll]['’]$")
_BEFORE_NOUN = frozenset({"de", "du", "des", "d'", "d’", "la", "le", "les", "un", "une", "en", "au", "à"})


def title_start(sentence: Sentence, mention: Mention, floor: int) -> int:
    """Move a party's start back over its title (« le géant chinois de l'e-commerce Alibaba »).

    >>> sentence = Sentence(0, 0, 28, "Le géant chinois Auchan vend")
    >>> title_start(sentence, Mention(0, 17, 23, "Auchan", "Auchan", "organisation"), 0)
    0
    """
    before = sentence.text[floor - sentence.start : mention.start - sentence.start][-90:]
    match = _innermost_title(before)
    start = mention.start - (len(before) - match.start()) if match else mention.start
    before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    article = None if match else _ARTICLE_BEFORE.search(before)
    if article:
        start -= len(before) - article.start()
        before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    apposed = anaphora().search(before) if before.endswith(", ") else None
    if apposed and apposed.group("noun") and apposed.group("rest") and apposed.end() == len(before) - 2:
        start -= len(before) - apposed.start()  # « le géant de la vente en ligne, le groupe X »
        before = sentence.text[floor - sentence.start : start - sentence.start][-60:]
    spoken = spokes().search(before)
    return start - (len(before) - spoken.start()) if spoken else start


def _innermost_title(before: str) -> re.Match[str] | None:
    """Find the title next to a name (« la plateforme du géant chinois » + X: « géant chinois »)."""
    found = None
    position = 0
    while match := title().search(before, position):
        if not _has_verb(match.group()):
            found = match
        position = match.start() + 2
    return found


def _has_verb(title: str) -> bool:
    """Tell whether words before a name hold a verb, finite or infinitive: « du commerce » is none."""
    words = _compounds().sub("", title).split()
    pairs = ((words[at - 1], words[at]) for at in range(2, len(words)))
    return any(
        (is_verb_form(word) and before not in _BEFORE_NOUN)
        or (word.endswith(("er", "ir", "re")) and is_verb_form(word, any_form=True))
        for before, word in pairs
    )


@cache
def _compounds() -> re.Pattern[str]:
    """Return the pattern of nouns of several words, which no verb is part of (« jeune pousse »)."""
    return re.compile(rf"\b(?:{alternatives({noun for noun in nouns('organisation') if ' ' in noun})})\b")


@cache
def _in_office() -> re.Pattern[str]:
    """Return the pattern of what stands between who speaks for a firm and its name: « , patron de »."""
    offices = alternatives(nouns("spokes") - nouns("spokes_apart"))
    return re.compile(
        rf", (?:l[ae] |l['’])?(?:[a-zà-ÿ]+ ){{0,2}}?(?:{offices})(?: [a-zà-ÿ]+){{0,2}}?"
        r" (?:de |du |d['’]|de la |de l['’])"
    )


def with_spokesman(sentence: Sentence, start: int, end: int, speaks: Mention | None) -> tuple[int, int]:
    """Let « Anne Roy (Auchan) » and « Anne Roy, patronne d'Auchan, » stand for the firm she speaks for.

    >>> sentence = Sentence(0, 0, 22, "Anne Roy (Auchan) vend")
    >>> with_spokesman(sentence, 10, 16, Mention(0, 0, 8, "Anne Roy", "Anne Roy", "person"))
    (0, 17)
    """
    if speaks is None:
        return start, end
    text = sentence.text
    between, behind = text[speaks.end - sentence.start : start - sentence.start], text[end - sentence.start :]
    if between == " (" and behind.startswith(")"):
        return speaks.start, end + 1
    if _in_office().fullmatch(between) and behind.startswith(","):
        return speaks.start, end + 1
    return start, end
