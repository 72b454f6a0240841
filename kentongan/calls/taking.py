"""Taking a call that rings: two reach for it, one has it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.calls.call import Call
from kentongan.calls.keeping import keep_hold
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict


class CallerLeft(Conflict):
    code = "caller_left"
    sentence = _("The caller has hung up. Their number is on the list of those to call back.")


@transaction.atomic
def take(call: Call, *, by: User, at: datetime) -> Call:
    """Make a waiting call one's own; the exchange tells when it is really answered.

    :raises SomebodyElses: if another agent was first
    :raises CallerLeft: if there is nobody on the line any more
    """
    held = keep_hold(call, by=by)
    if held.ended_at is not None:
        raise CallerLeft
    held.agent = by
    held.save(update_fields=["agent"])
    record("call.accepted", about=("call", held.pk), by=by, at=at)
    return held
