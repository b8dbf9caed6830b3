"""One pass of a watchlist as a command: the list read and held, then its pass, in place of a plain assay."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


@contextmanager
def watchlist(path: Path | None) -> Iterator[Any]:
    """The watchlist of ``--watch``, held so that no second pass of it runs; None without one."""
    if path is None:
        yield None
        return
    from reassay.collect.watchlist import alone, load

    found = load(path)
    with alone(path):
        yield found


def read_all(request: Any, store: Any, as_of: str, progress: Any, watched: Any) -> Any:
    """What an assay reads: its sources, and with a watchlist one pass over that."""
    import datetime as dt

    if watched is None:
        from reassay.pipeline import assay

        return assay(request, store, as_of, progress)
    from reassay.watching import assayed

    now = dt.datetime.now().astimezone()
    found, said = assayed(watched, request, store, as_of, now, lambda problem: print(problem.line(), file=sys.stderr))
    print(said, file=sys.stderr)
    return found
