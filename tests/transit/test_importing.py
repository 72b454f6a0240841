"""A timetable comes in whole, judged by two validators, or not at all."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from kentongan.journal.models import Entry
from kentongan.toolbox.geometry import Point
from kentongan.transit.importing import TakenInAlready, import_timetable
from kentongan.transit.judging import Faulty
from kentongan.transit.models import BusStop, Line, Pattern, Trip, Version
from kentongan.transit.tracks import Track
from kentongan.transit.unpacking import NotGtfs, TooLarge
from tests.conftest import SHARED_DATA, moment
from tests.transit import feeds

pytestmark = pytest.mark.usefixtures("city")
AT = moment("2026-03-13 06:00")
DAY = date(2026, 3, 13)


def take_in(path: Path, day: date = DAY) -> Version:
    return import_timetable(path, feed="bus", valid_from=day, by=None, at=AT)


def test_a_sound_timetable_comes_in_as_a_version_and_leaves_one_entry(tmp_path: Path) -> None:
    version = take_in(feeds.write(tmp_path / "bus.zip"))
    assert [line.code for line in version.lines.order_by("order")] == ["B1", "A2"]
    assert BusStop.objects.count() == 14
    assert Pattern.objects.count() == 3  # east, west and the loop; trips of one timing share one
    assert Trip.objects.get(code="B1-E2").starts_s == 7 * 3600 + 1800
    assert Trip.objects.get(code="A2-L").frequencies == [[5 * 3600, 22 * 3600, 600, 0]]
    assert {name: each["errors"] for name, each in version.judged.items()} == {
        "gtfs-validator": 0,
        "gtfs-guru": 0,
    }
    entry = Entry.objects.get(kind="timetable.imported")
    assert entry.particulars == {"lines": 2, "stops": 14, "patterns": 3, "trips": 9}


def test_stops_of_a_way_there_and_back_follow_each_other_along_it(tmp_path: Path) -> None:
    take_in(feeds.write(tmp_path / "bus.zip"))
    loop = Pattern.objects.get(line__code="A2")
    along = [stop[2] for stop in loop.stops]
    assert along == sorted(along)
    assert along[-1] == pytest.approx(Track.of(loop.points).length, abs=1)
    assert [stop[0] for stop in loop.stops][4:7] == ["a4", "a5", "a4"]


def test_errors_are_named_by_both_with_file_and_line_and_nothing_comes_in(tmp_path: Path) -> None:
    times = feeds.stop_times().replace("B1-E0,07:03:40", "B1-E0,06:03:40").splitlines()
    line = next(n for n, each in enumerate(times, 1) if "06:03:40" in each)
    path = feeds.write(tmp_path / "bus.zip", {"stop_times.txt": "\n".join(times) + "\n"})
    with pytest.raises(Faulty) as refused:
        take_in(path)
    named = {(f.validator, f.file, f.line) for f in refused.value.findings}
    assert ("gtfs-validator", "stop_times.txt", line) in named
    assert ("gtfs-guru", "stop_times.txt", line) in named
    assert not Version.objects.exists()
    assert not Line.objects.exists()
    assert not Entry.objects.filter(kind="timetable.imported").exists()


@pytest.mark.parametrize(
    ("table", "old", "new"),
    [
        ("trips.txt", "B1,ALL,B1-E0", "B9,ALL,B1-E0"),
        ("stops.txt", "b3,b3,Halte B3,-6.2", "b3,b3,Halte B3,-96.2"),
        ("frequencies.txt", "600,0", "0,0"),
        ("stop_times.txt", "stop_sequence", "urutan"),
    ],
)
def test_either_validator_turns_a_faulty_timetable_away(
    tmp_path: Path, table: str, old: str, new: str
) -> None:
    text = feeds.tables()[table]
    assert old in text
    path = feeds.write(tmp_path / "bus.zip", {table: text.replace(old, new)})
    with pytest.raises(Faulty) as refused:
        take_in(path)
    assert table in {finding.file for finding in refused.value.findings}
    assert not Version.objects.exists()


def test_a_newer_version_leaves_the_older_one_as_it_was(tmp_path: Path) -> None:
    old = take_in(feeds.write(tmp_path / "bus.zip"))
    often = {"frequencies.txt": feeds.FREQUENCIES.replace("600", "480")}
    new = take_in(feeds.write(tmp_path / "lebih-sering.zip", often), date(2026, 4, 1))
    kept = {v.pk: v.lines.get(code="A2").patterns.get().trips.get().frequencies for v in (old, new)}
    assert kept[old.pk][0][2] == 600
    assert kept[new.pk][0][2] == 480


def test_the_same_file_is_taken_in_once(tmp_path: Path) -> None:
    path = feeds.write(tmp_path / "bus.zip")
    take_in(path)
    with pytest.raises(TakenInAlready):
        take_in(path)


def test_what_is_no_timetable_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    words = tmp_path / "words.zip"
    words.write_text("Bukan zip")
    with pytest.raises(NotGtfs):
        take_in(words)
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stops.txt", b"0" * (401 * 2**20))
    with pytest.raises(TooLarge):
        take_in(bomb)


def test_a_track_gives_every_place_where_a_way_passes_a_point() -> None:
    there = [[-6.2, 106.60], [-6.2, 106.61], [-6.2, 106.60]]
    track = Track.of(there)
    out, back = track.places(Point(-6.2001, 106.604), 50)
    assert out.along + back.along == pytest.approx(track.length, abs=1)
    assert (round(out.heading), round(back.heading)) == (90, 270)


def test_a_real_city_feed_comes_in() -> None:
    found = sorted((SHARED_DATA / "gtfs").glob("*_subset.zip"))
    if not found:
        pytest.skip("the real timetables are not on this machine")
    version = take_in(found[0])
    assert version.lines.count() == 12
    assert Trip.objects.count() == 36
    for pattern in Pattern.objects.all():
        along = [stop[2] for stop in pattern.stops]
        assert along == sorted(along)
        assert len(set(along)) > len(along) * 0.9
