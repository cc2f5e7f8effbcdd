# Everything a developer types. It needs Python 3.11+ and make, nothing else.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: setup demo test lint format messages test-postgres test-browser benchmark-imports benchmark-closing lock

setup: $(STAMP)

# Installed again only when the pinned list changes; hashes are checked.
$(STAMP): requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; name it with PYTHON=…"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $(STAMP)

demo: setup
	$(BIN)/python manage.py demo --serve

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run --settings otopreg.settings.test
	$(BIN)/python manage.py check --settings otopreg.settings.test

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# After a new or changed text: collects, then names what has no English yet; that goes into
# locale/en/LC_MESSAGES/django.po, and once more. The one target that needs GNU gettext.
messages: setup
	$(BIN)/python locale/messages.py

test: lint
	$(BIN)/pytest -n auto --dist worksteal -m "not browser"

# DATABASE_URL names a server where databases may be created, e.g. postgres://postgres@127.0.0.1/postgres
test-postgres: setup
	@test -n "$(DATABASE_URL)" || { echo "Set DATABASE_URL=postgres://…"; exit 1; }
	$(BIN)/pytest -n auto --dist worksteal -m "not browser"

# The system's chromium; another one is named with CHROMIUM=/path.
test-browser: setup
	$(BIN)/pytest -n auto --dist worksteal -m browser

# Ratios of one run; DATABASE_URL names a PostgreSQL server where a database may be made.
benchmark-imports: setup
	@test -n "$(DATABASE_URL)" || { echo "Set DATABASE_URL=postgres://…"; exit 1; }
	$(BIN)/python -m tests.benchmark.imports 1000 10000 --stock 1000

# The whole country: 928 districts with 25 and with 102 producers each; two minutes to lay.
benchmark-closing: setup
	@test -n "$(DATABASE_URL)" || { echo "Set DATABASE_URL=postgres://…"; exit 1; }
	$(BIN)/python -m tests.benchmark.closing 25 102

# For a changed dependency: resolves again, then pins what is installed.
lock: setup
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"
	$(BIN)/uv lock
	$(BIN)/uv export --frozen --quiet --no-header --no-annotate --no-emit-index-url --no-emit-project --no-dev -o requirements.txt
	$(BIN)/uv export --frozen --quiet --no-header --no-annotate --no-emit-index-url --no-emit-project -o requirements-dev.txt
