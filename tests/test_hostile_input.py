"""Hostile input: each kind is read correctly or is a row of `rejected` that says why; the rest goes on.

Every case lies in a folder beside a sound article. The sound one must have the same rows as when it is alone;
the hostile one either its text (`reads`) or a reason (`told`), and with `strict` the reason is raised.
"""

import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import tracemalloc
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

import alibaba_corpus.sources
from alibaba_corpus import Corpus, load_corpus
from alibaba_corpus.reading import LONGEST_ARTICLE, RawArticle, read_articles
from alibaba_corpus.sources import list_files

SOUND = "Auchan choisit Alibaba\n\nAuchan a signé lundi un partenariat avec Alibaba dans la distribution.\n"
LINE = "Le fret avance\n\nBolloré a signé mardi un accord avec Cainiao pour ses entrepôts de Liège.\n"
NOISE = random.Random(8).randbytes(4000)
CHINESE = "阿里巴巴集团与法国欧尚签署合作协议。" * 20
BOILERPLATE = "Lire aussi\nPartager\nImprimer\nS'abonner\nTous droits réservés\n"


@dataclass(frozen=True, slots=True)
class Case:
    """A file of a name and content: the texts that are read from it, and the reasons that are told."""

    name: str
    content: bytes
    reads: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def parquet(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pd.DataFrame(columns).to_parquet(file)
    return file.getvalue()


def rows(*found: object) -> bytes:
    return "\n".join(json.dumps(row) for row in found).encode()


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()


PARAGRAPH = (
    "Bolloré a signé mardi un accord avec Cainiao pour ses entrepôts de Liège, dit le groupe français."
)

CASES = {
    # ---------------------------------------------------------------- files without text
    "empty file": Case("a.txt", b"", told=("empty file",)),
    "blank file": Case("a.txt", b" \r\n\t\n", told=("empty file",)),
    "blank file of many lines": Case("a.txt", b"\n" * 200_000, told=("no text in it",)),
    "blank JSON Lines": Case("a.jsonl", b"\n\n", told=("empty file",)),
    "table without rows": Case("a.csv", b"id,text\n", told=("no article in it",)),
    "Parquet without rows": Case("a.parquet", parquet(text=[]), told=("no article in it",)),
    "binary file": Case("a.txt", NOISE, told=("binary file",)),
    "picture": Case("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + NOISE, told=("binary file",)),
    "PDF": Case("a.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n" + NOISE, told=("binary file",)),
    "Word file": Case("a.txt", b"PK\x03\x04\x14\0\x06\0" + NOISE, told=("binary file",)),
    "binary JSON Lines": Case("a.jsonl", NOISE, told=("binary file",)),
    # ---------------------------------------------------------------- encodings
    "stray bytes in UTF-8": Case("a.txt", LINE.encode() + b"\xab caf\xe9 \xbb", (LINE + "« café »",)),
    "UTF-8 cut in a letter": Case("a.txt", f"{LINE}Liè".encode()[:-1], reads=(f"{LINE}LiÃ",)),
    "UTF-16 without its mark": Case("a.txt", LINE.encode("utf-16-le"), reads=(LINE,)),
    "UTF-16, the other way round": Case("a.txt", LINE.encode("utf-16-be"), reads=(LINE,)),
    "UTF-16 cut in a letter": Case("a.txt", LINE.encode("utf-16-le")[:-1], (LINE[:-1] + "\ufffd",)),
    "UTF-16 in Chinese without its mark": Case("a.txt", CHINESE.encode("utf-16-le"), told=("binary file",)),
    "UTF-32": Case("a.txt", LINE.encode("utf-32"), reads=(LINE,)),
    # ---------------------------------------------------------------- characters
    "a NUL": Case(
        "a.txt", LINE.replace("mardi", "mar\0di").encode(), (LINE.replace("mardi", "mar\ufffddi"),)
    ),
    "NUL bytes all over": Case("a.txt", LINE.replace(" ", "\0").encode(), told=("binary file",)),
    "NUL in JSON": Case("a.jsonl", rows({"text": f"{LINE}\0"}), reads=(f"{LINE}\ufffd",)),
    "control characters": Case(
        "a.txt", f"{LINE}\x07\x1b[31mRouge.\x1b[0m".encode(), (f"{LINE}\x07\x1b[31mRouge.\x1b[0m",)
    ),
    "right-to-left override": Case(
        "a.txt", f"{LINE}\u202eLiège\u202c.".encode(), (f"{LINE}\u202eLiège\u202c.",)
    ),
    "lone surrogates": Case(
        "a.jsonl", b'{"text": "Le rail \\ud800 avance", "title": "\\udc00"}', ("Le rail \ufffd avance",)
    ),
    # ---------------------------------------------------------------- files of many articles
    "a broken line among others": Case(
        "a.jsonl",
        b'{"text": "Un quai."}\n{"text": \n\n[1]\n{"words": 1}\n{"text": 5}\n{"text": "Une gare."}',
        ("Un quai.", "Une gare."),
        ("line 2: broken JSON", "line 4: not an object", "line 5: no text column", "line 6: empty text"),
    ),
    "JSON nested without end": Case(
        "a.jsonl", b"[" * 100_000 + b'\n{"text": "Une gare."}', ("Une gare.",), ("line 1: broken JSON",)
    ),
    "a number of 10,000 digits": Case(
        "a.jsonl", b'{"id": ' + b"9" * 10_000 + b', "text": "Un quai."}', told=("line 1: broken JSON",)
    ),
    "the same id again": Case("a.jsonl", rows(*({"id": "x", "text": "Un quai."},) * 3), ("Un quai.",) * 3),
    "a row of more fields than names": Case("a.csv", b"text,id\nUn quai.,1,2,3\n", ("Un quai.",)),
    "a NUL in a table": Case("a.csv", b"text,id\nUn\0quai.,1\n", ("Un\ufffdquai.",)),
    "a quote that nothing closes": Case("a.csv", b'text\n"Un quai.\nUne gare.\n', ("Un quai.\nUne gare.\n",)),
    "table without a text column": Case(
        "a.csv", b"id,words\n1,rail\n", told=("no text column; name it one of",)
    ),
    "Parquet without a text column": Case(
        "a.parquet", parquet(words=["rail"]), told=("no text column; name it",)
    ),
    "Parquet of bytes and numbers": Case(
        "a.parquet", parquet(text=[b"\xff\xfe"], id=[1]), told=("row 1: empty text",)
    ),
    "Parquet cut off": Case("a.parquet", parquet(text=["Un quai."])[:-20], told=("broken Parquet file",)),
    # ---------------------------------------------------------------- sizes
    "a line of 50 MB": Case(
        "a.txt", b"a" * 50_000_000, told=("more than 1,000,000 characters in one article",)
    ),
    "a line of JSON of 50 MB": Case(
        "a.jsonl",
        b'{"text": "' + b"a" * 50_000_000 + b'"}\n{"text": "Une gare."}',
        ("Une gare.",),
        ("line 1: more than 8,000,000 characters",),
    ),
    "a cell of 50 MB": Case(
        "a.csv",
        b'text\nUn quai.\n"' + b"a" * 50_000_000 + b'"\n',
        ("Un quai.",),
        ("broken CSV below line 2: a line of more than 8,000,000 characters; the rows above it are read",),
    ),
    "a million lines": Case("a.txt", LINE.encode() * 333_334, told=("more than 1,000,000 characters",)),
    "a row of more than an article": Case(
        "a.jsonl",
        rows({"text": "a" * (LONGEST_ARTICLE + 1)}),
        told=("line 1: more than 1,000,000 characters",),
    ),
    # ---------------------------------------------------------------- packed files
    "a bomb of an article": Case("a.txt.gz", gzip.compress(b"a" * 50_000_000), told=("more than 1,000,000",)),
    "a bomb of a line": Case(
        "a.jsonl.gz",
        gzip.compress(b"a" * 150_000_000, 1),
        told=("can't be read: it unpacks to more than 200",),
    ),
    "a bomb of a table": Case(
        "a.parquet.gz", gzip.compress(b"PAR1" + bytes(150_000_000), 1), told=("can't be read: it unpacks to",)
    ),
    "no packed file at all": Case("a.txt.gz", LINE.encode(), told=("can't be read: Not a gzipped file",)),
    "a packed file cut off": Case(
        "a.txt.gz", gzip.compress(LINE.encode() * 50)[:-20], told=("can't be read: Compressed file ended",)
    ),
    "a packed file with wrong bytes": Case(
        "a.txt.gz", gzip.compress(NOISE)[:200] + NOISE, told=("can't be read: ",)
    ),
    "a packed table": Case("a.parquet.gz", gzip.compress(parquet(text=["Un quai."])), ("Un quai.",)),
    # ---------------------------------------------------------------- web pages
    "divisions nested 200,000 deep": Case(
        "a.html",
        page("<div>" * 200_000 + PARAGRAPH + "</div>" * 200_000),
        told=("no article found in this page",),
    ),
    "bold nested 100,000 deep": Case("a.html", page("<b>" * 100_000 + PARAGRAPH), told=("no article found",)),
    "tables nested 5,000 deep": Case("a.html", page("<table><tr><td>" * 5_000), told=("no article found",)),
    "100,000 attributes": Case("a.html", page(f"<p {'a=1 ' * 100_000}>{PARAGRAPH}</p>"), (PARAGRAPH,)),
    "a comment that nothing closes": Case("a.html", page("<!--" * 50_000), told=("no article found",)),
    "a billion laughs": Case(
        "a.html",
        b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
        b"<html><body><article><p>&c;</p></article></body></html>",
        told=("no article found",),
    ),
    "an entity that reads a file": Case(
        "a.html",
        b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b"<html><body><article><p>&x;</p></article></body></html>",
        told=("no article found",),
    ),
    "scripts": Case(
        "a.html", page(f"<script>alert(1)</script><article><p>{PARAGRAPH}</p></article>"), (PARAGRAPH,)
    ),
    "a page without its end": Case(
        "a.html", page(f"<article><p>{PARAGRAPH}")[: -len("</body></html>")], (PARAGRAPH,)
    ),
    "a page of 11 MB": Case(
        "a.html", page("<p>Le rail.</p>" * 700_000), told=("a page of more than 10,000,000 bytes",)
    ),
    # ---------------------------------------------------------------- articles
    "only boilerplate": Case("a.txt", BOILERPLATE.encode(), (BOILERPLATE,)),
    "an article in Chinese": Case("a.txt", CHINESE.encode(), (CHINESE,)),
    "an article in capitals": Case("a.txt", LINE.upper().encode(), (LINE.upper(),)),
    "an article of one word": Case("a.txt", b"Alibaba", ("Alibaba",)),
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """The sound article alone."""
    return load_corpus(write(tmp_path_factory.mktemp("sound"), "sound.txt", SOUND.encode()))


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def rows_of(corpus: Corpus, table: str, doc_id: str) -> list[dict[str, object]]:
    frame: pd.DataFrame = getattr(corpus, table)
    return frame[frame["doc_id"] == doc_id].astype(object).where(frame.notna(), None).to_dict("records")


def assert_sound(corpus: Corpus, sound: Corpus) -> None:
    """The sound article has the rows it has alone."""
    for table in ("articles", "lines", "sentences", "mentions", "relations", "dates"):
        assert rows_of(corpus, table, "sound") == rows_of(sound, table, "sound")
    assert rows_of(corpus, "relations", "sound")


@pytest.mark.parametrize("name", CASES)
def test_hostile_file_is_read_or_told_and_the_rest_goes_on(name: str, sound: Corpus, tmp_path: Path) -> None:
    case = CASES[name]
    hostile = write(tmp_path, case.name, case.content)
    write(tmp_path, "sound.txt", SOUND.encode())
    corpus = load_corpus(tmp_path)
    assert_sound(corpus, sound)
    others = corpus.articles[corpus.articles["doc_id"] != "sound"]
    assert others["doc_id"].is_unique
    assert others["raw_chars"].tolist() == [len(text) for text in case.reads]
    read = (
        [found.text for found in read_articles(hostile) if isinstance(found, RawArticle)]
        if case.reads
        else []
    )
    assert read == list(case.reads)
    reasons = corpus.rejected["reason"].tolist()
    assert [reason[: len(told)] for reason, told in zip(reasons, case.told, strict=True)] == list(case.told)
    assert corpus.rejected["path"].tolist() == [str(hostile)] * len(case.told)


@pytest.mark.parametrize("name", [name for name in CASES if CASES[name].told])
def test_strict_raises_what_is_told(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    hostile = write(tmp_path, case.name, case.content)
    with pytest.raises(ValueError, match="^" + str(hostile).replace(".", r"\.")) as raised:
        load_corpus(tmp_path, strict=True)
    assert case.told[0] in str(raised.value)


# ------------------------------------------------------------------ folders, links and what may not be read


def link(path: Path, goal: Path) -> None:
    """Make a link, or say why that cannot be tested here."""
    try:
        path.symlink_to(goal, target_is_directory=goal.is_dir())
    except OSError as error:
        pytest.skip(f"links can't be made here ({error}); on Windows switch the developer mode on")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of the sound article, with room beside it."""
    (tmp_path / "articles").mkdir()
    write(tmp_path / "articles", "sound.txt", SOUND.encode())
    return tmp_path / "articles"


def found_in(*sources: Path) -> dict[str, str]:
    """Return for each article or rejection its text, or why not."""
    found = list(read_articles(sources))
    told = {item.doc_id: item.text if isinstance(item, RawArticle) else item.reason for item in found}
    assert len(told) == len(found)
    return told


def test_a_folder_named_like_a_file_is_read_as_a_folder(folder: Path) -> None:
    (folder / "a.txt").mkdir()
    write(folder / "a.txt", "b.txt", LINE.encode())
    (folder / "empty.txt").mkdir()
    assert found_in(folder) == {"b": LINE, "sound": SOUND}
    assert found_in(folder / "a.txt") == {"b": LINE}


def test_files_of_the_same_stem_all_survive(folder: Path) -> None:
    for name in ("a/note.txt", "b/note.txt", "b/note.csv", "note.csv", "sound.csv"):
        (folder / name).parent.mkdir(exist_ok=True)
        write(folder, name, LINE.encode())
    names = [source.stem for source in list_files(folder)]
    assert names == ["a/note", "b/note.csv", "b/note.txt", "note", "sound.csv", "sound.txt"]
    assert len(found_in(folder)) == len(names)


def test_links_inside_the_folder_are_not_read_twice(folder: Path) -> None:
    (folder / "sub").mkdir()
    link(folder / "a.txt", folder / "sound.txt")
    link(folder / "sub" / "above", folder)
    link(folder / "around", folder / "sub")
    assert found_in(folder) == {"sound": SOUND}
    assert found_in(folder, folder / "a.txt", folder / "sub") == {"sound": SOUND}


def test_a_link_to_a_file_of_another_suffix_is_followed(folder: Path) -> None:
    write(folder, "note.dat", LINE.encode())
    link(folder / "note.txt", folder / "note.dat")
    assert found_in(folder) == {"note": LINE, "sound": SOUND}


@pytest.mark.parametrize("goal", ["secret.txt", "secrets"])
def test_a_link_out_of_the_folder_is_told_and_not_followed(goal: str, folder: Path) -> None:
    (folder.parent / "secrets").mkdir()
    for name in ("secret.txt", "secrets/secret.txt"):
        write(folder.parent, name, b"Ceci ne regarde personne.")
    link(folder / "a.txt", folder.parent / goal)
    told = found_in(folder)
    assert told["sound"] == SOUND
    assert told["a"].startswith("a link that leads out of the folder, to ")
    assert "copy what it leads to into the folder" in told["a"]
    with pytest.raises(ValueError, match=r"a\.txt: a link that leads out"):
        load_corpus(folder, strict=True)


def test_a_link_that_is_named_itself_is_followed(folder: Path) -> None:
    link(folder.parent / "a.txt", folder / "sound.txt")
    assert found_in(folder.parent / "a.txt") == {"a": SOUND}


@pytest.mark.parametrize("goal", ["a.txt", "b.txt", "nowhere.txt"])
def test_links_in_circles_and_to_nowhere_are_told(goal: str, folder: Path) -> None:
    link(folder / "a.txt", folder / goal)
    link(folder / "b.txt", folder / "a.txt")
    why = "a link that leads nowhere or in circles; remove it or mend it"
    assert found_in(folder) == {"a": why, "b": why, "sound": SOUND}


def test_a_file_that_vanishes_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = write(folder, "gone.txt", LINE.encode())
    found = read_articles(folder)
    name_files = alibaba_corpus.sources._name_files

    def vanish(files: list[tuple[Path, Path]]) -> list[str]:
        gone.unlink()
        return name_files(files)

    monkeypatch.setattr(alibaba_corpus.sources, "_name_files", vanish)
    told = {item.doc_id: getattr(item, "reason", None) for item in found}
    assert told == {
        "gone": "can't be read: No such file or directory; mend the file or get it anew",
        "sound": None,
    }


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names exist on Unix only")
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert found_in(folder) == {"sound": SOUND}
    assert found_in(folder / "pipe.txt")["pipe"].startswith("neither a file nor a folder")


def test_a_name_that_is_no_text_is_read_and_saved(folder: Path) -> None:
    try:
        write(folder, "caf\udce9.txt", LINE.encode())
        write(folder, "caf\udce8.txt", LINE.encode())
    except (OSError, UnicodeEncodeError) as error:
        pytest.skip(f"this disk keeps names as text only ({error}); nothing to do")
    told = found_in(folder)
    assert len(told) == 3
    assert all(doc_id.encode() for doc_id in told)


READ_AS_NOBODY = """
import os, sys
from alibaba_corpus.reading import read_articles
if os.getuid() == 0:
    os.setuid(65534)
for found in read_articles(sys.argv[1]):
    print(found.doc_id, getattr(found, "reason", "read"), sep=": ")
"""


@pytest.mark.skipif(not hasattr(os, "setuid"), reason="who may read a file is set otherwise on Windows")
def test_files_and_folders_that_may_not_be_read_are_told() -> None:
    """Read by somebody who is not root, to whom every file is open."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "closed").mkdir()
        for file in ("closed/a.txt", "secret.txt", "sound.txt"):
            write(folder, file, LINE.encode())
        (folder / "secret.txt").chmod(0)
        (folder / "closed").chmod(0)
        command = [sys.executable, "-c", READ_AS_NOBODY, name]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
        (folder / "closed").chmod(0o700)
    assert ran.stdout.splitlines() == [
        "closed: this folder can't be looked into (Permission denied); allow it to be read",
        "secret: can't be read: Permission denied; mend the file or get it anew",
        "sound: read",
    ]


def test_ten_thousand_files_are_each_read_once_in_order(tmp_path: Path) -> None:
    for number in range(10_000):
        write(tmp_path, f"{number:05}.txt", b"Alibaba")
    assert [found.doc_id for found in read_articles(tmp_path)] == [f"{number:05}" for number in range(10_000)]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".csv", ".parquet"])
def test_no_more_than_some_rows_are_held_at_once(suffix: str, tmp_path: Path) -> None:
    """A file of 5 MB is read in the memory of a few rows of 10 kB each."""
    texts = [f"{number:05}" * 2000 for number in range(500)]
    table = {
        ".jsonl": lambda: rows(*({"text": text} for text in texts)),
        ".csv": lambda: "\n".join(["text", *texts]).encode(),
        ".parquet": lambda: parquet(text=texts),
    }[suffix.removesuffix(".gz")]()
    path = write(tmp_path, f"a{suffix}", gzip.compress(table, 1) if suffix.endswith(".gz") else table)
    del table
    next(read_articles(path))
    tracemalloc.start()
    read = sum(isinstance(found, RawArticle) for found in read_articles(path))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert read == 500
    assert peak < 2_500_000
