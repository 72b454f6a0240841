"""Cities founded beside the example, for as long as a few tests need them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from django.db import connection

from kentongan.cities.entering import forget_hosts, leave
from kentongan.cities.models import City
from kentongan.cities.packs.facts import PackFacts
from kentongan.config.founding import found
from kentongan.toolbox.snapshots import forget_all
from tests.conftest import moment
from tests.example_city import CITY, PACK

NEIGHBOUR = replace(
    PACK, city=replace(CITY, slug="sebelah", code="99.72", short="SB", name="Kota Sebelah")
)


@contextmanager
def standing(pack: PackFacts) -> Iterator[City]:
    """Found a city beside the example, for real, and take it away again."""
    city = found(pack, domains=[f"{pack.city.slug}.localhost"], at=moment("2026-01-01 08:00"))
    try:
        yield city
    finally:
        leave()
        with connection.cursor() as cursor:
            cursor.execute(f'DROP SCHEMA "{city.schema_name}" CASCADE')
        city.domains.all().delete()
        City.objects.filter(pk=city.pk).delete()
        forget_hosts()
        forget_all()


@pytest.fixture(scope="module")
def neighbour(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[City]:
    """A second city in the same process, with the same places and units, under its own name."""
    with django_db_blocker.unblock(), standing(NEIGHBOUR) as city:
        yield city
