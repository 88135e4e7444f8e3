"""Texts that break amid their sentences: at a width, around links, within words."""

import pytest

from alibaba_corpus import clean_article
from alibaba_corpus.boilerplate import load_shapes
from alibaba_corpus.cleaning import label_lines
from alibaba_corpus.lines import look_at_lines
from alibaba_corpus.tables import make_rows, read_all
from alibaba_corpus.unwrapping import find_joints, join_broken, join_lines
from tests.counting import grows_linearly

# as a page becomes text when each tag ends a line: links, italics, an ordinal set high
AT_TAGS = """\
Accueil
Économie
Auchan s'allie à Cainiao pour livrer ses colis
Publié le 3 mai 2018
Le distributeur Auchan a signé jeudi un accord logistique avec
Cainiao
, filiale d'
Alibaba
, pour la livraison de ses colis en Chine (
Reuters
en avait fait état).
Selon
Les Échos
, le contrat court à partir du 1
er
juin et porte sur
30 millions d'euros
.
Lire aussi
La Poste attend son tour à Shanghai
"""


def read(text):
    """Return the rows of a text, table by table."""
    (reading,) = read_all([clean_article(text)])
    return make_rows(reading)


def grouped(text):
    """Return the paragraphs of a text, as they are joined."""
    lines = tuple(look_at_lines(text))
    return [[lines[i].text.strip() for i in group] for group in join_broken(lines)]


def test_text_broken_at_tags_is_judged_and_read_by_its_paragraphs():
    lines = label_lines(AT_TAGS)
    dropped = [line.text for line in lines if not line.kept]
    assert dropped == ["Accueil", "Économie", "Publié le 3 mai 2018", "Lire aussi", AT_TAGS.splitlines()[-1]]
    rows = read(AT_TAGS)
    told = {(row["source"], row["type"], row["target"], row["status"]) for row in rows["relations"]}
    assert ("Auchan", "partnership", "Cainiao", "signed") in told
    assert [row["value"] for row in rows["dates"] if row["text"] == "1\ner\njuin"] == ["2018-06-01"]
    assert [row["value"] for row in rows["quantities"]] == [30_000_000]


def test_the_clean_text_has_its_paragraphs_whole():
    article = clean_article(AT_TAGS)
    assert article.title == "Auchan s'allie à Cainiao pour livrer ses colis"
    first, second = article.text.splitlines()
    assert first.startswith("Le distributeur Auchan a signé jeudi un accord")
    assert first.endswith(
        "filiale d'Alibaba, pour la livraison de ses colis en Chine (Reuters en avait fait état)."
    )
    assert second.startswith("Selon Les Échos, le contrat court à partir du 1er juin")
    assert clean_article("Le rail\rLe train est parti lundi.").text == "Le train est parti lundi."


def test_what_is_read_of_a_joined_text_is_told_by_its_place_in_the_raw_one():
    rows = read(AT_TAGS)
    for table in ("sentences", "mentions", "quantities", "dates", "quotes"):
        assert [row for row in rows[table] if AT_TAGS[row["start"] : row["end"]] != row["text"]] == []
    assert {row["text"] for row in rows["mentions"]} >= {"Auchan", "Cainiao", "Alibaba"}
    assert all(AT_TAGS[row["start"] : row["end"]] == row["evidence"] for row in rows["relations"])


@pytest.mark.parametrize(
    "text",
    [
        "Auchan s'allie à Cainiao en Chine\npar Jeanne Auvray\nLe groupe a signé jeudi un accord.",
        "Le port attend toujours le train de\nLiège\nLille renonce au train de Lyon",  # nothing hangs
        "Le port attend\n\n, dit-on",  # a blank line parts them
        "Sommaire\n... la suite du dossier",
        "Auchan\n.com\n.fr",
    ],
)
def test_a_text_in_which_no_line_hangs_is_not_joined(text):
    assert all(len(group) == 1 for group in grouped(text))


def test_a_heading_is_not_joined_to_a_paragraph_that_begins_with_a_link():
    text = "Le quai ferme\nLiège\n, dit-on, attend.\nLe port et le train de la ville de Lyon\n"
    text += "Lille\nrenonce aux wagons qui furent promis au mois de juin."
    assert [len(group) for group in grouped(text)] == [1, 2, 1, 2]


def test_furniture_is_not_joined_to_a_text_broken_at_tags():
    text = "Le port de\nLille\n, dit-on, attend son train depuis lundi.\nPartager sur\nFacebook\nlundi 3 mai"
    assert grouped(text)[0] == ["Le port de", "Lille", ", dit-on, attend son train depuis lundi."]
    assert all(len(group) == 1 for group in grouped(text)[1:])


@pytest.mark.parametrize("word", sorted(load_shapes().leading_words))
def test_a_sentence_goes_on_behind_each_leading_word(word):
    text = (
        f"Le port\n, dit-on, attend.\nLe maire attend pour sa part depuis hier soir {word}\nLiège et Lille."
    )
    assert len(grouped(text)[-1]) == 2


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("distri-", "bution", "distribution"),
        ("Ali-", "baba", "Alibaba"),
        ("logis\u00ad", "tique", "logistique"),
        ("porte-", "parole", "porte-parole"),
        ("l'avant-", "veille", "l'avant-veille"),
        ("aver-", "tissement", "avertissement"),
        ("a-t-", "il", "a-t-il"),
        ("est-", "ce", "est-ce"),
        ("avan-", "ce", "avance"),
        ("c'est-à-", "dire", "c'est-à-dire"),
        ("Saint-", "Étienne", "Saint-Étienne"),
        ("chiffre-", "clé-là", "chiffre-clé-là"),
        ("2016-", "2017", "2016-2017"),
        ("Lyon –", "sud", "Lyon – sud"),
    ],
)
def test_a_word_cut_at_a_line_end_is_whole_again(before, after, joined):
    """A hyphen stays where the list of compounds, a name or a figure tells that it is the word's own."""
    assert (
        join_lines(tuple(look_at_lines(f"Le port {before}\n{after}, dit-on"))) == f"Le port {joined}, dit-on"
    )


def test_time_grows_with_a_text_broken_at_tags():
    text = "Le port de\nLille\n, dit-on, atten\u00add le train.\n"
    assert grows_linearly(lambda raw: [*find_joints(raw)], text * 20, text * 40, text * 80)
