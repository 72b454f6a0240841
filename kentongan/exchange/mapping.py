"""The mapping table: which of our service types stands for a national category."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.exchange.models import Mapping
from kentongan.exchange.reading import Row
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable


class NoSuchType(Unprocessable):
    code = "no_such_type"


def tidied(category: str) -> str:
    """Return a category as it is compared: capitals, single spaces, ` / ` between its parts."""
    parts = (" ".join(part.split()) for part in category.upper().split("/"))
    return " / ".join(part for part in parts if part)


def table() -> dict[str, int]:
    """Return the service type of every category that has one (one statement)."""
    own = {
        tidied(kind.national): kind.pk
        for kind in sorted(shelf().types.values(), key=lambda kind: kind.code, reverse=True)
        if kind.national and kind.is_active
    }
    return {**own, **dict(Mapping.objects.values_list("category", "service_type_id"))}


@transaction.atomic
def remap(lines: Iterable[Row], *, by: User | None, at: datetime) -> int:
    """Put the mapping table in the place of the one before; return its lines.

    :param lines: `category` (or `main` and `sub`) and `reference`, our service code
    :raises NoSuchType: if a code is none of this city's
    """
    codes: dict[str, ServiceType] = {kind.code: kind for kind in shelf().types.values()}
    wanted: dict[str, ServiceType] = {}
    for line in lines:
        kind = codes.get(line.get("reference", ""))
        if kind is None:
            told = _("There is no service type “%(code)s”.") % {"code": line.get("reference", "")}
            raise NoSuchType(told, field="file")
        wanted[category_of(line)] = kind
    Mapping.objects.all().delete()
    rows = [Mapping(category=category, service_type=kind) for category, kind in wanted.items()]
    Mapping.objects.bulk_create(rows)
    city = ("city", directory().city.pk)
    record("city.categories_mapped", about=city, by=by, at=at, lines=len(rows))
    return len(rows)


def category_of(row: Row) -> str:
    """Return the category a row names, in one column or in two."""
    whole = row.get("category") or " / ".join((row.get("main", ""), row.get("sub", "")))
    return tidied(whole)
