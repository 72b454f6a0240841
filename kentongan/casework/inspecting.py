"""Working off the drawn sample: go and look, and say whether the claim is true.

True confirms it, false is a dispute like any other; where the case has moved on in the meantime,
only the verdict is kept, for the sample counts what was claimed and not what became of it.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.casework.confirming import confirm, see_independent
from kentongan.casework.disputing import refute
from kentongan.casework.holding import facts, hold, sentence
from kentongan.casework.models import DONE, Case, Claim, Draw, Verdict
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict, NotFound
from kentongan.toolbox.words import tidy

Way = Verdict.Way


class NoSuchDraw(NotFound):
    code = "no_such_draw"
    sentence = _("No drawn claim of that number waits for you.")


class AlreadyLooked(Conflict):
    code = "already_looked"
    sentence = _("Somebody else has already looked at this claim.")


def waiting(user: User) -> QuerySet[Draw]:
    """Return the drawn claims that the user may judge, the oldest first: none of their own unit."""
    own = [membership.unit_id for membership in user.standing]
    reachable = Case.objects.reachable_by(user, Act.AUDIT)
    draws = Draw.objects.filter(looked_at=None, claim__case__in=reachable)
    judged = draws.exclude(unit__in=own).exclude(claim__by=user)
    return judged.select_related("claim__case").order_by("drawn_at", "pk")


@transaction.atomic
def inspect(draw: Draw, text: str, *, is_true: bool, by: User, at: datetime) -> Draw:
    """Say of a drawn claim whether it is true.

    :raises AlreadyLooked: if somebody else was first
    :raises OwnClaim: if the looker is of the unit that claims
    :raises WordsMissing: if it is false and nothing says why
    """
    case = hold(draw.claim.case, Act.AUDIT, by=by)
    draw = Draw.objects.select_for_update(of=("self",)).select_related("claim").get(pk=draw.pk)
    if draw.looked_at is not None:
        raise AlreadyLooked
    draw.looked_at = at
    draw.save(update_fields=["looked_at"])
    if draw.claim.fallen_at is not None or case.outcome not in {"", *DONE}:
        _keep(draw.claim, case, text, is_true=is_true, by=by, at=at)
    elif is_true:
        confirm(case, text, by=by, at=at, way=Way.AUDIT)
    else:
        refute(case, text, by=by, at=at, way=Way.AUDIT)
    return draw


def _keep(claim: Claim, case: Case, text: str, *, is_true: bool, by: User, at: datetime) -> None:
    """The case has moved on: keep the verdict beside it."""
    see_independent(claim, by, Way.AUDIT)
    words = tidy(text, field="text") if is_true else sentence(text, field="text")
    verdict = Verdict.objects.create(
        claim=claim, is_true=is_true, way=Way.AUDIT, by=by, text=words, at=at
    )
    told = {"row": verdict.pk, "claim": claim.pk, "is_true": is_true, **facts(case)}
    record("case.audited", about=("case", case.pk), by=by, at=at, **told)
