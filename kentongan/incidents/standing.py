"""Which incidents stood at a moment, whichever: how many told of each, where, and whether it grew.

Three statements however many there are. Nothing here names anybody who told.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import cos, hypot, radians
from typing import Any

from django.db.models import Avg, Count, Max, Q, QuerySet, StdDev

from kentongan.incidents.models import Incident, Witness
from kentongan.toolbox.geometry import METRES_A_DEGREE, Point

GROWING = timedelta(minutes=20)
"""What came in the last so many minutes says whether an incident grows."""
_SPOT = "trace__service_request__"


@dataclass(frozen=True, slots=True)
class Standing:
    """An incident as it stood at a moment."""

    incident: Incident
    witnesses: int = 0
    grown: int = 0
    """Reports of the last 20 minutes."""
    grew_before: int = 0
    """Reports of the 20 minutes before those: to say whether it is more or less."""
    last_at: datetime | None = None
    point: Point | None = None
    spread_m: int | None = None
    """Metres from the centre, root mean square; empty of fewer than two points."""
    kelurahan: tuple[tuple[int, int], ...] = field(default=())
    """Ids with how many told from there, most first."""

    @property
    def is_growing(self) -> bool:
        """Whether more has come lately than before."""
        return self.grown > self.grew_before


def incidents_at(at: datetime) -> list[Standing]:
    """Return the incidents that stood open at a moment, most witnesses first (three statements)."""
    within = Q(spells__until=None) | Q(spells__until__gt=at)
    found = Incident.objects.filter(within, spells__since__lte=at).select_related("kind")
    stood = _stood(found.distinct(), at)
    return sorted(stood, key=lambda each: (-each.witnesses, each.incident.pk))


def standing_of(incident: Incident, *, at: datetime) -> Standing:
    """Return how one incident stood at a moment, open or over (three statements)."""
    one = Incident.objects.filter(pk=incident.pk).select_related("kind")
    return _stood(one, at)[0]


def _stood(incidents: Iterable[Incident], at: datetime) -> list[Standing]:
    listed = list(incidents)
    told = witnesses_at(at).filter(incident__in=listed)
    sums = {row["incident"]: row for row in _sums(told, at)}
    places: dict[int, list[tuple[int, int]]] = {}
    counted = told.values_list("incident", "trace__jurisdiction").annotate(n=Count("pk"))
    for pk, place, count in counted.order_by("-n", "trace__jurisdiction"):
        places.setdefault(pk, []).append((place, count))
    return [_standing(each, sums.get(each.pk), places.get(each.pk, [])) for each in listed]


def witnesses_at(at: datetime) -> QuerySet[Witness]:
    """Return who stood under an incident at a moment."""
    return Witness.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _sums(told: QuerySet[Witness], at: datetime) -> Any:
    lately, before = at - GROWING, at - 2 * GROWING
    return told.values("incident").annotate(
        n=Count("pk"),
        grown=Count("pk", filter=Q(trace__at__gt=lately)),
        before=Count("pk", filter=Q(trace__at__gt=before, trace__at__lte=lately)),
        last=Max("trace__at"),
        lat=Avg(f"{_SPOT}lat"),
        lon=Avg(f"{_SPOT}lon"),
        high=StdDev(f"{_SPOT}lat"),
        wide=StdDev(f"{_SPOT}lon"),
        points=Count(f"{_SPOT}lat"),
    )


def _standing(
    incident: Incident, sums: dict[str, Any] | None, places: list[tuple[int, int]]
) -> Standing:
    if sums is None:
        return Standing(incident, point=_own(incident))
    point = _own(incident) if sums["lat"] is None else Point(sums["lat"], sums["lon"])
    spread = None
    if sums["points"] > 1 and point is not None:
        wide = sums["wide"] * cos(radians(point.lat))
        spread = round(METRES_A_DEGREE * hypot(sums["high"], wide))
    return Standing(
        incident=incident,
        witnesses=sums["n"],
        grown=sums["grown"],
        grew_before=sums["before"],
        last_at=sums["last"],
        point=point,
        spread_m=spread,
        kelurahan=tuple(places),
    )


def _own(incident: Incident) -> Point | None:
    """Where somebody said that it is, as long as nobody tells of it."""
    if incident.lat is None or incident.lon is None or incident.placed:
        return None
    return Point(incident.lat, incident.lon)
