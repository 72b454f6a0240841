"""Claiming: the unit says that the work is done; whether it is, others say (`confirming`).

The city's clocks stop with the claim, and the reporters' window to oppose it begins.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.checking import codes
from kentongan.casework.holding import facts, hold_verified, keep, sentence
from kentongan.casework.models import Case, Claim, Deadline, Stage
from kentongan.casework.promising import CITYS, Binds, meet, plan, point_at
from kentongan.casework.proving import Picture, prove
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class AlreadyClaimed(Conflict):
    code = "already_claimed"
    sentence = _("The unit has already claimed that this is done.")


@transaction.atomic
def claim(
    case: Case, text: str, pictures: Sequence[Picture] = (), *, by: User, at: datetime
) -> Claim:
    """Say that the work is done; the case stays open until somebody else has looked.

    A claim without pictures, and one whose pictures raise a flag, stands all the same.

    :raises NotVerified: if nobody has let it pass the gate
    :raises AlreadyClaimed: if a claim stands already
    :raises TooManyProofs: beyond eight pictures
    """
    case = hold_verified(case, Act.CLAIM, by=by)
    if case.stage == Stage.CLAIMED:
        raise AlreadyClaimed
    words = sentence(text, field="text")
    claimed = Claim.objects.create(case=case, by=by, at=at, unit_id=case.unit_id, text=words)
    proofs = prove(claimed, pictures, at=at)
    meet(case, *CITYS, at=at)
    window = Deadline.objects.bulk_create(plan(case, start=at, binds=(Binds.REPLY,)))
    point_at(case, window, otherwise=at)
    case.stage = Stage.CLAIMED
    keep(case, "stage", "due_at", "promised_at", at=at)
    told = {"row": claimed.pk, "proofs": len(proofs), "checks": codes(claimed, proofs)}
    record("case.claimed", about=("case", case.pk), by=by, at=at, **told, **facts(case))
    return claimed
