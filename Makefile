# The verbs of the README. A fresh machine needs Python 3.11 to 3.13, pip and make.
PYTHON ?= python3
SERVE ?= 1
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
TESTS := $(VENV)/.installed-for-tests
AUDIT := $(VENV)/.installed-for-audit
LOCKS := requirements.lock tests/requirements.lock tests/audit.lock

.PHONY: run demo test check bench fuzz mutants audit

run: $(VENV)            ## environment, pipeline on the shipped record, release, dashboard on http://localhost:8501
	$(BIN)/sic run || [ $$? -eq 3 ]
ifeq ($(SERVE),1)
	$(BIN)/sic dashboard
endif

demo: $(VENV)           ## environment, the made-up world in a data folder of its own, dashboard on it; nothing in it is real
	$(BIN)/sic demonstration
ifeq ($(SERVE),1)
	$(BIN)/sic dashboard --data var/demonstration
endif

test: $(TESTS)          ## environment and every test
	$(BIN)/python -m pytest -n auto --dist worksteal

check: $(TESTS)         ## style, the laws of the rooms and types, in seconds
	$(BIN)/python -m pytest -q -n auto tests/test_laws.py tests/test_dependencies.py

bench: $(TESTS)         ## speed, as figures and as ratios within one run
	$(BIN)/python -m tests.bench

fuzz: $(TESTS)          ## every page at every nasty address; runs killed at 40 moments, on full disks, two at once
	$(BIN)/python -m tests.dashboard
	$(BIN)/python -m pytest --whole -m whole

mutants: $(TESTS)       ## mutation testing of the rules of progress, precedence and counting
	$(BIN)/mutmut run
	$(BIN)/mutmut results

audit: $(AUDIT)         ## no secret in a tracked file, no known weakness in a locked dependency; asks PyPI, and fails without it
	git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook
	$(BIN)/pip-audit --strict --disable-pip --require-hashes $(LOCKS:%=-r %)

$(VENV): $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q sources warehouse pipelines dashboard
	touch $@

# What only tests need: neither a browser driver nor a mutation tester belongs on a machine that only runs.
$(TESTS): $(VENV)/.installed tests/requirements.lock
	$(PIP) --require-hashes -r tests/requirements.lock
	touch $@

$(AUDIT): $(VENV)/.installed tests/audit.lock
	$(PIP) --require-hashes -r tests/audit.lock
	touch $@
