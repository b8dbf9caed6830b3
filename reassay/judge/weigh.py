"""Findings -> Verdict: the outcome of the tests and the independence of the voices, and the label that follows from the two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reassay.base.claim import Claim
from reassay.base.verdict import Finding, Verdict, Voices
from reassay.base.view import View
from reassay.judge.deadline import deadline, untestable
from reassay.judge.odds import odds
from reassay.reference.grammar import table


def weigh(claim: Claim, findings: list[Finding], voices: Voices, view: View) -> Verdict:
    """The verdict on a claim as of the view's date; what each finding contributed, and the odds beside it."""
    plan = deadline(claim, view) or untestable(claim)
    argued = {finding.suggests: finding for finding in findings if finding.outcome == "fires" and finding.suggests}
    found = outcomes()["untestable"] if plan is not None else outcome(argued, findings)
    stands = independence(voices)
    word = label(found["name"], stands)
    rules = [("rule", plan[0])] if plan is not None else []
    if word == "same_voice_only":
        rules = [("rule", f"{voices.publishers} publishers, {voices.voices} voice")]
    day = plan[1] if plan is not None else argued[word].next_test_date if word in argued else None
    weighed = None if found["name"] == "untestable" else odds(claim, findings, view)
    because = (*rules, *((finding.id, f"{finding.check} {finding.outcome}") for finding in findings))
    return Verdict(claim.id, word, view.as_of, because, voices, day, outcome=found["name"], independence=stands, odds=weighed)


def outcomes() -> dict[str, Any]:
    """Every outcome of tests by its name, in the order in which the first that matches decides."""
    return {one["name"]: one for one in table("verdicts.toml")["outcome"]}


def outcome(argued: Mapping[str, Finding], findings: list[Finding]) -> Any:
    """The first outcome that a finding argues for or that the tests passed give; the last asks nothing."""
    ran = {finding.check for finding in findings if finding.outcome in ("passes", "fires")}
    passed = {finding.check for finding in findings if finding.outcome == "passes"}
    for one in outcomes().values():
        if one.get("suggested") in argued and one.get("unless") not in argued:
            return one
        if passed & set(one.get("passed", ())) or ran & set(one.get("soft", ())):
            return one
    return outcomes()["untested"]


def independence(voices: Voices) -> str:
    """Who bears on a claim: a voice that the claimant does not control, several publishers of one voice, or nobody but its publisher."""
    return "outside" if voices.external else "same_voice" if voices.publishers > 1 else "alone"


def label(found: str, stands: str) -> str:
    """The verdict that an outcome and an independence make."""
    word: str = outcomes()[found]["labels"][table("verdicts.toml")["independence"].index(stands)]
    return word
