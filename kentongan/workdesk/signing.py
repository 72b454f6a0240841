"""The way in and the way out."""

from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.face.admitting import anyone
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.people.signing_in import TooManyAttempts, WrongCredentials, sign_in
from kentongan.workdesk import devices
from kentongan.workdesk.visitors import person

HOMES = (
    (Act.SEE, "queue"),
    (Act.SUPERVISE_CALLS, "call_room"),
    (Act.SERVE_GROUP, "group"),
    (Act.HELP_NEIGHBOURS, "rukun"),
)
"""What somebody may do, and the page on which their work begins; the first that fits."""


@anyone
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """Ask for name and password, and go on to where the visitor wanted to be."""
    if request.method != "POST":
        if request.user.is_authenticated:
            return HttpResponseRedirect(_onward(request, person(request)))
        return _form(request)
    mark, username = devices.mark_of(request), request.POST.get("username", "")
    try:
        user = sign_in(
            username,
            request.POST.get("password", ""),
            device=mark,
            is_known=devices.is_known(request, username),
            at=timezone.now(),
        )
    except WrongCredentials as refusal:
        response = _form(request, username, str(refusal), status=422)
    except TooManyAttempts as refusal:
        response = _form(request, username, str(refusal), status=429, wait=refusal.seconds)
    else:
        login(request, user)
        response = HttpResponseRedirect(_onward(request, user), status=303)
        devices.introduce(request, response, user)
    devices.remember(response, mark)
    return response


@anyone
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return HttpResponseRedirect(reverse("workdesk:sign_in"), status=303)


def _form(
    request: HttpRequest, username: str = "", fault: str = "", status: int = 200, wait: int = 0
) -> HttpResponse:
    context = {"username": username[:60], "fault": fault, "next": _next(request)}
    response = render(request, "workdesk/sign_in.html", context, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if safe else ""


def home_of(user: User) -> str:
    """Return the address of the page on which somebody's work begins."""
    return reverse(f"workdesk:{next((page for act, page in HOMES if may(user, act)), 'account')}")


def _onward(request: HttpRequest, user: User) -> str:
    """Where they wanted to be, or where their work begins."""
    wanted = _next(request)
    # The desk's front door leads to the queue; who has none there begins where their work does.
    is_front_door = wanted.partition("?")[0] == reverse("workdesk:queue")
    if is_front_door and not may(user, Act.SEE):
        wanted = ""
    return wanted or home_of(user)
