# Every target builds its own virtual environment; python3 (3.11 or later) and make are enough.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready
# One worker for each processor. Each of them, and each process that a test starts, keeps the modules
# that it compiles, whatever the caller wants of Python.
PYTEST = pytest -q -n auto --dist worksteal
export PYTHONDONTWRITEBYTECODE =

.PHONY: docs docs-serve demo test test-faults test-install test-pages test-clients test-zowe-cli collection test-fleet lint bench faults coverage mutate fuzz soak test-lowest audit release dist test-release clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@

demo: $(READY)
	@BIN=$(BIN) sh docs/demo.sh

# Faults, hostile input and load: see test-faults.
HARD = tests/faults tests/fuzz tests/load

# What needs no package index and ends soon. CI runs it with the next two targets.
test: $(READY)
	$(BIN)/python -m $(PYTEST) $(addprefix --ignore=,tests/install $(HARD))

# Calls that fail, processes that are stopped, other users in between, hostile input, many requests:
# always the same part of what "make faults" and "make fuzz" try.
test-faults: $(READY)
	$(BIN)/python -m $(PYTEST) $(HARD)

# Installations, which need a package index, and the package from a zip and without Unix. The
# environments are large, so they are on disk.
test-install: $(READY)
	PYTEST_DEBUG_TEMPROOT=$${TMPDIR:-/tmp} $(BIN)/python -m $(PYTEST) tests/install

# Clients as judges of the served sandbox: Zowe CLI, the Zowe SDKs for Node.js and Python, and the
# requests of an Ansible collection. Needs Node.js, npm and a package index; see docs/explanation/clients.md.
ZOWE_CLI = .zowe-cli
$(ZOWE_CLI)/.ready: Makefile
	npm install --prefix $(ZOWE_CLI) --no-audit --no-fund --no-save --loglevel=error '@zowe/cli@8' \
	  '@zowe/zos-files-for-zowe-sdk@8' '@zowe/zos-jobs-for-zowe-sdk@8' '@zowe/zosmf-for-zowe-sdk@8'
	@touch $@

ZOWE_PYTHON = .venv-zowe
$(ZOWE_PYTHON)/.ready: Makefile
	$(PYTHON) -m venv $(ZOWE_PYTHON)
	$(ZOWE_PYTHON)/bin/python -m pip install --quiet --disable-pip-version-check \
	  'zowe-zos-files-for-zowe-sdk==1.0.0.dev26' 'zowe-zos-jobs-for-zowe-sdk==1.0.0.dev26' \
	  'zowe-core-for-zowe-sdk==1.0.0.dev26' 'zowe-zosmf-for-zowe-sdk==1.0.0.dev26'
	@touch $@

test-clients: $(READY) $(ZOWE_CLI)/.ready $(ZOWE_PYTHON)/.ready
	ZOWE_CLI_BIN=$(ZOWE_CLI)/node_modules/.bin ZOWE_PYTHON=$(CURDIR)/$(ZOWE_PYTHON)/bin/python \
	  $(BIN)/python -m pytest -q tests/clients

# The pages in a real Chromium (the packages chromium and chromium-driver of Debian), with axe-core as
# the judge. Needs npm and a package index. PAGES_PICTURES=DIR keeps screenshots and PDF files.
AXE = .axe-core
$(AXE)/.ready: Makefile
	npm install --prefix $(AXE) --no-audit --no-fund --no-save --loglevel=error 'axe-core@4'
	@touch $@

test-pages: $(READY) $(AXE)/.ready
	AXE_CORE=$(CURDIR)/$(AXE)/node_modules/axe-core/axe.min.js $(BIN)/python -m pytest -n 0 -rs tests/pages

# The former name.
test-zowe-cli: test-clients

# The Ansible collection: its archive, in dist/, and its tests with the real ansible-playbook.
# make test-fleet FLEET=tests/fleet/test_roles.py runs a part of them.
COLLECTION = ansible_collections/zowe_community/zwe_vsam
ANSIBLE = .venv-ansible
FLEET = tests/fleet
$(ANSIBLE)/.ready: tests/fleet/requirements.txt
	$(PYTHON) -m venv $(ANSIBLE)
	$(ANSIBLE)/bin/python -m pip install --quiet --disable-pip-version-check -r tests/fleet/requirements.txt
	@touch $@

collection: $(ANSIBLE)/.ready
	$(ANSIBLE)/bin/ansible-galaxy collection build --force --output-path dist $(COLLECTION)

test-fleet: $(READY) $(ANSIBLE)/.ready
	ANSIBLE_BIN=$(CURDIR)/$(ANSIBLE)/bin $(BIN)/python -m pytest -n 2 $(FLEET)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --config-file $(COLLECTION)/mypy.ini
	$(BIN)/lint-imports --no-logo

bench: $(READY) $(ANSIBLE)/.ready
	ANSIBLE_BIN=$(CURDIR)/$(ANSIBLE)/bin $(BIN)/python -m benchmarks

faults: $(READY)
	$(BIN)/python -m tests.faults -q -n auto --dist worksteal

coverage: $(READY)
	$(BIN)/python -m $(PYTEST) --cov --cov-report=term-missing:skip-covered --cov-fail-under=95

# Mutation testing, by mutmut; what survived: .venv-mutate/bin/mutmut results, then show NAME.
# A mutant that gathers without end is stopped by its limit of memory (KiB), long before its time.
MUTATE = .venv-mutate
$(MUTATE)/.ready: pyproject.toml
	$(PYTHON) -m venv $(MUTATE)
	$(MUTATE)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' 'mutmut>=3.8,<4'
	@touch $@

mutate: $(MUTATE)/.ready
	ulimit -v 3000000 2>/dev/null; $(MUTATE)/bin/mutmut run

# More hostile input than the ordinary run has: make fuzz CASES=100000, with SEED=n the same again.
fuzz: $(READY)
	$(BIN)/python -m tests.fuzz --cases $(or $(CASES),100000) $(if $(SEED),--seed $(SEED))

soak: $(READY)
	$(BIN)/python -m tests.soak $(or $(ROUNDS),1000)

# The suite with the oldest version that pyproject.toml allows of everything.
test-lowest:
	$(PYTHON) -m venv .venv-lowest
	$(PYTHON) -m tools.lowest > .venv-lowest/lowest.txt
	.venv-lowest/bin/python -m pip install --quiet --disable-pip-version-check \
	  -c .venv-lowest/lowest.txt -e '.[dev]'
	.venv-lowest/bin/python -m $(PYTEST)

RELEASE = .venv-release
$(RELEASE)/.ready: Makefile release/build-requirements.txt
	$(PYTHON) -m venv $(RELEASE)
	$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r release/build-requirements.txt
	$(RELEASE)/bin/python -m pip install --quiet --disable-pip-version-check \
	  twine pip-audit pip-licenses 'cyclonedx-python-lib[json-validation]'
	@touch $@

# What users install: known vulnerabilities and licenses. What could not be looked up fails, too.
# With ADVISORIES naming an OSV export (a folder, or the file all.zip), without a network.
ifdef ADVISORIES
audit:
	$(PYTHON) -m tools.advisories $(ADVISORIES) release/requirements.txt
else
audit: $(RELEASE)/.ready
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check .
	.venv-audit/bin/python -m pip freeze --exclude zwe-vsam > .venv-audit/core.txt
	$(RELEASE)/bin/pip-licenses --python .venv-audit/bin/python --ignore-packages zwe-vsam \
	  --with-urls --partial-match --fail-on 'GPL;Affero'
	$(RELEASE)/bin/pip-audit --strict --no-deps --disable-pip -r .venv-audit/core.txt
	$(RELEASE)/bin/pip-audit --strict --disable-pip --require-hashes -r release/requirements.txt
endif

build/wheels/.ready: $(RELEASE)/.ready release/requirements.txt
	rm -rf build/wheels
	$(RELEASE)/bin/python -m tools.release.wheels build/wheels
	@touch $@

# Everything that a site installs, in dist/: built twice, compared byte for byte, and checked.
release: export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct)
release: $(RELEASE)/.ready build/wheels/.ready
	$(RELEASE)/bin/python -m tools.release dist build/wheels
	$(RELEASE)/bin/python -m tools.release build/again build/wheels
	diff -r dist build/again
	$(RELEASE)/bin/twine check --strict dist/*.whl dist/*.tar.gz

# The former name.
dist: release

# The files in dist/ as a site uses them: installed without a network and without a compiler.
test-release: $(READY) release
	RELEASE_FOLDER=$(CURDIR)/dist RELEASE_PYTHON=$(CURDIR)/$(RELEASE)/bin/python \
	  $(BIN)/python -m pytest tests/release

# The site, in build/docs. A broken link or anchor fails. Everything comes from the package index,
# and the built site loads nothing from the network.
SITE = .venv-docs
$(SITE)/.ready: pyproject.toml
	$(PYTHON) -m venv $(SITE)
	$(SITE)/bin/python -m pip install --quiet --disable-pip-version-check -e '.[docs]'
	@touch $@

docs: $(SITE)/.ready
	$(SITE)/bin/python -m tools.reference
	$(SITE)/bin/python -m tools.screens
	$(SITE)/bin/python -m sphinx -E -W --keep-going -n -q -b html docs build/docs
	@echo 'The site is in build/docs: make docs-serve'

docs-serve: docs
	$(SITE)/bin/python -m http.server --bind 127.0.0.1 --directory build/docs $(or $(PORT),8000)

clean:
	rm -rf $(VENV) $(AXE) $(ZOWE_CLI) $(ZOWE_PYTHON) $(ANSIBLE) .venv-mutate mutants .venv-lowest .venv-release .venv-audit $(SITE) docs/reference/generated build dist .pytest_cache .mypy_cache .ruff_cache
