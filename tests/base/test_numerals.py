"""Numbers as people write them, in both languages."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reassay.base.numerals import numerals
from reassay.base.text import Span, fold
from reassay.ledger.amounts import amount
from reassay.reference.grammar import grammar, variants

ENGLISH = {
    "158": 158,
    "1,100m": None,
    "two-thirds": Fraction(2, 3),
    "nine in ten": Fraction(9, 10),
    "two hundred and six": 206,
    "a hundred thousand": 100000,
    "4.429mn": 4429000,
    "doubled": 1,
    "-12.5": Fraction(-25, 2),
}
CHINESE = {
    "\u0032\u0035\u4e07\u0036\u5343": 256000,
    "\u4e5d\u767e\u516d\u5341\u516d\u4e07\u4e94\u5343\u516d\u767e": 9665600,
    "\u4e8c\u5341\u4e07\u4ebf": 20 * 10**12,
    "\u4e09\u6210\u4e03": Fraction(37, 100),
    "\u4e00\u6210\u534a": Fraction(15, 100),
    "\u4e09\u5206\u4e4b\u4e00": Fraction(1, 3),
    "\u767e\u5206\u4e4b\u5341\u4e94": Fraction(15, 100),
    "2\u4e076,205": 26205,
    "\uff11\uff10\uff10": 100,
    "\u7ffb\u4e86\u4e00\u756a": 1,
}


def read(text, code):
    return [(Span(*n.span).of(text), n.value) for n in numerals(fold(text, variants()).text, grammar(code))]


@pytest.mark.parametrize(("text", "value"), [(t, v) for t, v in ENGLISH.items() if v is not None])
def test_english(text, value):
    assert [found for _, found in read(f"about {text} of it", "en")] == [value]


@pytest.mark.parametrize(("text", "value"), CHINESE.items())
def test_chinese(text, value):
    assert [found for _, found in read(text, "zh")] == [value]


def test_money_letters_are_scales_and_metres_are_not():
    assert dict(read("RMB1,027m", "en")) == {"1,027m": 1027000000}
    assert dict(read("1,027 m", "en")) == {"1,027": 1027}


def test_ordinals_and_codes_are_no_numbers():
    assert read("A third batch came; press F11.", "en") == []


def test_tenth_needs_no_verb_behind():
    assert [value for _, value in read("\u5f62\u6210\u4e09\u9879", "zh")] == [3]


@given(st.integers(1, 10**12))
def test_both_readers_agree_on_digits(number):
    for written in (str(number), f"{number:,}"):
        for code in ("en", "zh"):
            assert [value for _, value in read(f" {written} ", code)] == [number]
            assert amount(written, grammar(code)) == number


def spell(number):
    digits = "\u96f6\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
    out = ""
    for size, name in ((10**8, "\u4ebf"), (10**4, "\u4e07"), (1000, "\u5343"), (100, "\u767e"), (10, "\u5341")):
        if number >= size:
            out += spell(number // size) + name
            number %= size
            if number and number < size // 10:
                out += digits[0]
    return out + (digits[number] if number else "")


@given(st.integers(1, 10**11))
def test_written_han_numbers_read_back(number):
    assert [value for _, value in read(spell(number), "zh")] == [number]
    assert amount(spell(number), grammar("zh")) == number
