"""Tables as people lay them out: bars, tabs, columns of spaces, a page's text layer; units and periods from captions and headers."""

import pytest

import reassay

STATEMENT = """Example Magnets results, 2025

(in thousands of US dollars, except per share data)

                          2025       2024     Change
Revenue                146,600    119,800     +22.4%
Net loss                (1,900)    (2,400)
Loss per share          (0.04)     (0.05)
Capital expenditure      12,300      9,800     +25.5%
"""
LAYER = """Operating data Q3 2025 Q3 2024 Change
Mine output (t) 12,400 11,200 +10.7%
Sales revenue (A$m) 146.6 119.8 -2.4%
Average price (A$/kg) 43.1 40.2 +7.2%
"""
YEARS = """Production by year

| Year | Mine output (t REO) | Recovery, % |
|---|---|---|
| 2022 | 210,000 | 70 |
| 2023 | 240,000 | 69.5 |
"""
FACTS = "Key facts\n| Capacity | 2,000 t/a |\n| Investment | US$45m |\n| Employees | 120 |\n"
TRIPLES = "Name\tValue\tUnit\nCapacity\t3,000\tt/a\nRecovery\t92\t%\nCapex\t45\tUS$ million\n"
PRICES = """Oxide prices, 3 March 2025 (US$/kg)

Product            Low    High   Average   Change
Neodymium oxide    55.0   57.0   56.0      +0.5
Dysprosium oxide   230    240    235       -5.0
"""
ACCOUNTS = """示例稀土2025年主要经营指标
单位：万元

| 项目 | 2025年 | 2024年 | 同比增减 |
|---|---|---|---|
| 营业收入 | 14,660 | 11,980 | 22.4% |
| 净利润 | -190 | 240 | -179.2% |
"""
QUOTES = """2025年3月3日稀土价格（单位：万元/吨）

品名    最低价    最高价    均价    涨跌
氧化镨钕    41.5    42.0    41.75    +0.25
氧化镝    168    170    169    -1
"""
LENT = """示例集团2025年3月挂牌价（万元/吨）
· 氧化钐 2.8~2.85；氧化铕 20.5~21
"""

WANTED = [
    ("en", STATEMENT, "revenue", 146600000, "USD", "2025"),
    ("en", STATEMENT, "revenue", 119800000, "USD", "2024"),
    ("en", STATEMENT, "growth_rate", 0.224, "ratio", "2025"),
    ("en", STATEMENT, "profit", -1900000, "USD", "2025"),
    ("en", STATEMENT, "earnings_per_share", -0.05, "USD/share", "2024"),
    ("en", LAYER, "output", 11200, "t", "2024Q3"),
    ("en", LAYER, "revenue", 146600000, "AUD", "2025Q3"),
    ("en", LAYER, "growth_rate", -0.024, "ratio", "2025Q3"),
    ("en", LAYER, "price", 43.1, "AUD/kg", "2025Q3"),
    ("en", YEARS, "output", 240000, "t", "2023"),
    ("en", YEARS, "recovery_rate", 0.7, "ratio", "2022"),
    ("en", FACTS, "capacity", 2000, "t/a", None),
    ("en", FACTS, "headcount", 120, "count", None),
    ("en", TRIPLES, "investment", 45000000, "USD", None),
    ("en", TRIPLES, "recovery_rate", 0.92, "ratio", None),
    ("en", PRICES, "price", 55, "USD/kg", "2025-03-03"),
    ("en", PRICES, "price_change", -5, "USD/kg", "2025-03-03"),
    ("zh", ACCOUNTS, "revenue", 119800000, "CNY", "2024"),
    ("zh", ACCOUNTS, "profit", -1900000, "CNY", "2025"),
    ("zh", ACCOUNTS, "growth_rate", -1.792, "ratio", "2025"),
    ("zh", QUOTES, "price", 1690000, "CNY/t", "2025-03-03"),
    ("zh", QUOTES, "price_change", 2500, "CNY/t", "2025-03-03"),
    ("zh", LENT, "price", [205000, 210000], "CNY/t", "2025-03"),
]


@pytest.mark.parametrize(("language", "text", "metric", "value", "unit", "period"), WANTED)
def test_a_cell_is_read_with_what_its_table_says_of_it(language, text, metric, value, unit, period):
    claims = reassay.extract(text, language=language)
    found = {(c.metric, str(c.quantity.json()), c.quantity.unit, c.period.text if c.period else None) for c in claims if c.quantity}
    assert (metric, str(value), unit, period) in found, sorted(found, key=str)


def test_bases_of_rows_follow_their_labels():
    claims = reassay.extract(QUOTES, language="zh")
    assert {claim.quantity.basis for claim in claims if claim.metric == "price"} == {"REO"}


def test_prose_with_double_spaces_is_no_table():
    text = "Output rose to 3,200 tonnes in 2024.  Sales came to 2,900 tonnes.\nProfit fell by 12% to $4 million.  Staff number 120.\n"
    assert {(c.metric, c.quantity.json()) for c in reassay.extract(text, language="en")} >= {("output", 3200), ("profit", 4000000)}


def test_a_bracket_that_is_never_closed_makes_no_fall():
    table = "Growth by unit\n\n| Unit | Change |\n|---|---|\n| Magnets | (60% |\n| Alloys | (5%) |"
    claims = reassay.extract(table, language="en")
    assert [str(claim.quantity.low) for claim in claims] == ["0.6", "-0.05"]
    assert all(claim.at("value").within(claim.span) for claim in claims)


BROKER = """Example Magnets: estimates

Year to Dec          2023A    2024A    2025E
Revenue (A$m)        412      468      655
EPS (A¢)             6.6      6.2      13.1
"""
SHEET = """Example Magnets: safety

| Metric | Unit | 2024 |
|---|---|---|
| TRIFR | per million hours | 2.1 |
"""
FIGURES = """Karst Ridge mine in figures

Mine life: 26 years
Post-tax NPV (8%): US$1.35 billion
Density (g/cm3) 7.55
"""


def told(text: str) -> list[tuple[str, float, str]]:
    """Metric, value and unit of every claim with a number."""
    return [(one.metric, float(one.quantity.low), one.quantity.unit) for one in reassay.extract(text, language="en") if one.quantity]


def test_years_of_a_broker_and_cents_in_a_label():
    found = [one for one in reassay.extract(BROKER, language="en") if one.quantity]
    assert ("earnings_per_share", 0.066, "AUD/share") in told(BROKER)
    assert [one.period.text for one in found if one.metric == "revenue"] == ["2023", "2024", "2025"]


def test_a_rate_of_accidents_named_by_its_row():
    assert told(SHEET) == [("injury_rate", 2.1, "per million h")]


def test_lines_of_label_and_value():
    found = told(FIGURES)
    assert ("duration", 26.0, "a") in found
    assert ("other:density", 7.55, "g/cm3") in found
    assert not any(metric == "other:share" for metric, _, _ in found)  # the discount rate is no claim


SEMICOLONS = "Magnet exports from Norland, tonnes\n\nYear;Volume;Value (US$ million)\n2021;4,120;231\n2022;4,870;296\n"
STAFF = """Example Magnets: employees at year end

                     2024     2023
Mining                412      398
Processing            530      501
"""
BRIEF = """Example Magnets: March quarter 2025

NdPr production 1,511 tonnes
Closing cash A$248.5m
Jobs: 250
"""


def test_semicolons_part_cells():
    assert ("export_volume", 4120.0, "t") in told(SEMICOLONS)
    assert ("export_value", 231e6, "USD") in told(SEMICOLONS)


def test_the_heading_says_what_bare_rows_count():
    assert ("headcount", 412.0, "count") in told(STAFF)


def test_label_lines_and_the_quarter_of_the_title():
    found = {one.metric: one for one in reassay.extract(BRIEF, language="en") if one.quantity}
    assert found["output"].period.text == "2025Q1"
    assert found["other:cash balance"].quantity.low == 248_500_000
    assert found["headcount"].quantity.low == 250
