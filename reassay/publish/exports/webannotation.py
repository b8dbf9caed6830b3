"""W3C Web Annotation: one annotation a claim, anchored by its exact words and by its place in code points.

Only a publisher's own wording is annotated: of restated text neither words nor places are those of the address.
"""

from __future__ import annotations

from typing import Any

from reassay.base.document import Document
from reassay.base.drawer import leaf
from reassay.base.folio import Holdings, Told
from reassay.publish.formats import compact
from reassay.publish.public import around, example, label, name, quotable, shown
from reassay.publish.tray import Tray
from reassay.publish.wording import rendering, say

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


@leaf(files=("annotations.jsonld",), alone=True)
def webannotation(held: Holdings, tray: Tray) -> None:
    """One annotation a claim, for original wording."""
    head = {"@context": CONTEXT, "id": name("annotations"), "type": "AnnotationCollection", "label": "reassay: claims and verdicts"}
    tray.write("annotations.jsonld", compact(head)[:-1])
    tray.write(
        "annotations.jsonld", f', "first": {{"id": "{name("annotations/1")}", "type": "AnnotationPage", "startIndex": 0, "items": [\n'
    )
    for folio in held.folios():
        if not quotable(folio.document):
            why = say("left_examples" if example(folio.document) else "left_wording")
            tray.left[why] += len(folio.told)
            continue
        text = held.text(folio.document.id) if folio.told else ""
        for one in folio.told:
            tray.item("items", compact(annotation(one, folio.document, text)))
            tray.made["annotations"] += 1
    tray.pour("items", "annotations.jsonld")
    tray.write("annotations.jsonld", f'\n]}}, "total": {tray.made["annotations"]}}}\n')


def annotation(told: Told, document: Document, text: str) -> dict[str, Any]:
    """One annotation: what is claimed and what testing it came to, on the words it stands on."""
    quote, place = shown(told.claim)
    room = around(told.claim)
    words = {
        "type": "TextQuoteSelector",
        "exact": quote,
        "prefix": text[max(0, place.start - room) : place.start],
        "suffix": text[place.end : place.end + room],
    }
    target: dict[str, Any] = {
        "source": {"id": document.address or name(document.id), "format": document.media, "language": document.language},
        "selector": [words, {"type": "TextPositionSelector", "start": place.start, "end": place.end}],
    }
    if document.retrieved:
        target["state"] = {"type": "TimeState"} | moment(document.retrieved)
    return {
        "id": name(told.claim.id),
        "type": "Annotation",
        "motivation": ["describing", "assessing"],
        "generator": {"id": name("software"), "type": "Software", "name": "reassay"},
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": rendering(told.claim)},
            {"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "language": "en", "value": label(told)},
        ],
        "target": target,
    }


def moment(retrieved: str) -> dict[str, str]:
    """When the page was as it was read: a moment, or a whole day where only the day is known."""
    if "T" in retrieved:
        return {"sourceDate": retrieved}
    return {"sourceDateStart": f"{retrieved}T00:00:00Z", "sourceDateEnd": f"{retrieved}T23:59:59Z"}
