"""A no, as a page for people or as problem+json for machines (RFC 9457)."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string


def wants_json(request: HttpRequest) -> bool:
    """Whether a machine is asking: its Accept header prefers JSON to a page."""
    accepted = request.headers.get("Accept", "")
    return "json" in accepted and "text/html" not in accepted


def problem(
    request: HttpRequest,
    *,
    status: int,
    code: str,
    sentence: str,
    field: str | None = None,
    href: str = "",
) -> HttpResponse:
    """Return the refusal in the form the visitor reads.

    :param href: where the page leads, if not to the start
    """
    if wants_json(request):
        body = {"type": "about:blank", "status": status, "code": code, "title": sentence}
        if field:
            body["field"] = field
        return JsonResponse(body, status=status, content_type="application/problem+json")
    told = {"status": status, "code": code, "sentence": sentence, "href": href}
    page = render_to_string("face/message.html", told, request)
    return HttpResponse(page, status=status)
