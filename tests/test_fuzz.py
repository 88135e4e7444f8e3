"""What fuzzing found stays found: every input that once broke a promise is given to the same checks again."""

from pathlib import Path

import pytest
from fuzz import FINDINGS, TARGETS, check


@pytest.mark.parametrize("path", sorted(FINDINGS.iterdir()), ids=lambda path: path.name)
def test_an_input_that_fuzzing_found_keeps_the_promises(path: Path) -> None:
    check(path.read_bytes())


@pytest.mark.parametrize("target", range(len(TARGETS)))
@pytest.mark.parametrize("rest", [b"", b"\0", b"\r", b"\xff\xfe", "« Le rail »".encode(), b"a" * 4000])
def test_the_shortest_inputs_keep_the_promises(target: int, rest: bytes) -> None:
    check(bytes([target]) + rest)
