"""Who says a Chinese claim: the phrase before a verb of saying, or behind "according to"; it speaks on to the end of its paragraph.

A speaker is given by the shortest name: the person behind a title, the house without "the report of".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache

from reassay.base.text import Span
from reassay.extract.context import Voice
from reassay.extract.han_phrases import any_of, closing, skip, topics
from reassay.extract.scene import Scene

LONGEST = 26  # characters of a speaker with his title
SHORT = 14  # characters of a phrase that speaks without being known to
LEADING = -1  # key of the speaker of the whole document among the voices
REMEMBERED = 12  # sentences after which a pronoun points back to nobody
BACK = 6  # sentences a speaker is carried
TRAIL = 4  # characters between a closing speaker and the end of the sentence
QUOTE = 300  # characters of a quotation
PERSON = 4  # characters of a personal name
NEAR = 120  # characters back to the text that "it" means
MARKS = re.compile(r"[,;:!?\u3002]")


def speakers(scene: Scene, sentence: Span) -> Iterator[Voice]:
    """Those who speak in a sentence, by place; the last one tells it to its end."""
    start = sentence.start
    while start < sentence.end:
        stop = MARKS.search(scene.text, start, sentence.end)
        end = stop.start() if stop else sentence.end
        clause = Span(start, end)
        if any_of("speech", "impersonal").match(scene.text, skip(scene, start, end)):
            yield Voice(None, start, sentence.end, lasting=False)
        elif (found := behind(scene, clause) or learnt(scene, clause)) is not None:
            yield Voice(found, start, sentence.end, lasting=False)
        elif (found := before(scene, clause) or quoted(scene, clause)) is not None:
            yield Voice(found, start, sentence.end, lasting=True)
        elif (found := retold(scene, sentence, clause)) is not None:
            yield Voice(found, start, sentence.end, lasting=False)
        start = end + 1


def behind(scene: Scene, clause: Span) -> Span | None:
    """The source that a clause opening with "according to" names."""
    text = scene.text
    start = skip(scene, clause.start, clause.end)
    cue = next((word for word in ordered(scene) if text.startswith(word, start)), None)
    if cue is None:
        return None
    start += len(cue)
    if text[start : start + 1] in topics()["speech"]["points"] and start + 1 <= clause.end:
        return Span(start, start + 1)
    last = next((m for m in any_of("speech", "sources").finditer(text, start, clause.end) if m.start() > start), None)
    end = last.start() if last else clause.end
    if text[start:end].endswith(tuple(topics()["speech"]["units"])):
        return None
    if last is None and not named(scene, Span(start, end)):
        return None
    return shortest(scene, start, end)


def retold(scene: Scene, sentence: Span, clause: Span) -> Span | None:
    """Who opened the clause before one that begins with a verb of saying (X把评级降至沽售, 预测产量下降): a person by title or a house."""
    start = skip(scene, clause.start, clause.end)
    if not scene.text.startswith(tuple(topics()["speech"]["retold"]), start) or clause.start <= sentence.start:
        return None
    place = max((found.end() for found in MARKS.finditer(scene.text, sentence.start, clause.start - 1)), default=sentence.start)
    opened = skip(scene, place, clause.start)
    match = bearer().search(scene.text, opened, min(clause.start, opened + LONGEST))
    if match is not None:
        return Span(*match.span(1))
    mine = shortest(
        scene, opened, next((m.start() for m in any_of("speech", "does").finditer(scene.text, opened, clause.start)), clause.start - 1)
    )
    if mine is not None and person(mine.of(scene.text)):
        return mine
    houses = [name for name in scene.named(Span(opened, clause.start)) if name.span.start == opened and name.kind == "organisation"]
    return houses[-1].span if houses and houses[-1].text.endswith(tuple(topics()["speech"]["offices"])) else None


def after_quote(scene: Scene, claimed: Span) -> Span | None:
    """Who stands behind the quotation marks that close over a claim (“...” says X)."""
    speech = topics()["speech"]
    line = scene.text.rfind("\n", 0, claimed.start) + 1
    opened = max((scene.text.rfind(mark, line, claimed.start) for mark in speech["opened"]), default=-1)
    if (
        opened < line
        or scene.text[opened - 1 : opened] in topics()["speech"]["leads"]
        or any(mark in scene.text[opened : claimed.start] for mark in speech["closed"])
    ):
        return None
    stop = scene.text.find("\n", claimed.end)
    stop = len(scene.text) if stop < 0 else stop
    ends = [at for mark in speech["closed"] if (at := scene.text.find(mark, claimed.end, stop)) >= 0]
    if not ends or min(ends) - opened > QUOTE:
        return None
    start = min(ends) + 1
    mark = MARKS.search(scene.text, start, stop)
    clause = Span(start, mark.start() if mark else stop)
    return before(scene, clause) or titled(scene, start, clause.end) if clause.end > start else None


def learnt(scene: Scene, clause: Span) -> Span | None:
    """The one from whom a reporter learnt it, or in whose eyes it is so."""
    for opened, closed in topics()["speech"]["around"]:
        match = re.search(rf"{opened}([^,;:]{{2,{LONGEST}}}?){closed}", clause.of(scene.text))
        if match is not None:
            return shortest(scene, clause.start + match.start(1), clause.start + match.end(1))
    return None


def quoted(scene: Scene, clause: Span) -> Span | None:
    """Who takes the word before a colon: a person who does anything there, or at the start of a line a person or an office."""
    text = scene.text
    if not text.startswith(tuple(topics()["speech"]["colon"]), clause.end):
        return None
    start = skip(scene, clause.start, clause.end)
    found = shortest(scene, start, clause.end)
    line = not text[max(0, clause.start - 1) : clause.start].strip("\n")
    if found is not None and person(found.of(text)) and not scene.named(found) and (line or text[found.start - 1 : found.start].isspace()):
        return found
    if line and found is not None and found.of(text).endswith(tuple(topics()["speech"]["offices"])):
        return found
    return titled(scene, start, clause.end)


def titled(scene: Scene, start: int, end: int) -> Span | None:
    """A person behind his title, or one whom the text names with a title elsewhere, when he opens the clause."""
    match = bearer().search(scene.text, start, min(end + 1, start + LONGEST))
    if match is not None and match.end(1) <= end:
        return Span(*match.span(1))
    called = persons(scene.text)
    return next((Span(start, start + size) for size in range(8, 1, -1) if scene.text[start : start + size] in called), None)


@lru_cache(maxsize=4)
def persons(text: str) -> frozenset[str]:
    """Names that a text gives a title somewhere."""
    return frozenset(found[1] for found in bearer().finditer(text))


@cache
def bearer() -> re.Pattern[str]:
    """A title and the name of a person, up to a word that cannot belong to it."""
    speech = topics()["speech"]
    after = "|".join(
        re.escape(word) for word in sorted({*speech["verbs"], *speech["breaks"], *speech["follow"]}, key=lambda word: (-len(word), word))
    )
    names = rf"(?:{'|'.join(speech['surnames'])})[\u4e00-\u9fff]{{1,2}}?"
    foreign = r"[\u4e00-\u9fff]{1,6}(?:\u00b7[\u4e00-\u9fff]{1,7}?)+"
    titles = "|".join(sorted(speech["titles"], key=lambda word: (-len(word), word)))
    return re.compile(rf"(?:{titles})({foreign}|{names})(?={after}|[,;:()\u3002\u201c\n\d]|$)")


def ordered(scene: Scene) -> list[str]:
    """The words for "according to", longest first."""
    return sorted(scene.words["attribution"]["before"], key=lambda word: (-len(word), word))


def before(scene: Scene, clause: Span) -> Span | None:
    """The phrase that opens a clause, when a verb of saying governs it."""
    text = scene.text
    start = skip(scene, clause.start, clause.end)
    issued = re.compile(rf"([^,;:]{{2,{SHORT}}}?)(?:{any_of('speech', 'issuing').pattern})").match(text, start, clause.end)
    if issued is not None:
        found = shortest(scene, start, next((when.span.start for when in scene.timed(Span(start, issued.end(1)))), issued.end(1)))
        if found is not None and named(scene, found):
            return found
    for verb in any_of("speech", "verbs").finditer(text, start, min(clause.end, start + LONGEST + 14)):
        end = verb.start()
        if any(m.start() <= end < m.end() for m in any_of("speech", "no_verb").finditer(text, max(start, end - 4), verb.end() + 3)):
            continue
        if not text.endswith(tuple(topics()["speech"]["papers"]), start, end):
            end = next((when.span.start for when in scene.timed(Span(start, end)) if when.span.end == end), end)
        owned = text.rfind(topics()["possessive"], start, end) + 1
        for opened in (start, owned or start, clause.start):
            found = shortest(scene, opened, end)
            if found is not None and (named(scene, found) or talks(scene, verb[0], verb.end(), clause, found)):
                return found
    return None


def talks(scene: Scene, verb: str, at: int, clause: Span, found: Span) -> bool:
    """True when a verb of talk closes the clause behind a short phrase without a verb or a number: whoever it is, he speaks."""
    body = found.of(scene.text)
    if verb not in topics()["speech"]["talk"] or at < clause.end or len(body) > SHORT:
        return False
    return not any(char.isdigit() for char in body) and any_of("speech", "acting").search(body) is None


def named(scene: Scene, span: Span) -> bool:
    """True for a known name, a person, or a noun that can speak."""
    body = span.of(scene.text)
    if body.rstrip(topics()["quotes"]).endswith(tuple(topics()["speech"]["papers"])) or person(body):
        return True
    return any(name.span == span and name.kind != "material" for name in scene.named(span))


def person(body: str) -> bool:
    """True for a surname with one or two characters behind it, or three after a double one."""
    surnames = [word for word in topics()["speech"]["surnames"] if body.startswith(word)]
    return bool(surnames) and 2 <= len(body) <= 2 + max(map(len, surnames))


def shortest(scene: Scene, start: int, end: int) -> Span | None:
    """The name of the speaker without adverbs, titles, house and what he gave."""
    text = scene.text
    if (match := bearer().search(text, start, end + 6)) is not None and match.end(1) <= end:
        return Span(*match.span(1))
    if (stop := any_of("speech", "breaks").search(text, start + 2, end)) is not None and not person(text[start:end]):
        end = stop.start()
    end = closing(text, start, end, "before", "times")
    end = closing(text, start, end, "speech", "gifts")
    given = unbracketed(text, start, closing(text, start, end, "speech", "yields"))
    given = next((when.span.start for when in scene.timed(Span(start, given)) if when.span.end == given), given)
    end = given if given < end and named(scene, Span(start, given)) else end
    end = unbracketed(text, start, closing(text, start, end, "speech", "newest"))
    if (stop := any_of("speech", "issues").search(text, start + 2, end)) is not None and named(scene, Span(start, stop.start())):
        end = stop.start()
    body = text[start:end]
    if topics()["possessive"] in body and not body.rsplit(topics()["possessive"], 1)[1].startswith(tuple(topics()["speech"]["someone"])):
        start = end - len(body.rsplit(topics()["possessive"], 1)[1])
    for title in any_of("speech", "titles").finditer(text, start, end):
        if 2 <= end - title.end() <= PERSON:
            start = title.end()
            break
    body = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    nobody = tuple(topics()["speech"]["nobody"])
    if body in topics()["speech"]["bare"]:
        return None
    return Span(start, start + len(body)) if 2 <= len(body) <= LONGEST and not body.startswith(nobody) else None


def unbracketed(text: str, start: int, end: int) -> int:
    """The end of a name without a bracket that closes it (某调查局(USGS))."""
    return text.index("(", start, end) if text.endswith(")", start, end) and "(" in text[start:end] else end


def attribution(scene: Scene, sentence: Span, claimed: Span) -> tuple[Span, str | None] | None:
    """The speaker of a claim, and from where he is carried: of its sentence, of an earlier one of the paragraph, of the lead."""
    index = bisect_left(scene.passages, sentence.start, key=lambda passage: passage.span.start)
    if (said := after_quote(scene, claimed)) is not None and (said := resolved(scene, index, said, voices(scene, index))) is not None:
        return said, None if said.within(sentence) else "earlier"
    own = voices(scene, index)
    told = [one for one in own if one.since <= claimed.start]
    if told:
        return (told[-1].span, None) if told[-1].span else None
    if own and own[0].span and own[0].span.end + TRAIL >= sentence.end:
        return own[0].span, None
    for back in range(index - 1, max(-1, index - 1 - BACK), -1):
        if "\n" in scene.text[scene.passages[back].span.end : sentence.start] or scene.passages[back].kind == "row":
            break
        if earlier := voices(scene, back):
            if earlier[-1].span is None or not earlier[-1].lasting:
                return None
            return earlier[-1].span, "earlier"
    if LEADING not in scene.voices:
        scene.voices[LEADING] = [Voice(lead(scene), 0, len(scene.text), lasting=True)]
    source = scene.voices[LEADING][0].span
    return (source, "document") if source is not None and source.start < claimed.start else None


def lead(scene: Scene) -> Span | None:
    """The speaker of the first sentence, when nobody else speaks in the document: he tells all of it."""
    first = next((at for at, passage in enumerate(scene.passages) if passage.kind == "sentence"), None)
    if first is None or not (opened := voices(scene, first)) or (span := opened[0].span) is None:
        return None
    name = span.of(scene.text)
    if name.endswith(tuple(topics()["speech"]["anonymous"])):
        return None
    others = (one.span for at in range(len(scene.passages)) for one in voices(scene, at) if one.span is not None)
    alone = all(other.of(scene.text) in name or name in other.of(scene.text) for other in others)
    return span if alone or name.endswith(tuple(topics()["speech"]["offices"])) else None


def voices(scene: Scene, index: int) -> list[Voice]:
    """The speakers of a passage, pronouns resolved to the one who spoke last, looked for once."""
    if index not in scene.voices:
        scene.voices[index] = []
        if scene.passages[index].kind != "row":
            found: list[Voice] = []
            for one in speakers(scene, scene.passages[index].span):
                found.append(one._replace(span=resolved(scene, index, one.span, found)) if one.span is not None else one)
            scene.voices[index] = [one for one in found if one.span is not None or not one.lasting]
    return scene.voices[index]


def resolved(scene: Scene, index: int, span: Span, found: list[Voice]) -> Span | None:
    """The speaker a pronoun points back to; the span itself when it is none."""
    body = span.of(scene.text)
    if body in topics()["speech"]["points"]:
        return pointed(scene, index, span, found)
    if body.startswith(tuple(topics()["speech"]["firms"])):
        return company(scene, span.start) or span
    return latest(scene, index, found) if body.startswith(tuple(topics()["speech"]["pronouns"])) else span


def pointed(scene: Scene, index: int, span: Span, found: list[Voice]) -> Span | None:
    """Whom one character behind "according to" means: he and she a person, it a text named a little before."""
    if span.of(scene.text) in topics()["speech"]["persons"]:
        earlier = [*(one for back in range(max(0, index - REMEMBERED), index) for one in voices(scene, back)), *found]
        return next((one.span for one in reversed(earlier) if one.span is not None and person(one.span.of(scene.text))), None)
    texts = [name.span for name in scene.named(Span(max(0, span.start - NEAR), span.start)) if name.kind == "text"]
    return texts[-1] if texts else latest(scene, index, found)


def latest(scene: Scene, index: int, found: list[Voice]) -> Span | None:
    """Who spoke last before a place."""
    earlier = [*(one for back in range(max(0, index - REMEMBERED), index) for one in voices(scene, back)), *found]
    return next((one.span for one in reversed(earlier) if one.span is not None), None)


def company(scene: Scene, at: int) -> Span | None:
    """The organisation named last before a place."""
    before = scene.named(Span(0, at))
    return next((name.span for name in reversed(before) if name.kind in ("organisation", "name")), None)
