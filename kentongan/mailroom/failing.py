"""What could not be sent, for whoever works it off: which letters, how many, roughly to whom."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet, Sum

from kentongan.casework.models import Case
from kentongan.mailroom.choosing import address_of
from kentongan.mailroom.mending import BY_HAND
from kentongan.mailroom.models import Channel, Letter
from kentongan.people.models import User
from kentongan.people.permissions import Act, may

LATELY = timedelta(days=30)
MOST = 50
"""Letters on a page, those that failed first."""


class Tally(NamedTuple):
    """How many letters: waiting, failed, given up lately, and perhaps received twice lately."""

    waiting: int
    failed: int
    given_up: int
    repeated: int


def failures(user: User) -> "QuerySet[Letter]":
    """Return the failed letters of cases whose reporters the user may write to, oldest first.

    Those to users, and replies about no case yet, are for whoever runs the city.
    """
    failed = Letter.objects.filter(_within(user)).failed()
    return failed.select_related(
        "service_request__reporter",
        "service_request__filing__case",
        "invitation__case",
        "user",
        "reply__conversation__service_request__filing__case",
        "listener",
    )


def tally(user: User, *, at: datetime) -> Tally:
    """Count the letters within the user's reach (four statements)."""
    since = at - LATELY
    letters = Letter.objects.filter(_within(user)).exclude(channel=Channel.VOICE)
    repeated = letters.filter(unsure__gt=0, written_at__gte=since).aggregate(n=Sum("unsure"))
    given_up = letters.filter(withdrawn_because__in=BY_HAND, withdrawn_at__gte=since)
    return Tally(
        waiting=letters.filter(next_try_at__isnull=False).count(),
        failed=letters.failed().count(),
        given_up=given_up.aggregate(n=Count("pk"))["n"],
        repeated=repeated["n"] or 0,
    )


def covered(letter: Letter) -> str:
    """Return the address that failed, with most of it covered: who it is, is nobody's business.

    A user's and an invited party's are shown whole, for they were written at the desk.
    """
    if letter.user:
        return address_of(letter.user, letter.channel)
    if letter.invitation:
        return address_of(letter.invitation, letter.channel)
    address, is_anonymous = _address(letter)
    if not address or is_anonymous:
        return ""
    if letter.channel != Channel.EMAIL:
        return f"…{address[-3:]}"
    name, _at, host = address.rpartition("@")
    return f"{name[:1]}…@{host}"


def _address(letter: Letter) -> tuple[str, bool]:
    told = letter.service_request
    if letter.listener:
        return letter.listener.address, False
    if letter.reply is None:
        reporter = told.reporter if told else None
        return address_of(reporter, letter.channel), bool(told and told.is_anonymous)
    told = letter.reply.conversation.service_request
    return letter.reply.conversation.address, bool(told and told.is_anonymous)


def _within(user: User) -> Q:
    cases = Case.objects.reachable_by(user, Act.ANSWER).values("pk")
    theirs = Q(service_request__filing__case__in=cases) | Q(invitation__case__in=cases)
    theirs |= Q(reply__conversation__service_request__filing__case__in=cases)
    if not may(user, Act.RUN_CITY):
        return theirs
    unfiled = Q(reply__isnull=False, reply__conversation__service_request=None)
    return theirs | unfiled | Q(user__isnull=False)
