"""A filing year stated before the public register can show it."""

from __future__ import annotations

import datetime as dt

from reassay.base.claim import Claim
from reassay.base.drawer import leaf
from reassay.base.verdict import Finding
from reassay.base.view import View
from reassay.reference.cards import metrics
from reassay.reference.grammar import table


@leaf(alarm=False)
def stated_before_it_could_show(claim: Claim, view: View) -> Finding | None:
    """The register that would show it must do so only after its publication lag; before that, agreement proves nothing."""
    card = metrics().get(claim.metric)
    if card is None or card.lag is None or claim.quantity is None or claim.modality not in ("achieved", "ongoing"):
        return None
    name = stated_before_it_could_show.__name__
    if claim.period is None:
        return Finding(name, claim.id, "lacks", "no year is stated, so no register date follows", lacks=("year of filing",))
    lag = table("lags.toml")[card.lag]
    day = visible(claim.period.days()[1], int(lag["months"])).isoformat()
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


def visible(last: dt.date, months: int) -> dt.date:
    """First day after the given number of calendar months from a period's last day."""
    after = last + dt.timedelta(days=1)
    month = after.month - 1 + months
    return dt.date(after.year + month // 12, month % 12 + 1, after.day)
