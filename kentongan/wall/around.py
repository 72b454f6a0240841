"""What surrounds the case book at one moment, asked once: its lines and the map are drawn of it."""

from dataclasses import dataclass
from datetime import datetime

from kentongan.alarms.tile import Tile as Alarms
from kentongan.alarms.tile import tile as alarms
from kentongan.command.tiling import Tile as Orders
from kentongan.command.tiling import tile as orders
from kentongan.incidents.telling import Tile as Incidents
from kentongan.incidents.telling import tile as incidents
from kentongan.situation.gauges.standing import Standing
from kentongan.situation.gauges.tile import levels
from kentongan.situation.tile import Conditions, conditions
from kentongan.stage.tile import Tile as Stage
from kentongan.stage.tile import tile as stage
from kentongan.transit.seeing import Seen, last_seen
from kentongan.transit.tile import Tile as Buses
from kentongan.transit.tile import tile as buses

MOST_INCIDENTS = 40
"""On the map; more than a few dozen at a time nobody could tell apart."""


@dataclass(frozen=True, slots=True)
class Around:
    """The stage, water, warnings, incidents, alarms, buses and orders, as they stood."""

    at: datetime
    stage: Stage
    conditions: Conditions
    gauges: tuple[Standing, ...]
    incidents: Incidents
    alarms: Alarms
    buses: Buses
    vehicles: tuple[Seen, ...]
    """Where each was heard of last, also those of which nothing is fresh."""
    orders: Orders


def look_around(at: datetime) -> Around:
    """Return it for any moment, past or present (a constant number of statements)."""
    return Around(
        at=at,
        stage=stage(at),
        conditions=conditions(at),
        gauges=levels(at),
        incidents=incidents(at, most=MOST_INCIDENTS),
        alarms=alarms(at),
        buses=buses(at),
        vehicles=tuple(last_seen(at)),
        orders=orders(at),
    )
