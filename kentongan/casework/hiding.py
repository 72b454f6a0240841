"""What is hidden, and how it is set: the one place that turns the four switches."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import keep
from kentongan.casework.models import Case, What
from kentongan.casework.verifying import SHOWN, show
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.toolbox.refusals import Conflict


class NothingHidden(Conflict):
    code = "nothing_hidden"
    sentence = _("This is not hidden.")


class NotToBeShown(Conflict):
    code = "not_to_be_shown"
    sentence = _("This cannot be shown: it is not verified, not screened, or told in confidence.")


@dataclass(frozen=True, slots=True)
class Target:
    """What is to be hidden or shown: the case itself, one of its photos, or one of its voices."""

    what: What
    service_request: ServiceRequest | None = None
    photo: Photo | None = None


def is_hidden(case: Case, target: Target) -> bool:
    """Whether it is hidden already."""
    if target.photo is not None:
        return not target.photo.is_public
    voice = target.service_request
    if voice is None:
        return not case.is_public
    return voice.is_anonymous if target.what == What.IDENTITY else voice.is_confidential


def see_showable(case: Case, target: Target) -> None:
    """See that it is hidden and may be shown.

    :raises NothingHidden: if it is not hidden
    :raises NotToBeShown: if it must not be shown at all
    """
    if not is_hidden(case, target):
        raise NothingHidden
    photo = target.photo
    unscreened = photo is not None and not _may_be_shown(photo)
    unfit = case.is_oversight or case.is_confidential or not case.verifications.exists()
    if unscreened or (target.what == What.CASE and unfit):
        raise NotToBeShown


def _may_be_shown(photo: Photo) -> bool:
    return bool(photo.public_digest) and photo.erased_at is None and not photo.is_record


def turn(case: Case, target: Target, *, is_hidden: bool, words: str = "", at: datetime) -> None:
    """Hide it or show it; the caller holds the case.

    A voice in confidence takes its own case along, but not one that it has joined.
    """
    photo, voice = target.photo, target.service_request
    if photo is not None:
        photo.is_public = not is_hidden
        photo.save(update_fields=["is_public"])
        keep(case, at=at)
    elif voice is None:
        show(case, is_public=not is_hidden, words=words)
        keep(case, *SHOWN, at=at)
    elif target.what == What.IDENTITY:
        voice.is_anonymous = is_hidden
        voice.save(update_fields=["is_anonymous"])
    else:
        _turn_content(case, voice, is_hidden, at)


def _turn_content(case: Case, voice: ServiceRequest, is_hidden: bool, at: datetime) -> None:
    voice.is_confidential = is_hidden
    voice.save(update_fields=["is_confidential"])
    own = own_case(case, voice)
    if own is not None:
        own.is_confidential = is_hidden
        if is_hidden:
            show(own, is_public=False, words="")
        keep(own, "is_confidential", *SHOWN, at=at)


def own_case(case: Case, voice: ServiceRequest) -> Case | None:
    """Return the case that was opened on this voice, wherever it has gone; the caller locked it."""
    if voice.reference == case.reference:
        return case
    return Case.objects.filter(reference=voice.reference).first()
