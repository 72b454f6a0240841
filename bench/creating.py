"""A report through Open311, with routing, area, deadlines and journal."""

import random
import secrets
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from django.test import Client as Visitor

from bench.loading import asking
from bench.standing import Bench, Figure, told
from kentongan.catalogue.shelf import shelf
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

PATH = "/open311/v2/requests.json"
CODE = "JLN-01"
"""A service type that a named agency answers for."""


def forms(chance: random.Random) -> Iterator[dict[str, str]]:
    """Draw report after report, somewhere in the city, each as if sent once."""
    while True:
        place = chance.choice(directory().kelurahan)
        point = Point(chance.gauss(place.lat, 0.001), chance.gauss(place.lon, 0.001))
        if directory().holding(point) is None:
            continue
        yield {
            "api_key": "demo",
            "service_code": CODE,
            "lat": f"{point.lat:.6f}",
            "long": f"{point.lon:.6f}",
            "description": "Jalan berlubang besar di depan pasar, sudah dua orang jatuh.",
            "address_string": "Jalan Contoh 1",
            "first_name": "Siti",
        }


def measure(bench: Bench) -> Iterator[Figure]:
    """How many reports a second, beside the same statements alone."""
    drawn = forms(random.Random(2))
    ready = [urlencode(next(drawn)) for _ in range(2000)]
    numbers = iter(range(10**9))

    def request() -> bytes:
        key = f"Idempotency-Key: {secrets.token_hex(8)}\r\n"
        return bench.server.post(PATH, ready[next(numbers) % len(ready)], extra=key)

    run = bench.runs(asking(request, 201))
    steps = bench.statements(lambda visitor: _create(visitor, next(drawn)))
    raw = bench.raw_runs(steps)
    share = 100 * run.rate / raw.rate
    yield Figure("create", run.rate, told(run), f"{raw.rate:,.0f}/s; ours is {share:.0f} %")
    yield Figure("create.share", share, f"{share:.0f} % of raw")
    yield Figure("create.statements", len(steps), str(len(steps)))


def _create(visitor: Visitor, form: dict[str, str]) -> Mapping[str, str]:
    key = secrets.token_hex(8)
    answer = visitor.post(PATH, form, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.content
    return fresh_of(answer.json()[0]["service_request_id"])


def fresh_of(reference: str) -> dict[str, str]:
    """The values that came into the world with a request."""
    from kentongan.intake.models import ServiceRequest

    kept = ServiceRequest.objects.get(reference=reference)
    assert shelf().types[kept.service_type_id].code == CODE
    made = {"reference": kept.reference, "code": kept.code}
    return made | ({"key": kept.idempotency_key} if kept.idempotency_key else {})
