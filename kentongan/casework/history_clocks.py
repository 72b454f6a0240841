"""What happened to a case's clocks: missed, stopped, moved or added by a decree, gone up."""

from collections.abc import Iterable

from django.db.models import Exists, F, OuterRef, TextField, Value
from django.db.models.functions import JSONObject

from kentongan.casework.history_parts import Rows, part
from kentongan.casework.models import Case


def of_clocks(case: Case) -> Iterable[Rows]:
    """Yield the parts; a moved or added one's detail is JSON: what it binds, `was`, `became`."""
    nothing, nobody = Value("", TextField()), Value(None)
    missed = case.deadlines.filter(missed_at__isnull=False)
    yield part(missed, "deadline.missed", nothing, F("binds"), at="missed_at", who=nobody)
    decreed = case.deadlines.filter(replaces__isnull=False, derivation__by_decree=True)
    moments = JSONObject(binds="binds", was="replaces__due_at", became="due_at")
    yield part(
        decreed, "deadline.recalculated", nothing, moments, at="replaces__replaced_at", who=nobody
    )
    added = case.deadlines.filter(replaces=None, derivation__by_decree=True)
    moments = JSONObject(binds="binds", became="due_at")
    yield part(added, "deadline.added", nothing, moments, at="set_at", who=nobody)
    reason = JSONObject(reason="reason", limit="limit_at")
    yield part(case.pauses.all(), "case.paused", F("text"), reason)
    ended = case.pauses.filter(ended_at__isnull=False)
    by_reply = Exists(case.inquirys.filter(replied_at=OuterRef("ended_at")))
    end = JSONObject(reason="reason", limit="limit_at", by_reply=by_reply)
    yield part(ended, "case.resumed", nothing, end, at="ended_at", who=nobody)
    by_clock = case.escalations.filter(deadline__isnull=False)
    yield part(by_clock, "case.escalated", nothing, F("step"), who=nobody)
