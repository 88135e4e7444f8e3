"""The notebooks: stored clean, and run headless by the console script on the seeds and on other articles."""

import re
from pathlib import Path

import nbformat
import pandas as pd
import pytest

from alibaba_corpus.notebook_runner import NotebookError, find_notebooks, run_notebooks
from tests.conftest import Ran, run_command

NOTEBOOKS = ["01_corpus", "02_partners", "03_timeline", "04_claims", "05_explore"]
STEMS = [
    "01_corpus_kinds",
    "01_corpus_outlets",
    "01_corpus_rules",
    "02_partners_groups",
    "02_partners_ranking",
    "02_partners_subsidiaries",
    "02_partners_themes",
    "03_timeline",
    "04_claims_deal",
    "04_claims_figures",
    "05_explore",
]


@pytest.mark.parametrize("path", find_notebooks(), ids=lambda path: path.stem)
def test_is_stored_clean(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell for cell in code if cell.outputs or cell.execution_count is not None or cell.metadata] == []


@pytest.mark.parametrize("path", find_notebooks(), ids=lambda path: path.stem)
def test_opens_with_a_question_and_explains_each_figure(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    assert re.match(r"# .*\?\n", cells[0].source)
    assert cells[-1].cell_type == "markdown"
    drawing = [number for number, cell in enumerate(cells) if "save_figure(" in cell.source and number > 1]
    assert drawing
    assert [number for number in drawing if cells[number - 1].cell_type != "markdown"] == []


@pytest.mark.parametrize("path", find_notebooks(), ids=lambda path: path.stem)
def test_prose_quotes_no_number_of_its_own(path: Path) -> None:
    cells = nbformat.read(path, as_version=4).cells
    prose = " ".join(cell.source for cell in cells if cell.cell_type == "markdown")
    assert re.findall(r"\d", prose) == []


def test_seeds_run_headless_with_a_line_for_each_notebook(seed_figures: Ran) -> None:
    assert seed_figures.code == 0, seed_figures.stderr
    lines = seed_figures.stdout.splitlines()
    expected = [f"{number}/{len(NOTEBOOKS)} {stem}" for number, stem in enumerate(NOTEBOOKS, start=1)]
    told = [re.fullmatch(r"(.*) … \d+\.\d s", line) for line in lines[: len(NOTEBOOKS)]]
    assert [match and match[1] for match in told] == expected


def test_every_figure_is_saved_three_times_under_one_stem(seed_figures: Ran) -> None:
    folder = seed_figures.folder / "figures"
    saved = sorted(path.name for path in folder.iterdir() if path.is_file())
    assert saved == sorted(f"{stem}.{ending}" for stem in STEMS for ending in ("png", "svg", "csv"))


def test_executed_copies_hold_the_readings(seed_figures: Ran) -> None:
    copies = seed_figures.folder / "figures" / "notebooks"
    notebooks = [nbformat.read(path, as_version=4) for path in sorted(copies.glob("*.ipynb"))]
    assert len(notebooks) == len(find_notebooks())
    for notebook in notebooks:
        outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
        said = " ".join(output.data.get("text/markdown", "") for output in outputs if "data" in output)
        assert "Source: 5 articles" in said
        assert not [output for output in outputs if output.output_type == "error"]


@pytest.mark.parametrize("path", find_notebooks(), ids=lambda path: path.stem)
def test_executed_copy_shows_every_figure_where_it_is_drawn(seed_figures: Ran, path: Path) -> None:
    executed = nbformat.read(seed_figures.folder / "figures" / "notebooks" / path.name, as_version=4)
    drawing = [cell for cell in executed.cells if "save_figure(" in cell.source]
    shown = [
        [kind for output in cell.outputs for kind in output.data if kind == "image/png"] for cell in drawing
    ]
    assert shown == [["image/png"]] * len(drawing)


def test_executed_copies_hold_no_widget_that_would_stay_blank(seed_figures: Ran) -> None:
    copies = (seed_figures.folder / "figures" / "notebooks").glob("*.ipynb")
    assert [path.name for path in copies if "jupyter.widget" in path.read_text(encoding="utf-8")] == []


def test_dropped_lines_are_shown_struck_through(seed_figures: Ran) -> None:
    text = (seed_figures.folder / "figures" / "notebooks" / "01_corpus.ipynb").read_text(encoding="utf-8")
    assert "<s>Mot de passe oublié</s>" in text


@pytest.fixture(scope="module")
def other_figures(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The figures of two invented articles, one of them with what HTML would take for tags."""
    folder = tmp_path_factory.mktemp("other")
    articles = folder / "mes articles"
    articles.mkdir()
    (articles / "un.txt").write_text(
        "Carrefour et Tencent s'allient dans le paiement\n\n"
        "Le distributeur Carrefour a signé un partenariat avec Tencent dans le paiement mobile.\n\n"
        "Partager\n\n<script>alert('non')</script>\n",
        encoding="utf-8",
    )
    (articles / "deux.txt").write_text(
        "Un accord de fret\n\nLe groupe Bolloré a conclu un partenariat avec JD.com dans la logistique.\n",
        encoding="utf-8",
    )
    return run_command(folder, "figures", "--articles", "mes articles", "--out", "mes figures")


def test_new_articles_change_figures_and_readings(other_figures: Ran) -> None:
    assert other_figures.code == 0, other_figures.stderr
    table = pd.read_csv(other_figures.folder / "mes figures" / "02_partners_groups.csv")
    deals = {frozenset((row.source, row.target)) for row in table.itertuples() if row.type == "partnership"}
    assert deals == {frozenset(("Carrefour", "Tencent")), frozenset(("Bolloré", "JD.com"))}


def test_what_articles_hold_is_escaped(other_figures: Ran) -> None:
    text = (other_figures.folder / "mes figures" / "notebooks" / "01_corpus.ipynb").read_text(
        encoding="utf-8"
    )
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text


def test_empty_folder_gives_empty_figures(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ran = run_command(tmp_path, "figures", "--articles", "empty", "--out", "figures")
    assert ran.code == 0, ran.stderr
    assert sorted(path.stem for path in (tmp_path / "figures").glob("*.png")) == STEMS


@pytest.fixture
def failing(tmp_path: Path) -> Path:
    """A notebook whose second code cell fails."""
    cells = [
        nbformat.v4.new_markdown_cell("# Why?"),
        nbformat.v4.new_code_cell("import os\nprint(os.environ['ALIBABA_CORPUS_ARTICLES'])"),
        nbformat.v4.new_code_cell("total = 1 / 0"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    path = tmp_path / "99_failing.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def test_failure_names_notebook_cell_and_error(failing: Path, tmp_path: Path) -> None:
    before = failing.read_bytes()
    with pytest.raises(NotebookError, match=r"99_failing, cell 3 \(total = 1 / 0\): ZeroDivisionError"):
        run_notebooks(tmp_path, tmp_path / "out", notebooks=[failing])
    assert failing.read_bytes() == before
    copy = nbformat.read(tmp_path / "out" / "notebooks" / "99_failing.ipynb", as_version=4)
    assert copy.cells[1].outputs[0].text.strip() == str(tmp_path)
