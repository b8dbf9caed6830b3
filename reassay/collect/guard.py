"""Keeps fetching away from private networks: each name is resolved once, every address vetted, and the vetted address itself dialled.

Redirects come through here again, since each opens a connection of its own. Only globally routable addresses pass, in whatever spelling
(127.1, 0x7f.1, 2130706433, ::ffff:127.0.0.1 all resolve before they are vetted).
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable
from typing import Any


class Refused(OSError):
    """An address that is not public."""


def vetted(host: str, port: int, allow_private: bool) -> str:
    """The address to dial. Raises Refused when any address of the name is not public, OSError when it does not resolve."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = [str(item[4][0]) for item in found]
    if not allow_private:
        for address in addresses:
            if not public(address):
                raise Refused(f"{host} is a private or loopback address ({address})")
    return addresses[0]


def public(address: str) -> bool:
    """True for a globally routable unicast address; an IPv4 address inside an IPv6 one is vetted as IPv4."""
    ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = (
            ip.ipv4_mapped
            or ip.sixtofour
            or (ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in ipaddress.ip_network("64:ff9b::/96") else None)
        )
        if inner is not None:
            return public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class Backend:
    """A network backend that dials vetted addresses only; the name stays in Host and SNI."""

    def __init__(self, inner: Any, allow_private: bool):
        self.inner = inner
        self.allow_private = allow_private

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Any:
        """Connect to the vetted address of a host."""
        return self.inner.connect_tcp(vetted(host, port, self.allow_private), port, timeout, local_address, socket_options)

    def connect_unix_socket(self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None) -> Any:
        """Never."""
        raise Refused("unix sockets are no web address")

    def sleep(self, seconds: float) -> None:
        """Sleep as the backend does."""
        self.inner.sleep(seconds)
