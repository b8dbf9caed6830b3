"""Claims -> projects and products on a ladder of readiness, so that demonstration lines, plants being built and output are told apart.

One subject's things of one kind are one project: what is counted (lines, plants) by its metric, what is made or built by its stage and the
products its clause names. States are left out, for a country's output is no project.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from reassay.base.claim import Claim
from reassay.base.frame import Project
from reassay.place.downstream import rung
from reassay.place.locate import locate
from reassay.reference.atlas import known
from reassay.reference.grammar import table


def projects(claims: Iterable[Claim], kinds: Mapping[str, str]) -> tuple[Project, ...]:
    """Every project that a claim puts on a rung, those on several rungs first, then those told of most. ``kinds``: products by claim."""
    rules = table("sectors.toml")
    order = [card["id"] for card in rules["ladder"]]
    told = [claim for claim in claims if not claim.duplicate]
    crowd = crowds(told)
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for claim in told:
        kind = sort(claim, kinds.get(claim.id, ""))
        step = rung(claim, crowd[claim.document, claim.span] == 1) if kind and claim.who and not known(claim.subject or "") else ""
        if step:
            found[claim.who, kind][step].append(claim.id)
    made = [
        Project(who, kind, tuple((step, tuple(steps[step])) for step in order if step in steps)) for (who, kind), steps in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-len(one.steps), -sum(len(ids) for _, ids in one.steps), one.who, one.kind)))


def crowds(claims: Iterable[Claim]) -> Counter[tuple[str, tuple[int, int]]]:
    """How many claims each sentence tells."""
    return Counter((claim.document, claim.span) for claim in claims)


def sort(claim: Claim, products: str) -> str:
    """What kind of thing a claim is about: a counted one by its metric, a flow or a step by its stage and products; "" for no project."""
    rules = table("sectors.toml")["readiness"]
    if claim.metric in rules["things"]:
        return claim.metric
    if claim.metric not in rules["flows"]:
        return ""
    return " ".join(part for part in (locate(claim) or "", products) if part) or claim.metric
