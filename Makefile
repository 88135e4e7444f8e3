# Every command of the project. CI runs the same ones.
# Variables: PYTHON (an interpreter 3.11 to 3.13), ARTICLES (a folder of articles), OUT (where figures go).

.DEFAULT_GOAL := help
.PHONY: help install figures tables test lint types tests picture dictionary lab lock clean

ARTICLES ?= seeds
OUT ?= figures
FITS := import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	if "$$name" -c "$(FITS)" >/dev/null 2>&1; then echo "$$name"; break; fi; done)

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
INSTALLED := .venv/installed

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

install: $(INSTALLED) ## set up .venv from the lock file (the other commands do it by themselves)

$(INSTALLED): requirements.lock pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
		echo "No Python 3.11, 3.12 or 3.13 with venv and pip found; name one: make PYTHON=/path/to/python3.12"; exit 1; fi
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

figures: $(INSTALLED) ## run every notebook on ARTICLES (the seeds) and save the figures in OUT (figures/)
	$(BIN)/alibaba-corpus figures --articles "$(ARTICLES)" --out "$(OUT)"

tables: $(INSTALLED) ## save the tables of ARTICLES in OUT as CSV
	$(BIN)/alibaba-corpus tables --articles "$(ARTICLES)" --out "$(OUT)" --format csv

test: lint types tests ## run everything that CI runs

lint: $(INSTALLED) ## check style and format of the code and the notebooks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(INSTALLED) ## check the types of the package
	$(BIN)/mypy

tests: $(INSTALLED) ## run the tests and the docstrings' examples, and execute the notebooks
	$(BIN)/python -m pytest

picture: figures ## refresh the picture in README.md from the figures
	cp "$(OUT)/02_partners_groups.png" docs/partners.png

dictionary: $(INSTALLED) ## write docs/tables.md anew from the data dictionary
	$(BIN)/python docs/dictionary.py

lab: $(INSTALLED) ## open the notebooks in JupyterLab
	$(BIN)/jupyter lab notebooks

lock: ## pin every dependency anew, with hashes, for all platforms and Pythons (needs uv)
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --fork-strategy fewest \
		--generate-hashes --no-emit-index-url --no-annotate --upgrade --quiet \
		--custom-compile-command "make lock" --output-file requirements.lock

clean: ## remove what the other commands made, the environment too
	rm -rf .venv build dist figures out .pytest_cache .mypy_cache .ruff_cache .hypothesis
