"""What became of what units claimed to have done: confirmed, disputed, unopposed, each apart.

Counts claims, not cases: a case that was claimed twice is here twice. A period of months is read by
the index of claims, in one statement, so it costs what the period costs and not the history.
Matters of oversight are left out, for nobody but the inspectorate may count them.
"""

from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from operator import add
from typing import Self

from django.db import connection

from kentongan.measures.moment import bounds, local_day
from kentongan.measures.once import Once
from kentongan.places.directory import directory
from kentongan.toolbox.shares import Share

STATES = ("confirmed", "disputed", "unopposed", "waiting", "taken_back", "otherwise")
"""What a claim is, exactly one: so claims = the sum of these."""
MONTHS = 12

CLAIMS = """
SELECT c.id, c.unit_id, c.at, c.case_id,
       CASE WHEN c.fallen_at IS NOT NULL AND v.is_false THEN 'disputed'
            WHEN c.fallen_at IS NOT NULL THEN 'taken_back'
            WHEN v.is_true THEN 'confirmed'
            WHEN k.outcome = 'unopposed' THEN 'unopposed'
            WHEN k.closed_at IS NULL THEN 'waiting'
            ELSE 'otherwise' END AS state,
       p.pictures, p.pictures = 0 AND t.matter <> 'information' AS is_unproven, p.checks,
       d.month AS drawn_in, d.seed, v.audited, v.satisfaction, v.answers
FROM casework_claim c
JOIN casework_case k ON k.id = c.case_id
JOIN catalogue_servicetype t ON t.id = k.service_type_id
LEFT JOIN casework_draw d ON d.claim_id = c.id
CROSS JOIN LATERAL (
    SELECT bool_or(w.is_true) AS is_true, bool_or(NOT w.is_true) AS is_false,
           bool_or(w.is_true) FILTER (WHERE w.way = 'audit') AS audited,
           sum(w.satisfaction) AS satisfaction, count(w.satisfaction) AS answers
    FROM casework_verdict w WHERE w.claim_id = c.id) v
CROSS JOIN LATERAL (
    SELECT count(DISTINCT q.id) AS pictures,
           string_agg(DISTINCT f ->> 'check', ' ' ORDER BY f ->> 'check') AS checks
    FROM casework_proof q LEFT JOIN LATERAL jsonb_array_elements(q.flags) f ON true
    WHERE q.claim_id = c.id) p
WHERE c.unit_id = ANY(%(units)s::bigint[]) AND c.at >= %(start)s AND c.at < %(end)s
  AND NOT k.is_oversight
"""

STATEMENT = f"""
SELECT unit_id, count(*), {", ".join(f"count(*) FILTER (WHERE state = '{s}')" for s in STATES)},
       count(*) FILTER (WHERE is_unproven), count(checks), count(drawn_in), count(audited),
       count(*) FILTER (WHERE audited),
       coalesce(sum(satisfaction), 0)::bigint, sum(answers)::bigint
FROM ({CLAIMS}) claims GROUP BY unit_id
"""  # noqa: S608 - constants only; values travel apart


@dataclass(frozen=True, slots=True)
class Claimed:
    """What became of a number of claims."""

    claims: int = 0
    confirmed: int = 0
    disputed: int = 0
    unopposed: int = 0
    waiting: int = 0
    taken_back: int = 0
    otherwise: int = 0
    unproven: int = 0
    flagged: int = 0
    drawn: int = 0
    audited: int = 0
    audited_true: int = 0
    satisfaction: int = 0
    answers: int = 0

    def __add__(self, other: Self) -> Self:
        """Both together."""
        names = [each.name for each in fields(self)]
        sums = map(add, (getattr(self, n) for n in names), (getattr(other, n) for n in names))
        return type(self)(*sums)

    @property
    def fixed(self) -> Share:
        """Of the claims that somebody else has looked at, those found true."""
        looked = self.confirmed + self.disputed
        return Share(self.confirmed, looked, missing=self.claims - looked)

    @property
    def audit(self) -> Share:
        """Of the drawn claims that were looked at, those found true: the unbiased one."""
        return Share(self.audited_true, self.audited, missing=self.drawn - self.audited)

    @property
    def satisfied(self) -> float | None:
        """How satisfied those are who said so, 1 to 5 on average; None if nobody did."""
        return self.satisfaction / self.answers if self.answers else None


@dataclass(frozen=True, slots=True)
class Period:
    """Claims made from the first day on, up to a moment."""

    first: date
    at: datetime

    @classmethod
    def until(cls, at: datetime) -> Self:
        """Return the month of a moment and the eleven before it."""
        month = local_day(at).replace(day=1)
        for _ in range(MONTHS - 1):
            month = (month - timedelta(days=1)).replace(day=1)
        return cls(month, at)


@dataclass(frozen=True, slots=True)
class Report:
    """What became of the claims of a period, by unit (id) and in all."""

    period: Period
    units: dict[int, Claimed]

    @property
    def city(self) -> Claimed:
        """All units together."""
        return sum(self.units.values(), Claimed())


def report_on(at: datetime) -> Report:
    """Count the claims of the last twelve months (one statement)."""
    period = Period.until(at)
    units, start = list(directory().units), bounds(period.first)[0]
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {"units": units, "start": start, "end": at})
        return Report(period, {unit: Claimed(*counts) for unit, *counts in cursor.fetchall()})


claims_report = Once(report_on)
