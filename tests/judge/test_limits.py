"""Physical and process limits on statements as texts make them: hard where verified, soft otherwise, silent on another material."""

import csv
from importlib.resources import files

import pytest

from reassay.pipeline import document, in_memory
from reassay.reference.limits import limits


def found(text):
    """(verdicts, names of checks that fired, what they said) on a text of one document."""
    made = in_memory([document(text + "\n", "a trade page", "2026-09-01", None, "x")], "2026-11-24")
    fired = {one.check for one in made.findings if one.outcome == "fires"}
    return {one.word for one in made.verdicts}, fired, [one.says for one in made.findings if one.outcome == "fires"]


HARD = [
    "The new sintered NdFeB magnet reaches an energy product of 70 MGOe.",
    "该烧结钕铁硼磁体最大磁能积达到70MGOe。",
    "The magnet has a remanence of 1.2 T and an energy product of 45 MGOe.",  # 36 MGOe is all that 1.2 T allows
    "The LaNi5 alloy has a hydrogen storage capacity of 1.9 wt%.",
    "镧镍储氢合金的储氢量达到1.9wt%。",
    "The rare-earth fuel cell reaches an efficiency of 97%.",
    "The rare earth recovery rate of the new plant is 104%.",
    "该生产线稀土回收率达到104%。",
    "The monazite concentrate has a grade of 82% REO.",
    "独居石精矿品位达到82%。",
    "The permanent-magnet motor, built with rare earths, has an efficiency of 101%.",
]
SOFT = [
    "The new sintered NdFeB magnet reaches an energy product of 62 MGOe.",
    "An N56 magnet of NdFeB has an energy product of 56 MGOe.",
    "该烧结钕铁硼磁体最大磁能积达到62MGOe。",
    "The SmCo magnet reaches an energy product of 38 MGOe.",
    "钐钴磁体的最大磁能积达到38MGOe。",
    "The rare earth hydrogen storage alloy has a storage capacity of 3.2 wt%.",
    "稀土储氢合金的储氢量达到3.2wt%。",
    "The fuel cell has an efficiency of 64%, its rare earth parts help.",
    "Microbes recover rare earths from tailings with a recovery rate of 76%.",
    "微生物法从尾矿中回收稀土，回收率达到76%。",
    "Bacteria leach rare earths from monazite with a recovery rate of 35%.",
    "A magnet in which half of the neodymium is replaced by cerium has an energy product of 52 MGOe.",
    "以铈替代一半的钕，钕铁硼磁体最大磁能积达到52MGOe。",
]
FINE = [
    "The new sintered NdFeB magnet reaches an energy product of 54 MGOe.",
    "The LaNi5 alloy has a hydrogen storage capacity of 1.4 wt%.",
    "该烧结钕铁硼磁体最大磁能积达到52MGOe。",
    "The rare earth recovery rate of the new plant is 92%.",
    "The magnesium hydride has a hydrogen storage capacity of 7 wt% with a rare earth catalyst.",
    "The rare earths in the fuel cell help it to an efficiency of 52%.",
    "The roasted bastnaesite concentrate has a grade of 85% REO.",
    "Acid leaching recovers rare earths from tailings with a recovery rate of 76%.",
    "A magnet in which 20% of the rare earth is cerium has an energy product of 45 MGOe.",
]


@pytest.mark.parametrize("text", HARD)
def test_beyond_a_verified_hard_limit(text):
    verdicts, fired, says = found(text)
    assert "beyond_limit" in fired or "part_exceeds_whole" in fired, says
    assert verdicts & {"implausible", "internally_inconsistent"}


@pytest.mark.parametrize("text", SOFT)
def test_beyond_what_was_published_is_a_soft_warning(text):
    verdicts, fired, _ = found(text)
    assert "beyond_best_published" in fired
    assert not verdicts & {"implausible", "contradicted", "internally_inconsistent"}


@pytest.mark.parametrize("text", FINE)
def test_within_the_limits_nothing_fires(text):
    _, fired, says = found(text)
    assert not fired & {"beyond_limit", "beyond_best_published"}, says


def test_fewer_stages_than_the_separation_factor_allows():
    over = "With a separation factor of 1.5 for Nd/Pr the plant makes neodymium oxide of 99.999% purity in 20 stages."
    assert "implausible" in found(over)[0]
    assert "beyond_limit" not in found(over.replace("20 stages", "120 stages"))[1]
    assert "beyond_limit" not in found(over.replace("With a separation factor of 1.5 for Nd/Pr the", "The"))[1]
    chinese = "镨钕分离系数为1.5，经20级萃取得到纯度99.999%的氧化钕。"
    assert "implausible" in found(chinese)[0]


def test_hydrogen_for_a_distance():
    text = "The hydrogen bicycle with a rare-earth hydride tank holds 5 g of hydrogen. The bicycle has a range of 60 km."
    assert "beyond_best_published" in found(text)[1]
    assert "beyond_best_published" not in found(text.replace("5 g", "40 g"))[1]


def test_no_unverified_row_is_hard():
    grades = {
        row["id"]: (row["kind"], row["grade"])
        for row in csv.DictReader(files("reassay.reference").joinpath("limits.csv").open(encoding="utf-8"))
    }
    assert len(limits()) > 35
    for limit in limits():
        kind, grade = grades[limit.id]
        assert limit.hard == (kind == "hard" and grade != "C"), limit.id
