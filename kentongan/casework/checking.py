"""Checking a proof: what about it somebody should look at. Checks raise a flag, never decide.

A flag is a code and its numbers; the words are the doors'. A wall looks the same before and after,
a phone without a sky does not know where it is: a flag says "look", not "fraud".
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kentongan.casework.models import Case, Claim, Proof
from kentongan.casework.recognising import recognise
from kentongan.catalogue.models import ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Photo
from kentongan.toolbox.geometry import Point, distance
from kentongan.toolbox.likeness import difference

Flag = Mapping[str, Any]

CHECKS = ("reused", "same_frame", "elsewhere", "too_early", "clock", "no_metadata", "bad_nonce")
NO_PROOF = "no_proof"
ELSEWHERE = 200.0
"""Metres from the case's point; a phone between houses is wrong by up to 50, a finger by more."""
SAME_FRAME = 10
"""Bits by which a proof may differ from the complaint's own photo and still show the same frame.

Wider than for the whole city: only a handful is compared, and a picture cut at its edges counts."""
SLACK = timedelta(minutes=10)
"""By how much a device's clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a proof is held against: the case, since when work was open, its complaint's photos."""

    case: Case
    claim: Claim
    since: datetime
    complaint: tuple[tuple[str, int | None], ...]


def scene_of(claim: Claim) -> Scene:
    """Return what the proofs of a claim are held against (two statements)."""
    case = claim.case
    reopened = case.reopenings.order_by("-pk").values_list("at", flat=True).first()
    photos = Photo.objects.filter(service_request__filing__case=case)
    complaint = tuple(photos.values_list("digest", "likeness"))
    return Scene(case, claim, max(case.opened_at, reopened or case.opened_at), complaint)


def check(proof: Proof, scene: Scene) -> list[Flag]:
    """Return the flags of a proof not yet saved (one statement)."""
    return [*_pixels(proof, scene), *_circumstances(proof, scene)]


def _pixels(proof: Proof, scene: Scene) -> Iterator[Flag]:
    if any(_is_same_frame(proof, *photo) for photo in scene.complaint):
        yield {"check": "same_frame"}
    twin = recognise(proof.digest, proof.likeness, claim=scene.claim)
    if twin is not None:
        yield {"check": "reused", **twin._asdict()}


def _is_same_frame(proof: Proof, digest: str, likeness: int | None) -> bool:
    if digest == proof.digest:
        return True
    if likeness is None or proof.likeness is None:
        return False
    return difference(likeness, proof.likeness) <= SAME_FRAME


def _circumstances(proof: Proof, scene: Scene) -> Iterator[Flag]:
    case, taken = scene.case, proof.taken_at
    if None not in (proof.lat, proof.lon, case.lat, case.lon):
        metres = distance(Point(proof.lat, proof.lon), Point(case.lat, case.lon))  # type: ignore[arg-type]
        if metres > ELSEWHERE:
            yield {"check": "elsewhere", "metres": round(metres)}
    if taken is not None and taken < scene.since - SLACK:
        yield {"check": "too_early", "minutes": int((scene.since - taken).total_seconds() // 60)}
    off = _off_clock(proof)
    if off:
        yield {"check": "clock", "minutes": off}
    if taken is None and proof.lat is None:
        yield {"check": "no_metadata"}


def _off_clock(proof: Proof) -> int:
    """Minutes between the device's moment and those within which the server knows it was taken."""
    taken, earliest = proof.taken_at, proof.nonce.issued_at if proof.nonce else None
    if taken is None:
        return 0
    gap = max(taken - proof.added_at, (earliest - taken) if earliest else timedelta())
    return int(gap.total_seconds() // 60) if gap > SLACK else 0


def codes(claim: Claim, proofs: list[Proof]) -> list[str]:
    """Return every check that raised a flag on a claim, for the journal, each once."""
    raised = {flag["check"] for proof in proofs for flag in proof.flags}
    if is_unproven(claim.case, len(proofs)):
        raised.add(NO_PROOF)
    return sorted(raised)


def is_unproven(case: Case, pictures: int) -> bool:
    """Whether a claim on the case should have had a picture; words alone settle information."""
    matter = shelf().types[case.service_type_id].matter
    return pictures == 0 and matter != ServiceType.Matter.INFORMATION
