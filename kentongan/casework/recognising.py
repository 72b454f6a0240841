"""Recognising a picture: was it, or one that looks like it, handed in before, anywhere in the city?

Among the photos of all reports, what third parties handed in, and the proofs of all claims; by the
digest of the file, and by its likeness within seven bits. Every way in is an index, so it costs the
same after ten years. Matters of oversight are looked at only for one of their own: else a flag
would tell a unit that a complaint about it holds the same picture.
"""

from typing import NamedTuple

from django.db import connection

from kentongan.casework.models import Claim
from kentongan.toolbox.likeness import BANDS, NEAR, band_of, probes


class Twin(NamedTuple):
    """A picture that is the same or nearly: a `photo` of a report, a `party_photo` or a
    `proof`, by id.

    `off` is in how many of 64 bits it differs; None where the very file is the same.
    """

    of: str
    row: int
    off: int | None


def _alike(table: str) -> str:
    """The condition of one table. Each band is written as its index has it: as a constant."""
    bands = " OR ".join(
        f"({table}.likeness IS NOT NULL"
        f" AND {band_of(f'{table}.likeness', band)} = ANY(%(band_{band})s::bigint[])"
        f" AND {_off(table)} <= {NEAR})"
        for band in range(BANDS)
    )
    return f"({table}.digest = %(digest)s OR {bands})"


def _off(table: str) -> str:
    return f"bit_count(({table}.likeness # %(likeness)s::bigint)::bit(64))"


def _row(what: str, table: str) -> str:
    off = f"CASE WHEN {table}.digest = %(digest)s THEN NULL ELSE {_off(table)} END"
    return f"SELECT '{what}', {table}.id, {off} AS off"


_SEEN = "(%(with_oversight)s OR NOT matter.is_oversight)"
STATEMENT = f"""
({_row("photo", "photo")} FROM intake_photo photo
 JOIN casework_filing filing ON filing.service_request_id = photo.service_request_id
 JOIN casework_case matter ON matter.id = filing.case_id
 WHERE {_alike("photo")} AND filing.case_id <> %(case)s AND {_SEEN}
 ORDER BY off NULLS FIRST LIMIT 1)
UNION ALL
({_row("party_photo", "party_photo")} FROM casework_partyphoto party_photo
 JOIN casework_contribution given ON given.id = party_photo.contribution_id
 JOIN casework_invitation invitation ON invitation.id = given.invitation_id
 JOIN casework_case matter ON matter.id = invitation.case_id
 WHERE {_alike("party_photo")} AND invitation.case_id <> %(case)s AND {_SEEN}
 ORDER BY off NULLS FIRST LIMIT 1)
UNION ALL
({_row("proof", "proof")} FROM casework_proof proof
 JOIN casework_claim claimed ON claimed.id = proof.claim_id
 JOIN casework_case matter ON matter.id = claimed.case_id
 WHERE {_alike("proof")} AND proof.claim_id <> %(claim)s AND {_SEEN}
 ORDER BY off NULLS FIRST LIMIT 1)
"""


def recognise(digest: str, likeness: int | None, *, claim: Claim) -> Twin | None:
    """Return the nearest other picture, the same file before one that looks like it.

    Photos of the case itself are left out, for `checking` looks at those with another eye, and so
    are the other pictures of the same claim.
    """
    case = claim.case
    left_out = {"case": case.pk, "claim": claim.pk, "with_oversight": case.is_oversight}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENT, {**_values(digest, likeness), **left_out})
        twins = [Twin(*row) for row in cursor.fetchall()]
    return min(twins, key=lambda twin: -1 if twin.off is None else twin.off, default=None)


def _values(digest: str, likeness: int | None) -> dict[str, str | int | list[int]]:
    bands = [[] for _ in range(BANDS)] if likeness is None else probes(likeness)
    values: dict[str, str | int | list[int]] = {"digest": digest, "likeness": likeness or 0}
    return values | {f"band_{band}": wanted for band, wanted in enumerate(bands)}
