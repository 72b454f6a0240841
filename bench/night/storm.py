"""What is told on a flood night, by whom, when and by which channel; half of it is told again.

Of every four reports two tell of something for the first time, one is somebody else's about the
same spot in other words, and one is the very same message once more, as providers deliver them.
"""

import csv
import gzip
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from bench.ground import pack
from kentongan.config.drilling.events import Said
from kentongan.config.drilling.flood import scenario
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point

CHANNELS = ("open311", "whatsapp", "sms")
AROUND, BESIDE = 0.0012, 0.0004
"""Degrees: how far from what was observed others see the same water, and who stands beside them."""
AGAIN = (0.0, 0.02, 0.05, 0.1)
"""Shares of the night after which a message is delivered once more; 0 is at the same moment."""
RETOLD = (
    "Banjir di sini sudah selutut, air masuk rumah warga, tolong segera dibantu",
    "Air makin naik, banjir menutup jalan depan rumah, motor tidak bisa lewat",
    "Rumah kami kebanjiran sepinggang, ada lansia yang perlu dijemput perahu",
    "Banjir belum surut juga, air luapan kali masuk ke kampung kami sejak tadi",
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was observed: at which share of the night, where, in which words."""

    share: float
    point: Point
    words: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One report on its way. `name` is the sender's own name for it: the same if sent again."""

    at: float
    channel: str
    name: str
    sender: str
    words: str
    point: Point
    place: str
    is_again: bool = False


def draw(reports: int, seconds: float, seen: Sequence[Seen], *, seed: int = 7) -> list[Sent]:
    """Return so many reports within so many seconds, in the order in which they are sent."""
    chance = random.Random(seed)
    told: list[Sent] = []
    firsts = reports - 2 * (reports // 4)
    for number in range(firsts):
        one = seen[number * len(seen) // firsts]
        told.append(_report(number, one.share, one, one.words, AROUND, seconds, chance))
    for number in range(reports // 4):
        first = told[chance.randrange(firsts)]
        share = first.at / seconds + chance.uniform(0.0, 0.1)
        spot = Seen(share, first.point, first.words)
        words = chance.choice(RETOLD)
        told.append(_report(firsts + number, share, spot, words, BESIDE, seconds, chance))
    whole = list(told)
    for first in chance.sample(whole, reports // 4):
        at = min(first.at + chance.choice(AGAIN) * seconds, seconds)
        told.append(replace(first, at=at, is_again=True))
    return sorted(told, key=lambda each: each.at)


def _report(
    number: int, share: float, one: Seen, words: str, spread: float, seconds: float,
    chance: random.Random,
) -> Sent:  # fmt: skip
    """Somebody's own report, somewhere around what was seen; no two have the same sender."""
    place = None
    while place is None:
        point = Point(chance.gauss(one.point.lat, spread), chance.gauss(one.point.lon, spread))
        place = directory().holding(point)
        spread *= 0.8  # at the city's edge most of what is drawn lies outside
    return Sent(
        at=min(max(share, 0.0), 1.0) * seconds,
        channel=CHANNELS[number % len(CHANNELS)],
        name=f"night-{number}",
        sender=f"62813{number:08}",
        words=words,
        point=point,
        place=place.name,
    )


def real(folder: Path) -> list[Seen]:
    """Read a real flood, its hours drawn together and its metropolis laid over this city.

    Only what falls inside is taken. Its words are used and never shown.
    """
    with gzip.open(folder / "reports.csv.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["text"] or row["title"]]
    rows.sort(key=lambda row: row["created_at"])
    moments = [datetime.fromisoformat(row["created_at"]) for row in rows]
    lasted = (moments[-1] - moments[0]).total_seconds()
    points = _laid_over([Point(float(row["lat"]), float(row["lon"])) for row in rows])
    return [
        Seen((at - moments[0]).total_seconds() / lasted, point, _tidy(row))
        for at, point, row in zip(moments, points, rows, strict=True)
        if directory().holding(point) is not None
    ]


def _tidy(row: dict[str, str]) -> str:
    return " ".join(f"{row['title']} {row['text']}".split())[:240]


def _laid_over(points: Sequence[Point]) -> Iterator[Point]:
    """Move and shrink them so that the middle nine tenths cover the city."""
    ours = [Point(place.lat, place.lon) for place in directory().kelurahan]
    lat, lon = (_stretch([p[axis] for p in points], [p[axis] for p in ours]) for axis in (0, 1))
    for point in points:
        yield Point(lat[0] + lat[1] * point.lat, lon[0] + lon[1] * point.lon)


def _stretch(theirs: Sequence[float], ours: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(theirs)
    low, high = ordered[len(ordered) // 20], ordered[-1 - len(ordered) // 20]
    factor = (max(ours) - min(ours)) / (high - low)
    return min(ours) - factor * low, factor


def invented(count: int = 1200, *, seed: int = 3) -> list[Seen]:
    """Take what a drill's flood tells for the first time, where there is no real one."""
    drawn = scenario(pack(), reports=count, minutes=1.0, duplicates=0.0, seed=seed)
    told = [(event.after.total_seconds() / 60, event.payload) for event in drawn]
    return [Seen(share, _point(said), said.words) for share, said in told if isinstance(said, Said)]


def _point(said: Said) -> Point:
    place = directory().by_code[said.kelurahan]
    if said.lat is None or said.lon is None:
        return Point(place.lat, place.lon)
    return Point(said.lat, said.lon)
