"""Opening a drill: a city's twin stands beside it within seconds, and the city is not touched."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.config.drilling.marking import Drill
from kentongan.config.drilling.staff import seat, staff
from kentongan.config.drilling.twinning import HOST, twin_of
from kentongan.config.exporting import facts_of
from kentongan.config.founding import found
from kentongan.journal.recording import record
from kentongan.places.loading import Geometry, load_boundaries
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.refusals import Conflict, NotFound
from kentongan.toolbox.snapshots import forget_all


class DrillOpen(Conflict):
    code = "drill_open"
    sentence = _("A drill of this city is open already; end it first.")


class IsADrill(Conflict):
    code = "is_a_drill"
    sentence = _("This city is itself there to drill in.")


class NoDrill(NotFound):
    code = "no_drill"
    sentence = _("No drill of this city is open.")


def open_drill(city: City, *, name: str = "", domains: Iterable[str] = (), at: datetime) -> City:
    """Found the twin of a city; returns it.

    :param name: what is drilled, in a few words
    :param domains: host names that lead to it; `latihan.` before each of the city's, if none
    :raises DrillOpen: if there is one
    :raises IsADrill: if the city is one itself
    """
    if city.drill_of_id:
        raise IsADrill
    if city.drills.exists():
        raise DrillOpen
    hosts = list(domains) or [HOST + each.domain for each in city.domains.order_by("-is_primary")]
    with inside(city):
        forget_all()
        pack, colleagues, outlines = facts_of(), staff(), _official()
    twin = found(twin_of(pack), domains=hosts, at=at, drill=Drill(city, name[:120]))
    with inside(twin), transaction.atomic():
        if outlines:
            load_boundaries(outlines, are_approximate=False)
        count = seat(colleagues)
        record("drill.opened", about=("city", twin.pk), by=None, at=at, count=count)
    forget_all()
    return twin


def drill_of(city: City) -> City:
    """Return the open drill of a city.

    :raises NoDrill: if there is none
    """
    found_one: City | None = city.drills.order_by("pk").first()
    if found_one is None:
        raise NoDrill
    return found_one


def _official() -> dict[str, Geometry]:
    drawn = Jurisdiction.objects.filter(is_approximate=False, boundary__isnull=False)
    return {code: boundary for code, boundary in drawn.values_list("code", "boundary") if boundary}
