"""Whether two reports tell of one event: place, time and words, as parts that can be shown.

Pure arithmetic beside `sorting.resembling`, whose words it counts with: there two reports of one
lamp are looked for, here many of one flood, which lie hundreds of metres apart.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from kentongan.sorting.resembling import OFFERED, in_common
from kentongan.toolbox.geometry import Point, distance

FLOOR = 0.7
"""What words count at least: who stands in the water writes little, and each in other words."""
UNSAID = 0.85
"""What they count where one of the two has none."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a report tells: where, when, in which words. Without a point, of which kelurahan."""

    at: datetime
    jurisdiction: int
    point: Point | None
    stems: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Why:
    """The parts of a score, each from 0 to 1, and what they were made of."""

    place: float
    time: float
    words: float
    metres: int | None = None

    @property
    def score(self) -> float:
        """The product: none makes up for another that says no."""
        return self.place * self.time * self.words

    def parts(self) -> dict[str, float | int | None]:
        """Return them to be kept and shown."""
        return {name: _short(value) for name, value in asdict(self).items()}


def weigh(
    one: Told, other: Told, *, radius: float, within: timedelta, covers: float = 0.0
) -> Why | None:
    """Return how near two reports are to each other; None if they are not.

    :param radius: metres; at that distance the place counts half
    :param within: the longest time between them
    :param covers: the share of their kelurahan that such a circle covers, from 0 to 1: how likely
        two that name it alone stand together
    """
    age = abs(one.at - other.at)
    if age > within:
        return None
    metres = distance(one.point, other.point) if one.point and other.point else None
    if metres is not None and metres > radius:
        return None
    said = in_common(one.stems, other.stems)
    near = 0.0 if metres is None else 1 / (1 + (metres / radius) ** 2)
    place = near or _said_to_be_there(said, covers)
    if not place:
        return None
    words = UNSAID if said is None else FLOOR + (1 - FLOOR) * said
    return Why(place, 1 - 0.5 * (age / within), words, None if metres is None else round(metres))


def _said_to_be_there(said: float | None, covers: float) -> float:
    """Where one has no point: the kelurahan is small, or the words say that it is the same spot."""
    likely = covers + (1 - covers) * (said or 0.0) ** 3
    return likely if likely >= OFFERED else 0.0


def _short(value: float | int | None) -> float | int | None:
    return round(value, 3) if isinstance(value, float) else value
