"""The gate's own page: objections that wait, referrals that are followed, what was set aside."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from kentongan.casework.listing import Wanted
from kentongan.casework.models import Case
from kentongan.casework.waiting import cases_set_aside, objections_waiting, referrals_followed
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import users
from kentongan.face.worded import worded
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.lines import title_of
from kentongan.workdesk.visitors import person

MOST = 100
"""Rows on a page, the most pressing first; the number beside the list says how many there are."""


class Row(NamedTuple):
    """One line: the case, what it is about, and the moment or day that matters."""

    reference: str
    verb: str
    title: str
    place: str
    note: str
    at: datetime | None = None
    day: datetime | None = None
    is_due: bool = False


class GateList(NamedTuple):
    """One of the lists: its word in the address, its name, its rows."""

    label: "str | Promise"
    found: Callable[[User], "QuerySet[Any]"]
    rows: Callable[["QuerySet[Any]", date], Iterator[Row]]


@users(Act.DECIDE_OBJECTION)
@require_safe
def gate_page(request: HttpRequest) -> HttpResponse:
    """Show one of the lists, and how much waits in each."""
    user, at = person(request), timezone.now()
    chosen = request.GET.get("apa") or next(iter(LISTS))
    if chosen not in LISTS:
        raise NotFound
    found = {word: each.found(user) for word, each in LISTS.items()}
    context = {
        **frame(request, Found(Wanted(), NOTHING), at=at),
        "here": "gate",
        "tabs": [(word, LISTS[word].label, rows.count()) for word, rows in found.items()],
        "chosen": chosen,
        "rows": list(LISTS[chosen].rows(found[chosen], timezone.localdate(at))),
    }
    return render(request, "workdesk/gate.html", context)


def _objections(waiting: "QuerySet[Any]", today: date) -> Iterator[Row]:
    for each in waiting.select_related("disposition__case")[:MOST]:
        row = _row(each.disposition.case, "decide", each.text)
        yield row._replace(at=each.at)


def _referrals(followed: "QuerySet[Any]", today: date) -> Iterator[Row]:
    for each in followed.select_related("case")[:MOST]:
        row = _row(each.case, "follow_up", f"{each.authority}, {each.address}")
        noon = datetime.combine(each.ask_again_on, time(12), directory().calendar.zone)
        yield row._replace(day=noon, is_due=each.ask_again_on <= today)


def _set_aside(cases: "QuerySet[Any]", today: date) -> Iterator[Row]:
    for case in cases[:MOST]:
        yield _row(case, "restore", "")._replace(at=case.closed_at)


def _row(case: Case, verb: str, note: str) -> Row:
    kind = worded(shelf().types[case.service_type_id].names)
    place = directory().jurisdictions[case.jurisdiction_id].name
    title = title_of(case.words) or kind
    return Row(case.reference, verb, title, place, title_of(note))


LISTS: dict[str, GateList] = {
    "keberatan": GateList(_("Objections waiting"), objections_waiting, _objections),
    "rujukan": GateList(_("Referrals followed"), referrals_followed, _referrals),
    "kesampingan": GateList(_("Set aside"), cases_set_aside, _set_aside),
}
