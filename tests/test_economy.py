"""What is left out to be fast changes nothing: the model, the order and the batch of the articles."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from scoring import read_labelled

import alibaba_corpus
from alibaba_corpus import names, tables
from alibaba_corpus.articles import Article, clean_article
from alibaba_corpus.mentions import find_mentions
from alibaba_corpus.names import Name, find_names
from alibaba_corpus.relations import may_state_relation
from alibaba_corpus.sentences import split_sentences
from alibaba_corpus.tables import Reading, read_all

GOLD = Path(__file__).parent / "gold"
UNRELATED = "Le marché aux fleurs\nHélène Garrec a vendu ses tulipes dimanche à Vannes sous un ciel voilé."
DEAL = "Le rail avance\nL'armateur Rivalis a signé lundi un accord logistique avec Orange."


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """Labelled articles, every other one."""
    return [
        clean_article("\n".join(text for _, text in article["lines"]))
        for path in sorted(GOLD.glob("*.jsonl"))
        for article in read_labelled(path)[::2]
    ]


@pytest.fixture(scope="module")
def together(articles: list[Article]) -> list[Reading]:
    return read_all(articles)


def test_asking_the_model_everywhere_finds_no_relation_more(
    articles: list[Article], together: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where no relation can be, none is."""
    monkeypatch.setattr(tables, "_may_deal", lambda draft: True)
    everywhere = read_all(articles)
    assert [reading.relations for reading in everywhere] == [reading.relations for reading in together]


def test_order_and_batch_change_nothing(
    articles: list[Article], together: list[Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Backwards, in batches of another size, and each alone, articles are read alike."""
    monkeypatch.setattr(names, "_BATCH", 7)
    assert read_all(articles[::-1]) == together[::-1]
    assert [read_all([article])[0] for article in articles[::5]] == together[::5]


def asked_texts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that gathers the sentences about which the model is asked."""
    asked: list[str] = []

    def find(texts: Iterable[str]) -> Iterator[tuple[Name, ...]]:
        found = list(texts)
        asked.extend(found)
        return find_names(found)

    monkeypatch.setattr(tables, "find_names", find)
    return asked


def test_the_model_is_asked_only_where_a_relation_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in articles on other things, nor in sentences without an unknown name."""
    asked = asked_texts(monkeypatch)
    unrelated, deal = read_all([clean_article(UNRELATED), clean_article(DEAL)])
    assert asked == [DEAL.split("\n")[1]]
    assert not unrelated.relations
    assert [relation.type for relation in deal.relations] == ["partnership"]


def test_names_that_need_no_model_are_found_everywhere() -> None:
    """A first name or a known place tells enough."""
    (reading,) = read_all([clean_article(UNRELATED)])
    assert {(mention.text, mention.kind) for mention in reading.mentions} >= {("Hélène Garrec", "person")}


def test_every_public_name_comes_from_its_module() -> None:
    """The package imports a module when a name of it is first used."""
    assert sorted(alibaba_corpus._MODULES) == sorted(alibaba_corpus.__all__)
    for name, module in alibaba_corpus._MODULES.items():
        assert getattr(alibaba_corpus, name).__module__ == f"alibaba_corpus.{module}"
    with pytest.raises(AttributeError, match="no attribute 'rivals'"):
        _ = alibaba_corpus.rivals


def test_a_sentence_that_several_articles_have_is_read_by_the_model_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each place where it stands gets what the model says of it."""
    pipeline, read = names._pipeline(), list[str]()

    class Counting:
        def pipe(self, texts: Iterable[str], batch_size: int) -> Iterator[Any]:
            given = list(texts)
            read.extend(given)
            return pipeline.pipe(given, batch_size=batch_size)

    monkeypatch.setattr(names, "_pipeline", Counting)
    texts = ["Rivalis rachète Orange.", "Matteo Renzi sourit.", "Rivalis rachète Orange."]
    found = list(find_names(iter(texts)))
    assert read == texts[:2]
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Auchan a racheté Orange.", True),
        ("Orange se tait. Auchan l'a racheté.", True),
        ("Auchan l'a racheté.", False),
        ("Renault parle. Orange aussi. Les deux groupes s'associent dans le rail.", True),
        ("Renault parle. Les deux groupes s'associent dans le rail.", False),
        ("Renault est cher. Auchan vend. La filiale du constructeur a signé un accord avec Orange.", True),
        ("Renault parle. Il pleut sur Auchan.", False),
        ("Un accord a été signé hier.", False),
    ],
)
def test_a_sentence_is_tried_with_whoever_it_may_mean(text: str, may: bool) -> None:
    """Anybody named before, and nobody where nobody was."""
    sentences = split_sentences(text)
    assert may_state_relation(sentences, find_mentions(sentences, [()] * len(sentences))) is may
