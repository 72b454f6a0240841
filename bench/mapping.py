"""The public map at street size: the cases of a few streets, and a click on one."""

import random
from collections.abc import Iterator

from django.test import Client as Visitor

from bench.loading import asking
from bench.standing import Bench, Figure, told
from kentongan.places.directory import directory

HALF = 0.003
"""Half a side in degrees: 660 m across, what a phone shows at zoom 16."""


def measure(bench: Bench) -> Iterator[Figure]:
    """Boxes a second, all over the city."""
    chance = random.Random(3)
    paths = [_path(chance) for _ in range(500)]
    requests = [bench.server.get(path, accept="application/json") for path in paths]
    run = bench.runs(asking(lambda: chance.choice(requests)))
    steps = bench.statements(lambda visitor: _look(visitor, paths[0]))
    raw = bench.raw_runs(steps)
    share = f"{raw.rate:,.0f}/s; ours is {100 * run.rate / raw.rate:.0f} %"
    yield Figure("map", run.rate, told(run), share)
    yield Figure("map.statements", len(steps), str(len(steps)))


def _path(chance: random.Random) -> str:
    place = chance.choice(directory().kelurahan)
    lon, lat = chance.gauss(place.lon, 0.002), chance.gauss(place.lat, 0.002)
    box = f"{lon - HALF:.5f},{lat - HALF:.5f},{lon + HALF:.5f},{lat + HALF:.5f}"
    return f"/peta/titik.geojson?bbox={box}&zoom=16"


def _look(visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 200
