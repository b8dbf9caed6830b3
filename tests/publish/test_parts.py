"""The parts of a brief: what changed, the gap, end sectors, coverage; what the linter refuses; briefs of a week, a stage, a company."""

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from reassay.base.errors import ReassayError
from reassay.base.frame import Frame, Project
from reassay.publish import linter, readiness
from reassay.publish.linter import check, static
from reassay.publish.render import render
from reassay.publish.sentence import Sentence
from reassay.publish.since import happened
from reassay.reference.grammar import table
from tests import inside
from tests.publish.fixed import ASSAY, CLAIMS, FILED, FRAME, METAL, PLAN, STEADY, VERDICTS, made

ENV = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
SENTENCES = "glossary/sentences.toml"


def text(frame=FRAME, assay=ASSAY):
    return render(made(assay, frame), "md")


def test_a_ledger_never_judged_before_has_nothing_to_compare_with():
    assert "Nothing in this ledger was judged on an earlier day" in text(Frame())
    assert "Nothing in this ledger was judged on an earlier day" not in text()


@pytest.mark.parametrize(
    ("old", "now", "what"),
    [
        (None, {}, "new"),
        ({}, {}, ""),
        ({}, {"word": "restated"}, "restated"),
        ({"word": "restated"}, {"word": "restated"}, ""),
        ({"word": "not_testable_yet", "next_test_date": "2027-07-01"}, {"word": "contradicted"}, "newly"),
        ({"word": "not_testable_yet", "next_test_date": "2026-11-20"}, {"word": "not_testable_yet"}, "newly"),  # its day came, no row did
        ({"word": "not_testable_yet", "next_test_date": "2026-12-20"}, {"word": "not_testable_yet"}, ""),
        ({"word": "same_voice_only"}, {"word": "corroborated"}, "moved"),
    ],
)
def test_what_happened_to_a_claim(old, now, what):
    base = replace(VERDICTS[1], as_of="2026-11-01", next_test_date=None)
    then = replace(base, **old) if old is not None else None
    assert happened(then, replace(base, as_of="2026-11-23", **now), "2026-11-23") == what


def test_what_moved_a_verdict_stands_first():
    first = next(line for line in text().partition("## What moved")[2].splitlines() if line.startswith("- "))
    assert "9,500 t" in first
    older = {one.claim: replace(one, as_of="2026-11-01") for one in VERDICTS}
    moved = older | {FILED.id: replace(older[FILED.id], word="company_reported_untested")}
    first = next(line for line in text(replace(FRAME, before=moved)).partition("## What moved")[2].splitlines() if line.startswith("- "))
    assert "158 patent applications" in first


def test_a_measure_without_a_series_tells_no_figure():
    line = next(line for line in text().splitlines() if "share of metal" in line and line.startswith("|"))
    assert "no comparable series" in line
    assert line.count("not told") == 6
    assert "0" not in line
    assert "tonnes of metal by country" in text()  # what would make one
    only = text(replace(FRAME, measured=(METAL,), enters=()))
    assert "no measured gap moves" in only


def test_the_answer_stands_first():
    short = text().partition("## In short")[2].partition("##")[0]
    assert text().index("## In short") < text().index("## What moved")
    assert "By 2 of 2 measures it cannot be told, for want of five comparable points: mine output; share of metal." in short
    assert "Of 2 claims told as reached, 0 have the support of a voice outside the claimant's control; the difference is 2." in short
    told = text(replace(FRAME, measured=(STEADY, METAL))).partition("## In short")[2].partition("##")[0]
    assert (
        "By mine output: **no clear trend**. Northland had 60.0 % in 2023 and 70.0 % in 2024, Southland 40.0 % and 20.0 to 30.0 %." in told
    )
    assert "Nothing here is of a measured gap" in text(replace(FRAME, measured=(), enters=(), support=()))


def test_benchmarks_of_law_stand_with_their_dates_and_are_not_tested_on_other_figures():
    part = text().partition("### What the Minerals Act asks for")[2].partition("###")[0]
    assert "| at least 10 % of the use of Southland | 2030 | Act 7 | 3 May 2024 | not testable: use by stage is not loaded |" in part
    assert "asks for" not in text(replace(FRAME, benchmarks=()))


def test_a_project_told_of_often_tells_the_first_and_counts_the_others(monkeypatch):
    monkeypatch.setattr(readiness, "FEW", 1)
    many = (Project("example oxides", "separation", (("commercial", tuple(one.id for one in CLAIMS[:3])),)),)
    part = text(replace(FRAME, projects=many)).partition("How ready it is")[2].partition("##")[0]
    assert "output 9,500 t (REO) in 2025 [c1]; and 2 claims more |" in part


def test_a_law_stands_also_where_no_measure_does():
    page = text(replace(FRAME, measured=(), enters=()))
    assert "No measure of a gap is part of this brief." in page
    assert "### What the Minerals Act asks for" in page
    assert "### All claims against those supported from outside" in page


def test_a_quiet_week_says_that_nothing_is_told():
    quiet = text(replace(FRAME, support=(), reach={}, fans=(), projects=()), replace(ASSAY, claims=(), findings=(), verdicts=()))
    for head in ("What moved", "Who says so", "Claims by stage"):
        assert quiet.partition(f"## {head}")[2].strip().startswith("- No claim is part of this brief.")


def test_a_project_stands_on_each_rung_with_its_figures():
    part = text().partition("How ready it is")[2].partition("##")[0]
    assert "| announced | under construction | demonstration line | commercial output |" in part
    assert "output about 12,000 t (REO) in 2030, told as planned, not done [c4] | - | - | output 9,500 t (REO) in 2025 [c1] |" in part
    assert "shown 1. By the highest rung told of each: commercial output 1." in part
    assert "No claim here tells how ready a project or product is." in text(replace(FRAME, projects=()))


def test_end_sectors_are_there_when_claims_reach_them_and_only_then():
    page = text()
    assert "### electric vehicles" in page
    assert "### recycling and bio-recovery" in page
    assert "### textiles" not in page
    assert "announced 1" in page
    assert "demonstration line 1" in page
    assert "No claim here is about an end sector." in text(replace(FRAME, reach={}))


def test_a_plan_is_told_as_one_in_its_sector():
    part = text().partition("### electric vehicles")[2].partition("###")[0]
    assert "told as planned, not done" in part


def test_coverage_tells_what_failed_and_what_was_wanting():
    part = text().partition("## Coverage")[2]
    assert "not read: 1" in part
    assert "three.pdf: no text: image only" in part
    finding = replace(ASSAY.findings[0], outcome="lacks", lacks=("register extract",), numbers=(), claims=(), suggests=None)
    wanting = text(assay=replace(ASSAY, findings=(finding,))).partition("## Coverage")[2]
    assert "| register extract | 1 |" in wanting


def test_the_notice_has_an_address_for_replies_or_says_that_none_is_set():
    assert "A reply or a correction goes to answers@example.org" in text()
    assert "Address for a reply: none is set" in text(replace(FRAME, reply=""))


@pytest.mark.parametrize(
    ("frame", "words"),
    [
        ({}, "Brief of the whole ledger. Judged"),
        ({"since": "2026-11-22"}, "Daily brief: published since 22 November 2026. Judged"),
        ({"since": "2026-11-16"}, "Weekly brief: published since 16 November 2026. Judged"),
        ({"since": "2026-03"}, "Brief of what was published since March 2026. Judged"),
        ({"stage": "recycling"}, "Brief of the whole ledger, stage: recycling. Judged"),
        ({"company": "Example Oxides"}, "Brief of the whole ledger, company: Example Oxides. Judged"),
    ],
)
def test_a_brief_says_what_it_is_of(frame, words):
    assert words in text(replace(FRAME, **frame))


PLANTED = {
    "voice_own": ("{each}.", "{each}, as at Mount Weld."),  # a mine nobody cited
    "head_gap": ("the gap", "the gap of 92 %"),
    "notice_quotes": ("Quotes are exact.", "Quotes are exact, claims are misleading."),
    "sector_ready": ("Readiness as told", "Readiness in 2024"),
    "column_claims": ("claims", "claims of Stonefield"),
    "since_new": ("New:", "New since 2019:"),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_word_planted_in_a_sentence_stops_the_brief(monkeypatch, name):
    old, new = PLANTED[name]
    words = table(SENTENCES)["say"][name]
    assert old in words
    monkeypatch.setitem(table(SENTENCES)["say"], name, words.replace(old, new))
    with pytest.raises(ReassayError, match="says more than its sources"):
        made()


def test_a_plan_told_as_achieved_stops_the_brief(monkeypatch):
    monkeypatch.setitem(table("glossary/english.toml")["modality"], PLAN.modality, "")
    with pytest.raises(ReassayError, match="planned told as done"):
        made()


def test_an_altered_digit_is_found_wherever_it_stands():
    true = made()
    assert not linter.lint(true)
    for part in (*true.opening, *true.closing):
        for one in part.said:
            for digit in re.finditer(r"(?<!c)\d{2,}", one.text):
                other = one.text[: digit.start()] + str(int(digit[0]) + 31) + one.text[digit.end() :]
                assert list(check(replace(one, text=other), true.known)), other
    first = true.entries[0]
    changed = replace(first, rendering=replace(first.rendering, text=first.rendering.text.replace("9,500", "9,800")))
    assert linter.lint(replace(true, entries=(changed, *true.entries[1:])))


@pytest.mark.parametrize(
    ("kind", "planted"),
    [
        ("html", "<h2>Claims of Mount Weld</h2>"),
        ("html", "<h2>Claims of 2024</h2>"),
        ("html", '<img alt="a chart of Mountain Pass">'),
        ("html", '<div aria-label="fraud"></div>'),
        ("md", "## Claims of Bayan Obo"),
        ("md", "12 of them"),
    ],
)
def test_a_word_planted_in_a_template_is_found(kind, planted):
    assert list(check(Sentence(static(f"{{% if b %}}{planted}{{% endif %}} {{{{ b.id }}}}", kind)), {}, {}))
    assert not linter.templates()


def test_every_listed_capital_is_used():
    own = table(SENTENCES)["capitals"]
    english, sectors, lags = table("glossary/english.toml"), table("sectors.toml"), table("lags.toml")
    registers = [card["title"] for card in lags.values()]
    tables = (table(SENTENCES)["say"], table(SENTENCES)["findings"], english, sectors, registers)
    used = " ".join(map(str, tables)).casefold()
    assert not [word for word in (*own["open"], *own["names"]) if word.casefold() not in used]


def run(*words, cwd):
    done = inside.run(*words, cwd=cwd, env=ENV)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_weekly_brief_tells_the_new_and_of_the_old_what_moved(tmp_path):
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("Example Oxides filed 158 patent applications in 2025. Example Oxides produced 4,000 tonnes of oxide in 2025.", "utf-8")
    new.write_text("Example Magnets produced 700 tonnes of NdFeB magnets in 2026.", "utf-8")
    ledger = ("--ledger", tmp_path / "a.db")
    run("assay", old, "--published", "2026-02-03", "--as-of", "2026-11-01", *ledger, "--out", tmp_path / "o", cwd=tmp_path)
    run("assay", new, "--published", "2027-06-30", "--as-of", "2027-07-02", *ledger, "--out", tmp_path / "p", cwd=tmp_path)
    page = run("brief", "--as-of", "2027-07-02", "--since", "week", *ledger, cwd=tmp_path)
    assert "Weekly brief: published since 25 June 2027" in page
    assert "Since the last judgement, of 1 November 2026: 1 new, 0 restated, 1 newly testable, 0 moved." in page
    assert "700 t" in page
    assert "158 patent applications" in page  # its day of test has come
    assert "output of 4,000 t" not in page  # nothing happened to it
    stage = run("brief", "--as-of", "2027-07-02", "--stage", "alloy_magnet", *ledger, cwd=tmp_path)
    assert "stage: alloys and magnets" in stage
    assert "158 patent" not in stage
    assert "share of permanent magnets" in stage
    assert "mine output" not in stage
    company = run("brief", "--as-of", "2027-07-02", "--company", "Example Oxides", *ledger, cwd=tmp_path)
    assert "company: Example Oxides" in company
    assert "output of 700 t" not in company
