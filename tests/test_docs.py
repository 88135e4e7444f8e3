"""What the documents tell a reader to do can be done: commands exist, examples run, versions agree."""

import doctest
import re
import tomllib
from pathlib import Path

import pytest
import yaml
from conf import mapped_modules

import alibaba_corpus
from alibaba_corpus.cli import main
from tests.test_house import ORDER

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("*/README.md")])
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", MAKEFILE, flags=re.MULTILINE))
each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


def commands(text: str, name: str) -> list[list[str]]:
    """Return the words behind `name` wherever a document shows it as a command."""
    shown = re.findall(r"^```console\n(.*?)^```|`([^`\n]+)`", text, flags=re.MULTILINE | re.DOTALL)
    lines = [line.split(" # ")[0].strip() for block in shown for line in "\n".join(block).splitlines()]
    found = [re.match(rf"(?:\.venv/bin/)?{name} (.*)", line) for line in lines]
    return [match[1].split() for match in found if match]


def test_commands_are_found_where_they_are_shown() -> None:
    """The reader of the tests below reads blocks and words in the text."""
    text = "Run `make test`, then\n\n```console\nmake lab   # opens\n.venv/bin/python benchmarks/x.py\n```\n"
    assert commands(text, "make") == [["test"], ["lab"]]
    assert commands(text, "python") == [["benchmarks/x.py"]]


@each_page
def test_make_targets_that_a_page_names_exist(path: Path) -> None:
    """Nobody is told to make what the Makefile does not know."""
    named = {words[0] for words in commands(path.read_text(encoding="utf-8"), "make")}
    assert named <= TARGETS


@each_page
def test_console_commands_that_a_page_names_are_understood(path: Path) -> None:
    """Subcommands and options of `alibaba-corpus` are those that it has."""
    for words in commands(path.read_text(encoding="utf-8"), "alibaba-corpus"):
        assert main([*words, "--articles", "no/such/folder"]) == 1  # 2 would be a wrong command


@each_page
def test_files_that_a_page_names_exist(path: Path) -> None:
    """Links to files of the project and scripts to run lead somewhere."""
    text = path.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", text)
    scripts = [words[0] for words in commands(text, "python") if words[0].endswith(".py")]
    missing = [
        link for link in links if not (path.parent / link).exists() and not link.startswith("modules/")
    ]
    assert missing + [script for script in scripts if not (ROOT / script).exists()] == []


def test_files_that_contributing_names_exist() -> None:
    """Data files and tests of the guide are there under the names it gives."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    data = set(re.findall(r"`(\w+\.toml)`", text)) - {"pyproject.toml"}
    tests = set(re.findall(r"\b(test_\w+\.py)\b", text))
    assert len(data) >= 10
    assert len(tests) >= 10
    assert {name for name in data if not (ROOT / "alibaba_corpus" / "data" / name).exists()} == set()
    assert {name for name in tests if not (ROOT / "tests" / name).exists()} == set()


def test_the_documents_name_commands_at_all() -> None:
    """The tests above have something to check."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert {"test", "figures", "lab"} <= {words[0] for words in commands(text, "make")}
    assert len(commands(text, "alibaba-corpus")) >= 2
    assert len(commands(text, "python")) >= 2


def test_getting_started_runs_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each example of the page gives what the page shows."""
    monkeypatch.chdir(ROOT)
    run = doctest.testfile(str(ROOT / "docs" / "start.md"), module_relative=False, encoding="utf-8")
    assert run.attempted >= 10
    assert run.failed == 0


def test_every_module_has_a_page() -> None:
    """The docs take their modules from the map in README.md, in the order of the flow."""
    assert tuple(mapped_modules()) == ORDER


def test_one_version_everywhere() -> None:
    """The package, its metadata and its citation name the same version; the changelog is tested elsewhere."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert alibaba_corpus.__version__ == project["version"]
    assert str(citation["version"]) == project["version"]


def test_citation_has_what_a_citation_needs() -> None:
    """The keys that the Citation File Format 1.2.0 demands, the licence of the project, and its name."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(citation)
    assert all(author.get("name") or author.get("family-names") for author in citation["authors"])
    assert (citation["title"], citation["license"]) == ("alibaba_corpus", "MIT")


def test_every_page_of_the_docs_stands_in_the_contents() -> None:
    """No page is out of reach."""
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    listed = re.search(r"```\{toctree\}\n:hidden:\n\n(.*?)\n```", index, flags=re.DOTALL)
    assert listed is not None
    pages = {path.stem for path in (ROOT / "docs").glob("*.md")} - {"index"}
    assert set(listed[1].split()) - {"modules/index"} == pages
