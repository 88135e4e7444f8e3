"""Publication: cases in cases/publication.jsonl, each rule's own example, and what must never be invented."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus import text_dates
from alibaba_corpus.cleaning import Line
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.lines import DROPPED_KINDS, KEPT_KINDS
from alibaba_corpus.publication import Publication, find_publication

CASES = [
    json.loads(line)
    for line in Path(__file__)
    .with_name("cases")
    .joinpath("publication.jsonl")
    .read_text("utf-8")
    .splitlines()
]
OUTLETS = read_knowledge("outlets")
TEXT = "Le port a signé un accord avec son rival, a annoncé la direction devant la presse."
MARKS = ("", "Publié le ", "Publié le ")
# fmt: off
STAMPLIKE = [
    "PARIS,", "LYON, le", "New York (États-Unis),", "(AFP) -", "—", "lundi", "ce mercredi", "Monday,", "12",
    "1er", "(18 mars)", "mai", "September 3,", "12/06/2014", "2015", "3 mai 2014", "aujourd'hui,", "© 2014",
    "la cantine", "sert 38 repas.", "Il a", "le", "en", "den 7. Dezember", ":",
]
# fmt: on
BYLINES = [
    ("Par Claire Dubois", "Claire Dubois"),
    ("Par Claire Dubois (avec agences)", "Claire Dubois"),
    ("Claire Dubois et Marc Petit", "Claire Dubois et Marc Petit"),
    ("Texte : Claire Dubois-Roy, avec l’Agence", "Claire Dubois-Roy"),
    ("By Claire Dubois, staff writer", "Claire Dubois"),
    ("(Rédacteurs : Li Na, Wang Wei)", "Li Na, Wang Wei"),
    ("CLAIRE DUBOIS", "CLAIRE DUBOIS"),
    ("Par C.D.", "C.D."),
    ("Par Claire Dubois, correspondante à Tokyo", "Claire Dubois"),
    ("Par Claire Dubois | 12 mai 2014", "Claire Dubois"),
    ("(Claire Dubois; Paul Rivat pour le service français)", "Claire Dubois; Paul Rivat"),
    ("AA / Ankara / Claire Dubois", "Claire Dubois"),
    ("Claire Dubois — — Modifiée le 25 juillet 2024", "Claire Dubois"),
    ("La rédaction", None),
    ("Texte par : Canal Port 12", None),
    ("Par l'Agence maritime", None),
    ("Par lecourrierduport.fr", None),
    ("abc-def/gh", None),
    ("– Article rédigé le par - 91", None),
]


def as_lines(*rows):
    """Build the lines of an article from pairs of kind and text."""
    return [
        Line(n, 0, len(text), text, kind, kind in KEPT_KINDS, "") for n, (kind, text) in enumerate(rows, 1)
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: " / ".join(text for _, text in case["lines"])[:70])
def test_case(case):
    """The project's own articles are dated, and their source named, as labelled."""
    found = find_publication(as_lines(*case["lines"]))
    want = (case["published"], case["precision"], case["source"])
    assert (found.published, found.precision, found.source) == want


@pytest.mark.parametrize("row", OUTLETS["source"], ids=lambda row: row["name"])
def test_source_rule_takes_its_example_and_leaves_its_near_miss(row):
    """Each way of naming the source takes its example and leaves its near miss."""
    for kind in row["kinds"]:
        assert find_publication(as_lines((kind, row["example"]))).source == row["says"]
        assert find_publication(as_lines((kind, row["near_miss"]))).source is None


@pytest.mark.parametrize("row", OUTLETS["not_source"]["form"], ids=lambda row: row["example"])
def test_form_of_what_is_no_outlet_takes_its_example_and_leaves_its_near_miss(row):
    """Each form of words that name no outlet takes its example and leaves its near miss."""
    for text, source in ((row["example"], None), (row["near_miss"], row["near_miss"])):
        assert find_publication(as_lines(("dateline", f"{text} | 04.08.2017"))).source == source


@pytest.mark.parametrize(
    "line",
    [
        ("navigation", "Aller au contenu | Rail | Route | Mer"),
        ("navigation", "Achats | Vente | Douane"),
        ("tags", "Mots clés : Tanger Med | Douanes | Chine"),
        ("navigation", "Page d'Accueil | Chine | Monde | Afrique"),
        ("dateline", "Menu | 04.08.2017"),
        ("dateline", "4 août 2017 | S'abonner"),
        ("copyright", "© Partager"),
    ],
    ids=lambda line: line[1],
)
def test_pieces_of_a_page_are_no_outlet(line):
    """Skip links, sections, keywords and buttons are never told as the outlet."""
    assert find_publication(as_lines(line)).source is None


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (("dateline", "Agence de presse Xinhua | 11.08.2015"), "Agence de presse Xinhua"),
        (("dateline", "Source : Le Petit Écho | 11.08.2015"), "Le Petit Écho"),
        (("byline", "Source: Xinhua"), "Xinhua"),
        (("copyright", "© 2014-2018 Agence France-Presse"), "Agence France-Presse"),
        (("copyright", "© 2021 Quay Media Limited or its affiliates. All rights reserved."), "Quay Media"),
    ],
    ids=lambda value: value[1],
)
def test_an_outlet_is_named_whole(line, source):
    """An outlet that is named as such is told with all of its name and nothing else."""
    assert find_publication(as_lines(line)).source == source


@pytest.mark.parametrize("table", ["leading_day", "hour_only", "long_ago", "glued", "page_stamp"])
def test_a_form_alone_takes_its_example_and_leaves_its_near_miss(table):
    """What stands alone in its table takes its example and leaves its near miss, too."""
    row = OUTLETS[table]
    assert re.search(row["form"], row["example"])
    assert not re.search(row["form"], row["near_miss"])


@pytest.mark.parametrize(
    ("stamps", "day"),
    [
        (["Publié à 5 h 00", "Mis à jour le 3 juillet 2018 à 6 h 10"], "2018-07-03"),
        (["Publié à 05:00, mis à jour le 3 juillet 2018 à 06:10"], "2018-07-03"),
        (["Mis à jour le 3 juillet 2018"], None),
        (["Publié hier", "Mis à jour le 3 juillet 2018"], None),
    ],
)
def test_an_hour_alone_is_of_the_day_of_the_update(stamps, day):
    """A paper leaves the day out on the day itself; an update alone may be years later."""
    lines = as_lines(*(("dateline", stamp) for stamp in stamps), ("body", TEXT))
    assert find_publication(lines).published == day


@pytest.mark.parametrize("table", ["stamp", "stamp_line", "byline"])
def test_form_takes_its_example_and_leaves_its_near_miss(table):
    """Each mark of a stamp and each form of a byline takes its example and leaves its near miss."""
    for row in OUTLETS[table]:
        assert re.search(row["form"], row["example"])
        assert not re.search(row["form"], row["near_miss"])


@pytest.mark.parametrize(("text", "names"), BYLINES)
def test_byline(text, names):
    """A byline gives the authors without what surrounds them, and nobody where it names nobody."""
    assert find_publication(as_lines(("byline", text))).byline == names


def test_what_a_menu_far_above_the_text_says_is_no_byline():
    menu = [("navigation", "Émissions")] * 25
    signed = [("title", "Le rail avance"), ("byline", "Par Claire Dubois"), ("body", TEXT)]
    found = find_publication(as_lines(("byline", "PAR TOUS LES TEMPS"), *menu, *signed))
    assert found.byline == "Claire Dubois"


def test_byline_beside_the_date():
    """An author named in the stamp is the author."""
    found = find_publication(as_lines(("dateline", "4 août 2017 | Par Claire Dubois (avec agences)")))
    assert found.byline == "Claire Dubois"


def test_update_lacking_a_year_is_read_against_the_publication():
    """An update stamp without a year lies near the publication."""
    found = find_publication(
        as_lines(("dateline", "Dernière mise à jour à 08h33 le 04/07"), ("dateline", "03.07.2018 08h21"))
    )
    assert (found.published, found.updated) == ("2018-07-03", "2018-07-04")


@pytest.mark.parametrize(
    ("given_date", "published"),
    [("2018-07-03T08:21:00+02:00", "2018-07-03"), ("03/07/2018", "2018-07-03"), ("juillet 2018", "2018-07")],
)
def test_what_came_with_the_file_is_taken(given_date, published):
    """A date and a source that came with the file win over what the lines say."""
    lines = as_lines(("dateline", "La Gazette | 12.05.2014"))
    found = find_publication(lines, published=given_date, source="Le Phare")
    assert (found.published, found.source, found.basis) == (published, "Le Phare", "given with the article")


def test_a_given_date_that_says_nothing_is_left():
    """A date that came with the file and can't be read leaves the word to the lines."""
    lines = as_lines(("dateline", "La Gazette | 12.05.2014"))
    assert find_publication(lines, published="inconnue").published == "2014-05-12"


def test_no_lines_say_nothing():
    """An empty article has no publication."""
    assert find_publication([]) == Publication()


@given(
    st.lists(st.tuples(st.sampled_from(sorted(KEPT_KINDS | DROPPED_KINDS)), st.text(max_size=80)), max_size=6)
)
def test_any_lines_are_read(rows):
    """No lines break the reader, and what it concludes shows its words."""
    found = find_publication(as_lines(*rows))
    assert (found.published is None) == (found.basis is None) == (found.precision is None)


@settings(deadline=None)  # the first text compiles the patterns of six languages
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["dateline", "body", "title", "heading", "copyright"]),
            st.lists(st.sampled_from(STAMPLIKE), max_size=8).map(" ".join),
        ),
        max_size=4,
    )
)
def test_what_is_left_unread_would_say_nothing(rows):
    """Openings and stories in which no date is looked for hold none that dates the article."""
    lines = as_lines(*rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_dates, "_may_open", lambda head: True)
        patch.setattr(text_dates, "_dated_day", lambda: re.compile(""))
        everything = find_publication(lines)
    assert find_publication(lines) == everything


def test_a_long_line_that_is_no_stamp_dates_nothing():
    found = find_publication(
        as_lines(("body", "Publié le 3 mai 2018. " + "Le quai attend ses wagons. " * 40))
    )
    assert found.published is None


def test_an_outlet_is_not_the_author_of_its_article():
    """« Par Le Petit Écho avec AFP » names the source and nobody."""
    found = find_publication(as_lines(("byline", "Par Le Petit Écho avec AFP"), ("body", TEXT)))
    assert (found.source, found.byline) == ("Le Petit Écho", None)


def test_stamps_of_other_articles_date_nothing():
    """Below a text the days of teasers and comments stand; alone, a stamp there may be an export's."""
    above, one, other = (
        ("dateline", f"{mark}{day} juin 2016") for mark, day in zip(MARKS, (3, 9, 12), strict=True)
    )
    assert find_publication(as_lines(above, ("body", TEXT), one, other)).published == "2016-06-03"
    assert find_publication(as_lines(("body", TEXT), one, other)).published is None
    assert find_publication(as_lines(("body", TEXT), one)).published == "2016-06-09"


def test_days_over_the_chapters_of_a_chronology_are_no_stamps():
    """Neither the one in the text nor the first of several over it."""
    chapter, next_chapter = ("heading", "9 septembre 2016"), ("heading", "Décembre 2018")
    assert find_publication(as_lines(("body", TEXT), chapter, ("body", TEXT))).published is None
    chronology = as_lines(chapter, ("body", TEXT), next_chapter, ("body", TEXT))
    assert find_publication(chronology).published is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("17.01.2019 – Le port a gagné des clients.", "2019-01-17"),
        ("[16/05/2014 12:06:58] Hangzhou (Chine) (AFP) Le port a gagné des clients.", "2014-05-16"),
        ("17.01.2019 : le port a gagné des clients.", None),
    ],
)
def test_a_day_in_figures_before_the_first_sentence_is_that_of_publication(text, day):
    """Set apart by a dash or brackets it is the stamp; where others begin so, it is a chronology."""
    assert find_publication(as_lines(("body", text), ("body", TEXT))).published == day
    assert find_publication(as_lines(("body", text), ("body", text.replace("1", "2")))).published is None


def test_an_agency_before_the_sentence_without_a_dash_is_the_source():
    """« LIÈGE (AFP) Le port … » names the agency; « selon le port (AFP) » in a sentence does not."""
    assert find_publication(as_lines(("body", "LIÈGE (AFP) Le port a gagné des clients."))).source == "AFP"
    assert find_publication(as_lines(("body", "Le port a gagné des clients (AFP)."))).source is None


def test_a_stamp_below_another_articles_headline_is_not_the_articles():
    rows = [("title", "Le port ouvre un quai"), ("body", TEXT)]
    stamp = ("dateline", "25 décembre 2024 - lequai")
    assert find_publication(as_lines(*rows, ("related", "Le bac repart"), stamp)).published is None
    assert find_publication(as_lines(*rows, stamp)).published == "2024-12-25"


def test_a_day_glued_to_the_time_of_reading_is_read():
    lines = as_lines(
        ("title", "Le port ouvre un quai"), ("dateline", "5 min readOct 17, 2018"), ("body", TEXT)
    )
    assert find_publication(lines).published == "2018-10-17"


def test_words_before_the_day_of_writing_take_their_example_and_leave_their_near_miss():
    row = OUTLETS["this_day"]
    assert re.search(row["before"], row["example"])
    assert not re.search(row["before"], row["near_miss"])
    for words, day in (
        (f"{row['example']}lundi", "2017-11-20"),
        (f"{row['begins']}lundi", "2017-11-20"),
        ("lundi", "2017-11"),
    ):
        told = f"En 2017, le port avance. Il signe {words} 20 novembre."
        assert find_publication(as_lines(("title", "Le port signe"), ("body", told))).published == day


def test_a_year_of_long_ago_is_not_that_of_the_weekday_after_it():
    """The story's own year says when; the year since which something is so, or of a crisis, does not."""
    told = "Les deux groupes ont signé lundi 20 novembre. Le port est ouvert depuis 1999."
    assert find_publication(as_lines(("title", "Le port signe"), ("body", told))).published is None
    told = "Les deux groupes ont signé lundi 20 novembre. En 1999, le port perdait de l'argent."
    assert find_publication(as_lines(("title", "Le port signe"), ("body", told))).published == "2000-11"


def test_a_stamp_under_the_standfirst_is_the_articles():
    """A month at the top of the page is that of the magazine on sale."""
    top, stamp = ("dateline", "En kiosques : janvier 2020"), ("byline", "par Claire Dubois, 21 juin 2018")
    lines = as_lines(top, ("title", "Le port ouvre"), ("body", TEXT), stamp, ("body", TEXT))
    assert find_publication(lines).published == "2018-06-21"
