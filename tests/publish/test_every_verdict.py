"""A brief can be published whatever the verdict: every case of the truth set and of the cross-check, with all its claims judged."""

import json
from pathlib import Path

import pytest

from reassay.base.verdict import VERDICTS, Assay
from reassay.judge import judge
from reassay.ledger import MemoryView
from reassay.publish.render import publishable, render
from reassay.trial import read

FILES = (Path("tests/corpus/verdicts/dev.jsonl"), Path("tests/judge/crosscheck.jsonl"))
CASES = {case["id"]: case for file in FILES for case in map(json.loads, file.read_text("utf-8").splitlines())}


def assay(row):
    case = read(row)
    view = MemoryView(case.documents, case.claims, case.evidence, case.register, case.as_of, bundled=False)
    found = [judge(claim, view) for claim in view.claims()]
    findings = tuple(finding for some, _, _ in found for finding in some)
    verdicts = tuple(verdict for _, verdict, _ in found)
    facts = {"rules": "fixed", "evidence_until": ""}
    evidence = tuple(view.evidence())
    return Assay(case.as_of, tuple(view.documents()), tuple(view.claims()), findings, verdicts, (), evidence, facts), view


@pytest.mark.parametrize("ident", sorted(CASES))
def test_its_brief_says_no_more_than_its_sources(ident):
    made, view = assay(CASES[ident])
    brief = publishable(made, view)
    shown = {one.number for one in brief.scopes}
    for entry in brief.entries:
        assert (entry.verdict.word == "scope_dependent") == (entry.number in shown)
        rows = [one for one in brief.scopes if one.number == entry.number]
        assert not rows or {True, False} == {one.holds for one in rows}
    render(brief, "html")
    render(brief, "md")


def test_the_cases_hold_every_verdict():
    assert {case["expect"]["verdict"] for case in CASES.values() if "expect" in case} == set(VERDICTS)
