"""Handing a call to the emergency line, and calling back who rang in vain."""

from datetime import datetime

from django.db import transaction

from kentongan.calls.call import Call, Purpose
from kentongan.calls.keeping import keep_hold
from kentongan.journal.recording import record
from kentongan.people.models import User


@transaction.atomic
def hand_to_emergency(call: Call, *, by: User, at: datetime) -> Call:
    """Keep that a call was handed to the emergency line; the first moment stands.

    It is kept before the exchange is asked to transfer it, and stays kept if that fails: then the
    operator rings them and reads out the summary.

    :raises SomebodyElses: if another agent has the call
    """
    held = keep_hold(call, by=by)
    held.agent, held.purpose = by, Purpose.EMERGENCY
    held.handed_to_emergency_at = held.handed_to_emergency_at or at
    held.save(update_fields=["agent", "purpose", "handed_to_emergency_at"])
    record(
        "call.emergency_handed",
        about=("call", held.pk),
        by=by,
        at=at,
        request=held.service_request_id,
    )
    return held
