"""The words of speech, lists and turns of phrase, and where a verb of speech stands."""

import re
from collections.abc import Iterable
from functools import cache

from alibaba_corpus.inflection import verb_forms
from alibaba_corpus.knowledge import find_row, read_knowledge
from alibaba_corpus.lexicon import alternatives

UPPER = "A-ZÀ-ÖØ-Þ"
_WORD = re.compile(r"[^\W\d_]+(?:[-‑][^\W\d_]+)*")
_BREAK = re.compile(r"[.,;:!?«»]")
_TENSES = ("present", "past", "imperfect", "future", "conditional")


@cache
def speech_words(name: str) -> frozenset[str]:
    """Return a list of words of the data file.

    >>> "selon" in speech_words("according")
    True
    """
    return frozenset(read_knowledge("speech")[name])


@cache
def turn(name: str) -> re.Pattern[str]:
    """Return a turn of phrase of the data file, with its lists and other turns filled in.

    >>> turn("role_article").sub("", "La directrice")
    'directrice'
    """
    return re.compile(_filled(name))


def _filled(name: str) -> str:
    pattern: str = find_row("speech", "turn", name)["pattern"]
    return re.sub(r"\{([a-z_]+)\}", lambda part: _part(part[1]), pattern)


def _part(name: str) -> str:
    """Return what a name in braces stands for: letters that open a name, words, or another turn."""
    if name == "upper":
        return UPPER
    if name in read_knowledge("speech"):
        return alternatives(speech_words(name)).replace("\\ ", r"\s")
    return _filled(name)


@cache
def finite_verbs() -> frozenset[str]:
    """Return the finite forms of verbs of speech.

    >>> "assurait" in finite_verbs(), "assurer" in finite_verbs()
    (True, False)
    """
    return _forms(_TENSES) | speech_words("forms")


@cache
def _participles() -> frozenset[str]:
    return _forms(("participle",)) | speech_words("participles")


@cache
def infinitives() -> frozenset[str]:
    """Return the infinitives that bring in speech behind a lead ("tient à préciser") or "de".

    >>> {"préciser", "valoir"} <= infinitives()
    True
    """
    return speech_words("verbs") | speech_words("infinitives")


def _forms(tenses: Iterable[str]) -> frozenset[str]:
    verbs = speech_words("verbs")
    return frozenset(form for tense in tenses for verb in verbs for form in verb_forms(verb)[tense])


def words_in(text: str, start: int = 0, end: int | None = None) -> Iterable[re.Match[str]]:
    """Yield the words of a stretch, those with a hyphen whole.

    >>> [word.group() for word in words_in("Puis, assure-t-elle, rien.")]
    ['Puis', 'assure-t-elle', 'rien']
    """
    return _WORD.finditer(text, start, len(text) if end is None else end)


def verb_end(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Return where a verb of speech that begins at `start` ends, and its subject when that is a pronoun.

    >>> verb_end("a déclaré Léa", 0, 13), verb_end("assure-t-elle", 0, 13), verb_end("part Léa", 0, 8)
    ((9, ''), (13, 'elle'), None)
    """
    led = turn("lead").match(text, start, end)
    if led and led["verb"] in infinitives():
        nobody = turn("led_by_nobody").search(led.group())
        return led.end(), nobody[1] if nobody else ""
    auxiliary, pronoun = False, ""
    position = start
    for _ in range(9):
        word = _WORD.search(text, position, end)
        if not word or _BREAK.search(text, position, word.start()):
            return None
        first = word.group().lower().split("-")[0]
        inverted = turn("inverted_pronoun").search(word.group())
        pronoun = inverted[1] if inverted else pronoun
        if (auxiliary and first in _participles()) or (not auxiliary and first in finite_verbs()):
            return word.end(), pronoun
        auxiliary = auxiliary or first in speech_words("auxiliaries")
        if not auxiliary and first not in speech_words("clitics"):
            return None
        position = word.end()
    return None


def is_speech_verb(text: str, word: re.Match[str]) -> bool:
    """Tell a verb from the noun that is written alike.

    >>> [is_speech_verb(text, list(words_in(text))[1]) for text in ("il juge", "le juge")]
    [True, False]
    """
    spelled = word.group().lower()
    before = text[max(0, word.start() - 80) : word.start()]
    if spelled in _participles():
        return turn("behind_auxiliary").search(before) is not None
    return spelled in finite_verbs() and not turn("behind_article").search(before)


def speech_verbs(text: str) -> list[re.Match[str]]:
    """Return the verbs of speech of a text, and the infinitives of speech with what leads to them.

    >>> [verb.group() for verb in speech_verbs("Le maire juge, et tient à préciser")]
    ['juge', 'tient à préciser']
    """
    verbs = [word for word in words_in(text) if is_speech_verb(text, word)]
    verbs += [led for led in turn("lead").finditer(text) if led["verb"] in infinitives()]
    return sorted(verbs, key=lambda verb: verb.start())
