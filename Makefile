# Two commands are enough: `make demo` to look at it, `make test` to check it.
SHELL := /bin/sh
PYTHON := .venv/bin/python
# Two at once, a file at a time: what a machine of two cores does best.
PYTEST_ARGS ?= -n 2 --dist loadfile
.DEFAULT_GOAL := help
.PHONY: help demo test install install-dev install-bench needs style types catalogues \
	words lock bench chaos icons screenshots clean

help: ## say what can be made
	@sed -nE 's/^([a-z-]+):.*## (.*)$$/make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

demo: install ## start it with made-up families, and print its address
	@$(PYTHON) -m tools.catalogues compile
	@$(PYTHON) -m server demo

test: needs style types catalogues ## check everything, on both databases and in real browsers
	@$(PYTHON) -m pytest $(PYTEST_ARGS)

install: ## make .venv with what the server needs
	@tools/install.sh requirements.lock

install-dev:
	@tools/install.sh requirements-dev.lock

install-bench: install-dev
	@tools/install.sh requirements-bench.lock

needs: install-dev
	@tools/test_needs.sh

style: install-dev
	@$(PYTHON) -m ruff check
	@$(PYTHON) -m ruff format --check

types: install-dev
	@$(PYTHON) -m mypy --strict server tools

catalogues: needs
	@$(PYTHON) -m tools.catalogues compile
	@$(PYTHON) -m tools.catalogues check
	@$(PYTHON) -m tools.catalogues pseudo

words: install ## gather the sentences into each language's catalogue, and compile
	@$(PYTHON) -m tools.catalogues extract
	@$(PYTHON) -m tools.catalogues update
	@$(PYTHON) -m tools.catalogues compile

lock: install-dev ## pin every dependency again, with hashes
	@for group in "" -dev -bench; do \
		$(PYTHON) -m uv pip compile --quiet --no-config --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-strip-extras \
			--output-file requirements$$group.lock requirements$$group.in || exit 1; \
	done

bench: install-bench ## measure speed, side by side with a peer
	@command -v wrk >/dev/null || [ "$$(id -u)" != 0 ] || apt-get install -qq -y wrk >/dev/null || true
	@$(PYTHON) -m tools.bench

chaos: install-dev ## kill, cut and fill things while it runs, and count what was lost
	@$(PYTHON) -m tools.chaos

icons: install-dev ## draw the app's icons again from the brand's drawings
	@$(PYTHON) -m tools.icons

screenshots: needs catalogues ## take the README's and the app's pictures of the demo as it is today
	@$(PYTHON) -m tools.screenshots

clean: ## remove what was built (the demo's database too)
	rm -rf .venv var .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	rm -rf locales/en_XA locales/ar_XB locales/*.pot locales/*/LC_MESSAGES/*.mo
	find server tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
