"""Headers that keep a page to itself: our own scripts and styles, no frames, no guessing."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from kentongan.cities.drills import STATUS
from kentongan.config.middleware import Next
from kentongan.face.policy import POLICY


class SafeHeaders:
    """Set them on every answer that has not set its own."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Referrer-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "geolocation=(self), camera=(self)")
        if getattr(getattr(request, "city", None), "drill_of_id", None):
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
            response.headers["Kentongan-Drill"] = STATUS
        if settings.HTTPS:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response
