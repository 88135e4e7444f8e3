"""How far long work has come is told elsewhere than on a terminal too, and short work is done in silence."""

import pandas as pd
import pytest

from alibaba_corpus import load_corpus, tables
from alibaba_corpus.dictionary import table_columns
from alibaba_corpus.progress import show_progress


def test_a_line_is_written_for_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("reading", 40, "article") as done:
        for _ in range(20):
            done(2)
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.splitlines() == [f"reading: {number} of 40" for number in range(4, 41, 4)]


def test_few_units_are_told_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("reading", 3, "article") as done:
        done(1)
        done(2)
    assert capsys.readouterr().err.splitlines() == ["reading: 1 of 3", "reading: 3 of 3"]


def test_what_is_not_to_be_shown_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    with show_progress("reading", 3, "article", shown=False) as done:
        done(3)
    assert capsys.readouterr().err == ""


def test_a_corpus_that_is_read_bit_by_bit_is_the_same_and_says_how_far_it_is(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = load_corpus()
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(tables, "TOGETHER", 2)
    parts = load_corpus()
    assert capsys.readouterr().err.splitlines() == [f"reading: {number} of 5" for number in (2, 4, 5)]
    for name in table_columns():
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(parts, name), obj=name)
