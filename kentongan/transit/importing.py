"""Importing a timetable: judged first, then taken in as one new version, whole or not at all."""

from collections.abc import Iterator
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.toolbox.refusals import Conflict
from kentongan.transit.compiling import Drawn, compile_patterns
from kentongan.transit.judging import Faulty, Finding, judge
from kentongan.transit.models import BusStop, Line, Pattern, ServiceDays, Trip, Version
from kentongan.transit.unpacking import Archive, Row

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BATCH = 2000


class TakenInAlready(Conflict):
    code = "timetable_taken_in_already"
    sentence = _("This very file was taken in before, from the same day on.")


@transaction.atomic
def import_timetable(
    path: Path, *, feed: str, valid_from: date, by: User | None, at: datetime, name: str = ""
) -> Version:
    """Take in a GTFS file as a new version of a feed; the versions before it stay.

    :param name: what the file is called, if not as it lies here
    :raises NotGtfs: if it is no such file
    :raises Faulty: with every error by file and line, if one of two validators finds any
    :raises TakenInAlready: if it is there
    """
    digest = sha256(path.read_bytes()).hexdigest()
    if Version.objects.filter(feed=feed, digest=digest, valid_from=valid_from).exists():
        raise TakenInAlready
    archive = Archive(path)
    judgement = judge(path, on=valid_from)
    if judgement.findings:
        raise Faulty(judgement.findings)
    version = Version.objects.create(
        feed=feed, name=(name or path.name)[:120], digest=digest, valid_from=valid_from,
        imported_at=at, imported_by=by, judged=judgement.counts, zone=_zone(archive),
    )  # fmt: skip
    told = _take_in(archive, version)
    record("timetable.imported", about=("timetable", version.pk), by=by, at=at, **told)
    return version


def _zone(archive: Archive) -> str:
    return next(row["agency_timezone"] for row in archive.rows("agency"))


def _take_in(archive: Archive, version: Version) -> dict[str, int]:
    lines = _lines(archive, version)
    stops = [_stop(row, version) for row in archive.rows("stops") if _is_stop(row)]
    BusStop.objects.bulk_create(stops, BATCH)
    days = list(_days(archive, version))
    ServiceDays.objects.bulk_create(days, BATCH)
    drawn = compile_patterns(archive)
    if not drawn:
        raise Faulty((Finding("kentongan", "no_trips", "trips.txt", 0),))
    patterns = [_pattern(each, lines[each.line]) for each in drawn]
    Pattern.objects.bulk_create(patterns, BATCH)
    trips = [
        Trip(pattern=pattern, code=code, days=service, starts_s=start, frequencies=often)
        for each, pattern in zip(drawn, patterns, strict=True)
        for code, service, start, often in each.trips
    ]
    Trip.objects.bulk_create(trips, BATCH)
    return {"lines": len(lines), "stops": len(stops), "patterns": len(drawn), "trips": len(trips)}


def _lines(archive: Archive, version: Version) -> dict[str, Line]:
    found = {
        row["route_id"]: _line(row, version, n) for n, row in enumerate(archive.rows("routes"))
    }
    Line.objects.bulk_create(found.values(), BATCH)
    return found


def _line(row: Row, version: Version, order: int) -> Line:
    return Line(
        version=version,
        code=row["route_id"],
        number=row.get("route_short_name", "")[:60],
        name=row.get("route_long_name", "")[:200],
        kind=int(row["route_type"]),
        order=int(row.get("route_sort_order") or order),
    )


def _is_stop(row: Row) -> bool:
    """Not a station, an entrance or a point on a footpath."""
    return row.get("location_type", "") in {"", "0"}


def _stop(row: Row, version: Version) -> BusStop:
    lat, lon = float(row["stop_lat"]), float(row["stop_lon"])
    name = row.get("stop_name", "")[:200]
    return BusStop(version=version, code=row["stop_id"], name=name, lat=lat, lon=lon)


def _pattern(drawn: Drawn, line: Line) -> Pattern:
    return Pattern(
        line=line,
        direction=drawn.direction,
        headsign=drawn.headsign[:200],
        points=drawn.points,
        stops=drawn.stops,
    )


def _days(archive: Archive, version: Version) -> Iterator[ServiceDays]:
    found: dict[str, ServiceDays] = {}
    for row in archive.rows("calendar"):
        weekdays = sum(1 << n for n, day in enumerate(WEEKDAYS) if row[day] == "1")
        first, last = (_day(row[f"{end}_date"]) for end in ("start", "end"))
        code = row["service_id"]
        found[code] = ServiceDays(
            version=version, code=code, weekdays=weekdays, first=first, last=last
        )
    for row in archive.rows("calendar_dates"):
        code = row["service_id"]
        days = found.setdefault(code, ServiceDays(version=version, code=code, weekdays=0))
        listed = days.added if row["exception_type"] == "1" else days.removed
        listed.append(_day(row["date"]).isoformat())
    yield from found.values()


def _day(text: str) -> date:
    return date(int(text[:4]), int(text[4:6]), int(text[6:8]))
