"""Where a broker is, and with what it is spoken to; the password never stands in a pack."""

from typing import NamedTuple
from urllib.parse import urlsplit

from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.securing import Papers

PORTS = {"mqtt": 1883, "mqtts": 8883}


class Broker(NamedTuple):
    """A broker of one city, and what we wish to hear from it."""

    host: str
    port: int
    is_secure: bool
    user: str
    password: str
    name: str
    """Who we are there: the broker keeps what it has for this name while we are away."""
    topics: tuple[str, ...]
    papers: Papers = Papers()


def broker_of(feed: Feed, *, slug: str, secret: str, papers: Papers | None = None) -> Broker:
    """Return where a feed's broker is.

    :param secret: `user:password`, or "" for a broker that asks for none
    :param papers: certificates, where the system's own do not do
    :raises ValueError: if the address cannot be read
    """
    place = urlsplit(feed.address)
    if place.scheme not in PORTS or not place.hostname:
        raise ValueError(f"{feed.address} is no address of a broker; write mqtts://HOST")
    user, _, password = secret.partition(":")
    topics = tuple(str(each) for each in feed.settings.get("topics", ()))
    port = place.port or PORTS[place.scheme]
    name = f"kentongan-{slug}-{feed.code}"
    is_secure = place.scheme == "mqtts"
    kept = papers or Papers()
    return Broker(place.hostname, port, is_secure, user, password, name, topics, kept)
