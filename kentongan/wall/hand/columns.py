"""The wall as a column: each number with its source and age, and what to assign or ask about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.face.worded import worded
from kentongan.measures.behind import Number
from kentongan.places.directory import directory
from kentongan.wall.addressing import address
from kentongan.wall.showing import Showing

MOST_DISTRICTS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the column; None is missing, never 0."""

    label: str | Promise
    value: int | None
    href: str
    title: str
    is_late: bool = False

    def about(self) -> str:
        """The query by which a form knows what it is about."""
        query = QueryDict(mutable=True)
        query.update({"about": "number", "address": self.href, "title": self.title})
        return query.urlencode()


@dataclass(frozen=True, slots=True)
class Tile:
    """Some numbers of one source, as old as `at`."""

    title: str | Promise
    source: str | Promise
    at: datetime
    rows: list[Row]


def column(shown: Showing) -> list[Tile]:
    """Return the wall's numbers from top to bottom (no statement)."""
    told, at = shown.numbers, shown.picture.at
    return [
        Tile(_("Open cases"), _("case book"), at, list(_cases(told))),
        Tile(_("Past the promise, by kecamatan"), _("case book"), at, list(_districts(told))),
        Tile(_("Units most behind"), _("case book"), at, list(_units(told))),
    ]


def _cases(told: dict[str, Any]) -> Iterator[Row]:
    yield _row(_("open"), told["open"], address(Number(state="open")))
    late = told["late"]
    yield _row(_("past the promise"), late, address(Number(state="late")), is_late=bool(late))


def _districts(told: dict[str, Any]) -> Iterator[Row]:
    counted = [(told[f"kec.{each.code}.late"], each) for each in directory().kecamatan]
    counted.sort(key=lambda pair: (-(pair[0] or 0), pair[1].name))
    for late, place in counted[:MOST_DISTRICTS]:
        href = address(Number(state="late", place=place))
        yield _row(place.name, late, href, is_late=bool(late))


def _units(told: dict[str, Any]) -> Iterator[Row]:
    for each in told["units"]:
        yield _row(worded(each["names"]), each["late"], each["url"], is_late=True)


def _row(label: str | Promise, value: int | None, href: str, *, is_late: bool = False) -> Row:
    said = "–" if value is None else str(value)
    return Row(label, value, href, f"{label}: {said}", is_late)
