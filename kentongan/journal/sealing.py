"""Sealing: what has settled is put under a signed root, chained to the last; writers pay nothing.

A batch is sealed once it is full, or once its first entry has waited long enough. Any number of
processes may seal at once: whoever holds the last seal goes on, the others come back later.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection, transaction

from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after
from kentongan.journal.seals import Seal, SealingKey
from kentongan.journal.spelling import canonical, moment, pack, unpack
from kentongan.toolbox.merkle import root
from kentongan.toolbox.schemas import current

BATCH = 1000
WAIT = timedelta(minutes=5)
FIRST = "0" * 64
"""What the first seal is chained to."""
ALONE = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"


@transaction.atomic
def seal_next(key: Ed25519PrivateKey, *, at: datetime, is_full: bool = True) -> Seal | None:
    """Seal the next batch; None if there is none yet, or somebody else is at it.

    :param is_full: leave a batch that is neither full nor old to a later call
    """
    if not _alone():
        return None
    last = Seal.objects.order_by("-number").defer("leaves").first()
    entries = after(Place(last.last_xact, last.last_entry) if last else Place(), BATCH)
    if not entries or (is_full and len(entries) < BATCH and at - entries[0].at < WAIT):
        return None
    return _seal(entries, last, key, at)


def public_of(key: Ed25519PrivateKey) -> str:
    """Return the public half of a key, hex."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def _alone() -> bool:
    """Take the lock of this city's sealing until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(ALONE, [f"sealing {current().schema_name}"])
        return bool(cursor.fetchone()[0])


def _seal(entries: list[Entry], last: Seal | None, key: Ed25519PrivateKey, at: datetime) -> Seal:
    leaves, end = pack(entries), entries[-1]
    told: dict[str, Any] = {
        "number": last.number + 1 if last else 1,
        "previous": last.digest if last else FIRST,
        "root": root([leaf for _, leaf in unpack(leaves)]).hex(),
        "count": len(entries),
        "last": str(Place(end.xact, end.pk)),
        "at": moment(at),
        "key": public_of(key),
    }
    header = canonical(told).encode()
    return Seal.objects.create(
        number=told["number"],
        header=header.decode(),
        digest=sha256(header).hexdigest(),
        signature=key.sign(header).hex(),
        key=SealingKey.objects.get_or_create(public=told["key"], defaults={"since": at})[0],
        last_xact=end.xact,
        last_entry=end.pk,
        count=len(entries),
        leaves=leaves,
        at=at,
    )
