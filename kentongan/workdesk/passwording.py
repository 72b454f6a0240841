"""The page on which somebody changes their own password."""

from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kentongan.face.admitting import members
from kentongan.people.passwords import change_password
from kentongan.toolbox.refusals import Unprocessable
from kentongan.workdesk.signing import home_of
from kentongan.workdesk.visitors import person


@members
@never_cache
@sensitive_post_parameters("present", "fresh")
@require_http_methods(["GET", "HEAD", "POST"])
def password_page(request: HttpRequest) -> HttpResponse:
    """Ask for the present and the new password; the session here goes on."""
    fault: Unprocessable | None = None
    if request.method == "POST":
        present, fresh = request.POST.get("present", ""), request.POST.get("fresh", "")
        try:
            user = change_password(person(request), present, fresh, at=timezone.now())
        except Unprocessable as refusal:
            fault = refusal
        else:
            update_session_auth_hash(request, user)
            return HttpResponseRedirect(f"{home_of(user)}?ok=password", status=303)
    context = {
        "person": person(request),
        "home": home_of(person(request)),
        "fault_field": fault.field if fault else "",
        "fault_text": str(fault) if fault else "",
    }
    return render(request, "workdesk/password.html", context, status=422 if fault else 200)
