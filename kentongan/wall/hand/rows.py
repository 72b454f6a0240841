"""The rows of the phone's column: a number or a thing, and what a form about it has to know."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils.functional import Promise

from kentongan.command.subjects import Subject

ROOM = 26
"""Letters that stand beside two keys in three lines at most."""


@dataclass(frozen=True, slots=True)
class Row:
    """A number (None is missing, never 0), or a thing that is named and has none."""

    label: str | Promise
    value: int | None
    href: str
    title: str
    is_late: bool = False
    kind: str = Subject.NUMBER
    id: str = ""

    @property
    def is_thing(self) -> bool:
        """Whether it is named instead of counted."""
        return self.kind != Subject.NUMBER

    @property
    def is_long(self) -> bool:
        """Whether it wants a line of its own on a phone."""
        return len(str(self.label)) > ROOM or (self.value is None and not self.is_thing)

    @property
    def calls(self) -> bool:
        """Whether it calls for somebody: the keys beside it are louder then."""
        return self.is_thing or self.is_late

    def about(self) -> str:
        """The query by which a form knows what it is about."""
        query = QueryDict(mutable=True)
        query.update({"about": self.kind, "address": self.href, "title": self.title})
        if self.id:
            query["id"] = self.id
        return query.urlencode()


@dataclass(frozen=True, slots=True)
class Tile:
    """Some rows of one source, as old as `at`."""

    title: str | Promise
    source: str | Promise
    at: datetime
    rows: list[Row]


def number_row(label: str | Promise, value: int | None, href: str, *, is_late: bool = False) -> Row:
    """Return a number's row."""
    shown = "–" if value is None else str(value)
    return Row(label, value, href, f"{label}: {shown}", is_late)


def thing_row(kind: str, key: str, name: str, href: str, *, is_late: bool = True) -> Row:
    """Return the row of a thing that calls for somebody."""
    return Row(name, None, href, name[:200], is_late, kind, key)
