"""The photos of records: screened copies alone, at addresses that answer only while they may."""

from collections.abc import Sequence

from django.http import HttpRequest

from kentongan.casework.public_photos import public_photos
from kentongan.face.photos import public_url
from kentongan.openapi.open311.records import Record, record_of
from kentongan.openapi.open311.selecting import Asked


def with_photos(request: HttpRequest, found: Sequence[Asked], *, extended: bool) -> list[Record]:
    """Return cases as records, with `media_url` (one statement if any of them is public).

    The standard has room for one; all of them stand in the extended attributes.
    """
    photos = public_photos(asked.case.pk for asked in found if asked.case.is_public)
    records = []
    for asked in found:
        record = record_of(asked, extended=extended)
        shown = photos.get(asked.case.pk, ())
        addresses = [request.build_absolute_uri(public_url(photo)) for photo in shown]
        record["media_url"] = addresses[0] if addresses else None
        more = record.get("extended_attributes")
        if isinstance(more, dict):
            more["media_urls"] = [*addresses]
        records.append(record)
    return records
