"""How the ledger's own past stands: reviews by persons entered, track records of voices, calibration of the probabilities told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reassay.base.errors import Problem
from reassay.base.odds import Scale
from reassay.base.record import Calibration, Forecast, Track
from reassay.base.verdict import Review, Verdict

if TYPE_CHECKING:
    from reassay.base.view import View
    from reassay.ledger import Ledger


def enter(path: Path, ledger: Ledger, tell: Callable[[Problem], None]) -> int:
    """Reviews of a file into the ledger; how many were read. A broken row is told and stored, the rest is entered."""
    from reassay.collect.reviews import reviews

    ids = sorted(claim.id for claim in ledger.claims())

    def lookup(start: str) -> str | None:
        found = [ident for ident in ids if ident.startswith(start)]
        return found[0] if len(found) == 1 else None

    read = []
    for one in reviews(path, lookup):
        if isinstance(one, Problem):
            ledger.add_problem(one)
            tell(one)
        else:
            read.append(one)
    ledger.add_reviews(read)
    return len(read)


def reviewed(ledger: Ledger, as_of: str) -> dict[str, Review]:
    """Claim -> its newest review by a date."""
    from reassay.judge.record import settled

    return settled(ledger.reviews(), as_of)


def forecasts(ledger: Ledger, view: View) -> tuple[list[Forecast], Counter[str]]:
    """What was told before each reviewed claim was decided, and why other reviewed claims are no forecast.

    The newest verdict for a day before the decision counts: one of that day or later is hindsight. Repeats of one thing count once.
    """
    from reassay.judge.record import real, thing

    found: dict[tuple[str, ...], Forecast] = {}
    left: Counter[str] = Counter()
    known = reviewed(ledger, view.as_of)
    for claim in view.claims():
        one = known.get(claim.id)
        if one is None:
            continue
        before = told_before(ledger, claim.id, one.decided)
        if not real(view.document(claim.document)):
            left["constructed examples"] += 1
        elif one.outcome == "undecided":
            left["undecided"] += 1
        elif before is None or before.odds is None:
            left["no probability told before they were decided"] += 1
        elif (key := thing(claim, before)) in found:
            left["repeats of one thing"] += 1
        else:
            found[key] = Forecast(claim.id, float(before.odds.probability), float(before.odds.total), one.outcome == "held")
    return list(found.values()), left


def told_before(ledger: Ledger, claim: str, day: str) -> Verdict | None:
    """The newest verdict on a claim for a day before another."""
    from reassay.ledger import records

    found = [one for one in map(records.verdict, ledger.entries("verdict", claim)) if one.as_of < day]
    return max(found, key=lambda one: (one.as_of, one.id), default=None)


def past(ledger: Ledger, view: View) -> dict[tuple[str, str], tuple[int, int]]:
    """(voice, metric) -> claims that persons found to hold and to fail by the view's date; repeats once, constructed examples never."""
    from reassay.judge.record import claimant, newest, real, thing
    from reassay.ledger import records

    known = reviewed(ledger, view.as_of)
    things: dict[tuple[str, ...], bool] = {}
    for claim in view.claims():
        if claim.id not in known or known[claim.id].outcome == "undecided" or not real(view.document(claim.document)):
            continue
        told = newest(map(records.verdict, ledger.entries("verdict", claim.id)), view.as_of).get(claim.id)
        if told is not None and claimant(told):
            things.setdefault(thing(claim, told), known[claim.id].outcome == "held")
    counts = Counter((key[0], key[1], held) for key, held in things.items())
    return {(voice, metric): (counts[voice, metric, True], counts[voice, metric, False]) for voice, metric, _ in sorted(counts)}


def signed(verdict: Verdict, review: Review | None) -> Verdict:
    """A verdict with what a person found beside it. The machine's word stays what it is, and never stands without the person's."""
    if review is None or review.outcome == "undecided":
        return verdict
    return replace(verdict, because=(("review", f"{review.outcome}, {review.decided}, {review.source}"), *verdict.because), reviewed=True)


def scale(ledger: Ledger, view: View) -> Scale | None:
    """The scale that adjudicated claims teach by the view's date; None when there is no review."""
    from reassay.judge.calibration import fitted

    told, _ = forecasts(ledger, view)
    return fitted(told) if told else None


def calibration(ledger: Ledger, as_of: str) -> Calibration:
    """The report over every claim adjudicated by a date."""
    from reassay.judge.calibration import calibrate

    told, left = forecasts(ledger, ledger.view(as_of))
    return calibrate(told, tuple(sorted(left.items())))


def records_of(ledger: Ledger, as_of: str) -> tuple[list[Track], Mapping[str, str]]:
    """Track records of every voice and metric by a date, and the names of the voices."""
    from reassay.judge.record import newest, tracks
    from reassay.ledger import records

    view = ledger.view(as_of)
    verdicts = newest((records.verdict(body) for body in ledger.entries("verdict")), as_of)
    names = {f"{kind}:{page.source.id}": page.source.name for page in view.documents() for kind in ("publisher", "unknown")}
    return tracks(verdicts, reviewed(ledger, as_of), view), names


def controlling(ident: str, ledger: Ledger, as_of: str) -> str:
    """The voice that an entity speaks with: its controller's."""
    from reassay.judge.voices import controller

    return controller(ident, ledger.view(as_of))
