"""Changes to a document that change nothing it says leave every claim as it was: tried over the whole read corpus."""

import json
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

import reassay
from reassay.base.text import fold
from reassay.reference.grammar import variants
from reassay.reference.register import register

CORPUS = Path(__file__).parent.parent / "corpus"
WIDE = {code: code + 0xFEE0 for code in (*range(0x30, 0x3A), *range(0x41, 0x5B), *range(0x61, 0x7B))}
WIDE_DIGITS = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
IRRELEVANT = {"en": "The library is open on weekdays, and nobody pays for it.", "zh": "图书馆平日开放，任何人都不必付钱。"}
INVENTED = {"en": ["Varnholt", "Ostermoor", "Quillane", "Brackenfell"], "zh": ["甲石", "乙山", "丙川", "丁岭"]}


@cache
def documents(language):
    found = []
    for path in sorted((CORPUS / language).glob("*.txt")):
        meta = json.loads(path.with_suffix("").with_suffix(".meta.json").read_text("utf-8"))
        found.append((path.stem, path.read_text("utf-8"), meta))
    return found


def told(text, meta, language):
    """What a document's claims say, without places and names."""
    found = reassay.extract(text, published=meta.get("published"), publisher=meta.get("publisher"), language=language)
    return Counter(said(claim) for claim in found)


def said(claim):
    q = claim.quantity
    number = (q.low, q.high, q.unit, q.comparator) if q else None
    return claim.metric, claim.event, number, claim.period and claim.period.text, claim.modality, claim.polarity, claim.stage


@cache
def traditional():
    found = {}
    for code, plain in sorted(variants().items()):
        if len(plain) == 1:
            found.setdefault(ord(plain), chr(code))
    return found


def inserted(text, language):
    """An irrelevant paragraph behind each paragraph, kept apart as the document keeps its own apart."""
    gap = "\n\n" if "\n\n" in text else "\n"
    parts = text.split(gap)
    return gap.join(piece for part in parts for piece in ((part, IRRELEVANT[language]) if part.strip() and "|" not in part else (part,)))


def plain_thousands(text, language):
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)


KNOWN = {("no thousands commas", "en"): 1}  # a count of readers takes the unit of the line above, with commas only: a claim too many
CHANGES = {
    "full width": lambda text, language: text.translate(WIDE),
    "full-width digits": lambda text, language: text.translate(WIDE_DIGITS),
    "Traditional characters": lambda text, language: text.translate(traditional()),
    "CRLF": lambda text, language: text.replace("\n", "\r\n"),
    "byte-order mark": lambda text, language: "\ufeff" + text,
    "blank lines at the end": lambda text, language: text + "\n\n\n",
    "no thousands commas": plain_thousands,
}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", CHANGES)
def test_nothing_said_changes(name, language):
    differ = {}
    for stem, text, meta in documents(language):
        before, after = told(text, meta, language), told(CHANGES[name](text, language), meta, language)
        if before != after:
            differ[stem] = (before - after, after - before)
    assert len(differ) <= KNOWN.get((name, language), 0), differ


@pytest.mark.parametrize("language", ["en", "zh"])
def test_irrelevant_paragraphs_add_nothing_and_take_nothing(language):
    differ = {}
    for stem, text, meta in documents(language):
        before, after = told(text, meta, language), told(inserted(text, language), meta, language)
        if before != after:
            differ[stem] = (before - after, after - before)
    assert not differ


@pytest.mark.parametrize("language", ["en", "zh"])
def test_renamed_organisations_change_names_alone(language):
    """Names of the register, replaced by invented ones of no register: the numbers and what they mean stay."""
    names = [name for entity in register().entities for name in entity.names if fold(name).text.isalpha() and 3 <= len(name) <= 8]
    names = [name for name in names if name.isascii() == (language == "en")]
    tried, lost = 0, 0
    for _, text, meta in documents(language):
        here = sorted({name for name in names if name in text}, key=lambda name: -len(name))[: len(INVENTED[language])]
        if not here:
            continue
        changed = text
        for name, other in zip(here, INVENTED[language], strict=False):
            changed = changed.replace(name, other)
        before = Counter(key[:3] for key in told(text, meta, language).elements())
        after = Counter(key[:3] for key in told(changed, meta, language).elements())
        tried += sum(before.values())
        lost += sum((before - after).values())
    assert tried > 50
    assert lost <= tried * 0.02
