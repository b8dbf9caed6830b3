"""The vocabulary as lines of text, for ``reassay ref``."""

from __future__ import annotations

from collections.abc import Iterator

from reassay.base.stage import STAGES
from reassay.reference.cards import metrics
from reassay.reference.grammar import units
from reassay.reference.register import register, rows
from reassay.reference.starters import starters

TOPICS = ("metrics", "units", "stages", "sources", "limits", "codes", "lineages")


def listing(topic: str) -> Iterator[str]:
    """Lines of a topic, sorted. Raises KeyError for an unknown one."""
    return {
        "metrics": cards,
        "units": unit_lines,
        "stages": lambda: iter(STAGES),
        "sources": sources,
        "limits": limits,
        "codes": codes,
        "lineages": lineages,
    }[topic]()


def cards() -> Iterator[str]:
    """Metric ids, titles and the kinds they take."""
    return (f"{ident:28} {card.title} [{', '.join(card.kinds)}]" for ident, card in metrics().items())


def unit_lines() -> Iterator[str]:
    """Unit ids, kinds and spellings."""
    for ident, card in sorted(units()["unit"].items()):
        words = [word for group in ("all", "en", "zh") for word in card.get(group, {})]
        yield f"{ident:12} {card['kind']:14} {', '.join(words)}"


def sources() -> Iterator[str]:
    """Publishers with kind and owner, then the cards that a watchlist can name."""
    yield from (
        f"{one.id:36} {one.name} [{one.kind}; owner {one.owner or 'unknown'}]"
        for one in sorted(register().publishers, key=lambda one: one.id)
    )
    yield from (
        f"{ident:36} {card.title} [card for a watchlist; {card.kind}; {card.feed or card.address}]" for ident, card in starters().items()
    )


def limits() -> Iterator[str]:
    """Limits with kind, grade and statement."""
    return (f"{row['id']:10} {row['kind']:14} {row['grade']}  {row['statement']}" for row in rows("limits.csv"))


def codes() -> Iterator[str]:
    """Customs codes of rare earths with stage and grade."""
    return (
        f"{row['system']:6} {row['code']:12} {row['confidence']:4} {row['stage']:13} {row['description']}"
        for row in rows("facts/codes.csv")
    )


def lineages() -> Iterator[str]:
    """Roots of data: figures of one root are one voice, whoever prints them."""
    return (f"{row['id']:24} {row['confidence']}  {row['origin']} ({row['basis']})" for row in rows("facts/lineages.csv"))
