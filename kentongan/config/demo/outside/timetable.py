"""Two invented bus lines across the city, in GTFS; the buses upon them are simulated and say so."""

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point, distance
from kentongan.transit.importing import import_timetable
from kentongan.transit.models import Version

APART_M = 900.0
SPEED_MS = 6.0
"""About 22 km/h, stops included."""
HEADWAY_S = 720
NAMES = (("C1", "Contoh Barat - Timur"), ("C2", "Contoh Utara - Selatan"))
FILES = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone,agency_lang\n"
    "demo,Bus contoh (karangan),https://example.org,{zone},id\n",
    "feed_info.txt": "feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,"
    "feed_end_date\nDemo,https://example.org,id,{first},{last}\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,"
    "start_date,end_date\nALL,1,1,1,1,1,1,1,{first},{last}\n",
}
HEADS = {
    "routes.txt": "route_id,agency_id,route_short_name,route_long_name,route_type",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign,direction_id,shape_id",
    "shapes.txt": "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence",
    "frequencies.txt": "trip_id,start_time,end_time,headway_secs,exact_times",
}


class Stop(NamedTuple):
    """A stop, and how many seconds after the start a bus is there."""

    code: str
    name: str
    point: Point
    after_s: int


def draw_up(*, at: datetime) -> None:
    """Take the invented timetable in, unless there is one."""
    if Version.objects.exists() or len(directory().kecamatan) < 2:
        return
    today = at.astimezone(ZoneInfo(directory().profile.zone)).date()
    first = today - timedelta(days=30)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "demo.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for name, text in tables(first).items():
                archive.writestr(name, text)
        import_timetable(path, feed="bus", valid_from=first, by=None, at=at)


def tables(first: date) -> dict[str, str]:
    """Return the files by name."""
    lines = list(_lines())
    dates = {"first": f"{first:%Y%m%d}", "last": f"{first + timedelta(days=700):%Y%m%d}"}
    plain = {n: t.format(zone=directory().profile.zone, **dates) for n, t in FILES.items()}
    ways, stops = list(_ways(lines)), [stop for _, way in lines for stop in way]
    rows: dict[str, Iterable[str]] = {
        "routes.txt": (f"{code},demo,{code},{name},3" for code, name in NAMES),
        "stops.txt": (f"{s.code},{s.name},{_at(s)}" for s in stops),
        "trips.txt": (f"{c},ALL,{c}-{d},{w[-1].name},{d},{c}-{d}" for c, d, w in ways),
        "shapes.txt": (f"{code}-{d},{_at(s)},{n}" for code, d, w in ways for n, s in enumerate(w)),
        "stop_times.txt": (
            f"{code}-{d},{_clock(s.after_s)},{_clock(s.after_s)},{s.code},{n}"
            for code, d, w in ways
            for n, s in enumerate(w, start=1)
        ),
        "frequencies.txt": (f"{code}-{d},00:00:00,24:00:00,{HEADWAY_S},0" for code, d, _ in ways),
    }
    return plain | {name: "\n".join([HEADS[name], *found]) + "\n" for name, found in rows.items()}


def _at(stop: Stop) -> str:
    return f"{stop.point.lat:.6f},{stop.point.lon:.6f}"


def _lines() -> Iterator[tuple[str, list[Stop]]]:
    places = directory().kecamatan
    across = sorted(places, key=lambda each: each.lon)
    along = sorted(places, key=lambda each: each.lat, reverse=True)
    for (code, _name), chosen in zip(NAMES, (across, along), strict=True):
        third = max(1, len(chosen) // 4)
        ends = [chosen[n] for n in range(0, len(chosen), third)]
        yield code, _stops(code, [Point(each.lat, each.lon) for each in ends])


def _stops(code: str, corners: Sequence[Point]) -> list[Stop]:
    found: list[Stop] = []
    after = 0.0
    for here, there in pairwise(corners):
        parts = max(1, ceil(distance(here, there) / APART_M))
        for n in range(parts):
            share = n / parts
            lat = here.lat + (there.lat - here.lat) * share
            lon = here.lon + (there.lon - here.lon) * share
            number = len(found) + 1
            found.append(
                Stop(f"{code}-{number}", f"Halte {code} {number}", Point(lat, lon), int(after))
            )
            after += distance(here, there) / parts / SPEED_MS
    number = len(found) + 1
    return [*found, Stop(f"{code}-{number}", f"Halte {code} {number}", corners[-1], int(after))]


def _ways(lines: Sequence[tuple[str, list[Stop]]]) -> Iterator[tuple[str, int, list[Stop]]]:
    for code, stops in lines:
        yield code, 0, stops
        whole = stops[-1].after_s
        yield code, 1, [stop._replace(after_s=whole - stop.after_s) for stop in reversed(stops)]


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"
