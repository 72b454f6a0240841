"""What is hidden, and how it is set: the one place that turns the four switches."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.casework.holding import keep
from kentongan.casework.models import Case, What
from kentongan.casework.verifying import SHOWN, show
from kentongan.intake.models import Photo, ServiceRequest


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
    """Return the case that was opened on this voice, locked, wherever the voice has gone since."""
    if voice.reference == case.reference:
        return case
    return Case.objects.select_for_update().filter(reference=voice.reference).first()
