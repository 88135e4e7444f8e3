"""Wheel and sdist install in an environment without the checkout, and find the files that they read."""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from alibaba_corpus import __version__
from alibaba_corpus.dictionary import table_columns

ROOT = Path(__file__).parent.parent
READ = ("alibaba_corpus/data/*.toml", "alibaba_corpus/*.py", "notebooks/*.ipynb", "seeds/*.txt")
LIBRARIES = Path(pd.__file__).parents[1]  # where the dependencies lie, the package itself not among them


@dataclass(frozen=True, slots=True)
class Installed:
    """A fresh environment in which the package was installed from a file, and an empty folder to run in."""

    scripts: Path
    folder: Path

    def run(self, command: str, *arguments: str) -> str:
        """Run a command of the environment, out of reach of the checkout, and return what it prints."""
        done = subprocess.run(
            [self.scripts / command, *arguments],
            cwd=self.folder,
            env={name: value for name, value in os.environ.items() if not name.startswith("PYTHON")},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the wheel and the sdist that this checkout builds."""
    folder = tmp_path_factory.mktemp("dist")
    for target in ("wheel", "sdist"):
        command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return folder


def install(archive: Path, folder: Path) -> Installed:
    """Install a wheel or an sdist in an environment that has the dependencies only, without any index."""
    venv.create(folder / "venv", with_pip=False)
    scripts = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    (site,) = (folder / "venv").glob("[Ll]ib/**/site-packages")
    (site / "dependencies.pth").write_text(f"{LIBRARIES}\n", encoding="utf-8")
    options = ["--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed"]
    command = [sys.executable, "-m", "pip", "--python", scripts / "python", "install", *options, archive]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (folder / "empty").mkdir()
    return Installed(scripts, folder / "empty")


@pytest.fixture(scope="module")
def from_wheel(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    (wheel,) = built.glob("*.whl")
    return install(wheel, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def from_sdist(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    (sdist,) = built.glob("*.tar.gz")
    return install(sdist, tmp_path_factory.mktemp("sdist"))


@pytest.mark.parametrize("pattern", READ)
def test_wheel_carries_what_the_package_reads(built: Path, pattern: str) -> None:
    """Code, data files, notebooks and seeds, all inside the package."""
    (wheel,) = built.glob("*.whl")
    expected = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    inside = {name if name.startswith("alibaba_corpus/") else f"alibaba_corpus/{name}" for name in expected}
    assert inside
    assert inside <= set(zipfile.ZipFile(wheel).namelist())


@pytest.mark.parametrize("pattern", [*READ, "tests/*.py", "docs/*.md", "LICENSE", "CITATION.cff"])
def test_sdist_carries_the_sources(built: Path, pattern: str) -> None:
    """What the wheel holds, and the tests and documents beside it."""
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    expected = {path.relative_to(ROOT).as_posix() for path in ROOT.glob(pattern)}
    assert expected
    assert expected <= inside


def test_installed_wheel_is_what_is_imported(from_wheel: Installed) -> None:
    """Nothing of the checkout is in reach of the environment."""
    place = from_wheel.run("python", "-c", "import alibaba_corpus; print(alibaba_corpus.__file__)").strip()
    assert Path(place).is_relative_to(from_wheel.scripts.parent)
    assert from_wheel.run("alibaba-corpus", "--version").strip() == f"alibaba-corpus {__version__}"


def test_installed_wheel_reads_its_articles_from_an_empty_folder(from_wheel: Installed) -> None:
    """The console script finds the seeds, the data files and the model, and writes every table."""
    from_wheel.run("alibaba-corpus", "tables", "--out", "tables")
    written = sorted(path.stem for path in (from_wheel.folder / "tables").glob("*.parquet"))
    assert written == sorted(table_columns())
    articles = pd.read_parquet(from_wheel.folder / "tables" / "articles.parquet")
    assert articles["language"].tolist() == ["fr"] * 5


def test_installed_sdist_finds_its_files(from_sdist: Installed) -> None:
    """A package built from the sdist is as whole as the wheel."""
    code = (
        "import alibaba_corpus as ac\n"
        "from alibaba_corpus.notebook_runner import find_notebooks\n"
        "from alibaba_corpus.knowledge import read_knowledge\n"
        "print(ac.__file__, ac.__version__, len(find_notebooks()), len(read_knowledge('organisations')))\n"
        "print(*sorted(path.name for path in ac.seed_folder().glob('*.txt')))\n"
    )
    place, version, notebooks, organisations, *seeds = from_sdist.run("python", "-c", code).split()
    assert Path(place).is_relative_to(from_sdist.scripts.parent)
    assert version == __version__
    assert int(notebooks) == len(list(ROOT.glob("notebooks/[0-9]*.ipynb")))
    assert organisations == "1"
    assert seeds == sorted(path.name for path in ROOT.glob("seeds/*.txt"))
