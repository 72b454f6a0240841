"""Roads as GeoJSON lines with their speed in km/h: a traffic centre's, or made of buses' speeds.

Properties: `id`, `name`, `speed_kmh`, `free_flow_kmh`, `closed`, `updated_at` (with an offset).
"""

from collections.abc import Sequence
from typing import Any

from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take, told_of
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import Stretch
from kentongan.situation.shapes import drawn, features, geojson
from kentongan.situation.telling import Told
from kentongan.situation.values import key, moment, number, opened, thing, words

FASTEST = 200


class Traffic:
    """Takes stretches of road."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: all is said at once."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take the stretches within the city; of one not listed any more nothing is known."""
        tidings = told_of(features(opened(parcel.raw)), stretch, is_local=True)
        return take(tidings, Kind.TRAFFIC, parcel)


def stretch(line: tuple[Any, Any]) -> Told:
    """Return a stretch and how fast it is."""
    told = thing(line[1], "properties")
    form = drawn(line[0])
    if form.geom_type not in {"LineString", "MultiLineString"}:
        raise NotUnderstood("a road that is no line")
    said = Stretch(
        words(told.get("name")),
        number(told.get("speed_kmh"), "speed_kmh", 0, FASTEST),
        number(told.get("free_flow_kmh"), "free_flow_kmh", 1, FASTEST),
        told.get("closed") is True,
    )
    when = moment(told.get("updated_at"), "updated_at")
    return Told(key(told.get("id"), "id"), said, when, outline=geojson(form))
