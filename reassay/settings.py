"""reassay.toml and the environment -> one frozen Settings; read only by cli and pipeline."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from pathlib import Path

from reassay.base.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the ledger lies and how large a source may be."""

    ledger: str = "./reassay.db"
    max_bytes: int = 50_000_000
    jobs: int = 1


def load(folder: Path | None = None) -> Settings:
    """Settings of a folder's reassay.toml, overridden by REASSAY_LEDGER. Raises SettingsError for a broken file."""
    path = (folder or Path()) / "reassay.toml"
    values: dict[str, object] = {}
    if path.exists():
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
            raise SettingsError(f"reassay.toml: {problem}; mend or remove the file") from problem
    unknown = set(values) - {"ledger", "max_bytes", "jobs"}
    if unknown:
        raise SettingsError(f"reassay.toml: unknown setting {', '.join(sorted(unknown))}; known are ledger, max_bytes, jobs")
    try:
        settings = Settings(
            str(values.get("ledger", "./reassay.db")), int(str(values.get("max_bytes", 50_000_000))), int(str(values.get("jobs", 1)))
        )
    except ValueError as problem:
        raise SettingsError(f"reassay.toml: {problem}; give a whole number") from problem
    address = os.environ.get("REASSAY_LEDGER")
    return Settings(address, settings.max_bytes, settings.jobs) if address else settings
