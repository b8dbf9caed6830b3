"""Document text -> Passages: headings, list items, table rows and sentences, each with its span.

Invariant: passages are in order, never overlap, and never cross a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.layout import RULE, VALUE_LINE, rows, trim

LINE = re.compile(r"[^\r\n]+")
HAN = re.compile("[\u4e00-\u9fff]")
LONGEST = 1500  # characters: a longer run without an end mark is cut at a clause mark, so that reading stays linear
ITEM = re.compile(r"\s*(?:[-*•●■▪◆·○]|\(?\d{1,2}[).]\s)\s*")


def passages(text: str, lexicon: dict[str, Any]) -> Iterator[Passage]:
    """Every passage of a folded text."""
    heading: Span | None = None
    paragraph, last_end = 0, 0
    short = frozenset(lexicon["abbreviations"])
    lines = [line for found in LINE.finditer(text) if (line := trim(text, *found.span())).start < line.end]
    table = rows(text, lines)
    for number, line in enumerate(lines):
        if text.count("\n", last_end, line.start) > 1 or not last_end:
            paragraph += 1
        last_end = line.end
        if (row := table.get(number)) is not None:
            if not RULE.fullmatch(line.of(text)):
                yield Passage("row", line, heading, row.cells, row.header, paragraph)
            continue
        bullet = ITEM.match(text, line.start, line.end)
        body = Span(bullet.end(), line.end) if bullet else line
        listed = number > 0 and text.count("\n", lines[number - 1].end, line.start) == 1 and VALUE_LINE.match(body.of(text)) is not None
        if not listed and is_heading(body.of(text), bool(bullet), lexicon):
            heading = body
            paragraph += 1
            yield Passage("heading", body, None, (), (), paragraph)
            continue
        for span in sentences(text, body, lexicon["sentence_end"], short, lexicon["clause"]):
            yield Passage("item" if bullet else "sentence", span, heading, (), (), paragraph)


def is_heading(body: str, bullet: bool, lexicon: dict[str, Any]) -> bool:
    """A short line without an end mark; the words of a bullet are an item unless they end with a colon."""
    if body.startswith("#"):
        return True
    if bullet or any(word in body for word in lexicon["lures"]["byline"]):
        return False
    han = bool(HAN.search(body))
    if body.startswith("\u3010") and body.endswith("\u3011"):
        return True
    limit = 40 if han else 90
    return (
        len(body) <= limit
        and body[-1] not in lexicon["sentence_end"] + '.;,\u3002\uff1b\uff0c\u201d"'
        and (not han or body.count("\uff0c") <= 1)
    )


@cache
def marks(ends: str) -> re.Pattern[str]:
    """The marks that may end a sentence."""
    return re.compile(f"[{re.escape(ends)}]")


def sentences(text: str, body: Span, ends: str, short: frozenset[str], clause: str) -> Iterator[Span]:
    """Sentences of a line; an end mark inside a number or behind an abbreviation does not count."""
    start = body.start
    for found in marks(ends).finditer(text, body.start, body.end):
        if found.start() >= start and closes(text, found.start(), body, short):
            end = found.end()
            while end < body.end and text[end] in "\u201d\u2019\"')\u300d\uff09":
                end += 1
            yield from cut(text, start, end, clause)
            start = end
    rest = trim(text, start, body.end)
    if rest.start < rest.end:
        yield from cut(text, rest.start, rest.end, clause)


def cut(text: str, start: int, end: int, marks: str) -> Iterator[Span]:
    """A run of text in pieces of at most LONGEST characters, cut behind the last clause mark or space that fits."""
    while end - start > LONGEST:
        stop = max(text.rfind(mark, start + LONGEST // 2, start + LONGEST) for mark in marks + " ")
        stop = stop + 1 if stop >= 0 else start + LONGEST
        yield trim(text, start, stop)
        start = stop
    yield trim(text, start, end)


def closes(text: str, at: int, body: Span, short: frozenset[str]) -> bool:
    """True when the mark at ``at`` ends a sentence."""
    if text[at] not in ".!?":
        return True
    after = text[at + 1 : at + 2]
    if after and at + 1 < body.end and not after.isspace() and after not in "\u201d\u2019\"')":
        return text[at] != "." or "\u4e00" <= after <= "\u9fff"
    word = at
    while word > body.start and (text[word - 1].isalnum() or text[word - 1] == "."):
        word -= 1
    before = text[word:at]
    if before in short or (len(before) == 1 and before.isupper()):
        return False
    return True
