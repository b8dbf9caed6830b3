"""Gives a claim to every check that applies to it; an exception in a check is a Problem, and the other checks go on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from reassay.base.claim import Claim
from reassay.base.drawer import Drawer, Leaf
from reassay.base.errors import Problem
from reassay.base.verdict import Finding
from reassay.base.view import View


@cache
def checks() -> tuple[Leaf[Any], ...]:
    """Every check, by name."""
    return tuple(Drawer[Any]("reassay.judge.checks").open().values())


def applies(leaf: Leaf[Any], claim: Claim) -> bool:
    """True when a check takes the claim's metric; a check without ``metrics`` takes all."""
    wanted = leaf.facts.get("metrics")
    return wanted is None or claim.metric in wanted


def examine(claim: Claim, view: View) -> Iterator[Finding | Problem]:
    """Findings of a claim by the checks' names; those that count who bears on it come last and see the findings before them."""
    found: list[Finding] = []
    for last in (False, True):
        for leaf in checks():
            if bool(leaf.facts.get("after")) != last or not applies(leaf, claim):
                continue
            try:
                one = leaf.run(claim, view, tuple(found)) if last else leaf.run(claim, view)
            except Exception as problem:
                yield Problem(claim.id, f"check {leaf.name} failed: {type(problem).__name__}: {problem}", "report it", "warning")
                continue
            if one is not None:
                found.append(one)
    yield from sorted(found, key=lambda one: one.check)
