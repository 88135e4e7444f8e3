"""Tables: a folder of raw articles as tidy pandas dataframes, and their files."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd

from alibaba_corpus.articles import Article, make_article
from alibaba_corpus.candidates import Candidate, choose_candidates, find_stretches, is_open
from alibaba_corpus.cleaning import Line, label_lines
from alibaba_corpus.collector import collector_paused
from alibaba_corpus.cross_dating import Dated, infer_dates
from alibaba_corpus.dates import DateMention, find_dates
from alibaba_corpus.dictionary import make_frame, table_columns
from alibaba_corpus.english import find_english_relations
from alibaba_corpus.faults import Fault, try_each
from alibaba_corpus.lexicon import group_of, organisations
from alibaba_corpus.mentions import Mention, name_candidates
from alibaba_corpus.names import Name, find_names
from alibaba_corpus.places import article_folder, seed_folder, table_folder
from alibaba_corpus.progress import show_progress
from alibaba_corpus.quantities import Quantity, find_quantities
from alibaba_corpus.quotes import Quote, find_quotes
from alibaba_corpus.reading import RawArticle, Rejection, read_articles, reject
from alibaba_corpus.recurring import drop_recurring
from alibaba_corpus.relations import COVERED_LANGUAGES, Relation, find_relations, may_state_relation
from alibaba_corpus.repeats import find_near_duplicates
from alibaba_corpus.roles import find_roles
from alibaba_corpus.sentences import Sentence, split_sentences
from alibaba_corpus.subjects import subject_of
from alibaba_corpus.writing import write_table

TOGETHER = 500  # articles that are read at once: the model is quicker with many sentences
Rows = dict[str, list[dict[str, Any]]]  # of each table


@dataclass(frozen=True)
class Corpus:
    """The tables of a corpus, one dataframe each; docs/tables.md tells their columns, `describe_tables` too.

    A table has the same columns and types whatever the corpus holds. `start` and `end` are offsets into the
    raw decoded text, so that `raw[start:end]` is what a row speaks of.

    - articles: a row an article; published is ISO text cut to its precision, language ISO 639-1, n_words and
      kept_chars count kept text, covered tells whether relations are read in its language, duplicate_of
      names the earlier article that it repeats
    - lines: every line that is not blank, with its kind, whether it is kept, and the rule that decided
    - sentences: those of kept text, numbered from 0 in their article
    - mentions: one naming of an organisation, a person or a place; entity is the one name for all spellings
    - organisations: a row an organisation; known tells whether the package's file has it
    - relations: a row a relation and sentence, which is its evidence; dates are ISO text
    - quantities: value is a number in unit: ISO 4217, % or the noun counted
    - dates: value is ISO text or TIMEX3, precision its unit, basis what settled it
    - quotes: the words inside the marks, who speaks and in what role
    - rejected: the inputs that could not be used, with path and reason

    >>> corpus = load_corpus()
    >>> len(corpus.articles), corpus.rejected.columns.tolist()
    (5, ['doc_id', 'path', 'reason'])
    """

    articles: pd.DataFrame
    lines: pd.DataFrame
    sentences: pd.DataFrame
    mentions: pd.DataFrame
    organisations: pd.DataFrame
    relations: pd.DataFrame
    quantities: pd.DataFrame
    dates: pd.DataFrame
    quotes: pd.DataFrame
    rejected: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the package reads in one article."""

    article: Article
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    dates: tuple[DateMention, ...]
    quantities: tuple[Quantity, ...]
    quotes: tuple[Quote, ...]
    relations: tuple[Relation, ...]


def _said_once(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Return the spans of sentences that no earlier one says word for word (a standfirst may)."""
    first: dict[str, tuple[int, int]] = {}
    for sentence in sentences:
        first.setdefault(" ".join(sentence.text.split()), (sentence.start, sentence.end))
    return sorted(first.values())


def _relations_in(
    language: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], dates: Sequence[DateMention]
) -> tuple[Relation, ...]:
    if language not in COVERED_LANGUAGES:
        return ()
    find = find_english_relations if language == "en" else find_relations
    return find(sentences, mentions, dates)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article as it is before the model is asked."""

    article: Article
    sentences: tuple[Sentence, ...]
    stretches: tuple[list[Candidate], ...]
    candidates: tuple[list[Candidate], ...]
    dates: tuple[DateMention, ...]

    def relations(self, mentions: Sequence[Mention]) -> tuple[Relation, ...]:
        return _relations_in(self.article.language, self.sentences, mentions, self.dates)


def _draft(article: Article) -> _Draft:
    sentences = split_sentences(article.view.text)
    stretches = tuple(map(find_stretches, sentences))
    return _Draft(
        article=article,
        sentences=sentences,
        stretches=stretches,
        candidates=tuple(choose_candidates(found, ()) for found in stretches),
        dates=tuple(find_dates(article.view.text, article.published, language=article.language)),
    )


def _may_deal(draft: _Draft) -> bool:
    """Tell whether an article states a relation if every name that could be a firm's is one.

    Where relations are not read, nothing tells; there the model is asked.
    """
    language = draft.article.language
    if language not in COVERED_LANGUAGES:
        return True
    firms = name_candidates(
        draft.sentences,
        [
            [candidate.labelled("ORG") if is_open(candidate) else candidate for candidate in candidates]
            for candidates in draft.candidates
        ],
    )
    return may_state_relation(draft.sentences, firms) if language == "fr" else bool(draft.relations(firms))


def _asked(draft: _Draft) -> list[int]:
    """Return the numbers of the sentences in which the model is asked for names."""
    return [number for number, found in enumerate(draft.candidates) if any(map(is_open, found))]


@dataclass(frozen=True, slots=True)
class _Question:
    """A draft, whether it may state a relation, and the numbers of the sentences the model is asked in."""

    draft: _Draft
    dealing: bool
    numbers: tuple[int, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(self.draft.sentences[number].text for number in self.numbers)


def _ask(draft: _Draft) -> _Question:
    dealing = _may_deal(draft)
    return _Question(draft, dealing, tuple(_asked(draft)) if dealing else ())


_Named = tuple[_Question, Mapping[int, Sequence[Name]]]


def _take_names(question: _Question, names: Iterator[Sequence[Name]]) -> _Named:
    return question, {number: next(names) for number in question.numbers}


def _name_all(questions: Sequence[_Question | Fault]) -> list[_Named | Fault]:
    """Ask the model in all articles at once; where it fails, in each by itself.

    A model that cannot be loaded fails in any text: that is raised.
    """
    names = find_names(text for asked in questions if isinstance(asked, _Question) for text in asked.texts)
    try:
        return [asked if isinstance(asked, Fault) else _take_names(asked, names) for asked in questions]
    except MemoryError:
        raise
    except Exception:
        next(find_names(["Auchan"]))
        return try_each("naming", lambda asked: _take_names(asked, find_names(asked.texts)), questions)


def _read_article(named: _Named) -> Reading:
    question, names = named
    article, sentences = question.draft.article, question.draft.sentences
    candidates = [
        choose_candidates(question.draft.stretches[number], names[number]) if names.get(number) else found
        for number, found in enumerate(question.draft.candidates)
    ]
    mentions = name_candidates(sentences, candidates)
    once = _said_once(sentences)
    return Reading(
        article=article,
        sentences=sentences,
        mentions=mentions,
        dates=question.draft.dates,
        quantities=tuple(
            quantity
            for quantity in find_quantities(article.view.text, language=article.language)
            if any(start <= quantity.start < end for start, end in once)
        ),
        quotes=find_quotes(article.view.text, mentions),
        relations=question.draft.relations(mentions) if question.dealing else (),
    )


def read_all(articles: Sequence[Article | Fault]) -> list[Reading | Fault]:
    """Return all that is said in the articles, and a fault in the place of each in which a step fails.

    spaCy's model, by far the slowest step, is asked only in articles that may state a relation: those that
    would state one if every unknown name were a firm's; and there only in sentences with such a name. In the
    other articles names are told by the package's lists and by context alone. Faults among the articles stay.

    >>> from alibaba_corpus.articles import clean_article
    >>> article = clean_article("Le rail avance\\nAuchan a signé lundi un accord logistique avec Orange.")
    >>> [relation.type for relation in read_all([article])[0].relations]
    ['partnership']
    """
    questions = try_each("asking", _ask, try_each("drafting", _draft, articles))
    return try_each("reading", _read_article, _name_all(questions))


def dated(reading: Reading) -> Dated:
    """Return what an article tells of when and whose, by which articles date each other.

    >>> from alibaba_corpus.articles import clean_article
    >>> dated(read_all([clean_article("Le rail avance\\nLe train part le 3 mai 2018.")])[0]).dates[0].value
    '2018-05-03'
    """
    article = reading.article
    deals = frozenset((deal.source, deal.target, deal.type) for deal in reading.relations)
    dates = tuple(replace(date, **_place(article, date)) for date in reading.dates)
    return Dated(article.doc_id, article.published, dates, deals)


def _cross_date(rows: Iterable[dict[str, Any]], told: Sequence[Dated]) -> None:
    """Let articles on the same deal settle each other's open dates."""
    settled = infer_dates(told)
    for row in rows:
        date = settled.get((row["doc_id"], row["start"]))
        if date:
            row |= {"value": date.value, "precision": date.precision, "basis": date.basis}


# ---------------------------------------------------------------------------------------- rows
def _row(record: Any) -> dict[str, Any]:
    """Return the cells of a flat record: what `asdict` gives, which copies every cell deeply."""
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def _place(article: Article, found: Any, text: str = "text") -> dict[str, Any]:
    """Return where the raw text says what was found, and how, in a cell called `text`."""
    start, end = article.view.span(found.start, found.end)
    return {"start": start, "end": end, text: article.raw[start:end]}  # over dropped lines too


def _article_row(article: Article) -> dict[str, Any]:
    publication = article.publication
    return {
        "doc_id": article.doc_id, "title": article.title, "text": article.text, "source": article.source,
        "published": publication.published, "published_precision": publication.precision,
        "published_basis": publication.basis, "updated": publication.updated, "byline": publication.byline,
        "language": article.language, "language_confidence": article.detected.confidence,
        "covered": article.language in COVERED_LANGUAGES,
        "n_words": len(article.view.text.split()), "raw_chars": len(article.raw),
        "kept_chars": sum(len(line.text) for line in article.lines if line.kept),
    }  # fmt: skip


def _finder(sentences: Sequence[Sentence]) -> Callable[[int], Sentence | None]:
    """Return what finds the sentence in which an offset lies, or None."""
    starts = [sentence.start for sentence in sentences]

    def find(offset: int) -> Sentence | None:
        index = bisect_right(starts, offset) - 1
        return sentences[index] if index >= 0 and offset < sentences[index].end else None

    return find


def _mention_rows(reading: Reading) -> list[dict[str, Any]]:
    """Give each person whose role stands beside the name that role and its organisation."""
    roles = {role.person: role for role in reversed(find_roles(reading.article.view.text, reading.mentions))}
    rows = []
    for mention in reading.mentions:
        role = roles.get(mention.entity) if mention.kind == "person" else None
        told = {"role": role.text, "organisation": role.organisation} if role else {}
        rows.append({**_row(mention), **_place(reading.article, mention), **told})
    return rows


def make_rows(reading: Reading) -> Rows:
    """Return the rows of an article in each table, but for what only the whole corpus tells.

    >>> from alibaba_corpus.articles import clean_article
    >>> [row["text"] for row in make_rows(read_all([clean_article("Le rail avance")])[0])["lines"]]
    ['Le rail avance']
    """
    article, doc = reading.article, {"doc_id": reading.article.doc_id}
    sentence_at = _finder(reading.sentences)

    def place(found: DateMention | Quantity | Quote) -> dict[str, Any]:
        sentence = sentence_at(found.start)
        number = sentence.number if sentence else None
        return {**doc, **_row(found), "sentence": number, **_place(article, found)}

    def subject(quantity: Quantity) -> dict[str, Any]:
        sentence = sentence_at(quantity.start)
        return {"subject": subject_of(quantity, sentence, reading.mentions) if sentence else None}

    return {
        "articles": [_article_row(article)],
        "lines": [{**doc, **line._asdict(), "line": line.number} for line in article.lines],
        "sentences": [
            {**doc, **_row(found), "sentence": found.number, **_place(article, found)}
            for found in reading.sentences
        ],
        "mentions": [{**doc, **row} for row in _mention_rows(reading)],
        "relations": [
            {**doc, **_row(found), "themes": list(found.themes), **_place(article, found, "evidence")}
            for found in reading.relations
        ],
        "quantities": [{**place(found), **subject(found)} for found in reading.quantities],
        "dates": [place(found) for found in reading.dates],
        "quotes": [place(found) for found in reading.quotes],
    }


def read_rows(articles: Sequence[Article | Fault]) -> list[tuple[Reading, Rows] | Fault]:
    """Return what is said in each article with its rows, a fault where a step fails.

    >>> from alibaba_corpus.articles import clean_article
    >>> reading, rows = read_rows([clean_article("Le rail avance")])[0]
    >>> rows["articles"][0]["text"] == reading.article.text
    True
    """
    with collector_paused():
        return try_each("making rows", lambda reading: (reading, make_rows(reading)), read_all(articles))


def _organisation_rows(
    mentions: Iterable[dict[str, Any]], duplicates: Mapping[str, str]
) -> list[dict[str, Any]]:
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        if mention["kind"] == "organisation":
            spellings[mention["entity"]][" ".join(mention["text"].split())] += 1
            articles[mention["entity"]].add(duplicates.get(mention["doc_id"], mention["doc_id"]))
    return [
        make_organisation(entity, spellings[entity], len(articles[entity])) for entity in sorted(spellings)
    ]


def make_organisation(entity: str, spellings: Mapping[str, int], n_articles: int) -> dict[str, Any]:
    """Return the row of an organisation that so many articles name, with how often each spelling stands.

    >>> row = make_organisation("Cainiao", {"Cainiao": 2, "CaiNiao": 1}, 2)
    >>> row["group"], row["aliases"], row["n_mentions"]
    ('Alibaba', ['CaiNiao', 'Cainiao'], 3)
    """
    known = organisations().get(entity)
    return {
        "entity": entity, "kind": known.kind if known else None, "group": group_of(entity),
        "country": known.country if known else None, "known": known is not None,
        "aliases": sorted(spellings), "n_articles": n_articles, "n_mentions": sum(spellings.values()),
    }  # fmt: skip


# ---------------------------------------------------------------------------------------- in and out
def _clean_all(raw: Sequence[RawArticle]) -> list[Article | Fault]:
    labelled = try_each("cleaning", label_article, raw)
    lines = drop_recurring([() if isinstance(found, Fault) else found for found in labelled])
    cleaned = [
        found if isinstance(found, Fault) else (article, kept)
        for article, found, kept in zip(raw, labelled, lines, strict=True)
    ]
    return try_each("cleaning", lambda both: finish_article(*both), cleaned)


def label_article(raw: RawArticle) -> tuple[Line, ...]:
    """Return the lines of an article by what stands in it alone, under the title that came with its file.

    >>> [line.kept for line in label_article(RawArticle("rail", "rail.txt", "Le rail avance"))]
    [True]
    """
    return label_lines(raw.text, title=raw.title)


def finish_article(raw: RawArticle, lines: Sequence[Line]) -> Article:
    """Return the article of labelled lines, with what came with its file.

    >>> raw = RawArticle("rail", "rail.txt", "Le rail avance")
    >>> finish_article(raw, label_article(raw)).doc_id
    'rail'
    """
    known = {"published": raw.published, "source": raw.source, "byline": raw.byline}
    return make_article(raw.text, lines, doc_id=raw.doc_id, **known)


def load_corpus(sources: str | Path | Iterable[str | Path] | None = None, *, strict: bool = False) -> Corpus:
    """Read the articles of a folder, a file or several and return their tables; without `sources` the seeds.

    Files may be .txt, .html, .jsonl, .csv or .parquet. One that can't be used is a row of `rejected` and does
    not stop the others, and so is an article in which a step of this package fails; with `strict=True` it
    raises ValueError, which names the file and what to do. In articles that state no relation, names are told
    by the package's lists and by context alone (`read_all`). Of more than `TOGETHER` articles it says on
    standard error how many are read.

    >>> corpus = load_corpus()
    >>> sorted(corpus.articles["language"].unique())
    ['fr']
    """
    found = list(read_articles(seed_folder() if sources is None else sources, strict=strict))
    raw = [item for item in found if isinstance(item, RawArticle)]
    made = _tell_all(_clean_all(raw))
    faults = {item.doc_id: told for item, told in zip(raw, made, strict=True) if isinstance(told, Fault)}
    rejected = [
        reject(item, faults[item.doc_id], strict=strict) if isinstance(item, RawArticle) else item
        for item in found
        if isinstance(item, Rejection) or item.doc_id in faults
    ]
    read = [told for told in made if not isinstance(told, Fault)]
    tables: Rows = {name: [] for name in table_columns()}
    for _, rows_of in read:
        for name, rows in rows_of.items():
            tables[name] += rows
    _cross_date(tables["dates"], [told for told, _ in read])
    duplicates = find_near_duplicates({row["doc_id"]: row["text"] for row in tables["articles"]})
    for row in tables["articles"]:
        row["duplicate_of"] = duplicates.get(row["doc_id"])
    tables["organisations"] = _organisation_rows(tables["mentions"], duplicates)
    tables["rejected"] = [_row(item) for item in rejected]
    return Corpus(**{name: make_frame(name, rows) for name, rows in tables.items()})


def _tell_all(articles: Sequence[Article | Fault]) -> list[tuple[Dated, Rows] | Fault]:
    """Return the rows of each article and what it tells of dates; all else that was read is let go."""
    made: list[tuple[Dated, Rows] | Fault] = []
    with show_progress("reading", len(articles), "article", shown=len(articles) > TOGETHER) as done:
        for start in range(0, len(articles), TOGETHER):
            read = read_rows(articles[start : start + TOGETHER])
            made += [told if isinstance(told, Fault) else (dated(told[0]), told[1]) for told in read]
            done(len(read))
    return made


def save_tables(corpus: Corpus, folder: str | Path, *, format: str = "parquet") -> list[Path]:
    """Write each table to `folder`, as Parquet or as CSV that a French Excel opens; return the files.

    Each file is written whole or not at all. A text that a spreadsheet would run as a formula gets an
    apostrophe in CSV (see `writing.guard`); Parquet has it as it is.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     sorted(path.name for path in save_tables(load_corpus(), folder, format="csv"))[:2]
    ['articles.csv', 'dates.csv']

    Raises ValueError for a format that is neither `parquet` nor `csv`.
    """
    if format not in ("parquet", "csv"):
        raise ValueError(f"format is 'parquet' or 'csv', not {format!r}")
    names = [field.name for field in fields(corpus)]
    return [write_table(getattr(corpus, name), Path(folder, f"{name}.{format}"), format) for name in names]


def read_tables(folder: str | Path) -> Corpus:
    """Return the corpus whose tables a folder holds as Parquet: those of `save_tables` or `build_tables`.

    >>> import tempfile
    >>> corpus = load_corpus()
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = save_tables(corpus, folder)
    ...     again = read_tables(folder)
    >>> again.relations.equals(corpus.relations)
    True

    A table is one file, `articles.parquet`, or a folder of parts, `articles/`. Raises FileNotFoundError,
    which names the table, where one is missing.
    """
    return Corpus(**{name: read_table(folder, name) for name in table_columns()})


def read_table(
    folder: str | Path, name: str, *, columns: Sequence[str] | None = None, filters: Any = None
) -> pd.DataFrame:
    """Return one table of a folder of tables, or some columns of it, or the rows that pass filters.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = save_tables(load_corpus(), folder)
    ...     len(read_table(folder, "articles", columns=["doc_id"]))
    5

    `filters` are those of `pandas.read_parquet`; rows that don't pass them never become part of a dataframe.
    Raises FileNotFoundError where the table is missing.
    """
    path = _find_table(folder, name)
    frame = pd.read_parquet(path, columns=None if columns is None else list(columns), filters=filters)
    lists = [column.name for column in table_columns()[name] if column.type == "list"]
    filled = [column for column in lists if column in frame.columns]
    return frame.assign(**{column: frame[column].map(list).astype(object) for column in filled})


def table_files(folder: str | Path, name: str) -> list[Path]:
    """Return the files of a table of a folder of tables, one or a part each, in the order of their rows.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     _ = save_tables(load_corpus(), folder)
    ...     [path.name for path in table_files(folder, "relations")]
    ['relations.parquet']

    Raises FileNotFoundError where the table is missing.
    """
    path = _find_table(folder, name)
    return sorted(path.glob("*.parquet")) if path.is_dir() else [path]


def _find_table(folder: str | Path, name: str) -> Path:
    found = [path for path in (Path(folder, f"{name}.parquet"), Path(folder, name)) if path.exists()]
    if not found:
        raise FileNotFoundError(f"no table {name} in {folder}: write all of them with save_tables(corpus, …)")
    return found[0]


def open_corpus() -> Corpus:
    """Return the corpus that a notebook is about: the tables or the articles that its caller chose.

    >>> len(open_corpus().articles)
    5

    The caller chooses through environment variables: ALIBABA_CORPUS_TABLES names a folder of tables, which
    are read as they are; else ALIBABA_CORPUS_ARTICLES names articles; without both it is the seeds.
    """
    tables = table_folder()
    return load_corpus(article_folder()) if tables is None else read_tables(tables)
