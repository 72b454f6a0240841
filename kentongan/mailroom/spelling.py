"""Moments and names as a letter spells them out: in full, for it may be read much later."""

from collections.abc import Mapping
from datetime import datetime

from babel.dates import format_date, format_time
from django.utils.translation import gettext as _

from kentongan.places.directory import directory


def in_full(moment: datetime, language: str) -> str:
    """`Friday, 13 March 2026 at 09:00`, in the city's time; within the language's override."""
    local = moment.astimezone(directory().calendar.zone)
    time = "HH.mm" if language == "id" else "HH:mm"
    return _("%(day)s at %(time)s") % {
        "day": format_date(local.date(), "EEEE, d MMMM y", locale=language),
        "time": format_time(local.timetz(), time, locale=language),
    }


def named(names: Mapping[str, str], language: str) -> str:
    """Return the name in the language, or the first there is."""
    return names.get(language) or next(iter(names.values()), "")
