"""What a filled city is drawn from: places, points, types, texts, and words of every rarity."""

import random
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import count, product
from typing import Any

from django.db import connection

from bench.ground import pack
from kentongan.catalogue.shelf import shelf
from kentongan.people.models import Membership, Role
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.geometry import Point, cell

POINTS_A_PLACE = 300
SPREAD = 0.006
"""Degrees around a kelurahan's centre, some 600 m."""
HOURS = {"working_days": 33.6, "working_hours": 4.2, "hours": 1.0}
"""By the wall clock, a working day being 1.4 days: near enough to be sorted by."""
SYLLABLES = ("ba", "ci", "da", "gu", "ja", "ka", "li", "ma", "ngo", "pe", "ra", "su", "ti", "wa")


def prepare(chance: random.Random, on: date) -> None:
    """Put everything to draw from into temporary tables."""
    _table(
        "spot (nth int, place int8, kecamatan int8, lat float8, lon float8, cell int8)",
        _spots(chance),
    )
    _table("route (kind int8, place int8, unit int8)", _routes())
    _table(
        "kind (n int, id int8, is_private bool, verify int8, act int8, "
        "verify_in interval, act_in interval)",
        _kinds(on),
    )
    _table("said (kind int8, n int, of int, words text)", _texts())
    _table("vocabulary (n int, word text)", enumerate(_words(), 1))
    _table("worker (unit int8, officer int8)", _workers())


def _table(shape: str, rows: Iterable[tuple[Any, ...]]) -> None:
    name, rows = shape.partition(" ")[0], list(rows)  # they ask the database themselves
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {shape}")
        with cursor.copy(f"COPY {name} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        cursor.execute(f"ANALYZE {name}")


def _spots(chance: random.Random) -> Iterator[tuple[Any, ...]]:
    known, nth = directory(), count(1)
    for place in known.kelurahan:
        above = known.above(place, Jurisdiction.Level.KECAMATAN)
        assert above is not None
        for _ in range(POINTS_A_PLACE):
            point = Point(chance.gauss(place.lat, SPREAD / 2), chance.gauss(place.lon, SPREAD / 2))
            yield next(nth), place.pk, above.pk, *point, cell(point)


def _routes() -> Iterator[tuple[Any, ...]]:
    known = shelf()
    for kind, place in product(known.offered, directory().kelurahan):
        yield kind.pk, place.pk, known.route(kind, place).pk


def _kinds(on: date) -> Iterator[tuple[Any, ...]]:
    for number, kind in enumerate(shelf().offered, 1):
        rules = {rule.binds: rule for rule in shelf().rules_for(kind, on)}
        verify, act = rules["verify"], rules["act"]
        terms = [f"{r.amount * HOURS[r.unit]} hours" for r in (verify, act)]
        yield number, kind.pk, kind.is_private, verify.pk, act.pk, *terms


def _texts() -> Iterator[tuple[Any, ...]]:
    said: dict[str, list[str]] = {}
    for report in pack().demo.reports:
        said.setdefault(report.service_type, []).append(report.text)
    for kind in shelf().offered:
        texts = said.get(kind.code) or [f"{kind.names['id']}, mohon segera ditindaklanjuti."]
        for number, text in enumerate(texts, 1):
            yield kind.pk, number, len(texts), text


def _words() -> list[str]:
    """Two thousand words that mean nothing; the n-th is drawn 1/n as often as the first."""
    return ["".join(parts) for parts in product(SYLLABLES, repeat=3)][:2000]


def _workers() -> Iterator[tuple[Any, ...]]:
    working = Membership.objects.filter(role__in=(Role.OFFICER, Role.HEAD)).order_by("unit", "pk")
    first: dict[int, int] = {}
    for membership in working:
        first.setdefault(membership.unit_id, membership.user_id)
    yield from first.items()
