"""From PostgreSQL's COPY to the reader, piece by piece: memory does not grow with the file.

Whoever leaves in the middle ends the statement, and the connection is as good as before.
"""

from collections.abc import Generator, Mapping
from contextlib import closing
from threading import BoundedSemaphore

from django.db import connection, transaction
from django.http import HttpResponseBase, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg import ClientCursor

from kentongan.toolbox.refusals import Conflict

PIECE = 64 * 1024
"""Bytes handed on at once."""
AT_ONCE = 3
"""Downloads under way in one process; each occupies one of its threads until the last byte."""
_places = BoundedSemaphore(AT_ONCE)
Pieces = Generator[bytes, None, None]


class TooManyDownloads(Conflict):
    code = "too_many_downloads"
    sentence = _("Several people are downloading just now. Please try again in a minute.")


def stream(
    statement: str,
    parameters: Mapping[str, object],
    *,
    content_type: str,
    filename: str,
    around: tuple[bytes, bytes] = (b"", b""),
    skip: int = 0,
) -> HttpResponseBase:
    """Answer with what a COPY statement gives.

    :param around: bytes before and after
    :param skip: bytes to leave out at the beginning of what the statement gives
    :raises TooManyDownloads: if all places are taken
    """
    if not _places.acquire(blocking=False):
        raise TooManyDownloads
    zone = str(timezone.get_current_timezone())
    body = _wrapped(_copied(statement, parameters, zone, skip), around)
    next(body)  # a generator that was never begun would not give its place back
    response = StreamingHttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "no-cache"
    return response


def _wrapped(pieces: Pieces, around: tuple[bytes, bytes]) -> Pieces:
    try:
        yield b""
        yield around[0]
        yield from pieces
        yield around[1]
    finally:
        pieces.close()
        _places.release()


def _copied(statement: str, parameters: Mapping[str, object], zone: str, skip: int) -> Pieces:
    gathered = bytearray()
    with closing(_rows(statement, parameters, zone)) as rows:
        for row in rows:
            gathered += row
            if len(gathered) >= PIECE:
                yield bytes(gathered[skip:])
                gathered.clear()
                skip = 0
    yield bytes(gathered[skip:])


def _rows(statement: str, parameters: Mapping[str, object], zone: str) -> Pieces:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
        # COPY takes no parameters from the server's side: they are written in, and quoted, here.
        with ClientCursor(connection.connection) as raw, raw.copy(statement, parameters) as rows:
            yield from map(bytes, rows)
