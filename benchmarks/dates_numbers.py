"""Dates and amounts: public tools and this package, side by side on the project's own cases.

    python benchmarks/dates_numbers.py

Needs dateparser, text2num and price-parser beside the package. Prints one table per section: precision,
recall and F1 of the values found in tests/cases/dates.jsonl and tests/cases/quantities.jsonl. A value is
right when it equals a labelled one of the same sentence; sentences without any are in the cases on
purpose, since what is found in them is false. The package was built with these cases at hand: its own
lines show that they pass, those of the others what a public tool makes of the same sentences.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from alibaba_corpus.dates import find_dates
from alibaba_corpus.quantities import find_quantities

CASES = Path(__file__).parent.parent / "tests" / "cases"
Case = dict[str, Any]
Reader = Callable[[Case], Iterable[object]]


def main() -> None:
    dates_section()
    quantities_section()


def dates_section() -> None:
    """Compare dateparser.search with find_dates: days only, then all values."""
    cases = read_cases("dates.jsonl")

    def labelled(case: Case) -> list[object]:
        return [row["value"] for row in case["dates"] if row["value"]]

    def labelled_days(case: Case) -> list[object]:
        return [value for value in labelled(case) if len(str(value)) == 10]

    print(f"dates: {len(cases)} sentences")
    report("dateparser, days only", cases, labelled_days, search_days)
    report("dateparser, all values", cases, labelled, search_days)
    report(
        "find_dates, days only", cases, labelled_days, lambda c: [v for v in found_dates(c) if len(v) == 10]
    )
    report("find_dates, all values", cases, labelled, found_dates)


def quantities_section() -> None:
    """Compare price-parser, text2num and find_quantities: the numbers, then the numbers with their units."""
    cases = read_cases("quantities.jsonl")

    def numbers(case: Case) -> list[object]:
        return [float(row["value"]) for row in case["quantities"]]

    def amounts(case: Case) -> list[object]:
        return [(float(row["value"]), row["unit"]) for row in case["quantities"]]

    print(f"quantities: {len(cases)} sentences")
    report("price-parser, numbers", cases, numbers, parse_price)
    report("text2num, numbers", cases, numbers, spell_numbers)
    report("find_quantities, numbers", cases, numbers, lambda c: [value for value, _ in found_amounts(c)])
    report("find_quantities, with units", cases, amounts, found_amounts)


def search_days(case: Case) -> list[str]:
    """Return the days that dateparser finds, with the settings a user of French news would choose."""
    from dateparser.search import search_dates

    settings: dict[str, Any] = {"PREFER_DATES_FROM": "past"}
    if case["published"]:
        whole = (case["published"] + "-01-01")[:10]
        settings["RELATIVE_BASE"] = datetime.fromisoformat(whole)
    found = search_dates(case["text"], languages=[case.get("language", "fr")], settings=settings)
    return [day.date().isoformat() for _, day in found or []]


def found_dates(case: Case) -> list[str]:
    rows = find_dates(case["text"], case["published"], language=case.get("language", "fr"))
    return [row.value for row in rows if row.value]


def parse_price(case: Case) -> list[float]:
    """Return the one amount that price-parser takes from a sentence."""
    from price_parser import Price

    amount = Price.fromstring(case["text"]).amount_float
    return [] if amount is None else [amount]


def spell_numbers(case: Case) -> list[float]:
    """Return the numbers of a sentence after text2num has turned number words into figures."""
    from text_to_num import alpha2digit

    spelled = alpha2digit(case["text"], case.get("language", "fr"))
    return [float(number.replace(",", ".")) for number in re.findall(r"\d+(?:[.,]\d+)?", spelled)]


def found_amounts(case: Case) -> list[tuple[float, str]]:
    rows = find_quantities(case["text"], language=case.get("language", "fr"))
    return [(float(row.value), row.unit) for row in rows]


def read_cases(name: str) -> list[Case]:
    return [json.loads(line) for line in (CASES / name).read_text("utf-8").splitlines()]


def report(name: str, cases: list[Case], labelled: Reader, found: Reader) -> None:
    right = wanted = given = 0
    for case in cases:
        want, have = Counter(labelled(case)), Counter(found(case))
        right += (want & have).total()
        wanted += want.total()
        given += have.total()
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    f1 = 2 * right / max(given + wanted, 1)
    print(f"  {name:28s} precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}")


if __name__ == "__main__":
    main()
