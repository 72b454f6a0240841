"""What came of a drill, counted in the twin's own rows and journal before they go."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

from django.db.models import Count, Min

from kentongan.alarms.models import Alarm, AlarmStep
from kentongan.casework.models import Case
from kentongan.incidents.models import Incident, Witness
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter, Reason
from kentongan.measures.bookkeeping import BATCH, keep_books
from kentongan.measures.verifying import verify_books


@dataclass(frozen=True)
class Figures:
    """What happened in a drill city; nothing of the real one."""

    planned: int
    received: dict[str, int]
    messages: int
    waiting: int
    aside: int
    cases: int
    incidents: int
    witnesses: int
    alarms: int
    answered: int
    alarm_minutes: float | None
    responded: int
    response_minutes: float | None
    letters: int
    kept: int
    sent: int
    differences: int


def figures() -> Figures:
    """Count what happened in the current city (some twenty statements, and its books)."""
    while keep_books() == BATCH:
        pass
    messages, letters = InboundMessage.objects.all(), Letter.objects.all()
    answers, responses = _answers(), _responses()
    return Figures(
        planned=sum(each["reports"] for each in _floods()),
        received=_received(),
        messages=messages.count(),
        waiting=messages.filter(next_try_at__isnull=False).count(),
        aside=messages.filter(set_aside_at__isnull=False).count(),
        cases=Case.objects.count(),
        incidents=Incident.objects.count(),
        witnesses=Witness.objects.filter(until=None).count(),
        alarms=Alarm.objects.count(),
        answered=len(answers),
        alarm_minutes=_minutes(answers),
        responded=len(responses),
        response_minutes=_minutes(responses),
        letters=letters.count(),
        kept=letters.filter(withdrawn_because=Reason.DRILL).count(),
        sent=letters.filter(sent_at__isnull=False).count(),
        differences=sum(1 for _ in verify_books()),
    )


def _floods() -> Iterable[dict[str, int]]:
    return Entry.objects.filter(kind="drill.flooded").values_list("particulars", flat=True)


def _received() -> dict[str, int]:
    rows = ServiceRequest.objects.values("channel").annotate(n=Count("pk")).order_by("channel")
    return dict(rows.values_list("channel", "n"))


def _answers() -> list[timedelta]:
    """How long each alarm waited until somebody did something about it."""
    steps = AlarmStep.objects.filter(by__isnull=False).values("alarm").annotate(at=Min("at"))
    return [at - raised for at, raised in steps.values_list("at", "alarm__raised_at")]


def _responses() -> list[timedelta]:
    """How long each case waited until somebody at work did something about it."""
    acts = Entry.objects.filter(about="case", by_id__isnull=False).values("about_id")
    first = dict(acts.annotate(first=Min("at")).values_list("about_id", "first"))
    opened = Case.objects.filter(pk__in=first).values_list("pk", "opened_at")
    return [first[pk] - at for pk, at in opened]


def _minutes(spans: list[timedelta]) -> float | None:
    minutes = [span / timedelta(minutes=1) for span in spans]
    return round(median(minutes), 1) if minutes else None
