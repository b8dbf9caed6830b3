"""Passages -> Claims: mentions first, claims assembled from mentions by rules, every field with its span."""

from reassay.extract.reader import extract

__all__ = ["extract"]
