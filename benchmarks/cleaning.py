"""Compare ways to clean plain press text, line by line, on labelled articles.

    python benchmarks/cleaning.py [LABELLED.jsonl ...]

Each line of a labelled file is an article: {"id": …, "lines": [[kind, text], …]}; by default the
project's own set, tests/gold_cleaning. Prints a table and writes it to benchmarks/cleaning.md; every figure
is measured by this run. Two counts: of dropped lines (boilerplate is what is to be found) and of kept
characters (the article is what is to be found), the usual measure for web pages.
"""

import argparse
import json
import platform
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import justext

from alibaba_corpus.cleaning import label_lines
from alibaba_corpus.language import detect_language
from alibaba_corpus.lines import KEPT_KINDS

HERE = Path(__file__).parent
GOLD = sorted((HERE.parent / "tests" / "gold_cleaning").glob("*.jsonl"))
SEEDS = HERE.parent / "seeds"
LEAST_CLEANED = 100  # articles of a round on the clock
# What no later run can measure again: the sets when they were new, before anybody had read a miss.
BLIND = [
    "The package's figures on its own sets are those of rules widened on what the sets showed. Measured once",
    "and before the misses were read, F1 of dropped lines and of kept characters stood at",
    "",
    "| set when it was new | dropped lines | characters |",
    "| --- | ---: | ---: |",
    "| first 15 articles of blind_articles | 0.880 | 0.898 |",
    "| other 10, after the misses of the first were mended | 0.920 | 0.947 |",
    "| first 7 pages of blind_pages | 0.973 | 0.920 |",
    "| other 5, after the misses of the first were mended | 0.982 | 0.940 |",
    "| blind_c_articles, written without a look at the rules | 0.954 | 0.961 |",
    "| blind_d_articles, written with them, after the misses of blind_c were mended | 0.945 | 0.942 |",
    "| blind_c_pages | 0.978 | 0.885 |",
    "| blind_d_pages, after the misses of blind_c were mended | 0.982 | 0.912 |",
    "| blind_g_articles, written with blind_h without a look at the rules | 0.917 | 0.903 |",
    "| blind_h_articles, after the misses of blind_g were mended | 0.922 | 0.930 |",
    "| blind_i_articles, written after that | 0.975 | 0.949 |",
    "| blind_j_articles, written after the misses of blind_i were mended | 0.894 | 0.933 |",
    "| blind_k_articles, written after the misses of blind_j were mended | 0.925 | 0.918 |",
    "| blind_g_pages | 0.960 | 0.869 |",
    "| blind_h_pages | 0.936 | 0.818 |",
    "| blind_i_pages | 0.961 | 0.865 |",
    "| blind_j_pages | 0.949 | 0.874 |",
    "| blind_k_pages | 0.958 | 0.838 |",
    "",
    "and of lines that outlets write around articles, each put between two paragraphs, where a line is",
    "hardest to tell, 144 of 194, then 134 of 180 were dropped, when 91 of 97 intertitles and short",
    "sentences that resemble furniture were kept; of rarer ones 70 of 194 were dropped, 50 of 51 kept.",
    "",
]
Article = list[tuple[str, str]]  # kind and text of each line
Keep = Callable[[list[str]], list[bool]]


def keep_by_this_package(lines: list[str]) -> list[bool]:
    return [line.kept for line in label_lines("\n".join(lines))]


def keep_all(lines: list[str]) -> list[bool]:
    return [True] * len(lines)


def keep_long(lines: list[str]) -> list[bool]:
    """Keep lines longer than twelve words."""
    return [len(line.split()) > 12 for line in lines]


def keep_by_c4(lines: list[str]) -> list[bool]:
    """Line rules of C4 (Raffel et al. 2020, arXiv 1910.10683, section 2.2).

    Kept: lines that end in a period, exclamation mark, question mark or end quotation mark and have at least
    five words; dropped: lines with "javascript", or that name a cookie or privacy policy.
    """
    policy = re.compile(
        "javascript|terms of use|privacy policy|cookie policy|uses cookies|use of cookies|use cookies"
    )
    return [
        line.strip().endswith((".", "!", "?", '"', "'"))
        and len(line.split()) >= 5
        and not policy.search(line.lower())
        for line in lines
    ]


def keep_by_fineweb(lines: list[str]) -> list[bool]:
    """Rules of FineWeb (Penedo et al. 2024, arXiv 2406.17557), which judge documents, put on lines.

    A document is dropped when 12 % of its lines or fewer end in punctuation, when 10 % of its characters or
    more are in repeated lines, or when 67 % of its lines or more are shorter than 30 characters. On lines:
    kept are those of 30 characters or more that end in punctuation and were not met before.
    """
    seen: set[str] = set()
    kept = []
    for line in lines:
        text = line.strip()
        kept.append(len(text) >= 30 and text.endswith((".", "!", "?", '"', "'")) and text not in seen)
        seen.add(text)
    return kept


def keep_by_justext(lines: list[str]) -> list[bool]:
    """JusText (Pomikálek 2011) with its French stop list, each line being a paragraph."""
    html = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in lines)
    found = justext.justext(html.encode(), justext.get_stoplist("French"), encoding="utf-8")
    return list(_align(lines, [(" ".join(p.text.split()), not p.is_boilerplate) for p in found]))


def _align(lines: list[str], found: list[tuple[str, bool]]) -> Iterator[bool]:
    """Give each line the verdict of its paragraph; jusText leaves out paragraphs without text."""
    k = 0
    for line in lines:
        text = " ".join(line.split())
        if k < len(found) and found[k][0] == text:
            yield found[k][1]
            k += 1
        else:
            yield False


SYSTEMS: dict[str, Keep] = {
    "alibaba_corpus": keep_by_this_package,
    "jusText on lines (French)": keep_by_justext,
    "C4 line rules": keep_by_c4,
    "FineWeb rules on lines": keep_by_fineweb,
    "longer than 12 words": keep_long,
    "keep everything": keep_all,
}


def read_labelled(path: Path) -> list[Article]:
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [[(kind, text) for kind, text in row["lines"] if text.strip()] for row in rows]


def f1(hit: int, found: int, wanted: int) -> tuple[float, float, float]:
    precision, recall = hit / found if found else float(not wanted), hit / wanted if wanted else 1.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def measure(keep: Keep, articles: list[Article]) -> tuple[float, ...]:
    """Return precision, recall, F1 of dropped lines, then of kept characters."""
    lines, characters = [0, 0, 0], [0, 0, 0]  # hit, found, wanted
    for article in articles:
        kept = keep([text for _, text in article])
        for (kind, text), said in zip(article, kept, strict=True):
            wanted = kind in KEPT_KINDS
            for counts, values in (
                (lines, (not said, not wanted, 1)),
                (characters, (said, wanted, len(text))),
            ):
                found, gold, weight = values
                counts[0] += weight * (found and gold)
                counts[1] += weight * found
                counts[2] += weight * gold
    return (*f1(*lines), *f1(*characters))


def count_a_second(clean: Callable[[list[str]], object], articles: list[list[str]]) -> float:
    """Return how many of the articles, given as lines, are cleaned a second of one core.

    The best of five rounds counts, each of `LEAST_CLEANED` articles at least: five alone take two
    milliseconds, which a clock tells badly.
    """
    times = -(-LEAST_CLEANED // len(articles))
    best = float("inf")
    for _ in range(5):
        start = time.process_time()
        for lines in articles * times:
            clean(lines)
        best = min(best, time.process_time() - start)
    return times * len(articles) / best


def keep_and_tell_language(lines: list[str]) -> str | None:
    """Clean an article and tell its language, as the whole path does."""
    found = label_lines("\n".join(lines))
    return detect_language("\n".join(line.text for line in found if line.kept))


def report_set(path: Path) -> list[str]:
    """Return the table of one labelled set."""
    articles = read_labelled(path)
    texts = [[text for _, text in article] for article in articles]
    heading = "| | dropped lines: precision | recall | F1 | characters: precision | recall | F1 | a second |"
    parts = [f"## {path.name}: {len(articles)} articles, {sum(map(len, articles))} lines", "", heading]
    parts.append("| --- |" + " ---: |" * 7)
    for name, keep in SYSTEMS.items():
        figures = " | ".join(f"{figure:.3f}" for figure in measure(keep, articles))
        parts.append(f"| {name} | {figures} | {count_a_second(keep, texts):,.0f} |")
    size = sum(len(text) + 1 for lines in texts for text in lines) // len(texts)
    both = count_a_second(keep_and_tell_language, texts)
    return [*parts, "", f"{size:,} characters an article; with its language told, {both:,.0f} a second.", ""]


def report_seeds() -> list[str]:
    """Return how quickly the seeds are cleaned, and what that makes in texts of 3,000 characters."""
    texts = [path.read_text(encoding="utf-8").splitlines() for path in sorted(SEEDS.glob("*.txt"))]
    size = sum(len(line) + 1 for lines in texts for line in lines) / len(texts)
    parts = [f"## The {len(texts)} seeds: {size:,.0f} characters each, {sum(map(len, texts))} lines", ""]
    parts += ["| | articles a second | of 3,000 characters |", "| --- | ---: | ---: |"]
    for name, clean in [*SYSTEMS.items(), ("alibaba_corpus, with the language", keep_and_tell_language)]:
        rate = count_a_second(clean, texts)
        parts.append(f"| {name} | {rate:,.0f} | {rate * size / 3000:,.0f} |")
    return [*parts, ""]


def report(paths: list[Path]) -> str:
    detect_language("Le premier appel charge les profils des langues, ce que la mesure ne compte pas.")
    label_lines("Le premier appel lit les règles.")
    parts = [
        "# Cleaning, compared",
        "",
        f"Written by `python benchmarks/cleaning.py` (Python {platform.python_version()}, one core); "
        "change nothing by hand.",
        "",
        *BLIND,
    ]
    for path in paths:
        parts += report_set(path)
    return "\n".join([*parts, *report_seeds()])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("labelled", nargs="*", type=Path, default=GOLD)
    parser.add_argument("--out", type=Path, default=HERE / "cleaning.md")
    options = parser.parse_args()
    text = report(options.labelled)
    options.out.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
