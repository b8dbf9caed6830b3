"""A claim's line reads back as the same claim, whatever its words are."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from reassay.base import notation
from reassay.base.claim import EVENTS, MODALITIES, POLARITIES, Claim
from reassay.base.period import Period
from reassay.base.quantity import COMPARATORS, Quantity
from reassay.base.text import Span

words = st.one_of(st.none(), st.text(min_size=1, max_size=20))
numbers = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**12), max_value=10**12)
spans = st.tuples(st.integers(0, 99), st.integers(100, 200)).map(lambda pair: Span(*pair))


@st.composite
def quantities(draw):
    low, high = sorted((draw(numbers), draw(numbers)))
    comparator = draw(st.sampled_from(COMPARATORS))
    high = high if comparator == "range" else low
    unit = draw(st.sampled_from(["t", "t CO2e", "CNY/t", "/(10*6.h)", "[sft_i]", "count", None]))
    return Quantity(Decimal(low), Decimal(high), comparator, unit, draw(st.sampled_from([None, "REO", "metal_content"])))


@st.composite
def claims(draw):
    event = draw(st.one_of(st.none(), st.sampled_from(EVENTS)))
    metric = "event" if event else draw(st.sampled_from(["output", "other:price/earnings ratio", "patents_filed"]))
    return Claim(
        document=draw(st.sampled_from(["", "d0123", "two  spaces"])),
        quote=draw(st.text(max_size=30)),
        span=draw(spans),
        metric=metric,
        subject=draw(words),
        subject_id=draw(st.sampled_from([None, "nre"])),
        quantity=None if event else draw(quantities()),
        object=draw(words),
        period=draw(st.sampled_from([None, Period("2025"), Period("2025H1"), Period("2025-01/2025-03"), Period("2026-02-03")])),
        period_from=draw(st.sampled_from([None, "text", "context"])),
        modality=draw(st.sampled_from(MODALITIES)),
        polarity=draw(st.sampled_from(POLARITIES)),
        attribution=draw(words),
        stage=draw(st.sampled_from([None, "mining"])),
        event=event,
        duplicate=draw(st.booleans()),
        spans=(("unit", draw(spans)), ("value", draw(spans))),
        carried=draw(st.sampled_from([(), (("period", "heading"),)])),
        trace=tuple(draw(st.lists(st.text(max_size=12), max_size=3))),
    )


@given(claims())
def test_round_trip(claim):
    line = notation.write(claim)
    assert "\n" not in line
    back = notation.read(line)
    assert back == claim
    assert back.trace == claim.trace
    assert back.id == claim.id
