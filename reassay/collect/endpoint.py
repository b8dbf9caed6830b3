"""A language model behind an OpenAI-compatible address: one question, one answer, every failure a Problem.

The key stands in the request's header and nowhere else: not in messages, problems or the ledger.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reassay.base.errors import Problem, SourceError

LARGEST = 2_000_000  # bytes of an answer


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask. ``address`` is the base address (its /chat/completions is called); ``timeout`` in seconds for one question."""

    address: str
    model: str
    key: str | None = field(default=None, repr=False, compare=False)
    timeout: float = 60.0

    def ask(self, messages: Sequence[dict[str, str]], schema: dict[str, Any]) -> str:
        """The model's words. Raises SourceError with one clear line for anything else."""
        shape = {"type": "json_schema", "json_schema": {"name": "claims", "strict": True, "schema": schema}}
        body = {"model": self.model, "messages": list(messages), "temperature": 0, "seed": 0, "response_format": shape}
        return words(self.post(body), self.address)

    def post(self, body: dict[str, Any]) -> bytes:
        """The bytes of an answer of status 200."""
        import httpx2

        headers = {"Authorization": f"Bearer {self.key}"} if self.key else {}
        try:
            with (
                httpx2.Client(timeout=self.timeout, trust_env=False, follow_redirects=False) as http,
                http.stream("POST", self.address.rstrip("/") + "/chat/completions", json=body, headers=headers) as answer,
            ):
                data = bytearray()
                for piece in answer.iter_bytes():
                    data += piece
                    if len(data) > LARGEST:
                        raise self.failed(f"answered more than {LARGEST} bytes")
                if answer.status_code != 200:
                    raise self.failed(f"answered {answer.status_code}")
        except httpx2.TimeoutException as problem:
            raise self.failed(f"gave no answer in {self.timeout:g} s") from problem
        except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as problem:
            raise self.failed(f"could not be asked: {type(problem).__name__}") from problem
        return bytes(data)

    def failed(self, what: str) -> SourceError:
        """The failure as a Problem."""
        return SourceError(Problem(self.address, f"the model {what}", "check the endpoint and ask again"))


def words(data: bytes, address: str) -> str:
    """The words inside the envelope; an answer that was cut off says so."""
    try:
        choice = json.loads(data)["choices"][0]
        content = choice["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as problem:
        raise SourceError(
            Problem(address, "the model answered in another form", "check that it speaks the chat completions form")
        ) from problem
    if choice.get("finish_reason") == "length":
        raise SourceError(Problem(address, "the model's answer was cut off", "ask again with a larger limit"))
    if not isinstance(content, str):
        raise SourceError(Problem(address, "the model gave no words", "ask again"))
    return content
