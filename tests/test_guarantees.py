"""The page of guarantees names tests that exist."""

import ast
import re
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PAGE = (TESTS.parent / "docs" / "guarantees.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(test_\w+\.py)::(test_\w+)`", PAGE)))


@pytest.mark.parametrize(("module", "name"), NAMED)
def test_a_test_that_the_page_names_exists(module: str, name: str) -> None:
    tree = ast.parse((TESTS / module).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def test_every_row_of_a_guarantee_names_a_test() -> None:
    parts = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    promised = [part for part in parts if part.startswith(("To users", "Output", "Properties", "Archives"))]
    lines = [line for part in promised for line in part.splitlines()]
    rows = [line for line in lines if line.startswith("| ") and not line.startswith("| ---")]
    assert len(promised) == 4
    assert len(rows) > 20
    assert [row for row in rows if "test" not in row.rsplit("|", 2)[-2]] == []
