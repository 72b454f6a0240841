"""Telling of a stop: what was found there. It decides nothing: a verdict is an act of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from kentongan.casework.holding import WordsMissing, facts, hold
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.people.permissions import Act
from kentongan.toolbox.geometry import Point, is_on_earth
from kentongan.toolbox.refusals import Unprocessable
from kentongan.toolbox.words import tidy
from kentongan.visiting.going import NotSetOut
from kentongan.visiting.holding import AlreadyTold, NoSuchStop, hold_ahead
from kentongan.visiting.models import Stop, StopPhoto


class NoOutcome(Unprocessable):
    code = "no_outcome"
    sentence = _("Please say how you found it.")


@dataclass(frozen=True, slots=True)
class Found:
    """What somebody found: how it was, in a sentence, where their device was, with pictures."""

    outcome: str
    text: str = ""
    point: Point | None = None
    photos: Sequence[CleanPhoto] = ()


@transaction.atomic
def tell(stop: Stop, found: Found, *, by: User, at: datetime) -> Stop:
    """Keep what was found at a stop.

    :raises NoSuchCase: if the case is out of the user's reach by now
    :raises NotSetOut: if nobody has gone yet
    :raises AlreadyTold: if it was told of before
    :raises WordsMissing: if it was otherwise, or could not be reached, and nothing says how
    """
    case = hold(stop.case, Act.NOTE, by=by)
    visit = hold_ahead(stop.visit, by=by)
    here = visit.stops.filter(pk=stop.pk).first()
    if here is None:
        raise NoSuchStop
    if visit.set_out_at is None:
        raise NotSetOut
    if here.outcome:
        raise AlreadyTold
    _keep(here, found, by, at)
    photos = _keep_photos(here, found.photos)
    told = {"row": here.pk, "visit": visit.pk, "purpose": here.purpose, "outcome": here.outcome}
    told |= {"photos": photos, **facts(case)}
    record("case.visited", about=("case", case.pk), by=by, at=at, **told)
    return here


def _keep(stop: Stop, found: Found, by: User, at: datetime) -> None:
    if found.outcome not in Stop.Outcome.values:
        raise NoOutcome(field="outcome")
    stop.text = tidy(found.text, field="text")
    if found.outcome in Stop.NEEDS_WORDS and not stop.text:
        raise WordsMissing(field="text")
    stop.outcome, stop.told_at, stop.told_by = found.outcome, at, by
    if found.point and is_on_earth(found.point):
        stop.lat, stop.lon = found.point
    stop.save(update_fields=["text", "outcome", "told_at", "told_by", "lat", "lon"])


def _keep_photos(stop: Stop, photos: Sequence[CleanPhoto]) -> int:
    kept = {photo.digest: photo for photo in photos}
    if len(kept) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")
    StopPhoto.objects.bulk_create(
        StopPhoto(
            stop=stop, file=photo.file, digest=photo.digest, width=photo.width, height=photo.height
        )
        for photo in kept.values()
    )
    return len(kept)
