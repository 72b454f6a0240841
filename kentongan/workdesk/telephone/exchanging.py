"""What is asked of the exchange for a call: answer it, hand it on, end it, ring somebody up.

A call by hand has no exchange; then the operator's own hand does it, and the page says what.
"""

from datetime import datetime

from django.utils.translation import gettext as _

from kentongan.calls.commanding import Kind, command
from kentongan.calls.models import Agent, Call, Command
from kentongan.calls.starting import BY_HAND
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal


def ask_to_answer(call: Call, *, by: User, at: datetime) -> bool:
    """Have a call answered at one's own telephone; False where none can be asked."""
    agent = Agent.objects.filter(user=by).first()
    if call.pbx == BY_HAND or agent is None:
        return False
    key = f"answer:{call.pk}:{by.pk}"
    command(call, Kind.ANSWER, key=key, pbx=call.pbx, by=by, at=at, extension=agent.extension)
    return True


def transfer_to_emergency(call: Call, *, by: User, at: datetime) -> bool:
    """Have a call handed to the emergency line; False where none can be asked.

    What is under way is not asked for twice; what failed is asked for anew.
    """
    if call.pbx == BY_HAND or call.ended_at is not None:
        return False
    try:
        to = emergency_number()
        command(call, Kind.TRANSFER, key=_key_now(call), pbx=call.pbx, by=by, at=at, to=to)
    except Refusal:  # the emergency is kept all the same, and the operator reads it out
        return False
    return True


def transfer_words(call: Call) -> str:
    """Return what became of the transfer to the emergency line; "" where none was wished."""
    if call.handed_to_emergency_at is None:
        return ""
    number = {"number": emergency_number()}
    asked = _last(call)
    if asked is None or asked.failed_at:
        return _("The caller is not connected: ring %(number)s yourself.") % number
    if asked.done_at:
        return _("The exchange has connected the caller with %(number)s.") % number
    return _("The exchange is asked to connect the caller with %(number)s.") % number


def _last(call: Call) -> Command | None:
    tries = Command.objects.filter(call=call, idempotency_key__startswith=f"emergency:{call.pk}")
    return tries.order_by("-pk").first()


def _key_now(call: Call) -> str:
    last = _last(call)
    if last is None:
        return f"emergency:{call.pk}"
    return f"emergency:{call.pk}:{last.pk}" if last.failed_at else last.idempotency_key


def emergency_number() -> str:
    """Return the first emergency number of the city's pack."""
    return next((str(one["number"]) for one in directory().profile.emergency), "112")
