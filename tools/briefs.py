"""Brief and gap from a ledger of 100,000 claims, as processes: seconds and peak memory, and how they grow from 10,000.

Documents of about 1,000 companies in two languages, some passing on what others told, are made from templates and a fixed seed, read,
stored and judged; then the two commands are timed.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from reassay.base.document import Document
from tools.judging import names

DAY = "2026-11-23"
PER_PAGE = 10
PUBLISHERS = 120
ENGLISH = (
    "In {y} {n} produced {v:,} tonnes of rare earth oxides.",
    "{n} filed {w} patent applications in {y}.",
    "Revenue of {n} was US${w} million in {y}.",
    "{n} exported {v:,} tonnes of magnets in {y}.",
    "In {y} {n} had a capacity of {v:,} tonnes of NdPr oxide.",
    "{n} plans to produce {v:,} tonnes of NdPr oxide in {z}.",
    "Output of NdFeB magnets at {n} rose {g}% in {y}.",
    "{n} separated about {v:,} tonnes of NdPr oxide in {y}.",
)
CHINESE = (
    "{y}年，{n}生产稀土氧化物{v}吨。",
    "{y}年，{n}申请专利{w}件。",
    "{y}年，{n}营业收入{w}亿元。",
    "{y}年，{n}出口磁材{v}吨。",
    "{n}计划{z}年生产氧化镨钕{v}吨。",
    "{y}年，{n}镨钕金属产量同比增长{g}%。",
)


def firms() -> list[tuple[str, bool]]:
    """(name, written in Chinese) of about 1,000 made-up companies, a quarter of them Chinese."""
    first, second = "甲乙丙丁戊己庚辛壬癸", "山川河海林石泉原岭洲"
    kinds = ("稀土公司", "磁材公司", "金属公司")
    chinese = [(f"{a}{b}{kind}", True) for a in first for b in second for kind in kinds][:250]
    return [*((name, False) for name in names()[:750]), *chinese]


def pages(claims: int) -> Iterator[Document]:
    """Documents about one company each; one in six passes on what an earlier one told, and says so."""
    import reassay

    chance, known, told = random.Random(11), firms(), []
    for page in range(claims // PER_PAGE):
        name, han = known[page % len(known)] if page % 3 else chance.choice(known)
        if told and page % 6 == 5:
            origin, text, han = chance.choice(told)
            lead = f"据{origin}报道，" if han else f"{origin} reported the following. "
            lines = [lead + text]
        else:
            lines = [
                chance.choice(CHINESE if han else ENGLISH).format(
                    n=name,
                    y=chance.randint(2015, 2024),
                    z=chance.randint(2026, 2030),
                    v=chance.randint(100, 99_999),
                    w=chance.randint(5, 900),
                    g=chance.randint(2, 60),
                )
                for _ in range(PER_PAGE)
            ]
        publisher, day = f"Paper {page % PUBLISHERS}", f"2025-{page % 12 + 1:02d}-{page % 28 + 1:02d}"
        text = "\n\n".join(lines)
        if page % 7 == 0 and page % 6 != 5:
            told.append((publisher, text, han))
        yield reassay.document(text, publisher=publisher, published=day, name=f"p{page:05d}")


def filled(claims: int, path: Path) -> tuple[int, float]:
    """(claims stored, seconds of judging them) of a ledger made of so many."""
    from reassay.ledger import Ledger
    from reassay.pipeline import Reading, judged, read, spread

    with Ledger(str(path)) as store:
        for found in spread(pages(claims), read, 2):
            assert isinstance(found, Reading), found
            store.add_document(found.document, found.claims)
        start = time.perf_counter()
        made = judged(store, DAY)
        assert not made.problems, made.problems[:3]
        return len(made.claims), time.perf_counter() - start


PEAK = """
import resource, subprocess, sys, time
start = time.perf_counter()
subprocess.run([sys.executable, "-m", "reassay", *sys.argv[1:]], stdout=subprocess.DEVNULL, check=True)
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""  # from a small process: a fork counts what its parent held


def run(*words: str) -> tuple[float, float]:
    """(seconds, MB at the peak) of the command line as a process of its own."""
    found = subprocess.run([sys.executable, "-c", PEAK, *words], capture_output=True, text=True, check=True)
    seconds, peak = found.stdout.split()
    return float(seconds), float(peak)


def table() -> Iterator[tuple[str, str, str]]:
    """Lines for the table of speed."""
    told = []
    for count in (10_000, 100_000):
        with tempfile.TemporaryDirectory() as folder:
            ledger, page = Path(folder) / "ledger.db", Path(folder) / "brief.html"
            claims, judging = filled(count, ledger)
            brief = run("brief", "--ledger", str(ledger), "--as-of", DAY, "--format", "html", "--out", str(page))
            gap = run("gap", "--ledger", str(ledger), "--as-of", DAY)
            told.append((claims, judging, brief, gap, page.stat().st_size / 1e6))
    (few, before, *less, thin), (many, after, *more, thick) = told
    for name, (low, small), (high, large) in zip(("brief", "gap"), less, more, strict=True):
        yield (
            f"{name} from a ledger of {many:,} claims",
            f"{high:.1f} s, {large:.0f} MB",
            f"{few:,} claims {low:.1f} s, {small:.0f} MB; {many / few:.1f} times the claims take {high / low:.1f} times as long",
        )
    yield "  the same ledger judged, pages written", f"{after:.0f} s, {thick:.1f} MB", f"{few:,} claims {before:.0f} s, {thin:.1f} MB"


if __name__ == "__main__":
    for line in table():
        print(*line)
