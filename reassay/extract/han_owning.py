"""What a Chinese topic can own: firms their money, things their properties; and what bears a name of its own, against a common noun."""

from __future__ import annotations

import re

from reassay.base.text import Span
from reassay.extract.coined import cut, made_up
from reassay.extract.han_phrases import any_of, topics
from reassay.extract.names import Name
from reassay.extract.scene import Scene
from reassay.reference.cards import metrics

OWNED = ("output", "output_value", "capacity", "sales_volume", "quota", "stocks", "export_volume", "import_volume", "reserves", "resources")
TRAITS = (
    "price",
    "price_change",
    "composition_share",
    "purity",
    "ore_grade",
    "recovery_rate",
    "yield_rate",
    "conversion_rate",
    "recycled_share",
    "depth",
    "demand",
    "consumption",
    "supply_gap",
)
BROAD: tuple[str, ...] = (
    "quota",
    "export_volume",
    "import_volume",
    "demand",
    "consumption",
    "import_reliance",
    "tariff",
    "reserves",
    "resources",
)
BROAD += (
    "export_value",
    "import_value",
    "reserve_share",
    "market_share",
    "other:share",
    "output",
    "output_value",
    "supply_gap",
    "self_sufficiency",
    "rank",
)
STEM = 4  # characters before a word of trade
HAN = re.compile("[\u4e00-\u9fff]+")


def proper(scene: Scene, name: Name) -> bool:
    """True for what bears a name of its own, against a common noun that opens a clause."""
    if name.sure or name.entity or name.kind in ("place", "code"):
        return True
    if any((other.sure or other.entity) and other.kind != "code" for other in scene.named(name.span)):
        return True
    if name.kind == "project" and made_up(scene.text, name.span):
        return True
    if name.kind == "organisation" and styled(scene, name):
        return True
    return name.kind == "organisation" and name.text.endswith(tuple(scene.words["subjects"]["suffixes"]))


def styled(scene: Scene, name: Name) -> bool:
    """True for a phrase built like a firm's short name: a word that says nothing of the field before a word of trade (北极光矿业)."""
    trade = next((word for word in sorted(topics()["heads"]["trades"], key=len, reverse=True) if name.text.endswith(word)), None)
    if trade is None or not 2 <= len(name.text) - len(trade) <= STEM or (name.span.start and cut(scene.text).alone[name.span.start - 1]):
        return False
    stem = name.text[: -len(trade)]
    if stem in topics()["heads"]["no_stem"] or stem.endswith(tuple(topics()["heads"]["no_stem"])) or not HAN.fullmatch(stem):
        return False
    if any(one.kind in ("place", "material") and one.span.start == name.span.start for one in scene.named(name.span)):
        return False
    return not scene.inside(Span(name.span.start, name.span.start + len(stem)), "metric", "stage")


def loose(scene: Scene, name: Name) -> bool:
    """True for a place cut out of a longer phrase (overseas orders), which speaks of something in or from there."""
    if name.kind != "place":
        return False
    at = name.span.end
    text = scene.text
    if not text[at : at + 1].isalnum() or text[at].isdigit() or any_of("cuts", "verbs").match(text, at) is not None:
        return False
    return not any(mention.span.start <= at + 2 for mention in scene.inside(Span(at, min(len(text), at + 10)), "metric"))


def suits(name: Name, metric: str) -> bool:
    """True when a common noun can own a metric: materials, devices and works their prices and properties."""
    card = metrics().get(metric)
    if card is None or metric in TRAITS or card.family in ("performance", "share"):
        return True
    return name.kind in ("project", "process") and card.family != "organisation"


def trait(metric: str) -> bool:
    """True for what a thing, a kind or a part can have: a property, a share, a rank."""
    card = metrics().get(metric)
    return metric in TRAITS or metric == "utilisation" or card is None or card.family in ("performance", "share")


def fits(name: Name, metric: str) -> bool:
    """Money, patents, people and output belong to organisations, projects and places, not to materials."""
    if name.kind not in ("material", "thing", "process"):
        return True
    card = metrics().get(metric)
    if metric in ("price", "price_change") or card is None:
        return True
    return card.family not in ("innovation", "money", "organisation") and metric not in OWNED
