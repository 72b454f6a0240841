"""What a reporter is shown once a unit has claimed that it is done, and what they may say of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kentongan.casework.disputing import disputable_until
from kentongan.casework.history import Event
from kentongan.casework.models import DONE, Case, Claim, Stage, Verdict
from kentongan.catalogue.models import DeadlineRule
from kentongan.face.proofs import ShownProofs, shown_proofs
from kentongan.intake.models import ServiceRequest

SATISFACTION = (5, 4, 3, 2, 1)


@dataclass(frozen=True, slots=True)
class Claimed:
    """The last claim, until when it can be opposed, and this voice's own word on it."""

    claim: Claim
    proofs: ShownProofs
    until: datetime | None
    own: Verdict | None
    voices_against: int
    may_confirm: bool
    may_dispute: bool

    @property
    def is_fallen(self) -> bool:
        """Whether somebody has disputed it, or it was taken back."""
        return self.claim.fallen_at is not None


def claimed(
    told: ServiceRequest, case: Case, events: Iterable[Event], *, at: datetime
) -> Claimed | None:
    """Return the claim that is the last word on the case, if its history tells of any.

    At most four statements; none for a case that was never claimed to be done.
    """
    if case.outcome not in {"", *DONE} or all(e.kind != "case.claimed" for e in events):
        return None
    claim: Claim | None = case.claims.order_by("-pk").prefetch_related("verdicts").first()
    if claim is None:
        return None
    verdicts = list(claim.verdicts.all())
    own = next((verdict for verdict in verdicts if verdict.service_request_id == told.pk), None)
    until = _until(case, claim, at)
    is_in_time = case.closed_at is None or (until is not None and at <= until)
    return Claimed(
        claim=claim,
        proofs=shown_proofs(case, claim.pk),
        until=until,
        own=own,
        voices_against=sum(not verdict.is_true for verdict in verdicts),
        may_confirm=own is None and case.stage == Stage.CLAIMED,
        may_dispute=own is None and is_in_time,
    )


def _until(case: Case, claim: Claim, at: datetime) -> datetime | None:
    """Until when it may be disputed: the window's end, and some time after the case has ended."""
    if case.closed_at is not None:
        return disputable_until(case.closed_at)
    if claim.fallen_at is not None:
        return None
    window = case.deadlines.filter(binds=DeadlineRule.Binds.REPLY, met_at=None, replaced_at=None)
    return window.values_list("due_at", flat=True).first()


def read_satisfaction(form: Any) -> int | None:
    """Return the chosen number; None for none, 0 for anything that is no number."""
    chosen = form.get("satisfaction", "")
    if not chosen:
        return None
    return int(chosen) if chosen.isascii() and chosen.isdecimal() and len(chosen) < 3 else 0
