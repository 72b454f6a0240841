"""Who is head of which RT or RW: seen, appointed and ended by the lurah, or who runs the city."""

from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.neighbourhood.appointing import appoint_head, end_headship
from kentongan.neighbourhood.fitting import appointable_by
from kentongan.neighbourhood.models import Headship
from kentongan.neighbourhood.reaching import NotTheirs
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction, Neighbourhood
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.neighbourhood.around import fault
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST = 300
"""Headships shown at once, the present ones first; a kelurahan has some eighty RT."""


@users(Act.APPOINT_NEIGHBOURS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def heads(request: HttpRequest) -> HttpResponse:
    """List the heads of a kelurahan; a POST appoints one."""
    place = _place(request)
    if request.method != "POST":
        return _page(request, place)
    form = request.POST
    chosen = form.get("neighbourhood", "")
    try:
        found = Neighbourhood.objects.filter(
            pk=chosen if chosen.isdecimal() and len(chosen) < 15 else 0, is_active=True
        ).first()
        if found is None:
            raise NotChosen(field="neighbourhood")
        headship, password = appoint_head(
            found,
            form.get("username", ""),
            form.get("name", ""),
            by=person(request),
            at=timezone.now(),
        )
    except (Unprocessable, Conflict) as refusal:
        return _page(request, place, refusal=refusal)
    return _page(request, place, shown=(headship.user, password))


@users(Act.APPOINT_NEIGHBOURS)
@require_POST
def ending(request: HttpRequest, pk: int) -> HttpResponse:
    """End a headship."""
    headship = Headship.objects.select_related("neighbourhood").filter(pk=pk).first()
    if headship is None:
        raise NotTheirs
    end_headship(headship, by=person(request), at=timezone.now())
    code = directory().jurisdictions[headship.neighbourhood.kelurahan_id].code
    address = reverse("workdesk:rukun_heads")
    return HttpResponseRedirect(f"{address}?kelurahan={code}&ok=headship_ended", status=303)


def _place(request: HttpRequest) -> Jurisdiction | None:
    """The kelurahan asked for, or the first of those led.

    :raises NotTheirs: if another leads it
    """
    led, known = appointable_by(person(request)), directory()
    asked = request.GET.get("kelurahan", "") or request.POST.get("kelurahan", "")
    own = [place for place in known.kelurahan if led is None or place.pk in led]
    if not asked:
        return own[0] if own else None
    found = next((place for place in own if place.code == asked), None)
    if found is None:
        raise NotTheirs
    return found


def _page(
    request: HttpRequest,
    place: Jurisdiction | None,
    *,
    refusal: Refusal | None = None,
    shown: tuple[User, str] | None = None,
) -> HttpResponse:
    led, known = appointable_by(person(request)), directory()
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NOTHING), at=timezone.now()),
        "here": "heads",
        "place": place,
        "places": [one for one in known.kelurahan if led is None or one.pk in led],
        "around": _neighbourhoods(place),
        "headships": list(_headships(place)[:MOST]),
        "shown": shown,
        **fault(request, refusal),
    }
    template = "workdesk/neighbourhood/heads.html"
    return render(request, template, context, status=status_of(refusal))


def _neighbourhoods(place: Jurisdiction | None) -> list[Neighbourhood]:
    rows = Neighbourhood.objects.filter(kelurahan=place, is_active=True).defer("boundary")
    return list(rows.order_by("rw", "rt")) if place else []


def _headships(place: Jurisdiction | None) -> QuerySet[Headship]:
    rows = Headship.objects.filter(neighbourhood__kelurahan=place or 0)
    rows = rows.select_related("user", "neighbourhood").defer("neighbourhood__boundary")
    present_first = F("ended_at").desc(nulls_first=True)
    return rows.order_by(present_first, "neighbourhood__rw", "neighbourhood__rt", "pk")
