"""What the form of the way asks for: more stops, another order, one fewer."""

from collections.abc import Callable
from datetime import datetime

from django.http import QueryDict

from kentongan.casework.models import Case
from kentongan.people.models import User
from kentongan.toolbox.keys import keys_in
from kentongan.toolbox.refusals import Unprocessable
from kentongan.visiting.arranging import arrange, shorten, take_out
from kentongan.visiting.holding import NoSuchStop, stops_for
from kentongan.visiting.models import Stop, Visit
from kentongan.visiting.planning import MOST_STOPS, add

Hand = Callable[[Visit, str, QueryDict, User, datetime], object]


class NoSuchChange(Unprocessable):
    code = "no_such_change"


def change(visit: Visit, typed: QueryDict, *, by: User, at: datetime) -> None:
    """Do what the pressed key asks for: `tambah`, `urut`, `singkat`, `naik-7`, `hapus-7`.

    :raises NoSuchChange: if it is none of them
    """
    act, _dash, which = typed.get("act", "").partition("-")
    if act not in HANDS:
        raise NoSuchChange
    HANDS[act](visit, which, typed, by, at)


def _add(visit: Visit, _which: str, typed: QueryDict, by: User, at: datetime) -> None:
    ids = keys_in(typed.getlist("case"))[: MOST_STOPS + 1]
    found = Case.objects.reachable_by(by).in_bulk(ids)
    add(visit, [found[pk] for pk in ids if pk in found], by=by, at=at)


def _arrange(visit: Visit, _which: str, typed: QueryDict, by: User, at: datetime) -> None:
    stops = stops_for(visit, by)
    places = {stop.pk: _place(typed, stop, now) for now, stop in enumerate(stops, start=1)}
    purposes = {stop.pk: typed.get(f"purpose-{stop.pk}", stop.purpose) for stop in stops}
    order = sorted(places, key=lambda pk: places[pk])
    arrange(visit, order, purposes, by=by, at=at)


def _place(typed: QueryDict, stop: Stop, now: int) -> tuple[int, int]:
    """The place wished for; of two at one place, who moved up goes first, who moved down last."""
    said = typed.get(f"place-{stop.pk}", "")
    wished = int(said) if said.isdecimal() and len(said) < 4 else now
    return wished, (wished > now) - (wished < now)


def _shorten(visit: Visit, _which: str, _typed: QueryDict, by: User, at: datetime) -> None:
    shorten(visit, by=by, at=at)


def _up(visit: Visit, which: str, _typed: QueryDict, by: User, at: datetime) -> None:
    order = [stop.pk for stop in stops_for(visit, by)]
    place = order.index(_own(visit, which, by).pk)
    order.insert(max(place - 1, 0), order.pop(place))
    arrange(visit, order, by=by, at=at)


def _take_out(visit: Visit, which: str, _typed: QueryDict, by: User, at: datetime) -> None:
    take_out(_own(visit, which, by), by=by, at=at)


def _own(visit: Visit, which: str, by: User) -> Stop:
    for stop in stops_for(visit, by):
        if str(stop.pk) == which:
            return stop
    raise NoSuchStop


HANDS: dict[str, Hand] = {
    "tambah": _add,
    "urut": _arrange,
    "singkat": _shorten,
    "naik": _up,
    "hapus": _take_out,
}
