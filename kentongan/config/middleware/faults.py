"""When the database is away: the visitor is told that nothing was kept, and to try again.

A connection that broke is closed, so that the next request opens a fresh one instead of
meeting the dead one again.
"""

import logging

from django.db import InterfaceError, OperationalError, connection
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
    """Turn a lost database into 503 with a plain sentence."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Catch what a view met; returns None for anything that is not a lost database."""
        if isinstance(fault, OperationalError | InterfaceError):
            return away(request, fault)
        return None


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
