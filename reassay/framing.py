"""What a brief needs besides its assay: gaps, sectors reached, and the last judgement before, from the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING

from reassay.base.errors import SettingsError
from reassay.base.frame import Frame
from reassay.base.gap import Measured
from reassay.base.verdict import ADVERSE, Assay, Verdict
from reassay.measuring import benchmarks, blocs, measure_all, support
from reassay.picturing import fans, kinds
from reassay.place.downstream import reach
from reassay.place.ladder import crowds, projects
from reassay.place.locate import locate
from reassay.place.series import of_measure
from reassay.publish.sentence import heading
from reassay.reference.grammar import table

if TYPE_CHECKING:
    from reassay.base.view import View
    from reassay.ledger import Ledger

SPANS = {"day": 1, "week": 7}


def start(since: str | None, as_of: str) -> str:
    """The first day of ``--since``: a date, or a day or week before the day of judging. "" for the whole ledger."""
    if since in SPANS:
        return (dt.date.fromisoformat(as_of) - dt.timedelta(days=SPANS[since])).isoformat()
    from reassay.pipeline import check_date

    try:
        return check_date(since, "--since") or ""
    except SettingsError as problem:
        raise SettingsError(f"{problem}, or day, or week") from problem


def earlier(ledger: Ledger, as_of: str, since: str = "") -> dict[str, Verdict]:
    """Claim -> its newest verdict of a day before the day of judging; of ``since`` or before where that is given."""
    from reassay.ledger import records

    found: dict[str, Verdict] = {}
    for one in sorted(map(records.verdict, ledger.entries("verdict")), key=lambda one: (one.as_of, one.id)):
        if one.as_of < as_of and (not since or one.as_of[: len(since)] <= since):
            found[one.claim] = one
    return found


def frame(
    assay: Assay, view: View, before: Mapping[str, Verdict], reply: str = "", since: str = "", stage: str = "", company: str = ""
) -> Frame:
    """The frame of an assay's brief. Of a company or stage only the measures of stages that its claims are of."""
    sides = blocs(None)
    stages = {locate(claim) for claim in assay.claims} | {stage}
    measured = [one for one in measure_all(view.evidence(), sides) if not (stage or company) or one.stage in ({stage} if stage else stages)]
    words = {verdict.claim: verdict.word for verdict in assay.verdicts}
    real = {document.id for document in assay.documents if document.wording != "constructed"}
    titles = {document.id: heading(document) for document in assay.documents}
    crowd = crowds(claim for claim in assay.claims if not claim.duplicate)
    alone = {claim.id: crowd[claim.document, claim.span] < 2 for claim in assay.claims}
    reached = {one.id: found for one in assay.claims if (found := reach(one, titles[one.document], alone[one.id])) is not None}
    products = kinds(assay)
    return Frame(
        tuple(measured),
        (sides["first"], sides["second"]),
        tuple(support([claim for claim in assay.claims if claim.document in real], words, ADVERSE)),
        entering(assay, measured, real),
        reached,
        before,
        max((one.as_of for one in before.values()), default=""),
        reply,
        since,
        stage,
        company,
        tuple(islice(fans(assay), table("plots.toml")["visible"]["most"])),
        products,
        projects((claim for claim in assay.claims if claim.document in real), products),
        tuple(one for one in benchmarks(stage or None) if not company or one.stage in stages),
    )


def entering(assay: Assay, measured: list[Measured], real: set[str]) -> tuple[str, ...]:
    """Claims of real sources that are of what a measure with a series counts, by metric, unit, stage and place."""
    rules = {one["id"]: one for one in table("measures.toml")["measure"]}
    told = [rules[one.id] for one in measured if one.main and one.id in rules]
    return tuple(claim.id for claim in assay.claims if claim.document in real and any(of_measure(rule, claim) for rule in told))
