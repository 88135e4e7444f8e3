"""What a pattern tells of the lines that it matches: how they begin, what they hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alibaba_corpus.boilerplate import load_rules
from alibaba_corpus.furniture import find_called
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.openings import (
    find_beginnings,
    find_needed,
    find_openings,
    find_token,
    space_words,
    split_branches,
    unfold_branch,
)

OPENINGS = [number for number, rule in enumerate(load_rules().rules) if rule.where == "start"]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("menus", {"menus"}),
        ("menu principal", {"menu "}),
        ("(?:a |aux )?lire", {"a lir", "aux l", "lire"}),
        ("(?!lire)voir", {"voir"}),
        (r"[(\[]?photo", {"(phot", "[phot", "photo"}),
        (r"\d{4}", {str(digit) for digit in range(10)}),
        (r"[0-2][ab]c", {"0ac", "0bc", "1ac", "1bc", "2ac", "2bc"}),
        ("[a-z]bc", {""}),
        ("(?:n|no)(?:deg)? ", {"n ", "ndeg ", "no ", "nodeg"}),
        ("(?:p.*)lire", {"p"}),
        ("[a-j][0-9][a-j]", {f"{letter}{figure}" for letter in "abcdefghij" for figure in range(10)}),
        ("a?b?", {""}),
        ("[^a]b", {""}),
        (r"\w+ lire", {""}),
        (r"\(c\) ", {"(c) "}),
        ("(?i:LIRE)", {"lire"}),
        ("x$", {"x"}),
    ],
)
def test_openings_are_read_off_a_pattern(pattern, begins):
    """The letters of each way in which what is matched may begin; nothing else where one is untold."""
    assert find_openings(pattern) == begins


def test_branches_are_split_at_the_top_only():
    """Bars in groups, in classes and behind a stroke part nothing."""
    assert split_branches(r"a(?:b|c(?:d|e))|[|]f|\|g|") == ["a(?:b|c(?:d|e))", "[|]f", r"\|g", ""]


@pytest.mark.parametrize(
    ("branch", "unfolded"),
    [
        ("(?:[^:]+: )?lire|voir", ["[^:]+: lire|voir", "lire|voir"]),
        ("(?!le )(?:.{2,9}|la )(?:gare|ville)", ["(?!le ).{2,9}(?:gare|ville)", "(?!le )la (?:gare|ville)"]),
        ("(?:la |le )?gare", ["(?:la |le )?gare"]),
        (r"(?:\w+ )+gare", [r"(?:\w+ )+gare"]),
    ],
)
def test_a_group_at_the_beginning_is_taken_apart_where_it_tells_nothing(branch, unfolded):
    assert unfold_branch(branch) == unfolded


@pytest.mark.parametrize(
    ("branch", "pieces"),
    [
        (".{2,40}, (?:photo|image) ", {", pho", ", ima"}),
        (r".+ \| .+", {" | "}),
        ("[^.]+(?: - )?", set()),
        (r"[a-z]+ \d", {" 0", " 1", " 2", " 3", " 4", " 5", " 6", " 7", " 8", " 9"}),
        (".+(?=: suite)", set()),
        ("[^:]+: [a-j]?[a-j]?", {": "}),
    ],
)
def test_what_a_line_must_hold_is_read_off_a_pattern(branch, pieces):
    """The beginnings of what stands at one place of it, when words or signs tell them all."""
    assert find_needed(branch) == pieces


@pytest.mark.parametrize(
    ("piece", "token"),
    [
        ("photo", ""),
        (" photo", "pho"),
        ("l'abus", "abu"),
        (" le ", ""),
        (", n", ","),
        ("p. 4", "."),
        ("", ""),
    ],
)
def test_a_token_is_what_no_line_with_a_piece_lacks(piece, token):
    assert find_token(piece) == token


@pytest.mark.parametrize("word", read_knowledge("boilerplate")["paragraph_words"])
def test_a_word_of_paragraphs_is_found_where_it_begins_one(word):
    found = load_rules().paragraph_words
    assert all(found.search(space_words(f"{before}{word}")) for before in ("", "le ", "l'", "rails-", '"'))


def test_a_word_is_not_found_amid_another():
    words = find_beginnings(["droits", "vous"])
    assert words.search(space_words("les endroits du rail")) is None


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_no_line_is_otherwise_than_its_pattern_tells(data):
    """Whatever a row's pattern matches, the row is tried on, where the line has one of the row's hints."""
    number = data.draw(st.sampled_from(OPENINGS))
    rule = load_rules().rules[number]
    line = data.draw(st.from_regex(rf"\A(?:{rule.form})", alphabet=st.characters(codec="ascii"))).lower()
    hinted = not rule.hints or any(hint in line for hint in rule.hints)
    assert not hinted or number in find_called(line, line, load_rules().in_lines)
