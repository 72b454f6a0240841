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

log = logging.getLogger("kentongan.database")
RETRY_AFTER_SECONDS = "15"


class Faults:
    """Turn a lost database into 503 with a plain sentence."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            response = self.get_response(request)
        except (OperationalError, InterfaceError) as fault:
            return self._away(request, fault)
        return response

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Catch what a view met; returns None for anything that is not a lost database."""
        if isinstance(fault, OperationalError | InterfaceError):
            return self._away(request, fault)
        return None

    def _away(self, request: HttpRequest, fault: Exception) -> HttpResponse:
        log.error("the database did not answer: %s", fault)
        connection.close()
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
