"""What a case's page says of a form that was refused, and keeps of what was typed into it."""

from typing import Any

from django.http import HttpRequest

from kentongan.casework.hiding import Target
from kentongan.face.photos import photo_url
from kentongan.toolbox.refusals import Conflict, Refusal
from kentongan.workdesk.attaching import attached_to
from kentongan.workdesk.needs import missing
from kentongan.workdesk.verbs import Verb


def refused(
    request: HttpRequest, refusal: Refusal | None, *, verb: Verb | None, widened: Target | None
) -> dict[str, Any]:
    """Return the context; without a refusal it says that there was none."""
    return {
        "doing": verb.name if verb else request.GET.get("do", ""),
        "typed": request.POST if verb or widened else {},
        "attached": _attached(request) if verb and verb.is_multipart else [],
        "widened": _id_of(widened) if widened else "",
        "missing": missing(verb.name, request.POST) if verb and refusal else [],
        "fault_field": (refusal.field or "") if refusal else "",
        "fault_text": str(refusal) if refusal else "",
        "fault_code": refusal.code if refusal else "",
        "is_conflict": isinstance(refusal, Conflict),
    }


def _attached(request: HttpRequest) -> list[dict[str, Any]]:
    """The pictures that have arrived: token, address, and whether they were taken in the app."""
    return [
        {"token": each.token, "small": photo_url(each.photo, small=True), "is_shot": each.told}
        for each in attached_to(request)
    ]


def _id_of(target: Target) -> str:
    """The name of a form that asks to show something, as `shields.html` gives it."""
    row = target.service_request or target.photo
    return f"widen-{target.what}{row.pk if row else ''}"
