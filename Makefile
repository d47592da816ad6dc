# Every command explains itself: a bare `make` lists them.
.DEFAULT_GOAL := help
export PYTHON
SETUP := @exec sh scripts/setup.sh
ARGS ?=

help: ## list the commands
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

run: ## set everything up, start it, and serve on http://127.0.0.1:8000
	@BREWLINE_ENDS_WITH_MAKE=1 exec sh scripts/setup.sh run -m backend

test: ## set up what tests need and run all of them (ARGS="-k word" for some)
	$(SETUP) test -m pytest -n 3 $(ARGS)

check: ## formatting, lint, types, import rules, generated files, then the tests
	$(SETUP) test -m scripts.check

bench: ## the benchmarks, each figure beside its bound (ONLY=group for one group)
	$(SETUP) test -m tests.bench $(ONLY)

types: ## write the OpenAPI document and the front end's types
	$(SETUP) test -m scripts.generate

pictures: ## take the screenshots for README and docs, and each screen with 0 to 300 orders
	$(SETUP) test -m scripts.pictures
	$(SETUP) test -m scripts.screens

backup: ## write the embedded database to a file in DATA_DIR/backups
	$(SETUP) packages -m backend backup

restore: ## put back the database of FILE=…, keeping the present one aside
	$(SETUP) packages -m backend restore "$(FILE)"

nlp: ## measure the language part over the data sets at hand
	$(SETUP) test -m tests.nlp.measure

.PHONY: help run test check bench types pictures backup restore nlp
