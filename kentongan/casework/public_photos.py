"""Which photos everybody may see: screened copies, while case and voice are open to all."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kentongan.intake.models import Photo


def _public() -> QuerySet[Photo]:
    return Photo.objects.filter(
        is_public=True,
        erased_at=None,
        service_request__is_confidential=False,
        service_request__restricted_at=None,
        service_request__filing__case__is_public=True,
    )


def public_photos(cases: Iterable[int]) -> dict[int, list[Photo]]:
    """Return the photos of these cases (ids) that all may see, in their order (one statement)."""
    wanted = list(cases)
    found: dict[int, list[Photo]] = {}
    if not wanted:
        return found
    photos = _public().filter(service_request__filing__case__in=wanted)
    in_order = photos.order_by("pk").select_related("service_request__filing")
    of_case = in_order.only("public_digest", "service_request__filing__case_id")
    for photo in of_case:
        found.setdefault(photo.service_request.filing.case_id, []).append(photo)
    return found


def is_public_copy(digest: str) -> bool:
    """Whether a screened copy may be seen by all at this moment."""
    return _public().filter(public_digest=digest).exists()
