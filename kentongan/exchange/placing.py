"""Where a row says it is: a point inside the city, or a kelurahan by its name."""

import re
from collections import defaultdict
from collections.abc import Mapping

from kentongan.exchange.reading import Row
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.geometry import Point

_PREFIX = re.compile(r"^(kelurahan|kel|desa|kecamatan|kec)\b\.?\s*")


def point_of(row: Row) -> Point | None:
    """Return the point of a row if it lies in the city."""
    try:
        point = Point(*(float(row.get(name, "").replace(",", ".")) for name in ("lat", "lon")))
    except ValueError:
        return None
    is_inside = abs(point.lat) <= 90 and abs(point.lon) <= 180 and directory().holding(point)
    return point if is_inside else None


def kelurahan_of(row: Row) -> str:
    """Return the code of the kelurahan a row names; "" if there is none, or there are several."""
    known = directory()
    above = squeezed(row.get("kecamatan", ""))
    found = by_name().get(squeezed(row.get("kelurahan", "")), ())
    if above:
        inside = (known.above(place, Jurisdiction.Level.KECAMATAN) for place in found)
        found = tuple(
            place
            for place, around in zip(found, inside, strict=True)
            if around and squeezed(around.name) == above
        )
    return found[0].code if len(found) == 1 else ""


def by_name() -> Mapping[str, tuple[Jurisdiction, ...]]:
    """Return the kelurahan by their squeezed names; some names are there twice."""
    found = defaultdict[str, tuple[Jurisdiction, ...]](tuple)
    for place in directory().kelurahan:
        found[squeezed(place.name)] += (place,)
    return found


def squeezed(name: str) -> str:
    """Return a name as it is compared: Karang Poh, KARANGPOH and Kel. Karang-Poh are one."""
    return re.sub(r"[^a-z0-9]", "", _PREFIX.sub("", name.strip().lower()))
