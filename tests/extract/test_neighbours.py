"""Sentences of neighbouring fields, read without the gate: every claim is about what its sentence says, and nobody of ours is named.

The lists beside this file hold what each sentence says; a claim beyond them fails. Silence does not pass either: four in five are told.
"""

from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import pytest

from reassay import pipeline
from reassay.extract.reader import extract

FOLDER = Path(__file__).parent / "neighbours"


class Said(NamedTuple):
    """One thing that a sentence says, as it may be told."""

    metrics: tuple[str, ...]
    value: Fraction | None
    units: tuple[str, ...]
    never: str | None


def sentences(code):
    """(sentence, what it says) pairs of a list."""
    found = []
    for line in (FOLDER / f"{code}.txt").read_text("utf-8").splitlines():
        if line.startswith("    "):
            found[-1][1].append(said(line.strip()))
        elif not line.startswith("#"):
            found.append((line, []))
    return found


def said(line):
    line, _, never = line.partition(" not ")
    if line.startswith("event "):
        return Said(("event",), None, tuple(line.split(" ")[1].split("|")), never or None)
    metrics, value, units = line.rsplit(" ", 2)
    return Said(tuple(metrics.split("|")), Fraction(value), tuple(units.split("|")), never or None)


def read(sentence, code):
    document = pipeline.document(sentence, None, "2026-02-04", code, "page")
    return list(extract(document, pipeline.known_names()))


def fits(claim, one):
    if claim.metric not in one.metrics or (one.never is not None and claim.subject == one.never):
        return False
    if claim.quantity is None:
        return claim.event in one.units
    return abs(Fraction(claim.quantity.low) - (one.value or 0)) <= abs(one.value or 0) / 10**6 and claim.quantity.unit in one.units


@pytest.mark.parametrize(
    ("code", "sentence", "known"), [(code, *pair) for code in ("en", "zh") for pair in sentences(code)], ids=lambda part: str(part)[:40]
)
def test_every_claim_is_about_what_the_sentence_says(code, sentence, known):
    for claim in read(sentence, code):
        assert any(fits(claim, one) for one in known), claim
        assert claim.subject_id is None, claim
        assert claim.polarity == "positive"


@pytest.mark.parametrize("code", ["en", "zh"])
def test_most_of_what_the_sentences_say_is_told(code):
    pairs = sentences(code)
    assert len(pairs) == 100
    missed = [
        sentence for sentence, known in pairs if known and not any(fits(claim, one) for claim in read(sentence, code) for one in known)
    ]
    assert len(missed) <= 20, missed
