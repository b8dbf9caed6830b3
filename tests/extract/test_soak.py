"""Mutated documents: whatever stands in a text, reading it raises nothing, keeps every span and takes time in proportion to its length.

2,000 documents by default, 200,000 with REASSAY_SOAK=1 (about half an hour on one core).
"""

import os
import random
import time
from pathlib import Path

import pytest

import reassay

CORPUS = Path(__file__).parent.parent / "corpus"
DOCUMENTS = 200_000 if os.environ.get("REASSAY_SOAK") else 2_000
ODD = [
    *"0123456789.,%$€¥()[]|-–—/:;'\"\n\t\r ",
    *"一二三四五六七八九十百千万亿半成倍余多约近逾超至到年月日",
    "\u2028", "\u00a0", "\u3000", "\ufeff", "\u202e", "\u0301", "\U00020000", "\U0001f600", "\0", "İ", "ß", "１", "％", "½", "²",
    " million", " to ", " per cent", "RMB", "US$", "万吨", "亿元", "个百分点", "其中", " of which ", " by 2030",
    "2025年", "Q3 2025", "| ", "\n\n", "((((", "0" * 60,
]  # fmt: skip
NUMBERS = "00123456789.,,万万亿千百十零半成多余至–-%() 年月一二三七元吨"
STEEP = 12  # eight times the text may take at most this many times as long for each character as the text once


def pieces():
    """Paragraphs of the corpus with their language, in a fixed order."""
    found = []
    for language in ("en", "zh"):
        for path in sorted((CORPUS / language).glob("*.txt")):
            found += [(language, part) for part in path.read_text("utf-8").split("\n") if part.strip()]
    return found


def mutated(text, chance):
    """A text with a few characters or runs removed, doubled, moved or replaced."""
    for _ in range(chance.randint(1, 12)):
        at, size = chance.randrange(len(text) + 1), chance.choice((1, 1, 1, 2, 5, 20))
        what = chance.random()
        if what < 0.3:
            text = text[:at] + chance.choice(ODD) + text[at:]
        elif what < 0.6:
            text = text[:at] + chance.choice(ODD) + text[at + size :]
        elif what < 0.8:
            text = text[:at] + text[at + size :]
        else:
            text = text[:at] + text[at : at + size] * chance.randint(2, 9) + text[at + size :]
    return text


@pytest.mark.soak
def test_mutated_documents_are_read_without_an_exception():
    chance, parts, claims = random.Random(20261125), pieces(), 0
    for _ in range(DOCUMENTS):
        language, part = chance.choice(parts)
        text = mutated(part, chance)
        for claim in reassay.extract(text, language=language, published=chance.choice((None, "2025", "2026-02-03"))):
            claims += 1
            assert text[claim.span.start : claim.span.end] == claim.quote
            assert all(0 <= span.start < span.end <= len(text) for _, span in claim.spans)
            assert claim.quantity is None or claim.at("value").within(claim.span)
    assert claims > DOCUMENTS / 4


def test_no_text_takes_longer_than_its_length_warrants():
    """Odd pieces and corpus paragraphs, repeated: time for a character may not grow with the length. (A third of them by default.)"""
    chance, parts = random.Random(7), pieces()
    tried = [("en", piece * 400) for piece in ODD] + [("zh", piece * 400) for piece in ODD] + [chance.choice(parts) for _ in range(20)]
    for language, text in tried if os.environ.get("REASSAY_SOAK") else chance.sample(tried, len(tried) // 3):
        once, long = spent(text * 4, language), spent(text * 32, language)
        assert long < max(8 * STEEP * once, 0.5), f"{language} {text[:40]!r}: {once:.3f} s, eight times the text {long:.3f} s"


def test_no_run_of_number_characters_is_split_in_every_way_there_is():
    """Sixty characters of numbers and marks in any order: an expression that tries all ways to split them would take minutes."""
    chance, hard = (
        random.Random(11),
        ["78.7" + "万7万万" * 15, "7万" * 30, "1,1" * 20, "3:3: " * 12, "一百万千" * 15, "5.5.5," * 10, "7至7到" * 12],
    )
    hard += ["".join(chance.choice(NUMBERS) for _ in range(60)) for _ in range(300)]
    for language in ("en", "zh"):
        for text in hard:
            assert spent(text, language) < 2, f"{language} {text!r}"


def spent(text, language):
    start = time.process_time()
    reassay.extract(text, language=language, published="2026-02-03")
    return time.process_time() - start
