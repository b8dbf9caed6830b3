"""Values of base <-> JSON, for the ledger's entries."""

from __future__ import annotations

import dataclasses
import json
from decimal import Decimal
from sys import intern
from typing import Any

from reassay.base.document import Dated, Document
from reassay.base.errors import Problem
from reassay.base.odds import Contribution, Odds, Scale
from reassay.base.source import Source
from reassay.base.verdict import Evidence, Finding, Review, Verdict, Voices


def plain(value: Any) -> Any:
    """A value as JSON can hold it; decimals as strings."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return {key: plain(item) for key, item in sorted(value.items())} if isinstance(value, dict) else value


def dump(value: Any) -> str:
    """One line of JSON, keys sorted."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True)


def tuples(value: Any) -> Any:
    """Lists as tuples, all the way down."""
    return tuple(tuples(item) for item in value) if isinstance(value, list) else value


def finding(text: str) -> Finding:
    """A Finding of its JSON."""
    found = {key: tuples(value) for key, value in json.loads(text).items()}
    return Finding(**found | {"numbers": tuple((label, Decimal(value)) for label, value in found["numbers"])})


def verdict(text: str) -> Verdict:
    """A Verdict of its JSON."""
    found = {key: value if key in ("voices", "odds") else tuples(value) for key, value in json.loads(text).items()}
    voices, weighed = found["voices"], found.get("odds")
    found["odds"] = odds(weighed) if weighed else None
    return Verdict(**found | {"voices": Voices(**{key: tuples(value) for key, value in voices.items()}) if voices else None})


def odds(found: dict[str, Any]) -> Odds:
    """Odds of what their JSON holds."""
    parts = tuple(
        Contribution(intern(one["what"]), intern(one["voice"]), Decimal(one["odds"]), intern(one["why"])) for one in found["parts"]
    )  # of a hundred thousand verdicts most say the same
    scale = Scale(Decimal(found["scale"]["offset"]), Decimal(found["scale"]["slope"]), found["scale"]["adjudicated"])
    return Odds(parts, Decimal(found["total"]), Decimal(found["probability"]), found["band"], scale, found["needed"])


def review(text: str) -> Review:
    """A Review of its JSON."""
    return Review(**json.loads(text))


def evidence(text: str) -> Evidence:
    """A row of its JSON."""
    return Evidence(**json.loads(text))


def public(text: str) -> str:
    """A row's JSON as it may be handed on: of one that its licence withholds, only that it is there."""
    row = evidence(text)
    return dump({"id": row.id, "kind": row.kind, "licence": row.licence, "withheld": True}) if row.withheld else text


def timeless(text: str) -> str:
    """The state of an address without the day of the visit: a ledger filled on another day is dumped alike."""
    return dump({name: value for name, value in json.loads(text).items() if name != "day"})


def problem(text: str) -> Problem:
    """A Problem of its JSON."""
    found = json.loads(text)
    return Problem(**found | {"span": tuple(found["span"]) if found["span"] else None})


def document(row: Any, data: bytes = b"") -> Document:
    """A Document of its row."""
    return Document(
        name=row.name,
        text=row.text,
        digest=row.digest,
        source=Source(**json.loads(row.source)),
        language=row.language,
        published=Dated(row.published, row.published_rule) if row.published else None,
        address=row.address,
        retrieved=row.retrieved,
        wording=row.wording,
        media=row.media,
        title=row.title,
        data=data,
    )
