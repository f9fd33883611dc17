# `make help` lists what can be done. Everything happens in .venv, made with $(PYTHON); the bench's
# alternatives have .venv-bench.

PYTHON ?= python3
VENV   ?= .venv
ARGS   ?=
# How many tests run at the same time; auto: one for each core.
WORKERS ?= auto

BIN     := $(VENV)/bin
PIP     := $(BIN)/python -m pip install --quiet --disable-pip-version-check
# One stamp for the Python the environment was made with (another Python: made anew), one for each
# list of packages. While a stamp is newer than its list, nothing is installed and nothing fetched.
MADE    := $(VENV)/.made-with-$(notdir $(PYTHON))
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
# The alternatives are installed for the bench alone, in an environment of their own.
PEERS   := $(VENV)-bench/.made-with-$(notdir $(PYTHON))

.DEFAULT_GOAL := help
.PHONY: help run test test-integrations mutants check format bench screenshots clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(RUNTIME) ## open the dashboard on 127.0.0.1 (the address is printed)
	@$(BIN)/python -m geo serve --no-browser

test: $(DEV) ## install what the tests need, a browser included, and run them all
	@$(BIN)/python tools/browser.py --install
	@$(BIN)/python -m pytest --require-browser -n $(WORKERS) --dist loadfile $(ARGS)

test-integrations: $(DEV) ## build the package, install it elsewhere and use it (some minutes)
	@$(BIN)/python -m pytest -m integration $(ARGS)

mutants: $(DEV) ## plant small errors and see whether the tests notice (about 25 minutes)
	@$(BIN)/python -m tools.mutants $(ARGS)

check: $(DEV) ## lint, formatting and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(DEV) ## let ruff put the code in shape
	@$(BIN)/ruff check --fix --exit-zero --quiet .
	@$(BIN)/ruff format .

bench: $(PEERS) ## measure it beside the alternatives (an hour; ARGS=--quick: a few)
	@$(VENV)-bench/bin/python tools/browser.py --install
	@$(VENV)-bench/bin/python -m bench.run $(ARGS)

screenshots: $(DEV) ## take the pictures of the document and the dashboard
	@$(BIN)/python tools/browser.py --install
	@$(BIN)/python -m tools.screenshots $(ARGS)

clean: ## remove the environment and everything made
	@rm -rf $(VENV) $(VENV)-bench build dist bench/.cache bench/results .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(MADE):
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + ": make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUNTIME): requirements.txt | $(MADE)
	@echo "Installing packages into $(VENV) (once, about a minute) ..."
	@$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installing the developer's packages into $(VENV) (once) ..."
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(PEERS): bench/requirements.txt requirements.txt requirements-dev.txt
	@echo "Installing the bench's packages into $(VENV)-bench (once, about a minute) ..."
	@$(PYTHON) -m venv --clear $(VENV)-bench
	@$(VENV)-bench/bin/python -m pip install --quiet --disable-pip-version-check -r bench/requirements.txt
	@touch $@
