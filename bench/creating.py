"""A report through Open311, with routing, area, deadlines and journal."""

import random
import secrets
from collections.abc import Iterator
from urllib.parse import urlencode

from django.test import Client as Visitor

from bench.loading import asking
from bench.standing import Bench, Figure, told
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import ServiceRequest
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

PATH = "/open311/v2/requests.json"


def forms(chance: random.Random) -> Iterator[dict[str, str]]:
    """Draw report after report, somewhere in the city, of a type that an agency answers for."""
    known = shelf()
    asks_much = {q.service_type_id for qs in known.questions.values() for q in qs if q.is_required}
    kinds = [k for k in known.offered if known.routes[k.pk, None].unit_id and k.pk not in asks_much]
    while True:
        place = chance.choice(directory().kelurahan)
        point = Point(chance.gauss(place.lat, 0.001), chance.gauss(place.lon, 0.001))
        if directory().holding(point) is None:
            continue
        yield {
            "api_key": "demo",
            "service_code": kinds[0].code,
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
    steps = bench.statements(lambda visitor: _create(visitor, next(drawn)), fresh_of)
    raw = bench.raw_runs(steps)
    share = 100 * run.rate / raw.rate
    yield Figure("create", run.rate, told(run), f"{raw.rate:,.0f}/s; ours is {share:.0f} %")
    yield Figure("create.share", share, f"{share:.0f} % of raw")
    yield Figure("create.statements", len(steps), str(len(steps)))


def _create(visitor: Visitor, form: dict[str, str]) -> str:
    key = secrets.token_hex(8)
    answer = visitor.post(PATH, form, headers={"Idempotency-Key": key})
    assert answer.status_code == 201, answer.content
    return str(answer.json()[0]["service_request_id"])


def fresh_of(reference: str) -> dict[str, str]:
    """The values that came into the world with a request."""
    kept = ServiceRequest.objects.get(reference=reference)
    made = {"reference": kept.reference, "code": kept.code}
    return made | ({"key": kept.idempotency_key} if kept.idempotency_key else {})
