"""Forgetting: whoever had themselves erased is written to no more, and no trace of them is kept.

A letter holds no address and no words. What is left is what a provider calls it and what a server
said, which go with the entry that tells of the erasing; a file in the outbox goes with the next
round (`take_to_forget`), for a room cannot see the folder.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter, Reason

ERASED, CLOSED = "reporter.erased", "user.deactivated"
MOST = 200


def forget_told(entries: Iterable[Entry], *, at: datetime) -> int:
    """Forget whom these entries tell of; returns how many letters it hit.

    They are reporters who were erased, and users whose account was closed.
    """
    known = list(entries)
    requests = {number for entry in known if entry.kind == ERASED for number in _requests(entry)}
    users = {entry.about_id for entry in known if entry.kind == CLOSED}
    hit = forget(requests, at=at) if requests else 0
    return hit + (forget_users(users, at=at) if users else 0)


def forget(requests: Iterable[int], *, at: datetime) -> int:
    """Withdraw what still waits, and drop what was kept of the rest (two statements).

    :param requests: ids of the service requests whose reporter is gone
    """
    gone = list(requests)
    theirs = Q(service_request__in=gone) | Q(matter__service_request__in=gone)
    theirs |= Q(reply__conversation__service_request__in=gone)
    letters = Letter.objects.filter(pk__in=Letter.objects.filter(theirs).values("pk"))
    return _forget(letters, Reason.ERASED, at)


def forget_users(users: Iterable[int], *, at: datetime) -> int:
    """Do the same with the letters to these users, whose accounts were closed by then."""
    letters = Letter.objects.filter(user__in=list(users), written_at__lte=at)
    return _forget(letters, Reason.NO_ADDRESS, at)


def _forget(letters: QuerySet[Letter], reason: Reason, at: datetime) -> int:
    unsent = letters.filter(sent_at=None, withdrawn_at=None, part_of=None)
    unsent.update(next_try_at=None, failed_at=None, withdrawn_at=at, withdrawn_because=reason)
    return letters.update(provider_id="", last_error="", is_forgotten=True)


def take_to_forget() -> list[str]:
    """Return the keys of forgotten letters whose files may still lie in an outbox."""
    waiting = Letter.objects.filter(is_forgotten=True).exclude(message_id="")
    return list(waiting.values_list("message_id", flat=True)[:MOST])


def note_forgotten(keys: Iterable[str]) -> None:
    """The files are gone."""
    Letter.objects.filter(message_id__in=list(keys)).filter(Q(is_forgotten=True)).update(
        message_id=""
    )


def _requests(entry: Entry) -> Iterable[int]:
    """The requests an entry names: the one it is about, or those among its particulars."""
    if entry.about == "request":
        yield entry.about_id
    told = entry.particulars.get("requests", entry.particulars.get("request", ()))
    yield from [told] if isinstance(told, int) else told
