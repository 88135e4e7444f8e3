"""Cues: the rows of `partnership.toml` and the like, read into regular expressions over statements."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from typing import Any

from alibaba_corpus.collector import collector_paused
from alibaba_corpus.inflection import subjunctive, verb_forms
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives
from alibaba_corpus.prefilter import Pieces, Prefilter, Stretch, make_prefilter, read_stretch, ways_to_match
from alibaba_corpus.syntax import relatives

TYPES = ("partnership", "investment", "acquisition", "ownership", "competition", "dispute")
_FINITE = ("present", "imperfect", "past", "future", "conditional")


@dataclass(frozen=True, slots=True)
class Frame:
    """A cue, as its file writes it, and where its two ends stand: a row of `partnership.toml` or the like."""

    name: str
    type: str
    written: str
    a: tuple[str, ...]
    b: tuple[str, ...]
    mutual: bool
    status: str | None
    avoid: re.Pattern[str] | None
    need: re.Pattern[str] | None

    @property
    def cue(self) -> re.Pattern[str]:
        """The cue as a regular expression, made when it is first tried: most are tried in few articles."""
        return _compiled(self.written, self.type)


def _grammar(kind: str) -> tuple[str, ...]:
    """Return the words of a list of the table `grammar` of relations.toml."""
    return tuple(read_knowledge("relations")["grammar"][kind])


def _any_of(kind: str) -> str:
    return "|".join(_grammar(kind))


@cache
def _not_a_noun() -> str:
    """Return what looks back from a verb's form, that no determiner stands before it (« l'offre »)."""
    by_length = groupby(sorted(_grammar("determiners"), key=len), key=len)
    return "".join(f"(?<! (?:{'|'.join(alike)}) )" for _, alike in by_length)


def _active(infinitives: list[str]) -> str:
    forms = [verb_forms(infinitive) for infinitive in infinitives]
    finite = alternatives(
        [form for table in forms for tense in _FINITE for form in table[tense]]
        + [form for verb in infinitives for form in subjunctive(verb)]
    )
    other = alternatives(
        [form for table in forms for tense in ("infinitive", "gerund") for form in table[tense]]
    )
    participle = alternatives([form for table in forms for form in table["participle"]])
    compound = rf"(?:{_any_of('have')}) (?:(?!§)\S+ ){{0,6}}?{participle}"
    return rf"(?:(?<= )(?:{compound}|{_not_a_noun()}{finite}|{other})(?= ))"


def _pronominal(infinitives: list[str]) -> str:
    forms = [verb_forms(infinitive) for infinitive in infinitives]
    plain = alternatives(
        [form for table in forms for tense in (*_FINITE, "infinitive", "gerund") for form in table[tense]]
    )
    participle = alternatives([form for table in forms for form in table["participle"]])
    return rf"(?:(?<= )(?:s'|se) (?:(?:{_any_of('be')}) (?:(?!§)\S+ ){{0,5}}?{participle}|{plain})(?= ))"


def _passive(infinitives: list[str]) -> str:
    participle = alternatives(
        [form for infinitive in infinitives for form in verb_forms(infinitive)["participle"]]
    )
    return rf"(?:(?<= )(?<!avoir )(?<! a )(?<! ont ){participle}(?= ))"


def _infinitive(infinitives: list[str]) -> str:
    return rf"(?:(?<= ){alternatives(infinitives)}(?= ))"


_VERBS = {"do": _active, "self": _pronominal, "done": _passive, "inf": _infinitive}


def _bounded(words: dict[str, str], match: re.Match[str]) -> str:
    """Replace a list's name by its words, which begin where a word begins (« ope », not « europe »)."""
    return rf"(?<![\w-]){words[match[1]]}" if match[1] in words else match[0]


def compile_cue(cue: str, words: dict[str, str]) -> re.Pattern[str]:
    """Read a cue as `relations.toml` writes it.

    >>> bool(compile_cue("{do:signer} ...3 accord", {}).search(" §0 a signé hier un accord "))
    True
    """
    for _ in range(2):
        cue = re.sub(r"\{(\w+)\}", lambda match: _bounded(words, match), cue)
    parts: list[str] = []
    leading = f"(?:{alternatives(_grammar('leading'))} )"
    plain = rf"(?:(?!§|(?:{_any_of('stoppers')}) )\S+ )"

    def keep(part: str) -> str:
        parts.append(part)
        return f"\x00{len(parts) - 1}\x00"

    cue = re.sub(
        r"\{(do|self|done|inf):([^}]+)\}", lambda match: keep(_VERBS[match[1]](match[2].split())), cue
    )
    cue = re.sub(
        r"\{([AB])\}",
        lambda match: keep(rf"(?<= ){leading}{{0,4}}(?P<{match[1]}{len(parts)}>§\d+)(?= )"),
        cue,
    )
    cue = re.sub(r"\.{6}(\d*)", lambda match: keep(rf"(?:(?<= )\S+ ){{0,{match[1] or 12}}}?"), cue)
    cue = re.sub(r"\.{3}(\d*)", lambda match: keep(rf"(?:(?<= )(?!§)\S+ ){{0,{match[1] or 8}}}?"), cue)
    cue = re.sub(r"~(\d*)", lambda match: keep(rf"(?:(?<= ){plain}{{0,{match[1] or 6}}}?)"), cue)
    cue = re.sub(r"\[\^ §(,?)\]\+ ", lambda match: keep(rf"(?<= )(?!§)[^\s{match[1]}]+ "), cue)
    cue = cue.replace(" ", " ?(?<= )")  # what stands before may have taken the space already
    while "\x00" in cue:
        cue = re.sub("\x00(\\d+)\x00", lambda match: parts[int(match[1])], cue)
    return re.compile(cue)


@cache
def _words(name: str) -> dict[str, str]:
    """Return the lists that the cues of a type may name."""
    shared: dict[str, str] = read_knowledge("relations")["words"]
    own: dict[str, str] = read_knowledge(name).get("words", {})
    return shared | own


@cache
def _compiled(written: str, name: str) -> re.Pattern[str]:
    return compile_cue(written, _words(name))


def _slots(value: str | None) -> tuple[str, ...]:
    return tuple(value.split("|")) if value else ()


def _frame(row: dict[str, Any]) -> Frame:
    return Frame(
        name=row["name"],
        type=row["type"],
        written=row["cue"],
        a=_slots(row["a"]),
        b=_slots(row.get("b")),
        mutual=row.get("mutual", False),
        status=row.get("status"),
        avoid=re.compile(row["avoid"]) if "avoid" in row else None,
        need=re.compile(row["need"]) if "need" in row else None,
    )


@cache
def cue_infinitives() -> frozenset[str]:
    """Return the verbs that the French cues are made of.

    >>> "signer" in cue_infinitives()
    True
    """
    cues = [row["cue"] for name in TYPES for row in read_knowledge(name)["frame"]]
    named = re.findall(
        r"\{(?:do|self|done|inf):([^}]+)\}", " ".join([*cues, *read_knowledge("relations")["words"].values()])
    )
    return frozenset(infinitive for verbs in named for infinitive in verbs.split())


@cache
def frames() -> tuple[Frame, ...]:
    """Return the cues, type by type in the order of TYPES.

    >>> frames()[0].type
    'partnership'
    """
    return tuple(_frame(row) for name in TYPES for row in read_knowledge(name)["frame"])


# ---------------------------------------------------------------------------------------- which to try
_FORMS = {
    "do": (*_FINITE, "infinitive", "gerund", "participle"),
    "self": (*_FINITE, "infinitive", "gerund", "participle"),
    "done": ("participle",),
    "inf": ("infinitive",),
}
_REFLEXIVE = frozenset({" s ", " se "})
_PARTY = re.compile(r"\{[AB]\}|§\\d\+")
_GAP = re.compile(r"\.{6}\d*|\.{3}\d*|~\d*|\[\^ §,?\]\+ ")
_SETS = 1 << 14  # sets of words kept at hand: many cues share them


def _verb_stretch(kind: str, infinitives: str) -> Stretch:
    verbs = infinitives.split()
    forms = {form for verb in verbs for tense in _FORMS[kind] for form in verb_forms(verb)[tense]}
    if kind == "do":
        forms |= {form for verb in verbs for form in subjunctive(verb)}
    ways = ways_to_match(Stretch(frozenset(f" {form} " for form in forms)))
    return Stretch(None, tuple((*way, _REFLEXIVE) for way in ways) if kind == "self" else ways, apart=True)


def _stretch(written: str, name: str) -> Stretch:
    """Read what a cue holds for sure: verbs and lists count as known, gaps as anything."""
    known: dict[str, Stretch] = {}

    def stand_in(stretch: Stretch) -> str:
        sign = chr(0xE000 + len(known))
        known[sign] = stretch
        return sign

    words = _words(name)
    skeleton = re.sub(
        r"\{(do|self|done|inf):([^}]+)\}", lambda match: stand_in(_verb_stretch(match[1], match[2])), written
    )
    skeleton = re.sub(
        r"\{(\w+)\}",
        lambda match: stand_in(_list_stretch(match[1], name)) if match[1] in words else match[0],
        skeleton,
    )
    party = Stretch(None, ((frozenset({" § "}),),), apart=True)
    skeleton = _PARTY.sub(lambda match: stand_in(party), skeleton)
    return read_stretch(_GAP.sub(lambda match: stand_in(Stretch(apart=True)), skeleton), known)


@cache
def _list_stretch(words: str, name: str) -> Stretch:
    """Read a list, which begins where a word begins."""
    stretch = _stretch(_words(name)[words], name)
    if stretch.spellings is None:
        return stretch
    return Stretch(frozenset(f" {spelling}" for spelling in stretch.spellings))


@lru_cache(maxsize=_SETS)
def _in_sentence(pieces: Pieces) -> Pieces:
    """Return what stands in a sentence where a statement made of it holds one of the pieces."""
    bare = {piece.strip() for piece in pieces}
    return pieces.union(f" {pronoun} " for pronoun, plain in relatives().items() if plain and plain in bare)


@cache
def _prefilter() -> Prefilter:
    with collector_paused():
        told = [ways_to_match(_stretch(frame.written, frame.type)) for frame in frames()]
        return make_prefilter([tuple(tuple(map(_in_sentence, way)) for way in ways) for ways in told])


def possible_frames(statement: str) -> tuple[Frame, ...]:
    """Return the cues of which a statement holds the words, in their order: no other can match.

    >>> "buys" in [frame.name for frame in possible_frames(" §0 a racheté §1 . ")]
    True
    >>> "buys" in [frame.name for frame in possible_frames(" §0 a quitté §1 . ")]
    False
    """
    return tuple(map(frames().__getitem__, _prefilter().possible(statement)))


@cache
def _of_signs_alone() -> frozenset[int]:
    """Return the numbers of the cues that need no word, but an aside or a party."""
    return frozenset(_prefilter().possible("= §"))


def holds_cue_words(sentence: str) -> bool:
    """Tell whether a sentence holds the words of any cue that has words of its own.

    >>> holds_cue_words("Auchan a racheté Orange."), holds_cue_words("Il pleut.")
    (True, False)
    """
    return not _of_signs_alone().issuperset(_prefilter().possible(f"{sentence} = §"))
