"""What the city last said of cases to those who told of them, in the officers' own words.

Nothing that a voice said is among it: whoever hears these words may be another voice.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import CharField, F, QuerySet, TextField, Value
from django.db.models.functions import Cast

from kentongan.casework.models import Answer, Case, Claim, Disposition, Inquiry, Objection

Outcome = Disposition.Outcome
IN_WORDS = (Outcome.REFUSED, Outcome.REFERRED)
"""The ends that an officer explains to the reporter."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words, when they were said, and the reason's code where it was refused."""

    words: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Utterances:
    """The last of each kind; None where nothing was said."""

    question: Utterance | None = None
    answer: Utterance | None = None
    claim: Utterance | None = None
    end: Utterance | None = None
    objection: Utterance | None = None


def utterances_of(cases: Iterable[Case]) -> dict[int, Utterances]:
    """Return what was said of each case, by its key (one statement; none without cases)."""
    keys = {case.pk for case in cases}
    if not keys:
        return {}
    first, *rest = _parts(keys)
    last: dict[int, dict[str, Utterance]] = {key: {} for key in keys}
    rows = sorted(first.union(*rest, all=True), key=lambda row: row[2])
    for case, kind, at, words, reason in rows:
        last[case][kind] = Utterance(words, at, reason)
    return {key: Utterances(**said) for key, said in last.items()}


def _parts(keys: set[int]) -> Iterator[QuerySet[Any, Any]]:
    asked = Inquiry.objects.filter(case__in=keys, replied_at=None)
    yield _part(asked, "question", "question")
    yield _part(Answer.objects.filter(case__in=keys), "answer", "text")
    yield _part(Claim.objects.filter(case__in=keys, fallen_at=None), "claim", "text")
    ends = Disposition.objects.filter(case__in=keys, outcome__in=IN_WORDS)
    yield _part(ends, "end", "text", reason="reason")
    decided = Objection.objects.filter(disposition__case__in=keys, decided_at__isnull=False)
    yield _part(decided, "objection", "answer", case="disposition__case_id", at="decided_at")


def _part(
    rows: QuerySet[Any],
    kind: str,
    words: str,
    *,
    case: str = "case_id",
    at: str = "at",
    reason: str = "",
) -> QuerySet[Any, Any]:
    code = F(reason) if reason else Value("")
    return rows.order_by().values_list(
        F(case),
        Value(kind, CharField()),
        F(at),
        F(words),
        Cast(code, TextField()),
    )
