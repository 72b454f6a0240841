"""The invented sources of the demonstration, asked as real ones are, but answering in process.

The pack's own sources are put aside: nothing invented stands under their names.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from kentongan.config.demo.outside.weather import (
    QUARTER,
    Spot,
    floods,
    levels,
    outages,
    roads,
    warning,
)
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.situation.asking import ask_now
from kentongan.situation.feeds import Feed, Grade
from kentongan.situation.gauges.gauge import Gauge
from kentongan.situation.gauges.loading import gauge_facts
from kentongan.situation.getting import NO_ANSWER, Answer, Asked

MINUTES = 10
"""Between two questions at play; the past is asked every quarter of an hour."""
PAST = timedelta(hours=6)
FRESH_S = 1800
FIELDS = {"gauge": "pos", "value": "tma", "measured_at": "waktu"}
SILENT = "demo-kamera"
"""One that never answers: so a newcomer sees what the wall says then."""
NAMES: Mapping[str, tuple[str, str, str]] = {
    "demo-peringatan": ("cap", "Peringatan cuaca (contoh)", "Weather warnings (invented)"),
    "demo-banjir": ("petabencana", "Wilayah banjir (contoh)", "Flooded areas (invented)"),
    "demo-tma": ("gauges", "Tinggi air (contoh)", "Water levels (invented)"),
    "demo-padam": ("outages", "Gangguan listrik (contoh)", "Power cuts (invented)"),
    "demo-jalan": ("traffic", "Lalu lintas (contoh)", "Traffic (invented)"),
    SILENT: ("cctv", "Kamera (contoh, mati)", "Cameras (invented, dead)"),
}


def connect() -> bool:
    """Add the invented sources instead of the pack's; False if they are there already."""
    if Feed.objects.filter(code__in=NAMES).exists():
        return False
    Feed.objects.update(is_active=False)
    for order, (code, (connector, name, english)) in enumerate(NAMES.items()):
        words = {"id": name, "en": english}
        Feed.objects.create(
            code=code, connector=connector, names=words, gives=words, order=100 + order,
            address=f"https://demo.invalid/{code}", grade=Grade.PARTNER,
            licence="Karangan / invented", attribution="Karangan untuk demonstrasi",
            every_s=60 * MINUTES, fresh_s=FRESH_S,
            settings=FIELDS if connector == "gauges" else {},
        )  # fmt: skip
    Gauge.objects.filter(is_active=True).update(feed=Feed.objects.get(code="demo-tma"))
    return True


def ask_past(*, at: datetime) -> None:
    """Ask them through the hours before a moment, so that these can be played back."""
    first = at - PAST
    ask_all(at=first, since=first - timedelta(hours=42))
    for back in range(int(PAST / QUARTER) - 1, -1, -1):
        moment = at - back * QUARTER
        ask_all(at=moment, since=moment - QUARTER)


def ask_all(*, at: datetime, since: datetime) -> None:
    """Ask every one of them now.

    :param since: from when on levels were not told yet
    """
    answers = _answers(at, since)
    for feed in Feed.objects.filter(code__in=NAMES, is_active=True).order_by("order"):
        ask_now(feed, partial(_say, answers.get(feed.code)), at=at)


def _say(body: Callable[[], bytes] | None, _asked: Asked) -> Answer:
    if body is None:
        return Answer(NO_ANSWER, fault="nobody answers")
    return Answer(200, body())


def _answers(at: datetime, since: datetime) -> Mapping[str, Callable[[], bytes]]:
    steps = max(1, int((at - since) / QUARTER))
    moments = [at - back * QUARTER for back in range(steps)][::-1]
    spots = [_spot(each) for each in directory().kelurahan]
    west = sorted(directory().kecamatan, key=lambda each: each.lon)
    districts = [_spot(each) for each in west[: max(2, len(west) // 3)]]
    third = max(2, len(spots) // 3)
    return {
        "demo-peringatan": lambda: warning(districts, at),
        "demo-banjir": lambda: floods(spots[::third][:3], at),
        "demo-tma": lambda: levels(gauge_facts(), moments),
        "demo-padam": lambda: outages(spots[1:], at),
        "demo-jalan": lambda: roads(spots[2:4], at),
    }


def _spot(place: Jurisdiction) -> Spot:
    return Spot(place.code, place.name, place.lat, place.lon)
