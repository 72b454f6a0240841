"""Writing an entry, inside the transaction of the act it tells of, and ringing the doorbell.

The doorbell (`NOTIFY`) says only "there are new rows". It rings after the commit: inside a
transaction it would hold a lock of the whole server until the disk has answered. A ring that
is lost with a dying process costs nothing, because listeners also look by themselves.
"""

from datetime import datetime
from functools import partial

from django.db import connection, models, transaction

from kentongan.journal.models import Entry
from kentongan.toolbox.schemas import current

CHANNEL = "kentongan"


class NotInATransaction(RuntimeError):
    """A verb wrote an entry outside its transaction: the act and its entry could part."""


def record(
    kind: str,
    *,
    about: tuple[str, int],
    by: models.Model | None,
    at: datetime,
    **particulars: object,
) -> Entry:
    """Write one entry.

    :param kind: noun and past participle, `case.claimed`
    :param about: the thing it happened to, as ("case", 7)
    :raises NotInATransaction: outside `transaction.atomic`
    """
    (entry,) = record_all([drawn_up(kind, about=about, by=by, at=at, **particulars)])
    return entry


def record_all(entries: list[Entry]) -> list[Entry]:
    """Write entries that `drawn_up` returned, in one statement, and ring once for all.

    :raises NotInATransaction: outside `transaction.atomic`
    """
    if not connection.in_atomic_block:
        raise NotInATransaction(*(entry.kind for entry in entries))
    ring_after_commit()
    return Entry.objects.bulk_create(entries)


def drawn_up(
    kind: str,
    *,
    about: tuple[str, int],
    by: models.Model | None,
    at: datetime,
    **particulars: object,
) -> Entry:
    """Return an entry that has not been written yet, for `record_all`."""
    return Entry(
        kind=kind,
        about=about[0],
        about_id=about[1],
        by_id=by.pk if by else None,
        at=at,
        particulars=particulars,
    )


def ring_after_commit() -> None:
    """Ring once when the current transaction has been kept."""
    waiting = (hook[1] for hook in current().run_on_commit)
    if not any(isinstance(func, partial) and func.func is _ring for func in waiting):
        transaction.on_commit(partial(_ring, current().schema_name))


def _ring(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, schema])
