"""Cameras as a list of links (JSON): `[{id, name, link, lat, lon, last_seen}]`, or under `cameras`.

Only links: no picture is fetched, kept or shown by us.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from kentongan.situation.connecting import NotUnderstood, Parcel
from kentongan.situation.connectors.listing import take, told_of
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.kinds import Camera
from kentongan.situation.telling import Told
from kentongan.situation.values import key, moment, opened, point, thing, things, words


class Cctv:
    """Takes cameras."""

    def links(self, feed: Feed, raw: bytes) -> Sequence[str]:
        """Lead nowhere: a camera's picture is not ours to fetch."""
        return ()

    def take(self, parcel: Parcel) -> int:
        """Take the cameras of the list, whether in the city or at its rivers upstream."""
        told = opened(parcel.raw)
        listed = told.get("cameras") if isinstance(told, dict) else told
        return take(told_of(things(listed, "the list"), camera), Kind.CAMERA, parcel)


def camera(line: Any) -> Told:
    """Return a camera."""
    told = thing(line, "a camera")
    seen = moment(told.get("last_seen"), "last_seen")
    said = Camera(
        words(told.get("name"), 120),
        _link(told.get("link") or told.get("url")),
        seen.isoformat() if seen else "",
    )
    where = point(told.get("lat"), told.get("lon"))
    return Told(key(told.get("id"), "id"), said, seen, point=where)


def _link(told: Any) -> str:
    """Return an address of the web; anything else (a script, a file) leads nowhere good."""
    link = told if isinstance(told, str) and told.isprintable() and " " not in told else ""
    try:
        parts = urlsplit(link)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.username
    except ValueError:
        is_web = False
    if not is_web or len(link) > 500:
        raise NotUnderstood("link: no address of the web")
    return link
