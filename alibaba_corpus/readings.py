"""What a figure shows, in words: every number is computed, so that another corpus reads otherwise."""

import re
from collections.abc import Callable
from functools import wraps
from html import escape
from typing import TYPE_CHECKING, Any, ParamSpec

import pandas as pd

from alibaba_corpus.graph import centre
from alibaba_corpus.network import partner_network
from alibaba_corpus.summaries import NOT_STATED, cite_articles, count, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from alibaba_corpus.statements import Statement
    from alibaba_corpus.tables import Corpus

Given = ParamSpec("Given")
STAR = (
    0.5  # share of the pairs from which a network is a star around the organisation that has a part in them
)


def _in_markdown(read: Callable[Given, str]) -> Callable[Given, str]:
    """Let words be put into Markdown: no tag, link or picture of an article gets in with them."""

    @wraps(read)
    def safe(*arguments: Given.args, **options: Given.kwargs) -> str:
        return re.sub(r"[\\<`\[]", r"\\\g<0>", read(*arguments, **options))

    return safe


@_in_markdown
def read_outlets(outlets: pd.DataFrame) -> str:
    """Return what `count_outlets` shows, in words.

    >>> read_outlets(pd.DataFrame([["Le Matin", 3, "fr", "2015-03", "2018"]],
    ...              columns=["outlet", "articles", "languages", "earliest", "latest"]))
    '3 articles: 3 articles name their outlet (Le Matin). The earliest date is 2015-03, the latest 2018.'
    """
    if outlets.empty:
        return "There are no articles."
    named = outlets[outlets["outlet"] != NOT_STATED]
    shown = ", ".join(named["outlet"].head(5)) or "none"
    dates = sorted([*outlets["earliest"].dropna(), *outlets["latest"].dropna()])
    span = f" The earliest date is {dates[0]}, the latest {dates[-1]}." if dates else " None has a date."
    total, known = int(outlets["articles"].sum()), int(named["articles"].sum())
    verb = "names its" if known == 1 else "name their"
    return f"{count(total, 'article')}: {count(known, 'article')} {verb} outlet ({shown}).{span}"


@_in_markdown
def read_kinds(kinds: pd.DataFrame) -> str:
    """Return what `count_kinds` shows, in words.

    >>> read_kinds(pd.DataFrame([["body", True, 3, 90], ["share", False, 1, 10]],
    ...                         columns=["kind", "kept", "lines", "characters"]))
    'Cleaning dropped 1 of 4 lines and 10 % of the characters, most often of the kind share.'
    """
    dropped = kinds[~kinds["kept"].astype(bool)]
    if dropped.empty:
        return "Cleaning dropped no line."
    lines = f"{int(dropped['lines'].sum()):,} of {count(int(kinds['lines'].sum()), 'line')}"
    share = 100 * dropped["characters"].sum() / kinds["characters"].sum()
    kind = dropped["kind"].iloc[0].replace("_", " ")
    return f"Cleaning dropped {lines} and {share:.0f} % of the characters, most often of the kind {kind}."


@_in_markdown
def read_rules(rules: pd.DataFrame) -> str:
    """Return what `count_rules` shows, in words.

    >>> read_rules(pd.DataFrame([["share buttons", "share", 2, 30]],
    ...                         columns=["rule", "kind", "lines", "characters"]))
    'The rule that dropped most is “share buttons”: 30 characters in 2 lines, 100 % of all that was dropped.'
    """
    if rules.empty:
        return "No rule dropped anything."
    first = rules.iloc[0]
    share = 100 * first["characters"] / rules["characters"].sum()
    return (
        f"The rule that dropped most is “{first['rule']}”: {count(int(first['characters']), 'character')} in "
        f"{count(int(first['lines']), 'line')}, {share:.0f} % of all that was dropped."
    )


@_in_markdown
def read_partners(pairs: pd.DataFrame) -> str:
    """Return what `partner_pairs` shows, in words.

    >>> read_partners(pd.DataFrame([["Alibaba – Auchan", 1, 2]], columns=["pair", "articles", "sentences"]))
    'Told most: Alibaba – Auchan, by 2 sentences in 1 article. 1 of 1 pair rests on a single article.'
    """
    if pairs.empty:
        return "These articles state no deal between two organisations."
    first, single = pairs.iloc[0], int((pairs["articles"] == 1).sum())
    told = f"{count(int(first['sentences']), 'sentence')} in {count(int(first['articles']), 'article')}"
    alone = (
        f"{single} of {count(len(pairs), 'pair')} {'rests' if single == 1 else 'rest'} on a single article"
    )
    return f"Told most: {first['pair']}, by {told}. {alone}."


@_in_markdown
def read_network(graph: "nx.MultiDiGraph[str]") -> str:
    """Return in words what the network's shape allows to say, and why other measures are left out.

    >>> import networkx as nx
    >>> read_network(nx.MultiDiGraph())
    'There are no partners, so no network to measure.'
    """
    import networkx as nx

    network, hub = partner_network(graph), centre(graph)
    if hub is None:
        return "There are no partners, so no network to measure."
    pairs, parts = network.number_of_edges(), nx.number_connected_components(network)
    told = f"{hub} has a part in {network.degree[hub]} of {count(pairs, 'pair')}"
    star = network.degree[hub] >= STAR * pairs
    shape = (
        f"{told}: the network is a star around it." if star else f"{told}; {count(parts, 'part')} hang apart."
    )
    zero = sum(value == 0 for value in nx.betweenness_centrality(network).values())
    return (
        f"{shape} Betweenness is zero for {zero} of {count(len(network), 'organisation')}; closeness, "
        f"eigenvectors and communities would repeat {f'who is linked to {hub}' if star else 'those parts'}. "
        "They are left out: one more article would change their order, for the network shows what the "
        "articles were chosen for."
    )


@_in_markdown
def read_themes(themes: pd.DataFrame) -> str:
    """Return what `partner_themes` shows, in words.

    >>> read_themes(pd.DataFrame([[2, 1], [1, 0]], index=["A – B", "A – C"], columns=["retail", "cloud"]))
    'Most is said of retail: 3 sentences about 2 pairs. The widest alliance is A – B, with 2 themes.'
    """
    if themes.empty or themes.shape[1] == 0:
        return "No sentence about a deal speaks of a theme."
    first = themes.iloc[:, 0]
    width = (themes > 0).sum(axis=1)
    return (
        f"Most is said of {themes.columns[0]}: {count(int(first.sum()), 'sentence')} about "
        f"{count(int((first > 0).sum()), 'pair')}. "
        f"The widest alliance is {width.idxmax()}, with {count(int(width.max()), 'theme')}."
    )


@_in_markdown
def read_timeline(deals: pd.DataFrame) -> str:
    """Return what `date_deals` shows, in words.

    >>> read_timeline(pd.DataFrame([["stated", "day"], [None, "unknown"]], columns=["basis", "precision"]))
    'Of 2 deals, a sentence dates 1 (1 to the day), 0 have the date of an article only, 1 none.'
    """
    if deals.empty:
        return "There is no deal to date."
    stated = deals[deals["basis"] == "stated"]
    article, unknown = int((deals["basis"] == "article").sum()), int((deals["precision"] == "unknown").sum())
    return (
        f"Of {count(len(deals), 'deal')}, a sentence dates {len(stated)} "
        f"({int((stated['precision'] == 'day').sum())} to the day), "
        f"{article} have the date of an article only, {unknown} none."
    )


@_in_markdown
def read_figures(figures: pd.DataFrame) -> str:
    """Return what `quoted_figures` shows, in words.

    >>> figures = pd.DataFrame([["money", "EUR", "at least"], ["count", "magasin", "exact"]],
    ...                        columns=["kind", "unit", "qualifier"])
    >>> read_figures(figures)
    '2 amounts, 1 of them money, in EUR. 1 of them is a bound or a guess.'
    """
    if figures.empty:
        return "These articles quote no amount."
    money = figures[figures["kind"] == "money"]
    currencies = f", in {', '.join(sorted(set(money['unit'])))}" if len(money) else ""
    rough = int((figures["qualifier"] != "exact").sum())
    return (
        f"{count(len(figures), 'amount')}, {len(money)} of them money{currencies}. "
        f"{rough} of them {'is' if rough == 1 else 'are'} a bound or a guess."
    )


@_in_markdown
def read_growth(growth: pd.DataFrame) -> str:
    """Return what `growth_claims` shows, in words: each claim with the earlier amount that it implies.

    >>> read_growth(pd.DataFrame([["Auchan", "2 milliards d'euros", "EUR", 25.0, 1.6e9]],
    ...                          columns=["subject", "text", "unit", "change", "earlier"]))
    "- Auchan: +25 % to 2 milliards d'euros, so 1.6 billion EUR before"
    """
    if growth.empty:
        return "No sentence of these articles says by what share an amount has grown or shrunk."
    lines = [
        f"- {_whose(row['subject'])}{row['change']:+.4g} % to {row['text']}, "
        f"so {in_words(row['earlier'])} {row['unit']} before"
        for row in growth.to_dict("records")
    ]
    return "\n".join(lines)


@_in_markdown
def read_comparison(compared: pd.DataFrame) -> str:
    """Return what `compare_articles` shows, in words.

    >>> compared = pd.DataFrame(
    ...     [["A – B", "date", "2014", ["a"], True], ["A – B", "date", "2016", ["b"], True]],
    ...     columns=["pair", "kind", "fact", "told_by", "differs"])
    >>> print(read_comparison(compared))
    Several articles tell the deals of 1 pair; 1 of them is told otherwise somewhere.
    <BLANKLINE>
    - A – B, date: 2014 (a); 2016 (b)
    """
    if compared.empty:
        return "No deal is told by several of these articles."
    pairs, differing = compared["pair"].nunique(), compared[compared["differs"]]
    other = differing["pair"].nunique()
    first = (
        f"Several articles tell the deals of {count(pairs, 'pair')}; "
        f"{other or 'none'} of them {'are' if other > 1 else 'is'} told otherwise somewhere."
    )
    lines = [
        f"- {pair}, {kind}: "
        + "; ".join(f"{row['fact']} ({', '.join(row['told_by'])})" for row in rows.to_dict("records"))
        for (pair, kind), rows in differing.groupby(["pair", "kind"], sort=False)
    ]
    return "\n\n".join([first, *(["\n".join(lines)] if lines else [])])


@_in_markdown
def read_passages(passages: pd.DataFrame) -> str:
    """Return what `reused_passages` shows, in words.

    >>> read_passages(pd.DataFrame([["a", "b", 12, "Les deux groupes…"]],
    ...                            columns=["first", "second", "words", "text"]))
    '1 passage, 12 words in all, stands word for word in two articles on one deal: most likely one release.'
    """
    if passages.empty:
        return "Articles on one deal share no passage word for word."
    words, many = count(int(passages["words"].sum()), "word"), len(passages) > 1
    return (
        f"{count(len(passages), 'passage')}, {words} in all, {'stand' if many else 'stands'} word for word "
        f"in two articles on one deal: most likely one release."
    )


def _whose(subject: Any) -> str:
    return "" if pd.isna(subject) else f"{subject}: "


def strike_dropped(lines: pd.DataFrame, doc_id: str | None = None) -> str:
    """Return one article as HTML, its dropped lines struck through, each with its kind and rule.

    >>> lines = pd.DataFrame(
    ...     [["a", 1, "Un titre", "title", True, "title"], ["a", 2, "<Menu>", "navigation", False, "menu"]],
    ...     columns=["doc_id", "line", "text", "kind", "kept", "rule"])
    >>> print(strike_dropped(lines))
    <p><b>a</b></p>
    <p>Un titre</p>
    <p style="color:#767676"><s>&lt;Menu&gt;</s> <small>navigation: menu</small></p>

    Without `doc_id` it is the article that lost most lines. Whatever the article holds is escaped.
    """
    if lines.empty:
        return "<p>There are no articles.</p>"
    dropped = lines.assign(dropped=~lines["kept"].astype(bool)).groupby("doc_id")["dropped"].sum()
    chosen = dropped.idxmax() if doc_id is None else doc_id
    rows = lines[lines["doc_id"] == chosen].to_dict("records")
    return "\n".join([f"<p><b>{escape(str(chosen))}</b></p>", *map(_paragraph, rows)])


def mark_sentences(corpus: "Corpus", statements: "Sequence[Statement]") -> str:
    """Return the articles that state something as HTML, its sentences in front and marked in their place.

    >>> from types import SimpleNamespace
    >>> from alibaba_corpus.statements import Statement
    >>> corpus = SimpleNamespace(
    ...     articles=pd.DataFrame([["a", "Un titre", None, None]],
    ...                           columns=["doc_id", "title", "source", "published"]),
    ...     lines=pd.DataFrame([["a", 0, 21, "Avant. A & B signent.", True]],
    ...                        columns=["doc_id", "start", "end", "text", "kept"]))
    >>> print(mark_sentences(corpus, [Statement("a", "A", "B", (), None, 1, 7, 21, "A & B signent.")]))
    <blockquote>A &amp; B signent. <small>« Un titre »</small></blockquote>
    <h4>« Un titre »</h4>
    <p>Avant. <mark>A &amp; B signent.</mark></p>

    Only kept lines are shown. Whatever the articles hold is escaped.
    """
    cited = cite_articles(corpus.articles)
    quoted = {row.place: row.evidence for row in statements}
    shown = [
        f"<blockquote>{escape(evidence)} <small>{escape(cited[place[0]])}</small></blockquote>"
        for place, evidence in sorted(quoted.items())
    ]
    for doc_id in sorted({place[0] for place in quoted}):
        spans = sorted(place[1:] for place in quoted if place[0] == doc_id)
        lines = corpus.lines[(corpus.lines["doc_id"] == doc_id) & corpus.lines["kept"].astype(bool)]
        shown.append(f"<h4>{escape(cited[doc_id])}</h4>")
        shown += [f"<p>{_mark(row['text'], row['start'], spans)}</p>" for row in lines.to_dict("records")]
    return "\n".join(shown)


def _mark(text: str, start: int, spans: "Sequence[tuple[int, ...]]") -> str:
    """Return a line escaped, the parts of it that lie in the spans marked."""
    parts, at = [], 0
    for first, last in ((max(begin - start, 0), min(end - start, len(text))) for begin, end in spans):
        if at <= first < last:
            parts.append(f"{escape(text[at:first])}<mark>{escape(text[first:last])}</mark>")
            at = last
    return "".join([*parts, escape(text[at:])])


def _paragraph(row: dict[Any, Any]) -> str:
    text = escape(str(row["text"]).strip())
    if row["kept"]:
        return f"<p>{text}</p>"
    why = escape(f"{str(row['kind']).replace('_', ' ')}: {row['rule']}")
    return f'<p style="color:#767676"><s>{text}</s> <small>{why}</small></p>'
