"""Odds beside verdicts: worked by hand, one contribution a voice, words from the number, and never a verdict changed; the two axes."""

import importlib
import json
from decimal import Decimal
from math import log
from pathlib import Path

import pytest

from reassay.base.odds import Contribution, Scale
from reassay.base.verdict import VERDICTS, Finding, Voices
from reassay.judge.bayes import against_history, against_inflation, weight_of
from reassay.judge.bench import checks
from reassay.judge.nowcast import Share
from reassay.judge.odds import band, estimated, logged, odds, once, scaled
from reassay.ledger import records
from reassay.reference.grammar import table
from reassay.trial import read, tried
from tests.judge.values import claim, page, view

weighing = importlib.import_module("reassay.judge.weigh")  # the package gives the function of that name
GIVEN = ("id", "language", "documents", "as_of", "evidence", "claim")
CASES = [json.loads(line) for line in Path("tests/corpus/verdicts/dev.jsonl").read_text("utf-8").splitlines()]
PLAIN = Scale(Decimal(0), Decimal(1), 0)
ELICITED = Scale(Decimal(0), Decimal("0.7"), 0)


def judged(case):
    return tried(read({name: case[name] for name in GIVEN})).verdict


VERDICTS_OF = {case["id"]: judged(case) for case in CASES}


@pytest.mark.parametrize(
    ("ratios", "probability", "shrunk"),
    [
        (("2.333",), "0.70", "0.64"),  # an own statement of accuracy .70
        (("2.333", "3.8"), "0.90", "0.82"),  # and an early look at a register
        (("2.333", "13"), "0.97", "0.92"),  # the same register, grown
        (("2.333", "0.01"), "0.10", "0.18"),  # a register that shows far too few: capped at 3
    ],
)
def test_the_worked_example_of_the_science_notes(ratios, probability, shrunk):
    """science.md, section 2.3: score and calibrated probability."""
    total = sum(logged(ratio) for ratio in ratios)
    assert str(estimated((), total, PLAIN).probability) == probability
    assert str(estimated((), total, ELICITED).probability) == shrunk


def test_a_register_that_agrees_by_hand():
    found = VERDICTS_OF["VD006"].odds  # ln 2 = .69, ln 9 = 2.20; 1 / (1 + exp(-.7 * 2.89)) = .883
    assert [str(one.odds) for one in sorted(found.parts, key=lambda one: one.odds) if one.odds] == ["0.69", "2.20"]
    assert (str(found.total), str(found.probability), found.band, found.confidence) == ("2.89", "0.88", "very likely", 88)
    assert not found.calibrated


def test_a_sum_that_does_not_add_up_by_hand():
    found = VERDICTS_OF["VD033"].odds  # ln 2 + ln .2 = .69 - 1.61 = -.92; 1 / (1 + exp(.644)) = .344
    assert (str(found.total), str(found.probability), found.band) == ("-0.92", "0.34", "unlikely")


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        ("0.01", "almost no chance"),
        ("0.05", "very unlikely"),
        ("0.19", "very unlikely"),
        ("0.20", "unlikely"),
        ("0.45", "roughly even chance"),
        ("0.55", "likely"),
        ("0.80", "very likely"),
        ("0.95", "almost certain"),
        ("0.99", "almost certain"),
    ],
)
def test_words_follow_from_the_number(chance, words):
    assert band(Decimal(chance)) == words


def test_no_estimate_is_certain():
    assert str(estimated((), Decimal(20), PLAIN).probability) == "0.99"
    assert str(estimated((), Decimal(-20), PLAIN).probability) == "0.01"


def test_of_one_voice_only_the_strongest_for_and_against_count():
    parts = [Contribution(f"item {n}", "a", Decimal(size), "why") for n, size in enumerate(("0.69", "2.20", "2.20", "-1.61", "-3.00"))]
    kept = once([*parts, Contribution("other", "b", Decimal("0.69"), "why")])
    assert sorted(str(one.odds) for one in kept if one.odds) == ["-3.00", "0.69", "2.20"]
    assert len(kept) == 6
    assert {one.why for one in kept if not one.odds} == {"adds nothing beyond its voice"}


def test_a_known_voice_adds_once_and_an_unknown_one_never():
    documents = [page(name) for name in ("nre", "baogang_daily", "usgs_nmic", "Nobody Knows Weekly")]
    claims = [claim(document, metric="output", unit="t", value="1,234") for document in documents]

    def total(count):
        return odds(claims[0], (), view(documents[:count], claims[:count])).total

    assert [str(total(count)) for count in (1, 2, 3, 4)] == ["0.69", "0.69", "1.38", "1.38"]


def test_odds_change_no_verdict(monkeypatch):
    extreme = estimated((), Decimal(-9), PLAIN)
    monkeypatch.setattr(weighing, "odds", lambda claim, findings, view: extreme)
    for case in CASES:
        found = judged(case)
        assert found.word == VERDICTS_OF[case["id"]].word
        assert found.odds is None or found.odds == extreme


def test_what_cannot_be_tested_has_no_probability():
    for verdict in VERDICTS_OF.values():
        assert (verdict.odds is None) == (verdict.word == "not_a_testable_claim")


def test_odds_point_where_the_verdict_does():
    for verdict in VERDICTS_OF.values():
        if verdict.word == "corroborated":
            assert verdict.odds.probability >= Decimal("0.8")
        if verdict.word in ("contradicted", "implausible"):
            assert verdict.odds.probability <= Decimal("0.2")


def test_contributions_add_up_and_survive_the_ledger():
    for verdict in VERDICTS_OF.values():
        if verdict.odds:
            assert verdict.odds.total == sum(one.odds for one in verdict.odds.parts)
            assert all(abs(one.odds) <= 3 and one.why and one.voice for one in verdict.odds.parts)
        assert records.verdict(records.dump(verdict)) == verdict


def test_the_scale_is_elicited_until_enough_claims_were_adjudicated():
    known = view([page("nre")], [])
    few, enough = Scale(Decimal(0), Decimal("1.3"), 99), Scale(Decimal("0.1"), Decimal("1.3"), 100)
    known.scale = few
    assert scaled(known) == Scale(Decimal(0), Decimal("0.7"), 99)
    assert not estimated((), Decimal(1), scaled(known)).calibrated
    known.scale = enough
    assert scaled(known) == enough
    assert estimated((), Decimal(1), scaled(known)).calibrated


def test_every_weight_belongs_to_something_and_says_why():
    rows = table("odds.toml")
    assert set(rows["check"]) <= {one.name for one in checks()}
    assert set(rows["argues"]) == set(VERDICTS[1:10]) - {"corroborated"}
    for row in (*rows["check"].values(), *rows["argues"].values(), *rows["voice"].values()):
        assert row["why"]
    assert rows["rule"]["grade"] == "elicited"
    assert rows["rule"]["source"]


def test_the_label_follows_from_the_two_axes():
    for verdict in VERDICTS_OF.values():
        assert verdict.word == weighing.label(verdict.outcome, verdict.independence)


def test_every_pair_of_axes_has_one_label_and_only_an_outside_voice_corroborates():
    pairs = {
        (name, stands): weighing.label(name, stands) for name in weighing.outcomes() for stands in table("verdicts.toml")["independence"]
    }
    assert set(pairs.values()) == set(VERDICTS)
    assert [pair for pair, word in pairs.items() if word == "corroborated"] == [("agrees", "outside")]
    assert [one["suggested"] for one in weighing.outcomes().values() if "suggested" in one] == list(VERDICTS[:10])


def test_agreement_without_an_outside_voice_is_never_corroboration():
    document = page("nre")
    one = claim(document)
    agrees = Finding("independent_voice", one.id, "fires", "says", suggests="corroborated")
    inside = Voices(2, 2, 1, 0)
    assert weighing.weigh(one, [agrees], inside, view([document], [one])).word == "same_voice_only"


@pytest.mark.parametrize(
    ("visible", "history", "inflated"),
    [(60, "0.01", "0.002"), (80, "0.48", "0.51"), (100, "3.8", "1.5e+05"), (112, "2.0", None), (124, "0.00", None)],
)
def test_bayes_factors_of_the_science_notes(visible, history, inflated):
    """science.md, section 1.5: 125 inventions claimed, share Beta of mean .797 worth 40, history of 133.5 a year worth 10."""
    part = Share(0.797 * 40, 0.203 * 40)
    found = against_history(visible, 125, part, 133.5)
    assert (f"{found:.2f}" if found < 1 else f"{found:.1f}") == history
    against = against_inflation(visible, 125, part)
    assert against > 1e30 if inflated is None else f"{against:.2g}" == f"{float(inflated):.2g}"
    assert float(weight_of(found)) == pytest.approx(min(max(log(found), -3), 3), abs=0.006)


def test_a_finding_may_bring_its_own_weight_and_no_more_than_the_cap():
    document = page("nre")
    one = claim(document)

    def total(size, **more):
        found = Finding("seen", one.id, "passes", "says", (("log odds", Decimal(size)),), names=("CNIPA",), **more)
        return str(odds(one, (found,), view([document], [one])).total)

    assert total("1.34") == "2.03"  # with the own statement's .69
    assert total("-9") == "-2.31"
    assert total("9") == "3.69"


@pytest.mark.parametrize(
    ("visible", "word", "total"), [(60, "contradicted", "-2.31"), (290, "not_testable_yet", "0.69"), (300, "not_testable_yet", "0.69")]
)
def test_before_a_register_must_show_only_a_shortfall_that_could_show_has_weight(visible, word, total):
    row = {"subject": "Stonefield Oxides", "metric": "patents_filed", "value": visible, "unit": "count", "period": "2024"}
    row |= {"publisher": "CNIPA register", "lineage": "lineage:cnipa"}
    row |= {"valid_date": "2026-04-20", "published_date": "2026-04-20", "retrieved_date": "2026-04-21"}
    text = "In 2024 Stonefield Oxides filed 300 invention patents."
    page_of = {"id": "d", "publisher": "Stonefield Oxides", "published": "2025-03-01", "language": "en", "text": text}
    told = {"document": "d", "quote": "300", "subject": "Stonefield Oxides", "metric": "patents_filed", "value": 300, "unit": "count"}
    told |= {"comparator": "eq", "period": "2024", "modality": "achieved"}
    evidence = [{"kind": "patents", "rows": [row]}]
    case = {"id": "early", "language": "en", "documents": [page_of], "as_of": "2026-05-01", "evidence": evidence, "claim": told}
    found = judged(case)
    assert (found.word, str(found.odds.total)) == (word, total)
