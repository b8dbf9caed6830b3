"""Alerts handed to a web address: one POST, through the same guard as every page that is read, and no redirect followed.

The address may carry a secret: only its host stands in what is told.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from reassay.base.errors import Problem
from reassay.collect.fetch import client, refusal
from reassay.collect.request import Request


def post(address: str, body: dict[str, Any], key: str, request: Request) -> Problem | None:
    """Hand a body over under a key by which the receiver knows a repeat; why it did not arrive, else None."""
    import httpx2

    where = f"webhook {urlsplit(address).hostname or ''}"
    try:
        with client(request) as http, http.stream("POST", address, json=body, headers={"Idempotency-Key": key}) as answer:
            status = answer.status_code
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as problem:
        if (cause := refusal(problem)) is not None:
            return Problem(where, f"refused: {cause}", "use --allow-private if you mean it")
        return Problem(where, f"could not be reached: {type(problem).__name__}", "the alerts wait for the next pass")
    if 200 <= status < 300:
        return None
    return Problem(where, f"answered {status}", "the alerts wait for the next pass")
