"""Placing: reports set down under an incident and lifted off it, and its pointers counted anew.

Whoever calls holds the placing, and writes down what was done.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Avg, Count, QuerySet

from kentongan.incidents.models import Incident, Merge, Split, Trace, Witness
from kentongan.people.models import User


def standing(incident: Incident) -> QuerySet[Witness]:
    """Return the witnesses that stand under it now."""
    return Witness.objects.filter(incident=incident, until=None)


def lift(witnesses: Iterable[Witness], *, by: User | None, at: datetime) -> list[int]:
    """End the time of witnesses under their incident; returns the ids of their traces."""
    ending = list(witnesses)
    for witness in ending:
        witness.until, witness.ended_by = max(at, witness.since), by
    Witness.objects.bulk_update(ending, ["until", "ended_by"])
    traces = [witness.trace_id for witness in ending]
    Trace.objects.filter(pk__in=traces).update(incident=None)
    return traces


def set_down(
    traces: Iterable[int],
    incident: Incident,
    *,
    by: User | None,
    at: datetime,
    merge: Merge | None = None,
    split: Split | None = None,
) -> int:
    """Set reports that stand nowhere under an incident, by hand; returns how many."""
    ids = list(traces)
    told: dict[str, Any] = {"by": by, "merge": merge, "split": split}
    Witness.objects.bulk_create(
        Witness(incident=incident, trace_id=trace, since=at, **told) for trace in ids
    )
    Trace.objects.filter(pk__in=ids).update(incident=incident)
    return len(ids)


def recount(incident: Incident) -> None:
    """Point centre and count at where the witnesses stand now; without any the centre stays."""
    placed = standing(incident).filter(trace__service_request__lat__isnull=False)
    spot = "trace__service_request__"
    sums = placed.aggregate(n=Count("pk"), lat=Avg(f"{spot}lat"), lon=Avg(f"{spot}lon"))
    incident.placed = sums["n"]
    if sums["n"]:
        incident.lat, incident.lon = sums["lat"], sums["lon"]
    incident.save(update_fields=["placed", "lat", "lon"])
