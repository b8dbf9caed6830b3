"""Text as word lists are compared with it: full-width and Traditional forms folded, small letters."""

from __future__ import annotations

from functools import lru_cache

from reassay.base.text import fold
from reassay.reference.grammar import variants


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A text in its plainest spelling; offsets may differ from the stored one's."""
    return fold(text, variants()).text.casefold()
