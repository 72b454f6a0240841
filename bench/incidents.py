"""A flood night: ten thousand reports within ten minutes are held together as they come."""

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from django.db import transaction

from bench.standing import Bench, Figure
from kentongan.incidents.grouping import group_new
from kentongan.incidents.models import Incident, Witness
from kentongan.incidents.telling import tile
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.incidents.flooding import Told, tell

REPORTS = 10_000
WITHIN = timedelta(minutes=10)
BASINS = 40
AT_ONCE = 1000
WORDS = (
    "Banjir setinggi lutut, air masih naik",
    "banjir lagi pak, tolong pompa",
    "Air masuk rumah dari kali, sudah sepinggang",
    "Genangan di depan pasar tidak surut",
    "Banjir",
)


def measure(bench: Bench) -> Iterator[Figure]:
    """How many reports a second one process groups, and what comes of them."""
    began_at = datetime.now(UTC) - WITHIN
    storm = list(draw(random.Random(7), began_at))
    for first in range(0, REPORTS, AT_ONCE):
        with transaction.atomic():
            tell(storm[first : first + AT_ONCE])
    began, longest = time.perf_counter(), 0.0
    while True:
        batch = time.perf_counter()
        if not group_new(at=began_at + WITHIN):
            break
        longest = max(longest, time.perf_counter() - batch)
    seconds = time.perf_counter() - began
    yield Figure("incidents", REPORTS / seconds, f"{REPORTS / seconds:,.0f}/s")
    yield Figure("incidents.batch", longest, f"{1000 * longest:,.0f} ms")
    count, stood = Incident.objects.count(), Witness.objects.filter(until=None).count()
    yield Figure("incidents.count", count, f"{count} of {stood:,} reports")
    asked = time.perf_counter()
    tile(began_at + WITHIN)
    took = 1000 * (time.perf_counter() - asked)
    yield Figure("incidents.tile", took, f"{took:,.0f} ms")


def draw(chance: random.Random, began_at: datetime) -> Iterator[Told]:
    """Draw reports in the order they come, some hundred metres around as many basins."""
    known = directory().kelurahan
    basins = [
        Point(place.lat, place.lon) for place in chance.sample(known, min(BASINS, len(known)))
    ]
    for number in range(REPORTS):
        basin = chance.choice(basins)
        point = Point(chance.gauss(basin.lat, 0.0015), chance.gauss(basin.lon, 0.0015))
        yield Told(began_at + WITHIN * number / REPORTS, point, chance.choice(WORDS))
