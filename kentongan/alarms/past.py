"""How the alarms stood at any moment: the last step of each before it is the whole of it."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Max, Q

from kentongan.alarms.alarm import AlarmStep, State
from kentongan.alarms.folding import HIDDEN


def alarms_at(at: datetime) -> list[AlarmStep]:
    """Return the last step of every alarm that was open at a moment (one statement).

    Each comes with its alarm, rule and whoever had it; the most urgent first, by what was known.
    """
    open_then = Q(alarm__closed_at=None) | Q(alarm__closed_at__gt=at)
    steps = AlarmStep.objects.filter(open_then, alarm__raised_at__lte=at, at__lte=at)
    last = steps.order_by("alarm", "-at", "-id").distinct("alarm")
    found = last.select_related("alarm__rule", "assigned_to", "by")
    return sorted((step for step in found if step.state != State.CLEARED), key=urgency)


def looked_at(steps: Iterable[AlarmStep], at: datetime) -> dict[int, datetime]:
    """Return when the watch last noted the value of each alarm, by id (one statement).

    It notes one with each step of its own; a person's step bears the value of the one before.
    """
    alarms = [step.alarm_id for step in steps]
    seen = AlarmStep.objects.filter(alarm__in=alarms, at__lte=at, by=None)
    return dict(seen.order_by().values_list("alarm").annotate(Max("at")))


def urgency(step: AlarmStep) -> tuple[bool, bool, int, datetime, int]:
    """What is to be done first comes first: unanswered, by priority, by the time that is left."""
    rank = ("high", "medium", "low").index(step.alarm.rule.priority)
    is_answered = step.state == State.ACKNOWLEDGED
    return step.state in HIDDEN, is_answered, rank, step.due_at, step.alarm_id
