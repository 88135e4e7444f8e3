"""Safe output: what an article says is shown, never run, and names no file."""

import ast
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from markdown_it import MarkdownIt

import alibaba_corpus
from alibaba_corpus import Corpus, load_corpus, save_tables
from alibaba_corpus.explore import explore
from alibaba_corpus.exports import save_graph
from alibaba_corpus.readings import read_outlets, read_partners, strike_dropped
from alibaba_corpus.report import render_report
from alibaba_corpus.summaries import count_outlets, source_line

PACKAGE = Path(alibaba_corpus.__file__).parent
SCRIPT = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"
HOSTILE = {
    "id": f"../../{SCRIPT}",
    "title": f"../{SCRIPT}",
    "source": f"{SCRIPT} ![](http://127.0.0.1/) \\<b>",
    "date": SCRIPT,
    "text": f"""../{SCRIPT}

Auchan a signé lundi un accord avec Alibaba {SCRIPT} dans la distribution.

« {SCRIPT} », a déclaré Jack Ma. Carrefour {SCRIPT} s'est allié à Tencent mardi.

Lire aussi : {SCRIPT}
""",
}


class Tags(HTMLParser):
    """Notes every tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, list[tuple[str, str | None]]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, attrs))


def dangers(html: str) -> list[str]:
    """Return the tags of a page that only an article could have brought."""
    tags = Tags()
    tags.feed(html)
    handlers = [tag for tag, attrs in tags.found if any(name.startswith("on") for name, _ in attrs)]
    return [tag for tag, _ in tags.found if tag in ("script", "img", "iframe", "a")] + handlers


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """An article that tries to run a script from each of its fields."""
    path = tmp_path_factory.mktemp("hostile") / "a.jsonl"
    path.write_text(json.dumps(HOSTILE), encoding="utf-8")
    corpus = load_corpus(path)
    assert len(corpus.relations) >= 1
    return corpus


def test_dangers_are_seen() -> None:
    assert dangers(SCRIPT) == ["script", "img", "img"]


def test_an_article_shown_as_html_runs_nothing(hostile: Corpus) -> None:
    shown = strike_dropped(hostile.lines)
    assert "alert(1)" in shown
    assert dangers(shown) == []


def test_sentences_explored_in_a_notebook_run_nothing(hostile: Corpus) -> None:
    explorer = explore(hostile)
    assert "alert(1)" in explorer.sentences.value
    assert dangers(explorer.sentences.value) == []


def test_tables_shown_in_a_notebook_run_nothing(hostile: Corpus) -> None:
    shown = hostile.lines._repr_html_()
    assert "alert(1)" in shown
    assert [tag for tag in dangers(shown) if tag in ("script", "img")] == []


def test_words_in_markdown_bring_no_tag_and_load_no_picture(hostile: Corpus) -> None:
    pair = pd.DataFrame([[SCRIPT, 1, 2]], columns=["pair", "articles", "sentences"])
    words = [read_outlets(count_outlets(hostile.articles)), source_line(hostile), read_partners(pair)]
    shown = "".join(MarkdownIt("commonmark", {"html": True}).render(text) for text in words)
    assert "alert(1)" in shown
    assert dangers(shown) == []


def test_the_report_brings_no_tag_of_an_article(hostile: Corpus) -> None:
    """The page has as many scripts as that of the articles that ship with the package."""
    shown = render_report(hostile)
    assert "alert(1)" in shown
    assert dangers(shown).count("script") == dangers(render_report(load_corpus())).count("script")
    assert [tag for tag in dangers(shown) if tag == "img"] == []


@pytest.mark.parametrize("ending", ["gexf", "graphml"])
def test_graph_files_hold_what_xml_allows(ending: str, tmp_path: Path) -> None:
    """Every character of the lowest plane in every text of a graph; reading lets no lone surrogate in."""
    every = "".join(chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000) + SCRIPT
    graph = nx.MultiDiGraph()
    for name in ("a" + every, "b" + every):
        graph.add_node(name, kind=every, group=every, country=None, aliases=[every], mentions=1, members=[])
    told = {"type": "partnership", "status": "signed", "themes": [every], "date": None, "weight": 1}
    graph.add_edge("a" + every, "b" + every, **told, articles=[every], evidence=[every])
    (path,) = save_graph(graph, tmp_path / f"graph.{ending}")
    read = {"gexf": nx.read_gexf, "graphml": nx.read_graphml}[ending](path)
    assert read.number_of_nodes() == 2
    assert read.number_of_edges() == 1
    assert all("alert(1)" in name for name in read)


def test_no_file_is_named_by_an_article(hostile: Corpus, tmp_path: Path) -> None:
    """The names of files are those of the tables, whatever titles and ids say."""
    out = tmp_path / "deep" / "out"
    for form in ("csv", "parquet"):
        save_tables(hostile, out, format=form)
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    tables = [field for field in vars(hostile) if isinstance(getattr(hostile, field), pd.DataFrame)]
    assert written == {f"deep/out/{name}.{form}" for name in tables for form in ("csv", "parquet")}


# ------------------------------------------------------------------ no code from data

RUNNING = {"eval", "exec", "compile", "__import__", "breakpoint"}
UNPACKING = {
    "pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "joblib",
    "marshal",
    "shelve",
    "yaml",
    "code",
    "codeop",
}
LEAVING = {"system", "popen", "read_pickle", "to_pickle", "load_module", "run_path", "run_module", "query"}


def risks(source: str) -> Iterator[str]:
    """Yield what in a module could turn data into code."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from UNPACKING.intersection(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from UNPACKING.intersection([(node.module or "").split(".")[0]])
        elif isinstance(node, ast.Call):
            yield from RUNNING.intersection([getattr(node.func, "id", "")])
            yield from LEAVING.intersection([getattr(node.func, "attr", "")])
            yield from (word.arg for word in node.keywords if word.arg in ("allow_pickle", "shell"))


@pytest.mark.parametrize(
    "source",
    [
        "import pickle",
        "from yaml import load",
        "eval('1')",
        "exec(text)",
        "pd.read_pickle(path)",
        "run(a, shell=True)",
    ],
)
def test_risks_are_seen(source: str) -> None:
    assert list(risks(source))


@pytest.mark.parametrize("path", sorted(PACKAGE.glob("**/*.py")), ids=lambda path: path.stem)
def test_no_module_runs_code_from_data(path: Path) -> None:
    assert list(risks(path.read_text(encoding="utf-8"))) == []
