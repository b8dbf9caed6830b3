"""What the bundled facts make of real statements: agreed, denied, replaced by a later edition, not public, or none of their business."""

import datetime as dt
from decimal import Decimal

import pytest

from reassay.judge.rows import places
from reassay.pipeline import document, in_memory
from reassay.reference.bundled import CHECKED, UNVERIFIED, bundled, same
from reassay.reference.register import fold, rows

AS_OF = "2026-11-24"


def verdicts(text, publisher="a trade page", as_of=AS_OF, published="2026-09-01"):
    """(verdict, number) of every claim with a number that a text of one document gives."""
    found = in_memory([document(text + "\n", publisher, published, None, "x")], as_of)
    words = {one.claim: one.word for one in found.verdicts}
    return [(words[claim.id], claim.quantity.low) for claim in found.claims if claim.quantity is not None], found


def word(text, **more):
    """The verdict on a text's first number."""
    found, _ = verdicts(text, **more)
    assert found, f"no claim read in: {text}"
    return found[0][0]


AGREED = [
    "China's 2024 rare-earth mining quota was 270,000 tonnes.",
    "China's 2024 quota for smelting and separation was 254,000 tonnes.",
    "China's first batch of rare-earth mining quota for 2024 was 135,000 tonnes.",
    "China's heavy rare-earth quota for 2024 was 19,150 tonnes.",
    "China's rare-earth mining quota rose by 5.9% in 2024.",
    "Northern Rare Earth received a rare-earth mining quota of 100,350 tonnes in 2021.",
    "In November 2024 ISO/TC 298, the rare earth committee, had published 12 standards.",
    "Neodymium oxide averaged $56 per kilogram in 2024.",
    "Australia mined 29,000 tonnes of rare earths in 2024.",
    "Neodymium oxide sold for $77 per kilogram in 2012.",  # printed as a range
    "China held rare earth reserves of 44 million tonnes in 2025.",
    "China refined 91% of the world's magnet rare earths in 2024.",
    "2024年全国稀土开采总量控制指标为27万吨。",
    "2024年我国稀土冶炼分离总量控制指标为25.4万吨。",
    "2024年第一批稀土开采指标为13.5万吨。",
    "2024年中国中重稀土开采指标为19150吨。",
    "2024年稀土开采总量控制指标同比增长5.9%。",
    "2021年北方稀土获得矿产品指标100350吨。",
    "截至2024年11月，ISO/TC 298稀土标准化技术委员会已发布12项国际标准。",
    "2024年氧化钕平均价格为每公斤56美元。",
    "2024年美国稀土产量为4.55万吨。",
    "2024年中国占全球稀土精炼产量的91%。",
]
DENIED = [
    "The 2023 rare-earth mining quota of China was 300,000 tonnes.",
    "China's rare-earth mining quota rose by 12.5% in 2024.",
    "Neodymium oxide averaged $98 per kilogram in 2024.",
    "2023年全国稀土矿产品指标为30万吨。",
    "2024年我国稀土冶炼分离总量控制指标为29万吨。",
]
REPLACED = [
    "China mined 240,000 tonnes of rare earths in 2023 according to USGS.",
    "Myanmar produced 31,000 tonnes of rare earths in 2024.",
    "World mine production of rare earths was 390,000 tonnes in 2024.",
    "Brazil's rare earth reserves are 21 million tonnes in 2025.",
    "据美国地质调查局统计，2023年中国稀土产量为24万吨。",
    "2024年缅甸稀土产量为3.1万吨。",
]
UNPUBLISHED = ["China's rare-earth mining quota for 2025 was 285,000 tonnes.", "2025年全国稀土开采指标为28.5万吨。"]
SILENT = [  # figures beside the bundled ones, of another thing: saying nothing is right
    "China exported 55,431 tonnes of rare earths in 2024.",
    "China produced 240,000 tonnes of NdFeB magnets in 2024.",
    "China produced 4,000 tonnes of dysprosium oxide in 2024.",
    "China produced 60% of the world's lanthanum in 2024.",
    "The United States produced 1,300 tonnes of NdPr oxide in 2024.",
    "China mined 20,000 tonnes of rare earths in January 2024.",
    "中国2024年稀土永磁产量为24万吨。",
    "2024年中国氧化镝产量为4000吨。",
]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *((one, "corroborated") for one in AGREED),
        *((one, "contradicted") for one in DENIED),
        *((one, "restated") for one in REPLACED),
        *((one, "no_public_reference") for one in UNPUBLISHED),
    ],
)
def test_a_statement_that_the_facts_decide(text, wanted):
    assert word(text) == wanted


@pytest.mark.parametrize("text", SILENT)
def test_a_statement_of_another_thing_is_left_alone(text):
    assert word(text) in ("company_reported_untested", "company_reported_consistent")


def test_baskets_that_differ_are_a_matter_of_scope():
    """Share of magnet rare earths mined (IEA), of all rare earths mined (USGS), refined: one number holds over one of them only."""
    assert word("China mined 60% of the world's rare earths in 2024.") == "scope_dependent"
    assert word("China controls 90% of the world's rare earth market in 2024.") == "scope_dependent"


def test_a_batch_is_not_the_year():
    assert word("China's second batch of rare-earth mining quota for 2023 was 255,000 tonnes.") == "contradicted"
    found, _ = verdicts("2023年前两批全国稀土开采指标合计24万吨。")
    assert ("corroborated", 240000) in found


def test_a_table_is_no_second_voice_for_the_house_that_printed_it():
    """The USGS cannot corroborate itself, nor a text that says it took the figure from there; the ministry's quota neither."""
    for text, publisher in (
        ("Australia mined 29,000 tonnes of rare earths in 2024.", "USGS NMIC"),
        ("Australia mined 29,000 tonnes of rare earths in 2024, the USGS says.", "a trade page"),
        ("2024年全国稀土开采总量控制指标为27万吨。", "MIIT"),
        ("China mined 270,000 tonnes of rare earths in 2025.", "MIIT"),  # what the USGS prints for China is the ministry's quota
    ):
        _, found = verdicts(text, publisher=publisher)
        assert [one.word for one in found.verdicts] == ["same_voice_only"], text
        assert found.verdicts[0].voices.external == 0


def test_facts_are_known_from_the_day_they_were_published():
    text = "Australia mined 13,000 tonnes of rare earths in 2024."
    assert word(text, as_of="2025-01-30") == "company_reported_untested"
    assert word(text, as_of="2025-06-01") == "corroborated"
    assert word(text, as_of="2026-02-06") == "restated"


def test_an_unverified_figure_is_named_and_judges_nothing():
    (verdict, number), found = verdicts("Northern Rare Earth's rare-earth mining quota for 2024 was 188,650 tonnes.")[0][0], None
    assert (verdict, number) == ("company_reported_untested", 188650)
    _, found = verdicts("Northern Rare Earth's rare-earth mining quota for 2024 was 199,000 tonnes.")
    lacking = [one for one in found.findings if one.check == "register_agrees"]
    assert [(one.outcome, one.evidence) for one in lacking] == [("lacks", ())]
    assert "MIIT/MNR" in lacking[0].lacks[0]
    assert [one.word for one in found.verdicts] == ["company_reported_untested"]


def test_an_imported_row_stands_in_the_place_of_the_bundled_one():
    mine = next(row for row in bundled() if row.values.get("subject") == "Australia" and row.values["period"] == "2024")
    other = type(mine)(**{name: getattr(mine, name) for name in mine.__slots__} | {"values": dict(mine.values) | {"value": "7"}})
    assert same(mine) == same(other)
    found = in_memory([document("Australia mined 7 tonnes of rare earths in 2024.\n", "a page", "2026-09-01", None, "x")], AS_OF, [other])
    kept = [row for row in found.evidence if same(row) == same(mine)]
    assert [row.values["value"] for row in kept] == ["7"]


def test_every_row_says_where_it_comes_from():
    roots = {row["id"] for row in rows("facts/lineages.csv")}
    assert len(bundled()) > 900
    for row in bundled():
        assert row.licence, row
        assert row.publisher, row
        assert row.lineage in roots, row.lineage
        assert row.values["confidence"] in "ABCD"
        assert (row.kind == UNVERIFIED) == (row.values["confidence"] == "C")
        assert dt.date.fromisoformat(row.retrieved_date) <= dt.date.fromisoformat(CHECKED)
        assert row.url or row.kind == UNVERIFIED or "MCS20" in str(row.values.get("vintage")), row
        if row.values["value"] is not None and row.kind != "standards":
            assert Decimal(str(row.values["value"])) >= 0
    twice = [(same(row), row.values.get("scope"), row.values.get("note")) for row in bundled()]
    assert len(set(twice)) == len(twice)


def test_the_usgs_figure_for_china_is_the_quota():
    figures = [row for row in bundled() if row.publisher == "USGS" and row.values.get("metric") == "output"]
    rows_of_china = [row for row in figures if row.values["subject"] == "China"]
    assert {row.lineage for row in rows_of_china if row.values["period"] > "2010"} == {"lineage:miit-quota"}
    from_customs = {row.values["subject"] for row in bundled() if row.lineage == "lineage:cn-customs"}
    assert {"Burma", "Vietnam", "Thailand", "Malaysia", "Madagascar", "Australia"} <= from_customs


def test_groups_and_parts_fit_the_nation():
    """No group has more than the nation in any batch, and light and ionic ore add up to the whole where both are given."""
    quotas = [row.values for row in bundled() if row.kind == "quota" and row.values["value"] is not None]
    nation = {(one["period"], one["part"]): Decimal(one["value"]) for one in quotas if one["scope"] == "national"}
    for one in quotas:
        if one["scope"] == "group" and (one["period"], one["part"]) in nation:
            assert Decimal(one["value"]) <= nation[one["period"], one["part"]], one
    for (period, part), value in nation.items():
        if part == "light rock ore" and (period, "ionic ore (medium and heavy)") in nation:
            assert value + nation[period, "ionic ore (medium and heavy)"] == nation[period, "total"], period


def test_every_country_of_the_tables_has_its_names_in_both_languages():
    named = {
        fold(str(row.values["subject"])) for row in bundled() if row.publisher == "USGS" and row.values["metric"] in ("output", "reserves")
    }
    assert named - set(places()) <= {fold("Other countries"), fold("Other")} | set(), sorted(named - set(places()))
