"""An operator's buses as GTFS-Realtime (VehiclePositions): understood and archived here.

Where each bus is, `transit/` makes of it, which this room does not know (`config.riding` carries
it over). A server that goes on handing out what its buses told long ago counts as silent.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from google.protobuf.message import DecodeError
from google.transit import gtfs_realtime_pb2

from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.feeds import Feed

MOST = 5000
"""Vehicles in one answer."""
AHEAD = timedelta(minutes=2)


class GtfsRealtime:
    """Takes nothing by itself: it says how many vehicles an answer tells of."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Return how many vehicles are told of."""
        if not parcel.feed.settings.get("operator"):
            raise NotUnderstood("settings: operator says whose buses these are")
        message = _opened(parcel.raw)
        count = sum(each.HasField("vehicle") and not each.is_deleted for each in message.entity)
        if count > MOST:
            raise NotUnderstood(f"{count} vehicles")
        if message.header.timestamp:
            _see_new(message.header.timestamp, parcel)
        return count


def _opened(raw: bytes) -> gtfs_realtime_pb2.FeedMessage:
    message = gtfs_realtime_pb2.FeedMessage()
    try:
        message.ParseFromString(raw)
    except DecodeError:
        raise NotUnderstood("no GTFS-Realtime message") from None
    if not message.IsInitialized():
        raise NotUnderstood("half a GTFS-Realtime message")
    if message.header.incrementality != gtfs_realtime_pb2.FeedHeader.FULL_DATASET:
        raise NotUnderstood("it tells only what has changed")
    return message


def _see_new(seconds: int, parcel: Parcel) -> None:
    try:
        told_at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise NotUnderstood("a moment that is none") from None
    age = parcel.received_at - told_at
    if age > timedelta(seconds=parcel.feed.fresh_s):
        raise NotUnderstood(f"it still says what it said at {told_at:%F %R}Z")
    if age < -AHEAD:
        raise NotUnderstood(f"it is from {told_at:%F %R}Z, which has not come yet")
