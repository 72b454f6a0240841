"""What stations measured in the air, on the public page: with its moment, and never guessed."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from kentongan.situation.asking import ask_now
from kentongan.situation.getting import get
from tests.situation import tidings
from tests.situation.sources import Source, source

pytestmark = pytest.mark.usefixtures("city")
NOW = datetime.now(UTC)


@pytest.fixture
def told(city: object) -> Iterator[Source]:
    with source() as found:
        yield found


def shown(told: Source, *, measured: timedelta, asked: timedelta = timedelta()) -> str:
    """Return the page, so long after the station measured and after we asked it."""
    raw = tidings.stations(measured_at=(NOW - measured).isoformat())
    told.pages["/air"] = (200, raw)
    feed = told.feed("air_quality", "/air", code="udara", attribution="Dinas Contoh")
    ask_now(feed, get, at=NOW - asked)
    return Client().get("/situasi/?lang=en").content.decode().partition('id="udara"')[2]


def test_a_measure_stands_with_its_place_and_its_source(told: Source) -> None:
    page = shown(told, measured=timedelta(minutes=40))
    for words in ("38.5 µg/m³", "Stasiun Contoh", "Mawar", "Dinas Contoh", "/sumber/udara/"):
        assert words in page
    assert "stale;" not in page


def test_an_old_measure_is_no_value_though_its_source_answers(told: Source) -> None:
    page = shown(told, measured=timedelta(hours=4))
    assert "38.5" not in page
    assert "not known" in page


def test_what_a_silent_source_measured_last_is_marked_stale(told: Source) -> None:
    page = shown(told, measured=timedelta(hours=1), asked=timedelta(minutes=50))
    assert "stale; last: 38.5 µg/m³" in page


def test_without_a_source_of_it_air_is_not_spoken_of() -> None:
    assert 'id="udara"' not in Client().get("/situasi/").content.decode()
