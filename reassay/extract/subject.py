"""Who a claim is about: the name that governs the clause, else the topic carried on, else the document's main name.

Pronouns and common nouns hand the subject back to the topic; a source is not a subject.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from reassay.base.document import Passage
from reassay.base.text import Span
from reassay.extract import han_main, han_topics
from reassay.extract.clauses import told
from reassay.extract.governing import governor
from reassay.extract.leading import POSSESSIVE, leading, roles
from reassay.extract.names import Name, main_name
from reassay.extract.parties import beside, shared
from reassay.extract.quantities import Measure
from reassay.extract.scene import Scene
from reassay.reference.grammar import table

PRICED, BROAD, NATIONAL, SITED, OWNED, MIXED = (
    frozenset(table("subjects.toml")[key]) for key in ("priced", "broad", "national", "sited", "owned", "mixed")
)


@dataclass(slots=True)
class Topic:
    """The running topic of a document: main name, and the last explicit subject with its paragraph."""

    main: Name | None
    last: Name | None = None
    paragraph: int = -1
    chain: han_topics.Chain | None = None  # Chinese: topics held over clauses and sentences
    place: Name | None = None  # the place an English document speaks of most, its peoples' adjectives counted
    market: Name | None = None  # the same without them: who taxes Chinese goods is not China
    roles: dict[str, str] = field(default_factory=dict)

    def aside(self, metric: str) -> frozenset[str]:
        """Clusters that cannot be the subject of a metric: sources and people never, sites only of what belongs to a site."""
        grounded = metric in SITED or self.main is None or self.roles.get(self.main.cluster) in ("facility", "local")
        return frozenset(
            key for key, role in self.roles.items() if role in ("source", "person") or (not grounded and role in ("facility", "local"))
        )


def begin(scene: Scene) -> Topic:
    """The topic at the start of a document."""
    if scene.code == "en":
        return Topic(leading(scene), place=leading(scene, "place"), market=leading(scene, "place", peoples=False), roles=roles(scene))
    topic = Topic(main_name(scene.text, scene.names, scene.passages, scene.words))
    topic.chain = han_topics.begin(scene, topic.main)
    return topic


def subject(scene: Scene, passage: Passage, one: Span, metric: str, topic: Topic) -> tuple[Name | None, str | None]:
    """The subject of a claim and, when it stands elsewhere, from where; where goods go to or come from is none who sends or takes them."""
    found, where = choose(scene, passage, one, metric, topic)
    return (None, None) if found is not None and other_end(scene, passage.span, found, metric) else (found, where)


def other_end(scene: Scene, sentence: Span, name: Name, metric: str) -> bool:
    """True for the place of this sentence that an export goes to, or an import comes from."""
    words = scene.words["subjects"]["ends"].get(metric)
    if words is None or name.kind != "place" or not name.span.within(sentence):
        return False
    return scene.text[sentence.start : name.span.start].lower().rstrip().endswith(tuple(words))


def choose(scene: Scene, passage: Passage, one: Span, metric: str, topic: Topic) -> tuple[Name | None, str | None]:
    """The best name for a claim and from where it was taken."""
    if topic.chain is not None and passage.kind != "row":
        return han_topics.subject(scene, passage, one, metric, topic.chain)
    found = in_sentence(scene, passage, one, metric, topic) if passage.kind != "row" else None
    if found is not None and topic.main is not None and topic.main.text.startswith(found.text + " "):
        found = topic.main  # the full name for its short form
    if found is not None and found.kind == "place" and metric not in BROAD and topic.main is not None and topic.main.kind != "place":
        found = found if scene.code != "en" or acts(scene, passage.span, one, found) else None
    if found is not None:
        if not passing(scene, found, topic) and found.kind not in ("material", "thing") and not partner(found, metric, topic):
            topic.last, topic.paragraph = found, passage.paragraph
        return found, None if found.span.within(passage.span) else "document"
    if passage.kind == "row" and passage.cells:
        label = [name for name in scene.named(passage.cells[0]) if name.kind != "name"]
        if label and (metric in PRICED or label[0].kind != "material"):
            return label[0], None
    nation = topic.market if metric == "tariff" else topic.place
    if metric in NATIONAL and nation is not None and (topic.last is None or topic.last.kind != "place"):
        return nation, "document"
    if topic.last is not None and (topic.paragraph == passage.paragraph) and not fresh(scene, passage, topic.last):
        return topic.last, "earlier"
    if passage.heading is not None and (scene.code != "en" or passage.heading != scene.passages[0].span):
        over = [
            name
            for name in scene.names
            if name.span.within(passage.heading)
            and name.cluster not in topic.aside(metric)
            and (name.entity or name.kind == "organisation" or recurs(scene, name))
        ]
        if over:
            return over[0], "heading"
    return (topic.main, "document") if topic.main else (topic.last, "earlier")


def coded(name: str) -> bool:
    """True for one word with a digit in it."""
    return " " not in name and any(sign.isdigit() for sign in name)


def partner(found: Name, metric: str, topic: Topic) -> bool:
    """True for another country in the trade of the one a text is about: the next sentence speaks of that one again."""
    return found.kind == "place" and metric in NATIONAL and topic.place is not None and found.cluster != topic.place.cluster


def fresh(scene: Scene, passage: Passage, last: Name) -> bool:
    """True for a bullet below the line of the last name: each bullet speaks of the whole again."""
    return passage.kind == "item" and "\n" in scene.text[last.span.start : passage.span.start]


def passing(scene: Scene, found: Name, topic: Topic) -> bool:
    """True for an institution that acts in one sentence of a text about somebody else."""
    institutions = set(scene.words["roles"]["institutions"]) if scene.code == "en" else set()
    if scene.code == "en" and topic.main is not None and topic.main.kind == "name" and coded(found.text) and not coded(topic.main.text):
        return True  # a drill hole, a grade
    return topic.main is not None and found.cluster != topic.main.cluster and bool(institutions & set(found.text.split()))


def recurs(scene: Scene, name: Name) -> bool:
    """True when a capitalised word of a heading names something the text speaks of again."""
    return name.kind == "name" and sum(other.cluster == name.cluster for other in scene.names) > 1


def in_sentence(scene: Scene, passage: Passage, one: Span, metric: str, topic: Topic) -> Name | None:
    """A name that governs the number: grammatical subject of its clause or of the sentence."""
    sentence = passage.span
    clause = scene.clause(sentence, one)
    if scene.code == "en":
        return opened(scene, sentence, one, metric, topic)
    inside = [name for name in scene.named(sentence) if name.span.end <= one.start and (name.kind != "material" or metric in PRICED)]
    return han_subject(scene, sentence, clause, inside, metric)


def opened(scene: Scene, sentence: Span, one: Span, metric: str, topic: Topic) -> Name | None:
    """English: the name that governs the number, or the thing that opens its clause where no company is told of."""
    party = beside(scene, sentence, one)
    if party is not None and metric not in PRICED:
        return party
    named = governor(scene, sentence, one, metric in PRICED, topic.aside(metric))
    found = told(scene, sentence, one)
    whole = topic.main is None or topic.main.kind in ("place", "material")
    if found.how == "thing" and found.name is not None and metric not in NATIONAL and ((whole and metric not in OWNED) or metric in MIXED):
        nearer = named is not None and (named.span.start >= found.name.span.start or named.kind == "material")
        return named if nearer else found.name
    return named


def acts(scene: Scene, sentence: Span, one: Span, place: Name) -> bool:
    """True for a place that is itself the subject of the clause's verb (Norland pays, not Norland's)."""
    found = told(scene, sentence, one)
    after = scene.text[place.span.end : place.span.end + 2]
    return found.how == "name" and found.name == place and after not in POSSESSIVE


def han_subject(scene: Scene, sentence: Span, clause: Span, inside: list[Name], metric: str) -> Name | None:
    """Chinese: the last fitting name of the clause, else the first of the sentence that is no speaker."""
    good = [name for name in inside if not name.speaker and not aside(scene, name)]
    if metric in PRICED:
        materials = [name for name in good if name.kind == "material"]
        if materials:
            return materials[-1]
    near = [name for name in good if name.span.within(clause) and name.span.start - clause.start <= 12 and name.kind != "material"]
    if near:
        return near[0]
    opening = [name for name in good if name.span.start - sentence.start <= 12 and name.kind != "material"]
    return opening[0] if opening else None


def aside(scene: Scene, name: Name) -> bool:
    """True for a place or name behind a preposition, or a share's whole (占全球)."""
    lead = scene.text[max(0, name.span.start - 2) : name.span.start]
    return lead.endswith(tuple(scene.words["subjects"]["places_before"]) + tuple(scene.words["subjects"].get("wholes_after", ())))


def listed(scene: Scene, after: list[Measure]) -> list[Measure]:
    """The first numbers of a row, as long as only list words stand between them."""
    run = after[:1]
    for one in after[1:]:
        gap = scene.text[run[-1].whole.end : one.whole.start]
        if len(gap.strip()) > 3 or scene.named(Span(run[-1].whole.end, one.whole.start)):
            break
        run.append(one)
    return run


def pair_lists(scene: Scene, sentence: Span, measures: list[Measure]) -> dict[Span, Name]:
    """Names and numbers aligned by "respectively": as many names listed before as numbers behind."""
    cues = scene.words["subjects"].get("respectively", ())
    body = sentence.of(scene.text)
    if scene.code == "en" and not any(cue in body for cue in cues):
        return shared(scene, sentence, measures)
    places = sorted(found.start() + sentence.start for cue in cues for found in re.finditer(re.escape(cue), body))
    paired: dict[Span, Name] = {}
    for place in places if scene.code == "zh" else places[:1]:
        paired |= aligned(scene, sentence, place, measures)
    return paired


def ruling(scene: Scene, name: Name) -> bool:
    """True for a Chinese authority: it hands out what is listed and has no share of it."""
    return scene.code == "zh" and han_main.plain(name) < 1


def aligned(scene: Scene, sentence: Span, place: int, measures: list[Measure]) -> dict[Span, Name]:
    """The pairs of one "respectively"."""
    after = (
        [one for one in measures if one.span.start >= place and one.span.within(sentence)]
        if scene.code == "zh"
        else [one for one in measures if one.span.within(sentence)]
    )
    before = [name for name in scene.named(sentence) if name.span.end <= place + 1 and not ruling(scene, name)]
    after = listed(scene, after)
    run = before[-len(after) :] if after else []
    return {one.span: name for one, name in zip(after, run, strict=False)} if len(run) == len(after) > 1 else {}
