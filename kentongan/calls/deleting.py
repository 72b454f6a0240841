"""Asking an exchange to delete a recording: it has the file, we only know its name.

The name goes from the call at once. In the command it stays until the exchange has done as asked,
or nobody could ever find the file again.
"""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.db.models import Q, QuerySet

from kentongan.calls.agents import Command
from kentongan.calls.call import Call
from kentongan.calls.starting import BY_HAND
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import NotFound


def ask_to_delete(
    call: Call, recording: str, *, at: datetime, by: User | None = None
) -> Command | None:
    """Ask for it once, inside a transaction of the caller; None where there is nothing to ask for.

    :param by: whose word it follows; nobody's where it is a rule
    """
    if not recording or call.pbx == BY_HAND:
        return None
    key = f"forget:{call.pk}:{sha256(recording.encode()).hexdigest()[:16]}"
    wanted = {"kind": Command.Kind.FORGET, "pbx": call.pbx, "call": call, "by": by}
    wanted |= {"body": {"recording": recording}, "asked_at": at}
    made, is_new = Command.objects.get_or_create(idempotency_key=key, defaults=wanted)
    if is_new:
        told = {"command": str(made.kind), "call": call.pk}
        record("command.asked", about=("command", made.pk), by=by, at=at, **told)
    return made


@transaction.atomic
def note_deleted(asked: Command, *, by: User, at: datetime) -> Command:
    """Note that a recording was deleted by hand where the exchange would not.

    :raises NotFound: if the user supervises no calls, or it has been deleted already
    """
    if not may(by, Act.SUPERVISE_CALLS):
        raise NotFound
    waiting = Command.objects.select_for_update(no_key=True, of=("self",))
    held = waiting.filter(pk=asked.pk, kind=Command.Kind.FORGET, done_at=None).first()
    if held is None:
        raise NotFound
    held.done_at, held.failed_at, held.body = at, None, {}
    held.save(update_fields=["done_at", "failed_at", "body"])
    record("command.obeyed", about=("command", held.pk), by=by, at=at, call=held.call_id)
    return held


def not_deleted(before: datetime) -> QuerySet[Command]:
    """Return what exchanges would not delete, or have not since a moment, oldest first."""
    asked = Command.objects.filter(kind=Command.Kind.FORGET, done_at=None)
    due = asked.filter(Q(failed_at__isnull=False) | Q(asked_at__lt=before))
    return due.select_related("call").order_by("asked_at", "pk")
