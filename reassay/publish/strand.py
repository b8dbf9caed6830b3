"""A thread as text: its statements by date, and between them what changed, with the words of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.thread import Step, Thread
from reassay.publish.wording import excerpt, rendering


def thread_page(thread: Thread, document: Callable[[str], Document]) -> str:
    """Every statement of a thread with publisher and date, and the drift from each to the next."""
    out = [f"thread {thread.id}  {len(thread.claims)} statements, {'drifts' if thread.drifts else 'nothing changed on the way'}"]
    out += statement(thread.claims[0], document)
    for step in thread.steps:
        out += [*drift(step), *statement(step.after, document)]
    return "\n".join(out) + "\n"


def statement(claim: Claim, document: Callable[[str], Document]) -> Iterator[str]:
    """One statement."""
    page = document(claim.document)
    yield f"  {page.published.value if page.published else 'undated'}  {page.source.name}  {claim.id}"
    yield f"    {rendering(claim)}"


def drift(step: Step) -> Iterator[str]:
    """What changed, with both quotes; nothing when a statement was passed on as it was."""
    for change in step.changes:
        yield f"      {change.field}: {change.before} -> {change.after}"
    if step.changes:
        yield f"        before: {excerpt(step.before)}"
        yield f"        after:  {excerpt(step.after)}"


def membership(threads: Sequence[Thread], claim: Claim) -> str:
    """The line by which a claim's page names its thread; nothing where it stands alone."""
    found = next((one for one in threads if any(claim.id == other.id for other in one.claims)), None)
    if found is None:
        return ""
    fields = sorted({change.field for step in found.steps for change in step.changes})
    return f"thread {found.id}  {len(found.claims)} statements" + (f", drift in {', '.join(fields)}" if fields else "") + "\n"
