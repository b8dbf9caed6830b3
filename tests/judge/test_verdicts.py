"""Verdicts: the first rule that matches; plans wait for their date; early agreement proves nothing; a broken check breaks nothing else."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from reassay.base.verdict import VERDICTS, Finding, Voices
from reassay.judge import bench, judge
from reassay.judge.intervals import interval
from reassay.judge.weigh import weigh
from tests.judge.values import claim, page, view

ALONE, AGREED, RELAYED = Voices(1, 1, 1, 0), Voices(2, 2, 2, 1), Voices(2, 2, 1, 0)


def word(findings=(), voices=ALONE, as_of="2026-11-23", **fields):
    document = page("nre")
    one = claim(document, **fields)
    made = [Finding(check, one.id, outcome, "says", suggests=suggests) for check, outcome, suggests in findings]
    verdict = weigh(one, made, voices, view([document], [one], as_of))
    return verdict.word, verdict.next_test_date


FIRES = [(f"check {n}", "fires", suggested) for n, suggested in enumerate(VERDICTS[1:7])]


@pytest.mark.parametrize("first", range(len(FIRES)))
def test_the_first_rule_that_matches_decides(first):
    assert word(reversed(FIRES[first:]), AGREED)[0] == VERDICTS[first + 1]


@pytest.mark.parametrize(
    ("findings", "voices", "expected"),
    [
        ([], ALONE, "company_reported_untested"),
        ([("part_exceeds_whole", "passes", None)], ALONE, "company_reported_consistent"),
        ([("part_exceeds_whole", "lacks", None)], ALONE, "company_reported_untested"),
        ([("only_one_voice", "fires", None)], ALONE, "company_reported_untested"),
        ([("part_exceeds_whole", "passes", None)], RELAYED, "same_voice_only"),
        ([("independent_voice", "fires", "corroborated")], AGREED, "corroborated"),
        ([("independent_voice", "fires", None)], AGREED, "company_reported_untested"),
        ([("stated_before_it_could_show", "fires", "not_testable_yet")], ALONE, "not_testable_yet"),
        ([("stated_before_it_could_show", "fires", "not_testable_yet")], AGREED, "not_testable_yet"),
        ([("sum_mismatch", "fires", "internally_inconsistent")], AGREED, "internally_inconsistent"),
    ],
)
def test_what_findings_and_voices_add_up_to(findings, voices, expected):
    assert word(findings, voices)[0] == expected


def test_a_plan_is_testable_from_the_day_after_its_date():
    assert word(period="2030", modality="planned") == ("not_a_testable_claim", "2031-01-01")
    assert word(period=None, modality="targeted") == ("not_a_testable_claim", None)
    assert word(period="2025", modality="planned", voices=ALONE)[0] == "company_reported_untested"
    assert word([("beyond_limit", "fires", "implausible")], period="2030", modality="forecast")[0] == "not_a_testable_claim"


@pytest.mark.parametrize(
    ("printed", "unit", "comparator", "low", "high"),
    [
        ("158", "count", "eq", "158", "158"),
        ("12.4", "t", "eq", "12.35", "12.45"),
        ("1,200", "t", "eq", "1195", "1205"),
        ("1,234", "t", "eq", "1233.5", "1234.5"),
        ("240,000", "t", "eq", "239500", "240500"),
        ("1,200", "t", "approx", "1140", "1260"),
        ("100", "t", "eq", "99.5", "100.5"),
    ],
)
def test_what_a_printed_number_may_stand_for(printed, unit, comparator, low, high):
    found = interval(claim(page("nre"), value=printed, unit=unit, comparator=comparator))
    assert found == (Decimal(low), Decimal(high))


def test_a_check_that_breaks_is_a_problem_and_the_others_go_on(monkeypatch):
    def breaks(claim, view):
        raise ZeroDivisionError("planted")

    real = bench.checks()
    broken = SimpleNamespace(name="planted", run=breaks, facts={})
    monkeypatch.setattr(bench, "checks", lambda: (broken, *real))
    document = page("nre")
    one = claim(document)
    found, verdict, failed = judge(one, view([document], [one]))
    assert verdict.word == "not_testable_yet"
    assert {finding.check for finding in found} >= {"only_one_voice", "stated_before_it_could_show"}
    assert [problem.what for problem in failed] == ["check planted failed: ZeroDivisionError: planted"]


def test_nothing_is_corroborated_without_a_voice_outside(monkeypatch):
    documents = [page(name) for name in ("nre", "baogang_daily", "rare_earth_exchanges", "Nobody Knows Weekly")]
    claims = [claim(document, metric="output", unit="t", value="1,234") for document in documents]
    for one in claims:
        assert judge(one, view(documents, claims))[1].word == "same_voice_only"
    survey = page("usgs_nmic")
    theirs = claim(survey, metric="output", unit="t", value="1,234")
    assert judge(claims[0], view([*documents, survey], [*claims, theirs]))[1].word == "corroborated"
