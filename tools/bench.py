"""Speed and memory as ratios of one run: reading against quantulum3, the gate, archives against fastwarc, two processes, judging, briefs.

Texts are made here from templates and a fixed seed, so every run reads the same. Each figure is the best of ROUNDS.
"""

from __future__ import annotations

import gzip
import platform
import random
import resource
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

ROUNDS = 3
PEAK = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-m", "reassay", "extract", sys.argv[1]], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
WORDS = """the a committee met hall on in with and of to was by for town people school music garden river paper glass house morning
letter answer street winter colour story captain ship window table evening market song bridge horse summer village teacher kitchen
doctor picture road clock hotel"""
HAN = (
    "委员会星期二开会讨论新图书馆馆长任命几位委员就开放时间作了发言学校音乐花园"
    "河流早晨信街冬天故事船长窗户晚上桥夏天村庄老师厨房医生图画路钟旅馆"
)
NAMES = ["Alder Rare Earths", "Birch Magnetics", "Cedar Metals", "Elm Recycling"]
ENGLISH = [
    "{n} produced {a:,} tonnes of NdPr oxide in 2025, {p}.{q}% more than a year earlier.",
    "Revenue rose to US${b} million from US${c} million in 2024.",
    "The company filed {d} patent applications, including {e} invention patents.",
    "Recovery reached {f} per cent at its pilot line, and capacity is {g} kt of separated oxides a year.",
]
CHINESE = [
    "2025年，{n}生产氧化镨钕{a}吨，同比增长{p}.{q}%。",
    "公司营业收入{b}.{q}亿元，上年为{c}亿元。",
    "全年申请专利{d}件，其中发明专利{e}件。",
    "中试线稀土回收率达{f}%，分离产能{g}万吨/年。",
]
HAN_NAMES = ["甲石稀土公司", "乙山磁材公司", "丙川金属公司", "丁岭再生公司"]


def dense(templates: list[str], names: list[str], size: int, between: Callable[[random.Random], str] = lambda chance: "") -> str:
    """Domain text of about ``size`` characters; ``between`` gives what stands between two claims."""
    chance, parts, length = random.Random(1), [], 0
    while length < size:
        n = chance.choice(names)
        numbers = {key: chance.randint(2, 99) for key in "bcdefgpq"} | {"a": chance.randint(100, 99_999), "q": chance.randint(0, 9)}
        parts.append(" ".join(line.format(n=n, **numbers) + between(chance) for line in templates) + "\n\n")
        length += len(parts[-1])
    return "".join(parts)


def filler(chance: random.Random, size: int) -> str:
    """English sentences without a domain word."""
    known = WORDS.split()
    words = [chance.choice(known) for _ in range(size // 6)]
    return " ".join(" ".join(words[at : at + 14]).capitalize() + "." for at in range(0, len(words), 14))


def best(act: Callable[[], object]) -> float:
    """Seconds of the fastest of ROUNDS."""
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        act()
        found.append(time.perf_counter() - start)
    return min(found)


def rate(text: str, act: Callable[[str], object]) -> float:
    """MB/s of UTF-8."""
    return len(text.encode()) / 1e6 / best(lambda: act(text))


def row(name: str, figure: str, against: str = "") -> None:
    """One line of the table."""
    print(f"{name:58} {figure:>16}  {against}", flush=True)


def reading() -> None:
    """Extraction, and the same English sentences by quantulum3."""
    import reassay

    warnings.simplefilter("ignore")
    from quantulum3 import parser

    english, chinese = dense(ENGLISH, NAMES, 60_000), dense(CHINESE, HAN_NAMES, 20_000)
    sentences = english.split("\n\n")
    parser.parse("5 t")
    ours, peer = (
        rate(english, lambda text: reassay.extract(text, language="en")),
        rate(english, lambda _: [parser.parse(s) for s in sentences]),
    )
    row(
        "dense English, claims",
        f"{ours:.2f} MB/s",
        f"quantulum3 {version('quantulum3')}, quantities alone: {peer:.3f} MB/s, ratio {ours / peer:.1f}",
    )
    row("dense Chinese, claims", f"{rate(chinese, lambda text: reassay.extract(text, language='zh')):.2f} MB/s")
    news = dense(ENGLISH, NAMES, 120_000, lambda chance: " " + filler(chance, 400))
    row("trade news, a claim per 500 bytes", f"{rate(news, lambda text: reassay.extract(text, language='en')):.2f} MB/s")


def gate() -> None:
    """Text without any word of the field."""
    from reassay.extract.gate import relevant

    chance = random.Random(2)
    english, chinese = filler(chance, 3_000_000), "".join(chance.choice(HAN) for _ in range(1_000_000))
    row("English without domain words, gated", f"{rate(english, relevant):.0f} MB/s")
    row("Chinese without domain words, gated", f"{rate(chinese, relevant):.0f} MB/s")


def record(address: str, body: bytes) -> bytes:
    """One response of an archive, compressed on its own."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-02-03T00:00:00Z\r\n"
    head += f"WARC-Record-ID: <urn:x:{address}>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress(head.encode() + http + b"\r\n\r\n", 6)


def archive(folder: Path) -> None:
    """2,000 pages of 50 kB, one in a hundred relevant, against reading them with fastwarc alone."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    from reassay import pipeline

    chance, path = random.Random(3), folder / "pages.warc.gz"
    told = dense(ENGLISH, NAMES, 3000)
    with path.open("wb") as out:
        for n in range(2000):
            parts = "".join(f"<p class='text'>{filler(chance, 400)}</p>\n" for _ in range(115))
            out.write(
                record(
                    f"https://example.org/{n}",
                    f"<html><body><h1>{n}</h1><p>{told if n % 100 == 7 else ''}</p>{parts}</body></html>".encode(),
                )
            )

    def alone() -> int:
        return sum(
            len(found.reader.read()) for found in ArchiveIterator(str(path), record_types=WarcRecordType.response, auto_decode="all")
        )

    def whole() -> int:
        return sum(isinstance(one, pipeline.Reading) and len(one.claims) > 0 for one in pipeline.readings(pipeline.Call((str(path),))))

    ours, peer, found = best(whole), best(alone), whole()
    row(
        "archive of 2,000 pages, 20 relevant",
        f"{ours:.2f} s",
        f"fastwarc {version('fastwarc')} alone {peer:.2f} s, ratio {ours / peer:.2f}; {found} relevant read",
    )


def processes(folder: Path) -> None:
    """Two processes against one over long documents, and the peak memory of 1,000 documents."""
    for n in range(24):
        (folder / f"{n:02}.txt").write_text(dense(ENGLISH, NAMES[n % 4 :] + NAMES[:2], 60_000), "utf-8")
    one, two = (best(lambda jobs=jobs: extract(folder, jobs)) for jobs in (1, 2))
    row("two processes against one, 24 long documents", f"{two:.2f} s", f"one {one:.2f} s, ratio {one / two:.2f}")


def memory(folder: Path) -> None:
    """Peak resident memory over 1,000 documents of 3 kB, against 100."""
    peaks = []
    for count in (100, 1000):
        for n in range(count):
            (folder / f"{n:04}.txt").write_text(dense(ENGLISH, NAMES, 3000), "utf-8")
        run = subprocess.run([sys.executable, "-c", PEAK, str(folder)], capture_output=True, text=True, check=True)
        peaks.append(int(run.stdout) / 1024)
    row("peak memory, 1,000 documents", f"{peaks[1]:.0f} MB", f"100 documents {peaks[0]:.0f} MB")


def judging() -> None:
    """Claims judged against evidence, and how the time grows with the claims."""
    import judging as scale

    for line in scale.table():
        row(*line)


def briefs() -> None:
    """Brief and gap from a large ledger."""
    import briefs as scale

    for line in scale.table():
        row(*line)


def extract(folder: Path, jobs: int) -> None:
    """The command over a folder."""
    subprocess.run([sys.executable, "-m", "reassay", "extract", str(folder), "--jobs", str(jobs)], stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    """The table."""
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {platform.system()}; best of {ROUNDS}; one core but where two are named"
    )
    reading()
    gate()
    for part in (archive, processes, memory):
        with tempfile.TemporaryDirectory() as folder:
            part(Path(folder))
    judging()
    briefs()
    row("peak memory of this table", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
