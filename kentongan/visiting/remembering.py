"""Remembering: what was found at a case, as a part of its history."""

from django.db.models import F

from kentongan.casework.history_parts import Rows, part
from kentongan.casework.models import Case
from kentongan.visiting.models import Stop


def visits_to(case: Case) -> Rows:
    """Return what was told of the stops at a case, for `history` (no statement of its own)."""
    told = Stop.objects.filter(case=case).exclude(outcome="")
    return part(told, "case.visited", F("text"), F("outcome"), at="told_at", who=F("told_by_id"))
