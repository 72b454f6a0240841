"""What one round of grouping has found, gathered in memory and written at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from kentongan.incidents.field import Seen
from kentongan.incidents.models import Incident, Kind, Spell, Trace, Witness
from kentongan.incidents.weighing import Why


class Placed(NamedTuple):
    """A report under an incident from a moment on, and why."""

    seen: Seen
    incident: Incident
    why: Why | None
    since: datetime


@dataclass
class Gathered:
    """Placements in their order, and the incidents that were opened for them."""

    kind: Kind
    placed: list[Placed] = field(default_factory=list)
    opened: list[Incident] = field(default_factory=list)

    def join(
        self, seen: Seen, incident: Incident | None, why: Why | None, since: datetime | None = None
    ) -> None:
        """Set a report under an incident, whose centre moves with it."""
        if incident is None:
            raise LookupError("a report joins an incident or none")
        seen.incident = incident
        point = seen.told.point
        if point is not None:
            count = incident.placed
            lat, lon = (incident.lat or 0.0, incident.lon or 0.0) if count else (0.0, 0.0)
            incident.lat = (lat * count + point.lat) / (count + 1)
            incident.lon = (lon * count + point.lon) / (count + 1)
            incident.placed = count + 1
        self.placed.append(Placed(seen, incident, why, since or seen.told.at))

    def open(self, seen: Seen, free: Iterable[tuple[Seen, Why]]) -> Incident:
        """Open an incident on a report and those that stand beside it."""
        at = seen.told.at
        incident = Incident.objects.create(kind=self.kind, opened_at=at)
        Spell.objects.create(incident=incident, since=at)
        self.opened.append(incident)
        for other, why in free:
            self.join(other, incident, why, since=max(at, other.told.at))
        self.join(seen, incident, None, since=at)
        return incident

    def by_incident(self) -> dict[Incident, list[Seen]]:
        """Return what came to each incident."""
        found: dict[Incident, list[Seen]] = {}
        for each in self.placed:
            found.setdefault(each.incident, []).append(each.seen)
        return found


def keep(gathered: Gathered, new: Sequence[Seen]) -> None:
    """Write traces of all that is new, witnesses, and where each incident stands now."""
    _keep_traces(gathered, new)
    Witness.objects.bulk_create(
        Witness(
            incident=each.incident,
            trace_id=each.seen.trace or 0,
            since=each.since,
            why=each.why.parts() if each.why else {},
        )
        for each in gathered.placed
    )
    touched = list(gathered.by_incident())
    Incident.objects.bulk_update(touched, ["lat", "lon", "placed"])


def _keep_traces(gathered: Gathered, new: Sequence[Seen]) -> None:
    fresh = {id(seen) for seen in new}
    for incident, came in gathered.by_incident().items():
        before = [seen.trace or 0 for seen in came if id(seen) not in fresh]
        Trace.objects.filter(pk__in=before).update(incident=incident)
    kept = Trace.objects.bulk_create(
        Trace(
            service_request_id=seen.request,
            kind=gathered.kind,
            jurisdiction_id=seen.told.jurisdiction,
            cell=seen.cell,
            at=seen.told.at,
            incident=seen.incident,
        )
        for seen in new
    )
    for seen, trace in zip(new, kept, strict=True):
        seen.trace = trace.pk
