"""Date expressions: trying few patterns in few places finds what trying all of them everywhere does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus import date_expressions
from alibaba_corpus.date_expressions import Found, scan, to_plain
from alibaba_corpus.knowledge import read_knowledge

CALENDAR = read_knowledge("calendar")
LANGUAGES = sorted(CALENDAR.keys() - {"any"})
PATTERNS = [(language, row) for language, grammar in CALENDAR.items() for row in grammar.get("pattern", ())]
# fmt: off
AROUND = [
    "le", "ce", "la", "l'", "'", "du", "de", "au", "fin", "mi-", "il y a", "dans", "les années", "trimestre",
    "12", "1er", "3", "31", "2014", "98", "'90s", "03/07", "11.11.2014", "2018-07-03", "2013-2014", "T1",
    "Q1 2015", "euros", "millions", "%", "(", ")", ",", ".", ":", "-", "\n", "\n\n", "a signé", "encore",
]
# fmt: on


def spoken(language: str) -> st.SearchStrategy[str]:
    """Return texts of the words of a language's calendar, with and without spaces between them."""
    words = [word for table in CALENDAR[language]["words"].values() for word in table]
    words += [row[kind] for row in CALENDAR[language]["pattern"] for kind in ("example", "near_miss")]
    texts = st.lists(st.sampled_from([*words, *AROUND]), max_size=20)
    return st.builds(str.join, st.sampled_from([" ", " ", ""]), texts)


def scan_everywhere(plain: str, language: str, monkeypatch: pytest.MonkeyPatch) -> list[Found]:
    """Scan with all patterns, and the whole text for one run."""
    grammar = date_expressions._grammar(language)
    whole = grammar._replace(runs=re.compile(r".+()", re.DOTALL))
    with monkeypatch.context() as patch:
        patch.setattr(date_expressions, "_grammar", lambda _: whole)
        patch.setattr(date_expressions, "_possible", lambda *_: range(len(grammar.patterns)))
        return scan(plain, language)


@settings(deadline=None)  # the first text of a language compiles its patterns
@given(st.data(), st.sampled_from(LANGUAGES))
def test_nothing_is_left_out(data, language):
    """Neither the runs nor the words by which patterns are chosen lose or change an expression."""
    plain = to_plain(data.draw(spoken(language)))
    with pytest.MonkeyPatch.context() as patch:
        assert scan(plain, language) == scan_everywhere(plain, language, patch)


@pytest.mark.parametrize(("language", "row"), PATTERNS, ids=lambda v: v if isinstance(v, str) else v["name"])
def test_pattern_takes_its_example_and_leaves_its_near_miss(language, row):
    """Each pattern of the calendar takes its example and leaves its near miss."""
    spoken = "fr" if language == "any" else language
    assert row["name"] in {found.rule for found in scan(row["example"], spoken)}
    assert row["name"] not in {found.rule for found in scan(row["near_miss"], spoken)}


def test_a_plain_text_has_the_same_offsets():
    """Each sign is replaced by one sign."""
    typeset = "Il y\u00a0a deux\u202fans, l’an dernier – le 3\u00a0mai 2014"
    assert to_plain(typeset) == "Il y a deux ans, l'an dernier - le 3 mai 2014"
