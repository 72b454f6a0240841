"""Forgetting who rang: numbers, recordings and notes go, the calls and every count remain.

Inside a transaction of the caller, who writes the entry. The exchange deletes its own file of a
recording by its own rule; here goes the name by which it was found.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import CharField, F, Func, JSONField, Q, Value
from django.db.models.functions import Cast

from kentongan.calls.agents import CallDraft, Command
from kentongan.calls.call import Call, CallEvent


class Without(Func):
    """A JSON object without one of its fields."""

    template = "(%(expressions)s)"
    arg_joiner = " - "
    output_field = JSONField()


def forget_calls(calls: Iterable[int]) -> int:
    """Remove from calls, by id, who rang and what was noted of it; return how many there were."""
    gone = list(calls)
    without = Without(F("body"), Cast(Value("number"), CharField()))
    CallEvent.objects.filter(call__in=gone).update(body=without)
    Command.objects.filter(call__in=gone).update(body=without)
    CallDraft.objects.filter(call__in=gone).update(typed={})
    return Call.objects.filter(pk__in=gone).update(number="", recording="", note="")


def forget_calls_about(service_request: int) -> int:
    """Remove who rang about a matter, at the wish of whoever it was."""
    about = Call.objects.filter(service_request=service_request)
    return forget_calls(about.values_list("pk", flat=True))


def forget_old_calls(before: datetime, _at: datetime, limit: int) -> int:
    """Remove who rang from up to `limit` calls that came before a moment."""
    told = ~Q(number="") | ~Q(recording="") | ~Q(note="")
    old = Call.objects.filter(told, offered_at__lt=before).order_by("offered_at", "pk")
    return forget_calls(old.values_list("pk", flat=True)[:limit])


def forget_old_recordings(before: datetime, _at: datetime, limit: int) -> int:
    """Remove the names of up to `limit` recordings of calls that came before a moment."""
    old = Call.objects.filter(offered_at__lt=before).exclude(recording="")
    gone = list(old.order_by("offered_at", "pk").values_list("pk", flat=True)[:limit])
    return Call.objects.filter(pk__in=gone).update(recording="")
