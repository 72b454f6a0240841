"""The city's first language, until the visitor chooses another: `?lang=en` is remembered."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from kentongan.config.middleware import Next

A_YEAR = 365 * 24 * 3600


class ChooseLanguage:
    """Activate the language of a request; only those the city speaks can be chosen."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        spoken = request.profile.languages  # type: ignore[attr-defined]
        asked = request.GET.get("lang", "")
        kept = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = next((code for code in (asked, kept) if code in spoken), spoken[0])
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if asked in spoken and asked != kept:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME, asked, max_age=A_YEAR, samesite="Lax"
            )
        return response
