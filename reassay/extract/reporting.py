"""The English sentence as reported speech: every speaker in it, and the part of the sentence he tells.

A speaker before his verb tells what follows; behind or in the middle of what is said he tells all of it up to a semicolon or another
speaker; behind "according to" he tells the whole of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from reassay.base.text import Span
from reassay.extract.context import Voice
from reassay.extract.scene import Scene
from reassay.extract.speaker import OPENING, RUN, Speaker, either, ending, kinds, opening, shortest, speech

FAR = 6000  # characters within which a text gives the full name of "the ministry"
CLOSING = 42  # characters behind a verb of saying that closes its sentence ("said on Monday in Perth")
ASIDE = re.compile(r"[,\"\u201c\u201d\u2014\u2013](?: [a-z\\-]+){0,5}\s*$")  # a mark and at most a few small words
STRONG = ("person", "name", "people", "body", "firm", "text", "pronoun", "opener")
LASTING = ("text", "people", "pronoun", "body")  # who opens a sentence with "expects" or "counted" and tells the next one, too


@cache
def telling() -> re.Pattern[str]:
    """A finite verb of telling; behind "a", "the", "of" or before "of" and "in" it is a noun or another verb."""
    return re.compile(
        rf"(?<![\w\-])(?:(?P<talk>{either('verbs', 'talk')})|(?:(?P<own>{either('verbs', 'own')})|(?P<act>{either('verbs', 'act')}))"
        rf"(?! (?:{either('verbs', 'not_before')})\b)|(?P<level>{either('verbs', 'levels')})(?= [^;.]{{1,80}} (?:at|down to)\b))(?![\w\-])"
    )


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Expressions for sources named by a preposition, and for what nobody in particular says."""
    owners = rf"(?:the |its )?({RUN}|[\w\-]+(?: [\w\-]+)?|his|her|their|its)(?:['\u2019]s?)? "
    return {
        "source": re.compile(rf"(?<![\w\-])(?:{either('before', 'sources')}) ", re.I),
        "owned": re.compile(
            rf"(?<![\w\-])(?:{either('before', 'owning')}) {owners}(?-i:(?:own |latest )?(?:{either('before', 'owned')}))\b", re.I
        ),
        "nobody": re.compile(rf"(?<!\w)(?:{either('verbs', 'impersonal')})\b", re.I),
        "that": re.compile(r"[^,.;]{0,30}? that "),
        "named": re.compile(rf"({RUN}): ?(?=[\"\u201c])"),
        "turn": re.compile(rf"(?m)^\*{{0,2}}({RUN})(?: \([^)\n]{{2,40}}\)|, [^:\n]{{2,40}})?:\*{{0,2}} "),
    }


def voices(scene: Scene, sentence: Span) -> list[Voice]:
    """The speakers of a sentence by place, each with the part he tells."""
    return sorted({*prefaced(scene, sentence), *verbal(scene, sentence), *nobody(scene, sentence)}, key=lambda one: (one.since, one.until))


def nobody(scene: Scene, sentence: Span) -> Iterator[Voice]:
    """What is said by nobody in particular."""
    for match in patterns()["nobody"].finditer(scene.text, sentence.start, sentence.end):
        yield Voice(None, segment(scene, sentence, match.start()), sentence.end, False)


def segment(scene: Scene, sentence: Span, at: int) -> int:
    """Where the part of the sentence around a place begins: behind the last semicolon."""
    semicolon = scene.text.rfind(";", sentence.start, at)
    return semicolon + 1 if semicolon >= 0 else sentence.start


def prefaced(scene: Scene, sentence: Span) -> Iterator[Voice]:
    """Speakers named by a preposition: according to X, by X's count; and by a colon before a quotation."""
    text = scene.text
    for match in patterns()["source"].finditer(text, sentence.start, sentence.end):
        if match[0].strip().lower() == "per" and text[max(sentence.start, match.start() - 2) : match.start()].strip(" ") not in (
            "",
            ",",
            "(",
        ):
            continue
        found = opening(scene, match.end(), sentence.end)
        if found is not None:
            yield heard(scene, sentence, found, segment(scene, sentence, match.start()), whole=True)
    for match in patterns()["owned"].finditer(text, sentence.start, sentence.end):
        found = owner(scene, Span(*match.span(1)))
        if found is not None:
            yield heard(scene, sentence, found, segment(scene, sentence, match.start()), whole=True)
    line = scene.text.rfind("\n", 0, sentence.start) + 1
    turn = taken(scene.text).get(line) if not scene.text[line : sentence.start].strip("* ") else None
    if turn is not None:
        yield Voice(turn, sentence.start, sentence.end, lasting=True, main=True)
        return
    colon = patterns()["named"].match(text, sentence.start, sentence.end)
    if colon is not None and (named := shortest(scene, Span(*colon.span(1)))) is not None:
        yield heard(scene, sentence, named, sentence.start, whole=True)


def owner(scene: Scene, span: Span) -> Speaker | None:
    """Who owns a view or a count."""
    body = span.of(scene.text)
    if body.lower() in ("his", "her", "their"):
        return Speaker(span, "pronoun")
    return shortest(scene, span) if body[0].isupper() else opening(scene, span.start, span.end)


def heard(scene: Scene, sentence: Span, speaker: Speaker, since: int, *, whole: bool) -> Voice:
    """A voice; a country is heard in its sentence only."""
    return Voice(speaker.span, since, sentence.end, whole and speaker.kind in STRONG, whole, speaker.kind == "person")


def verbal(scene: Scene, sentence: Span) -> Iterator[Voice]:
    """Speakers with a verb of telling."""
    text = scene.text
    for match in telling().finditer(text, sentence.start, sentence.end):
        before = text[sentence.start : match.start()].rstrip()
        closed = before.endswith((",", '"', "\u201d", "\u201c", "\u2019", "'", "!", "?", "\u2014", "\u2013"))
        speaker, inverted = None, False
        if match["talk"] and (closed or before.endswith((", as", " as"))):
            speaker = opening(scene, match.end(), min(sentence.end, match.end() + 90))
            inverted = speaker is not None
        speaker = speaker or ending(scene, sentence.start, match.start())
        if speaker is None:
            continue
        at = match.start() if inverted else speaker.span.start
        since = segment(scene, sentence, at)
        leading = not text[since:at].strip(" \"\u201c'-\u2013\u2014*") or bool(opens(text[since:at]))
        whole = leading or inverted or closes(scene, sentence, match.end(), untitled(text[since:at].rstrip()))
        framed = inverted or (not leading and whole)
        if framed or tells(scene, sentence, match, speaker):
            voice = heard(scene, sentence, speaker, since if whole else at, whole=whole)
            yield voice._replace(lasting=voice.lasting and (match["talk"] is not None or (leading and speaker.kind in LASTING)))


def untitled(lead: str) -> str:
    """The words before a speaker without the title that leads up to the name (400 jobs, Mayor)."""
    return re.sub(rf"(?:\s(?:{either('between', 'titles')})\.?)+$", "", lead)


def opens(lead: str) -> bool:
    """True for words that may open a sentence before its speaker: connectives, times, a title in small letters."""
    words = lead.strip(' "\u201c,').lower().split()
    return len(words) <= 6 and not any(word.isdigit() and len(word) != 4 for word in words) and "," not in lead.strip()[:-1]


def closes(scene: Scene, sentence: Span, at: int, lead: str) -> bool:
    """True when the speaker stands behind or in the middle of what is said: a comma before him, little or a comma behind the verb."""
    rest = scene.text[at : sentence.end].strip()
    short = len(rest) <= CLOSING and " that " not in rest and not re.search(r"\d(?!\d{3}\b)", rest.replace(",", ""))
    behind = short or rest.startswith((",", ".", '"', "\u201d", ":"))
    return behind and ASIDE.search(lead) is not None


def tells(scene: Scene, sentence: Span, match: re.Match[str], speaker: Speaker) -> bool:
    """True when the verb reports and is no act of the speaker's own."""
    if (
        match["talk"]
        and speaker.kind != "opener"
        and (speaker.kind not in ("name", "firm", "body") or match[0] not in speech()["verbs"]["framed"])
    ):
        return True
    that = patterns()["that"].match(scene.text, match.end(), sentence.end) is not None
    if match["act"] or speaker.kind in ("firm", "name", "place", "opener"):
        return that and speaker.kind != "place"
    return True


def resolve(scene: Scene, sentence: Span, voice: Voice, earlier: Span | None) -> Span | None:
    """The name behind a pronoun or "the company": the one who opened the sentence, else the one who spoke last."""
    if voice.span is None:
        return None
    if voice.span.of(scene.text).lower() == "they" and (head := opening(scene, sentence.start, voice.span.start)) is not None:
        earlier = head.span if head.kind == "people" else earlier
    body = voice.span.of(scene.text).lower()
    if kinds().get(body) == "body" and (full := titled(scene, body, voice.span.start)) is not None:
        return full
    lead = scene.text[max(0, voice.span.start - 4) : voice.span.start].lower()
    pointing = body in speech()["nouns"]["pronouns"] or (lead if lead.startswith("the") else "") + body in speech()["nouns"]["resolved"]
    if body in speech()["nouns"]["pronouns"] or body in ("his", "her", "their"):
        return earlier
    return (earlier or voice.span) if pointing or body in speech()["nouns"]["resolved"] or body in ("his", "her", "their") else voice.span


def titled(scene: Scene, body: str, at: int) -> Span | None:
    """The full name of "customs" or "the ministry", where the text gives one."""
    for match in OPENING.finditer(scene.text, max(0, at - FAR), at + FAR):
        if body.capitalize() in match[0].split() and " " in match[0]:
            found = shortest(scene, Span(*match.span()))
            if found is not None and found.kind == "body":
                return found.span
    return None


@lru_cache(maxsize=4)
def taken(text: str) -> dict[int, Span]:
    """Where somebody takes the word in a record of questions and answers, and his full name: two of them, one more than once."""
    turns = [(match.start(), Span(*match.span(1))) for match in patterns()["turn"].finditer(text)]
    last = [span.of(text).split()[-1] for _, span in turns]
    asked = any("?" in text[start : text.find("\n", start) + 1 or None] for start, _ in turns)
    if not asked or len(set(last)) < 2 or len(set(last)) == len(last):
        return {}
    full: dict[str, Span] = {}
    for name, (_, span) in zip(last, turns, strict=True):
        full.setdefault(name, span)
    return {start: full[name] for name, (start, _) in zip(last, turns, strict=True)}
