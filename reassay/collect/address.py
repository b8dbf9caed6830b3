"""One spelling of an address: what two spellings of one page have in common, so that it is asked for once."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from reassay.reference.grammar import table

PORTS = {"http": "80", "https": "443"}
ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")


def canonical(address: str) -> str:
    """Host in lower case, no default port, fragment or tracking part, dots resolved, escapes in one form. Raises ValueError."""
    parts = urlsplit(address.strip())
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in PORTS or not host:
        raise ValueError("not a web address")
    if parts.username is not None or parts.password is not None:
        raise ValueError("the address carries a name or a password")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None and str(parts.port) != PORTS[scheme]:
        netloc += f":{parts.port}"
    return urlunsplit((scheme, netloc, escaped(resolved(parts.path or "/")), query(parts.query), ""))


def resolved(path: str) -> str:
    """A path without . and .. segments."""
    kept: list[str] = []
    parts = path.split("/")
    for part in parts:
        if part == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif part != ".":
            kept.append(part)
    if parts[-1] in (".", "..") and kept[-1:] != [""]:
        kept.append("")
    return "/".join(kept) or "/"


def escaped(text: str) -> str:
    """Escapes in upper case, none where none is needed, one where a character needs it."""
    return ESCAPE.sub(lambda found: unreserved(found[0]), quote(text, safe="%/:@!$&'()*+,;=~-._?"))


def unreserved(escape: str) -> str:
    """The character of an escape that needs none, else the escape in upper case."""
    char = chr(int(escape[1:], 16))
    return char if char.isascii() and (char.isalnum() or char in "-._~") else escape.upper()


def query(text: str) -> str:
    """A query without what only tells where a reader came from; the order of the rest stays, for it may matter."""
    card = table("watching.toml")["address"]
    kept = [
        part
        for part in text.split("&")
        if part
        and (name := part.split("=", 1)[0].casefold()) not in card["tracking"]
        and not name.startswith(tuple(card["tracking_starts"]))
    ]
    return escaped("&".join(kept))


def host_of(address: str) -> str:
    """Host and port of a canonical address: who is asked."""
    return urlsplit(address).netloc


def front_page(address: str, asked: str) -> bool:
    """True when a deeper address of a host leads to the front page of it: how many sites answer for a page they took down."""
    to, of = urlsplit(address), urlsplit(asked)
    same = to.netloc.removeprefix("www.") == of.netloc.removeprefix("www.")
    fronts = ("", *table("watching.toml")["address"]["front"])
    return same and to.path == "/" and not to.query and of.path.strip("/").casefold() not in fronts
