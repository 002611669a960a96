# onrecord: `make run DOCS=folder` and `make test` do all the set-up they need.
PYTHON ?= python3
DOCS ?= examples/harbour
RECORD ?= record.sqlite
CAMPAIGN ?= $(wildcard $(DOCS)/campaign.toml)
JOBS ?= 2
BIN := .venv/bin

.PHONY: run test check serve clean help

help: ## say what there is to make
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/^[^:]*Makefile://; s/:.*## /\t/'

run: .venv/run ## read DOCS into RECORD and show the campaign at a glance
	$(BIN)/onrecord build $(DOCS) -r $(RECORD) $(if $(CAMPAIGN),--campaign $(CAMPAIGN))
	$(BIN)/onrecord campaign -r $(RECORD)
	@echo
	@echo "Next: $(BIN)/onrecord serve -r $(RECORD)      the reading room, in a browser"
	@echo "      $(BIN)/onrecord show findings -r $(RECORD)"
	@echo "      $(BIN)/onrecord verify \"a quotation\" -r $(RECORD)"

test: .venv/dev ## run every test
	$(BIN)/python -m pytest -n $(JOBS)

check: .venv/dev ## style, types, import order
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy src
	$(BIN)/lint-imports

serve: .venv/run ## the reading room over RECORD
	$(BIN)/onrecord serve -r $(RECORD)

.venv/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "onrecord needs Python 3.11 or newer; this is $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { [ "$$(id -u)" = 0 ] && apt-get install -y -q python3-venv; } || { echo "Python lacks venv: run 'sudo apt-get install python3-venv' once"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	@touch $@

.venv/run: .venv/pip pyproject.toml
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

.venv/dev: .venv/pip pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	@touch $@ .venv/run

clean: ## remove what was built here
	rm -rf .venv build src/*.egg-info

-include train/train.mk
