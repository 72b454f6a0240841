"""Proving a claim with pictures: taken in the app, or chosen from older ones and marked so.

No picture and no flag ever blocks a claim; they are shown to whoever judges it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from kentongan.casework.checking import check, scene_of
from kentongan.casework.lending import Unredeemed, redeem
from kentongan.casework.models import Claim, Nonce, Proof
from kentongan.intake.photographing import CleanPhoto
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable

MOST_PROOFS = 8
Source = Proof.Source


class TooManyProofs(Unprocessable):
    code = "too_many_proofs"
    sentence = _("At most eight pictures fit in one claim.")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture for a claim. One from the app brings a nonce, and the device's time and place."""

    photo: CleanPhoto
    nonce: str = ""
    taken_at: datetime | None = None
    point: Point | None = None


def prove(claim: Claim, pictures: Sequence[Picture], *, at: datetime) -> list[Proof]:
    """Keep the pictures of a claim with what the checks say of each, inside its transaction.

    :raises TooManyProofs: beyond eight
    """
    if len(pictures) > MOST_PROOFS:
        raise TooManyProofs(field="pictures")
    once = {picture.photo.digest: picture for picture in pictures}
    if not once:
        return []
    scene = scene_of(claim)
    proofs = []
    for picture in once.values():
        proof, why = _drawn_up(claim, picture, at)
        proof.flags = [*check(proof, scene), *([{"check": "bad_nonce", "why": why}] if why else [])]
        proofs.append(proof)
    return Proof.objects.bulk_create(proofs)


def _drawn_up(claim: Claim, picture: Picture, at: datetime) -> tuple[Proof, str]:
    """A proof and, if its nonce does not hold, why: then it is one of the older pictures."""
    nonce, why = _redeemed(claim, picture, at)
    photo = picture.photo
    point = (picture.point if nonce else None) or photo.point
    proof = Proof(
        claim=claim,
        file=photo.file,
        digest=photo.digest,
        likeness=photo.likeness,
        width=photo.width,
        height=photo.height,
        source=Source.CAMERA if nonce else Source.GALLERY,
        nonce=nonce,
        taken_at=_taken_at(picture, is_live=nonce is not None),
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        added_at=at,
    )
    return proof, why


def _redeemed(claim: Claim, picture: Picture, at: datetime) -> tuple[Nonce | None, str]:
    if not picture.nonce:
        return None, ""
    try:
        return redeem(picture.nonce, claim.case, by=claim.by, at=at), ""
    except Unredeemed as fault:
        return None, fault.why


def _taken_at(picture: Picture, *, is_live: bool) -> datetime | None:
    """The earliest that anything says: a file with an older time in it was not taken just now."""
    told = [picture.photo.taken_at, picture.taken_at if is_live else None]
    return min((moment for moment in told if moment is not None), default=None)
