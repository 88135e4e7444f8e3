"""How Sphinx builds the docs: `make docs`. Pages are Markdown; what the code says of itself comes from it."""

import re
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCS = Path(__file__).parent
ROOT = DOCS.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

project = "alibaba_corpus"
author = "The alibaba_corpus maintainers"
project_copyright = author
version = release = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
default_role = "code"
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
autodoc_preserve_defaults = True
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 80
add_module_names = False

html_theme = "furo"
html_title = f"alibaba_corpus {release}"
html_static_path = ["_static"]
html_css_files = ["docs.css"]
html_copy_source = False
html_show_sphinx = False

MODULE_PAGE = """\
# {name}

```{{eval-rst}}
.. automodule:: alibaba_corpus.{name}
   :members:
```
"""
MODULES_PAGE = """\
# The modules, step by step

{flow}

| module | step |
| --- | --- |
{rows}

```{{toctree}}
:hidden:

{pages}
```
"""


def mapped_modules() -> dict[str, str]:
    """Return the modules in the order of the flow, each with its step: the map of README.md.

    >>> next(iter(mapped_modules()))
    'places'
    """
    return dict(re.findall(r"^\| `(\w+)\.py` \| (.*) \|$", README, flags=re.MULTILINE))


def write_module_pages(_: "Sphinx") -> None:
    """Write a page for each module, and the page that lists them, into docs/modules/."""
    modules = mapped_modules()
    rows = "\n".join(f"| [{name}]({name}.md) | {step} |" for name, step in modules.items())
    folder = DOCS / "modules"
    folder.mkdir(exist_ok=True)
    pages = {name: MODULE_PAGE.format(name=name) for name in modules}
    flow = README.partition("## How it flows\n\n")[2].partition("\n\n")[0]
    pages["index"] = MODULES_PAGE.format(flow=flow, rows=rows, pages="\n".join(modules))
    for stale in {path.stem for path in folder.glob("*.md")} - set(pages):
        (folder / f"{stale}.md").unlink()
    for name, text in pages.items():
        page = folder / f"{name}.md"
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            page.write_text(text, encoding="utf-8", newline="\n")


def setup(app: "Sphinx") -> None:
    """Write the pages that are made from the code before Sphinx looks for pages."""
    app.connect("config-inited", lambda app, _: write_module_pages(app))
