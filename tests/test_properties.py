"""Properties: what holds for any article, however odd, tried on articles that Hypothesis makes up."""

import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from alibaba_corpus import Corpus, load_corpus
from alibaba_corpus.cleaning import label_lines
from alibaba_corpus.dates import find_dates
from alibaba_corpus.decoding import repair
from alibaba_corpus.descriptions import anaphora, pair_of
from alibaba_corpus.english import find_english_relations
from alibaba_corpus.lines import KEPT_KINDS
from alibaba_corpus.mentions import Mention, find_mentions
from alibaba_corpus.quantities import find_quantities
from alibaba_corpus.quotes import find_quotes
from alibaba_corpus.reading import read_articles
from alibaba_corpus.relations import find_relations
from alibaba_corpus.sentences import LONGEST, Sentence, split_sentences
from alibaba_corpus.sources import list_files
from tests.counting import count_calls, grows_linearly

TITLES = [
    "Auchan choisit Alibaba",
    "Fendrix défie Nordalia",
    "LE RAIL AVANCE",
    "Pourquoi Orange hésite ?",
    "1",
]
FURNITURE = [
    "Accueil | Économie | Abonnez-vous",
    "Publié le 20 novembre 2017 à 08h12",
    "Par Léa Morin",
    "Partager",
    "Lire aussi : Le rail recule",
    "Article réservé aux abonnés",
    "© Le Petit Écho. Tous droits réservés",
    "(AFP)",
    "* Les prénoms ont été changés",
]
PROSE = [
    "Le distributeur Auchan a signé lundi un accord avec Alibaba, qui détient 36 % de son capital.",
    "Les deux groupes ouvriront 400 magasins d'ici à 2020, a déclaré Léa Morin, directrice d'Auchan.",
    "« Nous irons vite », a-t-elle ajouté. Son concurrent Carrefour s'est allié à Tencent en 2018.",
    "Le transporteur Nordalia, filiale de La Poste, est le grand rival de l'américain Fendrix depuis 2012.",
    "Cainiao (groupe Alibaba) et Bolloré Logistics ont annoncé hier un partenariat à Liège, en Belgique.",
    "L'opérateur va racheter Rivalis pour 1,5 milliard d'euros ; l'accord n'est pas encore signé.",
    "Il y a dix ans, le géant chinois n'employait que deux mille cinq cents personnes.",
    "Fendrix a porté plainte mardi contre Nordalia devant un tribunal de Lille.",
    "Pour l'économiste, rien ne dit que ce marché, né en mars dernier, tiendra ses promesses.",
]
ODD = (
    "\0\x07\x1b\t\r\x0b\x0c\x85\u2028\u00ad\u00a0\u202f\u200b\u202e\ufeff\ufffd\U0001f600"
    "ﬁ½1%€«»“”\"'’()[]…—-*|@/.,;:!?Aé阿"
)
LINES = st.one_of(
    st.sampled_from([*TITLES, *FURNITURE, *PROSE]),
    st.lists(st.sampled_from(PROSE), min_size=2, max_size=3).map(" ".join),
    st.tuples(st.sampled_from(PROSE), st.text(ODD, max_size=6), st.integers(0, 60)).map(
        lambda drawn: drawn[0][: drawn[2]] + drawn[1] + drawn[0][drawn[2] :]
    ),
    st.text(ODD, max_size=40),
    st.just(""),
)
ARTICLES = st.tuples(
    st.lists(LINES, min_size=1, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", "\r"])
).map(lambda drawn: drawn[1].join(drawn[0]))
SENSIBLE = st.tuples(
    st.sampled_from(TITLES), st.lists(st.sampled_from([*PROSE, *FURNITURE]), max_size=7)
).map(lambda drawn: "\n\n".join([drawn[0], *drawn[1]]))
UNRELATED = (
    "La pêche au brochet\n\nLe lac a gelé pendant la nuit. Personne ne patine, faute de glace épaisse.\n"
)
TABLES = ("articles", "lines", "sentences", "mentions", "relations", "quantities", "dates", "quotes")


def load(*texts: str) -> Corpus:
    """Load articles named a, b, c… of a file that is gone when it is read."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "articles.jsonl")
        rows = [json.dumps({"id": chr(ord("a") + n), "text": text}) for n, text in enumerate(texts)]
        path.write_text("\n".join(rows), encoding="utf-8")
        return load_corpus(path)


def rows_of(corpus: Corpus, doc_id: str) -> dict[str, list[dict[Any, Any]]]:
    """Return the rows of an article in every table, None where a cell is empty."""
    told = {}
    for name in TABLES:
        table: pd.DataFrame = getattr(corpus, name)
        plain = table[table["doc_id"] == doc_id].astype(object)
        told[name] = plain.where(plain.notna(), None).to_dict("records")
    return told


# ------------------------------------------------------------------ cleaning


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
def test_kept_and_dropped_lines_in_order_are_the_article(raw: str) -> None:
    lines = label_lines(raw)
    rebuilt, done = [], 0
    for line in lines:
        rebuilt += [raw[done : line.start], line.text]
        assert raw[done : line.start].strip() == ""
        assert line.kept == (line.kind in KEPT_KINDS)
        done = line.end
    assert "".join(rebuilt) + raw[done:] == raw
    assert raw[done:].strip() == ""


@settings(max_examples=150, deadline=None)
@given(ARTICLES)
@example("1\r\r\nAuchan choisit Alibaba")
@example("Alibvec Alibaba\nPar Jean Dupont")  # a headline that alone is a name
def test_cleaning_what_was_kept_drops_nothing_more(raw: str) -> None:
    kept = [line for line in label_lines(raw) if line.kept]
    again = label_lines("".join(f"{line.text}\n" for line in kept))
    assert [(line.text, line.kept) for line in again] == [(line.text, True) for line in kept]


# ------------------------------------------------------------------ offsets and evidence


@settings(max_examples=80, deadline=None)
@given(ARTICLES)
def test_each_find_in_any_text_points_at_its_text(raw: str) -> None:
    sentences = split_sentences(raw)
    mentions = find_mentions(sentences, [() for _ in sentences])
    found = [
        *sentences,
        *mentions,
        *find_dates(raw, "2018-07-03"),
        *find_quantities(raw),
        *find_quotes(raw, mentions),
    ]
    assert [row for row in found if raw[row.start : row.end] != row.text] == []


@settings(max_examples=15, deadline=None)
@given(SENSIBLE, ARTICLES)
def test_each_offset_of_every_table_points_at_its_text(sensible: str, odd: str) -> None:
    corpus = load(sensible, odd)
    raws = {"a": sensible, "b": repair(odd)}  # an article without any text has no rows
    for name in TABLES[1:]:
        table: pd.DataFrame = getattr(corpus, name)
        text = "evidence" if name == "relations" else "text"
        for row in table.to_dict("records"):
            assert raws[row["doc_id"]][row["start"] : row["end"]] == row[text], (name, row)


PRONOUN = re.compile(r"(?i)\b(?:ils?|elles?|lui|leurs?|son|sa|ses|celui-ci|celle-ci|ce dernier|y|deux)\b")


def refers(sentence: str) -> bool:
    """Tell whether a sentence has a pronoun or a description that may stand for an organisation."""
    return any(pattern.search(sentence) for pattern in (PRONOUN, anaphora(), pair_of()))


@settings(max_examples=15, deadline=None)
@given(SENSIBLE)
@example("\n\n".join([TITLES[0], FURNITURE[4], *PROSE]))
def test_every_relation_rests_on_a_kept_sentence_that_names_both_ends_or_refers_to_them(raw: str) -> None:
    """Whom it does not name, an earlier sentence does, and it has a pronoun or a description for them."""
    corpus = load(raw)
    told = rows_of(corpus, "a")
    dropped = [line for line in told["lines"] if not line["kept"]]
    sentences = {row["sentence"]: row for row in told["sentences"]}
    assert len(told["relations"]) >= 5 * (PROSE[0] in raw and PROSE[-1] in raw and PROSE[3] in raw)
    for relation in told["relations"]:
        sentence = sentences[relation["sentence"]]
        assert relation["evidence"] == sentence["text"]
        assert all(line["end"] <= relation["start"] or line["start"] >= relation["end"] for line in dropped)
        ends = {relation["source"], relation["target"]}
        named = {row["entity"] for row in told["mentions"] if row["sentence"] == relation["sentence"]}
        before = {row["entity"] for row in told["mentions"] if row["sentence"] < relation["sentence"]}
        assert ends - named <= before
        assert ends <= named or refers(relation["evidence"])


def test_a_sentence_that_refers_to_nobody_is_told_from_one_that_does() -> None:
    assert refers("Les deux groupes ouvriront 400 magasins.")
    assert refers("Son concurrent s'est allié à Tencent.")
    assert not refers("Fendrix a porté plainte mardi devant un tribunal de Lille.")


# ------------------------------------------------------------------ articles among others


@settings(max_examples=10, deadline=None)
@given(SENSIBLE)
def test_an_unrelated_article_changes_no_row_of_another(raw: str) -> None:
    alone, beside = load(raw), load(raw, UNRELATED)
    assert rows_of(beside, "a") == rows_of(alone, "a")


@settings(max_examples=40, deadline=None)
@given(st.permutations(["a.txt", "sub/a.txt", "sub/b.html", "sub", ".", "c.jsonl.gz"]), st.integers(0, 3))
def test_order_in_which_files_are_named_changes_nothing(names: list[str], again: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sub").mkdir()
        for name in ("a.txt", "sub/a.txt", "sub/b.html", "c.jsonl.gz", "d.txt"):
            Path(folder, name).touch()
        listed = list_files([Path(folder, name) for name in [*names, *names[:again]]])
        expected = ["a.txt", "c.jsonl.gz", "d.txt", "sub/a.txt", "sub/b.html"]
        assert [source.path.relative_to(folder).as_posix() for source in listed] == expected
        assert len({source.stem for source in listed}) == len(expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["a", "a~2", "a~3", "a~2~2", None]), max_size=9))
def test_no_two_articles_have_the_same_id(ids: list[str | None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_text("\n".join(json.dumps({"id": name, "text": "Un quai."}) for name in [*ids, "z"]))
        found = [item.doc_id for item in read_articles(path)]
    assert len(found) == len(set(found)) == len(ids) + 1


# ------------------------------------------------------------------ time

HOSTILE = [
    "a", "9", "1 000 ", "Alibaba et ", "Alibaba, ", "Rivalis ", ", ", ". ", "(", ") ", "« ", "' ", "- ",
    "\u200b", "Lire aussi ", "Lire aussi\n", "Accueil | ", "qui ", "Alibaba a signé avec Auchan. ",
    "filiale de ",
    "a déclaré Jack Ma, ", "« Nous signons », a déclaré Jack Ma. ", "vingt et ", "12 % de ", "* Alibaba\n",
    "le 3 juillet 2018 ", "de 2015 à ",
]  # fmt: skip
DENSE = [
    "Alibaba et ",
    "Alibaba, ",
    "Rivalis et ",
    "Le groupe ",
    "la direction de ",
    "son ",
    ", ",
    ". ",
    "(",
    "qui ",
    "Alibaba a signé avec Auchan. ",
    "* Alibaba\n",
]


def named(text: str) -> tuple[tuple[Sentence, ...], tuple[Mention, ...]]:
    sentences = split_sentences(text)
    return sentences, find_mentions(sentences, [() for _ in sentences])


STEPS: dict[str, Callable[[str], object]] = {
    "label_lines": label_lines,
    "split_sentences": split_sentences,
    "find_dates": find_dates,
    "find_quantities": find_quantities,
    "find_mentions": named,
    "find_quotes": lambda text: find_quotes(text, named(text)[1]),
    "find_relations": lambda text: find_relations(*named(text), ()),
    "find_english_relations": lambda text: find_english_relations(*named(text), ()),
}


@pytest.mark.parametrize("name", STEPS)
def test_steps_are_linear_in_the_length_of_hostile_texts(name: str) -> None:
    """Twice the text takes no more than some two times the calls; benchmarks/linear.py measures the time."""
    dense = name in ("find_mentions", "find_quotes") or "relations" in name
    steep = []
    for piece in DENSE if dense else HOSTILE:
        text = piece * (4 * LONGEST // len(piece))
        if not grows_linearly(STEPS[name], *(text[: times * LONGEST] for times in (1, 2, 4))):
            steep.append(piece)
    assert steep == []


def test_calls_are_counted() -> None:
    def square(text: str) -> list[str]:
        return [a.upper() for a in text for _ in text]

    assert count_calls(square, "ab" * 20) > 3 * count_calls(square, "ab" * 10)
    assert not grows_linearly(square, "ab" * 20, "ab" * 40, "ab" * 80)
    assert grows_linearly(str.split, "ab " * 20, "ab " * 40, "ab " * 80)
