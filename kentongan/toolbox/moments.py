"""Moments read from the database by one call of C: a page of the queue reads a hundred of them.

Django puts a loader of its own before psycopg's compiled one, at some seven microseconds a value;
this one takes one and returns the same.
"""

from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.backends.postgresql.psycopg_any import get_adapters_template
from psycopg.types.datetime import TimestamptzLoader


class MomentLoader(TimestamptzLoader):
    """Reads `timestamptz` in text form; `timezone` is what Django compares before it reads."""

    timezone = UTC

    def load(self, data: Any) -> datetime:
        """Return the moment in UTC; what Python's calendar does not hold, psycopg refuses."""
        try:
            read = datetime.fromisoformat(bytes(data).decode())
        except ValueError:  # infinity, the years before Christ
            read = super().load(data)
        return read if read.tzinfo is UTC else read.astimezone(UTC)


def read_quickly() -> None:
    """Have every connection that Django opens from now on read its moments so."""
    get_adapters_template(settings.USE_TZ, UTC).register_loader("timestamptz", MomentLoader)
