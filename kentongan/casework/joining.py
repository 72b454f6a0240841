"""Joining: two cases are one matter; the voices of the one are heard in the other from now on."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.closing import Outcome, end
from kentongan.casework.holding import AlreadyClosed, ClaimStands, NoSuchCase, keep
from kentongan.casework.locking import lock_with_joined
from kentongan.casework.models import Case, Disposition, Filing, Joining, Move, Stage
from kentongan.catalogue.shelf import shelf
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Unprocessable


class JoinedToItself(Unprocessable):
    code = "joined_to_itself"
    sentence = _("A case cannot be joined to itself.")


class JoinedToNothing(Unprocessable):
    code = "joined_to_nothing"
    sentence = _("There is no case of that reference, or none that you may join.")


class JoinedToClosed(Unprocessable):
    code = "joined_to_closed"
    sentence = _("That case is closed; a case can only be joined to an open one.")


class JoinedToOversight(Unprocessable):
    code = "joined_to_oversight"
    sentence = _("A matter of the inspectorate is not joined to one that others work on.")


class JoinedInTheOpen(Unprocessable):
    code = "joined_in_the_open"
    sentence = _(
        "This was told in confidence, or is a private matter. Joined to that case, more people "
        "would learn of it than may."
    )


@transaction.atomic
def join(case: Case, into: Case, *, by: User, at: datetime) -> Disposition:
    """End a case by making its voices voices of another; `splitting.split` undoes it.

    :raises AlreadyClosed: if somebody else closed it first
    :raises ClaimStands: while others look whether it is done; its reply window would be lost
    :raises JoinedToNothing: if the user may not join the other, or it is gone
    :raises Unprocessable: where the other is closed, or joining would show more than may be seen
    """
    if case.pk == into.pk:
        raise JoinedToItself(field="into")
    case, into, joined_before = _hold(case, into, by=by)
    _refuse(case, into)
    joining = Joining.objects.create(case=case, into=into, by=by, at=at)
    moved = move_voices(case, into, by=by, at=at)
    into.voices += moved
    keep(into, "voices", at=at)
    Case.objects.filter(pk__in=joined_before).update(joined_to=into)
    case.joined_to, case.voices = into, 0
    keep(case, "joined_to", "voices", at=at)
    ended = Disposition(case=case, by=by, at=at, outcome=Outcome.JOINED)
    return end(ended, into=into.pk, voices=moved, joining=joining.pk)


def move_voices(
    was: Case, became: Case, *, by: User, at: datetime, only: list[int] | None = None
) -> int:
    """Hang voices under another case, all or those of some requests; the caller holds both."""
    filings = Filing.objects.filter(case=was).order_by("pk")
    if only is not None:
        filings = filings.filter(service_request__in=only)
    voices = list(filings.values_list("service_request_id", flat=True))
    Move.objects.bulk_create(
        Move(service_request_id=voice, was=was, became=became, by=by, at=at) for voice in voices
    )
    filings.update(case=became)
    return len(voices)


def _hold(case: Case, into: Case, *, by: User) -> tuple[Case, Case, list[int]]:
    """Lock both, and those joined to the first before, in the order of their ids."""
    ids = lock_with_joined(case, into.pk)
    both = {case.pk, into.pk}
    mine = {
        found.pk: found for found in Case.objects.reachable_by(by, Act.JOIN).filter(pk__in=both)
    }
    if case.pk not in mine:
        raise NoSuchCase
    if into.pk not in mine:
        raise JoinedToNothing(field="into")
    return mine[case.pk], mine[into.pk], [pk for pk in ids if pk not in both]


def _refuse(case: Case, into: Case) -> None:
    if not case.is_open:
        raise AlreadyClosed
    if case.stage == Stage.CLAIMED:
        raise ClaimStands
    if case.is_oversight != into.is_oversight:
        raise JoinedToOversight(field="into")
    if not into.is_open:
        raise JoinedToClosed(field="into")
    if _would_show(case, into):
        raise JoinedInTheOpen(field="into")


def _would_show(case: Case, into: Case) -> bool:
    """Whether more people would read the one's words in the other; widening takes two people."""
    if case.is_confidential:
        return not (into.is_confidential and case.unit_id == into.unit_id)
    is_private = shelf().types[case.service_type_id].is_private
    return is_private and into.is_public and case.service_type_id != into.service_type_id
