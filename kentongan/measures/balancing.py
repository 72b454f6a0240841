"""The equation: received = open + confirmed + unopposed + refused + forwarded away + set aside
+ joined to another; and the ways to fill it in.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Self

from django.db.models import Count, Q, QuerySet

from kentongan.casework.models import DONE, Case
from kentongan.measures.flows import BACK, OUTCOMES

TERMS = ("open", *OUTCOMES)
SIDES = {
    "received": Count("pk"),
    "open": Count("pk", filter=Q(closed_at=None)),
    **{outcome: Count("pk", filter=Q(outcome=outcome)) for outcome in OUTCOMES},
}
"""Both sides, counted from rows of cases; in the order of the fields below."""


@dataclass(frozen=True, slots=True)
class Equation:
    """Both sides. `difference` is what is unaccounted for, and must be 0."""

    received: int = 0
    open: int = 0
    confirmed: int = 0
    unopposed: int = 0
    refused: int = 0
    referred: int = 0
    set_aside: int = 0
    joined: int = 0

    @classmethod
    def from_flows(cls, sums: Counter[str], still_open: int | None = None) -> Self:
        """Fill it in from what came and went; what is open follows, unless it was counted."""
        received = sums["received"] + sums["moved_in"] - sums["moved_out"]
        ended = {outcome: sums[outcome] - sums[BACK[outcome]] for outcome in OUTCOMES}
        if still_open is None:
            still_open = received - sum(ended.values())
        return cls(received=received, open=still_open, **ended)

    @property
    def difference(self) -> int:
        """Received, less where it stands."""
        return self.received - sum(self._of(term) for term in TERMS)

    @property
    def done(self) -> int:
        """Confirmed or unopposed; whoever shows this shows the two beside it."""
        return sum(self._of(outcome) for outcome in DONE)

    def _of(self, term: str) -> int:
        return int(getattr(self, term))


def cohort(cases: QuerySet[Case]) -> Equation:
    """Set what a query of cases holds against where it stands (one statement)."""
    return Equation(**cases.order_by().aggregate(**SIDES))
