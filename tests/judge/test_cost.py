"""What judging costs when all claims tell of one metric, subject and time: counted in calls, which no other load on the machine changes."""

import random
import sys
from collections import Counter
from pathlib import Path

import pytest

import reassay
from reassay.judge import judge
from reassay.ledger import MemoryView
from reassay.pipeline import claims_of
from reassay.reference.register import register

PACKAGE = str(Path(reassay.__file__).parent)
FEW, MANY = 25, 100
ROOM = 1.3  # calls a claim may grow by this while claims grow fourfold: a check that looks at every pair grows by four


def told(shape, count):
    """(text, publisher) of each document of a shape."""
    chance = random.Random(7)
    for n in range(count):
        near, paper = f"{chance.randint(4000, 4400):,}", f"Paper {n % 20}"
        yield {
            "other values": (f"In 2024 Alder Alloys produced {near} tonnes of rare earth oxides.", paper),
            "one owner": (f"In 2024 Alder Alloys produced {near} tonnes of rare earth oxides.", "Alder Alloys"),
            "relays": ("According to Paper 0, in 2024 Alder Alloys produced 12,347 tonnes of rare earth oxides.", paper),
            "chain": (f"In 2024 Alder Alloys produced 12,347 tonnes of oxides, Paper {n - 1} reported.", f"Paper {n}"),
            "changes": (f"In 2024 Alder Alloys produced {near} tonnes of oxides, up 12% from 3,7{n % 10}0 tonnes in 2023.", paper),
            "plans": (f"In 2027 Alder Alloys {'plans to produce' if n % 2 else 'produced'} {near} tonnes of rare earth oxides.", paper),
            "acts": (
                f"Alder Alloys has commissioned its magnet plant in Hull with Birch Metals in 2024. Paper {(n + 1) % 20} said it.",
                paper,
            ),
            "Chinese": (f"2024年，甲石稀土公司生产氧化镨钕{near.replace(',', '')}吨。", paper),
            "counts": (f"Alder Alloys has filed {n + 100} patents in total since its founding, {paper} reported.", "Paper 1"),
        }[shape]


def documents(shape, count):
    if shape == "one text":
        line = "In {} Alder Alloys produced {:,} tonnes of rare earth oxides."
        return [reassay.document("\n\n".join(line.format(2000 + n % 24, 4000 + 7 * n) for n in range(count)), publisher="Paper 1")]
    pages = enumerate(told(shape, count))
    return [
        reassay.document(text, publisher=who, published=f"2025-{n % 12 + 1:02d}-{n % 27 + 1:02d}", name=f"p{n}") for n, (text, who) in pages
    ]


def calls(shape, count):
    """(calls of functions of this package while a shape is judged, for each claim; how often each function was called)."""
    pages = documents(shape, count)
    claims = [claim for page in pages for claim in claims_of(page)]
    view, seen = MemoryView(pages, claims, [], register(), "2026-11-23"), Counter()

    def count_one(frame, event, _):
        if event == "call" and frame.f_code.co_filename.startswith(PACKAGE):
            seen[frame.f_code.co_name] += 1

    sys.setprofile(count_one)
    try:
        results = [judge(claim, view) for claim in view.claims()]
    finally:
        sys.setprofile(None)
    assert len(claims) >= count
    assert not any(failed for *_, failed in results)
    return sum(seen.values()) / len(claims), seen


@pytest.mark.parametrize(
    "shape", ["other values", "one owner", "relays", "chain", "changes", "plans", "acts", "Chinese", "counts", "one text"]
)
def test_calls_a_claim_do_not_grow_with_the_claims(shape):
    calls(shape, 12)  # what is kept for good (word lists, tables) is loaded
    few, many = calls(shape, FEW)[0], calls(shape, MANY)[0]
    assert many < few * ROOM, f"{few:.0f} calls a claim, then {many:.0f}"


def test_each_voice_is_worked_out_once():
    few, many = (calls("relays", count)[1]["spoken_for"] for count in (FEW, MANY))
    assert few <= FEW
    assert many <= MANY
