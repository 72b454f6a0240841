"""How a paper form stands, for whoever holds its number: whether it has arrived, been entered.

The number stands on the sheet and on the strip, and the sheet passes through several hands. So it
tells of the paper alone: never what was written, by whom, about what, nor the code or the case.
"""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.frontdesk.pages import page, secretly
from kentongan.paper.holding import arrival_of, end_of, find_form
from kentongan.paper.models import PaperEnd, PaperForm
from kentongan.paper.numbers import written
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Refusal


@anyone
@require_safe
def paper_number(request: HttpRequest) -> HttpResponse:
    """Ask for a number, and lead to its form."""
    typed = request.GET.get("nomor", "").strip()
    return lead(typed) or _page(request, typed=typed, unknown=bool(typed))


@anyone
@require_safe
def paper_form(request: HttpRequest, number: str) -> HttpResponse:
    """Show how the form of a number stands."""
    try:
        form = find_form(number)
    except Refusal:
        return _page(request, typed=number[:40], unknown=True)
    return _page(request, form=form)


def lead(typed: str) -> HttpResponse | None:
    """Lead from the number of a form to its page; None if there is none of that number."""
    try:
        return HttpResponseRedirect(f"/k/{find_form(typed).number}")
    except Refusal:
        return None


def _page(request: HttpRequest, *, form: PaperForm | None = None, **more: object) -> HttpResponse:
    context: dict[str, object] = {"at": timezone.localtime(), "written": written, **more}
    if form is not None:
        context |= {"form": form, "unit": directory().units[form.batch.unit_id], **_stands(form)}
        user = request.user
        context["is_at_work"] = isinstance(user, User) and may(user, Act.SERVE_COUNTER)
    status = 404 if more.get("unknown") else 200
    return secretly(page(request, "paper.html", context, status=status))


def _stands(form: PaperForm) -> dict[str, object]:
    """The day it came, the day it was entered, whether it is void: nothing of what it says."""
    end, arrival = end_of(form), arrival_of(form)
    entered = end is not None and end.what == PaperEnd.What.ENTERED
    came = end.day if end and entered else arrival.day if arrival else None
    return {
        "came": came,
        "entered_at": end.at if end and entered else None,
        "is_void": end is not None and not entered,
    }
