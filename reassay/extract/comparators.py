"""The comparator beside a quantity: the words right before it, a few characters off, or right behind it."""

from __future__ import annotations

import re
from functools import cache

from reassay.base.numerals import words
from reassay.base.text import Span
from reassay.extract.measure import Measure
from reassay.reference.grammar import grammar

WINDOW = 40
PHRASE = 5  # words of the longest comparator
FAR = 5  # characters a far-reaching comparator may stand off (约占全年的47.1%)
STOPS = ",;:.()|，；：。、（）\n"


def compare(text: str, one: Measure, code: str) -> Measure:
    """A measure with the comparator around it, unless the number carries its own."""
    if one.comparator != "eq":
        return one
    found = before(text, one.whole.start, code) or behind(text, one.whole.end, code)
    if found is None:
        return one
    name, span = found
    return one._replace(comparator=name, whole=one.whole.join(span), compared=span)


@cache
def trailing(code: str) -> re.Pattern[str]:
    """Comparators behind a quantity."""
    table = grammar(code)["after"]
    spelt = words([word for word in table if word[0].isalnum()])
    glued = [word for word in table if not word[0].isalnum()]  # "30+", "200-odd": never the sign of the next number
    return re.compile(
        rf"(?:(?P<sign>{words(glued) or '(?!)'})(?! ?[\d.])| ?(?P<word>{spelt}))(?![A-Za-z])",
        re.IGNORECASE,
    )


def behind(text: str, end: int, code: str) -> tuple[str, Span] | None:
    """``or more``, 以上."""
    found = trailing(code).match(text, end)
    if found is None:
        return None
    part = "sign" if found["sign"] else "word"
    return grammar(code)["after"][found[part].lower()], Span(*found.span(part))


def before(text: str, start: int, code: str) -> tuple[str, Span] | None:
    """``at least``, 不少于: by words in Latin script, by characters else."""
    return phrase(text, start, code) if grammar(code)["script"] == "latin" else run(text, start, code)


@cache
def closers(code: str) -> frozenset[str]:
    """The last words of comparators, and the fillers behind them."""
    return frozenset(word.rsplit(" ", 1)[-1] for word in grammar(code)["before"]) | frozenset(grammar(code)["before_fill"])


def closing(text: str, end: int, code: str) -> bool:
    """True when the word that ends at a place may close a comparator: most numbers have none, and are told so by one look-up."""
    start = end
    while start and text[start - 1].isascii() and text[start - 1].isalpha():
        start -= 1
    return text[start:end].lower() in closers(code)


def phrase(text: str, start: int, code: str) -> tuple[str, Span] | None:
    """The longest phrase of the table that ends before the number, fillers between allowed."""
    table, fill = grammar(code)["before"], grammar(code)["before_fill"]
    end = start
    while end and text[end - 1] == " ":
        end -= 1
    if end and text[end - 1] in table and not text[end - 1].isalpha():
        return table[text[end - 1]], Span(end - 1, end)
    if not closing(text, end, code):
        return None
    found = [(match.start(), match.end(), match[0].lower()) for match in re.finditer(r"[A-Za-z]+", text[max(0, end - WINDOW) : end])]
    base = max(0, end - WINDOW)
    if not found or base + found[-1][1] != end:
        return None
    while found:
        for count in range(min(PHRASE, len(found)), 0, -1):
            part = found[-count:]
            name = table.get(" ".join(word for _, _, word in part))
            if name and text[base + part[0][0] : base + part[-1][1]].count(" ") == count - 1:
                return str(name), Span(base + part[0][0], base + part[-1][1])
        if found.pop()[2] not in fill:
            return None
    return None


@cache
def ordered(code: str) -> dict[str, list[tuple[str, str]]]:
    """Comparators by their last character, longest first: a negated form comes before the form it negates."""
    found: dict[str, list[tuple[str, str]]] = {}
    for word, name in sorted(grammar(code)["before"].items(), key=lambda pair: (-len(pair[0]), pair[0])):
        found.setdefault(word[-1], []).append((word, name))
    return found


def run(text: str, start: int, code: str) -> tuple[str, Span] | None:
    """The longest comparator that ends at the number, else a far-reaching one a few characters off."""
    end = start - 1 if start and text[start - 1] == " " else start
    for word, name in ordered(code).get(text[end - 1 : end], ()):
        if text.endswith(word, max(0, end - len(word)), end):
            return name, Span(end - len(word), end)
    window = text[max(0, end - FAR - 4) : end]
    for word, name in grammar(code)["far"].items():
        at = window.rfind(word)
        if at >= 0 and not any(char.isdigit() or char in STOPS for char in window[at + len(word) :]):
            place = end - len(window) + at
            return name, Span(place, place + len(word))
    return None
