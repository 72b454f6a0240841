"""Keeping in touch with exchanges: when each gave its last sign of life.

An exchange with nothing to tell still asks what it shall do; one that is silent is down, or we
cannot know. Kept to the minute, so that asking once a second writes nothing.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Q

from kentongan.calls.pbx import Pbx

MINUTE = timedelta(minutes=1)
SILENT = timedelta(minutes=10)
"""After so long without a sign nobody knows who waits now."""
GONE = timedelta(days=7)
"""After so long a wire that was never given a secret counts as taken away."""


class LastWord(NamedTuple):
    """Whether any exchange is connected, and when the last of them was heard."""

    is_connected: bool
    heard_at: datetime | None

    def is_silent(self, at: datetime) -> bool:
        """Whether nobody can say what happens now."""
        return self.heard_at is None or at - self.heard_at > SILENT


def touch(pbx: str, *, at: datetime) -> None:
    """Keep that an exchange gave a sign of life (one statement; more once a minute)."""
    known = Pbx.objects.filter(name=pbx)
    if known.filter(heard_at__gt=at - MINUTE).exists() or known.update(heard_at=at):
        return
    # A wire that we opened ourselves needs no secret, and so has no row.
    new = Pbx(name=pbx, secret="", is_active=False, added_at=at, heard_at=at)
    Pbx.objects.bulk_create([new], ignore_conflicts=True)


def last_word(*, at: datetime) -> LastWord:
    """Return who is connected (one statement)."""
    rows = Pbx.objects.filter(Q(is_active=True) | Q(heard_at__gt=at - GONE))
    heard = list(rows.values_list("heard_at", flat=True))
    return LastWord(bool(heard), max((moment for moment in heard if moment), default=None))
