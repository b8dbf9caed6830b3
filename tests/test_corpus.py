"""The gold of the corpora says what CONVENTIONS.md allows, at the offsets it names: a wrong label would teach the reader errors."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent / "corpus"
TEXTS = sorted([*ROOT.glob("??/*.txt"), *ROOT.glob("more*/??/*.txt")])
CONVENTIONS = (ROOT / "CONVENTIONS.md").read_text("utf-8")
METRICS = set(re.findall(r"\w+", CONVENTIONS.split("## Metric vocabulary")[1].split("Notes:")[0]))
KINDS = {
    "comparator": {"eq", "approx", "ge", "gt", "le", "lt", "range", "upto", None},
    "modality": {"achieved", "ongoing", "planned", "targeted", "forecast", "hypothetical"},
    "polarity": {"positive", "negated"},
    "period_from": {"text", "context", None},
}


def rows(path, kind):
    beside = path.with_suffix(f".{kind}.json")
    return json.loads(beside.read_text("utf-8")) if beside.exists() else []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_gold_is_well_formed(path):
    text = path.read_bytes().decode("utf-8")
    for claim in rows(path, "gold") + rows(path, "optional"):
        assert text[claim["start"] : claim["end"]] == claim["quote"] != ""
        assert claim["metric"] in METRICS or claim["metric"].startswith("other:"), claim["metric"]
        assert (claim["metric"] == "event") == (claim["value"] is None), claim["quote"]
        assert isinstance(claim["value"], list) == (claim["comparator"] == "range"), claim["quote"]
        assert (claim["period"] is None) == (claim["period_from"] is None), claim["quote"]
        for field, allowed in KINDS.items():
            assert claim[field] in allowed, (field, claim["quote"])


@pytest.mark.parametrize("path", sorted(ROOT.glob("more*/??/*.txt")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_lures_of_the_further_documents_stand_in_the_text(path):
    text = path.read_bytes().decode("utf-8")
    meta = json.loads(path.with_suffix(".meta.json").read_text("utf-8"))
    assert all(lure["text"] in text and lure["why"] for lure in rows(path, "distractors"))
    assert bool(meta.get("constructed")) != bool(meta.get("restated"))
