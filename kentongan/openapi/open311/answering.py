"""Every answer of Open311: the format, the errors as the standard words them, other sites' pages.

The standard knows three errors: 404 for what does not exist, 403 for a wrong or missing key, 400
for all else. 405 is HTTP's own, for a method that an address does not have.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps

from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from kentongan.openapi.open311.formats import Format, Value, choose, write
from kentongan.openapi.open311.naming import check_jurisdiction, parameter_of
from kentongan.toolbox.refusals import Conflict, Forbidden, NotFound, Refusal

log = logging.getLogger("kentongan.database")
RETRY_AFTER_SECONDS = "15"
ALLOWED_HEADERS = "Content-Type, Idempotency-Key"
UNREADABLE = (SuspiciousOperation, MultiPartParserError, UnreadablePostError)


@dataclass(frozen=True)
class Said:
    """What a view has to say, before it is written in a format."""

    root: str
    value: Value
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


View = Callable[..., Said]


def speaks(*methods: str) -> Callable[[View], Callable[..., HttpResponse]]:
    """Let a view answer in XML or JSON, refuse as the standard says, and serve other sites."""

    def wrap(view: View) -> Callable[..., HttpResponse]:
        @wraps(view)
        def speaking(
            request: HttpRequest, ext: str | None = None, **captured: object
        ) -> HttpResponse:
            form = choose(request, ext)
            if request.method == "OPTIONS":
                return _preflight(methods)
            return _written(_said(view, methods, request, form, captured), form, ext)

        return speaking

    return wrap


def _written(said: Said, form: Format | None, ext: str | None) -> HttpResponse:
    spoken = form or Format.XML
    response = HttpResponse(
        write(said.root, said.value, spoken),
        content_type=spoken.content_type,
        status=said.status,
        headers=said.headers,
    )
    response["Access-Control-Allow-Origin"] = "*"
    if ext is None:
        response["Vary"] = "Accept"
    return response


def errors(*found: tuple[int, str]) -> Said:
    """Return errors as (HTTP status, sentence); the first one's status is the answer's."""
    listed: list[Value] = [{"code": code, "description": text} for code, text in found]
    return Said("errors", listed, status=found[0][0])


def _said(
    view: View,
    methods: tuple[str, ...],
    request: HttpRequest,
    form: Format | None,
    captured: dict[str, object],
) -> Said:
    if form is None:
        return errors((400, _("We speak xml and json: end the address in one of them.")))
    if ("GET" if request.method == "HEAD" else request.method) not in methods:
        said = errors((405, _("This address does not know that method.")))
        said.headers["Allow"] = ", ".join((*methods, "OPTIONS"))
        return said
    try:
        check_jurisdiction(request)
        return view(request, **captured)
    except Refusal as refusal:
        return _refused(refusal)
    except (OperationalError, InterfaceError) as fault:
        return _away(fault)
    except UNREADABLE:
        return errors((400, _("What you sent cannot be read: it is too large, or cut off.")))


def _refused(refusal: Refusal) -> Said:
    sentence = str(refusal)
    if refusal.field:
        sentence = f"{parameter_of(refusal.field)}: {sentence}"
    return errors((_status(refusal), sentence))


def _away(fault: Exception) -> Said:
    """The database is gone: nothing was kept, and the next request opens a fresh connection."""
    log.error("the database did not answer: %s", fault)
    connection.close()
    said = errors((503, _("Our records cannot be reached just now; nothing was kept.")))
    said.headers["Retry-After"] = RETRY_AFTER_SECONDS
    return said


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, Forbidden):
        return 403
    if isinstance(refusal, NotFound) or refusal.code == "unknown_service_type":
        return 404
    return 409 if isinstance(refusal, Conflict) else 400


def _preflight(methods: tuple[str, ...]) -> HttpResponse:
    return HttpResponse(
        status=204,
        headers={
            "Access-Control-Allow-Origin": "*",
            "Access-Control-Allow-Methods": ", ".join((*methods, "OPTIONS")),
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": "86400",
            "Allow": ", ".join((*methods, "OPTIONS")),
        },
    )
