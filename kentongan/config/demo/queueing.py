"""A counter at play: one office with a few numbers of today, a tablet and a board."""

from datetime import datetime, timedelta

from kentongan.counter.models import Office, Tablet, Ticket
from kentongan.counter.numbering import take_number, today
from kentongan.counter.opening import digest_of, open_office
from kentongan.people.models import Membership, Role

TOKEN = "demo"  # noqa: S105
COME = (("A", False), ("B", False), ("A", True), ("C", False), ("A", False))
EVERY = timedelta(minutes=4)


def open_counter(*, at: datetime) -> None:
    """Open the counter at which the operators work, and let some people wait there."""
    seated = Membership.objects.filter(role=Role.OPERATOR).select_related("unit").order_by("pk")
    first = seated.first()
    if first is None:
        return
    office = Office.objects.filter(unit=first.unit).first()
    office = office or open_office(first.unit, "balai-kota", by=None, at=at)
    tablet = {"label": "Demo", "office": office, "added_at": at}
    Tablet.objects.get_or_create(digest=digest_of(TOKEN), defaults=tablet)
    if Ticket.objects.filter(office=office, date=today(at)).exists():
        return
    for number, (letter, is_priority) in enumerate(COME):
        moment = at - EVERY * (len(COME) - number)
        if today(moment) == today(at):
            take_number(office, letter, is_priority=is_priority, by=None, at=moment)
