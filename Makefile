# The commands a person types. All but `help` first make sure that .venv holds the pinned packages.

PYTHON_HERE := .venv/bin/python
# Two processes: more would each build a test database of their own and gain little.
TEST_PROCESSES ?= 2
TESTS_WITHOUT_BROWSER = $(PYTHON_HERE) -m pytest --numprocesses $(TEST_PROCESSES) --dist worksteal \
	-m "not browser and not acceptance and not faults" $(COVERAGE)

.DEFAULT_GOAL := help
.PHONY: help run dev install test coverage faults bench bench-article bench-reading bench-admin bench-members \
	bench-menus bench-writing lighthouse validate-html screenshots handbook check check-style check-types check-migrations \
	check-settings check-requirements requirements clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: ## Start News Desk, installing and preparing what it needs (PORT=8000, DEMO_PASSWORD=…)
	@exec sh bin/bootstrap run

dev: ## Start it for development: autoreload, debug toolbar, traces
	@exec sh bin/bootstrap dev

install: ## Install the packages for development into .venv
	@exec sh bin/bootstrap install

# Browser tests by themselves: Playwright keeps an event loop running, in which Django refuses to
# touch a database.
test: install ## Run all tests, in a browser too (DATABASE_URL=… for another database than SQLite)
	$(TESTS_WITHOUT_BROWSER)
	CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && exec $(PYTHON_HERE) -m pytest \
		-m "browser and not acceptance and not faults" --numprocesses $(TEST_PROCESSES) --dist worksteal

# By itself: measuring makes the tests take half as long again.
coverage: COVERAGE = --cov --cov-report term:skip-covered
coverage: install ## Run the tests without a browser and measure what they reach (95 % or it fails)
	$(TESTS_WITHOUT_BROWSER)

faults: install ## Run the long tests: waiting for the clock, killing processes
	@CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && exec $(PYTHON_HERE) -m pytest -m faults

bench: bench-article bench-reading bench-admin bench-members bench-menus bench-writing ## Run all benches

bench-article: install ## Measure an article's CPU beside the same served by plain Wagtail
	@exec $(PYTHON_HERE) -m tests.bench.article_cpu

bench-reading: install ## Measure pages and search with 100 and 100,000 articles (minutes)
	@exec $(PYTHON_HERE) -m tests.bench.reading

bench-admin: install ## Measure the list of articles in the admin with 100,000 of them (minutes)
	@exec $(PYTHON_HERE) -m tests.bench.admin

bench-members: install ## Measure the list of members, its export and an import with 100,000 of them
	@exec $(PYTHON_HERE) -m tests.bench.members

bench-menus: install ## Measure what a menu of 200 entries costs readers and in the admin
	@CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && exec $(PYTHON_HERE) -m tests.bench.menus

bench-writing: install ## Measure how long an editor takes from an empty page to a published article
	@CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && exec $(PYTHON_HERE) -m tests.bench.writing

lighthouse: install ## Run Lighthouse on the pages readers see most (needs node and npm)
	@CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && exec $(PYTHON_HERE) -m tests.bench.lighthouse

validate-html: install ## Run the Nu checker on every page type (needs java and npm)
	@exec $(PYTHON_HERE) -m tests.bench.validate_html

screenshots: install ## Take pictures of pages with too little and too much in them (TO=folder)
	@CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && \
		exec $(PYTHON_HERE) -m tests.bench.screenshots "$(TO)"

handbook: install ## Take the handbooks' pictures anew, in a browser (ONLY="reports merging")
	@CHROMIUM=$$(sh bin/chromium) && export CHROMIUM && \
		exec $(PYTHON_HERE) -m bin.take_pictures $(ONLY)

check: check-style check-types check-migrations check-settings check-requirements ## Run all checks
	@echo "All checks passed."

check-style: install
	$(PYTHON_HERE) -m ruff check .
	$(PYTHON_HERE) -m ruff format --check .
	$(PYTHON_HERE) -m djhtml --check --tabwidth 2 $(wildcard */templates)

check-types: install
	$(PYTHON_HERE) -m mypy

check-migrations: install
	$(PYTHON_HERE) manage.py makemigrations --check --dry-run --settings site_project.settings.test

# Each group of settings is checked as it is used; production with all that it asks for.
check-settings: install
	$(PYTHON_HERE) manage.py check --fail-level WARNING --settings site_project.settings.local
	$(PYTHON_HERE) manage.py check --fail-level WARNING --settings site_project.settings.dev
	$(PYTHON_HERE) manage.py check --fail-level WARNING --settings site_project.settings.test
	SECRET_KEY=$$($(PYTHON_HERE) -c 'import secrets; print(secrets.token_urlsafe(64))') \
	ALLOWED_HOSTS=www.example.org BASE_URL=https://www.example.org \
	EMAIL_URL=smtp+tls://user:password@mail.example.org:587 MAIL_FROM=desk@example.org \
	$(PYTHON_HERE) manage.py check --deploy --fail-level WARNING \
		--settings site_project.settings.production

check-requirements: install
	$(PYTHON_HERE) bin/check_requirements.py
	$(PYTHON_HERE) -m pip check --disable-pip-version-check

COMPILE := $(PYTHON_HERE) -m piptools compile --quiet --strip-extras --no-allow-unsafe --newline lf \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
requirements: install ## Pin the newest packages that pyproject.toml allows
	CUSTOM_COMPILE_COMMAND="make requirements" $(COMPILE) --upgrade \
		--output-file requirements.txt pyproject.toml
	CUSTOM_COMPILE_COMMAND="make requirements" $(COMPILE) --upgrade --extra dev \
		--constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

clean: ## Remove what tests and checks leave behind; keeps .venv and var
	rm -rf .coverage .coverage.* htmlcov .hypothesis .mypy_cache .pytest_cache .ruff_cache
