"""The report on one page that a phone keeps: it opens, is filled in and finished without signal.

Nothing in it is anybody's: what somebody writes and the codes they were given lie in the phone.
Drawn once for each language and version of the city's data; as it reflects nothing and holds no
secret, it may be compressed.
"""

import gzip
import json
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.face.admitting import anyone
from kentongan.face.stamping import STATIC
from kentongan.frontdesk.checking import questions_of
from kentongan.frontdesk.drafting import Draft
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.schemas import current
from kentongan.toolbox.words import LONGEST

PARTS = STATIC / "built" / "offline.json"
"""Names of the built files that the page needs, written by the build."""


class Shell(NamedTuple):
    """The page as it is sent."""

    body: bytes
    compressed: bytes
    etag: str


@anyone
@require_safe
def here(request: HttpRequest) -> HttpResponse:
    """Lead to the page in the visitor's language."""
    return HttpResponseRedirect(f"/lapor/ponsel/{request.LANGUAGE_CODE}/")


@anyone
@require_safe
def phone_page(request: HttpRequest, language: str) -> HttpResponse:
    """Show the page; a service worker keeps it.

    :raises NotFound: if the city does not speak that language
    """
    if language not in directory().profile.languages:
        raise NotFound
    drawn = shell(language)
    if request.headers.get("If-None-Match") == drawn.etag:
        response = HttpResponse(status=304)
    elif "gzip" in request.headers.get("Accept-Encoding", ""):
        response = HttpResponse(drawn.compressed, headers={"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(drawn.body)
    response["ETag"] = drawn.etag
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Accept-Encoding"
    response["Content-Language"] = language
    return response


def shell(language: str) -> Shell:
    """Return the current city's page in one of its languages."""
    return _drawn(current().schema_name, directory().profile.version, language, _built_at())


def _built_at() -> int:
    return PARTS.stat().st_mtime_ns if PARTS.exists() else 0


@lru_cache(maxsize=64)
def _drawn(_schema: str, _version: int, language: str, _built: int) -> Shell:
    with translation.override(language):
        body = render_to_string("frontdesk/phone.html", _context(language)).encode()
    return Shell(body, gzip.compress(body, 9), f'"{sha256(body).hexdigest()[:16]}"')


def _context(language: str) -> dict[str, Any]:
    known, on_offer = directory(), shelf()
    grouped: dict[int, list[ServiceType]] = {}
    for kind in on_offer.offered:
        grouped.setdefault(kind.group_id, []).append(kind)
    return {
        "profile": known.profile,
        "here": language,
        "draft": Draft(key=""),
        "faults": {},
        "groups": [(group, grouped.get(group.pk, ())) for group in on_offer.groups],
        "asking": [(kind, questions_of(kind)) for kind in on_offer.offered],
        "longest": LONGEST,
        "kecamatan": [
            (area, [place for place in known.kelurahan if place.parent_id == area.pk])
            for area in known.kecamatan
        ],
    }


@lru_cache(maxsize=4)
def _parts(_built: int) -> tuple[str, ...]:
    return tuple(json.loads(PARTS.read_text("utf-8"))) if PARTS.exists() else ()


def parts() -> tuple[str, ...]:
    """Return the paths of the built files that the page needs, below the static folder."""
    return _parts(_built_at())
