"""Parquet: six tables with typed columns, written by DuckDB as a stream."""

from __future__ import annotations

from reassay.base.drawer import leaf
from reassay.base.errors import SettingsError
from reassay.base.folio import Holdings
from reassay.publish.tabular import TABLES, columns, json_line, rows
from reassay.publish.tray import Tray

TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "array": "VARCHAR", "object": "VARCHAR"}
ROWS = 20_480  # of a group: a group is held in memory as a whole


@leaf(files=("claims.parquet", *(f"{name}.parquet" for name in TABLES if name != "claims")), alone=True)
def parquet(held: Holdings, tray: Tray) -> None:
    """Six tables with typed columns."""
    try:
        import duckdb
    except ImportError as problem:
        raise SettingsError("export parquet needs DuckDB: pip install 'reassay[analytics]'") from problem
    for name in TABLES:
        tray.write(f"{name}.json", "")
    for name, row in rows(held, tray.left):
        tray.write(f"{name}.json", json_line(name, row, nested=False))
        tray.made[name] += 1
    with duckdb.connect(config={"threads": 1, "memory_limit": "200MB", "autoinstall_known_extensions": False}) as engine:
        for name in TABLES:
            shape = ", ".join(f"'{column.name}': '{TYPES[column.type]}'" for column in columns(name))
            source, target = (str(path).replace("'", "''") for path in (tray.close(f"{name}.json"), tray.path(f"{name}.parquet")))
            read = f"read_json('{source}', format='newline_delimited', columns={{{shape}}})"
            engine.execute(f"COPY (SELECT * FROM {read}) TO '{target}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})")  # noqa: S608
