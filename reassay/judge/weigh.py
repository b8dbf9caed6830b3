"""Findings -> Verdict: the thirteen verdicts in order, the first whose rule matches; every finding's contribution is listed."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.verdict import VERDICTS, Finding, Verdict, Voices
from reassay.base.view import View
from reassay.judge.deadline import deadline

TESTED = ("growth_mismatch", "sum_mismatch", "part_exceeds_whole", "beyond_limit", "quietly_restated", "cumulative_falls", "unit_slip")


def weigh(claim: Claim, findings: list[Finding], voices: Voices, view: View) -> Verdict:
    """The verdict on a claim as of the view's date."""
    plan = deadline(claim, view)
    if plan is not None:
        return Verdict(claim.id, VERDICTS[0], view.as_of, (("rule", plan[0]), *listed(findings)), voices, plan[1])
    argued = {finding.suggests: finding for finding in findings if finding.outcome == "fires" and finding.suggests}
    for word in VERDICTS:
        if word in argued:
            return Verdict(claim.id, word, view.as_of, listed(findings), voices, argued[word].next_test_date)
        if (
            word == "corroborated" and voices.external > 0 and "not_testable_yet" not in argued
        ):  # agreement before a register can show proves nothing
            return Verdict(
                claim.id,
                word,
                view.as_of,
                (("rule", f"{voices.external} voices outside the claimant's control"), *listed(findings)),
                voices,
            )
        if word == "same_voice_only" and voices.publishers > 1:
            why = f"{voices.publishers} publishers, {voices.voices} voice"
            return Verdict(claim.id, word, view.as_of, (("rule", why), *listed(findings)), voices)
        if word == "company_reported_consistent" and any(finding.check in TESTED and finding.outcome == "passes" for finding in findings):
            return Verdict(claim.id, word, view.as_of, listed(findings), voices)
    return Verdict(claim.id, VERDICTS[-1], view.as_of, listed(findings), voices)


def listed(findings: list[Finding]) -> tuple[tuple[str, str], ...]:
    """Each finding's contribution."""
    return tuple((finding.id, f"{finding.check} {finding.outcome}") for finding in findings)
