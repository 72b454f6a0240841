"""Taking a letter to send it: one at a time, by one process at a time, for as long as `LEASE`.

The lease is kept before anything goes over the wire. No row stays locked while a server is
waited for: an open transaction would hold back everybody who reads the journal.
"""

from datetime import datetime, timedelta
from secrets import token_hex

from django.db import transaction

from kentongan.mailroom.models import Letter

LEASE = timedelta(minutes=3)
"""How long a letter is its taker's. Should they die meanwhile, it then goes out again."""


@transaction.atomic
def take(domain: str, channel: str, *, at: datetime, is_quiet: bool = False) -> Letter | None:
    """Take the letter of the channel whose turn it is, or None.

    Where the last taker never said what became of it, nobody knows; that is counted.

    :param domain: the city's host, the right half of the letter's Message-ID
    :param is_quiet: whether only those that may wake somebody go out now
    """
    due = Letter.objects.due(channel, at).select_for_update(of=("self",), skip_locked=True)
    letter = (due.filter(may_wake=True) if is_quiet else due).first()
    if letter is None:
        return None
    letter.unsure += letter.taken_at is not None
    letter.attempts += 1
    letter.taken_at = at
    letter.next_try_at = at + LEASE
    letter.message_id = letter.message_id or _named(letter, domain)
    letter.save(update_fields=["attempts", "unsure", "taken_at", "next_try_at", "message_id"])
    return letter


def _named(letter: Letter, domain: str) -> str:
    """A name nobody can guess: whoever answers it, or says that it came back, has seen it."""
    return f"letter-{letter.pk}-{token_hex(6)}@{domain}"
