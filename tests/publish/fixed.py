"""A small assay built from values, not from reading: the golden brief changes with the rules of publishing alone."""

import re
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from reassay.base.claim import Claim
from reassay.base.document import Dated, Document
from reassay.base.errors import Problem
from reassay.base.frame import Frame, Project, Reach
from reassay.base.gap import Benchmark, Beside, Measured, Point, Series, Standing, Support
from reassay.base.odds import Contribution, Odds, Scale
from reassay.base.period import Period
from reassay.base.picture import Fan
from reassay.base.quantity import Quantity
from reassay.base.source import Source
from reassay.base.text import Span
from reassay.base.verdict import Assay, Evidence, Finding, Verdict, Voices
from reassay.ledger import MemoryView
from reassay.publish.render import publishable, render
from reassay.reference.register import register

FOLDER = Path(__file__).parent / "golden"
GAZETTE = Source("example_gazette", "Example Gazette", "example_gazette", "trade press")
ENGLISH = "In 2025 Example Oxides produced 9,500 tonnes, made up of 4,000 tonnes and 4,500 tonnes. "
ENGLISH += "It plans to produce about 12,000 tonnes in 2030."
CHINESE = "2025年，样例公司申请专利158件。样例公司在生物法回收方面取得突破。"


def document(name, text, language, wording, published):
    return Document(name, text, name, GAZETTE, language, Dated(published, "given"), f"https://example.org/{name}", None, wording)


PAGES = (document("one", ENGLISH, "en", "constructed", "2026-03-10"), document("two", CHINESE, "zh", "restated", "2026-02"))


def claim(page, number, metric, subject, value, **more):
    start = page.text.rfind("。" if page.language == "zh" else ". ", 0, page.text.index(number)) + 1
    end = page.text.find("。" if page.language == "zh" else ".", page.text.index(number)) + 1
    while page.text[start] == " ":
        start += 1
    at = page.text.index(number)
    name = "value" if value else "event"
    quote = page.text[start:end]
    return Claim(page.id, quote, Span(start, end), metric, subject, None, value, spans=((name, Span(at, at + len(number))),), **more)


def tonnes(value, comparator="eq"):
    return Quantity(Decimal(value), Decimal(value), comparator, "t", "REO")


YEAR = Period("2025")
TOTAL = claim(PAGES[0], "9,500", "output", "Example Oxides", tonnes(9500), period=YEAR, stage="separation")
PARTS = tuple(
    claim(PAGES[0], n, "output", "Example Oxides", tonnes(n.replace(",", "")), period=YEAR, stage="separation") for n in ("4,000", "4,500")
)
PLAN = claim(
    PAGES[0], "12,000", "output", "Example Oxides", tonnes(12000, "approx"), period=Period("2030"), modality="planned", stage="separation"
)
FILED = claim(
    PAGES[1],
    "158",
    "patents_filed",
    "样例公司",
    Quantity(Decimal(158), Decimal(158), "eq", "count"),
    period=YEAR,
    object="专利",
    stage="standards_ip",
)
BIO = claim(PAGES[1], "突破", "event", "样例公司", None, event="completed", object="生物法回收", stage="recycling", attribution="样例公司")
CLAIMS = (TOTAL, *PARTS, PLAN, FILED, BIO)

FINDINGS = (
    Finding(
        "sum_mismatch",
        TOTAL.id,
        "fires",
        "the parts give another total",
        (("stated total", Decimal(9500)), ("sum of the parts", Decimal(8500)), ("difference", Decimal(-1000))),
        "sum of parts = total",
        tuple(one.id for one in PARTS),
        suggests="internally_inconsistent",
    ),
    Finding(
        "stated_before_it_could_show",
        FILED.id,
        "fires",
        "early",
        (),
        "last day of the period + lag",
        dates=("2027-07-01",),
        suggests="not_testable_yet",
        next_test_date="2027-07-01",
    ),
    Finding("no_number", BIO.id, "fires", "no number", suggests="not_a_testable_claim"),
)
WORDS = {TOTAL: "internally_inconsistent", PLAN: "not_a_testable_claim", FILED: "not_testable_yet", BIO: "not_a_testable_claim"}
DATES = {PLAN: "2031-01-01", FILED: "2027-07-01"}
VOICES = Voices(1, 1, 1, 0, (("publisher:example_gazette", ("Example Gazette",)),))
ODDS = Odds(
    (
        Contribution("sum mismatch fires", "publisher:example_gazette", Decimal("-1.61"), "parts"),
        Contribution("own statement", "publisher:example_gazette", Decimal("0.69"), "its word"),
    ),
    Decimal("-0.92"),
    Decimal("0.34"),
    "unlikely",
    Scale(Decimal(0), Decimal("0.7"), 12),
    100,
)
VERDICTS = tuple(
    Verdict(
        one.id,
        WORDS.get(one, "company_reported_untested"),
        "2026-11-23",
        (("rule", "planned for a date that is not past"),) if one is PLAN else (),
        VOICES,
        DATES.get(one),
        odds=ODDS if one is TOTAL else None,
    )
    for one in CLAIMS
)
TROUBLE = (Problem("three.pdf", "no text: image only", "give a page with text"),)
ASSAY = Assay("2026-11-23", PAGES, CLAIMS, FINDINGS, VERDICTS, TROUBLE, (), {"rules": "fixed", "evidence_until": ""})
VIEW = MemoryView(PAGES, CLAIMS, (), register(), ASSAY.as_of)

ROW = Evidence(
    "statistics", {"metric": "output", "value": "700", "confidence": "A"}, "Sample Survey", "lineage:sample", retrieved_date="2026-11-01"
)


def point(country, year, value):
    return Point(country, year, value, ROW.id, "lineage:sample")


SERIES = Series(
    "mining",
    "Sample Survey",
    "Yearbook 2024",
    "REO",
    "",
    "t",
    tuple(point(*one) for one in (("Northland", "2023", 600.0), ("Southland", "2023", 400.0), ("Northland", "2024", 700.0))),
    grade="A",
)
STANDING = Standing(
    "2024", (0.7, 0.7), (0.2, 0.3), (40.0, 50.0), (5300.0, 5800.0), (1.7, 1.9), "Northland", 0.3, 0.847, 1.25, 1.0, (ROW.id,)
)
MINING = Measured(
    "mining",
    "mining",
    "mine output",
    "five years of one yearbook",
    "too few points",
    SERIES,
    STANDING,
    path=(("2023", 0.6), ("2024", 0.7)),
    notes=("not comparable: Other Survey, 2020, Northland 2019 92 %",),
    others=(Series("mining", "Other Survey", "2020", "", "mining", "ratio", (point("Northland", "2019", 0.92),)),),
    second=(("2023", (0.4, 0.4)), ("2024", (0.2, 0.3))),
    beside=(Beside("Other Survey, 2020, mining", "Other Survey", "2020", "mining", "2019", 0.92, (ROW.id,)),),
)
STEADY = replace(
    MINING,
    word="no clear trend",
    slope=(0.1, -0.1, 0.3),
    rising=0.9,
    order=(0.2, 0.5),
    band=(("2023", 0.5, 0.6, 0.7), ("2024", 0.6, 0.7, 0.8)),
)
METAL = Measured("metal", "metal", "share of metal", "tonnes of metal by country", "no comparable series")
EARLIER = (
    replace(VERDICTS[0], word="company_reported_untested", as_of="2026-11-01", odds=None),
    replace(VERDICTS[4], as_of="2026-11-01", word="company_reported_untested", next_test_date=None),
)
FAN = Fan(
    FILED.id, 158, "2026-11-23", "2027-07-01", (("2026-01-01", 40, 80, 120), ("2026-11-23", 98, 131, 151), ("2027-07-01", 134, 155, 158))
)
LAW = Benchmark(
    "law", "mining", "Southland", "Minerals Act", "at least 10 % of the use of Southland", "Act 7", "2024-05-03", "2030", "use by stage"
)
FRAME = Frame(
    (MINING, METAL),
    ("Northland", "Southland"),
    (Support("recycling", 1, 1, 0, 0, 0), Support("standards_ip", 1, 1, 0, 0, 0)),
    (TOTAL.id,),
    {BIO.id: Reach(("recycling",), "demonstration"), PLAN.id: Reach(("ev",), "announced")},
    {one.claim: one for one in EARLIER},
    "2026-11-01",
    "answers@example.org",
    fans=(FAN,),
    projects=(Project("example oxides", "separation", (("announced", (PLAN.id,)), ("commercial", (TOTAL.id,)))),),
    benchmarks=(LAW,),
)


def made(assay=ASSAY, frame=FRAME):
    return publishable(assay, VIEW, frame)


def pages():
    return {f"brief.{kind}": render(made(), kind) for kind in ("md", "html")}


def golden():
    """The pages without their pictures: the specs stand beside them, and the library that draws may change a stroke."""
    found = {name: re.sub(r"<svg .*?</svg>", "(picture)", text, flags=re.S) for name, text in pages().items()}
    return {**found, "plots.json": "".join(f"{plot.name} {plot.text}\n" for plot in made().plots)}


if __name__ == "__main__":
    for name, text in golden().items():
        FOLDER.joinpath(name).write_text(text, "utf-8", newline="\n")
    sys.stderr.write(f"written to {FOLDER}: read what changed with git diff\n")
