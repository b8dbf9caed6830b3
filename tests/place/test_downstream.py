"""Which end sectors a sentence is about, and how ready it tells a thing to be."""

import pytest

import reassay
from reassay.place.downstream import reach, rung, sectors


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The company supplies magnets for traction motors of electric vehicles.", ("ev",)),
        ("Permanent magnets of the jet engine are made at home.", ("aerospace",)),
        ("The missile needs samarium-cobalt magnets.", ("defence",)),
        ("A metal hydride tank holds hydrogen.", ("hydrogen_storage",)),
        ("The contrast agent was given to patients.", ("medical",)),
        ("A warm jacket of rare-earth fibre.", ("textile",)),
        ("Wheat yields rose with a rare-earth fertiliser.", ("agriculture",)),
        ("Bioleaching recovers rare earths from tailings.", ("recycling",)),
        ("A coreless motor for a humanoid robot.", ("micro_motors",)),
        ("A sonar of Terfenol-D, a giant magnetostrictive alloy.", ("defence", "magnetostrictive")),
        ("The quota for mining was 120,000 tonnes.", ()),
        ("The price of neodymium evened out.", ()),  # no word inside a word
        ("\u9a71\u52a8\u7535\u673a\u7528\u4e8e\u65b0\u80fd\u6e90\u6c7d\u8f66\u3002", ("ev",)),
        ("\u56fa\u6001\u50a8\u6c22\u88c5\u7f6e\u5df2\u793a\u8303\u3002", ("hydrogen_storage",)),
        ("\u7a00\u571f\u5fae\u80a5\u4f7f\u5c0f\u9ea6\u589e\u4ea7\u3002", ("agriculture",)),
        ("\u78c1\u81f4\u4f38\u7f29\u6362\u80fd\u5668\u3002", ("magnetostrictive",)),
        ("\u5f00\u91c7\u6307\u6807\u4e3a12\u4e07\u5428\u3002", ()),
    ],
)
def test_sectors_of_a_text(text, found):
    assert sectors(text) == found


@pytest.mark.parametrize(
    ("text", "language", "step"),
    [
        ("Example Oxides plans to produce 500 tonnes of recycled oxide in 2030.", "en", "announced"),
        ("Example Oxides runs a pilot line that produced 5 tonnes of recycled oxide in 2025.", "en", "demonstration"),
        ("Example Oxides produced 500 tonnes of recycled oxide in 2025.", "en", "commercial"),
        ("A demonstration plant of Example Oxides with a capacity of 50 tonnes is under construction.", "en", "under_construction"),
        ("\u6837\u4f8b\u516c\u53f82025\u5e74\u5efa\u62106\u6761\u793a\u8303\u7ebf\u3002", "zh", "demonstration"),
        (
            "\u6837\u4f8b\u516c\u53f82025\u5e74\u56de\u6536\u7a00\u571f\u6c27\u5316\u7269500\u5428\uff0c\u5df2\u91cf\u4ea7\u3002",
            "zh",
            "commercial",
        ),
    ],
)
def test_readiness_is_the_lowest_rung_that_is_told(text, language, step):
    claims = reassay.extract(text, language=language, published="2026-03-02")
    assert claims
    assert {rung(claim) for claim in claims} == {step}


def test_the_title_of_a_document_counts_where_the_sentence_names_no_sector():
    claim = reassay.extract("Example Cycles has put 3,000 of them on the streets.", language="en", published="2026-03-02")[0]
    assert reach(claim) is None
    assert reach(claim, "Bicycles that run on hydrogen").sectors == ("hydrogen_storage",)
    named = reassay.extract("Example Cycles sold 3,000 electric vehicles in 2025.", language="en", published="2026-03-02")[0]
    assert reach(named, "Bicycles that run on hydrogen").sectors == ("ev",)
