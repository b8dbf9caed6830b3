"""Claims -> Findings -> Verdicts: checks, voices, and what it all adds up to. Receives a View; never opens a ledger."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.base.errors import Problem
from reassay.base.verdict import Finding, Verdict
from reassay.base.view import View
from reassay.judge.bench import examine
from reassay.judge.voices import count
from reassay.judge.weigh import weigh

__all__ = ["judge"]


def judge(claim: Claim, view: View) -> tuple[list[Finding], Verdict, list[Problem]]:
    """Findings of every check that applies, the verdict they add up to, and checks that failed."""
    found: list[Finding] = []
    failed: list[Problem] = []
    for one in examine(claim, view):
        (failed if isinstance(one, Problem) else found).append(one)  # type: ignore[arg-type]
    return found, weigh(claim, found, count(claim, view, found), view), failed
