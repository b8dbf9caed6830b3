"""Errors of ours, and the Problem: what is wrong with someone's text or file.

The tree::

    ReassayError
    ├── SettingsError    the call or the configuration is wrong (exit status 2)
    ├── CardError        a data file of ours is wrong
    ├── DrawerError      a drawer holds two leaves of one name, or a leaf without a docstring
    ├── SourceError      a source could not be read; carries its Problem (exit status 1)
    └── LedgerError      the ledger refuses or cannot be opened
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something wrong with someone's text or file: data, stored and counted, never a crash.

    ``where`` is an address, a file name or a document id; ``span`` (code points) is the place inside it.
    """

    where: str
    what: str
    remedy: str = ""
    level: str = "error"  # "error": the source was not read; "warning": it was, with a doubt; "note": a count
    span: tuple[int, int] | None = None

    def line(self) -> str:
        """One line: where, what, what to do."""
        place = f"{self.where}:{self.span[0]}" if self.span else self.where
        text = f"{place}: {self.what}" + (f"; {self.remedy}" if self.remedy else "")
        return " ".join(text.split())


class ReassayError(Exception):
    """Root of our errors."""


class SettingsError(ReassayError):
    """The call or the configuration is wrong."""


class CardError(ReassayError):
    """A data file of ours is wrong."""


class DrawerError(ReassayError):
    """A drawer cannot be opened."""


class LedgerError(ReassayError):
    """The ledger refuses an entry or cannot be opened."""


class SourceError(ReassayError):
    """A source could not be read."""

    def __init__(self, problem: Problem):
        super().__init__(problem.line())
        self.problem = problem
