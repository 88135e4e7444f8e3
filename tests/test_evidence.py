"""Evidence for unknown names: each row of evidence.toml takes its example, and leaves its near miss alone."""

import re
from typing import Any

import pytest

from alibaba_corpus.candidates import Candidate, _public_body
from alibaba_corpus.evidence import compile_evidence, decide_kinds
from alibaba_corpus.knowledge import read_knowledge
from alibaba_corpus.sentences import Sentence

Row = dict[str, Any]
ROWS: list[Row] = read_knowledge("evidence")["row"]
each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])


def takes(row: Row, text: str) -> bool:
    """Tell whether a row speaks of the name at ¶, or of the name that the text is."""
    before, _, after = text.partition("¶")
    of = re.search(r"(?:\bd['’]|\b(?:de|du|des) )$", before)
    if of and not row.get("genitive", True):
        return False
    return bool(compile_evidence(row["pattern"]).search(before if row["side"] != "after" else after))


@each_row
def test_takes_its_example(row: Row) -> None:
    assert takes(row, row["example"])


@each_row
def test_leaves_its_near_miss(row: Row) -> None:
    assert not takes(row, row["near_miss"])


@each_row
def test_weighs_for_or_against_a_kind(row: Row) -> None:
    weights = {kind: row[kind] for kind in ("organisation", "person", "place") if kind in row}
    assert weights
    assert 0 not in weights.values()


def test_evidence_of_several_places_adds_up() -> None:
    """A name with too little evidence in one place is known from several."""
    text = "Au fond, « Xy »."
    place = Candidate(Sentence(0, 0, len(text), text), 11, 13, "Xy")
    assert decide_kinds([place]) == {}
    assert decide_kinds([place, place, place]) == {"Xy": "organisation"}


@pytest.mark.parametrize("row", read_knowledge("evidence")["public_body"], ids=lambda row: row["name"])
def test_a_public_body_is_taken_whole_and_its_near_miss_left(row: Row) -> None:
    before, body, after = row["example"].split("¶")
    found = _public_body().search(before + body + after)
    assert found is not None
    assert found[0] == body
    assert _public_body().search(row["near_miss"]) is None
