"""Splitting: a voice is not of this matter after all, and gets a case of its own again."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import NoSuchCase, facts, keep
from kentongan.casework.joining import move_voices
from kentongan.casework.locking import lock, with_joined
from kentongan.casework.models import Case, Disposition, Filing, Joining, Move
from kentongan.casework.opening import lay_open, opened
from kentongan.casework.reopening import take_up
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.journal.recording import drawn_up, record_all
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.refusals import Conflict


class FirstVoice(Conflict):
    code = "first_voice"
    sentence = _("The case was opened on this voice. Split off the others instead.")


class NoLongerHere(Conflict):
    code = "voice_no_longer_here"
    sentence = _("This voice has already gone to another case.")


@transaction.atomic
def split(voice: ServiceRequest, *, by: User, at: datetime) -> Case:
    """Give a voice its own case: the one it came with is taken up again, or one is opened.

    Whoever came along when that case was joined goes back with it, so that joining and splitting
    leave every count as it was.

    :returns: the case the voice has now
    :raises FirstVoice: if the case it is under is its own
    :raises NoLongerHere: if somebody else was first
    """
    case, own = _hold(voice, by=by)
    if own is None:
        own = lay_open(voice, at, is_oversight=case.is_oversight)
        _part(case, own, [voice.pk], by=by, at=at)
        begun = opened(own, voice, by=by, at=at)
    else:
        begun = _take_back(voice, case, own, by=by, at=at)
    told = {"request": voice.pk, "became": own.pk, "voices": case.voices, **facts(case)}
    about = ("case", case.pk)
    record_all([drawn_up("case.voice_separated", about=about, by=by, at=at, **told), begun])
    return own


def _take_back(voice: ServiceRequest, case: Case, own: Case, *, by: User, at: datetime) -> Entry:
    """Undo the joining of the voice's own case; return the entry that tells of it."""
    joining = Joining.objects.filter(case=own, split_at=None).latest("pk")
    came = Move.objects.filter(was=own, at=joining.at).values_list("service_request_id", flat=True)
    own.voices = _part(case, own, [voice.pk, *came], by=by, at=at)
    own.joined_to, joining.split_at = None, at
    joining.save(update_fields=["split_at"])
    keep(own, "voices", "joined_to", at=at)
    of_voices = own.filings.values("service_request__reference")
    Case.objects.filter(joined_to=case, reference__in=of_voices).update(joined_to=own)
    again = take_up(own, "", by=by, at=at)
    told = {"row": again.pk, "was_outcome": Disposition.Outcome.JOINED, **facts(own)}
    return drawn_up("case.reopened", about=("case", own.pk), by=by, at=at, **told)


def _part(was: Case, became: Case, voices: list[int], *, by: User, at: datetime) -> int:
    moved = move_voices(was, became, by=by, at=at, only=voices)
    was.voices -= moved
    keep(was, "voices", at=at)
    return moved


def _hold(voice: ServiceRequest, *, by: User) -> tuple[Case, Case | None]:
    """Lock the case the voice is under, with all joined to it: also the voice's own, if any."""
    under = Filing.objects.values_list("case_id", flat=True).get(service_request=voice)
    held = lock(lambda: with_joined(under))
    if not Case.objects.reachable_by(by, Act.JOIN).filter(pk=under).exists():
        raise NoSuchCase
    if not Filing.objects.filter(service_request=voice, case=under).exists():
        raise NoLongerHere
    case = held.pop(under)
    if case.reference == voice.reference:
        raise FirstVoice
    return case, next((own for own in held.values() if own.reference == voice.reference), None)
