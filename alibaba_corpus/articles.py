"""An article: raw text in, clean text with title, source, date and language out."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from alibaba_corpus.cleaning import Line, label_lines
from alibaba_corpus.language import Language, detect_language
from alibaba_corpus.lines import line_end
from alibaba_corpus.marks import read_line
from alibaba_corpus.publication import Publication, find_publication
from alibaba_corpus.views import View, make_view


@dataclass(frozen=True, slots=True)
class Article:
    """A cleaned article.

    doc_id: the stem of its file, empty for a text that came from none; raw: the text as decoded; lines: its
    lines, kept and dropped, each with the rule that decided; view: `raw` as it is read, the dropped lines
    blanked and broken paragraphs joined; publication and detected: what the lines tell of when, where and in
    what language.
    """

    doc_id: str
    raw: str
    lines: tuple[Line, ...]
    view: View
    publication: Publication
    detected: Language

    @property
    def title(self) -> str | None:
        """The headline, or None when the text has none."""
        return " ".join(text for heads, text in self._paragraphs() if heads) or None

    @property
    def text(self) -> str:
        """The kept paragraphs, one a line, without the headline."""
        return "\n".join(text for heads, text in self._paragraphs() if not heads)

    def _paragraphs(self) -> Iterator[tuple[bool, str]]:
        """Yield whether a kept paragraph is the headline, and its text as it is read."""
        starts = [line.start for line in self.lines]
        begin = 0
        for paragraph in self.view.text.split(line_end(self.raw)):
            text = paragraph.strip()
            if text:
                first = begin + paragraph.index(text)
                line = bisect_right(starts, self.view.span(first, first)[0]) - 1
                yield self.lines[line].kind == "title", text
            begin += len(paragraph) + 1

    @property
    def language(self) -> str:
        """ISO 639-1 code, `und` where the language can't be told."""
        return self.detected.code

    @property
    def published(self) -> str | None:
        """Publication date as ISO text cut to its precision, or None when the text does not say."""
        return self.publication.published

    @property
    def source(self) -> str | None:
        """The outlet, or None when the text does not say."""
        return self.publication.source


def make_article(raw: str, lines: Sequence[Line], *, doc_id: str = "", **known: str | None) -> Article:
    """Return the article of labelled lines; `known` is what came with its file: published, source, byline.

    >>> make_article("Le rail avance", label_lines("Le rail avance"), source="Le Petit Écho").source
    'Le Petit Écho'
    """
    lines = tuple(lines)
    view = make_view(raw, lines)
    told = [line._replace(text=read_line(line.text)) for line in lines] if view.here else lines
    detected = detect_language("\n".join(line.text for line in told if line.kept))
    publication = find_publication(told, language=detected.code, **known)
    return Article(doc_id, raw, lines, view, publication, detected)


def clean_article(raw_text: str) -> Article:
    r"""Clean one raw article.

    >>> article = clean_article("Menu\nLe rail avance\nLe train est parti lundi de Liège.\nLire aussi")
    >>> article.title, article.text
    ('Le rail avance', 'Le train est parti lundi de Liège.')
    """
    return make_article(raw_text, label_lines(raw_text))
