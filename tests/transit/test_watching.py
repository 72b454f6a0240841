"""Headways, estimates and what is published: right where positions are, honest where none are."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from google.transit import gtfs_realtime_pb2 as rt
from gtfs_rt_validator.api import Mode, Request, resolve_roles, validate

from kentongan.journal.models import Entry
from kentongan.transit import estimating
from kentongan.transit.advising import Advice, advise, withdraw
from kentongan.transit.expecting import board
from kentongan.transit.headways import State, between, worst
from kentongan.transit.importing import import_timetable
from kentongan.transit.knowing import Timetable
from kentongan.transit.learning import learn_legs, promise_arrivals, score_week
from kentongan.transit.models import LineScore, Operator, Passage, Position, Promise
from kentongan.transit.pinging import take_in
from kentongan.transit.publishing import alerts, trip_updates, vehicle_positions
from kentongan.transit.simulating import Journey, fleet
from kentongan.transit.thinning import notice_silence, thin_positions
from kentongan.transit.tile import tile
from kentongan.transit.watching import watch
from tests.conftest import moment
from tests.transit import buses, feeds

pytestmark = pytest.mark.usefixtures("city")
EIGHT = moment("2026-03-13 08:00")


def angkots(table: Timetable, *minutes: int) -> list[Journey]:
    way = buses.way_of(table, "A2")
    return fleet([((EIGHT + timedelta(minutes=m)).timestamp(), way) for m in minutes], seed=4)


def test_two_together_and_then_none_are_a_bunch_and_a_gap() -> None:
    assert worst(between([0, 600, 1210], 600, 3, 1500)) == State.KEPT
    assert worst(between([0, 600, 700], 600, 3, 900)) == State.BUNCHED
    assert worst(between([0, 600], 600, 3, 1900)) == State.GAP


def test_the_wall_hears_of_a_line_with_a_gap_and_can_be_played_back(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    journeys = angkots(table, 0, 10, 40)
    key = buses.operator(*{journey.vehicle for journey in journeys})
    buses.ride(journeys, key, EIGHT + timedelta(minutes=48), every=20)
    then = tile(EIGHT + timedelta(minutes=17))
    assert (then.vehicles, then.is_known, then.broken) == (2, True, ())
    now = tile(EIGHT + timedelta(minutes=47))
    assert [(state.line.code, state.state) for state in now.broken] == [("A2", State.GAP)]
    assert now.age_s is not None
    assert now.age_s <= 90
    assert tile(EIGHT + timedelta(minutes=17)) is not then
    before = tile(EIGHT - timedelta(minutes=5))
    assert (before.is_known, before.vehicles, before.broken) == (False, 0, ())


def test_without_fresh_positions_nothing_is_said_to_be_well(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    journeys = angkots(table, 0)
    key = buses.operator(journeys[0].vehicle)
    buses.ride(journeys, key, EIGHT + timedelta(minutes=5))
    late = watch(EIGHT + timedelta(minutes=7))
    assert {state.state for state in late.lines} == {State.UNKNOWN}
    fresh = board(table, EIGHT + timedelta(minutes=5))
    (awaited,) = fresh.awaited("a4")
    assert awaited.arrivals
    (unknown,) = board(table, EIGHT + timedelta(minutes=7)).awaited("a4")
    assert (unknown.arrivals, unknown.state, unknown.promised_s) == ((), State.UNKNOWN, 600)


def test_simulated_runs_are_estimated_within_the_benchmarks_bands(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    journeys = angkots(table, 0, 10, 20)
    key = buses.operator(*{journey.vehicle for journey in journeys})
    reached = {(j.vehicle, n): at for j in journeys for n, at in enumerate(j.reached)}
    kept = [0, 0]
    for batch in buses.told(journeys, EIGHT.timestamp(), EIGHT.timestamp() + 2400, 30):
        if not batch:
            continue
        take_in(batch, key=key, at=batch[0].at)
        known = board(table, batch[0].at)
        for arrival in (a for seen in known.seen for a in known.ahead(seen)):
            came = reached[arrival.seen.code, arrival.index]
            number = estimating.bucket(batch[0].at.timestamp(), came)
            if number is not None:
                kept[estimating.is_kept(number, arrival.at.timestamp(), came)] += 1
    assert sum(kept) > 200
    assert kept[True] / sum(kept) > 0.8


def test_what_is_published_passes_a_validator(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    start = moment("2026-03-13 07:00").timestamp()
    ways = [(start, buses.way_of(table, "B1")), (start, buses.way_of(table, "A2"))]
    journeys = fleet(ways, seed=4)
    key = buses.operator(*{journey.vehicle for journey in journeys})
    at = datetime.fromtimestamp(start + 420, UTC)
    buses.ride(journeys, key, at)
    advisory = advise(Advice("A2", "Halte A3 pindah ke depan pasar."), by=None, at=at)
    told = {
        "vp": vehicle_positions(at), "tu": trip_updates(at), "sa": alerts(at),
    }  # fmt: skip
    updates = rt.FeedMessage.FromString(told["tu"])
    often = next(e for e in updates.entity if e.trip_update.trip.trip_id == "A2-L").trip_update
    assert often.trip.start_date == "20260313"
    assert "06:57:00" < often.trip.start_time < "07:03:00"
    assert len(rt.FeedMessage.FromString(told["vp"]).entity) == 2
    assert len(rt.FeedMessage.FromString(told["sa"]).entity) == 1
    assert _judged(tmp_path, told, at) == []
    withdraw(advisory, by=None, at=at)
    assert not rt.FeedMessage.FromString(alerts(at)).entity


def test_simulated_buses_are_published_to_nobody_and_marked_on_the_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = buses.known(tmp_path)
    now = EIGHT + timedelta(minutes=7)
    monkeypatch.setattr(timezone, "now", lambda: now)  # riders look at a time of service
    journeys = fleet([(EIGHT.timestamp(), buses.way_of(table, "A2"))], seed=4)
    key = buses.operator(journeys[0].vehicle, is_simulation=True)
    buses.ride(journeys, key, now)
    assert not rt.FeedMessage.FromString(vehicle_positions(now)).entity
    visitor = Client(SERVER_NAME="contoh.localhost", headers={"accept-language": "id"})
    pages = [visitor.get(f"/angkutan/{rest}").content.decode() for rest in ("", "A2/", "halte/a5/")]
    assert all("SIMULASI" in page for page in pages)
    assert "Halte A3" in pages[1]
    assert 'class="run"' in pages[1]
    assert "sekitar" in pages[2]
    assert visitor.get("/angkutan/tidak-ada/").status_code == 404


def test_a_stop_says_honestly_that_nothing_is_known(tmp_path: Path) -> None:
    path = feeds.write(tmp_path / "bus.zip")
    now = datetime.now(UTC)
    import_timetable(path, feed="bus", valid_from=date(2026, 1, 1), by=None, at=now)
    visitor = Client(SERVER_NAME="contoh.localhost", headers={"accept-language": "id"})
    page = visitor.get("/angkutan/halte/a2/").content.decode()
    assert "Tidak diketahui" in page
    assert "sekitar" not in page
    assert "SIMULASI" not in page


def test_positions_go_after_their_days_and_passages_stay(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    journeys = angkots(table, 0)
    key = buses.operator(journeys[0].vehicle)
    buses.ride(journeys, key, EIGHT + timedelta(minutes=10), every=30)
    assert thin_positions(at=EIGHT + timedelta(days=2)) == 0
    assert thin_positions(at=EIGHT + timedelta(days=4)) > 0
    assert (Position.objects.count(), Passage.objects.exists()) == (0, True)


def test_an_operator_that_falls_silent_is_noted_once_and_so_is_its_return(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    journeys = angkots(table, 0)
    key = buses.operator(journeys[0].vehicle)
    buses.ride(journeys, key, EIGHT + timedelta(minutes=3))
    silent = EIGHT + timedelta(minutes=20)
    assert (notice_silence(at=silent), notice_silence(at=silent)) == (1, 0)
    assert Operator.objects.get().silent_since is not None
    later = [j for j in journeys if j.times[-1] > 0]
    for batch in _last(later, EIGHT + timedelta(minutes=9)):
        take_in(batch, key=key, at=silent)
    assert notice_silence(at=silent) == 1
    kinds = Entry.objects.filter(kind__startswith="positions.").order_by("pk")
    assert [e.kind for e in kinds] == ["positions.interrupted", "positions.resumed"]


def test_a_week_of_promises_becomes_rows_by_line_and_distance(tmp_path: Path) -> None:
    table = buses.known(tmp_path)
    journeys = angkots(table, *range(0, 60, 10))
    key = buses.operator(*{journey.vehicle for journey in journeys})
    begin = EIGHT.timestamp()
    for batch in buses.told(journeys, begin, begin + 4800, 60):
        if batch:
            take_in(batch, key=key, at=batch[0].at)
            promise_arrivals(at=batch[0].at)
    assert Promise.objects.exists()
    learn_legs(at=EIGHT + timedelta(hours=3))
    monday = moment("2026-03-16 01:00")
    score_week(at=monday)
    score_week(at=monday + timedelta(hours=1))
    scores = list(LineScore.objects.order_by("bucket"))
    assert {(score.line, score.week) for score in scores} == {("A2", date(2026, 3, 9))}
    assert len({score.bucket for score in scores}) == len(scores) > 1
    assert all(score.kept <= score.promises for score in scores)


def _last(journeys: list[Journey], at: datetime) -> Iterator[list[buses.Told]]:
    yield from buses.told(journeys, at.timestamp(), at.timestamp() + 1, 5)


def _judged(folder: Path, told: dict[str, bytes], at: datetime) -> list[str]:
    """What the validator of GTFS-Realtime finds wrong with the three, on the timetable's file."""
    for name, raw in told.items():
        (folder / f"{name}.pb").write_bytes(raw)
    roles = {name: str(folder / f"{name}.pb") for name in told}
    result = validate(
        Request(
            mode=Mode.MODERN,
            gtfs=folder / "bus.zip",
            inputs=resolve_roles(roles),
            at=at,
        )
    )
    return [str(each) for each in result.error_ids()]
