"""Verifying: somebody of the group has looked, and it is a matter for the next meeting."""

from datetime import datetime

from django.db import transaction

from kentongan.council.holding import hold, sentence
from kentongan.council.models import Item, Matter, Meeting, Remark
from kentongan.journal.recording import record
from kentongan.people.models import User

Stage = Matter.Stage


@transaction.atomic
def verify(matter: Matter, *, by: User, at: datetime) -> Matter:
    """Say that it was looked into; where a meeting is ahead, it goes onto its agenda.

    :raises OutOfTurn: if somebody was first
    """
    matter = hold(matter, by=by, stages=(Stage.BROUGHT,))
    matter.stage, matter.verified_at, matter.verified_by = Stage.VERIFIED, at, by
    matter.save(update_fields=["stage", "verified_at", "verified_by"])
    ahead = Meeting.objects.filter(group=matter.group_id, closed_at=None).first()
    if ahead is not None:
        Item.objects.create(meeting=ahead, matter=matter)
    is_late = matter.verify_by is not None and at > matter.verify_by
    record("matter.verified", about=("matter", matter.pk), by=by, at=at, is_late=is_late)
    return matter


@transaction.atomic
def remark(matter: Matter, text: str, *, by: User, at: datetime) -> Remark:
    """Keep a note that only the group's own people read."""
    matter = hold(matter, by=by, stages=tuple(Stage))
    kept = Remark.objects.create(matter=matter, by=by, at=at, text=sentence(text, field="text"))
    record("matter.remarked", about=("matter", matter.pk), by=by, at=at, row=kept.pk)
    return kept


@transaction.atomic
def tell(matter: Matter, *, by: User, at: datetime) -> Matter:
    """Say that the person knows what became of it.

    :raises OutOfTurn: if nothing was decided yet, or somebody has told them
    """
    matter = hold(matter, by=by, stages=(Stage.DECIDED,))
    matter.stage, matter.told_at, matter.told_by = Stage.TOLD, at, by
    matter.save(update_fields=["stage", "told_at", "told_by"])
    record("matter.concluded", about=("matter", matter.pk), by=by, at=at)
    return matter
