"""One form at the desk: how it stands, void or valid again, and the code for who has the strip."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from kentongan.face.admitting import users
from kentongan.paper.handing_over import hand_over
from kentongan.paper.holding import NoSuchForm, find_form
from kentongan.paper.models import PaperForm
from kentongan.paper.numbers import WrongNumber
from kentongan.paper.voiding import recover, void
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.paper.place import framed
from kentongan.workdesk.paper.standing import standing_of
from kentongan.workdesk.paper.words import reasons
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.telephone.spelling import groups
from kentongan.workdesk.visitors import person


@users(Act.SERVE_COUNTER)
@require_safe
def find_page(request: HttpRequest) -> HttpResponse:
    """Lead from a number, typed or scanned, to the page of its form."""
    form = find_form(request.GET.get("nomor", ""))
    return HttpResponseRedirect(reverse("workdesk:paper_form", args=[form.number]))


def _known(number: str) -> PaperForm:
    """Return the form of an address; what is no number there is a page that does not exist."""
    try:
        return find_form(number)
    except WrongNumber:
        raise NoSuchForm from None


@users(Act.SERVE_COUNTER)
@never_cache
@require_safe
def form_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show how a form stands, and what can be done with it."""
    return _page(request, _known(number))


@users(Act.SERVE_COUNTER)
@require_POST
def form_act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Note it as void, or as valid again."""
    form, user, at = _known(number), person(request), timezone.now()
    ok, do = ACTS[act]
    try:
        do(form, request.POST.get("why", ""), user, at)
    except (Conflict, Unprocessable) as refusal:
        return _page(request, form, refusal)
    address = f"{reverse('workdesk:paper_form', args=[form.number])}?ok={ok}"
    return HttpResponseRedirect(address, status=303)


@users(Act.SERVE_COUNTER)
@never_cache
@require_POST
def code_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show the code to be told to whoever brought the strip; the look is noted."""
    form = _known(number)
    try:
        told = hand_over(form, by=person(request), at=timezone.now())
    except Refusal as refusal:
        return _page(request, form, refusal)
    return _page(request, form, told=told, code_groups=groups(told.code))


def _void(form: PaperForm, why: str, by: User, at: datetime) -> object:
    return void(form, why, by=by, at=at)


def _recover(form: PaperForm, why: str, by: User, at: datetime) -> object:
    return recover(form, by=by, at=at)


ACTS: dict[str, tuple[str, Callable[[PaperForm, str, User, datetime], object]]] = {
    "batal": ("voided", _void),
    "pulih": ("recovered", _recover),
}


def _page(
    request: HttpRequest, form: PaperForm, refusal: Refusal | None = None, **more: Any
) -> HttpResponse:
    context = {
        **framed(request, timezone.now()),
        "form": form,
        "standing": standing_of(form, person(request)),
        "reasons": reasons(),
        "fault_text": str(refusal) if refusal else "",
        "fault_field": refusal.field if refusal else "",
        **more,
    }
    return render(request, "workdesk/paper/form.html", context, status=status_of(refusal))
