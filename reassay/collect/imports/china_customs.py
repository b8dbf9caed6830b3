"""China Customs: the CSV of its statistics pages, in GB 18030, with country codes of its own. A column or the file name tells the flow."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reassay.base.drawer import leaf
from reassay.collect.cells import fold, number, period
from reassay.collect.layouts import Delivery, Layout, Made, Record
from reassay.reference.grammar import table


@leaf()
def china_customs(record: Record, layout: Layout, order: Delivery) -> Iterator[Made]:
    """One good and partner: a row for the first quantity and one for the value."""
    words = table("evidence_words.toml")
    flow = flow_of(record.text("flow"), record.file)
    month = record.text("month").rstrip(layout.more["month"])
    when = record.text("when")
    when = when[:4] + (
        f"-{when[4:6]}" if len(when) == 6 and when.isdigit() else f"-{int(month):02d}" if month and len(when) == 4 else when[4:]
    )
    if not when or not record.text("hs"):
        raise ValueError("no period or no code of a good")
    partner = record.text("partner")
    row = {
        "subject": layout.more["subject"],
        "period": period(when),
        "partner": "World" if not partner or fold(partner) in words["world"]["words"] else partner,
        "hs": record.text("hs"),
        "product": record.text("good"),
    }
    quantity = number(record.text("quantity"))
    if quantity.value is not None:
        unit = words["units"].get(fold(record.text("unit")))
        if unit is None:
            raise ValueError(f"not a unit we know: {record.text('unit')[:20] or 'empty'}")
        value = number(record.text("quantity"), Decimal(unit[1])).value
        yield row | {"metric": f"{flow}_volume", "value": value, "unit": unit[0], "basis": "compound_gross"}
    for money in ("USD", "CNY"):
        value = number(record.text(money)).value
        if value is not None:
            yield row | {"metric": f"{flow}_value", "value": value, "unit": money, "basis": "value"}


def flow_of(cell: str, file: str) -> str:
    """import or export. Raises ValueError when neither the row nor the file's name says it."""
    flows = table("evidence_words.toml")["flows"]
    for flow in sorted(flows):
        if fold(cell) in flows[flow]["words"]:
            return str(flow)
    found = {flow for flow in flows for word in flows[flow]["words"] if len(word) > 1 and word in file.casefold()}
    if len(found) != 1:
        raise ValueError("import or export? say so in a column or in the file's name")
    return str(found.pop())
