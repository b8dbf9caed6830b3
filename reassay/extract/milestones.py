"""Milestones told in two parts (通过海外客户认证, 与某公司签了五年长协): patterns of the language, mentions like its event words.

Of two mentions that overlap the longer one counts: 建成投产 is one milestone.
"""

from __future__ import annotations

import re
from functools import cache

from reassay.base.text import Span
from reassay.extract.lexicon import Mention, sentence_words

GAPS = ("gap", "wide")


@cache
def patterns(code: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """(event, expression) of a language."""
    table = sentence_words(code).get("event_patterns", {})
    found = []
    for event, bodies in table.items():
        if event not in GAPS:
            body = "|".join(f"(?:{one})" for one in bodies)
            for gap in GAPS:
                body = body.replace("{" + gap + "}", table[gap])
            found.append((event, re.compile(body)))
    return tuple(found)


def milestones(text: str, code: str, mentions: list[Mention]) -> list[Mention]:
    """All mentions, those of events by words and by patterns, without the shorter ones that overlap a longer one."""
    told = [m for m in mentions if m.kind == "event"]
    for event, pattern in patterns(code):
        told += [Mention(Span(*found.span()), "event", event) for found in pattern.finditer(text)]
    if code != "zh":
        return mentions
    kept: list[Mention] = []
    for one in sorted(told, key=lambda m: (m.span.start - m.span.end, m.span.start, m.name)):
        if not any(one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return sorted([m for m in mentions if m.kind != "event"] + kept)
