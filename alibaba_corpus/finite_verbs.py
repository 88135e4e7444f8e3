"""Which words are verbs, and which make a clause."""

from collections.abc import Sequence
from functools import cache

from alibaba_corpus.cues import cue_infinitives
from alibaba_corpus.inflection import form_tenses, subjunctive
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.syntax import small_words
from alibaba_corpus.tokens import Token


@cache
def _before_nouns() -> frozenset[str]:
    determiners = small_words("determiners") - small_words("articles_or_pronouns")
    return determiners | (small_words("simple_prepositions") - {"en"})


@cache
def _infinitives() -> tuple[str, ...]:
    return tuple(sorted({*read_knowledge("verbs")["frequent"]["infinitives"].split(), *cue_infinitives()}))


@cache
def _finite_forms() -> dict[str, str]:
    tenses: dict[str, str] = {}
    for infinitive in _infinitives():
        for form, tense in form_tenses(infinitive).items():
            if tense not in ("infinitive", "gerund", "participle"):
                tenses.setdefault(form, tense)
        for form in subjunctive(infinitive):
            tenses.setdefault(form, "present")
    for word in read_knowledge("verbs")["frequent"]["never"]:
        tenses.pop(word, None)
    return tenses


@cache
def _nouns_too() -> frozenset[str]:
    return frozenset(read_knowledge("verbs")["frequent"]["noun_too"])


@cache
def _all_forms() -> frozenset[str]:
    return frozenset(form for infinitive in _infinitives() for form in form_tenses(infinitive))


def is_verb_form(word: str, *, any_form: bool = False) -> bool:
    """Tell whether a word is spelled like a verb in a finite form, or in any, be it a noun as well.

    >>> is_verb_form("reste"), is_verb_form("rester"), is_verb_form("rester", any_form=True)
    (True, False, True)
    """
    return word in (_all_forms() if any_form else _finite_forms())


def is_finite(tokens: Sequence[Token], index: int) -> bool:
    """Tell whether the token is a verb that makes a clause, not a noun of the same spelling.

    >>> from alibaba_corpus.tokens import tokenize
    >>> tokens = tokenize("il offre une offre", 0, [])
    >>> [is_finite(tokens, index) for index in range(4)]
    [False, True, False, False]
    """
    text = tokens[index].text
    if text not in _finite_forms():
        return False
    before = tokens[index - 1].text if index else ""
    if (
        text in _nouns_too()
        and before not in small_words("verb_openers")
        and not (index and tokens[index - 1].party is not None)
    ):
        return False
    if (
        text in _nouns_too()
        and index + 1 < len(tokens)
        and tokens[index + 1].text in small_words("genitives")
    ):
        return False  # « §0, marque du groupe §1 »
    if before in _before_nouns():
        return False
    if before in small_words("articles_or_pronouns"):  # a pronoun follows its subject
        return index > 1 and (
            tokens[index - 2].party is not None or tokens[index - 2].text in small_words("pronoun_hosts")
        )
    return True
