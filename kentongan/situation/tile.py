"""The wall's picture of what the feeds say, as of any moment: `conditions(at)`.

Five statements, whatever the moment: feeds, tellings, warnings (and the city's version). What a
source says that fell silent stays, marked stale; of what nobody tells there is no value.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from kentongan.places.directory import Directory, directory
from kentongan.situation.features import Kind
from kentongan.situation.holding import Held, holding
from kentongan.situation.kinds import AirQuality, Camera, Flood, FloodReport, Outage, Quake, Stretch
from kentongan.situation.seeing import Part, Seen, parts, stood
from kentongan.situation.standing import Source, standing
from kentongan.toolbox.geometry import Point, distance

NEAR_M = 300_000
"""How near a quake must be to be shown, unless it was felt in the city by the agency's word."""
SHOWN = tuple(kind for kind in Kind if kind is not Kind.FORECAST)
"""A forecast is asked for by kelurahan (`seeing.as_of` with its code), and never among these."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """What holds in the city at a moment, by who says it."""

    at: datetime
    warnings: Part[Held]
    floods: Part[Seen[Flood]]
    reports: Part[Seen[FloodReport]]
    quakes: Part[Seen[Quake]]
    outages: Part[Seen[Outage]]
    coming_outages: Part[Seen[Outage]]
    slow: Part[Seen[Stretch]]
    """Stretches known to be slow or closed; of the others nothing is said."""
    cameras: Part[Seen[Camera]]
    air: Part[Seen[AirQuality]]
    sources: tuple[Source, ...]

    @property
    def down(self) -> tuple[Source, ...]:
        """The sources that fail or are stale."""
        return tuple(source for source in self.sources if source.is_down)

    @property
    def warned(self) -> dict[int, tuple[Held, ...]]:
        """The warnings that hold, by the ids of the kecamatan they touch."""
        touched = dict.fromkeys(pk for each in self.warnings.items for pk in each.kecamatan)
        return {pk: tuple(w for w in self.warnings.items if pk in w.kecamatan) for pk in touched}


def conditions(at: datetime) -> Conditions:
    """Return the city's conditions at a moment, past or present."""
    city = directory()
    sources = standing(at)
    rows = stood(at).filter(kind__in=SHOWN)
    told = cast(dict[Kind, Part[Any]], parts(rows, sources, SHOWN))
    outages = told[Kind.OUTAGE]
    return Conditions(
        at=at,
        warnings=_warnings(at, sources),
        floods=told[Kind.FLOOD],
        reports=_only(told[Kind.FLOOD_REPORT], at),
        quakes=_near(_only(told[Kind.QUAKE], at), city),
        outages=_only(outages, at),
        coming_outages=Part(outages.sources, _coming(outages, at)),
        slow=_slow(told[Kind.TRAFFIC]),
        cameras=told[Kind.CAMERA],
        air=told[Kind.AIR_QUALITY],
        sources=sources,
    )


def quake_distance_m(quake: Seen[Quake], city: Directory) -> float | None:
    """Return how far from the city's centre it was."""
    centre = Point(city.profile.centre_lat, city.profile.centre_lon)
    return distance(centre, quake.point) if quake.point else None


def _warnings(at: datetime, sources: tuple[Source, ...]) -> Part[Held]:
    givers = {each.feed.pk: each for each in sources if each.feed.connector == "cap"}
    return Part(tuple(givers.values()), holding(at, givers))


def _only(part: Part[Any], at: datetime) -> Part[Any]:
    return Part(part.sources, tuple(each for each in part.items if each.holds(at)))


def _coming(part: Part[Any], at: datetime) -> tuple[Any, ...]:
    return tuple(each for each in part.items if each.holds_from and each.holds_from > at)


def _slow(part: Part[Any]) -> Part[Any]:
    return Part(part.sources, tuple(each for each in part.items if each.said.is_slow))


def _near(part: Part[Any], city: Directory) -> Part[Any]:
    """Return the quakes near the city, each once though two lists of the agency tell of it."""
    name = city.profile.name.removeprefix("Kota ").casefold()
    fresh_last = sorted(part.items, key=lambda each: each.source.is_fresh)
    found = {each.key: each for each in fresh_last if _is_near(each, city, name)}
    latest = sorted(found.values(), key=lambda each: each.told_at, reverse=True)
    return Part(part.sources, tuple(latest))


def _is_near(quake: Seen[Quake], city: Directory, name: str) -> bool:
    far = quake_distance_m(quake, city)
    return (far is not None and far <= NEAR_M) or name in quake.said.felt.casefold()
