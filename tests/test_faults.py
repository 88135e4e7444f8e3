"""A step that fails in one article: that article is told, all others are read as if it were not there."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from alibaba_corpus import archives, build_tables, load_corpus, read_tables, reading, tables
from alibaba_corpus.dictionary import table_columns
from alibaba_corpus.tables import Corpus

MARK = "Zarnoule"  # the one article that holds it is the one in which a step fails
SOUND = {
    "a": "Le rail avance\n\nAuchan a signé lundi un accord logistique avec Orange, dit Jeanne Riou.\n",
    "c": "Le fret avance\n\nBolloré a signé un accord avec Cainiao. « Le port dort », dit Paul Mercier.\n",
}
FAULTY = f"{MARK} avance\n\n{MARK} a signé le 3 mai 2018 un accord logistique avec Orange.\n"
STEPS = {
    "label_lines": "cleaning",
    "make_article": "cleaning",
    "split_sentences": "drafting",
    "find_dates": "drafting",
    "may_state_relation": "asking",
    "find_names": "naming",
    "name_candidates": "asking",
    "find_quantities": "reading",
    "find_quotes": "reading",
    "find_roles": "making rows",
}


def holds_mark(argument: object) -> bool:
    return MARK in str(argument)


def fail_in_the_faulty(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that fails where it is given anything of the faulty article."""

    def fail(*arguments: Any, **more: Any) -> Any:
        if any(map(holds_mark, arguments)):
            raise ZeroDivisionError("division by zero")
        return function(*arguments, **more)

    return fail


def fail_in_a_stream(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that fails midway, as the model does to which the texts of all articles go."""

    def watch(texts: Iterable[str]) -> Iterator[str]:
        for text in texts:
            if holds_mark(text):
                raise ZeroDivisionError("division by zero")
            yield text

    return lambda texts: function(watch(texts))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "in"
    target.mkdir()
    for name, text in {**SOUND, "b": FAULTY}.items():
        (target / f"{name}.txt").write_text(text, encoding="utf-8")
    return target


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("sound")
    for name, text in SOUND.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return load_corpus(folder)


def break_step(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (tables, archives):
        if hasattr(module, name):
            wrap = fail_in_a_stream if name == "find_names" else fail_in_the_faulty
            monkeypatch.setattr(module, name, wrap(getattr(module, name)))


@pytest.mark.parametrize("name", STEPS)
def test_an_article_in_which_a_step_fails_is_told_and_the_others_are_read(
    name: str, folder: Path, sound: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In memory and in an archive alike."""
    break_step(name, monkeypatch)
    corpus = load_corpus(folder)
    (told,) = corpus.rejected.to_dict("records")
    assert told == {
        "doc_id": "b",
        "path": str(folder / "b.txt"),
        "reason": f"{STEPS[name]} failed (ZeroDivisionError: division by zero): "
        "a fault of alibaba_corpus, report it with the article",
    }
    built = build_tables(folder, tmp_path / "out")
    assert built.failures == {}
    archive = read_tables(tmp_path / "out")
    for table in table_columns():
        expected = corpus.rejected if table == "rejected" else getattr(sound, table)
        pd.testing.assert_frame_equal(getattr(corpus, table), expected, obj=table)
        pd.testing.assert_frame_equal(getattr(archive, table), expected, obj=table)


@pytest.mark.parametrize("name", STEPS)
def test_strict_raises_what_the_step_raised_and_names_the_file(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_step(name, monkeypatch)
    with pytest.raises(ValueError, match=rf"b\.txt: {STEPS[name]} failed") as raised:
        load_corpus(folder, strict=True)
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


def test_a_file_in_which_reading_fails_is_told(
    folder: Path, sound: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "decode", lambda data: fail_in_the_faulty(str)(data.decode()))
    corpus = load_corpus(folder)
    assert list(corpus.rejected["doc_id"]) == ["b"]
    assert corpus.rejected["reason"][0].startswith("reading the file failed (ZeroDivisionError")
    pd.testing.assert_frame_equal(corpus.relations, sound.relations)


def test_a_model_that_cannot_be_asked_at_all_stops_the_load(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else each article would be told to be at fault where the installation is."""

    def missing(texts: Iterable[str]) -> Iterator[Any]:
        raise OSError("no model")
        yield

    monkeypatch.setattr(tables, "find_names", missing)
    with pytest.raises(OSError, match="no model"):
        load_corpus(folder)


def test_memory_that_runs_out_is_no_fault_of_an_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(tables, "find_quotes", fail)
    with pytest.raises(MemoryError):
        load_corpus(folder)
