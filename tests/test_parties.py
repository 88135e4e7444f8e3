"""Parties: what stands in a sentence for an organisation, by name or by description."""

import pytest
from hypothesis import given, settings

from alibaba_corpus.lexicon import organisations
from alibaba_corpus.memory import REACH, Memory
from alibaba_corpus.parties import find_parties
from alibaba_corpus.party_ties import Party
from alibaba_corpus.sentences import Sentence
from tests.reader import TEXTS, mentions_in


def parties_in(text: str) -> list[tuple[Party, ...]]:
    """Read a text's parties, sentence by sentence; two organisations in one sentence are taken for a pair."""
    sentences, mentions = mentions_in(text)
    memory, read = Memory(), []
    for sentence in sentences:
        inside = [mention for mention in mentions if mention.sentence == sentence.number]
        parties, memory = find_parties(sentence, inside, memory)
        meant = tuple(dict.fromkeys(entity for party in parties for entity in party.entities))
        if len(meant) == 2:
            memory = memory._replace(pair=(sentence.number, meant))
        read.append(parties)
    return read


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (
            "Le constructeur chinois Geely voit l'américain Uber.",
            ["Le constructeur chinois Geely", "l'américain Uber"],
        ),
        (
            "Le patron de Renault voit la direction d'Orange.",
            ["Le patron de Renault", "la direction d'Orange"],
        ),
        ("Alibaba, le géant chinois, a signé.", ["Alibaba"]),
        ("Auchan attend Uber.", ["Auchan", "Uber"]),
        (
            "Le géant chinois du commerce en ligne Alibaba attend.",
            ["Le géant chinois du commerce en ligne Alibaba"],
        ),
        ("Il aide les clients belges à choisir Alipay.", ["Alipay"]),
        ("Le réseau de son concurrent Orange grandit.", ["Orange"]),
    ],
)
def test_a_name_carries_its_title_along(text: str, written: list[str]) -> None:
    """What stands before a name and belongs to it is one party with it; what repeats it is none."""
    (parties,) = parties_in(text)
    assert [text[party.start : party.end] for party in parties] == written
    assert all(party.named for party in parties)


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Le groupe de Jack Ma a signé.", ("Alibaba",)),
        ("Le géant de Hangzhou attend.", ("Alibaba",)),
        ("Auchan a vu Orange. Le distributeur nordiste sourit.", ("Auchan",)),
        ("Auchan a vu Orange. L'opérateur attend.", ("Orange",)),
        ("Auchan a vu Orange. Les deux groupes sourient.", ("Auchan", "Orange")),
        ("Renault a vu Geely. Le constructeur chinois sourit.", ("Geely",)),
        ("CMA CGM a vu Orange. Le troisième armateur mondial sourit.", ("CMA CGM",)),
        ("Renault a vu Geely. Le Chinois a souri.", ("Geely",)),
        ("Reuters a cité Auchan. Le groupe sourit.", ("Auchan",)),
        ("Air France-KLM recrute. La compagnie franco-néerlandaise sourit.", ("Air France-KLM",)),
    ],
)
def test_a_description_means_the_organisation_that_it_fits(text: str, entities: tuple[str, ...]) -> None:
    """Trade, country and seat tell whom the text means; two that deal are « les deux groupes »."""
    (party,) = parties_in(text)[-1]
    assert party.entities == entities
    assert not party.named


@pytest.mark.parametrize(
    "text",
    [
        "C'est l'Amazon chinois.",
        "Il a parlé du « YouTube chinois ».",
        "Auchan attend. Le cheval sourit.",
        "Les deux groupes sourient.",
        "Le distributeur sourit.",
    ],
)
def test_nobody_is_meant_where_nobody_was_named(text: str) -> None:
    """A comparison is no party; a description without anyone before it means nobody."""
    assert parties_in(text)[-1] == ()


@settings(deadline=None)
@given(TEXTS)
def test_parties_stand_in_their_sentence_in_order(text: str) -> None:
    """Parties overlap neither each other nor the next sentence, and stand for somebody."""
    sentences, mentions = mentions_in(text)
    firms = {mention.entity for mention in mentions if mention.kind == "organisation"}
    for sentence, parties in zip(sentences, parties_in(text), strict=True):
        position = sentence.start
        for party in parties:
            assert position <= party.start < party.end <= sentence.end
            assert party.entities
            assert not party.named or set(party.entities) <= firms
            position = party.end


def test_memory_reaches_some_sentences_back() -> None:
    """Who was named long ago is not meant any more."""
    memory = Memory().seen(0, ["Auchan"]).seen(3, ["Orange", "Uber"]).seen(4, ["Orange"])
    assert memory.lately(4) == ["Orange", "Uber", "Auchan"]
    assert memory.lately(REACH + 1) == ["Orange", "Uber"]
    assert memory.lately(REACH + 5) == []


def test_memory_is_handed_on_not_changed() -> None:
    """Reading a sentence leaves the memory that it was given as it was."""
    memory = Memory()
    sentences, mentions = mentions_in("Le distributeur Auchan sourit.")
    _, after = find_parties(sentences[0], mentions, memory)
    assert memory == Memory()
    assert after.lately(0) == ["Auchan"]
    assert "distributeur" in after.words["Auchan"]


DESCRIBED = [(row.name, phrase) for row in organisations().values() for phrase in row.descriptions]
LED = [(row.name, f"le groupe de {head}") for row in organisations().values() for head in row.heads]


@pytest.mark.parametrize(("name", "phrase"), DESCRIBED + LED)
def test_each_description_of_the_alias_file_is_read(name: str, phrase: str) -> None:
    """By whatever word it begins, where nobody is named; and so is the group of a firm's head."""
    text = f"Selon {phrase}, il pleut."
    parties, _ = find_parties(Sentence(0, 0, len(text), text), (), Memory())
    assert [party.entities for party in parties] == [(name,)]
