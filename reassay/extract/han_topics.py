"""Chinese subjects: a topic opens a sentence and holds for the clauses and sentences behind it, until another opens one.

The clause of the number is asked first, then the clauses before it, the topic carried from earlier sentences, the heading, the document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract import han_main
from reassay.extract.coined import tagged
from reassay.extract.han_owning import BROAD, fits, loose, proper, suits, trait
from reassay.extract.han_phrases import any_of, lead, skip, topics
from reassay.extract.han_tellers import BACK, announcer, example, labelled, owner, priced
from reassay.extract.names import Name
from reassay.extract.scene import Scene

CLOCK = re.compile(r"[\d:. ]*")
WIDE = "(?<=\\w)\u3000"  # a wide blank between the fields of a line
EARNED = ("revenue", "profit", "other:gross margin", "other:revenue share", "contract_value", "sales_volume", "export_value")
NEAR = 300  # characters back to the works that "the project" stands for
PAIR = 90  # characters back to the two that "the latter" and "the former" stand for


@dataclass(slots=True)
class Chain:
    """Topics by passage, and the phrase of every clause already looked at."""

    main: Name | None = None
    clear: bool = False  # no other name comes near the main one
    topics: dict[int, tuple[Name | None, str | None]] = field(default_factory=dict)
    leads: dict[int, Name | None] = field(default_factory=dict)
    common: dict[int, Name | None] = field(default_factory=dict)
    last: Name | None = None
    carried: str | None = None
    told: Span | None = None


def clauses(scene: Scene, span: Span) -> list[Span]:
    """The comma clauses of a sentence, by place; brackets do not part them."""
    found, start = [], span.start
    first, last = bisect_left(scene.breaks, span.start), bisect_left(scene.breaks, span.end)
    wide = [at.start() for at in re.finditer(WIDE, span.of(scene.document.text))]
    for at in sorted([*scene.breaks[first:last], *(span.start + at for at in wide)]):
        if scene.text[at] in "()":
            continue
        found.append(Span(start, at))
        start = at + 1
    return [*found, Span(start, span.end)]


def phrase(scene: Scene, chain: Chain, clause: Span) -> Name | None:
    """The topic phrase of a clause, looked up once."""
    if clause.start not in chain.leads:
        chain.leads[clause.start] = lead(scene, clause).name
    return chain.leads[clause.start]


def begin(scene: Scene, main: Name | None) -> Chain:
    """The topics of a document, passage by passage."""
    chain = Chain()
    chain.main, chain.clear = dominant(scene, chain)
    chain.main = chain.main or (main if main is None or main.text not in topics()["stands_for"]["nowhere"] else None)
    chain.clear = chain.clear and chain.main is not None and proper(scene, chain.main)
    running: Name | None = None
    common: Name | None = None  # a common noun that opened a sentence of this paragraph
    heading: Span | None = None
    outer: Name | None = None  # the topic over a list: each of its items speaks of it again
    paragraph = -1
    for passage in scene.passages:
        if passage.kind == "item" and not scene.text[max(0, passage.span.start - 1) : passage.span.start].strip():
            running = outer
        elif passage.kind == "sentence" and passage.paragraph != paragraph:
            outer = running
        if passage.heading != heading and passage.heading is not None:
            running = phrase(scene, chain, passage.heading) or (None if chain.clear else running)
        heading = passage.heading
        if passage.kind == "row":
            continue
        if passage.paragraph != paragraph:
            paragraph, common = passage.paragraph, None
            running = None if reset(scene, chain, running) else running
        chain.topics[passage.span.start] = (running, "earlier") if running else over(scene, chain, passage)
        chain.common[passage.span.start] = common
        own = example(scene, passage) or opening(scene, chain, passage)
        if own is not None and own.sure == "example":
            chain.topics[passage.span.start] = (own, None)
        if own is not None and holds(scene, chain, own):
            running = own
        if own is not None:
            common = None if own is running else own
    return chain


def holds(scene: Scene, chain: Chain, name: Name) -> bool:
    """True for a topic that holds over the sentences behind it: where the document has no clear main name any does."""
    if chain.main is not None and proper(scene, chain.main) and vague(name):
        return False
    return not loose(scene, name) and (not chain.clear or proper(scene, name))


def vague(name: Name) -> bool:
    """True for a place that is none in particular (abroad, at home) and for an authority: they hold for no further sentence."""
    return name.text in topics()["stands_for"]["nowhere"] or han_main.plain(name) < 1


def opening(scene: Scene, chain: Chain, passage: Passage) -> Name | None:
    """The phrase that opens a sentence, if it can be a topic: later clauses of a sentence open none (measured: .09 of subjects worse)."""
    parts = clauses(scene, passage.span)
    name = phrase(scene, chain, parts[0])
    if name is None and len(parts) > 1 and dated(scene, parts[0]):
        name = phrase(scene, chain, parts[1])
    if name is None or name.kind in ("material", "thing") or name.speaker or tagged(name.text)[0][1] == "m":
        return None
    return name


def dated(scene: Scene, clause: Span) -> bool:
    """True for a clause that is a time, a link or an adverbial and nothing else (in August 2022, ...; abroad, ...)."""
    return clause.start < clause.end and skip(scene, clause.start, clause.end) == clause.end


def reset(scene: Scene, chain: Chain, running: Name | None) -> bool:
    """True at a paragraph of a document with a main name of its own: what opened a sentence before holds no longer."""
    return running is not None and chain.main is not None and proper(scene, chain.main)


def over(scene: Scene, chain: Chain, passage: Passage) -> tuple[Name | None, str | None]:
    """The topic of the heading, else the document's."""
    if passage.heading is not None:
        name = phrase(scene, chain, passage.heading)
        if name is not None:
            return name, "heading"
    return chain.main, "document"


def dominant(scene: Scene, chain: Chain) -> tuple[Name | None, bool]:
    """The document's main name, with the phrases that open its sentences as candidates."""
    opened = [(number, opening(scene, chain, passage)) for number, passage in enumerate(scene.passages) if passage.kind != "row"]
    return han_main.main(scene, [(number, name) for number, name in opened if name is not None])


def subject(scene: Scene, passage: Passage, one: Span, metric: str, chain: Chain) -> tuple[Name | None, str | None]:
    """The subject of a claim and, when it stands elsewhere, from where."""
    if metric == "growth_rate" and chain.told is not None and chain.told.start == passage.span.start:
        return chain.last, chain.carried
    chain.last, chain.carried = found(scene, passage, one, metric, chain)
    chain.told = passage.span
    return chain.last, chain.carried


def found(scene: Scene, passage: Passage, one: Span, metric: str, chain: Chain) -> tuple[Name | None, str | None]:
    """The nearest fitting topic before a number."""
    beside = counted(scene, one, metric)
    if beside is not None:
        return beside, None
    posted = poster(scene, passage, metric)
    if posted is not None:
        return posted, "heading"
    before = [clause for clause in clauses(scene, passage.span) if clause.start <= one.start] or [passage.span]
    weak: Name | None = None
    first = next((clause for clause in before if CLOCK.fullmatch(clause.of(scene.text)) is None), before[0])
    item = heading_item(scene, chain, first, passage)
    for clause in reversed(before[-BACK:]):
        name = phrase(scene, chain, clause)
        if name is None:
            meant = stands_for(scene, chain, clause, one)
            if meant is not None:
                return meant, "earlier"
            continue
        if name.speaker or name.span.end > one.start:
            continue
        if metric not in BROAD and name.text in topics()["stands_for"]["nowhere"]:
            continue
        if among(name, metric):
            continue
        holder = owner(scene, clause, name) if not trait(metric) and not proper(scene, name) else None
        if holder is not None:
            return holder, None
        if not fits(name, metric):
            continue
        if proper(scene, name) and not (loose(scene, name) and metric not in BROAD and settled(chain)):
            return name, None
        name = priced(scene, name, metric)
        if (item is None and suits(name, metric) and not earning(scene, chain, name, one)) or (item is not None and name.span == item.span):
            return name, None
        weak = weak or name
    teller = announcer(scene, before, metric)
    if item is None and weak is None and teller is not None:
        return teller, None
    common = chain.common.get(passage.span.start)
    if item is None and weak is None and common is not None and fits(common, metric) and suits(common, metric):
        return common, "earlier"
    carried = chain.topics.get(passage.span.start, (chain.main, "document"))
    if carried[0] is not None and carried[0].text in topics()["stands_for"]["nations"] and metric not in BROAD and chain.main is not None:
        carried = (chain.main, "document")
    if carried[0] is not None and carried[0] is chain.main and not fits(carried[0], metric):
        carried = (None, None)  # a text about a material: its trade and its makers are somebody's
    if carried[0] is not None and (weak is None or proper(scene, carried[0])):
        return carried
    return weak, None


def earning(scene: Scene, chain: Chain, name: Name, one: Span) -> bool:
    """True for a product of a firm whose income or margin is told: they are the firm's."""
    if not settled(chain) or name.kind not in ("material", "thing"):
        return False
    return any(mention.name in EARNED for mention in scene.inside(Span(name.span.end, one.start), "metric"))


def settled(chain: Chain) -> bool:
    """True when the document is clearly about a firm."""
    return chain.main is not None and chain.main.kind == "organisation" and han_main.plain(chain.main) == 1


def heading_item(scene: Scene, chain: Chain, clause: Span, passage: Passage) -> Name | None:
    """The name before a colon that opens an item: the whole item is about it."""
    if scene.text[clause.end : clause.end + 1] not in topics()["colons"] or clause.end >= len(scene.text):
        return None
    name = phrase(scene, chain, clause) or labelled(scene, clause)
    if name is None or clause.end - name.span.end > 1:
        return None
    chain.leads.setdefault(clause.start, name)
    chain.leads[clause.start] = chain.leads[clause.start] or name
    line = scene.text[max(0, name.span.start - 1) : name.span.start].strip(" \u3000") in ("", "\n")
    return (
        name
        if proper(scene, name) or (name.kind in ("organisation", "project") and (line or passage.span.start < name.span.start))
        else None
    )


def stands_for(scene: Scene, chain: Chain, clause: Span, one: Span) -> Name | None:
    """The name that opens a clause as a pronoun or as "the whole county"."""
    start = skip(scene, clause.start, clause.end)
    if start >= one.start:
        return None
    if (word := any_of("stands_for", "place").match(scene.text, start)) is not None:
        place = han_main.place_of(scene, word[0], start)
        return place or Name(Span(start, word.end()), word[0], "place", None, word[0])
    firms = [name for name in scene.names if name.kind == "organisation" and han_main.plain(name) == 1]
    if any_of("stands_for", "group").match(scene.text, start) is not None:
        groups = [name for name in firms if name.text.endswith(tuple(topics()["stands_for"]["group"]))]
        return groups[-1] if groups and len({name.text for name in groups}) == 1 else None
    if any_of("stands_for", "firm_heads").match(scene.text, start) is not None:
        told = [name for name in firms if name.span.end <= start]
        return None if chain.main is None or not told else chain.main if chain.main.kind == "organisation" and chain.clear else told[-1]
    if (word := any_of("stands_for", "pair").match(scene.text, start)) is not None:
        told = [name for name in scene.names if name.span.end <= start and name.span.start > start - PAIR and not name.speaker]
        told = [name for name in told if name.kind in ("organisation", "project", "place", "name")]
        latter = word[0] in topics()["stands_for"]["latter"]
        return told[-1] if told and latter else told[-2] if len(told) > 1 else None
    if any_of("stands_for", "project").match(scene.text, start) is not None:
        leads = [name for key, name in sorted(chain.leads.items()) if name is not None and key < start]
        works = [name for name in leads if name.kind == "project" and len(name.text) > 5]
        return works[-1] if works and start - works[-1].span.end < NEAR else None
    if any_of("stands_for", "country").match(scene.text, start) is not None:
        before = [name for name in scene.names if name.kind == "place" and name.span.end <= start]
        return before[-1] if before else None
    return None


def among(name: Name, metric: str) -> bool:
    """True for those among whom something has its rank (全球排名第六): they do not have it."""
    return metric == "rank" and name.text in topics()["stands_for"]["nations"]


def counted(scene: Scene, one: Span, metric: str) -> Name | None:
    """The item of a list that stands right before its number (Japan 791, America 291)."""
    end = one.start - (scene.text[one.start - 1 : one.start] == "(")  # 德国(141族)、韩国(128族)
    near = [name for name in scene.named(Span(max(0, one.start - 24), end)) if name.span.end == end]
    if not near or near[-1].kind == "organisation" or not fits(near[-1], metric) or among(near[-1], metric):
        return None
    lead = scene.text[max(0, near[-1].span.start - 1) : near[-1].span.start]
    return near[-1] if lead in topics()["hands_back"]["items"] else None


def poster(scene: Scene, passage: Passage, metric: str) -> Name | None:
    """The seller whose posted prices a heading announces."""
    if passage.heading is None or metric not in ("price", "price_change"):
        return None
    if not any(word in passage.heading.of(scene.text) for word in topics()["hands_back"]["posted"]):
        return None
    return next((name for name in scene.named(passage.heading) if name.kind == "organisation"), None)
