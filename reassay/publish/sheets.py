"""The six tables as CSV in a tray."""

from __future__ import annotations

from collections.abc import Callable

from reassay.base.folio import Holdings
from reassay.publish.spreadsheet import line
from reassay.publish.tabular import TABLES, Row, columns, csv_line, rows
from reassay.publish.tray import Tray


def sheets(held: Holdings, tray: Tray, see: Callable[[str, Row], None] | None = None) -> None:
    """A file a table, each with its header. ``see`` is shown every row, for what is told of all of them."""
    for name in TABLES:
        tray.write(f"{name}.csv", line(column.name for column in columns(name)))
    for name, row in rows(held, tray.left):
        tray.write(f"{name}.csv", csv_line(name, row))
        tray.made[name] += 1
        if see is not None:
            see(name, row)
