"""Which part of the data: two days and a kecamatan, read from the address."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.refusals import Unprocessable

FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)


class NoSuchDay(Unprocessable):
    code = "no_such_day"
    sentence = _("Write a day as 2026-05-24.")


class NoSuchKecamatan(Unprocessable):
    code = "no_such_kecamatan"
    sentence = _("There is no kecamatan of that code in this city.")


@dataclass(frozen=True, slots=True)
class Part:
    """Cases opened from `start` up to, but not at, `end`; in one kecamatan or in all."""

    start: datetime
    end: datetime
    kecamatan: int | None

    @classmethod
    def read(cls, query: QueryDict, *, default_days: int | None = None) -> Self:
        """Read `from`, `to` (both days included) and `kecamatan`.

        :param default_days: how far back to look if nothing is said; None is all the way
        :raises NoSuchDay: if one is no day
        :raises NoSuchKecamatan: if the code is not one of this city's
        """
        last = day_in(query, "to") or LAST
        first = day_in(query, "from")
        if first is None and default_days is not None:
            first = min(last, timezone.localdate()) - timedelta(days=default_days)
        end = _midnight(last + timedelta(days=1))
        return cls(_midnight(first or FIRST), end, _kecamatan(query))


def day_in(query: QueryDict, name: str) -> date | None:
    """Return the day of that name, None if nothing is said.

    :raises NoSuchDay: if it is none
    """
    text = query.get(name, "").strip()
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise NoSuchDay(field=name) from None
    if not FIRST <= day <= LAST:
        raise NoSuchDay(field=name)
    return day


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), timezone.get_current_timezone())


def _kecamatan(query: QueryDict) -> int | None:
    code = query.get("kecamatan", "").strip()
    if not code:
        return None
    place = directory().by_code.get(code)
    if place is None or place.level != Jurisdiction.Level.KECAMATAN:
        raise NoSuchKecamatan(field="kecamatan")
    return place.pk
