"""What a pattern tells of the beginnings of the lines that it matches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.furniture import load_rules
from alibaba_corpus.openings import LETTERS, find_openings, split_branches

OPENINGS = load_rules().openings


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("menu", {"men"}),
        ("(?:a |aux )?lire", {"a l", "aux", "lir"}),
        ("(?!lire)voir", {"voi"}),
        (r"[(\[]?photo", {"(ph", "[ph", "pho"}),
        (r"\d{4}", {str(digit) for digit in range(10)}),
        (r"[0-2][ab]c", {"0ac", "0bc", "1ac", "1bc", "2ac", "2bc"}),
        ("(?:n|no)(?:deg)? ", {"n ", "nde", "no ", "nod"}),
        ("(?:p.*)lire", {"p"}),
        ("a?b?", {""}),
        ("[^a]b", {""}),
        (r"\w+ lire", {""}),
        (r"\(c\) ", {"(c)"}),
        ("(?i:LIRE)", {"lir"}),
        ("x$", {"x"}),
    ],
)
def test_openings_are_read_off_a_pattern(pattern, begins):
    """The letters of each way in which what is matched may begin; nothing else where one is untold."""
    assert find_openings(pattern) == begins


def test_branches_are_split_at_the_top_only():
    """Bars in groups, in classes and behind a stroke part nothing."""
    assert split_branches(r"a(?:b|c(?:d|e))|[|]f|\|g|") == ["a(?:b|c(?:d|e))", "[|]f", r"\|g", ""]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_line_begins_otherwise_than_its_pattern_tells(data):
    """Whatever a row's pattern matches is found among the openings tried on that line."""
    opening = data.draw(st.sampled_from(OPENINGS))
    line = data.draw(
        st.from_regex(rf"\A(?:{opening.pattern.pattern})", alphabet=st.characters(codec="ascii"))
    )
    begin = line.lower()[:LETTERS]
    assert any(begin.startswith(way) or way.startswith(begin) for way in opening.begins)
