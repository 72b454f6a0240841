"""Thinning: positions and promises go when they have been kept long enough; and silence is noticed.

Passages, runs and scores stay much longer: they are what is learnt from, and far fewer.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Max

from kentongan.catalogue.city_rules import own_rule
from kentongan.journal.recording import record
from kentongan.transit.models import Operator

POSITION_DAYS, PROMISE_DAYS = 3, 15
BATCH = 20_000
SILENT_AFTER = timedelta(minutes=10)
OLD = """
DELETE FROM {table} WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM {table} WHERE {column} < %s ORDER BY {column} LIMIT %s))
"""


def thin_positions(*, at: datetime) -> int:
    """Let go of a batch of what is over its time; returns how much it was."""
    own = own_rule("vehicle_position_days", at.date())
    days = own.amount if own else POSITION_DAYS
    gone = _delete("transit_position", "received_at", at - timedelta(days=days))
    return gone + _delete("transit_promise", "made_at", at - timedelta(days=PROMISE_DAYS))


@transaction.atomic
def notice_silence(*, at: datetime) -> int:
    """Note operators that fell silent, and those that are heard again; returns how many."""
    found = Operator.objects.annotate(heard_at=Max("vehicles__latest__received_at"))
    changed = 0
    for operator in found.filter(heard_at__isnull=False, is_simulation=False).order_by("pk"):
        is_silent = at - operator.heard_at > SILENT_AFTER
        if is_silent == (operator.silent_since is not None):
            continue
        operator.silent_since = operator.heard_at if is_silent else None
        operator.save(update_fields=["silent_since"])
        record(
            "positions.interrupted" if is_silent else "positions.resumed",
            about=("operator", operator.pk),
            by=None,
            at=at,
        )
        changed += 1
    return changed


def _delete(table: str, column: str, before: datetime) -> int:
    with connection.cursor() as cursor:
        cursor.execute(OLD.format(table=table, column=column), [before, BATCH])
        return int(cursor.rowcount)
