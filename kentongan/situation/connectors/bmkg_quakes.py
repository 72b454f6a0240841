"""BMKG's earthquakes (autogempa, gempaterkini, gempadirasakan), as JSON or XML.

The source must be named wherever they are shown (data.bmkg.go.id/gempabumi).
"""

from collections.abc import Sequence
from datetime import timedelta
from hashlib import sha256

from kentongan.situation.cap.opening import NotReadable, opened
from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take, told_of
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import Quake
from kentongan.situation.telling import Told
from kentongan.situation.values import Thing, moment, needed, point, thing, words
from kentongan.situation.values import opened as json_opened

TOLD_FOR = timedelta(hours=24)
"""How long a quake is news; the list of the last fifteen reaches back weeks."""


class BmkgQuakes:
    """Takes the newest one, or the last fifteen."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: all is said at once."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take the quakes that the answer lists."""
        lines = listed(parcel.raw)
        return take(told_of(lines, quake, is_whole=False), Kind.QUAKE, parcel)


def listed(raw: bytes) -> Sequence[Thing]:
    """Return the quakes as they were written, whether as JSON or as XML.

    :raises NotUnderstood: if there is none: the agency always tells of the last
    """
    found = _of_xml(raw) if raw.lstrip()[:1] == b"<" else _of_json(raw)
    if not found:
        raise NotUnderstood("it tells of no quake at all")
    return found


def quake(told: Thing) -> Told:
    """Return one of them. Its moment and place are its name: the agency gives it no other."""
    lat, _, lon = words(told.get("Coordinates")).partition(",")
    where, told_at = point(lat.strip(), lon.strip()), moment(told.get("DateTime"), "DateTime")
    if where is None or told_at is None:
        raise NotUnderstood("a quake without its moment or its place")
    said = Quake(
        magnitude=needed(words(told.get("Magnitude")), "Magnitude", -2, 11),
        depth_km=needed(words(told.get("Kedalaman")).removesuffix("km"), "Kedalaman", 0, 1000),
        place=words(told.get("Wilayah")),
        potential=words(told.get("Potensi")),
        felt=words(told.get("Dirasakan")),
    )
    key = sha256(f"{told_at.isoformat()} {where.lat} {where.lon}".encode()).hexdigest()[:16]
    return Told(key, said, told_at, told_at, told_at + TOLD_FOR, point=where)


def _of_json(raw: bytes) -> Sequence[Thing]:
    whole = thing(json_opened(raw), "the answer")
    told = thing(whole.get("Infogempa"), "Infogempa").get("gempa")
    return [thing(each, "gempa") for each in (told if isinstance(told, list) else [told])]


def _of_xml(raw: bytes) -> Sequence[Thing]:
    try:
        root = opened(raw)
    except NotReadable as fault:
        raise NotUnderstood(str(fault)) from None
    if root.tag != "Infogempa":
        raise NotUnderstood("its first element is not Infogempa")
    found = []
    for each in root.iterchildren("gempa"):
        flat = {str(inner.tag): inner.text or "" for inner in each.iter("*") if inner is not each}
        found.append({**flat, "Coordinates": flat.get("Coordinates") or flat.get("coordinates")})
    return found
