"""The report as a person uses it, in a browser: it opens from disk, filters, searches and shows evidence."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.select import Select

from alibaba_corpus.report import save_report
from alibaba_corpus.tables import load_corpus
from tests.browser import complaints, requested, resize

ARTICLES = {
    "un": "La Poste choisit Alibaba\nPublié le 12 mars 2019\n"
    "La Poste a signé lundi un accord avec Cainiao, la filiale logistique d'Alibaba, pour ses colis.\n",
    "deux": "Carrefour et Tencent s'allient\nPublié le 4 juin 2021\n"
    "Carrefour a signé jeudi un partenariat avec Tencent dans le paiement mobile.\n"
    "Le groupe Auchan envisage de nouer un partenariat avec Alibaba dans la distribution.\n",
    "trois": "Orange entre au capital de Deezer\nEn 2015, Orange a acquis 30 % de Deezer.\n"
    "Amazon est le principal concurrent d'Alibaba.\nPartager sur Facebook\n",
    "hostile": "<script>document.title='run'</script></script><img src=x onerror=\"document.title='run'\">\n"
    "Publié le 2 mai 2020\n"
    "Renault a signé un accord avec Huawei « </script><script>document.title='run'</script> » & \"Fils\" "
    "\u202e<b onmouseover=alert(1)>dans le cloud\x07 {{ 7 * 7 }}.\n"
    "Le contrat court sur trois ans et pourra être prolongé, ont fait savoir les deux directions.\n",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report on five short articles, one of them hostile."""
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return save_report(load_corpus(folder), tmp_path_factory.mktemp("report") / "report.html")


@pytest.fixture
def report(browser: Chrome, page: Path) -> Chrome:
    """The browser with the report open and drawn."""
    browser.get(page.as_uri())
    wait_for(lambda: shown(browser).startswith("Drawn"))
    return browser


def wait_for(promise: Callable[[], Any]) -> None:
    """Return as soon as the promise holds; fail after ten seconds."""
    until = time.monotonic() + 10
    while not promise():
        assert time.monotonic() < until, "waited ten seconds in vain"
        time.sleep(0.05)


def shown(driver: Chrome) -> str:
    return str(driver.execute_script("return document.getElementById('shown')?.textContent ?? ''"))


def drawn_edges(driver: Chrome) -> list[str]:
    """Return what the drawn edges say, in the order of the data."""
    return driver.execute_script(
        """
        const figure = Bokeh.index.roots.find((view) => view.model.name === "picture").model
        const lines = figure.renderers.find((renderer) => renderer.glyph.type === "MultiLine")
        const {pair, deal} = lines.data_source.data
        return lines.view.filter.indices.map((edge) => `${pair[edge]}: ${deal[edge]}`)
        """
    )


def place_of(driver: Chrome, name: str) -> tuple[int, int]:
    """Return where on the screen the mark of an edge, or the name of an organisation, is drawn."""
    x, y = driver.execute_script(
        """
        const {el, model, frame} = Bokeh.index.roots.find((view) => view.model.name === "picture")
        el.scrollIntoView({block: "center"})
        for (const {data_source} of model.renderers) {
          const {pair, shown, level, x, y} = data_source.data
          const names = pair ?? shown
          const place = names.findIndex((found, row) => level[row] === "group" && found === arguments[0])
          if (place < 0) continue
          const {left, top} = el.getBoundingClientRect()
          return [left + frame.x_scale.compute(x[place]), top + frame.y_scale.compute(y[place])]
        }
        """,
        name,
    )
    return round(x), round(y)


def click_at(driver: Chrome, place: tuple[int, int]) -> None:
    action = ActionBuilder(driver)
    action.pointer_action.move_to_location(*place)
    action.pointer_action.click()
    action.perform()


def inside(driver: Chrome, place: str, selector: str) -> Any:
    """Return the elements that a part of the dashboard keeps in its shadow."""
    return driver.execute_script(
        "return [...document.getElementById(arguments[0]).firstElementChild.shadowRoot"
        ".querySelectorAll(arguments[1])]",
        place,
        selector,
    )


def target(driver: Chrome) -> Any:
    """Return what stands where the address leads to: its text, its article, whether it is seen and marked."""
    return driver.execute_script(
        """
        const found = document.querySelector(":target")
        if (found === null) return null
        const {top, bottom, height} = found.getBoundingClientRect()
        return {
          text: found.textContent,
          article: found.closest("details").querySelector("b").textContent,
          seen: height > 0 && top >= 0 && bottom <= window.innerHeight,
          marked: getComputedStyle(found).outlineStyle === "solid",
        }
        """
    )


def test_opens_from_disk_without_request_or_complaint(report: Chrome, page: Path) -> None:
    asked = requested(report)
    assert page.as_uri() in asked
    assert [url for url in asked if not url.startswith((page.as_uri(), "data:", "blob:"))] == []
    assert complaints(report) == []


def test_draws_every_edge_at_first(report: Chrome) -> None:
    assert len(drawn_edges(report)) == 6
    assert shown(report) == "Drawn: 6 edges. In the table: 10 statements."


def test_types_filter_the_picture(report: Chrome) -> None:
    (button,) = (button for button in inside(report, "type", ".bk-btn") if "competition" in button.text)
    button.click()
    wait_for(lambda: len(drawn_edges(report)) == 5)
    assert "Alibaba – Amazon: competition" not in drawn_edges(report)


def test_statuses_filter_the_picture(report: Chrome) -> None:
    (button,) = (button for button in inside(report, "status", ".bk-btn") if "signed" in button.text)
    button.click()
    wait_for(lambda: len(drawn_edges(report)) == 2)
    assert drawn_edges(report) == ["Alibaba – Amazon: competition", "Alibaba – Auchan: partnership, planned"]


@pytest.mark.parametrize(
    ("place", "choice", "left"),
    [
        ("theme", "payment", ["Carrefour – Tencent: partnership, signed"]),
        ("article", "Orange entre au capital de Deezer",
         ["Orange → Deezer: investment, signed", "Alibaba – Amazon: competition"]),
        ("organisation", "Auchan", ["Alibaba – Auchan: partnership, planned"]),
    ],
)  # fmt: skip
def test_choices_filter_the_picture(report: Chrome, place: str, choice: str, left: list[str]) -> None:
    (select,) = inside(report, place, "select")
    Select(select).select_by_visible_text(choice)
    wait_for(lambda: len(drawn_edges(report)) < 6)
    assert drawn_edges(report) == left


def test_level_shows_subsidiaries(report: Chrome) -> None:
    inside(report, "level", ".bk-btn")[1].click()
    wait_for(lambda: "Alibaba → Cainiao: ownership" in drawn_edges(report))
    assert "La Poste – Cainiao: partnership, signed" in drawn_edges(report)


def test_time_slider_changes_the_picture(report: Chrome) -> None:
    (unknown,) = inside(report, "undated", "input")
    unknown.click()
    wait_for(lambda: len(drawn_edges(report)) < 6)
    before = drawn_edges(report)
    inside(report, "time", ".noUi-handle")[1].send_keys(Keys.HOME)
    wait_for(lambda: drawn_edges(report) != before)
    assert drawn_edges(report) == ["Orange → Deezer: investment, signed"]


def test_search_narrows_the_table(report: Chrome) -> None:
    assert len(inside(report, "table", ".slick-row")) > 1
    inside(report, "search", "input")[0].send_keys("tencent PAIEMENT")
    wait_for(lambda: shown(report) == "Drawn: 1 of 6 edges. In the table: 1 of 10 statements.")
    wait_for(lambda: len(inside(report, "table", ".slick-row")) == 1)
    assert "Carrefour – Tencent" in inside(report, "table", ".slick-row")[0].text


def test_search_that_finds_nothing_says_so(report: Chrome) -> None:
    inside(report, "search", "input")[0].send_keys("zzz")
    wait_for(lambda: shown(report) == "Nothing passes these choices.")
    assert drawn_edges(report) == []


@pytest.mark.parametrize("width", [1280, 400])
def test_click_on_an_edge_shows_its_sentence_in_its_article(report: Chrome, width: int) -> None:
    resize(report, width, 900)
    time.sleep(0.5)  # the picture is laid out anew
    click_at(report, place_of(report, "Alibaba – Auchan"))
    wait_for(lambda: target(report) is not None)
    wait_for(lambda: target(report)["seen"])
    found = target(report)
    assert found["marked"]
    assert found["article"] == "Carrefour et Tencent s'allient"
    assert found["text"].startswith("Le groupe Auchan envisage de nouer un partenariat avec Alibaba")
    listed = report.find_elements("css selector", "#sentences li a")
    assert [link.text for link in listed] == [found["text"]]


def test_click_on_a_row_shows_its_sentence_in_its_article(report: Chrome) -> None:
    inside(report, "search", "input")[0].send_keys("Amazon")
    wait_for(lambda: len(inside(report, "table", ".slick-row")) == 1)
    inside(report, "table", ".slick-cell")[0].click()
    wait_for(lambda: target(report) is not None)
    wait_for(lambda: target(report)["seen"])
    assert target(report)["text"] == "Amazon est le principal concurrent d'Alibaba."


def test_click_on_an_organisation_shows_only_its_own(report: Chrome) -> None:
    click_at(report, place_of(report, "Carrefour"))
    wait_for(lambda: drawn_edges(report) == ["Carrefour – Tencent: partnership, signed"])
    assert target(report) is None


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_is_wider_than_the_page(report: Chrome, width: int) -> None:
    resize(report, width, 900)
    wait_for(lambda: report.execute_script("return document.documentElement.scrollWidth") == width)


def test_hostile_text_is_shown_and_never_run(report: Chrome) -> None:
    click_at(report, place_of(report, "Huawei – Renault"))
    wait_for(lambda: target(report) is not None)
    assert target(report)["text"].startswith("Renault a signé un accord avec Huawei « </script><script>")
    inside(report, "search", "input")[0].send_keys("Huawei")
    wait_for(lambda: len(inside(report, "table", ".slick-row")) == 1)
    assert "</script><script>" in inside(report, "table", ".slick-row")[0].text
    assert (
        report.execute_script("return document.querySelectorAll('img, [onmouseover], [onerror]').length") == 0
    )
    assert report.title == "Who deals with Alibaba"
    assert complaints(report) == []
