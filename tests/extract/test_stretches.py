"""Reading near numbers only loses nothing: dates and masks over our corpora, each sentence set far from the next."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from reassay.base.numerals import numerals
from reassay.base.text import Span, fold
from reassay.extract import dates, fiscal, founding
from reassay.extract.needs import EDGE, needs
from reassay.extract.scene import masks
from reassay.extract.stretches import REACH, stretches
from reassay.reference.grammar import grammar, variants

CORPUS = Path(__file__).parent.parent / "corpus"
FAR = {"en": "And so on with many words of no weight. " * 25, "zh": "以及其他许多没有分量的字词。" * 70}


def texts(code: str) -> str:
    """The corpora of a language as one text, sentences far apart."""
    files = sorted([*(CORPUS / code).glob("*.txt"), *(CORPUS / "more" / code).glob("*.txt")])
    whole = "\n".join(path.read_text("utf-8") for path in files)
    return fold(re.sub(r"(?<=[.\u3002] )|(?<=\u3002)", FAR[code], whole), variants()).text


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_date_stands_in_a_stretch(code: str) -> None:
    """Every date expression found in the whole text is found in its stretches."""
    text = texts(code)
    places = stretches(text, code)
    assert sum(place.end - place.start for place in places) < len(text) * 0.6
    for module in (dates, fiscal, founding):
        searched = module.expressions(code)
        whole = [found.span() for pattern in searched.patterns for found in pattern.finditer(text)]
        assert [found.span() for found in searched.search(text, places)] == whole


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_masked_number_is_masked(code: str) -> None:
    """A mask that touches a number is found with its whole length."""
    text = texts(code)
    places = stretches(text, code)
    numbers = [found.span for found in numerals(text, grammar(code))]
    near = {found.span() for found in masks(code).search(text, places)}
    for pattern in masks(code).patterns:
        touching = {found.span() for found in pattern.finditer(text) if any(Span(*found.span()).overlaps(number) for number in numbers)}
        assert touching <= near


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:first|second) half(?: of \d{4})?", {EDGE + "first half", EDGE + "second half"}),
        (r"\d{1,2}:\d{2}", {":"}),
        (r"(?i)Markets?: ?[^.]*", {"market"}),
        (r"[\u4e00-\u9fff]{2,5}?(?:\u516c\u53f8|\u96c6\u56e2)", {"\u516c\u53f8", "\u96c6\u56e2"}),
        (r"\d+(?: tonnes)?|x", set()),
    ],
)
def test_needs(pattern: str, words: set[str]) -> None:
    """The rarest words that no match can be without."""
    assert needs(re.compile(pattern)) == words


def test_stretches_are_parted_and_in_order() -> None:
    """No stretch touches the next, so that no match is found twice."""
    places = stretches("one year " + "word " * REACH + "2 tonnes in May. " + "word " * REACH + "last year", "en")
    assert len(places) == 3
    assert all(one.end <= after.start for one, after in pairwise(places))
