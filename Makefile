# Every command of the project. CI runs the same ones.
# Variables: PYTHON (an interpreter 3.11 to 3.13), ARTICLES (a folder of articles), OUT (where figures go),
# OLDEST_PYTHON (an interpreter 3.11 or 3.12: the oldest dependencies have no builds for 3.13).

.DEFAULT_GOAL := help
.PHONY: help install figures tables test lint types tests docs oldest coverage fuzz picture dictionary lab lock clean

ARTICLES ?= seeds
OUT ?= figures
FUZZ_SECONDS ?= 300
FITS = import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $(1)))
FIND = $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	if "$$name" -c "$(call FITS,$(1))" >/dev/null 2>&1; then echo "$$name"; break; fi; done)
PYTHON ?= $(call FIND,13)
OLDEST_PYTHON ?= $(call FIND,12)

ifeq ($(OS),Windows_NT)
SCRIPTS := Scripts
else
SCRIPTS := bin
endif
BIN := .venv/$(SCRIPTS)
OLDEST := .venv-oldest/$(SCRIPTS)
INSTALLED := .venv/installed
INSTALL = -m pip install --quiet --disable-pip-version-check
LOCK = uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-annotate --upgrade --quiet --custom-compile-command "make lock"

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

install: $(INSTALLED) ## set up .venv from the lock file (the other commands do it by themselves)

$(INSTALLED): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "No Python 3.11, 3.12 or 3.13 with venv and pip found; name one: make PYTHON=/path/to/python3.12"; exit 1; fi
	$(PYTHON) -m venv .venv
	$(BIN)/python $(INSTALL) --require-hashes -r requirements.lock
	$(BIN)/python $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

figures: $(INSTALLED) ## run every notebook on ARTICLES (the seeds) and save the figures in OUT (figures/)
	$(BIN)/alibaba-corpus figures --articles "$(ARTICLES)" --out "$(OUT)"

tables: $(INSTALLED) ## save the tables of ARTICLES in OUT as CSV
	$(BIN)/alibaba-corpus tables --articles "$(ARTICLES)" --out "$(OUT)" --format csv

test: lint types tests docs ## run everything that CI runs

lint: $(INSTALLED) ## check style and format of the code and the notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED) ## check the types of the package
	$(BIN)/mypy

tests: $(INSTALLED) ## run the tests and the docstrings' examples, and execute the notebooks
	$(BIN)/python -m pytest

docs: $(INSTALLED) ## build the docs in docs/_build from the pages and the docstrings; a warning is an error
	$(BIN)/python -m sphinx --quiet --fail-on-warning --keep-going docs docs/_build

oldest: .venv-oldest/installed ## run the tests with the oldest dependencies that are supported, in .venv-oldest
	$(OLDEST)/python -m pytest -W default  # old versions warn of what newer ones have mended

.venv-oldest/installed: requirements-oldest.lock pyproject.toml
	@if [ -z "$(OLDEST_PYTHON)" ]; then \
		echo "No Python 3.11 or 3.12 with venv and pip found; name one: make oldest OLDEST_PYTHON=/path/to/python3.11"; exit 1; fi
	$(OLDEST_PYTHON) -m venv .venv-oldest
	$(OLDEST)/python $(INSTALL) --require-hashes -r requirements-oldest.lock
	$(OLDEST)/python $(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

coverage: $(INSTALLED) ## run the tests and show which lines none of them runs; fewer than before is an error
	$(BIN)/python -m coverage run -m pytest
	$(BIN)/python -m coverage report

fuzz: $(INSTALLED) ## give reading and cleaning hostile bytes for FUZZ_SECONDS (300); findings stay as tests
	$(BIN)/python $(INSTALL) -e '.[fuzz]'
	$(BIN)/python benchmarks/fuzz.py --seconds $(FUZZ_SECONDS)
	$(BIN)/python -m pytest tests/test_properties.py tests/test_cleaning.py --hypothesis-profile=search

picture: figures ## refresh the pictures in README.md from the figures
	cp "$(OUT)/02_partners_groups.png" docs/partners.png
	cp "$(OUT)/04_claims_figures.png" docs/claims.png

dictionary: $(INSTALLED) ## write docs/tables.md anew from the data dictionary
	$(BIN)/python docs/dictionary.py

lab: $(INSTALLED) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

lock: ## pin every dependency anew, newest and oldest, with hashes, for all platforms and Pythons (needs uv)
	$(LOCK) --output-file requirements.lock
	$(LOCK) --resolution lowest-direct --output-file requirements-oldest.lock

clean: ## remove what the other commands made, the environments too
	rm -rf .venv .venv-oldest build dist figures out docs/_build docs/modules .coverage
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
