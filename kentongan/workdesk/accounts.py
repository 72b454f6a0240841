"""The accounts of the city, for administrators: who signs in, as what, and where."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.casework.listing import Wanted
from kentongan.face.admitting import users
from kentongan.people.adding import add_user
from kentongan.people.closing import close_account, reopen_account
from kentongan.people.leading import NoSuchUser
from kentongan.people.models import Role, User
from kentongan.people.passwords import reset_password
from kentongan.people.permissions import Act
from kentongan.people.placing import place
from kentongan.places.directory import directory
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Conflict, Refusal, Unprocessable
from kentongan.workdesk.desk import NOTHING as NO_ROWS
from kentongan.workdesk.desk import Found, frame
from kentongan.workdesk.handing import NotChosen
from kentongan.workdesk.looking_up import LONGEST, MANY, look_up
from kentongan.workdesk.roles import role_names
from kentongan.workdesk.statuses import status_of
from kentongan.workdesk.visitors import person


@users(Act.RUN_CITY)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accounts(request: HttpRequest) -> HttpResponse:
    """List the accounts; a POST adds one."""
    if request.method != "POST":
        return _page(request)
    form = request.POST
    try:
        role, unit = _role_and_unit(request)
        user, password = add_user(
            form.get("username", ""),
            form.get("name", ""),
            role,
            unit,
            by=person(request),
            at=timezone.now(),
            email=form.get("email", ""),
        )
    except (Unprocessable, Conflict) as refusal:
        return _page(request, refusal=refusal)
    return _page(request, shown=(user, password))


@users(Act.RUN_CITY)
@require_POST
def placement(request: HttpRequest, pk: int) -> HttpResponse:
    """Give somebody another role or unit."""
    role, unit = _role_and_unit(request)
    place(_user(pk), role, unit, by=person(request), at=timezone.now())
    return back(pk)


@users(Act.RUN_CITY)
@require_POST
def closure(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an account, or open it again."""
    act = reopen_account if request.POST.get("open") else close_account
    act(_user(pk), by=person(request), at=timezone.now())
    return back(pk)


@users(Act.RUN_CITY)
@never_cache
@require_POST
def new_password(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an account a new password and show it once."""
    user = _user(pk)
    password = reset_password(user, by=person(request), at=timezone.now())
    return _page(request, shown=(user, password))


def _page(
    request: HttpRequest,
    *,
    refusal: Refusal | None = None,
    shown: tuple[User, str] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        **frame(request, Found(Wanted(), NO_ROWS), at=timezone.now()),
        "here": "users",
        **_listed(request),
        "chosen": _chosen(request),
        "all_units": directory().units,
        "role_names": role_names(),
        "shown": shown,
        "typed": request.POST if refusal else {},
        "fault_field": refusal.field if refusal else "",
        "fault_text": str(refusal) if refusal else "",
    }
    status = status_of(refusal)
    return render(request, "workdesk/accounts.html", context, status=status)


def _role_and_unit(request: HttpRequest) -> tuple[Role, Unit]:
    chosen = request.POST.get("role", "")
    if chosen not in Role.values:
        raise NotChosen(field="role")
    unit = directory().unit_by_code.get(request.POST.get("unit", ""))
    if unit is None:
        raise NotChosen(field="unit")
    return Role(chosen), unit


def _user(pk: int) -> User:
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise NoSuchUser
    return user


def _listed(request: HttpRequest) -> dict[str, Any]:
    sought = request.GET.get("q", "")[:LONGEST]
    leaf = look_up(sought, request.GET.get("page", ""))
    return {
        "accounts": leaf.accounts,
        "leaf": leaf,
        "sought": sought,
        "asking": urlencode({"q": sought}) + "&" if sought else "",
        "has_many": bool(sought) or User.objects.count() > MANY,
    }


def _chosen(request: HttpRequest) -> User | None:
    """The account that is open beside the list; none where its number names nobody."""
    asked = request.GET.get("akun", "")
    if not (asked.isascii() and asked.isdecimal() and len(asked) < 10):
        return None
    return User.objects.filter(pk=asked).prefetch_related("memberships").first()


def back(pk: int) -> HttpResponse:
    """Go back to an account that has been changed."""
    address = f"{reverse('workdesk:users')}?akun={pk}&ok=user_changed"
    return HttpResponseRedirect(address, status=303)
