"""One running installation for all journeys, and browsers to walk it with."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browsers import chromium
from tests.conftest import TEST_DATABASE_URL
from tests.databases import with_the_city
from tests.journeys.running import Running, running


@pytest.fixture(scope="session")
def room(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two example cities, served by the real server."""
    database = with_the_city(TEST_DATABASE_URL, "journeys")
    with running(database, tmp_path_factory.mktemp("journeys")) as here:
        yield here


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened
