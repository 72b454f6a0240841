"""Opening counters, their purposes and their tablets: the administrator's page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.counter.models import Office, Tablet
from kentongan.counter.opening import (
    NoSuchOffice,
    close_office,
    close_tablet,
    open_office,
    open_tablet,
)
from kentongan.counter.purposes import written
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.counter.lobby import TOKEN
from kentongan.workdesk.counter.pages import framed
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person


@users(Act.RUN_CITY)
@never_cache
@require_safe
def offices(request: HttpRequest) -> HttpResponse:
    """Show the counters of the city."""
    return _page(request)


@users(Act.RUN_CITY)
@require_POST
def office_opening(request: HttpRequest) -> HttpResponse:
    """Open a unit's counter, or change it."""
    posted, by = request.POST, person(request)
    try:
        unit = directory().unit_by_code.get(posted.get("unit", ""))
        if unit is None or not unit.is_active:
            raise NotChosen(field="unit")
        code, purposes = posted.get("code", ""), posted.get("purposes", "")[:2000]
        open_office(unit, code, purposes, by=by, at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _page(request, refusal=refusal)
    return _back("opened")


@users(Act.RUN_CITY)
@require_POST
def office_closing(request: HttpRequest, code: str) -> HttpResponse:
    """Hand out no more numbers there."""
    close_office(_office(code), by=person(request), at=timezone.now())
    return _back("closed")


@users(Act.RUN_CITY)
@require_POST
def tablet_opening(request: HttpRequest, code: str) -> HttpResponse:
    """Let a device hand out numbers; its address is shown this once."""
    office = _office(code)
    label = request.POST.get("label", "")
    token = open_tablet(office, label, by=person(request), at=timezone.now())
    address = reverse("workdesk:lobby", args=[code])
    return _page(request, link=request.build_absolute_uri(f"{address}?{TOKEN}={token}"))


@users(Act.RUN_CITY)
@require_POST
def tablet_closing(request: HttpRequest, pk: int) -> HttpResponse:
    """Shut a device out."""
    tablet = Tablet.objects.filter(pk=pk, is_active=True).first()
    if tablet is None:
        raise NoSuchOffice
    close_tablet(tablet, by=person(request), at=timezone.now())
    return _back("tablet_closed")


def _office(code: str) -> Office:
    office = Office.objects.filter(code=code).first()
    if office is None:
        raise NoSuchOffice
    return office


def _page(request: HttpRequest, *, refusal: Refusal | None = None, link: str = "") -> HttpResponse:
    listed = Office.objects.select_related("unit").prefetch_related("tablets").order_by("code")
    context = {
        **framed(request, timezone.now()),
        "here": "offices",
        "listed": [(each, written(each.purposes)) for each in listed],
        "link": link,
        "typed": request.POST if refusal else {},
        "fault_of": request.POST.get("of", "") if refusal else "",
        "fault_field": (refusal.field or "") if refusal else "",
        "fault_text": str(refusal) if refusal else "",
    }
    return render(request, "workdesk/counter/offices.html", context, status=status_of(refusal))


def _back(ok: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workdesk:offices')}?ok={ok}", status=303)
