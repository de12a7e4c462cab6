# The project's everyday commands; `make` alone lists them.

# The Python that .venv is made with: make PYTHON=python3.12 demo
PYTHON ?= python3

VENV := .venv
PY := $(VENV)/bin/python
RUN_PACKAGES := $(VENV)/run-packages.stamp
DEV_PACKAGES := $(VENV)/dev-packages.stamp
CHECKED_PYTHON := $(VENV)/python.stamp

# The database that every command opens where DATABASE_URL names none; the mark says that it is the demo's.
DEMO_DATABASE := aquamind.sqlite3
DEMO_MARK := $(DEMO_DATABASE)-demo
DEMO_REPORT := reports/report.html
PAGES := http://127.0.0.1:8000
GOLDEN := tests/data_generation/golden_ci.json

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo account serve screenshots test coverage mutations torture acceptance golden check lint format release-check clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Ten years to yesterday, a batch in every stage of life and on its way to the next, and sensors that fail.
demo: export DATABASE_URL = sqlite:///$(DEMO_DATABASE)
demo: export DEBUG =
demo: $(RUN_PACKAGES) ## set up everything and fill the database with ten years of a farm, checked
	@test ! -e $(DEMO_DATABASE) || test -e $(DEMO_MARK) || { \
		echo "$(DEMO_DATABASE) is there and no 'make demo' made it: move it away, then ask again" >&2; exit 1; }
	@rm -f $(DEMO_DATABASE) $(DEMO_DATABASE)-*
	@touch $(DEMO_MARK)
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py generate_data --scale dev --scenario uat --dirty-data 0.02
	@echo "$(PY) manage.py generate_data --validate-only"
	@$(PY) manage.py generate_data --validate-only >$(DEMO_DATABASE)-checks || { cat $(DEMO_DATABASE)-checks; exit 1; }
	@tail -n 1 $(DEMO_DATABASE)-checks
	$(PY) manage.py generate_data --report
	@echo
	@echo "Three addresses worth opening:"
	@echo "  file://$(CURDIR)/$(DEMO_REPORT)  charts and tables of the ten years"
	@echo "  $(PAGES)/  the company, after 'make serve' in this folder"
	@echo "  $(PAGES)/examples/  one page of each situation: stages, an outbreak, a failed sensor"

account: export DATABASE_URL = sqlite:///$(DEMO_DATABASE)
account: $(RUN_PACKAGES) ## make an account for the admin of the demo database
	@test -e $(DEMO_DATABASE) || { echo "there is no $(DEMO_DATABASE) yet: run make demo first" >&2; exit 1; }
	$(PY) manage.py createsuperuser

serve: export DATABASE_URL = sqlite:///$(DEMO_DATABASE)
serve: $(RUN_PACKAGES) ## show the demo database on http://127.0.0.1:8000/, with an account to look at it
	@test -e $(DEMO_DATABASE) || { echo "there is no $(DEMO_DATABASE) yet: run make demo first" >&2; exit 1; }
	@$(PY) manage.py demo_user
	$(PY) manage.py runserver --noreload 127.0.0.1:8000

screenshots: $(DEV_PACKAGES) ## pictures of every page of the explorer, into docs/images
	AQUAMIND_BROWSER=$$(scripts/browser.sh) $(PY) -m tests.screenshots docs/images

test: $(DEV_PACKAGES) check ## run all tests on SQLite and, beside it, on TimescaleDB
	@scripts/run_tests.sh $(PY)

coverage: export COVERAGE_FILE = $(CURDIR)/.coverage
coverage: $(DEV_PACKAGES) ## run all tests and list the lines that none of them runs
	@rm -f .coverage .coverage.*
	-@AQUAMIND_COVERAGE=yes scripts/run_tests.sh $(PY)
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

mutations: export DATABASE_URL = sqlite:///:memory:
mutations: $(DEV_PACKAGES) ## break the books in every known way; how many of these the checks see
	$(PY) -m pytest tests/data_generation/validation/test_mutations.py

torture: $(DEV_PACKAGES) ## kill runs at random moments on both databases (KILLS=50 WORK=run SCALE=dev SEED=)
	@KILLS=$(KILLS) WORK=$(WORK) SCALE=$(SCALE) SEED=$(SEED) scripts/run_tests.sh $(PY) tests/faults/torture.py -s

acceptance: $(DEV_PACKAGES) ## fill the real AquaMind and ask it (AQUAMIND=a checkout, SCALE=dev DAYS="--days=900")
	@AQUAMIND="$(AQUAMIND)" AQUAMIND_PYTHON="$(AQUAMIND_PYTHON)" SCALE="$(SCALE)" DAYS="$(DAYS)" \
		TIMESCALEDB_URL=$${TIMESCALEDB_URL:-$$(scripts/timescaledb.sh start)} $(PY) -m tests.acceptance

golden: export DATABASE_URL = sqlite:///golden.sqlite3
golden: $(RUN_PACKAGES) ## refresh the digests that tests hold the generator's output to
	@rm -f golden.sqlite3*
	$(PY) manage.py generate_data --scale ci --seed 42 --start-date 2016-01-01 --end-date 2025-12-31
	$(PY) manage.py generation_status --fingerprint > golden.json.new
	@echo "A: the digests as they were, B: as they are now"
	@$(PY) manage.py compare_generations $(GOLDEN) golden.json.new || true
	@mv golden.json.new $(GOLDEN)
	@rm -f golden.sqlite3*

# In memory: neither check reads rows, and neither may leave a database file behind.
check: export DATABASE_URL = sqlite:///:memory:
check: $(DEV_PACKAGES) ## Django's own checks, and whether a migration is missing
	$(PY) manage.py check
	$(PY) manage.py makemigrations --check --dry-run

lint: $(DEV_PACKAGES) ## style, formatting and types, changing nothing
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy .

format: $(DEV_PACKAGES) ## repair style and formatting in place
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

release-check: export DATABASE_URL = sqlite:///:memory:
release-check: $(DEV_PACKAGES) ## whether this commit may be released under its version
	@$(PY) scripts/release_check.py

clean: ## remove the environment, caches, and the demo's database and report
	rm -f .coverage .coverage.*
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis staticfiles
	test ! -e $(DEMO_MARK) || rm -f $(DEMO_DATABASE) $(DEMO_DATABASE)-* $(DEMO_REPORT)
	rm -rf reports/csv
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp is written when its step has ended well, so an interrupted one is done again; it is done
# again, too, when the list of packages has changed.
$(CHECKED_PYTHON):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed and '$(PYTHON)' is not: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; \
		exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(RUN_PACKAGES): requirements.txt $(CHECKED_PYTHON)
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements.txt
	@touch $@

$(DEV_PACKAGES): requirements-dev.txt requirements-distributed.txt requirements.txt $(CHECKED_PYTHON)
	$(PY) -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	@touch $@ $(RUN_PACKAGES)
