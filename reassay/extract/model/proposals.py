"""Passages -> questions for a model -> proposals: chunked, shaped by a schema, each answer vetted before anything counts.

A failure of the model is a Problem with the chunk's place, never an empty success; what other chunks gave stays.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from reassay.base.claim import EVENTS, MODALITIES, Claim
from reassay.base.document import Document
from reassay.base.errors import Problem, SourceError
from reassay.base.text import Span
from reassay.extract.model.vetting import vet
from reassay.extract.scene import Scene, prepare
from reassay.reference.cards import metrics

CHUNK = 1500  # characters: a passage is never cut, a longer one is a chunk of its own
TEXT = {"type": ["string", "null"]}

Ask = Callable[[Sequence[dict[str, str]], dict[str, Any]], str]
"""(messages, schema of the answer) -> the model's words. Raises SourceError."""


def read_with(document: Document, entities: Sequence[tuple[str, str]], ask: Ask, model: str) -> Iterator[Claim | Problem]:
    """Claims a model proposed and our own reading confirmed; a Problem for each failure and one note that counts the rejected."""
    scene = prepare(document, entities)
    accepted = rejected = 0
    why: dict[str, int] = {}
    for chunk in chunks(scene):
        try:
            proposals = answered(ask(messages(chunk.of(document.text)), schema()), document, chunk)
        except SourceError as problem:
            yield Problem(document.name, problem.problem.what, problem.problem.remedy, "error", (chunk.start, chunk.end))
            continue
        for proposal in proposals:
            found = vet(scene, chunk, proposal, f"model {model} prompt {prompt_hash()}")
            if isinstance(found, Claim):
                accepted += 1
                yield found
            else:
                rejected += 1
                why[found] = why.get(found, 0) + 1
    if rejected:
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(why.items()))
        yield Problem(document.name, f"{rejected} of {accepted + rejected} proposals of the model rejected: {reasons}", level="warning")


def chunks(scene: Scene) -> Iterator[Span]:
    """Runs of whole passages of about CHUNK characters."""
    start = end = None
    for passage in scene.passages:
        if start is not None and end is not None and passage.span.end - start > CHUNK:
            yield Span(start, end)
            start = None
        start = passage.span.start if start is None else start
        end = passage.span.end
    if start is not None and end is not None:
        yield Span(start, end)


@cache
def prompt() -> str:
    """The instructions with the vocabulary filled in."""
    words = files("reassay.extract.model").joinpath("prompt.md").read_text("utf-8")
    cards = "\n".join(f"- {ident}: {card.title}" for ident, card in sorted(metrics().items()))
    return f"{words}\nMetrics:\n{cards}\n\nEvents: {', '.join(EVENTS)}\n\nModalities: {', '.join(MODALITIES)}\n"


@cache
def prompt_hash() -> str:
    """Marks each claim with the instructions it was made under."""
    return hashlib.sha256((prompt() + json.dumps(schema(), sort_keys=True)).encode()).hexdigest()[:12]


def messages(passage: str) -> list[dict[str, str]]:
    """The question: instructions apart from data."""
    return [{"role": "system", "content": prompt()}, {"role": "user", "content": json.dumps({"passage": passage}, ensure_ascii=False)}]


@cache
def schema() -> dict[str, Any]:
    """JSON schema of an answer."""
    fields: dict[str, Any] = {
        "quote": {"type": "string"},
        "value": TEXT,
        "number": {"type": ["number", "null"]},
        "fall": TEXT,
        "subject": TEXT,
        "period": TEXT,
        "attribution": TEXT,
        "metric": {"enum": [*sorted(metrics()), "event"]},
        "event": {"enum": [*EVENTS, None]},
        "modality": {"enum": list(MODALITIES)},
        "negated": {"type": "boolean"},
    }
    claim = {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}
    claims = {"type": "array", "maxItems": 60, "items": claim}
    return {"type": "object", "properties": {"claims": claims}, "required": ["claims"], "additionalProperties": False}


def answered(words: str, document: Document, chunk: Span) -> list[dict[str, Any]]:
    """The proposals of an answer. Raises SourceError when it is no JSON of the agreed shape."""
    try:
        from jsonschema import Draft202012Validator, ValidationError
    except ImportError as problem:
        raise SourceError(Problem(document.name, "needs the extra 'llm'", "pip install 'reassay[llm]'")) from problem
    try:
        answer = json.loads(words)
        Draft202012Validator(schema()).validate(answer)
    except (ValueError, RecursionError) as problem:
        raise SourceError(Problem(document.name, "the model's answer is no JSON (cut off?)", "ask again")) from problem
    except ValidationError as problem:
        place = "/".join(str(part) for part in problem.absolute_path) or "the answer"
        raise SourceError(Problem(document.name, f"the model's answer has another shape at {place}", "ask again")) from problem
    claims: list[dict[str, Any]] = answer["claims"]
    return claims
