"""Drawing a page of this door."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kentongan.face.photos import photo_url
from kentongan.frontdesk.states import state_of


def page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """Return a page; `template` is a name below `frontdesk/`."""
    shown = {
        "photo_url": photo_url,
        "profile": getattr(request, "profile", None),
        "state_of": state_of,
        **(context or {}),
    }
    return HttpResponse(render_to_string(f"frontdesk/{template}", shown, request), status=status)


def secretly(response: HttpResponse) -> HttpResponse:
    """Keep a page whose address is a secret out of caches, search engines and referrers."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response
