"""Is time linear in the length of hostile texts? Each step on each family of texts at 1×, 2× and 4× a length.

    python benchmarks/linear.py [--size 25000] [--limit 20] [--step STEP] [--all]

Prints one row for each step and family whose time grows faster than LINEAR allows, or all of them with
`--all`: seconds at the three lengths and the exponent k for which time grows like length to the power of k
from 2× to 4× (1 is linear, 2 quadratic). A step that takes longer than `--limit` seconds is cut off and told.
Ends with code 1 when anything grows too fast. The steps that spaCy takes are measured apart from the
package's own ("names"); all others are given no names but those known beforehand.
"""

import argparse
import math
import signal
import sys
import time
from collections.abc import Callable, Sequence

from alibaba_corpus.articles import clean_article
from alibaba_corpus.cleaning import label_lines
from alibaba_corpus.dates import find_dates
from alibaba_corpus.decoding import decode
from alibaba_corpus.english import find_english_relations
from alibaba_corpus.mentions import Mention, find_mentions
from alibaba_corpus.names import find_names
from alibaba_corpus.quantities import find_quantities
from alibaba_corpus.quotes import find_quotes, find_roles
from alibaba_corpus.relations import find_relations
from alibaba_corpus.sentences import Sentence, split_sentences

LINEAR = 1.4  # exponent up to which growth is taken for linear: n log n and noise are below it
SHORT = 0.1  # seconds below which a time is noise
REPEATS = 3  # runs of which the quickest counts, so that other work of the machine does not

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
}


def no_names(sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    return find_mentions(sentences, [() for _ in sentences])


# a step: what it is given is made of the text first, outside the measured time
STEPS: dict[str, tuple[Callable[[str], tuple], Callable[..., object]]] = {
    "decode": (lambda text: (text.encode(),), decode),
    "lines": (lambda text: (text,), label_lines),
    "article": (lambda text: (text,), clean_article),
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
}
Row = tuple[str, str, list[float], float]


def main() -> int:
    options = parse_options()
    rows = [
        measure(step, family, shape, options.size, options.limit)
        for step in ([options.step] if options.step else STEPS)
        for family in FAMILIES
        for shape in ("one line", "many lines")
    ]
    steep = [row for row in rows if row[3] > LINEAR]
    print("| step | text | 1× s | 2× s | 4× s | exponent |\n| --- | --- | ---: | ---: | ---: | ---: |")
    for step, text, seconds, exponent in rows if options.all else steep:
        print(f"| {step} | {text} | {' | '.join(f'{s:.2f}' for s in seconds)} | {exponent:.2f} |")
    slowest = max(rows, key=lambda row: row[2][-1])
    print(
        f"\n{len(rows)} rows at {options.size:,}, {2 * options.size:,} and {4 * options.size:,} characters, "
        f"{len(steep)} steeper than linear; slowest: {slowest[0]}, {slowest[1]}, {slowest[2][-1]:.1f} s"
    )
    return 1 if steep else 0


def parse_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--size", type=int, default=25_000, help="characters at 1× (default: 25000)")
    parser.add_argument("--limit", type=float, default=20, help="seconds before a step is cut off")
    parser.add_argument("--step", choices=STEPS, help="this one only")
    parser.add_argument("--all", action="store_true", help="print all rows")
    return parser.parse_args()


def measure(step: str, family: str, shape: str, size: int, limit: float) -> Row:
    """Return the seconds at 1×, 2× and 4× and the exponent of the growth from 2× to 4×."""
    seconds = [
        time_step(step, make_text(FAMILIES[family], shape, size * times), limit) for times in (1, 2, 4)
    ]
    _, two, four = seconds
    exponent = 0.0 if four < SHORT else math.log2(four / max(two, 1e-6))
    print(f"{step}: {family}, {shape}: {four:.2f} s", file=sys.stderr)
    return step, f"{family}, {shape}", seconds, math.inf if math.isinf(four) else exponent


def make_text(piece: str, shape: str, size: int) -> str:
    """Return a text of a length made of one piece, on one line or on lines of some 80 characters."""
    line = piece * max(1, 80 // len(piece)) + "\n" if shape == "many lines" else piece
    return line * (size // len(line))


def time_step(step: str, text: str, limit: float) -> float:
    """Return the seconds a step takes, the least of REPEATS runs, infinity where one is cut off."""
    prepare, run = STEPS[step]
    signal.signal(signal.SIGALRM, cut_off)
    signal.setitimer(signal.ITIMER_REAL, (REPEATS + 1) * limit)
    try:
        given = prepare(text)
        seconds = []
        for _ in range(REPEATS):
            started = time.process_time()
            run(*given)
            seconds.append(time.process_time() - started)
        return min(seconds)
    except TimeoutError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def cut_off(*_: object) -> None:
    raise TimeoutError


if __name__ == "__main__":
    sys.exit(main())
