"""Tables: a folder of raw articles in, ten tidy dataframes and their files out."""

import gzip
import textwrap
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path

import pandas as pd
import pytest

from alibaba_corpus import clean_article, load_corpus, partner_graph, save_tables
from alibaba_corpus.cues import TYPES
from alibaba_corpus.dictionary import table_columns
from alibaba_corpus.relations import COVERED_LANGUAGES, SYMMETRIC_TYPES
from alibaba_corpus.tables import Corpus, read_all

COLUMNS = {name: [column.name for column in columns] for name, columns in table_columns().items()}
ARTICLES = {
    "alliance": """Accueil | Économie | Abonnez-vous

Auchan s'allie à Alibaba

Publié le 20 novembre 2017 à 08h12

Le distributeur Auchan a signé lundi un accord avec Alibaba. Alibaba investit 2,44 milliards d'euros.

« Nous irons vite », a déclaré Léa Morin, directrice d'Auchan. Les deux groupes ouvriront 400 magasins.

Lire aussi : Le rail recule
""",
    "rivaux": """Fendrix défie Nordalia

Le transporteur Nordalia, filiale de La Poste, est le grand rival de l'américain Fendrix depuis 2012.

Fendrix a porté plainte mardi contre Nordalia devant un tribunal de Lille.
""",
    "rachat": """Orange va racheter Uber\r\n\r\nL'opérateur Orange va racheter Uber en mars 2019.\r
\r\nIl détient déjà 12 % du capital de Didi.\r\n""",
}
ENGLISH = "The retailer said on Monday that the shops of the town would close early this week. " * 4
GERMAN = "Der Händler hat am Montag in der Stadt einen Vertrag mit dem Konzern unterschrieben. " * 4


def write(folder: Path, articles: dict[str, str], order: Iterable[str] = ()) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.txt" for name in order or articles]
    for path in paths:
        path.write_text(articles[path.stem], encoding="utf-8", newline="")
    return paths


def tables(corpus: Corpus) -> dict[str, pd.DataFrame]:
    return {field.name: getattr(corpus, field.name) for field in fields(corpus)}


def rows(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return a table's rows, None where a cell is empty, so that they can be compared."""
    plain = table.astype(object)
    return plain.where(plain.notna(), None).to_dict("records")


def rows_of(corpus: Corpus, doc_id: str) -> dict[str, list[dict[str, object]]]:
    return {
        name: rows(table[table["doc_id"] == doc_id])
        for name, table in tables(corpus).items()
        if "doc_id" in table.columns
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("articles")
    write(target, ARTICLES)
    return target


@pytest.fixture(scope="module")
def corpus(folder: Path) -> Corpus:
    return load_corpus(folder)


@pytest.fixture(scope="module")
def seeds() -> Corpus:
    return load_corpus()


# ------------------------------------------------------------------ what the tables hold


def test_every_table_has_its_columns(corpus: Corpus, seeds: Corpus) -> None:
    """The columns and their order are the same for every corpus."""
    for loaded in (corpus, seeds):
        assert {name: list(table.columns) for name, table in tables(loaded).items()} == COLUMNS


def test_an_empty_folder_gives_empty_tables_with_all_columns(tmp_path: Path) -> None:
    """Nothing to read is no failure."""
    empty = load_corpus(tmp_path)
    assert {name: list(table.columns) for name, table in tables(empty).items()} == COLUMNS
    assert [name for name, table in tables(empty).items() if len(table)] == []


def test_an_article_is_told_in_full(corpus: Corpus) -> None:
    """Title, date, relations, amounts, people and quotes of one article."""
    found = rows_of(corpus, "alliance")
    (article,) = found["articles"]
    assert (article["title"], article["published"]) == ("Auchan s'allie à Alibaba", "2017-11-20")
    assert (article["language"], article["covered"], article["duplicate_of"]) == ("fr", True, None)
    assert {(r["source"], r["target"], r["type"], r["status"]) for r in found["relations"]} >= {
        ("Alibaba", "Auchan", "partnership", "signed")
    }
    assert (2.44e9, "EUR", "Alibaba") in {(q["value"], q["unit"], q["subject"]) for q in found["quantities"]}
    assert [(quote["text"], quote["speaker"]) for quote in found["quotes"]] == [
        ("Nous irons vite", "Léa Morin")
    ]
    assert [line["kind"] for line in found["lines"] if not line["kept"]] == [
        "navigation",
        "dateline",
        "related",
    ]
    assert "Lire aussi" not in str(article["text"])


def test_organisations_tell_known_from_unknown(corpus: Corpus) -> None:
    """An analyst sees which names the file lacks, with their spellings and where they stand."""
    found = {row["entity"]: row for row in rows(corpus.organisations)}
    assert (found["Auchan"]["known"], found["Auchan"]["kind"]) == (True, "retailer")
    assert (found["Nordalia"]["known"], found["Nordalia"]["group"], found["Nordalia"]["country"]) == (
        False,
        "Nordalia",
        None,
    )
    assert (found["Fendrix"]["n_articles"], found["Fendrix"]["n_mentions"]) == (1, 3)
    assert corpus.organisations["entity"].tolist() == sorted(found)


@pytest.mark.parametrize("name", [name for name, columns in COLUMNS.items() if "start" in columns])
def test_offsets_point_into_the_raw_text(name: str, corpus: Corpus, seeds: Corpus, folder: Path) -> None:
    """What a row quotes stands in the file between its start and its end."""
    seed_folder = Path(__file__).parent.parent / "seeds"
    checked = 0
    for loaded, where in ((corpus, folder), (seeds, seed_folder)):
        for row in rows(getattr(loaded, name)):
            raw = (where / f"{row['doc_id']}.txt").read_bytes().decode("utf-8")
            assert raw[row["start"] : row["end"]] == row["evidence" if name == "relations" else "text"]
            checked += 1
    assert checked


def test_rows_stand_in_a_kept_sentence_of_their_article(corpus: Corpus, seeds: Corpus) -> None:
    """A row's sentence holds it, and no sentence lies in a dropped line."""
    for loaded in (corpus, seeds):
        spans = {(row["doc_id"], row["sentence"]): row for row in rows(loaded.sentences)}
        for name in ("mentions", "relations", "quantities", "dates", "quotes"):
            for row in rows(getattr(loaded, name)):
                sentence = spans[row["doc_id"], row["sentence"]]
                assert sentence["start"] <= row["start"] < sentence["end"], (name, row)
        dropped = [row for row in rows(loaded.lines) if not row["kept"]]
        for line in dropped:
            inside = [
                sentence
                for (doc_id, _), sentence in spans.items()
                if doc_id == line["doc_id"]
                and sentence["start"] < line["end"]
                and line["start"] < sentence["end"]
            ]
            assert inside == []


def test_ends_of_relations_are_organisations(corpus: Corpus, seeds: Corpus) -> None:
    """Both ends have a row in `organisations`, or go by a description alone."""
    for loaded in (corpus, seeds):
        ends = {*loaded.relations["source"], *loaded.relations["target"]}
        assert ends
        assert ends <= set(loaded.organisations["entity"])
        assert set(loaded.relations["type"]) <= set(TYPES)
        undirected = loaded.relations[loaded.relations["type"].isin(SYMMETRIC_TYPES)]
        assert (undirected["source"] < undirected["target"]).all()


# ------------------------------------------------------------------ one article does not change another


def test_an_unrelated_article_changes_no_other_rows(corpus: Corpus, tmp_path: Path) -> None:
    """The rows of an article are the same whatever lies beside it."""
    write(tmp_path, {name: ARTICLES[name] for name in ("alliance", "rachat")})
    fewer = load_corpus(tmp_path)
    for name in ("alliance", "rachat"):
        assert rows_of(fewer, name) == rows_of(corpus, name)
    (tmp_path / "alone").mkdir()
    write(tmp_path / "alone", {"rivaux": ARTICLES["rivaux"]})
    assert rows_of(load_corpus(tmp_path / "alone"), "rivaux") == rows_of(corpus, "rivaux")


def test_order_of_files_changes_nothing(folder: Path, corpus: Corpus) -> None:
    """Files named in another order, or twice, give the same tables: articles come in the order of paths."""
    turned = load_corpus([*sorted(folder.glob("*.txt"), reverse=True), folder])
    for name, table in tables(corpus).items():
        assert rows(getattr(turned, name)) == rows(table)


def test_two_files_of_one_stem_both_survive(tmp_path: Path) -> None:
    """Each has an id of its own, and its own rows."""
    write(tmp_path / "a", {"note": ARTICLES["alliance"]})
    write(tmp_path / "b", {"note": ARTICLES["rivaux"]})
    loaded = load_corpus(tmp_path)
    assert loaded.articles["doc_id"].nunique() == 2
    assert set(loaded.articles["title"]) == {"Auchan s'allie à Alibaba", "Fendrix défie Nordalia"}
    assert set(loaded.relations["doc_id"]) == set(loaded.articles["doc_id"])


def test_a_repeated_article_is_named_and_counted_once(tmp_path: Path) -> None:
    """The later copy names the earlier; organisations count the article once."""
    write(tmp_path, {"a": ARTICLES["rivaux"], "b": ARTICLES["rivaux"]})
    loaded = load_corpus(tmp_path)
    assert [row["duplicate_of"] for row in rows(loaded.articles)] == [None, "a"]
    assert set(loaded.organisations["n_articles"]) == {1}


def test_languages_without_rules_are_reported(tmp_path: Path) -> None:
    """An article that isn't covered says so, and has no relations."""
    write(tmp_path, {"de": GERMAN, "en": ENGLISH, "fr": ARTICLES["rivaux"]})
    loaded = load_corpus(tmp_path)
    told = {row["doc_id"]: (row["language"], row["covered"]) for row in rows(loaded.articles)}
    assert told == {name: (name, name in COVERED_LANGUAGES) for name in ("de", "en", "fr")}
    assert set(loaded.relations["doc_id"]) == {"fr"}


# ------------------------------------------------------------------ what can't be used


def test_what_cannot_be_used_is_a_row_with_its_reason(tmp_path: Path) -> None:
    """One bad file does not stop the others; with strict it does, by name."""
    write(tmp_path, ARTICLES)
    (tmp_path / "vide.txt").write_bytes(b"")
    loaded = load_corpus(tmp_path)
    told = "empty file; put the text of an article in, or remove the file"
    assert [(row["doc_id"], row["reason"]) for row in rows(loaded.rejected)] == [("vide", told)]
    assert len(loaded.articles) == len(ARTICLES)
    with pytest.raises(ValueError, match=r"vide\.txt"):
        load_corpus(tmp_path, strict=True)


def test_files_of_several_kinds_are_read_alike(tmp_path: Path, corpus: Corpus) -> None:
    """A packed text file gives the rows of the plain one."""
    (tmp_path / "rivaux.txt.gz").write_bytes(gzip.compress(ARTICLES["rivaux"].encode("utf-8")))
    assert rows_of(load_corpus(tmp_path), "rivaux") == rows_of(corpus, "rivaux")


# ------------------------------------------------------------------ files


def test_parquet_comes_back_as_it_was(seeds: Corpus, tmp_path: Path) -> None:
    """Ten files, each with the rows and columns of its table, lists as lists."""
    written = save_tables(seeds, tmp_path / "new" / "folder")
    assert sorted(path.name for path in written) == sorted(f"{name}.parquet" for name in COLUMNS)
    for name, table in tables(seeds).items():
        back = pd.read_parquet(tmp_path / "new" / "folder" / f"{name}.parquet")
        lists = [column for column in ("themes", "aliases") if column in back.columns]
        back[lists] = back[lists].map(list)
        assert list(back.columns) == COLUMNS[name]
        assert rows(back) == rows(table)


def test_csv_comes_back_as_it_was(seeds: Corpus, tmp_path: Path) -> None:
    """Semicolons, a mark that French Excel takes for UTF-8, bars between the values of a list."""
    save_tables(seeds, tmp_path, format="csv")
    for name, table in tables(seeds).items():
        path = tmp_path / f"{name}.csv"
        assert path.read_bytes().startswith(b"\xef\xbb\xbf")
        assert b"\r" not in path.read_bytes()
        back = pd.read_csv(path, sep=";", encoding="utf-8-sig", keep_default_na=False, dtype=str)
        assert list(back.columns) == COLUMNS[name]
        assert len(back) == len(table)
    relations = pd.read_csv(tmp_path / "relations.csv", sep=";", encoding="utf-8-sig", keep_default_na=False)
    assert relations["evidence"].tolist() == seeds.relations["evidence"].tolist()
    assert relations["themes"].tolist() == ["|".join(themes) for themes in seeds.relations["themes"]]


def test_empty_tables_are_saved_too(tmp_path: Path) -> None:
    """A corpus of nothing has ten files with headings."""
    empty = load_corpus(tmp_path)
    save_tables(empty, tmp_path / "out", format="csv")
    assert (tmp_path / "out" / "rejected.csv").read_text(encoding="utf-8-sig") == '"doc_id";"path";"reason"\n'
    save_tables(empty, tmp_path / "out")
    assert list(pd.read_parquet(tmp_path / "out" / "lines.parquet").columns) == COLUMNS["lines"]


def test_another_format_is_refused(corpus: Corpus, tmp_path: Path) -> None:
    """The message names the two that there are, before anything is written."""
    with pytest.raises(ValueError, match="'parquet' or 'csv', not 'xlsx'"):
        save_tables(corpus, tmp_path / "out", format="xlsx")
    assert not (tmp_path / "out").exists()


# ------------------------------------------------------------------ articles


def test_a_text_is_cleaned_without_a_file() -> None:
    """`clean_article` gives title, text, date and language of what a scraper left."""
    article = clean_article(ARTICLES["alliance"])
    assert (article.doc_id, article.title, article.published) == (
        "",
        "Auchan s'allie à Alibaba",
        "2017-11-20",
    )
    assert (article.language, article.source) == ("fr", None)
    assert article.text.startswith("Le distributeur Auchan a signé lundi")
    assert "Lire aussi" not in article.text
    assert len(article.view.text) == len(article.raw)


@pytest.mark.parametrize("text", ["", "\n\n", "...", "Menu", "\x00", ", Alibaba a signé un accord avec\n"])
def test_odd_texts_are_read_all_the_same(text: str) -> None:
    """No text stops a corpus."""
    (reading,) = read_all([clean_article(text)])
    assert reading.article.raw == text


def test_the_seeds_are_five(seeds: Corpus) -> None:
    """Without sources the seeds are read."""
    assert len(seeds.articles) == 5
    assert len(seeds.rejected) == 0


def test_an_article_that_repeats_another_counts_once(tmp_path: Path) -> None:
    """The same report in two files is one article for an edge's weight and an organisation's count."""
    report = (
        "Auchan et Orange s'allient\nAuchan a signé lundi un accord logistique avec Orange, dit le groupe.\n"
    )
    for name in ("first", "second"):
        (tmp_path / f"{name}.txt").write_text(report, encoding="utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.articles.set_index("doc_id")["duplicate_of"].to_dict()["second"] == "first"
    assert set(corpus.organisations["n_articles"]) == {1}
    edge = partner_graph(corpus).edges["Auchan", "Orange", "partnership signed"]
    assert (edge["articles"], edge["weight"]) == (["first", "second"], 1)


LOGISTICS = (
    "Le transporteur Nordalia, dont le siège est à Lille depuis deux ans, a signé lundi un partenariat avec "
    "le distributeur Auchan pour livrer ses magasins, a indiqué jeudi son directeur général.",
    "L'accord, qui porte sur 12 millions d'euros et sur 400 camions, doit être mis en œuvre avant la fin de "
    "l'été par La Poste, qui détient 30 % du capital, et par Orange, qui fournira les antennes.",
    "« Nous irons aussi vite que le permettent les quais de Dunkerque », a déclaré Léa Morin, directrice "
    "d'Auchan, devant des élus de la région qui attendaient depuis un an que le port trouve un preneur.",
    "Le grand rival de Nordalia, Fendrix, a pour sa part ouvert en mars 2018 des entrepôts à Gand et à Liège "
    "et il ne cache pas qu'il compte porter plainte si le contrat est prolongé au-delà de six ans.",
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [48, 60, 76])
def test_a_text_broken_at_a_width_is_read_as_it_was_before(tmp_path: Path, end: str, width: int) -> None:
    title = "Nordalia livrera Auchan"
    broken = [textwrap.wrap(text, width, break_on_hyphens=False) for text in LOGISTICS]
    raw = f"{end}{end}".join([title, *map(end.join, broken)])
    (tmp_path / "broken.txt").write_bytes(raw.encode())
    (tmp_path / "whole.txt").write_bytes(f"{end}{end}".join([title, *LOGISTICS]).encode())
    corpus = load_corpus(tmp_path)
    for name, text in (
        ("sentences", "text"),
        ("mentions", "text"),
        ("relations", "evidence"),
        ("quotes", "text"),
    ):
        table: pd.DataFrame = getattr(corpus, name)
        read = {
            doc: [" ".join(told.split()) for told in table.loc[table["doc_id"] == doc, text]]
            for doc in ("broken", "whole")
        }
        assert read["broken"] == read["whole"] != []
        for row in table[table["doc_id"] == "broken"].to_dict("records"):
            assert raw[row["start"] : row["end"]] == row[text]
    assert all(end not in alias for aliases in corpus.organisations["aliases"] for alias in aliases)
