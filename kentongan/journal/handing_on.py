"""Handing the journal on to a program outside: one process at a time, from where it stopped."""

from django.db import connection

from kentongan.journal.models import Follower
from kentongan.journal.reading import Place, end
from kentongan.toolbox.schemas import current

ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


def hold(name: str) -> Follower | None:
    """Hold a follower until the transaction ends; None while another process does.

    By a lock that writes nothing: whoever talks to the outside meanwhile must not keep the settle
    horizon back. One that is new begins at the journal's end: what has happened is not told anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [f"{name} {current().schema_name}"])
        if not cursor.fetchone()[0]:
            return None
    found = Follower.objects.filter(name=name).first()
    if found is None:
        last = end()
        found = Follower.objects.create(name=name, xact=last.xact, entry=last.id)
    return found


def keep(follower: Follower, place: Place) -> None:
    """Keep how far a follower that is held has come."""
    follower.xact, follower.entry = place
    follower.save(update_fields=["xact", "entry"])
