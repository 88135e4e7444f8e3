"""Measure how the tables of an archive are made as it grows, and by two processes in the place of one.

    python benchmarks/scale.py [SIZE ...] [--part 250]

For each SIZE (1000 2000 4000, at most 100,000) it writes an archive of that many articles as compressed
.jsonl, one in twenty on topic, made as benchmarks/speed.py makes them, and runs `build_tables` on it:

- in one process
- on two worker processes of a `distributed.LocalCluster`, one thread each

Each run has a process of its own and a folder of its own. Times are by the clock, without the loading of
models and rules: each process reads the seeds and compiles all cues before. Peaks of memory are those of
the processes that read articles, as the operating system counts them. From the largest size it computes
what ten million articles would cost. Prints the tables and writes them to benchmarks/scale.md, anew after
each size.
"""

import argparse
import gzip
import json
import os
import platform
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from speed import ON_TOPIC_IN, SEED, compile_cues, on_topic, unrelated

HERE = Path(__file__).parent
SIZES = (1_000, 2_000, 4_000)
MOST = 100_000
PART = 250  # articles of a part: small, so that each size has several for both processes
FILE = 500  # articles of a file
WORKERS = 2
TARGET = 10_000_000  # articles of the archive on paper
FARMS = (8, 64, 256)  # workers on paper


# ---------------------------------------------------------------------------------------- archive
def mix(number: int) -> Iterator[str]:
    """Yield articles of which one in `ON_TOPIC_IN` is on topic."""
    chance = random.Random(SEED)
    dealing, others = on_topic(chance, number), unrelated(chance, number)
    for place in range(number):
        yield next(others if place % ON_TOPIC_IN else dealing)


def write_archive(folder: Path, number: int) -> Path:
    """Write articles as .jsonl.gz files, no more than one of them held at once."""
    folder.mkdir()
    texts = enumerate(mix(number))
    while chunk := list(islice(texts, FILE)):
        with gzip.open(folder / f"{chunk[0][0]:07}.jsonl.gz", "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps({"id": f"{n:07}", "text": text}) + "\n" for n, text in chunk)
    return folder


# ---------------------------------------------------------------------------------------- measuring
def warm_up() -> None:
    """Load models and rules, and compile the cues of relations."""
    from alibaba_corpus import load_corpus

    load_corpus()
    compile_cues()


def peak_memory() -> float:
    """Return the most memory that this process has held, in MB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(workers: int, archive: Path, out: Path, part: int) -> dict[str, Any]:
    """Make the tables of an archive; return seconds, articles, and the peak memory of those that read."""
    from alibaba_corpus import build_tables

    if workers == 1:
        warm_up()
        started = time.monotonic()
        built = build_tables(archive, out, part_articles=part)
        seconds, peaks, coordinator = time.monotonic() - started, [peak_memory()], None
    else:
        from distributed import Client, LocalCluster

        options = {"threads_per_worker": 1, "host": "127.0.0.1", "dashboard_address": None}
        with LocalCluster(n_workers=workers, **options) as cluster, Client(cluster) as client:
            client.run(warm_up)
            started = time.monotonic()
            built = build_tables(archive, out, client, part_articles=part)
            seconds, peaks = time.monotonic() - started, [*client.run(peak_memory).values()]
            coordinator = peak_memory()
    if built.failures:
        raise RuntimeError(f"parts failed: {built.failures}")
    return {"articles": built.articles, "seconds": seconds, "peak": max(peaks), "coordinator": coordinator}


def measure_apart(workers: int, archive: Path, part: int) -> dict[str, Any]:
    """Measure in a process of its own; the load is what the machine did the minute before."""
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0"}
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as out:
        task = ["--measure", str(workers), str(archive), out, "--part", str(part)]
        done = subprocess.run(
            [sys.executable, __file__, *task], env=environment, check=True, stdout=subprocess.PIPE, text=True
        )
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return {**measured, "load": load}


# ---------------------------------------------------------------------------------------- tables
def show_sizes(found: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    rows = []
    for one, two in found:
        for processes, run in ((1, one), (WORKERS, two)):
            rate, ratio = run["articles"] / run["seconds"], one["seconds"] / run["seconds"]
            rows.append(
                f"| {run['articles']:,} | {processes} | {run['seconds']:.1f} | {rate:.1f} | {ratio:.2f} "
                f"| {run['peak']:,.0f} | {run['load']:.1f} |"
            )
    return [
        "| articles | processes | seconds | articles a second | times one | peak MB of each | load before |",
        "| ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
        *rows,
    ]


def show_growth(found: list[tuple[dict[str, Any], dict[str, Any]]]) -> list[str]:
    """Compare the largest size with the smallest."""
    (least, least_two), (most, most_two) = found[0], found[-1]
    grown = most["articles"] / least["articles"]
    lines = [
        f"- {name}: {grown:.1f} times the articles took {last['seconds'] / first['seconds']:.1f} times the "
        f"time and {last['peak'] / first['peak']:.2f} times the memory"
        for name, first, last in (("one process", least, most), ("two processes", least_two, most_two))
    ]
    return [
        *lines,
        f"- the process that hands out the work to two held {most_two['coordinator']:,.0f} MB at the largest "
        f"size, {least_two['coordinator']:,.0f} MB at the smallest",
    ]


def show_paper(one: dict[str, Any], two: dict[str, Any]) -> list[str]:
    """Compute the cost of `TARGET` articles from a size that was measured."""
    each = two["seconds"] * WORKERS / two["articles"]
    hours = TARGET * each / 3600
    alone = TARGET * one["seconds"] / one["articles"] / 3600
    rows = [f"| {farm} | {hours:,.0f} | {hours / farm:,.1f} |" for farm in FARMS]
    return [
        f"Computed, not run: at {1000 * each:.1f} ms of a worker for an article (two processes, "
        f"{two['articles']:,} articles), {TARGET:,} articles take {hours:,.0f} worker-hours; one process "
        f"without a cluster would take {alone:,.0f} hours.",
        "",
        "| workers | worker-hours | hours by the clock |",
        "| ---: | ---: | ---: |",
        *rows,
        "",
        "It assumes that time goes on growing with the articles, parts of the size used here, and that many "
        "workers wait for the scheduler and the shared disk no more than two do.",
    ]


def show_machine(found: list[tuple[dict[str, Any], dict[str, Any]]], part: int) -> list[str]:
    from importlib.metadata import version

    sizes = ", ".join(f"{one['articles']:,}" for one, _ in found)
    return [
        f"Run on {date.today()}: {platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, spaCy {version('spacy')}, "
        f"distributed {version('distributed')}. Sizes run: {sizes}, in parts of {part}.",
        "",
        "The load is the number of processes that wanted a core in the minute before a run, those of other "
        f"users too: above {os.cpu_count()} the figures are those of a machine that was shared.",
    ]


def report(found: list[tuple[dict[str, Any], dict[str, Any]]], part: int) -> str:
    lines = [
        "# Archives, measured as they grow",
        "",
        "Written by `python benchmarks/scale.py`; change nothing by hand.",
        "What is measured: see its docstring.",
        "",
        *show_machine(found, part),
        "",
        *show_sizes(found),
        "",
        *show_growth(found),
        "",
        f"## {TARGET:,} articles, on paper",
        "",
        *show_paper(*found[-1]),
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--part", type=int, default=PART, help="articles of a part")
    parser.add_argument("--measure", nargs=3, metavar=("WORKERS", "ARCHIVE", "OUT"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        workers, archive, out = options.measure
        print(json.dumps(measure(int(workers), Path(archive), Path(out), options.part)))
        return
    if not all(ON_TOPIC_IN <= size <= MOST for size in options.sizes):
        parser.error(f"sizes go from {ON_TOPIC_IN} to {MOST:,}")
    found = []
    with tempfile.TemporaryDirectory() as parent:
        for size in sorted(options.sizes):
            archive = write_archive(Path(parent, str(size)), size)
            one, two = (measure_apart(workers, archive, options.part) for workers in (1, WORKERS))
            found.append((one, two))
            (HERE / "scale.md").write_text(report(found, options.part), encoding="utf-8")
    print(report(found, options.part))


if __name__ == "__main__":
    main()
