"""Finding a place by what people call it: landmarks, kelurahan, kecamatan, spelt any old way.

"Karangpoh" is "Karang Poh", "kel. mwar" is "Mawar": names are compared without spaces
and titles, first as they stand in the words, then by how alike they look.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from operator import attrgetter

from kentongan.places.directory import data_version, directory
from kentongan.places.models import Jurisdiction, Landmark
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.snapshots import Snapshot

ALIKE = 0.82
"""Least likeness (`difflib`) at which a misspelt name is still taken for the name."""
ALIKE_LETTERS = 0.5
MOST = 6
LONGEST_QUERY = 200
_TITLES = {"kel", "kelurahan", "kec", "kecamatan", "kota", "jl", "jln", "jalan", "desa", "di", "rt",
           "rw"}  # fmt: skip
_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Named:
    """A place somebody may have meant. Only a landmark has a point."""

    kind: str
    name: str
    place: Jurisdiction
    point: Point | None
    key: str
    squashed: str
    likeness: float = 0.0


def find_places(words: str, most: int = MOST) -> list[Named]:
    """Return the places the words may mean, likeliest first."""
    said = _words(words[:LONGEST_QUERY])
    scored = [(_likeness(named.squashed, said), named) for named in _names()]
    found = [(score, named) for score, named in scored if score >= ALIKE]
    # Of equals the longer name: "Pasar Anyar Utara" says more than "Pasar Anyar".
    found.sort(key=lambda pair: (-pair[0], -len(pair[1].squashed), pair[1].name))
    return [named for _, named in found[:most]]


def kelurahan_of(place: Jurisdiction) -> list[Jurisdiction]:
    """Return the kelurahan of a kecamatan, by name; of a kelurahan itself."""
    if place.level == Jurisdiction.Level.KELURAHAN:
        return [place]
    return [each for each in directory().kelurahan if each.parent_id == place.pk]


def _likeness(name: str, said: list[str]) -> float:
    whole = "".join(said)
    if not whole or not name:
        return 0.0
    if name == whole:
        return 1.2
    if any(window == name for window in _windows(said)):
        return 1.1
    if len(whole) >= 4 and name.startswith(whole):
        return 1.0
    return max((_ratio(name, window) for window in _windows(said)), default=0.0)


def _ratio(one: str, other: str) -> float:
    if min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > 2:
        return 0.0
    shared = len(set(one) & set(other)) / max(len(set(one)), len(set(other)))
    if shared < ALIKE_LETTERS:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _windows(said: list[str]) -> Iterator[str]:
    for width in range(1, 5):
        for start in range(len(said) - width + 1):
            yield "".join(said[start : start + width])


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return [word for word in _WORD.findall(plain) if word not in _TITLES]


def _build() -> tuple[Named, ...]:
    known = directory()
    areas = sorted((*known.kelurahan, *known.kecamatan), key=attrgetter("code"))
    return (*_landmarks(known.landmarks), *(_area(place) for place in areas))


def _landmarks(landmarks: Iterable[Landmark]) -> Iterator[Named]:
    known = directory()
    for mark in landmarks:
        place = known.jurisdictions[mark.jurisdiction_id]
        squashed = "".join(_words(mark.name))
        point = Point(mark.lat, mark.lon)
        yield Named("landmark", mark.name, place, point, f"landmark:{mark.pk}", squashed)


def _area(place: Jurisdiction) -> Named:
    squashed = "".join(_words(place.name))
    return Named(place.level, place.name, place, None, f"{place.level}:{place.code}", squashed)


def every_name() -> tuple[Named, ...]:
    """Return all names there are: landmarks, kelurahan, kecamatan."""
    return _names()


_names = Snapshot(_build, data_version)
