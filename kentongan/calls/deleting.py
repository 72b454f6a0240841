"""Asking an exchange to delete a recording: it has the file, we only know its name.

The name goes from the call at once. In the command it stays until the exchange has done as asked,
or nobody could ever find the file again.
"""

from datetime import datetime
from hashlib import sha256

from django.db.models import QuerySet

from kentongan.calls.agents import Command
from kentongan.calls.call import Call
from kentongan.calls.starting import BY_HAND
from kentongan.journal.recording import record
from kentongan.people.models import User


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


def not_deleted() -> QuerySet[Command]:
    """Return what exchanges have been asked to delete and have not, oldest first."""
    asked = Command.objects.filter(kind=Command.Kind.FORGET, done_at=None)
    return asked.select_related("call").order_by("asked_at", "pk")
