"""Calling back whoever rang in vain: the list, and how one leaves it.

A number leaves the list when somebody of ours says that they called back, or by itself when a
later call of the same number was answered, whoever rang whom. Whoever rang in vain five times
stands there once, with the last of them.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from kentongan.calls.call import Call, State
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import NotFound


def settled() -> Exists:
    """Return whether a later call of the number was answered, for calls that were not."""
    later = Call.objects.filter(number=OuterRef("number"), offered_at__gt=OuterRef("offered_at"))
    return Exists(later.filter(answered_at__isnull=False))


def to_call_back() -> QuerySet[Call]:
    """Return the last vain call of every number that waits for ours, oldest first."""
    vain = Call.objects.filter(state=State.ABANDONED, called_back_at=None).exclude(number="")
    again = Call.objects.filter(
        Q(offered_at__gt=OuterRef("offered_at"))
        | Q(offered_at=OuterRef("offered_at"), pk__gt=OuterRef("pk")),
        state=State.ABANDONED,
        number=OuterRef("number"),
    )
    return vain.exclude(settled()).exclude(Exists(again)).order_by("offered_at", "pk")


@transaction.atomic
def note_called_back(call: Call, *, by: User, at: datetime) -> Call:
    """Note that somebody was called back; every vain call of the number until then is settled.

    :raises NotFound: if the user takes no calls, or nobody was to be called back
    """
    if not may(by, Act.TAKE_CALLS):
        raise NotFound
    vain = Call.objects.filter(state=State.ABANDONED, called_back_at=None, offered_at__lte=at)
    same = Q(pk=call.pk) | (Q(number=call.number) & ~Q(number=""))
    held = list(vain.filter(same).select_for_update(no_key=True, of=("self",)).order_by("pk"))
    if not held:
        raise NotFound
    settling = Call.objects.filter(pk__in=[each.pk for each in held])
    settling.update(called_back_at=at, called_back_by=by)
    record("call.called_back", about=("call", call.pk), by=by, at=at, calls=len(held))
    call.called_back_at, call.called_back_by = at, by
    return call
