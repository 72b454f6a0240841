"""Who tells where buses are, and how old the last word of each is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from kentongan.situation.standing import Source, standing
from kentongan.transit.models import Operator
from kentongan.transit.seeing import FRESH

PULLED = "gtfs_realtime"


@dataclass(frozen=True, slots=True)
class Teller:
    """An operator: its vehicles, and when one of them was heard of last."""

    operator: Operator
    vehicles: int
    heard_at: datetime | None
    is_fresh: bool
    feed: Source | None
    """The source its positions are pulled from; None where they are handed in with a key."""


def tellers(at: datetime) -> list[Teller]:
    """Return the operators by name (two statements)."""
    pulled = {
        each.feed.settings.get("operator"): each
        for each in standing(at)
        if each.feed.connector == PULLED
    }
    known = Operator.objects.annotate(
        count=Count("vehicles"), last=Max("vehicles__latest__received_at")
    )
    return [
        Teller(
            each,
            vars(each)["count"],
            heard := vars(each)["last"],
            heard is not None and at - heard <= FRESH,
            pulled.get(each.code),
        )
        for each in known.order_by("name", "pk")
    ]
