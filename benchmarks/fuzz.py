"""Fuzz reading and cleaning: coverage-guided hostile bytes through the real functions, for a given time.

    python -m pip install -e '.[fuzz]'
    python benchmarks/fuzz.py [--seconds 60] [--corpus out/fuzz]

Each input's first byte chooses what it is given to (TARGETS), the rest is the file. What is promised for
any input is asserted: nothing raises but what is documented, offsets point at their text, no line is lost,
cleaning what was kept drops nothing more. An input that breaks a promise, or takes longer than SLOWEST
seconds, ends the run and is written to tests/cases/fuzz, where tests/test_fuzz.py replays it ever after.
Inputs that reach new code are kept in the corpus folder, so that the next run goes on from there.
"""

import argparse
import gzip
import io
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from unicodedata import normalize

from alibaba_corpus.articles import clean_article
from alibaba_corpus.cleaning import label_lines
from alibaba_corpus.dates import find_dates
from alibaba_corpus.decoding import decode, decode_lines, looks_binary
from alibaba_corpus.places import seed_folder
from alibaba_corpus.quantities import find_quantities
from alibaba_corpus.quotes import find_quotes
from alibaba_corpus.reading import LONGEST_LINE, RawArticle, Rejection, SourceFile, read_file
from alibaba_corpus.sentences import split_sentences

FINDINGS = Path(__file__).parent.parent / "tests" / "cases" / "fuzz"
LONGEST = 4096  # bytes of an input
SLOWEST = 20  # seconds for one input
MEMORY = 3000  # megabytes
WORDS = (  # what mutations are made of, one a line
    "Lire aussi\nPartager\nPublié le \nAFP\nPar \n© \n(1)\n* \n« \n »\n“\n”\n’\n…\n\u00a0\n\u202f\nM. \nn° \nwww.\n@\nhttp://\n"
    "18 mars 2015\n1er avril\nlundi\nhier\nen 2016\nmilliards d'euros\n%\n12,5\n1 000\nvingt et un\n"
    "Alibaba\na signé\na déclaré\n, qui \n"
    "text\ntitre\ndate\ndoc_id\n\\ud800\n\\u0000\nnull\nNaN\n;\n\t\n"
    "<p>\n</p>\n<article>\n<script>\n<!--\n<meta \n<title>\n&amp;"
).splitlines()


def check_text(data: bytes) -> None:
    """What is read in any text keeps its promises."""
    text = decode(data)
    assert text.encode().decode() == text
    assert "\0" not in text
    found = [
        *split_sentences(text),
        *find_dates(text, "2018-07-03"),
        *find_quantities(text),
        *find_quotes(text, ()),
    ]
    assert [row for row in found if text[row.start : row.end] != row.text] == []


def check_lines(data: bytes) -> None:
    """Kept and dropped lines are the article, and cleaning what was kept drops nothing more."""
    text = decode(data)
    lines = label_lines(text)
    assert [line for line in lines if text[line.start : line.end] != line.text] == []
    bounds = [0, *(edge for line in lines for edge in (line.start, line.end)), len(text)]
    assert bounds == sorted(bounds)
    assert (
        "".join(text[end:start] for end, start in zip(bounds[::2], bounds[1::2], strict=True)).strip() == ""
    )
    kept = "".join(f"{line.text}\n" for line in lines if line.kept)  # "\r" alone ends no line beside "\n"
    assert [line for line in label_lines(kept) if not line.kept] == []


def check_article(data: bytes) -> None:
    """What is read of any text stands in it, as it is or as a mark that means it, and has a language."""
    article = clean_article(decode(data))
    view, raw = article.view, article.raw
    for place, sign in enumerate(view.text):
        stretch = raw[slice(*view.span(place, place + 1))]
        assert sign.isspace() or sign in normalize("NFKC", stretch) + stretch or stretch.startswith("&")
    assert article.language


def check_decoding(data: bytes) -> None:
    """Lines decoded one by one lose no line end and hold at most one."""
    lines = list(decode_lines(io.BytesIO(data), data, LONGEST_LINE))
    assert all(line is not None and len(line.splitlines()) >= 1 for line in lines)
    assert isinstance(looks_binary(data), bool)


def check_file(suffix: str) -> Callable[[bytes], None]:
    """Return the check of a file of a suffix: articles and rejections, at least one, and no error."""

    def check(data: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=suffix) as file:
            file.write(data)
            file.flush()
            found = list(read_file(SourceFile(Path(file.name), "a")))
        assert found
        for item in found:
            assert isinstance(item, RawArticle | Rejection)
            told = item.text if isinstance(item, RawArticle) else item.reason
            assert told.strip()
            assert told.encode()

    return check


TARGETS: tuple[Callable[[bytes], None], ...] = (
    check_text,
    check_lines,
    check_article,
    check_decoding,
    check_file(".jsonl"),
    check_file(".csv"),
    check_file(".html"),
    check_file(".txt.gz"),
)


def check(data: bytes) -> None:
    """Give an input to the target that its first byte chooses.

    Raises AssertionError where a promise is broken, and whatever else should never be raised.
    """
    if data:
        TARGETS[data[0] % len(TARGETS)](data[1:])


def main() -> int:
    options = parse_options()
    try:
        import atheris
    except ImportError:
        print("atheris is missing: python -m pip install -e '.[fuzz]'", file=sys.stderr)
        return 1
    FINDINGS.mkdir(parents=True, exist_ok=True)
    write_seeds(options.corpus)
    words = options.corpus.parent / "fuzz.dict"
    words.write_text("".join(f'"{escape(word)}"\n' for word in WORDS), encoding="ascii")
    arguments = [sys.argv[0], str(options.corpus), f"-artifact_prefix={FINDINGS}/", f"-dict={words}"]
    arguments += [f"-max_total_time={options.seconds}", f"-max_len={LONGEST}"]
    arguments += [f"-timeout={SLOWEST}", f"-rss_limit_mb={MEMORY}", "-print_final_stats=1", "-verbosity=1"]
    for seed in sorted(options.corpus.iterdir()):  # what is loaded once is loaded before the clock runs
        check(seed.read_bytes())
    instrument(atheris)
    atheris.Setup(arguments, check)
    atheris.Fuzz()
    return 0


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="how long to run (default: 60)")
    parser.add_argument(
        "--corpus", type=Path, default=Path("out/fuzz"), help="folder of inputs to go on from"
    )
    return parser.parse_args()


def write_seeds(corpus: Path) -> None:
    """Put the shipped articles into the corpus in all shapes, and earlier findings."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number, path in enumerate(sorted(seed_folder().glob("*.txt"))):
        raw = path.read_bytes()[: LONGEST // 2]
        text = decode(raw)
        row = json.dumps({"id": path.stem, "titre": "Le rail", "text": text[:500], "date": "2015-03-18"})
        page = f"<html><title>Le rail</title><body><article><p>{text[:800]}</p></article></body></html>"
        table = f'text;date\n"{text[:400]}";2015\n'
        shapes = [
            raw,
            raw,
            raw,
            raw,
            row.encode(),
            table.encode(),
            page.encode(),
            gzip.compress(raw, mtime=0),
        ]
        for target, shape in enumerate(shapes):
            (corpus / f"seed-{number}-{target}").write_bytes(bytes([target]) + shape)
    for finding in FINDINGS.iterdir():
        (corpus / finding.name).write_bytes(finding.read_bytes())


def escape(word: str) -> str:
    """Return a word as libFuzzer's dictionaries write it."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def instrument(atheris: object) -> None:
    """Let the fuzzer see which lines of the package an input reaches."""
    for name in sorted(sys.modules):
        if name.startswith("alibaba_corpus."):
            module = sys.modules[name]
            for function in vars(module).values():
                if getattr(function, "__module__", None) == name and hasattr(function, "__code__"):
                    atheris.instrument_func(function)  # type: ignore[attr-defined]


if __name__ == "__main__":
    sys.exit(main())
