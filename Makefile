# Every target does its own set-up: a .venv from requirements.lock, with uv when it is on PATH, else venv + pip.
# The lock holds every package there is to install, so nothing is resolved a second time.
PY ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo test check quality bench soak lock clean

$(STAMP): requirements.lock pyproject.toml
	@if command -v uv >/dev/null 2>&1; then \
	  uv venv -q --allow-existing --python $(PY) .venv && uv pip install -q --python $(BIN)/python --require-hashes --no-deps -r requirements.lock && \
	  uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . ; \
	else \
	  $(PY) -m venv .venv && $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e . ; \
	fi
	@touch $(STAMP)

demo: $(STAMP)
	$(BIN)/reassay demo

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check reassay tests tools conftest.py
	$(BIN)/ruff format --check reassay tests tools conftest.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest tests/test_house.py

quality: $(STAMP)
	$(BIN)/python tools/quality.py

bench: $(STAMP)
	$(BIN)/python tools/bench.py

soak: $(STAMP)
	REASSAY_SOAK=1 $(BIN)/python -m pytest -m soak

lock:
	uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-header -o requirements.lock

clean:
	rm -rf .venv reassay-demo reassay-out
