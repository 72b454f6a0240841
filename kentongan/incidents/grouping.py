"""Grouping: reports of one event at one place, told within minutes, become one incident.

Driven by the journal and idempotent by report: killed anywhere, the next round takes it up, and
nothing is doubled or lost. What it notes bears the report's own moment, not the worker's.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from kentongan.incidents.field import Field, Seen, lay_out
from kentongan.incidents.gathering import Gathered, keep
from kentongan.incidents.holding import take_mark
from kentongan.incidents.models import Incident, Kind
from kentongan.incidents.sifting import sift
from kentongan.incidents.weighing import Told, Why, weigh
from kentongan.journal.models import Entry
from kentongan.journal.reading import Place, after
from kentongan.journal.recording import drawn_up, record_all
from kentongan.toolbox.geometry import Point, distance

BATCH = 300
REACH = 3.0
"""Radii from its centre within which an incident takes reports: else it would crawl on and on."""
Beside = tuple[Seen, Why]


@transaction.atomic
def group_new(limit: int = BATCH, *, at: datetime) -> int:
    """Group what the journal tells that is new; returns how many entries were read.

    0 if there is none, or somebody else is at it.
    """
    mark = take_mark(at=at)
    if mark is None:
        return 0
    entries = after(Place(mark.xact, mark.entry), limit)
    if entries:
        for kind, new in sift(entries).items():
            record_all(_entries(_group(kind, new)))
        mark.xact, mark.entry = entries[-1].xact, entries[-1].pk
        mark.save()
    return len(entries)


def _group(kind: Kind, new: Sequence[Seen]) -> Gathered:
    """Place the reports of one kind, one after the other."""
    standing = Incident.objects.filter(kind=kind, closed_at=None).order_by("pk")
    laid = lay_out(kind, new, standing)
    gathered = Gathered(kind)
    for seen in new:
        _place(seen, laid, gathered)
        laid.put(seen)
    keep(gathered, new)
    return gathered


def _place(seen: Seen, laid: Field, gathered: Gathered) -> None:
    """Set a report under the open incident that is likeliest, or open one if enough stand here."""
    beside = list(_beside(seen.told, laid))
    taken = [(other, why) for other, why in beside if other.incident is not None]
    free = [(other, why) for other, why in beside if other.incident is None]
    if taken:
        other, why = max(taken, key=lambda pair: pair[1].score)
        gathered.join(seen, other.incident, why)
    elif len(free) + 1 >= laid.kind.least:
        incident = gathered.open(seen, free)
        laid.open[incident.pk] = incident


def _beside(told: Told, laid: Field) -> Iterable[Beside]:
    """Yield what a report stands together with: free ones of the window, and open incidents'."""
    kind, covers = laid.kind, laid.covers(told)
    for other in laid.near(told):
        if other.incident is None and other.is_by_hand:
            continue
        if other.incident is not None and not _reaches(other.incident, told.point, kind):
            continue
        within = kind.window if other.incident is None else kind.quiet
        why = weigh(told, other.told, radius=kind.radius_m, within=within, covers=covers)
        if why is not None:
            yield other, why


def _reaches(incident: Incident, point: Point | None, kind: Kind) -> bool:
    if point is None or incident.lat is None or incident.lon is None:
        return True
    return distance(point, Point(incident.lat, incident.lon)) <= REACH * kind.radius_m


def _entries(gathered: Gathered) -> list[Entry]:
    """One entry for each incident that was opened or has grown, however many reports came."""
    written = []
    for incident, came in gathered.by_incident().items():
        reports = [each.request for each in came]
        told = {"event": incident.kind_id, "count": len(came), "reports": reports}
        about, at = ("incident", incident.pk), max(each.told.at for each in came)
        if incident in gathered.opened:
            at = incident.opened_at
            written.append(drawn_up("incident.opened", about=about, by=None, at=at, **told))
        else:
            written.append(drawn_up("incident.extended", about=about, by=None, at=at, **told))
    return written
