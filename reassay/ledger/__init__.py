"""Remember everything, append-only: documents with their claims, findings, verdicts, evidence and problems."""

from reassay.ledger.ledger import Added, Ledger
from reassay.ledger.memory import MemoryView

__all__ = ["Added", "Ledger", "MemoryView"]
