"""The bytes of an answer, capped and in time, unpacked by what they are and not by what their header says."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from typing import Any

from reassay.base.errors import Problem, SourceError

GZIP = b"\x1f\x8b"
PACKED = ("gzip", "x-gzip", "deflate")


def body(answer: Any, address: str, most: int, longest: float, clock: Callable[[], float] = time.monotonic) -> tuple[bytes, list[Problem]]:
    """The bytes and a warning where the header lies. Raises SourceError beyond the size or the time, and for a broken stream."""
    data, began = bytearray(), clock()
    for piece in answer.iter_raw():
        data += piece
        if len(data) > most:
            raise SourceError(Problem(address, f"larger than {most} bytes", "raise the cap with --max-bytes"))
        if clock() - began > longest:
            raise SourceError(Problem(address, f"not whole after {longest:g} s", "try again later"))
    said = answer.headers.get("content-encoding", "").strip().casefold()
    if said in ("", "identity") and not data.startswith(GZIP):
        return bytes(data), []
    if said not in ("", "identity", *PACKED):
        raise SourceError(Problem(address, f"packed as {said[:20]}, which was not asked for", "save the page yourself"))
    return unpacked(bytes(data), said, address, most)


def unpacked(data: bytes, said: str, address: str, most: int) -> tuple[bytes, list[Problem]]:
    """Unpacked bytes; those that are not packed as they are said to be stay, with a warning."""
    zipped = data.startswith(GZIP)
    try:
        plain = inflated(data, 31 if zipped else 15, address, most)
    except zlib.error:
        if zipped:
            raise SourceError(Problem(address, "its packed bytes are broken", "fetch it again")) from None
        try:
            plain = inflated(data, -15, address, most) if said == "deflate" else data
        except zlib.error:
            plain = data
    if plain is data and data:
        return data, [Problem(address, f"its header says {said}, its bytes are not packed", "read as what they are", "warning")]
    if zipped and said in ("", "identity"):
        return plain, [Problem(address, "its bytes are packed, its header does not say so", "read as what they are", "warning")]
    return plain, []


def inflated(data: bytes, window: int, address: str, most: int) -> bytes:
    """Bytes of a packed stream. Raises SourceError when they are too many or break off, zlib.error when it is no such stream."""
    stream = zlib.decompressobj(window)
    plain = stream.decompress(data, most + 1)
    if len(plain) > most:
        raise SourceError(Problem(address, f"larger than {most} bytes when unpacked", "raise the cap with --max-bytes"))
    if not stream.eof:
        raise SourceError(Problem(address, "its packed bytes break off", "fetch it again"))
    return plain
