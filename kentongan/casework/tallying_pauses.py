"""How often and how long the clocks were made to stand still, by unit and reason."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, F, Q, Sum, Value
from django.db.models.functions import Coalesce

from kentongan.casework.models import Pause


class PauseTally(NamedTuple):
    """Pauses that one unit's cases began in a span of time; `lasted` is wall-clock time."""

    unit_id: int
    reason: str
    begun: int
    running: int
    lasted: timedelta


def pauses_by_unit(*, since: datetime, until: datetime) -> list[PauseTally]:
    """Count the pauses begun in a span (one statement); one still running lasts until its end.

    The unit is the one that answers for the case now.
    """
    begun = Pause.objects.filter(at__gte=since, at__lt=until).exclude(case__is_oversight=True)
    is_running = Q(ended_at=None)
    rows = begun.values_list("case__unit_id", "reason").order_by("case__unit_id", "reason")
    told = rows.annotate(
        begun=Count("pk"),
        running=Count("pk", filter=is_running),
        lasted=Sum(Coalesce("ended_at", Value(until)) - F("at")),
    )
    return [PauseTally._make(row) for row in told]
