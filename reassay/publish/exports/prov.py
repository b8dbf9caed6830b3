"""PROV-JSON: documents, claims, findings and verdicts as entities, reading and judging as activities, the rules as their plan."""

from __future__ import annotations

import hashlib
from typing import Any

from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.folio import Folio, Holdings, Told
from reassay.base.verdict import Finding, Review, Verdict
from reassay.publish.formats import compact
from reassay.publish.public import SPACE, example, label, notice, quotable, said, shown
from reassay.publish.tabular import rests
from reassay.publish.tray import Tray
from reassay.publish.wording import say

FILE = "provenance.json"
SECTIONS = ("entity", "agent", "activity", "used", "wasGeneratedBy", "wasDerivedFrom", "wasAttributedTo", "wasAssociatedWith")


@leaf(files=(FILE,), alone=True)
def prov(held: Holdings, tray: Tray) -> None:
    """How each verdict came from findings, claims and documents."""
    graph = Graph(tray, f"rules-{held.rules}")
    graph.add("entity", graph.plan, type="prov:Plan", label=f"reassay rules {held.rules}", asOf=held.as_of)
    graph.add("agent", "software", type="prov:SoftwareAgent", label="reassay")
    cited: set[str] = set()
    for folio in held.folios():
        if folio.first:
            graph.document(folio.document)
        cited |= rests(folio)
        for one in folio.told:
            graph.claim(one, folio)
    for row in held.evidence(cited):
        if row.id in cited and row.withheld:
            graph.add("entity", row.id, type="reassay:Evidence", licence=row.licence, withheld=True)
            tray.left[say("left_rows")] += 1
        elif row.id in cited:
            graph.add("entity", row.id, type="reassay:Evidence", publisher=row.publisher, lineage=row.lineage, location=row.url or None)
    tray.write(FILE, f'{{"prefix": {{"reassay": "{SPACE}"}}')
    for section in SECTIONS:
        tray.write(FILE, f',\n"{section}": {{\n')
        tray.pour(section, FILE)
        tray.write(FILE, "\n}")
    tray.write(FILE, "\n}\n")


class Graph:
    """Records of the provenance, section by section, each id once."""

    def __init__(self, tray: Tray, plan: str):
        self.tray, self.plan = tray, plan
        self.agents: set[str] = set()

    def add(self, section: str, ident: str, **about: Any) -> None:
        """A thing with what is said of it; ``type`` and ``label``, ``value`` and ``location`` are PROV's own words."""
        found: dict[str, Any] = {}
        for key, value in about.items():
            own = key in ("type", "label", "value", "location")
            if value is not None and value != "":
                found[f"prov:{key}" if own else f"reassay:{key}"] = {"$": value, "type": "prov:QUALIFIED_NAME"} if key == "type" else value
        self.tray.item(section, f"{compact(f'reassay:{ident}')}: {compact(found)}")
        self.tray.made[section] += 1

    def link(self, section: str, first: tuple[str, str], second: tuple[str, str], **more: Any) -> None:
        """A relation between two things; its own name follows from theirs."""
        ident = hashlib.sha256(f"{section} {first[1]} {second[1]}".encode()).hexdigest()[:16]
        found = {f"prov:{role}": f"reassay:{thing}" for role, thing in (first, second)}
        self.tray.item(section, f'"_:{ident}": {compact(found | {f"prov:{key}": value for key, value in more.items()})}')

    def derived(self, made: str, source: str, kind: str | None = None) -> None:
        """One thing derived from another."""
        more = {"type": {"$": kind, "type": "prov:QUALIFIED_NAME"}} if kind else {}
        self.link("wasDerivedFrom", ("generatedEntity", made), ("usedEntity", source), **more)

    def done(self, activity: str, made: str) -> None:
        """What an activity made."""
        self.link("wasGeneratedBy", ("entity", made), ("activity", activity))

    def act(self, activity: str, about: str, **more: Any) -> None:
        """An activity of the software, by its rules, on a thing."""
        self.add("activity", activity, **more)
        planned = {"plan": f"reassay:{self.plan}"}
        self.link("wasAssociatedWith", ("activity", activity), ("agent", "software"), **planned)
        self.link("used", ("activity", activity), ("entity", about))

    def agent(self, ident: str, kind: str, label: str) -> str:
        """An agent, told once."""
        if ident not in self.agents:
            self.agents.add(ident)
            self.add("agent", ident, type=kind, label=label)
        return ident

    def document(self, document: Document) -> None:
        """A document and who published it; of restated text the page it was restated from, which alone is its publisher's;
        an example was published by nobody."""
        date = document.published.value if document.published else None
        about = {"language": document.language, "wording": document.wording, "digest": document.digest, "retrieved": document.retrieved}
        own = quotable(document)
        self.add("entity", document.id, type="reassay:Document", label=document.title or document.name, published=date, **about,
                 notice=notice(document), location=document.address if own else None)  # fmt: skip
        if example(document):
            return
        publisher = "publisher-" + hashlib.sha256(document.source.id.encode()).hexdigest()[:16]
        self.agent(publisher, "prov:Organization", document.source.name)
        page = document.id if own else f"origin-{document.id}"
        if not own:
            self.add("entity", page, type="reassay:Page", label=document.source.name, location=document.address)
            self.derived(document.id, page)
        self.link("wasAttributedTo", ("entity", page), ("agent", publisher))

    def claim(self, told: Told, folio: Folio) -> None:
        """A claim, read from its document, with its verdicts."""
        claim, document = told.claim, folio.document
        reading = f"reading-{document.id}"
        if folio.first and claim is folio.told[0].claim:
            self.act(reading, document.id, type="reassay:Reading")
        quote, place = shown(claim)
        self.add("entity", claim.id, type="reassay:Claim", label=claim.metric, value=quote, start=place.start, end=place.end)
        self.done(reading, claim.id)
        self.derived(claim.id, document.id, "prov:Quotation" if quotable(document) else None)
        for one in told.findings:
            self.finding(one, told)
        for verdict in told.verdicts:
            self.verdict(verdict, told)

    def finding(self, one: Finding, told: Told) -> None:
        """What a check says, from the claim and the rows it looked at."""
        self.act(f"check-{one.id}", one.claim, type="reassay:Check", label=one.check)
        self.add("entity", one.id, type="reassay:Finding", label=one.check, value=said(one, told), outcome=one.outcome, formula=one.formula)
        self.done(f"check-{one.id}", one.id)
        for source in dict.fromkeys((one.claim, *one.claims, *one.evidence)):
            self.derived(one.id, source)

    def verdict(self, one: Verdict, told: Told) -> None:
        """What the findings add up to, and the review beside it."""
        judging = f"judging-{one.id}"
        self.act(judging, one.claim, type="reassay:Judging", asOf=one.as_of)
        words = label(Told(told.claim, (one,)))
        self.add("entity", one.id, type="reassay:Verdict", label=words, value=one.word, asOf=one.as_of, reviewed=one.reviewed)
        self.done(judging, one.id)
        known = {finding.id for finding in told.findings}
        for source in (one.claim, *(ident for ident, _ in one.because if ident in known)):
            self.derived(one.id, source)
        if one is told.verdict and told.review is not None:
            self.review(told.review, one)

    def review(self, one: Review, verdict: Verdict) -> None:
        """What a person found."""
        by = self.agent("person-" + hashlib.sha256(one.by.encode()).hexdigest()[:16], "prov:Person", one.by or "a person; name not given")
        self.add("entity", one.id, type="reassay:Review", value=one.outcome, label=one.source, decided=one.decided)
        self.link("wasAttributedTo", ("entity", one.id), ("agent", by))
        self.derived(one.id, one.claim)
        if verdict.reviewed:
            self.derived(verdict.id, one.id)


__all__ = ["prov"]
