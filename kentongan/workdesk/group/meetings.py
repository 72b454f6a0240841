"""The group's meetings: an agenda, a decision for each matter, minutes to print."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from kentongan.council.deciding import Decided, call, close, decide
from kentongan.council.holding import NoSuchMatter, NoSuchMeeting, group_of
from kentongan.council.models import Item, Meeting
from kentongan.face.admitting import users
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.group.pages import around
from kentongan.workdesk.group.words import DECISIONS
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST_MEETINGS = 50


class NoMoment(Unprocessable):
    code = "no_moment"
    sentence = gettext_lazy("Please say when the meeting begins.")


@users(Act.SERVE_GROUP)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def meetings(request: HttpRequest) -> HttpResponse:
    """List the meetings; call the next."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            begins = _moment(request.POST.get("begins", ""))
            meeting = call(begins, by=person(request), at=timezone.now())
        except (Unprocessable, Conflict) as told:
            refusal = told
        else:
            return HttpResponseRedirect(_address(meeting), status=303)
    at, group = timezone.now(), group_of(person(request))
    context = {
        **around(request, group, "meetings", at=at),
        "meetings": Meeting.objects.filter(group=group).order_by("-at", "-pk")[:MOST_MEETINGS],
        "ahead": Meeting.objects.filter(group=group, closed_at=None).first(),
        **_fault(request, refusal),
    }
    return render(request, "workdesk/group/meetings.html", context, status=status_of(refusal))


@users(Act.SERVE_GROUP)
@never_cache
@require_safe
def meeting_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a meeting: its agenda, or what was decided; prints as minutes."""
    return _meeting(request, pk)


@users(Act.SERVE_GROUP)
@require_POST
def meeting_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep one decision, or close the meeting."""
    user, at = person(request), timezone.now()
    meeting = _own(request, pk)
    chosen = request.POST.get("item", "")
    try:
        if not chosen:
            close(meeting, by=user, at=at)
        else:
            item = meeting.items.filter(pk=key_in(chosen)).first()
            if item is None:
                raise NoSuchMatter
            decide(item, _decided(request), by=user, at=at)
    except (Unprocessable, Conflict) as refusal:
        return _meeting(request, pk, refusal)
    return HttpResponseRedirect(f"{_address(meeting)}?ok=group_kept", status=303)


def _meeting(request: HttpRequest, pk: int, refusal: Refusal | None = None) -> HttpResponse:
    meeting = _own(request, pk)
    items = meeting.items.select_related("matter__jurisdiction", "matter__reporter")
    context = {
        **around(request, meeting.group, "meetings", at=timezone.now()),
        "meeting": meeting,
        "items": items.order_by("decision", "pk"),
        "chosen": request.POST.get("item", ""),
        "choices": [("", _("choose")), *_choices()],
        **_fault(request, refusal),
    }
    return render(request, "workdesk/group/meeting.html", context, status=status_of(refusal))


def _choices() -> list[tuple[str, Any]]:
    return [(decision.value, DECISIONS[decision]) for decision in Item.Decision]


def _own(request: HttpRequest, pk: int) -> Meeting:
    own = Meeting.objects.filter(group=group_of(person(request)), pk=pk)
    meeting = own.select_related("group").first()
    if meeting is None:
        raise NoSuchMeeting
    return meeting


def _decided(request: HttpRequest) -> Decided:
    typed = request.POST
    return Decided(
        decision=typed.get("decision", ""),
        reason=typed.get("reason", ""),
        service_code=typed.get("service_code", ""),
        kelurahan=typed.get("kelurahan", ""),
    )


def _moment(text: str) -> datetime:
    try:
        begins = parse_datetime(text)
    except ValueError:
        begins = None
    if begins is None or not 2000 <= begins.year <= 2100:
        raise NoMoment(field="begins")
    return begins.replace(tzinfo=directory().calendar.zone)


def _fault(request: HttpRequest, refusal: Refusal | None) -> dict[str, Any]:
    return {
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        "typed": request.POST if refusal else {},
    }


def _address(meeting: Meeting) -> str:
    return reverse("workdesk:group_meeting", args=[meeting.pk])
