"""Incidents: how many tell of each that is open."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from kentongan.alarms.senses.shape import Reading, Signal, in_words
from kentongan.incidents.models import Incident


def witnesses(at: datetime) -> Sequence[Reading]:
    """Return the witnesses of every open incident (one statement); one that is over is gone."""
    counted = Count("witnesses", filter=Q(witnesses__until=None))
    rows = Incident.objects.filter(closed_at=None).annotate(told=counted).order_by("pk")
    return [Reading(str(row.pk), float(row.told), at, f"incident:{row.pk}") for row in rows]


def incident_names() -> dict[str, str]:
    """Return the open incidents by id (one statement)."""
    rows = Incident.objects.filter(closed_at=None).select_related("kind").order_by("pk")
    return {str(row.pk): f"{row.code} {row.name or in_words(row.kind.names)}" for row in rows}


WITNESSES = Signal(
    name="incident_witnesses",
    label=_("Many tell of one incident"),
    unit=_("reports"),
    counts=_("Reports that stand under each open incident as its witnesses."),
    read=witnesses,
    points=incident_names,
)
