"""The stage words of a document, what they add up to, and what the known firms do that it names.

Invariants: no word stands inside a longer one; every share of a whole adds up to one, loose words counting less.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract.lexicon import Mention
from reassay.extract.scene import NOTHING, Scene
from reassay.reference.register import register

NONE = "none"
BACK = 6  # stage words before a sentence that still belong to its talk
OPENING = 3  # what a stage word of the opening passage counts


@dataclass(slots=True)
class Words:
    """Stage words by place; ``general``: words of the whole field, which speak for no stage."""

    every: list[Mention]
    general: list[Mention]
    starts: list[int]
    share: Mapping[str, float] = field(default_factory=dict)  # of each stage among all of them
    shares: Mapping[str, Mapping[str, float]] = field(default_factory=dict)  # the same, also of parts of the document
    ranked: Sequence[str] = ()  # stages, most spoken of first
    work: Mapping[str, float] = field(default_factory=dict)  # what the known firms do; `none`: part of firms of many stages
    single: int = 0  # how often the document names a firm of one stage

    def inside(self, span: Span) -> list[Mention]:
        """Those inside a span."""
        first, last = bisect_left(self.starts, span.start), bisect_left(self.starts, span.end)
        return [one for one in self.every[first:last] if one.span.end <= span.end]

    def before(self, place: int) -> list[Mention]:
        """The last ones before a place."""
        last = bisect_left(self.starts, place)
        return self.every[max(last - BACK, 0) : last]


def stage_words(scene: Scene) -> Words:
    """The stage words of a document, with their shares of it and of its parts."""
    both = longest(scene.kinds.get("stage", NOTHING)[1])
    every = [one for one in both if one.name != NONE]
    words = Words(every, [one for one in both if one.name == NONE], [one.span.start for one in every])
    opening = words.inside(scene.passages[0].span) if scene.passages else []
    words.share = parted([*every, *opening * (OPENING - 1)])
    words.shares = {
        "document": words.share,
        "opening": parted(opening),
        "headings": parted([one for passage in scene.passages if passage.kind == "heading" for one in words.inside(passage.span)]),
        "numbers": parted([one for passage in scene.passages for one in numbered(scene, words, passage)]),
    }
    words.ranked = sorted(words.share, key=lambda name: (-words.share[name], name))
    firms = [mention.name for mention in scene.kinds.get("entity", NOTHING)[1]]
    words.work, words.single = work(firms), sum(len(register().stages(firm)) == 1 for firm in firms)
    return words


def longest(mentions: list[Mention]) -> list[Mention]:
    """Mentions that stand inside no longer one (recycling plant, not plant)."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.span.start, -m.span.end, m.name)):
        if not kept or mention.span.end > kept[-1].span.end or mention.span == kept[-1].span:
            kept.append(mention)
    return kept


def parted(words: Sequence[Mention]) -> dict[str, float]:
    """The share of each stage among stage words."""
    counts: dict[str, float] = {}
    for one in words:
        counts[one.name] = counts.get(one.name, 0.0) + one.weight
    total = sum(counts.values())
    return {name: counts[name] / total for name in sorted(counts)}


def numbered(scene: Scene, words: Words, passage: Passage) -> Iterator[Mention]:
    """For each number of a passage the stage word it most likely belongs to: the last one before it, else the first."""
    inside = words.inside(passage.span)
    at = bisect_left(scene.measures, passage.span.start, key=lambda one: one.span.start)
    while inside and at < len(scene.measures) and scene.measures[at].span.start < passage.span.end:
        before = [one for one in inside if one.span.end <= scene.measures[at].span.start]
        yield before[-1] if before else inside[0]
        at += 1


def work(firms: Sequence[str | None]) -> dict[str, float]:
    """What known firms do: each adds one, split among its stages; what a firm of several does goes to none, too."""
    known = [stages for firm in firms if (stages := register().stages(firm))]
    found: dict[str, float] = defaultdict(float)
    for stages in known:
        for name in stages:
            found[name] += 1 / len(stages)
        found[NONE] += 1 - 1 / len(stages)
    return {name: found[name] / len(known) for name in sorted(found)}
