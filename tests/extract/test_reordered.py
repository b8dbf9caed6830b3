"""Sentences that lean on nothing may stand in any order: what they say stays, and so does what all others say in themselves.

A sentence leans on nothing when it has no pronoun and names itself who, what and when its claims are about: every word that led to one of
their fields stands in it. (One without a time of its own takes the time of whatever stands before it.) Such sentences change places with
one another, first backwards inside their paragraphs, then over all paragraphs under one heading. Every claim of theirs must then be told as
before, to the subject and the period; of the other sentences, which stay where they are, metric, value and unit. Nothing may be added.
"""

import json
import random
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import reassay
from reassay.extract.scene import prepare

CORPUS = Path(__file__).parent.parent / "corpus"
ELSEWHERE = {"stage"}  # a stage is weighed over the whole document


@cache
def documents(language):
    found = []
    for path in sorted(path for folder in ("", "more", "more2") for path in (CORPUS / folder / language).glob("*.txt")):
        meta = json.loads(path.with_suffix("").with_suffix(".meta.json").read_text("utf-8"))
        found.append((path.read_text("utf-8"), meta))
    return found


def read(text, meta, language):
    return reassay.extract(text, published=meta.get("published"), publisher=meta.get("publisher"), language=language)


def free(text, language, claims):
    """The spans of the sentences that lean on nothing, by place."""
    scene = prepare(reassay.document(text, language=language))
    found = []
    for passage in scene.passages:
        own = [claim for claim in claims if claim.span == passage.span]
        leans = any(not grounded(claim) for claim in own)
        if passage.kind == "sentence" and own and not leans and not scene.inside(passage.span, "pronoun"):
            found.append((passage.span, passage.paragraph, passage.heading))
    return found


def grounded(claim):
    """True when all words behind a claim stand in its sentence, and some name the metric, the subject and the time."""
    places = {name: span for name, span in claim.spans if name not in ELSEWHERE}
    needed = {"subject", "period"} if claim.quantity is None else {"metric", "subject", "period"}
    return needed <= set(places) and set(dict(claim.carried)) <= ELSEWHERE and all(span.within(claim.span) for span in places.values())


def moved(text, places, order):
    """The text with its free sentences at one another's places."""
    parts, at = [], 0
    for (span, *_), (other, *_) in zip(places, order, strict=True):
        parts += [text[at : span.start], text[other.start : other.end]]
        at = span.end
    return "".join([*parts, text[at:]])


def told(claims, free_quotes):
    """What is said: whole of free sentences, in itself of all others."""
    found = Counter()
    for claim in claims:
        q = claim.quantity
        named = claim.at("metric") is not None or q is None
        own = (claim.metric if named else None, claim.event, (q.low, q.high, q.unit, q.comparator) if q else None)
        if claim.quote in free_quotes:
            own += (claim.subject, claim.period and claim.period.text, claim.modality, claim.polarity, speaker(claim))
        found[own] += 1
    return found


def speaker(claim):
    """Who says it, in the sentence itself: one who spoke before may go on speaking in any sentence behind."""
    place = claim.at("attribution")
    return claim.attribution if place is not None and place.within(claim.span) else None


def backwards(places, chance):
    """Free sentences of each paragraph in the opposite order."""
    return sorted(places, key=lambda place: (place[1], -place[0].start))


def anywhere(places, chance):
    """Free sentences at one another's places, under each heading."""
    found = list(places)
    for heading in {place[2] for place in places}:
        at = [number for number, place in enumerate(places) if place[2] == heading]
        for number, other in zip(at, chance.sample(at, len(at)), strict=True):
            found[number] = places[other]
    return found


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("change", [backwards, anywhere])
def test_sentences_that_lean_on_nothing_may_stand_in_any_order(change, language):
    chance, differ, kept = random.Random(5), [], 0
    for text, meta in documents(language):
        claims = read(text, meta, language)
        places = free(text, language, claims)
        quotes = {text[span.start : span.end] for span, *_ in places}
        before = told(claims, quotes)
        after = told(read(moved(text, places, change(places, chance)), meta, language), quotes)
        kept += sum(claim.quote in quotes for claim in claims)
        differ += [(sorted(map(str, before - after)), sorted(map(str, after - before)))] if before != after else []
    assert kept > 30
    assert not differ
