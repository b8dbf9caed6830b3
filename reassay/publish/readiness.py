"""How ready things are told to be: every project or product on the ladder from announced to commercial output, with its figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from reassay.base.frame import Frame, Project
from reassay.base.stage import STAGES
from reassay.publish.counting import columns, counting
from reassay.publish.sentence import Entry, Part, Sentence, ids, refs
from reassay.publish.wording import HAN, amount, glossary, named, say, thing, when, who
from reassay.reference.cards import metrics
from reassay.reference.grammar import table

FEW = 12  # most claims of a cell
SHOWN = 24  # most projects of a brief; the others are counted


def readiness(entries: Sequence[Entry], shown: Sequence[Entry], frame: Frame) -> Part:
    """The part on readiness, of all claims counted and of those shown told; its title and one line where no claim tells a rung."""
    every, known = {one.claim.id for one in entries}, {one.claim.id: one for one in shown}
    told = [one for one in frame.projects if any(ident in every for _, claims in one.steps for ident in claims)]
    title = Sentence(say("head_ladder"))
    if not told:
        return Part(title, (Sentence(say("ladder_none")),))
    ladder = [(card["id"], card["title"]) for card in table("sectors.toml")["ladder"]]
    head = (*columns("who", "project"), *(Sentence(name) for _, name in ladder))
    listed = [one for one in told if any(ident in known for _, claims in one.steps for ident in claims)][:SHOWN]
    rows = tuple(row(one, ladder, known, every) for one in listed)
    return Part(title, (highest(told, len(listed), ladder), Sentence(say("ladder_note"))), head, rows)


def highest(told: Sequence[Project], listed: int, ladder: Sequence[tuple[str, str]]) -> Sentence:
    """How many projects there are, and how many stand on each rung as the highest that is told of them."""
    top = Counter(one.steps[-1][0] for one in told)
    steps = [(rung, name, top[rung]) for rung, name in ladder if top[rung]]
    each = ", ".join(f"{name} {number:,}" for _, name, number in steps)
    first = counting("ladder", {"projects": len(told), "shown": listed}, about="ladder:", each=each)
    counts = [one for one in first.counts if one[0].endswith("projects")]
    counts += [(f"count:ladder:rung:{rung}", f"{number:,}") for rung, _, number in steps]
    return Sentence(first.text, counts=(*counts, *(one for one in first.counts if one not in counts)))


def row(one: Project, ladder: Sequence[tuple[str, str]], known: Mapping[str, Entry], every: Collection[str]) -> tuple[Sentence, ...]:
    """One project: whose, what, and on each rung the figures told with their claims."""
    steps = {rung: [known[ident] for ident in claims if ident in known] for rung, claims in one.steps}
    whole = {rung: sum(ident in every for ident in claims) for rung, claims in one.steps}
    members = [entry for some in steps.values() for entry in some]
    spoken = min((who(entry.claim) for entry in members), key=lambda name: (len(name), name))
    few = members[:FEW]
    cells = [Sentence(spoken, ids(few)), Sentence(about(one.kind, few), ids(few))]
    return (*cells, *(figures(f"{one.who}:{one.kind}:{rung}", steps.get(rung, []), whole.get(rung, 0)) for rung, _ in ladder))


def figures(name: str, members: Sequence[Entry], whole: int) -> Sentence:
    """The figures of a rung, each once, with the claims that tell it; of many the first, and how many claims more."""
    if not members:
        return Sentence(say("ladder_empty"))
    few, rest = members[:FEW], whole - min(len(members), FEW)
    groups: dict[str, list[Entry]] = {}
    for one in few:
        groups.setdefault(figure(one), []).append(one)
    text = "; ".join(f"{text} {refs(some)}" for text, some in groups.items())
    if rest <= 0:
        return Sentence(text, ids(few))
    more = counting("ladder_more", {"more": rest}, {"more": "claim"}, about=f"ladder:more:{name}:")
    return Sentence(f"{text}; {more.text}", ids(few), counts=more.counts)


def figure(one: Entry) -> str:
    """What one claim tells: its metric where that says more than the column, amount and modality; its act where it has no number."""
    claim, q = one.claim, one.claim.quantity
    if q is None:
        return str(glossary("events").get(claim.event or "", claim.event or ""))
    own = "" if q.unit == "count" else f"{named(claim)} "
    time = f" {when(claim.period)}" if claim.period else ""
    return f"{own}{amount(q)}{time}{glossary('modality')[claim.modality]}"


def about(kind: str, members: Sequence[Entry]) -> str:
    """What a project is of, in words; what is counted also as the text calls it, in English where an English text does."""
    if kind in metrics():
        names = sorted({name for one in members if (name := thing(one.claim))}, key=lambda name: (bool(HAN.search(name)), -len(name), name))
        return metrics()[kind].title + (f": \u201c{names[0]}\u201d" if names else "")
    stage, _, products = kind.partition(" ")
    if stage not in STAGES:
        stage, products = "", kind
    words = " ".join(concepts().get(name, name) for name in products.split())
    return ": ".join(part for part in (glossary("stages").get(stage, ""), words) if part)


@cache
def concepts() -> dict[str, str]:
    """Name of a concept -> the first of its words."""
    return {name: card["words"][0] for group in table("concepts.toml").values() for name, card in group.items()}
