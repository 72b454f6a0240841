"""Serving a photo to whoever was shown its signed address."""

from pathlib import Path

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from kentongan.casework.public_photos import is_public_copy
from kentongan.face.admitting import anyone
from kentongan.face.photos import may_be_shown
from kentongan.intake.photo_files import find, find_shown
from kentongan.toolbox.refusals import NotFound


@anyone
@require_safe
def photo(request: HttpRequest, digest: str) -> FileResponse:
    """Return the photo.

    :raises NotFound: without the right key, or without such a photo
    """
    return _served(request, digest, find(digest))


@anyone
@require_safe
def small_photo(request: HttpRequest, digest: str) -> FileResponse:
    """Return the photo's small rendition; the photo itself where it has none.

    :raises NotFound: as above
    """
    return _served(request, digest, find(digest, small=True) or find(digest))


@anyone
@require_safe
def public_photo(request: HttpRequest, digest: str) -> FileResponse:
    """Return a screened copy, as long as everybody may see it; hiding it holds within a minute.

    :raises NotFound: if it is hidden, or there is none
    """
    path, key = find_shown(digest), request.GET.get("k", "")
    if path is None:
        raise NotFound
    if key:
        return _served(request, digest, path)
    if not is_public_copy(digest):
        raise NotFound
    response = _file(path)
    response["Cache-Control"] = "public, max-age=60"
    return response


def _served(request: HttpRequest, digest: str, path: Path | None) -> FileResponse:
    if path is None or not may_be_shown(digest, request.GET.get("k", "")):
        raise NotFound
    response = _file(path)
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["X-Robots-Tag"] = "noindex"
    return response


def _file(path: Path) -> FileResponse:
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
