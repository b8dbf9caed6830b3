"""Projects and products on the ladder of readiness: demonstration lines are demonstration lines, whatever stands around them."""

import pytest

import reassay
from reassay.place.ladder import projects

ZH = "样例公司2025年推出新产品6种，投用新装备4套，正在推进示范产线6条。"


def steps(text, language="en", **kinds):
    claims = reassay.extract(text, language=language, published="2026-03-02")
    assert claims
    made = projects(claims, kinds)
    return {(one.who, one.kind): [rung for rung, _ in one.steps] for one in made}, claims


@pytest.mark.parametrize(
    ("text", "language"),
    [("Example Oxides is advancing six demonstration production lines.", "en"), (ZH, "zh")],
)
def test_six_demonstration_lines_are_seen_as_what_they_are(text, language):
    found, claims = steps(text, language)
    lines = {key: rungs for key, rungs in found.items() if key[1] == "lines_built"}
    assert list(lines.values()) == [["demonstration"]]
    assert [int(claim.quantity.low) for claim in claims if claim.metric == "lines_built"] == [6]
    assert not [key for key in found if key[1] in ("products_launched", "equipment_deployed")]  # the word stands in another clause


def test_a_project_is_followed_over_its_rungs():
    text = (
        "Example Magnets plans to produce 500 tonnes of magnets in 2030. "
        "The magnet plant of Example Magnets with a capacity of 50 tonnes is under construction. "
        "Example Magnets produced 5 tonnes of magnets in 2025."
    )
    found, _ = steps(text)
    assert found["example magnets", "alloy_magnet"] == ["announced", "under_construction", "commercial"]


def test_what_a_country_produces_is_no_project():
    found, _ = steps("China produced 240,000 tonnes of rare earth oxides in 2023.")
    assert not found


def test_shares_patents_and_prices_are_no_projects():
    found, _ = steps(
        "Example Oxides filed 158 patent applications from its laboratory in 2025. Its oxide was sold at 400,000 yuan a tonne."
    )
    assert not found
