"""Parties, and whom each belongs to by the words of its stretch: « la filiale de X », « X (groupe Y) »."""

import re
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from alibaba_corpus.descriptions import kin
from alibaba_corpus.lexicon import alternatives, group_of, nouns
from alibaba_corpus.memory import Memory
from alibaba_corpus.sentences import Sentence


class Party(NamedTuple):
    """Organisations meant by one stretch of a sentence; `named` when it holds their name.

    tie: what the stretch itself says of its one organisation, as (source, target, type): « la filiale de X ».
    """

    start: int
    end: int
    entities: tuple[str, ...]
    named: bool = True
    tie: tuple[str, str, str] | None = None


_KIN = {"parent": "ownership", "subsidiary": "ownership", "rival": "competition"}
# « X est la filiale de Y », « X, la filiale de Y »: said of X, which has its name beside it
_PREDICATE = re.compile(
    r"(?:\b(?:est|sont|était|sera|serait|fut|reste|demeure|devient|devenue?|comme|chez|par|et|ou)"
    r"|^ ?[,(–—-]|[(–—]) ?$"
)
_OF = re.compile(r"[»”\"]? (?:de |d['’]|du |de la |de l['’])[«“\"]?")
_BRANDS = re.compile(r" \((?:§,? (?:et )?)*§(?:, etc\.?|…| ?\.\.\.)?\)")


def contraction(match: re.Match[str]) -> int:
    """Return the length of « du », « aux » before a description, whose preposition is no part of it.

    >>> contraction(re.match(".+", "du géant"))
    3
    """
    contracted = re.match(r"(?:d[ue]s?|aux?)[ \u00a0]", match.group().lower())
    return contracted.end() if contracted else 0


def relative_of(sentence: Sentence, party: Party, floor: int, memory: Memory) -> Party:
    """Let « la filiale de X » mean the firm that the article has told to be one, not X.

    >>> sentence = Sentence(0, 0, 29, "La filiale de Auchan progresse")
    >>> memory = Memory(ties=(("Auchan", "Free", "ownership"),))
    >>> relative_of(sentence, Party(14, 20, ("Auchan",)), 0, memory).entities
    ('Free',)
    """
    before = sentence.text[floor - sentence.start : party.start - sentence.start]
    match = kin().search(before)
    if not match or not match.lastgroup or _PREDICATE.search(before[: match.start()]):
        return party
    kind, name = match.lastgroup, party.entities[0]
    found = [entity for entity in _relatives(kind, name, memory) if entity != name]
    if not found:
        return party
    start = floor + match.start() + contraction(match)
    tie = (found[0], name) if kind == "parent" else (name, found[0])
    return Party(start, party.end, (found[0],), tie=(*tie, _KIN[kind]))


def _relatives(kind: str, name: str, memory: Memory) -> list[str]:
    """Return who may be the parent, the subsidiary or the rival of a name, the likeliest first."""
    told = [tie for tie in reversed(memory.ties) if tie[2] == _KIN[kind]]
    if kind == "rival":
        return [a if b == name else b for a, b, _ in told if name in (a, b)]
    said = reversed(tuple(memory.said))
    if kind == "parent":
        return [a for a, b, _ in told if b == name] + [entity for entity in said if entity == group_of(name)]
    known = [b for a, b, _ in told if a == name]
    return known + [entity for entity in said if group_of(entity) == name or entity.startswith(f"{name} ")]


def is_tied(sentence: Sentence, party: Party) -> bool:
    """Tell whether a description is whose the next name is: « la filiale du distributeur, X ».

    >>> is_tied(Sentence(0, 0, 36, "La filiale du distributeur, X, vend."), Party(11, 26, ("Auchan",)))
    True
    """
    before = sentence.text[: party.start - sentence.start] + sentence.text[party.start - sentence.start :][:3]
    return kin().search(re.sub(r"\b(du|de la|de l['’]|de) ?(?:le|la|l['’])?\w*$", r"\1 ", before)) is not None


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(
        rf"(?:\b(?:[Ll]e|[Ll]a|[Ll]es|[Ss]on|[Ss]a) |\b[Ll]['’])?(?:{alternatives(nouns('subsidiary'))})\b"
    )


def _owned_title(sentence: Sentence, party: Party) -> bool:
    """Tell whether a party's title says that it belongs to another (« le portail X de Y »)."""
    return _owned().match(sentence.text, party.start - sentence.start) is not None


def with_owners(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Read « X (groupe Y) », « le portail X de Y », and « X (Y) », « le X de Y » in Y's group: Y owns X.

    >>> sentence = Sentence(0, 0, 21, "Free (groupe Auchan).")
    >>> parties = with_owners([Party(0, 4, ("Free",)), Party(6, 19, ("Auchan",))], sentence)
    >>> parties[1].tie
    ('Auchan', 'Free', 'ownership')
    """
    told = parties[:1]
    for one, other in pairwise(parties):
        between = sentence.text[one.end - sentence.start : other.start - sentence.start]
        behind = sentence.text[other.end - sentence.start :][:1]
        said = sentence.text[other.start - sentence.start :][:7].lower() == "groupe "
        owner, member = other.entities[0], one.entities[0]
        known = group_of(member) == owner
        bracketed = between.strip() == "(" and behind == ")" and (said or known)
        of = _OF.fullmatch(between) and (known or _owned_title(sentence, one))
        owns = bool(one.named and other.named and member != owner and (bracketed or of))
        told.append(other._replace(tie=(owner, member, "ownership")) if owns else other)
    return told


def with_brands(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Read « Rivalis (Uber, Orange et Free) »: names listed in brackets behind a name are its brands.

    >>> parties = [Party(0, 1, ("A",)), Party(3, 4, ("B",)), Party(8, 9, ("C",))]
    >>> with_brands(parties, Sentence(0, 0, 10, "A (B et C)"))[2].tie
    ('A', 'C', 'ownership')
    """
    told = list(parties)
    for at, owner in enumerate(parties if "(" in sentence.text else ()):
        close = sentence.text.find(")", owner.end - sentence.start)
        inside = [party for party in parties[at + 1 :] if party.end <= sentence.start + close]
        written, position = "", owner.end
        for party in inside:
            written += sentence.text[position - sentence.start : party.start - sentence.start] + "§"
            position = party.end
        written += sentence.text[position - sentence.start : close + 1]
        if owner.named and len(inside) > 1 and _BRANDS.fullmatch(written):
            for number, party in enumerate(inside, at + 1):
                told[number] = party._replace(tie=(owner.entities[0], party.entities[0], "ownership"))
    return told
