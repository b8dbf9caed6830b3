"""One proposal -> a Claim, or the reason it is rejected: every field must stand in the text, the number is read by our own parser.

Invariant: nothing a model says enters a claim but a choice among ids; every word and number is taken from the characters it pointed to.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from reassay.base.claim import Claim
from reassay.base.quantity import Quantity, exact
from reassay.base.text import Span
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics

TOLERANCE = Fraction(1, 10**6)  # a model's float against our exact number


def vet(scene: Scene, chunk: Span, proposal: dict[str, Any], mark: str) -> Claim | str:
    """The claim of a proposal, or why not."""
    text = scene.document.text
    quote = find(text, proposal["quote"], chunk)
    if quote is None:
        return "quote is not in the passage"
    spans: dict[str, Span] = {}
    for part, place in (("subject", Span(0, len(text))), ("attribution", Span(0, len(text))), ("period", quote)):
        if proposal[part]:
            found = find(text, proposal[part], chunk) or find(text, proposal[part], place)
            if found is None:
                return f"{part} is not in the text"
            spans[part] = found
    when = next((when for when in scene.whens if "period" in spans and when.span.overlaps(spans["period"])), None)
    if when is not None:
        spans["period"] = when.span
    elif "period" in spans:
        del spans["period"]
    if when is not None and when.anchor:
        spans["period_anchor"] = when.anchor
    reading = milestone if proposal["metric"] == "event" else measured
    told = reading(scene, quote, proposal, spans)
    if isinstance(told, str):
        return told
    return Claim(
        document=scene.document.id,
        quote=quote.of(text),
        span=quote,
        metric=proposal["metric"],
        subject=spans["subject"].of(text) if "subject" in spans else None,
        subject_id=next((name.entity for name in scene.names if "subject" in spans and name.span == spans["subject"]), None),
        quantity=told,
        period=when.period if when else None,
        period_from=("text" if when.stated else "context") if when else None,
        modality=proposal["modality"],
        polarity="negated" if proposal["negated"] else "positive",
        attribution=spans["attribution"].of(text) if "attribution" in spans else None,
        stage=metrics()[proposal["metric"]].stage if proposal["metric"] in metrics() else None,
        event=proposal["event"] if proposal["metric"] == "event" else None,
        spans=tuple(sorted(spans.items())),
        trace=(mark,),
    )


def find(text: str, words: str, place: Span) -> Span | None:
    """The first place of words inside a span, exactly; None when they do not stand there."""
    at = text.find(words, place.start, place.end) if words.strip() else -1
    return Span(at, at + len(words)) if at >= 0 else None


def milestone(scene: Scene, quote: Span, proposal: dict[str, Any], spans: dict[str, Span]) -> Quantity | str | None:
    """Nothing to measure; the event's own word must stand in the quote."""
    words = [mention for mention in scene.inside(quote, "event") if mention.name == proposal["event"]]
    if not words:
        return "no word of that milestone in the quote"
    spans["event"] = words[0].span
    return None


def measured(scene: Scene, quote: Span, proposal: dict[str, Any], spans: dict[str, Span]) -> Quantity | str | None:
    """The quantity at the value's place as our own parser reads it."""
    place = find(scene.document.text, proposal["value"], quote) if proposal["value"] else None
    if place is None:
        return "value is not in the quote"
    found = [
        one for one in scene.measures if one.span.within(quote) and one.whole.overlaps(place) and place.within(one.whole.join(one.span))
    ]
    found = found or [one for one in scene.measures if one.span.within(place) and one.span.within(quote)]
    if len(found) != 1:
        return "no number of ours at the value"
    one = found[0]
    card = metrics().get(proposal["metric"])
    kind = "count" if one.kind == "number" else "ratio" if one.kind in ("points", "change") else one.kind
    if card is None or not (kind in card.kinds or card.change):
        return f"a metric that does not measure {kind}"
    low, high = signed(scene, quote, proposal, one, spans)
    if proposal["number"] is not None and not near(proposal["number"], low, high):
        return "number differs from the characters"
    spans |= anchored(one)
    unit = one.unit or (card.zero_unit if one.low == 0 else None) or "count"
    return Quantity(exact(low), exact(high), one.comparator, unit, None)


def signed(scene: Scene, quote: Span, proposal: dict[str, Any], one: Measure, spans: dict[str, Span]) -> tuple[Fraction, Fraction]:
    """The value with its sign: negative when the word pointed to is one of fall or loss."""
    place = find(scene.document.text, proposal["fall"], quote) if proposal["fall"] else None
    falls = [mention for mention in scene.inside(quote, "fall", "loss") if place and mention.span.overlaps(place)]
    if falls and one.low > 0:
        spans["direction"] = falls[0].span
        return -one.high, -one.low
    return one.low, one.high


def anchored(one: Measure) -> dict[str, Span]:
    """Spans of a measure's parts."""
    parts = (("value", one.span), ("unit", one.unit_span), ("per", one.per_span), ("comparator", one.compared))
    found = {part: span for part, span in parts if span is not None and span.start < span.end}
    if one.ends:
        found["low"], found["high"] = one.ends
    return found


def near(number: float, low: Fraction, high: Fraction) -> bool:
    """True when a model's number is one of the interval's, up to the precision of a float."""
    value = Fraction(number)
    room = max(abs(low), abs(high), Fraction(1, 10**9)) * TOLERANCE
    return low - room <= value <= high + room
