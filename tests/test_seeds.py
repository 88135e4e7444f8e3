"""The five seeds, end to end: what a reader finds in them stands in the tables and in the graph."""

import pytest

import alibaba_corpus as ac

STATED = {
    "000_6a757d1a7f573343": {
        ("Alibaba", "China Post", "partnership"),
        ("Alibaba", "Alibaba Pictures", "investment"),
        ("Alibaba", "Guangzhou Evergrande", "investment"),
        ("Alibaba", "Youku", "investment"),
        ("Alibaba", "Taobao", "ownership"),
        ("Alibaba", "11 Main", "ownership"),
    },
    "001_9106f28c11ec7d65": {
        ("Alibaba", "Bolloré", "partnership"),
        ("Bolloré Logistics", "Cainiao", "partnership"),
        ("Alibaba", "Blue Solutions", "partnership"),
        ("Alibaba Cloud", "Bolloré", "partnership"),
        ("Alibaba", "Cainiao", "ownership"),
        ("Alibaba", "Alibaba Cloud", "ownership"),
    },
    "002_ac2c9aa3645ac2ee": {
        ("Alibaba", "Auchan", "partnership"),
        ("Alibaba", "Sun Art", "investment"),
        ("Auchan", "Sun Art", "investment"),
        ("Amazon", "Whole Foods", "acquisition"),
        ("Auchan", "Carrefour", "competition"),
        ("Alibaba", "Amazon", "competition"),
    },
    "003_f37851e3ebe9425d": {
        ("Alibaba", "Bolloré", "partnership"),
        ("Alibaba Cloud", "Bolloré", "partnership"),
        ("Alibaba", "Alibaba Cloud", "ownership"),
        ("Bolloré", "Vivendi", "ownership"),
    },
    "004_25dae1e09cc4081f": {
        ("Alibaba", "ministère des Affaires étrangères", "partnership"),
        ("Alibaba", "La Poste", "partnership"),
        ("Alibaba", "Alibaba.com", "ownership"),
        ("Alibaba", "Tmall", "ownership"),
        ("Alibaba", "Taobao", "ownership"),
    },
}
NO_PARTNERS = {
    "eBay",
    "PayPal",
    "YouTube",
    "Baidu",
    "Tencent",
    "Google",
    "Microsoft",
    "Carrefour",
    "Withings",
}


@pytest.fixture(scope="module")
def corpus() -> ac.Corpus:
    """Return the seeds."""
    return ac.load_corpus()


@pytest.mark.parametrize("doc_id", STATED)
def test_a_seed_states_its_relations_and_no_others(corpus: ac.Corpus, doc_id: str) -> None:
    """Each pair and type that a reader finds is there, and nothing else."""
    rows = corpus.relations[corpus.relations["doc_id"] == doc_id]
    assert set(zip(rows["source"], rows["target"], rows["type"], strict=True)) == STATED[doc_id]


def test_competitors_and_mere_mentions_are_no_partners(corpus: ac.Corpus) -> None:
    """Nobody is a partner because it stands in the same sentence."""
    deals = corpus.relations[corpus.relations["type"].isin(["partnership", "investment", "acquisition"])]
    assert not NO_PARTNERS & {*deals["source"], *deals["target"]}


def test_every_row_points_at_its_text(corpus: ac.Corpus) -> None:
    """Offsets of each table lead to the words of the row in the raw file."""
    raw = {path.stem: path.read_bytes().decode("utf-8") for path in ac.seed_folder().glob("*.txt")}
    for table in (
        corpus.lines,
        corpus.sentences,
        corpus.mentions,
        corpus.quantities,
        corpus.dates,
        corpus.quotes,
    ):
        assert len(table)
        assert all(raw[row.doc_id][row.start : row.end] == row.text for row in table.itertuples())
    assert all(raw[row.doc_id][row.start : row.end] == row.evidence for row in corpus.relations.itertuples())


def test_what_the_texts_say_of_themselves(corpus: ac.Corpus) -> None:
    """Language, outlet and date are told, and a date that the text does not settle is missing."""
    articles = corpus.articles.set_index("doc_id").astype(object)
    assert set(articles["language"]) == {"fr"}
    told = {doc_id: date for doc_id, date in articles["published"].items() if isinstance(date, str)}
    assert told == {
        "002_ac2c9aa3645ac2ee": "2017-11-20",
        "003_f37851e3ebe9425d": "2018-07-03",
        "004_25dae1e09cc4081f": "2015-03",
    }
    outlets = {doc_id: outlet for doc_id, outlet in articles["source"].items() if isinstance(outlet, str)}
    assert outlets == {"000_6a757d1a7f573343": "HuffPost Québec", "003_f37851e3ebe9425d": "Xinhua"}


def test_people_have_their_role_and_its_organisation(corpus: ac.Corpus) -> None:
    """The article says whose director somebody is; the firm that bears his family's name is no person."""
    people = corpus.mentions[corpus.mentions["kind"] == "person"].set_index("entity")
    told = people.loc["Terry von Bibra"]
    assert (told["role"], told["organisation"]) == ("directeur général Europe du groupe Alibaba", "Alibaba")
    assert "Bolloré" not in people.index


def test_two_articles_on_one_deal_date_each_other(corpus: ac.Corpus) -> None:
    """« Le 2 juillet » of one has its year from the other, and says so."""
    rows = corpus.dates[corpus.dates["doc_id"] == "001_9106f28c11ec7d65"]
    told = rows[rows["text"].str.fullmatch(r"Le 2\sjuillet")].iloc[0]
    assert told["value"] == "2018-07-02"
    assert told["basis"] == "inferred from article 003_f37851e3ebe9425d"


def test_an_edge_shows_all_its_sentences(corpus: ac.Corpus) -> None:
    """Three sentences of one article state the alliance with China Post; the edge has them all."""
    edge = ac.partner_graph(corpus).edges["Alibaba", "China Post", "partnership signed"]
    assert len(edge["evidence"]) == 3
    assert edge["weight"] == 1
    assert {"logistics", "ecommerce", "finance", "security"} >= set(edge["themes"])
