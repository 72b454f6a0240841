"""One PostgreSQL for the whole run, one small city in it, and a cast of people.

Alice owns the work, Bob sits beside her, Charlie belongs elsewhere and must see nothing.
"""

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from _pytest.runner import runtestprotocol
from django.conf import settings
from django.db import connection

from kentongan.config.database import settings_from
from kentongan.config.embedded import start_for_tests

ZONE = ZoneInfo("Asia/Jakarta")
SHARED_DATA = Path(__file__).resolve().parent.parent.parent / "shared" / "data"

_folder = Path(tempfile.mkdtemp(prefix="kentongan-tests-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)  # after the server has stopped
TEST_DATABASE_URL = start_for_tests(_folder)
settings.DATABASES["default"].update(settings_from(TEST_DATABASE_URL))
settings.MEDIA_ROOT = _folder / "media"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> None:
    """Found the example city once; every test rolls back to it."""
    from kentongan.config.founding import found, prepare
    from tests import databases
    from tests.example_city import PACK

    with django_db_blocker.unblock():
        databases.begin(TEST_DATABASE_URL)
        prepare()
        found(PACK, domains=["testserver", "contoh.localhost"], at=moment("2026-01-01 08:00"))
        databases.keep_founded(TEST_DATABASE_URL)


@pytest.fixture
def city(db: None) -> Iterator[object]:
    """The example city, entered."""
    from kentongan.cities.entering import enter, leave
    from kentongan.cities.models import City
    from kentongan.toolbox.snapshots import forget_all

    leave()
    found = City.objects.get(slug="contoh")
    enter(found)
    forget_all()
    yield found
    connection.set_schema_to_public()
    forget_all()


def moment(text: str) -> datetime:
    """A moment in the example city's time: `moment("2026-03-13 09:00")`."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


TRIES = 3
"""Of what moves by real wires and windows; on a busy machine one of them may come too late."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Try a test through a browser or a real wire again before it counts as failed, and say so."""
    if item.get_closest_marker("browser") is None and item.get_closest_marker("wire") is None:
        return None
    item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
    for left in reversed(range(TRIES)):
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        if not left or not any(report.failed for report in reports):
            break
        print(f"\n{item.nodeid} failed and is tried again ({left} left)", file=sys.stderr)
        item._initrequest()  # type: ignore[attr-defined]
    for report in reports:
        item.ihook.pytest_runtest_logreport(report=report)
    item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
