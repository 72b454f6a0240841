"""What the engine may ask of the city: service types, places, where a point lies. No statement
but those of the snapshots."""

from dataclasses import dataclass
from functools import cached_property

from kentongan.catalogue.shelf import shelf
from kentongan.dialogue.drafts import Spot
from kentongan.dialogue.known import Places
from kentongan.intake.models import LocatedBy
from kentongan.places.directory import directory
from kentongan.places.mentioning import mentioned
from kentongan.places.models import Jurisdiction
from kentongan.places.naming import Named, kelurahan_of
from kentongan.sorting.suggesting import suggest, suggest_surely
from kentongan.toolbox.geometry import Point, is_on_earth

SORTED_LATER = "lainnya lain-lain"
"""What a pack's type for all that fits nowhere else is called."""


@dataclass(frozen=True)
class Here:
    """The city that was entered."""

    @cached_property
    def fallback(self) -> str:
        """The type for what fits nowhere; "" in a city without one."""
        found = suggest(SORTED_LATER, 1)
        return found[0].code if found else ""

    def kinds(self, words: str) -> tuple[tuple[str, ...], bool]:
        """Return the likeliest service types, and whether the first is meant for sure."""
        found, is_sure = suggest_surely(words)
        return tuple(kind.code for kind in found), is_sure

    def places(self, words: str, *, is_asked: bool) -> Places:
        """Return the places that words may mean; within a kecamatan all there are."""
        found = mentioned(words, is_asked=is_asked)
        if found.kecamatan is None:
            return Places(tuple(_spot(named) for named in found.places))
        inside = kelurahan_of(found.kecamatan)
        return Places(tuple(_area(place) for place in inside), found.kecamatan.name)

    def spot(self, lat: float, lon: float) -> Spot | None:
        """Return where a point lies; None outside the city."""
        point = Point(lat, lon)
        place = directory().holding(point) if is_on_earth(point) else None
        if place is None:
            return None
        return Spot(place.code, label_of(place), LocatedBy.DEVICE, lat, lon)

    def kind_name(self, code: str, language: str) -> str:
        """Return what a service type is called."""
        names = shelf().by_code[code].names
        return str(names.get(language) or next(iter(names.values()), code))


def label_of(place: Jurisdiction) -> str:
    """Return `Mawar, Utara`: a kelurahan with its kecamatan, for names are not unique."""
    above = directory().above(place, Jurisdiction.Level.KECAMATAN)
    return f"{place.name}, {above.name}" if above else place.name


def _spot(named: Named) -> Spot:
    if named.point is None:
        return _area(named.place)
    label = f"{named.name} ({label_of(named.place)})"
    return Spot(named.place.code, label, LocatedBy.NAME, named.point.lat, named.point.lon)


def _area(place: Jurisdiction) -> Spot:
    return Spot(place.code, label_of(place), LocatedBy.KELURAHAN)
