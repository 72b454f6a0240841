"""Where the water stands in a story: a few kelurahan of the pack, some with more water."""

import random
from dataclasses import dataclass
from math import ceil, cos, radians

from kentongan.cities.packs.facts import JurisdictionFacts, PackFacts
from kentongan.config.drilling.story import Story
from kentongan.toolbox.geometry import Point, distance

OF_ALL = 0.3
"""At most this share of a city's kelurahan is under water."""
INSIDE = 0.4
"""Share of the way to the next kelurahan's centre that is still this kelurahan, approximately."""
METRES_A_DEGREE = 111_195.0


@dataclass(frozen=True)
class Basin:
    """Water that stands around a point, and from which share of the drill on."""

    number: int
    kelurahan: JurisdictionFacts
    reach_m: float
    begins: float

    def point(self, chance: random.Random) -> Point:
        """Draw a point in it."""
        centre = Point(self.kelurahan.lat, self.kelurahan.lon)
        return _near(centre, self.reach_m / 2, self.reach_m, chance)


def beside(point: Point, chance: random.Random) -> Point:
    """Return a point some metres away: what a neighbour's telephone says."""
    return _near(point, 12.0, 30.0, chance)


def draw_basins(pack: PackFacts, story: Story, chance: random.Random) -> list[Basin]:
    """Draw where the water stands: by gauges first, those with most water and sooner first."""
    leaves = [place for place in pack.jurisdictions if place.level == "kelurahan"]
    names = [place.name for place in pack.jurisdictions]
    # By its name a place is found in a message only if there is but one of that name.
    sure = [place for place in leaves if names.count(place.name) == 1] or leaves
    ranked = sorted(sure, key=lambda place: chance.random() + _to_a_gauge(place, pack))
    many = max(1, min(story.basins, ceil(OF_ALL * len(leaves))))
    return [
        Basin(n, place, min(2 * story.spread_m, _room(place, leaves)), 0.5 * n / many)
        for n, place in enumerate(ranked[:many])
    ]


def _to_a_gauge(place: JurisdictionFacts, pack: PackFacts) -> float:
    """Kilometres, five at most, in fives: whoever is nearer to a river comes sooner."""
    here = Point(place.lat, place.lon)
    posts = [Point(g.lat, g.lon) for g in pack.gauges if g.lat is not None and g.lon is not None]
    return min([distance(here, post) / 5000 for post in posts] + [1.0])


def _room(place: JurisdictionFacts, leaves: list[JurisdictionFacts]) -> float:
    here = Point(place.lat, place.lon)
    away = (distance(here, Point(each.lat, each.lon)) for each in leaves if each is not place)
    return INSIDE * min(away, default=1000.0)


def _near(centre: Point, spread: float, most: float, chance: random.Random) -> Point:
    """Draw a point by so many metres' deviation, none further than the most."""
    north, east = (max(-most, min(most, chance.gauss(0, spread))) / 1.5 for _ in range(2))
    along = METRES_A_DEGREE * cos(radians(centre.lat))
    return Point(
        round(centre.lat + north / METRES_A_DEGREE, 6), round(centre.lon + east / along, 6)
    )
