"""UN Comtrade: the answer of its API as JSON, a weight and a value in each record. Weights are gross weights of compounds, never oxide."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reassay.base.drawer import leaf
from reassay.collect.cells import number, period
from reassay.collect.layouts import Delivery, Layout, Made, Record


@leaf()
def comtrade(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One flow: a row for the net weight and one for the value, where they are given."""
    flow = layout.more["flows"].get(record.text("flow").upper())
    if flow is None:
        raise ValueError(f"not a flow: {record.text('flow')[:20] or 'empty'}")
    reporter = record.text("reporter_iso") or layout.more["codes"].get(record.text("reporter_code"), "")
    codes = layout.more["names"]
    if not reporter and not record.text("reporter"):
        raise ValueError(f"no reporter: {record.text('reporter_code')[:20] or 'empty'}")
    partner = record.text("partner") or codes.get(record.text("partner_iso")) or record.text("partner_iso")
    when = period(record.text("period")[:4] + ("-" + record.text("period")[4:6] if len(record.text("period")) == 6 else ""))
    if not when or not record.text("hs"):
        raise ValueError("no period or no code of a good")
    detail = [f"{name} {record.text(name)}" for name, all_of in layout.more["whole"].items() if record.text(name) not in ("", *all_of)]
    row = {
        "subject": record.text("reporter") or codes.get(reporter, reporter),
        "period": when,
        "partner": "World" if record.text("partner_code") == "0" else partner,
        "hs": record.text("hs"),
        "part": ", ".join(detail),
        "publisher": f"UN Comtrade (reporter {reporter})" if reporter else "UN Comtrade",
        "lineage": f"lineage:{layout.more['customs'].get(reporter, 'customs-' + reporter.lower())}" if reporter else "",
    }
    weight = number(record.cells.get("weight"), Decimal("0.001"))
    if weight.value is not None:
        rough = record.text("weight_estimated").casefold() == "true"
        status = "weight estimated" if rough else None
        yield row | {"metric": f"{flow}_volume", "value": weight.value, "unit": "t", "basis": "compound_gross", "status": status}
    value = number(record.cells.get("value"))
    if value.value is not None:
        yield row | {"metric": f"{flow}_value", "value": value.value, "unit": "USD", "basis": "value"}
    if weight.value is None and value.value is None:
        raise ValueError("neither a weight nor a value")
