"""Serving a photo to whoever was shown its signed address."""

from django.http import FileResponse, HttpRequest
from django.views.decorators.http import require_safe

from kentongan.face.admitting import anyone
from kentongan.face.photos import may_be_shown
from kentongan.intake.photo_files import find
from kentongan.toolbox.refusals import NotFound


@anyone
@require_safe
def photo(request: HttpRequest, digest: str) -> FileResponse:
    """Return the photo.

    :raises NotFound: without the right key, or without such a photo
    """
    path = find(digest) if may_be_shown(digest, request.GET.get("k", "")) else None
    if path is None:
        raise NotFound
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["X-Robots-Tag"] = "noindex"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
