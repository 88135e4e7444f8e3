"""What other programs wrote into sentences: marks that are not read, and places that stay true."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus import clean_article
from alibaba_corpus.marks import read_line
from alibaba_corpus.tables import make_rows, read_all
from tests.counting import grows_linearly

TITLE = "Auchan s'allie à Cainiao pour livrer ses colis"
SENTENCE = "Auchan a signé jeudi 3 mai 2018 un accord logistique de 30 millions d'euros avec Cainiao, dit-il."
# the sentence as other programs hand it on
WRITTEN = {
    "stars": SENTENCE.replace("Cainiao", "**Cainiao**").replace("Auchan", "*Auchan*"),
    "underscores": SENTENCE.replace("Cainiao", "_Cainiao_").replace("un accord", "__un accord__"),
    "addresses": SENTENCE.replace("Cainiao", '[Cainiao](https://www.example.org/a_(b) "À lire")'),
    "stressed addresses": SENTENCE.replace("Auchan", "**[Auchan](/firmes/auchan)**"),
    "numbers of links": SENTENCE.replace("Cainiao", "[14]Cainiao").replace("Auchan", "[13]Auchan"),
    "numbers of notes": SENTENCE.replace("Cainiao", "Cainiao[2]").replace("accord", "accord [1]"),
    "tags": SENTENCE.replace("Cainiao", '<a href="/c">Cainiao</a>').replace("accord", "<em>accord</em>"),
    "references": SENTENCE.replace("é", "&eacute;").replace("'", "&#39;").replace(" un ", "&nbsp;un "),
    "references twice over": SENTENCE.replace("é", "&amp;eacute;"),
    "letters in parts": unicodedata.normalize("NFD", SENTENCE),
    "soft hyphens": SENTENCE.replace("Cainiao", "Cai\u00adniao").replace("millions", "mil\u00adlions"),
    "blanks without width": SENTENCE.replace("Auchan", "Au\u200bchan\ufeff"),
    "ligatures": SENTENCE.replace("logistique", "ﬁnancier"),
    "fixed blanks": SENTENCE.replace(" un accord", "\u00a0un\u00a0accord"),
    "blanks too many": SENTENCE.replace(" ", "  ").replace("30  ", "30 ").replace("3  mai  ", "3 mai "),
}


def read(text):
    """Return the rows of a text, table by table."""
    (reading,) = read_all([clean_article(text)])
    return make_rows(reading)


@pytest.mark.parametrize("shape", WRITTEN)
def test_a_sentence_tells_the_same_however_it_is_written(shape):
    raw = f"{TITLE}\n{WRITTEN[shape]}"
    rows = read(raw)
    told = {(row["source"], row["type"], row["target"], row["status"]) for row in rows["relations"]}
    assert told == {("Auchan", "partnership", "Cainiao", "signed")}
    assert [row["value"] for row in rows["dates"]] == ["2018-05-03"]
    assert [(row["value"], row["unit"]) for row in rows["quantities"]] == [(30_000_000, "EUR")]
    for table in ("sentences", "mentions", "quantities", "dates"):
        assert [row for row in rows[table] if raw[row["start"] : row["end"]] != row["text"]] == []


def test_the_clean_text_has_no_marks():
    for shape in ("stars", "addresses", "numbers of links", "numbers of notes", "references", "soft hyphens"):
        assert clean_article(f"{TITLE}\n{WRITTEN[shape]}").text == SENTENCE


@pytest.mark.parametrize(
    "text",
    [
        "Le quai* et le port* attendent.",  # stars of notes
        "3 * 4 * 5 caisses",
        "Le fichier prix_du_port et son_double",
        "L'accord (voir [annexe]) court.",
        "Le prix [...] a baissé",
        "AT&T; Marks & Spencer",
        "« 30 % » de l'A320 à 10\u00a0h",  # a fixed blank beside a figure
        "Lille  12  Lyon",
        "L'œuvre d'Æsir, 10³ m",
        "Le quai < 3 m et le port > 4 m, <ainsi>",
    ],
)
def test_what_is_no_mark_is_read(text):
    assert read_line(text) == text


def test_furniture_is_told_behind_its_address():
    menu = ["Accueil", "Économie", "Abonnez-vous", "![logo](/logo.png)"]
    linked = [f"[{word}](https://www.example.org/{number})" for number, word in enumerate(menu[:3])]
    related = ["Lire aussi", "[La Poste attend son tour à Shanghai](https://www.example.org/9)"]
    end = "Le premier train doit partir de Liège au mois de juin, avec quarante conteneurs à son bord."
    raw = "\n".join([*linked, menu[3], TITLE, WRITTEN["addresses"], end, *related])
    lines = clean_article(raw).lines
    assert [line.text for line in lines if line.kept] == [TITLE, WRITTEN["addresses"], end]
    assert all(raw[line.start : line.end] == line.text for line in lines)


def test_columns_of_a_table_are_not_pushed_together():
    row = "Le port de Lille attend son train    Auchan    Cainiao    le train de Lyon attend son port."
    assert clean_article(f"{TITLE}\n{SENTENCE}\n{row}\n{SENTENCE}").text.splitlines()[1] == row


def test_what_lines_tell_beside_the_text_is_read_without_marks():
    raw = f"{TITLE}\nPubli&eacute; le 3 ao&ucirc;t 2018\n{WRITTEN['references']}\n"
    assert clean_article(raw).published == "2018-08-03"
    assert clean_article(unicodedata.normalize("NFD", raw)).language == "fr"


PIECES = [
    "Le port",
    "de Lille ,",
    ", dit-on",
    "l'",
    "tri\u00ad",
    "\u200b",
    "Menu",
    "**",
    "_x_",
    "e\u0301",
    "ﬁn",
]
WITHOUT_REFERENCES = st.text(st.characters(exclude_characters="&", exclude_categories=["Cs"]), max_size=12)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | WITHOUT_REFERENCES, max_size=14).map("\n".join))
def test_each_sign_that_is_read_stands_in_the_raw_text(raw):
    view = clean_article(raw).view
    places = [(sign, *view.span(i, i + 1)) for i, sign in enumerate(view.text) if not sign.isspace()]
    for sign, start, end in places:
        assert any(sign in unicodedata.normalize(form, raw[start:end]) for form in ("NFC", "NFKC"))
    assert [start for _, start, _ in places] == sorted(start for _, start, _ in places)


def test_time_grows_with_a_text_full_of_marks():
    text = "Le **port** de [Lille](/l) [1]attend &eacute;t\u00adé _ici_ e\u0301 * [ "
    assert grows_linearly(read_line, text * 20, text * 40, text * 80)
