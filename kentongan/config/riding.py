"""Carrying buses that a feed told of from the archive to where buses are known.

The one crossing between `situation` and `transit`, which do not know each other. If we die between
the two, the feed's next turn tells where the buses are then; the answer itself is archived.
"""

from kentongan.situation.archiving import last_body
from kentongan.situation.asking import Turn
from kentongan.transit.hearing import told_by_realtime
from kentongan.transit.models import Operator, PositionKey
from kentongan.transit.operators import add_operator, add_vehicles
from kentongan.transit.pinging import Receipt, take_in
from kentongan.transit.sifting import Told

CONNECTOR = "gtfs_realtime"
MOST_VEHICLES = 5000
"""That one feed may make known: a feed gone mad must not fill the fleet."""


def carry_over(turn: Turn) -> Receipt | None:
    """Take in where the buses of a turn are; None if it told of none."""
    if turn.feed.connector != CONNECTOR or turn.fault or not turn.taken:
        return None
    batch = told_by_realtime(last_body(turn.feed))
    operator = _operator(turn)
    _make_known(operator, [told for told in batch if told], turn)
    return take_in(batch, key=PositionKey(operator=operator), at=turn.at)


def _operator(turn: Turn) -> Operator:
    code = str(turn.feed.settings["operator"])
    known = Operator.objects.filter(code=code).first()
    return known or add_operator(code, turn.feed.attribution[:120], by=None, at=turn.at)


def _make_known(operator: Operator, batch: list[Told], turn: Turn) -> None:
    """Make vehicles known as they are told of: the pack trusts the feed with them."""
    known = set(operator.vehicles.values_list("code", flat=True))
    new = sorted({told.vehicle for told in batch if len(told.vehicle) <= 60} - known)
    room = max(0, MOST_VEHICLES - len(known))
    if new[:room]:
        add_vehicles(operator, new[:room], by=None, at=turn.at)
