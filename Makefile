# Two commands: `make demo` shows netkeep on the sample vault, `make test` runs every test.
# Both set up all they need in .venv; python3 (with venv), make and git are enough.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: demo test lint wheel clean

demo: .venv/.installed
	@$(BIN)/netkeep demo build/demo

test: .venv/.dev
	@$(BIN)/python -m pytest -n auto

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel: .venv/.dev
	$(BIN)/python -m build --wheel

.venv/bin/python:
	@$(PYTHON) -m venv .venv

.venv/.installed: pyproject.toml | .venv/bin/python
	@$(PIP) --editable .
	@touch $@

.venv/.dev: pyproject.toml | .venv/bin/python
	@$(PIP) --editable '.[dev]'
	@touch $@ .venv/.installed

clean:
	rm -rf .venv .cache build dist
