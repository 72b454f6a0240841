"""Learning from passages: how long legs take at which hour, and whether promises were kept.

Simulated runs teach nothing and score nothing.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction

from kentongan.places.directory import directory
from kentongan.transit.estimating import BUCKETS, ENOUGH
from kentongan.transit.expecting import board
from kentongan.transit.knowing import timetable
from kentongan.transit.models import Leg, Promise

LEARN_EVERY = timedelta(days=1)
LEARN_FROM = timedelta(days=28)
ONE_RUN_IN = 4
"""Of so many runs one is promised for: enough to judge a line by, and few enough to keep."""
LEARN = """
INSERT INTO transit_leg (pattern_id, index, hour, median_s, seen, computed_at)
SELECT a.pattern_id, a.index, extract(hour FROM a.at AT TIME ZONE %s),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM b.at - a.at)), count(*), %s
FROM transit_passage a JOIN transit_passage b ON b.run_id = a.run_id AND b.index = a.index + 1
WHERE a.at > %s AND a.at <= %s AND NOT a.is_simulated AND b.at > a.at
GROUP BY 1, 2, 3 HAVING count(*) >= %s
"""
JUDGED = """
SELECT v.feed, l.code, b.number, count(*),
       count(*) FILTER (WHERE extract(epoch FROM p.at - m.expected_at) BETWEEN b.early AND b.late)
FROM transit_promise m JOIN transit_passage p ON p.run_id = m.run_id AND p.index = m.index
JOIN transit_pattern t ON t.id = p.pattern_id JOIN transit_line l ON l.id = t.line_id
JOIN transit_version v ON v.id = l.version_id
JOIN unnest(%s::int[], %s::int[], %s::int[], %s::int[], %s::int[])
  AS b (number, low, high, early, late)
  ON extract(epoch FROM p.at - m.made_at) >= b.low
 AND extract(epoch FROM p.at - m.made_at) < b.high
WHERE m.made_at >= %s AND m.made_at < %s AND NOT p.is_simulated GROUP BY 1, 2, 3
"""
KEEP_SCORE = """
INSERT INTO transit_linescore (feed, line, week, bucket, promises, kept, computed_at)
SELECT *, %s FROM unnest(%s::text[], %s::text[], %s::date[], %s::int[], %s::int[], %s::int[])
ON CONFLICT DO NOTHING
"""


def learn_legs(*, at: datetime) -> int:
    """Compute the medians of legs anew, once a day; what was known before stays."""
    newest = Leg.objects.order_by("-computed_at").values_list("computed_at", flat=True).first()
    if newest is not None and at - newest < LEARN_EVERY:
        return 0
    zone = directory().profile.zone
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [zone, at, at - LEARN_FROM, at, ENOUGH])
    return 0


def promise_arrivals(*, at: datetime) -> int:
    """Keep what is estimated this minute for one run in four, to be judged by what comes."""
    minute = at.replace(second=0, microsecond=0)
    if Promise.objects.filter(made_at__gte=minute).exists():
        return 0
    known = board(timetable(at), at)
    if known.is_simulated:
        return 0
    sampled = [seen for seen in known.seen if seen.run and seen.run % ONE_RUN_IN == 0]
    rows = [
        Promise(run_id=seen.run or 0, index=each.index, made_at=at, expected_at=each.at)
        for seen in sampled
        for each in known.ahead(seen)
    ]
    Promise.objects.bulk_create(rows, ignore_conflicts=True)
    return 0


def score_week(*, at: datetime) -> int:
    """Judge last week's promises of every line, once; returns how many rows were written."""
    local = at.astimezone(timetable(at).zone)
    today = local.replace(hour=0, minute=0, second=0, microsecond=0)
    monday = today - timedelta(days=today.weekday())
    begin = monday - timedelta(days=7)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM transit_linescore WHERE week = %s LIMIT 1", [begin.date()])
        if cursor.fetchone():
            return 0
        numbered = ((number, *band) for number, band in enumerate(BUCKETS))
        given = [list(column) for column in zip(*numbered, strict=True)]
        cursor.execute(JUDGED, [*given, begin, monday])
        rows = [(feed, line, begin.date(), *rest) for feed, line, *rest in cursor.fetchall()]
        if rows:
            cursor.execute(KEEP_SCORE, [at, *(list(c) for c in zip(*rows, strict=True))])
    return 0
