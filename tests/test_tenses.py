"""Tenses: what looks back or ahead, and where it is looked for."""

import re

import pytest
from hypothesis import given

from alibaba_corpus import date_context
from alibaba_corpus.dates import find_dates
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.tenses import SENTENCE_END, Cue, Tenses, cues
from tests.test_dates import PRESSLIKE, PUBLISHED

CUES = [
    (language, row)
    for language, grammar in read_knowledge("calendar").items()
    for row in grammar.get("cue", ())
]


@pytest.mark.parametrize(("language", "row"), CUES, ids=lambda v: v if isinstance(v, str) else v["example"])
def test_cue_takes_its_example_and_leaves_its_near_miss(language, row):
    """Each cue is found in its example and not in its near miss."""
    assert re.search(row["form"], row["example"])
    assert not re.search(row["form"], row["near_miss"])


def tenses_everywhere(plain, found, language):
    """Return the tenses of a text with the cues of all its sentences."""
    ends = [match.end() for match in SENTENCE_END.finditer(plain)]
    commas = [match.start() for match in re.finditer(",", plain)]
    near = sorted(
        Cue(*match.span(), tense) for form, tense in cues(language) for match in form.finditer(plain)
    )
    return Tenses(ends, commas, near, [cue.start for cue in near])


@given(PRESSLIKE, PUBLISHED)
def test_cues_of_other_sentences_would_tell_nothing(text, published):
    """They are looked for only where a date stands that lacks its year."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(date_context, "find_tenses", tenses_everywhere)
        everything = find_dates(text, published)
    assert find_dates(text, published) == everything
