"""Cross-dating: articles on one deal date each other (« le 2 juillet » of one, 2018 of the other)."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from alibaba_corpus.dates import DateMention, find_dates

Deal = tuple[str, str, str]  # source, target, type
_DAY = re.compile(r"\d")  # a bare weekday fits any week, so that nothing is inferred from it


@dataclass(frozen=True, slots=True)
class Dated:
    """What an article tells of when and whose: its publication date, its date expressions, its deals."""

    doc_id: str
    published: str | None
    dates: tuple[DateMention, ...]
    deals: frozenset[Deal]


def _known_days(article: Dated) -> list[str]:
    days = {date.value for date in article.dates if date.value and date.precision == "day"}
    if article.published and len(article.published) == len("2018-07-03"):
        days.add(article.published)
    return sorted(days)


def _same_day(date: DateMention, days: Sequence[str]) -> str | None:
    """Return the one day among `days` that the words of an open date can mean."""
    fitting = {day for day in days for row in find_dates(date.text, day) if row.value == day}
    return fitting.pop() if len(fitting) == 1 else None


def _open_dates(articles: Sequence[Dated]) -> Iterator[tuple[Dated, DateMention]]:
    for article in articles:
        for date in article.dates:
            if date.value is None and _DAY.search(date.text):
                yield article, date


def _by_deal(articles: Sequence[Dated]) -> dict[Deal, list[int]]:
    found: dict[Deal, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for deal in sorted(article.deals):
            found[deal].append(number)
    return found


def _on_the_same_deals(
    article: Dated, articles: Sequence[Dated], by_deal: Mapping[Deal, Sequence[int]]
) -> list[Dated]:
    """Return the other articles that tell a deal of this one, the last first."""
    numbers = {number for deal in article.deals for number in by_deal[deal]}
    return [articles[number] for number in sorted(numbers, reverse=True) if articles[number] is not article]


def infer_dates(articles: Sequence[Dated]) -> Mapping[tuple[str, int], DateMention]:
    """Return the open dates that another article on the same deal settles, by article and offset.

    A date is settled when just one day that the other articles know fits its words; its `basis` names the
    article. A bare weekday is never settled.

    >>> deal = frozenset({("Alibaba", "Bolloré", "partnership")})
    >>> open_date = find_dates("Le 2 juillet, ils signent.")[0]
    >>> first = Dated("a", None, (open_date,), deal)
    >>> second = Dated("b", "2018-07-03", tuple(find_dates("Ils ont signé lundi.", "2018-07-03")), deal)
    >>> settled = infer_dates([first, second])["a", open_date.start]
    >>> settled.value, settled.basis
    ('2018-07-02', 'inferred from article b')
    """
    settled = {}
    by_deal = _by_deal(articles)
    for article, date in _open_dates(articles):
        others = _on_the_same_deals(article, articles, by_deal)
        told = {day: other.doc_id for other in others if (day := _same_day(date, _known_days(other)))}
        if len(told) == 1:
            ((day, doc_id),) = told.items()
            basis = f"inferred from article {doc_id}"
            settled[article.doc_id, date.start] = replace(date, value=day, precision="day", basis=basis)
    return settled
