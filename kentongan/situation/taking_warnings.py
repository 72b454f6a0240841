"""Taking a warning: once by sender and identifier, with the kecamatan it touches and its faults."""

from datetime import datetime, timedelta

from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from kentongan.journal.recording import record
from kentongan.places.directory import Directory
from kentongan.places.models import Jurisdiction
from kentongan.situation.cap.alert import Alert
from kentongan.situation.cap.judging import judge
from kentongan.situation.cap.outlining import outline
from kentongan.situation.cap.reading import Read
from kentongan.situation.connecting import Parcel
from kentongan.situation.warnings import WarningMessage

WITHOUT_END = timedelta(hours=24)
"""How long a warning counts that does not say until when; said as a fault besides."""


def take_warning(message: Read, parcel: Parcel, *, city: Directory) -> bool:
    """Keep a message unless it was kept before; returns whether it is new."""
    alert = message.alert
    found = judge(alert, at=parcel.received_at)
    row, is_new = WarningMessage.objects.get_or_create(
        sender=alert.sender[:200],
        identifier=alert.identifier[:200],
        defaults={
            "feed": parcel.feed,
            "sent_at": alert.sent,
            "received_at": parcel.received_at,
            "kind": alert.type,
            "status": alert.status,
            "ends_at": _end(alert),
            "body": parcel.body,
            "kecamatan": touched(alert, city),
            "faults": [*message.faults, *(fault.code for fault in found)],
        },
    )
    if is_new:
        told = {"feed": parcel.feed.pk, "type": row.kind, "kecamatan": len(row.kecamatan)}
        record("warning.received", about=("warning", row.pk), by=None, at=row.received_at, **told)
    return is_new


def touched(alert: Alert, city: Directory) -> list[int]:
    """Return the ids of the kecamatan that a warning's areas reach, in order of their codes."""
    drawn = outline(area for info in alert.infos for area in info.areas)
    if drawn.is_empty:
        return []
    districts = sorted(city.kecamatan, key=lambda place: place.code)
    return [place.pk for place in districts if _meets(drawn, place, city)]


def _meets(drawn: BaseGeometry, district: Jurisdiction, city: Directory) -> bool:
    inside = (place for place in city.kelurahan if place.parent_id == district.pk)
    return any(drawn.intersects(shape(place.boundary)) for place in inside if place.boundary)


def _end(alert: Alert) -> datetime:
    ends = [info.expires or alert.sent + WITHOUT_END for info in alert.infos]
    return max(ends, default=alert.sent + WITHOUT_END)
