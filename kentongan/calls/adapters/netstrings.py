"""Netstrings, by which Kamailio's evapi parts one message from the next: `5:hello,`."""

import json
from collections.abc import Iterator

LONGEST = 65_536


class FrameUnusable(ValueError):
    """What came is no netstring: from here on nothing on this line can be trusted."""


def netstring(**said: str) -> bytes:
    """Return one object as a netstring."""
    body = json.dumps(said).encode()
    return b"%d:%s," % (len(body), body)


def frames(received: bytearray) -> Iterator[bytes]:
    """Take every whole frame out of what was received so far.

    :raises FrameUnusable: if it is no netstring
    """
    while (colon := received.find(b":")) >= 0:
        digits = bytes(received[:colon])
        if not digits.isdigit() or int(digits) > LONGEST:
            raise FrameUnusable(digits[:20])
        end = colon + 1 + int(digits)
        if len(received) <= end:
            return
        body = bytes(received[colon + 1 : end])
        del received[: end + 1]
        yield body
