"""Claim -> Stage of the value chain: what the claim says, else its metric card."""

from __future__ import annotations

from reassay.base.claim import Claim
from reassay.reference.cards import metrics


def locate(claim: Claim) -> str | None:
    """The stage of a claim, None when neither its words nor its metric place it."""
    card = metrics().get(claim.metric)
    return claim.stage or (card.stage if card else None)
