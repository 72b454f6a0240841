"""Reading requests: a list of the public ones, and any single one by its id."""

from typing import cast

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from kentongan.face.admitting import machines
from kentongan.openapi.open311.answering import Said, speaks
from kentongan.openapi.open311.formats import Value
from kentongan.openapi.open311.pictures import with_photos
from kentongan.openapi.open311.reading import wants_extensions
from kentongan.openapi.open311.records import Record
from kentongan.openapi.open311.selecting import listed, of_requests
from kentongan.openapi.open311.submitting import submit
from kentongan.openapi.open311.trying import tried, tried_ones
from kentongan.openapi.open311.wanted import Wanted, is_reference
from kentongan.toolbox.refusals import NotFound


class NoSuchRequest(NotFound):
    code = "no_such_request"
    sentence = _("There is no request of that id.")


class NoSuchToken(NotFound):
    code = "no_such_token"
    sentence = _("There is no such token: ids are handed out at once, so we hand out no tokens.")


@csrf_exempt
@machines
@speaks("GET", "POST")
def requests(request: HttpRequest, is_test: bool) -> Said:
    """List requests, or hand one in."""
    if request.method == "POST":
        return submit(request, is_test=is_test)
    wanted = Wanted.read(request.GET, at=timezone.now())
    records = tried(wanted) if is_test else _records(request, wanted)
    return Said("service_requests", cast(list[Value], records))


@machines
@speaks("GET")
def one_request(request: HttpRequest, is_test: bool, reference: str) -> Said:
    """Show one request.

    :raises NoSuchRequest: if there is none of that id here
    """
    found: list[Record] = []
    if is_reference(reference):
        found = tried_ones([reference]) if is_test else _one(request, reference)
    if not found:
        raise NoSuchRequest(field="service_request_id")
    return Said("service_requests", cast(list[Value], found))


@machines
@speaks("GET")
def token(request: HttpRequest, is_test: bool, token: str) -> Said:
    """Look a token up: there never is one, for every service answers in real time.

    :raises NoSuchToken: always
    """
    raise NoSuchToken(field="token")


@machines
@speaks("GET", "POST")
def nothing_here(request: HttpRequest, rest: str = "") -> Said:
    """Answer an address that the standard does not know in the standard's own way.

    :raises NotFound: always
    """
    raise NotFound


def _records(request: HttpRequest, wanted: Wanted) -> list[Record]:
    extended = wants_extensions(request)
    return with_photos(request, listed(wanted), extended=extended)


def _one(request: HttpRequest, reference: str) -> list[Record]:
    extended = wants_extensions(request)
    return with_photos(request, of_requests([reference]), extended=extended)
