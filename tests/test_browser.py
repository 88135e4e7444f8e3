"""The browser of the browser tests: it sees requests and complaints, so that their absence says something."""

from pathlib import Path

from selenium.webdriver import Chrome

from tests.browser import complaints, requested, resize


def test_browser_notes_requests_and_errors(browser: Chrome, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        '<img src="http://127.0.0.1:9/a.png"><script>console.error("worn")</script>', encoding="utf-8"
    )
    browser.get(page.as_uri())
    assert requested(browser) == [page.as_uri(), "http://127.0.0.1:9/a.png"]
    assert any("worn" in entry["message"] for entry in complaints(browser))


def test_browser_can_be_as_narrow_as_a_phone(browser: Chrome) -> None:
    resize(browser, 400, 700)
    assert browser.execute_script("return [window.innerWidth, window.innerHeight]") == [400, 700]
