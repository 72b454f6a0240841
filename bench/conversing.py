"""Messages: how many one inbox hears and works each second, replies and reports included."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime

from bench.ground import use
from bench.standing import Bench, Figure
from kentongan.cities.entering import enter
from kentongan.cities.models import City
from kentongan.dialogue.working import work_next
from kentongan.intake.hearing import Heard, hear
from kentongan.intake.messages import Medium
from kentongan.places.directory import directory

SENDERS = 250


def measure(bench: Bench) -> Iterator[Figure]:
    """A quarter of a thousand talks of two messages: what is the matter, and then where."""
    use(bench.ground.url)
    enter(City.objects.get())
    place = directory().kelurahan[0].name
    texts = ("Lampu jalan dpn rumah mati udah 3 hari, gelap bgt", f"klrhn {place} rt 3")
    began = time.perf_counter()
    for number in range(SENDERS):
        for turn, text in enumerate(texts):
            told = Heard(Medium.WHATSAPP, f"bench-{number}-{turn}", f"0812{number:08}", text=text)
            hear(told, at=datetime.now(UTC))
    heard, count = time.perf_counter(), 0
    while work_next(at=datetime.now(UTC)):
        count += 1
    worked = time.perf_counter()
    again = Heard(Medium.WHATSAPP, "bench-0-0", "081200000000", text=texts[0])
    for _ in range(1000):
        hear(again, at=datetime.now(UTC))
    repeated = time.perf_counter()
    yield _figure("inbox.hear", count / (heard - began))
    yield _figure("inbox.work", count / (worked - heard))
    yield _figure("inbox.repeat", 1000 / (repeated - worked))


def _figure(key: str, rate: float) -> Figure:
    return Figure(key, rate, f"{rate:,.0f}/s")
