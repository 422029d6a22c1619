# Every target builds its own virtual environment; python3 (3.11 or later) and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: demo test test-zowe-cli lint bench faults coverage clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(READY)
	@BIN=$(BIN) sh docs/demo.sh

test: $(READY)
	$(BIN)/python -m pytest

# The official Zowe CLI as a judge of the served sandbox; needs Node.js and npm.
ZOWE_CLI = .zowe-cli
$(ZOWE_CLI)/.ready:
	npm install --prefix $(ZOWE_CLI) --no-audit --no-fund --no-save --loglevel=error '@zowe/cli@8'
	@touch $@

test-zowe-cli: $(READY) $(ZOWE_CLI)/.ready
	ZOWE_CLI_BIN=$(ZOWE_CLI)/node_modules/.bin $(BIN)/python -m pytest -n 0 tests/zowe_cli

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(READY)
	$(BIN)/python -m benchmarks

faults: $(READY)
	$(BIN)/python -m tests.faults

coverage: $(READY)
	$(BIN)/python -m pytest --cov --cov-report=term-missing:skip-covered

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache
