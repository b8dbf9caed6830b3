"""Everything known about one claim or document, as text a person can follow from words to verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from reassay.base import notation
from reassay.base.claim import Claim
from reassay.base.source import Edge, Entity
from reassay.base.verdict import Finding, Verdict
from reassay.publish.beside import credibility, signed
from reassay.publish.formats import said
from reassay.publish.wording import glossary, rendering, say


def listing(claims: Sequence[Claim]) -> str:
    """One line a claim: id, notation in short."""
    return "".join(f"{claim.id}  {notation.write(claim, full=False)}\n" for claim in claims)


def dossier(known: dict[str, Any]) -> str:
    """A claim with the words of each field, its trace, findings and verdicts; or a document with its claims."""
    document = known["document"]
    date = f"{document.published.value} (rule: {document.published.rule})" if document.published else "undated"
    head = (
        f"document {document.id}  {document.name}  {document.source.name}, {date}, {document.wording}, {document.address or 'no address'}\n"
    )
    if "claim" not in known:
        return head + listing(known["claims"])
    claim: Claim = known["claim"]
    out = [
        f"claim {claim.id}",
        f"  {rendering(claim)}",
        f"  {claim.metric} {said(claim)}",
        f"  quote: {claim.quote}",
        *stages(known.get("places", ()), known.get("placed")),
        "  fields from these words:",
    ]
    carried = dict(claim.carried)
    for name, span in claim.spans:
        place = f" ({carried[name]})" if name in carried else ""
        out.append(f"    {name:14} {document.text[span.start : span.end]!r} at {span.start}{place}")
    out += ["  trace:", *(f"    {step}" for step in claim.trace)]
    now = {ident for one in known["verdicts"][-1:] for ident, _ in one.because}
    for title, some in (("findings", now), ("findings of earlier judgements", {one.id for one in known["findings"]} - now)):
        lines = [f"    {one.id}  {one.check} {one.outcome}: {one.says}" for one in known["findings"] if one.id in some]
        out += [f"  {title}:", *lines] if lines or some is now else []
    out += [
        "  verdicts:",
        *(
            f"    {one.as_of}  {one.word}" + (f", next test {one.next_test_date}" if one.next_test_date else "")
            for one in known["verdicts"]
        ),
    ]
    out += [line for one in known["verdicts"][-1:] for line in beside(one)]
    out += [f"  review: {one.outcome}, {one.decided}, by {one.by or 'a person'}, {one.source}" for one in known.get("reviews", ())]
    return "\n".join(out) + "\n" + head


def stages(places: Sequence[tuple[str, str]], placed: str | None) -> Iterator[str]:
    """The stage a claim is placed at, and the others it may belong to, best first, each with what speaks for it."""
    words = glossary("stages")
    why = {name: say(f"placed_{name}") for name in {name for _, name in places}}
    told = "; ".join(f"{words[stage]} ({why[name]})" for stage, name in places if stage != placed)
    here = next((f"{words[stage]} ({why[name]})" for stage, name in places if stage == placed), words["none"])
    yield f"  stage: {here}" + (f"; may also be: {told}" if told else "")


def beside(one: Verdict) -> Iterator[str]:
    """The two axes of the newest verdict, and the odds beside it with what each thing added and why."""
    if one.outcome:
        yield f"  axes: outcome {one.outcome.replace('_', ' ')}, independence {one.independence.replace('_', ' ')}"
    if one.odds is None:
        return
    state = "calibrated" if one.odds.calibrated else "uncalibrated"
    yield f"  odds beside it, {state} ({one.odds.scale.adjudicated} of {one.odds.needed} adjudicated): together {signed(one.odds.total)}"
    yield from (f"    {signed(part.odds):>6}  {part.what} [{part.voice}]: {part.why}" for part in one.odds.parts)
    yield f"  probability {one.odds.probability}, {one.odds.band}"
    yield f"  STIX confidence {one.odds.confidence} of 100"
    yield f"  Admiralty credibility {credibility(one)} of 1 (confirmed by other sources) to 6 (cannot be judged)"


def entity_page(entity: Entity, edges: Sequence[Edge], claims: Sequence[Claim]) -> str:
    """An entity: its names, who owns it and what it owns, and the claims about it."""
    out = [f"entity {entity.id}  {', '.join(entity.names)}"]
    out += [f"  formerly {name}" for name in entity.former]
    for edge in edges:
        if entity.id in (edge.parent, edge.child):
            share = f", {edge.share:.4g}" if edge.share is not None else ""
            out.append(f"  {edge.parent} -> {edge.child}  {edge.relation}{share}, as of {edge.as_of}  {edge.url}".rstrip())
    return "\n".join([*out, f"  {len(claims)} claims:"]) + "\n" + listing(claims)


def check_page(name: str, says: str, sheet: str, findings: Sequence[Finding]) -> str:
    """A check: what it says of itself, how often it fired in this ledger, and its specimens."""
    counts = {outcome: sum(one.outcome == outcome for one in findings) for outcome in ("fires", "passes", "lacks")}
    here = ", ".join(f"{outcome} {number}" for outcome, number in counts.items())
    return f"check {name}\n  {says}\n  in this ledger: {here}\n\n{sheet}"
