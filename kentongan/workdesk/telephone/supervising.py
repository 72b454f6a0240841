"""The supervisor's screen: who waits, how long, how soon we answer, who is there.

Every number says what it counts, since when, and leads to the calls behind it. What nobody has
told is missing, never zero.
"""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.calls.attending import agents, give_extension
from kentongan.calls.behind import ROWS
from kentongan.calls.deleting import not_deleted, note_deleted
from kentongan.calls.figures import NORM, figures
from kentongan.calls.models import Call, Command
from kentongan.calls.touching import last_word
from kentongan.face.admitting import users
from kentongan.people.models import Membership, User
from kentongan.people.permissions import PERMISSIONS, Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import NotFound, Refusal
from kentongan.workdesk.telephone.listing import title_of
from kentongan.workdesk.telephone.pages import framed
from kentongan.workdesk.telephone.words import presence_words, state_words
from kentongan.workdesk.visitors import person

MOST_ROWS = 200
PATIENCE = timedelta(hours=1)
"""An exchange that has not deleted a recording after so long will not by itself."""


@users(Act.SUPERVISE_CALLS)
@never_cache
@require_safe
def room(request: HttpRequest) -> HttpResponse:
    """Show the room as it is now."""
    return _page(request)


@users(Act.SUPERVISE_CALLS)
@never_cache
@require_safe
def room_numbers(request: HttpRequest) -> HttpResponse:
    """Show the numbers alone, for the page to put in place of the older ones."""
    return render(request, "workdesk/telephone/numbers.html", numbers(timezone.now()))


@users(Act.SUPERVISE_CALLS)
@never_cache
@require_safe
def room_rows(request: HttpRequest) -> HttpResponse:
    """List the calls behind one number.

    :raises NotFound: for a number that is none of ours
    """
    at, which = timezone.now(), request.GET.get("yang", "")
    if which not in ROWS:
        raise NotFound
    rows: QuerySet[Call] = ROWS[which](midnight(at), at).select_related("agent")
    context = {
        **framed(request, at),
        "here": "call_room",
        "title": title_of(which),
        "rows": list(rows.order_by("-offered_at", "-pk")[:MOST_ROWS]),
        "state_words": state_words,
    }
    return render(request, "workdesk/telephone/rows.html", context)


@users(Act.SUPERVISE_CALLS)
@require_POST
def seat(request: HttpRequest) -> HttpResponse:
    """Let an extension ring at somebody."""
    user = User.objects.filter(pk=key_in(request.POST.get("user", ""))).first()
    if user is None:
        raise NotFound
    try:
        extension = request.POST.get("extension", "")
        give_extension(user, extension, by=person(request), at=timezone.now())
    except NotFound:
        raise
    except Refusal as refusal:
        return _page(request, refusal)
    return HttpResponseRedirect(f"{reverse('workdesk:call_room')}?ok=extension", status=303)


@users(Act.SUPERVISE_CALLS)
@require_POST
def recording_gone(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that somebody deleted a recording by hand."""
    asked = Command.objects.filter(pk=pk).first()
    if asked is None:
        raise NotFound
    note_deleted(asked, by=person(request), at=timezone.now())
    return HttpResponseRedirect(f"{reverse('workdesk:call_room')}?ok=saved", status=303)


def midnight(at: datetime) -> datetime:
    """Return when the city's day began."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def numbers(at: datetime) -> dict[str, Any]:
    """Return the room's numbers, who is there, what is still to be deleted (four statements)."""
    counted = figures(midnight(at), at=at)
    heard = last_word(at=at)
    shares = (counted.share_within_15, counted.share_within_20)
    return {
        "at": timezone.localtime(at),
        "counted": counted,
        "norms": [
            {"seconds": seconds, "norm": norm, "share": share, "is_met": (share or 0) >= norm}
            for (seconds, norm), share in zip(NORM, shares, strict=True)
        ],
        "heard": heard,
        "is_silent": heard.is_connected and heard.is_silent(at),
        "agents": list(agents()),
        "undeleted": list(not_deleted(at - PATIENCE)[:MOST_ROWS]),
        "presence_words": presence_words,
    }


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    at = timezone.now()
    takers = [role for role, leave in PERMISSIONS.items() if Act.TAKE_CALLS in leave.acts]
    seated = Membership.objects.filter(role__in=takers, user__is_active=True)
    people = User.objects.filter(pk__in=seated.values("user")).exclude(memberships=None)
    context = {
        **framed(request, at),
        **numbers(at),
        "here": "call_room",
        "people": list(people.order_by("name").values_list("pk", "name")[:MOST_ROWS]),
        "fault_text": str(refusal) if refusal else "",
    }
    return render(request, "workdesk/telephone/room.html", context, status=409 if refusal else 200)
