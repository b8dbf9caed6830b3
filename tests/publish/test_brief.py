"""The brief of a small fixed assay: its bytes, what a reader relies on, what its linter refuses, what changed since."""

import re
from dataclasses import replace
from decimal import Decimal
from importlib.resources import files

import pytest

from reassay.base.errors import ReassayError
from reassay.base.verdict import VERDICTS as VERDICT_WORDS
from reassay.base.verdict import Finding, Voices
from reassay.publish.beside import credibility
from reassay.publish.linter import check, lint
from reassay.publish.narrow import narrow
from reassay.publish.render import changed, render
from reassay.publish.sentence import Part, Sentence, refs
from reassay.publish.wording import QUOTE, bare, excerpt, rendering
from reassay.reference.cards import metrics
from reassay.reference.grammar import table
from tests.publish.fixed import ASSAY, BIO, CLAIMS, FILED, FINDINGS, FOLDER, ODDS, PLAN, TOTAL, VERDICTS, VIEW, golden, made, pages

KNOWN = {one.id: one for group in (CLAIMS, FINDINGS, VERDICTS, ASSAY.documents) for one in group}


@pytest.mark.parametrize("name", ["brief.md", "brief.html", "plots.json"])
def test_the_brief_is_the_golden_one(name):
    again = "python -m tests.publish.fixed writes it anew; read the difference before committing it"
    assert golden()[name] == FOLDER.joinpath(name).read_text("utf-8"), again


def test_every_reference_leads_somewhere():
    page = pages()["brief.html"]
    ids = set(re.findall(r'id="(c\d+)"', page))
    assert set(re.findall(r'href="#(c\d+)"', page)) <= ids
    assert len(ids) == len(CLAIMS)
    assert "http" not in re.sub(r"https://example\.org/\w+", "", page)


def test_each_claim_stands_beside_its_exact_quote():
    text = pages()["brief.md"]
    for claim in CLAIMS:
        page = VIEW.document(claim.document)
        assert claim.span.of(page.text) == claim.quote
        assert f"> {claim.quote}" in text


def test_a_page_that_was_not_read_is_named():
    assert "three.pdf: no text: image only" in pages()["brief.md"]


def test_an_adverse_word_is_marked_unreviewed_wherever_it_stands():
    label = "the figures do not agree with each other"
    for text in pages().values():
        assert text.count(label) == 4  # what moved, what changed since, the table beside a plot, the claim itself
        assert len(re.findall(label + r"(?:\*\*|</strong>)? \(automatic, not reviewed\)", text)) == 4
    person = tuple(replace(one, reviewed=True) for one in VERDICTS)
    assert f"{label} (automatic" not in render(made(replace(ASSAY, verdicts=person)), "md")


def test_constructed_and_restated_words_are_never_the_publishers():
    text = pages()["brief.md"]
    assert "Restated from https://example.org/two, wording ours." in text
    assert "Constructed example: no real organisation, person or place." in text
    assert "Example Oxides (constructed example): output of 9,500 t" in text


def test_no_template_judges_a_person():
    folder = files("reassay")
    texts = [folder.joinpath("publish", "templates", f"brief.{kind}").read_text("utf-8") for kind in ("md", "html")]
    texts += [
        folder.joinpath("reference", *name).read_text("utf-8") for name in (("glossary", "sentences.toml"), ("glossary", "english.toml"))
    ]
    texts += [
        *(folder.joinpath("reference", f"{name}.toml").read_text("utf-8") for name in ("testing", "settling", "odds")),
        *pages().values(),
    ]
    words = set(re.findall(r"[a-z]+", "".join(texts).lower()))
    assert not words & {"false", "lie", "lies", "fake", "fraud", "fraudulent", "mislead", "misleading", "propaganda"}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Example Oxides: output of 9,500 t in 2025.", None),
        ("Example Oxides: output of 9,600 t in 2025.", "9,600"),
        ("Example Oxides: output of 95,000 t in 2025.", "95,000"),
        ("Example Oxides: output of 9,500 t in 2026.", "2026"),
        ("Sample Metals: output of 9,500 t in 2025.", "Sample"),
        ("Stonefield told Example Oxides: output of 9,500 t.", "Stonefield"),
        ("Example Oxides, on 3 March 2025: output of 9,500 t.", "March"),
        ("Example Oxides: output of 9,500 t in 2025, which is misleading.", "misleading"),
        ("样本公司: output of 9,500 t in 2025.", "样本公司"),
    ],
)
def test_the_linter_knows_the_source_of_every_word(text, wrong):
    problems = [problem.what for problem in check(Sentence(text, (TOTAL.id,)), KNOWN)]
    assert bool(problems) == bool(wrong)
    assert not wrong or any(wrong in problem for problem in problems)


def test_a_plan_may_not_be_told_as_done_nor_a_hedge_dropped():
    true = rendering(PLAN)
    assert not list(check(Sentence(true, (PLAN.id,)), KNOWN))
    done = [problem.what for problem in check(Sentence(true.replace(", told as planned, not done", ""), (PLAN.id,)), KNOWN)]
    assert any("planned told as done" in what for what in done)
    sure = [problem.what for problem in check(Sentence(true.replace("about ", ""), (PLAN.id,)), KNOWN)]
    assert any("hedge dropped" in what for what in sure)
    denied = replace(TOTAL, polarity="negated")
    assert list(check(Sentence(rendering(TOTAL), (denied.id,)), {denied.id: denied}))


def test_a_brief_that_says_more_than_its_sources_is_not_written():
    true = made()
    planted = replace(true, moved=replace(true.moved, said=(*true.moved.said, Sentence("Example Oxides sold 77 t.", (TOTAL.id,)))))
    assert lint(planted)
    assert not lint(true)
    loud = tuple(replace(one, quantity=replace(one.quantity, low=Decimal(1))) if one is TOTAL else one for one in CLAIMS)
    with pytest.raises(ReassayError, match="says more than its sources"):
        made(replace(ASSAY, claims=loud, verdicts=tuple(replace(v, claim=c.id) for v, c in zip(VERDICTS, loud, strict=True))))


def test_check_says_what_changed(tmp_path):
    for kind in ("md", "html"):
        path = tmp_path / f"brief.{kind}"
        path.write_text(render(made(), kind), "utf-8")
        assert changed(path, made()) == []
        later = tuple(replace(one, word="corroborated") if one.claim == FILED.id else one for one in VERDICTS)
        assert changed(path, made(replace(ASSAY, verdicts=later))) == [
            f"verdict   {FILED.id}  not_testable_yet -> corroborated  样例公司: 158 patent applications filed in 2025."
        ]
        fewer = made(replace(ASSAY, claims=CLAIMS[:-1]))
        assert changed(path, fewer) == [f"gone      {BIO.id}  not_a_testable_claim"]
    path.write_text("no brief", "utf-8")
    with pytest.raises(ReassayError, match="carries no brief id"):
        changed(path, made())


def test_filters_keep_what_belongs_to_the_claims_kept():
    only = narrow(ASSAY, VIEW, stage="recycling")
    assert [one.id for one in only.claims] == [BIO.id]
    assert {one.claim for one in only.findings} == {one.claim for one in only.verdicts} == {BIO.id}
    assert len(narrow(ASSAY, VIEW, company="example oxides").claims) == 4
    assert {one.document for one in narrow(ASSAY, VIEW, since="2026-03-01").claims} == {TOTAL.document}
    assert len(narrow(ASSAY, VIEW, since="2026-02-15").documents) == 2  # February 2026 may be later than the 15th
    made(only)


def test_supporting_voices_are_named():
    agreed = Voices(2, 2, 2, 1, (("publisher:example_gazette", ("Example Gazette",)), ("publisher:sample", ("Sample Survey",))))
    verdicts = tuple(replace(one, word="corroborated", voices=agreed) if one.claim == FILED.id else one for one in VERDICTS)
    text = render(made(replace(ASSAY, verdicts=verdicts)), "md")
    assert "2 publishers, **2 voices**: Example Gazette and Sample Survey" in text
    assert "1 supported from outside" in text.splitlines()[0]


def test_a_speaker_without_a_name_has_its_english_beside_it():
    for spoken, told in (
        ("公司", "according to the company (公司)"),
        ("样本公司", "according to 样本公司"),
        ("The company", "according to the company"),
    ):
        one = replace(FILED, attribution=spoken)
        assert told in rendering(one)
        assert not list(check(Sentence(rendering(one), (one.id,)), {one.id: one}))


def test_a_long_quote_is_shown_around_its_value():
    long = replace(TOTAL, quote="x" * 300 + TOTAL.quote, span=TOTAL.span._replace(end=TOTAL.span.end + 300))
    assert len(excerpt(long)) <= QUOTE + 2


@pytest.mark.parametrize(
    ("period", "words"),
    [
        ("2025", "2025"),
        ("2025-01", "January 2025"),
        ("2025H2", "the second half of 2025"),
        ("2025Q3", "the third quarter of 2025"),
        ("2026-02-03", "3 February 2026"),
        ("2023/2025-06", "2023 to June 2025"),
    ],
)
def test_periods_in_words(period, words):
    assert bare(period) == words


def test_neighbours_are_a_range():
    entries = made().entries
    assert refs(entries) == "[c1]–[c6]"
    assert refs([entries[0], entries[1], entries[4]]) == "[c1] [c2] [c5]"


def test_odds_are_shown_uncalibrated_beside_the_verdict_with_all_that_moved_them():
    text = pages()["brief.md"]
    line = "uncalibrated: sum mismatch fires \u22121.61, own statement +0.69; together \u22120.92, a probability of 0.34 (unlikely)."
    assert text.count("Odds beside the verdict") == 1
    assert line in text
    assert "12 of the 100 claims that a fit needs were adjudicated" in text
    fitted = replace(ODDS, scale=replace(ODDS.scale, adjudicated=100))
    text = render(made(replace(ASSAY, verdicts=tuple(replace(one, odds=fitted if one.odds else None) for one in VERDICTS))), "md")
    assert "uncalibrated" not in text
    assert "calibrated: sum mismatch" in text


def test_the_own_word_of_a_claimant_is_no_probability_in_a_brief():
    alone = replace(ODDS, parts=ODDS.parts[1:])
    text = render(made(replace(ASSAY, verdicts=tuple(replace(one, odds=alone if one.odds else None) for one in VERDICTS))), "md")
    assert "Odds" not in text
    assert "robabilit" not in text


def test_a_probability_that_no_verdict_gives_is_not_published():
    true = made()
    loud = Sentence("Odds beside the verdict, uncalibrated: a probability of 0.43 (unlikely).", (VERDICTS[0].id,))
    assert [problem.what for problem in lint(replace(true, moved=Part(true.moved.title, (loud,))))] == [
        "number 0.43 has no source: Odds beside the verdict, uncalibrated: a probability of 0.43 (unlikely)."
    ]


def scoped():
    numbers = (("holds: with subsidiaries", Decimal(159)), ("fails: listed company only", Decimal(71)))
    found = Finding(
        "depends_on_scope", FILED.id, "fires", "depends", numbers, names=("Sample Register", "Sample Register"), suggests="scope_dependent"
    )
    verdicts = tuple(replace(one, word="scope_dependent", next_test_date=None) if one.claim == FILED.id else one for one in VERDICTS)
    return replace(ASSAY, findings=(*FINDINGS, found), verdicts=verdicts)


def test_an_open_scope_is_a_table_of_readings():
    for kind in ("md", "html"):
        text = re.sub(r"<[^>]+>", "|", render(made(scoped()), kind))
        assert re.search(r"c5\]?[| ]+with subsidiaries[| ]+159[| ]+holds[| ]+Sample Register", text)
        assert re.search(r"c5\]?[| ]+listed company only[| ]+71[| ]+does not hold[| ]+Sample Register", text)
    assert "Readings of claims" not in pages()["brief.md"]


def test_every_open_claim_says_what_would_settle_it_and_when_or_on_which_condition():
    closed = {"implausible", "restated", "internally_inconsistent", "contradicted", "corroborated"}
    for word in VERDICT_WORDS:
        some = tuple(replace(one, word=word, next_test_date=None) for one in VERDICTS)
        found = made(replace(ASSAY, verdicts=some)).open
        told = sorted(number for one in found for number in one.numbers)
        assert told == ([] if word in closed else [1, 2, 3, 4, 5, 6]), word
        assert all(one.missing and one.holder and one.when for one in found)
    ends = {one.numbers: one.when for one in made(scoped()).open}
    assert ends[5,] == "when the claimant states it"
    assert ends[2, 3] == "once its rows are imported (reassay import statistics)"
    assert ends[4,] == "1 January 2031"


def test_what_settles_a_claim_is_imported_as_a_kind_that_exists():
    known = {*metrics()}
    settling = table("settling.toml")
    assert set(settling["metric"]) <= known
    assert {card.family for card in metrics().values()} <= set(settling["family"])
    kinds = {"", "patents", "standards", "statistics", "quota", "trade", "price", "ownership", "limit"}
    assert {row[2] for part in ("metric", "family") for row in settling[part].values()} <= kinds


@pytest.mark.parametrize(
    ("sizes", "probability", "outcome", "independence", "figure"),
    [
        (("0.69",), "0.62", "untested", "alone", 6),  # its own word is no test
        (("0.69", "2.20"), "0.88", "agrees", "outside", 1),
        (("0.69", "2.20"), "0.88", "consistent", "outside", 2),
        (("0.69", "0.10"), "0.63", "consistent", "alone", 3),
        (("0.69", "-0.69"), "0.50", "consistent", "alone", 4),
        (("0.69", "-1.61"), "0.34", "conflicts_in_itself", "alone", 4),
        (("0.69", "-3.00"), "0.17", "disagrees", "outside", 5),
    ],
)
def test_the_admiralty_figure_follows_from_the_estimate_and_its_evidence(sizes, probability, outcome, independence, figure):
    parts = tuple(replace(ODDS.parts[0], what=f"item {size}", odds=Decimal(size)) for size in sizes)
    odds = replace(ODDS, parts=parts, probability=Decimal(probability))
    assert credibility(replace(VERDICTS[0], odds=odds, outcome=outcome, independence=independence)) == figure
    assert credibility(replace(VERDICTS[0], odds=None)) == 6
