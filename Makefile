# Two commands: `make demo` shows netkeep on the sample vault, `make test` runs our tests.
# Both set up all they need in .venv; python3 (with venv), make and git are enough.
# What they install is named in requirements/, versions and hashes and all; `make lock` looks for newer ones.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
OURSELVES := $(PIP) --no-deps --no-build-isolation --editable .
UV := .cache/uv/bin/uv
LOCK := $(UV) pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-annotate \
  --custom-compile-command 'make lock'

.PHONY: demo test lint wheel lock share clean

demo: .venv/.installed
	@$(BIN)/netkeep demo build/demo

test: .venv/.dev
	@$(BIN)/python -m pytest -n auto -m "not peer and not thorough"

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: .venv/.dev
	$(BIN)/python -m build --wheel --no-isolation

# Writes the manual pages and the completions, from what the commands say of themselves.
share: .venv/.dev
	@$(BIN)/python -m netkeep.cli.manual share

# Takes what is newest, and writes down its versions and hashes, for Python 3.11 and later on every system.
lock: $(UV)
	@mkdir -p .cache
	@$(PYTHON) -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' \
	  >.cache/build-system.in
	@$(LOCK) --extra dev pyproject.toml .cache/build-system.in --output-file requirements/dev.txt
	@$(LOCK) --constraints requirements/dev.txt pyproject.toml .cache/build-system.in --output-file requirements/run.txt

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml requirements/run.txt | .venv/bin/python
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(OURSELVES)
	@touch $@

.venv/.dev: pyproject.toml requirements/dev.txt requirements/run.txt | .venv/bin/python
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@$(OURSELVES)
	@touch $@ .venv/.installed

$(UV):
	@$(PYTHON) -m venv .cache/uv
	@.cache/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

clean:
	rm -rf .venv .cache build dist
