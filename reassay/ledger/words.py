"""Words for the search index: bigrams of Han runs and lower-case words, so that 稀土 is found exactly.

The full-text index of SQLite finds no Chinese word of two characters by itself (trigrams and unicode61 return nothing, silently).
"""

from __future__ import annotations

import unicodedata


def grams(text: str) -> list[str]:
    """Tokens of a text: Han bigrams (and the last single character of a run as itself), other words in lower case."""
    out: list[str] = []
    for han, run in runs(unicodedata.normalize("NFKC", text).lower()):
        if not han:
            out.append(run)
        else:
            out += [run[at : at + 2] for at in range(len(run) - 1)] + [run[-1]]
    return out


def runs(text: str) -> list[tuple[bool, str]]:
    """Runs of Han and of other letters and digits."""
    found: list[tuple[bool, str]] = []
    for char in text:
        if not char.isalnum():
            found.append((False, ""))
            continue
        han = "\u3400" <= char <= "\u9fff" or char >= "\U00020000"
        if found and found[-1][1] and found[-1][0] == han:
            found[-1] = (han, found[-1][1] + char)
        else:
            found.append((han, char))
    return [(han, run) for han, run in found if run]


def query(text: str) -> str:
    """The index query of what a person typed: every word must occur, Han words as phrases."""
    parts = []
    for han, run in runs(unicodedata.normalize("NFKC", text).lower()):
        if not han:
            parts.append(f'"{run}"')
        elif len(run) == 1:
            parts.append(f"{run}*")
        else:
            parts.append('"' + " ".join(run[at : at + 2] for at in range(len(run) - 1)) + '"')
    return " AND ".join(parts)
