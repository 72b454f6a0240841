"""Planning a visit: a day, who goes, and the cases to look at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case, Stage
from kentongan.journal.recording import record
from kentongan.people.models import Membership, User
from kentongan.people.permissions import STAFF
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy
from kentongan.visiting.holding import NoSuchVisit, hold_ahead, reachable, units_of
from kentongan.visiting.models import Stop, Visit

MOST_STOPS = 40
"""Of one visit; our own choice: more is not one day's way."""
MOST_GOERS = 10


class DayGone(Unprocessable):
    code = "day_gone"
    sentence = _("Please choose today or a later day.")


class NotOfTheUnit(Unprocessable):
    code = "not_of_the_unit"
    sentence = _("Only people of your own unit can go on its visit, at most ten.")


class NothingToAdd(Unprocessable):
    code = "nothing_to_add"
    sentence = _("Please choose at least one open case that is not on the visit yet.")


class TooManyStops(Unprocessable):
    code = "too_many_stops"
    sentence = _("A visit has at most 40 stops. Plan another for the rest.")


@dataclass(frozen=True, slots=True)
class Plan:
    """When, who, and for which unit; without goers the planner goes alone."""

    day: date
    goers: tuple[int, ...] = ()
    note: str = ""
    unit: int | None = None
    """By id; None is the planner's first."""


@transaction.atomic
def plan(wanted: Plan, *, by: User, at: datetime) -> Visit:
    """Keep a visit; its stops are added afterwards.

    :raises NoSuchVisit: if the planner goes out for no such unit
    :raises DayGone: if the day is over
    :raises NotOfTheUnit: if somebody of another unit should go
    """
    units = [unit for unit in units_of(by) if wanted.unit in (None, unit.pk)]
    if not units:
        raise NoSuchVisit
    if wanted.day < at.astimezone(directory().calendar.zone).date():
        raise DayGone(field="day")
    goers = _goers(wanted.goers, units[0].pk, by)
    note = tidy(wanted.note, field="note")
    visit = Visit.objects.create(
        unit=units[0], day=wanted.day, note=note, planned_at=at, planned_by=by
    )
    visit.goers.set(goers)
    told = {"unit": visit.unit_id, "goers": len(goers)}
    record("visit.planned", about=("visit", visit.pk), by=by, at=at, **told)
    return visit


def colleagues(unit: int) -> list[User]:
    """Return who may go on a visit of the unit, by name (one statement)."""
    seats = Membership.objects.filter(unit=unit, role__in=STAFF)
    here = User.objects.filter(pk__in=seats.values("user"), is_active=True)
    return list(here.defer("password").order_by("name", "pk"))


@transaction.atomic
def add(visit: Visit, cases: Sequence[Case], *, by: User, at: datetime) -> list[Stop]:
    """Put cases at the end of the way; a claim is there to be checked, all else to be looked at.

    :raises NothingToAdd: if none of them is open, reached by the user and not yet on it
    :raises TooManyStops: if the visit would have more than `MOST_STOPS`
    """
    visit = hold_ahead(visit, by=by)
    before = list(visit.stops.values_list("case_id", "position"))
    known = {case for case, _position in before}
    fit = reachable((case.pk for case in cases if case.pk not in known), by)
    chosen = [fit[case.pk] for case in cases if case.pk in fit and fit[case.pk].is_open]
    chosen = list({case.pk: case for case in chosen}.values())
    if not chosen:
        raise NothingToAdd(field="cases")
    if len(before) + len(chosen) > MOST_STOPS:
        raise TooManyStops(field="cases")
    last = max((position for _case, position in before), default=0)
    stops = Stop.objects.bulk_create(
        Stop(visit=visit, case=case, position=last + step, purpose=_purpose(case))
        for step, case in enumerate(chosen, start=1)
    )
    taken_up = Stop.objects.filter(visit__unit=visit.unit_id, is_left=True, case__in=chosen)
    taken_up.update(is_left=False)
    told = {"cases": [case.pk for case in chosen]}
    record("visit.stops_added", about=("visit", visit.pk), by=by, at=at, **told)
    return stops


def _purpose(case: Case) -> str:
    return Stop.Purpose.CHECK if case.stage == Stage.CLAIMED else Stop.Purpose.LOOK


def _goers(asked: Iterable[int], unit: int, by: User) -> list[User]:
    wanted = set(asked) or {by.pk}
    here = [user for user in colleagues(unit) if user.pk in wanted]
    if len(here) != len(wanted) or len(here) > MOST_GOERS:
        raise NotOfTheUnit(field="goers")
    return here
