"""What a text ends with is found near its end as a search of the whole finds it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alibaba_corpus.endings import ending

PATTERNS = (
    r"\bchez (?:la |le )?$",
    r"(?i)\b(?:l['’]|le )(?:géant|groupe) [«“]?$",
    r"\bfilial\w* (?:\S+ ){0,3}de $",
    r"(?<!en )\b\d{1,3}(?: \d{3})*\Z",
    r"\bau $(?<!\bdu au )",
)
WORDS = ["chez ", "Chez ", "xchez ", "le ", "l’", "géant ", "GROUPE ", "«", "filiale ", "de ", "du ", "au "]
PIECES = st.sampled_from([*WORDS, "en ", "12", " 345", "\n", " "])


@pytest.mark.parametrize("pattern", PATTERNS)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_an_ending_is_found_as_by_a_search_of_the_whole_text(pattern: str, text: str) -> None:
    """Whatever stands before it, a line's end behind it too."""
    whole, near = re.search(pattern, text), ending(re.compile(pattern)).search(text)
    assert (near and near.span()) == (whole and whole.span())
