"""The explore notebook as a person uses it: in JupyterLab, in a browser, on this machine alone."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import Select, WebDriverWait

from alibaba_corpus.notebook_runner import find_notebooks
from alibaba_corpus.places import notebook_folder, seed_folder
from tests.browser import requested, resize
from tests.conftest import Ran

TOKEN = "for-this-test-only"
PATIENCE = 180  # seconds; a busy machine starts the server and a kernel slowly


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=5):
            return True
    except (urllib.error.URLError, OSError):
        return False


@pytest.fixture(scope="module")
def lab(started_browser: Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab that serves a copy of the notebook and knows nothing of the user's own."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copy(notebook_folder() / "05_explore.ipynb", folder)
    places = {f"JUPYTER_{name}_DIR": str(folder / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
    chosen = {"ALIBABA_CORPUS_ARTICLES": str(seed_folder()), "ALIBABA_CORPUS_OUT": str(folder / "figures")}
    own = {"IPYTHONDIR": str(folder / "ipython"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "workspaces")}
    port = free_port()
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--notebook-dir={folder}"]
    command += ["--ip=127.0.0.1", f"--port={port}", f"--IdentityProvider.token={TOKEN}"]
    command += [
        "--LabApp.news_url=None",
        "--LabApp.extension_manager=readonly",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    with (folder / "server.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, env={**os.environ, **places, **chosen, **own}, stdout=log, stderr=log
        )
        try:
            deadline = time.monotonic() + PATIENCE
            while not answers(f"http://127.0.0.1:{port}"):
                assert server.poll() is None, (folder / "server.log").read_text(encoding="utf-8")
                assert time.monotonic() < deadline, (folder / "server.log").read_text(encoding="utf-8")
                time.sleep(0.3)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=60)


def find(browser: Chrome, path: str) -> WebElement:
    return browser.find_element(By.XPATH, path)


def wait_for(browser: Chrome, condition: Callable[[Chrome], Any]) -> Any:
    ignored = (NoSuchElementException, StaleElementReferenceException)
    return WebDriverWait(browser, PATIENCE, ignored_exceptions=ignored).until(condition)


def picture(browser: Chrome) -> str:
    """Return the address of the picture that the browser shows: another one when the picture changes."""
    return str(browser.find_element(By.CSS_SELECTOR, "img.widget-image").get_attribute("src"))


def choose(browser: Chrome, selector: str, number: int, wanted: str) -> str:
    """Choose the first entry of a list that begins with what is wanted, and return it."""
    names = Select(browser.find_elements(By.CSS_SELECTOR, selector)[number])
    option = next(option for option in names.options if option.text.startswith(wanted))
    text = str(option.text)
    names.select_by_visible_text(text)
    return text


def run_all(browser: Chrome, address: str) -> None:
    """Open the notebook and run all of it from the menu, as a person does."""
    browser.get(f"{address}/lab/tree/05_explore.ipynb?token={TOKEN}")
    resize(browser, 1400, 2400)
    wait_for(browser, lambda driver: find(driver, "//*[text()='Python 3 (ipykernel) | Idle']"))
    menu = "//div[contains(@class, 'lm-MenuBar-itemLabel') and text()='Run']"
    entry = "//div[contains(@class, 'lm-Menu-itemLabel') and text()='Run All Cells']"
    wait_for(browser, lambda driver: find(driver, menu)).click()
    wait_for(browser, lambda driver: find(driver, entry)).click()
    wait_for(browser, picture)


def test_filter_changes_the_picture_and_an_edge_shows_its_sentence(browser: Chrome, lab: str) -> None:
    run_all(browser, lab)
    before = picture(browser)
    choose(browser, ".widget-select-multiple select", 0, "investment")
    wait_for(browser, lambda driver: picture(driver) != before)
    edge = "Alibaba → Youku"
    wait_for(
        browser,
        lambda driver: choose(driver, "div.widget-select:not(.widget-select-multiple) select", 0, edge),
    )
    marked = wait_for(
        browser,
        lambda driver: [
            mark.text for mark in driver.find_elements(By.CSS_SELECTOR, "mark") if "Youku Tudou" in mark.text
        ],
    )
    assert "Soucieux de diversifier ses activités" in marked[0]
    strange = [address for address in requested(browser) if not address.startswith((lab, "data:", "blob:"))]
    assert strange == []


@pytest.mark.parametrize("path", find_notebooks(), ids=lambda path: path.stem)
def test_exported_page_shows_every_figure(
    browser: Chrome, seed_figures: Ran, tmp_path: Path, path: Path
) -> None:
    executed = seed_figures.folder / "figures" / "notebooks" / path.name
    command = [
        sys.executable,
        "-m",
        "nbconvert",
        "--to",
        "html",
        "--output-dir",
        str(tmp_path),
        str(executed),
    ]
    subprocess.run(command, check=True, capture_output=True)
    browser.switch_to.new_window("tab")  # a page of JupyterLab that has not saved yet asks to stay
    browser.get((tmp_path / f"{path.stem}.html").as_uri())
    widths = browser.execute_script("return [...document.images].map(image => image.naturalWidth)")
    assert len(widths) == path.read_text(encoding="utf-8").count("save_figure(ax.figure")
    assert all(width > 300 for width in widths)
