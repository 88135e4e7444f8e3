"""The part of the report that answers: the graph, its filters and the table of relations, made with Bokeh."""

import math
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from alibaba_corpus.chart_partners import PUBLIC_KINDS, STATUSES
from alibaba_corpus.drawing import BLACK, TYPES
from alibaba_corpus.exports import date_span, printable
from alibaba_corpus.graph import centre, name_pair, partner_graph
from alibaba_corpus.layout import Point, place_boxes
from alibaba_corpus.statements import TYPES_WITHOUT_DIRECTION, Level, known
from alibaba_corpus.summaries import count

if TYPE_CHECKING:
    from bokeh.document import Document
    from bokeh.models import CDSView, ColumnDataSource, CustomJS, UIElement
    from bokeh.plotting import figure

    from alibaba_corpus.tables import Corpus

Row = dict[Any, Any]

LEVELS: dict[Level, str] = {"group": "by group", "organisation": "subsidiaries apart"}
MARKERS = {"o": "circle", "^": "triangle", "s": "square", "D": "diamond", "X": "x", "*": "star"}
SIGNS = {"o": "●", "^": "▲", "s": "■", "D": "◆", "X": "✕", "*": "★"}
STROKES = {"signed": "──", "planned": "╌╌", "ended": "····", "denied": "╌·╌"}
MOST = 30  # edges that a picture shows at first, the most told
BEND = 26.0  # pixels between parallel edges in their middle
LINE, LETTER = 14.0, 6.3  # pixels that a line and a letter of a label take
SLOT = (150.0, 46.0)  # pixels that an organisation takes on the rings around the most told
DAY = 86_400_000.0  # milliseconds


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A Bokeh document, as data, whose parts go into places of a page: for each place a part's id.

    >>> Dashboard({"roots": []}, {}).parts
    {}
    """

    document: dict[str, Any]
    parts: dict[str, str]


def make_dashboard(corpus: "Corpus") -> Dashboard:
    """Return the graph, the filters and the table of a corpus that has relations.

    >>> from alibaba_corpus.tables import load_corpus
    >>> sorted(make_dashboard(load_corpus()).parts)[-4:]
    ['theme', 'time', 'type', 'undated']

    Both levels of the graph lie in it, and every statement with the place on the page that shows it (see
    `anchor`). `time` and `undated` are there if a date is known, `most` if the graph is large. Same corpus,
    same bytes.
    """
    from bokeh.document import Document

    graphs = {level: partner_graph(corpus, level=level) for level in LEVELS}
    edges = _edges(graphs)
    nodes = _nodes(graphs, edges)
    parts = _parts(nodes, _drawn(edges, nodes), _statements(corpus, edges))
    document = Document(title="")
    with document.models.freeze():  # Bokeh looks for what hangs together once, not once a part
        for part in parts.values():
            document.add_root(part)
    document.js_on_event("document_ready", parts["picture"].tags[0])
    return _renumbered(document, {name: part.id for name, part in parts.items()})


def anchor(article: int, sentence: int) -> str:
    """Return the id of the element that shows a sentence, article and sentence counted from 0.

    >>> anchor(2, 7)
    'a2s7'
    """
    return f"a{article}s{sentence}"


def name_article(article: Mapping[Any, Any]) -> str:
    """Return the title of an article, or the name of its file where it has none.

    >>> name_article({"doc_id": "un", "title": None})
    'un'
    """
    return printable(str(article["doc_id"] if pd.isna(article["title"]) else article["title"]))


def pair_of(row: Mapping[Any, Any]) -> str:
    """Return the two ends of a relation, an arrow between them where it has a direction.

    >>> pair_of({"source": "Alibaba", "target": "Lazada", "type": "acquisition"})
    'Alibaba → Lazada'
    """
    return f"{row['source']} {'–' if row['type'] in TYPES_WITHOUT_DIRECTION else '→'} {row['target']}"


def deal_of(row: Mapping[Any, Any]) -> str:
    """Return the type of a relation with its status, if it has one.

    >>> deal_of({"type": "acquisition", "status": "planned"}), deal_of({"type": "ownership", "status": None})
    ('acquisition, planned', 'ownership')
    """
    return str(row["type"]) if pd.isna(row["status"]) else f"{row['type']}, {row['status']}"


# --- what is said, and where it stands


def _edges(graphs: "Mapping[Level, nx.MultiDiGraph[str]]") -> list[Row]:
    """Return the edges of all levels, those of each level the most told first."""
    rows: list[Row] = [
        {**data, "level": level, "source": source, "target": target,
         "pair": name_pair(graph, source, target, data["type"])}
        for level, graph in graphs.items()
        for source, target, data in graph.edges(data=True)
    ]  # fmt: skip
    order = list(LEVELS)
    rows.sort(key=lambda row: (
        order.index(row["level"]), -row["weight"], -len(row["evidence"]),
        row["source"], row["target"], row["type"], row["status"] or "",
    ))  # fmt: skip
    return rows


def _statements(corpus: "Corpus", edges: Sequence[Row]) -> pd.DataFrame:
    """Return the rows of the table of relations, each with the number of its edge at every level.

    Columns: source, target, pair, type, status, deal (text), themes (text), date (text, in brackets where it
    is only the article's), first and last (the days left open, milliseconds since 1970, NaN where unknown),
    article (number), story (the number of the article that it repeats, else its own), title, sentence,
    anchor; group and organisation: edge numbers, -1 for what happens inside a group.
    """
    standing: dict[tuple[Any, ...], dict[str, int]] = defaultdict(dict)
    for number, edge in enumerate(edges):
        for told in edge["statements"]:
            place = (told.doc_id, told.start, told.source, told.target, edge["type"], edge["status"])
            standing[place][edge["level"]] = number
    articles = corpus.articles.to_dict("records")
    numbers = {article["doc_id"]: number for number, article in enumerate(articles)}
    rows: list[Row] = []
    for row in corpus.relations.to_dict("records"):
        number, status = numbers[row["doc_id"]], known(row["status"])
        place = (row["doc_id"], row["start"], row["source"], row["target"], row["type"], status)
        rows.append(_statement(row, number, articles[number], status))
        rows[-1]["story"] = numbers.get(articles[number]["duplicate_of"], number)
        rows[-1] |= {level: standing[place].get(level, -1) for level in LEVELS}
    return pd.DataFrame(rows)


def _statement(row: Row, number: int, article: Row, status: str | None) -> Row:
    stated = not pd.isna(row["date"])
    day = row["date"] if stated else article["published"]
    first, last = _days(day)
    shown = {
        "source": row["source"], "target": row["target"], "type": row["type"], "status": status or "",
        "pair": pair_of(row), "deal": deal_of(row), "themes": ", ".join(row["themes"]),
        "date": "" if math.isnan(first) else day if stated else f"({day})",
        "title": name_article(article), "sentence": " ".join(row["evidence"].split()),
        "anchor": anchor(number, int(row["sentence"])),
    }  # fmt: skip
    return {name: printable(text) for name, text in shown.items()} | {
        "first": first, "last": last, "article": number,
    }  # fmt: skip


def _days(day: Any) -> tuple[float, float]:
    """Return the first and the last day that an ISO date leaves open, in milliseconds since 1970."""
    first, last = (
        math.nan if text is None else datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1000
        for text in date_span(day) or (None, None)
    )
    return first, last


# --- the picture


def _nodes(graphs: "Mapping[Level, nx.MultiDiGraph[str]]", edges: Sequence[Row]) -> pd.DataFrame:
    """Return the organisations that edges touch, level by level, with their labels and places in pixels."""
    rows = []
    for level, graph in graphs.items():
        told = [edge for edge in edges if edge["level"] == level]
        hub = centre(graph)
        labels = {name: _label(name) for edge in told for name in (edge["source"], edge["target"])}
        sizes = {name: _size(label) for name, label in labels.items()}
        places = _places(sizes, told)
        for name, label in labels.items():
            (x, y), (width, height) = places[name], sizes[name]
            public = graph.nodes[name]["kind"] in PUBLIC_KINDS
            rows.append({
                "level": level, "name": name, "shown": printable(name), "label": label,
                "x": round(x, 1), "y": round(y, 1), "width": width, "height": height,
                "fill": "#DDDDDD" if public else "#FFFFFF", "style": "bold" if name == hub else "normal",
            })  # fmt: skip
    return pd.DataFrame(rows)


def _label(name: str) -> str:
    return "\n".join(textwrap.wrap(printable(name), 18, break_long_words=True, max_lines=3, placeholder=" …"))


def _size(label: str) -> Point:
    lines = label.split("\n")
    return max(map(len, lines)) * LETTER + 10, len(lines) * LINE + 12


def _places(sizes: Mapping[str, Point], edges: Sequence[Row]) -> dict[str, Point]:
    """Return the places of organisations: those of the most told edges laid out, the others around them."""
    first = [(edge["source"], edge["target"]) for edge in edges[:MOST]]
    inner = dict.fromkeys(name for ends in first for name in ends)
    placed = place_boxes({name: sizes[name] for name in inner}, first)
    middle_x = max(x for x, _ in placed.values()) / 2
    middle_y = max(y for _, y in placed.values()) / 2
    placed = {name: (x - middle_x, y - middle_y) for name, (x, y) in placed.items()}
    outer = list(dict.fromkeys(
        name for edge in edges for name in (edge["source"], edge["target"]) if name not in placed
    ))  # fmt: skip
    return placed | _rings(outer, edges, placed, (middle_x, middle_y))


def _rings(
    outer: Sequence[str], edges: Sequence[Row], inner: Mapping[str, Point], reach: Point
) -> dict[str, Point]:
    """Return places on rings around the inner ones: the most told the nearest, each turned to its like."""
    angles = _angles(outer, edges, inner)
    width, height = reach[0] + SLOT[0], reach[1] + 2 * SLOT[1]
    placed: dict[str, Point] = {}
    rest = list(outer)
    while rest:
        room = max(4, int(math.tau * math.sqrt((width**2 + height**2) / 2) / SLOT[0]))
        ring = sorted(rest[:room], key=lambda name: (angles[name], name))
        rest = rest[room:]
        for number, name in enumerate(ring):
            turn = math.tau * number / max(len(ring), 1) - math.pi
            placed[name] = (width * math.cos(turn), height * math.sin(turn))
        width, height = width + SLOT[0], height + 2 * SLOT[1]
    return placed


def _angles(outer: Sequence[str], edges: Sequence[Row], inner: Mapping[str, Point]) -> dict[str, float]:
    """Return in which direction, seen from the middle, those lie that an organisation deals with."""
    sums: dict[str, list[float]] = {name: [0.0, 0.0] for name in outer}
    for edge in edges:
        for name, other in ((edge["source"], edge["target"]), (edge["target"], edge["source"])):
            if name in sums and other in inner:
                sums[name][0] += inner[other][0]
                sums[name][1] += inner[other][1]
    return {name: math.atan2(y, x) for name, (x, y) in sums.items()}


def _drawn(edges: Sequence[Row], nodes: pd.DataFrame) -> pd.DataFrame:
    """Return the edges as lines with their marks; those between the same two bend away from each other."""
    at = {(row["level"], row["name"]): (row["x"], row["y"]) for row in nodes.to_dict("records")}
    between: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, edge in enumerate(edges):
        between[edge["level"], *sorted((edge["source"], edge["target"]))].append(number)
    rows = []
    for number, edge in enumerate(edges):
        ends = sorted((edge["source"], edge["target"]))
        beside = between[edge["level"], *ends]
        bend = (
            BEND * (beside.index(number) - (len(beside) - 1) / 2) * (1 if edge["source"] == ends[0] else -1)
        )
        start, end = at[edge["level"], edge["source"]], at[edge["level"], edge["target"]]
        rows.append(_line(start, end, bend) | _strokes(edge))
    return pd.DataFrame(rows)


def _line(start: Point, end: Point, bend: float) -> Row:
    """Return the points of a curve that leaves the straight line by `bend` pixels, its middle and its end."""
    length = math.dist(start, end) or 1.0
    across = (-(end[1] - start[1]) / length * bend * 2, (end[0] - start[0]) / length * bend * 2)
    steps = 12 if bend else 1
    points = [_curve(start, end, across, step / steps) for step in range(steps + 1)]
    middle, arrow = _curve(start, end, across, 0.5), _curve(start, end, across, 0.66)
    return {
        "xs": [round(x, 1) for x, _ in points], "ys": [round(y, 1) for _, y in points],
        "x": round(middle[0], 1), "y": round(middle[1], 1),
        "arrow_x": round(arrow[0], 1), "arrow_y": round(arrow[1], 1),
        "angle": round(math.atan2(end[1] - arrow[1], end[0] - arrow[0]) - math.pi / 2, 3),
    }  # fmt: skip


def _curve(start: Point, end: Point, across: Point, share: float) -> Point:
    swing = share * (1 - share) * 2
    return (
        start[0] + (end[0] - start[0]) * share + across[0] * swing,
        start[1] + (end[1] - start[1]) * share + across[1] * swing,
    )


def _strokes(edge: Row) -> Row:
    """Return how an edge looks and what it says when pointed at."""
    colour, mark = TYPES[edge["type"]]
    pattern = STATUSES.get(edge["status"], "-")
    return {
        "level": edge["level"], "source": printable(edge["source"]), "target": printable(edge["target"]),
        "colour": colour, "marker": MARKERS[mark], "width": min(1.4 + 0.6 * (edge["weight"] - 1), 5.0),
        "dash": [] if pattern == "-" else [max(1, round(part * 1.6)) for part in pattern[1]],
        "arrow": 0 if edge["type"] in TYPES_WITHOUT_DIRECTION else 9,
        "pair": printable(edge["pair"]), "deal": deal_of(edge),
        "told": f"{count(len(edge['evidence']), 'sentence')}, {count(edge['weight'], 'article')}",
        "example": printable(edge["evidence"][0]),
    }  # fmt: skip


# --- the parts of the page


def _parts(nodes: pd.DataFrame, edges: pd.DataFrame, statements: pd.DataFrame) -> "dict[str, UIElement]":
    """Return the parts by the place they take, tied together by the scripts in `templates/`."""
    from bokeh.models import ColumnDataSource

    sources = {
        "nodes": ColumnDataSource(nodes.to_dict("list"), name="nodes"),
        "edges": ColumnDataSource(edges.to_dict("list"), name="edges"),
        "statements": ColumnDataSource(statements.to_dict("list"), name="statements"),
    }
    views = {name: _view() for name in ("nodes", "labels", "edges", "statements")}
    picture = _picture(sources, views)
    choices = _choices(nodes, edges, statements)
    table = _table(sources["statements"], views["statements"])
    _tie(sources, views, picture, choices)
    return {**choices, "picture": picture, "table": table}


def _view() -> "CDSView":
    from bokeh.models import CDSView, IndexFilter

    return CDSView(filter=IndexFilter(indices=[]))


def _picture(sources: "Mapping[str, ColumnDataSource]", views: "Mapping[str, CDSView]") -> "figure":
    """Return the graph: lines with the marks of their types, names in boxes, dots where there is no room."""
    from bokeh.models import HoverTool, PanTool, Range1d, TapTool, WheelZoomTool, ZoomInTool, ZoomOutTool
    from bokeh.plotting import figure

    picture = figure(
        sizing_mode="stretch_both", x_range=Range1d(-1, 1), y_range=Range1d(-1, 1), tools="",
        toolbar_location="above", background_fill_color=None, border_fill_color=None, outline_line_color=None,
        min_border=0, name="picture", output_backend="canvas",
    )  # fmt: skip
    picture.axis.visible = picture.grid.visible = False
    picture.toolbar.logo = None
    lines = _draw_edges(picture, sources["edges"], views["edges"])
    boxes = _draw_nodes(picture, sources["nodes"], views)
    drag = PanTool()
    picture.add_tools(
        drag, ZoomInTool(), ZoomOutTool(), WheelZoomTool(modifiers="ctrl"),
        TapTool(renderers=[*lines, *boxes]),
        HoverTool(renderers=lines, line_policy="interp", point_policy="follow_mouse", visible=False,
                  tooltips=[("", "@pair"), ("", "@deal"), ("", "@told"), ("", "@example")]),
    )  # fmt: skip
    picture.toolbar.active_drag = drag
    return picture


def _draw_edges(picture: "figure", source: "ColumnDataSource", view: "CDSView") -> list[Any]:
    """Draw the edges; return what a click on them hits: a wide line that nobody sees."""
    target = picture.multi_line("xs", "ys", source=source, view=view, line_width=16, line_alpha=0,
                                nonselection_line_alpha=0, selection_line_alpha=0)  # fmt: skip
    picture.multi_line(
        "xs",
        "ys",
        source=source,
        view=view,
        line_color="colour",
        line_width="width",
        line_dash="dash",
        nonselection_line_alpha=0.25,
    )
    picture.scatter("arrow_x", "arrow_y", source=source, view=view, marker="triangle", size="arrow",
                    angle="angle", color="colour", line_color=None, nonselection_alpha=0.25)  # fmt: skip
    picture.scatter("x", "y", source=source, view=view, marker="marker", size=10, fill_color="colour",
                    line_color="colour", line_width=2, nonselection_alpha=0.25)  # fmt: skip
    return [target]


def _draw_nodes(picture: "figure", source: "ColumnDataSource", views: "Mapping[str, CDSView]") -> list[Any]:
    dots = picture.scatter("x", "y", source=source, view=views["nodes"], size=9, fill_color="fill",
                           line_color=BLACK, line_width=1.2, nonselection_alpha=1)  # fmt: skip
    names = picture.text(
        "x", "y", text="label", source=source, view=views["labels"], text_align="center", anchor="center",
        text_baseline="middle", text_font={"value": "sans-serif"}, text_font_size="12px",
        text_font_style="style", text_line_height=1.1, padding=[3, 6], border_radius=5, text_color=BLACK,
        background_fill_color="fill", border_line_color=BLACK, border_line_width=1, nonselection_text_alpha=1,
    )  # fmt: skip
    return [dots, names]


def _choices(nodes: pd.DataFrame, edges: pd.DataFrame, statements: pd.DataFrame) -> "dict[str, UIElement]":
    """Return what narrows picture and table: only what makes a difference in this corpus."""
    from bokeh.models import InlineStyleSheet
    from bokeh.models.widgets import RadioButtonGroup, Select, Slider, TextInput

    names = sorted(set(nodes["shown"]), key=lambda name: (name.casefold(), name))
    themes = sorted({theme for text in statements["themes"] for theme in text.split(", ") if theme})
    articles = dict(zip(statements["article"], statements["title"], strict=True))
    titles = [(str(number), textwrap.shorten(articles[number], 70)) for number in sorted(articles)]
    found: dict[str, UIElement] = {
        "level": RadioButtonGroup(labels=list(LEVELS.values()), active=0, name="level"),
        **_buttons(statements),
        "organisation": Select(
            title="Organisation", value="", options=[("", "all"), *zip(names, names, strict=True)]
        ),
        "theme": Select(title="Theme", value="", options=[("", "all"), *zip(themes, themes, strict=True)]),
        "article": Select(title="Article", value="", options=[("", "all"), *titles]),
        **_time(statements),
        "search": TextInput(title="Search names, themes, titles and sentences", placeholder="e.g. logistics"),
    }
    largest = int(edges["level"].value_counts().max())
    if largest > MOST:
        found["most"] = Slider(title="Edges drawn", start=5, end=largest, value=MOST, step=1)
    for choice in found.values():
        choice.sizing_mode, choice.margin = "stretch_width", 0
        choice.stylesheets = [*choice.stylesheets, InlineStyleSheet(css=_template("choices.css"))]
    return found


def _buttons(statements: pd.DataFrame) -> "dict[str, UIElement]":
    """Return the choices that are the legend too: types by colour and sign, statuses by stroke."""
    from bokeh.models import InlineStyleSheet
    from bokeh.models.widgets import CheckboxButtonGroup

    types = [kind for kind in TYPES if kind in set(statements["type"])]
    statuses = [status for status in STATUSES if status in set(statements["status"])]
    colours = "".join(
        f".bk-btn:nth-child({number}) {{ border-left: 4px solid {TYPES[kind][0]} !important; }}"
        for number, kind in enumerate(types, start=1)
    )
    found: dict[str, UIElement] = {
        "type": CheckboxButtonGroup(
            labels=[f"{SIGNS[TYPES[kind][1]]} {kind}" for kind in types], active=list(range(len(types))),
            tags=types, css_classes=["several"], stylesheets=[InlineStyleSheet(css=colours)],
        )
    }  # fmt: skip
    if statuses:
        found["status"] = CheckboxButtonGroup(
            labels=[f"{STROKES[status]} {status}" for status in statuses], active=list(range(len(statuses))),
            tags=statuses, css_classes=["several"],
        )  # fmt: skip
    return found


def _time(statements: pd.DataFrame) -> "dict[str, UIElement]":
    """Return the slider over the days that the dates leave open; nothing where no date is known."""
    from bokeh.models.widgets import Checkbox, DateRangeSlider

    first, last = statements["first"].min(), statements["last"].max()
    if math.isnan(first):
        return {}
    found: dict[str, UIElement] = {
        "time": DateRangeSlider(title="Time", start=first, end=last + DAY, value=(first, last + DAY), step=1,
                                format="%d %b %Y")
    }  # fmt: skip
    if statements["first"].isna().any():
        found["undated"] = Checkbox(label="also those of unknown date", active=True)
    return found


def _table(source: "ColumnDataSource", view: "CDSView") -> "UIElement":
    from bokeh.models import InlineStyleSheet
    from bokeh.models.widgets import DataTable, StringFormatter, TableColumn

    widths = {"pair": 170, "deal": 110, "sentence": 380, "date": 80, "themes": 90, "title": 150}
    titles = {"pair": "who", "deal": "relation", "title": "article"}
    columns = [
        TableColumn(field=field, title=titles.get(field, field), width=width, formatter=StringFormatter())
        for field, width in widths.items()
    ]
    return DataTable(
        source=source, view=view, columns=columns, index_position=None, row_height=58,
        sizing_mode="stretch_both", autosize_mode="force_fit", selectable=True,
        stylesheets=[InlineStyleSheet(css=_template("table.css"))],
    )  # fmt: skip


def _tie(
    sources: "Mapping[str, ColumnDataSource]",
    views: "Mapping[str, CDSView]",
    picture: "figure",
    choices: "Mapping[str, UIElement]",
) -> None:
    """Let the choices filter, clicks show sentences, and names give way to each other where it is narrow."""
    filters = {name: view.filter for name, view in views.items()}
    fit = _script("fit", nodes=sources["nodes"], filters=filters, picture=picture)
    narrow = _script(
        "filter", levels=list(LEVELS), choices=dict(choices), sources=dict(sources), filters=filters, fit=fit
    )
    show = _script("show", sources=dict(sources), filters=filters, choices=dict(choices))
    for name, choice in choices.items():
        for changed in ("active", "value", "value_input"):
            if changed in choice.properties() and (name, changed) != ("search", "value"):
                choice.js_on_change(changed, narrow)
    for changed in ("inner_width", "inner_height"):
        picture.js_on_change(changed, fit)
    for side in (picture.x_range, picture.y_range):
        side.js_on_change("start", fit)
        side.js_on_change("end", fit)
    for source in sources.values():
        source.selected.js_on_change("indices", show)
    picture.tags = [narrow]


def _script(name: str, **args: Any) -> "CustomJS":
    from bokeh.models import CustomJS

    return CustomJS(args=args, code=_template(f"{name}.js"))


def _template(name: str) -> str:
    return (files("alibaba_corpus") / "templates" / name).read_text(encoding="utf-8")


def _renumbered(document: "Document", parts: Mapping[str, str]) -> Dashboard:
    """Return the document as data, its ids counted anew: Bokeh counts on from one document to the next."""
    data = dict(document.to_json(deferred=False))
    names: dict[str, str] = {}

    def renumber(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                key: names.setdefault(item, f"r{len(names)}")
                if key == "id" and isinstance(item, str)
                else renumber(item)
                for key, item in value.items()
            }
        return [renumber(item) for item in value] if isinstance(value, list | tuple) else value

    data = renumber(data)
    return Dashboard(data, {place: names[part] for place, part in parts.items()})
