"""Forgetting who rang: numbers, recordings and notes go, the calls and every count remain.

Inside a transaction of the caller, who writes the entry. Here goes the name of a recording; the
exchange, which has the file, is asked to delete it.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, F, Func, JSONField, Q, Value
from django.db.models.functions import Cast

from kentongan.calls.agents import CallDraft, Command
from kentongan.calls.call import Call, CallEvent
from kentongan.calls.deleting import ask_to_delete


class Without(Func):
    """A JSON object without one of its fields."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = JSONField()


def forget_calls(calls: Iterable[int], *, at: datetime) -> int:
    """Remove from calls, by id, who rang and what was noted of it; return how many there were."""
    gone = list(calls)
    _forget_recordings(gone, at)
    without = Without(F("body"), Cast(Value("number"), CharField()))
    CallEvent.objects.filter(call__in=gone).update(body=without)
    Command.objects.filter(call__in=gone).update(body=without)
    CallDraft.objects.filter(call__in=gone).update(typed={})
    return Call.objects.filter(pk__in=gone).update(number="", note="")


def forget_calls_about(service_request: int, *, at: datetime) -> int:
    """Remove who rang about a matter, at the wish of whoever it was."""
    about = Call.objects.filter(service_request=service_request)
    return forget_calls(about.values_list("pk", flat=True), at=at)


def forget_old_calls(before: datetime, at: datetime, limit: int) -> int:
    """Remove who rang from up to `limit` calls that came before a moment."""
    told = ~Q(number="") | ~Q(recording="") | ~Q(note="")
    old = Call.objects.filter(told, offered_at__lt=before).order_by("offered_at", "pk")
    return forget_calls(old.values_list("pk", flat=True)[:limit], at=at)


def forget_old_recordings(before: datetime, at: datetime, limit: int) -> int:
    """Remove the names of up to `limit` recordings of calls that came before a moment."""
    old = Call.objects.filter(offered_at__lt=before).exclude(recording="")
    oldest = old.order_by("offered_at", "pk").values_list("pk", flat=True)
    return _forget_recordings(oldest[:limit], at)


def _forget_recordings(calls: Iterable[int], at: datetime) -> int:
    recorded = Call.objects.filter(pk__in=list(calls)).exclude(recording="").order_by("pk")
    gone = list(recorded.select_for_update(no_key=True))
    for call in gone:
        ask_to_delete(call, call.recording, at=at)
    Call.objects.filter(pk__in=[call.pk for call in gone]).update(recording="")
    return len(gone)
