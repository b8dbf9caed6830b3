"""Alerts of a ledger handed to the targets of a watchlist: a file that grows, a feed made anew, a webhook called once for a batch.

What was handed over is entered. A batch whose end was not entered is handed over again as the same batch under the same key: a receiver
that keeps keys sees it once.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reassay import pipeline
from reassay.base.errors import Problem
from reassay.base.watch import Alert, Sent
from reassay.collect.watchlist import Watchlist
from reassay.collect.webhook import post
from reassay.ledger.sightings import entries
from reassay.publish.alerts import append, atom, plain
from reassay.reference.grammar import table

if TYPE_CHECKING:
    from reassay.ledger import Ledger


def hand_over(watchlist: Watchlist, ledger: Ledger, call: pipeline.Call) -> list[Problem]:
    """Hand over everything that was not yet; what went wrong is a Problem, and waits for the next pass."""
    alerts = {one.id: one for one in (Alert(**row) for row in entries(ledger.entries("alert", watchlist.name)))}
    order = sorted(alerts.values(), key=lambda one: (one.day, one.document, one.claim, one.kind, one.id))
    found: list[Problem | None] = []
    if watchlist.file is not None:
        found.append(filed(watchlist, ledger, watchlist.file, order))
    if watchlist.feed is not None:
        found.append(written(watchlist.feed, atom(watchlist.name, order)))
    if watchlist.webhook is not None:
        found.append(called(watchlist, ledger, watchlist.webhook, order, call))
    problems = [one for one in found if one is not None]
    for problem in problems:
        ledger.add_problem(problem)
    return problems


def sent(ledger: Ledger, target: str) -> tuple[set[str], list[Sent]]:
    """Alerts that a target has, and batches of which that is not known."""
    marks = [Sent(**row) for row in entries(ledger.entries("sent", target))]
    done = {ident for one in marks if one.state == "done" for ident in one.alerts}
    over = {one.batch for one in marks if one.state == "done"}
    return done, sorted((one for one in marks if one.state == "started" and one.batch not in over), key=lambda one: one.batch)


def filed(watchlist: Watchlist, ledger: Ledger, path: Path, order: list[Alert]) -> Problem | None:
    """Add to the file what it was not given yet."""
    target = f"{watchlist.name} file"
    done, _ = sent(ledger, target)
    due = [one for one in order if one.id not in done]
    try:
        append(path, due)
    except (OSError, ValueError) as problem:
        return Problem(
            path.name, f"alerts could not be written: {type(problem).__name__}", "check alerts.file; they wait for the next pass"
        )
    if due:
        ledger.add_seen([], [("sent", target, Sent(target, tuple(one.id for one in due)))])
    return None


def written(path: Path, text: str) -> Problem | None:
    """A feed in place of the one before, whole at any moment."""
    beside = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(text, "utf-8", newline="\n")
        beside.replace(path)
    except OSError as problem:
        return Problem(path.name, f"the feed could not be written: {type(problem).__name__}", "check alerts.feed")
    return None


def called(watchlist: Watchlist, ledger: Ledger, address: str, order: list[Alert], call: pipeline.Call) -> Problem | None:
    """Call the webhook for batches of which it is not known that they arrived, then for what is new."""
    target, by_id = f"{watchlist.name} webhook", {one.id: one for one in order}
    done, open_batches = sent(ledger, target)
    begun = {ident for one in open_batches for ident in one.alerts}
    due = [one.id for one in order if one.id not in done | begun]
    size = table("watching.toml")["limits"]["batch"]
    fresh = [Sent(target, tuple(due[start : start + size]), "started") for start in range(0, len(due), size)]
    request = pipeline.requested(call)
    for batch in (*open_batches, *fresh):
        ledger.add_seen([], [("sent", target, batch)])
        told = [plain(by_id[ident]) for ident in batch.alerts if ident in by_id]
        trouble = post(address, {"watchlist": watchlist.name, "batch": batch.batch, "alerts": told}, batch.batch, request)
        if trouble is not None:
            return trouble
        ledger.add_seen([], [("sent", target, Sent(target, batch.alerts))])
    return None
