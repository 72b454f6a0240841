"""One running installation for all journeys, and browsers to walk it with."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browsers import chromium
from tests.conftest import TEST_DATABASE_URL
from tests.journeys.running import Running, fresh_database, running


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Two example cities, served by the real server."""
    database = fresh_database(TEST_DATABASE_URL, "journeys")
    with running(database, tmp_path_factory.mktemp("journeys")) as here:
        yield here


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as opened:
        yield opened
