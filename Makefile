# Everything a person or a machine runs here. `make help` lists it.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WHEELS := target/wheels
DEMO   := tests/data/pacs008-dprk.xml
FUZZ_SECONDS ?= 60

.DEFAULT_GOAL := help
.PHONY: help setup demo test fuzz peers format wheel check-tools

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

check-tools: ## say what is missing on this machine
	@.ci/tools $(PYTHON)

setup: check-tools $(VENV)/ready ## create .venv with the tools, build tamis and install it there
	$(MAKE) --no-print-directory wheel
	$(BIN)/python -m pip install --quiet --no-deps --force-reinstall $(WHEELS)/tamis-*.whl

$(VENV)/ready: python/pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python .ci/dev_tools.py | $(BIN)/python -m pip install --quiet --requirement /dev/stdin
	touch $@

demo: ## screen the example payment file; it holds possible matches
	@cargo run --quiet --release -- screen $(DEMO); status=$$?; \
	test $$status -eq 1 || { echo "exit status $$status, 1 was expected: possible matches" >&2; exit 1; }

test: ## everything that must hold before a change goes in
	.ci/steps $(PYTHON)

fuzz: ## feed changed list files and identifiers to what reads them, FUZZ_SECONDS (60) for each of FAMILIES (all)
	PYTHON=$(PYTHON) .ci/fuzz $(FUZZ_SECONDS) $(FAMILIES)

peers: ## measure other programs on the same names and queries; table and plot in target/peers
	benches/peers/run $(PYTHON)

format: $(VENV)/ready ## rewrite Rust and Python in the house format
	cargo fmt --all
	$(BIN)/ruff format python
	$(BIN)/ruff check --fix python

wheel: check-tools $(VENV)/ready ## build the Python wheel into target/wheels
	rm -f $(WHEELS)/tamis-*.whl
	$(BIN)/maturin build --release --manifest-path python/Cargo.toml --out $(WHEELS)
