"""Plans, aims and forecasts: not testable before their date has passed."""

from __future__ import annotations

import datetime as dt

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.direction import direction

AHEAD = ("planned", "targeted", "forecast", "hypothetical")


MEASURED = ("growth_rate", "price_change")  # a direction alone can be tested


def untestable(claim: Claim) -> tuple[str, None] | None:
    """Why nothing could decide a claim: it has no number, and is no event and no direction of a series."""
    if claim.quantity is None and claim.metric != "event" and claim.metric not in MEASURED and not direction(claim.quote):
        return "no number, date or comparison that evidence could decide", None
    return None


def deadline(claim: Claim, view: View) -> tuple[str, str | None] | None:
    """(why, first day on which it can be tested) for a plan whose date is not past; None for everything else."""
    if claim.modality not in AHEAD:
        return None
    if claim.period is None:
        return f"{claim.modality}, without a date", None
    last = claim.period.days()[1]
    if last < dt.date.fromisoformat(view.as_of):
        return None
    return f"{claim.modality} for a date that is not past", (last + dt.timedelta(days=1)).isoformat()
