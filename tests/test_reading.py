import gzip
import json
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from alibaba_corpus import load_corpus
from alibaba_corpus.decoding import decode
from alibaba_corpus.reading import RawArticle, Rejection, read_articles

TEXT = "L’été, à Liège : « le prix » — 10 000 €, œuvre comprise…\u00a0!\nDeuxième ligne, où l'on naît.\n"


def read_one(path, **options):
    (found,) = read_articles(path, **options)
    return found


# ------------------------------------------------------------------ encodings


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_text_in_usual_encodings_is_decoded(encoding, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_one(path).text == TEXT


@pytest.mark.parametrize("word", ["café", "Liège", "où", "naïf", "garçon", "forêt", "Noël"])
def test_short_windows_1252_texts_are_decoded(word):
    text = f"Un {word} de plus à la gare de l'Est."
    assert decode(text.encode("cp1252")) == text


def test_mojibake_is_repaired():
    text = "Le géant français a signé à Hangzhou un accord-cadre."
    assert decode(text.encode().decode("latin-1").encode()) == text


def test_repair_leaves_quotes_spaces_and_widths():
    text = "« L’été »\u00a0: 10\u202f000 €, １２ wagons, ﬁn, 10³ m, e\u0301t\u00ade."
    assert decode(text.encode()) == text
    assert not unicodedata.is_normalized("NFC", decode(text.encode()))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(end, tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(f"Un{end}Deux{end}".encode())
    assert read_one(path).text == f"Un{end}Deux{end}"


# ------------------------------------------------------------------ folders and names


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("b.txt", "a.txt", "sub/c.txt", "README.md", "photo.png"):
        (tmp_path / name).write_text("Le rail avance.", encoding="utf-8")
    assert [found.doc_id for found in read_articles(tmp_path)] == ["a", "b", "c"]


def test_files_of_the_same_stem_both_survive(tmp_path):
    (tmp_path / "sub").mkdir()
    for name in ("a.txt", "sub/a.txt", "sub/b.txt", "sub/b.html"):
        (tmp_path / name).write_text("<p>Le rail avance vers Liège, à petits pas.</p>", encoding="utf-8")
    assert [found.doc_id for found in read_articles(tmp_path)] == ["a", "sub/a", "sub/b.html", "sub/b.txt"]


def test_a_file_named_twice_is_read_once(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Le rail avance.", encoding="utf-8")
    assert [found.doc_id for found in read_articles([path, tmp_path, path])] == ["a"]


def test_compressed_files_are_read(tmp_path):
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT.encode()))
    found = read_one(tmp_path)
    assert (found.doc_id, found.text) == ("a", TEXT)


def test_a_source_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError, match="nowhere"):
        list(read_articles(tmp_path / "nowhere"))


# ------------------------------------------------------------------ files of many articles

ROW = {"id": "r1", "titre": "Le rail", "text": TEXT, "date": "2018-07-03", "source": "La Gazette du quai"}
ARTICLE = ("r1", TEXT, "Le rail", "2018-07-03", "La Gazette du quai")


def fields(found):
    return (found.doc_id, found.text, found.title, found.published, found.source)


def test_json_lines_are_read(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(ROW) + "\n\n" + json.dumps({"content": "Le quai attend."}), encoding="utf-8")
    one, two = read_articles(path)
    assert fields(one) == ARTICLE
    assert fields(two) == ("a-3", "Le quai attend.", None, None, None)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read(separator, tmp_path):
    path = tmp_path / "a.csv"
    pd.DataFrame([ROW]).to_csv(path, index=False, sep=separator)
    assert fields(read_one(path)) == ARTICLE


def test_parquet_is_read(tmp_path):
    path = tmp_path / "a.parquet"
    pd.DataFrame([ROW, {"text": "Le quai attend."}]).to_parquet(path)
    one, two = read_articles(path)
    assert fields(one) == ARTICLE
    assert fields(two) == ("a-2", "Le quai attend.", None, None, None)


@pytest.mark.parametrize("name", ["byline", "author", "Auteur"])
@pytest.mark.parametrize("value", ["Nina Morel, Paul Lowe", ["Nina Morel", "Paul Lowe"]])
def test_a_column_of_authors_is_the_byline(name, value, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, name: value}), encoding="utf-8")
    assert read_one(path).byline == "Nina Morel, Paul Lowe"


PARTS = ["Le rail relie Liège", "Publié le 3 mai 2018", "Le train de Cainiao part lundi à l'aube.", "Fin !"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("".join(f"<p>{part}</p>" for part in PARTS), "\n".join(PARTS)),
        ("<br/>".join(PARTS), "\n".join(PARTS)),
        (
            "<h1>{}</h1><DIV id='a'>{}</DIV><ul><li>{}</li><li>{}</li></ul>".format(*PARTS),
            "\n".join(PARTS),
        ),
        ("\\n".join(PARTS), "\n".join(PARTS)),  # line ends written out
        ("<p>Le rail\nrelie</p><script>x()</script><p>R&amp;D</p>", "Le rail relie\nR&D"),
        ("<p>Le rail<p>avance <b>vite", "Le rail\navance vite"),  # nothing closes
        ("Le quai < 3 m et le port > 4 m", "Le quai < 3 m et le port > 4 m"),
        ("Le dossier C:\\nord\nau quai", "Le dossier C:\\nord\nau quai"),
        ("Le signe \\n ferme la ligne", "Le signe \\n ferme la ligne"),
    ],
)
def test_html_in_a_cell_is_read_as_lines(cell, text, tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": cell}), encoding="utf-8")
    (article,) = read_articles(tmp_path)
    assert article.text == text


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_a_whole_page_is_read_as_a_page_wherever_it_stands(name, tmp_path):
    body = "Le rail avance vers la mer, disent les cheminots. " * 9
    page = f"<!DOCTYPE html><html><head><title>Le rail</title></head><body><article><p>{body}</p></article>"
    (tmp_path / name).write_text(page if name == "a.txt" else json.dumps({"html": page}), encoding="utf-8")
    (article,) = read_articles(tmp_path)
    assert article.title == "Le rail"
    assert article.text.splitlines()[-1] == body.strip()


def test_a_cell_that_the_parser_fails_on_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr("alibaba_corpus.reading.read_fragment", lambda html: 1 // 0)
    rows = [{"text": "<p>Le rail</p>"}, {"text": "Le quai"}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    broken, read = read_articles(tmp_path)
    assert broken.reason.startswith("line 1: its HTML can't be parsed (ZeroDivisionError")
    assert read.text == "Le quai"


def test_lone_surrogates_are_replaced(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "Le rail \\ud800 avance", "title": "\\udc00 Rail"}', encoding="utf-8")
    found = read_one(path)
    assert found.text.encode("utf-8").decode() == "Le rail \ufffd avance"
    assert found.title == "\ufffd Rail"


# ------------------------------------------------------------------ web pages

PAGE = """<html lang="fr"><head><title>Le rail relie deux mers - La Gazette du quai</title>
<meta property="og:title" content="Le rail relie deux mers">
<meta property="og:site_name" content="La Gazette du quai">
<meta property="article:published_time" content="2018-07-03T08:00:00+02:00"></head><body>
<nav><a href="/">Accueil</a><a href="/eco">Économie</a></nav><article><h1>Le rail relie deux mers</h1>
<p>Le premier train est parti lundi de la gare de marchandises, avec quarante conteneurs à son bord.</p>
<p>Il lui faudra seize jours pour traverser sept pays ; la compagnie espère trois départs par mois.</p>
</article><footer>Mentions légales</footer></body></html>"""


def test_the_text_and_the_metadata_of_a_page_are_taken(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    found = read_one(path)
    assert (found.title, found.published) == ("Le rail relie deux mers", "2018-07-03")
    assert found.source == "La Gazette du quai"
    assert found.text.startswith("Le rail relie deux mers\nLe premier train est parti lundi")
    assert "quarante conteneurs" in found.text
    assert "Accueil" not in found.text


def test_a_title_that_the_text_lacks_stands_above_it(tmp_path):
    path = tmp_path / "a.html"
    path.write_text(PAGE.replace("<h1>Le rail relie deux mers</h1>", ""), encoding="utf-8")
    assert read_one(path).text.startswith("Le rail relie deux mers\nLe premier train")


@pytest.mark.parametrize(
    ("marks", "day"),
    [
        ('<abbr class="published" title="2019-06-27T10:21:40Z">jeudi 27 juin</abbr>', "2019-06-27"),
        ('<abbr class="unpublished" title="2019-06-27T10:21:40Z">jeudi 27 juin</abbr>', None),
        (
            '<time datetime="2019-06-09">Publié le 9 juin 2019</time><time datetime="2019-06-12"></time>',
            "9 juin 2019",
        ),
        ('<time datetime="2019-06-09"></time><time datetime="2019-06-12"></time>', None),
        ("<p>Publié le 9 juin 2019</p><p>Publié le 2 août</p>", "9 juin 2019"),
        ("<p>Publié le 9 juin 2019</p><p>Publié le 2 août 2019</p>", None),
    ],
)
def test_a_page_is_dated_by_the_one_day_that_it_says_it_was_published_on(marks, day, tmp_path):
    path = tmp_path / "a.html"
    page = re.sub("<meta [^>]*published_time[^>]*>", "", PAGE).replace("</h1>", f"</h1>{marks}")
    path.write_text(page, encoding="utf-8")
    assert read_one(path).published == day


PAGES = Path(__file__).with_name("cases") / "pages"
SAID = {  # day, site and authors, the first and the last words of the article, and words that are none of it
    "daily": ("2018-03-12", "La Gazette du quai", "Claire Dubois", "Le port de Sète", "vide.", "canal"),
    "paywall": (
        "2020-11-05",
        "L'Écho des vallées",
        "Marc Petit",
        "La Poste du Jura",
        "2022 : 9 000",
        "boîte",
    ),
    "latin": ("2006-06-14", None, None, "Un émissaire", "délégation.", "Rubriques"),
    "undated": (None, "Le Journal des crémiers", None, "Tmall ouvre", "d'ici trois ans.", "Salers"),
}


@pytest.mark.parametrize("name", SAID)
def test_a_page_gives_its_article_and_what_it_says_of_it(name, tmp_path):
    """Menus, teasers and banners go; no day beside a teaser dates the page; layout is no table."""
    html = (PAGES / f"{name}.html").read_text(encoding="utf-8")
    path = tmp_path / f"{name}.html"
    path.write_bytes(html.encode("cp1252" if name == "latin" else "utf-8"))
    article = next(iter(load_corpus(path).articles.astype("object").itertuples()))
    found = tuple(None if pd.isna(x) else x for x in (article.published, article.source, article.byline))
    *said, first, last, foreign = SAID[name]
    text = f"{article.title}\n{article.text}"
    assert found == tuple(said)
    assert (text.startswith(first), text.rstrip().endswith(last), foreign in text) == (True, True, False)


def test_a_page_that_the_parser_fails_on_is_told(tmp_path, monkeypatch):
    def fail(*_, **__):
        raise RecursionError("too deep")

    monkeypatch.setattr("trafilatura.extract", fail)
    path = tmp_path / "a.html"
    path.write_text(PAGE, encoding="utf-8")
    assert "can't be parsed (RecursionError('too deep'))" in read_one(path).reason


# ------------------------------------------------------------------ what can't be used

BROKEN = [
    ("a.txt", b"", "empty file"),
    ("a.txt", b" \n\n", "empty file"),
    ("a.txt", bytes(range(32)) * 40, "binary file"),
    ("a.jsonl", b'{"text": "Le rail', "line 1: broken JSON"),
    ("a.jsonl", b"[1, 2]", "line 1: not an object"),
    ("a.jsonl", b'{"words": "Le rail"}', "line 1: no text column"),
    ("a.jsonl", b'{"text": " "}', "line 1: empty text"),
    ("a.csv", b"id,words\n1,rail\n", "no text column"),
    ("a.csv", b"id,text\n1,\n", "row 1: empty text"),
    ("a.parquet", b"no parquet at all", "broken Parquet file"),
    ("a.txt.gz", b"no gzip at all", "can't be read"),
    ("a.md", b"# Le rail", "unknown suffix .md"),
    ("a.html", b"<html></html>", "no article found in this page"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BROKEN)
def test_what_cannot_be_used_is_rejected_with_its_reason(name, content, reason, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    found = read_one(path)
    assert isinstance(found, Rejection)
    assert found.reason.startswith(reason)
    with pytest.raises(ValueError, match="a\\."):
        list(read_articles(path, strict=True))


def test_the_rest_goes_on_after_a_rejection(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.jsonl").write_text('{"text": "Un"}\n{\n{"text": "Trois"}', encoding="utf-8")
    kinds = [type(found) for found in read_articles(tmp_path)]
    assert kinds == [Rejection, RawArticle, Rejection, RawArticle]
