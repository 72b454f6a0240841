"""Lending a nonce: leave to hand in one picture as taken now, in the app, for this case.

It proves that the picture was handed in between two moments the server knows, and no more: the
clock and the place beside it are the device's own word, and are checked against ours.
"""

from datetime import datetime, timedelta
from secrets import token_hex

from kentongan.casework.models import Case, Nonce
from kentongan.people.models import User

LIFE = timedelta(hours=2)
"""Long enough to take the picture, drive to where there is a signal, and write the answer."""
KEPT_UNUSED = timedelta(days=1)


class Unredeemed(Exception):
    """A code that does not hold, and why: unknown, another's, used or expired."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def lend(case: Case, *, by: User, at: datetime) -> Nonce:
    """Issue a nonce, and sweep away what the same person was lent for this case and never used."""
    spent = Nonce.objects.filter(case=case, by=by, used_at=None, issued_at__lt=at - KEPT_UNUSED)
    spent.delete()
    return Nonce.objects.create(code=token_hex(16), case=case, by=by, issued_at=at)


def redeem(code: str, case: Case, *, by: User, at: datetime) -> Nonce:
    """Use up a nonce, inside the transaction of the claim; two at once cannot both.

    :raises Unredeemed: if it does not hold here and now
    """
    nonce = Nonce.objects.filter(code=code).first()
    if nonce is None:
        raise Unredeemed("unknown")
    if nonce.case_id != case.pk or nonce.by_id != by.pk:
        raise Unredeemed("foreign")
    if at > nonce.issued_at + LIFE:
        raise Unredeemed("expired")
    if not Nonce.objects.filter(pk=nonce.pk, used_at=None).update(used_at=at):
        raise Unredeemed("used")
    nonce.used_at = at
    return nonce
