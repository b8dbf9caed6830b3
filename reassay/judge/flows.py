"""What two countries trade with each other, as a bound on what one trader of either says it shipped to the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.bases import at_odds
from reassay.judge.plain import plain
from reassay.judge.readings import Reading, at_time, converted, read
from reassay.judge.rows import same_name, shelf
from reassay.reference.grammar import table


def flows_between(claim: Claim, view: View) -> Iterator[Reading]:
    """What one country prints of all its trade with another, where a text names both and the claim is of one trader: no trader has more."""
    mirrored = table("evidence.toml")["mirror"].get(claim.metric, ())
    text = plain(claim.quote)
    basis = claim.quantity.basis if claim.quantity else None
    for row in (one for metric in (claim.metric, *mirrored) for one in shelf(view).between.get(metric, ())):
        value, sides = converted(claim, row), (row.subject, str(row.get("partner") or ""))
        if value is None or not at_time(claim, row) or at_odds(basis, row.evidence.basis):
            continue
        if all(spoken_of(side, text) for side in sides) and not any(same_name(side, claim, view) for side in sides):
            yield read(claim, "bound", value, (row,), "what one trader ships <= what the two countries trade")


def spoken_of(place: str, text: str) -> bool:
    """True when a text names a place or its people."""
    words = [place, *(people for people, home in table("places.toml")["peoples"].items() if home == place)]
    return any(re.search(rf"(?<![a-z]){re.escape(plain(word))}(?![a-z])", text) for word in words)
