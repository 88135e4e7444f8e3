"""Archives made part by part: the tables of one process row for row, whatever breaks on the way."""

import gzip
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from alibaba_corpus import archives, build_tables, load_corpus, partner_graph, read_tables
from alibaba_corpus.dictionary import table_columns
from alibaba_corpus.tables import Corpus

distributed = pytest.importorskip("distributed", reason="python -m pip install 'alibaba-corpus[scale]'")

GOODS = ["wagons", "avions", "vélos", "tracteurs", "bateaux", "chariots"]
DEAL = "Auchan a signé {} un accord logistique avec Orange."
CLOSING = "Le quai, votre rendez-vous du fret."


def story(goods: str) -> str:
    body = f"Les {goods} partent de la gare de marchandises, et il faudra seize jours pour traverser le pays."
    more = f"La compagnie des {goods} espère trois départs par mois, si les douanes ne ferment pas le port."
    return f"Le retour des {goods} au port\n{body}\n{more}\n{CLOSING}"


def write_archive(folder: Path) -> Path:
    """Recurring lines, a repeat, clashing names, a date that another article settles, a broken file."""
    folder.mkdir()
    with gzip.open(folder / "a.jsonl.gz", "wt", encoding="utf-8") as lines:
        for number, goods in enumerate(GOODS):
            lines.write(json.dumps({"id": f"n{number % 4}", "text": story(goods)}) + "\n")
        lines.write("{broken\n")
    pd.DataFrame([{"id": "n1", "text": story(GOODS[0]) + "\nBref."}]).to_parquet(folder / "b.parquet")
    (folder / "c.txt").write_text(f"Le rail\n{DEAL.format('le 2 juillet')}\n", encoding="utf-8")
    (folder / "d.txt").write_text(
        f"Le rail\nPublié le 3 juillet 2018\n{DEAL.format('lundi')}\n", encoding="utf-8"
    )
    (folder / "e.txt.gz").write_bytes(gzip.compress(story("trains").encode())[:60])
    (folder / "f.parquet").write_bytes(b"PAR1 no table at all")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_archive(tmp_path_factory.mktemp("archive") / "in")


@pytest.fixture(scope="module")
def corpus(archive: Path) -> Corpus:
    return load_corpus(archive)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two worker processes on the loopback interface."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as started:
        yield started


def assert_same(out: Path, corpus: Corpus) -> None:
    found = read_tables(out)
    for name in table_columns():
        pd.testing.assert_frame_equal(getattr(found, name), getattr(corpus, name), obj=name)


def test_the_archive_has_what_only_the_whole_of_it_tells(corpus: Corpus) -> None:
    """Else the comparisons below would compare little."""
    assert corpus.lines["rule"].str.startswith("recurring").sum() >= 6
    assert corpus.articles["duplicate_of"].notna().sum() == 1
    assert corpus.dates["basis"].eq("inferred from article d").sum() == 1
    assert {"n0", "n0~2", "n1~2", "n1~3"} <= {*corpus.articles["doc_id"]}
    assert len(corpus.rejected) == 3


@pytest.mark.parametrize(("articles", "bucket"), [(1, 2), (3, 4), (1000, 1000)])
def test_tables_do_not_depend_on_how_the_archive_is_cut(
    articles: int, bucket: int, archive: Path, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "BUCKET_ARTICLES", bucket)
    built = build_tables(archive, tmp_path / "out", part_articles=articles)
    assert built.failures == {}
    assert_same(tmp_path / "out", corpus)


def test_a_cluster_makes_the_same_tables_though_a_worker_is_killed(
    archive: Path, corpus: Corpus, cluster: Any, tmp_path: Path
) -> None:
    """The address of a scheduler is enough; what was read before a worker died is not read again."""
    kept: dict[Path, int] = {}
    with distributed.Client(cluster) as client:
        victim = min(client.run(os.getpid).values())

    def kill_in_the_middle() -> None:
        while not [*tmp_path.glob("out/.work/read/*.json")]:
            time.sleep(0.02)
        kept.update((note, note.stat().st_mtime_ns) for note in tmp_path.glob("out/.work/read/*.json"))
        os.kill(victim, signal.SIGKILL)

    killer = threading.Thread(target=kill_in_the_middle)
    killer.start()
    built = build_tables(archive, tmp_path / "out", cluster.scheduler_address, part_articles=2)
    killer.join()
    assert built.failures == {}
    assert len(kept) < built.parts
    assert {note: note.stat().st_mtime_ns for note in kept} == kept
    assert_same(tmp_path / "out", corpus)


def test_each_worker_loads_the_model_once_for_all_its_parts(cluster: Any, tmp_path: Path) -> None:
    """However many parts it reads."""
    (tmp_path / "in").mkdir()
    for number, goods in enumerate(GOODS):
        text = f"Le port\nL'armateur Rivalis a signé lundi un accord avec Orange sur les {goods}.\n"
        (tmp_path / "in" / f"{number}.txt").write_text(text, encoding="utf-8")

    def loadings() -> tuple[int, int]:
        from alibaba_corpus import names

        known = names._pipeline.cache_info()
        return known.misses, known.hits

    with distributed.Client(cluster) as client:
        built = build_tables(tmp_path / "in", tmp_path / "out", client, part_articles=1)
        told = client.run(loadings).values()
    assert built.parts == len(GOODS)
    assert sum(misses + hits for misses, hits in told) >= len(GOODS)
    assert {misses for misses, _ in told} <= {0, 1}


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(
    archive: Path, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, times = archives._read_part, iter(range(100))

    def die(*arguments: Any) -> str:
        if next(times) == 2:
            raise KeyboardInterrupt
        return read(*arguments)

    monkeypatch.setattr(archives, "_read_part", die)
    with pytest.raises(KeyboardInterrupt):
        build_tables(archive, tmp_path / "out", part_articles=2)
    monkeypatch.setattr(archives, "_read_part", read)
    built = build_tables(archive, tmp_path / "out", part_articles=2)
    assert built.read_now == built.parts - 2
    assert build_tables(archive, tmp_path / "out", part_articles=2).read_now == 0
    assert_same(tmp_path / "out", corpus)


KILLED = """
import os, signal, sys
from alibaba_corpus import archives

write, times = archives._write_table, iter(range(100))

def write_or_die(*arguments):
    if next(times) == int(sys.argv[3]):
        os.kill(os.getpid(), signal.SIGKILL)
    return write(*arguments)

archives._write_table = write_or_die
archives.build_tables(sys.argv[1], sys.argv[2], part_articles=2)
"""


def test_a_process_killed_between_two_tables_of_a_part_loses_that_part_only(
    archive: Path, corpus: Corpus, tmp_path: Path
) -> None:
    """Two parts were read and the third was half written: all but the two are read by the next run."""
    out, tables = tmp_path / "out", len(table_columns())
    command = [sys.executable, "-c", KILLED, str(archive), str(out), str(2 * tables + 3)]
    assert subprocess.run(command, check=False, capture_output=True).returncode == -signal.SIGKILL
    assert len([*out.glob(".work/drafts/lines/*.parquet")]) == 3
    built = build_tables(archive, out, part_articles=2)
    assert built.read_now == built.parts - 2
    assert_same(out, corpus)


def test_a_part_that_fails_is_told_with_its_articles_while_the_rest_finishes(
    archive: Path, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_rows = archives.read_rows

    def fail(articles: Any) -> Any:
        if any(article.doc_id == "c" for article in articles):
            raise MemoryError("no room")
        return read_rows(articles)

    monkeypatch.setattr(archives, "read_rows", fail)
    built = build_tables(archive, tmp_path / "out", part_articles=1)
    assert [*built.failures.values()] == ["MemoryError: no room"]
    found = read_tables(tmp_path / "out")
    assert found.rejected.set_index("doc_id").loc["c", "reason"] == "its part failed: MemoryError: no room"
    assert {*found.articles["doc_id"]} == {*corpus.articles["doc_id"]} - {"c"}
    monkeypatch.setattr(archives, "read_rows", read_rows)
    assert build_tables(archive, tmp_path / "out", part_articles=1).read_now == 1
    assert_same(tmp_path / "out", corpus)


def test_parts_of_files_that_are_gone_are_removed(tmp_path: Path) -> None:
    folder = write_archive(tmp_path / "in")
    build_tables(folder, tmp_path / "out", part_articles=2)
    (folder / "a.jsonl.gz").unlink()
    build_tables(folder, tmp_path / "out", part_articles=2)
    assert_same(tmp_path / "out", load_corpus(folder))


def test_the_graph_of_a_folder_of_tables_is_that_of_the_corpus(
    archive: Path, corpus: Corpus, cluster: Any, tmp_path: Path
) -> None:
    """Summed here or by the workers of a cluster."""
    build_tables(archive, tmp_path / "out", part_articles=3)
    expected = partner_graph(corpus)
    assert list(expected.edges) == [("Auchan", "Orange", "partnership signed")]
    for client in (None, cluster.scheduler_address):
        found = partner_graph(tmp_path / "out", client=client)
        assert dict(found.nodes(data=True)) == dict(expected.nodes(data=True))
        assert list(found.edges(keys=True, data=True)) == list(expected.edges(keys=True, data=True))
