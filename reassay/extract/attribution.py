"""Who says it: the speaker beside a word of saying, else the paragraph's speaker, else the source of the whole document.

The document has a source when its headline or its lead says who speaks, or a line names it (a source line, the house of a broker).
"""

from __future__ import annotations

import re
from functools import cache

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract import han_attribution
from reassay.extract.context import Found
from reassay.extract.lexicon import sentence_words
from reassay.extract.names import Name
from reassay.extract.scene import Scene
from reassay.extract.stretches import Expressions

SHORT_LINE = 60  # characters of a line that only names the house that wrote
LEAD = 4  # passages that may name the source of the whole document


def attribution(scene: Scene, index: int, claimed: Span, source: Found) -> Found:
    """Who says it: in the sentence, earlier in its paragraph, or in the whole document."""
    passage = scene.passages[index]
    if scene.code == "zh":
        voice = han_attribution.attribution(scene, passage.span, claimed)
        return Found(voice[0].of(scene.document.text), *voice) if voice else Found(None)
    found = spoken(scene, index, claimed)
    if found.value:
        return found
    for back in range(index - 1, -1, -1):
        if scene.passages[back].paragraph != passage.paragraph:
            break
        found = heard(scene, back)
        if found.value:
            return found
    return source


def spoken(scene: Scene, index: int, claimed: Span) -> Found:
    """Who speaks in the passage of a claim; looked for once, unless the claim stands on the verb of saying itself."""
    sentence = scene.passages[index].span
    if any(cue.span.overlaps(claimed) for cue in scene.inside(sentence, "says")):
        return said(scene, sentence, claimed)
    known: Found | None = scene.spoken.get(index)
    if known is None:
        known = scene.spoken[index] = said(scene, sentence, Span(sentence.start, sentence.start))
    return known


def heard(scene: Scene, index: int) -> Found:
    """Who speaks in a passage on to those behind it, looked for once."""
    known: Found | None = scene.heard.get(index)
    if known is None:
        span = scene.passages[index].span
        found = spoken(scene, index, Span(span.start, span.start))
        carried = bool(found.value) and found.span is not None and not acts(scene, found.span)
        known = scene.heard[index] = Found(found.value, found.span, "earlier") if carried else Found(None)
    return known


def said(scene: Scene, sentence: Span, claimed: Span) -> Found:
    """The name beside a verb of saying of this sentence, or behind "according to"; else a common noun that speaks (analysts)."""
    inside = [name for name in scene.named(sentence) if name.kind not in ("material",)]
    for cue in scene.inside(sentence, "according"):
        after = [name for name in inside if 0 <= name.span.start - cue.span.end <= 40]
        if after:
            return Found(after[0].text, after[0].span)
    for cue in scene.inside(sentence, "says"):
        if not cue.span.overlaps(claimed):
            found = beside(scene, sentence, inside, cue.span)
            if found.value:
                return found
    return plain(scene, sentence) if scene.code == "en" else Found(None)


def beside(scene: Scene, sentence: Span, inside: list[Name], cue: Span) -> Found:
    """The speaker right before a verb of saying, or in English right behind it."""
    lead = [name for name in inside if 0 <= cue.start - name.span.end <= (4 if scene.code == "zh" else 30)]
    if lead:
        return Found(lead[-1].text, lead[-1].span)
    if scene.code == "zh":
        return Found(None)
    pronouns = [m for m in scene.inside(sentence, "pronoun") if 0 <= cue.start - m.span.end <= 3 and len(m.name) > 4]
    if pronouns:
        return Found(scene.document.text[pronouns[-1].span.start : pronouns[-1].span.end], pronouns[-1].span)
    back = [name for name in inside if 0 <= name.span.start - cue.end <= 4]
    return Found(back[0].text, back[0].span) if back else Found(None)


@cache
def speaking(code: str) -> re.Pattern[str]:
    """A common noun that speaks, with a quantifier or an adjective, before a verb of saying or thinking."""
    words = sentence_words(code)["attribution"]
    nouns, verbs = "|".join(map(re.escape, words["nouns"])), "|".join(map(re.escape, [*words["verbs"], *words["plural"]]))
    return re.compile(rf"(?:^|(?<=[,;.] ))((?:[A-Za-z]+ ){{0,2}}(?:{nouns})) (?:{verbs})\b")


def plain(scene: Scene, sentence: Span) -> Found:
    """A common noun that speaks at the start of the sentence or a clause."""
    match = speaking(scene.code).search(sentence.of(scene.text))
    return Found(match[1], Span(sentence.start + match.start(1), sentence.start + match.end(1))) if match else Found(None)


@cache
def sources(code: str) -> Expressions:
    """Lines that name the source of a document."""
    lines = sentence_words(code)["attribution"]["source_lines"]
    return Expressions(re.compile(rf"(?:^|[.;\n] ?){re.escape(line)}:? ([A-Za-z][\w&' -]*\w)") for line in lines)


def document_source(scene: Scene, main: Name | None) -> Found:
    """Who speaks in the whole document: a source line, the headline's or the lead's speaker, or the house of a broker."""
    if scene.code != "en" or not scene.passages:
        return Found(None)
    words = scene.words["attribution"]
    for match in sources(scene.code).search(scene.text):
        return Found(match[1], Span(*match.span(1)), "document")
    head = scene.passages[0]
    titled = {name.cluster for name in scene.named(head.span)} | ({main.cluster} if main else set())
    for passage in scene.passages[:LEAD]:
        found = house(scene, passage, tuple(words["houses"])) or voice(scene, passage.span, titled)
        if found is not None:
            return Found(found.text, found.span, "document")
    return Found(None)


def house(scene: Scene, passage: Passage, houses: tuple[str, ...]) -> Name | None:
    """A short line at the top that names a house of research."""
    inside = scene.named(passage.span)
    short = passage.span.end - passage.span.start <= SHORT_LINE
    return inside[0] if short and inside and inside[0].text.endswith(houses) and inside[0].span.start == passage.span.start else None


def voice(scene: Scene, span: Span, titled: set[str]) -> Name | None:
    """The speaker of a sentence when the headline names it or the document is about it."""
    found = said(scene, span, Span(span.start, span.start))
    return next((name for name in scene.named(span) if name.span == found.span and name.cluster in titled and name.kind != "place"), None)


def acts(scene: Scene, span: Span) -> bool:
    """True for a place: a country that added or announced something acts, it does not tell the rest."""
    return any(name.kind == "place" for name in scene.named(span))


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
