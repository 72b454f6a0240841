"""Where letters about the work reach somebody: their own page, and the administrator's form."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kentongan.face.admitting import members, users
from kentongan.people.addressing import Post, readdress
from kentongan.people.leading import NoSuchUser
from kentongan.people.models import User, Wish
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.accounts import back
from kentongan.workdesk.signing import home_of
from kentongan.workdesk.visitors import person

WISHES: Mapping[str, str | Promise] = {
    Wish.URGENT: _("Urgent ones at once, the rest daily"),
    Wish.DAILY: _("All in one letter a day"),
    Wish.NONE: _("No letters"),
}


@members
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def own_account(request: HttpRequest) -> HttpResponse:
    """Show where letters reach whoever is at the desk; a POST changes it."""
    user, fault = person(request), None
    if request.method == "POST":
        try:
            _keep(user, request, user, timezone.now())
        except Unprocessable as refusal:
            fault = refusal
        else:
            return HttpResponseRedirect(f"{home_of(user)}?ok=readdressed", status=303)
    context = {
        "person": user,
        "home": home_of(user),
        "typed": request.POST if fault else _post(user),
        "spoken": [(code, dict(settings.LANGUAGES).get(code, code)) for code in _spoken()],
        "wishes": WISHES.items(),
        "fault_field": fault.field if fault else "",
        "fault_text": str(fault) if fault else "",
    }
    return render(request, "workdesk/account.html", context, status=422 if fault else 200)


@users(Act.RUN_CITY)
@require_POST
def addressing(request: HttpRequest, pk: int) -> HttpResponse:
    """Say where letters reach somebody else."""
    user = User.objects.filter(pk=pk).first()
    if user is None:
        raise NoSuchUser
    _keep(user, request, person(request), timezone.now())
    return back(pk)


def _post(user: User) -> Post:
    return Post(user.email, user.phone, user.letters, user.language or _spoken()[0])


def _spoken() -> list[str]:
    return list(directory().profile.languages)


def _keep(user: User, request: HttpRequest, by: User, at: datetime) -> None:
    form = request.POST
    letters, language = form.get("letters", user.letters), form.get("language", user.language)
    post = Post(form.get("email", ""), form.get("phone", ""), letters, language)
    readdress(user, post, by=by, at=at)
