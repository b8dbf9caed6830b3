"""Who says it: the speaker of a claim, from the words of saying and of source around it."""

from __future__ import annotations

from reassay.base.text import Span
from reassay.extract import han_attribution
from reassay.extract.context import Found
from reassay.extract.names import Name
from reassay.extract.scene import Scene


def attribution(scene: Scene, sentence: Span, claimed: Span) -> Found:
    """Who says it: the name beside a verb of saying, or behind "according to"."""
    if scene.code == "zh":
        voice = han_attribution.attribution(scene, sentence, claimed)
        return Found(voice[0].of(scene.document.text), *voice) if voice else Found(None)
    inside = [name for name in scene.named(sentence) if name.kind not in ("material",)]
    for cue in scene.inside(sentence, "according"):
        after = [name for name in inside if 0 <= name.span.start - cue.span.end <= 40]
        if after:
            return Found(after[0].text, after[0].span)
    for cue in scene.inside(sentence, "says"):
        if cue.span.overlaps(claimed):
            continue
        lead = [name for name in inside if 0 <= cue.span.start - name.span.end <= (4 if scene.code == "zh" else 30)]
        if lead:
            return Found(lead[-1].text, lead[-1].span)
        said = [m for m in scene.inside(sentence, "pronoun") if 0 <= cue.span.start - m.span.end <= 3 and len(m.name) > 4]
        if said and scene.code == "en":
            return Found(scene.document.text[said[-1].span.start : said[-1].span.end], said[-1].span)
        if scene.code == "en":
            back = [name for name in inside if 0 <= name.span.start - cue.span.end <= 4]
            if back:
                return Found(back[0].text, back[0].span)
    return Found(None)


def speakers(scene: Scene) -> set[Name]:
    """Names that only speak: right before a verb of saying."""
    found = set()
    for cue in scene.mentions:
        if cue.kind == "says":
            found |= {
                name for name in scene.named(Span(max(0, cue.span.start - 80), cue.span.start)) if cue.span.start - name.span.end <= 2
            }
    return found
