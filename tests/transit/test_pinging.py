"""Positions come in once each; what cannot be is set aside, with its reason, and counted."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from google.transit import gtfs_realtime_pb2

from kentongan.journal.models import Entry
from kentongan.toolbox.geometry import Point
from kentongan.transit.hearing import told_by_realtime, told_of
from kentongan.transit.models import Aside, Latest, Passage, Position, Run
from kentongan.transit.pinging import take_in
from kentongan.transit.sifting import Told
from kentongan.transit.simulating import fleet
from tests.conftest import SHARED_DATA, moment
from tests.transit import buses

pytestmark = pytest.mark.usefixtures("city")
AT = moment("2026-03-13 07:00")
HERE = Point(-6.2, 106.61)


def test_a_bus_is_followed_along_its_way_and_its_stops_are_timed(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    way = buses.way_of(table, "B1")
    (journey,) = fleet([(AT.timestamp(), way)], seed=1)
    key = buses.operator(journey.vehicle)
    receipt = buses.ride([journey], key, AT + timedelta(minutes=30))
    assert receipt.aside == []
    run = Run.objects.get()
    assert (run.pattern_id, run.trip and run.trip.code) == (way.pk, "B1-E0")
    passages = list(Passage.objects.order_by("index"))
    assert [passage.index for passage in passages] == list(range(8))
    strayed = [abs(p.at.timestamp() - journey.reached[p.index]) for p in passages[1:-1]]
    assert max(strayed) < 40
    assert Position.objects.count() == receipt.taken
    assert Latest.objects.count() == 1
    assert not Entry.objects.filter(kind__startswith="position.").exists()


def test_a_bus_that_returns_on_its_own_road_is_told_from_one_going_out(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    way = buses.way_of(table, "A2")
    (journey,) = fleet([(AT.timestamp(), way)], seed=2)
    key = buses.operator(journey.vehicle)
    back = AT.timestamp() + (journey.times[-1] - AT.timestamp()) * 0.75
    buses.ride([journey], key, datetime.fromtimestamp(back, AT.tzinfo))
    latest = Latest.objects.get()
    assert latest.along == pytest.approx(journey.along(back), abs=120)
    assert latest.run is not None
    assert latest.run.trip is not None
    assert (latest.run.trip.code, Run.objects.count()) == ("A2-L", 1)


def test_told_twice_is_taken_once(tmp_path: Path) -> None:
    buses.known(tmp_path)
    key = buses.operator("b-1")
    batch = [Told("b-1", AT + timedelta(seconds=5 * n), HERE) for n in range(3)]
    first = take_in(batch, key=key, at=AT + timedelta(seconds=20))
    again = take_in(batch, key=key, at=AT + timedelta(seconds=21))
    assert (first.taken, first.repeated) == (3, 0)
    assert (again.taken, again.repeated, list(again.aside)) == (0, 3, [])
    assert Position.objects.count() == 3


def test_what_cannot_be_is_set_aside_with_its_reason_and_counted(tmp_path: Path) -> None:
    buses.known(tmp_path)
    key = buses.operator("b-1")
    minute = timedelta(minutes=1)
    batch = [
        Told("b-1", AT, HERE),
        None,
        Told("b-9", AT, HERE),
        Told("b-1", AT + minute, HERE),
        Told("b-1", AT - 61 * minute, HERE),
        Told("b-1", AT, Point(2.0, 99.0)),
        Told("b-1", AT + timedelta(seconds=5), Point(-6.2, 106.64)),
        Told("b-1", AT - minute, HERE),
    ]
    receipt = take_in(batch[:7], key=key, at=AT)
    reasons = ["malformed", "unknown", "future", "ancient", "outside", "jump"]
    assert [str(why) for _, why in receipt.aside] == reasons
    late = take_in(batch[7:], key=key, at=AT)
    assert [str(why) for _, why in late.aside] == ["late"]
    assert set(Aside.objects.values_list("why", "count")) == {(w, 1) for w in (*reasons, "late")}
    assert Latest.objects.get().at == AT


def test_a_vehicles_own_key_tells_of_no_other(tmp_path: Path) -> None:
    from kentongan.transit.models import Vehicle
    from kentongan.transit.operators import give_key

    buses.known(tmp_path)
    operators = buses.operator("b-1", "b-2")
    own = give_key(
        operators.operator, "lain", vehicle=Vehicle.objects.get(code="b-1"), by=None, at=AT
    )
    receipt = take_in([Told("b-1", AT, HERE), Told("b-2", AT, HERE)], key=own, at=AT)
    assert (receipt.taken, [str(why) for _, why in receipt.aside]) == (1, ["not_yours"])


def test_the_door_wants_a_key_and_takes_json_and_protobuf(tmp_path: Path) -> None:
    from django.utils import timezone

    buses.operator("b-1", "b-2")
    visitor, now = Client(SERVER_NAME="contoh.localhost"), timezone.now()
    part = {"vehicle": "b-1", "at": now.isoformat(), "lat": -6.2, "lon": 106.61, "line": "B1"}
    sent = json.dumps({"positions": [part, {"vehicle": "b-1"}]})
    address, kind = "/transit/v1/pings", "application/json"
    assert visitor.post(address, sent, kind).status_code == 401
    signed = {"authorization": f"Bearer {buses.KEY}"}
    said = visitor.post(address, sent, kind, headers=signed).json()
    assert said == {"taken": 1, "repeated": 0, "aside": [{"index": 1, "reason": "malformed"}]}
    raw = _message("b-2", int(now.timestamp()))
    answer = visitor.post("/transit/v1/positions.pb", raw, "application/x-protobuf", headers=signed)
    assert answer.json()["taken"] == 1
    spoilt = json.dumps({"positions": [{**part, "vehicle": "b-1\0"}, {**part, "line": "\0"}]})
    said = visitor.post(address, spoilt, kind, headers=signed).json()
    assert [each["reason"] for each in said["aside"]] == ["malformed", "malformed"]
    broken = visitor.post("/transit/v1/positions.pb", b"\xff\xff", kind, headers=signed)
    assert (broken.status_code, broken.json()["code"]) == (422, "not_gtfs_realtime")


@pytest.mark.parametrize("part", [7, {}, {"vehicle": "b", "at": "kemarin", "lat": 1, "lon": 2}])
def test_half_a_position_is_none(part: object) -> None:
    assert told_of(part) is None


def test_a_published_example_of_gtfs_realtime_can_be_read() -> None:
    path = SHARED_DATA / "gtfs_realtime" / "vehicle_position.pb"
    if not path.exists():
        pytest.skip("the published examples are not on this machine")
    assert all(told is None or told.vehicle for told in told_by_realtime(path.read_bytes()))


def _message(vehicle: str, at: int) -> bytes:
    message = gtfs_realtime_pb2.FeedMessage()
    message.header.gtfs_realtime_version, message.header.timestamp = "2.0", at
    entity = message.entity.add(id="1")
    entity.vehicle.vehicle.id, entity.vehicle.timestamp = vehicle, at
    entity.vehicle.position.latitude, entity.vehicle.position.longitude = -6.2, 106.61
    return message.SerializeToString()
