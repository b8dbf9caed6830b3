"""reassay.toml and the environment -> one frozen Settings; read only by cli and pipeline.

The key of a model endpoint comes from the environment alone (REASSAY_LLM_KEY): a file may be shared.
"""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from reassay.base.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the ledger lies, how large a source may be, and where a language model answers (none by default)."""

    ledger: str = "./reassay.db"
    max_bytes: int = 50_000_000
    jobs: int = 1
    reply: str = ""  # where a reply to a brief goes: an address that its notice prints
    llm_url: str | None = None
    llm_model: str = "default"
    llm_timeout: float = 60.0
    llm_key: str | None = field(default=None, repr=False)


KNOWN = ("ledger", "max_bytes", "jobs", "reply", "llm_url", "llm_model", "llm_timeout")
ENVIRONMENT = {
    "REASSAY_LEDGER": "ledger",
    "REASSAY_REPLY": "reply",
    "REASSAY_LLM_URL": "llm_url",
    "REASSAY_LLM_MODEL": "llm_model",
    "REASSAY_LLM_KEY": "llm_key",
}


def load(folder: Path | None = None) -> Settings:
    """Settings of a folder's reassay.toml, overridden by the environment. Raises SettingsError for a broken file."""
    path = (folder or Path()) / "reassay.toml"
    values: dict[str, object] = {}
    if path.exists():
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise SettingsError(f"reassay.toml: {problem}; mend or remove the file") from problem
    unknown = set(values) - set(KNOWN)
    if unknown:
        raise SettingsError(f"reassay.toml: unknown setting {', '.join(sorted(unknown))}; known are {', '.join(KNOWN)}")
    kinds: dict[str, type] = {"max_bytes": int, "jobs": int, "llm_timeout": float}
    try:
        given: dict[str, Any] = {name: kinds.get(name, str)(str(value)) for name, value in values.items()}
    except ValueError as problem:
        raise SettingsError(f"reassay.toml: {problem}; give a number") from problem
    given |= {name: os.environ[variable] for variable, name in ENVIRONMENT.items() if os.environ.get(variable)}
    return replace(Settings(), **given)
