"""What several tests share: a browser, and the console script run for real where no network is in reach."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings
from selenium.webdriver import Chrome

from tests.browser import MISSING, complaints, find_browser, open_browser, requested, resize

# the same examples in every run, so that nobody's change fails on luck; `make fuzz` looks for new ones
settings.register_profile("same", derandomize=True)
settings.register_profile("search", derandomize=False, print_blob=True)
settings.load_profile("same")


@pytest.fixture(scope="module", autouse=True)
def collected() -> Iterator[None]:
    """Collect what a module's libraries left open (event loops, sockets) when its tests are done.

    Else it is collected whenever the next tests allocate much; amid a parse of Python source the warnings
    about it break the parse (« AST constructor recursion depth mismatch », CPython issue 106905).
    """
    yield
    gc.collect()


# loaded by every Python process that starts with its folder on the path, the kernels of notebooks too
BLOCK = """
import os, socket

def refuse(*arguments, **options):
    with open(os.environ["NETWORK_LOG"], "a", encoding="utf-8") as log:
        log.write(repr(arguments) + "\\n")
    raise OSError("this test allows no network")

class Socket(socket.socket):
    def connect(self, address):
        return super().connect(address) if self.family == socket.AF_UNIX else refuse(address)

    def connect_ex(self, address):
        return super().connect_ex(address) if self.family == socket.AF_UNIX else refuse(address)

    def sendto(self, *arguments):
        return refuse(*arguments)

socket.AF_UNIX = getattr(socket, "AF_UNIX", None)
socket.socket = Socket
socket.create_connection = socket.getaddrinfo = socket.gethostbyname = refuse
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """A process that ended: its exit code, what it wrote, where its results lie, what it asked of the net."""

    code: int
    stdout: str
    stderr: str
    folder: Path
    network: str


def run_offline(folder: Path, *arguments: str, hash_seed: str = "0") -> Ran:
    """Run Python with arguments in `folder`, the network blocked in it and in all its children."""
    blocked = folder / "blocked"
    blocked.mkdir(parents=True, exist_ok=True)
    (blocked / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    log = folder / "network.log"
    environment = {
        **os.environ,
        "PYTHONPATH": str(blocked),
        "NETWORK_LOG": str(log),
        "PYTHONHASHSEED": hash_seed,
    }
    command = [sys.executable, *arguments]
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=900
    )
    asked = log.read_text(encoding="utf-8") if log.exists() else ""
    return Ran(done.returncode, done.stdout, done.stderr, folder, asked)


def run_command(folder: Path, *arguments: str, hash_seed: str = "0") -> Ran:
    """Run the console script in `folder`, from where nothing of the checkout is in reach, without network."""
    script = "import sys; from alibaba_corpus.cli import main; sys.exit(main())"
    return run_offline(folder, "-c", script, *arguments, hash_seed=hash_seed)


@pytest.fixture(scope="session")
def seed_figures(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The figures of the seeds, as `alibaba-corpus figures --out figures` makes them."""
    return run_command(tmp_path_factory.mktemp("seeds"), "figures", "--out", "figures")


@pytest.fixture(scope="session")
def seed_tables(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The tables of the seeds, as `alibaba-corpus tables --out tables --format csv` makes them."""
    return run_command(tmp_path_factory.mktemp("tables"), "tables", "--out", "tables", "--format", "csv")


@pytest.fixture(scope="session")
def started_browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    """The one browser that all tests drive, started by the first that needs it."""
    if find_browser() is None:
        pytest.skip(MISSING)
    with open_browser(tmp_path_factory.mktemp("browser")) as driver:
        yield driver


@pytest.fixture
def browser(started_browser: Chrome) -> Chrome:
    """The browser on an empty page of 1280 to 900 pixels, its logs read and forgotten."""
    started_browser.get("about:blank")
    resize(started_browser, 1280, 900)
    requested(started_browser)
    complaints(started_browser)
    return started_browser
