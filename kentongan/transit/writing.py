"""Writing what came of a batch of positions: one statement a table, however many vehicles."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import connection

from kentongan.transit.positions import WhyAside

POSITIONS = """
INSERT INTO transit_position (vehicle_id, at, received_at, lat, lon, heading, run_id, along)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::float8[],
                     %s::float8[], %s::float8[], %s::bigint[], %s::float8[])
ON CONFLICT DO NOTHING RETURNING vehicle_id, at
"""
LATEST = """
INSERT INTO transit_latest (vehicle_id, at, received_at, lat, lon, heading, run_id, along,
                            anchor_lat, anchor_lon, line, next_stop, lost)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::float8[],
                     %s::float8[], %s::float8[], %s::bigint[], %s::float8[], %s::float8[],
                     %s::float8[], %s::text[], %s::int[], %s::int[])
ON CONFLICT (vehicle_id) DO UPDATE SET
  (at, received_at, lat, lon, heading, run_id, along, anchor_lat, anchor_lon, line, next_stop, lost)
  = (excluded.at, excluded.received_at, excluded.lat, excluded.lon, excluded.heading,
     excluded.run_id, excluded.along, excluded.anchor_lat, excluded.anchor_lon, excluded.line,
     excluded.next_stop, excluded.lost)
"""
PASSAGES = """
INSERT INTO transit_passage (run_id, pattern_id, index, at, is_simulated)
SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::int[], %s::timestamptz[], %s::bool[])
ON CONFLICT DO NOTHING
"""
ASIDES = """
INSERT INTO transit_aside (operator_id, hour, why, count, last_at)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::int[], %s::timestamptz[])
ON CONFLICT (operator_id, hour, why) DO UPDATE
SET count = transit_aside.count + excluded.count, last_at = excluded.last_at
"""
Rows = Sequence[Sequence[object]]


def write(statement: str, rows: Rows) -> list[tuple[int, datetime]]:
    """Write rows by one of the statements above; returns what it returns."""
    if not rows:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        return cursor.fetchall() if cursor.description else []


def count_asides(operator_id: int, whys: Iterable[WhyAside], *, at: datetime) -> None:
    """Count what was set aside, by the hour."""
    hour = at.replace(minute=0, second=0, microsecond=0)
    counted = sorted(Counter(str(why) for why in whys).items())
    write(ASIDES, [(operator_id, hour, why, count, at) for why, count in counted])
