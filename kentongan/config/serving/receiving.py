"""Take a whole body in before a thread is asked to work on it.

A photo over a weak signal takes minutes. It waits here, on the event loop and on disk, where
waiting is cheap, instead of holding a thread and its database connection.
"""

import asyncio
import io
import tempfile
from typing import BinaryIO, cast

from kentongan.config.serving.shapes import Receive, Scope

IN_MEMORY = 512 * 1024
"""Bytes of a body kept in memory; whatever is longer goes to a temporary file."""
LONGEST = 64 * 1024 * 1024
"""Bytes of the longest body taken: five photos of 10 MB and room for the form around them."""
SILENCE = 60.0
"""Seconds without a single byte after which a sender has left."""


class BodyTooLong(Exception):
    """More than we take."""


class SenderLeft(Exception):
    """The body will never be complete: the client went away or fell silent."""


async def take_body(scope: Scope, receive: Receive) -> tuple[BinaryIO, int]:
    """Read the body, chunked or not.

    :returns: an open file at its beginning, and its length in bytes
    :raises BodyTooLong: before reading, if the length is announced
    :raises SenderLeft: if the client does not finish
    :raises OSError: if the disk cannot hold it
    """
    announced = _announced(scope)
    if announced == 0:
        return io.BytesIO(), 0
    if (announced or 0) > LONGEST:
        raise BodyTooLong
    body = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
    try:
        length = await _pour(receive, body)
    except BaseException:
        body.close()
        raise
    body.seek(0)
    return body, length


def _announced(scope: Scope) -> int | None:
    """The body's length; 0 if there is none, None if it comes in chunks of unknown number."""
    length = 0
    for name, value in scope["headers"]:
        if name == b"transfer-encoding":
            return None
        if name == b"content-length":
            length = int(value)
    return length


async def _pour(receive: Receive, body: BinaryIO) -> int:
    length = 0
    more = True
    while more:
        try:
            async with asyncio.timeout(SILENCE):
                message = await receive()
        except TimeoutError:
            raise SenderLeft from None
        if message["type"] == "http.disconnect":
            raise SenderLeft
        chunk = message.get("body", b"")
        length += len(chunk)
        if length > LONGEST:
            raise BodyTooLong
        body.write(chunk)
        more = message.get("more_body", False)
    return length
