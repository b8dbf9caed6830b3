"""What something has become of its former self: "three times what it was" is a rise by two, 降到原来的四成 a fall by six tenths.

A Chinese multiple of something else is told in the same way: four times the price of another thing is dearer by three times.
"""

from __future__ import annotations

import re
from functools import cache

from reassay.base.text import Span
from reassay.extract.lexicon import sentence_words
from reassay.extract.measure import Measure
from reassay.reference.grammar import grammar

REACH = 26  # characters around a number in which its comparison stands


@cache
def patterns(code: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before such a number and what behind it, each with the group ``cue``."""
    words = [*grammar(code)["formerly"], *grammar(code).get("formerly_now", ())]
    cues = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    table = sentence_words(code)["multiples"]
    before, behind = (table[side].replace("{cue}", f"(?P<cue>{cues})") for side in ("before", "behind"))
    return re.compile(before + r"$", re.I), re.compile(behind, re.I)


def settled(text: str, code: str, found: list[Measure]) -> list[Measure]:
    """Measures with every multiple or part of a former level told as the change it is."""
    return [changed(text, code, one) if one.kind == "ratio" and not one.signed else one for one in found]


@cache
def compared(code: str) -> re.Pattern[str] | None:
    """What stands before a multiple of anything else, with the group ``cue``; None where a language tells it otherwise."""
    body = sentence_words(code)["multiples"].get("of")
    words = "|".join(sorted(map(re.escape, grammar(code).get("formerly_of", ())), key=len, reverse=True))
    return re.compile(body.replace("{cue}", f"(?P<cue>{words})") + r"$") if body and words else None


def changed(text: str, code: str, one: Measure) -> Measure:
    """One ratio as a change when its comparison with a former level stands beside it."""
    before, behind = patterns(code)
    start = max(0, one.whole.start - REACH)
    if (hit := before.search(text[start : one.whole.start])) is not None:
        cue = Span(start + hit.start("cue"), start + hit.end("cue"))
    elif (hit := behind.match(text, one.whole.end)) is not None:
        cue = Span(*hit.span("cue"))
    elif (
        one.factor == 1
        and one.low > 1
        and one.unit_span is not None
        and (of := compared(code))
        and (hit := of.search(text[start : one.whole.start]))
    ):
        cue = Span(start + hit.start("cue"), start + hit.end("cue"))
    else:
        return one
    if cue.of(text).lower() in grammar(code).get("formerly_now", ()) and (one.form == "fraction" or one.low <= 1):
        return one  # 提高到如今的七成: a level
    return one._replace(low=one.low - 1, high=one.high - 1, kind="change", formerly=cue)
