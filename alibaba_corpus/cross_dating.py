"""Cross-dating: articles on one deal date each other (« le 2 juillet » of one, 2018 of the other).

What an article knows and asks goes deal by deal to the others that tell the same deal; the answers of all its
deals together settle a date or do not. So the deals of a corpus may be looked at in parts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from alibaba_corpus.dates import DateMention, find_dates

Deal = tuple[str, str, str]  # source, target, type
_FIGURE = re.compile(r"\d+")  # a bare weekday fits any week, so that nothing is inferred from it
_ENOUGH = 2  # different days that settle nothing, so that more need not be told


@dataclass(frozen=True, slots=True)
class Dated:
    """What an article tells of when and whose: its publication date, its date expressions, its deals."""

    doc_id: str
    published: str | None
    dates: tuple[DateMention, ...]
    deals: frozenset[Deal]


@dataclass(frozen=True, slots=True)
class Teller:
    """What the article numbered `number` brings to a deal: the days it knows, the open dates it asks for."""

    number: int
    doc_id: str
    days: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A day that the words `asked` of the article numbered `asker` can mean, and the first to know it."""

    asker: int
    asked: str
    day: str
    number: int
    doc_id: str


def infer_dates(articles: Sequence[Dated]) -> Mapping[tuple[str, int], DateMention]:
    """Return the open dates that another article on the same deal settles, by article and offset.

    A date is settled when just one day that the other articles know fits its words; its `basis` names the
    first of them. An article in which several days fit tells nothing. A bare weekday is never settled.

    >>> deal = frozenset({("Alibaba", "Bolloré", "partnership")})
    >>> open_date = find_dates("Le 2 juillet, ils signent.")[0]
    >>> first = Dated("a", None, (open_date,), deal)
    >>> second = Dated("b", "2018-07-03", tuple(find_dates("Ils ont signé lundi.", "2018-07-03")), deal)
    >>> settled = infer_dates([first, second])["a", open_date.start]
    >>> settled.value, settled.basis
    ('2018-07-02', 'inferred from article b')
    """
    by_deal: dict[Deal, list[Teller]] = defaultdict(list)
    for number, article in enumerate(articles):
        for deal in article.deals:
            by_deal[deal].append(make_teller(number, article))
    answers = settle_answers(answer for tellers in by_deal.values() for answer in answer_deal(tellers))
    return {
        (article.doc_id, date.start): replace(
            date, value=answer.day, precision="day", basis=tell_inferred(answer.doc_id)
        )
        for number, article in enumerate(articles)
        for date in article.dates
        if date.value is None and (answer := answers.get((number, date.text)))
    }


def make_teller(number: int, article: Dated) -> Teller:
    """Return what an article brings to its deals.

    >>> make_teller(3, Dated("a", "2018-07-03", tuple(find_dates("Le 2 mai.")), frozenset()))
    Teller(number=3, doc_id='a', days=('2018-07-03',), asked=('Le 2 mai',))
    """
    days = {date.value for date in article.dates if date.value and date.precision == "day"}
    if article.published and len(article.published) == len("2018-07-03"):
        days.add(article.published)
    asked = {date.text for date in article.dates if date.value is None and _FIGURE.search(date.text)}
    return Teller(number, article.doc_id, tuple(sorted(days)), tuple(sorted(asked)))


def answer_deal(tellers: Sequence[Teller]) -> Iterator[Answer]:
    """Yield what the articles on one deal answer each other, two different days at most to each question.

    >>> list(answer_deal([Teller(0, "a", (), ("Le 2 mai",)), Teller(1, "b", ("2018-05-02",), ())]))
    [Answer(asker=0, asked='Le 2 mai', day='2018-05-02', number=1, doc_id='b')]

    Time grows with the number of articles, not with the number of their pairs.
    """
    ordered = sorted(tellers, key=lambda teller: teller.number)
    knowing: dict[str, list[Teller]] = defaultdict(list)
    asking: dict[str, list[Teller]] = defaultdict(list)
    for teller in ordered:
        for day in teller.days:
            knowing[day].append(teller)
        for asked in teller.asked:
            asking[asked].append(teller)
    for asked, askers in sorted(asking.items()):
        known = _first_to_know(asked, knowing)
        for asker in askers:
            yield from islice(_answers(asker, asked, known), _ENOUGH)


def settle_answers(answers: Iterable[Answer]) -> dict[tuple[int, str], Answer]:
    """Return the answers to the questions that have one day for answer, by asker and words.

    >>> answers = [Answer(0, "Le 2 mai", "2018-05-02", n, f"doc {n}") for n in (7, 3)]
    >>> settle_answers(answers)[0, "Le 2 mai"].doc_id
    'doc 3'
    """
    found: dict[tuple[int, str], Answer] = {}
    doubtful = set()
    for answer in answers:
        question = answer.asker, answer.asked
        known = found.setdefault(question, answer)
        if known.day != answer.day:
            doubtful.add(question)
        elif answer.number < known.number:
            found[question] = answer
    return {question: answer for question, answer in sorted(found.items()) if question not in doubtful}


def tell_inferred(doc_id: str) -> str:
    """Return the basis of a date that another article settled.

    >>> tell_inferred("b")
    'inferred from article b'
    """
    return f"inferred from article {doc_id}"


def _first_to_know(asked: str, knowing: Mapping[str, Sequence[Teller]]) -> dict[str, list[Teller]]:
    """Return the days that fit the words, each with the first two articles in which it alone does."""
    fitting = [day for day in sorted(knowing) if _fits(asked, day)]
    times = Counter(teller.number for day in fitting for teller in knowing[day])
    first = {day: (teller for teller in knowing[day] if times[teller.number] == 1) for day in fitting}
    return {day: list(islice(tellers, 2)) for day, tellers in first.items()}


def _answers(asker: Teller, asked: str, known: Mapping[str, Sequence[Teller]]) -> Iterator[Answer]:
    for day, tellers in known.items():
        other = next((teller for teller in tellers if teller.number != asker.number), None)
        if other:
            yield Answer(asker.number, asked, day, other.number, other.doc_id)


def _fits(asked: str, day: str) -> bool:
    """Tell whether the words of an open date can mean a day: one of its figures is the day's."""
    return int(day[-2:]) in map(int, _FIGURE.findall(asked)) and _means(asked, day)


@lru_cache(maxsize=100_000)
def _means(asked: str, day: str) -> bool:
    return any(row.value == day for row in find_dates(asked, day))
