"""Confirming: somebody other than the unit has looked, or nobody has opposed the claim in time."""

from datetime import datetime

from kentongan.casework.closing import Outcome, end
from kentongan.casework.models import Case, Claim, Disposition
from kentongan.people.models import User


def let_stand(case: Case, *, by: User | None, at: datetime, outcome: Outcome) -> Disposition:
    """End a held case whose claim stands: confirmed by somebody, or opposed by nobody."""
    standing: Claim = case.claims.get(fallen_at=None)
    told = Disposition(case=case, by=by, at=at, outcome=outcome, text=standing.text)
    return end(told, claim=standing.pk)
