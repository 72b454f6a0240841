"""Buses pulled from an operator by GTFS-Realtime: politely, archived, stale when silent."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from google.transit import gtfs_realtime_pb2 as rt

from kentongan.config.riding import carry_over
from kentongan.situation.archiving import last_body
from kentongan.situation.asking import Turn, ask_now
from kentongan.situation.feeds import Feed, Fetch
from kentongan.situation.getting import get
from kentongan.situation.standing import standing
from kentongan.transit.models import Latest, Operator, Position
from tests.conftest import moment
from tests.situation.sources import Source, source

AT = moment("2026-03-13 07:00")
MINUTE = timedelta(minutes=1)


def message(at: datetime, *vehicles: str) -> bytes:
    told = rt.FeedMessage()
    told.header.gtfs_realtime_version, told.header.timestamp = "2.0", int(at.timestamp())
    for code in vehicles:
        entity = told.entity.add(id=code)
        entity.vehicle.vehicle.id, entity.vehicle.timestamp = code, int(at.timestamp())
        entity.vehicle.position.latitude, entity.vehicle.position.longitude = -6.2, 106.61
    return told.SerializeToString()


@pytest.fixture
def told(city: object) -> Iterator[Source]:
    with source() as found:
        found.feed("gtfs_realtime", "/vp.pb", settings={"operator": "bk"}, every_s=15, fresh_s=120)
        yield found


def pull(told: Source, at: datetime, answer: tuple[int, bytes]) -> Turn:
    told.pages["/vp.pb"] = answer
    turn = ask_now(Feed.objects.get(), get, at=at)
    carry_over(turn)
    return turn


def test_positions_are_pulled_once_and_the_answer_is_archived(told: Source) -> None:
    told.etag = '"1"'
    raw = message(AT, "b-1", "b-2")
    assert pull(told, AT, (200, raw)).fault == ""
    assert Operator.objects.get().code == "bk"
    assert set(Latest.objects.values_list("vehicle__code", "at")) == {("b-1", AT), ("b-2", AT)}
    assert last_body(Feed.objects.get()) == raw
    pull(told, AT + MINUTE / 4, (200, raw))
    assert told.asked[-1] == ("/vp.pb", '"1"')
    assert list(Fetch.objects.order_by("at").values_list("status", flat=True)) == [200, 304]
    assert Position.objects.count() == 2


def test_an_operator_who_falls_silent_is_stale_and_asked_less_often(told: Source) -> None:
    raw = message(AT, "b-1")
    pull(told, AT, (200, raw))
    cuts = ((500, b"down"), (200, b"<p>Selamat datang"), (200, raw[:-7]), (200, raw))
    waits = []
    for n, answer in enumerate(cuts, start=5):  # the last: it answers what it said minutes ago
        turn = pull(told, AT + n * MINUTE, answer)
        assert turn.fault
        assert turn.feed.next_at
        waits.append(turn.feed.next_at - turn.at)
    assert waits == sorted(waits)
    assert waits[-1] > 4 * waits[0]
    (stood,) = standing(AT + 8 * MINUTE)
    assert (stood.is_stale, stood.heard_at, Position.objects.count()) == (True, AT, 1)
    assert pull(told, AT + 9 * MINUTE, (200, message(AT + 9 * MINUTE, "b-1"))).fault == ""
    (again,) = standing(AT + 9 * MINUTE)
    assert (again.is_down, Latest.objects.get().at) == (False, AT + 9 * MINUTE)
