"""Judging at scale as a ratio: 10,000 claims against 100,000 rows of evidence in one run, against 1,000 claims, on one core.

Claims and rows are made from templates and a fixed seed; only the judging is timed, from a view as a ledger hands it out.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from reassay.base.claim import Claim
from reassay.base.document import Document
from reassay.base.verdict import Evidence

PER_PAGE = 10
COMPANIES = 1000
ROWS = 100_000
LINES = (
    ("In {y} {n} produced {v:,} tonnes of rare earth oxides.", "statistics", "output", "t"),
    ("{n} filed {v:,} patent applications in {y}.", "patents", "patents_filed", "count"),
    ("Revenue of {n} was US${v:,} million in {y}.", "statistics", "revenue", "USD"),
    ("{n} exported {v:,} tonnes of magnets in {y}.", "trade", "export_volume", "t"),
    ("In {y} {n} had a capacity of {v:,} tonnes of NdPr oxide.", "statistics", "capacity", "t"),
)


def names() -> list[str]:
    """Made-up companies."""
    first = ["Alder", "Birch", "Cedar", "Dogwood", "Elm", "Fir", "Ginkgo", "Hazel", "Ivy", "Juniper", "Larch", "Maple", "Nutmeg", "Oak"]
    first += ["Pine", "Quince", "Rowan", "Spruce", "Teak", "Willow"]
    last = ["Alloys", "Carbonates", "Concentrates", "Fluorides", "Magnetics", "Metals", "Minerals", "Mining", "Oxides", "Phosphors"]
    last += ["Powders", "Recycling", "Refining", "Resources"]
    more = ["Northern", "Southern", "Eastern", "Western"]
    found = [f"{c} {a} {b}" for c in more for a in first for b in last]
    return found[:COMPANIES]


def pages(claims: int) -> Iterator[Document]:
    """Documents of PER_PAGE sentences about one company each."""
    import reassay

    chance, known = random.Random(5), names()
    for page in range(claims // PER_PAGE):
        name = known[page % len(known)]
        lines = [
            chance.choice(LINES)[0].format(n=name, y=chance.randint(2015, 2024), v=chance.randint(100, 99_999)) for _ in range(PER_PAGE)
        ]
        yield reassay.document(
            "\n\n".join(lines), publisher=f"Paper {page % 50}", published=f"2025-{page % 12 + 1:02d}", name=f"p{page:05d}"
        )


def rows(count: int) -> Iterator[Evidence]:
    """Rows about the same companies: figures of years and months, by several publishers and editions."""
    chance, known = random.Random(6), names()
    for n in range(count):
        _, kind, metric, unit = chance.choice(LINES)
        values = {
            "subject": known[n % len(known)],
            "metric": metric,
            "value": str(chance.randint(100, 99_999) * (1_000_000 if unit == "USD" else 1)),
            "unit": unit,
            "period": str(chance.randint(2000, 2024)),
            "vintage": str(chance.randint(1, 40)),
        }
        yield Evidence(kind, values, f"Office {n % 7}", f"lineage:{n % 7}", "", "2026-01-05", "2026-01-06")


def made(count: int) -> tuple[list[Document], list[Claim], list[Evidence]]:
    """Documents, about so many claims, and ROWS rows."""
    from reassay.pipeline import claims_of

    documents = list(pages(count))
    return documents, [claim for page in documents for claim in claims_of(page)], list(rows(ROWS))


def judged(count: int) -> tuple[int, int, float]:
    """(claims, rows, seconds of processor time) of one run."""
    from reassay.judge import judge
    from reassay.ledger import MemoryView
    from reassay.reference.register import register

    documents, claims, evidence = made(count)
    start = time.process_time()
    view = MemoryView(documents, claims, evidence, register(), "2026-11-23")
    failed = sum(len(judge(claim, view)[2]) for claim in view.claims())
    assert not failed, f"{failed} checks failed"
    return len(claims), len(evidence), time.process_time() - start


def alike(count: int) -> tuple[int, float]:
    """(claims, seconds of processor time) of one run over texts that tell of one metric, subject and year, a third of them relays."""
    import reassay
    from reassay.judge import judge
    from reassay.ledger import MemoryView
    from reassay.pipeline import claims_of
    from reassay.reference.register import register

    chance, told, documents = random.Random(7), LINES[0][0], []
    for n in range(count):
        cited = f"According to Paper {chance.randint(0, 49)}, " if n % 3 == 0 else ""
        text = cited + told.format(n="Alder Alloys", y=2024, v=chance.randint(4000, 4400))
        published = f"2025-{n % 12 + 1:02d}-{n % 27 + 1:02d}"
        documents.append(reassay.document(text, publisher=f"Paper {n % 50}", published=published, name=f"p{n:05d}"))
    claims = [claim for page in documents for claim in claims_of(page)]
    start = time.process_time()
    view = MemoryView(documents, claims, [], register(), "2026-11-23")
    failed = sum(len(judge(claim, view)[2]) for claim in view.claims())
    assert not failed, f"{failed} checks failed"
    return len(claims), time.process_time() - start


def table() -> Iterator[tuple[str, str, str]]:
    """Lines for the table of speed."""
    small, _, less = judged(1_000)
    large, evidence, more = judged(10_000)
    yield (
        f"judging {large:,} claims against {evidence:,} rows",
        f"{large / more:.0f} claims/s",
        f"{small:,} claims {small / less:.0f} claims/s; {large / small:.1f} times the claims take {more / less:.1f} times as long, "
        f"ratio {more / less / (large / small):.2f}",
    )
    (small, less), (large, more) = alike(300), alike(1_200)
    yield (
        f"judging {large:,} claims of one metric, subject and year",
        f"{large / more:.0f} claims/s",
        f"{small:,} claims {small / less:.0f} claims/s; {large / small:.1f} times the claims take {more / less:.1f} times as long, "
        f"ratio {more / less / (large / small):.2f}",
    )


if __name__ == "__main__":
    for line in table():
        print(*line)
