"""Noting of a call which matter it was about: the request that came of it, or an earlier one."""

from datetime import datetime

from django.db import transaction

from kentongan.calls.call import Call, Purpose
from kentongan.calls.keeping import keep_hold
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.people.models import User


@transaction.atomic
def link(
    call: Call, service_request: ServiceRequest, purpose: Purpose, *, by: User, at: datetime
) -> Call:
    """Keep what a call was about; the last matter of several stands.

    :raises SomebodyElses: if another agent has the call
    """
    held = keep_hold(call, by=by)
    held.agent, held.service_request, held.purpose = by, service_request, purpose
    held.save(update_fields=["agent", "service_request", "purpose"])
    told = {"request": service_request.pk, "purpose": str(purpose)}
    record("call.linked", about=("call", held.pk), by=by, at=at, **told)
    return held
