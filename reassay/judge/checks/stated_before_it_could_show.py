"""A filing year stated before the public register can show it."""

from __future__ import annotations

from collections import defaultdict
from weakref import WeakKeyDictionary

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Evidence, Finding
from reassay.base.view import View
from reassay.judge.stretch import months
from reassay.judge.testimony import testify
from reassay.reference.cards import metrics
from reassay.reference.grammar import table


@leaf(alarm=False)
def stated_before_it_could_show(claim: Claim, view: View) -> Finding | None:
    """The register that would show it must do so only after its publication lag; before that, agreement proves nothing."""
    if claim.modality not in ("achieved", "ongoing"):
        return None
    coming = release(claim, view)
    if coming is not None:
        return coming
    card = metrics().get(claim.metric)
    if card is None or card.lag is None or claim.quantity is None:
        return None
    name = stated_before_it_could_show.__name__
    if claim.period is None:
        return Finding(name, claim.id, "lacks", "no year is stated, so no register date follows", lacks=("year of filing",))
    lag = table("lags.toml")[card.lag]
    day = months(claim.period.days()[1], int(lag["months"])).isoformat()
    early = view.as_of < day
    says = f"{lag['title']} must show it in full only from {day}" if early else f"{lag['title']} show it in full since {day}"
    return Finding(
        name,
        claim.id,
        "fires" if early else "passes",
        says,
        (),
        "last day of the period + lag",
        dates=(day,),
        suggests="not_testable_yet" if early else None,
        next_test_date=day if early else None,
    )


RELEASES: WeakKeyDictionary[View, dict[str, list[Evidence]]] = WeakKeyDictionary()


def releases(view: View) -> dict[str, list[Evidence]]:
    """Rows of days of release by the time they will show, put in order once."""
    if view not in RELEASES:
        made: dict[str, list[Evidence]] = defaultdict(list)
        for row in view.evidence():
            if row.values.get("metric") == "release_date":
                made[str(row.values.get("period"))].append(row)
        RELEASES[view] = made
    return RELEASES[view]


def release(claim: Claim, view: View) -> Finding | None:
    """A table that is due on a later day and will be the first to show the claim's time."""
    if claim.period is None or testify(claim, view).says:
        return None
    for row in releases(view).get(claim.period.text, ()):
        day = str(row.values.get("expected_release") or "")
        if view.as_of < day:
            return Finding(
                stated_before_it_could_show.__name__,
                claim.id,
                "fires",
                f"{row.values.get('subject')} is the first table to show {claim.period.text}, due on {day}",
                formula="day of release",
                evidence=(row.id,),
                dates=(day,),
                names=(row.publisher,),
                suggests="not_testable_yet",
                next_test_date=day,
            )
    return None
