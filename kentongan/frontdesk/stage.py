"""The city's stage for everybody: which, what to do, who decided and why; and its history."""

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.stages import TONES, ladder, past
from kentongan.frontdesk.pages import page
from kentongan.places.directory import directory
from kentongan.stage.models import StageChange, StageMessage
from kentongan.stage.stages import stages
from kentongan.stage.tile import tile

SHOWN = 100
IN_FEED = 30
ATOM = "application/atom+xml; charset=utf-8"


@anyone
@require_safe
def stage_page(request: HttpRequest) -> HttpResponse:
    """Show the present stage and how it came to it (six statements)."""
    at, known = timezone.now(), stages()
    told = tile(at)
    context = {
        "at": timezone.localtime(at),
        "tile": told,
        "tone": TONES[told.level],
        "ladder": ladder(known, told),
        "past": past(_changes(SHOWN), known),
        "emergency_numbers": directory().profile.emergency,
    }
    return page(request, "stage.html", context)


@anyone
@require_safe
def stage_feed(request: HttpRequest) -> HttpResponse:
    """The history as an Atom feed, newest first (three statements)."""
    base = f"{request.scheme}://{request.get_host()}"
    shown = {
        "base": base,
        "city": directory().profile,
        "past": past(_changes(IN_FEED), stages()),
    }
    return HttpResponse(render_to_string("frontdesk/stage_feed.xml", shown, request), ATOM)


def _changes(most: int) -> list[StageChange]:
    messages = Prefetch("messages", StageMessage.objects.defer("body").order_by("pk"))
    rows = StageChange.objects.select_related("decided_by").prefetch_related(messages)
    return list(rows.order_by("-decided_at", "-pk")[:most])
