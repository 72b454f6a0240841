"""Whose visits somebody sees, and holding one that is still ahead; all else is not there."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case
from kentongan.people.models import User
from kentongan.people.permissions import Act, allowing
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Conflict, NotFound
from kentongan.visiting.models import Stop, Visit


class NoSuchVisit(NotFound):
    code = "no_such_visit"
    sentence = _("There is no such visit, or none of your unit.")


class NoSuchStop(NotFound):
    code = "no_such_stop"
    sentence = _("There is no such stop on this visit.")


class VisitOver(Conflict):
    code = "visit_over"
    sentence = _("This visit is over.")


class AlreadyTold(Conflict):
    code = "already_told"
    sentence = _("Somebody has already told of this stop. Add a note to the case instead.")


def units_of(user: User) -> list[Unit]:
    """Return the units for which the user may go and look (no statement of its own)."""
    found = {m.unit_id: m.unit for m in allowing(user, Act.NOTE)}
    return list(found.values())


def visits_of(user: User) -> "QuerySet[Visit]":
    """Return the visits of the user's own units."""
    return Visit.objects.filter(unit__in=[unit.pk for unit in units_of(user)])


def hold_ahead(visit: Visit, *, by: User) -> Visit:
    """Lock a visit of the user's own unit that is not over.

    :raises NoSuchVisit: if it is another unit's
    :raises VisitOver: if it has ended or was called off
    """
    held = visits_of(by).select_for_update(of=("self",)).filter(pk=visit.pk).first()
    if held is None:
        raise NoSuchVisit
    if not held.is_ahead:
        raise VisitOver
    return held


def reachable(cases: Iterable[int], user: User) -> dict[int, Case]:
    """Return those of the cases that the user reaches, by id (one statement)."""
    found = Case.objects.reachable_by(user, Act.NOTE).filter(pk__in=list(cases))
    return {case.pk: case for case in found}


def stops_for(visit: Visit, user: User) -> list[Stop]:
    """Return the stops in their order, with their cases (two statements).

    One whose case the user no longer reaches is left out, as if it had never been planned.
    """
    stops = list(visit.stops.select_related("told_by").order_by("position", "pk"))
    cases = reachable((stop.case_id for stop in stops), user)
    seen = [stop for stop in stops if stop.case_id in cases]
    for stop in seen:
        stop.case = cases[stop.case_id]
    return seen
