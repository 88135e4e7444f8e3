"""The forms of French verbs, so that a cue is written once, in the infinitive."""

import re
from functools import cache

from alibaba_corpus.knowledge import read_knowledge

_IMPERFECT = ("ait", "aient")
_FUTURE = {"future": ("a", "ont"), "conditional": ("ait", "aient")}


def _agree(participle: str) -> tuple[str, ...]:
    """Feminine and plural of a participle."""
    base = participle.replace("û", "u")
    return (participle, f"{base}e", base if base.endswith("s") else f"{base}s", f"{base}es")


def _stems(infinitive: str) -> tuple[str, str, str]:
    """Stem before a, before a silent e, and before the future, of a verb in -er."""
    stem = infinitive[:-2]
    soft = re.sub(r"g$", "ge", re.sub(r"c$", "ç", stem))
    mute = re.sub(r"(?:e([bcdfglmnprstvz])|é([bcdfglmnprstvz]{1,2}|gn|gu|qu))$", r"è\1\2", stem)
    if stem.endswith(("jet", "pel", "uvel")):
        mute = stem + stem[-1]
    if stem.endswith(("oy", "uy", "ay")):
        mute = stem[:-1] + "i"
    future = (
        mute
        if mute[-2:-1] == stem[-1:] or stem.endswith(("oy", "uy", "ay")) or re.search(r"e[a-z]$", stem)
        else stem
    )
    return soft, mute, future


def _first_group(infinitive: str) -> dict[str, tuple[str, ...]]:
    stem = infinitive[:-2]
    soft, mute, future = _stems(infinitive)
    return {
        "infinitive": (infinitive,),
        "present": (f"{mute}e", f"{mute}ent"),
        "imperfect": tuple(soft + ending for ending in _IMPERFECT),
        "past": (f"{soft}a", f"{stem}èrent"),
        "participle": _agree(f"{stem}é"),
        "gerund": (f"{soft}ant",),
        **{tense: tuple(f"{future}er{ending}" for ending in endings) for tense, endings in _FUTURE.items()},
    }


def _second_group(infinitive: str) -> dict[str, tuple[str, ...]]:
    stem = infinitive[:-1]
    return {
        "infinitive": (infinitive,),
        "present": (f"{stem}t", f"{stem}ssent"),
        "imperfect": tuple(f"{stem}ss{ending}" for ending in _IMPERFECT),
        "past": (f"{stem}t", f"{stem}rent"),
        "participle": _agree(stem),
        "gerund": (f"{stem}ssant",),
        **{tense: tuple(f"{infinitive}{ending}" for ending in endings) for tense, endings in _FUTURE.items()},
    }


def _irregular(infinitive: str, ending: str, row: str) -> dict[str, tuple[str, ...]]:
    head = infinitive[: len(infinitive) - len(ending)]
    present, imperfect, past, future, participle = (part.split() for part in row.split("|"))
    return {
        "infinitive": (infinitive,),
        "present": tuple(head + form for form in present),
        "imperfect": tuple(head + imperfect[0] + suffix for suffix in _IMPERFECT),
        "past": tuple(head + form for form in past),
        "participle": _agree(head + participle[0]),
        "gerund": (f"{head}{imperfect[0]}ant",),
        **{
            tense: tuple(head + future[0] + suffix for suffix in suffixes)
            for tense, suffixes in _FUTURE.items()
        },
    }


@cache
def verb_forms(infinitive: str) -> dict[str, tuple[str, ...]]:
    """Return the third persons, participles and infinitive of a French verb, by tense.

    >>> verb_forms("céder")["present"], verb_forms("céder")["future"]
    (('cède', 'cèdent'), ('cédera', 'céderont'))
    >>> verb_forms("acquérir")["participle"]
    ('acquis', 'acquise', 'acquis', 'acquises')
    >>> verb_forms("aller")["present"], verb_forms("installer")["present"]
    (('va', 'vont'), ('installe', 'installent'))

    Raises ValueError for a word that is no infinitive.
    """
    paradigms: dict[str, str] = read_knowledge("verbs")["paradigm"]
    endings = [
        ending
        for ending in paradigms
        if infinitive == ending or (infinitive.endswith(ending) and not ending.endswith("er"))
    ]
    if endings:
        ending = max(endings, key=len)
        return _irregular(infinitive, ending, paradigms[ending])
    if infinitive.endswith("er"):
        return _first_group(infinitive)
    if infinitive.endswith("ir"):
        return _second_group(infinitive)
    raise ValueError(
        f"{infinitive!r} is no French infinitive that the package knows: give it a row in verbs.toml"
    )


@cache
def subjunctive(infinitive: str) -> tuple[str, ...]:
    """Return the third person singular of the present subjunctive, which follows from the indicative.

    >>> subjunctive("fournir"), subjunctive("prendre")
    (('fournisse',), ('prenne',))
    """
    plural = verb_forms(infinitive)["present"][1]
    irregular: dict[str, str] = read_knowledge("verbs")["subjunctive"]
    return (irregular.get(infinitive, plural.removesuffix("nt")),)


@cache
def form_tenses(infinitive: str) -> dict[str, str]:
    """Return each form of the verb with its tense; a form of two tenses has the first of the table's order.

    >>> form_tenses("signer")["signera"]
    'future'
    """
    tenses: dict[str, str] = {}
    for tense, forms in verb_forms(infinitive).items():
        for form in forms:
            tenses.setdefault(form, tense)
    return tenses
