"""Forgetting messages: that one came, when, and on which channel remains, and that it is not new.

Inside a transaction of the caller. A file goes before its row says so: should we die in between,
what is left names a file that is gone, and is gone over again.
"""

from datetime import datetime

from django.db.models import QuerySet

from kentongan.intake import photo_files
from kentongan.intake.messages import InboundMessage


def forget_what_was_written(messages: QuerySet[InboundMessage], *, at: datetime) -> int:
    """Blank words, attachments, places and bytes; return of how many messages."""
    held = messages.defer("raw", "text")
    photo_files.remove(*(f for row in held for f in files_of(row)))
    return messages.update(text="", media=[], lat=None, lon=None, raw=b"", erased_at=at)


def forget_who_wrote(messages: QuerySet[InboundMessage]) -> int:
    """Blank whom they are from; the bytes that were signed say it too."""
    return messages.update(sender="", sender_name="", raw=b"", last_error="")


def files_of(message: InboundMessage) -> list[str]:
    """Return the paths of what hangs on a message."""
    return [row["file"] for row in message.media if row.get("file")]
