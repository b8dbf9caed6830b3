"""How a number stands to the others of its sentence: a part of one, the total of several, or the earlier level of a change.

Only the cue is kept, as a span of the claim; what follows from it is for a check to say.
"""

from __future__ import annotations

from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene

LEAD = {"en": 60, "zh": 30}  # "5,000 tonnes of recycled oxides in 2025: ..."
NEAR = {"en": 22, "zh": 12}  # "compared with a revised 1,000", 比2024年的1000
HEADS = 12  # most parts that a text says a list has
HEAD_REACH = {"en": 14, "zh": 3}  # within which the noun of the parts stands
HEADED = {"en": 120, "zh": 50}  # from a total to the number of its parts
COLONS = ":\uff1a"


def listing(scene: Scene, sentence: Span, one: Measure, inside: list[Measure]) -> dict[str, Span]:
    """part, total, among, sum, earlier -> the span of the word that says so.

    ``announced``: how many parts it is said to have; ``total``: its parts follow the mark and are all of it; ``among``: some of it
    follows; ``sum``: its parts stand before.
    """
    like = [other for other in inside if other.kind == one.kind and other.unit == one.unit and other.span != one.span]
    behind = [other for other in like if other.span.start >= one.span.end]
    found: dict[str, Span] = {}
    if (cue := last(scene, sentence, one)) is not None:
        found["part"] = cue.span
    if (numbered := announced(scene, sentence, one, inside, behind)) is not None:
        found["announced"], found["total"] = numbered
    elif (mark := opens(scene, sentence, one, behind)) is not None:
        found[mark[0]] = mark[1]
    elif len(like) - len(behind) > 1 and (done := closes(scene, sentence, one, behind)) is not None:
        found["sum"] = done
    if (cue := compared(scene, sentence, one, inside)) is not None:
        found["earlier"] = cue.span
    return found


def last(scene: Scene, sentence: Span, one: Measure) -> Mention | None:
    """The last word before the number that makes it a part, with no end of a longer stretch between."""
    cues = [cue for cue in scene.inside(sentence, "parts") if cue.span.end <= one.whole.start]
    while cues and scene.text.count(")", cues[-1].span.end, one.whole.start) > scene.text.count("(", cues[-1].span.end, one.whole.start):
        cues.pop()  # its bracket is closed: 成员9个(含中国)、23个
    return cues[-1] if cues and ";" not in scene.text[cues[-1].span.end : one.whole.start] else None


def opens(scene: Scene, sentence: Span, one: Measure, behind: list[Measure]) -> tuple[str, Span] | None:
    """The mark behind a number that opens the list of its parts: a word, or a colon before several numbers of its kind."""
    behind = [other for other in behind if not heads(scene, other)]
    if heads(scene, one):
        return None
    reach = min([sentence.end, one.whole.end + LEAD[scene.code], *(other.whole.start for other in behind)])
    tail = Span(one.whole.end, reach)
    for kind, name in (("whole", "total"), ("parts", "among")):
        cues = [cue for cue in scene.inside(tail, kind) if ";" not in scene.text[tail.start : cue.span.start]]
        if cues:
            return name, cues[0].span
    if len(behind) < 2:
        return None
    opened, closed = (
        scene.inside(span, kind) for span, kind in ((tail, "made_of"), (Span(behind[-1].whole.end, sentence.end), "made_of_end"))
    )
    if opened and closed:
        return "total", opened[0].span
    colon = next((at for at in range(tail.start, tail.end) if scene.text[at] in COLONS), None)
    return ("total", Span(colon, colon + 1)) if colon is not None else None


def announced(scene: Scene, sentence: Span, one: Measure, inside: list[Measure], behind: list[Measure]) -> tuple[Span, Span] | None:
    """(the number of parts told, where their list begins) for a total whose list has just so many items; the number may close the list."""
    items = [other for other in behind if not heads(scene, other)]
    for head in inside:
        if head.low != head.high or one.high <= head.low or head.whole.start < one.whole.end or not heads(scene, head):
            continue
        listed = [other for other in items if other.whole.start >= head.whole.end]
        early = [other for other in items if other.whole.start < head.whole.start and other.high > 1]
        if head.low == len(listed) > 1 and not early and head.whole.start <= one.whole.end + HEADED[scene.code]:
            cues = list(scene.inside(Span(head.whole.end, listed[0].whole.start), "parts"))
            return head.span, cues[-1].span if cues else head.span
        closes_it = early and not listed and head.whole.start - early[-1].whole.end <= NEAR[scene.code]
        if head.low == len(early) > 1 and closes_it and (cues := opening(scene, Span(one.whole.end, early[0].whole.start))):
            return head.span, cues[-1].span
    return None


def opening(scene: Scene, place: Span) -> list[Mention]:
    """Words that open a list of parts."""
    return [*scene.inside(place, "whole"), *scene.inside(place, "made_of")]


def counts_parts(scene: Scene, sentence: Span, one: Measure, inside: list[Measure]) -> bool:
    """True for the number of parts of a list that stands in the sentence: it counts the list's items and nothing else."""
    if not heads(scene, one):
        return False
    others = [other for other in inside if other.span != one.span and not heads(scene, other)]
    return any(
        (found := announced(scene, sentence, total, inside, alike(total, others))) is not None and found[0] == one.span for total in others
    )


def alike(one: Measure, others: list[Measure]) -> list[Measure]:
    """Later quantities of a quantity's kind and unit."""
    return [other for other in others if (other.kind, other.unit) == (one.kind, one.unit) and other.span.start >= one.span.end]


def heads(scene: Scene, one: Measure) -> bool:
    """True for the number of parts in a list (of three classes, in four parts), which is no amount of its own."""
    if one.kind not in ("count", "number") or one.high > HEADS:
        return False
    tail = scene.text[one.whole.start : one.whole.end + HEAD_REACH[scene.code]].casefold()
    return any(word in tail for word in scene.words["parts"]["heads"])


def closes(scene: Scene, sentence: Span, one: Measure, behind: list[Measure]) -> Span | None:
    """The word that makes a number the sum of those before it; one right before the next number belongs to that."""
    lead = Span(max(sentence.start, one.whole.start - NEAR[scene.code]), one.whole.start)
    after = min((other.whole.start for other in behind), default=sentence.end)
    tail = Span(one.whole.end, min(after, one.whole.end + NEAR[scene.code]))
    ends = [cue for cue in scene.inside(tail, "sum_after")[:1] if after == sentence.end or scene.text[cue.span.end : after].strip()]
    cues = [*scene.inside(lead, "sum_before")[-1:], *ends]
    return cues[0].span if cues else None


def compared(scene: Scene, sentence: Span, one: Measure, inside: list[Measure]) -> Mention | None:
    """The word that makes a number the level of an earlier time."""
    if not scene.inside(sentence, "earlier_before", "earlier_after"):
        return None
    ends = [other.whole.end for other in inside if other.whole.end <= one.whole.start]
    lead = Span(max(sentence.start, one.whole.start - NEAR[scene.code], *ends), one.whole.start)
    starts = [other.whole.start for other in inside if other.whole.start >= one.whole.end]
    tail = Span(one.whole.end, min(sentence.end, one.whole.end + NEAR[scene.code], *starts))
    marks = scene.words["clause"]
    before = [cue for cue in scene.inside(lead, "earlier_before") if not any(char in marks for char in scene.text[cue.span.end : lead.end])]
    after = [
        cue for cue in scene.inside(tail, "earlier_after") if not any(char in marks for char in scene.text[tail.start : cue.span.start])
    ]
    return before[-1] if before else after[0] if after else None
