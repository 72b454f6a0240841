"""Auditing: every month some claims of every unit are drawn, and somebody else goes and looks.

The reporters' own word is given by those who care to give it; only a drawn sample says something of
all claims. Matters of oversight are not drawn: the inspectorate looks at those, and nobody else may
know of them.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from kentongan.casework.models import Claim, Draw
from kentongan.casework.sampling import Size, Ticket, sample, seed_of
from kentongan.catalogue.city_rules import amount
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.places.directory import directory

SETTLED = timedelta(hours=1)
"""After a month's end, until its last claim has surely been written."""
MONTHS_BACK = 2
"""How far the clock looks back for a month it missed."""


def draw_due(*, at: datetime) -> int:
    """Draw the months that are over and have not been drawn; returns how many claims."""
    months, month = [], _first((at - SETTLED).astimezone(directory().calendar.zone).date())
    for _ in range(MONTHS_BACK):
        month = _first(month - timedelta(days=1))
        months.append(month)
    done = set(Draw.objects.filter(month__in=months).values_list("month", flat=True))
    return sum(len(draw(month, at=at)) for month in months if month not in done)


@transaction.atomic
def draw(month: date, *, at: datetime) -> list[Draw]:
    """Draw a month's sample of every unit; done once, whoever asks again gets the same.

    :param month: its first day
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || ' audit'))")
    before = list(Draw.objects.filter(month=month))
    if before:
        return before
    tickets = tickets_of(month)
    seed = seed_of(month, tickets)
    size = size_of(month)
    drawn = sample(seed, tickets, size)
    units = directory().unit_by_code
    draws = Draw.objects.bulk_create(
        Draw(claim_id=claim, unit_id=units[unit].pk, month=month, drawn_at=at, seed=seed)
        for unit, claims in sorted(drawn.items())
        for claim in claims
    )
    record_all(_entries(month, size, tickets, drawn, seed, at))
    return draws


def size_of(month: date) -> Size:
    """Return how many are drawn, by the city's rule on the month's first day.

    So nobody who has seen a month's claims can still say how many of them are looked at.
    """
    return Size(Fraction(amount("audit_percent", month), 100), amount("audit_least", month))


def tickets_of(month: date) -> list[Ticket]:
    """Return every claim of the month that takes part (one statement, by index)."""
    units = directory().units
    start, end = _bounds(month)
    claims = Claim.objects.filter(unit__in=list(units), at__gte=start, at__lt=end)
    kept = claims.filter(case__is_oversight=False).values_list("pk", "unit_id", "at")
    return [Ticket(claim, units[unit].code, moment) for claim, unit, moment in kept]


def _entries(
    month: date,
    size: Size,
    tickets: Sequence[Ticket],
    drawn: Mapping[str, Sequence[int]],
    seed: str,
    at: datetime,
) -> list[Entry]:
    counts = Counter(ticket.unit for ticket in tickets)
    known: dict[str, Any] = {"month": f"{month:%Y-%m}", "seed": seed}
    known |= {"percent": int(size.share * 100), "least": size.least}
    return [
        drawn_up(
            "audit.drawn",
            about=("unit", directory().unit_by_code[unit].pk),
            by=None,
            at=at,
            claims=counts[unit],
            drawn=list(claims),
            **known,
        )
        for unit, claims in sorted(drawn.items())
    ]


def _first(day: date) -> date:
    return day.replace(day=1)


def _bounds(month: date) -> tuple[datetime, datetime]:
    zone = directory().calendar.zone
    following = _first(month + timedelta(days=31))
    return datetime.combine(month, time(), zone), datetime.combine(following, time(), zone)
