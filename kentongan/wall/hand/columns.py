"""The wall as a column: each number with its source and age, and what to assign or ask about it."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from kentongan.face.worded import worded
from kentongan.measures.behind import Number
from kentongan.places.directory import directory
from kentongan.wall.addressing import address
from kentongan.wall.hand.around import tiles_around
from kentongan.wall.hand.rows import Row, Tile, number_row
from kentongan.wall.showing import Showing

MOST_DISTRICTS = 4


def column(shown: Showing) -> list[Tile]:
    """Return the wall's numbers from top to bottom (no statement)."""
    told, at = shown.numbers, shown.picture.at
    return [
        *tiles_around(shown.around, told),
        Tile(_("Open cases"), _("case book"), at, list(_cases(told))),
        Tile(_("Past the promise, by kecamatan"), _("case book"), at, list(_districts(told))),
        Tile(_("Units most behind"), _("case book"), at, list(_units(told))),
    ]


def _cases(told: dict[str, Any]) -> Iterator[Row]:
    yield number_row(_("open"), told["open"], address(Number(state="open")))
    late = told["late"]
    yield number_row(_("past the promise"), late, address(Number(state="late")), is_late=bool(late))


def _districts(told: dict[str, Any]) -> Iterator[Row]:
    counted = [(told[f"kec.{each.code}.late"], each) for each in directory().kecamatan]
    counted.sort(key=lambda pair: (-(pair[0] or 0), pair[1].name))
    for late, place in counted[:MOST_DISTRICTS]:
        if late == 0:
            break
        href = address(Number(state="late", place=place))
        yield number_row(place.name, late, href, is_late=bool(late))


def _units(told: dict[str, Any]) -> Iterator[Row]:
    for each in told["units"]:
        yield number_row(worded(each["names"]), each["late"], each["url"], is_late=True)
