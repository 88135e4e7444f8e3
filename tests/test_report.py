"""The report as a file: whole, escaped, the same each time, sensible where there is little to show."""

import re
from html import unescape
from pathlib import Path

import pytest

from alibaba_corpus.markup import mark_articles
from alibaba_corpus.report import render_report, save_report
from alibaba_corpus.tables import Corpus, load_corpus
from tests.conftest import run_command

DEAL = """Carrefour choisit Tencent
Publié le 4 juin 2021
Le distributeur Carrefour a signé mardi un
partenariat de 20 millions d'euros avec Tencent dans le paiement mobile.
« Nous allons vite », a dit Alexandre Bompard, patron de Carrefour.
Partager sur Facebook
"""
HOSTILE = """<script>alert("&amp;")</script> \u202e {{ 7 * 7 }} ]]> --> \x0c'"
Renault a signé un accord avec Huawei </script><!-- <script> "dans" l'auto & le \x07cloud.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("articles")
    (folder / "deal.txt").write_text(DEAL, encoding="utf-8")
    (folder / "hostile.txt").write_text(HOSTILE, encoding="utf-8")
    return load_corpus(folder)


@pytest.fixture(scope="module")
def page(corpus: Corpus) -> str:
    return render_report(corpus)


def articles_of(page: str) -> list[str]:
    """Return the marked articles of a page as HTML."""
    return re.findall(r'<div class="text".*?</div>', page, flags=re.DOTALL)


def test_page_repeats_byte_for_byte_in_one_process(corpus: Corpus, page: str) -> None:
    assert render_report(corpus) == page


def test_page_repeats_byte_for_byte_whatever_the_hash_seed(tmp_path: Path) -> None:
    (tmp_path / "deal.txt").write_text(DEAL, encoding="utf-8")
    pages = []
    for seed in ("0", "4711"):
        out = f"{seed}.html"
        run_command(tmp_path, "report", "--articles", "deal.txt", "--out", out, hash_seed=seed)
        pages.append((tmp_path / out).read_bytes())
    assert b"Carrefour" in pages[0]
    assert pages[0] == pages[1]


def test_article_is_shown_whole(corpus: Corpus, page: str) -> None:
    shown = articles_of(page)
    assert len(shown) == len(corpus.articles)
    text = unescape(re.sub(r"<small.*?</small>|<[^>]*>", "", shown[0], flags=re.DOTALL))
    assert " ".join(text.split()) == " ".join(DEAL.split())


def test_what_was_read_is_marked_in_place(page: str) -> None:
    article = articles_of(page)[0]
    assert '<span class="organisation" title="Carrefour">Carrefour</span>' in article
    assert re.search(
        r'<span class="quantity" title="[^"]*20,000,000 EUR">20 millions d&#39;euros</span>', article
    )
    assert re.search(r'<span class="quote"[^>]*>', article)
    assert re.search(r'<p class="dropped" title="share: [^"]+">', article)
    assert "Carrefour – Tencent <i>partnership, signed</i>" in article


def test_sentence_over_two_lines_is_one_place(corpus: Corpus) -> None:
    _, blocks = next(mark_articles(corpus))
    passages = [passage for block in blocks for passage in block.passages if passage.sentence is not None]
    numbers = [passage.sentence for passage in passages]
    assert len(numbers) == len(set(numbers))
    texts = ["".join(piece.text for piece in passage.pieces) for passage in passages]
    assert [text for text in texts if "un\npartenariat de 20 millions" in text and text.endswith("mobile.")]


def test_every_statement_leads_to_a_place_on_the_page(page: str) -> None:
    (anchors,) = re.findall(r'\["anchor",\[(.*?)\]\]', page)
    places = re.findall(r'"(a\d+s\d+)"', anchors)
    assert places
    assert [place for place in places if page.count(f'id="{place}"') != 1] == []


def test_hostile_text_stays_text(page: str) -> None:
    body = page[page.index("<body>") :]
    without_bokeh = re.sub(r"<script>.*?</script>", "", body, flags=re.DOTALL)
    assert re.findall(r"</?script\b[^>]*>", without_bokeh) == [
        '<script type="application/json" id="data">', "</script>"
    ]  # fmt: skip
    assert "7 * 7" in body
    assert not re.search("[\u202a-\u202e\x00-\x08\x0b-\x1f]", page)
    assert "<!--" not in "".join(articles_of(page))


def test_page_allows_its_own_scripts_alone_and_no_request(page: str) -> None:
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    policy = unescape(policy)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-inline" not in policy.split("style-src")[0]
    assert "http" not in policy


def test_empty_corpus_gives_a_page_that_says_so(tmp_path: Path) -> None:
    page = save_report(load_corpus(tmp_path), tmp_path / "out.html").read_text(encoding="utf-8")
    assert "This corpus holds no article." in page
    assert "<script" not in page


def test_articles_without_relations_are_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "un.txt").write_text("La pluie\nIl a plu lundi à Brest.\n", encoding="utf-8")
    page = render_report(load_corpus(tmp_path))
    assert "No sentence of these articles states a relation" in page
    assert "Il a plu lundi" in page
    assert "<script" not in page


def test_inputs_that_could_not_be_used_are_named(tmp_path: Path) -> None:
    (tmp_path / "vide.jsonl").write_text("{broken\n", encoding="utf-8")
    page = render_report(load_corpus(tmp_path))
    assert "Inputs that could not be used" in page
    assert "vide.jsonl" in page
