"""A past moment that an address asks for."""

from datetime import datetime

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _

from kentongan.places.directory import directory
from kentongan.toolbox.refusals import Unprocessable

ASKED = "pada"


class NoMoment(Unprocessable):
    code = "no_moment"
    sentence = _("That is no moment. Write a day and a time, as 2026-03-09T21:30.")


class NotGoneBy(Unprocessable):
    code = "not_gone_by"
    sentence = _("Only what has gone by can be played, since the city's first report.")


def moment_asked(text: str, first: datetime | None, now: datetime) -> datetime:
    """Return the moment an address names, in the city's zone.

    :param first: when the city began to be told things
    :raises NoMoment: if it names none
    :raises NotGoneBy: if it has not gone by, or nothing had begun
    """
    try:
        asked = parse_datetime(text[:40])
    except ValueError:
        asked = None
    if asked is None:
        raise NoMoment(field=ASKED)
    at = asked if asked.tzinfo else asked.replace(tzinfo=directory().calendar.zone)
    if first is None or not first <= at <= now:
        raise NotGoneBy(field=ASKED)
    return at
