"""What holds of verdicts whatever the evidence: copies add nothing, order is nothing, vagueness accuses nobody, no row is of the future."""

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from reassay.ledger.records import dump
from reassay.trial import read, row, tried

CASES = [json.loads(line) for line in Path("tests/corpus/verdicts/dev.jsonl").read_text("utf-8").splitlines()]
GIVEN = ("id", "language", "documents", "as_of", "evidence", "claim")
ADVERSE = {"implausible", "internally_inconsistent", "contradicted"}
cases = st.sampled_from(CASES)
few = settings(max_examples=40, deadline=None)


def judged(case):
    return row(tried(read({name: case[name] for name in GIVEN})))


def stored(case):
    """The verdict as a ledger keeps it, with every contribution."""
    return dump(tried(read({name: case[name] for name in GIVEN})).verdict)


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
    assert stored(made) == stored(case)


def no_more(after, before):
    """Voices and probability of a case after something dependent was added to it."""
    assert after["voices"]["voices"] <= before["voices"]["voices"]
    assert after["voices"]["external"] <= before["voices"]["external"]
    assert (after["probability"] is None) == (before["probability"] is None)
    assert after["probability"] is None or after["probability"] <= before["probability"]


def relay(case, name, lead=""):
    """Another publisher's copy of the judged text."""
    told = next(one for one in case["documents"] if one["id"] == case["claim"]["document"])
    return {**told, "id": name, "publisher": name, "published": case["as_of"], "text": lead.format(told["publisher"]) + told["text"]}


LEADS = {"en": "According to {}: ", "zh": "\u636e{}\u62a5\u9053\uff0c"}


@few
@given(cases, st.integers(1, 3))
def test_reposts_of_unknown_owner_add_no_voice_and_no_probability(case, many):
    made = copy(case)
    made["documents"] += [relay(case, f"Quorex Portal {number}") for number in range(many)]
    no_more(judged(made), judged(case))


@few
@given(cases)
def test_a_relay_that_names_its_source_adds_nothing(case):
    made = copy(case)
    told = next(one for one in made["documents"] if one["id"] == made["claim"]["document"])
    made["documents"].append(relay(case, "Quorex Portal", LEADS[told["language"]]))
    no_more(judged(made), judged(case))


@few
@given(cases)
def test_a_second_page_of_the_same_publisher_adds_nothing(case):
    made = copy(case)
    told = next(one for one in made["documents"] if one["id"] == made["claim"]["document"])
    made["documents"].append({**told, "id": "again", "published": case["as_of"]})
    no_more(judged(made), judged(case))


@few
@given(cases)
def test_a_copy_of_a_table_adds_nothing(case):
    made = copy(case)
    for group in made["evidence"]:
        group["rows"] += [
            {**one, "publisher": f"{one['publisher']} mirror"} for one in group["rows"] if group["kind"] not in ("ownership", "limit")
        ]
    before, after = judged(case), judged(made)
    no_more(after, before)
    assert after["verdict"] == before["verdict"]


@few
@given(cases, st.sampled_from(["0.01", "0.05", "0.2", "0.5"]))
def test_a_wider_claim_is_never_newly_contradicted(case, width):
    made = copy(case)
    value = made["claim"].get("value")
    if made["claim"].get("comparator") != "eq" or value is None or isinstance(value, list):
        return
    exact, share = Decimal(str(value)), Decimal(width)
    made["claim"] |= {"value": sorted([float(exact * (1 - share)), float(exact * (1 + share))]), "comparator": "range"}
    before, after = judged(case)["verdict"], judged(made)["verdict"]
    assert after not in ADVERSE or before in ADVERSE | {"restated", "scope_dependent", "basis_mismatch"}


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


@few
@given(cases)
def test_before_its_evidence_a_case_is_judged_as_without_it(case):
    days = [one["retrieved_date"] for group in case["evidence"] for one in group["rows"]]
    if not days:
        return
    early = copy(case)
    early["as_of"] = (dt.date.fromisoformat(min(days)) - dt.timedelta(days=1)).isoformat()
    assert judged(early) == judged({**early, "evidence": []})


def test_a_claim_widened_to_either_side_is_never_newly_contradicted():
    """Every case, its number stretched down, up and both ways: an end that stays as printed keeps the rounding of what is printed."""
    rows = [json.loads(line) for line in Path(__file__).with_name("crosscheck.jsonl").read_text("utf-8").splitlines()]
    for case in (*CASES, *rows):
        value = case["claim"].get("value")
        if not value or isinstance(value, list):
            continue
        before = judged(case)["verdict"]
        for low, high in ((0.8, 1), (1, 1.25), (0.5, 1), (1, 2)):
            made = copy(case)
            made["claim"]["value"] = sorted([value * low, value * high])
            after = judged(made)["verdict"]
            assert after not in ("contradicted", "implausible") or before in (*ADVERSE, "basis_mismatch"), (case["id"], low, high)
