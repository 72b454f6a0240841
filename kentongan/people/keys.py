"""Api keys: shown once when made; afterwards only their digest is known."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from kentongan.journal.recording import record
from kentongan.people.models import ApiKey

HOLDER = "SELECT * FROM people_apikey WHERE digest = %s AND is_active"
"""Written out, for every report of a machine asks it, and putting it together costs more."""


def digest_of(key: str) -> str:
    """Return what is kept of a key: its SHA-256, for it is drawn at random and long."""
    return sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@transaction.atomic
def add_key(key: str, *, label: str, at: datetime) -> ApiKey:
    """Let a key open the door for machines; the same key again is let in anew."""
    wanted = {"label": label, "is_active": True, "added_at": at}
    kept, _is_new = ApiKey.objects.update_or_create(digest=digest_of(key), defaults=wanted)
    record("key.added", about=("key", kept.pk), by=None, at=at)
    return kept


@transaction.atomic
def withdraw_keys(label: str, *, at: datetime) -> int:
    """Shut out every key of that label; returns how many there were."""
    keys = list(ApiKey.objects.select_for_update().filter(label=label, is_active=True))
    for key in keys:
        key.is_active = False
        key.save(update_fields=["is_active"])
        record("key.closed", about=("key", key.pk), by=None, at=at)
    return len(keys)


def key_holder(key: str) -> ApiKey | None:
    """Return whose key it is, if it is one and still valid (one statement)."""
    return next(iter(ApiKey.objects.raw(HOLDER, [digest_of(key)])), None)
