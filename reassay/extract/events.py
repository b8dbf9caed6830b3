"""Milestones: a verb of the event lexicon with evidence (a date, a completed or planned aspect), when no number already tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from reassay.base.claim import Claim
from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.scene import Scene

TELLS = {
    "launched": ("products_launched",),
    "approved": ("standards_published", "patents_granted"),
    "published": ("standards_published",),
    "completed": ("technologies_solved", "processes_developed"),
    "awarded": ("funding", "contract_value"),
    "established": ("year_established",),
}

NEAR = 4  # characters before a milestone in which a word of what is done makes it certain
TOLD = 5  # a milestone told in so many characters (通过客户认证) needs no other evidence


def events(scene: Scene, index: int, passage: Passage, claims: list[Claim], about: Callable[[Span, str], Any]) -> Iterator[Claim]:
    """One claim for each event verb of a passage, at most one a clause and kind."""
    if passage.kind == "row" or passage.span.of(scene.text).endswith("?"):
        return  # a question tells nothing
    seen: set[tuple[int, str]] = set()
    told = {claim.metric for claim in claims}
    for mention in scene.inside(passage.span, "event"):
        clause = scene.clause(passage.span, mention.span)
        if (clause.start, mention.name) in seen or any(
            mention.span.overlaps(Span(*span)) for claim in claims for name, span in claim.spans if name == "metric"
        ):
            continue
        if told & set(TELLS.get(mention.name, ())) or not supported(scene, passage, clause, mention.span, claims):
            continue
        if scene.inside(passage.span, "lure_rumour"):
            continue
        if mention.name == "completed" and any(m.name == "acquired" and m.span.within(clause) for m in scene.inside(clause, "event")):
            continue  # to complete a purchase is to buy
        seen.add((clause.start, mention.name))
        yield build(scene, passage, mention.span, mention.name, clause, about(mention.span, "event"))


def supported(scene: Scene, passage: Passage, clause: Span, place: Span, claims: list[Claim]) -> bool:
    """Evidence that the verb tells a milestone: a date in the clause or just before, or a clause without a number of its own."""
    dated = any(
        when.span.within(clause) or (when.span.within(passage.span) and abs(when.span.end - place.start) < 20)
        for when in scene.timed(passage.span)
    )
    inside = [claim for claim in claims if (span := claim.at("value")) is not None and Span(*span).within(clause)]
    if scene.code == "zh":
        return han_supported(scene, passage, clause, place, dated, inside)
    return dated or (not inside and passage.kind in ("item", "sentence") and len(place) > 0 and " " in place.of(scene.text))


def han_supported(scene: Scene, passage: Passage, clause: Span, place: Span, dated: bool, inside: list[Claim]) -> bool:
    """Of a Chinese verb that is no part of a noun: a date near, or a date or a word of what is done before it where no number stands."""
    frame = scene.words["event_not"]
    if scene.text.startswith(tuple(frame["before"]), place.end) or scene.text.endswith(tuple(frame["behind"]), clause.start, place.start):
        return False
    if any(word in scene.text[clause.start : place.start] for word in frame["unsure"]) or scene.text[place.end : place.end + 1].isdigit():
        return False
    beside = [claim for claim in inside if (span := claim.at("value")) is not None and not Span(*span).within(place)]
    if any(claim.quantity is not None and claim.quantity.unit == "count" and claim.metric != "rank" for claim in beside):
        return False  # 签约项目41个: the count tells it
    if dated and (not inside or place.end - place.start > 1):
        return True
    earlier = any(when.span.end <= place.start for when in scene.timed(passage.span))
    done = any(word in scene.text[clause.start : place.end] for word in scene.words["event_evidence"]["done"])
    lead = scene.text[max(clause.start, place.start - NEAR) : place.start]
    if any(word in lead for word in scene.words["event_evidence"]["just"]):
        return True
    return not inside and (earlier or done or place.end - place.start >= TOLD)


def build(scene: Scene, passage: Passage, place: Span, event: str, clause: Span, around: Any) -> Claim:
    """The claim of one event."""
    from reassay.extract.reader import placed

    spans, carried = placed(around)
    spans["event"] = place
    text = scene.document.text
    after = text[place.end : clause.end].strip() or text[clause.start : place.start].strip()
    return Claim(
        document=scene.document.id,
        quote=passage.span.of(text),
        span=passage.span,
        metric="event",
        subject=text[around.name.span.start : around.name.span.end] if around.name else None,
        subject_id=around.name.entity if around.name else None,
        object=after[:120] or None,
        period=around.period,
        period_from=around.period_from,
        modality=around.modality.value or "achieved",
        polarity=around.polarity.value or "positive",
        attribution=around.attribution.value,
        stage=around.stage.value,
        event=event,
        spans=tuple(sorted(spans.items())),
        carried=tuple(sorted(carried.items())),
        trace=(f"event {event}", *around.stage.why),
    )
