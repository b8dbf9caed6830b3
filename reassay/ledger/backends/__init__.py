"""One file per store: how to open an engine for an address."""
