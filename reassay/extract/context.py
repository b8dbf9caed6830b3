"""A field found around a claim, with where it stands; and a speaker, with how far he speaks."""

from __future__ import annotations

from typing import NamedTuple

from reassay.base.text import Span


class Found(NamedTuple):
    """A field's value with where it stands and, when carried, from where."""

    value: str | None
    span: Span | None = None
    carried: str | None = None
    why: tuple[str, ...] = ()  # lines of the trace


class Voice(NamedTuple):
    """Who speaks in a part of a sentence (nobody in particular when ``span`` is None), and whether he speaks on behind it."""

    span: Span | None
    since: int
    until: int
    lasting: bool
    main: bool = False  # tells the sentence as a whole
    person: bool = False  # speaks on only where the next sentence points back to him or quotes
