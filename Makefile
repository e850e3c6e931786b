# Everything a fresh machine with Python 3.11 or later and make needs. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable
EXAMPLE := inputs/2022-05-performance

SEED ?= 1

.PHONY: help demo test docs bench soak mutants constraints release clean

help:
	@echo "make demo    set up, then build the example paper into out/"
	@echo "make test    set up, then check format, lint, types and run the tests"
	@echo "make docs    set up, then make the site of the documents in build/docs"
	@echo "make bench   set up, then measure time and memory"
	@echo "make soak    set up, then try what takes long: a pack cut off at every moment, 500 edited papers refreshed"
	@echo "make mutants SEED=1   set up, then put 100 faults into the code and count those that tests catch"
	@echo "make constraints   choose new versions of all libraries, into constraints.txt"
	@echo "make release       check that this is a release, then build it into dist/"
	@echo "make clean   remove what these made"

demo: $(VENV)/.product
	$(BIN)/boardpaper build $(EXAMPLE) --output out/

test: $(VENV)/.tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses auto --dist loadscope

# Strictly: a warning, such as a link that leads nowhere, fails. Nothing is fetched.
docs: $(VENV)/.docs
	$(BIN)/python -m sphinx --builder html --fresh-env --fail-on-warning --keep-going --quiet \
	  --doctree-dir build/doctrees docs build/docs
	@echo "Open build/docs/index.html"

bench: $(VENV)/.bench
	$(BIN)/python bench/cold.py
	$(BIN)/python bench/parses.py
	$(BIN)/python bench/build.py
	$(BIN)/python bench/workbook.py
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/publish.py
	$(BIN)/python bench/refresh.py
	$(BIN)/python bench/pack.py
	$(BIN)/python bench/wall.py
	$(BIN)/python bench/merge.py
	$(BIN)/python bench/bound_numbers.py
	$(BIN)/python bench/claims.py

soak: $(VENV)/.tests
	BOARDPAPER_SOAK=1 $(BIN)/pytest tests/commands/pack/test_cut_off.py
	$(BIN)/python bench/refresh.py --rounds 500

mutants: $(VENV)/.bench
	$(BIN)/python bench/mutants.py --seed $(SEED)

# For all systems and all Pythons that are supported, whichever this runs on.
constraints: $(VENV)/.release
	$(BIN)/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --all-extras --no-header \
	  --no-annotate --output-file constraints.txt pyproject.toml

release: $(VENV)/.release
	$(BIN)/python .ci/release.py

clean:
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "boardpaper needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." >&2; exit 3; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.product: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) .
	@touch $@

$(VENV)/.tests: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) '.[test]'
	@touch $(VENV)/.product $@

$(VENV)/.docs: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) '.[docs]'
	@touch $(VENV)/.product $@

$(VENV)/.release: $(BIN)/python pyproject.toml constraints.txt
	$(INSTALL) '.[release]'
	@touch $(VENV)/.product $@

$(VENV)/.bench: $(VENV)/.tests
	$(INSTALL) '.[bench]'
	@touch $@
