"""The lines to the brokers that the cities' packs name: opened, kept, closed when they leave."""

import logging
from datetime import UTC, datetime
from threading import Thread

from django.conf import settings
from django.db import connection

from kentongan.cities.entering import inside, leave
from kentongan.cities.models import City
from kentongan.cities.wiring import setting
from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.addressing import Broker, broker_of
from kentongan.situation.gauges.hearing import fall_silent, hear
from kentongan.situation.gauges.listening import Listener
from kentongan.situation.gauges.reading import Said
from kentongan.situation.gauges.securing import papers_in

log = logging.getLogger("kentongan.gauges")
Place = tuple[int, int]
"""A city and a feed of it, by their keys."""


class Lines:
    """A thread for each broker of each city."""

    def __init__(self) -> None:
        self._open: dict[Place, tuple[Listener, Thread]] = {}

    def follow_packs(self) -> None:
        """Open the lines that packs name anew, close those they name no more."""
        wanted = _wanted()
        for place, (listener, thread) in list(self._open.items()):
            named = wanted.get(place)
            if named is None or named[2] != listener.broker or not thread.is_alive():
                listener.stop()
                thread.join()
                del self._open[place]
        for place, (city, feed, broker) in wanted.items():
            if place not in self._open:
                self._open[place] = _start(city, feed, broker)

    def listeners(self) -> list[Listener]:
        """Return the lines that are open."""
        return [listener for listener, _ in self._open.values()]

    def close(self) -> None:
        """Close all of them."""
        for listener, _ in self._open.values():
            listener.stop()
        for _, thread in self._open.values():
            thread.join()
        self._open.clear()


def _wanted() -> dict[Place, tuple[City, Feed, Broker]]:
    leave()
    found = {}
    for city in list(City.objects.real().order_by("pk")):
        with inside(city):
            told = list(Feed.objects.filter(is_active=True, address__startswith="mqtt"))
            brokers = [_broker(city, feed) for feed in told]
        for feed, broker in zip(told, brokers, strict=True):
            if broker is not None:
                found[(city.pk, feed.pk)] = (city, feed, broker)
    return found


def _broker(city: City, feed: Feed) -> Broker | None:
    try:
        kept = settings.DATA / "mqtt"
        papers = papers_in(kept / city.slug / feed.code, kept / city.slug, kept)
        return broker_of(feed, slug=city.slug, secret=setting("MQTT"), papers=papers)
    except ValueError as fault:
        log.error("%s: %s: %s", city.slug, feed.code, fault)
        return None


def _start(city: City, feed: Feed, broker: Broker) -> tuple[Listener, Thread]:
    def keep(topic: str, payload: bytes, is_retained: bool) -> None:
        with inside(city):
            hear(feed, Said(payload, datetime.now(UTC), topic, is_retained))

    def note(why: str) -> None:
        connection.close()  # it may be the database that broke the line
        with inside(city):
            fall_silent(feed, why, at=datetime.now(UTC))

    listener = Listener(broker, keep, note)

    def listen() -> None:
        try:
            listener.run()
        finally:
            connection.close()

    thread = Thread(target=listen, name=broker.name, daemon=True)
    thread.start()
    return listener, thread
