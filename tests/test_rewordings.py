"""The same ten facts in a Chinese page, three English wordings and a table give the same values, metrics and modality."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "rewordings"
FACTS = {
    ("patents_filed", 158, "achieved"),
    ("patents_filed", 125, "achieved"),
    ("standards_led", 0.333333333, "achieved"),
    ("technologies_solved", 2, "achieved"),
    ("products_launched", 6, "achieved"),
    ("processes_developed", 3, "achieved"),
    ("equipment_deployed", 4, "achieved"),
    ("lines_built", 6, "ongoing"),
    ("standards_led", 1, "ongoing"),
    ("emissions", 0, "achieved"),
}


@pytest.mark.parametrize("path", sorted(HERE.iterdir()), ids=lambda path: path.stem)
def test_ten_facts(path):
    run = subprocess.run(
        [sys.executable, "-m", "reassay", "extract", str(path), "--published", "2026-02-04", "--format", "jsonl"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    claims = [json.loads(line) for line in run.stdout.split("\n") if line]
    assert {(one["metric"], one["value"], one["modality"]) for one in claims if one["value"] is not None} == FACTS
    assert len({one["subject"] for one in claims if one["metric"] == "patents_filed"}) == 1
