"""Track records: what counts, what counts once, what never counts, and what few cases allow to say."""

from dataclasses import replace

import pytest

from reassay.base.verdict import Review, Verdict, Voices
from reassay.judge.beta import distribution, jeffreys, quantile
from reassay.judge.record import newest, settled, track, tracks
from tests.judge.values import claim, page, view


@pytest.mark.parametrize(
    ("a", "b", "x", "at_most"), [(2, 1, 0.5, 0.25), (1, 1, 0.3, 0.3), (1, 3, 0.5, 0.875), (7, 1, 0.5, 0.5**7), (2, 2, 0.5, 0.5)]
)
def test_the_beta_distribution_where_it_has_a_formula(a, b, x, at_most):
    assert distribution(x, a, b) == pytest.approx(at_most, abs=1e-12)
    assert quantile(at_most, a, b) == pytest.approx(x, abs=1e-9)


@pytest.mark.parametrize(
    ("held", "count", "low", "high"),
    [(0, 10, 0, 0.217), (5, 10, 0.224, 0.776), (10, 10, 0.783, 1)],  # as tabled for Jeffreys' interval, to three places
)
def test_intervals_of_few_cases(held, count, low, high):
    assert jeffreys(held, count) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize(
    ("agreed", "disagreed", "grade"),
    [(4, 0, "F"), (5, 0, "C"), (20, 0, "A"), (0, 5, "E"), (10, 1, "C"), (30, 3, "B")],
)
def test_the_grade_goes_by_the_cautious_end(agreed, disagreed, grade):
    """5 of 5: Beta(7, 1), lower end .1 ** (1 / 7) = .72; 20 of 20: Beta(22, 1), .1 ** (1 / 22) = .901; fewer than five: none."""
    found = track("voice", "output", ["corroborated"] * agreed + ["contradicted"] * disagreed)
    assert found.grade == grade
    assert found.tested == agreed + disagreed


def judged(one, word, origin="nre", as_of="2026-03-01"):
    return Verdict(one.id, word, as_of, voices=Voices(1, 1, 1, 0, (), origin))


def records(pages, words, reviews=(), **fields):
    claims = [claim(one, value=str(100 + 7 * n), period=str(2015 + n), **fields) for n, one in enumerate(pages)]
    verdicts = {one.id: judged(one, word) for one, word in zip(claims, words, strict=True)}
    told = {one.id: Review(one.id, outcome, "2026-04-01", "register") for one, outcome in zip(claims, reviews, strict=False)}
    return tracks(verdicts, told, view(pages, claims))


def pages(count):
    return [page("nre", f"20{16 + n}-03-01", f"report {n}") for n in range(count)]


def test_what_became_of_claims_is_counted_by_its_kind():
    words = ["corroborated", "contradicted", "restated", "internally_inconsistent", "not_testable_yet", "implausible"]
    (found,) = records(pages(6), words)
    assert (found.claimant, found.metric, found.told) == ("nre", "patents_filed", 6)
    assert (found.agreed, found.disagreed, found.restated, found.unfit, found.tested) == (1, 2, 1, 1, 3)
    assert found.share == pytest.approx(jeffreys(1, 3))


def test_a_person_beats_the_machine_and_undecided_changes_nothing():
    (found,) = records(pages(3), ["contradicted", "corroborated", "contradicted"], ["held", "failed", "undecided"])
    assert (found.agreed, found.disagreed) == (1, 2)


def test_a_thing_told_again_counts_once_and_by_its_worst_end():
    documents = [page("nre", "2026-02-01", "report"), page("nre", "2026-03-01", "again"), page("nre", "2026-04-01", "once more")]
    claims = [claim(one) for one in documents]
    verdicts = {one.id: judged(one, word) for one, word in zip(claims, ["corroborated", "restated", "corroborated"], strict=True)}
    (found,) = tracks(verdicts, {}, view(documents, claims))
    assert (found.told, found.restated, found.agreed) == (1, 1, 0)


def test_constructed_examples_enter_no_record():
    real = page("nre", "2026-02-01", "real")
    built = replace(page("nre", "2025-02-01", "built"), wording="constructed")
    invented = replace(page("nre", "2024-02-01", "invented"), source=replace(real.source, constructed=True))
    documents = [real, built, invented]
    (found,) = records(documents, ["corroborated", "contradicted", "contradicted"])
    assert (found.told, found.agreed, found.disagreed) == (1, 1, 0)
    assert records([built, invented], ["contradicted", "contradicted"]) == []


def test_voices_and_metrics_are_apart():
    documents = pages(2)
    claims = [claim(documents[0]), claim(documents[1], metric="output", unit="t")]
    verdicts = {claims[0].id: judged(claims[0], "corroborated"), claims[1].id: judged(claims[1], "contradicted", "usgs_nmic")}
    found = tracks(verdicts, {}, view(documents, claims))
    assert [(one.claimant, one.metric, one.agreed, one.disagreed) for one in found] == [
        ("nre", "patents_filed", 1, 0),
        ("usgs_nmic", "output", 0, 1),
    ]


def test_what_is_later_than_the_date_does_not_exist():
    one = claim(page("nre"))
    verdicts = [judged(one, "not_testable_yet", as_of="2026-01-01"), judged(one, "corroborated", as_of="2027-01-01")]
    assert newest(verdicts, "2026-06-01")[one.id].word == "not_testable_yet"
    assert newest(verdicts, "2027-06-01")[one.id].word == "corroborated"
    later = [Review(one.id, "held", "2027-02-01", "register")]
    assert settled(later, "2027-01-31") == {}
    assert settled(later, "2027-02-01")[one.id].outcome == "held"


def test_the_newest_review_counts_and_two_that_differ_on_one_day_decide_nothing():
    first, second = Review("c1", "held", "2026-02-01", "a"), Review("c1", "failed", "2026-03-01", "b")
    assert settled([second, first], "2026-12-31")["c1"].outcome == "failed"
    for order in ((first, replace(second, decided="2026-02-01")), (replace(second, decided="2026-02-01"), first)):
        assert settled(order, "2026-12-31")["c1"].outcome == "undecided"
