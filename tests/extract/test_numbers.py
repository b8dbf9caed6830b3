"""Any way of writing a number reads back as that number, in both languages, by both readers; spans hold in any surroundings."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

import reassay
from tests.extract.quantities import measured, second_reading

SCALES = {
    "en": {"": 1, " thousand": 10**3, " million": 10**6, " billion": 10**9, "bn": 10**9},
    "zh": {"": 1, "万": 10**4, "亿": 10**8, "千": 10**3},
}
UNITS = {
    "en": {
        " tonnes": ("t", 1), " kt": ("t", 1000), " per cent": ("ratio", Fraction(1, 100)), "%": ("ratio", Fraction(1, 100)),
        " t/yr": ("t/a", 1), " yuan per kilogram": ("CNY/kg", 1), " MGOe": ("MGOe", 1), " tonnes a year": ("t/a", 1), " kg": ("kg", 1),
        " percentage points": ("percentage_point", 1), " hectares": ("ha", 1), " megawatts": ("MW", 1), " kJ/m³": ("kJ/m3", 1),
    },
    "zh": {
        "吨": ("t", 1), "公斤": ("kg", 1), "元": ("CNY", 1), "元/吨": ("CNY/t", 1), "美元": ("USD", 1), "%": ("ratio", Fraction(1, 100)),
        "吨/年": ("t/a", 1), "个百分点": ("percentage_point", 1), "件": ("count", 1), "公里": ("km", 1), "倍": ("ratio", 1),
        "亩": ("ha", Fraction(1, 15)), "千瓦时": ("kWh", 1),
    },
}  # fmt: skip
BEFORE = {
    "en": {
        "": "eq",
        "about ": "approx",
        "more than ": "gt",
        "at least ": "ge",
        "no more than ": "le",
        "fewer than ": "lt",
        "up to ": "upto",
    },
    "zh": {"": "eq", "约": "approx", "超过": "gt", "不少于": "ge", "不超过": "le", "不足": "lt", "近": "approx", "逾": "gt"},
}
FRAME = {"en": "It came to {}, they wrote.", "zh": "合计为{}，报告写道。"}
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def english(number):
    """A whole number below a trillion in words."""
    for size, name in ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            rest = number % size
            joint = " and " if size == 100 and rest else " "
            return (english(number // size) + f" {name}" + (joint + english(rest) if rest else "")).strip()
    return ONES[number] if number < 20 else TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@st.composite
def written(draw, language):
    """(text of a quantity, its value, its unit, its comparator)."""
    whole, places = draw(st.integers(1, 9999)), draw(st.integers(0, 3))
    value = Fraction(whole, 10**places)
    digits = str(whole) if not places else f"{whole / 10**places:.{places}f}"
    if not places and draw(st.booleans()):
        digits = f"{whole:,}"
    scale = draw(st.sampled_from(sorted(SCALES[language])))
    unit = draw(st.sampled_from(sorted(UNITS[language])))
    if language == "zh" and scale in ("千", "") and unit == "千瓦时":
        scale = "万"
    if scale == "bn" and unit == "%":
        scale = ""
    before = draw(st.sampled_from(sorted(BEFORE[language])))
    ident, factor = UNITS[language][unit]
    return f"{before}{digits}{scale}{unit}", value * SCALES[language][scale] * factor, ident, BEFORE[language][before]


def check(text, language, value, ident, comparator):
    found = measured(text, language)
    assert [(one.low, one.high, one.unit, one.comparator) for one in found] == [(value, value, ident, comparator)], text
    assert not second_reading(text, language)


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(["en", "zh"]))
def test_a_quantity_reads_back_as_it_was_written(data, language):
    body, value, ident, comparator = data.draw(written(language))
    check(FRAME[language].format(body), language, value, ident, comparator)


@settings(max_examples=200, deadline=None)
@given(st.integers(11, 10**11))
def test_english_number_words_read_back(number):
    check(f"They mined {english(number)} tonnes.", "en", number, "t", "eq")


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 998), st.integers(1, 500), st.sampled_from(["-", "–", " to ", "至", "~", "—"]), st.sampled_from(["", "万"]))
def test_a_range_keeps_both_bounds(low, more, joint, scale):
    language = "en" if joint == " to " or not scale else "zh"
    if language == "en" and joint in ("至",):
        language = "zh"
    unit = " tonnes" if language == "en" else "吨"
    size = 10**4 if scale and language == "zh" else 1
    text = FRAME[language].format(f"{low}{joint}{low + more}{scale if language == 'zh' else ''}{unit}")
    found = measured(text, language)
    assert [(one.low, one.high, one.comparator) for one in found] == [(low * size, (low + more) * size, "range")], text
    assert not second_reading(text, language)


JUNK = [
    "\r\n",
    "\ufeff",
    "\U0001f600 ",
    "\U0002cb4a",
    "e\u0301 ",
    "\u200f\u05d0\u05d1 ",
    "\u200b",
    "\u3000",
    "\u00a0",
    "\U00020000\U00020001",
    "\u0660 ",
]


@settings(max_examples=200, deadline=None)
@given(
    st.data(),
    st.sampled_from(["en", "zh"]),
    st.lists(st.sampled_from(JUNK), max_size=6),
    st.lists(st.sampled_from(JUNK), max_size=4),
    st.booleans(),
)
def test_spans_hold_in_any_surroundings(data, language, lead, tail, wide):
    body, value, ident, _ = data.draw(written(language))
    if wide:
        body = "".join(chr(ord(char) + 0xFEE0) if "0" <= char <= "9" or char in "%.," else char for char in body)
    text = "".join(lead) + " " + FRAME[language].format(body) + "".join(tail)
    page = reassay.document(text, language=language)
    found = [one for one in measured(text, language) if one.low == value and one.unit == ident]
    assert found, text
    assert page.text[found[0].whole.start : found[0].whole.end] in body


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="0123456789,.-—~%kmtbn $€¥()/每吨万亿千百十一二两三半成倍元至到约余多第年月日个 and to per half of a", max_size=60),
    st.sampled_from(["en", "zh"]),
)
def test_no_text_breaks_the_reader(text, language):
    for one in measured(text, language):
        assert 0 <= one.whole.start <= one.span.start < one.span.end <= len(text)
        assert one.low <= one.high
