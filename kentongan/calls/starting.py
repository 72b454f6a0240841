"""A call by hand: somebody is on an ordinary telephone, and no exchange tells us of it."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from kentongan.calls.call import Call, State
from kentongan.calls.numbers import plain
from kentongan.journal.recording import record
from kentongan.people.models import User

BY_HAND = "hand"
"""What stands where the exchange's name would."""


@transaction.atomic
def start_by_hand(number: str, *, by: User, at: datetime) -> Call:
    """Begin a call that is being spoken already.

    :param number: as the caller says it; "" where they do not
    """
    call = Call.objects.create(
        pbx=BY_HAND,
        pbx_call_id=uuid4().hex,
        number=plain(number),
        state=State.ANSWERED,
        offered_at=at,
        answered_at=at,
        agent=by,
    )
    record("call.started", about=("call", call.pk), by=by, at=at, pbx=call.pbx)
    return call
