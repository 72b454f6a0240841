"""An invented river with two gauges, for the tests: the one upstream, and the city's own."""

from datetime import datetime, timedelta

from kentongan.cities.packs.gauge_facts import GaugeFacts, SiagaFacts, UpstreamFacts
from kentongan.situation.archiving import body_of
from kentongan.situation.feeds import Feed, Grade
from kentongan.situation.gauges.gauge import Gauge
from kentongan.situation.gauges.loading import load_gauges
from kentongan.situation.gauges.reading import Reading
from kentongan.situation.gauges.taking import take
from tests.conftest import moment

AT = moment("2026-02-10 12:00")


def both(text: str) -> dict[str, str]:
    return {"id": text, "en": text}


SIAGA = (
    SiagaFacts(4, both("Normal")),
    SiagaFacts(3, both("Waspada"), 80),
    SiagaFacts(2, both("Siap"), 150),
    SiagaFacts(1, both("Bahaya"), 200),
)
UPPER = GaugeFacts(
    code="hulu", name=both("Hulu"), river="Kali Contoh", lowest=-20,
    highest=400, step=100, settle=5, fresh=1800, siaga=SIAGA, source="karangan", feed="tma",
)  # fmt: skip
OWN = GaugeFacts(
    code="kota", name=both("Kota"), river="Kali Contoh", lat=-6.2, lon=106.62, lowest=20,
    highest=500, step=100, settle=5, fresh=1800, siaga=SIAGA, source="karangan", feed="tma",
    upstream=(UpstreamFacts("hulu", 180),), assumed=True,
)  # fmt: skip
SETTINGS = {"gauge": "pos", "value": "tma", "measured_at": "waktu"}


def feed(address: str = "https://contoh.invalid/tma", **settings: object) -> Feed:
    """Return a feed of levels in the current city."""
    return Feed.objects.create(
        code="tma", names=both("Tinggi muka air"), gives=both("Tinggi muka air."), licence="-",
        attribution="Dinas Contoh", every_s=60, fresh_s=1800, grade=Grade.PARTNER,
        address=address, connector="gauges", settings=settings or SETTINGS,
    )  # fmt: skip


def river() -> Feed:
    """Return the feed of both gauges, in the current city."""
    told = feed()
    load_gauges((UPPER, OWN), at=AT)
    return told


def ago(minutes: float) -> datetime:
    return AT - timedelta(minutes=minutes)


def measured(code: str, *told: tuple[float, float], received: datetime = AT) -> int:
    """Measure a gauge some minutes before `AT`, at some cm; returns how many were new."""
    readings = [Reading(code, ago(minutes), float(cm)) for minutes, cm in told]
    gauge = Gauge.objects.select_related("feed").get(code=code)
    assert gauge.feed
    body = body_of(repr(told).encode())
    return take(readings, feed=gauge.feed, body=body, received_at=received)
