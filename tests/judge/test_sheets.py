"""Every check has its sheet: a firing, a passing or lacking and a silent or near-miss specimen, in English and in Chinese."""

import re
from pathlib import Path

import pytest

import reassay.judge.checks
from reassay.judge.bench import checks

FOLDER = Path(reassay.judge.checks.__file__).parent
EXPECTED = re.compile(r"^```findings\n(.*?)^```", re.M | re.S)
NAMED = (
    "beyond_limit",
    "cumulative_falls",
    "growth_mismatch",
    "only_one_voice",
    "part_exceeds_whole",
    "quietly_restated",
    "rounded_away",
    "stated_before_it_could_show",
    "sum_mismatch",
    "unit_slip",
)


def test_the_first_drawer_is_complete():
    assert set(NAMED) <= {one.name for one in checks()}


@pytest.mark.parametrize("name", [one.name for one in checks()])
def test_a_sheet_shows_both_sides_in_both_languages(name):
    text = FOLDER.joinpath(f"{name}.md").read_text("utf-8")
    outcomes = [body.split()[:1] for body in EXPECTED.findall(text)]
    assert ["fires"] in outcomes
    assert any(found != ["fires"] for found in outcomes)
    assert "```en" in text
    assert "```zh" in text
