"""What a Chinese document is mainly about: the firm, place or thing that most of what we can see points to.

Evidence adds up by name: the publisher's own name, a short name as defined, the title, opening sentences, being told again, pronouns behind
it; a place also by the words that stand for it (the whole county). Authorities and brokers that only speak lose most of their weight.
"""

from __future__ import annotations

from collections import defaultdict

from reassay.base.text import Span
from reassay.extract.coined import tagged
from reassay.extract.han_phrases import any_of, person, topics
from reassay.extract.names import Name
from reassay.extract.scene import Scene

WEIGHTS = {
    "publisher": 8.0,
    "defined": 4.0,
    "title": 3.0,
    "front": 2.0,
    "lead": 2.0,
    "opens": 1.0,
    "told": 0.5,
    "pronoun": 0.7,
    "whole": 1.5,
    "national": 1.0,
}
SLIGHT = ("material", "thing")  # never rivals of a firm or a place
CLEAR = 3
ENOUGH = 6.0
FEW = 3  # figures of a country
NATIONAL = ("quota", "export_volume", "export_value", "import_volume", "import_value", "import_reliance", "reserves", "reserve_share")
MOST = 8  # mentions and openings counted
KINDS = {
    "organisation": 1.0,
    "project": 0.8,
    "place": 0.6,
    "code": 0.8,
    "name": 0.8,
    "process": 0.6,
    "text": 0.6,
    "thing": 0.4,
    "material": 0.3,
}


class Tally:
    """Evidence for every candidate of a document, by name."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.weights: dict[str, float] = defaultdict(float)
        self.names: dict[str, Name] = {}
        self.clear = False
        self.counts: dict[tuple[str, str], int] = defaultdict(int)

    def add(self, name: Name, why: str, times: float = 1.0) -> None:
        """One piece of evidence; openings and mentions count so often and no more."""
        key = key_of(name)
        if person(name.text) or tagged(name.text)[0][1] == "m" or name.text in topics()["stands_for"]["nowhere"]:
            return
        self.counts[key, why] += 1
        if self.counts[key, why] > MOST:
            return
        self.weights[key] += WEIGHTS[why] * times
        kept = self.names.get(key)
        if kept is None or (better(name) > better(kept)):
            self.names[key] = name

    def best(self) -> Name | None:
        """The name with the greatest weight; ``clear`` when no other comes near it."""
        if not self.weights:
            return None
        worth = {key: weight * self.factor(self.names[key]) for key, weight in self.weights.items()}
        order = sorted(worth, key=lambda key: (-worth[key], key))
        second = max([worth[key] for key in order[1:] if self.names[key].kind not in SLIGHT], default=0.0)
        self.clear = worth[order[0]] >= CLEAR * second and worth[order[0]] >= ENOUGH
        return self.names[order[0]]

    def factor(self, name: Name) -> float:
        """How much of its weight a name keeps by its kind: a country little, unless the figures are of the kind that countries have."""
        nation = name.text in topics()["stands_for"]["own"] and self.counts[key_of(name), "national"] < FEW
        return KINDS.get(name.kind, 0.5) * plain(name) * (0.4 if nation else 1.0)


def key_of(name: Name) -> str:
    """The key under which mentions of one candidate add up."""
    return name.entity or (name.cluster if name.kind == "organisation" and len(name.text) >= 4 else name.text)


def better(name: Name) -> tuple[bool, int]:
    """Which of two mentions names their candidate: the one with certain bounds, then the shorter."""
    return (bool(name.sure or name.entity), -len(name.text))


def plain(name: Name) -> float:
    """A low factor for authorities, brokers and media, which mostly speak of others."""
    if name.text.endswith(tuple(topics()["heads"]["authority"])) or any(word in name.text for word in topics()["heads"]["brokers"]):
        return 0.35
    return 1.0


def main(scene: Scene, openings: list[tuple[int, Name]]) -> tuple[Name | None, bool]:
    """The main name, and whether no other comes near it. ``openings``: the phrase that opens a sentence, with the number of its passage."""
    tally = Tally(scene)
    title = scene.passages[0].span if scene.passages else Span(0, 0)
    body = next((number for number, passage in enumerate(scene.passages) if number and passage.kind not in ("row", "heading")), 1)
    publisher = scene.document.source.name if scene.document.source else ""
    for name in scene.names:
        weigh(tally, name, title, publisher)
    for number, name in openings:
        tally.add(name, "opens")
        if number in (0, body):
            tally.add(name, "lead")
    pronouns(tally)
    wholes(tally)
    nations(tally)
    best = tally.best()
    return joint(best, [name for number, name in openings if number in (0, body)]), tally.clear


def joint(best: Name | None, early: list[Name]) -> Name | None:
    """The names told together in the title or the first sentence, when the best one is among them (A and B announced)."""
    if best is None or best.kind == "place":
        return best
    pairs = [name for name in early if best.text in name.text and any(mark in name.text for mark in topics()["hands_back"]["lists"])]
    return next((name for name in pairs if name.text.startswith(best.text) or name.text.endswith(best.text)), best)


def weigh(tally: Tally, name: Name, title: Span, publisher: str) -> None:
    """What one mention says."""
    text = tally.scene.text
    lead = text[max(0, name.span.start - 2) : name.span.start]
    behind = lead.endswith(tuple(tally.scene.words["subjects"]["places_before"]))
    part = name.kind == "place" and text[name.span.end : name.span.end + 1] in topics()["stands_for"]["parts"]
    tally.add(name, "told", 0.4 if behind or part else 1.0)
    if name.span.within(title) and not part:
        tally.add(name, "title")
        if name.span.start - title.start <= 2:
            tally.add(name, "front")
    if name.sure == "defined" and tally.counts[key_of(name), "defined"] == 0:
        tally.add(name, "defined")
    if own(name, publisher) and tally.counts[key_of(name), "publisher"] == 0:
        tally.add(name, "publisher")


def own(name: Name, publisher: str) -> bool:
    """True for the publisher's own name: the publisher bears it, and is no medium that bears a place's name."""
    if len(name.text) < 3 or name.kind == "material" or not publisher.startswith(name.text[:4]):
        return False
    return name.kind != "place" or publisher.removeprefix(name.text).startswith(tuple(topics()["heads"]["rulers"]))


def pronouns(tally: Tally) -> None:
    """The organisation named last before each "the company"."""
    scene = tally.scene
    firms = [name for name in scene.names if name.kind == "organisation" and plain(name) == 1.0]
    for found in any_of("stands_for", "firm").finditer(scene.text):
        before = [name for name in firms if name.span.end <= found.start()]
        if before and not any(name.span.start <= found.start() < name.span.end for name in firms):
            tally.add(before[-1], "pronoun")


def wholes(tally: Tally) -> None:
    """The place that words like "the whole city" stand for."""
    for found in any_of("stands_for", "place").finditer(tally.scene.text):
        place = place_of(tally.scene, found[0], found.start())
        if place is not None:
            tally.add(place, "whole")


def nations(tally: Tally) -> None:
    """The country that customs figures, quotas and reserves are about, as the text mostly writes it."""
    scene = tally.scene
    measured = [mention for kind in NATIONAL for mention in scene.inside(Span(0, len(scene.text)), "metric") if mention.name == kind]
    written = [name for name in scene.names if name.text in topics()["stands_for"]["own"]]
    if not written:
        return
    counts = {name.text: sum(other.text == name.text for other in written) for name in written}
    most = max(written, key=lambda name: (counts[name.text], -name.span.start))
    for _ in measured:
        tally.add(most, "national")


def place_of(scene: Scene, word: str, at: int) -> Name | None:
    """The place that "the whole county" stands for: the last county named before, else the place named most."""
    places = [name for name in scene.names if name.kind == "place" and name.text not in topics()["stands_for"]["nations"]]
    fitting = [name for name in places if name.text.endswith(word[-1]) and name.text != word]
    before = [name for name in fitting if name.span.end <= at] or fitting
    if before:
        counts = {name.text: sum(other.text == name.text for other in fitting) for name in fitting}
        return max(before, key=lambda name: (counts[name.text], name.span))
    early = [name for name in places if name.span.end <= at]
    if word[-1] in topics()["stands_for"]["written"] and early:
        counts = {name.text: sum(other.text == name.text for other in places) for name in early}
        return max(early, key=lambda name: (counts[name.text], -name.span.start))
    return None
