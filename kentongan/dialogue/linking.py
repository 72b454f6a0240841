"""Where a report is followed, and moments as a short message tells them."""

from datetime import datetime

from babel.dates import format_date, format_time
from django.conf import settings

from kentongan.cities.models import Domain
from kentongan.places.directory import directory
from kentongan.toolbox.codes import spoken
from kentongan.toolbox.schemas import current

TRACKING = "/t/{code}/"
"""The frontdesk's address, which this room may not ask for."""


def link_to(code: str) -> str:
    """Return the address of a report's own page (one statement); "" in a city without a host."""
    domains = Domain.objects.filter(tenant__schema_name=current().schema_name, is_primary=True)
    domain = domains.values_list("domain", flat=True).first()
    if domain is None:
        return ""
    base = settings.LETTER_BASE.replace("{domain}", domain).rstrip("/")
    return base + TRACKING.format(code=spoken(code))


def spelt(moment: datetime, language: str) -> str:
    """`Fri, 13 Mar 2026, 09:00`, in the city's time."""
    local = moment.astimezone(directory().calendar.zone)
    time = "HH.mm" if language == "id" else "HH:mm"
    day = format_date(local.date(), "EEE, d MMM y", locale=language)
    return f"{day}, {format_time(local.timetz(), time, locale=language)}"
