"""What holds of verdicts whatever the evidence: copies add nothing, order is nothing, vagueness accuses nobody, no row is of the future."""

import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reassay.trial import read, row, tried

CASES = [json.loads(line) for line in Path("tests/corpus/verdicts/dev.jsonl").read_text("utf-8").splitlines()]
GIVEN = ("id", "language", "documents", "as_of", "evidence", "claim")
ADVERSE = {"implausible", "internally_inconsistent", "contradicted"}
cases = st.sampled_from(CASES)
few = settings(max_examples=40, deadline=None)


def judged(case):
    return row(tried(read({name: case[name] for name in GIVEN})))


def copy(case):
    return json.loads(json.dumps(case))


@few
@given(cases, st.randoms(use_true_random=False))
def test_order_changes_no_byte(case, chance):
    made = copy(case)
    chance.shuffle(made["documents"])
    chance.shuffle(made["evidence"])
    for group in made["evidence"]:
        chance.shuffle(group["rows"])
    assert judged(made) == judged(case)


@few
@given(cases)
def test_a_repost_of_unknown_owner_adds_no_voice(case):
    made = copy(case)
    told = next(one for one in made["documents"] if one["id"] == made["claim"]["document"])
    made["documents"].append({**told, "id": "repost", "publisher": "Quorex Portal", "published": case["as_of"]})
    before, after = judged(case)["voices"], judged(made)["voices"]
    assert after["voices"] <= before["voices"]
    assert after["external"] <= before["external"]


@few
@given(cases)
def test_a_copy_of_a_table_adds_no_voice(case):
    made = copy(case)
    for group in made["evidence"]:
        group["rows"] += [
            {**one, "publisher": f"{one['publisher']} mirror"} for one in group["rows"] if group["kind"] not in ("ownership", "limit")
        ]
    before, after = judged(case), judged(made)
    assert after["voices"]["voices"] <= before["voices"]["voices"]
    assert after["voices"]["external"] <= before["voices"]["external"]
    assert after["verdict"] == before["verdict"]


@few
@given(cases, st.sampled_from(["approx"]))
def test_a_vaguer_claim_is_never_newly_contradicted(case, comparator):
    made = copy(case)
    if made["claim"].get("comparator") != "eq" or made["claim"].get("value") is None:
        return
    made["claim"]["comparator"] = comparator
    before, after = judged(case)["verdict"], judged(made)["verdict"]
    assert after not in ADVERSE or before in ADVERSE | {"restated", "scope_dependent", "basis_mismatch"}


@few
@given(cases)
def test_rows_of_the_future_do_not_exist(case):
    made = copy(case)
    made["evidence"] = [
        {**group, "rows": [one for one in group["rows"] if one["retrieved_date"] <= case["as_of"]]} for group in made["evidence"]
    ]
    assert judged(made) == judged(case)
