"""Telling by voice: whoever came by telephone or to the counter, and can not be written to.

Their letters wait on a list at the desk until somebody has told them. The receipt is not on it:
the code was spoken, or lay in their hand, when they told us.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from kentongan.journal.recording import record
from kentongan.mailroom.choosing import MET
from kentongan.mailroom.models import Channel, Letter, Reason
from kentongan.mailroom.settling import facts
from kentongan.mailroom.wording import Wording
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class NotToTell(Conflict):
    code = "letter_not_to_tell"
    sentence = _("Somebody else has already told them, or there is nothing to tell.")


def to_be_told(voice: ServiceRequest, wording: Wording, best: Channel | None) -> Channel | None:
    """Return `best`, or that somebody tells them where that is what is left, or what they wish."""
    is_speaking = voice.reporter is not None and voice.reporter.by_voice
    can_be_met = voice.channel in MET and not voice.erased_at and not voice.restricted_at
    if not is_speaking and (best or not can_be_met):
        return best
    return None if wording.is_receipt else Channel.VOICE


def to_tell(user: User) -> "QuerySet[Letter]":
    """Return what is to be told by voice to reporters the user may write to, oldest first."""
    cases = Case.objects.reachable_by(user, Act.ANSWER).values("pk")
    waiting = Letter.objects.filter(service_request__filing__case__in=cases).to_tell()
    return waiting.select_related("service_request__reporter", "service_request__filing__case")


@transaction.atomic
def tell(letter: Letter, *, by: User, at: datetime) -> Letter:
    """Somebody has told them: the letter need not go out any more.

    :raises NotToTell: if somebody else was first, or it goes out by itself
    """
    held = Letter.objects.select_for_update().get(pk=letter.pk)
    if held.channel != Channel.VOICE or held.next_try_at is None:
        raise NotToTell
    held.next_try_at, held.withdrawn_at, held.withdrawn_because = None, at, Reason.TOLD
    held.save()
    record("letter.withdrawn", by=by, at=at, reason=Reason.TOLD, **facts(held))
    return held
