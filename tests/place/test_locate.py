"""Where a claim stands on the value chain, and what else it may belong to, best first."""

import reassay
from reassay.place.locate import locate, ranked


def only(text, **more):
    return reassay.extract(text, published="2026-03-02", **more)[0]


def test_the_choice_of_the_reader_stands_first_and_others_are_kept():
    claim = only("Northern Rare Earth produced 1,200 tonnes of sintered magnets from recycled scrap in 2025.", language="en")
    stages = dict(ranked(claim))
    assert next(iter(stages)) == claim.stage == locate(claim)
    assert {"alloy_magnet", "recycling"} <= set(stages)
    assert "company" in stages.values()  # what a register knows of it comes last
    assert list(stages.values()) == sorted(stages.values(), key=["read", "metric", "object", "clause", "company"].index)


def test_a_claim_that_nothing_places_may_belong_to_what_its_company_does():
    claim = only("Northern Rare Earth is advancing six demonstration production lines.", language="en")
    assert locate(claim) is None
    assert {why for _, why in ranked(claim)} == {"company"}
    assert ("separation", "company") in ranked(claim)
    nobody = only("Stonefield Works is advancing six demonstration production lines.", language="en")
    assert ranked(nobody) == ()
