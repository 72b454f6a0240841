"""Hearing positions as operators tell them: our own JSON, or GTFS-Realtime.

What cannot be read is None, so that one bad position does not cost the others.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from math import isfinite
from typing import Any

from django.utils.translation import gettext_lazy as _
from google.protobuf.message import DecodeError
from google.transit import gtfs_realtime_pb2

from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable
from kentongan.transit.sifting import Told


class NotRealtime(Unprocessable):
    code = "not_gtfs_realtime"
    sentence = _("This is no GTFS-Realtime message.")


def told_of(part: object) -> Told | None:
    """Return a position that was told as JSON; None if a part is missing or is not what it should.

    `at` is seconds since 1970, or ISO 8601 with its offset; `heading` degrees from north.
    """
    if not isinstance(part, Mapping):
        return None
    vehicle, line = part.get("vehicle"), part.get("line", "")
    at, lat, lon = _moment(part.get("at")), _number(part.get("lat")), _number(part.get("lon"))
    if not isinstance(vehicle, str) or not isinstance(line, str):
        return None
    if at is None or lat is None or lon is None:
        return None
    return Told(vehicle, at, Point(lat, lon), _heading(part), line[:100])


def told_by_realtime(raw: bytes) -> list[Told | None]:
    """Return the positions of a GTFS-Realtime message.

    :raises NotRealtime: if the bytes are none
    """
    message = gtfs_realtime_pb2.FeedMessage()
    try:
        message.ParseFromString(raw)
    except DecodeError as fault:
        raise NotRealtime from fault
    if not message.IsInitialized():
        raise NotRealtime
    return list(_vehicles(message))


def _vehicles(message: gtfs_realtime_pb2.FeedMessage) -> Iterator[Told | None]:
    for entity in message.entity:
        if entity.is_deleted or not entity.HasField("vehicle"):
            continue
        vehicle = entity.vehicle
        code = vehicle.vehicle.id or vehicle.vehicle.label
        seconds = vehicle.timestamp or message.header.timestamp
        at, where = _moment(seconds or None), vehicle.position
        if not code or at is None or not vehicle.HasField("position"):
            yield None
            continue
        heading = where.bearing if where.HasField("bearing") else None
        point = Point(where.latitude, where.longitude)
        yield Told(code, at, point, heading, vehicle.trip.route_id)


def _moment(told: object) -> datetime | None:
    try:
        if isinstance(told, str):
            moment = datetime.fromisoformat(told)
            return moment if moment.tzinfo else None
        seconds = _number(told)
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _number(told: object) -> float | None:
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if isfinite(told) else None


def _heading(part: Mapping[Any, Any]) -> float | None:
    heading = _number(part.get("heading"))
    return None if heading is None else heading % 360
