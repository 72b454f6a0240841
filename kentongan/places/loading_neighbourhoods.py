"""Loading RW and RT: matched by kelurahan and numbers, so that loading a list again mends."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction

from kentongan.cities.packs.place_facts import NeighbourhoodFacts
from kentongan.places.loading import touch
from kentongan.places.models import Jurisdiction, Neighbourhood


class Taken(NamedTuple):
    """What a list changed, in rows."""

    added: int = 0
    changed: int = 0
    retired: int = 0


@transaction.atomic
def load_neighbourhoods(facts: Iterable[NeighbourhoodFacts], *, is_whole: bool) -> Taken:
    """Write a list of RW and RT; a point or an outline that it does not give is kept.

    :param is_whole: a kelurahan that the list names has no other RW or RT: those are retired
    """
    told = {(each.kelurahan, each.rw, each.rt): each for each in facts}
    places = {p.code: p for p in Jurisdiction.objects.filter(code__in={key[0] for key in told})}
    rows = Neighbourhood.objects.filter(kelurahan__code__in=places).select_related("kelurahan")
    known = {(row.kelurahan.code, row.rw, row.rt): row for row in rows}
    changed = [known[key] for key in told if key in known and _mend(known[key], told[key])]
    left = [row for key, row in known.items() if is_whole and key not in told and row.is_active]
    for row in left:
        row.is_active = False
    added = [_drawn(each, places) for key, each in told.items() if key not in known]
    Neighbourhood.objects.bulk_create(added, batch_size=500)
    fields = ["lat", "lon", "boundary", "is_active"]
    Neighbourhood.objects.bulk_update([*changed, *left], fields, batch_size=500)
    touch()
    return Taken(len(added), len(changed), len(left))


def _drawn(fact: NeighbourhoodFacts, places: dict[str, Jurisdiction]) -> Neighbourhood:
    row = Neighbourhood(kelurahan=places[fact.kelurahan], rw=fact.rw, rt=fact.rt)
    _mend(row, fact)
    return row


def _mend(row: Neighbourhood, fact: NeighbourhoodFacts) -> bool:
    """Write what the list says over the row; whether anything is different now."""
    was = (row.lat, row.lon, row.boundary, row.is_active)
    if fact.lat is not None:
        row.lat, row.lon = fact.lat, fact.lon
    if fact.boundary is not None:
        row.boundary = dict(fact.boundary)
    row.is_active = True
    return was != (row.lat, row.lon, row.boundary, row.is_active)


def neighbourhood_facts() -> tuple[NeighbourhoodFacts, ...]:
    """Return those there are, as a pack's list; outlines stay, as those of the kelurahan do."""
    rows = Neighbourhood.objects.filter(is_active=True).order_by("kelurahan__code", "rw", "rt")
    columns = ("kelurahan__code", "rw", "rt", "lat", "lon")
    return tuple(NeighbourhoodFacts(*row) for row in rows.values_list(*columns))
