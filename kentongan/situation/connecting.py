"""What understands a feed: a connector reads bytes and takes what they hold; it asks nobody.

To add one: a module in `connectors/` with a class of this shape, a line in its `__init__`,
fixtures, and a test that feeds it nothing, half and nonsense.
`docs/how-to/connect-a-source.md` leads through it.
"""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol

from django.db import InterfaceError, OperationalError

from kentongan.situation.feeds import Body, Feed

log = logging.getLogger("kentongan.feeds")


class NotUnderstood(Exception):
    """What the feed answered is not what its connector reads; the text says why, for officials."""


def reason_of(fault: Exception, feed: Feed) -> str:
    """Return why an answer gave nothing; a slip of our own is logged, and the other feeds go on.

    :raises Exception: the fault itself where the database is away: it is tried again
    """
    if isinstance(fault, OperationalError | InterfaceError):
        raise fault
    if isinstance(fault, NotUnderstood):
        return str(fault)[:300]
    log.error("%s could not be read", feed.code, exc_info=fault)
    return f"our reader failed: {fault!r}"[:300]


class Parcel(NamedTuple):
    """One answer of a feed, kept in the archive."""

    feed: Feed
    body: Body
    raw: bytes
    received_at: datetime
    oddities: list[str] | None = None
    """What could not be read of an answer that was understood, for officials."""

    def note(self, oddities: Iterable[str]) -> None:
        """Note what a connector could not read; the rest counts."""
        if self.oddities is not None:
            self.oddities.extend(oddities)


class Connector(Protocol):
    """One kind of feed."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Return further addresses to ask, of things not taken before.

        :raises NotUnderstood: if the bytes are not what is read here
        """
        ...

    def take(self, parcel: Parcel) -> int:
        """Write what the answer holds, within the transaction that archives it; returns new rows.

        Taking the same again changes nothing.

        :raises NotUnderstood: if the bytes are not what is read here
        """
        ...
