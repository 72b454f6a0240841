"""Telling by letter: what the mailroom brought about counts as told, until it comes back."""

from datetime import datetime

from django.db import transaction

from kentongan.council.models import Matter
from kentongan.journal.recording import record

Stage = Matter.Stage


@transaction.atomic
def reach(matter: Matter, *, at: datetime) -> Matter:
    """A letter with the decision went out: nobody need tell them."""
    held = Matter.objects.select_for_update().get(pk=matter.pk)
    if held.stage == Stage.DECIDED:
        held.stage, held.told_at = Stage.TOLD, at
        held.save(update_fields=["stage", "told_at"])
        record("matter.concluded", about=("matter", held.pk), by=None, at=at)
    return held


@transaction.atomic
def miss(matter: Matter, *, at: datetime) -> Matter:
    """The letter came back: somebody of the group tells them, unless somebody has."""
    held = Matter.objects.select_for_update().get(pk=matter.pk)
    if held.stage == Stage.TOLD and held.told_by_id is None:
        held.stage, held.told_at = Stage.DECIDED, None
        held.save(update_fields=["stage", "told_at"])
        record("matter.missed", about=("matter", held.pk), by=None, at=at)
    return held
