# Relative paths only: the folder of this checkout may have spaces in its name.

PYTHON3 = python3
HOST    = 127.0.0.1
PORT   ?= 8000

PYTHON := .venv/bin/python
SHELL  := /bin/sh

.DEFAULT_GOAL := help
.PHONY: help run test lint format types schema lock clean
.NOTPARALLEL:

help:  ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*  ## \(.*\)/  make \1\t\2/p' Makefile | expand -t 18

run: .venv/run  ## Serve the API, at http://127.0.0.1:8000 (PORT=8001, HOST=0.0.0.0)
	@$(read_env); exec $(PYTHON) manage.py serve --host "$(HOST)" --port "$(PORT)"

test: .venv/dev lint types  ## Check everything that CI checks
	$(PYTHON) manage.py makemigrations --check --dry-run
	.venv/bin/hadolint Dockerfile
	CHROMIUM=$$(.ci/browser) && export CHROMIUM && \
	  $(PYTHON) -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

lint: .venv/dev  ## Check style and imports
	.venv/bin/ruff check
	.venv/bin/ruff format --check

types: .venv/dev  ## Check types, and which module imports which
	$(PYTHON) -m mypy project interviews
	.venv/bin/lint-imports

format: .venv/dev  ## Put the code in the usual form
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

schema: .venv/dev  ## Write openapi.yaml anew
	$(PYTHON) manage.py capture_examples
	$(PYTHON) manage.py spectacular --file openapi.yaml --validate --fail-on-warn

lock: .venv/dev  ## Choose the newest versions that requirements/*.in allow
	$(compile) --output-file requirements/run.txt requirements/run.in
	$(compile) --output-file requirements/dev.txt requirements/dev.in

clean:  ## Remove what make made; the data in var/ stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# What is set outside wins over .env.
read_env = outside=$$(export -p); set -a; if [ -f .env ]; then . ./.env; fi; \
           eval "$$outside"; set +a

# The files must not say from where the packages came.
compile = .venv/bin/pip-compile --upgrade --quiet --no-header --generate-hashes \
          --strip-extras --allow-unsafe --no-emit-index-url \
          --no-emit-trusted-host --no-emit-find-links

# Installed again when the file of requirements has changed.
.venv/run: requirements/run.txt | .venv/bin/pip
	@$(call install,run)
	@touch $@

.venv/dev: requirements/dev.txt | .venv/bin/pip
	@$(call install,dev)
	@touch $@

install = echo "Installing requirements/$(1).txt ..." && $(PYTHON) -m pip install \
          -qq --disable-pip-version-check --require-hashes -r requirements/$(1).txt

.venv/bin/pip:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or later is needed, and $(PYTHON3) is: $$($(PYTHON3) --version 2>&1)." >&2; \
	  echo "Name another: make PYTHON3=python3.13" >&2; exit 1; }
	@$(PYTHON3) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "$(PYTHON3) cannot make virtual environments." >&2; \
	  echo "On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON3) -m venv --clear .venv
