"""PostgreSQL, for teams."""

from __future__ import annotations

from typing import Any

from reassay.base.drawer import leaf
from reassay.base.errors import LedgerError


@leaf(schemes=("postgresql", "postgres"))
def postgres(address: str) -> Any:
    """An engine on a server. Raises LedgerError without the driver."""
    from sqlalchemy import create_engine

    try:
        import psycopg  # noqa: F401
    except ImportError as problem:
        raise LedgerError("PostgreSQL needs its driver: pip install 'reassay[postgres]'") from problem
    return create_engine("postgresql+psycopg://" + address.split("://", 1)[1])
