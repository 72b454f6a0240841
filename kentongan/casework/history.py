"""The history of a case, read from its rows in one statement, oldest first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from kentongan.casework.models import Case, Disposition

Rows = QuerySet[Any, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `kind` is the journal's, `said` the words, `detail` a code or id."""

    kind: str
    row: int
    at: datetime
    who: int | None
    said: str
    detail: str


def history(case: Case) -> list[Event]:
    """Return everything that happened to the case (one statement)."""
    first, *rest = _parts(case)
    events = [Event(*values) for values in first.union(*rest, all=True)]
    return sorted(events, key=lambda event: event.at)


def _parts(case: Case) -> Iterable[Rows]:
    nothing, nobody = Value("", TextField()), Value(None)
    yield _part(case.filings.all(), "case.filed", nothing, F("service_request_id"))
    yield _part(case.verifications.all(), "case.verified", F("public_words"), F("is_public"))
    yield _part(case.corrections.all(), "case.corrected", nothing, F("became"))
    yield _part(case.transfers.all(), "case.forwarded", F("reason"), F("to_unit_id"))
    yield _part(case.assignments.all(), "case.assigned", F("instruction"), F("officer_id"))
    yield _part(case.inquirys.all(), "case.reporter_asked", F("question"), nothing)
    replied = case.inquirys.filter(replied_at__isnull=False)
    # The row was written by whoever asked; the reply is the reporter's, and no user's.
    reply = F("reply")
    yield _part(replied, "case.reporter_replied", reply, nothing, at="replied_at", who=nobody)
    yield _part(case.answers.all(), "case.answered", F("text"), nothing)
    yield _part(case.notes.all(), "case.noted", F("text"), nothing)
    yield _part(case.claims.all(), "case.claimed", F("text"), nothing)
    for outcome in Disposition.Outcome:
        ends = case.dispositions.filter(outcome=outcome)
        yield _part(ends, f"case.{outcome}", F("text"), F("reason"))
    yield _part(case.reopenings.all(), "case.reopened", F("reason"), nothing)
    missed = case.deadlines.filter(missed_at__isnull=False)
    yield _part(missed, "deadline.missed", nothing, F("binds"), at="missed_at", who=nobody)


def _part(
    rows: Rows,
    kind: str,
    said: Combinable,
    detail: Combinable,
    at: str = "at",
    who: Combinable | None = None,
) -> Rows:
    return rows.order_by().values_list(
        Value(kind, CharField()),
        F("pk"),
        F(at),
        F("by_id") if who is None else Cast(who, output_field=BigIntegerField()),
        said,
        Cast(detail, TextField()),
    )
