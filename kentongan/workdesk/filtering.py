"""What the address says of the queue: which cases, and which page of them."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kentongan.casework.listing import Status, Wanted
from kentongan.casework.marks import Mark, Turn
from kentongan.casework.models import Escalation, Stage
from kentongan.catalogue.shelf import shelf
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.refusals import NotFound, Unprocessable
from kentongan.workdesk.searching import understand

FILTERS = ("status", "stage", "type", "place", "unit", "mine", "late", "step", "from", "to", "q")
TURNS = ("after", "before", "last")
Ids = tuple[int, ...]


class UnknownFilter(Unprocessable):
    code = "unknown_filter"
    sentence = _("The address asks for something that the queue does not know.")


class NoSuchPage(NotFound):
    code = "no_such_page"
    sentence = _("The queue has no such page.")


def query_of(params: QueryDict, *names: str) -> str:
    """Return the named parameters that say something, as a query string without `?`."""
    return urlencode([(name, params[name][:200]) for name in names if params.get(name)])


def read_turn(params: QueryDict) -> Turn:
    """Return the page the address asks for.

    :raises NoSuchPage: if its mark was not written by us
    """
    after, before = params.get("after", ""), params.get("before", "")
    turn = Turn(Mark.parse(after), Mark.parse(before), is_last=bool(params.get("last")))
    if (after and not turn.after) or (before and not turn.before):
        raise NoSuchPage
    return turn


def read_filters(params: QueryDict, user: User) -> Wanted:
    """Return what the address asks for, the words in the search box included.

    :raises UnknownFilter: if it names what does not exist
    :raises NotUnderstood: if the search box does
    """
    stage = params.get("stage", "")
    try:
        kelurahan, kecamatan = _place(params.get("place"))
        wanted = Wanted(
            status=Status(params.get("status") or Status.OPEN),
            stage=str(Stage(stage)) if stage else "",
            kelurahan=kelurahan,
            kecamatan=kecamatan,
            service_types=_pk(shelf().by_code, params.get("type")),
            units=_pk(directory().unit_by_code, params.get("unit")),
            officer=user.pk if params.get("mine") else None,
            is_late=bool(params.get("late")),
            least_step=int(Escalation.Step(int(params.get("step") or 0)))
            if params.get("step")
            else 0,
            opened_from=_midnight(params.get("from")),
            opened_before=_midnight(params.get("to"), days=1),
        )
    except (ValueError, KeyError, OverflowError):
        raise UnknownFilter from None
    return replace(wanted, **understand(params.get("q", "")))


def _pk(by_code: Any, code: str | None) -> Ids:
    return (int(by_code[code].pk),) if code else ()


def _place(code: str | None) -> tuple[Ids, Ids]:
    """The kelurahan and the kecamatan of a code; neither for the whole city."""
    place = directory().by_code[code] if code else None
    if place is None or place.level == Jurisdiction.Level.CITY:
        return (), ()
    ids = (place.pk,)
    return (ids, ()) if place.level == Jurisdiction.Level.KELURAHAN else ((), ids)


def _midnight(text: str | None, days: int = 0) -> datetime | None:
    """The beginning of a day in the city's time; `to` names the last day, so it is one more."""
    if not text:
        return None
    day = date.fromisoformat(text) + timedelta(days=days)
    return datetime.combine(day, time(), timezone.get_current_timezone())
