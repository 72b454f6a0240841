"""Where the forms are looked after: print a batch, note what came back, see what is still out."""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.paper.collecting import collect
from kentongan.paper.counting import count_batches
from kentongan.paper.holding import find_form
from kentongan.paper.numbers import written
from kentongan.paper.printing import AlreadyDrawnUp, SizeUnusable, print_batch
from kentongan.paper.reading import NotADay, read_day
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Refusal
from kentongan.workdesk.desk import NOTHING, Found, frame
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.paper.words import SAID
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

MOST_BATCHES = 40
MOST_AT_ONCE = 500
LONGEST_LINE = 120


def framed(request: HttpRequest, at: Any) -> dict[str, Any]:
    """Return what every page of the paper forms has (one statement)."""
    around = frame(request, Found(Wanted(), NOTHING), at=at)
    told = SAID.get(request.GET.get("ok", ""), "")
    return {**around, "here": "paper", "flash": told, "written": written}


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def place(request: HttpRequest) -> HttpResponse:
    """Show the batches and what is still out, and what can be done."""
    return show_place(request)


@users(Act.SERVE_COUNTER)
@require_POST
def printing(request: HttpRequest) -> HttpResponse:
    """Give out the numbers of a batch; its file is then on the list."""
    form = request.POST
    size = form.get("size", "").strip()
    try:
        if not (size.isascii() and size.isdecimal()):
            raise SizeUnusable(field="size")
        unit = _unit(form.get("unit", ""))
        what, key = form.get("occasion", ""), form.get("key", "")[:40]
        user, at = person(request), timezone.now()
        batch, said = print_batch(int(size[:6]), unit, what, key=key, by=user, at=at), "printed"
    except AlreadyDrawnUp as twice:
        batch, said = twice.earlier, "printed_before"
    except Refusal as refusal:
        return show_place(request, "print", refusal)
    address = f"{reverse('workdesk:paper')}?ok={said}&batch={batch.pk}"
    return HttpResponseRedirect(address, status=303)


@users(Act.SERVE_COUNTER)
@require_POST
def collecting(request: HttpRequest) -> HttpResponse:
    """Note many sheets as received, one number to a line; those that cannot be stay in the box."""
    user, at = person(request), timezone.now()
    typed = [line for line in request.POST.get("numbers", "").split("\n") if line.strip()]
    left: list[tuple[str, str]] = []
    try:
        day = read_day(request.POST.get("day", ""), "day") or timezone.localdate(at)
    except NotADay as refusal:
        return show_place(request, "collect", refusal)
    for line in typed[:MOST_AT_ONCE]:
        try:
            collect(find_form(line), day, by=user, at=at)
        except Refusal as refusal:
            left.append((line.strip()[:LONGEST_LINE], str(refusal)))
    more = _("At most %(most)s numbers at once; send this one again.") % {"most": MOST_AT_ONCE}
    left += [(line.strip()[:LONGEST_LINE], more) for line in typed[MOST_AT_ONCE:]]
    if left or not typed:
        taken = len(typed) - len(left)
        return show_place(request, "collect", None, left=left, taken=taken)
    return HttpResponseRedirect(f"{reverse('workdesk:paper')}?ok=collected", status=303)


def show_place(
    request: HttpRequest, of: str = "", refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    """Draw the page; after a refusal with its sentence, and all that was typed."""
    at, user = timezone.now(), person(request)
    own = next((m.unit for m in user.standing), None)
    context: dict[str, Any] = {
        **framed(request, at),
        "counted": [(each, directory().units[each.batch.unit_id]) for each in _batches()],
        "asked_form": request.POST,
        "key": uuid4().hex,
        "own_unit": own.code if own else "",
        "today": timezone.localdate(at).isoformat(),
        "fault_of": of,
        "fault_field": refusal.field if refusal else "",
        "fault_text": str(refusal) if refusal else "",
        **more,
    }
    status = 422 if more.get("left") else status_of(refusal)
    return render(request, "workdesk/paper/place.html", context, status=status)


def _batches() -> Any:
    return count_batches(MOST_BATCHES)


def _unit(code: str) -> Unit:
    unit = directory().unit_by_code.get(code)
    if unit is None:
        raise NotChosen(field="unit")
    return unit
