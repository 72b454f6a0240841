"""When the database is away, or cannot hold what was sent: the visitor is told so.

A connection that broke is closed, so that the next request opens a fresh one instead of
meeting the dead one again.
"""

import logging

from django.db import DataError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kentongan.config.middleware import Next
from kentongan.config.middleware.pages import problem
from kentongan.frontdesk.retrying import try_again

log = logging.getLogger("kentongan.database")
RETRY_AFTER_SECONDS = "15"
REPORT = "/lapor/"
"""Where words may not be lost, whatever happens: the form comes back with them."""


class Faults:
    """Turn a lost database into 503, and what no column holds into 422, each with a sentence."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Catch what a view met; returns None for anything else, which Django logs as a bug."""
        if isinstance(fault, OperationalError | InterfaceError):
            return away(request, fault)
        is_told = request.method == "POST" or request.META.get("QUERY_STRING")
        if is_told and isinstance(fault, DataError | OverflowError):
            return unkeepable(request, fault)
        return None


def unkeepable(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Refuse (422) what no form of ours sends: a NUL in a text, a year beyond all calendars."""
    log.warning("%s was sent what cannot be kept", request.path, exc_info=fault)
    return problem(
        request,
        status=422,
        code="unkeepable",
        sentence=_(
            "Something in what you sent cannot be kept: a sign that no text holds, or a number "
            "or day out of all bounds. Nothing was kept."
        ),
    )


def away(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Say that the database is away (503); the form of a report comes back with its words."""
    log.error("the database did not answer: %s", fault)
    connection.close()
    if request.method == "POST" and request.path == REPORT:
        return try_again(request)
    response = problem(
        request,
        status=503,
        code="database_away",
        sentence=_(
            "Our records cannot be reached just now. Nothing you sent was kept; "
            "please go back and send it again in a minute."
        ),
    )
    response["Retry-After"] = RETRY_AFTER_SECONDS
    return response
