"""SQLite: the default store, one file, many readers and writers."""

from __future__ import annotations

import time
from typing import Any

from reassay.base.drawer import leaf


@leaf(schemes=("sqlite", ""))
def sqlite(address: str) -> Any:
    """An engine on a file: write-ahead log, 60 s patience for another writer, every transaction takes its lock at once."""
    from sqlalchemy import create_engine, event

    path = address.removeprefix("sqlite:///")
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": 60, "check_same_thread": False})

    def tune(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=60000")
        log_ahead(connection)
        connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute("PRAGMA foreign_keys=ON")

    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "connect", tune)
    event.listen(engine, "begin", begin)
    return engine


def log_ahead(connection: Any) -> None:
    """Switch to the write-ahead log. The switch ignores SQLite's own patience, so two processes that open a new file at once wait here."""
    import sqlite3

    for patience in range(200):
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as problem:
            if "locked" not in str(problem) or patience == 199:
                raise
            time.sleep(0.05)
