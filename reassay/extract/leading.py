"""The name an English document is mostly about: clusters of names weighed by place, role in the sentence, and kind.

What decides, strongest first: a headline that opens with the name and a colon or dash, being the grammatical subject, recurrence, a company
suffix. Sources, people, facilities, datelines and materials are named in passing; the figures belong to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reassay.base.text import Span
from reassay.extract.names import Name, cluster, listing
from reassay.extract.naming import person
from reassay.extract.scene import Scene
from reassay.reference.grammar import table

POSSESSIVE = ("'s", "\u2019s")
OPENING = 250  # characters in which an article tells whom it is about
KINDS = {"material": 0.1}
OWN = 1.5  # what its publisher's name gains: a company mostly tells of itself
TRADE, NATIONS = 0.25, 3.0  # of a text with so great a share of words of trade, countries are what it is about
ASIDE = {"source": 0.3, "person": 0.2, "facility": 0.6, "local": 0.5, "institution": 0.6, "document": 0.3}
SHARE = {"source": 2, "person": 2, "institution": 1, "document": 1, "facility": 3}  # one mention in so many has to show it


@dataclass(slots=True)
class Cluster:
    """All mentions of one name with the weight they add up to."""

    longest: Name
    weight: float = 0.0
    mentions: list[Name] = field(default_factory=list)
    behind: int = 0  # mentions that stand behind a preposition


def leading(scene: Scene, kind: str | None = None, peoples: bool = True) -> Name | None:
    """The name (of a kind) with the greatest weight; None without candidates."""
    clusters = {key: cluster for key, cluster in gather(scene, peoples).items() if kind in (None, cluster.longest.kind)}
    if not clusters:
        return None
    weighed = {key: cluster.weight * factor(scene, cluster) for key, cluster in clusters.items()}
    best = max(sorted(weighed), key=lambda key: weighed[key])
    return form(scene, clusters[best])


def form(scene: Scene, cluster: Cluster) -> Name:
    """The name as the running text first writes it (*Karst lost ...* under a headline of *Karst Minerals*), else its longest form."""
    told = {part.span for part in scene.passages[1:] if part.kind in ("sentence", "item")}
    for part in sorted(told):
        for name in scene.named(part):
            if name.cluster == cluster.longest.cluster and short(name.text, cluster.longest.text):
                return name
    return cluster.longest


def short(name: str, full: str) -> bool:
    """True for a name or its short form: its first words, or the product code behind the maker's name; not a ticker."""
    coded = full.endswith(" " + name) and any(sign.isdigit() for sign in name)
    return name == full or coded or (full.lower().startswith(name.lower() + " ") and not (name.isupper() and len(name) <= 5))


def gather(scene: Scene, peoples: bool = True) -> dict[str, Cluster]:
    """Clusters of the names of a document, with the weights of their mentions added up."""
    clusters: dict[str, Cluster] = {}
    starts = {part.span.start for part in scene.passages}
    inner = set(housed(scene))
    for name in [*scene.names, *sorted(inner, key=lambda name: name.span)]:
        one = clusters.setdefault(name.cluster, Cluster(name))
        if (not name.text.isupper(), len(name.text)) > (not one.longest.text.isupper(), len(one.longest.text)):
            one.longest = name
        one.weight += 2.0 if name in inner else mention(scene, name, starts)
        one.behind += behind(scene, name) and name not in inner
        one.mentions.append(name)
    for people, place in table("places.toml")["peoples"].items() if peoples else ():
        if place.lower() in clusters:
            clusters[place.lower()].weight += scene.text.count(people) + 3.0 * (people in scene.passages[0].span.of(scene.text))
    return clusters


def housed(scene: Scene) -> Iterator[Name]:
    """Places within the names of institutions (the Ministry of Mines of Brazil speaks of Brazil)."""
    institutions = set(scene.words["roles"]["institutions"])
    for name in scene.names:
        if institutions & set(name.text.split()):
            for found in listing("en", "places").finditer(scene.text, *name.span):
                yield Name(Span(*found.span()), found[0], "place", None, cluster(found[0], "en"))


def mention(scene: Scene, name: Name, starts: set[int]) -> float:
    """What one mention is worth."""
    text, start, end = scene.text, name.span.start, name.span.end
    head = scene.passages[0].span.end if scene.passages else 0
    weight = 3.0 if start < head else 1.0 if start < OPENING else 0.0
    if start < head and not text[:start].strip() and text[end : end + 3].lstrip()[:1] in tuple(":-\u2013\u2014("):
        again = sum(one.cluster == name.cluster for one in scene.names) > 1
        weight += 8.0 if again or text[end : end + 2] == " (" or name.text.lower().endswith(suffixed(scene)) else 0.0
    article = text[max(0, start - 4) : start].lower() == "the " and start - 4 in starts
    weight += 1.5 if start in starts or article else 0.0
    weight += 1.0 if text[end : end + 2] in POSSESSIVE else 0.0
    titled = start < head and name.kind == "place"  # a headline says where (Rare earths in Brazil), not from where
    weight += 4.0 if titled and len([one for one in scene.named(Span(0, head)) if one.kind != "material"]) == 1 else 0.0
    return (weight + 1.0) * (0.4 if behind(scene, name) and not titled else 1.0)


def behind(scene: Scene, name: Name) -> bool:
    """True for a name behind a preposition of place."""
    lead = scene.text[max(0, name.span.start - 12) : name.span.start].lower().split()
    words: Sequence[str] = scene.words["subjects"]["places_before"]
    return bool(lead) and (lead[-1] in words or (lead[-1] == "the" and len(lead) > 1 and lead[-2] in words))


def factor(scene: Scene, cluster: Cluster) -> float:
    """What its kind makes of a cluster's weight."""
    found = ASIDE.get(role(scene, cluster), 1.0)
    head = scene.passages[0].span
    if cluster.longest.kind == "place":
        found *= 0.5 + NATIONS * min(national(scene), TRADE)
    if cluster.longest.kind != "place" or not any(name.span.within(head) and not behind(scene, name) for name in cluster.mentions):
        found *= KINDS.get(cluster.longest.kind, 1.0)
    if any(name.text.lower().endswith(suffixed(scene)) for name in cluster.mentions):
        found *= 1.6
    return found * (OWN if published(scene, cluster) and not telling(scene, publisher(scene)) else 1.0)


def publisher(scene: Scene) -> str:
    """Who published the document, without what is said of him in brackets."""
    source = scene.document.source
    return source.name.split(" (")[0].strip() if source and source.name else ""


def published(scene: Scene, cluster: Cluster) -> bool:
    """True for the publisher's own name, or its first words, which are no place's."""
    whole = publisher(scene).lower()
    own = [name.text.lower() for name in cluster.mentions if name.kind not in ("place", "material")]
    return bool(whole) and any(f"{whole} ".startswith(f"{name} ") or f"{name} ".startswith(f"{whole} ") for name in own)


def telling(scene: Scene, name: str) -> bool:
    """True for a name that shows its bearer to tell of others: a paper, an agency, a broker, an office of statistics."""
    return any(word in name.split() for word in scene.words["roles"]["sources"])


def suffixed(scene: Scene) -> tuple[str, ...]:
    """Last words of the names of companies and other bodies."""
    return tuple(suffix.lower() for suffix in scene.words["subjects"]["suffixes"])


def national(scene: Scene) -> float:
    """Share of the measured words that are told of countries: exports, quotas, tariffs, shares of a market."""
    told = [mention.name for mention in scene.mentions if mention.kind == "metric"]
    of_countries: set[str] = set(table("subjects.toml")["national"]) | set(table("subjects.toml")["broad"])
    return sum(name in of_countries for name in told) / max(1, len(told))


def role(scene: Scene, cluster: Cluster) -> str:
    """What a cluster is to the figures: source, person, facility, local (mostly behind prepositions of place), or none of these."""
    told = len(cluster.mentions)
    if published(scene, cluster) and telling(scene, publisher(scene)) and " " in cluster.longest.text:
        return "source"
    for one, part in SHARE.items():
        if part * sum(plays(scene, name, one) for name in cluster.mentions) >= told:
            return one
    if surnamed(scene, cluster.longest) or (cluster.longest.kind == "name" and person(cluster.longest.text) and not bodily(scene, cluster)):
        return "person"
    return "local" if cluster.longest.kind == "name" and 2 * cluster.behind > told else ""


def bodily(scene: Scene, cluster: Cluster) -> bool:
    """True for a name that ends like a company's or a place's."""
    last = cluster.longest.text.rsplit(" ", 1)[-1]
    cues = scene.words["roles"]
    return (
        last.lower().endswith(suffixed(scene))
        or last.lower() in cues["facilities"]
        or last in (*cues["areas"], *cues["institutions"], *cues["documents"])
    )


def surnamed(scene: Scene, name: Name) -> bool:
    """True for a name that the text shortens to its last word: a company is shortened to its first."""
    parts = name.text.split(" ")
    first, last = parts[0], parts[-1]
    if len(parts) not in (2, 3) or name.kind != "name" or name.text.lower().endswith(suffixed(scene)):
        return False
    alone = {one.text for one in scene.names}
    return last in alone and first not in alone


def roles(scene: Scene) -> dict[str, str]:
    """The role of each cluster that has one; a surname shares the role of the person's full name."""
    clusters = gather(scene)
    found = {key: role(scene, cluster) for key, cluster in clusters.items()}
    surnames = {clusters[key].longest.text.rsplit(" ", 1)[-1] for key, one in found.items() if one == "person"}
    found |= {key: "person" for key, cluster in clusters.items() if cluster.longest.text in surnames}
    return {key: one for key, one in found.items() if one}


def plays(scene: Scene, name: Name, part: str) -> bool:
    """True when a mention shows its name to be a source, a person or a facility."""
    cues: dict[str, Any] = scene.words["roles"]
    last = name.text.rsplit(" ", 1)[-1]
    after = scene.text[name.span.end : name.span.end + 24].lstrip(" ,").lower()
    lead = scene.text[max(0, name.span.start - 24) : name.span.start].rstrip(" ,").lower()
    if part == "source":
        return any(word in name.text.split() for word in cues["sources"])
    if part in ("institution", "document"):
        return any(word in name.text.split() for word in cues[part + "s"])
    if part == "person":
        behind = after.removeprefix("the ").removeprefix("a ")
        return whole(lead, cues["titles"], "end") or whole(behind, cues["titles"], "start")
    return last.lower() in cues["facilities"] or last in cues["areas"] or whole(after, cues["facilities"], "start")


def whole(text: str, cues: Sequence[str], side: str) -> bool:
    """True when a text ends, or starts, with one of some words, and not with a part of a longer one (DRilled is no doctor)."""
    if side == "end":
        return any(text.endswith(cue) and not text[-len(cue) - 1 : -len(cue)].isalpha() for cue in cues)
    return any(text.startswith(cue) and not text[len(cue) : len(cue) + 1].isalpha() for cue in cues)
