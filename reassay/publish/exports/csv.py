"""CSV: six tables and the dictionary of their columns; cells that a spreadsheet would run stand behind an apostrophe."""

from __future__ import annotations

from reassay.base.drawer import leaf
from reassay.base.folio import Holdings
from reassay.publish.sheets import sheets
from reassay.publish.spreadsheet import line
from reassay.publish.tabular import TABLES, columns
from reassay.publish.tray import Tray

OTHERS = tuple(f"{name}.csv" for name in TABLES if name != "claims")


@leaf(files=("claims.csv", *OTHERS, "dictionary.csv"), alone=True)
def csv(held: Holdings, tray: Tray) -> None:
    """Six tables and a dictionary; cells that a spreadsheet would run are made safe."""
    sheets(held, tray)
    tray.write("dictionary.csv", line(("table", "column", "type", "meaning")))
    for name in TABLES:
        for column in columns(name):
            tray.write("dictionary.csv", line((name, *column)))
