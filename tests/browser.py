"""A browser that tests drive as a person would: Chromium without a window, in a profile of its own."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless=new",
    "--no-sandbox",  # continuous integration runs as root
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
MISSING = "install chromium and chromium-driver to run the browser tests"


def find_browser() -> tuple[str, str] | None:
    """Return the programs of the browser and of its driver, None where one of them is missing."""
    found = (next(filter(None, map(shutil.which, BROWSERS)), None), shutil.which("chromedriver"))
    return None if None in found else found  # type: ignore[return-value]


@contextmanager
def open_browser(profile: Path) -> Iterator[Chrome]:
    """Yield a browser that keeps its profile in an empty folder and logs its console and its requests."""
    programs = find_browser()
    assert programs is not None, MISSING
    options = ChromeOptions()
    options.binary_location = programs[0]
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = Chrome(options=options, service=Service(programs[1]))
    # some releases give a page without a window no focus, and JupyterLab then takes no notebook for current
    driver.execute_cdp_cmd("Emulation.setFocusEmulationEnabled", {"enabled": True})
    try:
        yield driver
    finally:
        driver.quit()


def resize(driver: Chrome, width: int, height: int) -> None:
    """Give the page exactly this size in pixels, narrower than a window can be where asked."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def requested(driver: Chrome) -> list[str]:
    """Return the addresses that were requested since this was last asked, whatever became of them."""
    events = [json.loads(entry["message"])["message"] for entry in driver.get_log("performance")]
    return [
        event["params"]["request"]["url"]
        for event in events
        if event["method"] == "Network.requestWillBeSent"
    ]


def complaints(driver: Chrome) -> list[dict[str, Any]]:
    """Return the errors and warnings of the console since this was last asked."""
    entries: list[dict[str, Any]] = driver.get_log("browser")
    return [entry for entry in entries if entry["level"] in ("SEVERE", "WARNING")]
