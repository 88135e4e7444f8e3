"""The report: one HTML file that shows a corpus to whoever opens it, without network."""

import json
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from alibaba_corpus.dashboard import Dashboard, anchor, deal_of, make_dashboard, name_article, pair_of
from alibaba_corpus.drawing import TYPES
from alibaba_corpus.exports import printable
from alibaba_corpus.graph import centre, partner_graph
from alibaba_corpus.markup import Block, mark_articles
from alibaba_corpus.summaries import count, source_line
from alibaba_corpus.writing import write_text

if TYPE_CHECKING:
    from jinja2 import Environment

    from alibaba_corpus.tables import Corpus

Row = dict[Any, Any]


def save_report(corpus: "Corpus", path: str | Path) -> Path:
    """Write the report on a corpus, one HTML file that asks nothing of any network, and return its path.

    >>> import tempfile
    >>> from alibaba_corpus.tables import load_corpus
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     save_report(load_corpus(), Path(folder, "report.html")).name
    'report.html'

    It holds the partner graph with its filters and a time slider, the table of relations with search, and
    every article with what was read in it; a click on an edge or a row goes to the sentence in its article.
    Nothing that an article says can run: texts are escaped, and the page forbids every script but its own.
    Same corpus, same bytes. Raises OSError when the file can't be written.
    """
    return write_text(path, render_report(corpus))


def render_report(corpus: "Corpus") -> str:
    """Return the report on a corpus as the text of an HTML page.

    >>> from alibaba_corpus.tables import load_corpus
    >>> render_report(load_corpus()).splitlines()[0]
    '<!doctype html>'
    """
    dashboard = make_dashboard(corpus) if len(corpus.relations) else None
    scripts = _scripts() if dashboard else []
    return _environment().get_template("report.html").render(
        heading=_heading(corpus),
        source=source_line(corpus),
        found=_found(corpus),
        dashboard=dashboard,
        data=_json_for_html(_embedded(dashboard)) if dashboard else "",
        scripts=scripts,
        policy=_policy(scripts),
        types={kind: colour for kind, (colour, _) in TYPES.items()},
        articles=[_article(number, *marked) for number, marked in enumerate(mark_articles(corpus))],
        rejected=corpus.rejected.astype(str).map(printable).to_dict("records"),
    )  # fmt: skip


def _environment() -> "Environment":
    """Return the templates, which escape whatever is put into them."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("alibaba_corpus"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True,
    )  # fmt: skip


def _heading(corpus: "Corpus") -> str:
    hub = centre(partner_graph(corpus, level="group"))
    return f"Who deals with {printable(hub)}" if hub else "Who deals with whom"


def _found(corpus: "Corpus") -> str:
    """Return in words how much was read."""
    dropped = int((~corpus.lines["kept"].astype(bool)).sum())
    parts = [
        count(len(corpus.relations), "statement") + " of relations",
        count(len(corpus.organisations), "organisation"),
        count(len(corpus.quantities), "amount"),
        count(len(corpus.quotes), "quotation"),
        count(dropped, "line") + " dropped",
    ]
    return ", ".join(parts)


def _article(number: int, article: Row, blocks: list[Block]) -> Row:
    """Return what the page shows of an article; the first piece of each sentence has the id of its anchor."""
    known = {name: None if pd.isna(article[name]) else printable(str(article[name])) for name in
             ("source", "published", "language", "duplicate_of")}  # fmt: skip
    return known | {
        "title": name_article(article),
        "doc_id": printable(article["doc_id"]),
        "relations": sum(len(passage.relations) for block in blocks for passage in block.passages),
        "blocks": [_block(number, block) for block in blocks],
    }


def _block(number: int, block: Block) -> Row:
    return {
        "kind": block.kind if block.kept else "dropped",
        "why": "" if block.kept else f"{block.kind.replace('_', ' ')}: {block.rule}",
        "passages": [
            {
                "anchor": None if passage.sentence is None else anchor(number, passage.sentence),
                "pieces": passage.pieces,
                "relations": [
                    {"pair": printable(pair_of(row)), "deal": deal_of(row), "type": row["type"]}
                    for row in passage.relations
                ],
            }
            for passage in block.passages
        ],
    }


# --- scripts and data in the page


def _scripts() -> list[str]:
    """Return the scripts of the page: Bokeh's own, as far as needed, and the one that starts them."""
    from bokeh.resources import Resources

    bokeh = Resources(mode="inline", components=["bokeh", "bokeh-widgets", "bokeh-tables"], log_level="error")
    start = (files("alibaba_corpus") / "templates" / "start.js").read_text(encoding="utf-8")
    return [*bokeh.js_raw, start]


def _policy(scripts: list[str]) -> str:
    """Return the Content-Security-Policy of the page: nothing is loaded, and only these scripts run.

    Bokeh compiles the callbacks of the report from text, which takes 'unsafe-eval'.
    """
    hashes = (b64encode(sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = (
        " ".join([*(f"'sha256-{digest}'" for digest in hashes), "'unsafe-eval'"]) if scripts else "'none'"
    )
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; font-src data:"
    )


def _embedded(dashboard: Dashboard) -> Row:
    return {
        "document": dashboard.document,
        "roots": {part: place for place, part in dashboard.parts.items()},
        "root_ids": list(dashboard.parts.values()),
    }


def _json_for_html(data: Row) -> str:
    """Return data as JSON in which nothing can end the script element that holds it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
