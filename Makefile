PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
JUDGES := node_modules/.made .venv-judges/.made

# Tests start `kg` hundreds of times: without its compiled files each start would compile the package.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check slow long docs pictures clean

demo: $(STAMP)  ## build the example catalogue and say where the result is
	$(BIN)/kg build data --out out

test: $(STAMP) check  ## the tests that run within four minutes
	$(BIN)/pytest -n auto -m "not slow and not long"

slow: $(STAMP) $(JUDGES)  ## the tests that take longer, those in a browser among them
	$(BIN)/pytest -n auto -m slow

long: $(STAMP)  ## sixty kills of builds, twenty thousand mutants: bench/long.md has the results
	$(BIN)/pytest -n auto -m long

check: $(STAMP)  ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(STAMP)  ## what is made from code and shapes: the reference of the manual, the JSON-LD context
	$(BIN)/python -m kg.manual
	$(BIN)/python -m kg.release.context > ontology/context.jsonld

pictures: demo  ## the pictures of the README
	$(BIN)/python bench/pictures.py out

$(STAMP): requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

node_modules/.made: package-lock.json package.json
	npm ci --ignore-scripts --no-audit --no-fund
	touch $@

# One of the judges needs another pySHACL than we do.
.venv-judges/.made: requirements-judges.txt
	$(PYTHON) -m venv .venv-judges
	.venv-judges/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-judges.txt
	touch $@

clean:
	rm -rf $(VENV) .venv-judges node_modules out dist screenshots
