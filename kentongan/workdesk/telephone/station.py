"""What an operator's place shows beside the call in hand: who waits, whom to ring, one's day."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count, F, Q
from django.utils import timezone

from kentongan.calls.calling_back import to_call_back
from kentongan.calls.figures import FORGOTTEN
from kentongan.calls.models import WAITING, Agent, Call
from kentongan.people.models import User
from kentongan.workdesk.telephone.words import presence_words, state_words

MOST_WAITING = 30
MOST_BACK = 12
UNFINISHED = timedelta(hours=12)
"""How long a call that was not wrapped up stays on the list of one's own."""


@dataclass(frozen=True, slots=True)
class Day:
    """One's own day in numbers; a length is None where nothing was told of it."""

    answered: int
    concluded: int
    requests: int
    emergencies: int
    talk_seconds: float | None


def station(user: User, *, at: datetime) -> dict[str, Any]:
    """Return what the place shows (four statements, however much waits)."""
    own = Call.objects.filter(agent=user, wrapped_up_at=None, answered_at__isnull=False)
    own = own.filter(offered_at__gt=at - UNFINISHED)
    waiting = Call.objects.filter(state__in=WAITING, offered_at__gt=at - FORGOTTEN)
    theirs_or_nobodys = Q(agent=user) | Q(agent=None)
    waits = list(waiting.filter(theirs_or_nobodys).order_by("offered_at")[:MOST_WAITING])
    # The newest: one whose end was lost on the way must not hide the next.
    ringing = next((call for call in reversed(waits) if call.agent_id == user.pk), None)
    return {
        "state_words": state_words,
        "presence_words": presence_words,
        "ringing_call": ringing,
        "ringing": ringing.pk if ringing else "",
        "has_handset": bool(settings.TELEPHONE),
        "agent": Agent.objects.filter(user=user).first(),
        "own_calls": list(own.order_by("-offered_at", "-pk")[:MOST_WAITING]),
        "waiting": waits,
        "back": list(to_call_back()[:MOST_BACK]),
    }


def day_of(user: User, *, at: datetime) -> Day:
    """Return somebody's own figures of today (one statement)."""
    midnight = timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)
    calls = Call.objects.filter(agent=user, offered_at__gte=midnight, answered_at__isnull=False)
    counted = calls.aggregate(
        answered=Count("pk"),
        concluded=Count("pk", filter=Q(wrapped_up_at__isnull=False)),
        requests=Count("service_request", distinct=True),
        emergencies=Count("pk", filter=Q(handed_to_emergency_at__isnull=False)),
        talked=Avg(F("ended_at") - F("answered_at"), filter=Q(ended_at__isnull=False)),
    )
    talked = counted.pop("talked")
    return Day(**counted, talk_seconds=talked.total_seconds() if talked else None)
