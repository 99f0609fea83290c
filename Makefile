# Everything a person does with this project. `make help` lists it.
# PORT, HOST, DATA_DIR, DATABASE_URL and every other setting can be given to any of them: make run PORT=8601 DATA_DIR=/srv/triage

VENV := .venv
PY := $(VENV)/bin/python
.DEFAULT_GOAL := help
.PHONY: help run test failed quick canary doctor fuzz stress mutants check audit import sample train report backup restore move token upgrade-database erase known retention classify rebuild-stats verify-stats migration snapshots bench reset lock clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-14s %s\n", $$1, $$2}'

run: $(VENV)/.run-ready ## Serve the app on http://localhost:8501 (PORT, HOST); Ctrl+C ends it and its database
	@exec $(PY) app.py

test: $(VENV)/.dev-ready ## Run all tests, browser included; those of the database also on an installed PostgreSQL
	@rm -f .pytest_cache/v/cache/lastfailed .pytest_cache/ended
	@$(PY) -m tests.e2e.support.chromium
	@$(PY) -m pytest --numprocesses=logical --maxprocesses=4 $(BY_FILE)
	@$(PY) -m tests.installed_server

failed: $(VENV)/.dev-ready ## Run what failed in the last run once more, each by itself; name what passes now
	@$(PY) -m tests.failed_last
	@$(PY) -m tests.installed_server

quick: $(VENV)/.dev-ready ## Run the tests that need no browser, no program of their own and no long time, with fewer examples each
	@$(PY) -m pytest --numprocesses=logical --maxprocesses=4 $(BY_FILE) --hypothesis-profile=quick --ignore=tests/e2e -m "not slow"

BY_FILE := --dist=loadfile --no-loadscope-reorder

fuzz: $(VENV)/.dev-ready ## Fuzz the API for some minutes, with new ideas each time (EXAMPLES=300)
	@FUZZ_EXAMPLES=$(or $(EXAMPLES),300) $(PY) -m pytest --timeout=7200 tests/api/test_schema.py

stress: $(VENV)/.dev-ready ## Writers and a killed server for 30 s, 800 random histories, jobs under kill -9, all parts of a desk of four processes
	@$(PY) -m benchmarks.stress
	@$(PY) -m pytest --hypothesis-profile=thorough --timeout=7200 tests/services/rollups/test_maintenance.py
	@KILLS=10 SMALL_JOBS=10000 SMALL_KILLS=20 $(PY) -m pytest --timeout=7200 tests/services/jobs/test_kills.py
	@ROUNDS=5 $(PY) -m pytest --timeout=7200 tests/cluster/test_kills.py

mutants: $(VENV)/.dev-ready ## Change the code a little, see if tests notice: FILE=path or SINCE=commit, TIME=600 (seconds)
	@nice $(PY) -m tests.mutants $(if $(FILE),--file "$(FILE)") $(if $(SINCE),--since "$(SINCE)") --time $(or $(TIME),600) $(if $(SEED),--seed $(SEED))

check: $(VENV)/.dev-ready ## Format, lint, types, import rules, dead code, unused dependencies, scripts of the pages
	@$(PY) -m ruff format --check .
	@$(PY) -m ruff check .
	@$(PY) -m mypy
	@$(VENV)/bin/lint-imports --no-cache
	@$(PY) -m vulture
	@$(PY) -m deptry .
	@$(PY) -m tests.scripts

audit: $(VENV)/.dev-ready ## Look for known vulnerabilities in the locked dependencies; asks a service, so not part of check
	@$(PY) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/pip install --quiet --disable-pip-version-check pip-audit
	@$(VENV)/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements-dev.txt

import: $(VENV)/.run-ready ## Import tickets from a file: make import CSV=path; ALL_OR_NOTHING=1, IDS, CREATED, ENCODING, DELIMITER, SHEET, DATES: see README
	@$(PY) cli.py import "$(CSV)" $(if $(ALL_OR_NOTHING),--all-or-nothing) --ids="$(IDS)" --created="$(CREATED)" --encoding="$(ENCODING)" --delimiter="$(DELIMITER)" --sheet="$(SHEET)" --dates="$(DATES)"

sample: $(VENV)/.run-ready ## Load about 600 sample tickets; REMOVE=1 deletes them again
	@$(PY) cli.py sample $(if $(REMOVE),--remove)

train: $(VENV)/.run-ready ## Train the learned classifier on the confirmed tickets now, and print how it did
	@$(PY) cli.py train

report: $(VENV)/.run-ready ## Write the week on one page: make report REPORT=week.pdf (or .html, .eml); FILTER="category=billing", ADDRESS=https://desk.example.com for links
	@$(PY) cli.py report "$(REPORT)" --filter="$(FILTER)" --address="$(ADDRESS)"

backup: $(VENV)/.run-ready ## Write everything into one file while people work: into BACKUP_DIR, or FILE=path
	@$(PY) cli.py backup $(if $(FILE),"$(FILE)")

restore: $(VENV)/.run-ready ## Restore a backup: make restore FILE=path; asks before it replaces tickets (YES=1 does not)
	@$(PY) cli.py restore "$(FILE)" $(if $(YES),--yes)

move: $(VENV)/.run-ready ## Move everything into another database: make move TO=postgresql://user:password@host:5432/name, or TO=embedded
	@$(PY) cli.py move "$(TO)" $(if $(YES),--yes)

upgrade-database: $(VENV)/.run-ready ## Upgrade the embedded database to the PostgreSQL that is installed now (OLD=folder of the older programs)
	@$(PY) cli.py upgrade-database --old="$(OLD)"

erase: $(VENV)/.run-ready ## Delete all that is known about a requester: make erase REQUESTER="Ann Lee"; DRY=1 only says what it is
	@$(PY) cli.py erase "$(REQUESTER)" $(if $(DRY),--dry) $(if $(YES),--yes)

known: $(VENV)/.run-ready ## Write all that is known about a requester into a file: make known REQUESTER="Ann Lee" FILE=path
	@$(PY) cli.py known "$(REQUESTER)" "$(FILE)"

retention: $(VENV)/.run-ready ## Remove tickets that were resolved long ago: DAYS=730 (or as set) HOW=delete|text EXPORT=1 YES=1; DRY=1 only says how many, of which months
	@$(PY) cli.py retention --days="$(DAYS)" --how="$(HOW)" $(if $(EXPORT),--export) $(if $(DRY),--dry) $(if $(YES),--yes)

classify: $(VENV)/.run-ready ## Classify many tickets: SOURCE=learned FILTER="status=open&category=general"; tries it first and asks; DRY=1, YES=1
	@$(PY) cli.py classify --source="$(SOURCE)" --filter="$(FILTER)" $(if $(DRY),--dry) $(if $(YES),--yes)

rebuild-stats: $(VENV)/.run-ready ## Rebuild the dashboard's statistics, also while the app runs
	@$(PY) cli.py rebuild-stats

verify-stats: $(VENV)/.run-ready ## Check the statistics against a full count; prints the drift, which has to be 0
	@$(PY) cli.py verify-stats

token: $(VENV)/.run-ready ## Make a token for a program that calls the API: NAME="nightly import", SCOPE=read|write|admin, DAYS=365 (0: no end)
	@$(PY) cli.py token "$(NAME)" --scope="$(or $(SCOPE),read)" --days="$(or $(DAYS),365)"

migration: $(VENV)/.dev-ready ## Start a migration: make migration NAME=ticket_product, then write its SQL
	@$(PY) -m tests.db.migration "$(NAME)"

snapshots: $(VENV)/.dev-ready ## Write what tests compare: db/schema.sql, the SQL of the statistics, the lists of settings and of slow tests
	@$(PY) -m tests.db.schema
	@$(PY) -m tests.services.stats.statements
	@$(PY) -m tests.services.settings_files
	@$(PY) -m tests.slow

bench: $(VENV)/.dev-ready ## Measure speed at 1,000 and N tickets (default N=100000), print a table and keep it
	@$(PY) -m benchmarks $(or $(N),100000)

doctor: ## Print what someone who helps would ask: versions, disk, port, database, last errors; no secrets
	@python=$$($(FIND_PYTHON)); { $(PY) -c '' 2>/dev/null && exec $(PY) -m services.doctor; } || exec "$${python:-python3}" -m services.doctor

reset: $(VENV)/.run-ready ## Delete all tickets and start clean; asks first (YES=1 does not)
	@$(PY) cli.py reset $(if $(YES),--yes)

canary: $(VENV)/.dev-ready ## Check and test with the newest versions that pyproject.toml admits, and say what moved and broke
	@.ci/canary $(PY)

lock: $(VENV)/.dev-ready ## Lock the dependencies of pyproject.toml again, with hashes
	@$(PY) -m pip install --quiet uv
	@$(PY) -m uv pip compile --quiet $(COMPILE) --all-extras pyproject.toml -o requirements-dev.txt
	@$(PY) -m uv pip compile --quiet $(COMPILE) --constraint requirements-dev.txt --extra embedded pyproject.toml -o requirements-embedded.txt
	@$(PY) -m uv pip compile --quiet $(COMPILE) --constraint requirements-dev.txt pyproject.toml -o requirements.txt
COMPILE := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

clean: ## Remove the virtual environment and caches; data stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# ---- set-up: a virtual environment with the locked requirements, made once and again when a lock changes

FIND_PYTHON = for p in "$(PYTHON)" $(PY) python3 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys, ensurepip, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null \
	&& { echo "$$p"; break; }; done
SET_UP = python=$$($(FIND_PYTHON)); \
	[ -n "$$python" ] || { echo "Python 3.11, 3.12 or 3.13 with the venv module is needed (Debian: apt-get install python3-venv); PYTHON=path names one." >&2; exit 1; }; \
	"$$python" bootstrap.py $(VENV) $<

$(VENV)/.run-ready: requirements-embedded.txt
	@$(SET_UP)
	@touch $@

$(VENV)/.dev-ready: requirements-dev.txt
	@$(SET_UP)
	@touch $@ $(VENV)/.run-ready
