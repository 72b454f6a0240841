"""Overseeing: a suspicion against officials goes to the inspectorate, and nobody else sees it.

Not even operators, leaders or administrators, unless they are of the inspectorate; the public
never. The reporter's own page still works. What the journal says of it from then on names neither
place, unit nor type (`holding.facts`). There is no way back: what an inspector wrote must not
come before those it is about. What turns out to be none of theirs, the inspectorate answers.
"""

from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import facts, hold_open, keep, sentence
from kentongan.casework.locking import lock_with_joined
from kentongan.casework.models import Case, Disposition, Stage, Transfer
from kentongan.casework.promising import set_anew
from kentongan.casework.reopening import take_up
from kentongan.casework.verifying import SHOWN, show
from kentongan.catalogue.models import ServiceType
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.places.directory import directory
from kentongan.places.models import Unit
from kentongan.toolbox.refusals import Conflict, Unprocessable

HIDDEN = ("is_oversight", "unit", "officer", *SHOWN)
JOINED = Disposition.Outcome.JOINED


class NoInspectorate(Conflict):
    code = "no_inspectorate"
    sentence = _("This city has no inspectorate to which it could go.")


class AlreadyOverseen(Conflict):
    code = "already_overseen"
    sentence = _("This is with the inspectorate already.")


class ForTheInspectorate(Unprocessable):
    code = "for_the_inspectorate"
    sentence = _("What officials are suspected of goes “To the inspectorate”, and stays there.")


def inspectorate_for(kind: ServiceType) -> Unit | None:
    """Return who alone sees requests of this type; None where it is nothing of oversight."""
    return directory().inspectorate if kind.matter == ServiceType.Matter.OVERSIGHT else None


@transaction.atomic
def oversee(case: Case, reason: str, *, by: User, at: datetime) -> Transfer:
    """Mark an open case as one of oversight: it is the inspectorate's, and hidden at once.

    A standing claim falls: whoever is complained about does not say that it is settled. What was
    joined to the case is hidden with it.

    :raises AlreadyOverseen: if it has been marked before
    :raises NoInspectorate: if the city has none
    """
    lock_with_joined(case)
    case = hold_open(case, Act.OVERSEE, by=by)
    inspectorate = directory().inspectorate
    if case.is_oversight:
        raise AlreadyOverseen
    if inspectorate is None:
        raise NoInspectorate
    words = sentence(reason, field="reason")
    if case.stage == Stage.CLAIMED:
        take_up(case, words, by=by, at=at)
    transfer = Transfer(case=case, from_unit_id=case.unit_id, to_unit=inspectorate, by=by, at=at)
    transfer.reason = words
    transfer.save()
    was = _hide(case, inspectorate)
    # A contractor's link shows the case too, and its answer was the unit's to read.
    case.invitations.filter(revoked_at=None).update(revoked_at=at, revoked_by=by)
    case.stage = Stage.VERIFIED if case.stage == Stage.ASSIGNED else case.stage
    set_anew(case, start=case.opened_at, at=at)
    keep(case, *HIDDEN, "stage", "due_at", "promised_at", at=at)
    rest = [_hide_joined(joined, inspectorate, by, at) for joined in case.joined.order_by("pk")]
    record_all([_overseen(case, by, at, row=transfer.pk, was=was), *chain.from_iterable(rest)])
    return transfer


def _hide(case: Case, inspectorate: Unit) -> dict[str, int | str]:
    """Hide a held case; return where it belonged."""
    was = facts(case)
    case.is_oversight, case.unit, case.officer = True, inspectorate, None
    show(case, is_public=False, words="")
    return was


def _hide_joined(case: Case, inspectorate: Unit, by: User, at: datetime) -> list[Entry]:
    """Hide what had ended as part of the matter: it leaves one heading and ends under another."""
    was = _hide(case, inspectorate)
    keep(case, *HIDDEN, at=at)
    about = ("case", case.pk)
    return [
        _overseen(case, by, at, was=was, was_outcome=JOINED),
        drawn_up("case.joined", about=about, by=by, at=at, into=case.joined_to_id, **facts(case)),
    ]


def _overseen(case: Case, by: User, at: datetime, **particulars: object) -> Entry:
    return drawn_up(
        "case.overseen", about=("case", case.pk), by=by, at=at, **particulars, **facts(case)
    )
