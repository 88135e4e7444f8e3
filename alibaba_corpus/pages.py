"""Web pages: the text of the article on one, and what the page itself says of it.

trafilatura finds the text. Of the metadata only what is said to be the article's is taken: a day beside a
teaser, in a picture's address or in the copyright would date it wrongly.
"""

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from alibaba_corpus.knowledge import read_knowledge

_SAID = (
    ".//meta[not(contains(@property, 'image') or contains(@name, 'image') or contains(@name, 'copyright'))]"
    " | .//link[@rel='canonical'] | .//script[@type='application/ld+json']"
)
_ELSEWHERE = "ancestor::aside or ancestor::footer or ancestor::nav or ancestor::li"
_TIMES = f".//time[@datetime][not({_ELSEWHERE} or ancestor::*[contains(@class, 'comment')])]"
_MARKED = f".//*[@title][contains(concat(' ', @class, ' '), ' published ')][not({_ELSEWHERE})]"  # hAtom
_WORDS = f".//body//text()[not({_ELSEWHERE} or ancestor::*[contains(@class, 'comment')])]"
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LAYOUT = ".//table[.//table or .//h1 or .//h2 or .//h3 or .//td[count(.//p) > 1]]"
_CELLS = ("thead", "tbody", "tfoot", "tr", "td", "th")
_RULE = re.compile(r"\|[-|]+\|")
_BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
_BLOCKS = tuple("p br div h1 h2 h3 h4 h5 h6 li blockquote figure figcaption tr".split())  # noqa: SIM905
_BLOCK = re.compile(rf"</?(?:{'|'.join(_BLOCKS)})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_DOCUMENT = re.compile(r"\s*<(?:!doctype|html|head|body)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a web page: its text, "" where there is none, and what the page says of it."""

    text: str = ""
    title: str | None = None
    published: str | None = None
    source: str | None = None
    byline: str | None = None


def read_page(html: str) -> Page:
    """Take the text of an article out of a page, with title, day, site and authors where the page says them.

    >>> head = "<head><title>Le rail</title><meta name='author' content='Léa Morin'></head>"
    >>> page = read_page(f"<html>{head}<body><article><p>{'Le rail avance vers la mer. ' * 9}</p></article>")
    >>> page.title, page.byline, page.published, page.text[:14]
    ('Le rail', 'Léa Morin', None, 'Le rail avance')

    A table of figures gives a line a row; one that only lays the page out gives its paragraphs. Raises what
    the parser raises.
    """
    import trafilatura

    tree = trafilatura.load_html(html)
    if tree is None:
        return Page()
    about = trafilatura.extract_metadata(tree, extensive=False)
    said = trafilatura.extract_metadata(_keep_metadata(tree), extensive=False)
    published = said.date or _find_day(tree)
    _unfold_layout(tree)
    text = trafilatura.extract(tree, favor_recall=True, include_comments=False, include_tables=True) or ""
    lines = (line.rstrip() for line in text.split("\n"))
    text = "\n".join(_write_row(line) for line in lines if not _RULE.fullmatch(line))
    if about.title and text and about.title not in text[: len(about.title) + 400]:
        text = f"{about.title}\n{text}"
    byline = said.author.replace("; ", ", ") if said.author else None
    return Page(text, about.title or None, published, about.sitename or None, byline)


def is_page(text: str) -> bool:
    """Tell whether a text is a whole page in HTML.

    >>> is_page("<html><body>Le rail</body></html>"), is_page("<p>Le rail</p>")
    (True, False)
    """
    return _DOCUMENT.match(text) is not None


def has_blocks(text: str) -> bool:
    """Tell whether HTML parts the paragraphs of a text.

    >>> has_blocks("Le rail<br/>avance"), has_blocks("Le <b>rail</b> avance")
    (True, False)
    """
    return "<" in text and _BLOCK.search(text) is not None


def read_fragment(html: str) -> str:
    r"""Return the text of a piece of HTML, a line for each paragraph.

    >>> read_fragment("<h1>Le rail</h1> <p>Le train\npart de <b>Lyon</b>.</p>Fin&nbsp;!")
    'Le rail\nLe train part de Lyon.\nFin\xa0!'

    Raises what the parser raises.
    """
    import trafilatura

    tree = trafilatura.load_html(f"<html><body>{html}</body></html>")
    if tree is None:
        return ""
    for element in tree.iter("script", "style"):
        element.text = None
    for element in tree.iter():
        element.text, element.tail = _in_one_line(element.text), _in_one_line(element.tail)
    for block in tree.iter(*_BLOCKS):
        block.text, block.tail = f"\n{block.text or ''}", f"\n{block.tail or ''}"
    lines = "".join(tree.itertext()).split("\n")
    return "\n".join(line.strip(" ") for line in lines if line.strip())


def _in_one_line(text: str | None) -> str | None:
    return text and re.sub(r"[ \t\r\n]+", " ", text)


def _keep_metadata(tree: Any) -> Any:
    """Return a page of nothing but what the page says of itself."""
    page, head = tree.makeelement("html"), tree.makeelement("head")
    head.extend(deepcopy(element) for element in tree.xpath(_SAID))
    page.append(head)
    return page


def _find_day(tree: Any) -> str | None:
    """Return the one day that the page marks as a time, else the one that it says it was published on."""
    times = [time.get("datetime") for time in tree.xpath(_TIMES)]
    times = times or [marked.get("title") for marked in tree.xpath(_MARKED)]
    days = {time.strip()[:10] for time in times}
    if len(days) == 1:
        day = days.pop()
        return day if _DAY.fullmatch(day) else None
    stamp = re.compile(read_knowledge("outlets")["page_stamp"]["form"])
    stamps = (stamp.match(str(words)) for words in tree.xpath(_WORDS))
    told = {found["day"].strip() for found in stamps if found and _YEAR.search(found["day"])}
    return told.pop() if len(told) == 1 else None


def _unfold_layout(tree: Any) -> None:
    """Make plain blocks of tables that lay a page out: headings, paragraphs or tables stand in them."""
    layout = set(tree.xpath(_LAYOUT))
    cells = [cell for cell in tree.iter(*_CELLS) if next(cell.iterancestors("table"), None) in layout]
    for element in (*layout, *cells):
        element.tag = "div"


def _write_row(line: str) -> str:
    r"""Write a row of a table as an article would: what it is of, then its figures.

    >>> _write_row("| 2021 | 3 000 | 9 000 |"), _write_row("Le rail | la mer")
    ('2021 : 3 000 ; 9 000', 'Le rail | la mer')
    """
    if not (line.startswith("|") and line.endswith("|") and len(line) > 1):
        return line
    first, *others = (cell.strip().replace(r"\|", "|") for cell in _BETWEEN_CELLS.split(line[1:-1]))
    figures = " ; ".join(filter(None, others))
    return " : ".join(filter(None, (first, figures)))
