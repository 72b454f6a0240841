"""What was turned away at the doors of the channels lately, by day: nothing of it was kept."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Count
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kentongan.intake.messages import InboundMessage, Rebuff, WhyAside
from kentongan.people.models import User
from kentongan.people.permissions import Act, may
from kentongan.places.directory import directory
from kentongan.workdesk.doors import CHANNELS

BACK = timedelta(days=14)
WHY = {
    Rebuff.Why.SIGNATURE: _("wrong signature"),
    Rebuff.Why.BODY: _("too large, or no such thing as was announced"),
    WhyAside.FLOOD: _("more messages in an hour than one sender may send"),
}


class TurnedAway(NamedTuple):
    """How many of one sort on one day."""

    day: datetime
    """At its noon."""
    channel: str
    why: str
    number: int


def may_see(user: User) -> bool:
    """Whether somebody answers for the doors: supervisors, and whoever runs the city."""
    return may(user, Act.SUPERVISE_CALLS) or may(user, Act.RUN_CITY)


def turned_away(*, at: datetime) -> list[TurnedAway]:
    """Return what was turned away, the newest day first (two statements)."""
    since, zone = at - BACK, directory().calendar.zone
    counted = Rebuff.objects.filter(day__gt=timezone.localdate(since))
    floods = InboundMessage.objects.filter(
        set_aside_at__gt=since, set_aside_because=WhyAside.FLOOD
    ).annotate(day=TruncDate("set_aside_at"))
    rows = [
        *counted.values_list("day", "channel", "why", "count"),
        *floods.values_list("day", "channel", "set_aside_because").annotate(Count("pk")),
    ]
    rows.sort(key=lambda row: (row[1], row[2]))
    rows.sort(key=lambda row: row[0], reverse=True)
    return [
        TurnedAway(
            datetime.combine(day, time(12), zone),
            str(CHANNELS.get(channel, channel)),
            str(WHY.get(why, why)),
            count,
        )
        for day, channel, why, count in rows
    ]
