"""Cases written by people who had not seen the engine, in eight rounds: what each found wrong was mended in general, and stays mended.

First tries, before anything was mended for them: 43, 40, 39, 52, 52, 48, 47 and 52 of 60. Only those about made-up bodies are kept.
"""

import json
from pathlib import Path

import pytest

from reassay.trial import read, row, tried

CASES = [json.loads(line) for line in Path(__file__).with_name("unseen.jsonl").read_text("utf-8").splitlines()]
OPEN = {
    "VS004": "a current of ten kiloamperes in Chinese right before its noun is not read as a claim",
    "VP015": "two running totals of a thing in one list, the noun far before both numbers: not read",
}
READ = ("id", "language", "documents", "as_of", "evidence", "claim")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(one, id=one["id"], marks=[pytest.mark.xfail(strict=True, reason=OPEN.get(one["id"], ""))] * (one["id"] in OPEN))
        for one in CASES
    ],
)
def test_case(case):
    found, wanted = row(tried(read({name: case[name] for name in READ}))), case["expect"]
    assert found["verdict"] == wanted["verdict"], found["why"]
    assert set(wanted["checks"]) <= set(found["checks"])
    assert found["next_test_date"] == wanted["next_test_date"]
    assert wanted["voices"] is None or found["voices"] == wanted["voices"]
