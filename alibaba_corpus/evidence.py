"""Evidence: what tells an unknown name for a firm, a person or a place, as `evidence.toml` weighs it."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from alibaba_corpus.candidates import Candidate, institution
from alibaba_corpus.endings import Ending, ending
from alibaba_corpus.finite_verbs import is_verb_form
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lexicon import alternatives, any_nationality, heads, nouns, opens_with_first_name, places

_AT_HAND = 1 << 15  # texts beside names whose rows are kept at hand
_NEAR = 30  # characters before a name in which the word beside it stands
SURE = 1.0  # weight from which a name that the package does not know is taken
_TENTHS = 10  # weights are added up in tenths, so that their order makes no difference
_ARTICLE = (
    r"(?:l['’]|d['’]un |d['’]une |les? |la |une? |son |sa |ses |leurs? |des |du |au |autre |premier "
    r"|première |principal |grand |propre |ancien |ancienne |ex-|the |an? |its )"
)
_GENITIVE = re.compile(r"(?:\b(?:de l|d)['’]|\b(?:de|de la|du|des|of) )$")
_VERB_AFTER = re.compile(r"(?: [sn]['’]| se | ne )? ?([a-zà-ÿ]+)")
_VERB_BEFORE = re.compile(r"([a-zà-ÿ]{4,}) $")
_LINK = re.compile(
    r"^(?:, | et | ou |, et | & | and |/)(?:l['’]|la |le |les |à |d['’]|de |du |chez |avec )?$"
)
_PLURAL = re.compile(r"\b(?:[Ll]es|[Dd]es|[Aa]ux) $")
_JOINING = frozenset({"And", "&", "+"})
_KINDS = ("person", "place", "organisation")  # in this order where two weigh the same
_Weights = tuple[int, ...]  # for each of these


class _Row(NamedTuple):
    pattern: re.Pattern[str] | Ending
    genitive: bool
    full_name: bool
    weights: _Weights


@cache
def _lists() -> dict[str, str]:
    """Return what the patterns of `evidence.toml` call by a name."""
    return {
        "{person}": alternatives(nouns("person") - nouns("organisation")),
        "{firm}": alternatives((nouns("organisation") | nouns("relational")) - nouns("person")),
        "{nation}": any_nationality(),
        "{article}": _ARTICLE,
    }


def compile_evidence(pattern: str) -> re.Pattern[str]:
    """Read a pattern of `evidence.toml`, its lists filled in.

    >>> bool(compile_evidence("\\\\b(?:{firm}) $").search("l'armateur "))
    True
    """
    for name, words in _lists().items():
        pattern = pattern.replace(name, words)
    return re.compile(pattern)


def _weights(row: Mapping[str, float]) -> _Weights:
    return tuple(round(_TENTHS * row.get(kind, 0)) for kind in _KINDS)


@cache
def _listed(name: str) -> dict[str, _Weights]:
    """Return the weights of a list of `evidence.toml`: of shapes, of labels."""
    return {key: _weights(row) for key, row in read_knowledge("evidence")["weights"][name].items()}


@cache
def _rows(side: str) -> tuple[_Row, ...]:
    """Return the rows that look at one side of a name, or at the name itself."""
    return tuple(_read_row(row) for row in read_knowledge("evidence")["row"] if row["side"] == side)


def _read_row(row: Mapping[str, Any]) -> _Row:
    pattern = compile_evidence(row["pattern"])
    return _Row(
        pattern=ending(pattern) if row["side"] == "before" else pattern,
        genitive=row.get("genitive", True),
        full_name=row.get("full_name", False),
        weights=_weights(row),
    )


def _shapes(before: str, text: str, after: str, *, opens: bool) -> list[str]:
    """Name what a name itself and its neighbours show."""
    verb_after, verb_before = _VERB_AFTER.match(after), _VERB_BEFORE.search(before[-_NEAR:])
    words = text.split()
    shown = {
        "head": text in heads(),
        "first_name": len(words) > 1 and opens_with_first_name(text) and _JOINING.isdisjoint(words),
        "inside": not opens,
        "plural": len(words) == 1 and _is_family(before, text),
        "place": text in places(),
        "institution": bool(institution().fullmatch(text)),
    }
    verbs = [bool(verb_after and is_verb_form(verb_after.group(1)))]
    verbs.append(bool(verb_before and is_verb_form(verb_before.group(1), any_form=True)))
    return [name for name, holds in shown.items() if holds] + ["verb"] * sum(verbs)


def _is_family(before: str, text: str) -> bool:
    """Read « les Agnelli »: a name in the plural without its sign is a family's."""
    return text[1:].islower() and text[-1] not in "sxz" and _PLURAL.search(before[-_NEAR:]) is not None


@lru_cache(maxsize=_AT_HAND)
def _told(before: str, text: str, after: str, *, opens: bool, full: bool) -> _Weights:
    """Return what a name and the words beside it weigh; all is weighed again once the model has spoken."""
    genitive = _GENITIVE.search(before[-_NEAR:]) is not None
    rows = [
        row.weights
        for side, said in (("before", before), ("after", after), ("name", text))
        for row in _rows(side)
        if (row.genitive or not genitive) and (full or not row.full_name) and row.pattern.search(said)
    ]
    shapes = map(_listed("shapes").__getitem__, _shapes(before, text, after, opens=opens))
    return _sum(*rows, *shapes)


def _sum(*weights: _Weights) -> _Weights:
    return tuple(map(sum, zip(*weights, strict=True))) or (0,) * len(_KINDS)


def weigh(candidate: Candidate) -> tuple[int, ...]:
    """Weigh one occurrence of an unknown name: for a person, a place, an organisation; in tenths.

    >>> from alibaba_corpus.sentences import Sentence
    >>> found = Candidate(Sentence(0, 0, 25, "L'armateur Rivalis exporte"), 11, 18, "Rivalis")
    >>> weigh(found)
    (-50, 0, 36)
    """
    text, label, several = candidate.text, candidate.label, " " in candidate.text
    person = label == "PER"
    told = _told(candidate.before, text, candidate.after, opens=candidate.opens, full=several or person)
    labelled = _listed("labels").get("PER_single" if person and not several else label or "")
    return _sum(told, labelled) if labelled else told


def decide_kinds(candidates: Sequence[Candidate]) -> dict[str, str]:
    """Return the kind of each unknown spelling, from all its occurrences; one with little evidence has none.

    >>> from alibaba_corpus.sentences import Sentence
    >>> text = "Mme Anne Rivalis part."
    >>> decide_kinds([Candidate(Sentence(0, 0, 22, text), 4, 16, "Anne Rivalis")])
    {'Anne Rivalis': 'person'}
    """
    weights: dict[str, list[_Weights]] = defaultdict(list)
    for candidate in candidates:
        if candidate.known is None:
            weights[candidate.text].append(weigh(candidate))
    totals = {text: _sum(*several) for text, several in weights.items()}
    sure = {
        text: _KINDS[total.index(max(total))]
        for text, total in totals.items()
        if max(total) >= SURE * _TENTHS
    }
    sure |= {text: "place" for text in totals if text.isupper() and text.title() in places()}
    return _spread(candidates, sure)


def _spread(candidates: Sequence[Candidate], kinds: Mapping[str, str]) -> dict[str, str]:
    """Give names listed together one kind: « A, B et C » with two firms has three."""
    spread = dict(kinds)
    for left, right in pairwise(candidates):
        offset = left.sentence.start
        between = left.sentence.text[left.end - offset : right.start - offset]
        if left.sentence is not right.sentence or not _LINK.match(between):
            continue
        for one, other in ((left, right), (right, left)):
            kind = "organisation" if other.known else spread.get(other.text)
            if not one.known and one.text not in spread and kind in ("organisation", "place"):
                spread[one.text] = kind
    return spread
