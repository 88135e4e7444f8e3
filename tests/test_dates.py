"""Dates: cases by intent in cases/dates.jsonl, examples of stops, and what holds for any text."""

import json
import re
from datetime import date
from pathlib import Path

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alibaba_corpus.dates import DateMention, date_for, find_dates, without_targets
from alibaba_corpus.knowledge import read_knowledge

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("cases").joinpath("dates.jsonl").read_text("utf-8").splitlines()
]
CALENDAR = read_knowledge("calendar")
STOPS = [(language, row) for language, grammar in CALENDAR.items() for row in grammar.get("stop", ())]
TARGETS = [(language, row) for language, grammar in CALENDAR.items() for row in grammar.get("target", ())]

VALUE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?|-Q[1-4]|-H[12]|-(SP|SU|FA|WI)|-W[0-5]\d(-WE)?)?|\d{2,3}")
# fmt: off
WORDS = [
    "lundi", "ce", "le", "3", "12", "mai", "Mars", "2014", "18", "sept.", "fin", "l'", "été", "au", "du",
    "il y a", "deux", "ans", "dans", "mois", "dernier", "prochain", "hier", "aujourd'hui", "premier",
    "trimestre", "%", "euros", "03/07", "11.11", "2018-07-03", "les années", "90", "XIXe", "siècle",
    "la veille", "plus tôt", "Noël", "(", ")", ",", ".", "\n", " ", "-", "a signé", "ouvrira", "semaine",
    "cette", "31", "29", "février", "et", "2,9", "milliards", "Pâques", "ce siècle", "week-end",
]
# fmt: on
PRESSLIKE = st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)
PUBLISHED = st.one_of(
    st.none(),
    st.dates(date(1990, 1, 1), date(2030, 12, 31)).map(date.isoformat),
    st.sampled_from(["2015", "2015-03", "2018-07-03T08:21:00"]),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:50])
def test_case(case):
    """The project's own sentences are read as labelled."""
    rows = find_dates(case["text"], case["published"], language=case.get("language", "fr"))
    assert [{"text": row.text, "value": row.value} for row in rows] == case["dates"]


@pytest.mark.parametrize(("language", "row"), STOPS, ids=lambda v: v if isinstance(v, str) else v["example"])
def test_stop_takes_its_example_and_leaves_its_near_miss(language, row):
    """Each stop makes its example no date, and leaves the near miss one."""
    assert find_dates(row["example"], "2018-07-03", language=language) == []
    assert len(find_dates(row["near_miss"], "2018-07-03", language=language)) == 1


@pytest.mark.parametrize("name", ["late", "pointing"])
def test_beginning_of_a_date_takes_its_example_and_leaves_its_near_miss(name):
    """A form that an expression may begin with matches its example and not its near miss."""
    row = CALENDAR["fr"][name]
    assert re.match(row["form"], row["example"])
    assert not re.match(row["form"], row["near_miss"])


def test_opening_takes_its_example_and_leaves_its_near_miss():
    """What may stand before the date that opens its sentence is all that does in the example."""
    row = CALENDAR["fr"]["opening"]
    assert re.search(row["form"], row["example"].removesuffix("2012"))
    assert not re.search(row["form"], row["near_miss"].removesuffix("2012"))


def test_nowadays_takes_its_example_and_leaves_its_near_miss():
    """« Aujourd'hui » behind the present tense is no day."""
    row = CALENDAR["fr"]["nowadays"]
    assert find_dates(row["example"], "2018-07-03") == []
    assert [found.value for found in find_dates(row["near_miss"], "2018-07-03")] == ["2018-07-03"]


@pytest.mark.parametrize(
    ("language", "row"), TARGETS, ids=lambda v: v if isinstance(v, str) else v["example"]
)
def test_target_takes_its_example_and_leaves_its_near_miss(language, row):
    """Each form of an end or an aim passes over its example's date, and leaves its near miss's."""
    for text, kept in ((row["example"], 0), (row["near_miss"], 1)):
        found = find_dates(text, language=language)
        assert len(found) == 1
        assert len(without_targets(found, text, 0, language=language)) == kept


@given(PRESSLIKE, PUBLISHED)
def test_offsets_point_at_the_words_in_order(text, published):
    """Rows are sorted, don't overlap, and each shows its own words."""
    end = 0
    for row in find_dates(text, published):
        assert text[row.start : row.end] == row.text
        assert end <= row.start < row.end
        end = row.end


@given(PRESSLIKE, PUBLISHED)
def test_values_read_back(text, published):
    """Every value is TIMEX3 notation, a day of the calendar if a day, and as fine as its precision."""
    lengths = {"day": 10, "month": 7, "year": 4, "decade": 3, "century": 2, "week": 8, "weekend": 11}
    for row in find_dates(text, published):
        if row.value is None:
            continue
        assert VALUE.fullmatch(row.value)
        assert len(row.value) == lengths.get(row.precision, 7)
        if row.precision == "day":
            assert date.fromisoformat(row.value)


@given(st.text(max_size=200), PUBLISHED)
def test_any_text_is_read(text, published):
    """No text breaks the reader."""
    assert all(text[row.start : row.end] == row.text for row in find_dates(text, published))


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)))
def test_never_finer_than_the_text(day):
    """A day is given only where the text or a whole publication date names one."""
    month = day.isoformat()[:7]
    rows = find_dates("Hier, en mars 2015, l'an dernier, ce mois-ci, lundi.", month)
    assert [row.value and len(row.value) for row in rows] == [None, 7, 4, 7, None]


def test_a_row_is_a_record():
    """A row works as an object, as a mapping, and as a row of a dataframe."""
    (row,) = find_dates("Signé lundi.", "2018-07-03")
    assert row["value"] == row.value == dict(row)["value"] == "2018-07-02"
    assert pandas.DataFrame([dict(row)]).loc[0, "text"] == "lundi"
    with pytest.raises(KeyError):
        row["colour"]


def test_a_published_date_that_is_none_is_refused():
    """A publication date that is no ISO date raises."""
    with pytest.raises(ValueError, match="ISO"):
        find_dates("lundi", published="3 juillet 2018")


def test_typographic_signs_are_read_as_plain_ones():
    """Curly apostrophes and no-break spaces change nothing."""
    plain = find_dates("Il y a deux ans, l'an dernier, le 3 mai 2014.", "2018-07-03")
    typeset = find_dates("Il y\u00a0a deux\u202fans, l’an dernier, le 3\u00a0mai 2014.", "2018-07-03")
    assert [row.value for row in typeset] == [row.value for row in plain] == ["2016", "2017", "2014-05-03"]


def test_a_language_without_a_grammar_is_read_as_french():
    """An undetermined language changes nothing."""
    assert find_dates("Signé lundi 2 juillet.", "2018-07-03", language="und") == find_dates(
        "Signé lundi 2 juillet.", "2018-07-03"
    )


def test_date_for_takes_the_nearest_date_of_the_sentence():
    """The nearest date of the sentence dates a relation; one of another sentence never does."""
    rows = [DateMention(0, 4, "2014", "2014", "year", ""), DateMention(50, 54, "2016", "2016", "year", "")]
    assert date_for(10, 20, 0, 60, rows) == "2014"
    assert date_for(40, 45, 0, 60, rows) == "2016"
    assert date_for(40, 45, 30, 48, rows) is None


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("mardi 14", None, None),
        ("mardi 14", "2018-07-03", "2018-08-14"),
        ("le 14 du mois prochain", "2018-07-03", "2018-08-14"),
        ("le mois prochain", "2018", None),
        ("demain", "2018-07", None),
        ("Le 3 mai 2018, puis le mardi suivant", None, "2018-05-08"),
        ("Le 3 mai 2018, le quai ouvre. Le 4 juin", None, "2018-06-04"),
    ],
)
def test_a_date_is_counted_from_what_is_known_and_from_nothing_else(text, published, value):
    assert find_dates(text, published)[-1].value == value


@given(PRESSLIKE, PUBLISHED)
def test_no_date_ends_in_a_space(text, published):
    assert all(row.text == row.text.strip() for row in find_dates(text, published))
