"""Who says it: the speaker of the part of the sentence, else one who speaks on from earlier in the paragraph, else the document's source.

The document has a source when its headline or its lead says who speaks, or a line names it (a source line, the house of a broker).
"""

from __future__ import annotations

import re
from functools import cache

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract import han_attribution
from reassay.extract.context import Found, Voice
from reassay.extract.leading import publisher, telling
from reassay.extract.lexicon import sentence_words
from reassay.extract.names import Name
from reassay.extract.reporting import resolve, voices
from reassay.extract.scene import Scene
from reassay.extract.speaker import sourced, speech
from reassay.extract.stretches import Expressions

WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
REMEMBERED = 40  # sentences after which a pronoun points back to nobody
SHORT_LINE = 60  # characters of a line that only names the house that wrote
BEHIND = 30  # characters of what is said before its speaker: he closes the lead, as wire copy has it
LEAD = 4  # passages that may name the source of the whole document


def attribution(scene: Scene, index: int, claimed: Span, source: Found) -> Found:
    """Who says it: in the sentence, earlier in its paragraph, or in the whole document."""
    passage = scene.passages[index]
    if scene.code == "zh":
        voice = han_attribution.attribution(scene, passage.span, claimed)
        return Found(voice[0].of(scene.document.text), *voice) if voice else Found(None)
    own = [one for one in spoken(scene, index) if one.since <= claimed.start < one.until]
    if own:
        return given(scene, own[-1], None) if own[-1].span else Found(None)
    back = carried(scene, index)
    if back is not None:
        return given(scene, back, "earlier") if back.span else source
    return writer(scene, passage) or source


def writer(scene: Scene, passage: Passage) -> Found | None:
    """The house that publishes a note, where it speaks of itself (we model 1,900 tonnes)."""
    name = publisher(scene)
    if not telling(scene, name) or not WE.search(passage.span.of(scene.text)):
        return None
    first = next((one for one in scene.names if " " in one.text and name.startswith(one.text)), None)
    return Found(first.text, first.span, "document") if first is not None else None


def given(scene: Scene, voice: Voice, carried: str | None) -> Found:
    """The speaker as he is written."""
    assert voice.span is not None
    return Found(voice.span.of(scene.document.text), voice.span, carried)


def spoken(scene: Scene, index: int) -> list[Voice]:
    """The voices of a passage, pronouns resolved, looked for once and in order."""
    for at in range(len(scene.voices), index + 1):
        found: list[Voice] = []
        if scene.passages[at].kind != "row":
            behind = (one.span for back in range(at - 1, max(-1, at - 1 - REMEMBERED), -1) for one in reversed(scene.voices[back]))
            earlier = next((span for span in behind if span is not None), None)
            for one in voices(scene, scene.passages[at].span):
                span = resolve(scene, scene.passages[at].span, one, earlier)
                found.append(one._replace(span=span))
                earlier = span or earlier
        scene.voices[at] = found
    return scene.voices[index]


def carried(scene: Scene, index: int) -> Voice | None:
    """The voice that speaks on from an earlier sentence of the paragraph, or from the line that opens a list."""
    here = scene.passages[index]
    for back in range(index - 1, max(-1, index - 1 - REMEMBERED), -1):
        passage = scene.passages[back]
        listed = here.kind == "item" and passage.span.of(scene.text).endswith(":")
        if passage.paragraph != here.paragraph and not listed:
            return None
        if passage.kind == "item" and here.kind == "item" and "\n" in scene.text[passage.span.end : here.span.start]:
            continue
        if found := spoken(scene, back):
            return found[-1] if lasts(scene, found[-1], here) else None
    return None


def lasts(scene: Scene, voice: Voice, here: Passage) -> bool:
    """True when a voice of an earlier sentence still tells this one: a person only where it points back to him or quotes."""
    if voice.span is None or not voice.person:
        return voice.span is None or voice.lasting
    words = set(re.findall(r"[a-z]+|[\"\u201c]", here.span.of(scene.text).lower()))
    return voice.lasting and bool(words & set(speech()["nouns"]["pointing"]))


@cache
def sources(code: str) -> Expressions:
    """Lines that name the source of a document."""
    lines = sentence_words(code)["attribution"]["source_lines"]
    return Expressions(re.compile(rf"(?:^|[.;\n(] ?){re.escape(line)}:? ([A-Za-z][\w&' -]*\w)") for line in lines)


def document_source(scene: Scene, main: Name | None) -> Found:
    """Who speaks in the whole document: a source line, the headline's or the lead's speaker, or the house of a broker."""
    if scene.code != "en" or not scene.passages:
        return Found(None)
    words = scene.words["attribution"]
    for match in sources(scene.code).search(scene.text):
        return Found(match[1], Span(*match.span(1)), "document")
    head = scene.passages[0]
    titled = {name.cluster for name in scene.named(head.span)} | ({main.cluster} if main else set())
    heads = [(house(scene, passage, tuple(words["houses"])) or lead(scene, at, titled)) for at, passage in enumerate(scene.passages[:LEAD])]
    found = [span for span in heads if span is not None]
    if not found:
        return Found(None)
    fuller = [span for span in found if span.of(scene.text).startswith(found[0].of(scene.text))]
    best = max(fuller, key=lambda span: (span.end - span.start, -span.start))
    return Found(best.of(scene.document.text), best, "document")


def house(scene: Scene, passage: Passage, houses: tuple[str, ...]) -> Span | None:
    """A short line at the top that names a house of research, or a headline that begins with an agency and a colon."""
    inside = scene.named(passage.span)
    first = inside[0] if inside and inside[0].span.start == passage.span.start else None
    if first is None:
        return None
    short = passage.span.end - passage.span.start <= SHORT_LINE
    if short and first.text.endswith(houses):
        return first.span
    return first.span if scene.text.startswith(":", first.span.end) and sourced(scene, first.text) else None


def lead(scene: Scene, index: int, titled: set[str]) -> Span | None:
    """The speaker of the headline or of the first sentence, when he tells all of it and is what the document is about, or a source."""
    first = next((part.paragraph for part in scene.passages if part.kind != "heading"), 0)
    for voice in spoken(scene, index):
        if voice.span is None or not (voice.main and voice.lasting):
            continue
        body = voice.span.of(scene.text)
        if (
            (sourced(scene, body) and scene.passages[index].paragraph <= first)
            or (index <= 1 and not voice.person and voice.span.start > voice.since + BEHIND and alone(scene, body))
            or any(name.cluster in titled and name.kind != "place" for name in scene.named(voice.span))
        ):
            return voice.span
    return None


def alone(scene: Scene, body: str) -> bool:
    """True when nobody else speaks in the document."""
    spans = [one.span for at in range(len(scene.passages)) for one in spoken(scene, at) if one.span is not None]
    return all(span.of(scene.text) in body or body in span.of(scene.text) for span in spans)


def speakers(scene: Scene) -> set[Name]:
    """Names that only speak: right before a verb of saying, or in English behind a word of source."""
    found = set()
    whole = Span(0, len(scene.text))
    for cue in scene.inside(whole, "says", "according"):
        if cue.kind == "says":
            found |= {
                name for name in scene.named(Span(max(0, cue.span.start - 80), cue.span.start)) if cue.span.start - name.span.end <= 2
            }
        elif scene.code == "en":
            found |= {name for name in scene.named(Span(cue.span.end, cue.span.end + 60)) if name.span.start - cue.span.end <= 5}
    return found
