"""Front matter: a block between lines of ``---`` at the head of a text that names publisher, date, wording and address."""

from __future__ import annotations

FIELDS = ("publisher", "published", "wording", "address", "title", "language", "owner")


def front(text: str) -> tuple[dict[str, str], str]:
    """Fields and the text behind the block; no fields and the whole text when there is none."""
    if not text.startswith("---\n"):
        return {}, text
    end = text.find("\n---\n", 3)
    if end < 0 or end > 2000:
        return {}, text
    fields = {}
    for line in text[4:end].splitlines():
        name, sign, value = line.partition(":")
        if not sign or name.strip() not in FIELDS:
            return {}, text
        fields[name.strip()] = value.strip()
    return (fields, text[end + 5 :].lstrip("\n")) if fields else ({}, text)
