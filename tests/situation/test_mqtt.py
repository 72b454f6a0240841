"""Levels through a real Mosquitto: nothing lost, nothing twice, whoever is away meanwhile."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest
from django.db import OperationalError

from kentongan.situation.feeds import Feed, Fetch
from kentongan.situation.gauges import listening
from kentongan.situation.gauges.addressing import broker_of
from kentongan.situation.gauges.gauge import Level
from kentongan.situation.gauges.hearing import fall_silent, hear
from kentongan.situation.gauges.listening import Listener
from kentongan.situation.gauges.loading import load_gauges
from kentongan.situation.gauges.reading import Said
from tests.situation.broker import Mosquitto, mosquitto
from tests.situation.gauges import AT, OWN, UPPER, feed

pytestmark = [pytest.mark.usefixtures("city"), pytest.mark.wire]
TOPIC = "sungai/kota/tma"
Message = tuple[str, bytes, bool]


def payload(minute: int, cm: float) -> str:
    return f'{{"tma":{cm},"waktu":"2026-02-10T11:{minute:02d}:00+07:00"}}'


class Ear:
    """Hears in a thread of its own, keeps in the test's: its transaction is rolled back."""

    def __init__(self, broker: Mosquitto, secret: str = "") -> None:
        settings = {"topics": ["sungai/+/tma"], "gauge_topic": 2, "value": "tma"}
        self.feed = Feed.objects.first() or feed(broker.address, **settings, measured_at="waktu")
        load_gauges((UPPER, OWN), at=AT)
        place = broker_of(self.feed, slug="contoh", secret=secret)
        self.heard: list[Message] = []
        self.faults: list[str] = []
        self.breaks = 0
        self.listener = Listener(place, self._hear, self.faults.append)
        self._thread = Thread(target=self.listener.run, daemon=True)

    def _hear(self, topic: str, raw: bytes, is_retained: bool) -> None:
        if self.breaks:
            self.breaks -= 1
            raise OperationalError("the database is away")
        self.heard.append((topic, raw, is_retained))

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self.listener.stop()
        self._thread.join(10)

    def until(self, is_so: Callable[[], bool]) -> None:
        for _ in range(500):
            if is_so():
                return
            time.sleep(0.02)
        raise AssertionError(f"heard {self.heard}, faults {self.faults}")

    def take(self) -> int:
        said = [Said(raw, AT, topic, kept) for topic, raw, kept in self.heard]
        self.heard.clear()
        return sum(hear(self.feed, each) for each in said)


@contextmanager
def ear(broker: Mosquitto, secret: str = "") -> Iterator[Ear]:
    found = Ear(broker, secret)
    found.start()
    try:
        found.until(found.listener.is_listening.is_set)
        yield found
    finally:
        found.stop()


@pytest.fixture
def broker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mosquitto]:
    monkeypatch.setattr(listening, "FIRST_PAUSE", 0.05)
    with mosquitto(tmp_path) as found:
        yield found


def test_messages_become_levels_each_once_and_every_payload_is_archived(broker: Mosquitto) -> None:
    broker.publish(TOPIC, payload(30, 79), retain=True)
    with ear(broker) as heard:
        broker.publish(TOPIC, payload(40, 80), payload(40, 80), "rusak")
        heard.until(lambda: len(heard.heard) == 4)
        assert [kept for _, _, kept in heard.heard] == [True, False, False, False]
        assert heard.take() == 2
    told = Level.objects.order_by("measured_at").values_list("value_cm", flat=True)
    assert list(told) == [79, 80]
    assert list(Fetch.objects.values_list("address", flat=True).distinct()) == [TOPIC]
    assert Fetch.objects.count() == 4
    assert Fetch.objects.exclude(fault="").count() == 1
    heard.feed.refresh_from_db()
    assert heard.feed.heard_at == AT


def test_nothing_is_lost_while_we_or_the_broker_are_away(broker: Mosquitto) -> None:
    with ear(broker) as heard:
        broker.publish(TOPIC, payload(10, 70))
        heard.until(lambda: len(heard.heard) == 1)
    broker.publish(TOPIC, payload(20, 72))  # we are away
    broker.die()
    broker.start()
    with ear(broker) as back:
        back.until(lambda: len(back.heard) == 1)
        broker.die()  # the broker is
        back.until(lambda: bool(back.faults))
        fall_silent(back.feed, back.faults[0], at=AT)
        assert Feed.objects.get().failures == 1
        broker.start()
        back.until(back.listener.is_listening.is_set)
        broker.publish(TOPIC, payload(30, 74))
        back.until(lambda: len(back.heard) == 2)
        assert heard.take() + back.take() == 3
    assert Feed.objects.get().failures == 0


def test_what_could_not_be_kept_is_sent_again(broker: Mosquitto) -> None:
    with ear(broker) as heard:
        heard.breaks = 2
        broker.publish(TOPIC, payload(10, 70))
        heard.until(lambda: len(heard.heard) == 1)
        assert len(heard.faults) == 2
        assert heard.take() == 1


def test_a_broker_that_refuses_us_says_so(tmp_path: Path, broker: Mosquitto) -> None:
    guarded = tmp_path / "guarded"
    guarded.mkdir()
    with mosquitto(guarded, anonymous=False) as strict:
        broker.die()
        refused = Ear(strict)
        refused.start()
        refused.until(lambda: bool(refused.faults))
        refused.stop()
        broker.start()
    assert "refuses us" in refused.faults[0]
