"""The pictures of a claim as a page shows them: where they came from, and what the checks saw."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from kentongan.casework.checking import NO_PROOF, is_unproven
from kentongan.casework.models import Case, Proof
from kentongan.face.flags import flag_words
from kentongan.face.photos import photo_url


@dataclass(frozen=True, slots=True)
class ShownProof:
    """One picture; `flags` are sentences, `codes` what the journal calls them."""

    url: str
    small: str
    is_live: bool
    taken_at: datetime | None
    flags: tuple[str, ...]
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownProofs:
    """Every picture of a claim; `missing` is the sentence where there should be one."""

    pictures: Sequence[ShownProof]
    missing: str = ""


def shown_proofs(case: Case, claim_id: int) -> ShownProofs:
    """Return what a page shows of a claim's pictures (one statement)."""
    return gathered(case, Proof.objects.filter(claim=claim_id).order_by("pk"))


def gathered(case: Case, proofs: Iterable[Proof]) -> ShownProofs:
    """Return the same of pictures that are already at hand (no statement)."""
    pictures = tuple(map(show, proofs))
    is_missing = is_unproven(case, len(pictures))
    return ShownProofs(pictures, flag_words({"check": NO_PROOF}, _language()) if is_missing else "")


def show(proof: Proof) -> ShownProof:
    """Return one picture as a page shows it."""
    return ShownProof(
        url=photo_url(proof),
        small=photo_url(proof, small=True),
        is_live=proof.source == Proof.Source.CAMERA,
        taken_at=proof.taken_at,
        flags=tuple(flag_words(flag, _language()) for flag in proof.flags),
        codes=tuple(flag["check"] for flag in proof.flags),
    )


def _language() -> str:
    return get_language() or "id"
