"""One file per source format: ``(raw, request) -> pages``."""
