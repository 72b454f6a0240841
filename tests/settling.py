"""Bringing a case to its end as it should go: the unit claims, and the reporter confirms."""

from datetime import datetime

from kentongan.casework.claiming import claim
from kentongan.casework.confirming import vouch
from kentongan.casework.models import Case, Claim
from kentongan.people.models import User


def settle(case: Case, text: str, *, by: User, at: datetime) -> Claim:
    """Claim that the case is done, and have its first voice say so too."""
    claimed = claim(case, text, by=by, at=at)
    vouch(case.filings.order_by("pk")[0].service_request, at=at)
    return claimed
