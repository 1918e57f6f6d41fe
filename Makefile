# The few commands of every day; `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help install check fix test locales stage ci

help: ## List these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

install: ## Install everything that development needs into the present environment
	python -m pip install -e ".[test]" -c constraints.txt

check: ## Formatting, lint, types and import rules
	ruff format --check .
	ruff check .
	mypy
	lint-imports

fix: ## Mend what can be mended by itself
	ruff check --fix .
	ruff format .

test: ## All tests
	python -m pytest

locales: ## Take the sentences out of the code into locales/, and list what is not translated
	python -m data.locales update
	-python -m data.locales missing

stage: ## The bot on a simulated Discord, with a web page
	python bot.py --stage

ci: ## What every change must pass, in a fresh virtual environment
	.ci/run
