"""A small invented timetable in the real shape, written as text: one timetabled line, one angkot.

B1 goes east along a road and back west, at its times. A2 goes north and returns on the very same
road within one trip, every ten minutes.
"""

import zipfile
from collections.abc import Mapping
from pathlib import Path

LAT, LON = -6.2, 106.60
STEP = 0.005
"""Degrees between stops, about 550 m."""
STOPS = 8
LEG_S = 110

AGENCY = """agency_id,agency_name,agency_url,agency_timezone,agency_lang,agency_phone,agency_email
kc,Bus Kota,https://bus.example.id,Asia/Jakarta,id,021000000,bus@example.id
"""
FEED_INFO = """feed_publisher_name,feed_publisher_url,feed_lang,feed_start_date,feed_end_date
Bus Kota,https://bus.example.id,id,20260101,20271231
"""
ROUTES = """route_id,agency_id,route_short_name,route_long_name,route_type
B1,kc,1,Barat - Timur,3
A2,kc,A2,Simpang - Utara,3
"""
CALENDAR = """service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,\
start_date,end_date
ALL,1,1,1,1,1,1,1,20260101,20271231
"""


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds % 3600 // 60:02}:{seconds % 60:02}"


def places(line: str) -> list[tuple[str, float, float]]:
    if line == "B1":
        return [(f"b{n}", LAT, round(LON + STEP * n, 6)) for n in range(STOPS)]
    return [(f"a{n}", round(LAT + STEP * n, 6), LON) for n in range(6)]


def stops() -> str:
    rows = ["stop_id,stop_code,stop_name,stop_lat,stop_lon"]
    rows += [
        f"{code},{code},Halte {code.upper()},{lat},{lon}"
        for line in ("B1", "A2")
        for code, lat, lon in places(line)
    ]
    return "\n".join(rows) + "\n"


def shapes() -> str:
    rows = ["shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence"]
    east = [(lat, lon) for _, lat, lon in places("B1")]
    north = [(lat, lon) for _, lat, lon in places("A2")]
    ways = {"east": east, "west": east[::-1], "loop": north + north[-2::-1]}
    for shape, points in ways.items():
        rows += [f"{shape},{lat},{lon},{n}" for n, (lat, lon) in enumerate(points)]
    return "\n".join(rows) + "\n"


def trips() -> str:
    rows = ["route_id,service_id,trip_id,trip_headsign,direction_id,shape_id"]
    for n in range(4):
        rows.append(f"B1,ALL,B1-E{n},Timur,0,east")
        rows.append(f"B1,ALL,B1-W{n},Barat,1,west")
    rows.append("A2,ALL,A2-L,Utara,0,loop")
    return "\n".join(rows) + "\n"


def stop_times() -> str:
    rows = ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"]
    east = [code for code, _, _ in places("B1")]
    loop = [code for code, _, _ in places("A2")]
    calls = {f"B1-E{n}": (7 * 3600 + n * 900, east) for n in range(4)}
    calls |= {f"B1-W{n}": (7 * 3600 + 450 + n * 900, east[::-1]) for n in range(4)}
    calls["A2-L"] = (0, loop + loop[-2::-1])
    for trip, (start, codes) in calls.items():
        for n, code in enumerate(codes):
            arrives = start + n * LEG_S
            rows.append(
                f"{trip},{clock(arrives)},{clock(arrives + (10 if n else 0))},{code},{n + 1}"
            )
    return "\n".join(rows) + "\n"


FREQUENCIES = """trip_id,start_time,end_time,headway_secs,exact_times
A2-L,05:00:00,22:00:00,600,0
"""


def tables() -> dict[str, str]:
    return {
        "agency.txt": AGENCY,
        "feed_info.txt": FEED_INFO,
        "routes.txt": ROUTES,
        "calendar.txt": CALENDAR,
        "stops.txt": stops(),
        "shapes.txt": shapes(),
        "trips.txt": trips(),
        "stop_times.txt": stop_times(),
        "frequencies.txt": FREQUENCIES,
    }


def write(path: Path, changed: Mapping[str, str] | None = None) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in {**tables(), **(changed or {})}.items():
            archive.writestr(name, text)
    return path
