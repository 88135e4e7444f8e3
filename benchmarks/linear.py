"""Is time linear in the length of hostile texts? Each step on each family of texts at 1×, 2× and 4× a length.

    python benchmarks/linear.py [--size 6000] [--limit 20] [--step STEP]

A family is a text that repeats one piece, on one line or on many. Seconds of CPU are measured at the three
lengths, and from 2× to 4× the exponent k for which time grows like length to the power of k (1 is linear, 2
quadratic). What seems to grow faster than LINEAR allows is measured again, TRIES times in all, and the least
seconds count: other work of the machine only ever adds. A step that takes longer than `--limit` seconds is
cut off and told. The steps that spaCy takes are measured apart from the package's own ("names"); all others
are given no names but those known beforehand. A sentence has a longest length, so that what is quadratic in
one sentence is linear in the text: at 1× a text is three such sentences.

Writes benchmarks/linear.md when all steps are measured: for each step the slowest and the steepest family,
and every row that grows too fast. Ends with code 1 where there is one.
"""

import argparse
import math
import platform
import signal
import sys
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path

from alibaba_corpus.articles import clean_article
from alibaba_corpus.cleaning import Line, label_lines
from alibaba_corpus.dates import find_dates
from alibaba_corpus.decoding import decode
from alibaba_corpus.english import find_english_relations
from alibaba_corpus.lines import KEPT_KINDS
from alibaba_corpus.mentions import Mention, find_mentions
from alibaba_corpus.names import find_names
from alibaba_corpus.passages import find_shared_passages
from alibaba_corpus.publication import find_publication
from alibaba_corpus.quantities import find_quantities
from alibaba_corpus.quotes import find_quotes
from alibaba_corpus.relations import find_relations
from alibaba_corpus.roles import find_roles
from alibaba_corpus.sentences import Sentence, split_sentences

LINEAR = 1.4  # exponent up to which growth is taken for linear: n log n and noise are below it
SHORT = 0.1  # seconds below which a time is noise
TRIES = 3  # times that what seems steep is measured
HERE = Path(__file__).parent

FAMILIES = {
    "one letter": "a",
    "one capital": "A",
    "digits": "9",
    "grouped digits": "1 000 ",
    "runs of capitals": "ALIBABA GROUPE ",
    "names": "Alibaba et ",
    "names with commas": "Alibaba, Bolloré, ",
    "name list": "Jean Dupont, ",
    "names of one word": "Rivalis ",
    "commas": ", ",
    "stops": ". ",
    "ellipses": "... ",
    "nested brackets": "(",
    "brackets": "(Alibaba) ",
    "closing brackets": ")",
    "opening quotes": "« ",
    "nested quotes": "« a dit « Alibaba ",
    "straight quotes": '" ',
    "apostrophes": "'",
    "elisions": "l'Alibaba d'",
    "dashes": "- ",
    "long dashes": "— Alibaba — ",
    "related headings": "Lire aussi ",
    "bars": "Accueil | ",
    "spaces": " ",
    "tabs": "\t",
    "no-break spaces": "\u00a0",
    "combining accents": "e\u0301",
    "right-to-left marks": "\u202e",
    "zero width": "\u200b",
    "relative clauses": "qui ",
    "clauses": "Alibaba, qui a signé avec Auchan, ",
    "deals": "Alibaba a signé un accord avec Auchan et ",
    "deals, sentences": "Alibaba a signé un accord avec Auchan. ",
    "negations": "n'a pas ",
    "ownership": "filiale de ",
    "speakers": "a déclaré Jack Ma, ",
    "quotations": "« Nous signons », a déclaré Jack Ma. ",
    "number words": "vingt et ",
    "amounts": "1,5 milliard d'euros ",
    "shares": "12 % de ",
    "dates": "le 3 juillet 2018 ",
    "months": "juillet ",
    "ranges": "de 2015 à ",
    "days": "lundi ",
    "colons": ": ",
    "slashes": "/",
    "at signs": "@",
    "addresses": "www.",
    "mojibake": "Ã©",
    "ideographs": "阿里巴巴",
    "pronouns": "elle il ",
    "roles": "PDG d'Alibaba ",
    "English deals": "Alibaba signed a deal with Auchan and ",
    "English names": "the company of Alibaba's ",
    "English names alone": "Uber ",
    "English deals of two": "Uber and Nike signed a deal, ",
    "English verbs": "signed a deal with ",
    "initials": "A. ",
    "letters with stops": "A.",
    "titles before names": "M. ",
    "sentences in quotes": "« a. B » ",
    "sources": "selon ",
    "groups": "le groupe ",
    "pairs": "les deux ",
    "descriptions": "le géant chinois de la ",
    "who speaks for it": "la direction de ",
    "cleft clauses": "c'est ",
    "verbs": "a signé ",
    "nouns of deals": "accord avec ",
    "lists of partners": "de Auchan et ",
    "possessives": "son ",
    "qualifiers": "plus de ",
    "odd groups of digits": "1,111 ",
    "signs of money": "$",
    "durations": "2 ans ",
    "letters with hyphens": "a-",
    "authors": "Par A ",
    "credits": "photo ",
    "copyright signs": "(c) ",
    "bullets": "* Alibaba ",
}


def no_names(sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    return find_mentions(sentences, [() for _ in sentences])


def all_kinds(text: str) -> list[list[Line]]:
    """Return a text as one line of each kind that may tell where and when an article appeared."""
    return [
        [Line(1, 0, len(text), text, kind, kind in KEPT_KINDS, "benchmark")]
        for kind in ("dateline", "body", "copyright", "navigation", "contact", "paywall", "byline")
    ]


# a step: what it is given is made of the text first, outside the measured time
STEPS: dict[str, tuple[Callable[[str], tuple], Callable[..., object]]] = {
    "decode": (lambda text: (text.encode(),), decode),
    "lines": (lambda text: (text,), label_lines),
    "article": (lambda text: (text,), clean_article),
    "publication": (lambda text: (all_kinds(text),), lambda found: [*map(find_publication, found)]),
    "sentences": (lambda text: (text,), split_sentences),
    "dates": (lambda text: (text, "2018-07-03"), find_dates),
    "quantities": (lambda text: (text,), find_quantities),
    "names": (lambda text: ([s.text for s in split_sentences(text)],), lambda texts: list(find_names(texts))),
    "mentions": (lambda text: (split_sentences(text),), no_names),
    "quotes": (lambda text: (text, no_names(split_sentences(text))), find_quotes),
    "roles": (lambda text: (text, no_names(split_sentences(text))), find_roles),
    "relations": (
        lambda text: (split_sentences(text), no_names(split_sentences(text))),
        lambda sentences, mentions: find_relations(sentences, mentions, ()),
    ),
    "relations in English": (
        lambda text: (split_sentences(text), no_names(split_sentences(text))),
        lambda sentences, mentions: find_english_relations(sentences, mentions, ()),
    ),
    "shared passages": (lambda text: ({"a": text, "b": text},), find_shared_passages),
}
Row = tuple[str, str, list[float], float]


def main() -> int:
    options = parse_options()
    steps = [options.step] if options.step else list(STEPS)
    rows = [
        measure(step, family, shape, options.size, options.limit)
        for step in steps
        for family in FAMILIES
        for shape in ("one line", "many lines")
    ]
    told = "\n".join(tell(rows, steps, options.size))
    print(told)
    if not options.step:
        (HERE / "linear.md").write_text(told + "\n", encoding="utf-8")
    return 1 if any(row[3] > LINEAR for row in rows) else 0


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=6_000, help="characters at 1× (default: 6000)")
    parser.add_argument("--limit", type=float, default=20, help="seconds before a step is cut off")
    parser.add_argument("--step", choices=STEPS, help="this one only")
    return parser.parse_args()


def tell(rows: Sequence[Row], steps: Sequence[str], size: int) -> list[str]:
    """Return the lines of linear.md."""
    steep = [row for row in rows if row[3] > LINEAR]
    lines = [
        "# Time on hostile texts",
        "",
        "Written by `python benchmarks/linear.py`; change nothing by hand.",
        "What is measured: see its docstring.",
        f"Python {platform.python_version()}, spaCy {version('spacy')}; texts of {size:,}, {2 * size:,} and "
        f"{4 * size:,} characters, {len(rows)} rows, {len(steep)} steeper than {LINEAR}.",
        "",
        f"Below {SHORT} s at 4× no exponent is told: such a time is noise.",
        "",
        "| step | slowest at 4× | s | steepest from 2× to 4× | exponent |",
        "| --- | --- | ---: | --- | ---: |",
    ]
    for step in steps:
        own = [row for row in rows if row[0] == step]
        slowest, steepest = max(own, key=lambda row: row[2][-1]), max(own, key=lambda row: row[3])
        told = f"{steepest[1]} | {steepest[3]:.2f}" if steepest[3] else "– | –"
        lines.append(f"| {step} | {slowest[1]} | {slowest[2][-1]:.2f} | {told} |")
    if steep:
        lines += ["", "Steeper than linear:", "", "| step | text | 1× s | 2× s | 4× s | exponent |"]
        lines.append("| --- | --- | ---: | ---: | ---: | ---: |")
    for step, text, seconds, exponent in steep:
        lines.append(f"| {step} | {text} | {' | '.join(f'{s:.2f}' for s in seconds)} | {exponent:.2f} |")
    return lines


def measure(step: str, family: str, shape: str, size: int, limit: float) -> Row:
    """Return the seconds at 1×, 2× and 4× and the exponent of the growth from 2× to 4×."""
    texts = [make_text(FAMILIES[family], shape, size * times) for times in (1, 2, 4)]
    seconds = [math.inf] * 3
    for _ in range(TRIES):
        again = [time_step(step, text, limit) for text in texts]
        seconds = [min(both) for both in zip(seconds, again, strict=True)]
        exponent = find_exponent(*seconds[1:])
        if exponent <= LINEAR:
            break
    print(f"{step}: {family}, {shape}: {seconds[-1]:.2f} s", file=sys.stderr)
    return step, f"{family}, {shape}", seconds, exponent


def find_exponent(two: float, four: float) -> float:
    """Return the exponent of the growth, infinity where a step was cut off, 0 where the time is noise."""
    if math.isinf(four):
        return math.inf
    return 0.0 if four < SHORT else math.log2(four / max(two, 1e-6))


def make_text(piece: str, shape: str, size: int) -> str:
    """Return a text of a length made of one piece, on one line or on lines of some 80 characters."""
    line = piece * max(1, 80 // len(piece)) + "\n" if shape == "many lines" else piece
    return line * (size // len(line))


def time_step(step: str, text: str, limit: float) -> float:
    """Return the seconds of CPU that a step takes, infinity where it is cut off."""
    prepare, run = STEPS[step]
    given = prepare(text)
    signal.signal(signal.SIGVTALRM, cut_off)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    started = time.process_time()
    try:
        run(*given)
        return time.process_time() - started
    except TimeoutError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def cut_off(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    sys.exit(main())
