"""What a register can show of a year's invention applications before all are public, and whether a shortfall speaks.

Model: filings spread evenly; each is public at the latest 18 calendar months after its day (lags.toml); 3 in 100 never are. Publication
on request is earlier and only adds, so the share that must show is a lower bound. A shortfall speaks only when a claim 30 % too high
would be told apart with probability 0.8 (power before verdict).
"""

from __future__ import annotations

from decimal import Decimal

from reassay.base.claim import Claim
from reassay.base.view import View
from reassay.judge.nowcast import binomial
from reassay.judge.readings import LOST, Reading
from reassay.judge.rows import day
from reassay.judge.stretch import months, of
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

ERROR = Decimal("0.7")  # a claim 30 % too high: what was filed is this part of it
POWER, LEVEL = 0.8, 0.025


def unripe(claim: Claim, one: Reading, view: View) -> bool:
    """True when a register shows less than claimed and need not show all yet, or could not tell a 30 % error with the power asked for."""
    card, mine, q = metrics().get(claim.metric), of(claim.period), claim.quantity
    if card is None or card.lag is None or mine is None or q is None or one.value >= q.low:
        return False
    look = max((found for row in one.rows if (found := day(row.evidence.valid_date or row.evidence.retrieved_date))), default=None)
    lag = int(table("lags.toml")[card.lag]["months"])
    whole = (mine.last - mine.first).days + 1
    if look is None or look >= months(mine.last, lag):
        return False
    shown = sum(1 for step in range(whole) if months(mine.first.fromordinal(mine.first.toordinal() + step), lag) <= look)
    share = float(Decimal(shown) / whole * LOST)
    return not rejects(int(one.value), int(q.low), share)


def rejects(seen: int, claimed: int, share: float) -> bool:
    """True when so few would be seen of a true claim with probability LEVEL at most, and a 30 % error would be found with POWER."""
    if share <= 0 or binomial(seen, claimed, share) > LEVEL:
        return False
    most = edge(claimed, share)
    return most >= 0 and binomial(most, int(claimed * ERROR), share) >= POWER


def edge(claimed: int, share: float) -> int:
    """The largest number that a true claim shows with probability LEVEL at most, -1 for none; by halving, for the sums grow with it."""
    low, high = -1, claimed
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if binomial(middle, claimed, share) <= LEVEL else (low, middle)
    return low
