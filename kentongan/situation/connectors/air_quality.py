"""Stations that measure the air, JSON: `{stations: [{id, name, lat, lon, pm2_5, measured_at}]}`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take, told_of
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import AirQuality
from kentongan.situation.telling import Told
from kentongan.situation.values import key, moment, number, opened, point, thing, things, words

HOLDS = timedelta(hours=3)
"""How long a measure tells of the air: stations measure hourly, and may miss one."""
AHEAD = timedelta(minutes=5)
"""How far a station's clock may go ahead of ours."""


class AirStations:
    """Takes what stations measured."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: all is said at once."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take the stations of the list, also those just outside: the wind knows no border."""
        listed = things(thing(opened(parcel.raw), "the answer").get("stations"), "stations")
        tidings = told_of(listed, lambda line: station(line, parcel.received_at))
        return take(tidings, Kind.AIR_QUALITY, parcel)


def station(line: Any, received_at: datetime) -> Told:
    """Return what one station measured, and until when that tells of the air."""
    told = thing(line, "a station")
    measured_at = moment(told.get("measured_at"), "measured_at")
    if measured_at is None or measured_at > received_at + AHEAD:
        raise NotUnderstood("measured_at is missing, or still to come")
    return Told(
        key(told.get("id"), "id"),
        AirQuality(words(told.get("name"), 120), number(told.get("pm2_5"), "pm2_5", 0, 2000)),
        measured_at,
        holds_until=measured_at + HOLDS,
        point=point(told.get("lat"), told.get("lon")),
    )
