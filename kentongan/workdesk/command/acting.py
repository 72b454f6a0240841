"""One directive as a tree, and each act on it: receive, begin, report, accept, give back."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kentongan.command.judging import accept, give_back
from kentongan.command.models import Charge, Directive
from kentongan.command.reporting import report
from kentongan.command.seeing import NoSuchDirective, directives_of, find
from kentongan.command.withdrawing import withdraw
from kentongan.command.working import begin, receive
from kentongan.face.admitting import users
from kentongan.face.directing import due_in, files_in, preset
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.keys import key_in
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.command.showing import around, shown_tree
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person

Hand = Callable[[Charge, HttpRequest, User, datetime], object]
HANDS: dict[str, Hand] = {
    "terima": lambda charge, request, by, at: receive(charge, by=by, at=at),
    "mulai": lambda charge, request, by, at: begin(charge, _said(request), by=by, at=at),
    "lapor": lambda charge, request, by, at: report(
        charge, _said(request), files_in(request), by=by, at=at
    ),
    "setuju": lambda charge, request, by, at: accept(charge, _said(request), by=by, at=at),
    "kembali": lambda charge, request, by, at: give_back(
        charge, request.POST.get("reason", ""), due_in(request.POST), by=by, at=at
    ),
}


@users(Act.DIRECT)
@never_cache
@require_safe
def directive_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a directive with everything below it."""
    return _show(request, find(pk, person(request)))


@users(Act.DIRECT)
def charge_act(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """Do one act on a charge.

    :raises NoSuchDirective: if it is not the reader's to see
    """
    user = person(request)
    seen = directives_of(user).values("pk")
    known = Charge.objects.select_related("directive").filter(directive__in=seen)
    charge = known.filter(pk=pk).first()
    if charge is None:
        raise NoSuchDirective
    top = find(_top(request, charge.directive), user)
    address = reverse("workdesk:directive", args=[top.pk])
    if request.method != "POST":  # somebody signed in again in between, or reloaded
        return HttpResponseRedirect(address)
    try:
        HANDS[act](charge, request, user, timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _show(request, top, refusal, charge.pk, act)
    return HttpResponseRedirect(f"{address}?ok=directive_kept#tugas-{pk}", status=303)


@users(Act.DIRECT)
def directive_withdrawal(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a directive back."""
    directive = find(pk, person(request))
    address = reverse("workdesk:directive", args=[directive.pk])
    if request.method != "POST":
        return HttpResponseRedirect(address)
    try:
        withdraw(directive, request.POST.get("reason", ""), by=person(request), at=timezone.now())
    except (Unprocessable, Conflict) as refusal:
        return _show(request, directive, refusal, 0, "tarik")
    return HttpResponseRedirect(f"{address}?ok=directive_withdrawn", status=303)


def _top(request: HttpRequest, directive: Directive) -> int:
    """The page one came from: the directive of the charge, or one above it."""
    return key_in(request.POST.get("page", "")) or directive.pk


def _said(request: HttpRequest) -> str:
    return request.POST.get("text", "")


def _show(
    request: HttpRequest,
    directive: Directive,
    refusal: Refusal | None = None,
    charge: int = 0,
    act: str = "",
) -> HttpResponse:
    at = timezone.now()
    context: dict[str, Any] = {
        **around(request, at=at),
        "directive": directive,
        "top": shown_tree(directive, person(request), at=at),
        "parent": directive.parent,
        "again": preset(2, at),
        "fault_of": charge,
        "fault_act": act,
        "fault_text": str(refusal) if refusal else "",
        "typed": request.POST if refusal else {},
    }
    return render(request, "workdesk/command/one.html", context, status=status_of(refusal))
