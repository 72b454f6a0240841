"""The numbers that a decision was made with, under the names that the wall gives them.

Marks of the map, addresses, and what only a screen needs are no numbers for people.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.shelf import shelf
from kentongan.face.worded import worded
from kentongan.measures.flows import OUTCOMES
from kentongan.places.directory import directory
from kentongan.wall.calls import TITLES
from kentongan.wall.terms import HEADINGS, SAID

HOURS = 24
VALUE = (_("Value"),)
TALLY = (HEADINGS["late"], HEADINGS["open"])
SIDES = ("today", "ever")
CALLS = {
    "waiting": TITLES["menunggu"],
    "offered": TITLES["masuk"],
    "in15": TITLES["15"],
    "in20": TITLES["20"],
    "abandoned": TITLES["putus"],
    "back": TITLES["kembali"],
}
SHARES = ("in15", "in20")


class Line(NamedTuple):
    """What is counted, and how often in each column; None is missing, never 0."""

    name: str | Promise
    values: list[Any]
    sign: str = ""


class Table(NamedTuple):
    """Some numbers of one kind."""

    title: str | Promise
    columns: tuple[str | Promise, ...]
    lines: list[Line]


def tables_of(kept: Mapping[str, Any]) -> list[Table]:
    """Return the kept numbers, as the reader's language calls them."""
    both = (_("Today's arrivals"), _("Since the beginning"))
    places = {each.code: each.name for each in directory().kecamatan}
    groups = {each.code: worded(each.names) for each in shelf().groups}
    by_place = [*_tallies(kept, "kec", places), *_withheld(kept)]
    tables = [
        Table(_("Case book"), VALUE, list(_book(kept))),
        Table(_("Ended today"), VALUE, list(_ended(kept))),
        Table(_("By kecamatan"), TALLY, by_place),
        Table(_("By kind of service"), TALLY, list(_tallies(kept, "group", groups))),
        Table(_("Units most behind"), TALLY, list(_units(kept))),
        Table(_("The equation"), both, list(_equation(kept))),
        Table(_("Received by the hour, today"), VALUE, list(_hours(kept))),
        Table(_("Telephone"), VALUE, list(_calls(kept))),
    ]
    return [each for each in tables if each.lines]


def _book(kept: Mapping[str, Any]) -> Iterator[Line]:
    for name in ("open", "late"):
        if name in kept:
            yield Line(HEADINGS[name], [kept[name]])


def _ended(kept: Mapping[str, Any]) -> Iterator[Line]:
    for outcome in OUTCOMES:
        if (name := f"ended.{outcome}") in kept:
            yield Line(HEADINGS[outcome], [kept[name]])


def _tallies(kept: Mapping[str, Any], cut: str, names: Mapping[str, str]) -> Iterable[Line]:
    """Those with the most late cases first; what has gone since is called by its code."""
    opens = [name for name in kept if name.startswith(f"{cut}.") and name.endswith(".open")]
    codes = [name.removeprefix(f"{cut}.").removesuffix(".open") for name in opens]
    lines = [
        Line(names.get(code, code), [kept.get(f"{cut}.{code}.{part}") for part in ("late", "open")])
        for code in codes
    ]
    return sorted(lines, key=lambda line: [*(-(each or 0) for each in line.values), line.name])


def _withheld(kept: Mapping[str, Any]) -> Iterator[Line]:
    if kept.get("withheld.open"):
        yield Line(_("place withheld"), [kept.get("withheld.late"), kept["withheld.open"]])


def _units(kept: Mapping[str, Any]) -> Iterator[Line]:
    for each in kept.get("units", ()):
        yield Line(worded(each["names"]), [each["late"], each["open"]])


def _equation(kept: Mapping[str, Any]) -> Iterator[Line]:
    said = {"received": HEADINGS["all"], **{term: HEADINGS[term] for term in SAID}}
    for part, name in {**said, "difference": _("unaccounted for")}.items():
        values = [kept.get(f"{side}.{part}") for side in SIDES]
        if any(f"{side}.{part}" in kept for side in SIDES) and (part in said or any(values)):
            yield Line(name, values)


def _hours(kept: Mapping[str, Any]) -> Iterator[Line]:
    for hour in range(HOURS):
        count = kept.get(f"hour.{hour}")
        if count is not None:
            yield Line(f"{hour:02}.00", [count])


def _calls(kept: Mapping[str, Any]) -> Iterator[Line]:
    if not kept.get("calls.is_connected"):
        return
    for name, words in CALLS.items():
        yield Line(words, [kept.get(f"calls.{name}")], " %" if name in SHARES else "")
