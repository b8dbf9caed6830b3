"""Findings -> Verdict: the thirteen verdicts in order, the first whose rule matches; every finding's contribution is listed."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.verdict import VERDICTS, Finding, Verdict, Voices
from reassay.base.view import View
from reassay.judge.deadline import deadline, untestable

TESTED = (
    "beyond_limit",
    "capacity_vs_output",
    "cumulative_falls",
    "growth_mismatch",
    "implied_denominator",
    "part_exceeds_whole",
    "quietly_restated",
    "sum_mismatch",
    "unit_slip",
    "window_conflict",
)


def weigh(claim: Claim, findings: list[Finding], voices: Voices, view: View) -> Verdict:
    """The verdict on a claim as of the view's date."""
    plan = deadline(claim, view) or untestable(claim)
    if plan is not None:
        return Verdict(claim.id, VERDICTS[0], view.as_of, (("rule", plan[0]), *listed(findings)), voices, plan[1])
    argued = {finding.suggests: finding for finding in findings if finding.outcome == "fires" and finding.suggests}
    for word in VERDICTS:
        if word == "corroborated" and "not_testable_yet" in argued:  # agreement before a register can show proves nothing
            continue
        if word in argued:
            return Verdict(claim.id, word, view.as_of, listed(findings), voices, argued[word].next_test_date)
        if word == "same_voice_only" and voices.publishers > 1 and not voices.external:
            why = f"{voices.publishers} publishers, {voices.voices} voice"
            return Verdict(claim.id, word, view.as_of, (("rule", why), *listed(findings)), voices)
        if word == "company_reported_consistent" and any(finding.check in TESTED and finding.outcome == "passes" for finding in findings):
            return Verdict(claim.id, word, view.as_of, listed(findings), voices)
    return Verdict(claim.id, VERDICTS[-1], view.as_of, listed(findings), voices)


def listed(findings: list[Finding]) -> tuple[tuple[str, str], ...]:
    """Each finding's contribution."""
    return tuple((finding.id, f"{finding.check} {finding.outcome}") for finding in findings)
