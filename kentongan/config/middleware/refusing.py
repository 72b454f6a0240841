"""Where a room's no becomes a status: 422, 403, 404 or 409. Anything else crashes loudly.

Whoever comes by GET to an address that only takes what a form sends (by going back, by signing in
again in between) is told so on a page of ours, whatever the address.
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _

from kentongan.config.middleware import Next
from kentongan.config.middleware.pages import problem
from kentongan.toolbox.refusals import Conflict, Forbidden, NotFound, Refusal, Unprocessable

STATUSES: dict[type[Refusal], int] = {
    Unprocessable: 422,
    Forbidden: 403,
    NotFound: 404,
    Conflict: 409,
}


def status_of(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal's kind."""
    return next((status for kind, status in STATUSES.items() if isinstance(refusal, kind)), 422)


class Refuse:
    """Tell the visitor what the room said."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:  # no name holds it, and the database crashes on it
            return not_found(request, Http404())
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            return only_sent(request, response)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer a refusal; returns None for a bug, which Django then logs as one."""
        if not isinstance(fault, Refusal):
            return None
        return problem(
            request,
            status=status_of(fault),
            code=fault.code,
            sentence=str(fault),
            field=fault.field,
        )


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose token has expired; doors that keep words handle it before this."""
    return problem(
        request,
        status=403,
        code="stale_form",
        sentence=_("This form has expired. Please go back, load it again and send it once more."),
    )


def only_sent(request: HttpRequest, bare: HttpResponse) -> HttpResponse:
    """Answer a method that an address does not have, with a way back to the page above it."""
    response = problem(
        request,
        status=405,
        code="only_sent",
        sentence=_(
            "This address only takes what a form sends, so there is nothing to see. "
            "Nothing was sent just now, and nothing is lost."
        ),
        href=_above(request.path),
    )
    response["Allow"] = bare["Allow"]
    response["Cache-Control"] = "no-store"
    return response


def _above(path: str) -> str:
    """The nearest page above an address."""
    parts = path.strip("/").split("/")
    while parts := parts[:-1]:
        address = f"/{'/'.join(parts)}/"
        try:
            resolve(address)
        except Resolver404:
            continue
        return address
    return "/"


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:
    """Answer an address that leads nowhere."""
    return problem(
        request, status=404, code="not_found", sentence=_("There is nothing at this address.")
    )


def crashed(request: HttpRequest) -> HttpResponse:
    """Answer a bug: say so, and that it has been noted."""
    return problem(
        request,
        status=500,
        code="crashed",
        sentence=_("Something broke on our side. It has been noted; please try again later."),
    )
