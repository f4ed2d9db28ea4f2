# The verbs of the README. A fresh machine needs Python 3.11 to 3.13, pip and make.
PYTHON ?= python3
SERVE ?= 1
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check bench mutants

run: $(VENV)            ## environment, pipeline on the shipped record, release, dashboard on http://localhost:8501
	$(BIN)/sic run || [ $$? -eq 3 ]
ifeq ($(SERVE),1)
	$(BIN)/sic dashboard
endif

test: $(VENV)           ## environment and every test
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)          ## style and the law of the rooms, in seconds
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

bench: $(VENV)          ## speed, as figures and as ratios within one run
	$(BIN)/python -m tests.bench

mutants: $(VENV)        ## mutation testing of the progress rules, about ten minutes
	$(BIN)/mutmut run
	$(BIN)/mutmut results

$(VENV): $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q sources warehouse pipelines dashboard
	touch $@
