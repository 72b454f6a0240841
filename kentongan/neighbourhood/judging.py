"""Judging a repair: the head of RT or RW has looked, and it is fixed, or it is not."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kentongan.casework.confirming import confirm_held
from kentongan.casework.disputing import refute_held
from kentongan.casework.models import Case, Reopening, Verdict
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.receiving import MOST_PHOTOS, TooManyPhotos
from kentongan.neighbourhood.models import VerdictPhoto
from kentongan.neighbourhood.reaching import hold_around, reach_of
from kentongan.people.models import User

WAY = Verdict.Way.RT_RW


@transaction.atomic
def say_fixed(
    case: Case, text: str = "", photos: Sequence[CleanPhoto] = (), *, by: User, at: datetime
) -> Verdict:
    """Confirm a claim that stands, with pictures if there are any; the case ends as confirmed.

    :raises NoSuchCase: if it lies in no neighbourhood of theirs
    :raises TooManyPhotos: if that is more than one message may hold
    :raises Refusal: as `casework.confirming.confirm` does
    """
    verdict = confirm_held(hold_around(case, reach_of(by)), text, by=by, at=at, way=WAY)
    _keep(verdict, photos)
    return verdict


@transaction.atomic
def say_not_fixed(
    case: Case, text: str, photos: Sequence[CleanPhoto] = (), *, by: User, at: datetime
) -> Reopening:
    """Dispute a claim that stands, with what was seen; the work goes on.

    :raises NoSuchCase: if it lies in no neighbourhood of theirs
    :raises TooManyPhotos: if that is more than one message may hold
    :raises Refusal: as `casework.disputing.refute` does
    """
    reopening = refute_held(hold_around(case, reach_of(by)), text, by=by, at=at, way=WAY)
    _keep(Verdict.objects.filter(claim__case=case, by=by).latest("pk"), photos)
    return reopening


def photos_of(case: Case) -> list[VerdictPhoto]:
    """Return what heads of RT and RW showed of the repairs of a case (one statement)."""
    found = VerdictPhoto.objects.filter(verdict__claim__case=case)
    return list(found.select_related("verdict").order_by("pk"))


def _keep(verdict: Verdict, photos: Sequence[CleanPhoto]) -> None:
    kept = {photo.digest: photo for photo in photos}
    if len(kept) > MOST_PHOTOS:
        raise TooManyPhotos(field="photos")
    VerdictPhoto.objects.bulk_create(
        VerdictPhoto(
            verdict=verdict,
            file=photo.file,
            digest=photo.digest,
            width=photo.width,
            height=photo.height,
        )
        for photo in kept.values()
    )
