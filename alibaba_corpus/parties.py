"""Parties: the stretches of a sentence that stand for organisations, named or not (« les deux groupes »)."""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from alibaba_corpus.described_parties import APPOSED, FRONTED, find_described
from alibaba_corpus.descriptions import antonomasia, ordinal, tie
from alibaba_corpus.likenesses import describing_words
from alibaba_corpus.memory import Memory
from alibaba_corpus.mentions import Mention
from alibaba_corpus.party_ties import Party, is_tied, relative_of, with_brands, with_owners
from alibaba_corpus.sentences import Sentence
from alibaba_corpus.titles import title_start, with_spokesman

_COMPARED = re.compile(
    r"(?:\b[Ll]['’]|\b(?:[Ll]e|[Ll]a|[Uu]ne?|d['’]une?|de|[Dd]u|[Aa]u|[Cc]et?|[Cc]ette) |[Dd]['’])"
    r"[«“\"]?[ \u00a0]?$"
)


def find_parties(
    sentence: Sentence, mentions: Sequence[Mention], memory: Memory
) -> tuple[tuple[Party, ...], Memory]:
    """Return the parties of a sentence in order, and what is remembered once they are read.

    A name carries its title along (« le constructeur chinois Geely » is one party); « le groupe de Jack Ma »,
    « le distributeur nordiste », « les deux groupes » are parties where the article tells who is meant.

    >>> text = "Le groupe de Jack Ma se tait."
    >>> parties, memory = find_parties(Sentence(0, 0, len(text), text), (), Memory())
    >>> parties[0].entities, parties[0].named
    (('Alibaba',), False)
    """
    named, memory = _named(sentence, mentions, memory)
    fronted = FRONTED.match(sentence.text)
    if fronted and named and named[0].start - sentence.start <= fronted.end() + 3:
        memory = memory.seen(sentence.number, named[0].entities)._replace(topic=named[0].entities)
    memory = _with_two(sentence, named, memory)
    found = sorted([*named, *find_described(sentence, named, memory)], key=attrgetter("start"))
    parties = tuple(with_brands(with_owners(_without_appositions(found, sentence), sentence), sentence))
    memory = _with_two(sentence, [party for party in parties if party.named], memory)
    return parties, memory.seen(sentence.number, [entity for party in parties for entity in party.entities])


def _named(sentence: Sentence, mentions: Sequence[Mention], memory: Memory) -> tuple[list[Party], Memory]:
    """Find the parties that hold a name, and note by what words each is described."""
    named: list[Party] = []
    speaks = None
    for mention in mentions:
        speaker, speaks = speaks, mention if mention.kind == "person" else None
        if mention.kind != "organisation" or _compares(sentence, mention):
            continue
        start = title_start(sentence, mention, named[-1].end if named else sentence.start)
        words = sentence.text[start - sentence.start : mention.start - sentence.start]
        behind = _apposition(sentence.text[mention.end - sentence.start :])
        memory = memory.described(mention.entity, describing_words(words) | describing_words(behind))
        floor = named[-1].end if named else sentence.start
        start, end = with_spokesman(sentence, start, mention.end, speaker)
        named.append(relative_of(sentence, Party(start, end, (mention.entity,)), floor, memory))
    return named, memory


def _compares(sentence: Sentence, mention: Mention) -> bool:
    before = sentence.text[: mention.start - sentence.start]
    after = sentence.text[mention.end - sentence.start :]
    return bool(antonomasia().match(after) and _COMPARED.search(before))


def _apposition(text: str) -> str:
    """Return what describes a name right behind it (« , distributeur nordiste »), if anything does."""
    match = re.match(r"(?: \([^)]{1,20}\))?, ([^,.;§]{0,60})", text)
    return match.group(1)[:50] if match and not tie().search(match.group(1)) else ""


def _without_appositions(parties: list[Party], sentence: Sentence) -> list[Party]:
    """Drop a description that only repeats the name beside it (« Alibaba, le géant chinois, »)."""
    kept: list[Party] = []
    for found in parties:
        party = found
        between = sentence.text[kept[-1].end - sentence.start : party.start - sentence.start] if kept else ""
        if (
            kept
            and APPOSED.fullmatch(between)
            and (kept[-1].named != party.named)
            and not ordinal().match(sentence.text, party.start - sentence.start)
            and (kept[-1].named or not is_tied(sentence, kept[-1]))
        ):
            if kept[-1].named:
                continue
            party = Party(kept.pop().start, party.end, party.entities)
        kept.append(party)
    return kept


def _with_two(sentence: Sentence, named: Sequence[Party], memory: Memory) -> Memory:
    """Note the last two that a sentence names as one and the other: « X et Y »."""
    for one, other in pairwise(named):
        if sentence.text[one.end - sentence.start : other.start - sentence.start] == " et ":
            memory = memory._replace(two=one.entities + other.entities)
    return memory
