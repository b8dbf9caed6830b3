"""An optional reader: a language model proposes claims, every word of which is checked against the text before it counts."""

from reassay.extract.model.proposals import Ask, read_with

__all__ = ["Ask", "read_with"]
