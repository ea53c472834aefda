# make run    installs what is missing and starts the app
# make test   installs what is missing and runs every check CI runs
# make help   the others
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help preparer run demo test controles essais bench lock format paquet propre

PY := .venv/bin/python
# What the app's own arguments are: make run ARGS="--base ma.voyette"
ARGS ?=
# How many test processes, and which tests: make essais ESSAIS=tests/unit
PROCESSUS ?= 2
ESSAIS ?=

# Qt and the French texts need a UTF-8 locale; a bare machine sets none.
ifneq ($(shell locale charmap 2>/dev/null),UTF-8)
export LC_ALL := C.UTF-8
endif

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

run: ## install what is missing, start the app (no display: headless demo)
	@packaging/preparer.sh run
	@packaging/lancer.sh $(ARGS)

demo: ## build the fictitious estate into demo/, print and export it
	@packaging/preparer.sh run
	@$(PY) -m app demo demo $(ARGS)

test: ## install what is missing, run every check CI runs
	@packaging/preparer.sh test
	@$(MAKE) --no-print-directory controles essais

controles: ## style, types, layers, catalogue (nothing is executed)
	@echo "== style (ruff)"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet . || { echo "À mettre en forme : make format" >&2; $(PY) -m ruff format --check .; exit 1; }
	@echo "== types (mypy)"
	@$(PY) -m mypy
	@echo "== couches (import-linter)"
	@.venv/bin/lint-imports --no-logo
	@echo "== textes (gettext)"
	@if [ -f resources/locale/verifier.py ]; then $(PY) -m resources.locale.verifier; else echo "pas encore de catalogue"; fi

# Tests marked "ecran" need a real window manager's focus: they run first, on a virtual screen.
essais: ## the tests (make essais ESSAIS=tests/unit for a part)
	@echo "== essais (pytest)"
	@packaging/essais.sh $(PROCESSUS) $(ESSAIS)

bench: ## measured ratios against a raw baseline of the same run
	@packaging/preparer.sh test
	@QT_QPA_PLATFORM=offscreen $(PY) -m tests.bench $(ARGS)

format: ## let ruff lay the code out
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .

lock: .venv-outils/.pret ## recompile the lock files (ARGS="--upgrade" to move the pins)
	@.venv-outils/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header $(ARGS) requirements.in requirements-dev.in -o requirements.lock
	@.venv-outils/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-annotate --no-header $(ARGS) packaging/requirements.in -o packaging/requirements.lock
	@! grep -nE '^ *(-i|--(extra-)?index-url|--find-links|--trusted-host)|https?://' requirements.lock packaging/requirements.lock
	@echo "requirements.lock et packaging/requirements.lock sont à jour."

paquet: .venv-outils/.pret ## build the program folder (dist/voyette), and the .deb on Debian
	@packaging/preparer.sh run
	@packaging/construire.sh

.venv-outils/.pret: packaging/requirements.lock
	@packaging/preparer.sh run
	@echo "Installation des outils de publication (pyinstaller, uv) dans .venv-outils…"
	@$(PY) -m venv .venv-outils
	@.venv-outils/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r packaging/requirements.lock
	@touch $@

propre: ## forget everything that can be rebuilt (never a base)
	rm -rf .venv .venv-outils .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
