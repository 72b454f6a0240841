"""Many people tell of the same water: so the demonstration has incidents, and alarms of them."""

from datetime import datetime, timedelta

from kentongan.alarms.watching import keep_watch
from kentongan.casework.opening import take_in
from kentongan.config.demo.playing import Stage
from kentongan.incidents.grouping import group_new
from kentongan.incidents.kinds import Kind
from kentongan.intake.models import Channel, LocatedBy
from kentongan.intake.report import Person, Report
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

WORDS = (
    "Air naik ke jalan, motor mogok semua.",
    "Banjir setinggi lutut di depan gang.",
    "Saluran meluap, air masuk rumah.",
    "Jalan tergenang, tidak bisa lewat.",
)
STRAY = 0.0012
"""Degrees; some 130 m."""
SPAN = timedelta(minutes=25)


def gather(stage: Stage, *, at: datetime, witnesses: tuple[int, ...] = (14, 7)) -> None:
    """Let people tell of water at as many places as there are numbers of witnesses."""
    code = _code(stage)
    if not code:
        return
    spots = directory().kelurahan
    told = []
    for number, count in enumerate(witnesses):
        place = spots[(7 + 23 * number) % len(spots)]
        for each in range(count):
            when = at - SPAN * (1 - (each + 1) / (count + 1))
            told.append((when, place.lat, place.lon))
    for when, lat, lon in sorted(told):
        take_in(_report(stage, code, _near(stage, Point(lat, lon))), at=when)
    while group_new(at=at):
        pass
    keep_watch(at=at)


def _near(stage: Stage, middle: Point) -> Point:
    north, east = (stage.chance.gauss(0, STRAY / 2) for _ in range(2))
    point = Point(middle.lat + north, middle.lon + east)
    return point if directory().holding(point) else middle


def _report(stage: Stage, code: str, point: Point) -> Report:
    fact = next(each for each in stage.pack.demo.reports if each.service_type == code)
    answers = {
        key: value if isinstance(value, str) else list(value) for key, value in fact.answers.items()
    }
    return Report(
        service_code=code,
        words=stage.chance.choice(WORDS),
        channel=Channel.WEB,
        point=point,
        located_by=LocatedBy.DEVICE,
        person=Person(),
        answers=answers,
    )


def _code(stage: Stage) -> str:
    """A service type of which incidents are made, and of which the demonstration has a report."""
    told = {each.service_type for each in stage.pack.demo.reports}
    grouped = (code for kind in Kind.objects.order_by("order", "pk") for code in kind.types)
    return next((code for code in grouped if code in told), "")
