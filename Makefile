# Everything a fresh machine needs: `make run` and `make test`.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
PY := "$(CURDIR)/$(VENV)/bin/python"
STAMP := $(VENV)/.installed

.PHONY: help run test quick check fmt bench words clean lock

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): requirements-dev.txt bin/install
	@PYTHON="$(PYTHON)" bash bin/install
	@touch $(STAMP)

run: $(STAMP) ## migrate, load the sample and serve on this machine
	@DONDOC_LOG=console DONDOC_LOG_LEVEL=WARNING exec $(PY) -m app.cli serve --demo

test: $(STAMP) check ## all checks and tests, the browser too
	@bash bin/browser
	@PATH="$(CURDIR)/$(VENV)/browser/usr/bin:$$PATH" $(PY) -m pytest -n 2 -m "not browser" tests
	@$(PY) -m pytest -m browser tests

quick: $(STAMP) ## the tests without the browser and the long walks
	@$(PY) -m pytest -n 2 -m "not browser and not thorough" tests

check: $(STAMP) ## formatting, lint, types
	@$(PY) -m ruff format --check -q . && $(PY) -m ruff check -q . && $(PY) -m mypy --no-error-summary

fmt: $(STAMP) ## format and mend what can be mended
	@$(PY) -m ruff format -q . && $(PY) -m ruff check --fix -q .

bench: $(STAMP) ## growth of derivation and of daily work, as ratios in one run
	@$(PY) -m bench.derivation && $(PY) -m bench.tree

words: $(STAMP) ## list screen texts that lack their English
	@$(PY) -m app.locale.missing

lock: ## pin the requirements anew (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --extra postgres pyproject.toml -o requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --extra postgres --group dev pyproject.toml -o requirements-dev.txt

clean: ## remove what was made here, the sample data too
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache
