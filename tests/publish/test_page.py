"""The page of a brief: every number carries the id of what gives it, and is worked out again here from that thing alone."""

import re
from collections import Counter
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reassay import framing, pipeline
from reassay.base.stage import STAGES
from reassay.base.verdict import ADVERSE
from reassay.ledger import Ledger
from reassay.publish.render import publishable, render
from reassay.reference.grammar import table
from tests.publish.fixed import ASSAY, FRAME, VIEW, made

NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
RUNGS = ["announced", "under_construction", "demonstration", "commercial"]
VOID = {"meta", "br", "link", "img"}


class Words(HTMLParser):
    """(text, id of the nearest element that carries one) for all that a reader sees."""

    def __init__(self):
        super().__init__()
        self.stack, self.found, self.skip = [], [], 0

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        self.skip += tag in ("style", "script", "title")
        if tag not in VOID:
            self.stack.append((tag, named.get("data-id", self.stack[-1][1] if self.stack else None)))

    def handle_endtag(self, tag):
        self.skip -= tag in ("style", "script", "title")
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, text):
        if not self.skip and text.strip():
            self.found.append((text, self.stack[-1][1] if self.stack else None))


def read(page):
    words = Words()
    words.feed(page)
    return words.found


def plain(number):
    return Decimal(number.replace(",", ""))


@pytest.fixture(scope="module", params=["fixed", "demo"])
def subject(request, tmp_path_factory):
    if request.param == "fixed":
        return made(), ASSAY, VIEW, FRAME
    folder = tmp_path_factory.mktemp("page")
    with Ledger(str(folder / "a.db")) as store:
        examples = str(Path(pipeline.__file__).parent / "reference" / "examples")
        assay = pipeline.assay(pipeline.Call((examples,)), store, "2026-11-23")
        view = store.view("2026-11-23")
        frame = framing.frame(assay, view, {})
        return publishable(assay, view, frame), assay, view, frame


def test_the_demo_draws_every_kind_of_plot(subject):
    names = [plot.name.partition("-")[0] for plot in subject[0].plots]
    if subject[1] is not ASSAY:
        assert set(names) == set(table("plots.toml")["order"])
        assert any("Northern Rare Earth" in plot.title.text for plot in subject[0].plots if plot.name.startswith("history"))  # a company
        assert any("then 255,000 t" in plot.title.text for plot in subject[0].plots if plot.name.startswith("history"))  # a restatement
    assert render(subject[0], "html").count("<figure") == len(names) >= 5


def test_every_number_carries_an_id(subject):
    bare = [(text, ident) for text, ident in read(render(subject[0], "html")) if NUMBER.search(text) and not ident]
    assert not bare


def test_every_number_follows_from_what_it_names(subject):
    brief, assay, view, frame = subject
    wrong = []
    for text, ident in read(render(brief, "html")):
        for number in NUMBER.findall(text) if ident else ():
            if not derived(number, text, ident, assay, view, frame, brief):
                wrong.append((number, text, ident))
    assert not wrong, wrong[:20]


def test_a_number_on_the_page_that_its_source_does_not_give_is_found(subject):
    brief, assay, view, frame = subject
    claim = next(one for one in assay.claims if one.quantity and one.quantity.low > 1000)
    assert derived(f"{claim.quantity.low:,f}", "", claim.id, assay, view, frame, brief)
    assert not derived("77,777", "", claim.id, assay, view, frame, brief)
    assert not derived("77", "", "count:claims", assay, view, frame, brief)
    assert not derived("77", "", "measure:mining", assay, view, frame, brief)


def derived(number, text, ident, assay, view, frame, brief):
    """True when a number follows from the thing of an id."""
    kind, _, rest = ident.partition(":")
    if kind == "count":
        return plain(number) == counted(rest, assay, view, frame)
    if kind == "measure":
        return measured(number, text, next(one for one in frame.measured if one.id == rest))
    if kind == "benchmark":
        law = next(one for one in frame.benchmarks if one.id == rest)
        return number in NUMBER.findall(f"{law.says} {law.source} {law.by}") or dated(number, text, law.dated)
    if kind == "fan":
        fan = next(one for one in frame.fans if one.id == ident)
        days = (fan.on, fan.test, *(day for day, *_ in fan.steps))
        return any(dated(number, text, day) for day in days) or plain(number) in {fan.claimed, *(n for step in fan.steps for n in step[1:])}
    if kind == "axis":
        return True
    if kind == "rule":
        cards = [table(name) for name in ("method.toml", "settling.toml", "sectors.toml", "lags.toml")]
        return text in str(cards) or text in {card for one in cards for card in strings(one)}
    if kind == "edge":
        parent, _, child = rest.partition(">")
        return any(dated(number, text, edge.as_of) for edge in view.edges() if (edge.parent, edge.child) == (parent, child))
    fixed = {"as_of": assay.as_of, "last": frame.last, "since": frame.since, "evidence_until": assay.facts["evidence_until"]}
    if kind in fixed:
        return dated(number, text, fixed[kind])
    if kind == "rules":
        return text == assay.facts["rules"]
    if kind == "brief":
        return brief.id in text
    if kind == "problem":
        return any(problem.line() == text for problem in assay.problems)
    return of_thing(number, text, ident, assay, view, frame)


def strings(value):
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from strings(one)
    if isinstance(value, str):
        yield value


def of_thing(number, text, ident, assay, view, frame):
    claims = {one.id: one for one in view.claims()}
    if ident in claims:
        return of_claim(number, text, claims[ident], view, assay)
    finding = next((one for one in assay.findings if one.id == ident), None)
    if finding:
        return of_finding(number, text, finding, claims)
    verdict = next((one for one in (*assay.verdicts, *frame.before.values()) if one.id == ident), None)
    if verdict:
        return of_verdict(number, text, verdict)
    page = next((one for one in view.documents() if one.id == ident), None)
    if page:
        told = f"{page.address} {page.title} {page.source.name} {page.name} {page.text}"
        return number in told or (page.published is not None and dated(number, text, page.published.value))
    row = next((one for one in view.evidence() if one.id == ident), None)
    if row is None:
        return False
    days = (row.retrieved_date, row.published_date)
    value = str(row.values.get("value"))
    return number in str(row) or number.replace(",", "") == value or any(dated(number, text, day) for day in days if day)


def of_claim(number, text, claim, view, assay):
    order = [one.id for one in assay.claims if not one.duplicate]
    if re.fullmatch(r"\[?c\d+\]?", text):
        return order.index(claim.id) + 1 == int(number)
    words = " ".join(filter(None, (claim.quote, claim.subject, claim.object, claim.metric, claim.attribution, claim.subject_id)))
    if number in words:
        return claim.quote in view.document(claim.document).text
    if claim.period and dated(number, text, claim.period.text):
        return True
    ends = (claim.quantity.low, claim.quantity.high) if claim.quantity else ()
    return any(plain(number) in (abs(end), abs(end) * 100, round(abs(end) * 100, 1)) for end in ends) or (
        claim.quantity is not None and number in f"{claim.quantity.unit} {claim.quantity.basis}"
    )


def of_finding(number, text, finding, claims):
    values = [value for _, value in finding.numbers]
    near = any(plain(number) in (abs(v), abs(v) * 100, round(abs(v) * 100, 1)) for v in values)
    words = " ".join(
        (finding.formula, finding.says, *finding.names, *finding.lacks, *finding.dates, *(label for label, _ in finding.numbers))
    )
    unit = claims[finding.claim].quantity.unit if claims[finding.claim].quantity else ""
    return near or number in words or number in (unit or "") or any(dated(number, text, day) for day in finding.dates)


def of_verdict(number, text, verdict):
    day = verdict.next_test_date
    voices, odds = verdict.voices, verdict.odds
    told = {str(one) for one in (voices.publishers, voices.voices, voices.external)} if voices else set()
    if odds:
        told |= {str(abs(one.odds)) for one in odds.parts} | {str(abs(odds.total)), str(odds.probability)}
        told |= {str(odds.scale.adjudicated), str(odds.needed)} | set(NUMBER.findall(" ".join(one.what for one in odds.parts)))
    why = " ".join(words for _, words in verdict.because)
    return number in told or number in why or (bool(day) and dated(number, text, day)) or dated(number, text, verdict.as_of)


def dated(number, text, day):
    """A number of a date, whether printed as kept or in words with the right month."""
    parts = [part.lstrip("0") for one in day.split("/") for part in re.split(r"[-HQ]", one)]
    months = [MONTHS[int(one[5:7]) - 1] for one in day.split("/") if re.match(r"\d{4}-\d{2}", one)]
    named = [month for month in MONTHS if month in text]
    return number.lstrip("0") in parts and all(month in months for month in named)


def counted(name, assay, view, frame):
    """A count of a brief, worked out from the assay in other words than the brief's."""
    verdicts = {one.claim: one for one in assay.verdicts}
    told = [one for one in assay.claims if not one.duplicate and one.id in verdicts]
    words = Counter(verdicts[one.id].word for one in told)
    pages = {one.id: one for one in view.documents()}
    parts = name.split(":")
    if parts[0] == "publisher":
        return len([one for one in told if pages[one.document].source.name == ":".join(parts[1:])])
    ways = {"stage": of_stage, "document": of_page, "sector": of_sector, "support": of_support, "lacks": of_lack, "rows": of_rows}
    ways["ladder"] = of_ladder
    if parts[0] in ways:
        return ways[parts[0]](parts[1:], told, verdicts, assay, view, frame)
    used = {one.document for one in told}
    return {
        "documents": len(assay.documents),
        "publishers": len({one.source.name for one in assay.documents}),
        "failed": sum(one.level == "error" for one in assay.problems),
        "claims": len(told),
        "numbered": len([one for one in told if one.quantity]),
        "numberless": len([one for one in told if not one.quantity]),
        "supported": words["corroborated"],
        "later": words["not_testable_yet"],
        "alone": len([one for one in told if verdicts[one.id].voices and verdicts[one.id].voices.voices < 2]),
        "adverse": sum(words[word] for word in ADVERSE),
        "reviewed": len([one for one in told if verdicts[one.id].reviewed]),
        "restated": len([one for one in used if pages[one].wording == "restated"]),
        "constructed": len([one for one in used if pages[one].wording == "constructed"]),
        "measures": len(frame.measured),
        "trended": len([one for one in frame.measured if one.slope]),
        "untold": len([one for one in frame.measured if not one.slope]),
        "entering": len(frame.enters),
        "since_new": len([one for one in told if one.id not in frame.before]),
        "since_moved": len([one for one in told if one.id in frame.before and frame.before[one.id].word != verdicts[one.id].word]),
        "since_restated": words["restated"] if frame.before else None,
        "since_newly": 0,
        "chain_reached": len({one.stage for one in told if one.stage}),
        "chain_stages": len(STAGES),
        "coverage_read": len(assay.documents),
        "coverage_failed": sum(one.level == "error" for one in assay.problems),
        "coverage_told": len(told),
        "coverage_repeated": len([one for one in assay.claims if one.duplicate]),
        "coverage_refused": len([one for one in assay.problems if "refused" in one.what]),
        "coverage_noseries": len([one for one in frame.measured if "no comparable series" in one.word]),
    }[name]


def of_stage(parts, told, verdicts, assay, view, frame):
    inside = [one for one in told if (one.stage or "none") == parts[0]]
    words = Counter(verdicts[one.id].word for one in inside)
    if parts[1] == "verdict":
        return words[parts[2]]
    done = [one for one in inside if one.modality == "achieved"]
    return {
        "claims": len(inside),
        "achieved": len(done),
        "ahead": len(inside) - len(done),
        "supported": words["corroborated"],
        "adverse": sum(words[word] for word in ADVERSE),
        "later": words["not_testable_yet"],
        "numberless": len([one for one in inside if one.quantity is None]),
    }[parts[1]]


def of_page(parts, told, verdicts, assay, view, frame):
    inside = [one for one in told if one.document == parts[0]]
    return len(inside if parts[1] == "claims" else [one for one in inside if one.quantity is None])


def of_sector(parts, told, verdicts, assay, view, frame):
    inside = [one for one in told if one.id in frame.reach and parts[0] in frame.reach[one.id].sectors]
    if parts[1] == "rung":
        return len([one for one in inside if (frame.reach[one.id].rung or "none") == parts[2]])
    return len(inside if parts[1] == "claims" else [one for one in inside if one.quantity])


def of_support(parts, told, verdicts, assay, view, frame):
    """From the claims themselves, not from what the frame counted of them."""
    real = [one for one in told if view.document(one.document).wording != "constructed" and one.stage]
    inside = [one for one in real if len(parts) == 1 or one.stage == parts[0]]
    reached = [one for one in inside if one.modality in ("achieved", "ongoing")]
    held = [one for one in reached if verdicts[one.id].word == "corroborated"]
    adverse = [one for one in inside if verdicts[one.id].word in ADVERSE]
    counts = {"claims": len(inside), "achieved": len(reached), "supported": len(held), "adverse": len(adverse)}
    return (counts | {"alone": len(reached) - len(held), "ahead": len(inside) - len(reached)})[parts[-1]]


def of_ladder(parts, told, verdicts, assay, view, frame):
    if parts[0] == "more":
        claims = {(one.who, one.kind): dict(one.steps) for one in frame.projects}[parts[1], parts[2]][parts[3]]
        return len(claims) - 12
    if parts[0] != "rung":
        return len(frame.projects)
    return len([one for one in frame.projects if max(one.steps, key=lambda step: RUNGS.index(step[0]))[0] == parts[1]])


def of_lack(parts, told, verdicts, assay, view, frame):
    ids = {one.id for one in told}
    return len({one.id for one in assay.findings if one.claim in ids and one.outcome == "lacks" and ":".join(parts) in one.lacks})


def of_rows(parts, told, verdicts, assay, view, frame):
    rows = {one.id for one in assay.evidence}
    rows |= {point.source for one in frame.measured if one.main for point in (*one.main.points, *one.main.wholes)}
    found = {one.id: one for one in (*assay.evidence, *view.evidence()) if one.id in rows}
    return len([one for one in found.values() if f"{one.publisher}:{one.licence}" == ":".join(parts)])


def measured(number, text, one):
    """A number of a measure: of its points, of their shares and sums, or of what was worked out from them."""
    words = " ".join((one.title, one.wanted, *one.notes, *(f"{other.title} {other.grade}" for other in one.others)))
    if one.main is None:
        return number in NUMBER.findall(words)
    words += f" {one.main.title} {' '.join(one.main.times)} {' '.join(f'{held.series} {held.time} {held.edition}' for held in one.beside)}"
    values = [len(one.main.times), len(one.main.points), *(point.value for point in one.main.points)]
    at = one.standing
    if at:
        values += [*at.index, *at.effective, *at.gap, *(100 * end for end in (*at.first, *at.second)), 100 * at.without, 100 * at.supported]
        values += [value for value in (at.logit, at.dominance) if value is not None]
    values += [100 * held for _, held in one.path] + [
        value for value in (*(one.slope or ()), one.rising, *(one.order or ())) if value is not None
    ]
    values += [value for value in one.lead or () if value is not None]
    for series in one.others:
        values += shares_of(series)
    values += [100 * end for _, ends in one.second for end in ends]
    places = len(number.partition(".")[2])
    if re.fullmatch(r"\d{1,2}", number) and any(dated(number, text, held.edition) for held in one.beside if held.edition[:4].isdigit()):
        return True
    return number in NUMBER.findall(words) or any(f"{abs(value):.{places}f}" == number.replace(",", "") for value in values)


def shares_of(series):
    """What a series prints as shares: as they stand, or a figure over the whole of its time."""
    if series.unit == "ratio":
        return [100 * point.value for point in series.points]
    whole = {one.time: one.value for one in series.wholes}
    return [100 * point.value / whole[point.time] for point in series.points if point.time in whole]
