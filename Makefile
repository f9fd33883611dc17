# `make help` lists the targets. They use the virtual environment .venv, created with $(PYTHON). The
# benchmark uses .venv-bench.

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
# How many tests run at the same time; auto: one for each core.
WORKERS ?= auto

# Folders of tests. The package is first: its longest test takes two minutes, and must not be the last.
LONGEST_FIRST := tests/package/ $(filter-out tests/package/ tests/__pycache__/,$(wildcard tests/*/ tests/test_*.py))

BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# Stamp files: one for the Python version (with another one, the environment is created again), one
# for each requirements file. Packages are installed only if a requirements file is newer.
MADE    := $(VENV)/.made-with-$(notdir $(PYTHON))
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
# What checks the player's JavaScript: the linter and the type checker.
NODE_DEV := node_modules/.package-lock.json
# The other map libraries in the benchmark have a separate environment.
PEERS   := $(VENV)-bench/.made-with-$(notdir $(PYTHON))

.DEFAULT_GOAL := help
.PHONY: help run test test-integrations mutants check check-player format bench screenshots clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) ## open the dashboard on 127.0.0.1 (the address is printed)
	@$(BIN)/python -m geo serve --no-browser

test: $(DEV) ## run the tests (installs what they need, including two browsers)
	@$(BIN)/python tools/browser.py --install --firefox
	@$(BIN)/python -m tools.test_player
	@$(BIN)/python -m pytest --require-browser -n $(WORKERS) --dist loadfile $(ARGS)

test-integrations: $(DEV) ## run long tests: the built package, Firefox, long stories (minutes)
	@$(BIN)/python tools/browser.py --install --firefox
	@$(BIN)/python -m pytest -m integration --require-browser -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(LONGEST_FIRST) $(ARGS)

mutants: $(DEV) ## run mutation tests (about 25 minutes)
	@$(BIN)/python -m tools.mutants $(ARGS)

check: $(DEV) $(NODE_DEV) ## check lint rules, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(MAKE) --no-print-directory check-player

check-player: $(DEV) $(NODE_DEV) ## check only the player: imports, lint rules and types
	@$(BIN)/python -m tools.check_player
	@$(BIN)/node node_modules/eslint/bin/eslint.js .
	@$(BIN)/node node_modules/typescript/bin/tsc

format: $(DEV) ## format the code
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

bench: $(PEERS) ## run the benchmark (about an hour; ARGS=--quick: a few minutes)
	@$(VENV)-bench/bin/python tools/browser.py --install
	@$(VENV)-bench/bin/python -m bench.run $(ARGS)

screenshots: $(DEV) ## take screenshots of the document and the dashboard
	@$(BIN)/python tools/browser.py --install
	@$(BIN)/python -m tools.screenshots $(ARGS)

clean: ## remove the environments and all generated files
	@rm -rf $(VENV) $(VENV)-bench build dist bench/.cache bench/results .pytest_cache .ruff_cache .mypy_cache .hypothesis node_modules
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is required, but this is " + sys.version.split()[0] + "; use: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUNTIME): requirements.txt | $(MADE)
	@echo "Installing packages into $(VENV) (once, about a minute) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installing the development packages into $(VENV) (once) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(NODE_DEV): package-lock.json | $(DEV)
	@echo "Installing what checks the player into node_modules (once) ..."
	@$(BIN)/npm ci --silent --no-audit --no-fund
	@touch $@

$(PEERS): bench/requirements.txt requirements.txt requirements-dev.txt
	@echo "Installing the benchmark packages into $(VENV)-bench (once, about a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	@touch $@
