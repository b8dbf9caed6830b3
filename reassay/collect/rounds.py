"""Whose turn it is: hosts one after the other, and of each host its addresses from where the last pass stopped, so that none starves."""

from __future__ import annotations

from reassay.collect.address import host_of
from reassay.collect.watchlist import Target


class Rounds:
    """Addresses that wait for their turn. ``after``: host -> the address its last pass ended with, where that pass left some."""

    def __init__(self, after: dict[str, str]):
        self.after = dict(after)
        self.asked = dict(after)  # host -> the address before the one whose turn it is
        self.waiting: dict[str, dict[str, Target]] = {}
        self.known: set[str] = set()
        self.turn = ""

    def add(self, address: str, target: Target) -> None:
        """Put an address in line, once in a pass."""
        if address not in self.known:
            self.known.add(address)
            self.waiting.setdefault(host_of(address), {})[address] = target

    def take(self) -> tuple[str, Target] | None:
        """The next address of the next host, None when nobody waits."""
        hosts = sorted(host for host, line in self.waiting.items() if line)
        if not hosts:
            return None
        self.turn = next((host for host in hosts if host > self.turn), hosts[0])
        line, cursor = self.waiting[self.turn], self.after.get(self.turn, "")
        address = min(line, key=lambda one: (one <= cursor, one))
        self.asked[self.turn], self.after[self.turn] = cursor, address
        return address, line.pop(address)

    def claim(self, address: str) -> Target | None:
        """An address that was reached another way, taken out of line; what the list says of it, where it does."""
        self.known.add(address)
        return self.waiting.get(host_of(address), {}).pop(address, None)

    def leave(self, host: str) -> list[str]:
        """Everything of a host that still waits, taken out of line."""
        return sorted(self.waiting.pop(host, {}))
