"""Holding: one at a time places witnesses, by hand or by grouping; what is over is refused."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from kentongan.incidents.models import Bookmark, Incident
from kentongan.journal.models import Entry
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.toolbox.refusals import Conflict, NotFound

LOOKS_BACK = timedelta(days=1)
"""Where a city begins to group, the last day is looked at, and no older history."""


class NoSuchIncident(NotFound):
    code = "no_such_incident"
    sentence = _("There is no such incident, or none that you may see.")


class IncidentOver(Conflict):
    code = "incident_over"
    sentence = _("This incident has been closed, or has gone into another one.")


def hold(incident: Incident, *, by: User) -> Incident:
    """Keep others from placing witnesses, and return the incident as it is now.

    :raises NoSuchIncident: if the user handles none, or it is gone
    """
    return hold_both(incident, by=by)[0]


def hold_open(incident: Incident, *, by: User) -> Incident:
    """Hold an incident that still stands.

    :raises IncidentOver: if somebody else closed or merged it first
    """
    held = hold(incident, by=by)
    if not held.is_open:
        raise IncidentOver
    return held


def hold_both(*incidents: Incident, by: User) -> list[Incident]:
    """Hold several, in the order in which they are named.

    :raises NoSuchIncident: if the user handles none, or one is gone
    """
    hold_placing(by=by)
    wanted = [incident.pk for incident in incidents]
    found = Incident.objects.select_for_update(of=("self",)).order_by("pk").in_bulk(wanted)
    if len(found) != len(set(wanted)):
        raise NoSuchIncident
    return [found[pk] for pk in wanted]


def hold_placing(*, by: User) -> None:
    """Let nobody else place witnesses until this transaction ends: everything has one order.

    :raises NoSuchIncident: if the user handles none
    """
    if not may(by, Act.HANDLE_INCIDENTS):
        raise NoSuchIncident
    _lay_mark()
    Bookmark.objects.select_for_update().get(pk=1)


def take_mark(*, at: datetime) -> Bookmark | None:
    """Return the bookmark, held; None while somebody else places witnesses."""
    _lay_mark()
    mark = Bookmark.objects.select_for_update(skip_locked=True).first()
    if mark is not None and not (mark.xact or mark.entry):
        _begin(mark, at)
    return mark


def _lay_mark() -> None:
    if not Bookmark.objects.exists():
        Bookmark.objects.bulk_create([Bookmark(pk=1)], ignore_conflicts=True)


def _begin(mark: Bookmark, at: datetime) -> None:
    """Set a new bookmark before the last day's entries."""
    first = Entry.objects.filter(at__gte=at - LOOKS_BACK).order_by("at", "id").first()
    if first is not None:
        mark.xact, mark.entry = first.xact, first.pk - 1
