"""A field found around a claim, with where it stands."""

from __future__ import annotations

from typing import NamedTuple

from reassay.base.text import Span


class Found(NamedTuple):
    """A field's value with where it stands and, when carried, from where."""

    value: str | None
    span: Span | None = None
    carried: str | None = None
    why: tuple[str, ...] = ()  # lines of the trace
