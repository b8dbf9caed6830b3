"""A count that only grows, lower at a later date."""

from __future__ import annotations

import re
from collections import defaultdict

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.period import Period
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.judge.circle import voice
from reassay.judge.intervals import Thing, fit, interval, told, who
from reassay.judge.kindred import Said, kindred
from reassay.judge.plain import plain
from reassay.reference.cards import metrics
from reassay.reference.grammar import table


@leaf(alarm=True)
def cumulative_falls(claim: Claim, view: View) -> Finding | None:
    """A cumulative count is lower than the same voice told for an earlier date."""
    q, card, day = claim.quantity, metrics().get(claim.metric), moment(claim, view)
    running = card is not None and card.cumulative
    if not (running or since_ever(claim)) or q is None or day is None or not told(claim) or not who(claim):
        return None
    highest = before(claim, day, running, view)
    if highest is None or highest.quantity is None:
        return None
    falls = interval(claim)[1] < interval(highest)[0]
    return Finding(
        cumulative_falls.__name__,
        claim.id,
        "fires" if falls else "passes",
        "a cumulative count below its own earlier value" if falls else "a cumulative count no lower than before",
        (("value", q.low), ("earlier value", highest.quantity.low)),
        "value >= earlier value",
        (highest.id,),
        suggests="internally_inconsistent" if falls else None,
    )


def before(claim: Claim, day: str, running: bool, view: View) -> Claim | None:
    """The highest count that the claim's voice told of the same thing in another text for an earlier day."""
    kin, mine = kindred(claim, view)
    counts = kin.kept("counts", running, lambda: counted(kin.said, running, view))
    speaker = voice(view.document(claim.document), claim, view)
    found = []
    for (name, unit, what), days in counts.items():
        if name == speaker and unit == mine.unit and fit(what, mine.thing):
            early = (some for then, some in days.items() if then < day)
            found += [one for some in early for one in [next((one for one in some if one.claim.document != claim.document), None)] if one]
    highest = max(found, key=lambda one: (one.claim.quantity.low if one.claim.quantity else 0, -one.order), default=None)
    return highest.claim if highest else None


def counted(said: list[Said], running: bool, view: View) -> dict[tuple[str, str | None, Thing], dict[str, list[Said]]]:
    """Counts that only grow, by voice, unit and thing, of each day the highest first."""
    found: dict[tuple[str, str | None, Thing], dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for one in sorted(said, key=lambda one: (-one.claim.quantity.low if one.claim.quantity else 0, one.order)):
        then = moment(one.claim, view)
        if one.fact and then is not None and (running or since_ever(one.claim)):
            found[voice(view.document(one.claim.document), one.claim, view), one.unit, one.thing][then].append(one)
    return found


def since_ever(claim: Claim) -> bool:
    """True when the sentence counts from the beginning (in total since its founding)."""
    words, low = table("testing.toml")["cumulative"], plain(claim.quote)
    return any(word in low for code in ("en", "zh") for word in words[code]) or any(re.search(one, low) for one in words["patterns"])


def moment(claim: Claim, view: View) -> str | None:
    """The last day a claim speaks of: of its period, else of the publication."""
    published = view.document(claim.document).published
    period = claim.period or (Period(published.value) if published else None)
    return period.days()[1].isoformat() if period else None
