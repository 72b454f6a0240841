"""The city's own warnings for machines; what went out is given as it went out, byte by byte."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import condition, require_safe

from kentongan.face.admitting import machines
from kentongan.places.directory import directory
from kentongan.situation.cap.indexing import CAP_TYPE
from kentongan.situation.cap.reading import read
from kentongan.stage.models import StageMessage
from kentongan.stage.signing import key_pair
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.schemas import current

SHOWN = 30
ATOM = "application/atom+xml; charset=utf-8"


class NoSuchMessage(NotFound):
    code = "no_such_message"
    sentence = _("There is no such warning.")


def _mark(request: HttpRequest) -> str:
    """Which index it is: whoever has it already is told so (one statement)."""
    last = StageMessage.objects.order_by("-pk").values_list("pk", flat=True).first()
    language = getattr(request, "LANGUAGE_CODE", "")
    return f'"{last or 0}-{language}-{request.get_host()}"'


@machines
@require_safe
@condition(etag_func=_mark)
def cap_index(request: HttpRequest) -> HttpResponse:
    """List the latest messages, newest first, as Atom (two statements)."""
    rows = list(StageMessage.objects.order_by("-pk")[:SHOWN])
    profile = directory().profile
    shown = {
        "base": f"{request.scheme}://{request.get_host()}",
        "city": profile,
        "messages": [_shown(row, str(getattr(request, "LANGUAGE_CODE", "id"))) for row in rows],
        "updated": rows[0].sent_at if rows else profile.loaded_at,
        "type": CAP_TYPE,
    }
    answer = HttpResponse(render_to_string("openapi/cap_index.xml", shown, request), ATOM)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@machines
@require_safe
def cap_message(request: HttpRequest, identifier: str) -> HttpResponse:
    """Give one message; it never changes.

    :raises NoSuchMessage: if there is none of this name
    """
    found = StageMessage.objects.filter(identifier=identifier).first()
    if found is None:
        raise NoSuchMessage
    answer = HttpResponse(bytes(found.body), CAP_TYPE)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=86400, immutable"
    return answer


@machines
@require_safe
def cap_certificate(request: HttpRequest) -> HttpResponse:
    """Give the certificate by which the city's messages are checked."""
    pair = key_pair(current().schema_name, directory().profile.name, at=timezone.now())
    return HttpResponse(pair.certificate, "application/x-pem-file")


def _shown(row: StageMessage, language: str) -> dict[str, Any]:
    info = read(bytes(row.body)).alert.said_in(language)
    return {"row": row, "headline": info.headline if info else row.identifier}
