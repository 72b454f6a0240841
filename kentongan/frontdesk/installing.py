"""What makes this door an app of a phone's own: the manifest, its icons, the service worker."""

import json
import re
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.stamping import STATIC, static
from kentongan.face.worded import worded
from kentongan.frontdesk.icons import SIZES, icon
from kentongan.frontdesk.phoning import parts, shell
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound

A_DAY = "public, max-age=86400"
GROUND, PAPER = "#0b5d5b", "#f7f8f6"
PICTURES = ["image/jpeg", "image/png", "image/webp", "image/heic", "image/heif", ".heic"]
FINGERPRINTED = re.compile(r"-[0-9A-Z]{8}\.\w+$")
WORKER = STATIC / "built" / "worker.js"


@anyone
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """Say how the app is called and looks, where it begins and what may be shared with it."""
    profile = directory().profile
    called = worded(profile.wording.get("app_name"))
    said = {
        "id": "/",
        "name": f"{called or _('Citizen reports')} · {profile.name}",
        "short_name": called[:12] or profile.short,
        "description": _("One minute, without an account. Works without signal."),
        "lang": request.LANGUAGE_CODE,
        "dir": "ltr",
        "start_url": "/lapor/ponsel/",
        "scope": "/",
        "display": "standalone",
        "theme_color": GROUND,
        "background_color": PAPER,
        "icons": [_icon(name) for name in SIZES],
        "shortcuts": [
            {"name": pgettext("do it", "Report"), "url": "/lapor/ponsel/#baru"},
            {"name": _("Follow"), "url": "/t/"},
        ],
        "share_target": _share_target(),
    }
    headers = {"Cache-Control": "no-cache"}
    return JsonResponse(said, content_type="application/manifest+json", headers=headers)


@anyone
@require_safe
def icon_png(_request: HttpRequest, name: str) -> HttpResponse:
    """Draw an icon.

    :raises NotFound: if there is none of that size
    """
    if name not in SIZES:
        raise NotFound
    size, maskable = SIZES[name]
    response = HttpResponse(icon(size, maskable=maskable), content_type="image/png")
    response["Cache-Control"] = A_DAY
    return response


@anyone
@gzip_page
@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """The service worker, headed by what it keeps: it changes when any of that does."""
    languages = directory().profile.languages
    kept: list[dict[str, str | None]] = [
        {"url": _address(path), "revision": None} for path in parts()
    ]
    for language in languages:
        revision = sha256(shell(language).body).hexdigest()[:16]
        kept.append({"url": f"/lapor/ponsel/{language}/", "revision": revision})
    head = f"self.KENTONGAN={json.dumps({'kept': kept, 'languages': languages})};\n"
    text = WORKER.read_text("utf-8") if WORKER.exists() else ""
    response = HttpResponse(head + text, content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


def _address(path: str) -> str:
    """As the page asks for it: what other files import by its fingerprint has no other stamp."""
    return f"{settings.STATIC_URL}{path}" if FINGERPRINTED.search(path) else static(path)


def _icon(name: str) -> dict[str, str]:
    size, maskable = SIZES[name]
    return {
        "src": f"/aplikasi/ikon-{name}.png",
        "sizes": f"{size}x{size}",
        "type": "image/png",
        "purpose": "maskable" if maskable else "any",
    }


def _share_target() -> dict[str, object]:
    return {
        "action": "/lapor/bagikan",
        "method": "POST",
        "enctype": "multipart/form-data",
        "params": {
            "title": "title",
            "text": "text",
            "url": "url",
            "files": [{"name": "photos", "accept": PICTURES}],
        },
    }
