"""When the city began to be told things: before that there is nothing to look back to."""

from datetime import datetime

from django.db.models import Min

from kentongan.journal.models import Entry


def beginning() -> datetime | None:
    """Return the moment of the first entry (one statement, from an index), or None."""
    first: datetime | None = Entry.objects.aggregate(first=Min("at"))["first"]
    return first
