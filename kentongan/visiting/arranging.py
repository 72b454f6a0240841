"""Arranging the stops: in an order by hand or by the short way, what for, which to leave out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable
from kentongan.visiting.holding import AlreadyTold, NoSuchStop, hold_ahead, stops_for
from kentongan.visiting.models import Stop, Visit
from kentongan.visiting.shortening import length, short_order


class NoSuchPurpose(Unprocessable):
    code = "no_such_purpose"
    sentence = _("Please choose what each stop is for.")


@transaction.atomic
def arrange(
    visit: Visit,
    order: Sequence[int],
    purposes: Mapping[int, str] | None = None,
    *,
    by: User,
    at: datetime,
) -> Visit:
    """Put the stops in this order, and keep what each is for.

    :param order: ids of stops; whatever is not named follows, in the order it had
    :raises NoSuchPurpose: if a purpose is none of ours
    """
    visit = hold_ahead(visit, by=by)
    stops, purposes = _all(visit), purposes or {}
    if not set(purposes.values()) <= set(Stop.Purpose.values):
        raise NoSuchPurpose(field="purpose")
    wanted = {pk: place for place, pk in enumerate(order)}
    stops.sort(key=lambda stop: (wanted.get(stop.pk, len(wanted)), stop.position))
    for stop in stops:
        stop.purpose = purposes.get(stop.pk, stop.purpose)
    _keep(stops)
    told = {"stops": [stop.pk for stop in stops]}
    record("visit.arranged", about=("visit", visit.pk), by=by, at=at, **told)
    return visit


@transaction.atomic
def shorten(visit: Visit, *, by: User, at: datetime) -> Visit:
    """Put the stops in a short order: the first stays, those without a point come last."""
    visit = hold_ahead(visit, by=by)
    stops = _all(visit)
    seen = {stop.pk: point for stop in stops_for(visit, by) if (point := point_of(stop))}
    placed = [stop for stop in stops if stop.pk in seen]
    points = [seen[stop.pk] for stop in placed]
    order = short_order(points)
    _keep([placed[i] for i in order] + [stop for stop in stops if stop.pk not in seen])
    told = {"was": round(length(points)), "became": round(length([points[i] for i in order]))}
    record("visit.shortened", about=("visit", visit.pk), by=by, at=at, **told)
    return visit


@transaction.atomic
def take_out(stop: Stop, *, by: User, at: datetime) -> Visit:
    """Take a stop off the visit; nothing becomes of its case by that.

    :raises NoSuchStop: if it is off already
    :raises AlreadyTold: if somebody has been there
    """
    visit = hold_ahead(stop.visit, by=by)
    here = visit.stops.filter(pk=stop.pk).first()
    if here is None:
        raise NoSuchStop
    if here.outcome:
        raise AlreadyTold
    here.delete()
    told = {"case": stop.case_id}
    record("visit.stop_removed", about=("visit", visit.pk), by=by, at=at, **told)
    return visit


def point_of(stop: Stop) -> Point | None:
    """Return where the stop is, if anybody knows it nearer than the kelurahan."""
    lat, lon = stop.case.lat, stop.case.lon
    return None if lat is None or lon is None else Point(lat, lon)


def _all(visit: Visit) -> list[Stop]:
    return list(visit.stops.order_by("position", "pk"))


def _keep(stops: Sequence[Stop]) -> None:
    for place, stop in enumerate(stops, start=1):
        stop.position = place
    Stop.objects.bulk_update(stops, ["position", "purpose"])
